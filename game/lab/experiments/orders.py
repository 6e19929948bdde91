"""What orders cost: letters take their time, who waits for one stands idle, and who was ordered long has a habit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from game.bots import Desk
from game.bots.desk import team_week
from game.bots.orders import give_orders
from game.lab.experiments.leaders import all_ordered
from game.lab.worlds import ATTENTION, FREE, Figures, calm, family, fresh, play, whole_or_part
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import CHOOSE
from game.sim.world import StartPolicy


def delay(seed: int, quick: bool, wave: float = 0.65, contracts_per_quarter: int = 2) -> Figures:
    """A of a desk with exact knowledge and endless attention at 120 people, by weeks a letter needs for a layer.

    Counted from the second quarter on, when every first letter has arrived.
    """
    moving = fresh(120, wave=wave, contracts_per_quarter=contracts_per_quarter)
    found: Figures = {}
    for weeks in range(4):
        slow = replace(moving, weeks_per_layer=float(weeks), discs=ATTENTION, weeks=whole_or_part(quick))
        slow = replace(slow, policy=StartPolicy("carry on"))
        found[f"{weeks}"] = play(slow, seed, all_knowing, exact=True).allocation(13)
    return found


delay_cut = partial(delay, wave=0.0, contracts_per_quarter=0)
"""The same in a market that never moves."""


def all_knowing(report: Report) -> list[Action]:
    """Writes anew every week to every team that could do better, by exact figures and with endless attention."""
    desk = Desk(report)
    give_orders(desk, 2, hurdle=0.15 * team_week(report), anew=True)
    return desk.actions


def idle(seed: int, quick: bool, policy: StartPolicy | None = None) -> Figures:
    """Share of the working time spent waiting when teams wait for four-week orders."""
    found: Figures = {}
    for size in (12, 400):
        world = family(size, weeks=whole_or_part(quick), policy=policy or StartPolicy("wait"))
        found[f"{size}"] = play(world, seed, only_orders).waiting()
    return found


idle_cut = partial(idle, policy=StartPolicy("carry on"))
"""The same where teams carry on with what they did last."""


def only_orders(report: Report) -> list[Action]:
    """Spends every disc on four-week orders to single teams and never changes the default."""
    desk = Desk(report)
    give_orders(desk, 4)
    return desk.actions


def habit(seed: int, quick: bool, initiative: float | None = None) -> Figures:
    """The first eight free weeks after orders against an always-free twin at 400 people, and where freedom ends.

    The market is calm, so that weeks 4, 26 and 39 are alike but for what people have lived through.
    """
    world, weeks = calm(400, discs=ATTENTION), whole_or_part(quick)
    held = partial(_held, initiative=initiative)
    free = play(replace(world, policy=FREE), seed, weeks=47, each_week=held)
    found: Figures = {}
    for ordered in (4, 26, 39):
        run = play(
            world, seed, partial(until, week=ordered), weeks=weeks if ordered == 26 else ordered + 8,
            each_week=partial(_freed, week=ordered, initiative=initiative),
        )  # fmt: skip
        found[f"dip {ordered}"] = free.points(ordered, ordered + 8) - run.points(ordered, ordered + 8)
        if ordered == 26:
            always = play(world, seed, all_ordered, weeks=weeks, each_week=held)
            found["end"] = run.points(weeks * 3 // 4) - always.points(weeks * 3 // 4)
    return found


habit_cut = partial(habit, initiative=0.35)
"""The same among people whose initiative stays what it was, whatever they are told."""


def until(report: Report, week: int) -> list[Action]:
    """Orders everyone until a week, then nobody."""
    return all_ordered(report) if report.week < week else []


def _held(state: State, initiative: float | None) -> None:
    if initiative is not None:
        state.initiative = np.full_like(state.initiative, initiative)


def _freed(state: State, week: int, initiative: float | None) -> None:
    _held(state, initiative)
    if state.week == week:
        state.default = CHOOSE
        state.letters = ()
        state.order_weeks = np.zeros_like(state.order_weeks)
