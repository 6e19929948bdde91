"""Where a large company lies: departments between roads as one mosaic, every team a cell of it, in plain numbers.

Up to a few hundred teams `board.lay` gives each its own tile. Beyond that a department is a piece of land between
spokes, ring roads and lanes; its plate stands on the frame, or on a square of its own that hides no team. A direction
around the desk is a turn 0…6 clockwise from the upper left corner: turn 2.5 is the middle of sector 2.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.board import layout
from game.board.layout import District, Lattice, Layout, Plate
from game.board.streets import with_streets
from game.board.ways import Place, distance, middle_of, turned
from game.sim.desk.reports import Report
from game.words.names import Names

SMALLEST_NEAR = 14.5
"""Places smaller than this are too small to stand for themselves: the company is shown as a mosaic."""
MOST_NEAR, MOST_TILES = 14, 252
"""So many departments and teams at most can be laid as tiles."""
RINGS: tuple[int, ...] = (11, 18, 30, 42)
"""So many departments lie in one ring around the desk; in two, three, four."""
MOST_RINGS = 260
LANE = 0.6
"""Half the width of a lane between two departments of one row, in places of the grid."""
RIM_PLATE, HALF_PLATE = (150.0, 40.0), 97.0
"""A plate on the frame, and its width where two stand above or below the board."""
SQUARES: tuple[tuple[int, float, float], ...] = ((18, 100.0, 34.0), (30, 84.0, 20.0), (42, 72.0, 20.0))
"""Up to so many departments: the width and height of a plate on its square. With more, districts have plates."""
MOST_PLATES = SQUARES[-1][0]
DISTRICTS = ("North", "North-east", "South-east", "South", "South-west", "North-west")
"""The six sectors by their names, clockwise from the top."""
_OUTER, _DESK_EDGE, _ROAD_EDGE = 238.0, 59.0, 76.0
_TAN = 1.0 / math.sqrt(3)

Floats = NDArray[np.float64]
Corners = tuple[Place, ...]


@dataclass(frozen=True)
class _Slot:
    """One department's stretch of a row: turns from `left` to `right`, rings of the grid from `low` to `high`."""

    department: int
    left: float
    right: float
    low: int = 0
    high: int = 0

    @property
    def middle(self) -> float:
        """Where its plate stands: the middle of its longest part within one sector, clear of the spokes."""
        whole = (self.left + self.right) / 2
        parts = [
            (max(self.left, float(sector)), min(self.right, sector + 1.0))
            for sector in range(math.floor(self.left + 1e-9), math.ceil(self.right - 1e-9))
        ]
        left, right = max(parts, key=lambda part: (round(part[1] - part[0], 6), -abs(sum(part) / 2 - whole)))
        return (left + right) / 2

    @property
    def sector(self) -> int:
        """The sector in which its plate stands."""
        return int(self.middle) % 6


@dataclass(frozen=True)
class _Cells:
    """Every place of a grid between two rings: its ring, its turn and where it lies."""

    radius: float
    ring: NDArray[np.int64]
    turn: Floats
    x: Floats
    y: Floats

    @classmethod
    def of(cls, radius: float, first: int, last: int) -> _Cells:
        """The places of rings `first` to `last`, spokes left out."""
        pairs = [(n, s, j) for n in range(first, last + 1) for s in range(6) for j in range(1, n)]
        ring, sector, step = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
        x, y = (step - ring / 2) * (layout.ROOT * radius), -1.5 * radius * ring
        turns = np.radians(60.0 * sector)
        cos, sin = np.cos(turns), np.sin(turns)
        return cls(radius, ring, sector + step / ring, x * cos - y * sin, x * sin + y * cos)

    def owned(self, row: Sequence[_Slot]) -> NDArray[np.int64]:
        """Which slot of a row each place belongs to; −1 for lanes and for other rings."""
        out = np.full(len(self.ring), -1, dtype=np.int64)
        here = slice(*np.searchsorted(self.ring, (row[0].low, row[0].high + 1)))
        ring, turn = self.ring[here], self.turn[here]
        left, right = (np.array([getattr(slot, side) for slot in row]) for side in ("left", "right"))
        slot = np.searchsorted(right, turn)
        off = [np.where(edge == np.round(edge), 0.0, LANE) for edge in (left, right)]
        clear = ((turn - left[slot]) * ring >= off[0][slot]) & ((right[slot] - turn) * ring >= off[1][slot])
        out[here] = np.where(clear, slot, -1)
        return out

    def beneath(self, hub: Place, square: tuple[float, float]) -> NDArray[np.bool_]:
        """Whether each place would be touched by a plate that lies on a square around `hub`."""
        aside = square[0] / 2 + 0.40 * layout.ROOT * self.radius, square[1] / 2 + 0.72 * self.radius
        return (np.abs(self.x - hub[0]) < aside[0]) & (np.abs(self.y - hub[1]) < aside[1])


def plan_of(report: Report, names: Names) -> Layout:
    """The layout of a company as its desk knows it: with the streets of those it follows, and its houses if it has
    any."""
    followed = {life.team for life in report.cast}
    laid = plan(report.department.tolist(), report.world.departments, len(names.markets), followed)
    return replace(laid, house_of=names.house_of if len(names.house_of) == len(laid.plates) else ())


def plan(
    department_of: Sequence[int], departments: int, markets: int, followed: Collection[int] = ()
) -> Layout:
    """The layout for teams [T] in departments: tiles with room around them, or else the mosaic.

    followed: teams in which somebody is known by name; in a mosaic those of one department live in one street.
    """
    if departments <= MOST_NEAR and len(department_of) <= MOST_TILES:
        near = layout.lay(department_of, departments, markets)
        if near.grid.radius >= SMALLEST_NEAR:
            return near
    return with_streets(mosaic(department_of, departments, markets), followed)


def mosaic(department_of: Sequence[int], departments: int, markets: int) -> Layout:
    """The layout of a mosaic: the largest cells with which every department's land holds its teams."""
    departments = max(1, departments)
    members: list[list[int]] = [[] for _ in range(departments)]
    for team, department in enumerate(department_of):
        members[int(department)].append(team)
    order = _order(departments)
    rim = _at_the_rim(_row(order[-1], [len(teams) + 1.0 for teams in members]))
    square = next(((wide, high) for limit, wide, high in SQUARES if departments <= limit), None)
    inner = _ROAD_EDGE if len(order) == 1 else _DESK_EDGE

    def tried(last: int) -> Layout | None:
        radius = _OUTER / (1.5 * last + 1)
        cells = _Cells.of(radius, max(2, math.ceil((inner / radius + 1) / 1.5)), last)
        if len(cells.ring) < len(department_of):
            return None
        rows = _settled(cells, order, members, rim, square)
        return _layout(department_of, members, markets, cells, rows, rim, square) if rows is not None else None

    few, many = 3, 8
    while (found := tried(many)) is None:
        few, many = many, many + max(1, many // 4)
        if many > MOST_RINGS:
            raise ValueError(f"{len(department_of):,} teams are more than the board can show.")
    while many - few > 1:
        between = (few + many) // 2
        better = tried(between)
        found, few, many = (found, between, many) if better is None else (better, few, between)
    return found


# Which department lies where.


def _order(departments: int) -> list[list[int]]:
    """The departments of each ring around the desk, clockwise: more in the longer outer ones, whole sectors if it goes.

    Those that lie one behind the other follow each other, so that neighbours by number are neighbours on the board.
    """
    count = next((n + 1 for n, most in enumerate(RINGS) if departments <= most), 4 + -(-departments // 60))
    whole = count * (count + 1) / 2
    sizes = [6 * max(1, round(departments * (row + 1) / whole / 6)) for row in range(count - 1)]
    sizes.append(departments - sum(sizes))
    places = [(int((n + 0.5) * 6 / size + 1e-9), row, n) for row, size in enumerate(sizes) for n in range(size)]
    number = {(row, n): department for department, (_, row, n) in enumerate(sorted(places))}
    return [[number[row, n] for n in range(size)] for row, size in enumerate(sizes)]


def _row(departments: Sequence[int], needs: Sequence[float]) -> list[_Slot]:
    """The stretches of one ring, as wide as each needs; as many of them in each sector where that goes."""
    parts, turns = (6, 1.0) if len(departments) % 6 == 0 else (1, 6.0)
    each = len(departments) // parts
    out: list[_Slot] = []
    for part in range(parts):
        here = departments[part * each : (part + 1) * each]
        whole = sum(needs[department] for department in here)
        left, passed = part * turns, 0.0
        for n, department in enumerate(here):
            passed += needs[department]
            right = (part + 1) * turns if n == each - 1 else part * turns + turns * passed / whole
            out.append(_Slot(department, left, right))
            left = right
    return out


def _at_the_rim(outer: Sequence[_Slot]) -> frozenset[int]:
    """The departments whose plates stand on the frame, where there is room for those of the whole outer ring."""
    sides = [sum(slot.sector == sector for slot in outer) for sector in range(6)]
    return frozenset(slot.department for slot in outer) if max(sides) <= 2 else frozenset()


def _settled(
    cells: _Cells, order: Sequence[Sequence[int]], members: Sequence[Sequence[int]], rim: frozenset[int],
    square: tuple[float, float] | None,
) -> list[list[_Slot]] | None:  # fmt: skip
    """The rows with their rings, each as deep as its fullest department needs; None if they do not fit.

    A square may reach into the row beside its own: what that row loses, it makes up for in another ring.
    """
    wide, high = square or (0.0, 0.0)
    place = 1.5 * layout.ROOT * cells.radius**2
    lost = (wide + 0.8 * layout.ROOT * cells.radius) * (high + 1.44 * cells.radius) / place if square else 0.0
    needs = [len(teams) + 1.0 + (0.0 if department in rim else lost) for department, teams in enumerate(members)]
    more = [0] * len(order)
    for _ in range(3 * len(order)):
        rows: list[list[_Slot]] = []
        low = int(cells.ring[0])
        for n, departments in enumerate(order):
            rings = (low, int(cells.ring[-1]), n == len(order) - 1, more[n])
            row = _deep(cells, _row(departments, needs), members, rim, square, rings)
            if row is None:
                return None
            rows.append(row)
            low = row[0].high + 2
        taken = _squares(cells, [slot for row in rows for slot in row], rim, square)
        short = [n for n, row in enumerate(rows) if not _holds(cells, row, members, taken)]
        if not short:
            return rows
        for n in short:
            more[n] += 1
    return None


def _deep(
    cells: _Cells, row: Sequence[_Slot], members: Sequence[Sequence[int]], rim: frozenset[int],
    square: tuple[float, float] | None, rings: tuple[int, int, bool, int],
) -> list[_Slot] | None:  # fmt: skip
    """A row with as many rings as its fullest department needs and so many `more`; `whole` takes all there are.

    rings: the lowest, the last there is, whether the row is the outermost, how many more.
    """
    low, last, whole, more = rings
    for high in range(last if whole else low, last + 1):
        here = [_Slot(slot.department, slot.left, slot.right, low, high) for slot in row]
        if low <= high and _holds(cells, here, members, _squares(cells, here, rim, square)):
            if whole or not more:
                return here
            deeper = high + more
            return [_Slot(s.department, s.left, s.right, low, deeper) for s in row] if deeper <= last else None
    return None


def _holds(
    cells: _Cells, row: Sequence[_Slot], members: Sequence[Sequence[int]], taken: NDArray[np.bool_]
) -> bool:
    """Whether every department of a row has places enough for its teams, those that are taken left out."""
    owner = cells.owned(row)
    owner[taken] = -1
    wanted = np.array([len(members[slot.department]) for slot in row])
    return bool((np.bincount(owner[owner >= 0], minlength=len(row)) >= wanted).all())


def _squares(
    cells: _Cells, slots: Sequence[_Slot], rim: frozenset[int], square: tuple[float, float] | None
) -> NDArray[np.bool_]:
    """Whether each place belongs to a square on which a plate stands."""
    out = np.zeros(len(cells.ring), dtype=bool)
    for slot in slots:
        if square is not None and slot.department not in rim:
            out |= cells.beneath(_hub(slot, cells.radius), square)
    return out


# Where that is.


def _outlines(slot: _Slot, radius: float) -> tuple[Corners, ...]:
    """The four corners of a slot in each sector it reaches into, clear of the roads around it."""
    wide = layout.ROOT * radius
    near, far = -(1.5 * slot.low - 1.12) * radius, -(1.5 * slot.high + 1.12) * radius
    out = []
    for sector in range(math.floor(slot.left), math.ceil(slot.right - 1e-9)):
        left, right = max(0.0, slot.left - sector), min(1.0, slot.right - sector)
        # Off a spoke half a place, off a lane a little.
        spoke, lane = 2 * _TAN * max(6.0, wide / 2 - 1.6), max(1.4, 0.12 * wide)
        off = [spoke if edge in (0.0, 1.0) else lane for edge in (left, right)]
        ways = ((left - 0.5) * 2 * _TAN, (right - 0.5) * 2 * _TAN)
        corners = (
            (-near * ways[0] + off[0], near), (-far * ways[0] + off[0], far),
            (-far * ways[1] - off[1], far), (-near * ways[1] - off[1], near),
        )  # fmt: skip
        if corners[2][0] - corners[1][0] > wide:
            out.append(tuple(turned(place, sector) for place in corners))
    return tuple(out)


def _hub(slot: _Slot, radius: float) -> Place:
    """The middle of a slot: half its turns round, with half of its land on either side of it."""
    near, far = (1.5 * slot.low - 1) * radius, (1.5 * slot.high + 1) * radius
    y = -math.sqrt((near * near + far * far) / 2)
    return turned(((slot.middle - slot.sector - 0.5) * 2 * _TAN * -y, y), slot.sector)


def _layout(
    department_of: Sequence[int], members: Sequence[Sequence[int]], markets: int, cells: _Cells,
    rows: Sequence[Sequence[_Slot]], rim: frozenset[int], square: tuple[float, float] | None,
) -> Layout:  # fmt: skip
    """Every team on its cell: the inner ones first, in reading order within the department."""
    tiles: list[Place] = [(0.0, 0.0)] * len(department_of)
    sector_of = [0] * len(department_of)
    slots = sorted((slot for row in rows for slot in row), key=lambda slot: slot.department)
    hubs = tuple(_hub(slot, cells.radius) for slot in slots)
    between = [row[0].high + 1 for row in rows[:-1]]
    taken = _squares(cells, slots, rim, square) | np.isin(cells.ring, between)
    for row in rows:
        owner = cells.owned(row)
        owner[taken] = -1
        for n, slot in enumerate(row):
            # The inner places first, and in a ring those in the middle of the department.
            places = np.flatnonzero(owner == n)
            off = np.abs(cells.turn[places] - slot.middle).round(6)
            chosen = places[np.lexsort((cells.turn[places], off, cells.ring[places]))][: len(members[slot.department])]
            taken[chosen] = True
            chosen = chosen[np.lexsort((cells.x[chosen], cells.y[chosen].round(3)))]
            for team, place in zip(members[slot.department], chosen, strict=True):
                tiles[team] = float(cells.x[place]), float(cells.y[place])
                sector_of[team] = int(cells.turn[place])
    return Layout(
        grid=Lattice(cells.radius, tuple(range(int(cells.ring[0]), int(cells.ring[-1]) + 1))),
        tiles=tuple(tiles), sector=tuple(sector_of), department=tuple(int(d) for d in department_of),
        plates=_plates(slots, hubs, rim, square), corners=layout.market_corners(markets),
        ghosts=tuple((float(cells.x[n]), float(cells.y[n])) for n in np.flatnonzero(~taken)), growth=None,
        heart=tuple(
            min(teams, key=lambda team: (round(distance(tiles[team], hub), 3), team)) if teams else 0
            for teams, hub in zip(members, hubs, strict=True)
        ),
        rings=tuple(ring * layout.ROOT * cells.radius for ring in between) or (layout.CLOSE_RING,),
        areas=tuple(_outlines(slot, cells.radius) for slot in slots), hubs=hubs,
        districts=tuple(_district(sector, slots, cells) for sector in range(6)),
    )  # fmt: skip


def _district(sector: int, slots: Sequence[_Slot], cells: _Cells) -> District:
    """A whole sector, as it is named where departments are too many to be."""
    land = _Slot(-1, float(sector), sector + 1.0, int(cells.ring[0]), int(cells.ring[-1]))
    (corners,) = _outlines(land, cells.radius)
    here = tuple(slot.department for slot in slots if slot.sector == sector)
    return District(DISTRICTS[sector], here, corners, middle_of(corners))


def _plates(
    slots: Sequence[_Slot], hubs: Sequence[Place], rim: frozenset[int], square: tuple[float, float] | None
) -> tuple[Plate, ...]:
    """A plate on the frame where there is room for all, else on the department's square."""
    wide, high = RIM_PLATE
    edge = [[s.department for s in slots if s.department in rim and s.sector == sector] for sector in range(6)]
    out: list[Plate] = []
    for slot, hub in zip(slots, hubs, strict=True):
        sector = slot.sector
        if slot.department not in rim:
            out.append(Plate(*hub, "square", *(square or SQUARES[-1][1:])))
            continue
        place = edge[sector].index(slot.department) - (len(edge[sector]) - 1) / 2
        if sector in (0, 3):
            alone = len(edge[sector]) == 1
            x = 0.0 if alone else (HALF_PLATE + 4) * place * (1 if sector == 0 else -1)
            out.append(Plate(x, -269.0 if sector == 0 else 270.0, "middle", wide + 16 if alone else HALF_PLATE, high))
        else:
            y = (-141.0 if sector in (1, 5) else 141.0) + (high + 6) * place * (1 if sector in (1, 2) else -1)
            x = layout.edge_at(abs(y) + high / 2)
            out.append(Plate(x if sector in (1, 2) else -x, y, "left" if sector in (1, 2) else "right", wide, high))
    return tuple(out)
