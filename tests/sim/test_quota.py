"""A quota says how many; the teams it binds share it out by what they know of themselves, and say if they cannot."""

from __future__ import annotations

import numpy as np

from game.levels import read_text
from game.session import Session
from game.sim.actions import parse
from game.sim.company.quotas import FELT, OUTPUT, figures
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.levers import perform
from game.sim.state import State
from game.sim.values import IDLE
from game.sim.week import advance
from game.sim.world import Product, StartPolicy, World
from game.words.news import week_news
from game.words.quotas import met_words

GOODS = (Product("lamps", 10.0, 1.0), Product("boats", 10.0, 1.0), Product("tea", 10.0, 1.0))
LEVERS = ("order", "order_department", "quota", "quota_company", "visit")


def company(default: str = "wait", **more: object) -> State:
    """Six departments' worth of nothing: two departments of four teams of five, who wait for letters."""
    world = World(people=40, team_size=5, teams_per_department=4, weeks=40, products=GOODS, levers=LEVERS,
                  specialisation=0.8, policy=StartPolicy(default), **more)  # type: ignore[arg-type]  # fmt: skip
    return found(world, 3)


def bound(line: str, weeks: int = 0, **more: object) -> State:
    """A company in which a quota has been read, and so many weeks more have gone by."""
    state = company(**more)  # type: ignore[arg-type]
    advance(state, [parse(line)])
    for _ in range(state.world.letter_weeks + weeks):
        advance(state, [])
    return state


def test_a_quota_travels_and_those_who_are_best_at_it_make_it() -> None:
    state = bound("quota department:1 product:2 pieces:8 weeks:8")
    mine = np.flatnonzero(state.quota_of == 1)
    assert 0 < mine.shape[0] < 4
    assert set(state.department[mine]) == {1}
    assert set(state.job[mine]) == {2}
    others = [team for team in range(4, 8) if team not in mine]
    assert state.skill[mine, 2].min() >= state.skill[others, 2].max() * 0.7
    assert all(int(state.job[team]) == IDLE for team in others), "what is left of their time goes by the default"
    assert all(int(state.job[team]) == IDLE for team in range(4))


def test_a_larger_quota_takes_more_teams_and_everyones_goes_across_departments() -> None:
    few, many = (bound(f"quota_company everyone product:0 pieces:{pieces} weeks:8") for pieces in (5, 25))
    assert np.count_nonzero(few.quota_of >= 0) < np.count_nonzero(many.quota_of >= 0)
    assert set(many.department[many.quota_of == 2]) == {0, 1}


def test_an_order_is_stronger_than_a_quota_and_a_quota_ends_by_itself() -> None:
    state = bound("quota department:1 product:2 pieces:60 weeks:4")
    perform(state, parse("order team:5 job:0 weeks:4"))
    for _ in range(state.world.letter_weeks + 1):
        advance(state, [])
    assert int(state.job[5]) == 0
    assert int(state.quota_of[5]) == -1
    for _ in range(8):
        advance(state, [])
    assert not report(state).quotas
    assert int(state.quotas[1, 0]) == -1
    assert set(state.quota_of) == {-1}


def test_what_cannot_be_reached_is_told_back_with_the_next_report_and_no_sooner() -> None:
    level = read_text(
        "format: 1\ntitle: Far\npeople: 40\norganisation: {teams_per_department: 4}\nlevers: [quota]\n"
        "policy: {default: choose}\n", "far",
    )  # fmt: skip
    session = Session(level, 3)
    session.act(parse("quota department:0 product:0 pieces:80 weeks:13"))
    told: list[str] = []
    seen = []
    for _ in range(10):
        before, done = session.report, session.pending
        after = session.advance()
        told += [item.kind for item in week_news(level, before, after, done, session.pins(), frozenset())]
        seen += [row.met for row in after.quotas]
    age = session.report.age
    assert age > 0
    assert seen[: age] == [-1.0] * age, "no report tells of it yet"
    assert 0.0 < seen[-1] < 0.9
    assert told.index("quota") < told.index("out of reach")
    assert "out of reach" in met_words(session.report.quotas[0])


def test_it_is_felt_as_a_part_of_what_an_order_would_be_felt() -> None:
    # The whole department at what it is worst at, once by quota and once by order.
    quota = bound("quota department:1 product:2 pieces:800 weeks:8")
    order = bound("order_department department:1 job:2 weeks:8")
    assert quota.wrong[4:].max() > 0
    ratio = quota.wrong[4:].max() / order.wrong[4:].max()
    assert ratio == np.float64(FELT) or abs(ratio - FELT) < 0.1
    assert quota.team_morale[4:].mean() > order.team_morale[4:].mean()


def test_a_quota_alone_is_met_at_the_expense_of_quality_and_beside_figures_it_is_not() -> None:
    state = bound("quota department:1 product:2 pieces:60 weeks:13", 8)
    assert state.quality[4:].mean() < state.quality[:4].mean() - 0.05
    state.kpis[1, OUTPUT + 1] = 1
    assert figures(state)[1, OUTPUT] == 0.0
    assert figures(state)[1, OUTPUT + 1] == 1.0
    assert figures(company())[:, OUTPUT].max() == 0.0


def test_a_second_quota_takes_the_place_of_the_first() -> None:
    state = bound("quota department:1 product:2 pieces:8 weeks:13")
    perform(state, parse("quota department:1 product:0 pieces:4 weeks:8"))
    for _ in range(state.world.letter_weeks + 1):
        advance(state, [])
    assert [(row.product, row.pieces) for row in report(state).quotas] == [(0, 4)]


def test_in_a_company_that_never_hears_of_one_nothing_is_different() -> None:
    one, two = company("choose"), company("choose")
    perform(two, parse("quota department:1 product:2 pieces:8 weeks:4"))
    weeks = two.world.letter_weeks
    for _ in range(weeks):
        advance(one, [])
        advance(two, [])
    for name in ("job", "morale", "stock", "price", "cash_cents"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), "a letter on its way moves nothing"
