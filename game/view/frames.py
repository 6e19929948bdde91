"""How long the window's frames take, as multiples of copying one picture of the whole window onto another."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pygame

from game.levels import generated
from game.session import Session
from game.view import app
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.sound import Sound
from game.view.stage import FRAMES_PER_SECOND, VirtualClock
from game.view.window import Window

COMPANIES = (150, 10_000, 100_000)
"""People of the companies that are shown."""
SIZES = ((1280, 720), (1920, 1080))
FRAMES = 600
SPEED = 4
PRESSES = 60
LAST_WEEKS = 4
"""Before the end of a game nobody presses any more."""
PRESS_WITHIN = 12
"""Of the frames after a week's end, in one of which somebody presses."""
KEYS = (
    pygame.K_SPACE, pygame.K_F9, pygame.K_F2, pygame.K_TAB, pygame.K_1, pygame.K_2, pygame.K_d, pygame.K_j, pygame.K_t,
    pygame.K_o, pygame.K_c, pygame.K_ESCAPE, pygame.K_PLUS, pygame.K_MINUS, pygame.K_HOME,
)  # fmt: skip
"""What is pressed: one of these keys, or whatever row or tab of the side panels, or piece of the board, is there."""
PLACES = ("side-listed", "side-tab", "team ", "department ", "market ")
LED_TO = 12
"""Frames after a press that still belong to it: what it leads to may take several of them."""
LONGEST_PRESS = 50.0
"""Milliseconds that a press may wait."""
WORST_BLITS = 60.0
"""What the worst of so many frames in a row may take."""
COPIES = 60
"""How often a picture is copied, to know what one copy takes."""
FIRST_WEEK = 2
"""A game is looked at from its third week on: until then some panels have nothing to show."""


@dataclass(frozen=True)
class Frames:
    """Frames in a row, in blits: their middle, the one that 99 of 100 stay below, the worst while weeks run, and the
    one in which a card came up and the weeks stopped (0: none came). weeks: how many ended. press: the longest of the
    frames that answer a press in the midst of a turn, or show what it leads to. blit: milliseconds of one copy of the
    window's picture."""

    people: int
    window: str
    middle: float
    rare: float
    worst: float
    card: float
    weeks: int
    press: float
    blit: float

    @property
    def holds(self) -> bool:
        """Whether the worst frame is short enough, and no press waits for long."""
        return self.worst <= WORST_BLITS and self.press * self.blit <= LONGEST_PRESS

    def row(self) -> dict[str, str | float | bool]:
        """As it is printed."""
        return {**asdict(self), "holds": self.holds}


def steps() -> int:
    """How many steps `measure` reports."""
    return len(COMPANIES) * len(SIZES)


def measure(progress: Callable[[int], None] | None = None) -> list[dict[str, str | float | bool]]:
    """Frames of the real play screen at speed 4, for every company and size, in a window that nobody sees."""
    out: list[dict[str, str | float | bool]] = []
    for people in COMPANIES:
        level = generated.level(generated.Choice(people, 1, "normal"))
        for size in SIZES:
            with TemporaryDirectory() as kept:
                out.append(_watched(Session(level), size, Path(kept)).row())
            if progress is not None:
                progress(1)
    return out


def _watched(session: Session, size: tuple[int, int], kept: Path) -> Frames:
    for _ in range(FIRST_WEEK):
        session.advance()
    game = app.start(Keeping(kept))
    clock = VirtualClock()
    window = app.open_window(game, Play(session, game), size=size, clock=clock, sound=Sound(silent=True))
    window.tidies, blit = True, _blit(window.surface)
    try:
        _run(window, clock, FRAMES_PER_SECOND)
        seen = _run(window, clock, FRAMES)
        press = _pressed(window, clock)
    finally:
        game.close()
    blits = np.array([frame.seconds for frame in seen]) / blit
    stopped = np.array([frame.card for frame in seen])
    return Frames(
        session.world.people, f"{size[0]}×{size[1]}", float(np.median(blits)), float(np.quantile(blits, 0.99)),
        float(blits[~stopped].max()), float(blits[stopped].max(initial=0.0)), sum(frame.ended for frame in seen),
        press / blit, 1000 * blit,
    )  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """Seconds of the processor's time that one frame took; whether a week ended, or a card came up in it."""

    seconds: float
    ended: bool
    card: bool


def _run(window: Window, clock: VirtualClock, frames: int) -> list[_Frame]:
    """Shows frames while somebody goes on at once whatever happens."""
    out = []
    for _ in range(frames):
        screen = window.screen
        assert isinstance(screen, Play)
        screen.card = None
        if not screen.table.clock.running:
            screen.table.clock.run(SPEED)
        week = screen.table.report.week
        clock.wait()
        start = time.thread_time()
        window.frame(1 / FRAMES_PER_SECOND, [])
        out.append(_Frame(time.thread_time() - start, screen.table.report.week != week, screen.card is not None))
    return out


def _pressed(window: Window, clock: VirtualClock) -> float:
    """Seconds of the processor's time that the longest frame takes in which a press is answered or what it leads to is
    shown, of presses at random moments of turns; at a quarter's end somebody goes on at once."""
    luck, play, out = Random(PRESSES), window.screen, 0.0
    assert isinstance(play, Play)
    last = play.level.world.weeks - LAST_WEEKS
    for _ in range(PRESSES):
        play.table.draft = play.menu = None  # while a letter is written no week ends
        play.table.select(None)
        after, since = luck.randrange(PRESS_WITHIN), -1
        while since < after and play.table.report.week < last and not play.table.session.lost:
            if window.screen is not play:
                window.screen = play
                play.enter(window.stage)
            ended = _run(window, clock, 1)[0].ended
            since += 1 if since >= 0 or ended else 0
        if since < after:
            break
        window.screen = play
        there = [name for name in play.stage.ui.order() if name.startswith(PLACES)]
        region = play.stage.ui.region(luck.choice(there)) if there and luck.random() < 0.5 else None
        events = click(region.rect.center) if region is not None else typed(luck.choice(KEYS))
        for frame in range(1 + LED_TO):
            clock.wait()
            start = time.thread_time()
            window.frame(1 / FRAMES_PER_SECOND, [] if frame else events)
            out = max(out, time.thread_time() - start)
    return out


def typed(key: int, mod: int = 0, letter: str = "") -> list[pygame.event.Event]:
    """The event of a key, with what else is held, and the letter it writes."""
    return [pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=letter)]


def click(place: tuple[int, int]) -> list[pygame.event.Event]:
    """The events of a click at a place of the window."""
    return [pygame.event.Event(kind, pos=place, button=1) for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)]


def _blit(surface: pygame.Surface) -> float:
    """Seconds that one copy of the window's picture onto another takes, by the fastest of several."""
    other, least = surface.copy(), float("inf")
    for _ in range(COPIES):
        start = time.thread_time()
        surface.blit(other, (0, 0))
        least = min(least, time.thread_time() - start)
    return least
