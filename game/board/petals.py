"""Where the petals of an order lie around a team's tile, in screen pixels and without pygame."""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.board.layout import ROOT, Frame
from game.board.ways import Place

PETAL_RADIUS = 50.0


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
