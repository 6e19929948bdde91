"""The score account of a game that was played: its entries week by week, and what they come to."""

from __future__ import annotations

import numpy as np

from game.debrief.records import Quarter, account
from game.session import Session
from game.sim.causes import SCORE_CAUSES
from game.sim.curves import Floats, total
from game.sim.ledger import SCORE_INDEX
from game.sim.world import QUARTER_WEEKS
from game.words.netted import netted


def totals(session: Session) -> tuple[Floats, Floats]:
    """Cumulative entries of the score account [W, C], `netted`, in currency, and what they are a share of [W].

    That is the reference demand so far; for a lost company the whole plan's all along, so that its parts add up.
    """
    entries = np.cumsum(np.stack([ledger.score for ledger in session.ledgers]), axis=0)
    asked = np.cumsum(np.array([ledger.reference for ledger in session.ledgers]))
    whole = np.full(session.week, session.reference) if session.lost else asked
    return netted(entries, asked), whole


def in_quarters(session: Session) -> tuple[Quarter, ...]:
    """The account of every quarter that was begun."""
    entries, reference = totals(session)
    shares = entries / np.maximum(reference, 1e-9)[:, None]
    rows, before = [], np.zeros(entries.shape[1])
    for first in range(0, session.week, QUARTER_WEEKS):
        last = min(first + QUARTER_WEEKS, session.week) - 1
        after = shares[last]
        rows.append(Quarter(first, last, total(before), total(after), after - before))
        before = after
    return tuple(rows)


def in_whole(session: Session) -> dict[str, int]:
    """The entries of the whole game by name, in the whole points in which they stand everywhere in its result."""
    return dict(zip(SCORE_CAUSES, account(in_quarters(session))[2], strict=True))


def causes(session: Session, reference: float | None = None) -> dict[str, float]:
    """The entries of the score account as shares of the game's own reference demand, or of another's as long as it is
    not over."""
    entries, own = totals(session)
    whole = max(own[-1] if reference is None or session.over else reference, 1e-9)
    return {name: float(entries[-1, index] / whole) for name, index in SCORE_INDEX.items()}
