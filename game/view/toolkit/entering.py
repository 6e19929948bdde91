"""How panels come and go: they rise to their place or slide in from an edge of the window, and slide out again.

What slides out is a picture alone: it takes no press, and what lies beneath it can be pressed at once.
"""

from __future__ import annotations

from typing import Literal

import pygame

from game.board import style
from game.view.toolkit.kept import KeptPanel
from game.view.toolkit.shown import Shown

Edge = Literal["", "left", "right"]
RISE = 26.0
"""Logical pixels below its place from which a panel rises."""
SHADOW = 10.0
"""Logical pixels that a panel's shadow reaches beyond it."""
GONE = "gone "
"""Before the key of a panel that slides out."""


class Entrances:
    """How far panels that have just come are from their places, and which have just gone."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._since: dict[str, float] = {}
        self._slid: dict[str, Edge] = {}
        self._gone: dict[str, tuple[KeptPanel, Edge, float]] = {}
        self.moving = False

    @property
    def leaving(self) -> bool:
        """Whether a panel slides out."""
        return bool(self._gone)

    def begin(self) -> None:
        """Starts a frame."""
        self.moving = False

    def finish(self) -> None:
        """Everything is where it belongs at once: somebody has pressed something, or the window is another."""
        self._since.clear()
        self._gone.clear()

    def leave(self) -> None:
        """Forgets what was shown, when another screen comes."""
        self.finish()
        self._slid.clear()

    def shift(
        self, key: str, rect: pygame.Rect, window: int, unit: float, now: float, *, seen: bool, rises: float,
        slides: Edge, still: bool,
    ) -> tuple[int, int]:  # fmt: skip
        """How many pixels right of and below its place a panel is in this frame.

        seen: whether the last frame showed it. rises: seconds in which it rises, 0 if it does not; slides: the edge it
        comes from. now: seconds on the window's clock, 0 without one; still: nothing is to move.
        """
        if slides:
            self._slid[key] = slides
        if not seen:
            self._since[key] = now
        since, seconds = self._since.get(key, now), style.PANEL if slides else rises
        if key not in self._since or still or not now or now - since >= seconds:
            self._since.pop(key, None)
            return 0, 0
        left = 1 - style.ease_out((now - since) / seconds)
        self.moving = True
        return (_beyond(rect, slides, window, unit, left), 0) if slides else (0, round(RISE * unit * left))

    def lay_gone(self, window: int, unit: float, now: float, *, still: bool) -> None:
        """Lays on the coming frame what has slid in, is asked for no longer and slides out now.

        What has gone because another one comes in its place does not slide: that one will cover it.
        """
        coming = set(self._shown.coming)
        for key, edge in tuple(self._slid.items()):
            if key in coming:
                continue
            del self._slid[key]
            kept = self._shown.panel(key)
            comes = [self._shown.panels[other].rect for other in self._since if other in coming]
            if kept is not None and not still and now and kept.rect.collidelist(comes) < 0:
                self._gone[key] = (kept.ghost(), edge, now)
        for key, (ghost, edge, since) in tuple(self._gone.items()):
            share = (now - since) / style.LEAVES
            if key in coming or still or not 0 <= share < 1:
                del self._gone[key]
                continue
            ghost.shift = (_beyond(ghost.area_at_rest, edge, window, unit, style.ease_out(share)), 0)
            self._shown.panels[GONE + key] = ghost
            self._shown.add(GONE + key, ghost.rect)
            self.moving = True


def _beyond(rect: pygame.Rect, edge: Edge, window: int, unit: float, share: float) -> int:
    """How far to the right a panel is after a share of its way beyond an edge of the window, its shadow with it."""
    shadow = round(SHADOW * unit)
    return round(share * (-rect.right - shadow if edge == "left" else window - rect.x + shadow))
