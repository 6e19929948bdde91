"""The campaign as a road across the table, or as a list where the words are too large for a map."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.board import style, vectors
from game.board.style import Palette, mix
from game.board.vectors import Point, hex_code
from game.view.toolkit import shapes, widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.ui import Ui

MAP_WIDTH, MAP_HEIGHT = 830, 654
PLACES: tuple[Point, ...] = (
    (90, 548), (338, 530), (590, 548), (708, 404), (432, 366), (142, 368), (226, 172), (560, 122),
)  # fmt: skip
"""Where the milestones lie on the map, in its own 830 × 654 units."""
PLACES_BESIDE: tuple[Point, ...] = ((738, 562),)
"""Where those beside the road lie."""
ROAD = (
    "M90 548 C170 556 250 552 338 530 C420 508 500 566 590 548 C690 528 740 470 708 404 "
    "C660 310 520 330 432 366 C340 400 240 330 142 368 C30 330 60 190 226 172 C340 158 400 190 560 122 "
    "C600 106 640 96 690 84"
)
LANE = "M664 538 C688 546 708 556 738 562"
"""The way from the road to what lies beside it."""
GROVES: tuple[tuple[float, float, int], ...] = (
    (166, 470, 3), (236, 604, 4), (470, 470, 7), (462, 616, 6), (560, 448, 14),
    (566, 258, 19), (284, 438, 16), (330, 276, 27), (66, 456, 10), (128, 82, 37), (372, 80, 44), (706, 240, 52),
    (420, 236, 24),
)  # fmt: skip
"""Companies along the way: place on the map and tiles."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level on the road: how many people, its file if this edition has it, stars earned, whether it is shut, and
    whether it has been played to its end. after: of one beside the road, the title of the level that opens it. ladder:
    what is said of its rungs, where they are open."""

    title: str
    people: int
    path: Path | None
    stars: int = 0
    locked: bool = False
    finished: bool = False
    after: str = ""
    ladder: str = ""


class Road:
    """The levels of the campaign in order; pressing one gives `Hit("level", n)`. Shown are as many as the map has room
    for."""

    def __init__(self, milestones: Sequence[Milestone]) -> None:
        self.milestones = tuple(milestones)
        self._ground: tuple[object, pygame.Surface] | None = None

    def next_level(self) -> int | None:
        """The milestone that comes next: the first open one not yet finished, or without a star, or else the last.

        What lies beside the road comes after all of the road.
        """
        there = [n for n, one in enumerate(self.milestones) if one.path and not one.locked]
        there.sort(key=lambda n: self.milestones[n].after != "")
        last = [n for n in there if not self.milestones[n].after][-1:]
        fresh = [n for n in there if not (self.milestones[n].finished or self.milestones[n].stars)]
        starless = [n for n in there if self.milestones[n].stars == 0]
        return next(iter([*fresh, *starless, *last]), None)

    def show(self, ui: Ui, box: Box, *, mapped: bool) -> None:
        """Shows the road in a box, as a map or as a list."""
        if mapped:
            ui.panel("road", box, self.milestones, self._paint_road, look="plain", scroll=False)
        else:
            ui.panel("road", box, self.milestones, self._paint_list)

    def _paint_list(self, p: Panel) -> float:
        """The milestones as rows, for large text."""
        p.text(16, 12, "The way", size=style.CARD_TITLE, family="serif")
        y = 48.0
        for n in self._in_turn():
            milestone = self.milestones[n]
            shut = milestone.locked or milestone.path is None
            ink = _shut_ink(p.palette) if shut else p.palette.ink
            words = Tip(milestone.title, _invitation(milestone))
            widgets.row(p, "level", (10, y, p.width - 24, 54), value=n, tip=words, enabled=not shut,
                        chosen=n == self.next_level())
            p.text(24, y + 18, milestone.title, size=16, family="serif", colour=ink, at="middle", width=p.width - 110)
            people = f"{milestone.people:,} people"
            p.text(24, y + 38, people, size=13, colour=p.palette.second, at="middle", width=p.width - 110)
            if shut:
                p.icon("lock-simple", p.width - 36, y + 27, 17, ink)
            else:
                widgets.stars(p, p.width - 80, y + 27, milestone.stars, size=20)
            y += 60
        return y + 10

    def _in_turn(self) -> list[int]:
        """The milestones in the order in which they open: what lies beside the road follows the level before it."""
        titles = [one.title for one in self.milestones]
        return sorted(
            range(len(titles)), key=lambda n: (titles.index(after) if (after := self.milestones[n].after) else n, n)
        )

    def _paint_road(self, p: Panel) -> None:
        """The map in its frame, as large as the panel allows, with the milestones on it."""
        scale = min(p.width / (MAP_WIDTH + 16), p.height / (MAP_HEIGHT + 24))
        left, top = (p.width - MAP_WIDTH * scale) / 2, (p.height - MAP_HEIGHT * scale) / 2 - 4 * scale
        key = (p.surface.get_size(), p.palette.theme)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, _map(p.surface.get_size(), p.palette, (left, top, scale * p.unit), p.unit))
        p.surface.blit(self._ground[1], (0, 0))
        p.piece("compass", left + 752 * scale, top + 66 * scale, scale * 1.1)
        coming = self.next_level()
        places, aside = iter(PLACES), iter(PLACES_BESIDE)
        for n, milestone in enumerate(self.milestones):
            place = next(aside if milestone.after else places, None)
            if place is None:
                continue
            at = left + place[0] * scale, top + place[1] * scale
            self._paint_milestone(p, n, milestone, at, scale, n == coming)

    def _paint_milestone(
        self, p: Panel, n: int, milestone: Milestone, at: Point, scale: float, coming: bool
    ) -> None:
        pal = p.palette
        shut = milestone.locked or milestone.path is None
        radius = (35 + (0.0 if milestone.after else 1.4 * n) + (4 if coming else 0)) * scale
        over = p.hovered("level", n)
        if over and not shut:
            radius *= 1.06
        if shut:
            name = "hex-locked"
        else:
            name = "tile-bright" if milestone.stars == 3 else "tile-good" if milestone.stars or coming else "tile-even"
        p.piece(name, *at, radius / 60)
        if coming:
            ring = shapes.hex_ring(round((radius + 4 * scale) * p.unit, 1), pal.focus, 3 * p.unit, style.WHITE)
            p.surface.blit(ring, ring.get_rect(center=(round(at[0] * p.unit), round(at[1] * p.unit))))
        if shut and pal.theme == "dark":
            edge = shapes.hex_ring(round((radius - 1) * p.unit, 1), pal.hint, 1.4 * p.unit)
            p.surface.blit(edge, edge.get_rect(center=(round(at[0] * p.unit), round(at[1] * p.unit))))
        ink = _shut_ink(pal) if shut else style.DARK_INK
        number = f"{milestone.people:,}"
        size = min(20 * scale + 2, 1.5 * radius / max(3.0, len(number) * 0.58))
        if shut:
            p.icon("lock-simple", at[0], at[1] - radius * 0.33, 17 * scale, ink)
            p.text(
                at[0], at[1] + radius * 0.18, number, size=size, family="serif", colour=ink, align="centre", at="middle"
            )
        elif coming and not milestone.stars:
            p.pawn(at[0], at[1] + radius * 0.16, 46 * scale, kind="leader")
            p.text(
                at[0], at[1] + radius * 0.46, number, size=size, family="serif", colour=ink, align="centre", at="middle"
            )
        else:
            p.text(
                at[0], at[1] - radius * 0.14, number, size=size, family="serif", colour=ink, align="centre", at="middle"
            )
            star = 15.5 * scale
            widgets.stars(p, at[0] - 1.5 * star, at[1] + radius * 0.36, milestone.stars, size=star)
        self._paint_name(p, n, milestone, (at[0], at[1] + radius * 1.2 + 8 * scale), shut)
        words = f"{milestone.people:,} people. " + _invitation(milestone)
        p.hexagon("level", at, radius, value=n, tip=Tip(milestone.title, words), enabled=not shut)

    def _paint_name(self, p: Panel, n: int, milestone: Milestone, at: Point, shut: bool) -> None:
        pal = p.palette
        size = 13.5
        wide = p.measure(milestone.title, size, family="serif") + 18
        left = max(4.0, min(p.width - wide - 4, at[0] - wide / 2))
        edge = pal.lip if pal.theme == "light" else pal.hint if shut else pal.second
        p.card((left, at[1] - 11, wide, 24), pal.card, radius=6, lip=2, outline=edge)
        p.text(
            left + wide / 2, at[1], milestone.title, size=size, family="serif", align="centre", at="middle",
            colour=_shut_ink(pal) if shut else pal.ink,
        )  # fmt: skip


def _shut_ink(pal: Palette) -> style.Colour:
    """The ink of a level that is still shut: calmer than an open one's, and readable in both themes."""
    return mix(pal.second, pal.ink, 0.35)


def _invitation(milestone: Milestone) -> str:
    if milestone.path is None:
        return "This level is not in the box yet."
    if milestone.locked:
        return f"Play {milestone.after or 'the level before'} to its end to open it."
    if milestone.stars:
        return f"You earned {milestone.stars} of 3 stars. {milestone.ladder or 'Play it again.'}"
    return "Press to play."


def _map(
    size: tuple[int, int], palette: Palette, view: tuple[float, float, float], unit: float
) -> pygame.Surface:
    """The board of the campaign: frame, land, sun, road and little companies; zero at the panel's corner."""
    left, top, scale = view
    out = pygame.Surface(size, pygame.SRCALPHA)
    wide, high = round(MAP_WIDTH * scale), round(MAP_HEIGHT * scale)
    at = round(left * unit), round(top * unit)
    lip = round(6 * scale)
    frame = shapes.card(
        wide, high, palette.frame, radius=22 * scale, lip=lip, lip_colour=palette.frame_lip,
        outline=palette.frame_lip, stroke=1.5 * scale, shadow=round(10 * scale),
    )  # fmt: skip
    out.blit(frame, (at[0] - round(10 * scale), at[1] - round(10 * scale)))
    inner = round(16 * scale)
    land = pygame.Surface((wide - 2 * inner, high - 2 * inner), pygame.SRCALPHA)
    land.blit(shapes.vector(*land.get_size(), _landscape(palette), (16, 16, scale)), (0, 0))
    mask = shapes.card(*land.get_size(), style.WHITE, radius=12 * scale)
    land.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    out.blit(land, (at[0] + inner, at[1] + inner))
    edge = shapes.card(
        *land.get_size(), None, radius=12 * scale, outline=palette.frame_lip, stroke=1.6 * scale
    )
    out.blit(edge, (at[0] + inner, at[1] + inner))
    return shapes.ready(out)


def _landscape(palette: Palette) -> str:
    """SVG of the land in the map's units."""
    land = hex_code(palette.land)
    sun = mix(palette.land, palette.morale[3], 0.30 if palette.theme == "light" else 0.16)
    core = (
        mix(palette.land, (255, 244, 200), 0.75) if palette.theme == "light" else mix(palette.land, palette.gold, 0.17)
    )
    out = f'<rect x="0" y="0" width="{MAP_WIDTH}" height="{MAP_HEIGHT}" fill="{land}"/>'
    for radius, share in ((410, 0.4), (300, 1.0)):
        out += f'<circle cx="760" cy="60" r="{radius}" fill="{hex_code(mix(palette.land, sun, share))}"/>'
    out += f'<circle cx="760" cy="60" r="190" fill="{hex_code(core)}"/>'
    cells = ""
    half = 36 * math.sqrt(3) / 2
    for row in range(14):
        for column in range(16):
            middle = (column * 2 * half + (half if row % 2 else 0), row * 54)
            cells += vectors.path(vectors.hexagon(36, centre=middle), closed=True)
    out += f'<path d="{cells}" fill="none" stroke="{hex_code(palette.ghost)}" stroke-width="1.6" opacity="0.75"/>'
    for way, ink, width in (
        (LANE, palette.road_edge, 22), (LANE, palette.road, 18),
        (ROAD, palette.road_edge, 40), (ROAD, palette.road, 36),
    ):  # fmt: skip
        out += (
            f'<path d="{way}" fill="none" stroke="{hex_code(ink)}" stroke-width="{width}" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )
    dash = hex_code(mix(palette.road, palette.card, 0.65))
    strokes = vectors.dashed(vectors.flattened(ROAD), 11, 11)
    out += f'<path d="{strokes}" fill="none" stroke="{dash}" stroke-width="2.4"/>'
    return out + _groves(palette)


def _groves(palette: Palette) -> str:
    """Little companies of ever more tiles, in the colours of morale; the same at every start."""
    luck = random.Random(8)
    out = ""
    radius = 7.6
    half = radius * math.sqrt(3) / 2
    for x, y, count in GROVES:
        spots = sorted(
            ((column * 2 * half + (half if row % 2 else 0), row * 1.5 * radius)
             for row in range(-6, 7) for column in range(-6, 7)),
            key=lambda spot: math.hypot(spot[0], spot[1] * 1.05) + luck.uniform(0, 5),
        )
        for dx, dy in sorted(spots[:count], key=lambda spot: spot[1]):
            step = luck.choices((1, 3, 4), (1, 5, 3))[0]
            face = palette.morale[step]
            base = vectors.path(vectors.hexagon(radius, centre=(x + dx, y + dy + 2)), closed=True)
            tile = vectors.path(vectors.hexagon(radius, centre=(x + dx, y + dy)), closed=True)
            deep = hex_code(mix(face, (40, 26, 12), 0.32))
            out += f'<path d="{base}" fill="{deep}"/><path d="{tile}" fill="{hex_code(face)}" stroke="{deep}" '
            out += 'stroke-width="0.7"/>'
    return out
