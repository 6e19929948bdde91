"""A pilot at a desktop in a workshop: hands, eyes, and patience with a hub that has a clock of its own."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

from game.view.screens.workshop.led import Led
from game.view.screens.workshop.play import RoomPlay
from game.view.screens.workshop.waiting import WaitingRoom
from tests.pilot import Pilot

PATIENCE_SECONDS = 30.0


class Hand(Pilot):
    """A pilot at a desktop in a workshop, whose hub has a clock of its own."""

    def wait(self, holds: Callable[[], object]) -> None:
        """Lets frames pass until something has come about."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not holds():
            assert time.monotonic() < until, type(self.window.screen).__name__
            self.frames = 0
            self.step(0.2)
            time.sleep(0.01)

    def at(self, kind: type) -> None:
        """Waits for a screen, and until it takes input."""
        self.wait(lambda: isinstance(self.window.screen, kind))
        self.calm()

    @property
    def seat(self) -> Led:
        screen = self.window.screen
        assert isinstance(screen, WaitingRoom | RoomPlay)
        return screen.seat

    def play_on(self, week: int) -> None:
        """Lets weeks run one by one, until a week or the end of the quarter."""
        while isinstance(self.window.screen, RoomPlay) and self.week < week:
            now = self.week
            self.press("n")
            self.wait(lambda now=now: not isinstance(self.window.screen, RoomPlay) or self.week > now)  # type: ignore[misc]

    def paste(self) -> None:
        """Presses the keys that paste."""
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=pygame.K_v, mod=pygame.KMOD_CTRL, unicode="", scancode=0))
            self.step()
