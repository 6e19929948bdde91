"""A quota on its department's card, or on the desk's for everyone: what runs, how it is met, and setting another."""

from __future__ import annotations

import numpy as np

from game.board import style
from game.sim.actions import Action
from game.sim.curves import Ints
from game.sim.desk.estimates import could_be_sold, wanted_a_week
from game.sim.desk.quotas import Quota
from game.sim.desk.reckoning import told_pieces
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, preview
from game.sim.values import ORDER_WEEKS, QUOTA_PIECES, QUOTA_WEEKS
from game.view.cards.figures import way_ink
from game.view.cards.picker import product_picker
from game.view.cards.sending import paint_note, paint_opened
from game.view.cards.side import Side, draft_of, fact
from game.view.cards.table import Table
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words.actions import send_words
from game.words.explain import weeks
from game.words.figures import short_figure
from game.words.foresight import foretelling
from game.words.in_time import date_words, too_late
from game.words.quotas import SHORT, met_words

USUAL_WEEKS = 8


def shown(side: Side, lever: str) -> bool:
    """Whether the desk may set quotas of that kind, or one stands."""
    return lever in side.report.levers or any(_of(side, lever, row.department) for row in side.report.quotas)


def _of(side: Side, lever: str, department: int) -> Quota | None:
    target = -1 if lever == "quota_company" else department
    return next((row for row in side.report.quotas if row.department == target), None)


def paint(p: Panel, top: float, side: Side, lever: str, target: int) -> float:
    """The quota that stands there and the button for another, or the one being written; returns the y below it."""
    y, stands = top, _of(side, lever, target)
    if stands is not None:
        goods = side.names.products[stands.product]
        tip = Tip(f"{stands.pieces:,} {goods} a week, {weeks(stands.weeks)} left", met_words(stands))
        ink = p.palette.bad if 0 <= stands.met < SHORT else None
        words = f"{short_figure(stands.pieces)} {goods} a week"
        y = fact(p, y, "hash", words, _short(stands), tip, "side-quota-stands", colour=ink)
    draft = draft_of(side, lever)
    if lever not in side.report.levers:
        return y
    if draft is None or draft.target != target:
        refused = side.why_not(Action(lever, target, (0, QUOTA_PIECES[0], USUAL_WEEKS)))
        takes = f"It takes {side.price_words(lever)}."
        text = f"{refused or LEVERS[lever].purpose} {takes}"
        words = "Set a quota" if lever == "quota" else "A quota for everyone"
        widgets.button(p, "side-quota", (16, y, p.width - 32, 38), words, icon="hash", value=target,
                       enabled=refused is None, tip=Tip(LEVERS[lever].title, text))  # fmt: skip
        order = "order_department" if lever == "quota" else "order_company"
        if order in side.report.levers and refused == side.why_not(Action(order, target, (0, ORDER_WEEKS[0]))):
            refused = None  # the button above says it already
        return paint_note(p, y + 42, refused or takes, refused=refused is not None)
    y = paint_opened(p, y, "So many a week")
    chosen, place, length = draft.amount
    y = product_picker(p, y, side, "side-quota-product", chosen)
    y = _stepper(p, y, side, lever, target, chosen, int(place or 1))
    options = [widgets.Option(n, f"{n} wk", tip=Tip(weeks(n), "Then it comes down by itself.")) for n in QUOTA_WEEKS]
    widgets.tabs(p, "side-quota-weeks", (16, y, p.width - 32, 36), options, length)
    y += 44
    action = draft.action
    refused = side.why_not(action) if action is not None else None
    words = send_words(side.report.world, lever, "Send") if action is not None else "Choose what"
    late = too_late(side.report, action) if action is not None else ""
    ready, said = action is not None and refused is None, refused or late or "It travels by letter."
    widgets.button(p, "side-send", (16, y, p.width - 32, 38), words, kind="primary", value=lever, enabled=ready,
                   tip=Tip("Send it", said))  # fmt: skip
    y = paint_note(p, y + 42, said, refused=bool(refused or late))
    if action is not None:
        known = preview(side.report, action, side.table.pending)
        heard = date_words(side.report.world, known.heard)
        told = foretelling(known)
        rows = [
            ("ear", "Heard there", heard, "When the letter is read there."),
            *(("users-three", label, value, "From what the desk knows of them.") for label, value in known.lines),
        ]
        if told is not None:
            rows.append(("trend-up", told.label, told.short, told.why))
        for n, (icon, label, value, text) in enumerate(rows):
            ink = way_ink(p, told) if icon == "trend-up" else None
            y = fact(p, y, icon, label, value, Tip(label, text), f"side-quota-line-{n}", colour=ink)
    return y + 8


def _short(stands: Quota) -> str:
    return f"{round(100 * stands.met)}% made" if stands.met >= 0 else f"{stands.weeks} wk"


def _stepper(p: Panel, top: float, side: Side, lever: str, target: int, product: int | None, pieces: int) -> float:
    """Fewer and more around the number of pieces, with what they made and what is wanted below it."""
    pal = p.palette
    place = QUOTA_PIECES.index(pieces)
    for icon, step, left, says in (("minus", -1, 16.0, "Fewer"), ("plus", 1, p.width - 60.0, "More")):
        there = 0 <= place + step < len(QUOTA_PIECES)
        widgets.icon_button(p, "side-quota-pieces", (left, top, 44, 42), icon, Tip(f"{says} a week"), kind="card",
                            value=step, enabled=there, size=16)  # fmt: skip
    middle, room = p.width / 2, p.width - 130
    p.text(middle, top + 21, f"{pieces:,} a week", size=style.SUBTITLE, family="serif", align="centre", at="middle",
           width=room)  # fmt: skip
    if product is not None:
        lately, wanted = made_there(side, lever, target, product), wanted_a_week(side.report, product)
        words = f"lately {short_figure(lately)}, wanted {short_figure(wanted)}"
        p.text(middle, top + 53, words, size=style.LABEL, colour=pal.second, align="centre", at="middle",
               width=p.width - 32)  # fmt: skip
    return top + 66


def made_there(side: Side, lever: str, target: int, product: int) -> float:
    """Pieces of a product a week that those it is for were last seen making."""
    report = side.report
    there = (report.department == target) | (lever == "quota_company")
    return float(np.cumsum(np.where(there & (report.job == product), report.output, 0.0))[-1])


def write(table: Table, key: str, number: int) -> None:
    """Begins a quota, or sets one of its numbers; a product begins with what is wanted and can be made there."""
    draft = table.draft
    if key == "side-quota":
        lever = "quota_company" if number < 0 else "quota"
        table.begin(lever, number, (None, 1, USUAL_WEEKS))
    elif draft is not None and draft.lever in ("quota", "quota_company"):
        if key == "side-quota-product":
            there = np.flatnonzero((table.report.department == draft.target) | (draft.lever == "quota_company"))
            draft.amount[0], draft.amount[1] = number, begin_with(table.report, there, number, draft.amount[2] or 1)
        elif key == "side-quota-pieces":
            place = QUOTA_PIECES.index(int(draft.amount[1] or 1)) + number
            draft.amount[1] = QUOTA_PIECES[min(max(place, 0), len(QUOTA_PIECES) - 1)]
        else:
            draft.amount[2] = number


def begin_with(report: Report, there: Ints, product: int, weeks: int) -> int:
    """The number a quota of some weeks for the teams `there` [N] begins with: the most that can be sold beside what
    the others make, and that these can make, but for those who are bound by an order."""
    others = np.ones(report.job.shape[0], dtype=bool)
    others[there] = False
    elsewhere = float(np.cumsum(np.where(others & (report.job == product), report.output, 0.0))[-1])
    free = there[report.ordered[there, 2] <= report.week]
    can = told_pieces(report, free, product)
    most = min(could_be_sold(report, product, weeks) - elsewhere, can)
    return max((pieces for pieces in QUOTA_PIECES if pieces <= most), default=QUOTA_PIECES[0])
