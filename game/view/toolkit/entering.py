"""How panels come: they rise to their place or slide in from an edge of the window, where they were not seen before."""

from __future__ import annotations

from typing import Literal

import pygame

from game.board import style

Edge = Literal["", "left", "right"]
RISE = 26.0
"""Logical pixels below its place from which a panel rises."""
SHADOW = 10.0
"""Logical pixels that a panel's shadow reaches beyond it."""


class Entrances:
    """Which panels were seen lately, and how far those that have just come are from their places."""

    def __init__(self) -> None:
        self._since: dict[str, tuple[float, int]] = {}
        self._frame = 0
        self.moving = False

    def begin(self) -> None:
        """Starts a frame."""
        self._frame += 1
        self.moving = False

    def shift(
        self, key: str, rect: pygame.Rect, window: int, unit: float, now: float, *, rises: float, slides: Edge,
        still: bool,
    ) -> tuple[int, int]:  # fmt: skip
        """How many pixels right of and below its place a panel is in this frame.

        rises: seconds in which it rises, 0 if it does not; slides: the edge it comes from. now: seconds on the window's
        clock, 0 without one; still: nothing is to move.
        """
        since, last = self._since.get(key, (now, -1))
        if last < self._frame - 1:
            since = now
        self._since[key] = (since, self._frame)
        seconds = style.PANEL if slides else rises
        if still or not now or now - since >= seconds:
            return 0, 0
        left = 1 - style.ease_out((now - since) / seconds)
        self.moving = True
        if not slides:
            return 0, round(RISE * unit * left)
        edge = round(SHADOW * unit)
        return round(left * (-rect.right - edge if slides == "left" else window - rect.x + edge)), 0
