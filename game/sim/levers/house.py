"""What is set for the whole house: the rate, figures, shared tools and the safety net."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.sim.actions import Action
from game.sim.company import deeds
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import BUILD_WEEKS, MOST_TOOLS, SHORT_PAY_TRUST


def refuse_rate(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "rate" for a in pending):
        return "You have set the rate this week already. Undo that first."
    return "The rate stands there already." if action.amount[0] == report.rate else None


def set_rate(state: State, action: Action) -> None:
    state.rate = action.amount[0]


def refuse_kpi(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    department, kpi, on = action.target, action.amount[0], action.amount[1]
    if any(a.lever == "kpi" and a.target == department and a.amount[0] == kpi for a in pending):
        return "You have changed that figure this week already. Undo that first."
    if bool(report.kpis[department, kpi]) == bool(on):
        return "They work to that figure already." if on else "They do not work to that figure."
    return None


def set_kpi(state: State, action: Action) -> None:
    state.kpis[action.target, action.amount[0]] = action.amount[1]
    if action.amount[1]:
        deeds.note_figure(state, np.arange(state.world.departments) == action.target)


def refuse_company_kpi(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    kpi, on = action.amount
    if any(a.lever == "kpi_company" and a.amount[0] == kpi for a in pending):
        return "You have changed that figure this week already. Undo that first."
    if bool((report.kpis[:, kpi] == on).all()):
        return "Everyone works to that figure already." if on else "Nobody works to that figure."
    return None


def set_company_kpi(state: State, action: Action) -> None:
    state.kpis[:, action.amount[0]] = action.amount[1]
    if action.amount[1]:
        deeds.note_figure(state, np.ones(state.world.departments, dtype=bool))


def refuse_tools(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if report.building or any(a.lever == "tools" for a in pending):
        return "Tools are being built already. Let them be finished first."
    if report.tools >= MOST_TOOLS:
        return "There is nothing left that a tool could share."
    if report.cash_cents < report.world.tools_price_cents:
        return "There is not enough cash for that."
    return None


def build_tools(state: State, action: Action) -> None:
    state.cash_cents -= state.world.tools_price_cents
    state.building = BUILD_WEEKS


def refuse_short_pay(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "short_pay" for a in pending):
        return "You have asked for short pay this week already. Undo that first."
    left = report.short_pay_weeks
    return f"Wages are short already, for {left} more {'week' if left == 1 else 'weeks'}." if left else None


def hold_back_pay(state: State, action: Action) -> None:
    """The disc that goes with it lies there for as long as wages are short: `State.short_paid` reads it."""
    state.trust = np.maximum(state.trust - SHORT_PAY_TRUST, 0.0)


def refuse_net(report: Report, pending: Sequence[Action], action: Action) -> str | None:
    if any(a.lever == "net" for a in pending):
        return "You have changed the net this week already. Undo that first."
    return "The net hangs that way already." if action.amount[0] == report.net else None


def set_net(state: State, action: Action) -> None:
    deeds.note_net(state, action.amount[0])
    state.net = action.amount[0]
