"""Rooms and saved games taken from the disk and proved: each is played again, and what it says is compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game import saves
from game.levels import LevelError
from game.saves import SUFFIX, SaveError
from game.session import Session, proved
from game.words.explain import counted
from game.workshop import journal
from game.workshop import room as machine
from game.workshop.events import Event, parse
from game.workshop.records import Room

MOST_FILES = 500
"""Files that one debrief takes."""
MOST_LINES, LONGEST_ROOM, LONGEST_VALUE = 100_000, 64_000_000, 1_000_000
"""Events of a room's file, characters of all of them, and bytes of one value in it; far more than a day needs."""


class Unfit(Exception):
    """A path that holds nothing a debrief could be made of; the text is a sentence."""


@dataclass(frozen=True)
class Found:
    """A file that was looked at. text: what was found, as a sentence; agrees: whether it is what it says it is.

    day: when it was played, as far as the file knows. session, room: what it holds, if it agrees.
    """

    path: Path
    agrees: bool
    text: str
    day: datetime | None = None
    session: Session | None = None
    room: Room | None = None


def files(paths: Sequence[Path]) -> list[Path]:
    """The rooms and saved games that paths name: files, and all that lie in folders; Unfit if one names nothing."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.suffix in (SUFFIX, journal.SUFFIX) and p.is_file()]
            if not inside:
                raise Unfit(f"The folder {path} holds neither a saved game ({SUFFIX}) nor a room ({journal.SUFFIX}).")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise Unfit(f"There is no file or folder {path}.")
    found = list(dict.fromkeys(found))
    if len(found) > MOST_FILES:
        raise Unfit(f"These are {len(found)} files; a debrief takes {MOST_FILES} at most. Name fewer.")
    return found


def look(path: Path) -> Found:
    """Plays a room or a saved game again and says what came of it."""
    return _room(path) if path.suffix == journal.SUFFIX else _game(path)


def _game(path: Path) -> Found:
    try:
        session, verdict = proved(saves.read(path))
    except SaveError as error:
        return Found(path, False, f"cannot be read. {_without(path, str(error))}")
    if not verdict.ok:
        return Found(path, False, f"differs. {verdict.text}")
    if not session.ledgers:
        return Found(path, False, "agrees, but nothing has been played in it yet.")
    day = datetime.fromtimestamp(path.stat().st_mtime)
    text = f"agrees: {session.level.title}, luck {session.seed}, {counted(session.week, 'week')}, to the last bit."
    return Found(path, True, text, day, session)


def _without(path: Path, text: str) -> str:
    """A sentence that need not repeat the file's name."""
    short = text.removeprefix(f"{path}: ").removeprefix(f"{path} ")
    return short[:1].upper() + short[1:]


def _room(path: Path) -> Found:
    try:
        about, lines = _kept(path)
        events = [parse(text) for text in lines] if journal.known(about) else []
        if not journal.known(about) or not journal.played_alike(about, events):
            return Found(path, False, "cannot be read. It was kept by another version of Headcount.")
    except (sqlite3.Error, OSError) as error:
        return Found(path, False, f"cannot be read. It is no room's file, or a damaged one ({error}).")
    except ValueError as error:
        return Found(path, False, f"cannot be read. {error}")
    try:
        room, wrong = again(events)
    except (ValueError, LevelError) as error:
        return Found(path, False, f"cannot be read. {error}")
    if wrong:
        return Found(path, False, f"differs. {wrong}")
    if not any(session.ledgers for session in room.companies.values()):
        return Found(path, False, "agrees, but no month has been played in it yet.")
    try:
        day = datetime.fromtimestamp(events[0].at / 1000)
    except (ValueError, OverflowError, OSError):
        return Found(path, False, "cannot be read. Its events carry a time that no calendar has.")
    return Found(path, True, f"agrees: a room of {counted(len(room.seats), 'seat')}, all {len(events)} events played "
                 "again, none refused.", day, room=room)  # fmt: skip


def _kept(path: Path) -> tuple[dict[str, str], list[str]]:
    """The facts and the lines of a room's file, read beside whoever may be at work with it; ValueError if unfit."""
    address = f"{path.resolve().as_uri()}?mode=ro"
    for more in ("", "&immutable=1"):  # on a stick that cannot be written to nobody else is at work
        with closing(sqlite3.connect(address + more, uri=True)) as base:
            try:
                base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
                base.execute("PRAGMA trusted_schema=OFF")
                _only_tables(base)
                return dict(base.execute("SELECT name, value FROM about LIMIT 100")), _lines(base)
            except sqlite3.OperationalError:
                if more:
                    raise
    raise AssertionError("the second try returns or raises")


def _only_tables(base: sqlite3.Connection) -> None:
    """A stranger's file may bring views, which compute without end what a room's file would only hold."""
    kinds = base.execute("SELECT type FROM sqlite_master WHERE name IN ('about', 'event')").fetchall()
    if any(kind != "table" for (kind,) in kinds):
        raise ValueError("It is no room's file: what should be kept in it is computed.")


def _lines(base: sqlite3.Connection) -> list[str]:
    found, length = list[str](), 0
    for (text,) in base.execute("SELECT line FROM event ORDER BY n"):
        if not isinstance(text, str):
            raise ValueError(f"Event {len(found) + 1} is no line of text.")
        found.append(text)
        length += len(text)
        if len(found) > MOST_LINES or length > LONGEST_ROOM:
            raise ValueError("It is larger than the file of any room.")
    return found


def again(events: Sequence[Event]) -> tuple[Room, str]:
    """The room that events lead to, and a sentence on the first that is refused; ValueError without a beginning."""
    first, *rest = events or (None,)
    room = machine.opened(first)
    for number, event in enumerate(rest, 2):
        why = machine.refusal(room, event)
        if why:
            return room, f"Event {number} is refused: {why}"
        room = machine.apply(room, event)
    return room, ""


def groups(found: Sequence[Found]) -> Iterator[list[Found]]:
    """The saved games of one level and one luck together, in the order in which they came."""
    by: dict[tuple[str, int, str], list[Found]] = {}
    for one in found:
        if one.session is not None:
            key = one.session.world.fingerprint(), one.session.seed, one.session.difficulty
            by.setdefault(key, []).append(one)
    yield from by.values()
