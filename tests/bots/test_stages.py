"""Houses in a row are asked for a number each, and a row that is asked so is served."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game import bots, levels
from game.bots import Desk
from game.bots.stages import ask_houses, in_a_row, weekly
from game.course import Course
from game.levels import Level
from game.places import LEVELS
from game.sim.company import chains
from game.sim.desk.reports import Report


@pytest.fixture(scope="module")
def brewery() -> Level:
    return levels.read(LEVELS / "the-brewery.yaml")


@pytest.fixture(scope="module")
def early(brewery: Level) -> Report:
    """The desk of its fourth week, led so far by numbers."""
    course = Course.begun(brewery, 1)
    for _ in range(3):
        course.advance(bots.leader("orders")(course.report))
    return course.report


def test_only_a_whole_row_with_a_house_for_each_good_is_one(brewery: Level, early: Report) -> None:
    world = early.world
    assert chains.sequence(world) == tuple(range(len(world.products))) == (0, 1, 2, 3)
    assert in_a_row(early)
    assert not in_a_row(replace(early, levers=tuple(x for x in early.levers if x != "quota")))
    cut = (*world.products[:2], replace(world.products[2], needs=()), world.products[3])
    assert not in_a_row(replace(early, world=replace(world, products=cut)))
    assert not in_a_row(replace(early, world=levels.read(LEVELS / "05-the-house.yaml").world))


def test_a_number_counts_what_lies_and_what_is_owed(early: Report) -> None:
    more = replace(early, backlog=early.backlog + np.array([0, 0, 0, 8.0]))
    assert (weekly(more) > weekly(early)).all(), "what the customer is owed is asked of every house before"
    full = replace(early, stock=early.stock + np.array([0, 0, 30.0, 0]))
    assert (weekly(full)[:3] < weekly(early)[:3]).all(), "what lies before the last house is asked of nobody"
    assert weekly(full)[3] == weekly(early)[3]


def test_a_house_that_has_its_number_is_not_written_to_again(brewery: Level) -> None:
    course, asked = Course.begun(brewery, 1), list[tuple[int, int]]()
    while not course.over:
        desk = Desk(course.report)
        ask_houses(desk)
        road = {letter.target for letter in course.report.letters if letter.lever == "quota"}
        assert not road & {action.target for action in desk.actions}
        asked += [(course.report.week, action.target) for action in desk.actions]
        course.advance(desk.actions)
    assert len(asked) < brewery.world.weeks * 4 / 3, "a house is written to once in three weeks at most, taken together"
    assert {target for _, target in asked} == set(range(4))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["orders", "incentives", "mixed"])
def test_a_leader_of_the_brewery_serves_its_quay(brewery: Level, name: str) -> None:
    course, lead = Course.begun(brewery, 1), bots.leader(name)
    while not course.over:
        course.advance(lead(course.report))
    assert course.score() > 0.6
