"""`debrief`: rooms and saved games become one file to talk about, each of them proved first."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from game import safely
from game.places import quoted
from game.words.explain import counted
from game.words.vocabulary import PLAIN
from game.workshop.debrief import keep, same_luck, sheets
from game.workshop.debrief.paper import Proof, Section
from game.workshop.debrief.reading import Found, Unfit, files, groups, look


def run(chosen: argparse.Namespace) -> int:
    """Proves every file, says a line about each, and writes the debrief; 0, or 1 if nothing could be used.

    Unfit where a path names nothing, or what is made cannot be written.
    """
    _may_write(chosen.out)
    if chosen.csv is not None:
        _may_write(chosen.csv)
    found = []
    for path in files(chosen.paths):
        one = look(path)
        print(f"{printable(path)}: {one.text}", flush=True)
        found.append(one)
    used = list(_once(found))
    if not used:
        print("Nothing here could be used, so no debrief was made.")
        return 1
    sections, rows = _sections(used)
    spoken = {section.vocabulary.words: section.vocabulary for section in sections}
    proofs = [Proof(f"{one.path.name}:", one.text) for one in found]
    now = datetime.now()
    _write(chosen.out, keep.file(_title(used), sections, proofs, now))
    print(f"The debrief of {_counted(used)} is in {quoted(chosen.out)}.")
    if chosen.csv is not None:
        _write(chosen.csv, sheets.written(rows, chosen.separator, spoken.popitem()[1] if len(spoken) == 1 else PLAIN))
        print(f"The table has {len(rows):,} rows and is in {quoted(chosen.csv)}.")
    return 0


def printable(path: Path) -> str:
    """A path on one line, whatever its name holds: control characters would steer the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(path))


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """What can be used; of two copies of a file the second is left out, and that is said."""
    met: dict[bytes, Path] = {}
    for one in found:
        if one.session is None and one.room is None:
            continue
        mark = hashlib.sha256(one.path.read_bytes()).digest()
        if mark in met:
            print(f"{printable(one.path)}: a copy of {printable(met[mark])}, so it is shown once.", flush=True)
            continue
        met[mark] = one.path
        yield one


def _sections(used: Sequence[Found]) -> tuple[list[Section], list[sheets.Row]]:
    sections, rows = list[Section](), list[sheets.Row]()
    for one in used:
        if one.room is not None and one.day is not None:
            sections.append(keep.of_room(one.room, one.day))
            rows += keep.rows(one.room)
    for together in groups(used):
        group = same_luck.group([one.session for one in together if one.session is not None])
        sections.append(keep.of_group(group, [one.day for one in together if one.day is not None]))
        rows += sheets.of_group(group)
    return sections, rows


def _title(used: Sequence[Found]) -> str:
    levels = list(dict.fromkeys(one.session.level.title for one in used if one.session is not None))
    if len(levels) == 1 and all(one.room is None for one in used):
        return f"What happened in {levels[0]}"
    return "What happened"


def _counted(used: Sequence[Found]) -> str:
    games, rooms = sum(one.session is not None for one in used), sum(one.room is not None for one in used)
    parts = [counted(count, noun) for count, noun in ((games, "saved game"), (rooms, "room")) if count]
    return " and ".join(parts)


def _may_write(path: Path) -> None:
    """Says before anything is played that the file could not be written."""
    if path.is_dir():
        raise Unfit(f"“{path}” is a folder; what is written needs a file's name.")
    if not path.parent.is_dir():
        raise Unfit(f"“{path}” cannot be written: there is no folder “{path.parent}”.")


def _write(path: Path, data: bytes) -> None:
    try:
        safely.put(path, data, spare=False)
    except OSError as error:
        raise Unfit(f"“{path}” cannot be written: {(error.strerror or str(error)).lower()}.") from None
