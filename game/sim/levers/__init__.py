"""Everything a leader can do: what it costs, whether it is allowed, what the desk expects of it, and doing it.

`check` and `preview` read a `Report` alone, so they can never tell a player more than the desk knows; `perform` and
a lever's `land` are the only ways in which an action touches a company. The levers themselves are rows in `table`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from game.sim.actions import DESK, EVERYONE, Action, Receipt, Refusal
from game.sim.company import dilemmas, seats
from game.sim.curves import Ints, nonzero
from game.sim.desk.previews import Preview, put_together
from game.sim.desk.reports import Report
from game.sim.levers import culture, room
from game.sim.levers.letters import hanging_tags
from game.sim.levers.room import MOVES
from game.sim.levers.table import LEVERS, RIGHTS, Lever
from game.sim.state import Disc, Letter, State
from game.sim.world import World

__all__ = [
    "LEVERS", "MOVES", "RIGHTS", "Lever", "check", "free_discs", "hanging_tags", "heard_week", "legal", "misfit",
    "next_disc", "perform", "preview", "price",
]  # fmt: skip


def check(report: Report, pending: Sequence[Action], action: Action) -> Receipt | Refusal:
    """Whether `action` may be added to this week's `pending` ones, and what it costs; the company is not touched."""
    if action.lever in MOVES:
        return room.check(report, pending, action)
    lever = LEVERS.get(action.lever)
    if lever is None:
        return Refusal(f"There is no lever called “{action.lever}”.")
    if action.actor != DESK:
        return Refusal("Only the desk can act here.")
    if action.lever not in report.levers:
        return Refusal(f"“{lever.title}” is not open in this level yet.")
    sentence = misfit(report, action) or nobody_there(report, action) or lever.refuse(report, pending, action)
    if sentence:
        return Refusal(sentence)
    discs, weeks = price(report.world, action)
    if discs > free_discs(report, pending):
        back = next_disc(report, pending)
        when = f" The next comes back in {back} week{'s' if back != 1 else ''}." if back else ""
        need = "a disc" if discs == 1 else f"{'two' if discs == 2 else discs} discs"
        return Refusal(f"That takes {need} of attention, and too few are at the desk.{when}")
    return Receipt(action, discs, weeks, heard_week(report, action))


def misfit(report: Report, action: Action) -> str:
    """Why an action is none of its lever at all here, by its target or its numbers; an empty text if it is one."""
    lever, world = LEVERS[action.lever], report.world
    count = {
        "team": report.head.shape[0], "department": world.departments, "product": len(world.products),
        "value": len(world.value_names), "card": len(world.dilemmas), "everyone": 0,
    }[lever.target]  # fmt: skip
    if not (action.target == EVERYONE if lever.target == "everyone" else 0 <= action.target < count):
        return f"“{lever.title}” has no {lever.target} number {action.target + 1} here."
    if len(action.amount) != len(lever.fields):
        return f"“{lever.title}” takes {len(lever.fields)} numbers, not {len(action.amount)}."
    for name, choices, number in zip(lever.fields, lever.choices, action.amount, strict=True):
        if number not in choices(report):
            return f"“{lever.title}”: {name} can be {', '.join(str(n) for n in choices(report))}."
    return culture.no_such_answer(report, action) if lever.target == "card" else ""


def nobody_there(report: Report, action: Action) -> str:
    """Why an action is for nobody yet, where all whom it is for come later; an empty text where somebody is there."""
    kind = LEVERS[action.lever].target
    if not report.world.arrivals or kind not in ("team", "department"):
        return ""
    teams = nonzero(report.department == action.target) if kind == "department" else np.array([action.target])
    if np.any(report.places[teams] > 0):
        return ""
    weeks = [week for week in (seats.comes(report.world, int(team)) for team in teams) if week >= 0]
    return f"Nobody sits there yet. They come in week {min(weeks) + 1}." if weeks else ""


def heard_week(report: Report, action: Action) -> int:
    """The week in which an action of this week reaches its last team."""
    return report.week + travel_weeks(report.world, report.department, action)


def travel_weeks(world: World, department: Ints, action: Action) -> int:
    """Weeks until an action is heard; department [T] of each team: what goes to an outer one takes twice the time."""
    lever = LEVERS[action.lever]
    if not lever.travels:
        return 0
    if lever.target == "team":
        return world.letter_weeks_to(int(department[action.target]))
    return world.letter_weeks_to(action.target) if lever.target == "department" else world.letter_weeks


def preview(report: Report, action: Action, pending: Sequence[Action] = ()) -> Preview:
    """What the desk can say about `action`, whether or not it is allowed now, besides what this week's `pending` do."""
    heard = heard_week(report, action)
    report = _decided(report, [other for other in pending if other != action], action)
    discs, weeks = price(report.world, action)
    return put_together(report, action, LEVERS[action.lever].foresee(report, action, heard), discs, weeks, heard)


ORDERS: dict[str, Callable[[Report, int], Ints]] = {
    "order": lambda report, target: np.array([target]),
    "order_department": lambda report, target: nonzero(report.department == target),
    "order_company": lambda report, target: np.arange(report.head.shape[0]),
}
"""The teams [N] that a letter of an order goes to, by lever."""


def _decided(report: Report, pending: Sequence[Action], looked_at: Action) -> Report:
    """The report as it will be once this week's orders, tags and default are sent, its reporting and its net are set
    and its tools are paid; the rest acts later. What is decided by the same lever as what is `looked_at` is what that
    would replace."""
    if not pending:
        return report
    ordered, letters, cash = np.array(report.ordered), list(report.letters), report.cash_cents
    coming, reporting, net = report.coming_default, report.reporting, report.net
    for action in pending:
        if action.lever == "default" != looked_at.lever:
            coming = action.amount[0]
        if action.lever == "reporting" != looked_at.lever:
            reporting = action.amount[0]
        if action.lever == "net" != looked_at.lever:
            net = action.amount[0]
        if action.lever == "tag" and (looked_at.lever, looked_at.target) != ("tag", action.target):
            heard = heard_week(report, action)
            letters.append(Letter(action.lever, action.target, action.amount, report.week, heard))
        if action.lever == "tools":
            cash -= report.world.tools_price_cents
        if action.lever in ORDERS:
            (job, weeks), heard = action.amount, heard_week(report, action)
            letters.append(Letter(action.lever, action.target, action.amount, report.week, heard))
            ordered[ORDERS[action.lever](report, action.target)] = job, heard, heard + weeks
    return replace(
        report, ordered=ordered, letters=tuple(letters), cash_cents=cash, coming_default=coming, reporting=reporting,
        net=net,
    )


def price(world: World, action: Action) -> tuple[int, int]:
    """Discs and weeks that an action takes (weeks −1: until called off); an answer costs what its card says."""
    if action.lever in MOVES:
        return 0, 0
    if action.lever == "answer":
        return dilemmas.price(world, action.target, action.amount[0])
    lever = LEVERS[action.lever]
    return lever.discs, lever.hold(world)


def free_discs(report: Report, pending: Sequence[Action]) -> int:
    """Discs left at the desk after this week's pending actions."""
    return report.discs_free - sum(int(_discs(report.world, action)) for action in pending)


def _discs(world: World, action: Action) -> int:
    if action.lever in MOVES or action.lever == "answer":
        return price(world, action)[0]
    return LEVERS[action.lever].discs


def next_disc(report: Report, pending: Sequence[Action] = ()) -> int:
    """Weeks until the next disc is back at the desk, this week's pending actions counted; 0 if none is on its way."""
    waits = [disc.back - report.week for disc in report.discs if disc.back >= 0]
    prices = (price(report.world, action) for action in pending)
    waits += [weeks for discs, weeks in prices if discs and weeks > 0]
    return min(waits) if waits else 0


def legal(report: Report, pending: Sequence[Action]) -> list[str]:
    """Names of the levers that are open and affordable this week, in table order."""
    free = free_discs(report, pending)
    return [name for name in LEVERS if name in report.levers and name not in RIGHTS and LEVERS[name].discs <= free]


def perform(state: State, action: Action) -> None:
    """Carries out one checked action at the start of a week: takes its discs, sends its letter or acts at once."""
    if action.lever in MOVES:
        MOVES[action.lever].perform(state, action)
        return
    lever = LEVERS[action.lever]
    discs, weeks = price(state.world, action)
    if discs:
        back = state.week + weeks if weeks >= 0 else -1
        state.discs = (*state.discs, Disc(action.lever, action.target, discs, back))
    lever.perform(state, action)
    if lever.travels:
        due = state.week + travel_weeks(state.world, state.department, action)
        state.letters = (*state.letters, Letter(action.lever, action.target, action.amount, state.week, due))
