"""Keyed luck: every draw is a pure function of (seed, week, stream, index), so two policies meet the same luck.

Only raw integers of the counter-based Philox generator are used and turned into floats here, which keeps
the numbers identical on every machine and NumPy release.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FOUNDING, DEMAND, CHOOSE, NOISE, DRIFT, BLUR, CONTRACT, BELIEF, NAMES, TROUBLE = range(1, 11)
"""The streams; a new use of luck gets a new number at the end, so that old ones keep their draws."""

_INVERSE = 1.0 / 9007199254740992.0
_ROOT_THREE = 1.7320508075688772


CARDS = 21
"""Who holds what view of a dilemma, and where it comes from."""


def uniform(seed: int, week: int, stream: int, count: int, part: int = 0) -> NDArray[np.float64]:
    """`count` independent draws in [0, 1); `week` ≥ 0, `part` tells apart several draws of one stream."""
    key = np.array([seed & 0xFFFFFFFFFFFFFFFF, (stream << 40) | (part << 24) | week], dtype=np.uint64)
    raw = np.random.Philox(key=key).random_raw(count)
    return np.asarray((raw >> np.uint64(11)).astype(np.float64) * _INVERSE)


def bell(seed: int, week: int, stream: int, count: int, part: int = 0) -> NDArray[np.float64]:
    """`count` draws with mean 0 and deviation 1 (the sum of four uniforms, so within ±3.47)."""
    four = uniform(seed, week, stream, 4 * count, part).reshape(4, count)
    return np.asarray((((four[0] + four[1]) + (four[2] + four[3])) - 2.0) * _ROOT_THREE)
