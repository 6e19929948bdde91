"""What the desk knows of the quotas it has set: that they run, and how they were met when that was last reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim.company.quotas import running
from game.sim.state import Picture, State


@dataclass(frozen=True)
class Quota:
    """A quota that runs: of which department (−1 everyone), for what, pieces a week, weeks left, and which share of it
    was made in the week that the newest report tells of (−1 while no report has told)."""

    department: int
    product: int
    pieces: int
    weeks: int
    met: float


def told_of(state: State, company: Picture) -> tuple[Quota, ...]:
    """The quotas that run; what was made of each is as old as the report, and unknown if it is older than the quota."""
    rows = []
    for row in running(state).tolist():
        product, pieces, weeks = (int(x) for x in state.quotas[row])
        told = bool(np.array_equal(company.quotas[row, :2], state.quotas[row, :2]))
        met = float(company.quota_met[row]) if told else -1.0
        rows.append(Quota(row if row < state.world.departments else -1, product, pieces, weeks, met))
    return tuple(rows)
