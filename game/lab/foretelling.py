"""Plays on what the desk foretold: random legal actions in many futures, with and without, beside the printed range."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game import bots
from game.course import Course
from game.lab.search import offer
from game.sim.actions import Action, Receipt
from game.sim.company.market import asked_until
from game.sim.curves import total
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, RIGHTS, check, preview

if TYPE_CHECKING:
    from game.levels import Level

FUTURES = 8
"""Futures in which an action is played on."""
CURIOUS_WEEKS = 3
"""Weeks after which the leader of the past tries something at random once more."""
LONGEST_WEEKS = 60
"""Weeks that a forecast speaks of at most, and some for the letter."""
DISCS_FREE, STILL_WEEKS = 2, 6
"""Discs that are back before anything is drawn, and weeks for which the desk keeps still for them at most."""
TRIES = 40
"""Draws after which a lever is taken to allow nothing in a week."""
FAMILIES: dict[str, tuple[str, ...]] = {
    "kpi": ("kpi", "kpi_company"), "kpi_company": ("kpi", "kpi_company"), "declare": ("declare", "retire"),
    "retire": ("declare", "retire"), "ritual": ("ritual", "rest"), "rest": ("ritual", "rest"),
    "tell": ("tell",), "retell": ("retell",), "answer": ("answer",),
    **{name: (name,) for name in ("default", "reporting", "rate", "tools", "net", "advert", "promote",
                               "short_pay")},
}  # fmt: skip
"""Levers that stay as they were left, by the lever that was pulled: the leader does not touch these any more."""


@dataclass(frozen=True)
class Foretold:
    """An action that was foretold and then played on.

    low ≤ high: the printed range in points of the final score, None where facts stand instead of it. toward: the
    printed direction, +1, −1 or 0 for none. until: the week to which it speaks. effect: the mean over the futures of
    what the action did to the score by then, in points; error: the deviation of that mean.
    """

    level: str
    seed: int
    week: int
    action: Action
    low: float | None
    high: float | None
    toward: int
    until: int
    effect: float
    error: float

    @property
    def inside(self) -> bool:
        """Whether a range was printed and the effect lies in it, at the tenth of a point that is printed."""
        return self.low is not None and self.high is not None and self.low <= round(self.effect, 1) <= self.high


def foretold(level: Level, seed: int, levers: Sequence[str] = (), futures: int = FUTURES) -> list[Foretold]:
    """One random legal action of each open lever (or of those named) in one week of a game of the level.

    The past is led by `mixed`, who tries something at random every few weeks, so that the desk has some experience;
    what comes after is led by `mixed` alone, who leaves a standing lever as it was set. No two futures share their
    luck, and each is the same with and without the action.
    """
    luck = random.Random(f"foretell {level.title} {seed}")
    branch = luck.randint(level.world.weeks // 5, level.world.weeks * 7 // 10)
    course = _past(level, seed, branch, luck)
    bench = _Bench(course, futures)
    report, rows = course.report, []
    for name in LEVERS:
        if name in RIGHTS or name not in report.levers or (levers and name not in levers):
            continue
        action = _any(report, name, luck)
        if action is not None:
            rows.append(bench.play(level.title, seed, action))
    return rows


def _past(level: Level, seed: int, branch: int, luck: random.Random) -> Course:
    """A company led until week `branch` by `mixed` and curiosity, or without this if it would not have lived so long.

    Then the desk keeps still until discs are back, so that whatever is drawn can be paid.
    """
    course = Course.begun(level, seed)
    for curious in (True, False):
        course = Course.begun(level, seed)
        while course.week < branch and not course.over:
            course.advance(_curious(course.report, luck) if curious else _led(course.report, (), ()))
        while course.report.discs_free < DISCS_FREE and course.week < branch + STILL_WEEKS and not course.over:
            course.advance(())
        if not course.over:
            break
    return course


def _any(report: Report, name: str, luck: random.Random) -> Action | None:
    """A random legal action of a lever, or None if there seems to be none this week."""
    found = offer(report, name)
    if found is None:
        return None
    for _ in range(TRIES):
        action = found.drawn(luck)
        if isinstance(check(report, (), action), Receipt):
            return action
    return None


def _curious(report: Report, luck: random.Random) -> list[Action]:
    """What `mixed` does this week, and now and then something at random before it."""
    first: list[Action] = []
    if report.week % CURIOUS_WEEKS == 0:
        names = [name for name in report.levers if name not in (*RIGHTS, "default")]
        action = _any(report, luck.choice(names), luck)
        first = [action] if action is not None else []
    return _led(report, first, ())


def _led(report: Report, first: Sequence[Action], alone: Sequence[str]) -> list[Action]:
    """`first`, and then as much of what `mixed` wants as is still allowed, without the levers left alone."""
    actions = list(first)
    for action in bots.leader("mixed")(report):
        if action.lever not in alone and isinstance(check(report, actions, action), Receipt):
            actions.append(action)
    return actions


class _Bench:
    """A company in one week, played on in several futures with an action and without it."""

    def __init__(self, course: Course, futures: int) -> None:
        self._now = course
        self._value = np.array([product.value for product in course.state.world.products])
        self._futures: list[tuple[Course, float]] = []
        for number in range(1, futures + 1):
            other = course.future(number)
            rows = asked_until(other.state, other.state.world.weeks)
            self._futures.append((other, other.state.reference + sum(total(row * self._value) for row in rows)))
        self._paths: dict[tuple[int, tuple[str, ...]], _Path] = {}

    def play(self, title: str, seed: int, action: Action) -> Foretold:
        """What was foretold of an action, and what it does."""
        report = self._now.report
        known = preview(report, action)
        until = min(known.until, report.world.weeks)
        alone = FAMILIES.get(action.lever, ())
        gains = []
        for place, (course, whole) in enumerate(self._futures):
            earned = _played(course, (action,), until, alone).earned[-1]
            gains.append(100.0 * (earned - self._left(place, until, alone)) / whole)
        low, high = (round(known.low, 1), round(known.high, 1)) if known.reckoned else (None, None)
        error = float(np.std(gains, ddof=1)) / len(gains) ** 0.5 if len(gains) > 1 else 0.0
        return Foretold(
            title, seed, report.week, action, low, high, known.toward, until, float(np.mean(gains)), error
        )

    def _left(self, place: int, until: int, alone: tuple[str, ...]) -> float:
        """What a future earns by then without the action, under a leader who leaves alone what would be left alone."""
        path = self._path(place, ())
        if any(path.touched.get(lever, until) < until for lever in alone):
            path = self._path(place, alone)
        return path.earned[min(until - self._now.week, len(path.earned) - 1)]

    def _path(self, place: int, alone: tuple[str, ...]) -> _Path:
        if (place, alone) not in self._paths:
            end = min(self._now.state.world.weeks, self._now.week + LONGEST_WEEKS)
            self._paths[place, alone] = _played(self._futures[place][0], (), end, alone)
        return self._paths[place, alone]


@dataclass(frozen=True)
class _Path:
    """A company led on: what it has earned by the end of each week, from 0 on, and the week in which its leader first
    pulled each lever."""

    earned: list[float]
    touched: dict[str, int]


def _played(course: Course, first: Sequence[Action], until: int, alone: Sequence[str]) -> _Path:
    """The weeks until then with `first` among the actions of the first; a lost company earns nothing any more."""
    other, touched = course.copy(), dict[str, int]()
    before, earned = total(other.state.score), [0.0]
    while other.week < until and not other.lost:
        actions = _led(other.report, first, alone)
        for action in actions[len(first) :]:
            touched.setdefault(action.lever, other.week)
        other.advance(actions)
        earned.append(total(other.state.score) - before)
        first = ()
    return _Path(earned, touched)
