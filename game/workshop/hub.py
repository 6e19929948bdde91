"""The hub: one room at work, with its journal, its doors and everyone who watches it. It knows no HTTP.

One lock: proposals are taken one after the other, those that wait together in one step. Each is checked against the
room as it then stands, all that change it are written down, and only then does anybody see or hear of it.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from game.levels import LevelError
from game.saves import RULES
from game.workshop import room as rules
from game.workshop import views
from game.workshop.events import Event, Forget, Open, OpenLevel, Pause, Resume, Sit
from game.workshop.journal import Door, Entry, Journal, JournalError, known, played_alike
from game.workshop.keys import Keys, hashed, new_code, new_secret
from game.workshop.names import friendly
from game.workshop.presence import Presence
from game.workshop.records import Room

TICK_SECONDS = 0.25
FINISHED_MS, FORGOTTEN_MS = 12 * 3_600_000, 7 * 24 * 3_600_000
"""How long after its last event a room is taken up again: in its lobby or debrief, and in the middle of its plan."""
ALIVE_MS = 5_000
"""How often the journal is told that the hub is alive, while a clock runs."""
ABSENT_MS = 10_000
"""A hub that has not looked at its clock for so long was asleep."""
ABSENT = "The hub was away; it goes on in a moment."
ELSEWHERE = "The room has moved on since that was pressed, so nothing was changed. Look at where it stands now."
BACK_SECONDS, BACK_SHARE = 6.0, 0.8
"""After the hub was started again a clock runs on when so many phones are back, or after so long."""
log = logging.getLogger("headcount.workshop")


@dataclass(frozen=True)
class Told:
    """What became of a proposal: whether it is done (now or before), else why not; and what it brought.

    again: it may be done later, for nothing speaks against it.
    """

    ok: bool
    why: str = ""
    again: bool = False
    seat: str = ""
    token: str = ""


@dataclass(frozen=True)
class Made:
    """A proposal that is ready to be written, and what its proposer is told."""

    entry: Entry
    told: Told = Told(True)


Proposal = Callable[[Room, int], Made | Told]
"""Makes an entry from the room as it stands and the time in milliseconds, or says why there is none."""


Meant = Callable[[Room], bool]
"""Whether what somebody wants done was meant for a room that stands like this."""


def now_ms() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Hub:
    """One room. room: as everybody may see it now, which is as it stands in the journal. again: it was taken up again;
    opened: when it was; returning: the hub was away, and waits for the phones to return."""

    def __init__(self, journal: Journal, clock: Callable[[], int] = now_ms) -> None:
        """Takes a room up where its journal ends; JournalError if it cannot be read."""
        self.journal, self.clock = journal, clock
        about = journal.about()
        events = journal.events() if known(about) else ()
        if not played_alike(about, events) or not events:
            raise JournalError(f"The room in {journal.path} was kept by another version of Headcount.")
        self.code = about["code"]
        self.keys = Keys(about["salt"], journal.doors())
        self.presence = Presence()
        first, *rest = events
        self.room = replayed(first, rest)
        self._said = self.room, views.pulse(self.room)
        self._last = max([first.at, *(event.at for event in rest)])
        self._used = set(journal.keys())
        self.again, self.opened = bool(rest), first.at
        self._alive = int(about.get("alive", "0"))
        self.returning = False
        self._waiting: list[tuple[Proposal, asyncio.Future[Told]]] = []
        self._work = asyncio.Event()
        self._listeners: list[Callable[[], None]] = []
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    def begin(cls, folder: Path, opening: Open | OpenLevel) -> Hub:
        """A new room in a folder."""
        about = {"code": new_code(), "salt": secrets.token_hex(16), "rules": str(RULES)}
        return cls(Journal.begin(folder, about, [Entry(opening)], datetime.fromtimestamp(opening.at / 1000)))

    @classmethod
    def resume(cls, folder: Path, now: int) -> Hub | None:
        """The last room of a folder, unless it is finished by now; JournalError if it cannot be read."""
        journal = Journal.latest(folder)
        if journal is None:
            return None
        try:
            hub = cls(journal)
        except JournalError:
            journal.close()
            raise
        under_way = bool(hub.room.teams) and hub.room.stage != "debrief"
        if hub.room.forgotten or now - hub._last > (FORGOTTEN_MS if under_way else FINISHED_MS):
            journal.close()
            return None
        return hub

    # Doors.

    def new_link(self, role: str) -> str:
        """A new secret for the facilitator ("host") or the leader ("desk"); older ones go on to open."""
        secret = new_secret()
        doors = (Door(hashed(secret), role, ""),)
        self.journal.append([Entry(None, doors=doors)])
        self.keys.add(doors)
        return secret

    def seat_of(self, token: str) -> str | None:
        """The seat of a private token, if it still is one."""
        door = self.keys.opens(token, "seat")
        return door.seat if door is not None and self.has(door.seat) else None

    def has(self, seat: str) -> bool:
        """Whether somebody sits there."""
        known = self.room.seat(seat)
        return known is not None and not known.gone

    # What is proposed.

    async def take(self, proposal: Proposal) -> Told:
        """Proposes something and waits until it is written down, or refused with a sentence."""
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting.append((proposal, answer))
        self._work.set()
        return await answer

    async def do(
        self, make: Callable[[int], Event], actor: str = "", key: str = "", meant: Meant = lambda room: True
    ) -> Told:  # fmt: skip
        """Takes the event that is made for a time; the same actor's key a second time is done already.

        meant: whether it was meant for the room as it stands, asked only of what would change it.
        """

        def proposal(room: Room, at: int) -> Made | Told:
            if key and (actor, key) in self._used:
                return Told(True)
            event = make(at)
            if not meant(room) and rules.refusal(room, event) is None:
                return Told(False, ELSEWHERE)
            return Made(Entry(event, actor if key else "", key))

        return await self.take(proposal)

    async def sit(self, name: str, key: str) -> Told:
        """Takes a free seat under a key; the same key again gives the same seat with a fresh token."""

        def proposal(room: Room, at: int) -> Made | Told:
            taken = self.keys.taken(key)
            seat = taken or f"seat-{len(room.seats) + 1}"
            called = seat if room.forgotten else name or friendly(known.name for known in room.seats)
            sits = None if taken else Sit(at, seat, called)
            token, doors = self.keys.new_seat(seat, key)
            return Made(Entry(sits, doors=doors), Told(True, seat=seat, token=token))

        return await self.take(proposal)

    async def come_back(self, word: str) -> Told:
        """Another device takes the seat whose word it knows."""
        door = await asyncio.to_thread(self.keys.opens, word, "word")
        if door is None or not self.has(door.seat):
            return Told(False, "No seat here has that word.")
        token, doors = self.keys.again(door.seat, word)
        told = Told(True, seat=door.seat, token=token)
        return await self.take(lambda room, at: Made(Entry(None, doors=doors), told))

    # At work.

    async def start(self) -> None:
        """Begins to take proposals and to watch the clock."""
        self._tasks = [asyncio.create_task(self._take_all()), asyncio.create_task(self._watch())]

    async def stop(self) -> None:
        """Ends calmly: what is being written is written."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        await asyncio.to_thread(self._writer.shutdown)
        self.journal.close()

    def on_change(self, hear: Callable[[], None]) -> None:
        """Lets somebody hear of every change."""
        self._listeners.append(hear)

    def stir(self) -> None:
        """Tells everyone who wants to hear of changes."""
        for hear in self._listeners:
            hear()

    def pulse(self, seat: str = "") -> dict[str, Any]:
        """What every stream says; a group's page hears of its own company besides."""
        room, said = self._said
        if room is not self.room:
            said = views.pulse(self.room)
            self._said = self.room, said
        known = self.room.seat(seat) if self.room.many else None
        mine = {"number": self.room.number_for(known)} if known is not None else {}
        return {**said, **mine, "now": self.clock()}

    async def _take_all(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._work.wait()
            self._work.clear()
            batch, self._waiting = self._waiting, []
            if not batch:
                continue
            try:
                room, told = await loop.run_in_executor(self._writer, self._carry_out, [make for make, _ in batch])
            except Exception:
                log.exception("a step of the hub failed; nothing of it was done")
                room, told = self.room, [Told(False, "That failed at the hub; nothing was changed.")] * len(batch)
            changed, self.room = room is not self.room, room
            for (_, answer), became in zip(batch, told, strict=True):
                if not answer.done():
                    answer.set_result(became)
            if changed:
                self.stir()

    def _carry_out(self, batch: list[Proposal]) -> tuple[Room, list[Told]]:
        """Takes proposals one after the other and writes what came of them in one step."""
        room, told = self.room, list[Told]()
        entries: list[Entry] = []
        for make in batch:
            at = self._last = max(self._last, self.clock())
            try:
                room, became, entry = self._one(room, make, at)
            except Exception:
                log.exception("a proposal failed at the hub")
                became, entry = Told(False, "That failed at the hub; nothing was changed."), None
            told.append(became)
            if entry is not None:
                entries.append(entry)
        if not entries:
            return self.room, told
        try:
            self.journal.append(entries)
        except JournalError as error:
            log.error("%s", error)
            self._used = set(self.journal.keys())
            unwritten = Told(False, str(error), again=True)
            return self.room, [unwritten if one.ok else one for one in told]
        self.keys.add(door for entry in entries for door in entry.doors)
        if any(isinstance(entry.event, Forget) for entry in entries):
            self._forget()
        return room, told

    def _forget(self) -> None:
        """What was forgotten in the room is removed from its file; a word was shown beside a name, so it goes too."""
        try:
            self.journal.forget()
        except JournalError as error:
            log.error("%s", error)
            return
        self.keys.forget_words()

    def _one(self, room: Room, make: Proposal, at: int) -> tuple[Room, Told, Entry | None]:
        made = make(room, at)
        if isinstance(made, Told):
            return room, made, None
        event = made.entry.event
        if event is not None:
            before, room = room, rules.apply(room, event)
            if room is before:
                why = rules.refusal(room, event) or ""
                return room, Told(why == "", why), None
        if made.entry.key:
            self._used.add((made.entry.actor, made.entry.key))
        return room, made.told, made.entry

    async def _watch(self) -> None:
        """Closes what is due, tells the journal that the hub lives, pauses when it or many phones were away."""
        if self.again:
            await self._after_absence(max(self._alive, self._last))
        seen = noted = self.clock()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            try:
                now = self.clock()
                if now - seen > ABSENT_MS:
                    await self._after_absence(seen)
                seen = now = self.clock()
                await self._close_what_is_due(now)
                if self.room.clock_runs:
                    if now - noted >= ALIVE_MS:
                        noted = now
                        await asyncio.get_running_loop().run_in_executor(self._writer, self._note_life, now)
                    await self._notice_who_vanished(time.monotonic())
            except Exception:
                log.exception("the hub's watch failed")
                await asyncio.sleep(1.0)

    async def _close_what_is_due(self, now: int) -> None:
        if rules.due(self.room, now) is not None:
            await self.take(_what_is_due)

    async def _notice_who_vanished(self, now: float) -> None:
        if self.presence.many_vanished(now):
            went, there = self.presence.vanished(now)
            self.presence.told()
            await self.do(lambda at: Pause(at, f"{went} of {there} phones vanished at once."))

    def _note_life(self, now: int) -> None:
        try:
            self.journal.note("alive", str(now))
        except JournalError as error:
            log.error("%s", error)

    async def _after_absence(self, since: int) -> None:
        """A clock that ran when the hub fell, or this computer slept, has stood still since that time.

        It runs on once most phones are back, or had the time for it; until then whatever they send has to wait.
        """
        if not self.room.clock_runs:
            return
        self.returning = True
        await self.take(lambda room, at: Made(Entry(Pause(since, ABSENT))))
        until = time.monotonic() + BACK_SECONDS
        while (now := time.monotonic()) < until and not self._back(now):
            await asyncio.sleep(TICK_SECONDS)
        if self.room.paused and self.room.why == ABSENT:
            await self.do(Resume)
        self.returning = False

    def _back(self, now: float) -> bool:
        """Whether enough of the phones that somebody holds are there."""
        held = [seat.seat for seat in self.room.seats if not (seat.gone or seat.away or seat.bot)]
        return sum(self.presence.there(seat, now) for seat in held) >= BACK_SHARE * len(held)


def _what_is_due(room: Room, at: int) -> Made | Told:
    """Asked once more when its turn has come: a minute more may have been given meanwhile."""
    event = rules.due(room, at)
    return Told(True) if event is None else Made(Entry(event))


def forget_room(path: Path, now: int) -> None:
    """Removes the names from a room that is not at work; JournalError if it is, or cannot be written."""
    journal = Journal(path)
    try:
        if not journal.begun:
            return
        events = journal.events()
        if events and not any(isinstance(event, Forget) for event in events):
            journal.append([Entry(Forget(max([now, *(event.at for event in events)])))])
        journal.forget()
    finally:
        journal.close()


def replayed(first: Event, rest: Iterable[Event]) -> Room:
    """The room that a journal's events lead to; JournalError if they do not begin with its opening."""
    try:
        room = rules.opened(first)
    except (ValueError, LevelError) as error:
        raise JournalError(str(error)) from None
    for event in rest:
        room = rules.apply(room, event)
    return room

