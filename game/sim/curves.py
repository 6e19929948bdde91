"""Exact curves and sums: built only from operations that give the same bits on every machine."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bytes = NDArray[np.int8]
Number = TypeVar("Number", np.float64, np.int64, np.int8)

STRETCH = 128
"""How many neighbours `total` adds up at a time; so few are added in the same order by every release of NumPy."""
FEW = 2_048
"""So many numbers are sooner counted than compared."""
_STARTS = np.arange(0, 1 << 20, STRETCH)


def total(values: NDArray[np.float64] | NDArray[np.int64] | NDArray[np.bool_]) -> float:
    """The sum of a one-dimensional array, added stretch by stretch from left to right; 0 for an empty one."""
    flat = np.asarray(values, dtype=np.float64)
    if flat.shape[0] == 0:
        return 0.0
    stretches = -(-flat.shape[0] // STRETCH)
    if stretches == 1:
        return float(np.add.reduceat(flat, _STARTS[:1])[0])
    starts = _STARTS[:stretches] if stretches <= _STARTS.shape[0] else np.arange(0, flat.shape[0], STRETCH)
    return float(np.cumsum(np.add.reduceat(flat, starts))[-1])


def across(values: NDArray[Number]) -> NDArray[Number]:
    """The sum of each row of `values` [N, K], K ≥ 1, as an array [N], added from left to right."""
    sums = values[:, 0].copy()
    for column in range(1, values.shape[1]):
        sums += values[:, column]
    return sums


def highest(values: Floats) -> Floats:
    """The largest of each row of `values` [N, K], K ≥ 1, as an array [N]."""
    most = values[:, 0].copy()
    for column in range(1, values.shape[1]):
        np.maximum(most, values[:, column], out=most)
    return most


def topmost(values: Floats) -> Ints:
    """The first row [N] of `values` [K, N], K ≥ 1, that holds the largest of its column."""
    most, top = values[0].copy(), np.zeros(values.shape[1], dtype=np.int64)
    for row in range(1, values.shape[0]):
        higher = values[row] > most
        np.maximum(most, values[row], out=most)
        np.maximum(top, row * higher, out=top)
    return top


def mean(values: Floats) -> float:
    """The mean of a one-dimensional array; 0 for an empty one."""
    return float(total(values) / max(1, int(values.shape[0])))


def grouped(values: Floats, group: Ints, groups: int) -> Floats:
    """Sums of `values` [N] by `group` [N] in 0…groups−1, as an array [groups], added in index order."""
    return np.asarray(np.bincount(group, weights=values, minlength=groups), dtype=np.float64)


def runs(group: Ints) -> tuple[Ints, Ints]:
    """Which groups there are in `group` [N], which rises, and which of them each entry belongs to [N]."""
    first = np.ones(group.shape[0], dtype=np.bool_)
    np.not_equal(group[1:], group[:-1], out=first[1:])
    return group[first], np.cumsum(first) - 1


def some(values: Floats | Ints | Flags | float) -> bool:
    """Whether any of the values is not 0."""
    if isinstance(values, np.ndarray) and (values.size <= FEW or values.dtype == np.bool_):
        return bool(np.count_nonzero(values) > 0)
    return bool(np.not_equal(values, 0).any())


def nonzero(values: Floats | Ints | Flags) -> Ints:
    """The places of a one-dimensional array that are not 0, in rising order."""
    return values.nonzero()[0]


def of(values: Floats, index: Ints) -> Floats:
    """The `values` [K] at `index` [N], as [N]; a single one stands for all, as [1]."""
    return values.take(index) if values.shape[0] > 1 else values


def clip(values: Floats, low: float, high: float) -> Floats:
    """Values limited to low…high."""
    limited_values = np.maximum(values, low)
    return np.minimum(limited_values, high, out=limited_values)


def confine(values: Floats, low: float, high: float) -> None:
    """Limits values to low…high where they are."""
    np.maximum(values, low, out=values)
    np.minimum(values, high, out=values)


def limited(value: float, low: float, high: float) -> float:
    """One number limited to low…high."""
    return low if value < low else high if value > high else value


def toward(now: Floats, target: Floats | float, rate: float) -> Floats:
    """A step of `rate` (0…1) of the way from now to target."""
    return np.asarray(now + rate * (target - now))


def lately(rows: Ints, week: int, weeks: int) -> Ints:
    """Sums of the last `weeks` rows of a ring [weeks, N] before `week`, as [N]."""
    recent = [(week - 1 - back) % rows.shape[0] for back in range(weeks)]
    return np.asarray(np.cumsum(rows[recent], axis=0)[-1])
