"""Leaders who do nothing at all, or say one thing and go to a long lunch."""

from __future__ import annotations

import numpy as np

from game.bots.desk import Desk, need, supply
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.values import CARRY_ON, CHOOSE


def idle(report: Report) -> list[Action]:
    """Does nothing at all."""
    return []


def handsoff(report: Report) -> list[Action]:
    """Lets everyone choose, or carry on where choosing is not allowed, then goes to a long lunch."""
    desk = Desk(report)
    desk.announce(CHOOSE if desk.may_choose else CARRY_ON)
    return desk.actions


def standing(report: Report) -> list[Action]:
    """Gives every team one long order, lets it carry on, then goes to a long lunch."""
    desk = Desk(report)
    settle(desk)
    return desk.actions


def settle(desk: Desk) -> None:
    """Gives every team that was never ordered anything one long order, and lets it carry on with that."""
    report = desk.report
    desk.announce(CARRY_ON)
    never = (report.ordered[:, 1] < 0) & report.there
    if never.any():
        made, _, rate = supply(report, report.week)
        value = np.array([product.value for product in report.world.products])
        wanted = need(report, 0)
        made = np.zeros_like(made)
        for team in np.flatnonzero(~never & (report.ordered[:, 0] < made.shape[0])):
            made[report.ordered[team, 0]] += rate[team, report.ordered[team, 0]]
        for team in np.flatnonzero(never):
            job = int(np.argmax(value * np.maximum(wanted - made, 0.0)))
            if not desk.act("order", int(team), job, 8):
                break
            made[job] += rate[team, job]
