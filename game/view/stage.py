"""What the window offers a screen, and what it asks of one: the stage it plays on, and the ways of a screen.

A screen is entered with a `Stage`, then gets events and time and paints frames; a `Route` names the one that follows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Protocol

import pygame

from game.board import style
from game.board.style import Palette, Theme
from game.levels import Level
from game.view.sound import Sound
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.ui import Ui
from game.words.vocabulary import PLAIN, Vocabulary

FRAMES_PER_SECOND = 60
LONGEST_FRAME = 0.25


class Clock(Protocol):
    """Where time comes from, so that a test can drive it."""

    def now(self) -> float:
        """Seconds since some fixed start."""

    def wait(self) -> float:
        """Waits for the next frame and returns the seconds since the last one."""


class RealClock:
    """The computer's own time, at most 60 frames a second."""

    def __init__(self) -> None:
        self._ticker = pygame.time.Clock()

    def now(self) -> float:
        """Seconds since some fixed start."""
        return time.perf_counter()

    def wait(self) -> float:
        """Waits for the next frame and returns the seconds since the last one."""
        return min(LONGEST_FRAME, self._ticker.tick(FRAMES_PER_SECOND) / 1000)


class VirtualClock:
    """Time that passes only when told to, or a sixtieth of a second for every frame waited for."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        """Seconds since the clock was made."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Lets time pass."""
        self._now += seconds

    def wait(self) -> float:
        """Lets one frame's time pass at once."""
        self._now += 1 / FRAMES_PER_SECOND
        return 1 / FRAMES_PER_SECOND


class Stage:
    """What a screen gets from the window: atlas, interface, sound, clock, size and settings.

    `away` is true while the window is hidden, minimised or without the keyboard. `changed`: its theme, sizes or sound
    have changed since somebody looked. `windowed`: the window's size when it last was no whole screen, if there is one.
    """

    def __init__(
        self,
        size: tuple[int, int],
        *,
        ui_scale: float = 1.0,
        theme: Theme = "light",
        clock: Clock | None = None,
        sound: Sound | None = None,
        reduced_motion: bool = False,
    ) -> None:
        self.size = size
        self.atlas = Atlas(theme)
        self.ui = Ui(self.atlas, size)
        self.ui.configure(size, ui_scale, theme)
        self.ui.reduced_motion = reduced_motion
        self.sound = sound or Sound(silent=True)
        self.ui.pressed = lambda: self.sound.play("press")
        self.clock: Clock = clock or VirtualClock()
        self.sound.clock = self.clock.now
        self.away = False
        self.changed = False
        self.fullscreen = False
        self.windowed: tuple[int, int] | None = None

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return self.atlas.palette

    @property
    def theme(self) -> Theme:
        """The theme in use; `set_theme` changes it."""
        return self.atlas.theme

    @property
    def scale(self) -> float:
        """Screen pixels per logical pixel of the board: s = min(w / 1280, h / 720)."""
        return style.window_scale(*self.size)

    @property
    def now(self) -> float:
        """Seconds on the window's clock."""
        return self.clock.now()

    @property
    def reduced_motion(self) -> bool:
        """True when nothing should wave, ripple or fly."""
        return self.ui.reduced_motion

    def key(self) -> Hashable:
        """What a screen's own cached pictures depend on: size, interface scale and theme."""
        return self.size, self.ui.scale, self.atlas.theme

    def set_theme(self, theme: Theme) -> None:
        """Changes the palette of everything."""
        self.changed = True
        self.ui.configure(self.size, self.ui.scale, theme)

    def set_ui_scale(self, scale: float) -> None:
        """Changes the size of the interface, 1.0 to 2.0; the board keeps its own."""
        self.changed = True
        self.ui.configure(self.size, scale, self.theme)

    def step_ui_scale(self, way: int) -> None:
        """Goes to the next larger (+1) or smaller (-1) interface size."""
        self.set_ui_scale(style.next_ui_scale(self.ui.scale, way))

    def speak(self, level: Level | None) -> None:
        """Calls things what a level calls them, or else what the game does."""
        vocabulary = PLAIN if level is None else Vocabulary.of(level)
        self.ui.speak(vocabulary.said if vocabulary.words else None)

    def resize(self, size: tuple[int, int]) -> None:
        """Takes a new window size; sprites of the old scale are dropped."""
        if size != self.size:
            self.size = size
            self.atlas.forget()
            self.ui.configure(size, self.ui.scale, self.theme)


class Screen(Protocol):
    """One screen. Time comes in `tick`; the interface's events go through `stage.ui.event`."""

    def enter(self, stage: Stage) -> None:
        """Called once, before anything else, with what the window offers."""

    def event(self, event: pygame.event.Event) -> Route | None:
        """Takes one event; may ask for another screen."""

    def tick(self, seconds: float) -> Route | None:
        """Lets time pass; may ask for another screen."""

    def paint(self, surface: pygame.Surface) -> None:
        """Paints a whole frame."""


class Beneath(Screen, Protocol):
    """A screen over which another page can lie."""

    def paint_beneath(self, surface: pygame.Surface) -> None:
        """Paints it without anything that lies over it: a card that waits, a note, a page of the menu."""


class Route:
    """Where to go next: another screen, or None to leave the game.

    `Route.to(make)` leads to a screen that takes long to make: it is made when somebody first asks for it.
    """

    def __init__(self, screen: Screen | None) -> None:
        self._screen = screen
        self._make: Callable[[], Screen] | None = None

    @classmethod
    def to(cls, make: Callable[[], Screen]) -> Route:
        """A way to a screen that is still to be made."""
        out = cls(None)
        out._make = make
        return out

    @property
    def screen(self) -> Screen | None:
        """The screen it leads to, made now if it was not."""
        if self._make is not None:
            make, self._make = self._make, None
            self._screen = make()
        return self._screen

    @property
    def leaves(self) -> bool:
        """Whether it leads out of the game."""
        return self._screen is None and self._make is None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Route) and self.screen == other.screen

    __hash__ = None  # type: ignore[assignment]
