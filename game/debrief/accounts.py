"""The score account of a game that was played: its entries week by week, and what they come to."""

from __future__ import annotations

import numpy as np

from game.session import Session
from game.sim.curves import Floats
from game.sim.ledger import SCORE_INDEX


def totals(session: Session) -> tuple[Floats, Floats]:
    """Cumulative entries of the score account [W, C], in currency, and what they are a share of [W].

    That is the reference demand so far; for a lost company the whole plan's all along, so that its parts add up.
    """
    entries = np.cumsum(np.stack([ledger.score for ledger in session.ledgers]), axis=0)
    if session.lost:
        return entries, np.full(session.week, session.reference)
    return entries, np.cumsum(np.array([ledger.reference for ledger in session.ledgers]))


def causes(session: Session, reference: float | None = None) -> dict[str, float]:
    """The entries of the score account as shares of the game's own reference demand, or of another's."""
    entries, own = totals(session)
    whole = max(own[-1] if reference is None else reference, 1e-9)
    return {name: float(entries[-1, index] / whole) for name, index in SCORE_INDEX.items()}
