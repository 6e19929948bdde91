"""Where the score was lowered most: by which cause, at whom, in which weeks, and what this level has against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.debrief.accounts import totals
from game.debrief.records import Loss
from game.session import Session
from game.sim.curves import Floats, grouped, total
from game.sim.desk.reports import Report
from game.sim.ledger import SCORE_INDEX, Ledger
from game.sim.values import IDLE
from game.words.remedies import remedy

MOST_LOSSES = 5
LEAST_LOSS = 0.005
"""Of the score: less than this is no loss that is told."""
WINDOW_WEEKS = 4
"""The worst weeks of a loss are so many on end."""
GLAD = 0.6
"""Morale below which spirit is missing."""
NAMED_PART = 0.3
"""The share of a loss from which one team is named for it, and not its whole department."""
TOLD_PART = 0.25
"""The share of a loss from which anybody is named for it at all, where all are concerned alike."""


def losses(session: Session, truths: Sequence[Report]) -> tuple[Loss, ...]:
    """The causes that lowered the score most, largest first, each with where and when it was worst.

    truths: the company as it was at the start of every week and after the last.
    """
    entries, reference = totals(session)
    shares = entries[-1] / max(float(reference[-1]), 1e-9)
    lost = [(float(shares[index]), name) for name, index in SCORE_INDEX.items() if name != "capacity"]
    rows = sorted(row for row in lost if row[0] < -LEAST_LOSS)[:MOST_LOSSES]
    levers = {*session.world.levers, *(unlock.lever for unlock in session.world.unlocks)}
    return tuple(_placed(session, truths, name, share, remedy(name, levers)) for share, name in rows)


def _placed(session: Session, truths: Sequence[Report], name: str, share: float, helps: str) -> Loss:
    weekly = np.array([float(ledger.score[SCORE_INDEX[name]]) for ledger in session.ledgers])
    span = min(WINDOW_WEEKS, len(weekly))
    sums = np.convolve(weekly, np.ones(span), "valid")
    first = int(np.argmin(sums))
    last = first + span - 1
    weeks = range(first, last + 1)
    teams = [_of_teams(name, truths[week + 1], session.ledgers[week]) for week in weeks]
    if all(part is not None for part in teams):
        each = np.sum(np.stack([part for part in teams if part is not None]), axis=0)
        return _at_people(session, Loss(name, share, first, last, 1.0, remedy=helps), each)
    goods = [_of_goods(name, session.ledgers[week]) for week in weeks]
    if all(part is not None for part in goods):
        value = np.array([product.value for product in session.world.products])
        each = np.sum(np.stack([part for part in goods if part is not None]), axis=0) * value
        worst, whole = int(np.argmax(each)), total(each)
        if whole > 0.0:
            return Loss(name, share, first, last, float(each[worst]) / whole, product=worst, remedy=helps)
    return Loss(name, share, first, last, 1.0, remedy=helps)


def _at_people(session: Session, loss: Loss, each: Floats) -> Loss:
    """The loss with the team or department named that had most of it; with nobody, where it was spread evenly."""
    whole = total(each)
    if whole <= 0.0:
        return loss
    home = session.report.department
    team, sums = int(np.argmax(each)), grouped(each, home, session.world.departments)
    place = int(np.argmax(sums))
    parts = float(each[team]) / whole, float(sums[place]) / whole
    if parts[0] >= NAMED_PART or session.world.departments == 1:
        return replace(loss, part=parts[0], team=team, department=int(home[team]))
    return replace(loss, part=parts[1], department=place) if parts[1] >= TOLD_PART else loss


def _of_teams(name: str, after: Report, ledger: Ledger) -> Floats | None:
    """How much of a week's loss fell on each team [T], in any unit; None for what falls on no team."""
    able, goods = ledger.capacity, ledger.skill.shape[1]
    at_work = (after.job >= 0) & (after.job < goods)
    job = np.where(at_work, after.job, 0)
    people = after.stance.sum(axis=1)
    slack = ledger.skill.max(axis=1) - ledger.skill[np.arange(len(job)), job]
    shares = {
        "waiting": after.job == IDLE, "improving": after.job == goods, "switching": after.switching > 0,
        "fires": after.fire > 0, "stuck": after.stuck > 0, "spirit": np.maximum(0.0, GLAD - after.morale),
        "craft": np.where(at_work, slack, 0.0), "apart": 1.0 - after.stance[:, :2].sum(axis=1) / np.maximum(1, people),
    }  # fmt: skip
    return able * shares[name] if name in shares else None


def _of_goods(name: str, ledger: Ledger) -> Floats | None:
    """How much of a week's loss fell on each product [G], in pieces; None for what falls on no product."""
    pieces = {
        "spoiled": ledger.spoiled, "holding": ledger.stock, "owing": ledger.backlog,
        "stocked": np.maximum(0.0, ledger.arrived - ledger.delivered),
    }  # fmt: skip
    return pieces.get(name)

