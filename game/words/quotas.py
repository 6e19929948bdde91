"""What is said of a quota: how it was met, as far as the newest report tells."""

from __future__ import annotations

from game.sim.desk.quotas import Quota

MET, SHORT = 0.97, 0.9


def met_words(quota: Quota) -> str:
    """How a quota was met: "31 of 40 made, as last reported"; nothing is known before the first report of it."""
    if quota.met < 0:
        return "No report tells of it yet."
    made = round(quota.met * quota.pieces)
    if quota.met >= MET:
        return f"All {quota.pieces:,} made, as last reported."
    told = f"{made:,} of {quota.pieces:,} made, as last reported."
    return f"{told} They say that it is out of reach." if quota.met < SHORT else told
