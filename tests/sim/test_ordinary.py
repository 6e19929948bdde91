"""The till is foretold by ordinary weeks: what the desk itself stopped is neither taken for usual nor forgotten."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.sim.desk.books import Till
from game.sim.desk.notes import Tag
from game.sim.desk.ordinary import outlook
from game.sim.desk.reports import Report
from game.sim.founding import found
from game.sim.ledger import TILL_LINES
from game.sim.state import Card, Letter
from game.sim.values import ASK, FREE
from game.sim.week import advance
from game.sim.world import Turn
from game.words import bars, till
from tests.worlds import calm, card, desk_of

WAGES = 90_000


def week(number: int, sales: int) -> Till:
    """A week of the till in which so many cents came in for goods, and wages went out."""
    lines = {"sales": sales, "wages": -WAGES}
    return Till(number, tuple(lines.get(name, 0) for name in TILL_LINES), 1_000_000)


def line(row: Till, name: str, cents: int) -> tuple[int, ...]:
    """The lines of a week with another sum in one of them."""
    return tuple(cents if other == name else row.line(other) for other in TILL_LINES)


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


def test_a_tag_is_paid_until_it_ends_and_not_as_the_last_weeks_paid_it() -> None:
    report = replace(desk([100_000] * 6), delivered=np.array([10.0, 0.0]), used=np.zeros(2))
    week_cents = 3 * 10 * report.world.coin_cents
    hung = replace(report, tags=(Tag(0, 3, 2),))
    assert outlook(hung).decided == (-week_cents, -week_cents, *[0] * (52 - 6 - 2))
    on_the_road = replace(report, letters=(Letter("tag", 0, (3, 4), 5, 8),))
    assert [week for week, cents in enumerate(outlook(on_the_road).decided) if cents] == [2, 3, 4, 5]
    paid = tuple(replace(row, cents=line(row, "tags", -week_cents)) for row in report.books)
    assert set(outlook(replace(report, books=paid)).decided) == {week_cents}, "it has ended, and costs nothing any more"
    assert outlook(replace(report, books=paid, tags=(Tag(0, 3, 46),))).decided == (0,) * 46
    assert "Tags are counted as they are decided now." in till.left_out(hung)
    assert "decided now" not in till.left_out(report)


def test_a_net_that_was_hung_today_is_counted_before_any_week_has_paid_it() -> None:
    report = desk([WAGES + 1_000] * 6)
    assert outlook(report).runway.soonest < 0
    hung = replace(report, net=3)
    each = 3 * report.world.net_cents * report.people
    assert set(outlook(hung).decided) == {-each}
    assert "The net is counted as it is decided now." in till.left_out(hung)
    assert each > 1_000
    assert outlook(hung).runway.weeks == report.cash_cents // (each - 1_000)
    paid = tuple(replace(row, cents=line(row, "net", -each + 5)) for row in report.books)
    assert set(outlook(replace(hung, books=paid)).decided) == {0}, "what it costs is best known from the books"
    assert set(outlook(replace(hung, net=2, books=paid)).decided) == {each // 3 - 5}, "and what it costs less now"


def test_cash_that_an_answer_costs_is_counted_while_its_letter_is_on_the_road() -> None:
    told = card(week=-1)
    answers = tuple(replace(a, turn=Turn(cash_cents=-700)) if a.verb == ASK else a for a in told.answers)
    state = found(calm(people=24, team_size=4, teams_per_department=6, weeks=52,
                       dilemmas=(replace(told, answers=answers),)))  # fmt: skip
    for _ in range(6):
        advance(state, ())
    books = tuple(week(number, 100_000) for number in range(6))
    report = replace(desk_of(state), books=books, cash_cents=10 * WAGES)
    given = replace(report, cards=(Card(0, 0, -2, 5, 9, ASK, 5, 8, False),))
    people = int(report.head[report.department == 0].sum())
    assert outlook(given).decided[:4] == (0, 0, -700 * people, 0)
    assert "Answers on the road are counted as they are decided now." in till.left_out(given)
    assert not any(outlook(replace(given, cards=(replace(given.cards[0], settled=True),))).decided)


def test_where_nothing_was_ever_ordinary_the_newest_weeks_stand() -> None:
    report = recalled(desk([0, 0, 0]), 0, 3)
    assert outlook(report).weeks == report.books
    assert not outlook(report).left_out
