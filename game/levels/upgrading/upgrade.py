"""Carries out the steps on a text, one after another; what comes of it is read again before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.levels import formats, strict
from game.levels.formats import FORMAT
from game.levels.problems import Findings, LevelError
from game.levels.upgrading.edits import Page, applied
from game.levels.upgrading.steps import STEPS, Step


@dataclass(frozen=True)
class Change:
    """What a step does, or leaves to the author: step is its name, line counts from 1 in the new text."""

    step: str
    line: int
    text: str


@dataclass(frozen=True)
class Upgrade:
    """What would become of a level's file.

    begun: the format it was written in. before, after: its text. done: what the steps change. left: what only the
    author can decide.
    """

    begun: int
    before: str
    after: str
    done: tuple[Change, ...]
    left: tuple[Change, ...]


def upgraded(text: str, name: str, begun: int | None = None) -> Upgrade:
    """What the steps make of a level's text; `name` is what messages call it.

    begun: the format it was written in; None: as the file says, and 0 where it says nothing. Raises LevelError where
    YAML cannot read the text, or where it is of a format that this game does not know yet.
    """
    page = _read(text, name)
    begun = _format_of(page, name) if begun is None else begun
    steps = [step for step in STEPS if begun < FORMAT or step.plain]
    done: list[Change] = []
    for step in steps:
        done, page = _carried_out(step, page, name, done)
    left = [
        Change(step.name, page.tree.value(note.path).line + 1, note.text)
        for step in steps if step.notes is not None for note in step.notes(page)
    ]  # fmt: skip
    return Upgrade(begun, text, page.text, tuple(done), tuple(left))


def _carried_out(step: Step, page: Page, name: str, done: Sequence[Change]) -> tuple[list[Change], Page]:
    """The page after a step, and all that was done so far at the lines where it stands now."""
    found = list(step.changes(page)) if step.changes is not None else []
    if not found:
        return list(done), page
    edits = [edit for edit, _ in found]
    changed = _read(applied(page.text, edits), name)

    def now(line: int, own: bool = False) -> int:
        last = line - 1 if own else line  # what is inserted in a line pushes it down, and stands there itself
        above = [edit for edit in edits if edit.insert and edit.spot.line <= last]
        return line + sum(edit.text.count(page.line_end) for edit in above)

    moved = [Change(one.step, now(one.line - 1) + 1, one.text) for one in done]
    return [*moved, *(Change(step.name, now(edit.spot.line, own=True) + 1, text) for edit, text in found)], changed


def _read(text: str, name: str) -> Page:
    """A text as a page; LevelError where there is anything about it that YAML or the strict reader stumbles over."""
    findings = Findings(name, text)
    tree = strict.load(findings)
    if tree is None or findings.failed:
        raise LevelError(findings.sorted())
    if not isinstance(tree.data, dict):
        findings.error(tree.value(()), "type", "A level is written as keys with values.",
                       f"Start with “format: {FORMAT}”.")  # fmt: skip
        raise LevelError(findings.sorted())
    return Page(text, findings.lines, tree)


def _format_of(page: Page, name: str) -> int:
    """The format a level says it is written in, 0 where it says none; LevelError for one that there is not yet."""
    written = page.data.get("format", 0)
    if type(written) is int and 0 <= written <= FORMAT:
        return written
    findings = Findings(name, page.text)
    if not formats.report(page.tree, findings):
        findings.error(page.tree.value(("format",)), "format", "A format is a whole number.",
                       f"Write “format: {FORMAT}”.")  # fmt: skip
    raise LevelError(findings.sorted())
