"""How a level plays: who wins, where the stars lie, and how long there is nothing worth doing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game import bots
from game.lab.games import Interval, Progress, interval, played, side_by_side
from game.session import Session
from game.sim.curves import total
from game.sim.levers import Action, Receipt, check
from game.sim.reports import Report
from game.sim.state import State
from game.sim.values import CARRY_ON, CHOOSE
from game.sim.week import advance

if TYPE_CHECKING:
    from game.levels import Level

WORTHWHILE_POINTS = 0.3
"""What an action must gain over doing nothing to be a decision."""
AHEAD_WEEKS = 13
"""How far the search looks."""
LONGEST_WEEKS = 5
"""A stretch without a worthwhile action that is longer than this is a dull one."""
ADVISERS = ("orders", "incentives", "mixed", "standing")
"""The bots whose first wish each week is tried."""


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
    progress: Progress | None = None,
) -> list[Balance]:  # fmt: skip
    """Plays every policy on every seed; in the order of `policies`."""
    games = []
    for row in side_by_side(_games, [(level, seed, tuple(policies)) for seed in seeds], jobs):
        games.append(row)
        if progress is not None:
            progress(1)
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


def _games(level: Level, seed: int, policies: Sequence[str]) -> list[tuple[float, int, bool]]:
    """Score, stars and whether it went bankrupt, of each policy on one luck."""
    rows = []
    for policy in policies:
        session = played(level, policy, seed)
        end = session.outcome()
        rows.append((session.score(), 0 if end is None else end.stars, end is not None and end.kind == "bankrupt"))
    return rows


# Decision density


@dataclass(frozen=True)
class Density:
    """One game of `mixed`, searched week by week for an action that beats doing nothing.

    gains: of the best action found in each week, points of V within a quarter. actions: what they were ("" if none
    was allowed).
    """

    seed: int
    gains: tuple[float, ...]
    actions: tuple[str, ...]

    def longest(self) -> tuple[int, int]:
        """Length and first week of the longest stretch in which no action was worth doing."""
        best, run = (0, 0), 0
        for week, gain in enumerate(self.gains):
            run = 0 if gain >= WORTHWHILE_POINTS else run + 1
            if run > best[0]:
                best = (run, week - run + 1)
        return best

    def worthwhile(self) -> float:
        """Share of weeks with an action worth doing."""
        return sum(gain >= WORTHWHILE_POINTS for gain in self.gains) / max(1, len(self.gains))

    def text(self) -> str:
        """The finding as a sentence."""
        weeks, first = self.longest()
        stretch = f"{weeks} week{'' if weeks == 1 else 's'} from week {first}" if weeks else "none"
        dull = f" (more than {LONGEST_WEEKS})" if weeks > LONGEST_WEEKS else ""
        return (
            f"Seed {self.seed}: an action beats doing nothing by {WORTHWHILE_POINTS:g} points in "
            f"{100 * self.worthwhile():.0f}% of {len(self.gains)} weeks; "
            f"the longest stretch without one: {stretch}{dull}."
        )

    def row(self) -> dict[str, object]:
        """The finding as a flat record."""
        weeks, first = self.longest()
        return {
            "seed": self.seed, "longest": weeks, "first": first, "worthwhile": round(self.worthwhile(), 4),
            "gains": [round(gain, 4) for gain in self.gains], "actions": list(self.actions),
        }  # fmt: skip


def densities(
    level: Level, seeds: Sequence[int], jobs: int | None = None, progress: Progress | None = None
) -> list[Density]:
    """Searches a game of `mixed` on each seed, with the levers a player has."""
    found = []
    for row in side_by_side(density, [(level, seed) for seed in seeds], jobs):
        found.append(row)
        if progress is not None:
            progress(level.world.weeks)
    return found


def density(level: Level, seed: int) -> Density:
    """Tries, in each week of one game, each of a few actions; the desk does nothing for a quarter afterwards.

    A gain counts the net value up to then, and what the action left behind in stock, in points of the whole level.
    """
    session = Session(level, seed, player="mixed")
    whole = _whole_demand(level, seed)
    gains, actions = [], []
    while not session.over:
        state = session.state()
        weeks = min(AHEAD_WEEKS, session.world.weeks - session.week)
        nothing = _earned(state, [], weeks)
        best, what = 0.0, ""
        for tried in candidates(session.report):
            gain = 100.0 * (_earned(state, [tried], weeks) - nothing) / whole
            if gain > best:
                best, what = gain, str(tried)
        gains.append(best)
        actions.append(what)
        for action in bots.leader("mixed")(session.report):
            session.act(action)
        session.advance()
    return Density(seed, tuple(gains), tuple(actions))


def candidates(report: Report) -> list[Action]:
    """A small set of allowed actions: each bot's first wishes, the defaults, a tag and orders for what is scarcest,
    a level of reporting more or less, and the banner that most agree with."""
    scarce = int(np.argmax(report.backlog * report.price + report.price))
    least = int(np.argmin(report.price / np.array([p.value for p in report.world.products])))
    where = int(np.argmax(np.bincount(report.department, weights=(report.job != scarce) * report.head)))
    tried = list(_wishes(report))
    tried += [Action("default", -1, (default,)) for default in (CARRY_ON, CHOOSE)]
    tried += [Action("tag", scarce, (2, 6)), Action("order_department", where, (scarce, 4))]
    tried += [Action("order", int(team), (scarce, 4)) for team in np.flatnonzero(report.job == least)[:1]]
    tried += [Action("order", int(team), (scarce, 8)) for team in np.flatnonzero(report.job < 0)[:1]]
    reporting = (max(0, report.reporting - 1), min(3, report.reporting + 1))
    tried += [Action("reporting", -1, (level,)) for level in reporting]
    tried += [Action("declare", int(value), ()) for value in np.argsort(-report.value_agreement, kind="stable")[:1]]
    unique = dict.fromkeys(tried)
    return [action for action in unique if isinstance(check(report, (), action), Receipt)]


def _wishes(report: Report) -> Iterator[Action]:
    for name in ADVISERS:
        yield from bots.leader(name)(report)[:2]


def _earned(state: State, actions: Sequence[Action], weeks: int) -> float:
    """Net value of the coming weeks after these actions and then nothing."""
    company = state.copy()
    before = total(company.score)
    for week in range(weeks):
        advance(company, actions if week == 0 else ())
    return total(company.score) - before


def _whole_demand(level: Level, seed: int) -> float:
    """What the level's reference demand is worth on this luck."""
    session = Session(level, seed)
    state = session.state()
    for _ in range(level.world.weeks):
        advance(state, ())
    return state.reference
