"""Changes to a level's text at the places of its keys and values; whatever lies around them stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from game.levels.problems import LINE_BREAK, Spot
from game.levels.strict import Path, Tree

_NOTHING = re.compile(r"\s*(#.*)?")
"""A line that holds no key and no value."""


class Edit(NamedTuple):
    """Signs that take the place of others: from `spot` on, as many as it is wide; none of them if `insert`.

    sets: what the level holds afterwards, by path. drops: the path that is not there any more, if there is one.
    """

    spot: Spot
    text: str
    insert: bool = False
    sets: tuple[tuple[Path, object], ...] = ()
    drops: Path = ()


@dataclass(frozen=True)
class Page:
    """A text as the strict reader understands it. lines: without their ends. data: the level's keys and values."""

    text: str
    lines: Sequence[str]
    tree: Tree

    @property
    def data(self) -> Mapping[str, object]:
        """The level's keys with their values; none if the file holds something else."""
        return self.tree.data if isinstance(self.tree.data, dict) else {}

    @property
    def line_end(self) -> str:
        """What this file ends its lines with."""
        found = LINE_BREAK.search(self.text)
        return found[0] if found else "\n"


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text after all edits; their places are those of the text as it was, and none may reach into another."""
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    for edit in sorted(edits, key=lambda edit: edit.spot, reverse=True):
        begin = len(text) if edit.spot.line >= len(starts) else starts[edit.spot.line] + edit.spot.column
        end = begin if edit.insert else begin + edit.spot.width
        text = text[:begin] + edit.text + text[end:]
    return text


def expected(page: Page, edits: Iterable[Edit]) -> object:
    """What a level has to hold after edits of its text."""
    data: Any = deepcopy(page.tree.data)
    for edit in edits:
        if edit.drops:
            del _block(data, edit.drops)[edit.drops[-1]]
        for path, value in edit.sets:
            _block(data, path)[path[-1]] = value
    return data


def _block(data: Any, path: Path) -> Any:
    for part in path[:-1]:
        data = data[part]
    return data


def renamed(page: Page, path: Path, name: str) -> Edit:
    """Another name for the key of `path`."""
    value = _block(page.data, path)[path[-1]]
    return Edit(page.tree.key(path), name, sets=(((*path[:-1], name), value),), drops=path)


def rewritten(page: Page, path: Path, value: str) -> Edit:
    """Another value for `path`, which has to stand on one line."""
    return Edit(page.tree.value(path), value, sets=((path, yaml.safe_load(value)),))


def added(page: Page, holder: Path, keys: Mapping[str, object], after: str = "") -> Edit:
    """New keys with their values: the first of the block at `holder`, or the next after the key called `after`."""
    block, place = _at(page.data, holder), page.tree.value(holder)
    lines = [f"{key}: {value}" for key, value in keys.items()]
    sets = tuple(((*holder, key), yaml.safe_load(str(value))) for key, value in keys.items())
    if page.lines[place.line][place.column : place.column + 1] == "{":
        words = ", ".join(lines)
        return Edit(Spot(place.line, place.column + 1), f"{words}, " if block else words, True, sets)
    if after:
        behind, words = _line_after(page, after), page.line_end.join(lines)
        ended = behind < len(page.lines)
        return Edit(Spot(behind, 0), words + page.line_end if ended else page.line_end + words, True, sets)
    first = min(page.tree.key((*holder, name)) for name in block)
    return Edit(first, "".join(line + page.line_end + " " * first.column for line in lines), True, sets)


def _line_after(page: Page, key: str) -> int:
    """The line behind what belongs to a key of the whole level; what explains the next key stays with that."""
    begin = page.tree.key((key,)).line
    others = [page.tree.key(path).line for path in page.tree.keys if len(path) == 1]
    line = min((other for other in others if other > begin), default=len(page.lines))
    while line > begin + 1 and _NOTHING.fullmatch(page.lines[line - 1]):
        line -= 1
    return line


def _at(data: object, path: Path) -> Mapping[str, object]:
    for part in path:
        data = data.get(str(part)) if isinstance(data, Mapping) else None
    return data if isinstance(data, Mapping) else {}
