"""Bots at the desk of a room: what a fair opponent would write by the month, in each of the two ways.

They see only the desk's report. In the first way one letter goes to each department every month, for the product that
will be missed most when it arrives; the fifth disc visits. In the second, tags go where the desk sees demand coming.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.bots import believed_rate, leader, need
from game.sim.actions import Action, Receipt
from game.sim.desk.reports import Report
from game.sim.levers import check
from game.workshop.presets import MONTH_WEEKS

Leader = Callable[[Report], list[Action]]


def by_letters() -> Leader:
    """A leader who orders departments by the month, and uses what discs are left to look at benches."""
    return _monthly(_letters)


def by_prices() -> Leader:
    """A leader who hangs tags ahead of demand and leaves the rest to the teams."""
    return leader("incentives")


def _monthly(month: Leader) -> Leader:
    return lambda report: month(report) if report.week % MONTH_WEEKS == 0 else []


def _letters(report: Report) -> list[Action]:
    sent: list[Action] = []

    def try_to(action: Action) -> None:
        if isinstance(check(report, sent, action), Receipt):
            sent.append(action)

    missing = need(report, report.world.letter_weeks + MONTH_WEEKS // 2)
    rate = believed_rate(report)
    departments = [np.flatnonzero(report.department == d) for d in range(report.world.departments)]
    makes = np.array([rate[teams].sum(axis=0) for teams in departments])
    left = set(range(len(departments)))
    while left:
        gain = {d: np.minimum(missing, makes[d]) for d in sorted(left)}
        first = max(gain, key=lambda d: (float(gain[d].max()), -d))
        job = int(gain[first].argmax())
        try_to(Action("order_department", first, (job, MONTH_WEEKS)))
        missing[job] = max(0.0, float(missing[job] - makes[first, job]))
        left.remove(first)
    unknown = np.isnan(report.skill).sum(axis=1)
    for team in np.argsort(-unknown, kind="stable"):
        try_to(Action("visit", int(team)))
    return sent
