"""Where the stars of a level could lie: thresholds taken from the games of its leaders, and how many reach them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.lab.balance import Weighed
from game.lab.games import interval

ACTING = ("standing", "orders", "incentives", "mixed", "values")
"""The leaders who want something; of the others one sleeps, one lets go, and one does any legal thing."""
BEST_PERCENT, MIDDLING_PERCENT = 85.0, 100.0 / 3.0
RULE = (
    "Two stars stand at the mean of whoever leads best, three at what the best fifteen in a hundred of those games "
    "reach, and one at what two thirds of the games of a middling leader reach who wants something."
)
LEAST, MOST = 1, 100
"""What a level's file takes, in whole points."""


@dataclass(frozen=True)
class Proposal:
    """Thresholds by `RULE`, whole points and rising, and the leaders they were taken from."""

    stars: tuple[int, int, int]
    best: str
    middling: str

    def row(self) -> dict[str, object]:
        """The proposal as a flat record."""
        return {"proposed": list(self.stars), "best": self.best, "middling": self.middling, "rule": RULE}


def proposed(weighed: Weighed) -> Proposal:
    """Thresholds for a level by the games that were played; leaders whose games are all the same count once."""
    best = weighed.best()
    apart: dict[tuple[float, ...], str] = {}
    for policy in weighed.games:
        if policy in ACTING or policy == best:
            apart.setdefault(tuple(weighed.scores(policy)), policy)
    ranked = sorted(apart.values(), key=lambda policy: -interval(weighed.scores(policy)).mean)
    middling = ranked[len(ranked) // 2]
    top = weighed.scores(best)
    one = float(np.percentile(weighed.scores(middling), MIDDLING_PERCENT))
    return Proposal(_rising(one, interval(top).mean, float(np.percentile(top, BEST_PERCENT))), best, middling)


def _rising(one: float, two: float, three: float) -> tuple[int, int, int]:
    """Whole points, each above the one before, as a level's file takes them."""
    first = min(max(LEAST, round(one)), MOST - 2)
    second = min(max(first + 1, round(two)), MOST - 1)
    return first, second, min(max(second + 1, round(three)), MOST)


def reached(weighed: Weighed, policy: str, points: float) -> float:
    """The share of a policy's games that reach a threshold; a lost company reaches none."""
    return float(np.mean([game.kind == "finished" and game.score >= points for game in weighed.games[policy]]))
