"""What leaders do for a till that thins: they hold back pay in time, and buy only what the till can bear."""

from __future__ import annotations

from game.bots.desk import Desk
from game.sim.desk.books import NARROW_WEEKS, runway
from game.sim.desk.reports import Report
from game.sim.world import QUARTER_WEEKS

HEEDED_WEEKS = 9
"""Weeks of cash left at which a leader acts on the warning."""


def in_danger(report: Report) -> bool:
    """Whether a leader does something about the till: it may be empty soon, and not by one bad week alone."""
    runway, last = report.runway, report.world.weeks - report.week + NARROW_WEEKS
    return report.short_of_cash and runway.soonest < HEEDED_WEEKS and 0 <= runway.weeks <= last


def save(desk: Desk) -> None:
    """Heeds the warning: holds back a part of the wages where the level lets it."""
    if in_danger(desk.report):
        desk.act("short_pay")


def can_pay(report: Report, cents: int) -> bool:
    """Whether the till bears a bill: what is left of it lasts for a quarter or to the end, as far as is known."""
    left = report.cash_cents - cents
    lasts = runway(report.books, left, growth=report.growth).soonest
    return left >= 0 and not 0 <= lasts < min(QUARTER_WEEKS, report.world.weeks - report.week)
