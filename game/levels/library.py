"""Cards that any level may use by name: the files in `levels/cards`, each written like a level."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from game import places
from game.levels import formats
from game.levels.folder import MANIFEST, level_files, opened
from game.levels.problems import Findings

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
    """What a file of cards holds, with every fault noted in `findings`; None if it holds no cards that can be read."""
    return _faultless(findings.text) or _shaped(findings)


# Once for each text: where a folder is checked whole, its first level with a card has opened the library already.
@lru_cache(maxsize=8)
def _faultless(text: str) -> Shaped | None:
    findings = Findings("", text)
    found = _shaped(findings)
    return None if findings.problems else found


def _shaped(findings: Findings) -> Shaped | None:
    from game.levels import shape

    tree = shape.loaded(findings, _HEAD)
    return None if tree is None or formats.report(tree, findings) else shape.shaped(tree, findings)


def is_sound(path: Path) -> bool:
    """Whether the cards of a file can be used: there is no error anywhere in it."""
    return _cards(path) is not None


def holds(path: str) -> bool:
    """Whether a file belongs to the library, or to the cards of a pack: it needs nothing but its cards."""
    folder, name = os.path.split(os.path.dirname(os.path.abspath(path)))
    return os.path.join(folder, name) == str(FOLDER) or (
        name == FOLDER.name and os.path.isfile(os.path.join(folder, MANIFEST))
    )
