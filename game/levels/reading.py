"""From a file or a text to a `Level`, or to every problem in one pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.levels import strict
from game.levels.files import Unreadable, content
from game.levels.level import Level, build
from game.levels.problems import Findings, LevelError, Problem, Spot, shown

MAX_BYTES = 4 * strict.MAX_CHARACTERS


def read(path: str | Path) -> Level:
    """The level in a file; raises LevelError with all its problems if there is an error among them."""
    level, problems = _examined(*_opened(path))
    if level is None:
        raise LevelError(problems)
    return level


def read_text(text: str, name: str) -> Level:
    """The level in a text; `name` is what messages call it. Raises LevelError."""
    level, problems = _examined(Findings(name, text), True)
    if level is None:
        raise LevelError(problems)
    return level


def check(path: str | Path) -> list[Problem]:
    """Every error and warning of a level file, sorted by place; an empty list if all is well."""
    return _examined(*_opened(path))[1]


def check_text(text: str, name: str) -> list[Problem]:
    """Every error and warning of a level's text, sorted by place."""
    return _examined(Findings(name, text), True)[1]


def schema() -> dict[str, Any]:
    """The JSON Schema of a level file."""
    from game.levels import shape

    return shape.schema()


def _opened(path: str | Path) -> tuple[Findings, bool]:
    """A file's text ready for findings, and whether it could be read at all."""
    name = str(path)
    try:
        raw = content(path, MAX_BYTES + 1)
    except FileNotFoundError:
        findings = Findings(name, "")
        findings.error(Spot(0, 0), "file", f"There is no file {shown(name, 120)}.")
        return findings, False
    except Unreadable as reason:
        findings = Findings(name, "")
        findings.error(Spot(0, 0), "file", f"{shown(name, 120)} cannot be opened: {reason}.")
        return findings, False
    if len(raw) > MAX_BYTES:
        findings = Findings(name, "")
        findings.error(
            Spot(0, 0), "limit", f"The file is too long: a level holds at most {strict.MAX_CHARACTERS:,} characters."
        )
        return findings, False
    try:
        return Findings(name, raw.decode("utf-8-sig")), True
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        findings = Findings(name, before)
        lines = (before + "x").splitlines()
        findings.error(Spot(len(lines) - 1, len(lines[-1]) - 1), "file", "The file is not UTF-8 text from here on.",
                       "Save it as UTF-8 in your editor.")  # fmt: skip
        return findings, False


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
    from game.levels import checks, shape  # pydantic comes with them

    block, damaged = shape.shaped(tree, findings)
    checks.checked(block, tree, damaged, findings)
    if findings.failed:
        return None, findings.sorted()
    return build(block, findings.file, findings.text), findings.sorted()
