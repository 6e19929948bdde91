"""What the desk expects of holding back a part of the wages: what stays in the till, and what it costs."""

from __future__ import annotations

from game.sim.actions import Action
from game.sim.company import factors
from game.sim.company.turnover import SHORT_PAY_MISSED, UNMET_PULL
from game.sim.desk.books import runway
from game.sim.desk.estimates import made_value, points, weeks_left
from game.sim.desk.reports import Report, held_cents
from game.sim.ledger import MORALE_PULL
from game.sim.values import SHORT_PAY_TRUST, SHORT_PAY_WEEKS

MISSED_TRUST = (0.4, 1.5)
"""Shares of the morale that lost trust is worth which may be missed, at least and at most, until it has grown back."""


def short_pay(report: Report, action: Action, heard: int) -> tuple[int, int, float, float, tuple[tuple[str, str], ...]]:
    """Short pay: the weeks that the till wins, for trust and for people who came for pay."""
    weekly = held_cents(report)
    ahead, then = report.runway, runway(report.books, report.cash_cents, weekly, SHORT_PAY_WEEKS)
    made, left = made_value(report), weeks_left(report, heard)
    spirit = MORALE_PULL["trust"] * SHORT_PAY_TRUST * factors.SPIRIT_GAIN / factors.spirit(report.company_morale)
    lost = [points(report, share * spirit * made * left) for share in MISSED_TRUST]
    won = 0.0
    if 0 <= ahead.soonest < left:
        lived = left if then.soonest < 0 else min(left, float(then.soonest))
        won = points(report, made * (lived - ahead.soonest))
    lines = (
        ("Stays in the till", f"{weekly / 100:,.0f} a week, for {SHORT_PAY_WEEKS} weeks"),
        ("The till lasts", _lasts(ahead.soonest, then.soonest)),
        ("Trust", f"−{100 * SHORT_PAY_TRUST:.0f} at once"),
        ("Came for pay", f"up to {100 * UNMET_PULL * SHORT_PAY_MISSED:.0f} in 100 more leave every four weeks"),
    )
    return -1, 1, -lost[1], won - lost[0], lines


def till_lines(report: Report, once_cents: int, weekly_cents: int = 0) -> tuple[tuple[str, str], ...]:
    """What a bill does to the till, as a line to read: by when it may be empty then; none where it lasts to the end."""
    then = runway(
        report.books, report.cash_cents - once_cents, held_cents(report), report.short_pay_weeks, -weekly_cents
    )  # fmt: skip
    if not 0 <= then.soonest < report.world.weeks - report.week:
        return ()
    return (("The till then", f"may be empty in week {report.week + then.soonest + 1}"),)


def _lasts(before: int, after: int) -> str:
    if before < 0:
        return "as it is, too: it does not fall"
    return f"at least {before} weeks, then {after} weeks" if after >= 0 else f"at least {before} weeks, then on"
