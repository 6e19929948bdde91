"""The ground of the board: frame, land, grid, roads, mats and free places, as one drawing."""

from __future__ import annotations

import math
from collections.abc import Hashable

import pygame

from game.board.land import GROUND, Box, frame_body, land_body, within_land
from game.board.layout import Layout, View
from game.board.style import Palette
from game.view.toolkit import shapes

KEPT_GROUNDS = 5
MARGIN = 0.12
"""How much more of the ground is drawn than is seen, at each side."""


class Ground:
    """The ground as it was last drawn, at the few scales last looked at; near the board, only about what is seen."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, tuple[Box, pygame.Surface]] = {}
        self._of: tuple[Layout, str] | None = None

    def lay(self, surface: pygame.Surface, layout: Layout, palette: Palette, view: View) -> None:
        """Lays the ground on a surface that shows the board by a view."""
        if self._of is None or self._of[0] is not layout or self._of[1] != palette.theme:
            self._of = (layout, palette.theme)
            self._drawn.clear()
        key, seen = round(view.scale, 4), _clipped(surface.get_rect(), view)
        found = self._drawn.get(key)
        if found is None or not _holds(found[0], seen):
            box = GROUND if GROUND[2] * view.scale <= 1.5 * surface.get_width() else _wider(seen)
            if len(self._drawn) >= KEPT_GROUNDS:
                self._drawn.pop(next(iter(self._drawn)))
            found = self._drawn[key] = (box, ground(layout, palette, view.scale, box))
        x, y = view.at((found[0][0], found[0][1]))
        surface.blit(found[1], (round(x), round(y)))


def _clipped(window: pygame.Rect, view: View) -> Box:
    """The part of the drawing that a window shows, in board units."""
    left, top = view.back(window.topleft)
    right, bottom = view.back(window.bottomright)
    left, top = max(left, GROUND[0]), max(top, GROUND[1])
    right, bottom = min(right, GROUND[0] + GROUND[2]), min(bottom, GROUND[1] + GROUND[3])
    return left, top, max(0.0, right - left), max(0.0, bottom - top)


def _holds(box: Box, part: Box) -> bool:
    return (
        box[0] <= part[0] + 1e-6 and part[0] + part[2] <= box[0] + box[2] + 1e-6
        and box[1] <= part[1] + 1e-6 and part[1] + part[3] <= box[1] + box[3] + 1e-6
    )  # fmt: skip


def _wider(part: Box) -> Box:
    """A box around a part, with room to move the board a little before it has to be drawn again."""
    x, y = part[2] * MARGIN, part[3] * MARGIN
    return part[0] - x, part[1] - y, part[2] + 2 * x, part[3] + 2 * y


def ground(layout: Layout, palette: Palette, scale: float, box: Box = GROUND) -> pygame.Surface:
    """Frame, land, grid, roads, mats and free places: everything that lies still all level long, within a box."""
    left, top, wide, high = box
    width, height = math.ceil(wide * scale), math.ceil(high * scale)
    if not within_land(box):
        body = frame_body(palette) + land_body(layout, palette, box)
        return shapes.vector(width, height, body, (left, top, scale))
    # Land as far as one sees: filling is far quicker than drawing the frame that lies outside.
    out = pygame.Surface((width, height))
    out.fill(palette.land)
    out.blit(shapes.vector(width, height, land_body(layout, palette, box), (left, top, scale)), (0, 0))
    return out.convert() if pygame.display.get_surface() is not None else out
