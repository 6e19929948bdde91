"""The board on the screen: one still layer that changes only where a report changes it, and what moves above it.

`Board.update` takes a report, `Board.paint` paints a frame: one blit of the still layer and one list of small ones.
Nothing is rasterised, lettered or blurred while time runs.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

import numpy as np
import pygame

from game.board import layout as board_layout
from game.board import style
from game.board.layout import Frame, Layout, View
from game.board.looks import Lens
from game.board.petals import Petal, petals
from game.board.plan import plan_of
from game.board.scene import Memory, Scene, staging
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.view.board.brushes import Brushes
from game.view.board.camera import MOSAIC_BELOW, Camera, Flight, detail_of
from game.view.board.change import Change
from game.view.board.dusk import Dusk
from game.view.board.layer import StillLayer
from game.view.board.marks import Mark, marked
from game.view.board.movers import Blit, Movers, Tracks, put_in_motion
from game.view.board.setting import Setting
from game.view.toolkit.panel import Region, Tip
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.steps import BRISK_SECONDS, Pace
from game.words.names import Names

Pixel = tuple[int, int]
DONE = object()


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
        self.layout: Layout | None = None
        self.scene: Scene | None = None
        self.still = StillLayer()
        self._memory = Memory()
        self._where = np.zeros(0, dtype=np.int64)
        self._report: Report | None = None
        self._pending: tuple[Action, ...] = ()
        self._share = self._seconds = 0.0
        self._pointed: list[tuple[str, str]] = []
        self._dusk = Dusk()
        self._brushes = Brushes(atlas, names)
        self._setting: Setting | None = None
        self._shown: tuple[str, str] | None = None
        self._movers = Movers()
        self._marks: dict[tuple[str, str, bool], Mark] = {}
        self._flight: Flight | None = None
        self._change = Change()
        self._tracks = Tracks()
        self._pace: Pace | None = None
        self._brisk = Pace(BRISK_SECONDS)
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
        if size == self.size and frame == self.frame and letters == self._brushes.letters:
            return
        if letters != self._brushes.letters:
            self._brushes.letters = letters
            self._brushes.forget()
        before, same = self.view, size == self.size
        self.size = size
        self.camera.take(frame)
        if not self._flown(before, same and self.scene is not None):
            self._looked()

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
            self._brushes.forget()
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
        self._composing = None
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
        """Sets out from a view for the camera's, with the picture of what is seen now."""
        if moved:
            flight = self._flight
            if flight is None:
                flight = Flight(self._at_rest(), before, before)
            elif flight.goal is not None:
                flight = Flight(flight.goal, before, flight.seen)
            else:
                flight = Flight(flight.picture, flight.shows, flight.seen)
            self._looked()
            self._flight = flight if flight.picture.get_size() == self.size else None
        return moved

    def pan(self, dx: float, dy: float) -> None:
        """Moves the board by pixels, as far as it still fills its frame."""
        before, version = self.view, self.camera.version
        self.camera.pan(dx, dy)
        if self.camera.version == version:
            return
        if self._flight is None:
            self._looked()
            return
        # The flight goes on to the new place; what is being painted for the old one serves it meanwhile.
        if self._flight.goal is not None:
            self._flight.picture, self._flight.shows, self._flight.goal = self._flight.goal, before, None
        self._setting = self._shown = None

    def reset_view(self) -> None:
        """Shows the whole board again."""
        if self.zoom > 1.0:
            before = self.view
            self.camera.turn_to(0, (0.0, 0.0))
            self._flown(before, True)

    def show(self, key: str, clear: float = 12.0) -> None:
        """Flies to where a tile, market or plate lies in the frame, `clear` logical pixels from its edge."""
        rect = self.place(key)
        area = pygame.Rect(*map(round, (self.frame.x, self.frame.y, self.frame.width, self.frame.height)))
        beyond = 2 * round((clear - 12) * self.frame.scale)
        if self.zoom > 1 and not area.inflate(-beyond, -beyond).contains(rect):
            inside = rect.clamp(area.inflate(-beyond - 24, -beyond - 24))
            if self._flight is None:
                before = self.view
                self.camera.pan(inside.x - rect.x, inside.y - rect.y)
                self._flown(before, self.view != before)
            else:
                self.pan(inside.x - rect.x, inside.y - rect.y)

    def _at_rest(self) -> pygame.Surface:
        """A picture of the board as it is seen at this moment, with all that moves over it."""
        dim = self._dusk.level == 1.0
        out = (self._dark() if dim else self.still.surface).copy()
        out.blits(self._over(dim=dim), False)
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

    def regions(self, tips: Mapping[str, Tip] | None = None, *, lettered: bool = True) -> list[Region]:
        """Everything that can be pointed at now, for `ui.regions`; its ident is its key.

        lettered: markets and departments too, whose places are known only once they are painted.
        """
        return list(self.each_region(tips, lettered=lettered))

    def each_region(self, tips: Mapping[str, Tip] | None = None, *, lettered: bool = True) -> Iterator[Region]:
        """The same one after the other."""
        if self.layout is None or self.scene is None:
            return
        setting, window = self._set(), pygame.Rect(0, 0, *self.size)
        tiles, round_by, said = setting.tile_rects(window), 10 * setting.rim.scale, {} if tips is None else tips
        for key in self.order():
            if (rect := tiles.get(key)) is not None:  # its ring lies beneath what stands on it
                yield Region(key, rect, tip=said.get(key), hexagon=setting.radius, radius=round_by, ringed=self.mosaic)
            kind, _, number = key.partition(" ")
            if kind == "team" or (kind in ("market", "department") and not lettered):
                continue
            rect = self.place(key)
            hung = setting.hanging_outline(int(number), self.scene) if kind == "market" else None
            outline = hung or setting.outline(key, self.scene)
            if rect.colliderect(window):
                hexagon = board_layout.DESK * self.view.scale if kind == "desk" else None
                yield Region(key, rect, tip=said.get(key), hexagon=hexagon, radius=round_by, outline=outline)

    def petals(self, team: int, count: int, unit: float | None = None, area: pygame.Rect | None = None) -> list[Petal]:
        """`count` hexagons around a team's tile, inside `area` (the board's frame if None), clockwise from the top.

        `unit` is the interface's pixels a logical pixel.
        """
        if self.layout is None:
            return []
        size = unit if unit is not None else self.frame.scale
        free = self.frame if area is None else Frame(area.x, area.y, area.width, area.height)
        return petals(self.view.at(self.layout.tiles[team]), self.radius, count, free, size)

    # One frame.

    def paint(
        self, surface: pygame.Surface, now: float, hover: str | None = None, focus: str | None = None,
        selected: str | None = None, lens: Lens = "morale", seconds: float = 0.0, spotlight: str | None = None,
        ground: pygame.Surface | None = None,
    ) -> None:  # fmt: skip
        """Paints the whole window, table included.

        now: the week about to be played plus the share of it that has run. seconds: the window's clock. spotlight:
        everything but this tile darkens and nothing moves (petals are open).
        ground: the picture of `prepare` with something laid on it outside the board, shown in its place; what moves
        stays within the board's frame then.
        """
        if self.scene is None or self.layout is None:
            surface.blit(self.atlas.table(*self.size), (0, 0))
            return
        self._share, self._seconds = max(0.0, min(1.0, now - self.scene.week)), seconds
        roles = ((hover, "hover"), (focus, "focus"), (selected, "selected"))
        self._pointed = [(key, role) for key, role in roles if key is not None]
        dark = self._dusk.share(spotlight, seconds, still=self.reduced_motion)
        if self._flight is not None:
            if seconds and self._fly(surface, self._flight, lens, seconds):
                return
            self._flight = None
        if ground is None:
            self._keep_up(lens)
        if ground is not None and self.zoom > 1.0:
            frame = self.frame
            within = pygame.Rect(round(frame.x), round(frame.y), round(frame.width), round(frame.height))
        else:
            within = surface.get_rect()
        if dark < 1.0:
            if ground is None and not self.behind:
                self._change.step(self.still, seconds)
            surface.blit(self.still.surface if ground is None else ground, (0, 0))
            self._change.paint(surface, seconds)
            surface.set_clip(within)
            surface.blits(self._over(dim=False), False)
            surface.set_clip(None)
        if dark > 0.0:
            darkened = self._dark()
            darkened.set_alpha(round(255 * dark) if dark < 1.0 else None)
            surface.blit(darkened, (0, 0))
            surface.blits(self._over(dim=True), False)

    @property
    def dims(self) -> bool:
        """Whether the last frame was darkened around a tile, or still is not all bright again."""
        return self._dusk.level > 0.0

    def _dark(self) -> pygame.Surface:
        """The darkened board with one tile bright."""
        return self.still.dimmed(self._dusk.key or "", self._movers.resting(waits=self._share == 0.0))

    def _over(self, *, dim: bool) -> list[Blit]:
        """What lies on the still picture in this frame, or (dim) on the darkened one, back to front."""
        marks = [self._mark(key, role, dim) for key, role in self._pointed]
        out = [one for mark in marks for one in mark.beneath]
        if dim:
            out += [frames[0] for number, frames in self._movers.flags if self._dusk.key == f"team {number}"]
        else:
            out += self._moving()
        return out + [one for mark in marks for one in mark.above]

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
        if self._pace is not None and same and (begun or self._shown != (lens, self.atlas.theme)):
            self._compose(lens, self._pace)
        elif self.still.single and self._setting is not None and self._shown == (lens, self.atlas.theme):
            self.still.double()
        else:
            self._catch_up(lens)

    def _compose(self, lens: Lens, pace: Pace) -> None:
        """Paints as many parts of what the layer lacks as the pace allows."""
        if self._composing is None or self._composing[0] != self._wanted(lens):
            self._composing = (self._wanted(lens), self._steps(lens))
        while self._composing is not None and pace.more():
            if next(self._composing[1], DONE) is DONE:
                self._composing = None

    def _fly(self, surface: pygame.Surface, flight: Flight, lens: Lens, seconds: float) -> bool:
        """Paints a moment of a flight; False when it is over. Where it goes is painted in parts, in the frames after
        the one in which it was asked for."""
        if flight.goal is None and flight.asked:
            self._brisk.begin()
            self._compose(lens, self._brisk)
            painted = self.still.setting if self._composing is None else None
            if painted is self._set():
                flight.goal = self._at_rest()
            elif painted is not None:
                flight.picture, flight.shows, self._shown = self._at_rest(), painted.view, None
        flight.asked = True
        return self.camera.fly(surface, flight, self.atlas.table(*self.size), seconds, still=self.reduced_motion)

    @property
    def flying(self) -> bool:
        """Whether the board is on its way to a view that is not painted yet."""
        return self._flight is not None and self._flight.goal is None

    @property
    def behind(self) -> bool:
        """Whether a part of what has changed is still to be painted."""
        return self._composing is not None or self.flying

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
            rows = tuple(len(market.rows) for market in self.scene.markets) if self.scene is not None else ()
            self._setting = self._brushes.setting(self.layout, self.frame, self.view, self.size, self.zoom, rows)
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
        self._change.reveal(self.still, setting, now, lens, gradually=not self.reduced_motion)
        self._shown = (lens, self.atlas.theme)

    def _moving(self) -> list[Blit]:
        assert self.scene is not None
        now, waits = self.scene.week + (self._share if not self.reduced_motion else 0.5), self._share == 0.0
        out = self._movers.blits(self._set(), now, self._seconds, still=self.reduced_motion, waits=waits)
        return out + self._change.rippling(self._set(), self._seconds)

    def _mark(self, key: str, role: str, dim: bool) -> Mark:
        """The ring around what is pointed at, focused or selected; a market under the mouse shows its prices."""
        found = self._marks.get((key, role, dim))
        if found is None and self.scene is not None:
            found = marked(self._set(), self.still, self.scene, key, role, self.frame, dim)
            self._marks[key, role, dim] = found
        return found or Mark()
