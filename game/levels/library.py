"""Cards that any level may use by name: the files in `levels/cards`, each written like a level."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from game import places
from game.levels import strict
from game.levels.problems import Findings, LevelError

if TYPE_CHECKING:
    from game.levels.model import DilemmaBlock

FOLDER = places.CARDS


@cache
def shelf() -> dict[str, DilemmaBlock]:
    """Every card of the library by name, in the order of the files; raises LevelError if one of them is not sound."""
    from game.levels import shape

    cards: dict[str, DilemmaBlock] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        findings = Findings(path.name, path.read_text(encoding="utf-8"))
        tree = strict.load(findings)
        block = None if tree is None else shape.shaped(tree, findings)[0]
        if block is None or findings.failed:
            raise LevelError(findings.sorted())
        cards |= {card.name: card for card in block.dilemmas}
    return cards
