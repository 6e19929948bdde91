"""What things are called in a level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from game.words.vocabulary import PLAIN, Vocabulary

if TYPE_CHECKING:
    from game.levels import Level
from game.levels.ladder import rung_of

SKILL_STEPS = (0.9, 1.2)
"""Below the first a team shows one dot for a job, below the second two, else three."""

@dataclass(frozen=True)
class Names:
    """Words and looks of a level.

    Departments [D], teams [T], markets (at most six, clockwise), and of each product its name, its look (a key of the
    palette's products) and the index of its market; where a company was made from several, the names of these houses
    and the one to which each department belongs [D]; a vision's name by its direction; and its vocabulary.
    """

    departments: tuple[str, ...]
    teams: tuple[str, ...]
    markets: tuple[str, ...]
    product_names: tuple[str, ...]
    looks: tuple[str, ...]
    product_market: tuple[int, ...]
    houses: tuple[str, ...] = ()
    house_of: tuple[int, ...] = ()
    visions: tuple[str, ...] = ()
    vocabulary: Vocabulary = PLAIN

    @classmethod
    def of(cls, level: Level) -> Names:
        """The names of a level."""
        return cls(
            level.department_names, level.team_names, level.market_names, level.product_names, level.product_looks,
            level.product_market, level.house_names, level.house_of_department, level.vision_names,
            Vocabulary.of(level),
        )  # fmt: skip

    @cached_property
    def products(self) -> tuple[str, ...]:
        """The products' names within a sentence: as the level's author wrote them."""
        return self.product_names

    def job(self, job: int) -> str:
        """A job as a noun: a product, "improvements", or "nothing"."""
        return self.products[job] if 0 <= job < len(self.products) else "nothing" if job < 0 else "improvements"


def heading(level: Level) -> str:
    """What a level is called beside its company's name: its number and title, or its rung."""
    rung = rung_of(level)
    if rung is None:
        if level.title == level.company:  # as in free play: nobody is told the same twice
            return f"{level.world.people:,} people"
        return f"Level {level.number} · {level.title}" if level.number else level.title
    return f"{rung.title} · level {level.number}" if level.number else rung.title
