"""What moves over the still layer of the board: goods, letters and reports, sleepers, and what stands above the goods.

Every way is laid out once in whole pixels; a frame only chooses among them.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pygame
from numpy.typing import NDArray

from game.board import layout as board_layout
from game.board import style
from game.board.scene import Scene
from game.board.travel import WAVE_REACH, Flow, Parcel, way_of, way_of_goods
from game.board.ways import corner, length, paced, shifted
from game.sim.values import IDLE
from game.view.board.elements import lane
from game.view.board.piles import piles
from game.view.board.setting import Setting
from game.view.board.sprites import breath
from game.view.toolkit.pieces import Sprite

Pixel = tuple[int, int]
Blit = tuple[pygame.Surface, Pixel]
BREATH_FRAMES = 12
MOST_TRACKS = 600
"""Ways that are kept before all are laid out anew."""
DOT_GAP = 12.0
"""Between the dots of a wave of letters, in board units."""


@dataclass(frozen=True)
class Track:
    """A way of one sprite as the pixels at which it is blitted, about a pixel apart; goods follow each other `stride`
    pixels apart."""

    image: pygame.Surface
    places: tuple[Pixel, ...]
    stride: int = 1

    def blits(self, first: int) -> list[Blit]:
        """Every `stride`-th place from the first one on."""
        return [(self.image, place) for place in self.places[first :: self.stride]]


@dataclass(frozen=True)
class Wave:
    """Letters to everyone, on all spokes at once: the dots of the front between them, from week `start` to `end`."""

    start: float
    end: float
    dot: pygame.Surface

    def blits(self, setting: Setting, share: float) -> list[Blit]:
        """The dots when a share of the way has passed."""
        far = board_layout.DESK + (WAVE_REACH - board_layout.DESK) * share
        count = max(3, round(far / (DOT_GAP * setting.rim_share)))
        corners = np.array([setting.view.at(corner(n, far)) for n in range(6)])
        sides = np.roll(corners, -1, axis=0) - corners
        steps = np.arange(1, count)[:, None] / count
        places = (corners[:, None] + sides[:, None] * steps).reshape(-1, 2) - self.dot.get_width() / 2
        return [(self.dot, place) for place in zip(*np.rint(places).astype(np.int64).T.tolist(), strict=True)]


@dataclass(frozen=True)
class Movers:
    """Everything that moves over the still layer in one setting. flags: each one's number and its frames.

    above: what stands still but above the goods: name ribbons, plates on their squares and, where it matters, piles
    with their counts. at_desk: this week's letters, which lie there until the week begins.
    """

    flows: tuple[tuple[Flow, Track], ...] = ()
    above: tuple[Blit, ...] = ()
    parcels: tuple[tuple[Parcel, Track], ...] = ()
    sleepers: tuple[Pixel, ...] = ()
    waves: tuple[Wave, ...] = ()
    flags: tuple[tuple[int, tuple[Blit, ...]], ...] = ()
    at_desk: tuple[Blit, ...] = ()

    def resting(self, *, waits: bool) -> list[Blit]:
        """Every flag as it hangs when nothing moves, and where the week waits the letters at the desk."""
        return [*(frames[0] for _, frames in self.flags), *(self.at_desk if waits else ())]

    def _waving(self, seconds: float, *, still: bool) -> list[Blit]:
        if still or seconds == 0.0:
            return self.resting(waits=False)
        frame = int(seconds / style.FLAG * style.FLAG_FRAMES)
        return [frames[1 + (frame + 3 * number) % style.FLAG_FRAMES] for number, frames in self.flags]

    def blits(self, setting: Setting, now: float, seconds: float, *, still: bool, waits: bool = False) -> list[Blit]:
        """The blits of one frame, back to front. now: weeks. seconds: the window's clock. still: no breath. waits:
        whether the week has not begun."""
        out: list[Blit] = list(self.at_desk) if waits else []
        for flow, track in self.flows:
            first = (now * flow.tokens + flow.phase) % 1.0
            out += track.blits(int(first * track.stride))
        for wave in self.waves:
            share = (now - wave.start) / max(wave.end - wave.start, 1e-9)
            if 0.0 <= share < 1.0:
                out += wave.blits(setting, share)
        sheets: list[Blit] = []
        letters: list[Blit] = []
        for parcel, track in self.parcels:
            share = (now - parcel.start) / max(parcel.end - parcel.start, 1e-9)
            if 0.0 <= share < 1.0:
                place = track.places[int(share * len(track.places))]
                (sheets if parcel.kind == "report" else letters).append((track.image, place))
        out = [*self._waving(seconds, still=still), *out, *sheets, *self.above]
        if self.sleepers:
            frame = 0 if still or seconds == 0.0 else int(seconds / style.BREATH * BREATH_FRAMES) % BREATH_FRAMES
            image = breath(setting.atlas, round(setting.radius), BREATH_FRAMES)[frame]
            out += [(image, place) for place in self.sleepers]
        return out + letters


class Tracks:
    """The ways that were laid out in a setting; most of what is on the road goes where something went before."""

    def __init__(self) -> None:
        self._setting: Setting | None = None
        self._kept: dict[Flow | Parcel, Track] = {}

    def laying(self, setting: Setting, now: Scene) -> Iterator[None]:
        """Lays out the ways of a scene that are not known yet, one at each step."""
        things: list[Flow | Parcel] = [*now.flows, *now.parcels]
        for thing in things:
            known = len(self._kept)
            self.of(setting, thing)
            if len(self._kept) != known:
                yield

    def of(self, setting: Setting, thing: Flow | Parcel) -> Track:
        """The way of goods, a letter or a report; when it is gone does not matter."""
        if setting is not self._setting or len(self._kept) > MOST_TRACKS:
            self._setting = setting
            self._kept.clear()
        if isinstance(thing, Flow):
            key: Flow | Parcel = replace(thing, phase=0.0, share=0.0)
        else:
            key = replace(thing, start=0.0, end=0.0)
        if key not in self._kept:
            lay = _track_of_goods(setting, key) if isinstance(key, Flow) else _track_of_parcel(setting, key)
            self._kept[key] = lay
        return self._kept[key]


def put_in_motion(setting: Setting, now: Scene, lens: str, tracks: Tracks) -> Generator[None, None, Movers]:
    """Lays out the ways of everything that a scene sends over the board, a part at each step."""
    flows = [(flow, tracks.of(setting, flow)) for flow in now.flows]
    inward = sorted(now.parcels, key=lambda parcel: parcel.kind != "report")
    parcels = [(parcel, tracks.of(setting, parcel)) for parcel in inward]
    yield
    r = setting.radius
    shift = 0.29 if setting.tiles.detail == "A" else 0.02
    asleep = now.tiles.job == IDLE if setting.tiles.detail in "AB" else np.zeros(0, dtype=bool)
    sleepers = tuple((round(x - shift * r), round(y - 0.62 * r)) for x, y in setting.spots[np.flatnonzero(asleep)])
    under = [*(track for _, track in flows), *(track for parcel, track in parcels if parcel.kind == "report")]
    standing = [*setting.ribbons(now), *setting.standing_plates(now, lens)]
    yield
    if lens in ("flow", "stock"):
        standing += [(image, rect.topleft) for _, image, rect in piles(setting, now, lens)]
    yield
    crossed = _crossed(standing, under)
    yield
    waves = _waves(setting, now)
    yield
    at_desk = tuple(setting.tiles.at_desk(setting.view.x, setting.view.y, now.waiting))
    return Movers(tuple(flows), crossed, tuple(parcels), sleepers, waves, _flags(setting, now, lens), at_desk)


def _track_of_goods(setting: Setting, flow: Flow) -> Track:
    layout, radius = setting.layout, setting.layout.grid.radius
    token = (9.0 if radius > 50 else 7.4 if radius > 40 else 6.0) * setting.crowds.scale
    sprite = setting.atlas.token(setting.tiles.names.looks[flow.product], token)
    way = way_of_goods(flow, layout)
    whole = length(way)
    stride = max(1, math.ceil(whole * setting.view.scale / flow.tokens))
    points = paced(way, stride * flow.tokens, whole / (stride * flow.tokens))
    return _track(setting, sprite, shifted(points, lane(layout, flow.product)), stride)


def _track_of_parcel(setting: Setting, parcel: Parcel) -> Track:
    sprite = setting.rim.letter(parcel.kind, parcel.weeks, parcel.product, parcel.disc)
    way = way_of(parcel, setting.layout)
    count = max(2, math.ceil(length(way) * setting.view.scale))
    return _track(setting, sprite, paced(way, count, length(way) / (count - 1)))


def _flags(setting: Setting, now: Scene, lens: str) -> tuple[tuple[int, tuple[Blit, ...]], ...]:
    return tuple(
        (number, tuple((sprite.surface, sprite.at(*foot)) for sprite in frames))
        for number, frames, foot in setting.flags(now, lens)
    )


def _waves(setting: Setting, now: Scene) -> tuple[Wave, ...]:
    pal = setting.atlas.palette
    dot = setting.rim.dot(pal.seal if pal.theme == "light" else pal.bad, style.mix(pal.card, pal.owed_strip, 0.5), 6.0)
    spans = sorted({(parcel.start, parcel.end) for parcel in now.parcels if parcel.spoke >= 0})
    return tuple(Wave(start, end, dot) for start, end in spans)


def _crossed(standing: Sequence[Blit], tracks: Sequence[Track]) -> tuple[Blit, ...]:
    """Of what stands on the board, back to front, that which goods or reports pass, with what lies on that: it is laid
    above them in every frame."""
    passing = [track.image.get_rect(topleft=place) for track in tracks for place in track.places[::4]]
    out: list[Blit] = []
    lifted: list[pygame.Rect] = []
    for image, place in standing:
        box = image.get_rect(topleft=place)
        if box.collidelist(passing) >= 0 or box.collidelist(lifted) >= 0:
            out.append((image, place))
            lifted.append(box)
    return tuple(out)


def _track(setting: Setting, sprite: Sprite, points: NDArray[np.float64], stride: int = 1) -> Track:
    """The way of a sprite over the screen, its transparent margin cut off: what is not blitted costs nothing."""
    box = sprite.surface.get_bounding_rect()
    corner_at = np.array([setting.view.x - sprite.origin[0] + box.x, setting.view.y - sprite.origin[1] + box.y])
    pixels = np.rint(points * setting.view.scale + corner_at).astype(np.int64)
    return Track(sprite.surface.subsurface(box), tuple(zip(*pixels.T.tolist(), strict=True)), stride)
