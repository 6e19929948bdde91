"""Between two pictures: what takes long to make and paint comes from a thread of its own, behind a veil.

The window waits for it a moment; what is there by then is shown at once, as if nothing were in between. Otherwise the
picture before is veiled until the new one is there, which then comes out of it. Nobody else uses a screen meanwhile.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pygame

from game.view.resizing import fitted

PATIENCE_SECONDS = 0.01
"""How long a press may be without an answer: by then the new picture is there, or the veil."""
LOOK_SECONDS = 0.004
"""How long the frames after that wait for it."""
VEIL_SECONDS = 0.25
"""From no veil to all of it, while one has to wait."""
FIRST, MOST = 0.2, 0.6
"""How dense the veil is when it is seen first, so that it can be seen, and at last."""
REVEAL_SECONDS = 0.12
"""How long the picture before fades over the new one."""
SWITCH_SECONDS = 0.001
"""How long the thread that paints keeps the interpreter to itself while the window waits for it to show the veil."""


class Between:
    """Something long under way, and the picture before it, which is shown until it is done.

    work: makes and paints, on another surface than `before`. colour: the veil's. still: nothing fades. asked: whether
    somebody waits for an answer, which the veil is; else it comes gradually. veiled: whether it has been seen.
    """

    def __init__(
        self, before: pygame.Surface, work: Callable[[], None], colour: tuple[int, int, int], now: float, *,
        still: bool, asked: bool = True,
    ) -> None:  # fmt: skip
        self._before, self._colour, self._still, self._begun = before, colour, still, now
        self._first, self._most = (FIRST, MOST) if asked else (0.0, 0.0 if still else MOST)
        self._fault: BaseException | None = None
        self.veiled = False
        self._last: pygame.Surface | None = None
        self._there = 0.0
        self._switch = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread = threading.Thread(target=self._work, args=(work,), name="next picture", daemon=True)
        self._thread.start()

    def _work(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:  # it is raised where the window asks
            self._fault = fault
        finally:
            sys.setswitchinterval(self._switch)

    def done(self) -> bool:
        """Waits a moment; whether the new picture is there. Raises what went wrong."""
        self._thread.join(PATIENCE_SECONDS if not self.veiled else LOOK_SECONDS)
        if not self._thread.is_alive() and self._fault is not None:
            raise self._fault
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Waits until it is done, whether or not something went wrong: nothing may be left behind that still works."""
        self._thread.join()

    def veil(self, surface: pygame.Surface, now: float) -> None:
        """Shows the picture before behind its veil; now: seconds on the window's clock."""
        if not self.veiled:
            self.veiled, self._begun = True, now
        share = 1.0 if self._still else min(1.0, (now - self._begun) / VEIL_SECONDS)
        opaque = round(255 * (1 - self._first - (self._most - self._first) * share))
        self._before.set_alpha(opaque if opaque < 255 else None)  # a full alpha is mixed ten times as slowly
        self._lay(surface)

    def fade(self, surface: pygame.Surface, now: float) -> bool:
        """Lays what was seen before over the new one, fainter from frame to frame; False where nothing is left."""
        if not self.veiled or self._still:
            return False
        if self._last is None:
            self._last, self._there = self._before.copy(), now - REVEAL_SECONDS / 4
            self._lay(self._last)
        share = (now - self._there) / REVEAL_SECONDS
        if share >= 1.0:
            return False
        self._last.set_alpha(round(255 * (1 - share)))
        surface.blit(self._last, (0, 0))
        return True

    def _lay(self, surface: pygame.Surface) -> None:
        if surface.get_size() == self._before.get_size():
            surface.fill(self._colour)
            surface.blit(self._before, (0, 0))
        else:  # the window has become another meanwhile
            fitted(surface, self._before, self._colour)
