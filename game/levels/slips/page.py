"""A text where YAML could not go on, and what is said and done about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from game.levels.mended import Mended
from game.levels.problems import Spot

ITEM_END = re.compile(r"[,\]}\[{]|:\s")
"""Where a part in brackets or braces begins or ends."""


@dataclass(frozen=True)
class Slip:
    """A slip with its place, what is wrong, what to do, and the texts that may be meant, the likeliest first."""

    spot: Spot
    text: str
    hint: str
    mended: tuple[Mended, ...] = ()


@dataclass(frozen=True)
class Page:
    """A text where YAML could not go on: at `line` and `column`, in something that began at `from_line`."""

    text: str
    problem: str
    context: str
    line: int
    column: int
    from_line: int
    from_column: int
    end: int

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def at(self, line: int) -> str:
        lines = self.lines
        return lines[line].rstrip("\r") if 0 <= line < len(lines) else ""

    def with_line(self, line: int, new: str, *, exact: bool = False) -> Mended:
        """The text with another line; exact: whether its values stand where they stood and mean what they meant."""
        lines = self.lines
        lines[line] = new + ("\r" if lines[line].endswith("\r") else "")
        return Mended("\n".join(lines), frozenset() if exact else frozenset({line}))


def tokens(text: str) -> Iterator[yaml.Token]:
    """What YAML can tell apart in a text, up to where it stops."""
    try:
        yield from yaml.scan(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return


def in_quotes(text: str) -> str:
    """A text in double quotes, as YAML reads it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def example(text: str) -> str:
    """A text in quotes that fit it, as it can stand in a hint."""
    text = text if len(text) <= 40 else text[:39] + "…"
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def value_end(line: str, column: int) -> int:
    """Where a text without quotes ends that starts at a column."""
    if re.search(r"[\[{]", line[:column]):
        match = re.search(r"\s*([,\]}]|$)", line[column:])
        return column + (match.start() if match else 0)
    match = re.search(r"\s+#|\s*$", line[column:])
    return column + (match.start() if match else 0)


def requoted(page: Page, number: int, column: int, end: int) -> Mended:
    """The text with a part of a line in quotes."""
    line = page.at(number)
    return page.with_line(number, line[:column] + in_quotes(line[column:end]) + line[end:])


def first_column(line: str) -> int:
    """The column of the first character of a line that is no space."""
    return len(line) - len(line.lstrip(" "))


def shifted(page: Page, number: int, column: int, target: int) -> Mended:
    """The text with a line, and those below it that are as far right or further, moved to another column.

    What already stands in that column below a key with its value is a neighbour, not a part, and stays.
    """
    lines, moved = page.lines, {}
    complete = target > column and not re.search(r"(:|[|>][+-]?)\s*(#.*)?$", lines[number])
    for below in range(number, len(lines)):
        start = first_column(lines[below])
        if lines[below].strip() and (start < column or (complete and start == target)):
            break
        if lines[below].strip():
            lines[below] = " " * (first_column(lines[below]) - column + target) + lines[below].lstrip(" ")
            moved[below] = column - target
    return Mended("\n".join(lines), moved=moved)
