"""From a file or a text to a `Level`, or to every problem in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from game.levels import formats, library, strict
from game.levels.building import build
from game.levels.folder import is_in_pack, opened
from game.levels.level import Level
from game.levels.problems import Findings, LevelError, Problem, Spot


def read(path: str | Path) -> Level:
    """The level in a file; raises LevelError with all its problems if there is an error among them."""
    findings, readable = opened(path)
    if not readable:
        raise LevelError(findings.sorted())
    findings = _woven(findings, path)
    return read_text(findings.text, findings.file)


def read_text(text: str, name: str) -> Level:
    """The level in a text; `name` is what messages call it. Raises LevelError."""
    return _level(text, name, library.FOLDER)


def check(path: str | Path) -> list[Problem]:
    """Every error and warning of a level file, sorted by place; an empty list if all is well."""
    findings, readable = opened(path)
    return _examined(_woven(findings, path) if readable else findings, readable)[1]


def _woven(findings: Findings, path: str | Path) -> Findings:
    """A level's text with what the pack around its file holds for all its levels."""
    if not is_in_pack(path):
        return findings
    from game.levels.packs.weaving import woven  # few levels lie in one

    return woven(findings, path)


def check_text(text: str, name: str) -> list[Problem]:
    """Every error and warning of a level's text, sorted by place."""
    return _examined(Findings(name, text), True)[1]


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
    level, problems = _examined(Findings(name, text), True)
    if level is None:
        raise LevelError(problems)
    return level


def _examined(findings: Findings, readable: bool) -> tuple[Level | None, list[Problem]]:
    tree = strict.load(findings) if readable else None
    if tree is None:
        return None, findings.sorted()
    if tree.data is None and not findings.problems:
        findings.error(Spot(0, 0), "missing", "The file is empty.", "Every level needs format, title and people.")
    elif not isinstance(tree.data, dict):
        findings.error(tree.value(()), "type", "A level is written as keys with values.", "Start with “format: 1”.")
    if not isinstance(tree.data, dict):
        return None, findings.sorted()
    if library.holds(findings.file):
        library.fill_in(tree.data)
    if "pack" in tree.data:
        from game.levels.packs.weaving import unfold

        unfold(tree.data)
    if formats.report(tree, findings):  # whatever else is odd in it may be right in its own format
        return None, findings.sorted()
    from game.levels import checks, shape  # pydantic comes with them

    block, damaged = shape.shaped(tree, findings)
    checks.checked(block, tree, damaged, findings)
    if findings.failed:
        return None, findings.sorted()
    return build(block, findings.file, findings.text), findings.sorted()
