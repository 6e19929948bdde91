"""What lies in a folder of levels: its level files, the bytes of one, and the cover that a list shows of each."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from game.levels import composing, strict
from game.levels.problems import Findings, Spot, shown

HEAD_CHARACTERS = 4_000
"""How far into a text a title is looked for, where nothing but the title is wanted."""
MAX_BYTES = 4 * strict.MAX_CHARACTERS
MANIFEST = "pack.yaml"
"""The file that makes a folder of levels a pack; it is no level."""
SUFFIXES = (".yaml", ".yml")
LONGEST_TITLE = 24
_NUMBER = re.compile(r"(\d{1,3})-")
_DIGITS = re.compile(r"[0-9][0-9_]{0,8}")
_KINDS = (
    (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"),
)  # fmt: skip


@dataclass(frozen=True)
class Cover:
    """What a list of levels shows: read from the first lines alone, without checking the rest.

    number: place in the campaign, or 0. people: at the start; 0 if the file does not say so in a way one can read.
    """

    path: str
    number: int
    title: str
    people: int


def level_files(folder: str | Path) -> list[Path]:
    """Everything in a folder that is named like a level, by name; hidden files are none. It may still not be a file."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    levels = (name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith("."))
    return [Path(folder, name) for name in levels if name != MANIFEST]


def is_pack(folder: Path) -> bool:
    """Whether a folder says that it is a pack."""
    return (folder / MANIFEST).is_file()


def is_zip(path: Path) -> bool:
    """Whether a path is called like a zip file and is a file; a pack may be one."""
    return path.suffix.lower() == ".zip" and path.is_file()


def is_in_pack(path: str | Path) -> bool:
    """Whether a file lies in a pack's folder."""
    return os.path.isfile(os.path.join(os.path.dirname(path), MANIFEST))


def campaign_number(name: str) -> int:
    """The number a level's file name starts with ("01-the-garage.yaml" → 1), or 0."""
    match = _NUMBER.match(re.split(r"[\\/]", name)[-1])
    return int(match.group(1)) if match else 0


def contents(path: str | Path) -> bytes:
    """The bytes of a file, up to one more than a level may hold; OSError, also for what is no file. Never waits."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode):
        kind = next((words for fits, words in _KINDS if fits(mode)), "not a file")
        raise OSError(errno.EINVAL, f"It is {kind}", str(path))
    with open(path, "rb") as file:
        return file.read(MAX_BYTES + 1)


def opened(path: str | Path, name: str = "") -> tuple[Findings, bool]:
    """A file's text ready for findings, and whether it could be read at all; `name` is what messages call it."""
    name = name or str(path)
    try:
        raw = contents(path)
    except (OSError, ValueError) as error:
        findings = Findings(name, "")
        findings.error(Spot(0, 0), "file", _unopened(path, name, error))
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


def _unopened(path: str | Path, name: str, error: Exception) -> str:
    if not isinstance(error, FileNotFoundError):
        reason = getattr(error, "strerror", None) or "no such file"
        return f"{shown(name, 120)} cannot be opened: {reason.lower()}."
    if os.path.islink(path):
        return f"{shown(name, 120)} is a link, and the file it points to is not there."
    return f"There is no file {shown(name, 120)}."


def covers(folder: str | Path) -> tuple[Cover, ...]:
    """The levels in a folder in campaign order, free ones last.

    A file that cannot be read is given too, under its name, so that whoever opens it hears why; unless another one of
    the same number can be.
    """
    found = [(_cover(path), path) for path in level_files(folder)]
    sound = {cover.number for cover, _ in found if cover is not None}
    every = [
        cover or Cover(str(path), number, _shown(title_of(path.stem)) or path.name, 0)
        for cover, path in found
        if cover is not None or not (number := campaign_number(path.name)) or number not in sound
    ]
    return tuple(sorted(every, key=lambda cover: (cover.number == 0, cover.number, cover.path)))


def title_of(stem: str) -> str:
    """The title that a file's name stands for: 03-the-corridor → The Corridor."""
    words = re.split(r"[-_\s]+", re.sub(r"^\d+[-_ ]*", "", stem))
    return " ".join(word[:1].upper() + word[1:] for word in words if word)


def title_in(text: str) -> str:
    """The title in a level's text as a list shows it, as long as it stands near its beginning; else an empty text."""
    try:
        return next((_shown(value) for place, value in _facts(text[:HEAD_CHARACTERS]) if place == ("title",)), "")
    except (ValueError, yaml.YAMLError):
        return ""


def _cover(path: Path) -> Cover | None:
    """The cover of a file, or None if no title or no number of people can be read from it."""
    title, people = "", 0
    try:
        text = contents(path).decode("utf-8-sig")
        if len(text) > strict.MAX_CHARACTERS:
            return None
        for place, value in _facts(text):
            if place == ("title",):
                title = title or _shown(value)
            elif place in (("people",), ("people", "start")):
                people = people or (int(value) if _DIGITS.fullmatch(value) else 0)
            if title and people:
                return Cover(str(path), campaign_number(path.name), title, people)
    except (OSError, ValueError, yaml.YAMLError):
        return None
    return None


def _facts(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every plain value in a text with the keys that lead to it, in order, as far as YAML can follow."""
    mappings: list[bool] = []  # of everything around: a mapping, or a list?
    keys: list[str | None] = []  # the key under way in each; None while one is awaited, or in a list
    anchors: dict[str, str] = {}
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            if len(keys) >= composing.MAX_DEPTH:
                return
            mappings.append(isinstance(event, yaml.MappingStartEvent))
            keys.append(None)
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            mappings.pop()
            keys.pop()
            value = ""
        elif isinstance(event, yaml.ScalarEvent):
            value = anchors[str(event.anchor)] = str(event.value)
        elif isinstance(event, yaml.AliasEvent):
            value = anchors.get(str(event.anchor), "")
        else:
            continue
        if not mappings or not mappings[-1]:
            continue
        if keys[-1] is None:
            keys[-1] = value
        else:
            yield tuple(key or "" for key in keys), value
            keys[-1] = None


def _shown(title: str) -> str:
    """A title as it can stand in a list: on one line, not too long."""
    text = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"
