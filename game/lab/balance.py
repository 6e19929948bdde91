"""How a level plays: who wins, by how much, and where the stars lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.lab.games import Interval, Progress, interval, played, side_by_side

if TYPE_CHECKING:
    from game.levels import Level


@dataclass(frozen=True)
class Balance:
    """One policy over many seeds, points of V.

    wins: share of seeds on which nobody earned more. behind: points behind the best on each seed. star_shares: share of
    games with 0, 1, 2 and 3 stars. bankrupt: share of games.
    """

    policy: str
    score: Interval
    wins: float
    behind: Interval
    stars: Interval
    star_shares: tuple[float, float, float, float]
    bankrupt: float

    def row(self) -> dict[str, object]:
        """The figures as a flat record."""
        return {
            "policy": self.policy, "score": round(self.score.mean, 4), "low": round(self.score.low, 4),
            "high": round(self.score.high, 4), "wins": round(self.wins, 4), "behind": round(self.behind.mean, 4),
            "stars": round(self.stars.mean, 4), "star_shares": [round(share, 4) for share in self.star_shares],
            "bankrupt": round(self.bankrupt, 4), "seeds": self.score.count,
        }  # fmt: skip


def weigh_level(
    level: Level, policies: Sequence[str], seeds: Sequence[int], jobs: int | None = None,
    progress: Progress | None = None, open_levers: bool = False,
) -> list[Balance]:  # fmt: skip
    """Plays every policy on every seed, by the level's own levers or with all open; in the order of `policies`."""
    games = []
    tasks = [(level, seed, tuple(policies), open_levers) for seed in seeds]
    games = list(side_by_side(_games, tasks, jobs, progress))
    score = 100.0 * np.array([[game[0] for game in row] for row in games])
    stars = np.array([[game[1] for game in row] for row in games])
    broke = np.array([[game[2] for game in row] for row in games])
    best = score.max(axis=1)
    return [
        Balance(
            policy, interval(score[:, place].tolist()), float(np.mean(score[:, place] >= best)),
            interval((best - score[:, place]).tolist()), interval(stars[:, place].tolist()),
            tuple(float(np.mean(stars[:, place] == count)) for count in range(4)),  # type: ignore[arg-type]
            float(np.mean(broke[:, place])),
        )
        for place, policy in enumerate(policies)
    ]  # fmt: skip


def _games(level: Level, seed: int, policies: Sequence[str], open_levers: bool) -> list[tuple[float, int, bool]]:
    """Score, stars and whether it went bankrupt, of each policy on one luck."""
    rows = []
    for policy in policies:
        session = played(level, policy, seed, open_levers=open_levers)
        end = session.outcome()
        rows.append((session.score(), 0 if end is None else end.stars, end is not None and end.kind == "bankrupt"))
    return rows
