"""Plays level × leader × seed headlessly, on all cores when there is enough to do."""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from game import bots
from game.lab import cluster
from game.others import led
from game.session import Session, play
from game.yardsticks import Standing, standing

if TYPE_CHECKING:
    from game.levels import Level

WORTHWHILE_WEEKS = 3_000
"""Played weeks from which starting more processes saves time."""

SPARE, MOST_FIGURES = 1.1, 1e9
"""How many times the figures that would just tell are asked for, since the next ones may scatter more; and how many are
as good as never."""

_Result = TypeVar("_Result")

Progress = Callable[[int], None]
"""Is told how many more games are done."""


@dataclass(frozen=True)
class Score:
    """One game's true V; level: its place in the list that was played."""

    level: int
    policy: str
    seed: int
    score: float


def played(
    level: Level, policy: str, seed: int, difficulty: str | None = None, open_levers: bool = False
) -> Session:  # fmt: skip
    """A finished game of a leader by the level's own levers, or with all of them open; KeyError for an unknown one."""
    return led(level, seed, difficulty, policy, open_levers)


def by_which_levers(open_levers: bool) -> str:
    """What a table of leaders says of the levers they had."""
    return "All levers open." if open_levers else "By the level's own levers."


def standings(
    levels: Sequence[Level],
    policies: Sequence[str],
    seeds: Sequence[int],
    difficulty: str | None = None,
    progress: Progress | None = None,
    open_levers: bool = False,
) -> list[Standing]:
    """Every game with its yardsticks, ordered by level as given, policy as given, and seed.

    progress: told of each week that is played, or of all weeks of a luck at once where processes share the work.
    """
    alone = not _shared(levels, policies, seeds)
    work = partial(
        _standings, policies=policies, difficulty=difficulty, open_levers=open_levers,
        weekly=progress if alone else None,
    )  # fmt: skip
    table: dict[tuple[int, str, int], Standing] = {}
    for (place, level), seed, rows in _rounds(work, levels, policies, seeds):
        table |= {(place, row.policy, seed): row for row in rows}
        if progress is not None and not alone:
            progress(len(rows) * level.world.weeks)
    return [table[key] for key in product(range(len(levels)), policies, seeds)]


def scores(
    levels: Sequence[Level], policies: Sequence[str], seeds: Sequence[int], progress: Progress | None = None,
    open_levers: bool = False,
) -> list[Score]:  # fmt: skip
    """The true V of every game, without the planner's yardsticks, ordered by level, seed and policy."""
    found, work = [], partial(_scores, policies=policies, open_levers=open_levers)
    for (place, _), seed, rows in _rounds(work, levels, policies, seeds):
        found += [Score(place, policy, seed, score) for policy, score in zip(policies, rows, strict=True)]
        if progress is not None:
            progress(len(rows))
    return found


def _standings(
    level: Level, seed: int, policies: Sequence[str], difficulty: str | None, open_levers: bool,
    weekly: Progress | None,
) -> list[Standing]:  # fmt: skip
    """All policies on one luck, together: the founding bound is theirs in common."""
    rows = []
    for policy in policies:
        session = led(level, seed, difficulty, policy, open_levers, weeks=0)
        leader = bots.leader(policy)
        while not session.over:
            play(session, leader, session.week + 1)
            if weekly is not None:
                weekly(1)
        if weekly is not None:
            weekly(level.world.weeks - session.week)
        rows.append(standing(session, policy))
    return rows


def _scores(level: Level, seed: int, policies: Sequence[str], open_levers: bool) -> list[float]:
    return [led(level, seed, None, policy, open_levers, tried=True).score() for policy in policies]


def _rounds(
    work: Callable[[Level, int], _Result],
    levels: Sequence[Level],
    policies: Sequence[str],
    seeds: Sequence[int],
) -> Iterator[tuple[tuple[int, Level], int, _Result]]:
    """Every level and seed with what `work` makes of it, in order; in parallel if it is worth it."""
    tasks = list(product(enumerate(levels), seeds))
    if not _shared(levels, policies, seeds):
        for (place, level), seed in tasks:
            yield (place, level), seed, work(level, seed)
        return
    results = side_by_side(work, [(level, seed) for (_, level), seed in tasks])
    for (numbered, seed), result in zip(tasks, results, strict=True):
        yield numbered, seed, result


def _shared(levels: Sequence[Level], policies: Sequence[str], seeds: Sequence[int]) -> bool:
    """Whether processes share the work."""
    weeks = sum(level.world.weeks for level in levels) * len(policies) * len(seeds)
    return weeks >= WORTHWHILE_WEEKS and len(levels) * len(seeds) >= 2


def side_by_side(
    work: Callable[..., _Result], tasks: Sequence[tuple[Any, ...]], jobs: int | None = None,
    progress: Progress | None = None,
) -> Iterator[_Result]:  # fmt: skip
    """What `work` makes of each task's arguments, in order, on `jobs` processes (every core if None), or on the cluster
    that is connected; progress is told of each that is done."""
    for result in _results(work, tasks, jobs):
        if progress is not None:
            progress(1)
        yield result


def _results(
    work: Callable[..., _Result], tasks: Sequence[tuple[Any, ...]], jobs: int | None
) -> Iterator[_Result]:  # fmt: skip
    from joblib import Parallel, cpu_count, delayed

    if cluster.connected():
        yield from Parallel(return_as="generator")(delayed(cluster.one_at_a_time)(work, *task) for task in tasks)
        return
    processes = max(1, min(jobs or cpu_count(), len(tasks)))
    if processes == 1:
        for task in tasks:
            yield work(*task)
        return
    parallel = Parallel(n_jobs=processes, return_as="generator")
    with _uninterrupted():
        results = parallel(delayed(work)(*task) for task in tasks)
    yield from results


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Lets processes start that leave Ctrl-C to this one, so that it can end them without their complaints."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@dataclass(frozen=True)
class Interval:
    """A mean and its 95% interval (Student's t) from `count` figures; a single one shows no width."""

    mean: float
    low: float
    high: float
    count: int

    def seeds_to_tell(self, mark: float) -> int:
        """About how many figures would put the whole interval on one side of `mark`, if they scatter as these do, in
        tens and with a tenth to spare; 0 where no number of them would."""
        distance = abs(self.mean - mark)
        wanted = SPARE * self.count * ((self.high - self.mean) / distance) ** 2 if distance > 0.0 else math.inf
        return 10 * math.ceil(wanted / 10) if wanted <= MOST_FIGURES else 0


def interval(figures: Sequence[float]) -> Interval:
    """The mean of at least one figure with its 95% interval."""
    count = len(figures)
    mean = math.fsum(figures) / count
    if count < 2:
        return Interval(mean, mean, mean, count)
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in figures) / (count - 1))
    half = t_quantile(count - 1) * spread / math.sqrt(count)
    return Interval(mean, mean - half, mean + half, count)


_SMALL_T = {1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764}


def t_quantile(freedom: int) -> float:
    """The 97.5% quantile of Student's t for `freedom` ≥ 1 (Abramowitz & Stegun 26.7.5, within .003)."""
    if freedom in _SMALL_T:
        return _SMALL_T[freedom]
    z, n = 1.959964, float(freedom)
    first = (z**3 + z) / 4.0
    second = (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0
    third = (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0
    return z + first / n + second / n**2 + third / n**3
