"""How long a player waits for an answer to each kind of press, along one way through the whole game, first presses all.

The way leads from the title over a level's page to the table, through everything that lies there, to a quarter's review
and back, over a saved game to the result. Milliseconds are of the processor's time of the thread that paints.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pygame

from game.view.stage import FRAMES_PER_SECOND, VirtualClock
from game.view.window import Window

FOLLOWS = 40
"""Frames after a press that may still show what it leads to."""
SPEED = 4
DONE_AT = 0.97
"""The share of a week at which the way goes on to its end: what can be done ahead has been."""
AHEAD = 0.5
MOST_FRAMES = 2_000


@dataclass
class Answers:
    """The longest frame in milliseconds that answers each kind of press or shows what it leads to, by kind."""

    window: Window
    clock: VirtualClock
    found: dict[str, float] = field(default_factory=dict)

    def press(self, kind: str, *what: str | int) -> None:
        """Presses keys and regions, the last of which is what is measured: an ident, or the number of a key."""
        for one in what[:-1]:
            self._frames(self._events(one))
        self.note(kind, self._frames(self._events(what[-1])))

    def note(self, kind: str, seconds: float) -> None:
        """Keeps the longest frame of a kind."""
        self.found[kind] = max(self.found.get(kind, 0.0), 1000 * seconds)

    def rest(self, frames: int) -> float:
        """Lets frames pass in which nothing is pressed; seconds of the longest."""
        return max(self._frame([]) for _ in range(frames))

    def _events(self, what: str | int) -> list[pygame.event.Event]:
        if isinstance(what, int):
            return [pygame.event.Event(pygame.KEYDOWN, key=what, mod=0, unicode=_typed(what))]
        region = self.window.stage.ui.region(what)
        if region is None:
            raise LookupError(f"there is no {what!r} to press among {self.window.stage.ui.order()}")
        place = region.rect.center
        return [pygame.event.Event(kind, pos=place, button=1) for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)]

    def _frames(self, events: list[pygame.event.Event]) -> float:
        """Seconds of the longest frame in which a press is answered, or what it leads to is shown."""
        return max(self._frame(events), self.rest(FOLLOWS))

    def _frame(self, events: list[pygame.event.Event]) -> float:
        self.clock.wait()
        start = time.thread_time()
        self.window.frame(1 / FRAMES_PER_SECOND, events)
        return time.thread_time() - start


def _typed(key: int) -> str:
    return chr(key) if key < 128 else ""
