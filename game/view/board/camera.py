"""How the board is looked at: how near, which part, and the short flight from one view to the next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.board import layout as board_layout
from game.board import style
from game.board.layout import Frame, Layout, View
from game.board.ways import Place

FLIGHT = 0.3
"""Seconds of one step of the zoom; a longer way takes at most twice as long."""
MOSAIC_BELOW = 13.4
"""Logical radius of a tile below which it is a cell of a mosaic."""
STEP = 1.22
"""How much nearer one more step brings, beyond the steps of `board.ZOOMS`."""


def detail_of(layout: Layout, zoom: float) -> str:
    """The level of detail of a layout's tiles at a zoom, "A" to "D"."""
    logical = layout.radius * zoom
    return "A" if logical >= 39 else "B" if logical >= 19.5 else "C" if logical >= MOSAIC_BELOW else "D"


@dataclass
class Flight:
    """The way from one view to the next: a picture and the view it shows, the view that is seen now, when the flight
    began (None: with the next frame), and the picture of where it goes, once that is painted.

    asked: whether a frame has passed since it was asked for.
    """

    picture: pygame.Surface
    shows: View
    seen: View
    start: float | None = None
    begun_at: View | None = None
    goal: pygame.Surface | None = None
    asked: bool = False


class Camera:
    """A frame and what of the board it shows. `version` counts the changes of the view."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.version = 0
        self.level = 0
        self._pan: Place = (0.0, 0.0)
        self._view: View | None = None
        self._zooms: tuple[float, ...] = board_layout.ZOOMS

    def suit(self, layout: Layout) -> None:
        """Takes the zooms that suit a layout: near enough that a tile shows everything."""
        largest = board_layout.LARGEST_TILE / layout.radius
        zooms = [zoom for zoom in board_layout.ZOOMS if zoom == 1.0 or zoom <= largest]
        while layout.hubs and zooms[-1] * STEP <= largest:
            zooms.append(round(zooms[-1] * STEP, 3))
        self._zooms = tuple(zooms)
        self.turn_to(min(self.level, len(zooms) - 1), self._pan)

    def take(self, frame: Frame) -> None:
        """Takes another frame."""
        self.frame = frame
        self.turn_to(self.level, self._pan)

    @property
    def zoom(self) -> float:
        """How much larger than whole the board is shown."""
        return self._zooms[self.level]

    @property
    def view(self) -> View:
        """How board units lie on the screen now."""
        if self._view is None:
            self._view = board_layout.zoom_view(self.frame, self.zoom, self._pan)
        return self._view

    def turn_to(self, level: int, pan: Place) -> None:
        """Shows the board at one of its zooms, shifted by so many pixels as far as it still fills the frame."""
        self.level = max(0, min(len(self._zooms) - 1, level))
        self._pan = board_layout.limited_pan(self.frame, self.zoom, pan)
        self._view = None
        self.version += 1

    def step(self, around: Place, steps: float) -> bool:
        """Comes one step closer (steps > 0) or goes back around a place of the screen; True if it could."""
        level = max(0, min(len(self._zooms) - 1, self.level + (1 if steps > 0 else -1 if steps < 0 else 0)))
        if level == self.level:
            return False
        fixed, centre = self.view.back(around), self.frame.centre
        scale = self.frame.scale * self._zooms[level]
        self.turn_to(level, (around[0] - fixed[0] * scale - centre[0], around[1] - fixed[1] * scale - centre[1]))
        return True

    def pan(self, dx: float, dy: float) -> None:
        """Moves the board by pixels, as far as it still fills its frame."""
        moved = board_layout.limited_pan(self.frame, self.zoom, (self._pan[0] + dx, self._pan[1] + dy))
        if moved != self._pan:
            self.turn_to(self.level, moved)

    def fit(self, corners: Sequence[Place], least: float) -> bool:
        """Comes so close that a piece of the board fills the frame, at least `least`; True if that moved anything."""
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        top, bottom = min(y for _, y in corners), max(y for _, y in corners)
        frame = self.frame
        wanted = min(frame.width / (right - left), frame.height / (bottom - top)) / frame.scale * 0.94
        fitting = [level for level, zoom in enumerate(self._zooms) if zoom <= max(wanted, least)]
        level, before = fitting[-1] if fitting else 0, self.view
        scale = frame.scale * self._zooms[level]
        self.turn_to(level, (-(left + right) / 2 * scale, -(top + bottom) / 2 * scale))
        return self.view != before

    def fly(
        self, surface: pygame.Surface, flight: Flight, table: pygame.Surface, seconds: float, *, still: bool = False
    ) -> bool:
        """Paints a moment of a flight as a scaled part of the picture that shows more; False when it is over.

        It waits at its end until that is painted. table: what lies beneath where no picture shows anything. still:
        nothing moves, and it is over as soon as where it goes is painted.
        """
        if flight.start is None or flight.begun_at is None:
            flight.start, flight.begun_at = seconds, flight.seen
        before, after = flight.begun_at, self.view
        long = min(2.0, 1.0 + abs(math.log(after.scale / before.scale)) / 2)
        share = style.ease_in_out((seconds - flight.start) / (FLIGHT * long))
        if flight.goal is not None and (share >= 1.0 or still):
            return False
        share = 0.0 if still else share
        flight.seen = View(
            before.scale + (after.scale - before.scale) * share, before.x + (after.x - before.x) * share,
            before.y + (after.y - before.y) * share,
        )  # fmt: skip
        pictures = [(flight.picture, flight.shows)]
        if flight.goal is not None:
            pictures.append((flight.goal, after))
        pictures.sort(key=lambda one: -one[1].scale)  # what shows more comes last
        if not _crop(surface, *pictures[-1], flight.seen)[1]:
            surface.blit(table, (0, 0))
        else:
            pictures = pictures[-1:]
        for picture, shows in pictures:
            _lay(surface, picture, shows, flight.seen)
        return True


def _crop(surface: pygame.Surface, picture: pygame.Surface, shows: View, seen: View) -> tuple[pygame.Rect, bool]:
    """The part of a picture painted for one view that another one sees, also beyond its edges; and whether it has it
    all."""
    part = shows.scale / seen.scale
    size = surface.get_size()
    corner = round(shows.x - seen.x * part), round(shows.y - seen.y * part)
    crop = pygame.Rect(corner, (round(size[0] * part), round(size[1] * part)))
    return crop, picture.get_rect().contains(crop)


def _lay(surface: pygame.Surface, picture: pygame.Surface, shows: View, seen: View) -> None:
    """Lays a picture that was painted for one view as another one sees it, as far as it has anything there."""
    part, (crop, _) = shows.scale / seen.scale, _crop(surface, picture, shows, seen)
    within = crop.clip(picture.get_rect())
    if not (within.width and within.height):
        return
    place = round((within.x - crop.x) / part), round((within.y - crop.y) / part)
    image = picture.subsurface(within)
    if part != 1.0:
        image = pygame.transform.scale(image, (round(within.width / part), round(within.height / part)))
    surface.blit(image, place)
