"""From a chart's units to places in a box, for both ways a chart may stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.board.vectors import Point
from game.charts.chart import Axis, Mark, Numbers
from game.charts.curves import Curve

Box = tuple[float, float, float, float]
"""Left, top, width, height, in logical pixels."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From a chart's units to places in its plot; sides: where the whole chart ends, labels included."""

    left: float
    top: float
    width: float
    height: float
    x: Axis
    y: Axis
    turned: bool = False
    sides: tuple[float, float] = (0.0, 0.0)

    @property
    def right(self) -> float:
        """The right edge of the plot."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge of the plot."""
        return self.top + self.height

    def across(self, value: float) -> float:
        """The place from left to right of a value of the axis that runs so."""
        axis = self.y if self.turned else self.x
        return self.left + (value - axis.low) / (axis.high - axis.low) * self.width

    def down(self, value: float) -> float:
        """The place from top to bottom of a value of the other axis; x runs down, y up."""
        if self.turned:
            return self.top + (value - self.x.low) / (self.x.high - self.x.low) * self.height
        return self.top + self.height - (value - self.y.low) / (self.y.high - self.y.low) * self.height

    def place(self, x: float, y: float) -> Point:
        """The place of a point of the chart."""
        return (self.across(y), self.down(x)) if self.turned else (self.across(x), self.down(y))

    def samples(self, x: Numbers, each: float = 1.5) -> Curve:
        """Places along x, one for every so many logical pixels."""
        low, high = max(self.x.low, min(x)), min(self.x.high, max(x))
        count = max(2, int((high - low) / (self.x.high - self.x.low) * self.width / each))
        return np.linspace(low, high, count)

    def corners(self, x: Numbers) -> Curve:
        """The places along x at which a straight line may turn: its own, as far as they lie within the axis."""
        low, high = max(self.x.low, min(x)), min(self.x.high, max(x))
        return np.array([low, *(place for place in x if low < place < high), high], dtype=np.float64)

    def points(self, xs: Curve, ys: Curve) -> list[Point]:
        """The places of many points."""
        return [self.place(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]

    def box(self, x: tuple[float, float], y: tuple[float, float]) -> Box:
        """The box between two corners of the chart."""
        (one, two), (other, another) = self.place(x[0], y[0]), self.place(x[1], y[1])
        return min(one, other), min(two, another), abs(other - one), abs(another - two)

    def is_level(self, mark: Mark) -> bool:
        """Whether a mark's line runs from left to right."""
        return (mark.axis == "y") != self.turned
