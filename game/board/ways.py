"""Ways on the board: spokes, the ring road, corners rounded, points at equal distances; in board units.

Corners and sectors count clockwise: corner 0 is the upper left one, sector n lies between corners n and n + 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.board import style

Place = tuple[float, float]
Way = tuple[Place, ...]

RING = 114.0
"""How far from the desk the corners of the ring road lie."""


def corner(number: int, far: float = style.BOARD_RADIUS) -> Place:
    """The place `far` units from the desk on the spoke to a corner (0 upper left, clockwise)."""
    turn = math.radians(-120 + 60 * (number % 6))
    return far * math.cos(turn), far * math.sin(turn)


def turned(place: Place, sector: int) -> Place:
    """A place of the top sector as it lies in another one."""
    turn = math.radians(60 * sector)
    return (
        place[0] * math.cos(turn) - place[1] * math.sin(turn),
        place[0] * math.sin(turn) + place[1] * math.cos(turn),
    )


def distance(a: Place, b: Place) -> float:
    """How far two places lie apart."""
    return math.hypot(a[0] - b[0], a[1] - b[1])


def length(points: Sequence[Place]) -> float:
    """How long the chain of lines through places is."""
    return sum(distance(a, b) for a, b in pairwise(points))


def middle_of(places: Iterable[Place]) -> Place:
    """The mean of places; at least one."""
    found = list(places)
    return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def along(place: Place, number: int) -> tuple[float, float]:
    """How far along the spoke to a corner a place lies, and how far aside of it."""
    x, y = corner(number, 1.0)
    return place[0] * x + place[1] * y, abs(place[0] * y - place[1] * x)


def sector_at(place: Place) -> int:
    """The sector in which a place lies."""
    return int(((math.degrees(math.atan2(place[1], place[0])) + 120) % 360) // 60)


def ring_foot(place: Place, sector: int, ring: float = RING) -> Place:
    """The point of a ring road nearest to a place of a sector; `ring` is how far from the desk its corners lie."""
    x, _ = turned(place, -sector)
    half = ring / 2
    return turned((max(-half, min(half, x)), -ring * math.sqrt(3) / 2), sector)


def shortest_in(goal: Place, sector: int, rings: Sequence[float], nearest: float, start: float) -> list[Place]:
    """The corners of the way from the desk to a place of a sector: along a spoke, perhaps a ring road, then straight.

    rings: how far the corners of the ring roads lie. nearest: where a spoke may first be left; start: where it begins.
    """
    best: tuple[float, list[Place]] | None = None
    for number in (sector, sector + 1):
        far, off = along(goal, number)
        choices = [([corner(number, start), corner(number, max(nearest, far)), goal], off)]
        for ring in rings:
            foot = ring_foot(goal, sector, ring)
            choices.append(([corner(number, start), corner(number, ring), foot, goal], distance(foot, goal)))
        for points, rough in choices:
            cost = length(points) + 1.2 * rough
            if best is None or cost < best[0] - 0.5:
                best = cost, points
    assert best is not None
    return best[1]


def shortest_out(
    start: Place, sector: int, goal: int, rings: Sequence[float], nearest: float, stall: float
) -> list[Place]:
    """The corners of the way from a place of a sector to the market at a corner, `stall` units from the desk.

    It leaves for a road, goes round a ring road if need be, and out along the market's spoke.
    """
    end = corner(goal, stall)
    choices: list[list[Place]] = []
    for ring in rings:
        for side in (0, 1):
            number = (sector + side) % 6
            far, _ = along(start, number)
            entry = corner(number, max(nearest, min(far + 12, 215)))
            if number == goal:
                choices.append([start, entry, end])
                continue
            clockwise, back = (goal - number) % 6, (number - goal) % 6
            way = 1 if clockwise <= back else -1
            steps = [corner(number + way * n, ring) for n in range(min(clockwise, back) + 1)]
            choices.append([start, entry, *steps, end])
            if (way == 1) == (side == 1):
                choices.append([start, ring_foot(start, sector, ring), *steps, end])
    return min(choices, key=lambda c: round(length(c) + 3 * distance(c[0], c[1]), 3))


def short_of(start: Place, end: Place, gap: float) -> Place:
    """The point on the line from `start` that lies `gap` before `end`."""
    far = distance(start, end)
    share = max(0.0, 1 - gap / far) if far else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def rounded(points: Sequence[Place], radius: float) -> Way:
    """The way through points with its corners rounded, as a chain of short lines."""
    out: list[Place] = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        cut = min(radius, distance(before, here) / 2, distance(here, after) / 2)
        if cut < 0.5:
            out.append(here)
            continue
        start, end = short_of(before, here, cut), short_of(after, here, cut)
        for n in range(7):
            t = n / 6
            a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
            out.append((a * start[0] + b * here[0] + c * end[0], a * start[1] + b * here[1] + c * end[1]))
    out.append(points[-1])
    return tuple(out)


def walked(way: Way, step: float) -> list[Place]:
    """Points along a way at equal distances of about `step`, its two ends included."""
    whole = length(way)
    count = max(1, math.ceil(whole / step))
    out = [way[0]]
    passed, n = 0.0, 0
    for mark in range(1, count):
        goal = whole * mark / count
        while n < len(way) - 2 and passed + distance(way[n], way[n + 1]) < goal:
            passed += distance(way[n], way[n + 1])
            n += 1
        far = distance(way[n], way[n + 1])
        share = (goal - passed) / far if far else 0.0
        out.append((way[n][0] + (way[n + 1][0] - way[n][0]) * share, way[n][1] + (way[n + 1][1] - way[n][1]) * share))
    return [*out, way[-1]]


def paced(way: Way, count: int, step: float) -> NDArray[np.float64]:
    """`count` places along a way, each `step` from the one before, from its beginning on [count, 2]."""
    places = np.array(way)
    passed = np.concatenate(([0.0], np.cumsum(np.hypot(*(places[1:] - places[:-1]).T))))
    far = np.arange(count) * step
    return np.stack([np.interp(far, passed, places[:, axis]) for axis in (0, 1)], axis=1)


def shifted(places: NDArray[np.float64], shift: float) -> NDArray[np.float64]:
    """Places along a way [N, 2], shifted sideways so that different goods keep their own lane."""
    if not shift or len(places) < 2:
        return places
    number = np.arange(len(places))
    ahead = places[np.minimum(number + 3, len(places) - 1)] - places[np.maximum(number - 3, 0)]
    far = np.maximum(np.hypot(*ahead.T), 1e-9)[:, None]
    return np.asarray(places + shift * np.stack([-ahead[:, 1], ahead[:, 0]], axis=1) / far)
