"""Cards that any level may use by name: the files in `levels/cards`, each written like a level."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.levels.folder import level_files, opened
from game.levels.problems import Findings, Problem

if TYPE_CHECKING:
    from game.levels.model import DilemmaBlock
    from game.levels.shape import Shaped

FOLDER = places.CARDS
_HEAD = {"format": 1, "title": "Cards", "people": 1_200}
"""What a level needs and a file of cards can do without."""


@dataclass(frozen=True)
class Shelf:
    """The library as far as it can be read.

    cards: by name, in the order of the files; of a file with an error, none. unread: such files, with their folder.
    """

    cards: Mapping[str, DilemmaBlock]
    unread: tuple[str, ...]


def shelf() -> Shelf:
    """Every card of the library that can be used, and the files that cannot."""
    return _shelf(FOLDER)


@cache
def _shelf(folder: Path) -> Shelf:
    cards: dict[str, DilemmaBlock] = {}
    unread = []
    for path in level_files(folder):
        found = _cards(path)
        if found is None:
            unread.append(f"{folder.parent.name}/{folder.name}/{path.name}")
        else:
            cards |= found
    return Shelf(cards, tuple(unread))


def _cards(path: Path) -> dict[str, DilemmaBlock] | None:
    """The cards of a file by name; None if there is an error anywhere in it."""
    findings, readable = opened(path)
    found = shaped(findings) if readable else None
    return None if found is None or findings.failed else {card.name: card for card in found.block.dilemmas}


def shaped(findings: Findings) -> Shaped | None:
    """What a file of cards holds, with every fault noted in `findings`; None if it holds no keys at all."""
    found, problems = _shaped(findings.text)
    findings.problems += [replace(problem, file=findings.file) for problem in problems]
    return found


# Once for each text: a folder is checked whole, and its first level with a card has opened the library by then.
@lru_cache(maxsize=8)
def _shaped(text: str) -> tuple[Shaped | None, tuple[Problem, ...]]:
    from game.levels import shape

    findings = Findings("", text)
    found = shape.shaped(findings, _HEAD)
    return found, tuple(findings.problems)


def holds(path: str) -> bool:
    """Whether a file belongs to the library."""
    return os.path.dirname(os.path.abspath(path)) == str(FOLDER)
