"""What is wrong with a level: each problem with its place, the line itself, a caret and, if one is near, a remedy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

SHOWN_WIDTH = 96
"""Characters of a source line that are printed; longer ones are cut around the caret."""


LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line, as YAML and editors count lines."""


class Spot(NamedTuple):
    """A place in a text: line and column from 0, and how many characters it covers."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a level file.

    severity: an error stops the level from being played, a warning does not. line, column: from 1, as editors count.
    rule: one word for the kind of problem. text: what is wrong. hint: what to do about it, or empty. source: the line
    itself. width: characters under the caret.
    """

    severity: Literal["error", "warning"]
    file: str
    line: int
    column: int
    rule: str
    text: str
    hint: str
    source: str
    width: int = 1

    def render(self) -> str:
        """The problem as lines of plain text: place and sentence, the source line, a caret, the hint."""
        lines = [f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.text}"]
        if self.source.strip():
            shown, before, carets = _excerpt(self.source, self.column - 1, self.width)
            lines += [f"{self.line:>6} | {shown}", f"       | {' ' * before}{'^' * carets}"]
        if self.hint:
            lines.append(f"         {self.hint}")
        return "\n".join(lines)

    def marked(self, longest: int) -> tuple[str, str, str]:
        """The source line in three parts, of which the middle one is meant; about `longest` characters at most."""
        at = min(self.column - 1, len(self.source))
        end = min(at + max(1, self.width), len(self.source), at + longest)
        first = 0 if end <= longest else max(0, at - longest // 4)
        last = min(len(self.source), max(end, first + longest))
        parts = self.source[first:at], self.source[at:end], self.source[end:last]
        before, meant, after = ("".join(c if c.isprintable() else " " for c in part) for part in parts)
        before = f"…{before}" if first else before.lstrip()
        return before, meant, f"{after}…" if last < len(self.source) else after.rstrip()

    def row(self) -> dict[str, str | int]:
        """The problem as a flat record for `check --json`."""
        return {
            "severity": self.severity, "file": self.file, "line": self.line, "column": self.column,
            "rule": self.rule, "text": self.text, "hint": self.hint,
        }  # fmt: skip


class LevelError(Exception):
    """A level cannot be played; `problems` holds everything that was found in one pass, sorted by place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(listing(problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[LevelError], tuple[tuple[Problem, ...]]]:
        return LevelError, (self.problems,)


@dataclass
class Findings:
    """Collects the problems of one text and gives each its source line."""

    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = lines_of(self.text)

    def error(self, spot: Spot, rule: str, text: str, hint: str = "") -> None:
        """Notes an error at `spot`."""
        self._add("error", spot, rule, text, hint)

    def warning(self, spot: Spot, rule: str, text: str, hint: str = "") -> None:
        """Notes a warning at `spot`."""
        self._add("warning", spot, rule, text, hint)

    def take_out(self, rule: str) -> bool:
        """Takes out the warnings of a rule; whether there were any."""
        left = [problem for problem in self.problems if problem.rule != rule or problem.severity == "error"]
        found = len(left) < len(self.problems)
        self.problems = left
        return found

    @property
    def failed(self) -> bool:
        """Whether an error is among the problems."""
        return any(problem.severity == "error" for problem in self.problems)

    def sorted(self) -> list[Problem]:
        """All problems by place; at one place errors come first."""
        return sorted(self.problems, key=lambda p: (p.line, p.column, p.severity, p.rule, p.text))

    def _add(self, severity: Literal["error", "warning"], spot: Spot, rule: str, text: str, hint: str) -> None:
        line = min(spot.line, len(self.lines) - 1)
        source = self.lines[line]
        column = min(spot.column, len(source))
        self.problems.append(
            Problem(severity, self.file, line + 1, column + 1, rule, text, hint, source, spot.width)
        )


def lines_of(text: str) -> list[str]:
    """The lines of a text as YAML and editors count them."""
    return LINE_BREAK.split(text) if any(sign in text for sign in "\r\x85\u2028\u2029") else text.split("\n")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is nearest to a misspelt one, or an empty text if none is near."""
    from difflib import get_close_matches  # only for what is misspelt

    plain = {name.lower().replace("_", " "): name for name in known}
    close = get_close_matches(word.lower().replace("_", " ")[:80], plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else ""


def did_you_mean(word: str, known: Sequence[str], *, otherwise: str = "") -> str:
    """“Did you mean …?” if a known word is near; else the whole list if it is short; else `otherwise`."""
    if word != word.strip() and word.strip() in known:
        return "Take out the spaces around it."
    near = nearest(word, known)
    if near:
        return f"Did you mean “{near}”?"
    if otherwise or not known or len(known) > 14:
        return otherwise
    return f"Known are {', '.join(known)}." if len(known) > 1 else f"The only one is {known[0]}."


def shown(word: object, limit: int = 40) -> str:
    """A word from a file as it can stand in a sentence: in quotes, on one line, not too long."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(word)).split())
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"


def listing(problems: Sequence[Problem]) -> str:
    """Every problem rendered, and a last line that counts them."""
    return "\n\n".join([*(problem.render() for problem in problems), count(problems)])


def count(problems: Sequence[Problem]) -> str:
    """One sentence that counts errors and warnings."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return (" and ".join(parts) or "No problems") + "."


def _excerpt(source: str, column: int, width: int) -> tuple[str, int, int]:
    """The part of a line to print, the cells before the caret and the cells under it."""
    column = min(column, len(source))
    first = max(0, column - SHOWN_WIDTH // 2) if len(source) > SHOWN_WIDTH else 0
    window = source[first : first + SHOWN_WIDTH]
    part = "".join(c if c.isprintable() else " " for c in window)
    text = ("…" if first else "") + part + ("…" if first + SHOWN_WIDTH < len(source) else "")
    before = _cells(part[: column - first]) + (1 if first else 0)
    under = _cells(part[column - first : column - first + width])
    return text.rstrip(), before, max(1, under)


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
