"""The cards that all levels of a pack may bring: the files in its folder of cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.levels import library, strict
from game.levels.folder import level_files, opened
from game.levels.packs.archive import CARDS


def files(folder: Path) -> list[Path]:
    """The files of cards of a pack, by name."""
    return level_files(folder / CARDS)


def unread(level: str) -> tuple[str, ...]:
    """The files of cards in the pack around a level that have an error, so that none of their cards can be used."""
    return tuple(str(path) for path in files(Path(level).parent) if not library.is_sound(path))


def cards(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every card of a pack by its name, as it is written; of a file with an error, none."""
    for path in filter(library.is_sound, files(folder)):
        tree = strict.load(opened(path)[0])
        found = tree.data.get("dilemmas") if tree is not None and isinstance(tree.data, dict) else None
        for card in found if isinstance(found, list) else ():
            if isinstance(card, dict) and isinstance(card.get("name"), str):
                yield card["name"], card
