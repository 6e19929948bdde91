"""Leaders that do one thing only, so that an experiment measures just that."""

from __future__ import annotations

import numpy as np

from game.bots import Desk
from game.bots.mixed import visit_around
from game.bots.orders import give_orders, visit_unknown
from game.bots.values import WELL_SEEN
from game.sim.actions import Action
from game.sim.desk.reports import Report


def all_ordered(report: Report) -> list[Action]:
    """Keeps every team under a four-week order that never runs out."""
    desk = Desk(report)
    visit_unknown(desk, desk.free)
    landing = report.week + report.world.letter_weeks
    give_orders(desk, 4)
    written = {action.target for action in desk.actions if action.lever == "order"}
    for team in np.flatnonzero((report.ordered[:, 2] <= landing) | (report.ordered[:, 1] < 0)):
        last = int(report.ordered[team, 0])
        if int(team) not in written:
            desk.act("order", int(team), last if last >= 0 else int(team) % len(report.price), 4)
    return desk.actions


def visiting(report: Report) -> list[Action]:
    """Visits with every disc and lets banners hang."""
    desk = Desk(report)
    visit_around(desk)
    return desk.actions


def repeating(report: Report) -> list[Action]:
    """Holds a ritual for every banner until a department has it well in sight, and visits with what is left."""
    desk = Desk(report)
    for banner in report.banners:
        least = int(np.argmin(np.array(banner.visibility)))
        if banner.ritual < 0:
            desk.act("ritual", banner.value, least)
        elif banner.visibility[banner.ritual] > WELL_SEEN:
            desk.act("rest", banner.value)
    visit_around(desk)
    return desk.actions
