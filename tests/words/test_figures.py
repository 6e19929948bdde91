"""Figures as players read them: how numbers are written, which figures there are, and what each says of itself."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from game import levels
from game.session import Outcome, Session, earned
from game.sim.ledger import TILL_LINES
from game.sim.levers import LEVERS, RIGHTS
from game.view.cards.figures import MARKS
from game.words import bars, closing, till
from game.words.actions import SAYINGS
from game.words.figures import Explanation, Figure, Unit, in_fewest, in_full, in_short, of_score, short_figure, tenths

LEVELS = Path(__file__).resolve().parents[2] / "levels"


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [
        (63, "points", ("63",)), (62.5001, "points", ("63",)), (72, "percent", ("72%",)), (-16, "percent", ("−16%",)),
        (None, "percent", ("–",)),
        (3_456, "people", ("3,456", "3.5k")), (12, "people", ("12", "12")),
        (3_120_700, "money", ("31,207", "31.2 k", "31k")), (-51_200, "money", ("−512", "−512", "−512")),
        (3_120_700, "gain", ("+31,207", "+31.2 k", "+31k")), (0, "gain", ("0", "0", "0")),
        (4, "gain", ("0", "0", "0")),
        (-84_055_800, "gain", ("−840,558", "−840.6 k", "−841k")),
        (-125_000_000, "gain", ("−1,250,000", "−1.25 m", "−1.2m")),
        (0.73, "way", ("73%",)), (1.44, "way", ("1.4×",)),
    ],
)  # fmt: skip
def test_a_number_is_written_as_its_unit_asks_the_fullest_first(
    number: float | None, unit: Unit, written: tuple[str, ...]
) -> None:
    assert Figure("x", number, unit, ("X",), Explanation("X")).written == written


def test_numbers_for_narrow_places_never_grow_with_their_unit() -> None:
    assert [short_figure(n) for n in (2.5, 3.0, 9.96, 12.3, 999.4, 999.6, 34_000, 1_250_000)] == [
        "2.5", "3", "10", "12", "999", "1k", "34k", "1.2m",
    ]  # fmt: skip
    assert [in_short(cents) for cents in (91_249, 999_949, 999_999)] == ["912", "9,999", "10.0 k"]
    assert [in_short(cents) for cents in (99_994_900, 99_996_000)] == ["999.9 k", "1.00 m"]


def test_what_is_nearly_nothing_is_nothing_without_a_sign() -> None:
    assert {write(cents) for write in (in_short, in_full) for cents in (-49, -1, 0, 1, 49)} == {"0"}
    assert in_fewest(-4) == "0"
    assert [write(-100) for write in (in_short, in_full, in_fewest)] == ["−1"] * 3


@pytest.mark.parametrize("cents", [70_457, 99_950, -32_250, 78_473, 49])
def test_one_sum_is_one_figure_in_every_wording_that_is_whole(cents: int) -> None:
    assert in_short(cents) == in_full(cents)


def test_a_change_is_good_where_more_is_welcome() -> None:
    figure = Figure("x", 40, "points", ("X",), Explanation("X"), change=3)
    assert figure.better
    assert not replace(figure, change=-3).better
    assert not replace(figure, welcome=False).better
    assert replace(figure, change=-3, welcome=False).better
    assert not replace(figure, change=0).better
    assert replace(figure, change=-12_345).moved == ("12.3 k", "12k")


def played(name: str, weeks: int) -> Session:
    session = Session(levels.read(LEVELS / f"{name}.yaml"))
    while session.week < weeks and not session.over:
        session.advance()
    return session


def test_the_bars_show_what_the_desk_knows() -> None:
    report = played("01-the-garage", 4).report
    cash, people, morale, trust = bars.stats(report)
    assert [one.key for one in (cash, people, morale, trust)] == ["cash", "people", "morale", "trust"]
    assert (cash.number, people.number) == (report.cash_cents, report.people)
    assert morale.number == round(100 * report.company_morale)
    assert trust.number == round(100 * report.company_trust)
    change = round(report.books[-1].change / 100)
    assert cash.change == (0 if cash.worry else change)
    assert f"Last week in all **{till.gained(change)}**" in cash.told.text
    assert morale.told.start + sum(size for _, size in morale.told.causes) == morale.number
    served = bars.score(report)
    assert served.told.start + sum(size for _, size in served.told.causes) == served.number
    assert bars.score(played("01-the-garage", 0).report).written == ("–",)


def test_cash_that_runs_out_is_a_worry_and_says_for_how_long_it_lasts() -> None:
    week = played("04-the-floor", 4).report.books[-1]
    loss = replace(week, cents=tuple(-20_000 * (name == "wages") for name in TILL_LINES))
    report = replace(played("04-the-floor", 4).report, cash_cents=100_000, books=(loss,) * 4)
    cash = bars.stats(report)[0]
    assert (cash.worry, cash.names, cash.change) == (True, ("5 wk left", "5 wk"), 0)
    assert "Sales bring in 0 a week, and wages alone take 200." in cash.told.text


def test_a_quarter_closes_with_the_people_and_the_till() -> None:
    waiting = closing.of_people("waiting", 0.2, 0.3)
    assert (waiting.written, waiting.change, waiting.better) == (("30",), 10, False)
    morale = closing.of_people("morale", 0.5, 0.54, (("Bread", 4),))
    assert (morale.told.start, morale.told.causes, morale.told.whole) == (50, (("Bread", 4),), "Morale")
    till, gain = closing.till(1_250_000, 1_300_000)
    assert (till.written[0], gain.written[0]) == ("12,500", "−500")
    assert "**12,500** in the till, **−500** in this quarter" in till.told.text


def test_a_game_closes_with_its_figures_and_every_one_of_them_has_a_mark() -> None:
    session = played("01-the-garage", 99)
    found = session.outcome()
    assert found is not None
    outcome = replace(found, kind="finished")
    last = session.truth()
    figures = {one.key: one for one in closing.of_result(session.level, outcome, last)}
    assert list(figures)[:4] == ["served", "morale", "cash", "trust"]
    assert figures["cash"].number == last.cash_cents - session.world.cash_cents
    assert figures["served"].names == ("served, net of waste", "net of waste")
    lost = closing.of_result(session.level, gone(outcome), last)
    assert [one.key for one in lost] == ["served", "morale", "cash", "trust", "way", "left"]
    assert lost[0].names == ("of the whole plan", "of the plan")
    assert lost[-1].told.text.startswith("**7** ")
    assert {one.key for one in (*lost, *bars.stats(last))} == set(MARKS)


def gone(outcome: Outcome) -> Outcome:
    """The same game, had people left and the cash run out on the way to an aim."""
    return replace(outcome, kind="bankrupt", left={**dict.fromkeys(outcome.left, 0), "pay": 7}, way=0.4)


def test_no_two_levers_share_an_icon_but_those_of_one_kind() -> None:
    alike = ({"order", "order_department", "order_company"}, {"quota", "quota_company"}, {"kpi", "kpi_company"},
             {"declare", "retire"}, {"ritual", "rest"})  # fmt: skip
    shown = [lever for lever in SAYINGS if lever in LEVERS and lever not in RIGHTS]
    for one in shown:
        for other in shown:
            same = one == other or any({one, other} <= group for group in alike)
            assert same or SAYINGS[one].icon != SAYINGS[other].icon, f"{one} and {other}"


def test_a_score_below_nothing_has_a_minus_sign_as_every_figure() -> None:
    assert [of_score(score) for score in (0.867, 0.0, -0.196)] == ["86%", "0%", "−20%"]


@pytest.mark.parametrize("score", [0.0, 0.86, 0.8696, 0.73999999999999, 1.1, -0.1617, -0.3, -1e-16])
def test_a_score_in_tenths_has_the_whole_points_it_is_told_by(score: float) -> None:
    assert math.floor(tenths(score)) == earned(score)
    assert abs(tenths(score) - 100.0 * score) < 0.1 + 1e-9
