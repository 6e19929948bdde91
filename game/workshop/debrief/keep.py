"""What is kept of a debrief: the sections of its file and the saved games, of a room or of many games."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from game import safely, saves
from game.saves import RULES
from game.session import level_name, proved
from game.version import VERSION
from game.workshop.debrief import companies
from game.workshop.debrief.companies import Group
from game.workshop.debrief.paper import Proof, Section, written
from game.workshop.debrief.reveals import Earlier, reveals
from game.workshop.presets import PRESETS
from game.workshop.records import Room, way_of

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of files in a zip, which would otherwise differ each time it is made."""


def of_group(group: Group, days: Sequence[datetime] = ()) -> Section:
    """The section of companies on the same luck. days: when they were played."""
    many = "one company" if len(group.companies) == 1 else f"{len(group.companies)} companies"
    dates = sorted({f"{day:%d %B %Y}".lstrip("0") for day in days}, key=lambda text: (len(text), text))
    played = [("Played", dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}")] if dates else []
    return Section(
        group.level.title, f"{group.level.company}, {group.level.world.people:,} people: {many} on the same luck",
        (("Companies", str(len(group.companies))), ("Weeks", str(group.weeks)), ("Luck", str(group.seed)), *played,
         ("Headcount", f"{VERSION}, rules {RULES}")),
        companies.reveals(group),
    )  # fmt: skip


def of_room(room: Room, day: datetime, earlier: Earlier = ()) -> Section:
    """The section of a room. earlier: what other groups reached by way; see `reveals`."""
    preset = PRESETS[room.preset]
    seats = sum(not seat.gone for seat in room.seats)
    months = [(way, sum(way_of(month.way) == way for month in room.months)) for way in ("letters", "prices")]
    return Section(
        "One company, and the room was its teams", f"{preset.minutes} minutes: {preset.text}, {room.first} first",
        (("Seats", str(seats)), ("Teams", str(room.teams)),
         *((f"Rounds of {way}", str(count)) for way, count in months if count),
         ("Luck", str(room.seed)), ("Played", f"{day:%d %B %Y}".lstrip("0")),
         ("Headcount", f"{VERSION}, rules {RULES}")),
        reveals(room, earlier),
    )  # fmt: skip


def file(title: str, sections: Sequence[Section], proofs: Sequence[Proof], now: datetime) -> bytes:
    """The HTML file."""
    made = f"Made by Headcount {VERSION} on {f'{now:%d %B %Y, %H:%M}'.lstrip('0')}."
    return written(title, sections, proofs, made).encode("utf-8", errors="replace")


def proofs_of(room: Room) -> list[Proof]:
    """Plays each saved game of a room again from its file alone, and says what came of it."""
    return [Proof(f"{name}:", proved(saves.from_bytes(data)).text) for name, data in games(room)]


def games(room: Room) -> list[tuple[str, bytes]]:
    """The saved games of a room by file name, branches that were left among them."""
    kept = [("", room.companies.items()), *((f" {trunk.name}", trunk.companies) for trunk in room.trunks)]
    found: dict[str, bytes] = {}
    for suffix, rows in kept:
        for way, session in rows:
            if not session.ledgers:
                continue
            stem = safely.file_name(f"{way}{suffix}", level_name(session.level))
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
