"""Where everything on the board lies: sectors, tiles, roads, markets, plates and ways, as plain numbers without pygame.

Lengths are board units: one screen pixel at 1280×720 and zoom 1. Zero is the desk in the middle, y points down.
Corners and sectors count clockwise: corner 0 is the upper left one, sector n lies between corners n and n + 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from game.view import style
from game.view.board_ways import (
    RING,
    Place,
    Way,
    along,
    corner,
    distance,
    length,
    middle_of,
    ring_foot,
    rounded,
    short_of,
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
_OUTER, _INNER = 238.0, 108.0
PETAL_RADIUS = 50.0
STALL = 242.0
"""How far from the desk goods reach their market."""


@dataclass(frozen=True)
class Names:
    """Words and looks of a level: departments [D], teams [T], markets (at most six, clockwise), and of each product
    its name, its look (a key of `style.PRODUCTS` or its label) and the index of its market."""

    departments: tuple[str, ...]
    teams: tuple[str, ...]
    markets: tuple[str, ...]
    product_names: tuple[str, ...]
    looks: tuple[str, ...]
    product_market: tuple[int, ...]

    def look(self, product: int) -> str:
        """The key of a product's pieces, such as "lamp"."""
        return style.product_key(self.looks[product])


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


@lru_cache(maxsize=1)
def lattices() -> tuple[Lattice, ...]:
    """The grids that fit between ring road and frame, from the one with the largest tiles on."""
    found: list[Lattice] = []
    for last in range(2, 22):
        radius = _OUTER / (1.5 * last + 1)
        first = next(ring for ring in range(2, 30) if (1.5 * ring - 1) * radius >= _INNER)
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
    """Where a department's plate stands: the place it touches, which side lies there, its greatest width."""

    x: float
    y: float
    side: str
    width: float


@dataclass(frozen=True)
class Layout:
    """Where everything lies, in board units; teams, departments and markets in the order of the report.

    grid: the tiles' grid. tiles, sector, department [T]; plates [D]; corners of the markets; ghosts: free places of
    sectors without a team; growth: where to write that there is room (None if there is none); heart [D]: the team in
    the middle of each department.
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

    @property
    def radius(self) -> float:
        """Radius of a tile's face."""
        return self.grid.radius * TILE_SHARE

    def market(self, index: int) -> Place:
        """The middle of a market."""
        return corner(self.corners[index])

    def way_to_team(self, team: int) -> Way:
        """How a letter travels: along a spoke, perhaps the ring road, then straight to the tile."""
        tile = self.tiles[team]
        sector = self.sector[team]
        best: tuple[float, list[Place]] | None = None
        for number in (sector, sector + 1):
            far, aside = along(tile, number)
            spoke = [corner(number, DESK * 0.9), corner(number, max(RING, far)), tile]
            ring = [corner(number, DESK * 0.9), corner(number, RING), ring_foot(tile, sector), tile]
            for points, rough in ((spoke, aside), (ring, distance(ring[2], tile))):
                cost = length(points) + 1.2 * rough
                if best is None or cost < best[0] - 0.5:
                    best = cost, points
        assert best is not None
        return rounded([*best[1][:-1], short_of(best[1][-2], tile, self._clear(best[1][-2], tile, 0.72))], 14)

    def _clear(self, road: Place, tile: Place, share: float) -> float:
        """How far from a tile's middle a way begins or ends: below a large tile it leaves the name free."""
        below = road[1] - tile[1] > abs(road[0] - tile[0])
        return self.radius * (1.3 if below and self.grid.radius > 40 else share)

    def way_to_department(self, department: int) -> Way:
        """How word for a whole department travels: to the team in its middle."""
        return self.way_to_team(self.heart[department])

    def way_to_market(self, team: int, market: int) -> Way:
        """How goods travel: off the tile to a road, round the ring road if need be, out along the market's spoke."""
        tile, sector, goal = self.tiles[team], self.sector[team], self.corners[market]
        stall = corner(goal, STALL)
        choices: list[list[Place]] = []
        for side in (0, 1):
            number = (sector + side) % 6
            far, _ = along(tile, number)
            entry = corner(number, max(RING, min(far + 12, 215)))
            if number == goal:
                choices.append([tile, entry, stall])
                continue
            clockwise, back = (goal - number) % 6, (number - goal) % 6
            way = 1 if clockwise <= back else -1
            steps = [corner(number + way * n, RING) for n in range(min(clockwise, back) + 1)]
            choices.append([tile, entry, *steps, stall])
            if (way == 1) == (side == 1):
                choices.append([tile, ring_foot(tile, sector), *steps, stall])
        points = min(choices, key=lambda c: round(length(c) + 3 * distance(c[0], c[1]), 3))
        return rounded([short_of(points[1], tile, self._clear(points[1], tile, 1.04)), *points[1:]], 10)


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
    grid = next((grid for grid in lattices() if grid.capacity >= most), lattices()[-1])
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
        heart=tuple(_heart(teams, tiles) for teams in members),
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
                x = _edge_at(y) + (0 if len(names) > 1 else 3)
                wide = 162.0 if len(names) == 1 else 140.0
                out[department] = Plate(-x if not right else x, y, "left" if right else "right", wide)
    return tuple(out[department] for department in range(len(homes)))


def _edge_at(y: float) -> float:
    """How far right of the desk the frame of a side edge lies at a height, a plate's overlap taken off."""
    return style.BOARD_RADIUS - abs(y) / ROOT - 7


def _heart(teams: Sequence[int], tiles: Sequence[Place]) -> int:
    if not teams:
        return 0
    middle = middle_of(tiles[team] for team in teams)
    return min(teams, key=lambda team: (round(distance(tiles[team], middle), 3), team))


def _reading(place: Place) -> tuple[float, float]:
    return round(place[1], 3), place[0]


@dataclass(frozen=True)
class Petal:
    """One choice around a tile: its middle and radius in screen pixels; `rect` is (x, y, width, height)."""

    centre: Place
    radius: float

    @property
    def rect(self) -> tuple[int, int, int, int]:
        """The box around the hexagon, in whole pixels."""
        half = self.radius * ROOT / 2
        x, y = self.centre
        return round(x - half), round(y - self.radius), round(2 * half), round(2 * self.radius)


def petals(tile: Place, clear: float, count: int, area: Frame, unit: float) -> list[Petal]:
    """`count` hexagons in rings around a tile (screen pixels, `clear` its radius) that stay inside `area`.

    Clockwise from the top in their ring, the near ring first; they shrink where the area is small.
    """
    best: list[Petal] = []
    for share in (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.4):
        radius = PETAL_RADIUS * unit * share
        best = _petals(tile, clear, radius, area)[:count]
        if len(best) == count:
            break
    def turn(petal: Petal) -> float:
        return (math.atan2(petal.centre[0] - tile[0], tile[1] - petal.centre[1]) + 0.3) % math.tau

    return sorted(best, key=turn)


def _petals(tile: Place, clear: float, radius: float, area: Frame) -> list[Petal]:
    """Every place of a grid around the tile that lies inside the area, near ones first."""
    wide = radius * 1.04 * ROOT
    stretch = max(1.0, (clear + radius) * 0.5 * ROOT * 1.04 / wide)
    out: list[tuple[float, float, Petal]] = []
    half = radius * ROOT / 2
    for row in range(-4, 5):
        for column in range(-4, 5):
            x, y = (column + row / 2) * wide * stretch, row * radius * 1.56 * stretch
            far = math.hypot(x, y)
            centre = tile[0] + x, tile[1] + y
            inside = (
                area.x <= centre[0] - half and centre[0] + half <= area.x + area.width
                and area.y <= centre[1] - radius and centre[1] + radius <= area.y + area.height
            )  # fmt: skip
            if far > 1 and inside:
                out.append((round(far, 2), math.atan2(x, -y) % math.tau, Petal(centre, radius)))
    out.sort(key=lambda entry: entry[:2])
    return [petal for _, _, petal in out]
