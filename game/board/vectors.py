"""Shapes as SVG: colours as codes, hexagons, paths through points with plain or rounded corners."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from game.board.style import Colour

Point = tuple[float, float]


def hex_code(colour: Colour) -> str:
    """A colour as "#RRGGBB"."""
    return "#{:02X}{:02X}{:02X}".format(*colour)


def path(points: Sequence[Point], closed: bool = False) -> str:
    """An SVG path through points."""
    steps = " L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return f"M{steps}{' Z' if closed else ''}"


def dashed(points: Sequence[Point], dash: float, gap: float) -> str:
    """An SVG path of separate strokes along a line, where a dash array would leave gaps.

    The rasteriser of the window draws the last dash of an array from memory that it has never written, so that the same
    line does not always look the same.
    """
    strokes: list[list[Point]] = []
    left, draws, now = dash, True, [points[0]]
    for (ax, ay), (bx, by) in pairwise(points):
        far, at = math.hypot(bx - ax, by - ay), 0.0
        while far - at > left:
            at += left
            place = (ax + (bx - ax) * at / far, ay + (by - ay) * at / far)
            if draws:
                strokes.append([*now, place])
            draws, left, now = not draws, gap if draws else dash, [place]
        left -= far - at
        now.append((bx, by))
    if draws and len(now) > 1:
        strokes.append(now)
    return " ".join(path(stroke) for stroke in strokes)


def flattened(way: str, each: int = 24) -> list[Point]:
    """The points of an open SVG path of absolute M, L, Q and C, with so many on every curve."""
    out: list[Point] = []
    for verb, told in re.findall(r"([MLQC])([^MLQC]*)", way):
        numbers = [float(number) for number in told.replace(",", " ").split()]
        places = list(zip(numbers[::2], numbers[1::2], strict=True))
        bends = {"M": 1, "L": 1, "Q": 2, "C": 3}[verb]
        for n in range(0, len(places), bends):
            out += _bend([*out[-1:], *places[n : n + bends]], each) if bends > 1 else places[n : n + 1]
    return out


def _bend(places: Sequence[Point], each: int) -> list[Point]:
    """Points on a Bézier curve behind its first place."""
    out, order = [], len(places) - 1
    for step in range(1, each + 1):
        t = step / each
        shares = [math.comb(order, n) * t**n * (1 - t) ** (order - n) for n in range(order + 1)]
        out.append((sum(s * x for s, (x, _) in zip(shares, places, strict=True)),
                    sum(s * y for s, (_, y) in zip(shares, places, strict=True))))  # fmt: skip
    return out


def hexagon(radius: float, *, pointy: bool = True, centre: Point = (0, 0)) -> list[Point]:
    """The six corners of a hexagon, clockwise from the top (pointy) or the right (flat)."""
    turn = -math.pi / 2 if pointy else 0.0
    return [
        (centre[0] + radius * math.cos(turn + n * math.pi / 3), centre[1] + radius * math.sin(turn + n * math.pi / 3))
        for n in range(6)
    ]


def rounded_path(points: Sequence[Point], radius: float) -> str:
    """A closed SVG path through points whose corners are rounded by about `radius`."""
    out = ""
    count = len(points)
    for n, (x, y) in enumerate(points):
        before, after = points[n - 1], points[(n + 1) % count]
        cuts = []
        for other in (before, after):
            far = math.hypot(other[0] - x, other[1] - y)
            share = min(0.5, radius / far) if far else 0.0
            cuts.append((x + (other[0] - x) * share, y + (other[1] - y) * share))
        verb = "L" if n else "M"
        out += f"{verb}{cuts[0][0]:.2f} {cuts[0][1]:.2f} Q{x:.2f} {y:.2f} {cuts[1][0]:.2f} {cuts[1][1]:.2f} "
    return out + "Z"


def inside(place: Point, corners: Sequence[Point]) -> bool:
    """Whether a place lies within a convex shape whose corners follow each other clockwise or back."""
    sides = [
        (b[0] - a[0]) * (place[1] - a[1]) - (b[1] - a[1]) * (place[0] - a[0])
        for a, b in pairwise([*corners, corners[0]])
    ]
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)
