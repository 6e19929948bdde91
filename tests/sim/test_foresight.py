"""What the desk foretells: earned by use and visits, reckoned from the shelf, what is owed, on the road and heard."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game import levels
from game.session import Session
from game.sim.actions import Action, Receipt
from game.sim.desk import reckoning
from game.sim.desk.books import Till
from game.sim.desk.foresight import experience, widened
from game.sim.desk.notes import Horizon, Rumour, Use, noted
from game.sim.desk.reports import Report
from game.sim.founding import found
from game.sim.ledger import TILL_LINES
from game.sim.levers import preview
from game.sim.week import advance
from game.sim.world import StartPolicy
from tests.worlds import HOUSE, calm, desk_of

FREE = StartPolicy("choose")


def desk(weeks: int = 4, **changes: object) -> Report:
    """A report of a small calm company that has worked for some weeks."""
    state = found(calm(**{"people": 24, "team_size": 4, "teams_per_department": 6, "policy": FREE, **changes}))
    for _ in range(weeks):
        advance(state, ())
    return desk_of(state)


def paper(report: Report, action: Action) -> float:
    """The middle of what is foretold of an action."""
    known = preview(report, action)
    return (known.low + known.high) / 2.0


# Earned


def test_a_lever_is_foretold_in_numbers_only_once_it_was_used_and_its_effect_could_be_seen() -> None:
    session = Session(levels.read_text(HOUSE, "house"), open_levers=True)
    action = Action("rate", -1, (12,))
    assert not preview(session.report, action).reckoned
    assert isinstance(session.act(Action("rate", -1, (8,))), Receipt)
    told = []
    for _ in range(8):
        session.advance()
        told.append(preview(session.report, action).reckoned)
    assert not told[0]
    assert told[-1]
    assert told == sorted(told)
    session.rewind(0)
    assert not preview(session.report, action).reckoned


def test_the_record_of_uses_counts_and_keeps_the_first_week() -> None:
    uses = noted(noted((), 3, ["order", "order"]), 9, ["order", "tag"])
    assert uses == (Use("order", 3, 3), Use("tag", 1, 9))


def test_a_save_remembers_what_was_used(tmp_path_factory: pytest.TempPathFactory) -> None:
    session = Session(levels.read_text(HOUSE, "house"), open_levers=True)
    session.act(Action("rate", -1, (8,)))
    session.advance()
    path = session.save(tmp_path_factory.mktemp("saves") / "house.headcount")
    assert Session.load(path).session.report.uses == session.report.uses == (Use("rate", 1, 0),)


def test_ranges_get_narrower_with_use_and_with_a_visit() -> None:
    report = desk(8)
    action = Action("order", 0, (1, 4))
    blind = replace(report, skill=np.full_like(report.skill, np.nan))
    assert not preview(blind, action).reckoned
    widths = []
    for times in (1, 2, 3):
        known = preview(replace(blind, uses=(Use("order", times, 0),)), action)
        assert known.reckoned
        widths.append(known.high - known.low)
    seen = preview(replace(blind, skill=np.ones_like(report.skill), uses=(Use("order", 3, 0),)), action)
    widths.append(seen.high - seen.low)
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 4
    assert widened(99.0) == 1.0 < widened(0.0)


def test_what_was_sent_only_now_is_no_experience_yet() -> None:
    report = desk(4)
    assert experience(replace(report, uses=(Use("tag", 2, report.week),)), "tag") == 0
    assert experience(replace(report, uses=(Use("tag", 2, 0),)), "tag") == 2
    assert experience(report, "tag") == 0


# Reckoned


def test_an_order_for_what_is_owed_is_worth_more_than_one_for_what_lies_there() -> None:
    report = desk()
    hungry = replace(report, backlog=np.array([0.0, 40.0]), stock=np.zeros(2))
    sated = replace(report, backlog=np.zeros(2), stock=np.array([0.0, 40.0]))
    action = Action("order_department", 0, (1, 4))
    assert paper(hungry, action) > paper(report, action) > paper(sated, action)


def test_a_letter_on_the_road_leaves_less_for_the_next_one() -> None:
    """Half of the teams are told to make what is missing; telling the others too is then worth less."""
    report = desk()
    short = replace(report, backlog=np.array([0.0, 20.0]), stock=np.zeros(2), job=np.zeros_like(report.job))
    ordered = report.ordered.copy()
    ordered[:3] = (1, report.week, report.week + 8)
    action = Action("order", 5, (1, 4))
    assert paper(replace(short, ordered=ordered), action) < paper(short, action)


def test_a_team_that_is_bound_to_bad_work_is_worth_freeing() -> None:
    """An order against one that still holds is worth more than the same against work that ends by itself."""
    report = desk()
    wrong = replace(
        report, job=np.zeros_like(report.job), stock=np.array([60.0, 0.0]), backlog=np.array([0.0, 30.0])
    )
    ordered = report.ordered.copy()
    ordered[:] = (0, 0, report.week + 12)
    action = Action("order", 2, (1, 4))
    assert paper(replace(wrong, ordered=ordered), action) > paper(wrong, action)


def test_news_of_a_contract_counts() -> None:
    report = desk()
    report = replace(report, demand=0.6 * report.demand, backlog=np.zeros(2), stock=np.zeros(2))
    coming = Horizon(1, report.week + 5, report.week + 10, 2.0, 3.0, 0)
    heard = replace(report, horizon=(coming,))
    for action in (Action("order_department", 0, (1, 8)), Action("tag", 1, (2, 12))):
        assert paper(heard, action) > paper(report, action)
    lines = dict(preview(heard, Action("tag", 1, (1, 6))).lines)
    assert lines["Contract ahead"] == f"wk {coming.first + 1}–{coming.last + 1}"


@pytest.mark.parametrize(
    ("odds", "settled", "times"), [(0.0, -1, 1.0), (0.6, -1, 1.9), (1.0, -1, 2.5), (0.6, 1, 2.5), (0.6, 0, 1.0)]
)
def test_a_rumour_counts_as_far_as_it_is_likely(odds: float, settled: int, times: float) -> None:
    report = desk()
    coming = Rumour(0, 1, report.week + 5, report.week + 10, 2.0, 3.0, odds, settled, 0)
    wanted = reckoning.wanted_from(replace(report, rumours=(coming,)), report.week)
    assert wanted[5:11, 1] == pytest.approx(times * report.demand[1])
    assert wanted[:5, 1] == pytest.approx(report.demand[1])
    assert wanted[:, 0] == pytest.approx(report.demand[0])


def test_what_is_read_after_the_end_brings_nothing_and_says_so() -> None:
    session = Session(levels.read_text(HOUSE, "house"), open_levers=True)
    world = session.world
    late = replace(session.report, week=world.weeks - 1)
    for lever, target, amount in (
        ("order", 3, (1, 8)), ("order_department", 0, (1, 4)), ("quota", 0, (1, 20, 8)), ("tag", 1, (2, 6)),
    ):  # fmt: skip
        known = preview(late, Action(lever, target, amount))
        assert known.heard >= world.weeks
        assert (known.low, known.high, known.reckoned, known.toward) == (0.0, 0.0, False, 0)
        assert ("Read", "after the end") in known.lines


def test_a_letter_that_is_read_near_the_end_has_only_the_weeks_that_are_left() -> None:
    report, action = desk(24), Action("order", 0, (1, 8))
    weeks = report.world.weeks
    ends = [preview(replace(report, week=week), action) for week in (weeks - 20, weeks - 3)]
    widths = [known.high - known.low for known in ends]
    assert widths[1] < 0.7 * widths[0]


def test_a_letter_to_those_who_sleep_is_known_to_wake_them() -> None:
    asleep, free = desk(0, policy=StartPolicy("wait")), desk(4)
    order = Action("order", 0, (1, 4))
    assert preview(asleep, order).wakes
    assert not preview(free, order).wakes
    assert not preview(asleep, Action("order", 0, (len(asleep.world.products), 4))).wakes
    awake = replace(asleep, ordered=np.array([[0, 0, 40]] * asleep.job.shape[0]))
    assert not preview(awake, order).wakes


def test_lines_write_less_than_nothing_as_every_other_figure_does() -> None:
    session = Session(levels.read_text(HOUSE, "house"), open_levers=True)
    for _ in range(3):
        session.advance()
    report = session.report
    lines = [
        *preview(report, Action("kpi_company", -1, (2, 1))).lines,
        *preview(replace(report, net=2), Action("net", -1, (0,))).lines,
    ]
    assert any("−" in text for _, text in lines)
    assert not any("-" in text for _, text in lines)


def test_pieces_are_conserved_on_paper() -> None:
    """Who is bound and who is free together make what the teams make."""
    report = desk()
    plan = reckoning.expected(report, report.week)
    made = reckoning.makes(report, plan.job)
    for bound in (report.week, report.week + 5):
        held, freed = reckoning._by_week(report, replace(plan, bound=np.full_like(plan.bound, bound)))
        assert held[0].sum() + freed[0].sum() == pytest.approx(made.sum())
        assert freed.sum() == pytest.approx(made.sum())


# The till


def week_of(number: int, cents: int) -> Till:
    """A week of the books in which nothing but the wages changes the cash."""
    return Till(number, tuple(cents if name == "wages" else 0 for name in TILL_LINES), 0)


def test_a_cost_that_may_empty_the_till_is_named_with_its_week_and_takes_the_number_away() -> None:
    losing = tuple(week_of(n, -100_00) for n in range(4))
    report = replace(desk(), uses=(Use("tools", 1, 0),), books=losing)
    price = report.world.tools_price_cents
    action = Action("tools")
    poor = preview(replace(report, cash_cents=price + 500_00), action)
    assert dict(poor.lines)["The till then"] == f"may be empty in week {report.week + 5 + 1}"
    assert not poor.reckoned
    assert poor.toward == 0
    rich = preview(replace(report, cash_cents=10**9), action)
    assert rich.reckoned
    assert "The till then" not in dict(rich.lines)


def test_where_the_till_runs_empty_anyway_no_number_is_printed() -> None:
    known = replace(desk(8), uses=(Use("order", 3, 0),), cash_cents=500_00)
    action = Action("order", 0, (1, 4))
    losing = tuple(week_of(n, -100_00) for n in range(4))
    assert preview(known, action).reckoned
    assert not preview(replace(known, books=losing), action).reckoned


def test_where_the_till_runs_empty_anyway_what_surely_costs_work_is_still_a_loss() -> None:
    losing = tuple(week_of(n, -100_00) for n in range(4))
    ruined = replace(desk(8, people=480), cash_cents=500_00, books=losing)
    asleep = preview(ruined, Action("default", -1, (0,)))
    assert (asleep.reckoned, asleep.toward) == (False, -1)
    assert not preview(replace(ruined, uses=(Use("default", 3, 0),)), Action("default", -1, (0,))).reckoned
    woken = replace(ruined, waiting=1.0, coming_default=0)
    assert preview(replace(woken, cash_cents=10**9), Action("default", -1, (1,))).toward == 1
    assert preview(woken, Action("default", -1, (1,))).toward == 0


def test_what_this_week_has_already_decided_counts_before_it_is_sent() -> None:
    report = desk(6, policy=StartPolicy("wait"))
    report = replace(report, backlog=np.zeros(report.backlog.shape[0]))
    second, others = Action("order", 1, (1, 8)), tuple(Action("order", team, (1, 8)) for team in (0, 2, 3, 4, 5))
    alone, besides = (preview(report, second, pending) for pending in ((), others))
    assert alone.low + alone.high > besides.low + besides.high + 0.5
    assert ("On the road", "5 more for it") in besides.lines
    assert not any(label == "On the road" for label, _ in alone.lines)
    assert preview(report, second, (second,)) == alone, "an action is none besides itself"
    everyone = preview(report, second, (Action("order_company", -1, (1, 8)),))
    assert not everyone.wakes
    assert preview(report, second, (Action("order_department", 0, (1, 8)),)).wakes == (report.department[1] != 0)


def test_tools_decided_this_week_are_paid_before_the_next_bill() -> None:
    session = Session(levels.read_text(HOUSE, "house"), open_levers=True)
    for _ in range(6):
        session.advance()
    report = replace(session.report, cash_cents=session.world.tools_price_cents + 40_000)
    net = Action("net", -1, (3 if session.report.net != 3 else 2,))
    alone, besides = (dict(preview(report, net, pending).lines) for pending in ((), (Action("tools"),)))
    assert besides["The till then"] != alone.get("The till then")
