"""What earlier groups reached with the same preset, from the rooms that are kept beside this one: figures, no names.

Playing a journal again takes seconds, so what it came to is written down once, in one small file beside the rooms.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from game import safely
from game.saves import RULES
from game.workshop import journal
from game.workshop.debrief.reading import look
from game.workshop.debrief.reveals import Earlier, compared_scores
from game.workshop.records import Room

CACHE = "earlier.json"
MOST_ROOMS = 200
"""Rooms that are looked at, the newest of them."""


@dataclass(frozen=True)
class Kept:
    """What a kept room came to. mark: of its file as it then was; preset: empty where it was not played through."""

    mark: str
    preset: str
    scores: dict[str, int]


def reached(own: Path, room: Room) -> Earlier:
    """What the other rooms beside a room's file came to, by way in percent: those of its preset that played both ways.

    It knows the rooms that were noted; nothing for a room of many companies.
    """
    if room.many:
        return ()
    kept = _cache(own.parent)
    return [
        one.scores for path in _rooms(own)
        if (one := kept.get(path.name)) is not None and one.mark == _mark(path)
        and one.preset == room.preset and len(one.scores) == 2
    ]  # fmt: skip


def unknown(own: Path) -> list[Path]:
    """The files of other rooms that are yet to be noted."""
    kept = _cache(own.parent)
    return [path for path in _rooms(own) if path.name not in kept or kept[path.name].mark != _mark(path)]


def note(path: Path) -> None:
    """Plays a kept room again and writes down what it came to; what cannot be read or written is left as it is."""
    mark, played = _mark(path), look(path).room
    done = played is not None and not played.many and played.stage == "debrief"
    one = Kept(mark, played.preset, compared_scores(played)) if played is not None and done else Kept(mark, "", {})
    rows = {name: asdict(kept) for name, kept in {**_cache(path.parent), path.name: one}.items()}
    with suppress(OSError):
        safely.put(path.parent / CACHE, json.dumps(rows, sort_keys=True).encode(), spare=False)


def _rooms(own: Path) -> list[Path]:
    return [path for path in journal.rooms(own.parent) if path != own][-MOST_ROOMS:]


def _mark(path: Path) -> str:
    """What changes with a file, and with the rules that it is played by."""
    try:
        return f"{path.stat().st_size} {path.stat().st_mtime_ns} {RULES}"
    except OSError:
        return ""


def _cache(folder: Path) -> dict[str, Kept]:
    try:
        rows = json.loads((folder / CACHE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    rows = rows if isinstance(rows, dict) else {}
    return {name: Kept(row["mark"], row["preset"], row["scores"]) for name, row in rows.items() if _fits(row)}


def _fits(kept: object) -> bool:
    """Whether a line of the cache is one that was written here."""
    return (
        isinstance(kept, dict) and isinstance(kept.get("mark"), str) and isinstance(kept.get("preset"), str)
        and isinstance(kept.get("scores"), dict) and set(kept["scores"]) <= {"letters", "prices"}
        and all(isinstance(score, int) for score in kept["scores"].values())
    )  # fmt: skip
