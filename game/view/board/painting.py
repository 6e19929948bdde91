"""The board on the screen: one still layer that changes only where a report changes it, and what moves above it.

`Board.update` takes a report, `Board.paint` paints a frame: one blit of the still layer and one list of small ones.
Nothing is rasterised, lettered or blurred while time runs.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pygame

from game.board import layout as board_layout
from game.board import style
from game.board.layout import Frame, Layout, View
from game.board.looks import Lens
from game.board.petals import Petal, petals
from game.board.plan import plan_of
from game.board.scene import Memory, Scene, staging
from game.board.surround import largest_share
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.view.board.camera import MOSAIC_BELOW, Camera, Flight, detail_of
from game.view.board.cells import CellBrush
from game.view.board.change import Change
from game.view.board.layer import StillLayer
from game.view.board.marks import marked
from game.view.board.movers import Blit, Movers, Tracks, put_in_motion
from game.view.board.rim import RimBrush
from game.view.board.setting import Setting
from game.view.board.sprites import petal_card
from game.view.board.tiles import TileBrush
from game.view.toolkit.input import DIRECTIONS, nearest
from game.view.toolkit.panel import Region, Tip
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.steps import Pace
from game.words.names import Names

Pixel = tuple[int, int]
LARGEST_RIM = 1.45
"""How much larger markets, plates and letters of a mosaic grow as one comes closer."""
MOST_LETTERS = 1.12
"""How much larger than a piece around the board its letters may grow, where there is no room for a larger piece."""
KEPT_BRUSHES, DONE = 6, object()


class Board:
    """The board of one level. Keys: "desk", "team 3", "market 2", "department 1" (indices as in the report).

    `zoom` is 1.0 when the whole board shows. `reduced_motion`: no ripples, breath or flight; letters step weekly.
    """

    def __init__(self, atlas: Atlas, names: Names, *, reduced_motion: bool = False) -> None:
        self.atlas = atlas
        self.names = names
        self.reduced_motion = reduced_motion
        self.size = (style.WIDTH, style.HEIGHT)
        self.camera = Camera(Frame(252, 54, 752, 622))
        self.letters = 0.0
        self.layout: Layout | None = None
        self.scene: Scene | None = None
        self.still = StillLayer()
        self._memory = Memory()
        self._where = np.zeros(0, dtype=np.int64)
        self._report: Report | None = None
        self._pending: tuple[Action, ...] = ()
        self._share = 0.0
        self._brushes: dict[Hashable, tuple[TileBrush, RimBrush, CellBrush, RimBrush]] = {}
        self._setting: Setting | None = None
        self._shown: tuple[str, str] | None = None
        self._movers = Movers()
        self._marks: dict[tuple[str, str, bool], list[Blit]] = {}
        self._flight: Flight | None = None
        self._change = Change()
        self._composed: Scene | None = None
        self._shown_in: tuple[Setting, str] | None = None
        self._tracks = Tracks()
        self._pace: Pace | None = None
        self._staging: Generator[None, None, Scene] | None = None
        self._version = 0
        self._composing: tuple[tuple[int, str, str], Iterator[None]] | None = None

    # What is shown.

    def resize(
        self, size: tuple[int, int], frame_rect: tuple[float, float, float, float] | pygame.Rect, letters: float = 0.0
    ) -> None:
        """Takes the window's size and the rectangle that is free for the board, both in pixels; within a window that
        keeps its size the board flies to its new place.

        letters: pixels a board unit at which letters on the board are as large as they should be, where there is room.
        """
        x, y, width, height = frame_rect
        frame = Frame(x, y, width, height)
        if size == self.size and frame == self.frame and letters == self.letters:
            return
        if letters != self.letters:
            self.letters = letters
            self._brushes.clear()
        before, layer, same = self.view, self._at_rest(), size == self.size
        self.size = size
        self.camera.take(frame)
        self._looked()
        if same and self.scene is not None and not self.reduced_motion and layer.get_size() == size:
            self._flight = Flight(before, layer)

    def update(self, report: Report, pending: Sequence[Action] = (), pace: Pace | None = None) -> None:
        """Takes the newest report and the week's pending actions; nothing happens if neither has changed.

        pace: what they change is painted in parts, as many at each `prepare` as it allows; None: all at once.
        """
        self._pace = pace if not self.reduced_motion else None
        moves = tuple(pending)
        if report is self._report and moves == self._pending:
            if self._pace is None:
                self._stage_rest()
            return
        if report is not self._report:
            self._memory.note(report)
        for action in moves:
            self._memory.placed.setdefault(action, self._share)
        self._report, self._pending = report, moves
        known = self.scene is not None
        if self.layout is None or not np.array_equal(self._where, report.department):
            known = False
            self._where = report.department
            self.layout = plan_of(report, self.names)
            self.camera.suit(self.layout)
            self._brushes.clear()
            self._looked()
        self._staging = staging(report, self.names, self.layout, self._memory, moves)
        self._version += 1
        self._shown = None
        if self._pace is None or not known:
            self._stage_rest()

    def _stage_rest(self) -> None:
        """Puts together at once what is left of the newest report's scene."""
        while self._staging is not None:
            self._stage()

    def _stage(self) -> None:
        """Puts together a part of the newest report's scene; whoever asked for it may be gone before the last part."""
        assert self._staging is not None
        try:
            next(self._staging)
        except StopIteration as done:
            self._take(done.value)

    def _take(self, now: Scene) -> None:
        before, self.scene, self._staging = self.scene, now, None
        if before is not None and not self.reduced_motion:
            self._change.ripple(before, now)

    def begin(self) -> None:
        """Forgets the game that was shown, for another one under the same names; what lies still is not drawn anew
        where it lies as before."""
        self.scene = self._report = self._flight = self._shown = self._staging = None
        self._pending, self._share = (), 0.0
        self._composing = self._composed = self._shown_in = None
        self._memory, self._change, self._tracks, self._movers = Memory(), Change(), Tracks(), Movers()
        self._marks.clear()

    # Looking closer.

    @property
    def frame(self) -> Frame:
        """The part of the window that is free for the board."""
        return self.camera.frame

    @property
    def zoom(self) -> float:
        """How much larger than whole the board is shown."""
        return self.camera.zoom

    @property
    def view(self) -> View:
        """How board units lie on the screen now."""
        return self.camera.view

    @property
    def radius(self) -> float:
        """A tile's radius on the screen, in pixels."""
        return (self.layout.radius if self.layout else 33.0) * self.view.scale

    @property
    def mosaic(self) -> bool:
        """Whether teams show as the cells of a mosaic, too small to be pointed at: departments are instead."""
        return self.layout is not None and detail_of(self.layout, self.zoom) == "D"

    def zoom_at(self, pos: Pixel | None, steps: float) -> bool:
        """Comes closer (steps > 0) or goes back around a place of the screen (None: the middle); True if it could."""
        before = self.view
        around = (float(pos[0]), float(pos[1])) if pos is not None else self.frame.centre
        return self._flown(before, self.camera.step(around, steps))

    def zoom_to(self, department: int) -> bool:
        """Comes so close to a department of a mosaic that its teams show as tiles; True if that moved anything."""
        if self.layout is None or not self.layout.areas:
            return False
        corners = [place for part in self.layout.areas[department] for place in part]
        return self._flown(self.view, self.camera.fit(corners, MOSAIC_BELOW * 1.1 / self.layout.radius))

    def _flown(self, before: View, moved: bool) -> bool:
        if moved:
            layer = self._at_rest()
            self._looked()
            if not self.reduced_motion and layer.get_size() == self.size:
                self._flight = Flight(before, layer)
        return moved

    def pan(self, dx: float, dy: float) -> None:
        """Moves the board by pixels, as far as it still fills its frame."""
        before, flight = self.camera.version, self._flight
        self.camera.pan(dx, dy)
        if self.camera.version != before:
            self._looked()
            # A flight that has not begun yet goes to the new place.
            self._flight = flight if flight is not None and flight.start is None else None

    def reset_view(self) -> None:
        """Shows the whole board again."""
        if self.zoom > 1.0:
            before = self.view
            self.camera.turn_to(0, (0.0, 0.0))
            self._flown(before, True)

    def show(self, key: str, clear: float = 12.0) -> None:
        """Moves the board so that a tile, market or plate lies in the frame, `clear` logical pixels from its edge."""
        rect = self.place(key)
        area = pygame.Rect(*map(round, (self.frame.x, self.frame.y, self.frame.width, self.frame.height)))
        beyond = 2 * round((clear - 12) * self.frame.scale)
        if self.zoom > 1 and not area.inflate(-beyond, -beyond).contains(rect):
            inside = rect.clamp(area.inflate(-beyond - 24, -beyond - 24))
            self.pan(inside.x - rect.x, inside.y - rect.y)

    def _at_rest(self) -> pygame.Surface:
        """A picture of the board and its flags with nothing moving."""
        out = self.still.surface.copy()
        out.blits(self._movers.resting_flags(), False)
        return out

    def _looked(self) -> None:
        """Forgets what was laid out for another view."""
        self._setting = self._flight = self._shown = self._composing = None

    # Where things are.

    def order(self) -> list[str]:
        """All keys in the order of Tab: the desk, each department with its teams, the markets.

        In a mosaic as a whole there are no teams: a department is the least that can be pointed at.
        """
        if self.layout is None:
            return []
        out = ["desk"]
        members: list[list[str]] = [[] for _ in self.layout.plates]
        for team, home in enumerate(() if self.mosaic else self.layout.department):
            members[home].append(f"team {team}")
        for department, teams in enumerate(members):
            out += [f"department {department}", *teams]
        return out + [f"market {market}" for market in range(len(self.layout.corners))]

    def place(self, key: str) -> pygame.Rect:
        """Where something lies on the screen; an empty rectangle at the desk for an unknown key."""
        found = self._set().place(key, self.scene) if self.layout and self.scene else None
        return found if found is not None else pygame.Rect(round(self.view.x), round(self.view.y), 0, 0)

    def named(self) -> list[pygame.Rect]:
        """Where names lie on the screen: plates, markets and what hangs there, banners, the star, teams' ribbons."""
        if self.layout is None or self.scene is None:
            return []
        ribbons = self._set().ribbons(self.scene)
        return [*self.still.named(), *(image.get_rect(topleft=place) for image, place in ribbons)]

    def hit(self, pos: Pixel) -> str | None:
        """The key of what lies at a place of the screen; tiles and the desk are hexagons, land of a mosaic is land."""
        found = [region.key for region in self.regions() if region.holds(pos)]
        return found[-1] if found else None

    def regions(self, tips: Mapping[str, Tip] | None = None) -> list[Region]:
        """Everything that can be pointed at now, for `ui.regions`; its ident is its key."""
        return list(self.each_region(tips))

    def each_region(self, tips: Mapping[str, Tip] | None = None) -> Iterator[Region]:
        """The same one after the other."""
        if self.layout is None or self.scene is None:
            return
        setting, window = self._set(), pygame.Rect(0, 0, *self.size)
        seen = setting.visible(window)
        for key in self.order():
            kind, _, number = key.partition(" ")
            if kind == "team" and int(number) not in seen:
                continue
            rect = self.place(key)
            hung = setting.hanging_outline(int(number), self.scene) if kind == "market" else None
            outline = hung or setting.outline(key, self.scene)
            if rect.colliderect(window):
                radius = self.radius if kind == "team" else board_layout.DESK * self.view.scale
                hexagon = radius if kind in ("team", "desk") else None
                tip = tips.get(key) if tips is not None else None
                round_by, ringed = 10 * setting.rim.scale, kind != "team" or self.mosaic  # a tile's ring lies beneath
                yield Region(key, rect, tip=tip, hexagon=hexagon, radius=round_by, outline=outline, ringed=ringed)

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
        return petals(self.view.at(self.layout.tiles[team]), self.radius, count, free, size)

    def paint_petal(
        self, surface: pygame.Surface, petal: Petal, product: int | None, line1: str, line2: str, *,
        tone: str = "plain", chosen: bool = False, hover: bool = False, badge: str = "",
    ) -> None:  # fmt: skip
        """A petal's paper hexagon: token (None: the gear of *improve*), name, a line in a tone; `badge` is its key."""
        look = self.names.looks[product] if product is not None else ""
        image = petal_card(self.atlas, petal.radius, look, line1, line2, tone, chosen, hover, badge)
        surface.blit(image, image.get_rect(center=(round(petal.centre[0]), round(petal.centre[1]))))

    # One frame.

    def paint(
        self, surface: pygame.Surface, now: float, hover: str | None = None, focus: str | None = None,
        selected: str | None = None, lens: Lens = "morale", seconds: float = 0.0, spotlight: str | None = None,
        ground: pygame.Surface | None = None,
    ) -> None:  # fmt: skip
        """Paints the whole window, table included.

        now: the week about to be played plus the share of it that has run. seconds: the window's clock. spotlight:
        everything but this tile is dimmed and nothing moves (petals are open).
        ground: the picture of `prepare` with something laid on it outside the board, shown in its place; what moves
        stays within the board's frame then.
        """
        if self.scene is None or self.layout is None:
            surface.blit(self.atlas.table(*self.size), (0, 0))
            return
        self._share = max(0.0, min(1.0, now - self.scene.week))
        if ground is None:
            self._keep_up(lens)
        if self._flight is not None:
            self._flight.goal = self._flight.goal or self._at_rest()
            if self.camera.fly(surface, self._flight, self.atlas.table(*self.size), seconds):
                return
            self._flight = None
        if ground is not None and self.zoom > 1.0:
            frame = self.frame
            within = pygame.Rect(round(frame.x), round(frame.y), round(frame.width), round(frame.height))
        else:
            within = surface.get_rect()
        blits: list[Blit] = []
        for key, role in ((hover, "hover"), (focus, "focus"), (selected, "selected")):
            if key is not None:
                blits += self._mark(key, role, spotlight is not None)
        if spotlight is None:
            if ground is None and not self.behind:
                self._change.step(self.still, seconds)
            surface.blit(self.still.surface if ground is None else ground, (0, 0))
            self._change.paint(surface, seconds)
            blits += self._moving(now, seconds)
        else:
            surface.blit(self.still.dimmed(spotlight, self._movers.resting_flags()), (0, 0))
            blits += [frames[0] for number, frames in self._movers.flags if spotlight == f"team {number}"]
        surface.set_clip(within)
        surface.blits(blits, False)
        surface.set_clip(None)

    def prepare(self, lens: Lens, seconds: float) -> pygame.Surface | None:
        """The still picture of the whole window, brought up to date; None while the view flies or nothing is known.

        seconds: the window's clock.
        """
        if self.scene is None or self.layout is None or self._flight is not None:
            return None
        self._keep_up(lens)
        if not self.behind:
            self._change.step(self.still, seconds)
        return self.still.surface

    def _keep_up(self, lens: Lens) -> None:
        """Paints what the layer lacks, as much as the pace allows."""
        begun = self._composing is not None and self._composing[0] == self._wanted(lens)
        same = self._setting is not None and self.still.setting is self._setting
        if self._pace is not None and same and (begun or self._shown is None):
            self._composing = self._composing if begun else (self._wanted(lens), self._steps(lens))
            while self._composing is not None and self._pace.more():
                if next(self._composing[1], DONE) is DONE:
                    self._composing = None
        elif self.still.single and self._setting is not None and self._shown == (lens, self.atlas.theme):
            self.still.double()
        else:
            self._catch_up(lens)

    @property
    def behind(self) -> bool:
        """Whether a part of what has changed is still to be painted."""
        return self._composing is not None

    def _wanted(self, lens: Lens) -> tuple[int, str, str]:
        return self._version, lens, self.atlas.theme

    def _catch_up(self, lens: Lens) -> None:
        """Paints whatever the layer lacks at once."""
        under_way, self._composing = self._composing, None
        if under_way is not None and under_way[0] == self._wanted(lens) and self._setting is not None:
            list(under_way[1])
        if self._shown != (lens, self.atlas.theme) or self._setting is None:
            list(self._steps(lens))

    def _set(self) -> Setting:
        """The board's setting for the present size, view and theme, made anew when one of them has changed."""
        assert self.layout is not None
        if self._setting is None or self._setting.tiles.theme != self.atlas.theme:
            view, layout = self.view, self.layout
            rows = tuple(len(market.rows) for market in self.scene.markets) if self.scene is not None else ()
            key = (round(view.scale, 4), round(self.frame.scale, 4), round(self.frame.width), rows, self.atlas.theme)
            if key not in self._brushes:
                if len(self._brushes) >= KEPT_BRUSHES:
                    self._brushes.pop(next(iter(self._brushes)))
                detail = detail_of(layout, self.zoom)
                named = detail == "A" and (layout.grid.radius > 40 or self.zoom >= 1.7)
                near = view.scale if not layout.hubs else self.frame.scale * min(self.zoom, LARGEST_RIM)
                unit = self.frame.scale
                half, houses = self.frame.width / unit / 2, len(self.names.houses) > 1
                rim = near
                if self.letters > 1.03 * near:
                    rim = max(near, min(self.letters, unit * largest_share(layout, rows, half, houses=houses)))
                given = (self.atlas, layout, self.names)
                crowds = RimBrush(*given, near, detail, named=named, unit=unit)
                self._brushes[key] = (
                    TileBrush(*given, view.scale, detail, named=named, unit=unit, wanted=self.letters / view.scale),
                    crowds if rim == near else RimBrush(
                        *given, rim, detail, named=named, unit=unit, letters=min(MOST_LETTERS, self.letters / rim)
                    ),
                    CellBrush(*given, view.scale, detail, unit=unit),
                    crowds,
                )  # fmt: skip
            self._setting = Setting(self.atlas, layout, view, self.size, *self._brushes[key], rows, self.frame.width)
        return self._setting

    def _steps(self, lens: Lens) -> Iterator[None]:
        """Brings layer and ways to the scene, a part at each step."""
        while self._staging is not None:
            self._stage()
            yield
        assert self.scene is not None
        setting, now = self._set(), self.scene
        self._change.step(self.still, 0.0)
        yield from self.still.composing(setting, now, lens)
        yield
        yield from self._tracks.laying(setting, now)
        yield
        self._movers = yield from put_in_motion(setting, now, lens, self._tracks)
        self._marks.clear()
        yield
        self._reveal(setting, now, lens)
        self._shown = (lens, self.atlas.theme)

    def _reveal(self, setting: Setting, now: Scene, lens: Lens) -> None:
        """Shows what has been painted; tiles whose warmth has changed fade into it."""
        before, self._composed = self._composed, now
        same, self._shown_in = self._shown_in == (setting, lens), (setting, lens)
        self._change.forget()
        if before is not None and same and not self.reduced_motion and lens == "morale":
            self._change.begin(self.still, setting, before, now)
        else:
            self.still.show()

    def _moving(self, now: float, seconds: float) -> list[Blit]:
        if self.reduced_motion:
            now = math.floor(now) + 0.5
        out = self._movers.blits(self._set(), now, seconds, still=self.reduced_motion)
        return out + self._change.rippling(self._set(), seconds)

    def _mark(self, key: str, role: str, dim: bool) -> list[Blit]:
        """The ring around what is pointed at, focused or selected; a market under the mouse shows its prices."""
        found = self._marks.get((key, role, dim))
        if found is None and self.scene is not None:
            found = marked(self._set(), self.still, self.scene, key, role, self.frame.scale, dim)
            self._marks[key, role, dim] = found
        return found or []
