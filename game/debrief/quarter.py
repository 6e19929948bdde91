"""The review of a quarter, from what the desk knew at its two ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.debrief.records import Change, Review, whole_points
from game.debrief.turning import WEIGHT
from game.session import Pin, earned
from game.sim.causes import SCORE_CAUSES
from game.sim.curves import Floats, total
from game.sim.desk.reports import Report
from game.sim.ledger import MORALE_CAUSES, MORALE_INDEX, SCORE_INDEX
from game.sim.world import QUARTER_WEEKS
from game.words.explain import points
from game.words.netted import netted

FEWEST_CAUSES, MOST_CAUSES, MOST_AT_FIRST = 5, 6, 7
"""Causes with a row of their own: more than the fewest only while the next is large, and what is left over larger.
In the first quarter there is nothing to compare them with, and so more room."""
SMALL, LARGE = 0.005, 0.015
"""Shares of the score from which a cause may have a row of its own, and from which one more is made for it."""
PEOPLE: tuple[str, ...] = ("morale", "trust", "initiative", "commitment", "waiting")
"""The figures of the people that a review compares."""


def review(before: Report, after: Report, pins: Sequence[Pin]) -> Review:
    """What changed between the reports of two quarters' ends, by named cause: the largest few, then smaller things."""
    first = before.week == 0
    skipped = SCORE_INDEX["capacity"] if first else -1
    was = [0.0 if first else float(share) for share in netted(before.score_causes)]
    now = [float(share) for share in netted(after.score_causes)]
    start_share = now[skipped] if first else before.score
    start, end = earned(start_share), earned(after.score)
    rows = [
        Change(name, SCORE_CAUSES[name], 0, now[index] - was[index], was[index], now[index])
        for name, index in SCORE_INDEX.items()
        if index != skipped and now[index] != was[index]
    ]
    rows.sort(key=lambda row: -abs(row.share))
    changes = _in_points(rows, end - start, MOST_AT_FIRST if first else MOST_CAUSES)
    return Review(
        (after.week - 1) // QUARTER_WEEKS, after.week, after.age, start, end, changes, _morale(before, after),
        tuple((name, _figure(before, name), _figure(after, name)) for name in PEOPLE),
        before.cash_cents, after.cash_cents, _decisions(pins, before.week, after.week),
    )  # fmt: skip


def _in_points(rows: Sequence[Change], target: int, most: int = MOST_CAUSES) -> tuple[Change, ...]:
    """Sorted changes as the largest few, of a point or more each, and one for the rest, which add up to the target."""
    large = [row for row in rows[:FEWEST_CAUSES] if abs(row.share) >= SMALL]
    for row in rows[len(large) : most]:
        if abs(row.share) < LARGE or abs(_sum(rows[len(large) :], "share")) <= abs(row.share):
            break
        large.append(row)
    shares = [row.share for row in large]
    sizes = whole_points([*shares, _sum(rows[len(large) :], "share")], target)
    kept = [replace(row, points=size) for row, size in zip(large, sizes[:-1], strict=True) if size]
    names = {row.name for row in kept}
    rest = [row for row in rows if row.name not in names]
    share, before, after = (_sum(rest, name) for name in ("share", "before", "after"))
    spare = Change("smaller", "Smaller things", sizes[-1], share, before, after, tuple(row.label for row in rest))
    return (*kept, spare) if rest else tuple(kept)


def _morale(before: Report, after: Report) -> tuple[Change, ...]:
    """Why reported morale moved; what the causes do not explain is the blur of the reports."""
    rows = []
    for name, index in MORALE_INDEX.items():
        was, now = (_of_all(report, report.causes[:, index]) for report in (before, after))
        rows.append(Change(name, MORALE_CAUSES[name], 0, now - was, was, now))
    moved = after.company_morale - before.company_morale
    rows.append(Change("blur", "Blur of the reports", 0, moved - _sum(rows, "share"), 0.0, 0.0))
    rows.sort(key=lambda row: -abs(row.share))
    return _in_points(rows, points(after.company_morale) - points(before.company_morale))


def _of_all(report: Report, values: Floats) -> float:
    people = report.head.astype(np.float64)
    return total(values * people) / max(total(people), 1.0)


def _figure(report: Report, name: str) -> float:
    return report.waiting if name == "waiting" else float(getattr(report, f"company_{name}"))


def _sum(rows: Sequence[Change], name: str) -> float:
    return total(np.array([getattr(row, name) for row in rows]))


def _decisions(pins: Sequence[Pin], first: int, week: int) -> tuple[Pin, ...]:
    alive = [pin for pin in pins if pin.seen >= first and pin.sent < week]
    return tuple(sorted(alive, key=lambda pin: (-WEIGHT.get(pin.action.lever, 1), -pin.sent)))
