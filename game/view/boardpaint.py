"""The board on the screen: one still layer that changes only where a report changes it, and what moves above it.

`Board.update` takes a report, `Board.paint` paints a frame: one blit of the still layer and one list of small ones.
Nothing is rasterised, lettered or blurred while time runs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.sim.levers import Action
from game.sim.reports import Report
from game.view import board, shapes, style
from game.view.board import Frame, Layout, Names, Petal, Place, View, corner, lay, walked
from game.view.board_draw import Brush, market_box
from game.view.board_scene import Flow, Memory, Parcel, Scene, scene, way_of
from game.view.board_sprites import breath, petal_card, ripples
from game.view.overlay import nearest
from game.view.panel import Region, Tip
from game.view.pieces import Atlas
from game.view.ui import DIRECTIONS

Pixel = tuple[int, int]
Blit = tuple[pygame.Surface, Pixel]
FLIGHT = 0.3
"""Seconds of one step of the zoom."""
BREATH_FRAMES = 12
RIPPLE_FRAMES = 18


@dataclass(frozen=True)
class _Element:
    """One piece of the still layer: what it looks like, where it lies on the screen, how it is painted."""

    look: Hashable
    rect: pygame.Rect
    draw: Callable[[pygame.Surface], None]


@dataclass(frozen=True)
class _Track:
    """A way as blit places, a pixel or two apart, for one sprite."""

    image: pygame.Surface
    places: tuple[Pixel, ...]


class Board:
    """The board of one level. Keys: "desk", "team 3", "market 2", "department 1" (indices as in the report).

    `zoom` is 1.0 when the whole board shows. `reduced_motion`: no ripples, breath or flight; letters step weekly.
    """

    def __init__(self, atlas: Atlas, names: Names, *, reduced_motion: bool = False) -> None:
        self.atlas = atlas
        self.names = names
        self.reduced_motion = reduced_motion
        self.size = (style.WIDTH, style.HEIGHT)
        self.frame = Frame(252, 54, 752, 622)
        self.layout: Layout | None = None
        self.scene: Scene | None = None
        self._elements_for = ""
        self.composed = 0
        self._level = 0
        self._pan: Place = (0.0, 0.0)
        self._memory = Memory()
        self._report: Report | None = None
        self._pending: tuple[Action, ...] = ()
        self._share = 0.0
        self._brush: tuple[Hashable, Brush] | None = None
        self._ground: tuple[Hashable, pygame.Surface] | None = None
        self._layer: pygame.Surface | None = None
        self._layer_key: Hashable = None
        self._elements: dict[str, _Element] = {}
        self._tracks: tuple[list[tuple[Flow, _Track]], list[tuple[Parcel, _Track]]] = ([], [])
        self._sleepers: list[Pixel] = []
        self._marks: dict[tuple[str, str], list[Blit]] = {}
        self._dim: tuple[Hashable, pygame.Surface] | None = None
        self._flight: tuple[float | None, View, pygame.Surface] | None = None
        self._rings: list[tuple[int, float | None]] = []
        self._stale = True

    # What is shown.

    def resize(self, size: tuple[int, int], frame_rect: tuple[float, float, float, float] | pygame.Rect) -> None:
        """Takes the window's size and the rectangle that is free for the board, both in pixels."""
        x, y, width, height = frame_rect
        frame = Frame(x, y, width, height)
        if size != self.size or frame != self.frame:
            self.size, self.frame = size, frame
            self._pan = board.limited_pan(frame, self.zoom, self._pan)
            self._stale, self._flight = True, None

    def update(self, report: Report, pending: Sequence[Action] = ()) -> None:
        """Takes the newest report and the week's pending actions; nothing happens if neither has changed."""
        moves = tuple(pending)
        if report is self._report and moves == self._pending:
            return
        if report is not self._report:
            self._memory.note(report)
        for action in moves:
            self._memory.placed.setdefault(action, self._share)
        before = self.scene
        self._report, self._pending = report, moves
        if self.layout is None or self.layout.department != tuple(int(d) for d in report.department):
            self.layout = lay([int(d) for d in report.department], report.world.departments, len(self.names.markets))
            self._stale = True
        self.scene = scene(report, self.names, self.layout, self._memory, moves)
        if before is not None and not self.reduced_motion:
            self._rings += [(market, None) for market in _new_tags(before, self.scene)]
        self._refresh()

    # Looking closer.

    @property
    def zoom(self) -> float:
        """How much larger than whole the board is shown."""
        return self._zooms()[min(self._level, len(self._zooms()) - 1)]

    @property
    def view(self) -> View:
        """How board units lie on the screen now."""
        return board.zoom_view(self.frame, self.zoom, self._pan)

    @property
    def radius(self) -> float:
        """A tile's radius on the screen, in pixels."""
        return (self.layout.radius if self.layout else 33.0) * self.view.scale

    def zoom_at(self, pos: Pixel | None, steps: float) -> bool:
        """Comes closer (steps > 0) or goes back around a place of the screen (None: the middle); True if it could."""
        level = max(0, min(len(self._zooms()) - 1, self._level + (1 if steps > 0 else -1 if steps < 0 else 0)))
        if level == self._level:
            return False
        before, layer = self.view, self._layer
        around = (float(pos[0]), float(pos[1])) if pos is not None else self.frame.centre
        fixed = before.back(around)
        self._level = level
        scale = self.frame.scale * self.zoom
        centre = self.frame.centre
        pan = (around[0] - fixed[0] * scale - centre[0], around[1] - fixed[1] * scale - centre[1])
        self._pan = board.limited_pan(self.frame, self.zoom, pan)
        self._stale = True
        self._flight = (None, before, layer) if layer is not None and not self.reduced_motion else None
        return True

    def pan(self, dx: float, dy: float) -> None:
        """Moves the board by pixels, as far as it still fills its frame."""
        moved = board.limited_pan(self.frame, self.zoom, (self._pan[0] + dx, self._pan[1] + dy))
        if moved != self._pan:
            self._pan, self._stale, self._flight = moved, True, None

    def reset_view(self) -> None:
        """Shows the whole board again."""
        if self._level or self._pan != (0.0, 0.0):
            self._level, self._pan, self._stale, self._flight = 0, (0.0, 0.0), True, None

    def show(self, key: str) -> None:
        """Moves the board so that a tile, market or plate lies inside the frame."""
        rect = self.place(key)
        area = pygame.Rect(*map(round, (self.frame.x, self.frame.y, self.frame.width, self.frame.height)))
        if self.zoom > 1 and not area.contains(rect):
            inside = rect.clamp(area.inflate(-24, -24))
            self.pan(inside.x - rect.x, inside.y - rect.y)

    def _zooms(self) -> tuple[float, ...]:
        largest = board.LARGEST_TILE / (self.layout.radius if self.layout else 33.0)
        return tuple(zoom for zoom in board.ZOOMS if zoom == 1.0 or zoom <= largest)

    # Where things are.

    def order(self) -> list[str]:
        """All keys in the order of Tab: the desk, each department with its teams, the markets."""
        if self.layout is None:
            return []
        out = ["desk"]
        for department in range(len(self.layout.plates)):
            out.append(f"department {department}")
            out += [f"team {team}" for team, home in enumerate(self.layout.department) if home == department]
        return out + [f"market {market}" for market in range(len(self.layout.corners))]

    def place(self, key: str) -> pygame.Rect:
        """Where something lies on the screen; an empty rectangle at the desk for an unknown key."""
        view = self.view
        kind, _, number = key.partition(" ")
        index = int(number) if number.isdigit() else -1
        layout, now = self.layout, self.scene
        if layout is None or now is None:
            return pygame.Rect(round(view.x), round(view.y), 0, 0)
        if kind == "team" and 0 <= index < len(layout.tiles):
            return _hex_rect(view.at(layout.tiles[index]), self.radius)
        if kind == "desk":
            return _hex_rect((view.x, view.y), board.DESK * view.scale)
        if kind == "market" and 0 <= index < len(layout.corners):
            left, top, wide, high = market_box(layout.market(index), len(now.markets[index].rows))
            x, y = view.at((left, top))
            return pygame.Rect(round(x), round(y), round(wide * view.scale), round(high * view.scale))
        if kind == "department" and 0 <= index < len(layout.plates):
            image = self._brushed().plate(now.plates[index], layout.plates[index])
            return self._plate_rect(index, image)
        return pygame.Rect(round(view.x), round(view.y), 0, 0)

    def hit(self, pos: Pixel) -> str | None:
        """The key of what lies at a place of the screen; tiles and the desk are hexagons."""
        found = [region.key for region in self.regions() if region.holds(pos)]
        return found[-1] if found else None

    def regions(self, tips: Mapping[str, Tip] | None = None) -> list[Region]:
        """Everything that can be pointed at now, for `ui.regions`; its ident is its key."""
        view = pygame.Rect(0, 0, *self.size)
        out = []
        for key in self.order():
            rect = self.place(key)
            if not rect.colliderect(view):
                continue
            hexagon = self.radius if key.startswith("team") else board.DESK * self.view.scale if key == "desk" else None
            out.append(Region(key, rect, tip=tips.get(key) if tips else None, hexagon=hexagon, radius=10 * self.view.scale))
        return out

    def neighbour(self, key: str, direction: str) -> str | None:
        """What lies next to a key: "left", "right", "up" or "down"."""
        regions = self.regions()
        start = next((region for region in regions if region.key == key), None)
        found = nearest(start, regions, DIRECTIONS[direction]) if start is not None else None
        return found.key if found is not None else None

    def petals(
        self, team: int, count: int, unit: float | None = None, area: pygame.Rect | None = None
    ) -> list[Petal]:
        """`count` hexagons around a team's tile, inside `area` (the board's frame if None), clockwise from the top.

        `unit` is the interface's pixels a logical pixel.
        """
        if self.layout is None:
            return []
        size = unit if unit is not None else self.frame.scale
        free = self.frame if area is None else Frame(area.x, area.y, area.width, area.height)
        return board.petals(self.view.at(self.layout.tiles[team]), self.radius, count, free, size)

    def paint_petal(
        self, surface: pygame.Surface, petal: Petal, product: int | None, line1: str, line2: str, *,
        tone: str = "plain", chosen: bool = False, hover: bool = False, badge: str = "",
    ) -> None:
        """A petal's paper hexagon: token (None: the gear of *improve*), a name, a line below in a tone; `badge` its key."""
        look = self.names.look(product) if product is not None else ""
        image = petal_card(self.atlas, petal.radius, look, line1, line2, tone, chosen, hover, badge)
        surface.blit(image, image.get_rect(center=(round(petal.centre[0]), round(petal.centre[1]))))

    # One frame.

    def paint(
        self, surface: pygame.Surface, now: float, hover: str | None = None, focus: str | None = None,
        selected: str | None = None, lens: str = "morale", seconds: float = 0.0, spotlight: str | None = None,
    ) -> None:
        """Paints the whole window, table included.

        now: the week about to be played plus the share of it that has run. seconds: the window's clock.
        spotlight: everything but this tile is dimmed and nothing moves (petals are open).
        """
        if self.scene is None:
            surface.blit(self.atlas.table(*self.size), (0, 0))
            return
        self._share = max(0.0, min(1.0, now - self.scene.week))
        self._compose(lens)
        assert self._layer is not None
        if self._flight is not None and self._fly(surface, seconds):
            return
        if spotlight is not None:
            surface.blit(self._dimmed(spotlight), (0, 0))
        else:
            surface.blit(self._layer, (0, 0))
        blits = self._moving(now, seconds) if spotlight is None else []
        for key, role in ((hover, "hover"), (focus, "focus"), (selected, "selected")):
            if key is not None:
                blits += self._mark(key, role)
        surface.blits(blits, False)

    def _moving(self, now: float, seconds: float) -> list[Blit]:
        flows, parcels = self._tracks
        if self.reduced_motion:
            now = math.floor(now) + 0.5
        out: list[Blit] = []
        for flow, track in flows:
            image, places, count = track.image, track.places, len(track.places)
            first = (now * flow.tokens + flow.phase) % 1.0
            for n in range(flow.tokens):
                out.append((image, places[int((first + n) / flow.tokens * count)]))
        if self._sleepers:
            still = self.reduced_motion or seconds == 0.0
            frame = 0 if still else int(seconds / style.BREATH * BREATH_FRAMES) % BREATH_FRAMES
            image = breath(self.atlas, round(self.radius), BREATH_FRAMES)[frame]
            out += [(image, place) for place in self._sleepers]
        for parcel, track in parcels:
            share = (now - parcel.start) / max(parcel.end - parcel.start, 1e-9)
            if 0.0 <= share < 1.0:
                out.append((track.image, track.places[int(share * len(track.places))]))
        return self._rippling(out, seconds)

    def _rippling(self, out: list[Blit], seconds: float) -> list[Blit]:
        if not self._rings or self.layout is None or seconds == 0.0:
            self._rings.clear()
            return out
        kept: list[tuple[int, float | None]] = []
        frames = ripples(self.atlas.theme, round(150 * self.view.scale), RIPPLE_FRAMES)
        for market, begun in self._rings:
            start = seconds if begun is None else begun
            share = (seconds - start) / style.RIPPLE
            if share < 1.0:
                image = frames[int(share * RIPPLE_FRAMES)]
                x, y = self.view.at(self.layout.market(market))
                out.append((image, (round(x - image.get_width() / 2), round(y - image.get_height() / 2))))
                kept.append((market, start))
        self._rings = kept
        return out

    def _mark(self, key: str, role: str) -> list[Blit]:
        """The ring around what is pointed at, focused or selected; a market under the mouse shows its prices."""
        found = self._marks.get((key, role))
        if found is None:
            found = self._marks[key, role] = self._marked(key, role)
        return found

    def _marked(self, key: str, role: str) -> list[Blit]:
        out: list[Blit] = []
        pal, k = self.atlas.palette, self.view.scale
        rect = self.place(key)
        stroke = {"hover": 2.0, "focus": 3.0, "selected": 3.0}[role] * self.frame.scale
        colour = style.mix(pal.focus, pal.card, 0.35) if role == "hover" else pal.focus
        if key.startswith("team") or key == "desk":
            size = self.radius if key.startswith("team") else board.DESK * k
            inner = style.WHITE if role == "selected" else None
            ring = shapes.hex_ring(round(size + stroke * 0.8, 1), colour, round(stroke, 1), inner)
        else:
            grown = rect.inflate(round(6 * k), round(6 * k))
            ring = shapes.ring(grown.width, grown.height, colour, min(12 * k, grown.height / 2), round(stroke, 1))
        if key.startswith("market") and role == "hover" and self.layout is not None and self.scene is not None:
            index = int(key.split()[1])
            at = self.layout.market(index)
            out.append(self._brushed().market(self.scene.markets[index], self.view.at(at), prices=True))
        out.append((ring, ring.get_rect(center=rect.center).topleft))
        return out

    # The still layer.

    def _brushed(self) -> Brush:
        assert self.layout is not None
        scale = self.view.scale
        key = (round(scale, 4), self.atlas.theme, self.layout.grid, self.layout.department)
        if self._brush is None or self._brush[0] != key:
            logical = self.layout.radius * self.zoom
            detail = "A" if logical >= 39 else "B" if logical >= 19 else "C"
            named = detail == "A" and (self.layout.grid.radius > 40 or self.zoom >= 1.7)
            self._brush = (key, Brush(self.atlas, self.layout, self.names, scale, detail, named=named))
        return self._brush[1]

    def _refresh(self) -> None:
        """Works the scene out into elements of the still layer and tracks of what moves."""
        self._elements_for = ""
        self._marks.clear()
        if not self._stale:
            self._lay_tracks()

    def _compose(self, lens: str) -> None:
        key = (self.size, self.frame, self.view, self.atlas.theme, self.layout)
        if self._stale or key != self._layer_key or self._layer is None:
            self._layer_key = key
            self._marks.clear()
            self._layer = _opaque(self.size)
            self._elements = self._all_elements(lens)
            self._paint_area(self._layer.get_rect())
            self._elements_for = lens
            self._stale = False
            self._lay_tracks()
        elif self._elements_for != lens:
            fresh = self._all_elements(lens)
            changed = _changes(self._elements, fresh)
            self._elements, self._elements_for = fresh, lens
            for area in changed:
                self._paint_area(area)

    def _paint_area(self, area: pygame.Rect) -> None:
        """Paints a part of the still layer anew, everything that reaches into it included."""
        assert self._layer is not None
        layer = self._layer
        layer.set_clip(area)
        layer.blit(self.atlas.table(*self.size), (0, 0))
        ground = self._ground_image()
        x, y = self.view.at(self._brushed().ground_at())
        layer.blit(ground, (round(x), round(y)))
        for element in self._elements.values():
            if element.rect.colliderect(area):
                element.draw(layer)
        layer.set_clip(None)
        self.composed += area.width * area.height
        self._dim = None

    def _ground_image(self) -> pygame.Surface:
        brush = self._brushed()
        key = (round(brush.scale, 4), self.atlas.theme, self.layout)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, brush.ground())
        return self._ground[1]

    def _all_elements(self, lens: str) -> dict[str, _Element]:
        layout, now = self.layout, self.scene
        assert layout is not None and now is not None
        out: dict[str, _Element] = {}
        self._add_growth(out)
        self._add_tiles(out, lens)
        self._add_desk(out)
        self._add_rim(out, lens)
        return out

    def _add_growth(self, out: dict[str, _Element]) -> None:
        layout, brush = self.layout, self._brushed()
        if layout is None or layout.growth is None:
            return
        line = brush.text("Room to grow", 13, self.atlas.palette.hint, 700)
        x, y = self.view.at(layout.growth)
        rect = line.get_rect(center=(round(x), round(y))).inflate(round(14 * self.view.scale), 0)
        ground = shapes.card(rect.width, rect.height, self.atlas.palette.land, radius=rect.height / 2)
        out["growth"] = _Element("growth", rect, lambda s: _labelled(s, ground, line, rect))

    def _add_tiles(self, out: dict[str, _Element], lens: str) -> None:
        layout, now, brush, view = self.layout, self.scene, self._brushed(), self.view
        assert layout is not None and now is not None
        self._brushed()
        back_to_front = sorted(range(len(now.tiles)), key=lambda team: layout.tiles[team][1])
        spots = [(team, view.at(layout.tiles[team])) for team in back_to_front]
        for team, (x, y) in spots:
            look = now.tiles[team]
            left, top, wide, high = brush.tile_box(layout.tiles[team], look)
            at = view.at((left, top))
            rect = pygame.Rect(round(at[0]), round(at[1]), round(wide * view.scale), round(high * view.scale))
            mark = (look, lens)
            out[f"base {team}"] = _Element(
                mark, rect, lambda s, k=look, x=x, y=y: brush.tile_base(s, k, x, y, lens)  # type: ignore[misc]
            )
        self._add_routes(out, lens)
        for team, (x, y) in spots:
            rect = out[f"base {team}"].rect
            look = now.tiles[team]
            out[f"team {team}"] = _Element(
                (look, lens), rect, lambda s, k=look, x=x, y=y: brush.tile_content(s, k, x, y, lens)  # type: ignore[misc]
            )
        self._sleepers = [
            (round(x - (0.22 if brush.detail == "A" else 0.02) * self.radius), round(y - 0.62 * self.radius))
            for team, (x, y) in spots if now.tiles[team].job < 0 and brush.detail != "C"
        ]  # fmt: skip

    def _add_routes(self, out: dict[str, _Element], lens: str) -> None:
        layout, now, brush, view = self.layout, self.scene, self._brushed(), self.view
        assert layout is not None and now is not None
        pal = self.atlas.palette
        for parcel in now.parcels:
            if parcel.kind == "report" or f"route {parcel.team}" in out:
                continue
            red = pal.seal if pal.theme == "light" else pal.bad
            dot = brush.dot(red, style.mix(pal.card, pal.owed_strip, 0.5))
            if lens == "orders":
                dot = brush.keep(("large", dot.get_size()), lambda d=dot: pygame.transform.smoothscale_by(d, 1.45))  # type: ignore[misc]
            places = [view.at(place) for place in walked(way_of(parcel, layout), 7.0)]
            rect = _around(places, dot.get_width())
            out[f"route {parcel.team}"] = _Element(
                (parcel.team, lens), rect, lambda s, d=dot, ps=places: _dotted(s, d, ps)  # type: ignore[misc]
            )

    def _add_desk(self, out: dict[str, _Element]) -> None:
        now, brush, view = self.scene, self._brushed(), self.view
        assert now is not None
        rect = _hex_rect((view.x, view.y), board.DESK * view.scale).inflate(round(20 * view.scale), round(26 * view.scale))
        look = (now.discs, now.waiting)
        out["desk"] = _Element(look, rect, lambda s: brush.desk(s, view.x, view.y, now.discs, now.waiting))

    def _add_rim(self, out: dict[str, _Element], lens: str) -> None:
        layout, now, brush, view = self.layout, self.scene, self._brushed(), self.view
        assert layout is not None and now is not None
        for pile in now.piles:
            if lens != "stock" and pile.height < 2:
                continue
            image = brush.pile(pile)
            x, y = view.at(_pile_place(layout.corners[pile.market], pile.place))
            rect = image.get_rect(midbottom=(round(x), round(y)))
            out[f"pile {pile.product}"] = _Element(pile, rect, lambda s, i=image, r=rect: _put(s, i, r))  # type: ignore[misc]
        for n, plate in enumerate(now.plates):
            image = brush.plate(plate, layout.plates[n])
            rect = self._plate_rect(n, image)
            out[f"department {n}"] = _Element(plate, rect, lambda s, i=image, r=rect: _put(s, i, r))  # type: ignore[misc]
        for n, look in enumerate(now.markets):
            image, corner_at = brush.market(look, view.at(layout.market(n)))
            rect = image.get_rect(topleft=corner_at)
            out[f"market {n}"] = _Element(look.rows, rect, lambda s, i=image, r=rect: _put(s, i, r))  # type: ignore[misc]
            for m, pill in enumerate(look.pills):
                image = brush.hanging(pill)
                rect = self._pill_rect(layout.corners[n], m, image, len(look.rows))
                out[f"pill {n} {m}"] = _Element(pill, rect, lambda s, i=image, r=rect: _put(s, i, r))  # type: ignore[misc]
        for n, banner in enumerate(now.banners):
            image = brush.banner(banner)
            x, y = view.at((-380 + 58 * n, -306 + 6 * (n % 2)))
            rect = image.get_rect(topleft=(round(x), round(y)))
            out[f"banner {n}"] = _Element(banner, rect, lambda s, i=image, r=rect: _put(s, i, r))  # type: ignore[misc]

    def _plate_rect(self, index: int, image: pygame.Surface) -> pygame.Rect:
        assert self.layout is not None
        spot = self.layout.plates[index]
        x, y = self.view.at((spot.x, spot.y))
        rect = image.get_rect(center=(round(x), round(y)))
        if spot.side == "left":
            rect.left = round(x)
        elif spot.side == "right":
            rect.right = round(x)
        return rect

    def _pill_rect(self, number: int, place: int, image: pygame.Surface, rows: int) -> pygame.Rect:
        """Where the n-th pill of a market hangs: outside the board, beside or below the market."""
        banners = self.scene is not None and bool(self.scene.banners)
        below = (46.0 + 20.0 * max(1, rows)) / 2 + 18
        left_side = {0: (-212.0, -181.0 if banners else -276.0, 1), 4: (-212.0, 258.0, -1)}
        right_side = {1: (212.0, -276.0, 1), 3: (212.0, 258.0, -1)}
        if number in left_side:
            x, y, way = left_side[number]
            edge = "right"
        elif number in right_side:
            x, y, way = right_side[number]
            edge = "left"
        else:
            x, y, way = (373.0, below, 1) if number == 2 else (-373.0, below, 1)
            edge = "right" if number == 2 else "left"
        px, py = self.view.at((x, y + 29 * place * way))
        rect = image.get_rect(center=(round(px), round(py)))
        setattr(rect, edge, round(px))
        return rect

    def _lay_tracks(self) -> None:
        layout, now, brush, view = self.layout, self.scene, self._brushed(), self.view
        assert layout is not None and now is not None
        pixel = 1.0 / view.scale
        flows = []
        size = (9.0 if layout.grid.radius > 50 else 7.4 if layout.grid.radius > 40 else 6.0) * view.scale
        for flow in now.flows:
            sprite = self.atlas.token(self.names.look(flow.product), size)
            aside = (-4.0, 4.0, 0.0)[flow.product % 3] if layout.grid.radius < 50 else 0.0
            points = _aside(walked(layout.way_to_market(flow.team, flow.market), pixel), aside)
            flows.append((flow, _Track(sprite.surface, tuple(sprite.at(*view.at(p)) for p in points))))
        parcels = []
        for parcel in now.parcels:
            sprite = brush.letter(parcel.kind, parcel.weeks, parcel.product, parcel.disc)
            points = walked(way_of(parcel, layout), pixel)
            parcels.append((parcel, _Track(sprite.surface, tuple(sprite.at(*view.at(p)) for p in points))))
        self._tracks = (flows, sorted(parcels, key=lambda pair: pair[0].kind != "report"))

    def _dimmed(self, key: str) -> pygame.Surface:
        assert self._layer is not None
        mark = (key, self._layer_key, self._elements_for)
        if self._dim is None or self._dim[0] != mark:
            out = self._layer.copy()
            shade = (166, 158, 146) if self.atlas.theme == "light" else (112, 108, 104)
            out.fill(shade, special_flags=pygame.BLEND_RGB_MULT)
            number = key.split()[-1]
            for name in (f"base {number}", f"team {number}"):
                if key.startswith("team") and name in self._elements:
                    self._elements[name].draw(out)
            self._dim = (mark, out)
        return self._dim[1]

    def _fly(self, surface: pygame.Surface, seconds: float) -> bool:
        """Paints a moment of the zoom as a scaled part of the layer that shows more; False when it is over."""
        assert self._flight is not None and self._layer is not None
        start, before, old = self._flight
        if seconds == 0.0 or old.get_size() != self.size:
            self._flight = None
            return False
        if start is None:
            start = seconds
            self._flight = (start, before, old)
        share = style.ease_in_out((seconds - start) / FLIGHT)
        if share >= 1.0:
            self._flight = None
            return False
        after = self.view
        scale = before.scale + (after.scale - before.scale) * share
        x, y = before.x + (after.x - before.x) * share, before.y + (after.y - before.y) * share
        wide, base = (old, before) if before.scale < after.scale else (self._layer, after)
        part = base.scale / scale
        crop = pygame.Rect(
            round(base.x - x * part), round(base.y - y * part), round(self.size[0] * part), round(self.size[1] * part)
        ).clamp(wide.get_rect()).clip(wide.get_rect())  # fmt: skip
        surface.blit(pygame.transform.scale(wide.subsurface(crop), self.size), (0, 0))
        return True


def _opaque(size: tuple[int, int]) -> pygame.Surface:
    out = pygame.Surface(size)
    return out.convert() if pygame.display.get_surface() is not None else out


def _put(surface: pygame.Surface, image: pygame.Surface, rect: pygame.Rect) -> None:
    surface.blit(image, rect)


def _labelled(surface: pygame.Surface, ground: pygame.Surface, line: pygame.Surface, rect: pygame.Rect) -> None:
    surface.blit(ground, rect)
    surface.blit(line, line.get_rect(center=rect.center))


def _dotted(surface: pygame.Surface, dot: pygame.Surface, places: Sequence[Place]) -> None:
    half = dot.get_width() / 2
    surface.blits([(dot, (round(x - half), round(y - half))) for x, y in places], False)


def _hex_rect(centre: Place, radius: float) -> pygame.Rect:
    half = radius * math.sqrt(3) / 2
    return pygame.Rect(
        round(centre[0] - half), round(centre[1] - radius), round(2 * half), round(2 * radius)
    )


def _around(places: Sequence[Place], margin: float) -> pygame.Rect:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    left, top = math.floor(min(xs) - margin), math.floor(min(ys) - margin)
    return pygame.Rect(left, top, math.ceil(max(xs) + margin) - left, math.ceil(max(ys) + margin) - top)


def _pile_place(number: int, place: int) -> Place:
    """Beside a market's road, on its left or right."""
    along, (x, y) = 206.0, corner(number, 1.0)
    aside = 15.5 if place % 2 == 0 else -15.5
    return along * x - aside * y, along * y + aside * x + 10


def _aside(points: Sequence[Place], gap: float) -> list[Place]:
    """The same way, shifted sideways by `gap` so that different goods keep their own lane."""
    if not gap:
        return list(points)
    out = []
    for n, (x, y) in enumerate(points):
        a, b = points[max(0, n - 3)], points[min(len(points) - 1, n + 3)]
        far = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
        out.append((x - gap * (b[1] - a[1]) / far, y + gap * (b[0] - a[0]) / far))
    return out


def _new_tags(before: Scene, after: Scene) -> list[int]:
    return [
        n for n, (was, now) in enumerate(zip(before.markets, after.markets, strict=False))
        if {p.product for p in now.pills if p.coins} - {p.product for p in was.pills if p.coins}
    ]  # fmt: skip


def _changes(before: Mapping[str, _Element], after: Mapping[str, _Element]) -> list[pygame.Rect]:
    """The parts of the screen where two sets of elements differ; overlapping parts are joined."""
    areas: list[pygame.Rect] = []
    for key in {*before, *after}:
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and was.look == now.look and was.rect == now.rect:
            continue
        areas += [element.rect for element in (was, now) if element is not None]
    joined: list[pygame.Rect] = []
    for area in areas:
        while (n := area.collidelist(joined)) >= 0:
            area = area.union(joined.pop(n))
        joined.append(area)
    return joined
