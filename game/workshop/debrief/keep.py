"""What is kept of a debrief: the sections of its file and the saved games, of a room or of many games."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from game import safely, saves
from game.saves import RULES
from game.session import level_name, proved
from game.sim.world import QUARTER_WEEKS
from game.version import VERSION
from game.words.vocabulary import Vocabulary
from game.workshop.companies import name_at
from game.workshop.debrief import same_luck, sheets
from game.workshop.debrief.pages import group_of, pages
from game.workshop.debrief.paper import Proof, Section, written
from game.workshop.debrief.reveals import Earlier
from game.workshop.debrief.same_luck import Group
from game.workshop.presets import PRESETS
from game.workshop.quarters import level_of
from game.workshop.records import Room, way_of
from game.workshop.spoken import vocabulary_of

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of files in a zip, which would otherwise differ each time it is made."""


def of_group(group: Group, days: Sequence[datetime] = ()) -> Section:
    """The section of companies on the same luck. days: when they were played."""
    many = "one company" if len(group.companies) == 1 else f"{len(group.companies)} companies"
    dates = list(dict.fromkeys(map(_date, sorted(days))))
    played = [("Played", " to ".join(dict.fromkeys((dates[0], dates[-1]))))] if dates else []
    return Section(
        group.level.title, f"{group.level.company}, {group.level.world.people:,} people: {many} on the same luck",
        (("Companies", str(len(group.companies))), ("Weeks", str(group.weeks)), ("Luck", str(group.seed)), *played,
         ("Headcount", f"{VERSION}, rules {RULES}")),
        same_luck.reveals(group), vocabulary=Vocabulary.of(group.level),
    )  # fmt: skip


def of_room(room: Room, day: datetime, earlier: Earlier = ()) -> Section:
    """The section of a room. earlier: what other groups reached; see `pages`."""
    preset = PRESETS[room.preset]
    seats = sum(not seat.gone for seat in room.seats)
    if room.many:
        level = level_of(room)
        title, under = level.title, f"{preset.minutes} minutes: {preset.text}; every group led its own company"
        weeks = max(session.week for session in room.companies.values())
        counts = [("Companies", room.teams), ("Quarters", -(-weeks // QUARTER_WEEKS))]
    else:
        title, under = "One company, and the room was its teams", f"{preset.minutes} minutes: {preset.text}"
        months = [way_of(month.way) for month in room.months]
        counts = [("Teams", room.teams), *((f"Rounds of {way}", months.count(way)) for way in dict.fromkeys(months))]
    facts = [("Preset", room.preset), ("Seats", str(seats)), *((what, str(count)) for what, count in counts),
             ("Luck", str(room.seed)), ("Played", _date(day)), ("Headcount", f"{VERSION}, rules {RULES}")]  # fmt: skip
    return Section(title, under, tuple(facts), pages(room, earlier), vocabulary=vocabulary_of(room))


def _date(day: datetime) -> str:
    return f"{day:%d %B %Y}".lstrip("0")


def rows(room: Room) -> list[sheets.Row]:
    """The rows of a room's table: of its teams by the month, or of its companies by the week."""
    group = group_of(room) if room.many else None
    return list(sheets.of_group(group) if group is not None else sheets.of_room(room))


def file(title: str, sections: Sequence[Section], proofs: Sequence[Proof], now: datetime) -> bytes:
    """The HTML file."""
    made = f"Made by Headcount {VERSION} on {f'{now:%d %B %Y, %H:%M}'.lstrip('0')}."
    return written(title, sections, proofs, made).encode("utf-8", errors="replace")


def proofs_of(room: Room) -> list[Proof]:
    """Plays each saved game of a room again from its file alone, and says what came of it."""
    return [Proof(f"{name}:", proved(saves.from_bytes(data))[1].text) for name, data in games(room)]


def games(room: Room) -> list[tuple[str, bytes]]:
    """The saved games of a room by file name, branches that were left among them."""
    kept = [("", room.companies.items()), *((f" {trunk.name}", trunk.companies) for trunk in room.trunks)]
    found: dict[str, bytes] = {}
    for suffix, rows in kept:
        for way, session in rows:
            if not session.ledgers:
                continue
            whose = name_at(way) if room.many else way
            stem = safely.file_name(f"{whose}{suffix}", level_name(session.level))
            names = [f"{stem}{saves.SUFFIX}", *(f"{stem}-{n}{saves.SUFFIX}" for n in range(2, 1_000))]
            found[next(name for name in names if name not in found)] = saves.to_bytes(session.recording())
    return list(found.items())


def zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Files in one zip, the same bytes whenever it is made."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, OLDEST), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()
