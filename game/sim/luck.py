"""Keyed luck: every draw is a pure function of (seed, week, stream, index), so two policies meet the same luck.

Only raw integers of the counter-based Philox generator are used and turned into floats here, which keeps
the numbers identical on every machine and NumPy release.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import DTypeLike, NDArray

FOUNDING, DEMAND, CHOOSE, NOISE, DRIFT, BLUR, CONTRACT, BELIEF, NAMES, TROUBLE, LEAVING, JOINING = range(1, 13)
"""The streams; a new use of luck gets a new number at the end, so that old ones keep their draws."""

BLOCK = 16_384
"""Draws made at a time, few enough for the processor's cache."""
_INVERSE = 1.0 / 9007199254740992.0
_BELL_MEAN, _BELL_SCALE = 131_070.0, 1.7320508075688772 / 65_536.0
_EVEN_MEAN, _EVEN_SCALE = 32_767.5, 3.4641016151377544 / 65_536.0


CARDS = 21
"""Who holds what view of a dilemma, and where it comes from."""
RUMOURS = 22
"""What of all that is heard comes true, and when the desk finds out."""


def uniform(seed: int, week: int, stream: int, count: int, part: int = 0) -> NDArray[np.float64]:
    """`count` independent draws in [0, 1); `week` ≥ 0, `part` tells apart several draws of one stream."""
    draws = np.empty(count)
    for block, raw in _raw(seed, week, stream, count, part):
        np.multiply((raw >> np.uint64(11)).view(np.int64), _INVERSE, out=draws[block])
    return draws


def bell(seed: int, week: int, stream: int, count: int, part: int = 0) -> NDArray[np.float64]:
    """`count` draws with mean 0 and deviation 1: the four 16-bit parts of a raw number added up, so within ±3.47."""
    draws = np.empty(count)
    for block, raw in _raw(seed, week, stream, count, part):
        pairs = raw.view(np.uint32)
        halves = (pairs >> np.uint32(16)) + (pairs & np.uint32(0xFFFF))
        draws[block] = ((halves[0::2] + halves[1::2]).astype(np.float64) - _BELL_MEAN) * _BELL_SCALE
    return draws


def even_rows(
    seed: int, week: int, stream: int, shape: tuple[int, int], rows: NDArray[np.int64]
) -> NDArray[np.float64]:  # fmt: skip
    """Some `rows` of a table of draws with mean 0 and deviation 1, even within ±1.73, of 16 bits each.

    For where there are very many.
    """
    return _spread(_quarters(seed, week, stream, shape).take(rows, axis=0))


def even_stretches(
    seed: int, week: int, stream: int, shape: tuple[int, int]
) -> Iterator[tuple[slice, NDArray[np.float64]]]:  # fmt: skip
    """All rows of such a table, as many at a time as fit the processor's cache."""
    rows, columns = shape
    quarters = _quarters(seed, week, stream, shape)
    stretch = max(1, BLOCK // columns)
    for first in range(0, rows, stretch):
        there = slice(first, min(first + stretch, rows))
        yield there, _spread(quarters[there])


def _quarters(seed: int, week: int, stream: int, shape: tuple[int, int]) -> NDArray[np.uint16]:
    count = shape[0] * shape[1]
    quarters = np.empty(-(-count // 4) * 4, dtype=np.uint16)
    for block, raw in _raw(seed, week, stream, quarters.shape[0] // 4, 0):
        quarters[4 * block.start : 4 * block.stop] = raw.astype("<u8", copy=False).view("<u2")
    return quarters[:count].reshape(shape)


def _spread(quarters: NDArray[np.uint16]) -> NDArray[np.float64]:
    draws = np.subtract(quarters, _EVEN_MEAN, dtype=np.float64)
    draws *= _EVEN_SCALE
    return draws


def _raw(seed: int, week: int, stream: int, count: int, part: int) -> Iterator[tuple[slice, NDArray[np.uint64]]]:
    """Raw numbers in blocks, with the places they belong to."""
    source = _philox(seed, (stream << 40) | (part << 24) | week)
    for first in range(0, count, BLOCK):
        block = slice(first, min(first + BLOCK, count))
        yield block, source.random_raw(block.stop - first)


class _Key(np.random.bit_generator.ISeedSequence):
    """A key that is handed to the generator as it is."""

    def __init__(self, first: int, second: int) -> None:
        self._key = np.array([first, second], dtype=np.uint64)

    def generate_state(self, n_words: int, dtype: DTypeLike = np.uint64) -> NDArray[np.uint64]:
        return self._key


def _philox(seed: int, place: int) -> np.random.Philox:
    """The generator with the key (seed, place).

    Given as `key=`, NumPy would gather a seed from the system first and throw it away: five times the work of all else.
    """
    key = _Key(seed & 0xFFFFFFFFFFFFFFFF, place)
    return np.random.Philox(key)  # type: ignore[arg-type]  # its types know of one sequence, not of their interface


def at(seed: int, week: int, stream: int, index: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """`count` draws in [0, 1) for each of the places `index` [N], as [count, N]; a place's draws are its own.

    They do not depend on which other places are asked for (SplitMix64: Steele, Lea & Flood, 2014).
    """
    start = _philox(seed, (stream << 40) | week)
    steps = index.astype(np.uint64)[None, :] * np.uint64(count) + np.arange(1, count + 1, dtype=np.uint64)[:, None]
    bits = start.random_raw(1) + steps * np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    bits = bits ^ (bits >> np.uint64(31))
    return np.asarray((bits >> np.uint64(11)).astype(np.float64) * _INVERSE)
