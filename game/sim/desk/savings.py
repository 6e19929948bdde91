"""What the desk expects of holding back a part of the wages: what stays in the till, and what it costs."""

from __future__ import annotations

from game.sim.actions import Action
from game.sim.company import factors
from game.sim.company.turnover import SHORT_PAY_MISSED, UNMET_PULL
from game.sim.desk.books import runway
from game.sim.desk.estimates import made_value, points, weeks_left
from game.sim.desk.foresight import LASTS_SURELY
from game.sim.desk.ordinary import outlook
from game.sim.desk.previews import Effect
from game.sim.desk.reports import Report, held_cents
from game.sim.ledger import MORALE_PULL
from game.sim.values import SHORT_PAY_TRUST, SHORT_PAY_WEEKS

MISSED_TRUST = (0.4, 1.5)
"""Shares of the morale that lost trust is worth which may be missed, at least and at most, until it has grown back."""

PLENTY = 2.0
"""How many times the weeks left a till must last for short pay surely to win none of them: whoever leads on spends."""


def short_pay(report: Report, action: Action, heard: int) -> Effect:
    """Short pay: the weeks that the till wins, for trust and for people who came for pay."""
    weekly = held_cents(report)
    known = outlook(report)
    ahead, then = known.runway, runway(known.weeks, report.cash_cents, weekly, SHORT_PAY_WEEKS, growth=known.extra)
    made, left = made_value(report), weeks_left(report, heard)
    spirit = MORALE_PULL["trust"] * SHORT_PAY_TRUST * factors.SPIRIT_GAIN / factors.spirit(report.company_morale)
    lost = [points(report, share * spirit * made * left) for share in MISSED_TRUST]
    won, sooner = 0.0, LASTS_SURELY * ahead.soonest
    if 0.0 <= sooner < left:
        lived = left if then.soonest < 0 else min(left, float(then.soonest))
        won = points(report, made * max(0.0, lived - sooner))
    lines = (
        ("Stays in the till", f"{weekly / 100:,.0f} a week, for {SHORT_PAY_WEEKS} weeks"),
        ("The till lasts", _lasts(ahead.soonest, then.soonest, left)),
        ("Trust", f"−{100 * SHORT_PAY_TRUST:.0f} at once"),
        ("Came for pay", f"up to {100 * UNMET_PULL * SHORT_PAY_MISSED:.0f} in 100 more leave every four weeks"),
    )
    low, high = -lost[1], won - lost[0]
    plenty = ahead.soonest < 0 or ahead.soonest >= PLENTY * left
    middle, half = (low + high) / 2.0, (high - low) / 2.0
    return Effect(-1, 1, middle, half, lines, ranged=False, directed=plenty, lasts=then)


def _lasts(before: int, after: int, left: float) -> str:
    """How long the till lasts in full pay and in short pay, in weeks (−1 it does not fall), of `left` until the end."""
    if not 0 <= before < left:
        return "to the end as it is"
    ends = [f"{weeks} week{'s' if weeks != 1 else ''}" for weeks in (before, after)]
    return f"at least {ends[0]}, then {ends[1] if 0 <= after < left else 'to the end'}"
