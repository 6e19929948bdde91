"""A room's journal on the disk: one SQLite file, in which an event stands before anybody hears that it happened.

Written ahead and synchronised at every commit (WAL, synchronous=FULL), so that neither a killed process nor a power cut
loses what was acknowledged. Beside the events stand the hashes of what opens doors, and a few facts about the room.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from game import safely
from game.saves import RULES
from game.workshop.events import Event, Open, Plan, Rename, Sit, Tell, Words, line, parse

SUFFIX = ".room"
FORMAT, OLDER = "2", "1"
"""How rooms are kept, and how they were before the plans of REPLANNED had a month for their hard call."""
REPLANNED: tuple[str, ...] = ("90", "120")
"""Plans that the older format knew otherwise: a room of theirs would be played again as something else than it was."""
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE event (n INTEGER PRIMARY KEY, line TEXT NOT NULL, actor TEXT NOT NULL, key TEXT);
CREATE UNIQUE INDEX once ON event (actor, key) WHERE key IS NOT NULL;
CREATE TABLE door (hash BLOB PRIMARY KEY, role TEXT NOT NULL, seat TEXT NOT NULL) WITHOUT ROWID;
"""


class JournalError(Exception):
    """A room's file cannot be used; the text is a sentence."""


@dataclass(frozen=True)
class Door:
    """What opens a door, as a hash alone. role: "seat", "word", "sit", "host" or "desk"; seat: whose, or ""."""

    hash: bytes
    role: str
    seat: str


@dataclass(frozen=True)
class Entry:
    """What is written in one step: an event (or none), who brought it under which key, and the doors it opens."""

    event: Event | None
    actor: str = ""
    key: str = ""
    doors: tuple[Door, ...] = ()


class Journal:
    """The file of one room, open for writing by this process alone."""

    def __init__(self, path: Path) -> None:
        """Opens a room's file; JournalError if another hub has it or it is none."""
        self.path = path
        self._claim = safely.Claim(path.with_name(path.name + ".claim"))
        if not self._claim.taken:
            raise JournalError(f"Another hub is at work with the room in {path}. End that one first.")
        try:
            self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            for wish in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "trusted_schema=OFF"):
                self._base.execute(f"PRAGMA {wish}")
        except sqlite3.Error as error:
            self._claim.give_back()
            raise JournalError(f"The room in {path} cannot be opened: {error}.") from None

    @classmethod
    def begin(cls, folder: Path, about: dict[str, str], entries: Sequence[Entry], now: datetime) -> Journal:
        """A new room's file in a folder, with facts about it and its first entries, all there or not at all.

        JournalError if it cannot be written.
        """
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            names = (f"{now:%Y-%m-%d-%H%M%S}-{n:03d}{SUFFIX}" for n in range(1_000))
            path = next(path for name in names if not (path := folder / name).exists())
        except OSError as error:
            raise JournalError(f"No room can be kept in {folder}: {(error.strerror or str(error)).lower()}.") from None
        journal = cls(path)
        with journal._writing("No room can be kept"):
            for table in _TABLES.strip().split("\n"):
                journal._base.execute(table)
            facts = [*about.items(), ("format", FORMAT)]
            journal._base.executemany("INSERT INTO about VALUES (?, ?)", facts)
            journal._insert(entries)
        return journal

    @classmethod
    def latest(cls, folder: Path) -> Journal | None:
        """The newest room of a folder."""
        for path in reversed(rooms(folder)):
            journal = cls(path)
            if journal.about():
                return journal
            journal.close()  # its hub was killed before it was a room
        return None

    def about(self) -> dict[str, str]:
        """The facts about the room."""
        try:
            return dict(self._base.execute("SELECT name, value FROM about"))
        except sqlite3.Error:
            return {}

    @property
    def begun(self) -> bool:
        """Whether it is a room at all: a hub that is killed as it begins one leaves an empty file."""
        try:
            return bool(self._base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'event'").fetchone()[0])
        except sqlite3.Error as error:
            raise JournalError(f"The room in {self.path} cannot be read: {error}.") from None

    def events(self) -> tuple[Event, ...]:
        """Every event, in order; JournalError for a line that is none."""
        try:
            return tuple(parse(text) for (text,) in self._base.execute("SELECT line FROM event ORDER BY n"))
        except (sqlite3.Error, ValueError) as error:
            raise JournalError(f"The room in {self.path} cannot be read: {error}") from None

    def keys(self) -> frozenset[tuple[str, str]]:
        """Every actor's keys that were used."""
        return frozenset(self._base.execute("SELECT actor, key FROM event WHERE key IS NOT NULL"))

    def doors(self) -> tuple[Door, ...]:
        """All that opens a door."""
        return tuple(Door(*row) for row in self._base.execute("SELECT hash, role, seat FROM door"))

    def append(self, entries: Sequence[Entry]) -> None:
        """Writes entries in one transaction, down to the disk, or none of them and raises JournalError."""
        with self._writing("It could not be written down"):
            self._insert(entries)

    def note(self, name: str, value: str) -> None:
        """Sets a fact about the room."""
        with self._writing("It could not be written down"):
            self._base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def forget(self) -> None:
        """Removes every name and all that people wrote from the lines that stand, and from the disk."""
        with self._writing("The names could not be removed"):
            rows = self._base.execute("SELECT n, line FROM event").fetchall()
            for n, text in rows:
                bare = nameless(event := parse(text))
                if bare != event:
                    self._base.execute("UPDATE event SET line = ? WHERE n = ?", (line(bare), n))
            self._base.execute("DELETE FROM door WHERE role = 'word'")
        with suppress(sqlite3.Error):
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._base.execute("VACUUM")
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Ends the work with the file."""
        with suppress(sqlite3.Error):
            self._base.close()
        self._claim.give_back()

    def _insert(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.event is not None:
                row = (line(entry.event), entry.actor, entry.key or None)
                self._base.execute("INSERT INTO event (line, actor, key) VALUES (?, ?, ?)", row)
            doors = [(door.hash, door.role, door.seat) for door in entry.doors]
            self._base.executemany("INSERT OR REPLACE INTO door VALUES (?, ?, ?)", doors)

    @contextmanager
    def _writing(self, trouble: str) -> Iterator[None]:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            with suppress(sqlite3.Error):
                self._base.execute("ROLLBACK")
            raise JournalError(f"{trouble} in {self.path.parent}: {error}. Make room on that disk.") from None


def rooms(folder: Path) -> list[Path]:
    """The files of a folder's rooms, the oldest first."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def known(about: Mapping[str, str]) -> bool:
    """Whether a room with these facts was kept by a version whose rooms can be read here."""
    return about.get("format") in (FORMAT, OLDER) and about.get("rules") == str(RULES)


def played_alike(about: Mapping[str, str], events: Sequence[Event]) -> bool:
    """Whether a known room's events lead here to what they led to where they were kept."""
    plan = next((event.preset for event in reversed(events) if isinstance(event, Open | Plan)), "")
    return about.get("format") == FORMAT or plan not in REPLANNED


def nameless(event: Event) -> Event:
    """An event without the words that people gave it: a seat is called as it is numbered."""
    if isinstance(event, Sit | Rename):
        return replace(event, name=event.seat)
    if isinstance(event, Tell | Words):
        return replace(event, text="")
    return event


def lines(path: Path) -> list[str]:
    """The lines of a room's file, read beside whoever writes it."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
        return [text for (text,) in base.execute("SELECT line FROM event ORDER BY n")]
