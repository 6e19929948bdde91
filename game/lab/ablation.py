"""What each lever is worth in a level: what the best leader loses without it, and what overdoing it costs."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from game import bots
from game.bots import Desk
from game.course import Course
from game.lab.games import Interval, Progress, interval, side_by_side
from game.lab.programmes import FIRST, STARTS, Programme, dials, turned
from game.lab.search import targets
from game.session import level_name
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS
from game.sim.world import World

if TYPE_CHECKING:
    from game.levels import Level

SEEDS = 6
WORTH_POINTS = 1.0
"""What a missing or an overdone lever must cost somewhere for it to matter."""
INSTRUMENTS: dict[str, tuple[str, ...]] = {
    "every order": ("order", "order_department", "order_company"),
    "every quota": ("quota", "quota_company"),
    "every figure": ("kpi", "kpi_company"),
}
"""Levers that do one thing at different reach, and stand in for each other where one of them is missing."""
FIRST_LUCK = 101
"""The first of the lucks on which the best leader is chosen; it is judged on others."""
LUCKS = ((150, 6), (600, 3))
"""On how many lucks, up to how many people: small companies are at the mercy of theirs, and quickly played."""
FEWEST_LUCKS = 2
TRIES = 60
"""Programmes tried on those lucks to find one for a level."""
CONTENDERS = 4
"""The best leaders among whom the best without a lever is chosen."""
BOTS = ("orders", "standing", "incentives", "mixed", "values")

_Result = TypeVar("_Result")

Leader = Callable[[Report], Sequence[Action]]


@dataclass(frozen=True)
class Cost:
    """What one lever is worth in one level, points of V over all lucks: what is lost without it by whoever then leads
    best, and what is lost where it is overdone by whoever leads best with it (None for an instrument of several)."""

    level: str
    lever: str
    leader: str
    instead: str
    missing: Interval
    overdone: Interval | None

    def row(self) -> dict[str, object]:
        """The figures as a flat record."""
        row: dict[str, object] = {
            "level": self.level, "lever": self.lever, "leader": self.leader, "without_it": self.instead,
            "seeds": self.missing.count,
        }  # fmt: skip
        for name, cost in (("missing", self.missing), ("overdone", self.overdone)):
            figures = (None,) * 3 if cost is None else (cost.mean, cost.low, cost.high)
            for part, figure in zip((name, f"{name}_low", f"{name}_high"), figures, strict=True):
                row[part] = None if figure is None else round(figure, 4)
        return row


def verdicts(costs: Sequence[Cost], kind: str) -> dict[str, str]:
    """Of each lever and instrument whether it is worth something, kind: "missing" or "overdone".

    A lever that others of its instrument replace says of which: "as one of every quota" counts where the whole does.
    """
    found: dict[str, list[Interval]] = {}
    for cost in costs:
        if (figure := getattr(cost, kind)) is not None:
            found.setdefault(cost.lever, []).append(figure)
    said = {name: verdict(figures) for name, figures in found.items()}
    for name, levers in INSTRUMENTS.items():
        if said.get(name) == "yes":
            said |= {lever: f"as one of {name}" for lever in levers if said.get(lever) in ("no", "likely")}
    return said


def verdict(costs: Sequence[Interval]) -> str:
    """Whether a lever costs enough in some level: "yes" if a whole interval says so, "likely" if a mean does, "no"."""
    if any(cost.low >= WORTH_POINTS for cost in costs):
        return "yes"
    return "likely" if any(cost.mean >= WORTH_POINTS for cost in costs) else "no"


def open_levers(world: World) -> list[str]:
    """The levers that a level opens at some time, in the order of the table."""
    names = world.unlocked(world.weeks)
    return [name for name in LEVERS if name in names]


def left_out(world: World, only: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
    """What is left out of a level in turn, by name: each lever it opens, then each instrument of which it opens more
    than one reach, as a whole; of these the named ones, if any are named."""
    names = open_levers(world)
    whole = {name: tuple(one for one in those if one in names) for name, those in INSTRUMENTS.items()}
    found = {name: (name,) for name in names} | {name: those for name, those in whole.items() if len(those) > 1}
    return {name: those for name, those in found.items() if not only or name in only}


def training(world: World) -> range:
    """The lucks on which the best leader of a level is chosen."""
    count = next((lucks for people, lucks in LUCKS if world.people <= people), FEWEST_LUCKS)
    return range(FIRST_LUCK, FIRST_LUCK + count)


def without(level: Level, *levers: str) -> Level:
    """The same level where these levers never open."""
    world = replace(
        level.world, levers=tuple(name for name in level.world.levers if name not in levers),
        unlocks=tuple(unlock for unlock in level.world.unlocks if unlock.lever not in levers),
    )  # fmt: skip
    return replace(level, world=world)


# Overdoing


def overdone(lever: str, leader: Leader) -> Leader:
    """Pulls a lever whenever it is allowed, as hard as it goes, and leads on with the discs that are left.

    Letting teams choose is overdone by doing nothing else, and a high vision by telling the highest.
    """
    if lever == "choose":
        return bots.leader("handsoff")
    lever = "tell" if lever == "height" else lever

    def lead(desk_report: Report) -> list[Action]:
        desk = Desk(desk_report)
        for action in _hardest(desk_report, lever):
            desk.act(action.lever, action.target, *action.amount)
        for action in leader(desk_report):
            if action.lever != lever:
                desk.act(action.lever, action.target, *action.amount)
        return desk.actions

    return lead


def _hardest(desk: Report, lever: str) -> Iterator[Action]:
    """A lever pulled at each of its targets, another first each week: the most wanted job, always another default,
    another promise at each review, the story that was told most often, money for nothing, every figure, and otherwise
    the largest number there is."""
    places = targets(desk, lever)
    for turn in range(len(places)):
        place = places[(turn + desk.week) % len(places)]
        row = LEVERS[lever]
        numbers = [_strongest(desk, *one) for one in zip(row.fields, [list(c(desk)) for c in row.choices], strict=True)]
        for amount in product(*numbers):
            yield Action(lever, place, amount)


def _strongest(desk: Report, field: str, choices: list[int]) -> list[int]:
    if field == "job":
        return [int(np.argmax(desk.backlog * desk.price + desk.price * desk.demand))]
    if field == "default":
        return [choices[(choices.index(desk.coming_default) + 1) % len(choices)]]
    if field == "promise":
        return [choices[(choices.index(desk.advert) + 1) % len(choices)]]
    if field == "story":
        return [max((story.told, story.number) for story in desk.stories)[1]] if desk.stories else choices
    if field == "percent":
        return [min(choices)]
    return choices if field == "kpi" else choices[-1:]


# Playing


def score(level: Level, seed: int, leader: Leader) -> float:
    """V in points of a whole level."""
    course = Course.begun(level, seed)
    while not course.over:
        course.advance(leader(course.report))
    return 100.0 * course.score()


def pool(world: World, programme: Programme) -> dict[str, Leader]:
    """The leaders among whom the best is chosen: bots by name, programmes in words."""
    names = dials(open_levers(world))
    named: dict[str, Leader] = {name: bots.leader(name) for name in BOTS}
    return named | {one.words(names): one for one in (*FIRST, programme)}


def ablation(
    levels: Sequence[Level],
    seeds: Sequence[int],
    only: Sequence[str] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
) -> list[Cost]:
    """What every lever of each level costs, or the named ones, missing and overdone; leaders are chosen on other lucks.

    progress is told of each of `steps(levels, seeds, only)` parts that is done.
    """
    programmes = list(side_by_side(_programme, [(level,) for level in levels], jobs, progress))
    pairs = list(zip(levels, programmes, strict=True))
    lucks = [training(level.world) for level in levels]
    tries = [(*pair, seed, "", ()) for pair, those in zip(pairs, lucks, strict=True) for seed in those]
    ranked = [_best(rows) for rows in _by(list(side_by_side(_trained, tries, jobs, progress)), map(len, lucks))]
    closed = [
        (*pair, seed, name, tuple(names[:CONTENDERS]))
        for pair, names, those in zip(pairs, ranked, lucks, strict=True)
        for name in left_out(pair[0].world, only)
        for seed in those
    ]
    groups = [len(those) for level, those in zip(levels, lucks, strict=True) for _ in left_out(level.world, only)]
    instead = [_best(rows)[0] for rows in _by(list(side_by_side(_trained, closed, jobs, progress)), groups)]
    chosen: list[dict[str, str]] = []
    for level, names in zip(levels, ranked, strict=True):
        closable = left_out(level.world, only)
        chosen.append({"": names[0]} | dict(zip(closable, instead[: len(closable)], strict=True)))
        instead = instead[len(closable) :]
    tasks = [(*pair, names, seed, only) for pair, names in zip(pairs, chosen, strict=True) for seed in seeds]
    judged = list(side_by_side(_judged, tasks, jobs, progress))
    costs = []
    played = _by(judged, [len(seeds)] * len(levels))
    for place, (level, rows) in enumerate(zip(levels, played, strict=True)):
        for name in left_out(level.world, only):
            missing, over = (
                interval([row[""] - row[f"{kind} {name}"] for row in rows]) if f"{kind} {name}" in rows[0] else None
                for kind in ("missing", "overdone")
            )
            assert missing is not None
            costs.append(Cost(level_name(level), name, chosen[place][""], chosen[place][name], missing, over))
    return costs


def steps(levels: Sequence[Level], seeds: Sequence[int], only: Sequence[str] = ()) -> int:
    """How many parts `ablation` reports."""
    chosen = sum(len(training(level.world)) * (1 + len(left_out(level.world, only))) for level in levels)
    return len(levels) * (1 + len(seeds)) + chosen


def _by(rows: Sequence[_Result], counts: Iterable[int]) -> list[Sequence[_Result]]:
    """The rows in groups of so many."""
    rest = iter(rows)
    return [list(islice(rest, count)) for count in counts]


def _programme(level: Level) -> Programme:
    """The best programme found by turning one to three dials at a time, on the training lucks."""

    def worth(tried: Programme) -> float:
        return sum(score(level, seed, tried) for seed in training(level.world))

    luck, names = random.Random(FIRST_LUCK), dials(open_levers(level.world))
    points = {programme: worth(programme) for programme in STARTS}
    best = max(points, key=lambda programme: points[programme])
    for _ in range(TRIES):
        tried = best
        for _ in range(luck.choice((1, 1, 2, 3))):
            tried = turned(tried, names, luck.random(), luck.random())
        if tried not in points:
            points[tried] = worth(tried)
            best = tried if points[tried] >= points[best] else best
    return best


def _trained(level: Level, programme: Programme, seed: int, lever: str, names: Sequence[str]) -> dict[str, float]:
    """Points of the named leaders on one luck without a lever or an instrument, or with all of them ("")."""
    leaders = pool(level.world, programme)
    changed = without(level, *left_out(level.world)[lever]) if lever else level
    return {name: score(changed, seed, leaders[name]) for name in names or leaders}


def _best(rows: Sequence[dict[str, float]]) -> list[str]:
    """Leaders by their points over all rows, the best first."""
    return sorted(rows[0], key=lambda name: -sum(row[name] for row in rows))


def _judged(
    level: Level, programme: Programme, chosen: dict[str, str], seed: int, only: Sequence[str]
) -> dict[str, float]:
    """Points on one luck: of the best leader, of whoever is best without each lever, and of the best overdoing it."""
    leaders = pool(level.world, programme)
    points = {"": score(level, seed, leaders[chosen[""]])}
    for name, levers in left_out(level.world, only).items():
        points[f"missing {name}"] = score(without(level, *levers), seed, leaders[chosen[name]])
        if name in LEVERS:
            points[f"overdone {name}"] = score(level, seed, overdone(name, leaders[chosen[""]]))
    return points
