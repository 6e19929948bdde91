"""What the desk can reckon on paper: the coming weeks of the markets as last reported, with other work and without it.

A function of the report alone. Demand stays as it was reported, but for the contracts the desk has heard of; what lies
on the shelf and what is owed is carried over; letters on the road and orders that still hold count; and whoever is
bound by none goes where something is missing, because they choose so or because the desk would tell them. That last
part is why the same order is worth less on paper than its pieces: most of what it mends would have been mended.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.sim.company.factors import ORDINARY_HOLD, SWITCH_LOSS, handed_on, spirit, writing
from game.sim.company.market import WASTE_WEIGHT
from game.sim.curves import Floats, Ints, total
from game.sim.desk.estimates import asked_for, points
from game.sim.desk.notes import Horizon, Rumour
from game.sim.desk.reports import Report
from game.sim.values import CARRY_ON, CHOOSE, IDLE, WAIT

ELSEWHERE = 0.7
"""Skill that the desk expects of a team in work that it could have chosen and has not; of one that could not, 1."""
FOLLOWS, DRAWN = 0.35, 0.1
"""Shares of the way that those who are bound by nothing go in a week to where something is missing: with the letters
that one would write, and by price and tag alone."""
OWED_NOW, SHELF_KEPT = 0.5, 0.5
"""Shares of what is owed and of what lies there that a week's work is meant to mend, and of the shelf's worth that is
there at the end."""
AHEAD_WEEKS = 14
"""Weeks that are reckoned from the one in which a letter is read, but none after the end: then no shelf is worth any
more."""


@dataclass(frozen=True)
class Plan:
    """What teams are expected to do from week `first` on.

    job [T]: index of a product, G improve, −1 nothing. bound [T]: the week until which they are bound to it; part [T]
    0…1 the share of their time that goes into it. fresh [T]: whether they begin it in the first week.
    """

    first: int
    job: Ints
    bound: Ints
    part: Floats
    fresh: Ints


def hands(report: Report) -> Floats:
    """Pieces a week that each team [T] would make of work that it is ordinarily good at."""
    held = handed_on(report.world.layers, ORDINARY_HOLD)
    rate = report.head * spirit(report.morale) * report.method * held * (1.0 - writing(report.reporting))
    return np.asarray(rate)


def makes(report: Report, product: Ints | int, guess: float | None = None) -> Floats:
    """Pieces a week that each team [T] would make of a product (its own of each, or one of all), as far as the desk
    knows, and that do not come back; those at that work as they were seen, once they have been.

    guess: at a skill that nobody has seen; if None, what the desk expects.
    """
    ordinary = (ELSEWHERE if report.default == CHOOSE else 1.0) if guess is None else guess
    teams = np.arange(report.job.shape[0])
    skill = report.skill[teams, product]
    rate = hands(report) * np.where(np.isnan(skill), ordinary, skill)
    at_it = (report.job == product) & (report.switching == 0) & (report.seen >= 0)
    made = np.where(at_it, report.output, rate)
    return made * (1.0 - report.faulty)


def told_pieces(report: Report, teams: Ints, product: int, guess: float | None = None) -> float:
    """Pieces of a product a week that `teams` [N] would make together, with a guess at skills that nobody has seen; if
    None, with what the desk expects of them."""
    return total(makes(report, product, guess)[teams])


def expected(report: Report, first: int) -> Plan:
    """What the teams will do in week `first` if nothing new is said: what they were told, if it holds then, or else
    what they did when last seen."""
    told = (report.ordered[:, 1] >= 0) & (report.ordered[:, 1] <= first)
    holds = told & (report.ordered[:, 2] > first)
    after = report.job
    if report.coming_default == CARRY_ON:
        after = np.where(told & (report.ordered[:, 1] > report.seen), report.ordered[:, 0], report.job)
    elif report.coming_default == WAIT:
        after = np.full(report.job.shape[0], IDLE)
    bound = np.where(holds, report.ordered[:, 2], first)
    whole, none = np.ones(bound.shape[0]), np.zeros(bound.shape[0], dtype=np.int64)
    return Plan(first, np.where(holds, report.ordered[:, 0], after), bound, whole, none)


def told(plan: Plan, teams: Ints, job: int, weeks: int, part: Floats | float = 1.0) -> Plan:
    """The same where `teams` [N] do a job for some weeks from the first on, and so much of their time goes into it."""
    jobs, bound, parts, fresh = plan.job.copy(), plan.bound.copy(), plan.part.copy(), plan.fresh.copy()
    fresh[teams] = jobs[teams] != job
    jobs[teams], bound[teams], parts[teams] = job, plan.first + weeks, part
    return replace(plan, job=jobs, bound=bound, part=parts, fresh=fresh)


def wanted_from(report: Report, first: int) -> Floats:
    """Pieces [W, G] that the desk expects to be asked for in the weeks from `first` on: as last reported, by the
    contracts it knows, and by what it has heard of, as far as that is likely to come."""
    wanted = np.tile(asked_for(report), (AHEAD_WEEKS, 1))
    weeks, seen = first + np.arange(AHEAD_WEEKS), report.week - 1 - report.age
    heard: list[tuple[Horizon | Rumour, float]] = [(row, 1.0) for row in report.horizon]
    heard += [(row, row.odds if row.settled < 0 else float(row.settled)) for row in report.rumours]
    for row, odds in heard:
        size = 1.0 + odds * ((row.low + row.high) / 2.0 - 1.0)
        then, now = (row.first <= weeks) & (weeks <= row.last), row.first <= seen <= row.last
        wanted[then & (not now), row.product] *= size
        wanted[~then & now, row.product] /= size
    return wanted


def worth(
    report: Report, plan: Plan, follows: float = FOLLOWS, coins: Floats | None = None, coin_weeks: int = 0
) -> float:  # fmt: skip
    """Points of the final score that the weeks of a plan are worth on paper.

    follows: how fast the unbound go where something is missing. coins [G]: by which part more they are drawn to each
    product, for so many weeks.
    """
    goods = report.world.products
    value, spoils, patience = (np.array([getattr(p, name) for p in goods]) for name in ("value", "spoils", "patience"))
    held, freed = _by_week(report, plan)
    demand = wanted_from(report, plan.first)
    stock, backlog, free = np.array(report.stock), np.array(report.backlog), np.zeros(len(goods))
    earned = 0.0
    left = min(AHEAD_WEEKS, max(0, report.world.weeks - plan.first))
    for row in range(left):
        asked = demand[row]
        missing = np.maximum(asked + OWED_NOW * (backlog - stock), 0.0)
        free = free + freed[row, :-1] + freed[row, -1] * missing / max(total(missing), 1e-9)
        wanted, ready = asked + backlog, stock + free + held[row]
        sold = np.minimum(ready, wanted)
        spoiled = (ready - sold) * spoils
        stock, backlog = ready - sold - spoiled, (wanted - sold) * patience
        earned += total(value * (sold - WASTE_WEIGHT * spoiled))
        goal = np.maximum(asked + OWED_NOW * (backlog - stock) - held[row], 0.0)
        if coins is not None and row < coin_weeks:
            goal = goal * (1.0 + coins)
        free = free + follows * (goal * (total(free) / max(total(goal), 1e-9)) - free)
    kept = SHELF_KEPT if left == AHEAD_WEEKS else 0.0
    return points(report, earned + kept * total(value * stock))


def _by_week(report: Report, plan: Plan) -> tuple[Floats, Floats]:
    """Pieces [W, G] that the bound make in each week, and [W, G + 1] those that come free at its start: by what they
    made until then, and in the last column those who made nothing that is sold."""
    goods = len(report.world.products)
    at_work = (plan.job >= 0) & (plan.job < goods)
    product = np.where(at_work, plan.job, 0)
    mine = np.where(at_work, makes(report, product), 0.0)
    row = np.minimum(np.maximum(plan.bound - plan.first, 0), AHEAD_WEEKS)
    table = (AHEAD_WEEKS + 1, goods + 1)
    waits = report.coming_default == WAIT
    column = np.where(at_work, product, goods)
    strength = np.where(at_work, mine, hands(report) * (1.0 - report.faulty)) * (0.0 if waits else 1.0)
    freed = _summed(row, column, strength, table)
    bound = _summed(row, column, mine * plan.part, table)
    later = np.cumsum(bound[::-1], axis=0)[::-1]
    held = np.concatenate([later[1:, :goods], np.zeros((1, goods))])[:AHEAD_WEEKS]
    begun = np.where(row > 0, SWITCH_LOSS * plan.fresh * mine * plan.part, 0.0)
    held[0] -= _summed(np.zeros_like(row), column, begun, table)[0, :goods]
    return held, freed[:AHEAD_WEEKS]


def _summed(row: Ints, column: Ints, amount: Floats, shape: tuple[int, int]) -> Floats:
    flat = np.bincount(row * shape[1] + column, weights=amount, minlength=shape[0] * shape[1])
    return np.asarray(flat.reshape(shape))


def shared_out(report: Report, plan: Plan, teams: Ints, product: int, pieces_a_week: float) -> tuple[Ints, Floats]:
    """Which of `teams` a quota would take, and the part of their time: those bound to nothing, the best known first."""
    able = teams[plan.bound[teams] <= plan.first]
    made = makes(report, product)[able]
    lies = np.where(plan.job[able] == product, 1.0, 0.0)
    order = np.argsort(-(made / np.maximum(hands(report)[able], 1e-9) + lies), kind="stable")
    able, made = able[order], np.maximum(made[order], 1e-9)
    missing = pieces_a_week - (np.cumsum(made) - made)
    joins = missing > 0.5 * made
    return able[joins], np.minimum(missing[joins] / made[joins], 1.0)


def size(report: Report, teams: Ints, weeks: float) -> float:
    """Points of the final score that all the work of `teams` [N] in some weeks is worth, where everything is sold."""
    value = np.array([product.value for product in report.world.products])
    return points(report, weeks * total(hands(report)[teams]) * total(value) / value.shape[0])
