"""The ground of the board: frame, land, grid, roads, mats and free places, drawn in squares of one drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pygame

from game.board.land import GROUND, Box, frame_body, land_body, within_land
from game.board.layout import Layout, View
from game.board.style import Palette
from game.view.toolkit import shapes

SIDE = 256
"""Pixels of a square: one is drawn in a part of a frame."""
KEPT_SQUARES = 240
"""Squares that are kept, beside all that a window shows: those of the few scales last looked at."""

_Square = tuple[float, int, int]
"""A scale, and how many squares to the right of the desk and below it one begins."""


class Ground:
    """The ground as it was last drawn, at the few scales last looked at."""

    def __init__(self) -> None:
        self._drawn: dict[_Square, pygame.Surface] = {}
        self._of: tuple[Layout, str] | None = None
        self._land = ""

    def drawing(self, area: pygame.Rect, layout: Layout, palette: Palette, view: View) -> Iterator[None]:
        """Draws what an area of the window shows of the ground and is not kept yet, a square at each step."""
        if self._of is None or self._of[0] is not layout or self._of[1] != palette.theme:
            self._of = (layout, palette.theme)
            self._land = land_body(layout, palette)
            self._drawn.clear()
            yield
        squares = _squares(area, view)
        most = max(KEPT_SQUARES, len(squares))
        for square in squares:
            # What was asked for last goes last: the others are let go.
            found = self._drawn.pop(square, None)
            if found is None:
                yield
                while len(self._drawn) >= most:
                    self._drawn.pop(next(iter(self._drawn)))
                found = _square(square, palette, self._land)
            self._drawn[square] = found

    def lay(self, surface: pygame.Surface, layout: Layout, palette: Palette, view: View) -> None:
        """Lays the ground on a surface that shows the board by a view, where it is not clipped."""
        area = surface.get_clip()
        for _ in self.drawing(area, layout, palette, view):
            pass
        x, y = round(view.x), round(view.y)
        surface.blits(
            [(self._drawn[square], (x + square[1] * SIDE, y + square[2] * SIDE)) for square in _squares(area, view)],
            False,
        )


def _squares(area: pygame.Rect, view: View) -> list[_Square]:
    """The squares of the drawing that an area of the window shows."""
    scale, x, y = view.scale, round(view.x), round(view.y)
    left, top = max(area.left - x, math.floor(GROUND[0] * scale)), max(area.top - y, math.floor(GROUND[1] * scale))
    right = min(area.right - x, math.ceil((GROUND[0] + GROUND[2]) * scale))
    bottom = min(area.bottom - y, math.ceil((GROUND[1] + GROUND[3]) * scale))
    rows, columns = range(top // SIDE, -(-bottom // SIDE)), range(left // SIDE, -(-right // SIDE))
    return [(round(scale, 4), column, row) for row in rows for column in columns]


def _square(square: _Square, palette: Palette, land: str) -> pygame.Surface:
    """Frame, land, grid, roads, mats and free places: everything that lies still all level long, within a square."""
    scale, column, row = square
    left, top = column * SIDE / scale, row * SIDE / scale
    box: Box = (left, top, SIDE / scale, SIDE / scale)
    if not within_land(box):
        return shapes.vector(SIDE, SIDE, frame_body(palette) + land, (left, top, scale))
    # Land as far as one sees: filling is far quicker than drawing the frame that lies outside.
    out = pygame.Surface((SIDE, SIDE))
    out.fill(palette.land)
    out.blit(shapes.vector(SIDE, SIDE, land, (left, top, scale)), (0, 0))
    return out.convert() if pygame.display.get_surface() is not None else out
