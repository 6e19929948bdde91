"""How long the cash lasts by ordinary weeks: those in which the desk's own word stopped the work are none.

What it asked of everyone, by an order that was the last one or by the answer to a card, is known to the week. Such
weeks are left out of what the forecast goes by, and those that are still to come are counted as what they are. So is
what the desk has decided to pay: tags until they end, the net as it hangs now, answers whose letter is on the road.
Contracts and rumours are not: a house that is short of hands sells no more in such weeks than in others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim.curves import Floats, total
from game.sim.desk.books import NARROW_WEEKS, Books, Runway, runway
from game.sim.desk.estimates import heads
from game.sim.desk.once import once
from game.sim.desk.reports import Report, held_cents
from game.sim.values import ASK, INSIST, TREND_WEEKS
from game.sim.world import QUARTER_WEEKS

MOST_STOPPED = 0.5
"""Share of the people who were told to make nothing for sale from which a week is out of the ordinary."""

LIKE = 0.2
"""By how much the net may cost less or more than by its price, so that it still is the one that hangs now."""


@dataclass(frozen=True)
class Outlook:
    """What the desk expects of the till.

    weeks: those that it goes by, the newest last, at most as many as a trend has. left_out: whether newer ones were
    passed over. stopped: weeks to come in which hardly anybody makes what is sold. decided: cents that each week left
    brings beyond an ordinary one by what the desk pays, as it has decided. extra: the same with who is still to come
    and what is stopped; empty for nothing. runway: how long the cash lasts then.
    """

    weeks: Books
    left_out: bool
    stopped: int
    decided: tuple[int, ...]
    extra: tuple[int, ...]
    runway: Runway

    def short(self, report: Report) -> bool:
        """Whether the cash may be gone within a quarter, and before the level is over or hardly later."""
        return 0 <= self.runway.soonest < min(QUARTER_WEEKS, report.world.weeks - report.week + NARROW_WEEKS)


def stopped(report: Report, weeks: range) -> Floats:
    """Share of the people [W] who by the desk's own word make nothing that is sold in each of `weeks`."""
    improve, people = len(report.world.products), heads(report) * report.there
    job, first, end = report.ordered.T
    asked = [card for card in report.cards if card.product == improve and card.verb in (ASK, INSIST) and card.due >= 0]
    if not asked and not (job == improve).any():
        return np.zeros(len(weeks))
    out = np.zeros((len(weeks), people.shape[0]), dtype=bool)
    for row, week in enumerate(weeks):
        out[row] = (job == improve) & (first <= week) & (week < end) & (first >= 0)
    for card in asked:
        last = card.due + report.world.dilemmas[card.index].make_weeks
        during = np.array([card.due <= week < last for week in weeks], dtype=bool)
        out |= during[:, None] & ((report.department == card.department) | (card.department < 0))[None, :]
    return np.array([total(people * row) for row in out]) / max(total(people), 1e-9)


def decided(report: Report, weeks: Books) -> tuple[int, ...]:
    """Cents that each week left brings beyond the mean of `weeks` by what the desk pays as it has decided."""
    left = max(0, report.world.weeks - report.week)
    paid = _tags(report, left) + _answers(report, left)
    net = float(-report.net * report.world.net_cents * report.people)
    was = {line: sum(int(week.line(line)) for week in weeks) / max(1, len(weeks)) for line in ("tags", "net")}
    if abs(was["net"] - net) <= LIKE * abs(net):
        net = was["net"]  # The books know best what it costs, where values make running a house cheaper.
    return tuple(int(cents) for cents in np.rint(paid + net - was["net"] - was["tags"]).tolist())


def _tags(report: Report, left: int) -> Floats:
    """Cents that tags bring in each week left [W], by the pieces that were sold and used when last reported."""
    each = report.world.coin_cents * (report.delivered + report.used)
    coins = np.zeros((left, each.shape[0]))
    for tag in report.tags:
        coins[: tag.weeks, tag.product] = tag.coins
    for letter in report.letters:
        if letter.lever == "tag":
            first = max(0, letter.due - report.week)
            coins[first:, letter.target] = 0.0
            coins[first : first + letter.amount[1], letter.target] = letter.amount[0]
    return -np.array([total(row * each) for row in coins])


def _answers(report: Report, left: int) -> Floats:
    """Cents that answers bring which are given and not heard yet, in each week left [W]."""
    out, people = np.zeros(left), report.head * report.there
    for card in report.cards:
        wait = card.due - report.week
        if card.verb < 0 or card.settled or not 0 <= wait < left:
            continue
        answers = report.world.dilemmas[card.index].answers
        turn = next(answer.turn for answer in answers if answer.verb == card.verb)
        concerned = (report.department == card.department) | (card.department < 0)
        out[wait] += turn.cash_cents * total(people * concerned)
    return out


@once
def outlook(report: Report) -> Outlook:
    """How long the cash lasts if the weeks to come are like the last four ordinary ones, but for what is known of them
    to be otherwise."""
    left = range(report.week, report.world.weeks)
    was = stopped(report, range(report.week - len(report.books), report.week))
    known = [week for week, share in zip(report.books, was, strict=True) if share < MOST_STOPPED]
    lately = {week.week for week in report.books[-QUARTER_WEEKS:]}
    ordinary = tuple(week for week in known if week.week in lately)[-TREND_WEEKS:]
    newest = report.books[-TREND_WEEKS:]
    weeks, ahead = (ordinary, stopped(report, left)) if ordinary else (newest, np.zeros(len(left)))
    sales = sum(int(week.line("sales")) for week in weeks) // max(1, len(weeks))
    lost = [-int(share * sales) if share >= MOST_STOPPED else 0 for share in ahead.tolist()]
    grown, bills = report.growth or (0,) * len(lost), decided(report, weeks)
    extra = tuple(more + less + bill for more, less, bill in zip(grown, lost, bills, strict=True))
    extra = extra if any(extra) else ()
    lasts = runway(weeks, report.cash_cents, held_cents(report), report.short_pay_weeks, growth=extra)
    return Outlook(weeks, weeks != newest, sum(1 for cents in lost if cents), bills, extra, lasts)
