"""Carries out the steps on a text, one after another; what comes of it is read again before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from game.levels import formats, strict
from game.levels.formats import FORMAT
from game.levels.problems import Findings, LevelError
from game.levels.upgrading.edits import Edit, Page, applied, expected
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
    by_hand: list[Change] = []
    for step in steps:
        done, by_hand, page = _carried_out(step, page, name, done, by_hand)
    left = by_hand + [
        Change(step.name, page.tree.value(note.path).line + 1, note.text)
        for step in steps if step.notes is not None for note in step.notes(page)
    ]  # fmt: skip
    return Upgrade(begun, text, page.text, tuple(done), tuple(left))


def _carried_out(
    step: Step, page: Page, name: str, done: Sequence[Change], by_hand: Sequence[Change]
) -> tuple[list[Change], list[Change], Page]:
    """The page after a step; and what is done so far, and what has to be done by hand, at the lines of that page."""
    found = list(step.changes(page)) if step.changes is not None else []
    changed = _changed(page, [edit for edit, _ in found], name)
    plain = found if changed is not None else [one for one in found if _changed(page, [one[0]], name) is not None]
    edits = [edit for edit, _ in plain]
    changed = changed or _changed(page, edits, name)
    if changed is None:  # each goes alone, and they do not go together
        plain, edits, changed = [], [], page

    def now(line: int, own: bool = False) -> int:
        last = line - 1 if own else line  # what is inserted in a line pushes it down, and stands there itself
        above = [edit for edit in edits if edit.insert and edit.spot.line <= last]
        return line + sum(edit.text.count(page.line_end) for edit in above)

    def moved(changes: Iterable[Change]) -> list[Change]:
        return [replace(one, line=now(one.line - 1) + 1) for one in changes]

    fresh = [Change(step.name, now(edit.spot.line, own=True) + 1, text) for edit, text in plain]
    left = [
        Change(step.name, min(now(edit.spot.line) + 1, len(changed.lines)),
               f"The way this file is laid out leaves no plain place for this, so write it by hand: {text}.")
        for edit, text in found if (edit, text) not in plain
    ]  # fmt: skip
    return [*moved(done), *fresh], [*moved(by_hand), *left], changed


def _changed(page: Page, edits: Sequence[Edit], name: str) -> Page | None:
    """The page after edits; None where it would not hold what they are for, and everything else as before."""
    if not edits:
        return page
    try:
        changed = _read(applied(page.text, edits), name)
    except LevelError:
        return None
    return changed if changed.tree.data == expected(page, edits) else None


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
        formats.odd(page.tree, findings)
    raise LevelError(findings.sorted())
