"""Bots at the desk of a room: what a fair opponent would write by the month, in each of the two ways.

They see only the desk's report. In the first way one letter goes to each department every month, for the product that
will be missed most when it arrives; the fifth disc visits. In the second, tags go where the desk sees demand coming.
"""

from __future__ import annotations

import itertools

import numpy as np

from game.bots import leader
from game.bots.desk import Desk, Leader, believed_rate, gain, need
from game.sim.actions import Action
from game.sim.company.factors import SWITCH_LOSS
from game.sim.desk.reports import Report
from game.sim.values import ORDER_WEEKS
from game.workshop.presets import round_weeks

HANDFUL = 6
"""Teams up to which every way to share four jobs out is tried."""


def by_letters() -> Leader:
    """A leader who orders departments by the month, and uses what discs are left to look at benches."""
    return _monthly(_letters)


def by_word() -> Leader:
    """A leader beside the benches: every month each team is told what it would be missed most for."""
    return _monthly(_words)


def by_prices() -> Leader:
    """A leader who hangs tags ahead of demand and leaves the rest to the teams."""
    return leader("incentives")


def _monthly(month: Leader) -> Leader:
    return lambda report: month(report) if report.week % round_weeks(report.world) == 0 else []


def order_weeks(report: Report) -> int:
    """The shortest letter that holds for a whole round."""
    return min(weeks for weeks in ORDER_WEEKS if weeks >= round_weeks(report.world))


def _letters(report: Report) -> list[Action]:
    desk = Desk(report)
    world, half = report.world, round_weeks(report.world) // 2
    missing = {d: need(report, world.letter_weeks_to(d) + half) for d in range(world.departments)}
    served = np.zeros(len(world.products))
    rate = believed_rate(report)
    departments = [np.flatnonzero(report.department == d) for d in range(report.world.departments)]
    makes = np.array([rate[teams].sum(axis=0) for teams in departments])
    left = set(range(len(departments)))
    while left:
        useful = {d: np.minimum(np.maximum(missing[d] - served, 0.0), makes[d]) for d in sorted(left)}
        first = max(useful, key=lambda d: (float(useful[d].max()), -d))
        job = int(useful[first].argmax())
        desk.act("order_department", first, job, order_weeks(report))
        served[job] += makes[first, job]
        left.remove(first)
    unknown = np.isnan(report.skill).sum(axis=1)
    for team in np.argsort(-unknown, kind="stable"):
        desk.act("visit", int(team))
    return desk.actions


def _words(report: Report) -> list[Action]:
    """An order for each team: of all ways to share the jobs out, the one that serves most over the month."""
    desk = Desk(report)
    for team, job in enumerate(_shared_out(report)):
        desk.act("order", team, job, order_weeks(report))
    return desk.actions


def _shared_out(report: Report) -> tuple[int, ...]:
    """A job for each team [T]; every way is tried among a handful, else teams are placed one after the other."""
    world = report.world
    weeks = round_weeks(world)
    makes = weeks * believed_rate(report)
    for team, job in enumerate(report.job):
        makes[team, np.arange(makes.shape[1]) != job] *= 1.0 - SWITCH_LOSS / weeks
    wanted = np.maximum(_month_of(report) + report.backlog - report.stock, 0.0)
    value = np.array([product.value for product in world.products])
    spoils = np.array([product.spoils for product in world.products])
    teams, goods = makes.shape

    def worth(jobs: tuple[int, ...]) -> float:
        made = np.zeros(goods)
        for team, job in enumerate(jobs):
            made[job] += makes[team, job]
        return float(gain(value, spoils, made, wanted).sum())

    if teams <= HANDFUL:
        return max(itertools.product(range(goods), repeat=teams), key=worth)
    jobs: tuple[int, ...] = ()
    for _ in range(teams):
        jobs = max(((*jobs, job) for job in range(goods)), key=worth)
    return jobs


def _month_of(report: Report) -> np.ndarray:
    """Pieces of each product [G] the desk believes the coming round will want, contracts it has heard of among them."""
    total = np.zeros(len(report.world.products))
    for week in range(report.week, report.week + round_weeks(report.world)):
        wanted = np.array(report.demand)
        for contract in report.horizon:
            runs = contract.first <= week <= contract.last
            ran = contract.first <= report.week - 1 - report.age <= contract.last
            factor = (contract.low + contract.high) / 2.0
            wanted[contract.product] *= factor if runs and not ran else 1.0 / factor if ran and not runs else 1.0
        total += wanted
    return total
