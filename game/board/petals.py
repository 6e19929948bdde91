"""Where the petals of an order lie around a team's tile, in screen pixels and without pygame."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.board.layout import ROOT, Frame
from game.board.ways import Place

PETAL_RADIUS = 50.0
SHARES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.4)
"""How much petals shrink, step by step, until there is room for all."""


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

    Clockwise from the top in their ring, the near ring first; they shrink where the area is small. Around a tile that
    lies outside they gather where the area is nearest to it; where no ring has room they fill the area row by row.
    """
    near = min(max(tile[0], area.x), area.x + area.width), min(max(tile[1], area.y), area.y + area.height)
    for middle, around in ((tile, clear), (near, clear), (near, 0.0)):
        for share in SHARES:
            found = _petals(middle, around, PETAL_RADIUS * unit * share, area)[:count]
            if len(found) == count:
                return sorted(found, key=lambda petal: _turn(petal, middle))
    return _packed(count, area, PETAL_RADIUS * unit)


def _turn(petal: Petal, middle: Place) -> float:
    """How far round from the top a petal lies, clockwise."""
    return (math.atan2(petal.centre[0] - middle[0], middle[1] - petal.centre[1]) + 0.3) % math.tau


def _packed(count: int, area: Frame, largest: float) -> list[Petal]:
    """`count` hexagons in rows in the middle of an area, every second row shifted, as large as goes up to `largest`."""
    best, across = 0.0, count
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        wide = columns + (0.5 if rows > 1 else 0.0)
        radius = min(area.width / (wide * ROOT), area.height / (1.5 * rows + 0.5), largest)
        if radius > best:
            best, across = radius, columns
    rows = -(-count // across)
    step, wide = best * ROOT, (across + (0.5 if rows > 1 else 0.0)) * best * ROOT
    left = area.x + (area.width - wide + step) / 2
    top = area.y + (area.height - 1.5 * (rows - 1) * best) / 2
    return [
        Petal((left + (n % across + (n // across % 2) / 2) * step, top + 1.5 * best * (n // across)), best)
        for n in range(count)
    ]


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
