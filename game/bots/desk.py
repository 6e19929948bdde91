"""One week's writing at the desk, and what whoever sits there believes while writing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from game.sim.actions import Action, Receipt
from game.sim.company import chains, factors
from game.sim.curves import Floats, total
from game.sim.desk.reports import KNOWLEDGE_WEEKS, Report
from game.sim.levers import check, free_discs
from game.sim.values import CHOOSE, IDLE

Leader = Callable[[Report], list[Action]]
CHOSEN_ELSEWHERE = 0.6
"""Skill a leader expects of a team in work it has not chosen although it could have."""


class Desk:
    """One week's writing: what is still affordable, and what has been decided so far."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.actions: list[Action] = []

    @property
    def free(self) -> int:
        """Discs still at the desk."""
        return free_discs(self.report, self.actions)

    def act(self, lever: str, target: int = -1, *amount: int) -> bool:
        """Adds an action if it is allowed; says whether it was."""
        action = Action(lever, target, amount)
        if isinstance(check(self.report, self.actions, action), Receipt):
            self.actions.append(action)
            return True
        return False

    def announce(self, default: int) -> bool:
        """Sets what teams do without an order, unless they do it or have been told; says whether they will."""
        if default in (self.report.coming_default, self.report.default):
            return True
        return self.act("default", -1, default)

    @property
    def may_choose(self) -> bool:
        """Whether the level lets teams choose now: they do, they have been told, or they can be told."""
        report = self.report
        return CHOOSE in (report.coming_default, report.default) or {"default", "choose"} <= set(report.levers)


def need(report: Report, weeks_ahead: int) -> Floats:
    """Pieces of each product [G] the desk believes a week will want when an order written now is being worked on.

    Believed demand, half the backlog, less half the stock, the contracts on the horizon, what is heard may come
    (as far as it can be trusted), and what goes into all that.
    """
    wanted = np.array(report.demand)
    if report.week == 0 or not wanted.any():
        wanted = np.full(len(report.world.products), total(report.head) / len(report.world.products))
    wanted = wanted + 0.5 * report.backlog - 0.5 * report.stock
    then = report.week + weeks_ahead
    for contract in report.horizon:
        running = contract.first <= report.week - 1 - report.age <= contract.last
        if contract.first - 1 <= then <= contract.last and not running:
            wanted[contract.product] *= (contract.low + contract.high) / 2.0
    for rumour in report.rumours:
        if rumour.first - 1 <= then <= rumour.last and rumour.first > report.week - 1 - report.age:
            comes = rumour.odds if rumour.settled < 0 else float(rumour.settled)
            wanted[rumour.product] *= 1.0 + comes * ((rumour.low + rumour.high) / 2.0 - 1.0)
    return np.maximum(chains.gross(report.world, wanted), 0.0)


def believed_rate(report: Report) -> Floats:
    """Pieces a week the desk thinks each team [T] makes of each product [G]: known skill, else an ordinary one."""
    world = report.world
    ordinary = CHOSEN_ELSEWHERE if report.default == CHOOSE else 1.0
    skill = np.where(np.isnan(report.skill), ordinary, report.skill)
    together = factors.handed_on(world.layers, factors.ORDINARY_HOLD)
    rate = report.head * factors.spirit(report.morale) * report.method * together
    rate = rate * (1.0 - factors.writing(report.reporting))
    rate = np.asarray(rate[:, None] * skill)
    shown = np.flatnonzero((report.job >= 0) & (report.job < rate.shape[1]) & (report.switching == 0))
    rate[shown, report.job[shown]] = report.output[shown]
    return rate


def gain(world_value: Floats, spoils: Floats, made: Floats, wanted: Floats) -> Floats:
    """Worth of making `made` pieces when `wanted` are wanted: the useful ones, less a quarter of what would spoil."""
    useful = np.minimum(made, wanted)
    return np.asarray(world_value * (useful - 0.25 * spoils * np.maximum(made - wanted, 0.0)))


def supply(report: Report, until: int) -> tuple[Floats, Floats, Floats]:
    """What the desk expects to be made [G] in week `until`, each team's expected job [T], and rates [T, G]."""
    rate = believed_rate(report)
    job = np.full(report.head.shape[0], IDLE)
    under = (report.ordered[:, 1] >= 0) & (report.ordered[:, 2] > until)
    job = np.where(under, report.ordered[:, 0], job)
    if report.default != 0:
        last = np.where(
            (report.ordered[:, 1] >= 0) & (report.ordered[:, 1] >= report.seen), report.ordered[:, 0], report.job
        )
        job = np.where(under, job, last)
    made = np.zeros(rate.shape[1])
    for product in range(rate.shape[1]):
        made[product] = total(rate[job == product, product])
    return made, job, rate


def team_week(report: Report) -> float:
    """Worth of one week of an ordinary team's work."""
    return report.world.team_size * chains.hand_value(report.world)


def strangers(report: Report) -> NDArray[np.bool_]:
    """True [T] for teams of whose skills the desk has learnt nothing for a quarter, as far as somebody is there."""
    fresh = (report.skill_age >= 0) & (report.skill_age <= KNOWLEDGE_WEEKS)
    return np.asarray(~np.any(fresh, axis=1) & report.there)
