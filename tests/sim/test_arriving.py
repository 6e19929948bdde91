"""Seats of people who come later: until they do, nobody there waits, is written to, visited or counted."""

from __future__ import annotations

import numpy as np
import pytest

from game import bots, levels
from game.board.layout import lay
from game.board.scene import Memory, scene
from game.levels.conditions import parse_condition
from game.levels.holding import condition_holds
from game.session import Session, play
from game.sim.actions import Action, Receipt, Refusal
from game.sim.values import ABSENT, IDLE
from game.words import news
from game.words.arriving import nobody_yet
from game.words.names import Names
from game.words.tally import tally

LEVEL = """\
format: 1
title: Two wards
people: 60
weeks: 20
organisation:
  team_size: 5
  teams_per_department: 4
  departments: [Early shift, Late shift, Night shift, Ward 9 by day, Ward 9 by night]
policy: {default: wait}
levers: [order, visit, order_department, order_company, default, answer]
events:
  - {when: week 10, arrival: {people: 25, trust: 30, reason: pay}}
"""
HERE, LATER = 12, range(12, 17)
COMES = 9
"""The week, from 0, in which they come."""


@pytest.fixture(scope="module")
def level() -> levels.Level:
    return levels.read_text(LEVEL, "two-wards.yaml")


def begun(level: levels.Level, weeks: int) -> Session:
    """A game in which everybody who is there is at work."""
    session = Session(level)
    assert isinstance(session.act(Action("order_company", -1, (0, 8))), Receipt)
    return play(session, lambda report: [], weeks)


def test_nobody_who_comes_later_is_told_of_before(level: levels.Level) -> None:
    report = begun(level, 6).report
    assert report.job[list(LATER)].tolist() == [ABSENT] * len(LATER)
    assert not report.there[list(LATER)].any()
    assert report.there[:HERE].all()
    assert report.head[list(LATER)].sum() == 0
    assert int(np.count_nonzero(report.job == IDLE)) == 0
    counts = tally(report)
    assert counts.teams.tolist() == [4, 4, 4, 0, 0]
    assert (counts.people > 0).tolist() == [True, True, True, False, False]
    assert counts.waiting.sum() == 0
    assert not condition_holds(parse_condition("idle teams above 0", []), report, frozenset())
    assert not condition_holds(parse_condition("first idle team", []), report, frozenset())


def test_those_who_come_later_wait_only_once_they_are_there(level: levels.Level) -> None:
    session = begun(level, 6)
    lines, waiting = [], []
    while session.week <= COMES + 3:
        before = session.report
        after = session.advance()
        lines += [(after.week, item.text) for item in news.week_news(level, before, after, (), (), frozenset())]
        waiting.append((after.week, [int(team) for team in np.flatnonzero(after.job == IDLE) if team in LATER]))
    seen = next(week for week, teams in waiting if teams)
    assert seen == COMES + 1 + session.report.age
    assert all(teams == [] for week, teams in waiting if week < seen)
    assert session.report.there.all()
    assert session.report.head[list(LATER)].sum() == 25


def test_no_letter_and_no_visit_goes_where_nobody_is_yet(level: levels.Level) -> None:
    session = begun(level, 3)
    for action in (
        Action("order", 14, (0, 2)), Action("visit", 14), Action("order_department", 3, (0, 2)),
    ):  # fmt: skip
        answer = session.check(action)
        assert isinstance(answer, Refusal)
        assert answer.text == "Nobody sits there yet. They come in week 10."
    assert isinstance(session.check(Action("order", 3, (0, 2))), Receipt)
    assert session.report.ordered[list(LATER), 0].tolist() == [-2] * len(LATER)
    play(session, lambda report: [], COMES + 1)
    assert isinstance(session.check(Action("visit", 14)), Receipt)


def test_the_board_and_the_cards_show_a_place_and_a_name(level: levels.Level) -> None:
    report, names = begun(level, 3).report, Names.of(level)
    layout = lay(report.department.tolist(), report.world.departments, len(names.markets))
    shown = scene(report, names, layout, Memory())
    assert [look.absent for look in shown.tiles] == [False] * HERE + [True] * len(LATER)
    place = shown.tiles[14]
    assert (place.people, place.order, place.low, place.skill) == (0, 0, False, -1)
    assert [plate.absent for plate in shown.plates] == [False, False, False, True, True]
    assert nobody_yet(report, [14, 15]) == "Nobody sits here yet. They come in week 10."
    assert nobody_yet(report, [3, 14]) == ""


def test_who_has_come_is_not_said_to_come_while_the_reports_are_old(level: levels.Level) -> None:
    session, told = begun(level, 3), []
    while not session.report.there[[14, 15]].any():
        told.append((session.week, nobody_yet(session.report, [14, 15])))
        session.advance()
    assert nobody_yet(session.report, [14, 15]) == ""
    for week, words in told:
        came = words == "They came in week 10. The reports do not show them yet."
        assert came or words == "Nobody sits here yet. They come in week 10."
        assert came == (week > COMES), f"in week {week + 1}"
    assert {week > COMES for week, _ in told} == {False, True}


@pytest.mark.parametrize("leader", ["orders", "mixed", "standing"])
def test_leaders_do_not_lead_those_who_are_not_there(level: levels.Level, leader: str) -> None:
    session = play(Session(level), bots.leader(leader), COMES)
    sent = [action for week in session.log for action in week if action.lever in ("order", "visit")]
    assert sent
    assert not [action for action in sent if action.target in LATER]
