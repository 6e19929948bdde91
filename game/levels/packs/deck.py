"""The cards that all levels of a pack may bring: the files in its folder of cards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.levels import library, strict
from game.levels.folder import level_files, opened
from game.levels.packs.archive import CARDS
from game.levels.problems import Findings, Problem, shown
from game.levels.strict import Tree


def files(folder: Path) -> list[Path]:
    """The files of cards of a pack, by name."""
    return level_files(folder / CARDS)


def unread(level: str) -> tuple[str, ...]:
    """The files of cards in the pack around a level that have an error, so that none of their cards can be used."""
    return tuple(f"{CARDS}/{path.name}" for path in files(Path(level).parent) if not library.is_sound(path))


def twice(folder: Path) -> list[Problem]:
    """A problem for each card whose name a card of another file of the pack has too."""
    known: dict[str, str] = {}
    problems = []
    for path in filter(library.is_sound, files(folder)):
        findings = opened(path)[0]
        tree = strict.load(Findings(findings.file, findings.text))
        for index, card in _of_tree(tree):
            first = known.setdefault(card["name"], path.name)
            if tree is not None and first != path.name:
                findings.error(tree.value(("dilemmas", index, "name")), "name",
                               f"There is a card {shown(card['name'])} in {CARDS}/{first} too.",
                               "Give one of them another name.")  # fmt: skip
        problems += findings.sorted()
    return problems


def cards(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every card of a pack by its name, as it is written; of a file with an error, none."""
    for path in filter(library.is_sound, files(folder)):
        for _, card in _of_tree(strict.load(opened(path)[0])):
            yield card["name"], card


def _of_tree(tree: Tree | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every card of a file that has a name, with its number in the list."""
    found = tree.data.get("dilemmas") if tree is not None and isinstance(tree.data, dict) else None
    for index, card in enumerate(found if isinstance(found, list) else ()):
        if isinstance(card, dict) and isinstance(card.get("name"), str):
            yield index, card
