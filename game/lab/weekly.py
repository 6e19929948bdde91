"""Week by week over many lucks: what customers ask for, and where a leader loses points, by the ledgers' causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.lab.balance import Game, Weighed
from game.sim.causes import SCORE_CAUSES
from game.sim.curves import Floats
from game.sim.ledger import SCORE_INDEX
from game.words.explain import calendar

LUCKY, MIDDLE, UNLUCKY = 95.0, 50.0, 5.0
"""Percent of the lucks below the ends and the middle of a band."""
CAUSES: dict[str, str] = {
    "hands": "More asked for than all could make", **{n: w for n, w in SCORE_CAUSES.items() if n != "capacity"},
    "ended": "The company was lost",
}  # fmt: skip
"""What lies between all that was asked for and the score, with the words for it: entries of the score account behind
what exceeds the first of them, and the weeks that a lost company does not live to see."""
SPARE_HANDS = "More hands than work was asked for"
"""The same as the first of them where it is the other way round."""
WORST = 5
"""So many weeks are named."""
WORTH_NAMING = 0.05
"""What a cause must move over the whole plan, in points, to be named or drawn."""


@dataclass(frozen=True)
class Demand:
    """What customers ask for of a product in each week of the plan, pieces.

    low, middle, high: whoever leads, below them lie 5, 50 and 95 percent of the lucks. wanted: on average under the
    best leader, for as many weeks as any of its companies lives.
    """

    product: int
    low: Floats
    middle: Floats
    high: Floats
    wanted: Floats

    def row(self, name: str) -> dict[str, object]:
        """The figures as a flat record, a number a week."""
        return {
            "product": name, "low": _rounded(self.low), "middle": _rounded(self.middle), "high": _rounded(self.high),
            "wanted": _rounded(self.wanted),
        }  # fmt: skip


@dataclass(frozen=True)
class Losses:
    """Where a leader loses points, [W] or [W, len(CAUSES)], all means over the lucks in points of the whole plan.

    worth: what was asked for. lost: what of it did not become score; low, high: below them lie 5 and 95 percent of the
    lucks. causes: what it was lost by, of each week adding up to `lost`; what earned points is negative.
    """

    policy: str
    worth: Floats
    lost: Floats
    low: Floats
    high: Floats
    causes: Floats

    def sums(self) -> list[tuple[str, float]]:
        """Every cause that moved anything with its points over the whole plan, the greatest loss first."""
        sums = zip(CAUSES, np.cumsum(self.causes, axis=0)[-1].tolist(), strict=True)
        return sorted(((name, points) for name, points in sums if points != 0.0), key=lambda row: -row[1])

    def worst(self) -> list[int]:
        """The weeks, from 0, in which most was lost, the worst first."""
        order = np.argsort(-self.lost, kind="stable")
        return [int(week) for week in order[:WORST] if self.lost[week] > 0.0]

    def why(self, week: int, most: int = 3) -> list[tuple[str, float]]:
        """The greatest losses of a week, by name."""
        named = sorted(zip(CAUSES, self.causes[week].tolist(), strict=True), key=lambda row: -row[1])
        return [(name, points) for name, points in named[:most] if points > 0.0]

    def row(self) -> dict[str, object]:
        """The figures as a record of rows: weeks from 1, and the causes over the whole plan."""
        weeks = [
            {
                "week": calendar(week), "asked": round(float(self.worth[week]), 4),
                "lost": round(float(self.lost[week]), 4), "low": round(float(self.low[week]), 4),
                "high": round(float(self.high[week]), 4),
                "causes": {n: round(p, 4) for n, p in zip(CAUSES, self.causes[week].tolist(), strict=True) if p},
            }
            for week in range(len(self.lost))
        ]  # fmt: skip
        return {
            "policy": self.policy, "causes": {name: round(points, 4) for name, points in self.sums()},
            "worst": [calendar(week) for week in self.worst()], "weeks": weeks,
        }  # fmt: skip


def demands(weighed: Weighed) -> list[Demand]:
    """Of every product that customers ask for, in the level's order."""
    games = weighed.games[weighed.best()]
    asked = np.array([game.asked for game in games])
    low, middle, high = np.percentile(asked, (UNLUCKY, MIDDLE, LUCKY), axis=0)
    lives = max(game.lived for game in games)
    wanted = np.array([
        np.mean([game.wanted[week] for game in games if game.lived > week], axis=0) for week in range(lives)
    ])  # fmt: skip
    return [
        Demand(number, low[:, number], middle[:, number], high[:, number], wanted[:, number])
        for number, product in enumerate(weighed.level.world.products)
        if not product.part
    ]


def losses(weighed: Weighed, policy: str) -> Losses:
    """Where the games of a policy lose."""
    games = weighed.games[policy]
    gaps = np.array([game.worth - np.cumsum(game.causes, axis=1)[:, -1] for game in games])
    low, high = np.percentile(gaps, (UNLUCKY, LUCKY), axis=0)
    worth = np.mean([game.worth for game in games], axis=0)
    causes = np.mean([_causes(game) for game in games], axis=0)
    return Losses(policy, worth, np.mean(gaps, axis=0), low, high, causes)


def _causes(game: Game) -> Floats:
    """The losses of one game by week and cause [W, len(CAUSES)]."""
    rows = np.zeros((len(game.worth), len(CAUSES)))
    lived = np.arange(len(game.worth)) < game.lived
    rows[:, 0] = np.where(lived, game.worth - game.causes[:, SCORE_INDEX["capacity"]], 0.0)
    rows[:, 1:-1] = -np.delete(game.causes, SCORE_INDEX["capacity"], axis=1)
    rows[:, -1] = np.where(lived, 0.0, game.worth)
    return rows


def _rounded(figures: Sequence[float] | Floats) -> list[float]:
    return [round(float(figure), 4) for figure in figures]
