"""Looks for ways to sleep through a level: a few actions laid down beforehand, or a calendar that is followed blindly.

Neither reads a report. A plan is laid down before the first week; what is not allowed when its week comes is left out.
The search climbs on a few lucks, and what it finds is judged on others. It borrows from those who look: actions of the
bots and programmes on the search's own luck are where its plans begin and what they are changed by.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game import bots
from game.lab.games import Progress, side_by_side
from game.lab.programmes import FIRST
from game.lab.search import Game, Leader, Script, Table, altered, any_action, targets
from game.session import level_name
from game.sim.actions import Action, Receipt
from game.sim.desk.reports import Report
from game.sim.levers import check
from game.words.actions import slip

if TYPE_CHECKING:
    from game.levels import Level

MOST_LINES = 13
"""Lines of a plan: so many actions in all, or so many entries of a calendar."""
EFFORT_WEEKS = 20_000
"""Weeks that the search for one kind of plan may play in a level."""
LUCKS = (9_001, 9_002, 9_003)
"""Seeds that the search climbs on; what it finds is judged on 1, 2, 3 and so on."""
JUDGED = 20
"""Lucks on which a plan is judged."""
BAR = 0.1
"""Share of lucks on which a plan that never looks may reach two stars."""
EVERY_WEEKS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 26)
"""Weeks after which an entry of a calendar may come round again."""
FAR_BEHIND = 0.03
"""V by which a plan may lie behind on the first luck and still be tried on the others."""
DRAWS = 12
"""Actions that are drawn, at most, until one is allowed in the week it is meant for."""
MOST_MOVED = 6
"""Weeks by which a line may be moved."""
PASSING = ("order", "visit", "order_department", "quota", "order_company", "quota_company", "tag")
"""Levers that are over after some weeks; a plan of few actions may want the others first."""


@dataclass(frozen=True)
class Line:
    """An action in a week from 0; every: weeks until it comes again (0: never); onward: then at the next target."""

    week: int
    action: Action
    every: int = 0
    onward: bool = False

    def __str__(self) -> str:
        return f"week {self.week + 1}: {self.action}{self._rounds()}"

    def told(self, level: Level) -> str:
        """The same in words, with the names that the level gives."""
        return f"week {self.week + 1}: {slip(level, self.action)}{self._rounds()}"

    def _rounds(self) -> str:
        again = f", again every {self.every} week{'' if self.every == 1 else 's'}" if self.every else ""
        return f"{again}{', each time at the next' if self.onward else ''}"


Plan = tuple[Line, ...]


def laid_out(plan: Plan, desk: Report) -> list[tuple[Action, ...]]:
    """The plan as the actions of each week; desk: the first week's report, for how many targets there are."""
    weeks = desk.world.weeks
    log: list[tuple[Action, ...]] = [()] * weeks
    for line in plan:
        among = targets(desk, line.action.lever)
        for turn, week in enumerate(range(line.week, weeks, line.every or weeks)):
            action = line.action
            if line.onward:
                action = replace(action, target=among[(action.target + turn) % len(among)])
            log[week] = (*log[week], action)
    return log


@dataclass(frozen=True)
class Slept:
    """The best plan of a kind that was found in a level, and what it earns on lucks that the search did not know.

    scores: V on each. two_stars: on how many it reaches two stars. weeks: played by the search.
    """

    level: Level
    calendar: bool
    plan: Plan
    scores: tuple[float, ...]
    two_stars: int
    weeks: int

    @property
    def above(self) -> bool:
        """Whether it reaches two stars on more lucks than one who never looks should."""
        return self.two_stars > BAR * len(self.scores)

    @property
    def mean(self) -> float:
        """Mean V."""
        return sum(self.scores) / len(self.scores)

    def told(self) -> list[str]:
        """The lines of the plan in words."""
        return [line.told(self.level) for line in self.plan]

    def text(self) -> str:
        """The finding as a sentence."""
        what, kind = ("line", "a calendar of ") if self.calendar else ("action", "")
        kind += f"{len(self.plan)} {what}{'' if len(self.plan) == 1 else 's'}{'' if self.calendar else ' in all'}"
        lead = "above the bar:" if self.above else "nothing above the bar; the best found is"
        return (
            f"{level_name(self.level)}: {lead} {kind} with {100 * self.mean:.1f} points on average, two stars "
            f"({100 * self.level.world.stars[1]:g}) on {self.two_stars} of {len(self.scores)} lucks, "
            f"after {self.weeks:,} weeks tried."
        )

    def row(self) -> dict[str, object]:
        """The finding as a flat record."""
        return {
            "level": level_name(self.level), "kind": "calendar" if self.calendar else "actions", "above": self.above,
            "score": round(self.mean, 6), "second_star": self.level.world.stars[1], "two_stars": self.two_stars,
            "lucks": len(self.scores), "weeks_tried": self.weeks, "plan": [str(line) for line in self.plan],
        }  # fmt: skip


def sleepers(
    levels: Sequence[Level], judged: int = JUDGED, jobs: int | None = None, progress: Progress | None = None
) -> list[Slept]:
    """For each level the best plan of few actions and the best calendar; progress is told of each that is done."""
    tasks = [(level, calendar, judged) for level in levels for calendar in (False, True)]
    return list(side_by_side(sleep, tasks, jobs, progress))


def sleep(level: Level, calendar: bool, judged: int = JUDGED, effort: int | None = None) -> Slept:
    """The best plan found; calendar: whether its lines may come round again. effort: weeks that may be played.

    The same arguments find the same plan.
    """
    search = _Search(level, calendar, EFFORT_WEEKS if effort is None else effort)
    plan = search.climbed()
    scores, two_stars = slept(level, plan, range(1, judged + 1))
    return Slept(level, calendar, plan, scores, two_stars, search.weeks)


def slept(level: Level, plan: Plan, seeds: Sequence[int]) -> tuple[tuple[float, ...], int]:
    """What a plan earns on each luck, V, and on how many lucks it reaches two stars."""
    scores, two_stars = [], 0
    for seed in seeds:
        table = Table(level, seed, level.difficulty, None)
        game = table.played(Script(laid_out(plan, table.start.report)), keep=False)
        scores.append(game.score)
        two_stars += game.rank >= level.world.stars[1]
    return tuple(scores), two_stars


class _Search:
    """A level on the lucks of the search, on which plans are tried."""

    def __init__(self, level: Level, calendar: bool, effort: int) -> None:
        self._tables = [Table(level, seed, level.difficulty, None) for seed in LUCKS]
        self._calendar, self._effort = calendar, effort
        self._first = self._tables[0].start.report
        self._luck = random.Random(LUCKS[0] + calendar)
        self._seen: list[tuple[int, Action]] = []
        self._plan: Plan = ()
        self._log: list[tuple[Action, ...]] = []
        self._games: list[Game] = []

    @property
    def weeks(self) -> int:
        """Weeks played so far."""
        return sum(table.weeks for table in self._tables)

    def climbed(self) -> Plan:
        """The plan after every change that made it better, on average over the lucks."""
        self._try(())
        for plan in self._starts():
            self._try(plan)
        while self.weeks < self._effort:
            plan = self._plan
            for _ in range(self._luck.choice((1, 1, 1, 2, 2, 3))):
                plan = tuple(sorted(self._changed(plan), key=lambda line: line.week))
            if plan == self._plan or not self._try(plan):
                self._tables[0].weeks += 1  # so that few levers come to an end
        return self._plan

    def _starts(self) -> list[Plan]:
        """What bots and programmes do first on one luck, and what they do first that lasts."""
        plans = []
        leaders: list[Leader] = [*(bots.leader(name) for name in bots.NAMES), *FIRST]
        for leader in leaders:
            log = self._tables[0].played(leader, keep=False).log
            lines = [Line(week, action) for week, actions in enumerate(log) for action in actions]
            self._seen += [(line.week, line.action) for line in lines]
            lasting = [line for line in lines if line.action.lever not in PASSING]
            plans += [tuple(lines[:MOST_LINES]), tuple(lasting[:MOST_LINES])]
        return list(dict.fromkeys(plans))

    def _try(self, plan: Plan) -> bool:
        """Plays a plan on the lucks, and keeps it if it is at least as good; whether it was."""
        log = laid_out(plan, self._first)
        same = [mine == other for mine, other in zip(log, self._log, strict=False)]
        first = same.index(False) if False in same else 0 if not self._log else len(log) - 1
        games: list[Game] = []
        for place, table in enumerate(self._tables):
            before = self._games[place] if self._games else None
            since = first if before is None else min(first, len(before.log) - 1)
            games.append(table.played(Script(log), before, since))
            if before is not None and place == 0 and games[0].rank < before.rank - FAR_BEHIND:
                return False
        ahead = sum(game.rank for game in games) - sum(game.rank for game in self._games)
        if self._games and (ahead < 0.0 or (ahead == 0.0 and len(plan) >= len(self._plan))):
            return False
        self._plan, self._log, self._games = plan, log, games
        return True

    def _changed(self, plan: Plan) -> Plan:
        """One change: a line more, less, altered or moved; in a calendar also how often it comes round."""
        kinds = ["borrow", "borrow", "add", "add", "alter", "move", "drop"]
        kind = self._luck.choice(kinds + ["round", "round"] * self._calendar)
        if kind in ("borrow", "add") or not plan:
            kept = list(plan)
            if len(kept) >= MOST_LINES:
                kept.pop(self._luck.randrange(len(kept)))
            line = Line(*self._luck.choice(self._seen)) if kind == "borrow" and self._seen else self._drawn()
            if self._calendar and self._luck.random() < 0.5:
                line = self._rounds(line)
            return (*kept, line)
        place = self._luck.randrange(len(plan))
        line = plan[place]
        if kind == "drop":
            return (*plan[:place], *plan[place + 1 :])
        if kind == "alter":
            line = replace(line, action=altered(self._desk(line.week), line.action, self._luck))
        elif kind == "move":
            moved = line.week + self._luck.choice((-1, 1)) * self._luck.randint(1, MOST_MOVED)
            line = replace(line, week=min(max(0, moved), len(self._log) - 1))
        else:
            line = self._rounds(line)
        return (*plan[:place], line, *plan[place + 1 :])

    def _rounds(self, line: Line) -> Line:
        """The line, coming round after another number of weeks or never, at the same target or the next."""
        every = self._luck.choice((0, *EVERY_WEEKS))
        several = len(targets(self._first, line.action.lever)) > 1
        return replace(line, every=every, onward=every > 0 and several and self._luck.random() < 0.5)

    def _desk(self, week: int) -> Report:
        """What the desk of the best plan knew in a week, or in its last."""
        game = self._games[0]
        return self._tables[0].at(game, min(week, len(game.log) - 1))

    def _drawn(self) -> Line:
        """An action in some week, allowed there on the first luck if one is soon found."""
        week = self._luck.randrange(len(self._log))
        desk = self._desk(week)
        before = self._games[0].log[desk.week]
        action = any_action(desk, self._luck)
        for _ in range(DRAWS):
            if isinstance(check(desk, before, action), Receipt):
                break
            action = any_action(desk, self._luck)
        return Line(desk.week, action)
