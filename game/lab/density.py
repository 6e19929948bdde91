"""Decision density: in which weeks some action would beat doing nothing, and how long there is none."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game import bots
from game.course import Course
from game.lab import cluster
from game.lab.games import Progress, side_by_side
from game.lab.search import altered, any_action
from game.session import Session, play
from game.sim.actions import Action, Receipt
from game.sim.curves import total
from game.sim.desk.reports import Report
from game.sim.levers import check

if TYPE_CHECKING:
    from game.levels import Level

WORTHWHILE_POINTS = 0.3
"""What an action must gain over doing nothing to be a decision."""
AHEAD_WEEKS = 13
"""For how long an order, a tag or a visit is judged; everything else is judged to the end of the level."""
LONGEST_WEEKS = 5
"""A stretch without a worthwhile action that is longer than this is a dull one."""
NEW_SHARE = 1 / 3
"""The share of its weeks in which a level should ask for something new."""
MOST_TRIED, MOST_ALTERED = 60, 40
"""Actions tried in a week, and changes of the best of them, before it is taken to be dull."""
FUTURES = 2
"""The other futures in which an action has to pay as well."""
DRAWS = 10 * MOST_TRIED
ORDERS = ("order", "order_department", "order_company")
QUICK = (*ORDERS, "tag", "visit")
"""Levers whose effect shows within a quarter."""


_Decision = tuple[str, int, int]


def _decision(action: Action) -> _Decision:
    """What makes an action the same as another: lever and target, and for an order what is to be made."""
    return action.lever, action.target, action.amount[0] if action.lever in ORDERS else 0


@dataclass(frozen=True)
class Density:
    """One game of the best bot, in whose weeks actions were tried that beat doing nothing.

    gains: points of V that the first worthwhile action gains, or the best of those tried; None for a week in which none
    was tried, since no long stretch hangs on it. actions: what it was, "" if none is allowed. policy: the bot. new:
    only decisions that were new in their week counted.
    """

    level: str
    seed: int
    policy: str
    gains: tuple[float | None, ...]
    actions: tuple[str, ...]
    new: bool = False

    def stretches(self) -> list[tuple[int, int]]:
        """Length and first week (from 0) of every stretch in which no action was found worth doing.

        Where weeks were left out they count as dull, so that a stretch is at most as long as this; one that is longer
        than `LONGEST_WEEKS` has been tried in every week.
        """
        found, run = [], 0
        for week, gain in enumerate((*self.gains, WORTHWHILE_POINTS)):
            if gain is not None and gain >= WORTHWHILE_POINTS:
                found += [(run, week - run)] if run else []
                run = 0
            else:
                run += 1
        return found

    def longest(self) -> tuple[int, int]:
        """Length and first week of the longest such stretch; (0, 0) if there is none."""
        return max(self.stretches(), key=lambda stretch: stretch[0], default=(0, 0))

    def tried(self) -> list[float]:
        """The gains of the weeks that were tried."""
        return [gain for gain in self.gains if gain is not None]

    def worthwhile(self) -> float:
        """Share of the weeks tried with an action worth doing."""
        return self._worth() / max(1, len(self.tried()))

    def _worth(self) -> int:
        return sum(gain >= WORTHWHILE_POINTS for gain in self.tried())

    def dull(self) -> bool:
        """Whether the level asks too little: for too long nothing, or something new in too few weeks."""
        return self.worthwhile() < NEW_SHARE if self.new else self.longest()[0] > LONGEST_WEEKS

    def text(self) -> str:
        """The finding as a sentence; weeks as players count them."""
        weeks, first = self.longest()
        longer = [] if self.new else [stretch for stretch in self.stretches() if stretch[0] > LONGEST_WEEKS]
        dull = [f"{start + 1} to {start + run}" for run, start in longer]
        where = f" Dull: weeks {', '.join(dull)}." if dull else ""
        tried, played = len(self.tried()), len(self.gains)
        if not tried:
            return (
                f"{self.level}, seed {self.seed}, led by {self.policy}: {LONGEST_WEEKS} weeks without a decision would "
                f"not be too many, and this game has {played}, so none was tried."
            )
        among = f"{played} weeks" if tried == played else f"{tried} weeks tried, of {played},"
        longest = f"{weeks} week{'' if weeks == 1 else 's'} from week {first + 1}" if weeks else "none"
        if tried < played and not dull:
            longest = f"at most {min(LONGEST_WEEKS, played)} weeks"
        return (
            f"{self.level}, seed {self.seed}, led by {self.policy}: in {self._worth()} of {among} "
            f"{'a decision that is new' if self.new else 'an action'} beats "
            f"doing nothing by {WORTHWHILE_POINTS:g} points; the longest stretch without one: {longest}.{where}"
        )

    def row(self) -> dict[str, object]:
        """The finding as a flat record; `first` is a week from 1, 0 where there is no stretch."""
        weeks, first = self.longest()
        return {
            "level": self.level, "seed": self.seed, "policy": self.policy, "longest": weeks,
            "first": first + 1 if weeks else 0,
            "new": self.new, "worthwhile": round(self.worthwhile(), 4),
            "gains": [None if gain is None else round(gain, 4) for gain in self.gains],
            "actions": list(self.actions),
        }  # fmt: skip


def densities(
    levels: Sequence[Level],
    seeds: Sequence[int],
    jobs: int | None = None,
    progress: Progress | None = None,
    every_week: bool = False,
    new: bool = False,
) -> list[Density]:
    """Searches a game of each level on each seed, level by level; progress counts played weeks of the levels, each
    as it is played where a single process does the work."""
    found = []
    alone = jobs == 1 and not cluster.connected()
    weekly = progress if alone else None
    tasks = [(level, seed, every_week, new, weekly) for level in levels for seed in seeds]
    for (level, *_), row in zip(tasks, side_by_side(density, tasks, jobs), strict=True):
        found.append(row)
        if progress is not None:
            progress(level.world.weeks - (len(row.gains) if alone else 0))
    return found


def density(
    level: Level, seed: int, every_week: bool = False, new: bool = False, weekly: Progress | None = None
) -> Density:  # fmt: skip
    """Tries actions in weeks of the best bot's game; after each, the desk does nothing any more.

    An action counts as worth doing if it gains enough on this luck, and on average over this and two other futures:
    what wins by chance alone is not a decision. Unless every week is wanted, one is tried only where a stretch would
    otherwise grow longer than `LONGEST_WEEKS`, and then the weeks before it, the latest first.

    Where only `new` decisions count, every week is tried, and what was found worth doing once is not found again: a
    lever that stands until it is changed never for the same target, the same letter to somebody (for however long), a
    tag or a visit not for `AHEAD_WEEKS`. weekly is told of each week.
    """
    games = {name: play(Session(level, seed, player=name), bots.leader(name)) for name in bots.NAMES}
    policy = max(games, key=lambda name: games[name].score())
    whole = games[policy].planned
    session = Session(level, seed, player=policy)
    gains: list[float | None] = []
    actions: list[str] = []
    waiting: list[Course] = []
    last, before = -1, None
    settled: dict[_Decision, int] = {}
    every_week |= new
    while not session.over:
        if weekly is not None:
            weekly(1)
        gains.append(None)
        actions.append("")
        waiting.append(session.course())
        while waiting and (every_week or session.week - last > LONGEST_WEEKS):
            course = waiting.pop()
            luck = random.Random(f"{seed} {course.week}")
            known = {decision for decision, until in settled.items() if course.week < until}
            best = _Bench(course, session.world.weeks, whole).best(course.report, before, luck, known)
            gains[course.week] = 0.0 if best is None else max(0.0, best[0])
            actions[course.week] = "" if best is None else str(best[1])
            if best is not None and best[0] >= WORTHWHILE_POINTS:
                last, before = course.week, None if new else best[1]
                waiting.clear()
            if new and best is not None and best[0] >= WORTHWHILE_POINTS:
                ahead = AHEAD_WEEKS if best[1].lever in QUICK else session.world.weeks
                settled[_decision(best[1])] = course.week + ahead
        for action in bots.leader(policy)(session.report):
            session.act(action)
        session.advance()
    return Density(level.title, seed, policy, tuple(gains), tuple(actions), new)


def _likely(report: Report, before: Action | None, luck: random.Random) -> Iterator[Action]:
    """Allowed actions, the likeliest first: what was worthwhile last week, what bots wish, then any of any lever."""
    tried: dict[Action, None] = {}
    first = [] if before is None else [before]
    for name in bots.NAMES:
        first += bots.leader(name)(report)
    for action in first:
        if action not in tried and isinstance(check(report, (), action), Receipt):
            tried[action] = None
            yield action
    for _ in range(DRAWS):
        action = any_action(report, luck)
        if len(tried) >= MOST_TRIED:
            return
        if action not in tried and isinstance(check(report, (), action), Receipt):
            tried[action] = None
            yield action


class _Bench:
    """A company in one week, on which actions are tried against doing nothing, in this and in other futures."""

    def __init__(self, course: Course, end: int, whole: float) -> None:
        self._futures = [course, *(course.future(number) for number in range(1, FUTURES + 1))]
        self._end, self._whole = end, whole
        self._nothing: dict[tuple[int, int], float] = {}

    def best(
        self, report: Report, before: Action | None, luck: random.Random, settled: Collection[_Decision] = ()
    ) -> tuple[float, Action] | None:
        """The first action that is found to be worth doing, or the best of those tried; None if none is allowed.

        settled: what was decided before.
        """
        best: tuple[float, Action] | None = None
        tried: set[Action] = set()
        for action in _likely(report, before, luck):
            if _decision(action) in settled:
                continue
            tried.add(action)
            gain = self.gain(action)
            if best is None or gain > best[0]:
                best = gain, action
            if gain >= WORTHWHILE_POINTS:
                return best
        if best is None:
            return None
        for _ in range(MOST_ALTERED):
            action = altered(report, best[1], luck)
            if _decision(action) in settled:
                continue
            if action not in tried and isinstance(check(report, (), action), Receipt):
                tried.add(action)
                gain = self.gain(action)
                best = (gain, action) if gain > best[0] else best
                if gain >= WORTHWHILE_POINTS:
                    break
        return best

    def gain(self, action: Action) -> float:
        """Points of the whole level that an action gains: on this luck if that is too little, else on all futures."""
        weeks = self._futures[0].week + AHEAD_WEEKS if action.lever in QUICK else self._end
        until = min(weeks, self._end)
        gains = [self._gain(0, action, until)]
        if gains[0] >= WORTHWHILE_POINTS:
            gains += [self._gain(future, action, until) for future in range(1, len(self._futures))]
        return min(gains[0], sum(gains) / len(gains))

    def _gain(self, future: int, action: Action, until: int) -> float:
        if (future, until) not in self._nothing:
            self._nothing[future, until] = _earned(self._futures[future], (), until)
        return 100.0 * (_earned(self._futures[future], (action,), until) - self._nothing[future, until]) / self._whole


def _earned(course: Course, actions: Sequence[Action], until: int) -> float:
    """Net value of the coming weeks after these actions and then nothing; none any more once the till is empty."""
    other = course.copy()
    before = total(other.state.score)
    while other.week < until and not other.lost:
        other.advance(actions)
        actions = ()
    return total(other.state.score) - before
