"""What a list of levels shows: the title and the headcount from a file's first lines, without checking the rest."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from game.levels import strict
from game.levels.files import Unreadable, content, level_files
from game.levels.level import campaign_number

_MOST_BYTES = 65_536
"""Title and people stand at the top of a file; what comes after this much is left to whoever opens the level."""
_LONGEST_TITLE = 40
_HEADCOUNT = re.compile(r"\+?[1-9][0-9_]{0,8}")


@dataclass(frozen=True)
class Cover:
    """A level as a list shows it.

    people: at the start. sound: whether title and people could be read; if not, the title is made from the file's name
    and people is 0, so that the level can still be chosen, and what is wrong with it be read.
    """

    path: str
    number: int
    title: str
    people: int
    sound: bool = True


def covers(folder: str | Path) -> tuple[Cover, ...]:
    """The levels in a folder in campaign order, free ones last; never raises, whatever lies there."""
    found = [_cover(path) for path in level_files(folder)]
    return tuple(sorted(found, key=lambda cover: (cover.number == 0, cover.number, cover.path)))


def _cover(path: Path) -> Cover:
    number = campaign_number(path.name)
    facts = _facts(path)
    title, people = facts.get("title"), facts.get("people")
    people = people.get("start") if isinstance(people, dict) else people
    if isinstance(title, str) and title.strip() and isinstance(people, str) and _HEADCOUNT.fullmatch(people):
        return Cover(str(path), number, " ".join(title.split())[:_LONGEST_TITLE], int(people.replace("_", "")))
    named = re.sub(r"^\d+-", "", path.stem).replace("-", " ").replace("_", " ").strip()
    return Cover(str(path), number, named.title()[:_LONGEST_TITLE] or path.name, 0, sound=False)


def _facts(path: Path) -> dict[str, Any]:
    """The values of `title` and `people`, in texts, as far as YAML can read the first lines."""
    facts: dict[str, Any] = {}
    try:
        # Not final: the last character may be cut in two.
        text = getincrementaldecoder("utf-8-sig")().decode(content(path, _MOST_BYTES))
        events = yaml.parse(text, Loader=yaml.SafeLoader)
        anchors: dict[str, Any] = {}
        while not isinstance(next(events), yaml.MappingStartEvent):
            pass
        while not {"title", "people"} <= facts.keys():
            key = _value(events, anchors, 1)
            if key is None:
                break
            facts.setdefault(str(key), _value(events, anchors, 1))
    except (OSError, Unreadable, yaml.YAMLError, ValueError, StopIteration):
        pass  # what was read until then stands
    return facts


def _value(events: Iterator[Any], anchors: dict[str, Any], depth: int) -> Any:
    """The next value as texts, dicts and lists; None at the end of what is around it. ValueError if nested too deep."""
    event = next(events)
    if depth > strict.MAX_DEPTH:
        raise ValueError("nested too deep")
    if isinstance(event, yaml.AliasEvent):
        return anchors.get(event.anchor, "")
    value: Any = None
    if isinstance(event, yaml.ScalarEvent):
        value = str(event.value)
    elif isinstance(event, yaml.SequenceStartEvent):
        value = []
        while (part := _value(events, anchors, depth + 1)) is not None:
            value.append(part)
    elif isinstance(event, yaml.MappingStartEvent):
        value = {}
        while (key := _value(events, anchors, depth + 1)) is not None:
            value.setdefault(str(key), _value(events, anchors, depth + 1))
    if getattr(event, "anchor", None):
        anchors[event.anchor] = value
    return value
