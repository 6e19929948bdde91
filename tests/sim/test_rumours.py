"""What is heard before it happens: odds that are true, and a desk that finds out the sooner the fuller its reports."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pytest

from game.bots.desk import need
from game.sim.actions import Action
from game.sim.company import rumours
from game.sim.company.market import reference_demand
from game.sim.desk.notes import Rumour
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.levers import preview
from game.sim.state import State
from game.sim.week import advance
from game.sim.world import DemandShift, Product, StartPolicy, World

FIRST, LAST = 8, 11


def world(odds: float = 0.6, notice: int = 4, **changes: object) -> World:
    base = World(
        people=12, team_size=3, teams_per_department=2, weeks=26, wave=0.0,
        products=(Product("lamps", 10.0, 0.5), Product("books", 10.0, 0.5)), policy=StartPolicy(default="choose"),
        shifts=(DemandShift(FIRST, 1, 2.0, LAST - FIRST + 1, notice, odds),),
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def after(company: World, seed: int, weeks: int) -> State:
    state = found(company, seed)
    for _ in range(weeks):
        advance(state, ())
    return state


def told(state: State) -> Rumour | None:
    rows = report(state).rumours
    return rows[0] if rows else None


def test_as_many_come_true_as_the_odds_say() -> None:
    for odds in (0.2, 0.6, 1.0):
        came = np.mean([rumours.drawn(world(odds), seed)[0, 1] for seed in range(600)])
        assert abs(came - odds) < 0.06, odds
    assert rumours.drawn(world(notice=-1), 1).shape == (0, 3)


def test_what_does_not_come_moves_no_market_and_what_comes_does() -> None:
    asked = {}
    for seed in range(12):
        state = after(world(), seed, FIRST)
        comes = bool(state.rumours[0, 1])
        asked[comes] = float(reference_demand(state)[1] / reference_demand(state)[0])
    assert asked[True] == pytest.approx(2.0)
    assert asked[False] == pytest.approx(1.0)


def test_a_visit_to_whoever_makes_it_finds_out_and_no_other_does() -> None:
    asked = after(world(odds=0.5), 3, FIRST - 2)
    open_rows = asked.rumours[:, 2] < 0
    assert open_rows.all()
    there, elsewhere = (int(np.flatnonzero(asked.job == job)[0]) for job in (1, 0))
    before = report(asked)
    assert ("They know", "what will come of the news of books") in preview(before, Action("visit", there)).lines
    assert "They know" not in dict(preview(before, Action("visit", elsewhere)).lines)
    unasked = copy.deepcopy(asked)
    advance(asked, (Action("visit", there),))
    advance(unasked, (Action("visit", elsewhere),))
    assert asked.rumours[0, 2] == FIRST - 2
    row = told(asked)
    assert row is not None
    assert row.settled == asked.rumours[0, 1]
    assert unasked.rumours[0, 2] != FIRST - 2


def test_leaders_make_ready_for_what_is_heard_as_far_as_it_can_be_trusted() -> None:
    state = after(world(odds=0.5), 3, FIRST - 1)
    heard = report(state)
    quiet = replace(heard, rumours=())
    row = told(state)
    assert row is not None
    middle = (row.low + row.high) / 2
    times = need(heard, 1)[1] / need(quiet, 1)[1]
    assert times == pytest.approx(1 + 0.5 * (middle - 1), rel=0.02)
    assert need(heard, LAST + 2 - heard.week)[1] == need(quiet, LAST + 2 - heard.week)[1]


def test_the_desk_hears_in_time_and_knows_once_it_has_begun() -> None:
    for seed in range(6):
        assert told(after(world(), seed, FIRST - 5)) is None
        heard = told(after(world(), seed, FIRST - 4))
        assert heard is not None
        assert (heard.first, heard.last, heard.heard) == (FIRST, LAST, FIRST - 4)
        assert heard.low < 2.0 < heard.high
        assert heard.odds == 0.6
        state = after(world(), seed, FIRST)
        begun = told(state)
        assert begun is not None
        assert begun.settled == int(state.rumours[0, 1])


def test_a_report_tells_no_future_before_that() -> None:
    """Two companies that differ in what comes alone look the same until somebody finds out."""
    state = after(world(), 3, FIRST - 2)
    other = state.copy()
    other.rumours[0, 1] = 1 - other.rumours[0, 1]
    if state.rumours[0, 2] < 0:
        assert told(state) == told(other)
    assert not report(state).world.shifts


@pytest.mark.slow
def test_fuller_reports_find_out_more_often_ahead_of_the_time() -> None:
    def known(level: int) -> int:
        company = world(notice=8, policy=StartPolicy(default="choose", reporting=level))
        return sum(after(company, seed, FIRST).rumours[0, 2] >= 0 for seed in range(36))

    assert known(0) + 6 < known(3)


def test_readiness_is_told_once_it_is_over() -> None:
    seed = next(seed for seed in range(20) if rumours.drawn(world(), seed)[0, 1])
    during, over = told(after(world(), seed, LAST)), told(after(world(), seed, LAST + 6))
    assert during is not None
    assert during.ready == -1.0
    assert over is not None
    assert 0.0 < over.ready <= 1.0
    idle = told(after(world(policy=StartPolicy(default="wait")), seed, LAST + 6))
    assert idle is not None
    assert idle.ready < over.ready


def test_with_notice_and_no_doubt_it_is_certain_at_once() -> None:
    sure = told(after(world(odds=1.0), 1, FIRST - 4))
    assert sure is not None
    assert sure.settled == 1


@pytest.mark.parametrize("swing", [0.7, 1.0, 1.3])
def test_nobody_ever_wants_less_than_nothing(swing: float) -> None:
    fall = (DemandShift(FIRST, 1, 0.05, 4, 4, 1.0), DemandShift(FIRST, 0, 0.2, 4))
    state = after(world(shifts=fall), 1, FIRST - 2)
    state.swing = swing
    heard = told(state)
    assert heard is not None
    assert 0.0 < heard.low <= rumours.times(fall[0], swing) <= heard.high < 1.0
    before = reference_demand(state)
    for _ in range(3):
        advance(state, ())
    assert (state.demand > 0.0).all()
    kept = [rumours.times(shift, swing) for shift in fall]
    assert (reference_demand(state) / before)[::-1].tolist() == pytest.approx(kept, rel=0.02)
    assert rumours.times(fall[1], 1.0) == pytest.approx(0.2)
