"""The till on the desk's card: what lies in it, how long it lasts, and holding back a part of the wages."""

from __future__ import annotations

from game.sim.actions import Action
from game.sim.levers import LEVERS
from game.view.cards.sending import foreseen_lines, paint_send
from game.view.cards.side import EDGE, Side, draft_of, fact, heading, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words import bars, till
from game.words.explain import weeks
from game.words.figures import in_full


def paint(p: Panel, top: float, side: Side) -> float:
    """The till where something may be done about it: how long it lasts, and short pay; returns the y below it."""
    report, lever = side.report, LEVERS["short_pay"]
    if lever.name not in report.levers:
        return top
    y = heading(p, top, "The till", in_full(report.cash_cents))
    told = bars.cash(report)
    ink = p.palette.bad if report.short_of_cash else None
    y = fact(p, y, "hourglass-medium", "Lasts", till.runway_words(report), Tip(told.title, told.text),
             "side-till-lasts", colour=ink)  # fmt: skip
    if report.short_of_cash:
        y = note_box(p, y + 2, till.why(report), icon="warning") + 4
    if report.short_pay_weeks:
        text = f"A quarter of all wages stays in the till, for {weeks(report.short_pay_weeks)} more."
        return note_box(p, y, text, icon="wallet") + 6
    if any(action.lever == lever.name for action in side.table.pending):
        return note_box(p, y, "Wages become short with this week.", icon="wallet") + 6
    action, is_open = Action(lever.name), draft_of(side, lever.name) is not None
    tip = Tip(lever.title, f"{lever.purpose} It takes {side.price_words(lever.name)}.")
    widgets.button(p, "side-short-pay", (EDGE + 2, y + 2, p.width - 2 * EDGE - 4, 34),
                   "Pay in full after all" if is_open else "Hold back a part of the wages", kind="card", icon="wallet",
                   tip=tip)  # fmt: skip
    y += 42
    if not is_open:
        return y
    return paint_send(p, foreseen_lines(p, y, side, action), side, action, "Pay short", "gold")
