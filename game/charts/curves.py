"""The geometry of a chart's layers: smooth curves, hatching and dots inside bands, round steps, labels kept apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.charts.chart import Numbers

Curve = NDArray[np.float64]
HATCH_GAP: Final = 7.0
DOT_GAP: Final = 8.0


def dense(x: Numbers, y: Numbers, at: Curve, smooth: bool) -> Curve:
    """Values of a line at other places; smooth ones follow a monotone cubic (Fritsch and Carlson, 1980)."""
    xs, ys = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if not smooth or len(xs) < 3:
        straight: Curve = np.interp(at, xs, ys).astype(np.float64)
        return straight
    step = np.diff(xs)
    slope = np.diff(ys) / np.maximum(step, 1e-12)
    same = slope[:-1] * slope[1:] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = np.where(same, 2 * slope[:-1] * slope[1:] / (slope[:-1] + slope[1:]), 0.0)
    tangent = np.concatenate(([slope[0]], inner, [slope[-1]]))
    n = np.clip(np.searchsorted(xs, at, side="right") - 1, 0, len(step) - 1)
    t = np.clip((at - xs[n]) / step[n], 0, 1)
    h00, h10 = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t
    h01, h11 = -2 * t**3 + 3 * t**2, t**3 - t**2
    out: Curve = h00 * ys[n] + h10 * step[n] * tangent[n] + h01 * ys[n + 1] + h11 * step[n] * tangent[n + 1]
    return out


def hatching(x: Curve, top: Curve, bottom: Curve) -> str:
    """Rising diagonals as an SVG path, cut off where they leave the band (top is the smaller y)."""
    out = ""
    steps = np.arange(x[0], x[-1], 0.75)
    if not len(steps):
        return out
    upper, lower = np.interp(steps, x, top), np.interp(steps, x, bottom)
    first, last = x[0] + float(top.min()), x[-1] + float(bottom.max())
    for offset in np.arange(np.floor(first / HATCH_GAP) * HATCH_GAP, last, HATCH_GAP):
        y = offset - steps
        inside = np.concatenate(([False], (y >= upper + 0.5) & (y <= lower - 0.5), [False]))
        turns = np.flatnonzero(inside[1:] != inside[:-1])
        for start, stop in zip(turns[::2], turns[1::2], strict=True):
            if stop - start > 1:
                out += f"M{steps[start]:.1f} {y[start]:.1f} L{steps[stop - 1]:.1f} {y[stop - 1]:.1f} "
    return out


def dotting(x: Curve, top: Curve, bottom: Curve) -> list[tuple[float, float]]:
    """A staggered grid of points inside the band."""
    out: list[tuple[float, float]] = []
    for row, y in enumerate(np.arange(float(top.min()), float(bottom.max()), DOT_GAP)):
        places = np.arange(x[0] + (row % 2) * DOT_GAP / 2, x[-1], DOT_GAP)
        keep = (y >= np.interp(places, x, top) + 2) & (y <= np.interp(places, x, bottom) - 2)
        out += [(float(place), float(y)) for place in places[keep]]
    return out


def round_step(most: float, parts: int) -> float:
    """A round step, 1, 2 or 5 times a power of ten, that cuts 0…most into about so many parts; 1 where most is 0."""
    rough = most / parts
    if rough <= 0.0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(rough))
    return float(next(size * n for n in (1, 2, 5, 10) if size * n >= rough))


def short(value: float, unit: str = "") -> str:
    """A tick's figure: thousands as "2k", everything else with its unit."""
    return f"{value / 1000:g}k" if value >= 1000 else f"{value:g}{unit}"


def apart(places: Sequence[float], gap: float, low: float, high: float, *, even: bool) -> list[float]:
    """Rising places pushed to at least `gap` from each other, within low…high as far as there is room.

    even: those that are too close part to both sides alike; otherwise the first stays and the others give way.
    """
    down: list[float] = []
    for place in places:
        down.append(max(place, down[-1] + gap) if down else place)
    if not even and (not down or down[-1] <= high):
        return down
    up: list[float] = []
    for place in reversed(places):
        up.append(min(place, up[-1] - gap) if up else place)
    between = [(first + second) / 2 for first, second in zip(down, reversed(up), strict=True)] if even else down
    for n in reversed(range(len(between))):
        limit = high if n == len(between) - 1 else between[n + 1] - gap
        between[n] = min(between[n], limit)
    for n in range(len(between)):
        between[n] = max(between[n], low if n == 0 else between[n - 1] + gap)
    return between


def fitted(count: int, wide: float, high: float, shape: float, most: float) -> tuple[int, float]:
    """Columns and height of `count` equal pieces that fill a box; shape: width for a height of 1; most: in height."""
    best = (1, 0.0)
    for columns in range(1, count + 1):
        size = min(most, wide / columns / shape, high / math.ceil(count / columns))
        if size > best[1] + 1e-9:
            best = columns, size
    return best
