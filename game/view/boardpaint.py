"""The board on the screen: one still layer that changes only where a report changes it, and what moves above it.

`Board.update` takes a report, `Board.paint` paints a frame: one blit of the still layer and one list of small ones.
Nothing is rasterised, lettered or blurred while time runs.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import pygame

from game.sim.levers import Action
from game.sim.reports import Report
from game.view import board, shapes, style
from game.view.board import Frame, Layout, Names, Petal, View, lay
from game.view.board_layer import Setting, StillLayer, hex_rect
from game.view.board_movers import Blit, Movers, put_in_motion
from game.view.board_rim import RimBrush
from game.view.board_scene import Memory, Scene, scene
from game.view.board_sprites import petal_card, ripples
from game.view.board_tiles import TileBrush
from game.view.board_ways import Place
from game.view.overlay import nearest
from game.view.panel import Region, Tip
from game.view.pieces import Atlas
from game.view.ui import DIRECTIONS

Pixel = tuple[int, int]
FLIGHT = 0.3
"""Seconds of one step of the zoom."""
MOST_BLENDED = 60
"""Tiles whose warmth changes gradually at once; with more of them the new picture simply stands there."""
RIPPLE_FRAMES = 18


@dataclass
class _Flight:
    """A zoom under way: when it began (None: with the next frame), the view and the picture it began from."""

    before: View
    layer: pygame.Surface
    start: float | None = None


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
        self.still = StillLayer()
        self._level = 0
        self._pan: Place = (0.0, 0.0)
        self._view: View | None = None
        self._memory = Memory()
        self._report: Report | None = None
        self._pending: tuple[Action, ...] = ()
        self._share = 0.0
        self._brushes: tuple[Hashable, TileBrush, RimBrush] | None = None
        self._setting: Setting | None = None
        self._shown: tuple[str, str] | None = None
        self._movers = Movers()
        self._marks: dict[tuple[str, str, bool], list[Blit]] = {}
        self._flight: _Flight | None = None
        self._rings: list[tuple[int, float | None]] = []
        self._cooling: list[Blit] = []
        self._cooled: float | None = None
        self._composed: Scene | None = None
        self._shown_in: tuple[Setting, str] | None = None

    # What is shown.

    def resize(self, size: tuple[int, int], frame_rect: tuple[float, float, float, float] | pygame.Rect) -> None:
        """Takes the window's size and the rectangle that is free for the board, both in pixels; within a window that
        keeps its size the board flies to its new place."""
        x, y, width, height = frame_rect
        frame = Frame(x, y, width, height)
        if size == self.size and frame == self.frame:
            return
        before, layer, same = self._view, self.still.surface, size == self.size
        self.size, self.frame = size, frame
        self._look(self._level, self._pan)
        if same and before is not None and not self.reduced_motion and layer.get_size() == size:
            self._flight = _Flight(before, layer)

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
            self._look(self._level, self._pan)
        self.scene = scene(report, self.names, self.layout, self._memory, moves)
        if before is not None and not self.reduced_motion:
            self._rings += [(market, None) for market in _new_tags(before, self.scene)]
        self._shown = None

    # Looking closer.

    @property
    def zoom(self) -> float:
        """How much larger than whole the board is shown."""
        zooms = self._zooms()
        return zooms[min(self._level, len(zooms) - 1)]

    @property
    def view(self) -> View:
        """How board units lie on the screen now."""
        if self._view is None:
            self._view = board.zoom_view(self.frame, self.zoom, self._pan)
        return self._view

    @property
    def radius(self) -> float:
        """A tile's radius on the screen, in pixels."""
        return (self.layout.radius if self.layout else 33.0) * self.view.scale

    def zoom_at(self, pos: Pixel | None, steps: float) -> bool:
        """Comes closer (steps > 0) or goes back around a place of the screen (None: the middle); True if it could."""
        level = max(0, min(len(self._zooms()) - 1, self._level + (1 if steps > 0 else -1 if steps < 0 else 0)))
        if level == self._level:
            return False
        before, layer = self.view, self.still.surface
        centre = self.frame.centre
        around = (float(pos[0]), float(pos[1])) if pos is not None else centre
        fixed = before.back(around)
        scale = self.frame.scale * self._zooms()[level]
        self._look(level, (around[0] - fixed[0] * scale - centre[0], around[1] - fixed[1] * scale - centre[1]))
        if not self.reduced_motion and layer.get_size() == self.size:
            self._flight = _Flight(before, layer)
        return True

    def pan(self, dx: float, dy: float) -> None:
        """Moves the board by pixels, as far as it still fills its frame."""
        moved = board.limited_pan(self.frame, self.zoom, (self._pan[0] + dx, self._pan[1] + dy))
        if moved != self._pan:
            self._look(self._level, moved)

    def reset_view(self) -> None:
        """Shows the whole board again."""
        if self._level or self._pan != (0.0, 0.0):
            self._look(0, (0.0, 0.0))

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

    def _look(self, level: int, pan: Place) -> None:
        self._level = level
        self._pan = board.limited_pan(self.frame, self.zoom, pan)
        self._view = self._setting = self._flight = None

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
        found = self._set().place(key, self.scene) if self.layout and self.scene else None
        return found if found is not None else pygame.Rect(round(self.view.x), round(self.view.y), 0, 0)

    def hit(self, pos: Pixel) -> str | None:
        """The key of what lies at a place of the screen; tiles and the desk are hexagons."""
        found = [region.key for region in self.regions() if region.holds(pos)]
        return found[-1] if found else None

    def regions(self, tips: Mapping[str, Tip] | None = None) -> list[Region]:
        """Everything that can be pointed at now, for `ui.regions`; its ident is its key."""
        window = pygame.Rect(0, 0, *self.size)
        out = []
        for key in self.order():
            rect = self.place(key)
            if rect.colliderect(window):
                radius = self.radius if key.startswith("team") else board.DESK * self.view.scale
                hexagon = radius if key.startswith(("team", "desk")) else None
                tip = tips.get(key) if tips else None
                out.append(Region(key, rect, tip=tip, hexagon=hexagon, radius=10 * self.view.scale))
        return out

    def neighbour(self, key: str, direction: str) -> str | None:
        """What lies next to a key: "left", "right", "up" or "down"."""
        # A market counts by its middle part: tall ones would draw arrows away from the plates beside them.
        regions = [
            replace(region, rect=region.rect.inflate(0, -region.rect.height // 5))
            if region.key.startswith("market") else region
            for region in self.regions()
        ]  # fmt: skip
        start = next((region for region in regions if region.key == key), None)
        found = nearest(start, regions, DIRECTIONS[direction]) if start is not None else None
        return found.key if found is not None else None

    def petals(self, team: int, count: int, unit: float | None = None, area: pygame.Rect | None = None) -> list[Petal]:
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
    ) -> None:  # fmt: skip
        """A petal's paper hexagon: token (None: the gear of *improve*), name, a line in a tone; `badge` is its key."""
        look = self.names.look(product) if product is not None else ""
        image = petal_card(self.atlas, petal.radius, look, line1, line2, tone, chosen, hover, badge)
        surface.blit(image, image.get_rect(center=(round(petal.centre[0]), round(petal.centre[1]))))

    # One frame.

    def paint(
        self, surface: pygame.Surface, now: float, hover: str | None = None, focus: str | None = None,
        selected: str | None = None, lens: str = "morale", seconds: float = 0.0, spotlight: str | None = None,
        ground: pygame.Surface | None = None,
    ) -> None:  # fmt: skip
        """Paints the whole window, table included.

        now: the week about to be played plus the share of it that has run. seconds: the window's clock.
        spotlight: everything but this tile is dimmed and nothing moves (petals are open).
        ground: the picture of `prepare` with something laid on it outside the board, shown in its place.
        """
        if self.scene is None or self.layout is None:
            surface.blit(self.atlas.table(*self.size), (0, 0))
            return
        self._share = max(0.0, min(1.0, now - self.scene.week))
        if self._shown != (lens, self.atlas.theme) or self._setting is None:
            self._compose(lens)
        if self._flight is not None and self._fly(surface, self._flight, seconds):
            return
        blits: list[Blit] = []
        for key, role in ((hover, "hover"), (focus, "focus"), (selected, "selected")):
            if key is not None:
                blits += self._mark(key, role, spotlight is not None)
        if spotlight is None:
            surface.blit(self.still.surface if ground is None else ground, (0, 0))
            if self._cooling:
                self._blend(surface, seconds)
            blits += self._moving(now, seconds)
        else:
            surface.blit(self.still.dimmed(spotlight), (0, 0))
        surface.blits(blits, False)

    def prepare(self, lens: str) -> pygame.Surface | None:
        """The still picture of the whole window, brought up to date; None while the view flies or nothing is known."""
        if self.scene is None or self.layout is None or self._flight is not None:
            return None
        if self._shown != (lens, self.atlas.theme) or self._setting is None:
            self._compose(lens)
        return self.still.surface

    def _set(self) -> Setting:
        """The board's setting for the present size, view and theme, made anew when one of them has changed."""
        assert self.layout is not None
        if self._setting is None or self._setting.tiles.theme != self.atlas.theme:
            view = self.view
            key = (round(view.scale, 4), self.atlas.theme, self.layout)
            if self._brushes is None or self._brushes[0] != key:
                logical = self.layout.radius * self.zoom
                detail = "A" if logical >= 39 else "B" if logical >= 19 else "C"
                named = detail == "A" and (self.layout.grid.radius > 40 or self.zoom >= 1.7)
                args = (self.atlas, self.layout, self.names, view.scale, detail)
                self._brushes = (key, TileBrush(*args, named=named), RimBrush(*args, named=named))
            self._setting = Setting(
                self.atlas, self.layout, view, self.size, self._brushes[1], self._brushes[2]
            )
        return self._setting

    def _compose(self, lens: str) -> None:
        assert self.scene is not None
        setting = self._set()
        self._remember_warmth(setting, self.scene, lens)
        self.still.show(setting, self.scene, lens)
        self._shown = (lens, self.atlas.theme)
        self._marks.clear()
        self._movers = put_in_motion(setting, self.scene, lens)

    def _remember_warmth(self, setting: Setting, now: Scene, lens: str) -> None:
        """Keeps the tiles as they were where their warmth is about to change, to let them fade."""
        before, self._composed = self._composed, now
        self._cooling, self._cooled = [], None
        same = self.still.surface.get_size() == self.size and self._shown_in == (setting, lens)
        self._shown_in = (setting, lens)
        if before is None or not same or self.reduced_motion or lens != "morale":
            return
        changed = [
            team for team, (was, look) in enumerate(zip(before.tiles, now.tiles, strict=False)) if was.step != look.step
        ]
        window = self.still.surface.get_rect()
        for team in changed if len(changed) <= MOST_BLENDED else ():
            rect = hex_rect(self.view.at(setting.layout.tiles[team]), setting.radius).clip(window)
            self._cooling.append((self.still.surface.subsurface(rect).copy(), rect.topleft))

    def _blend(self, surface: pygame.Surface, seconds: float) -> None:
        """Lays the tiles as they were over the new ones, fainter from frame to frame."""
        if self._cooled is None:
            self._cooled = seconds
        share = (seconds - self._cooled) / style.WARMTH
        if seconds == 0.0 or share >= 1.0:
            self._cooling = []
            return
        alpha = round(255 * (1 - style.ease_out(share)))
        for image, _ in self._cooling:
            image.set_alpha(alpha)
        surface.blits(self._cooling, False)

    def _moving(self, now: float, seconds: float) -> list[Blit]:
        if self.reduced_motion:
            now = math.floor(now) + 0.5
        out = self._movers.blits(self._set(), now, seconds, still=self.reduced_motion)
        return out + self._rippling(seconds) if self._rings else out

    def _rippling(self, seconds: float) -> list[Blit]:
        out: list[Blit] = []
        kept: list[tuple[int, float | None]] = []
        if self.layout is not None and seconds:
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

    def _mark(self, key: str, role: str, dim: bool) -> list[Blit]:
        """The ring around what is pointed at, focused or selected; a market under the mouse shows its prices."""
        found = self._marks.get((key, role, dim))
        if found is None:
            found = self._marks[key, role, dim] = self._marked(key, role, dim)
        return found

    def _marked(self, key: str, role: str, dim: bool) -> list[Blit]:
        out: list[Blit] = []
        pal, k, rect = self.atlas.palette, self.view.scale, self.place(key)
        stroke = {"hover": 2.0, "focus": 3.0, "selected": 3.0}[role] * self.frame.scale
        colour = style.mix(pal.focus, pal.card, 0.35) if role == "hover" else pal.focus
        if key.startswith(("team", "desk")):
            size = self.radius if key.startswith("team") else board.DESK * k
            inner = style.WHITE if role == "selected" else None
            ring = shapes.hex_ring(round(size + stroke * 0.8, 1), colour, round(stroke, 1), inner)
        else:
            grown = rect.inflate(round(6 * k), round(6 * k))
            ring = shapes.ring(grown.width, grown.height, colour, min(12 * k, grown.height / 2), round(stroke, 1))
        if key.startswith("market") and role == "hover" and self.layout is not None and self.scene is not None:
            index = int(key.split()[1])
            market = self._set().rim.market(
                self.scene.markets[index], self.layout.market(index), self.view, prices=True
            )
            out.append(market)
        box = ring.get_bounding_rect()
        x, y = ring.get_rect(center=rect.center).topleft
        image = ring.subsurface(box)
        if key.startswith("team") and not dim:
            image = shapes.ready(self.still.beneath(image, image.get_rect(topleft=(x + box.x, y + box.y))))
        out.append((image, (x + box.x, y + box.y)))
        return out

    def _fly(self, surface: pygame.Surface, flight: _Flight, seconds: float) -> bool:
        """Paints a moment of the zoom as a scaled part of the layer that shows more; False when it is over."""
        if flight.start is None:
            flight.start = seconds
        share = style.ease_in_out((seconds - flight.start) / FLIGHT)
        if share >= 1.0 or seconds == 0.0:
            self._flight = None
            return False
        before, after = flight.before, self.view
        scale = before.scale + (after.scale - before.scale) * share
        x, y = before.x + (after.x - before.x) * share, before.y + (after.y - before.y) * share
        wide, base = (flight.layer, before) if before.scale < after.scale else (self.still.surface, after)
        part = base.scale / scale
        width, height = round(self.size[0] * part), round(self.size[1] * part)
        crop = pygame.Rect(round(base.x - x * part), round(base.y - y * part), width, height)
        seen = crop.clip(wide.get_rect())
        if seen != crop:
            surface.blit(self.atlas.table(*self.size), (0, 0))
        place = round((seen.x - crop.x) / part), round((seen.y - crop.y) / part)
        image = wide.subsurface(seen)
        if part != 1.0:
            image = pygame.transform.scale(image, (round(seen.width / part), round(seen.height / part)))
        surface.blit(image, place)
        return True


def _new_tags(before: Scene, after: Scene) -> list[int]:
    """The markets at which a tag hangs that did not hang there before."""
    return [
        n for n, (was, now) in enumerate(zip(before.markets, after.markets, strict=False))
        if {p.product for p in now.pills if p.coins} - {p.product for p in was.pills if p.coins}
    ]  # fmt: skip
