"""What the desk may reckon work to be worth, from the report alone: rough ranges for previews and outlooks."""

from __future__ import annotations

import numpy as np

from game.sim.company.chains import gross
from game.sim.company.factors import SWITCH_LOSS, readiness, spirit
from game.sim.company.market import excess
from game.sim.company.quotas import HALF
from game.sim.curves import Floats, Ints, total
from game.sim.desk.once import once
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE

GUESS = (0.6, 1.5)
"""Skills between which the desk must guess while it has not seen a team at a job."""
FOUND_OUT = 0.85
"""Share of bad work that may come to light even if nobody writes a letter, at most: free teams put much right."""
FIRST_WEEK = 1.0 - SWITCH_LOSS
"""What is left of the first week at another job."""
AT_REST = 0.05
"""Excess of what is wanted below which a price hardly moves."""
SURELY = 0.8
"""Share of what is expected that the desk may count on, at least."""


def wanted_a_week(report: Report, product: int) -> float:
    """Pieces a week that customers ask for and that go into other goods; while nothing is made, those that would."""
    if not report.made.any():
        return float(gross(report.world, report.demand)[product])
    return float(report.demand[product] + report.asked[product])


@once
def asked_for(report: Report) -> Floats:
    """Pieces a week [G] that customers ask for; of what they never ask for, those that go into other goods."""
    parts = np.array([product.part for product in report.world.products])
    into = np.array([wanted_a_week(report, product) for product in range(parts.shape[0])])
    asked = np.where(parts, into, report.demand)
    asked.setflags(write=False)
    return asked


def points(report: Report, value: float) -> float:
    """Currency of product value as points of the final score, by the demand that was reported."""
    worth = np.array([product.value for product in report.world.products])
    weekly = total(np.maximum(report.demand, 0.25) * worth)
    return 100.0 * value / (weekly * report.world.weeks)


def heads(report: Report) -> Floats:
    """People of each team [T], a trace of one where nobody is left, so that shares of them can be taken."""
    return np.maximum(report.head, 1e-6)


def room(report: Report, product: int) -> float:
    """Pieces a week the market would still take beyond what is being made, by the newest report."""
    wanted = report.demand[product] + report.asked[product]
    short = wanted + 0.5 * report.backlog[product] - 0.5 * report.stock[product]
    return max(0.0, float(short - report.made[product]))


def could_be_sold(report: Report, product: int, weeks: float) -> float:
    """Pieces a week that may be sold in each of so many weeks: what is wanted, with what is owed and less what lies on
    the shelf, both spread over these weeks."""
    carried = float(report.backlog[product] - report.stock[product]) / max(1.0, weeks)
    return max(0.0, wanted_a_week(report, product) + carried)


def prices_told(report: Report) -> bool:
    """Whether the desk is told prices: where people in a room are the teams, only in the way that has prices."""
    return not report.world.room or "tag" in report.levers


def price_lean(report: Report, product: int) -> int:
    """Which way a price was being drawn when last reported: +1 rising, −1 falling, 0 at rest."""
    there = slice(product, product + 1)
    wanted = report.demand[there] + report.asked[there]
    drawn = float(excess(wanted, report.made[there], report.backlog[there], report.stock[there], report.rate)[0])
    return 0 if abs(drawn) < AT_REST or report.week == 0 else 1 if drawn > 0 else -1


def weeks_left(report: Report, heard: int) -> float:
    """Weeks from `heard` to the end of the level."""
    return float(max(0, report.world.weeks - heard))


def made_value(report: Report) -> float:
    """Currency of product value made in a week, by the newest report; before there is one, what is asked for."""
    worth = np.array([product.value for product in report.world.products])
    return total((report.made if report.made.any() else report.demand) * worth)


def shared_out(report: Report, teams: Ints, product: int, pieces: int) -> tuple[Ints, Ints]:
    """The teams that a quota of so many pieces a week may take: if they are good at it, and if they are not."""
    skill = report.skill[teams, product]
    rate = report.head[teams] * spirit(report.morale[teams]) * report.method[teams]
    known = ~np.isnan(skill)
    found = []
    for guess in reversed(GUESS):
        makes = rate * np.where(known, np.nan_to_num(skill), guess)
        order = np.argsort(-makes, kind="stable")
        ranked = makes[order]
        found.append(teams[order[pieces - (np.cumsum(ranked) - ranked) > HALF * ranked]])
    return found[0], found[1]


def many_teams(report: Report, teams: Ints, job: int, weeks: int, wait: int) -> tuple[float, float]:
    """Least and most value that it may add to set teams [N] to a job in `wait` weeks, for some weeks, against what they
    were last seen doing; they fill the market's room together. Currency of product value."""
    lost = _given_up(report, teams, job)
    after = weeks + _lingering(report)
    if job == len(report.world.products):
        saved = mended(report, teams, weeks, wait)
        return (1.0 - FOUND_OUT) * saved - lost * after, saved - SURELY * lost * weeks
    new = teams[report.job[teams] != job]
    rate = report.head[new] * spirit(report.morale[new]) * report.method[new]
    skill = report.skill[new, job]
    ends = [total(rate * np.where(np.isnan(skill), guess, skill)) for guess in GUESS]
    value = report.world.products[job].value * (weeks - 1 + FIRST_WEEK)
    least, most = (min(pieces, room(report, job)) * value for pieces in ends)
    return SURELY * least - lost * after, most - SURELY * lost * weeks


def _sound(report: Report) -> Floats:
    """Pieces a week of each team [T] that do not come back, by the newest report."""
    return report.output * (1.0 - report.faulty)


def mended(report: Report, teams: Ints, weeks: int, wait: int) -> float:
    """Worth of what teams would have taken back until the end, if they have bad material by the newest report."""
    left = max(0, report.world.weeks - report.week - wait - weeks)
    at_work = teams[(report.job[teams] >= 0) & (report.job[teams] < len(report.world.products))]
    worth = np.array([product.value for product in report.world.products])[report.job[at_work]]
    return total(report.faulty[at_work] * report.output[at_work] * worth) * left


def _given_up(report: Report, teams: Ints, job: int) -> float:
    """Worth of what some teams make in a week, and somebody wants and keeps, and would no longer make."""
    value, sound = 0.0, _sound(report)
    for product, good in enumerate(report.world.products):
        if product != job:
            theirs = total(sound[teams[report.job[teams] == product]])
            wanted = report.demand[product] + report.asked[product] + report.backlog[product]
            surplus = float(report.made[product] - wanted)
            value += max(0.0, theirs - max(0.0, surplus)) * good.value
    return value


def _lingering(report: Report) -> float:
    """Weeks for which teams stay at what they were told after an order is over, if they choose for themselves."""
    return 1.0 / readiness(report.company_initiative) if report.coming_default == CHOOSE else 0.0
