"""From a file or a text to a `Level`, or to every problem in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.levels import formats, library, strict
from game.levels.folder import is_in_pack, opened
from game.levels.problems import Findings, LevelError, Problem, Spot

if TYPE_CHECKING:
    from game.levels.level import Level
    from game.levels.model import LevelBlock


def read(path: str | Path) -> Level:
    """The level in a file; raises LevelError with all its problems if there is an error among them."""
    findings, readable = opened(path)
    if not readable:
        raise LevelError(findings.sorted())
    more = _of_pack(findings, path)
    if not more:
        return read_text(findings.text, findings.file)
    from game.levels.packs.weaving import woven

    try:
        return read_text(woven(findings.text, more), findings.file)
    except LevelError as error:  # told by the text as its author wrote it
        told = Findings(findings.file, findings.text)
        _examined(told, True, more)
        raise LevelError(told.sorted() if told.failed else error.problems) from None


def read_text(text: str, name: str) -> Level:
    """The level in a text; `name` is what messages call it. Raises LevelError."""
    return _level(text, name, library.FOLDER)


def check(path: str | Path) -> list[Problem]:
    """Every error and warning of a level file, sorted by place; an empty list if all is well."""
    findings, readable = opened(path)
    _examined(findings, readable, _of_pack(findings, path) if readable else {})
    return findings.sorted()


def _of_pack(findings: Findings, path: str | Path) -> Mapping[str, Any]:
    """What the pack around a level's file, if there is one, holds for all its levels."""
    if not is_in_pack(path):
        return {}
    from game.levels.packs.weaving import added  # few levels lie in one

    return added(findings.text, path)


def check_text(text: str, name: str) -> list[Problem]:
    """Every error and warning of a level's text, sorted by place."""
    findings = Findings(name, text)
    _examined(findings, True)
    return findings.sorted()


def place_of(level: Level, path: Sequence[str | int]) -> Spot:
    """Where a value of a level stands in its text; the nearest thing around it that is there, or its title."""
    tree = strict.load(Findings(level.path, level.text))
    if tree is None:
        return Spot(0, 0)
    spot = tree.value(tuple(path))
    return spot if tuple(path[:1]) in tree.values else tree.value(("title",))


def advise(level: Level, path: Sequence[str | int], rule: str, text: str, hint: str) -> Problem:
    """A warning about a level that was read, at one of its values."""
    findings = Findings(level.path, level.text)
    findings.warning(place_of(level, path), rule, text, hint)
    return findings.problems[0]


def schema() -> dict[str, Any]:
    """The JSON Schema of a level file."""
    from game.levels import outline

    return outline.schema()


# Once for each text: a title, its saved games and a room's companies ask for the same few levels again and again, and
# reading one takes as long as playing a quarter of it. A level never changes.
@lru_cache(maxsize=16)
def _level(text: str, name: str, cards: Path) -> Level:
    """The level in a text, with the library's cards in a folder; raises LevelError."""
    from game.levels.binding import build

    findings = Findings(name, text)
    block = _examined(findings, True)
    if block is None:
        raise LevelError(findings.sorted())
    return build(block, name, text)


def _examined(findings: Findings, readable: bool, more: Mapping[str, Any] | None = None) -> LevelBlock | None:
    """What a text holds, if no error is among its problems; `findings` are told all of them.

    more: what a pack adds that does not stand in the text.
    """
    if not readable:
        return None
    from game.levels import checks, shape  # pydantic comes with them

    if library.holds(findings.file):
        shaped = library.shaped(findings)
    else:
        tree = shape.loaded(findings)
        if tree is None or _of_another_format(tree, findings, more):
            return None
        shaped = shape.shaped(tree, findings)
    if shaped is None:
        return None
    checks.checked(*shaped, findings)
    return None if findings.failed else shaped.block


def _of_another_format(tree: strict.Tree, findings: Findings, more: Mapping[str, Any] | None) -> bool:
    """Notes a format that is not read here: whatever else is odd in such a text may be right in its own."""
    if more or (isinstance(tree.data, dict) and "pack" in tree.data):
        from game.levels.packs.weaving import unfold

        unfold(tree, more or None)
    return formats.report(tree, findings)
