"""Shapes as SVG: colours as codes, hexagons, paths through points with plain or rounded corners."""

from __future__ import annotations

import math
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
