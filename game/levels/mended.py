"""A text that is read in place of its author's, with what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.levels.problems import Spot


@dataclass(frozen=True)
class Mended:
    """A text without a slip: lines whose values are a guess, and how far other lines were moved to the left."""

    text: str
    guessed: frozenset[int] = frozenset()
    moved: Mapping[int, int] = field(default_factory=dict)

    def then(self, other: Mended) -> Mended:
        """The same after another slip was mended in it too."""
        lines = {*self.moved, *other.moved}
        moved = {line: self.moved.get(line, 0) + other.moved.get(line, 0) for line in lines}
        return Mended(other.text, self.guessed | other.guessed, moved)

    def shown(self, spot: Spot) -> Spot:
        """A place of this text where its author sees it."""
        return spot._replace(column=max(0, spot.column + self.moved.get(spot.line, 0)))
