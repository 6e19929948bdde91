"""The score account as players read it: what went into other goods is no loss, and nobody is credited for it twice;
waiting costs no more than everything that was asked for.

The week books every piece that is made at its whole value, and takes that of its parts off again in one entry. In a
chain of four stages most of what is booked is taken off in this way, and every other entry is too large by as much.
Here each entry of the work has its share of it taken off, so that all of them tell of what customers pay for.

Where everybody together could make twice what is asked for, and all of them wait, no more is missing for it than all
that was asked for. What waiting cost beyond that is taken off it, and off the hands.
"""

from __future__ import annotations

import numpy as np

from game.sim.causes import SCORE_CAUSES
from game.sim.curves import Floats

AFTER_WORK = ("stocked", "spoiled", "waste", "recall", "built in", "ripening", "holding", "owing")
"""Entries of what becomes of goods; all others are what the hands made, or did not, and add up to the value made."""
_WORK = np.array([name not in AFTER_WORK for name in SCORE_CAUSES])
_CAPACITY, _WAITING, _BUILT_IN = (tuple(SCORE_CAUSES).index(name) for name in ("capacity", "waiting", "built in"))


def netted(entries: Floats, asked: Floats | float = 1.0) -> Floats:
    """Entries of the score account [..., C] without what was built in, and without waiting hands that nobody needed.

    asked: what was asked for [...], in the unit of the entries. "built in" is taken off the entries of the work in
    proportion; where nothing is left after the parts, or nothing was built in, they stay as they are. Then "waiting" is
    cut off at `asked`, and "capacity" is less by as much. Their sum stays what it was.
    """
    made = np.cumsum(np.where(_WORK, entries, 0.0), axis=-1)[..., -1]
    left = made + entries[..., _BUILT_IN]
    nets = (left > 0.0) & (entries[..., _BUILT_IN] < 0.0)
    share = np.where(nets, left / np.where(nets, made, 1.0), 1.0)[..., None]
    out = np.where(_WORK, entries * share, entries)
    out[..., _BUILT_IN] = np.where(nets, 0.0, entries[..., _BUILT_IN])
    spare = np.maximum(-out[..., _WAITING] - asked, 0.0)
    out[..., _CAPACITY] -= spare
    out[..., _WAITING] += spare
    return np.asarray(out)
