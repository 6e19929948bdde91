"""What moves over the still layer of the board: goods, letters and reports, sleepers, and what stands above the goods.

Every way is laid out once as finished blits; a frame only chooses among them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.view import style
from game.view.board_layer import Setting, lane, piles
from game.view.board_scene import Flow, Parcel, Scene, way_of
from game.view.board_sprites import breath
from game.view.board_ways import Place, aside, length, walked
from game.view.pieces import Sprite

Pixel = tuple[int, int]
Blit = tuple[pygame.Surface, Pixel]
BREATH_FRAMES = 12


@dataclass(frozen=True)
class Track:
    """A way as finished blits of one sprite, about a pixel apart; goods follow each other `stride` blits apart."""

    image: pygame.Surface
    blits: tuple[Blit, ...]
    stride: int = 1


@dataclass(frozen=True)
class Movers:
    """Everything that moves over the still layer in one setting.

    above: what stands still but above the goods: name ribbons and, where it matters, piles with their counts.
    """

    flows: tuple[tuple[Flow, Track], ...] = ()
    above: tuple[Blit, ...] = ()
    parcels: tuple[tuple[Parcel, Track], ...] = ()
    sleepers: tuple[Pixel, ...] = ()

    def blits(self, setting: Setting, now: float, seconds: float, *, still: bool) -> list[Blit]:
        """The blits of one frame, back to front. now: weeks. seconds: the window's clock. still: no breath."""
        out: list[Blit] = []
        for flow, track in self.flows:
            first = (now * flow.tokens + flow.phase) % 1.0
            out += track.blits[int(first * track.stride) :: track.stride]
        sheets: list[Blit] = []
        letters: list[Blit] = []
        for parcel, track in self.parcels:
            share = (now - parcel.start) / max(parcel.end - parcel.start, 1e-9)
            if 0.0 <= share < 1.0:
                (sheets if parcel.kind == "report" else letters).append(track.blits[int(share * len(track.blits))])
        out += [*sheets, *self.above]
        if self.sleepers:
            frame = 0 if still or seconds == 0.0 else int(seconds / style.BREATH * BREATH_FRAMES) % BREATH_FRAMES
            image = breath(setting.atlas, round(setting.radius), BREATH_FRAMES)[frame]
            out += [(image, place) for place in self.sleepers]
        return out + letters


def put_in_motion(setting: Setting, now: Scene, lens: str) -> Movers:
    """Lays out the ways of everything that a scene sends over the board."""
    layout, view, names = setting.layout, setting.view, setting.tiles.names
    pixel = 1.0 / view.scale
    radius = layout.grid.radius
    token = (9.0 if radius > 50 else 7.4 if radius > 40 else 6.0) * view.scale
    flows = []
    for flow in now.flows:
        sprite = setting.atlas.token(names.look(flow.product), token)
        way = layout.way_to_market(flow.team, flow.market)
        stride = max(1, math.ceil(length(way) / pixel / flow.tokens))
        # Just over the exact step, so that rounding never adds a point: the tokens divide the way evenly.
        even = length(way) / (stride * flow.tokens) * (1 + 1e-9)
        points = aside(walked(way, even), lane(layout, flow.product))[: stride * flow.tokens]
        flows.append((flow, _track(sprite, [view.at(point) for point in points], stride)))
    parcels = []
    for parcel in sorted(now.parcels, key=lambda parcel: parcel.kind != "report"):
        sprite = setting.rim.letter(parcel.kind, parcel.weeks, parcel.product, parcel.disc)
        points = walked(way_of(parcel, layout), pixel)
        parcels.append((parcel, _track(sprite, [view.at(point) for point in points])))
    r = setting.radius
    shift = 0.29 if setting.tiles.detail == "A" else 0.02
    sleeping = [view.at(layout.tiles[team]) for team, look in enumerate(now.tiles) if look.job < 0]
    sleepers = tuple((round(x - shift * r), round(y - 0.62 * r)) for x, y in sleeping)
    under = [*(track for _, track in flows), *(track for parcel, track in parcels if parcel.kind == "report")]
    standing = setting.ribbons(now)
    if lens in ("flow", "stock"):
        standing += [(image, rect.topleft) for _, image, rect in piles(setting, now, lens)]
    above = _crossed(standing, under)
    return Movers(tuple(flows), above, tuple(parcels), sleepers if setting.tiles.detail != "C" else ())


def _crossed(standing: Sequence[Blit], tracks: Sequence[Track]) -> tuple[Blit, ...]:
    """Of what stands on the board, that which goods or reports pass: it is laid above them in every frame."""
    passing = [image.get_rect(topleft=place) for track in tracks for image, place in track.blits[::4]]
    return tuple(blit for blit in standing if blit[0].get_rect(topleft=blit[1]).collidelist(passing) >= 0)


def _track(sprite: Sprite, pixels: Sequence[Place], stride: int = 1) -> Track:
    """The way of a sprite over the screen, its transparent margin cut off: what is not blitted costs nothing."""
    box = sprite.surface.get_bounding_rect()
    trimmed = Sprite(sprite.surface.subsurface(box), (sprite.origin[0] - box.x, sprite.origin[1] - box.y))
    return Track(trimmed.surface, tuple((trimmed.surface, trimmed.at(x, y)) for x, y in pixels), stride)
