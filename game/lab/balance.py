"""How a level plays: who wins, by how much, by which levers, and where the stars lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.lab.games import Interval, Progress, interval, played, side_by_side
from game.sim.actions import DESK
from game.sim.causes import SCORE_CAUSES
from game.sim.company.market import asked_until
from game.sim.curves import Floats
from game.sim.levers import LEVERS

if TYPE_CHECKING:
    from game.levels import Level
    from game.session import Session


@dataclass(frozen=True)
class Game:
    """One policy's game on one luck; all W weeks of the plan, G products, C entries of the score account.

    score: points of V. kind: of its end, as in `Outcome`. pulls: how often each lever was pulled. lived: weeks that
    were played. asked [W, G]: pieces that the level's customers ask for, whoever leads. wanted [W, G]: pieces that they
    asked for under this leader, 0 in weeks that were not lived. worth [W]: what `asked` is worth, in points of the
    whole plan, 100 in all. causes [W, C]: entries of the score account in the same points; their sum is the score.
    """

    score: float
    stars: int
    kind: str
    pulls: Mapping[str, int]
    lived: int
    asked: Floats
    wanted: Floats
    worth: Floats
    causes: Floats


@dataclass(frozen=True)
class Balance:
    """One policy over many seeds, points of V.

    wins: share of seeds on which nobody earned more. behind: points behind the best on each seed. star_shares: share of
    games with 0, 1, 2 and 3 stars. bankrupt: share of games. pulls: how often each lever is pulled in a game, the
    levers of the table that anybody pulled.
    """

    policy: str
    score: Interval
    wins: float
    behind: Interval
    stars: Interval
    star_shares: tuple[float, float, float, float]
    bankrupt: float
    pulls: Mapping[str, float]

    def row(self) -> dict[str, object]:
        """The figures as a flat record."""
        return {
            "policy": self.policy, "score": round(self.score.mean, 4), "low": round(self.score.low, 4),
            "high": round(self.score.high, 4), "wins": round(self.wins, 4), "behind": round(self.behind.mean, 4),
            "stars": round(self.stars.mean, 4), "star_shares": [round(share, 4) for share in self.star_shares],
            "bankrupt": round(self.bankrupt, 4), "seeds": self.score.count,
            "levers": {name: round(times, 4) for name, times in self.pulls.items()},
        }  # fmt: skip


@dataclass(frozen=True)
class Weighed:
    """Every policy's games of a level, each in the order of the seeds. open_levers: whether all levers were open."""

    level: Level
    seeds: tuple[int, ...]
    open_levers: bool
    games: Mapping[str, tuple[Game, ...]]

    def scores(self, policy: str) -> list[float]:
        """Points of V on each seed."""
        return [game.score for game in self.games[policy]]

    def best(self) -> str:
        """The policy with the highest mean; the first of those that are even."""
        return max(self.games, key=lambda policy: interval(self.scores(policy)).mean)

    def rows(self) -> list[Balance]:
        """The policies in figures, in the order in which they were given."""
        most = np.array([self.scores(policy) for policy in self.games]).max(axis=0)
        pulled = {lever for games in self.games.values() for game in games for lever in game.pulls}
        levers = [lever for lever in LEVERS if lever in pulled]
        rows = []
        for policy, games in self.games.items():
            score = np.array(self.scores(policy))
            stars = np.array([game.stars for game in games])
            none, one, two, three = (float(np.mean(stars == count)) for count in range(4))
            rows.append(Balance(
                policy, interval(score.tolist()), float(np.mean(score >= most)), interval((most - score).tolist()),
                interval(stars.tolist()), (none, one, two, three),
                float(np.mean([game.kind == "bankrupt" for game in games])),
                {lever: float(np.mean([game.pulls.get(lever, 0) for game in games])) for lever in levers},
            ))  # fmt: skip
        return rows


def weigh_level(
    level: Level, policies: Sequence[str], seeds: Sequence[int], jobs: int | None = None,
    progress: Progress | None = None, open_levers: bool = False,
) -> Weighed:  # fmt: skip
    """Plays every policy on every seed, by the level's own levers or with all open; progress counts games."""
    tasks = [(level, policy, seed, open_levers) for policy in policies for seed in seeds]
    games = list(side_by_side(play_one, tasks, jobs, progress))
    each = len(seeds)
    return Weighed(
        level, tuple(seeds), open_levers,
        {policy: tuple(games[n * each : (n + 1) * each]) for n, policy in enumerate(policies)},
    )  # fmt: skip


def play_one(level: Level, policy: str, seed: int, open_levers: bool = False) -> Game:
    """One game to its end, as figures."""
    session = played(level, policy, seed, open_levers=open_levers)
    end = session.outcome()
    assert end is not None, "a leader plays to the end"
    pulls = Counter(action.lever for actions in session.log for action in actions if action.actor == DESK)
    return Game(100.0 * end.score, end.stars, end.kind, dict(pulls), session.week, *_weeks(session))


def _weeks(session: Session) -> tuple[Floats, Floats, Floats, Floats]:
    """What was asked for, wanted and worth in each week of the plan, and what became of it."""
    lived, world = len(session.ledgers), session.world
    asked = np.zeros((world.weeks, len(world.products)))
    wanted, causes = np.zeros_like(asked), np.zeros((world.weeks, len(SCORE_CAUSES)))
    for week, ledger in enumerate(session.ledgers):
        asked[week], wanted[week], causes[week] = ledger.reference_demand, ledger.demand, ledger.score
    if lived < world.weeks:
        asked[lived:] = asked_until(session.state(), world.weeks)
    worth = asked * np.array([product.value for product in world.products])
    plan, whole = (100.0 / max(value, 1e-9) for value in (session.planned, session.reference))
    return asked, wanted, plan * np.cumsum(worth, axis=1)[:, -1], whole * causes
