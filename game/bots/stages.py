"""Leading houses in a row, each of which works with what the one before it has put on the shelf: a number for each.

The desk anchors on what customers ask for, not on what the next house asks for, and counts what it has asked for
already: what keeps a supply line calm, as Sterman (Management Science 35, 1989) found that most people do not do it.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from game.bots.desk import Desk, believed_rate
from game.sim.company import chains
from game.sim.curves import Floats, total
from game.sim.desk.reports import Report

ROW_STAGES = 3
"""Goods after one another from which a company is a row of houses."""
COVER_WEEKS = 4.0
"""What should lie on each shelf, in weeks of what is taken from it."""
PATIENCE_WEEKS = 8
"""Weeks over which a shelf that is too full or too empty is put right: longer than news and letters take."""
ASKED_WEEKS = 8
NOTICED = 0.15
"""Share by which a number must be wrong before another is sent."""
KEPT_DISCS = 2
"""Discs that stay on the desk of whoever asks houses, so that the next number can leave in time."""


def in_a_row(report: Report) -> bool:
    """Whether each house makes one of the goods, each good goes into the next, and houses can be asked for a number."""
    world, count = report.world, len(report.world.products)
    if count < ROW_STAGES or world.departments != count or "quota" not in report.levers:
        return False
    needs, row = chains.needs(world), chains.sequence(world)
    return int(np.count_nonzero(needs)) == count - 1 and all(needs[good, part] > 0.0 for part, good in pairwise(row))


def ask_houses(desk: Desk) -> None:
    """Asks each house, from the customer back, for a number a week of the good at its place in the row, where it has no
    number, one that runs out, or one that is wrong by now."""
    report = desk.report
    landing = report.world.letter_weeks
    wanted, rate = weekly(report), believed_rate(report)
    bound = {letter.target for letter in report.letters if letter.lever == "quota"}
    standing = {quota.department: quota for quota in report.quotas if quota.department >= 0}
    for department, product in reversed(list(enumerate(chains.sequence(report.world)))):
        pieces = int(np.rint(min(wanted[product], total(rate[report.department == department, product]))))
        quota = standing.get(department)
        if department in bound or pieces < 1:
            continue
        holds = quota is not None and quota.product == product and quota.weeks > landing
        if quota is not None and holds and abs(quota.pieces - pieces) <= max(1.0, NOTICED * quota.pieces):
            continue
        desk.act("quota", department, product, pieces, ASKED_WEEKS)


def weekly(report: Report) -> Floats:
    """Pieces of each good [G] that a week should bring, with a part of what is missing on the shelves or too much.

    What customers take is worked back through the row; goods that ripen count as if they lay there.
    """
    world, asked = report.world, np.array(report.demand)
    missing = COVER_WEEKS * chains.gross(world, asked) + report.backlog - report.stock - report.ripening
    return np.maximum(chains.gross(world, asked + missing / PATIENCE_WEEKS), 0.0)
