"""Outer departments: letters to them and news of them take twice the time, and nothing else is different there."""

from __future__ import annotations

import numpy as np

from game.levels import read_text
from game.sim.actions import parse
from game.sim.desk.reports import delay_weeks, report
from game.sim.founding import found
from game.sim.levers import heard_week
from game.sim.state import State
from game.sim.values import IDLE
from game.sim.week import advance
from game.sim.world import World
from game.workshop.presets import OUTER, company


def sprawling(outer: tuple[int, ...] = (1,)) -> State:
    """Forty-eight people in two departments, who wait for letters."""
    return found(World(people=48, team_size=6, teams_per_department=4, weeks=26, levers=("order", "order_department"),
                       outer=outer), 5)  # fmt: skip


def test_a_letter_to_an_outer_department_takes_twice_the_time() -> None:
    state = sprawling()
    near, far = parse("order team:0 job:0 weeks:4"), parse("order_department department:1 job:0 weeks:4")
    weeks = state.world.letter_weeks
    assert weeks > 0
    assert heard_week(report(state), near) == weeks
    assert heard_week(report(state), far) == 2 * weeks
    heard = {0: -1, 4: -1}
    advance(state, [near, far])
    told = report(state).ordered[:, 1]
    assert told[0] == weeks
    assert set(told[4:]) == {2 * weeks}, "the desk remembers when they will read it"
    for week in range(1, 2 * weeks + 2):
        for team, first in heard.items():
            if first < 0 and int(state.job[team]) != IDLE:
                heard[team] = week
        advance(state, [])
    assert heard[4] - heard[0] == weeks


def test_news_of_an_outer_department_is_twice_as_old() -> None:
    state = sprawling()
    for _ in range(12):
        advance(state, [])
    known = report(state)
    age = delay_weeks(state.world, state.reporting)
    assert set(known.seen[:4]) == {state.week - 1 - age}
    assert set(known.seen[4:]) == {state.week - 1 - 2 * age}
    alike = sprawling(())
    for _ in range(12):
        advance(alike, [])
    assert np.array_equal(report(alike).morale[:4], known.morale[:4])
    assert set(report(alike).seen) == {alike.week - 1 - age}
    assert set(report(state, truth=True).seen) == {state.week - 1}


def test_in_a_room_the_yard_and_the_nursery_lie_two_months_away() -> None:
    world = company("letters", 24, 16).world
    assert world.outer == OUTER
    assert [world.letter_weeks_to(d) for d in range(4)] == [4, 4, 8, 8]
    assert company("letters", 5, 16, live=True).world.outer == ()


def test_an_outer_department_that_is_not_there_is_named() -> None:
    text = "format: 1\ntitle: Far\npeople: 48\norganisation: {outer: [1]}\n"
    assert read_text(text, "far").world.outer == (0,)
