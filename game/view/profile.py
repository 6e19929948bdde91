"""What is kept of a player between two evenings: how they like it, and what they have reached."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from game.board import style
from game.ghost import BEST
from game.levels.ladder import key
from game.view.kept_games import FUTURE_SECONDS
from game.view.record import Values, within
from game.words.cast import DEEDS, Memory


@dataclass(frozen=True)
class Settings:
    """How the player likes it. ui_scale: 1…2. theme: "light" or "dark". volume, room: 0…1, of sounds and of the room.

    pause_to_write: the clock stands while a letter is written. pause_away: it stops while the window is not in front.
    window: its width and height in pixels when it was last no whole screen; None: as the screen allows. ghost: whose
    score runs beside the player's (see `game.ghost`).
    """

    ui_scale: float = 1.0
    theme: style.Theme = "light"
    reduced_motion: bool = False
    volume: float = 0.8
    muted: bool = False
    pause_to_write: bool = True
    pause_away: bool = True
    window: tuple[int, int] | None = None
    fullscreen: bool = False
    ghost: str = BEST
    room: float = 0.5


MOST_POINTS = 1000
"""A score in whole points that is kept as a best one; a company that grows can pass 100."""
TABLES: tuple[str, ...] = ("stars", "bets", "rungs", "best", "days")
"""The tables of progress, by name, of which what this version cannot read stays as it was written."""


@dataclass
class Progress:
    """Stars by the level's short name, the answer bet on before each, and what was played last.

    played: the level; finished: whether it was played to its end; at: when, in seconds since 1970. rungs: stars of each
    rung of a ladder, best: whole points of the best finished game of each level and rung, both by `ladder.key`. memory:
    what the cast takes along from the level that was played last. days: points of the first game of each day, by its
    date.
    """

    stars: dict[str, int] = field(default_factory=dict)
    bets: dict[str, int] = field(default_factory=dict)
    played: str = ""
    finished: bool = False
    at: float = 0.0
    rungs: dict[str, int] = field(default_factory=dict)
    best: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    def earn(self, name: str, stars: int, rung: str = "", points: int | None = None) -> None:
        """Keeps the best result of a level, or of a rung of its ladder. points: of a finished game's score."""
        table, place = (self.rungs if rung else self.stars), key(name, rung)
        table[place] = max(stars, table.get(place, 0))
        if points is not None:
            self.best[place] = max(points, self.best.get(place, 0))

    def first(self, day: str, points: int) -> None:
        """Keeps the result of a day's game, of which only the first one counts."""
        self.days.setdefault(day, points)

    @property
    def climbed(self) -> dict[str, int]:
        """Stars of every level and every rung, by `ladder.key`."""
        return {**self.stars, **self.rungs}

    def note(self, name: str, finished: bool) -> None:
        """Remembers what was played last."""
        self.played, self.finished, self.at = name, finished, time.time()


def progress_of(raw: Mapping[str, Any]) -> Progress:
    """What is read of the progress that was kept; whatever cannot be right counts as not there."""
    played, at = raw.get("played"), raw.get("at")
    when = within(at, 0.0, time.time() + FUTURE_SECONDS, 0.0)
    return Progress(
        _counts(raw.get("stars"), 3), _counts(raw.get("bets"), 9), played if isinstance(played, str) else "",
        raw.get("finished") is True, when, _counts(raw.get("rungs"), 3), _counts(raw.get("best"), MOST_POINTS),
        _counts(raw.get("days"), MOST_POINTS), _memory(raw.get("memory")),
    )  # fmt: skip


def _memory(raw: object) -> Memory:
    kept = raw if isinstance(raw, dict) else {}
    title, deeds = kept.get("title"), kept.get("deeds")
    if not isinstance(title, str) or not isinstance(deeds, dict):
        return Memory()
    known = {name: word for name, word in deeds.items() if isinstance(word, str) and word in DEEDS}
    number = kept.get("number")
    return Memory(title[:24], known, number if isinstance(number, int) else 0)


def join(own: Progress, theirs: Progress) -> None:
    """Adds to a window's progress what another window has written: the best of the stars, the newest of the rest."""
    for mine, other in ((own.stars, theirs.stars), (own.rungs, theirs.rungs), (own.best, theirs.best)):
        for name, number in other.items():
            mine[name] = max(number, mine.get(name, 0))
    own.bets = {**theirs.bets, **own.bets}
    own.days = {**own.days, **theirs.days}
    if theirs.at > own.at:
        own.played, own.finished, own.at, own.memory = theirs.played, theirs.finished, theirs.at, theirs.memory


def table_with(before: object, own: Mapping[str, int]) -> Values:
    """A table of progress as it is written: what this version cannot read of it stays."""
    return {**(before if isinstance(before, dict) else {}), **own}


def pair(size: tuple[int, int] | None) -> list[int] | None:
    """Two numbers as they are written."""
    return list(size) if size is not None else None


def settings_of(raw: Mapping[str, Any]) -> Settings:
    """What is read of the settings that were kept; whatever cannot be right is as usual."""
    usual = Settings()

    def number(name: str, low: float, high: float, usually: float) -> float:
        value = raw.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return usually
        return float(max(low, min(high, value)))

    def switch(name: str, usually: bool) -> bool:
        value = raw.get(name)
        return value if isinstance(value, bool) else usually

    window = raw.get("window")
    sides = window if isinstance(window, list) and len(window) == 2 else []
    size = tuple(n for n in sides if isinstance(n, int) and not isinstance(n, bool) and 0 < n < 100_000)
    return Settings(
        number("ui_scale", style.UI_SCALES[0], style.UI_SCALES[-1], usual.ui_scale),
        "dark" if raw.get("theme") == "dark" else "light",
        switch("reduced_motion", usual.reduced_motion), number("volume", 0.0, 1.0, usual.volume),
        switch("muted", usual.muted), switch("pause_to_write", usual.pause_to_write),
        switch("pause_away", usual.pause_away), (size[0], size[1]) if len(size) == 2 else None,
        switch("fullscreen", usual.fullscreen), ghost if isinstance(ghost := raw.get("ghost"), str) else usual.ghost,
        number("room", 0.0, 1.0, usual.room),
    )  # fmt: skip


def _counts(raw: object, most: int) -> dict[str, int]:
    if not isinstance(raw, dict):
        return {}
    return {
        str(name): number for name, number in raw.items()
        if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= most
    }  # fmt: skip
