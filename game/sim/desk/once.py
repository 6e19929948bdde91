"""What follows from a report is worked out once, however many panels and sentences ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from game.sim.desk.reports import Report

Found = TypeVar("Found")
KEPT = 4
"""Of so many reports the newest findings are kept: the one shown, the one before it, and a week ahead of them."""


def once(reckon: Callable[[Report], Found]) -> Callable[[Report], Found]:
    """A function of a report alone that is reckoned once for each record; what it returns must not be changed.

    Any thread may ask, and none waits for another: at worst two of them reckon the same.
    """
    kept: tuple[tuple[Report, Found], ...] = ()

    @wraps(reckon)
    def known(report: Report) -> Found:
        nonlocal kept
        for other, found in kept:
            if other is report:
                return found
        found = reckon(report)
        kept = ((report, found), *kept)[:KEPT]
        return found

    return known
