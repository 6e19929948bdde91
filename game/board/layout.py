"""Where everything on the board lies: sectors, tiles, roads, markets, plates and ways, as plain numbers without pygame.

Lengths are board units: one screen pixel at 1280×720 and zoom 1. Zero is the desk in the middle, y points down.
Corners and sectors count clockwise: corner 0 is the upper left one, sector n lies between corners n and n + 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.board import style
from game.board.ways import (
    RING,
    Place,
    Way,
    corner,
    distance,
    middle_of,
    rounded,
    sector_at,
    short_of,
    shortest_in,
    shortest_out,
    turned,
)

WIDTH, HEIGHT = 752.0, 622.0
"""What the board with its markets, plates and tags needs at zoom 1."""
LAND = style.BOARD_RADIUS - style.BOARD_FRAME
DESK = 46.0
MARKET_WIDTH = 100.0
PLATE_HEIGHT = 26.0
TILE_SHARE = 0.93
"""A tile's face as a share of its place in the grid; the rest is the gap to its neighbour."""
ZOOMS: tuple[float, ...] = (1.0, 1.2, 1.45, 1.75, 2.1, 2.6)
LARGEST_TILE = 78.0
ROOT = math.sqrt(3)
_OUTER, _INNER, _CLOSE = 238.0, 108.0, 72.0
SMALL_TILE = 20.0
CLOSE_RING = 72.0
"""How far from the desk the ring road lies where tiles are small."""
STALL = 242.0
"""How far from the desk goods reach their market."""


@dataclass(frozen=True)
class Frame:
    """The free part of a window in screen pixels; the board fits into it."""

    x: float
    y: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Screen pixels a board unit at zoom 1."""
        return max(0.05, min(self.width / WIDTH, self.height / HEIGHT))

    @property
    def centre(self) -> Place:
        """Where the desk lies on the screen at zoom 1."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class View:
    """How the board is looked at: screen pixels a board unit, and where the desk lies on the screen."""

    scale: float
    x: float
    y: float

    def at(self, place: Place) -> Place:
        """A place of the board on the screen."""
        return self.x + place[0] * self.scale, self.y + place[1] * self.scale

    def back(self, pixel: Place) -> Place:
        """A place of the screen on the board."""
        return (pixel[0] - self.x) / self.scale, (pixel[1] - self.y) / self.scale


def zoom_view(frame: Frame, zoom: float, pan: Place) -> View:
    """The view of a frame at a zoom, moved by `pan` pixels as far as the board still fills the frame."""
    x, y = limited_pan(frame, zoom, pan)
    return View(frame.scale * zoom, frame.centre[0] + x, frame.centre[1] + y)


def limited_pan(frame: Frame, zoom: float, pan: Place) -> Place:
    """The nearest allowed shift of the board, in pixels; nothing moves at zoom 1."""
    wide = max(0.0, (WIDTH * frame.scale * zoom - frame.width) / 2)
    high = max(0.0, (HEIGHT * frame.scale * zoom - frame.height) / 2)
    return max(-wide, min(wide, pan[0])), max(-high, min(high, pan[1]))


@dataclass(frozen=True)
class Lattice:
    """A grid of pointy-top hexagons around the desk: its radius and which rings of it carry tiles."""

    radius: float
    rings: tuple[int, ...]

    @property
    def capacity(self) -> int:
        """Tiles that one sector holds."""
        return sum(ring - 1 for ring in self.rings)

    def places(self) -> list[Place]:
        """The places of the top sector."""
        wide = ROOT * self.radius
        return [
            ((j - ring / 2) * wide, -1.5 * ring * self.radius) for ring in self.rings for j in range(1, ring)
        ]


@lru_cache(maxsize=2)
def lattices(inner: float) -> tuple[Lattice, ...]:
    """The grids that fit between `inner` and the frame, from the one with the largest tiles on."""
    found: list[Lattice] = []
    for last in range(2, 22):
        radius = _OUTER / (1.5 * last + 1)
        first = next(ring for ring in range(2, 30) if (1.5 * ring - 1) * radius >= inner)
        if first <= last:
            grid = Lattice(radius, tuple(range(first, last + 1)))
            if not found or grid.capacity > found[-1].capacity:
                found.append(grid)
    return tuple(found)


def spread(count: int, parts: int) -> list[int]:
    """`count` teams over the sectors of a department, symmetric about their middle where that is possible."""
    extra: dict[tuple[int, int], tuple[int, ...]] = {
        (3, 1): (1,), (3, 2): (0, 2), (2, 1): (0,),
        (6, 1): (0,), (6, 2): (1, 5), (6, 3): (0, 2, 4), (6, 4): (1, 2, 4, 5), (6, 5): (0, 1, 2, 4, 5),
    }  # fmt: skip
    more = extra.get((parts, count % parts), tuple(range(count % parts)))
    return [count // parts + (n in more) for n in range(parts)]


def sectors(departments: int) -> list[tuple[int, ...]]:
    """The sectors of each department; from seven departments on several share a sector, the side ones first."""
    if departments <= 6:
        few: dict[int, list[tuple[int, ...]]] = {
            1: [(0, 1, 2, 3, 4, 5)], 2: [(5, 0, 1), (4, 3, 2)], 3: [(0, 1), (2, 3), (4, 5)],
            4: [(5,), (1,), (2,), (4,)], 5: [(0,), (1,), (2,), (4,), (5,)],
        }  # fmt: skip
        return few.get(departments, [(n,) for n in range(departments)])
    middle = 1 if departments <= 14 else departments // 6
    sides, more = divmod(departments - 2 * middle, 4)
    shares = [middle, sides, sides, middle, sides, sides]
    for sector in (1, 5, 2, 4)[:more]:
        shares[sector] += 1
    return [(sector,) for sector in range(6) for _ in range(shares[sector])]


def market_corners(markets: int) -> tuple[int, ...]:
    """The corner of each market, evenly around the board."""
    return {0: (), 1: (1,), 2: (0, 2), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 5)}.get(
        markets, tuple(range(min(6, markets)))
    )


@dataclass(frozen=True)
class Plate:
    """Where a department's plate stands: the place it touches, which side lies there, its greatest width.

    side: "left", "right" or "middle" on the frame; "square" on a free place among the department's teams. high: its
    height, where it holds two lines.
    """

    x: float
    y: float
    side: str
    width: float
    high: float = PLATE_HEIGHT


@dataclass(frozen=True)
class District:
    """A sixth of a mosaic by its name: its departments, its four corners and its middle."""

    name: str
    departments: tuple[int, ...]
    corners: tuple[Place, ...]
    hub: Place


@dataclass(frozen=True)
class Layout:
    """Where everything lies, in board units; teams, departments and markets in the order of the report.

    grid: the tiles' grid. tiles, sector, department [T]; plates [D]; corners of the markets; ghosts: free places of
    sectors without a team; growth: where to write that there is room (None if there is none); heart [D]: the team in
    the middle of each department. rings: how far from the desk the corners of the ring roads lie.
    Of a mosaic also (else empty) areas [D]: the land of each department, its corners in each sector; hubs [D]: where
    word for a department arrives and its pawns stand; districts: the six sectors. house_of [D]: the part of the company
    each department belongs to, where it has several.
    """

    grid: Lattice
    tiles: tuple[Place, ...]
    sector: tuple[int, ...]
    department: tuple[int, ...]
    plates: tuple[Plate, ...]
    corners: tuple[int, ...]
    ghosts: tuple[Place, ...]
    growth: Place | None
    heart: tuple[int, ...]
    rings: tuple[float, ...] = (RING,)
    areas: tuple[tuple[tuple[Place, ...], ...], ...] = ()
    hubs: tuple[Place, ...] = ()
    districts: tuple[District, ...] = ()
    house_of: tuple[int, ...] = ()

    def house(self, sector: int) -> int:
        """The house to which most of a sector's teams belong; 0 where there is only one."""
        if not self.house_of:
            return 0
        homes = zip(self.department, self.sector, strict=True)
        teams = [self.house_of[department] for department, place in homes if place == sector]
        return max(set(teams), key=lambda house: (teams.count(house), -house)) if teams else 0

    @property
    def seams(self) -> tuple[int, ...]:
        """The spokes between two houses."""
        houses = [self.house(sector) for sector in range(6)]
        return tuple(n for n in range(6) if houses[n] != houses[n - 1])

    @property
    def radius(self) -> float:
        """Radius of a tile's face."""
        return self.grid.radius * TILE_SHARE

    def market(self, index: int) -> Place:
        """The middle of a market."""
        return corner(self.corners[index])

    def way_to_team(self, team: int) -> Way:
        """How a letter travels: along a spoke, perhaps a ring road, then straight to the tile."""
        return self._way_in(self.tiles[team], self.sector[team], 0.72)

    def way_to_department(self, department: int) -> Way:
        """How word for a whole department travels: to the team in its middle, or to the middle of its land."""
        if not self.hubs:
            return self.way_to_team(self.heart[department])
        return self._way_in(self.hubs[department], sector_at(self.hubs[department]), 1.0)

    def _way_in(self, goal: Place, sector: int, share: float) -> Way:
        points = shortest_in(goal, sector, self.rings, DESK + 12 if self.hubs else self.rings[0], DESK * 0.9)
        return rounded([*points[:-1], short_of(points[-2], goal, self._clear(points[-2], goal, share))], 14)

    def _clear(self, road: Place, tile: Place, share: float) -> float:
        """How far from a tile's middle a way begins or ends: below a large tile it leaves the name free."""
        below = road[1] - tile[1] > abs(road[0] - tile[0])
        return self.radius * (1.3 if below and self.grid.radius > 40 else share)

    def way_to_market(self, team: int, market: int) -> Way:
        """How goods travel: off the tile to a road, round a ring road if need be, out along the market's spoke."""
        return self._way_out(self.tiles[team], self.sector[team], market)

    def way_from_department(self, department: int, market: int) -> Way:
        """How the goods of a whole department travel, from the middle of its land."""
        return self._way_out(self.hubs[department], sector_at(self.hubs[department]), market)

    def _way_out(self, start: Place, sector: int, market: int) -> Way:
        nearest = DESK + 12 if self.hubs else self.rings[0]
        points = shortest_out(start, sector, self.corners[market], self.rings, nearest, STALL)
        return rounded([short_of(points[1], start, self._clear(points[1], start, 1.04)), *points[1:]], 10)


def lay(department_of: Sequence[int], departments: int, markets: int) -> Layout:
    """The layout for teams [T] in departments: the largest tiles with which every sector holds its teams."""
    homes = sectors(max(1, departments))
    members: list[list[int]] = [[] for _ in homes]
    for team, department in enumerate(department_of):
        members[department].append(team)
    loads: list[list[tuple[int, list[int]]]] = [[] for _ in range(6)]
    for department, (home, teams) in enumerate(zip(homes, members, strict=True)):
        rest = list(teams)
        for sector, count in zip(home, spread(len(teams), len(home)), strict=True):
            if count:
                loads[sector].append((department, rest[:count]))
                rest = rest[count:]
    most = max(sum(len(teams) for _, teams in load) for load in loads)
    rings, grids = (RING,), lattices(_INNER)
    grid = next((grid for grid in grids if grid.capacity >= most), grids[-1])
    if grid.radius < SMALL_TILE:
        # Small tiles come up to the desk, and the ring road runs close around it.
        rings, grids = (CLOSE_RING,), lattices(_CLOSE)
        grid = next((grid for grid in grids if grid.capacity >= most), grids[-1])
    tiles: list[Place] = [(0.0, 0.0)] * len(department_of)
    sector_of = [0] * len(department_of)
    for sector, load in enumerate(loads):
        count = sum(len(teams) for _, teams in load)
        lean = _lean(sector, homes[load[0][0]]) if load else -1
        chosen = _chosen(grid, count, lean)
        for _, teams in load:
            group = sorted((turned(place, sector) for place in chosen[: len(teams)]), key=_reading)
            chosen = chosen[len(teams) :]
            for team, place in zip(teams, group, strict=True):
                tiles[team], sector_of[team] = place, sector
    empty = [sector for sector in range(6) if not loads[sector]]
    ghosts = tuple(turned(place, sector) for sector in empty for place in grid.places())
    growth = middle_of(turned(place, 3 if 3 in empty else empty[-1]) for place in grid.places()) if empty else None
    return Layout(
        grid=grid, tiles=tuple(tiles), sector=tuple(sector_of), department=tuple(int(d) for d in department_of),
        plates=_plates(homes), corners=market_corners(markets), ghosts=ghosts, growth=growth,
        heart=tuple(_heart(teams, tiles) for teams in members), rings=rings,
    )  # fmt: skip


def _lean(sector: int, home: tuple[int, ...]) -> int:
    """Toward which side a lonely team sits: to the middle of its department's sectors (1 clockwise, −1 back)."""
    if len(home) == 1 or sector not in home:
        return -1
    middle = home[len(home) // 2] if len(home) % 2 else home[0]
    return 1 if (middle - sector) % 6 in (1, 2) else -1


def _chosen(grid: Lattice, count: int, lean: int) -> list[Place]:
    """The `count` places of the top sector nearest to its middle, from one side to the other."""
    places = grid.places()
    middle = middle_of(places)
    places.sort(key=lambda p: (round(distance(p, middle), 3), -lean * p[0]))
    return sorted(places[:count], key=lambda p: (round(math.atan2(p[0], -p[1]), 3), p[1]))


def _plates(homes: list[tuple[int, ...]]) -> tuple[Plate, ...]:
    edge: list[list[int]] = [[] for _ in range(6)]
    for department, home in enumerate(homes):
        edge[home[len(home) // 2] if len(home) % 2 else home[0]].append(department)
    out: dict[int, Plate] = {}
    for sector, names in enumerate(edge):
        for n, department in enumerate(names):
            along = n - (len(names) - 1) / 2
            if sector in (0, 3):
                wide = 184.0 if len(names) == 1 else 196.0 / len(names) - 4
                y = -254.0 if sector == 0 else 263.0
                out[department] = Plate(along * (wide + 4), y, "middle", wide)
            else:
                upper, right = sector in (1, 5), sector in (1, 2)
                y = (-140.0 + 8 * (len(names) - 1) if upper else 141.0) + along * 32
                x = edge_at(y) + (0 if len(names) > 1 else 3)
                wide = 162.0 if len(names) == 1 else 140.0
                out[department] = Plate(-x if not right else x, y, "left" if right else "right", wide)
    return tuple(out[department] for department in range(len(homes)))


def edge_at(y: float) -> float:
    """How far right of the desk the frame of a side edge lies at a height, a plate's overlap taken off."""
    return style.BOARD_RADIUS - abs(y) / ROOT - 7


def _heart(teams: Sequence[int], tiles: Sequence[Place]) -> int:
    if not teams:
        return 0
    middle = middle_of(tiles[team] for team in teams)
    return min(teams, key=lambda team: (round(distance(tiles[team], middle), 3), team))


def _reading(place: Place) -> tuple[float, float]:
    return round(place[1], 3), place[0]
