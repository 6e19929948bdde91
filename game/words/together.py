"""News of one product at a market: in order of time, and what they come to where two of them hold in the same weeks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import prod

from game.sim.desk.reports import Report
from game.words import rumours
from game.words.explain import calendar, listed


@dataclass(frozen=True)
class Coming:
    """What changes what is wanted of a product: weeks counted from 0, times the usual, and how sure it is.

    sign and window: the same for a narrow place. sure: whether it is certain.
    """

    first: int
    last: int
    low: float
    high: float
    sign: str
    window: str
    sure: bool


def coming(report: Report, product: int) -> list[Coming]:
    """The contracts and the changes that are heard of, of a product, in order of time."""
    out = []
    for row in report.horizon:
        if row.product == product:
            sign, when = f"×{row.low:.1f}–{row.high:.1f}", f"wk {calendar(row.first)}–{calendar(row.last)}"
            when = f"to wk {calendar(row.last)}" if row.first <= report.week else when
            out.append(Coming(row.first, row.last, row.low, row.high, sign, when, True))
    for heard in rumours.hanging(report, product):
        when = rumours.window(heard, report.world.weeks, report.week)
        sure = heard.settled > 0 or heard.odds >= 1.0
        out.append(Coming(heard.first, heard.last, heard.low, heard.high, rumours.sign(heard), when, sure))
    return sorted(out, key=lambda row: (row.first, row.last))


def together(report: Report, product: int) -> list[str]:
    """Where several pieces of such news hold in the same weeks, what they come to, in a sentence for each such time."""
    rows = coming(report, product)
    turns = sorted({week for row in rows for week in (max(row.first, report.week), row.last + 1)})
    out = []
    for first, end in pairwise(turns):
        held = [row for row in rows if row.first <= first and row.last >= end - 1]
        if len(held) < 2:
            continue
        last, low, high = calendar(end - 1), prod(row.low for row in held), prod(row.high for row in held)
        when = f"In week {last}" if end == first + 1 else f"In weeks {calendar(first)} to {last}"
        every, unsure = ([f"“{row.sign}”" for row in some] for some in (held, [row for row in held if not row.sure]))
        likely = f", if {listed(unsure)} come{'s' if len(unsure) == 1 else ''}" if unsure else ""
        out.append(f"{when} {listed(every)} count together: **{low:.1f} to {high:.1f}** times the usual{likely}.")
    return out
