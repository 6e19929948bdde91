"""A leader who lets teams choose, mends by order, and looks after the house: the visits and cures of any leader."""

from __future__ import annotations

import numpy as np

from game.bots.cards import answer_cards
from game.bots.desk import Desk, strangers, team_week
from game.bots.incentives import tag_contracts
from game.bots.orders import command, give_orders
from game.bots.stages import in_a_row
from game.bots.thrift import can_pay, save
from game.sim.actions import Action
from game.sim.company.bottlenecks import ENOUGH_HANDS, FIRES, PARTS, SKILL, TWICE
from game.sim.desk.reports import Card, Report
from game.sim.levers import preview
from game.sim.values import ASK, CHOOSE, INSIST, KPIS

HOUSE_LAYERS = 3
"""Layers from which figures, shared tools, the net and the rate are worth a leader's attention."""
HOUSE_RATE = 12
MOST_LETTERS = 3
"""Teams to which a leader writes one by one; from then on to their department."""
TOLD = (ASK, INSIST)
"""Answers after which everyone does as asked; where each may decide, some do not."""
SEEN_FAULTY = 2
"""Teams with bad material from which a leader takes it to be everywhere."""


def lead(report: Report) -> list[Action]:
    """Teams choose and tags lead them; a few orders mend what prices are slow to, the other discs go visiting.

    Until teams may choose it commands, and visits with the discs that are left.
    """
    desk = Desk(report)
    save(desk)
    free = desk.may_choose
    if free:
        desk.announce(CHOOSE)
    if in_a_row(report):  # houses that choose keep to a number, too
        command(desk)
        return desk.actions
    if not free:
        command(desk)
        visit_around(desk)
        return desk.actions
    tag_contracts(desk)
    answer_cards(desk)
    large = report.world.layers >= HOUSE_LAYERS
    if large:
        keep_house(desk)
    find_out(desk)
    give_orders(desk, 2, keep=1, hurdle=(1.2 if large else 0.7) * team_week(report))
    visit_around(desk)
    return desk.actions


def keep_house(desk: Desk) -> None:
    """Puts bad material right by one order to everyone, never lets output hang alone, builds tools once, spans a net
    and makes money a little dearer than usual."""
    report = desk.report
    put_right(desk)
    for kpi in (KPIS.index("output"), KPIS.index("quality")):
        if not report.kpis[:, kpi].all():
            desk.act("kpi_company", -1, kpi, 1)
    bill = report.world.tools_price_cents
    if report.tools == 0 and report.cash_cents > 2 * bill and can_pay(report, bill):
        desk.act("tools")
    if report.net == 0:
        desk.act("net", -1, 1)
    if report.rate != HOUSE_RATE:
        desk.act("rate", -1, HOUSE_RATE)


def put_right(desk: Desk) -> None:
    """Orders everyone to put bad material right, if most of those who have it are not told yet and it pays in time."""
    report = desk.report
    improve = len(report.world.products)
    recent = report.ordered[:, 2] >= report.week - report.world.letter_weeks
    faulty = report.faulty > 0
    told = faulty & (report.ordered[:, 0] == improve) & recent
    if np.count_nonzero(faulty) < SEEN_FAULTY or 2 * np.count_nonzero(told) > np.count_nonzero(faulty):
        return
    said_now = {action.target for action in desk.actions if action.lever == "answer" and action.amount[0] in TOLD}
    if any(card.index in said_now or said_on_a_card(report, card) for card in report.cards if asks_all(report, card)):
        return
    expected = preview(report, Action("order_company", -1, (improve, 2)))
    if expected.low + expected.high > 0.0:
        desk.act("order_company", -1, improve, 2)


def asks_all(report: Report, card: Card) -> bool:
    """Whether a card is about everyone putting something right."""
    return card.department < 0 and card.product == len(report.world.products)


def said_on_a_card(report: Report, card: Card) -> bool:
    """Whether its answer has told everyone, and no report can have shown yet what that mended."""
    return card.verb in TOLD and report.week <= card.due + report.world.letter_weeks


def find_out(desk: Desk) -> None:
    """Visits a department that is slow for a reason nobody knows, and sends the cure for each reason that is known.

    Of those that became slow in one week, one is asked: the reason is likely the same.
    """
    report = desk.report
    improve = len(report.world.products)
    asked = {s.since for s in report.shortages if s.cause >= 0}
    missing = {s.department for s in report.shortages if s.cause == SKILL}
    tagged = {tag.product for tag in report.tags} | {x.target for x in report.letters if x.lever == "tag"}
    for department in np.flatnonzero(report.kpis[:, KPIS.index("learning")]):
        if int(department) not in missing:
            desk.act("kpi", int(department), KPIS.index("learning"), 0)
    for shortage in report.shortages:
        there = np.flatnonzero((report.department == shortage.department) & (report.stuck > 0))
        recent = report.ordered[there, 2] >= report.week - report.world.letter_weeks
        told = recent & (report.ordered[there, 0] == improve)
        if shortage.cause < 0:
            if shortage.since not in asked and desk.act("visit", int(there[0])):
                asked.add(shortage.since)
        elif shortage.cause == SKILL:
            desk.act("kpi", shortage.department, KPIS.index("learning"), 1)
        elif shortage.cause == FIRES:
            hands = int(np.ceil(ENOUGH_HANDS * np.count_nonzero(report.department == shortage.department)))
            if told.any() or (hands > MOST_LETTERS and desk.act("order_department", shortage.department, improve, 2)):
                continue
            for team in there[:hands]:
                desk.act("order", int(team), improve, 2)
        elif shortage.cause == TWICE:
            if report.tools == 0 and can_pay(report, report.world.tools_price_cents):
                desk.act("tools")
        elif "tag" in report.levers:
            if shortage.product not in tagged:
                desk.act("tag", shortage.product, 1, 3)
        elif (recent & (report.ordered[there, 0] == shortage.product)).any():
            continue
        elif shortage.cause == PARTS:
            desk.act("order", int(there[0]), shortage.product, 2)
        else:
            desk.act("order_department", shortage.department, shortage.product, 2)


def visit_around(desk: Desk) -> None:
    """Spends the discs that are left on visits: first where skills are unknown, then where trust is lowest.

    Where somebody may be made a manager, departments without one come before all others.
    """
    report = desk.report
    unknown = strangers(report)
    alone = (report.managers[report.department] < 0) & ("promote" in report.levers)
    for team in np.argsort(np.where(unknown, -1.0, 0.0) - 2.0 * alone + report.trust, kind="stable"):
        if desk.free == 0:
            return
        desk.act("visit", int(team))
