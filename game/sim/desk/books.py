"""The till's own books: what came in and went out week by week, and how long the cash lasts if that goes on.

They are the desk's own and exact. What happened once is left out of every forecast: it does not happen again by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.sim.ledger import ONCE, TILL_INDEX, TILL_LINES, Ledger
from game.sim.values import TREND_WEEKS
from game.sim.world import QUARTER_WEEKS


@dataclass(frozen=True)
class Till:
    """One week of the till: the cents that came in and went out, by TILL_LINES, and what lay in it at the end."""

    week: int
    cents: tuple[int, ...]
    cash_cents: int

    def line(self, name: str) -> int:
        """Cents of a line by its name in TILL_LINES: positive what came in, negative what went out."""
        return self.cents[TILL_INDEX[name]]

    @property
    def change(self) -> int:
        """Cents that the cash changed by; the lines add up to it exactly."""
        return sum(int(cents) for cents in self.cents)

    @property
    def once(self) -> int:
        """Cents of what happened once."""
        return sum(int(self.line(name)) for name in ONCE)

    @property
    def running(self) -> int:
        """Cents of what goes on by itself."""
        return self.change - self.once


Books = tuple[Till, ...]
"""Every week of the till since the founding, oldest first."""


def booked(books: Books, ledger: Ledger, cash_cents: int) -> Books:
    """The books with one more week, as its ledger tells."""
    return (*books, Till(ledger.week, ledger.till, cash_cents))


NARROW_WEEKS = 2
"""Weeks after a level's end up to which a till that may be empty by then counts as short: losses often grow."""


@dataclass(frozen=True)
class Runway:
    """How long the cash lasts if the weeks to come are like the last four, without what happened once, and the company
    grows as is planned.

    weeks: as they were on average; soonest: as the worst of them was. −1 where the cash would not fall. A number n
    says that the cash is still there after n weeks and gone in the next.
    """

    weeks: int
    soonest: int


def runway(
    books: Books, cash_cents: int, held_cents: int = 0, held_weeks: int = 0, more_cents: int = 0,
    growth: Sequence[int] = (),
) -> Runway:  # fmt: skip
    """How long `cash_cents` last by the last four weeks of the books.

    held_cents, held_weeks: what is held back of the wages in each of so many weeks to come. more_cents: what every
    week to come brings beyond those four, negative where it costs. growth: the same for each of the next weeks, by
    those who are still to come; from then on as in the last of them.
    """
    recent = [week.running + more_cents for week in books[-TREND_WEEKS:]]
    if not recent:
        return Runway(-1, -1)
    mean, worst = sum(int(cents) for cents in recent) // len(recent), min(recent)
    return Runway(*(_grown(cash_cents, change, held_cents, held_weeks, growth) for change in (mean, worst)))


def _grown(cash_cents: int, change_cents: int, held_cents: int, held_weeks: int, growth: Sequence[int]) -> int:
    """Weeks that the cash lasts, week by week as far as growth is known, and then by what a week has become."""
    if not any(growth):
        return _lasts(cash_cents, change_cents, held_cents, held_weeks)
    left = cash_cents
    for week, more in enumerate(growth):
        left += change_cents + more + (held_cents if week < held_weeks else 0)
        if left < 0:
            return week
    later = _lasts(left, change_cents + growth[-1], held_cents, max(0, held_weeks - len(growth)))
    return later if later < 0 else len(growth) + later


def _lasts(cash_cents: int, change_cents: int, held_cents: int, held_weeks: int) -> int:
    if change_cents >= 0:
        return -1
    while_held = change_cents + held_cents
    if held_weeks and while_held < 0 and max(0, cash_cents) // -while_held < held_weeks:
        return max(0, cash_cents) // -while_held
    return max(0, cash_cents + held_cents * held_weeks) // -change_cents


def usual(books: Sequence[Till]) -> dict[str, int]:
    """Mean cents of each line in a week of these, by name."""
    count = max(1, len(books))
    return {name: round(sum(int(week.line(name)) for week in books) / count) for name in TILL_LINES}


@dataclass(frozen=True)
class Drain:
    """What empties the till: the line of the books that drives it, and its mean cents a week, now and before.

    line: a name in TILL_LINES. grown: the line became worse within the quarter; else it has long been so. now, before:
    of the last four weeks, and of the quarter before them (the same where nothing is known of it).
    """

    line: str
    grown: bool
    now: int
    before: int


def drain(books: Books) -> Drain:
    """What empties the till: the line that became worse, if that makes up most of the loss; else too few sales, or
    whatever takes more than the wages."""
    recent, older = books[-TREND_WEEKS:], books[-TREND_WEEKS - QUARTER_WEEKS : -TREND_WEEKS]
    now, before = usual(recent), usual(older or recent)
    lasting = [name for name in TILL_LINES if name not in ONCE]
    loss = -sum(int(now[name]) for name in lasting)
    worse = min(lasting, key=lambda name: now[name] - before[name])
    if 2 * (before[worse] - now[worse]) > loss > 0:
        return Drain(worse, True, now[worse], before[worse])
    costs = [name for name in lasting if name != "sales"]
    most = min(costs, key=lambda name: now[name])
    line = most if most != "wages" else "sales"
    return Drain(line, False, now[line], before[line])
