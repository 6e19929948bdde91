"""What is counted of every department at once, as reported; one report is counted once, however often it is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.sim.desk.once import once
from game.sim.desk.reports import Report
from game.sim.values import IDLE

TORN_STANCE = 3
BURNS, TORN, WAITS, BAD = 40.0, 30.0, 50.0, 20.0
"""How much a fire, a torn flag, a team without work and bad material count against a point of morale missing."""


@dataclass(frozen=True)
class Tally:
    """Counts of each department [D]: people, teams, teams that burn, wait, are torn, have bad material, and whose craft
    is known; morale 0…1 by people; age of the oldest news in weeks; main_job of most people (−1 none).

    need [T]: how much each team needs the desk, larger is more. teams_of: the teams of each department. Teams whose
    people come later are not counted.
    """

    people: NDArray[np.int64]
    teams: NDArray[np.int64]
    morale: NDArray[np.float64]
    age: NDArray[np.int64]
    burning: NDArray[np.int64]
    waiting: NDArray[np.int64]
    torn: NDArray[np.int64]
    faulty: NDArray[np.int64]
    known: NDArray[np.int64]
    main_job: NDArray[np.int64]
    need: NDArray[np.float64]
    teams_of: tuple[NDArray[np.int64], ...]

    def by_need(self, department: int) -> list[int]:
        """The teams of a department, those first that need the desk most."""
        teams = self.teams_of[department]
        return [int(team) for team in teams[np.argsort(-self.need[teams], kind="stable")]]

    def urgent(self) -> list[int]:
        """All departments, those first that need the desk most."""
        sums = np.array([float(self.need[teams].sum()) / max(1, len(teams)) for teams in self.teams_of])
        return [int(department) for department in np.argsort(-sums, kind="stable")]


def asleep(report: Report) -> NDArray[np.bool_]:
    """Whether a team waits for a letter [T], as reported; a seat from which the only one has gone waits for nobody."""
    return np.asarray((report.job == IDLE) & (report.head > 0))


@once
def tally(report: Report) -> Tally:
    """The counts of a report."""
    where, count, there = report.department, report.world.departments, report.there

    def by(values: ArrayLike) -> NDArray[np.int64]:
        return np.bincount(where, weights=values, minlength=count).astype(np.int64)

    head = report.head.astype(np.float64)
    people = by(report.head)
    burning, bad = np.greater(report.fire, 0), np.greater(report.faulty, 0)
    waiting, torn = asleep(report), np.equal(np.argmax(report.stance, axis=1), TORN_STANCE)
    seen = np.full(count, report.week - 1, dtype=np.int64)
    np.minimum.at(seen, where, report.seen)
    jobs = np.zeros((count, len(report.world.products) + 1))
    working = report.job >= 0
    np.add.at(jobs, (where[working], report.job[working]), head[working])
    order = np.argsort(where, kind="stable")
    order = order[there[order]]
    ends = np.searchsorted(where[order], np.arange(count + 1))
    return Tally(
        people=people, teams=by(there),
        morale=np.bincount(where, weights=report.morale * head, minlength=count) / np.maximum(people, 1),
        age=np.maximum(0, report.week - 1 - seen), burning=by(burning), waiting=by(waiting), torn=by(torn),
        faulty=by(bad), known=by(~np.isnan(report.skill).all(axis=1)),
        main_job=np.where(jobs.any(axis=1), np.argmax(jobs, axis=1), -1).astype(np.int64),
        need=100.0 * (1.0 - report.morale) + BURNS * burning + TORN * torn + WAITS * waiting + BAD * bad,
        teams_of=tuple(order[ends[n] : ends[n + 1]] for n in range(count)),
    )  # fmt: skip
