"""How sure the desk may be of what it reckons: what it has seen of a lever, and how wide that makes its ranges.

The widths are measured, not felt: the law `foretell` plays random actions on in eight futures each and asks that the
mean of these lies in the printed range at least four times in five.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim.desk.books import Runway, runway
from game.sim.desk.ordinary import outlook
from game.sim.desk.reports import Report, delay_weeks, held_cents

SEEN_WELL = 4
"""Uses of a lever, or as much knowledge of other kinds, from which a range does not get narrower any more."""
AT_FIRST = 1.35
"""How much wider a range is than that, where next to nothing is known."""
LASTS_SURELY = 0.8
"""Share of the weeks for which the till is foretold to last that it surely does."""
SURE = 0.8
"""Share of its half-width by which the middle of a range must lie beside 0 for the desk to name a direction."""


@dataclass(frozen=True)
class Measure:
    """What became of what was reckoned: so many points for each reckoned one (`share`) and for each of the size of what
    is touched (`lean`), and `breadth` times the spread of that size to either side."""

    share: float
    lean: float
    breadth: float


MEASURED: dict[str, Measure] = {
    "order": Measure(0.38, -0.06, 0.98), "order_department": Measure(0.36, -0.11, 0.97),
    "order_company": Measure(0.85, -0.05, 1.45), "quota": Measure(0.2, -0.2, 0.65),
    "quota_company": Measure(0.85, -0.1, 1.05), "tag": Measure(0.8, -0.05, 0.3),
    "wait": Measure(1.0, 0.0, 0.9), "carry on": Measure(1.0, 0.0, 0.8),
    "reporting by word": Measure(0.1, 0.0, 0.75), "reporting": Measure(0.9, 0.0, 0.58),
    "rate": Measure(0.65, 0.0, 0.22),
    "kpi": Measure(1.0, 0.0, 0.19), "kpi_company": Measure(1.0, 0.0, 0.115), "tools": Measure(2.0, 0.0, 0.9),
    "net": Measure(2.0, 0.0, 0.11), "tell": Measure(0.8, 0.0, 0.12), "retell": Measure(0.5, 0.0, 0.5),
    "promote": Measure(0.6, 0.0, 0.35), "answer": Measure(0.9, 0.0, 0.078),
}  # fmt: skip
"""By lever, and by the default that is set."""


def measured(name: str, reckoned: float, size: float) -> tuple[float, float]:
    """The middle of what is to be expected and how far beside it the effect may lie, in points."""
    row = MEASURED[name]
    return row.share * reckoned + row.lean * size, row.breadth * spread(size)


def experience(report: Report, lever: str) -> int:
    """How often the desk has pulled a lever, once the first of it could be read in a report; 0 before."""
    for use in report.uses:
        if use.lever == lever:
            lag = report.world.letter_weeks + 1 + delay_weeks(report.world, report.reporting)
            return use.times if use.first + lag <= report.week else 0
    return 0


def widened(known: float) -> float:
    """By what a range is wider than it is where everything is known that can be; known: uses, visits and figures."""
    return AT_FIRST + (1.0 - AT_FIRST) * min(1.0, max(0.0, known) / SEEN_WELL)


def spread(size: float) -> float:
    """How far the effect of work worth `size` points wanders, in points before its factor: as size to the 5/8."""
    root = float(np.sqrt(max(size, 0.0)))
    return root * float(np.sqrt(np.sqrt(np.sqrt(max(size, 0.0)))))


def till_then(report: Report, once_cents: int, weekly_cents: int) -> Runway:
    """How long the till lasts with such a bill, at once and every week, if else it goes on as in ordinary weeks."""
    ahead = outlook(report)
    return runway(
        ahead.weeks, report.cash_cents - once_cents, held_cents(report), report.short_pay_weeks, -weekly_cents,
        ahead.extra,
    )  # fmt: skip
