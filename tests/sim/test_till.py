"""The till as a ledger: lines that add up, a runway without what happened once, and a warning in good time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots, levels
from game.bots import thrift
from game.session import Session, play
from game.sim.actions import Action, Receipt, Refusal
from game.sim.company.turnover import MET, SHORT_PAY_MISSED
from game.sim.desk import books
from game.sim.desk.books import Till
from game.sim.desk.growth import still_to_come
from game.sim.desk.notes import Use
from game.sim.desk.reports import Report
from game.sim.ledger import ONCE, TILL_INDEX, TILL_LINES
from game.sim.levers import preview
from game.sim.values import SHORT_PAY_SHARE, SHORT_PAY_TRUST, SHORT_PAY_WEEKS
from game.sim.world import QUARTER_WEEKS
from game.words import till

ROOT = Path(__file__).resolve().parents[2]
LEVELS = sorted(path.stem for path in (ROOT / "levels").glob("*.yaml"))
SLOW_LEVELS = ("07-the-following", "08-the-aim", "free-play")
LEADERS = ("orders", "incentives", "mixed", "values")
WARNED_WEEKS = 6
"""Weeks before ruin from which the warning has to stand."""


def begun(name: str, seed: int | None = None) -> Session:
    return Session(levels.read(ROOT / "levels" / f"{name}.yaml"), seed)


def booked(session: Session, leader: str, until: int) -> list[bool]:
    """Plays on and looks at the books of every week; whether the till was short of cash as each week began."""
    lead, short = bots.leader(leader), []
    while not session.over and session.week < until:
        report = session.report
        short.append(report.short_of_cash)
        for action in lead(report):
            session.act(action)
        session.advance()
        week = session.report.books[-1]
        assert week.change == sum(week.cents) == session.report.cash_cents - report.cash_cents
        assert week.running + week.once == week.change
        rows = till.rows(session.report)
        assert sum(row.sum for row in rows) == round(week.change / 100)
        assert all(abs(row.sum - week.line(row.line) / 100) <= 1 for row in rows)
    assert len(session.report.books) == session.week
    return short


def warned(short: list[bool]) -> int:
    """Weeks before the end for which the warning stood without a break."""
    return next((n for n, told in enumerate(reversed(short)) if not told), len(short))


@pytest.mark.parametrize("name", [name for name in LEVELS if name not in SLOW_LEVELS])
@pytest.mark.slow
def test_the_lines_of_the_till_add_up_in_every_week(name: str) -> None:
    booked(begun(name), "values", 6)


@pytest.mark.slow
@pytest.mark.parametrize("leader", bots.NAMES)
@pytest.mark.parametrize("name", LEVELS)
def test_the_till_adds_up_in_every_week_of_every_leaders_game_and_no_ruin_comes_unannounced(
    name: str, leader: str
) -> None:
    session = begun(name)
    short = booked(session, leader, 12 if name in SLOW_LEVELS else session.world.weeks)
    if session.report.cash_cents < 0:
        assert warned(short) >= WARNED_WEEKS


def test_a_company_that_goes_to_ruin_is_warned_in_time_and_told_why() -> None:
    session = begun("04-the-floor")
    told: dict[int, str] = {}
    while not session.over:
        before = session.report
        session.advance()
        if text := till.thins(before, session.report):
            told[session.week] = text
    outcome = session.outcome()
    assert outcome is not None
    assert (outcome.kind, outcome.stars) == ("bankrupt", 0)
    first = min(told)
    assert outcome.weeks - first >= WARNED_WEEKS
    assert told[first].startswith("The till may be empty in week ")
    assert all("Sales bring in" in text and "had nothing to do" in text for text in told.values())
    assert len(told) >= 3


GROWING = """\
format: 1
title: Five to four hundred
people: {start: 5, end: 400}
weeks: 52
money: {cash: %d, wage: %d}
levers: [order, visit, order_department, default, choose, short_pay]
"""


@pytest.mark.parametrize(("cash", "wage", "leader"), [(4000, 4, "idle"), (4000, 6, "mixed"), (20000, 4, "orders")])
def test_a_plan_that_outgrows_its_till_is_announced_in_time_with_its_cause(cash: int, wage: int, leader: str) -> None:
    session = Session(levels.read_text(GROWING % (cash, wage), "growing.yaml"), 1)
    lead, short, told = bots.leader(leader), [], {}
    while not session.over:
        before = session.report
        short.append(before.short_of_cash)
        for action in lead(before):
            session.act(action)
        session.advance()
        if text := till.thins(before, session.report):
            told[session.week] = text
    assert session.report.cash_cents < 0
    assert warned(short) >= 2 * WARNED_WEEKS, "it stood in time, and without a break"
    first = min(told)
    week = int(told[first].split("in week ")[1].split(",")[0])
    assert abs(week - session.week) <= 3, "and named the week of ruin"
    if first < 20:
        assert f"The plan grows from {session.world.planned(first):,} people to 400." in told[first]
        assert "their wages take" in told[first]


def test_growth_is_counted_week_by_week_and_sales_only_as_far_as_they_are_wanted() -> None:
    even = [week_of(n, sales=80_000, wages=-80_000) for n in range(4)]
    assert books.runway(even, 100_000) == books.Runway(-1, -1)
    assert books.runway(even, 100_000, growth=(-10_000, -20_000, -30_000, -50_000)) == books.Runway(3, 3)
    assert books.runway(even, 100_000, growth=(-10_000, -20_000)) == books.Runway(5, 5)
    assert books.runway(even, 100_000, growth=(0, 0)) == books.Runway(-1, -1)
    report = begun("07-the-following").report
    assert still_to_come(report.world, report.week)[0] == 0
    assert still_to_come(report.world, report.week)[-1] == 3500
    assert report.growth == (), "nothing has been sold yet"
    wage, value = report.world.wage_cents, np.array([product.value for product in report.world.products])
    wanted = float((report.demand * value).sum()) * report.world.price_cents
    served = replace(report, books=(week_of(0, sales=int(wanted)),))
    assert served.growth[-1] == pytest.approx(-3500 * wage, rel=0.01), "nobody wants more than they get"
    half = replace(report, books=(week_of(0, sales=int(0.5 * wanted)),))
    assert half.growth[-1] == pytest.approx(min(0.4375, 0.5) * wanted - 3500 * wage, rel=0.01)


def test_tools_are_a_line_of_the_till_and_no_part_of_what_goes_on() -> None:
    session = Session(begun("05-the-house").level, open_levers=True)
    for _ in range(8):
        session.advance()
    before = session.report.runway
    assert isinstance(session.act(Action("tools")), Receipt)
    session.advance()
    report = session.report
    week = report.books[-1]
    assert week.line("tools") == week.once == -report.world.tools_price_cents
    assert week.running > week.change
    cash = report.cash_cents + report.world.tools_price_cents
    assert books.runway(report.books, cash).weeks > before.weeks // 2
    assert cash // -(sum(row.change for row in report.books[-4:]) // 4) < before.weeks // 4
    bought = next(row for row in till.rows(report) if row.line == "tools")
    assert (bought.once, bought.sum) == (True, -report.world.tools_price_cents // 100)
    assert "tools bought (−" in till.left_out(report)
    for _ in range(4):
        session.advance()
    assert till.left_out(session.report) == ""


def week_of(number: int, **cents: int) -> Till:
    """A week of the till with these lines."""
    return Till(number, tuple(cents.get(name, 0) for name in TILL_LINES), 0)


def test_the_runway_goes_by_the_last_four_weeks_and_knows_the_worst_of_them() -> None:
    ordinary = [week_of(n, sales=60_000, wages=-80_000) for n in range(3)]
    worst = week_of(3, sales=40_000, wages=-80_000, tools=-900_000)
    lasts = books.runway((*ordinary, worst), 400_000)
    assert (lasts.weeks, lasts.soonest) == (16, 10)
    assert books.runway((week_of(0, sales=5, wages=-5),), 400_000) == books.Runway(-1, -1)
    assert books.runway((), 400_000) == books.Runway(-1, -1)


@pytest.mark.parametrize(
    ("line", "before", "now", "words"),
    [
        ("sales", {"sales": 90_000, "wages": -84_000}, {"sales": 50_000, "wages": -84_000},
         "Sales bring in 500 a week; in the weeks before it was 900."),
        ("hiring", {"sales": 90_000, "wages": -84_000}, {"sales": 90_000, "wages": -84_000, "hiring": -30_000},
         "Hiring takes 300 a week; in the weeks before it was 0."),
        ("tags", {"sales": 90_000, "wages": -88_000}, {"sales": 90_000, "wages": -88_000, "tags": -9_000},
         "Coins on tags take 90 a week; in the weeks before it was 0."),
        ("sales", {"sales": 40_000, "wages": -84_000}, {"sales": 40_000, "wages": -84_000},
         "Sales bring in 400 a week, and wages alone take 840."),
        ("fixed", {"sales": 40_000, "wages": -20_000, "fixed": -50_000},
         {"sales": 40_000, "wages": -20_000, "fixed": -50_000},
         "“Everything else” takes 500 a week, more than wages do."),
        ("sales", {"sales": 90_000, "wages": -50_000, "fixed": -45_000},
         {"sales": 90_000, "wages": -50_000, "fixed": -45_000, "tools": -70_000},
         "Sales bring in 900 a week, and 950 goes out, 500 of it as wages."),
    ],
)  # fmt: skip
def test_what_empties_the_till_is_named(line: str, before: dict[str, int], now: dict[str, int], words: str) -> None:
    weeks = [week_of(n, **before) for n in range(QUARTER_WEEKS)]
    weeks += [week_of(n, **now) for n in range(QUARTER_WEEKS, QUARTER_WEEKS + 4)]
    report = replace(begun("04-the-floor").report, books=tuple(weeks), cash_cents=300_000)
    assert books.drain(report.books).line == line
    assert till.why(report).startswith(words)


def test_one_bad_week_in_four_is_told_as_one_bad_week() -> None:
    good, bad = {"sales": 90_000, "wages": -84_000}, {"sales": 60_000, "wages": -70_000}
    weeks = tuple(week_of(n, **(bad if n == 2 else good)) for n in range(4))
    report = replace(begun("04-the-floor").report, books=weeks, cash_cents=80_000, week=4)
    assert (report.runway.weeks, report.runway.soonest) == (-1, 8)
    assert report.short_of_cash
    assert till.why(report).startswith("On the whole no less comes in than goes out, but the worst of the last 4 weeks")
    assert till.lasts(report) == (
        "If it goes on as in the last 4 weeks, the cash lasts to the end; if every week is like the worst of them, the "
        "till is empty in week 13."
    )
    assert till.runway_words(report) == "8 weeks or more"
    assert till.runway_words(replace(report, cash_cents=15_000)) == "1 week or more"
    first = replace(report, books=weeks[2:3], week=1)
    assert till.lasts(first) == "If it goes on as last week, the till is empty in week 10."
    assert till.runway_words(replace(first, cash_cents=5_000)) == "less than a week"


# Something to do about it.


def near_ruin() -> Session:
    """A company of which nobody leads, eight weeks before its till is empty."""
    session = begun("04-the-floor", 10)
    while not session.over and not 0 <= session.report.runway.soonest <= 8:
        session.advance()
    return session


def test_short_pay_keeps_a_quarter_of_the_wages_for_eight_weeks_and_costs_trust_at_once() -> None:
    session = near_ruin()
    full = session.copy()
    assert isinstance(session.act(Action("short_pay")), Receipt)
    assert isinstance(session.act(Action("short_pay")), Refusal)
    trust = session.state().trust.mean()
    for week in range(SHORT_PAY_WEEKS + 1):
        session.advance()
        row = session.report.books[-1]
        whole = -row.line("wages")
        assert whole == session.ledgers[-2].people * session.world.wage_cents
        assert row.line("held") == (int(whole * SHORT_PAY_SHARE) if week < SHORT_PAY_WEEKS else 0)
        assert session.report.short_pay_weeks == max(0, SHORT_PAY_WEEKS - 1 - week)
        if week == 0:
            full.advance()
            assert trust > 0
            lost = full.state().trust.mean() - session.state().trust.mean()
            assert lost == pytest.approx(SHORT_PAY_TRUST, rel=0.15)
            answer = session.act(Action("short_pay"))
            assert isinstance(answer, Refusal)
            assert "for 7 more weeks" in answer.text
    assert isinstance(session.act(Action("short_pay")), Receipt)


def test_a_warned_company_lives_longer_by_short_pay_as_its_preview_says() -> None:
    session = near_ruin()
    without = session.copy()
    report = session.report
    told = dict(preview(report, Action("short_pay")).lines)
    session.act(Action("short_pay"))
    foreseen = report.runway.soonest
    for game in (session, without):
        while not game.over:
            game.advance()
    assert session.week >= without.week + 2
    assert told["Trust"] == "−8 at once"
    kept = f"{report.people * report.world.wage_cents * SHORT_PAY_SHARE / 100:,.0f}"
    assert told["Stays in the till"] == f"{kept} a week, for 8 weeks"
    assert told["The till lasts"].startswith(f"at least {foreseen} weeks, then ")
    then = int(told["The till lasts"].split("then ")[1].split()[0])
    assert foreseen + 2 <= then <= foreseen + 3


def test_short_pay_says_how_long_the_till_lasts_once_and_not_otherwise_below() -> None:
    session = near_ruin()
    lines = [label for label, _ in preview(session.report, Action("short_pay")).lines]
    assert "The till lasts" in lines
    assert "The till" not in lines
    assert "The till" in [label for label, _ in preview(session.report, Action("visit", 0)).lines]
    rich = replace(session.report, cash_cents=10**9)
    assert dict(preview(rich, Action("short_pay")).lines)["The till lasts"] == "to the end as it is"
    # One week in full pay; with short pay until after the last week.
    last = replace(session.report, week=session.world.weeks - 2, cash_cents=-session.report.books[-1].running + 100)
    assert dict(preview(last, Action("short_pay")).lines)["The till lasts"] == "at least 1 week, then 1 week"


def test_while_pay_is_short_people_who_came_for_it_miss_more() -> None:
    session = near_ruin()
    session.act(Action("short_pay"))
    session.advance()
    state = session.state()
    everyone = np.arange(state.head.shape[0])
    short = {name: given(state, everyone) for name, given in MET.items()}
    state.discs = ()
    paid = {name: given(state, everyone) for name, given in MET.items()}
    assert (paid["pay"] - short["pay"]).tolist() == pytest.approx([SHORT_PAY_MISSED] * state.head.shape[0])
    assert all(np.array_equal(paid[name], short[name]) for name in MET if name != "pay")


def test_the_runway_counts_what_is_held_back_for_as_long_as_it_is() -> None:
    weeks = tuple(week_of(n, wages=-100) for n in range(4))
    assert books.runway(weeks, 1000) == books.Runway(10, 10)
    assert books.runway(weeks, 1000, 25, 8) == books.Runway(12, 12)
    assert books.runway(weeks, 400, 50, 9) == books.Runway(8, 8)
    assert books.runway(weeks, 1000, 100, 3) == books.Runway(13, 13)


@pytest.mark.parametrize(("seed", "till"), [(1, 1.0), (2, 0.7), (3, 0.7)])
@pytest.mark.slow
def test_leaders_heed_the_warning_and_are_saved_by_it(seed: int, till: float) -> None:
    """The same leader on the same luck is ruined in the winter of The Merger if nobody holds back pay."""
    merger = begun("06-the-merger").level
    thin = replace(merger, world=replace(merger.world, cash_cents=round(merger.world.cash_cents * till)))

    def deaf(report: Report) -> list[Action]:
        return [action for action in lead(report) if action.lever != "short_pay"]

    lead = bots.leader("mixed")
    saved = play(Session(thin, seed), lead).outcome()
    lead = bots.leader("mixed")
    ruined = play(Session(thin, seed), deaf).outcome()
    assert saved is not None
    assert ruined is not None
    assert (saved.kind, ruined.kind) == ("finished", "bankrupt")


def test_a_bill_says_what_it_does_to_the_till() -> None:
    session = play(Session(begun("05-the-house").level, open_levers=True), bots.leader("orders"), 30)
    report = session.report
    left = report.cash_cents - report.world.tools_price_cents
    week = report.week + books.runway(report.books, left).soonest + 1
    assert dict(preview(report, Action("tools")).lines)["The till then"] == f"may be empty in week {week}"
    weekly = report.people * report.world.net_cents
    week = report.week + books.runway(report.books, report.cash_cents, more_cents=-weekly).soonest + 1
    assert dict(preview(report, Action("net", -1, (1,))).lines)["The till then"] == f"may be empty in week {week}"
    rich = replace(report, cash_cents=10**9)
    assert "The till then" not in dict(preview(rich, Action("tools")).lines)


def test_what_the_till_hardly_bears_to_the_end_has_no_range() -> None:
    session = play(Session(begun("05-the-house").level, open_levers=True), bots.leader("incentives"), 20)
    report = replace(session.report, uses=(Use("tools", 4, 0),))
    spent = -min(week.running for week in report.books[-4:])
    assert spent > 0
    left, price = report.world.weeks - report.week, report.world.tools_price_cents
    for weeks, words in ((left // 2, "may be empty in week"), (left + 2, "hardly lasts to the end")):
        told = preview(replace(report, cash_cents=price + weeks * spent), Action("tools"))
        assert dict(told.lines)["The till then"].startswith(words)
        assert (told.reckoned, told.toward) == (False, 0)
    plenty = preview(replace(report, cash_cents=price + 2 * left * spent), Action("tools"))
    assert "The till then" not in dict(plenty.lines)
    assert plenty.reckoned


def test_short_pay_is_said_to_cost_only_where_the_till_has_plenty() -> None:
    """Whoever leads on spends: a till that lasts a little longer than the level may not."""
    report = play(begun("05-the-house"), bots.leader("incentives"), 20).report
    spent = -min(week.running for week in report.books[-4:])
    assert spent > 0
    for times, toward in ((1.5, 0), (2.5, -1)):
        weeks = int(times * (report.world.weeks - report.week))
        told = preview(replace(report, cash_cents=weeks * spent), Action("short_pay"))
        assert dict(told.lines)["The till lasts"] == "to the end as it is"
        assert told.toward == toward
        assert told.low < told.high, "something is said of the score in both"


def test_a_leader_buys_no_tools_that_the_till_cannot_bear() -> None:
    report = begun("05-the-house").report
    price = report.world.tools_price_cents
    falling = replace(report, books=tuple(week_of(n, wages=-500_000) for n in range(4)), week=20)
    assert thrift.can_pay(report, price)
    assert not thrift.can_pay(falling, price)
    assert not thrift.can_pay(replace(report, cash_cents=price - 1), price)


def test_every_line_has_words_and_an_icon() -> None:
    assert list(till.TILL_ICONS) == list(TILL_LINES)
    assert set(ONCE) <= set(TILL_INDEX)
    for icon in till.TILL_ICONS.values():
        assert (ROOT / "assets" / "icons" / "bold" / f"{icon}.svg").is_file()
