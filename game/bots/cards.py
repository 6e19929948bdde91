"""How leaders answer the cards that dilemmas lay on the desk."""

from __future__ import annotations

import numpy as np

from game.bots.desk import Desk
from game.bots.thrift import can_pay
from game.sim.actions import Action
from game.sim.curves import total
from game.sim.desk.outlooks import ROUGHLY, prospect
from game.sim.desk.readings import foreseen
from game.sim.desk.reports import Card, Report
from game.sim.levers import price
from game.sim.world import Answer

NO_ANSWER = -1
MORALE_WORK, MORALE_WEEKS = 0.8, 8.0
"""Percent of a week's work that a point of morale is worth, and the weeks for which it lasts."""
DISC_WEEK = 0.03
"""Points that a disc is worth elsewhere in a week."""


def answer_cards(desk: Desk, habit: int = -1) -> None:
    """Answers every card by habit (a verb), or else as promises most for the discs it takes; not if silence does, nor
    so that the till could not bear it."""
    report = desk.report
    for card in report.cards:
        if card.verb >= 0 or card.settled:
            continue
        answers = report.world.dilemmas[card.index].answers
        borne = [answer.verb for answer in answers if _borne(report, card, answer)]
        likely = {verb: _promise(report, card, verb) for verb in borne}
        silence = _promise(report, card, NO_ANSWER)
        for verb in sorted(likely, key=lambda verb: (verb != habit, -likely[verb])):
            if (verb != habit and likely[verb] < silence) or desk.act("answer", card.index, verb):
                break


def _borne(report: Report, card: Card, answer: Answer) -> bool:
    """Whether an answer costs nothing, or no more than the till can bear."""
    concerned = (report.department == card.department) | (card.department < 0)
    bill = -answer.turn.cash_cents * round(total(report.head[concerned]))
    return bill <= 0 or can_pay(report, bill)


def _taken(points: float) -> float:
    """Points as a leader takes them, to the half: between the whole ones that they may be, roughly."""
    low, high = sorted(points * part for part in ROUGHLY)
    return float(np.rint(low) + np.rint(high)) / 2.0


def _promise(report: Report, card: Card, verb: int) -> float:
    """Points that an answer promises: by whom it binds, cheers and sets to work, less what its discs would be worth
    elsewhere, and for what people read in it."""
    world = report.world
    expected = prospect(report, card, verb)
    points = (expected.low + expected.high) / 2.0
    concerned = (report.department == card.department) | (card.department < 0)
    share = total(report.head[concerned]) / max(1.0, total(report.head))
    lasting = min(MORALE_WEEKS, world.weeks - report.week) / world.weeks
    cheer = sum(_taken(row.size) for row in expected.figures if row.figure == "morale")
    points += MORALE_WORK * cheer * share * lasting
    if verb == NO_ANSWER:
        return points
    action = Action("answer", card.index, (verb,))
    discs, weeks = price(world, action)
    read = sum((0.2 if lived else -0.5) for _, lived, _ in foreseen(report, action))
    return points - DISC_WEEK * discs * weeks + read
