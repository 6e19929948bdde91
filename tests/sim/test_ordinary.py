"""The till is foretold by ordinary weeks: what the desk itself stopped is neither taken for usual nor forgotten."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.sim.desk.books import Till
from game.sim.desk.ordinary import outlook
from game.sim.desk.reports import Report
from game.sim.founding import found
from game.sim.ledger import TILL_LINES
from game.sim.state import Card
from game.sim.values import ASK, FREE
from game.sim.week import advance
from game.words import bars, till
from tests.worlds import calm, card, desk_of

WAGES = 90_000


def week(number: int, sales: int) -> Till:
    """A week of the till in which so many cents came in for goods, and wages went out."""
    lines = {"sales": sales, "wages": -WAGES}
    return Till(number, tuple(lines.get(name, 0) for name in TILL_LINES), 1_000_000)


def desk(sales: list[int], **changes: object) -> Report:
    """A company of two goods after as many weeks as there are sales, with ten weeks' wages in the till."""
    recall = card(week=-1, make=2, make_weeks=2)
    state = found(calm(people=24, team_size=4, teams_per_department=6, weeks=52, dilemmas=(recall,)))
    for _ in range(len(sales)):
        advance(state, ())
    books = tuple(week(number, cents) for number, cents in enumerate(sales))
    return replace(desk_of(state), books=books, cash_cents=10 * WAGES, **changes)  # type: ignore[arg-type]


def recalled(report: Report, first: int, end: int) -> Report:
    """Everyone's last order was to improve, in the weeks from `first` to before `end`."""
    ordered = np.tile(np.array([2, first, end], dtype=np.int64), (report.job.shape[0], 1))
    return replace(report, ordered=ordered)


def asked(report: Report, first: int, verb: int) -> Report:
    """A card asked everyone to improve, from week `first` on, for as long as it says."""
    return replace(report, cards=(Card(0, -1, 2, first - 1, first, verb, first, first, True),))


@pytest.mark.parametrize("by_card", [False, True])
def test_weeks_that_the_desk_itself_stopped_are_not_taken_for_ordinary(by_card: bool) -> None:
    report = desk([100_000] * 8 + [0, 0])
    known = asked(report, 8, ASK) if by_card else recalled(report, 8, 10)
    assert report.world.dilemmas[0].make_weeks == 2
    assert outlook(report).short(report), "nobody knows why nothing came in"
    assert till.runway_words(known) == "to the end"
    assert not outlook(known).short(known)
    assert "ordinary weeks" in till.lasts(replace(known, books=(*known.books[:-3], week(7, 80_000), *known.books[-2:])))
    assert "stopped are not taken for ordinary" in till.left_out(known)
    cash = bars.stats(known)[0]
    assert not cash.worry


def test_who_may_decide_for_themselves_is_not_known_to_stop() -> None:
    report = desk([100_000] * 8 + [0, 0])
    assert outlook(asked(report, 8, FREE)) == outlook(report)


def test_stopped_weeks_that_are_still_to_come_are_counted_as_what_they_are() -> None:
    report = desk([100_000] * 10)
    assert outlook(report).runway.soonest < 0
    ahead = outlook(recalled(report, 11, 13))
    assert ahead.stopped == 2
    assert sum(ahead.extra) == -2 * 100_000
    thin = replace(recalled(report, 11, 13), cash_cents=WAGES)
    assert outlook(thin).runway.soonest == 2, "a gain in the first week, and then two without sales"
    assert "stopped for 2 weeks to come" in till.left_out(thin)
    assert till.edges(recalled(report, 11, 13))[1][-1][1] < till.edges(report)[1][-1][1]


def test_where_nothing_was_ever_ordinary_the_newest_weeks_stand() -> None:
    report = recalled(desk([0, 0, 0]), 0, 3)
    assert outlook(report).weeks == report.books
    assert not outlook(report).left_out
