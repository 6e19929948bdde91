"""A window whose edge is dragged: what was seen last, scaled, until the edge rests; only then is it laid out anew.

To lay out a screen for another size takes several frames' time, for everything on it is drawn again in that size.
"""

from __future__ import annotations

import pygame

RESTS_SECONDS = 0.12
"""How long an edge stands still before the window is laid out for its new size."""


def fitted(surface: pygame.Surface, picture: pygame.Surface, colour: tuple[int, int, int]) -> None:
    """Shows a picture in the middle of a surface, as large as it goes without another shape; colour: around it."""
    if surface.get_size() == picture.get_size():
        surface.blit(picture, (0, 0))
        return
    (wide, high), (w, h) = surface.get_size(), picture.get_size()
    share = min(wide / w, high / h)
    size = max(1, round(w * share)), max(1, round(h * share))
    surface.fill(colour)
    place = (wide - size[0]) // 2, (high - size[1]) // 2
    surface.blit(picture if size == (w, h) else pygame.transform.scale(picture, size), place)


class Edge:
    """The edge of a window that is being dragged.

    picture: the last one of the size before. colour: what lies around it where the window has another shape. now:
    seconds on the window's clock.
    """

    def __init__(self, picture: pygame.Surface, colour: tuple[int, int, int], now: float) -> None:
        self._picture, self._colour, self._moved = picture, colour, now

    def moved(self, now: float) -> None:
        """It has been dragged farther."""
        self._moved = now

    def rests(self, now: float) -> bool:
        """Whether it has stood still for long enough."""
        return now - self._moved >= RESTS_SECONDS

    def show(self, surface: pygame.Surface) -> None:
        """Shows the picture, scaled to a window of another size."""
        fitted(surface, self._picture, self._colour)
