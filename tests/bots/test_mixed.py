"""How a leader finds out why houses are slow, and what it does about it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game import bots
from game.bots.cards import answer_cards
from game.bots.desk import Desk
from game.bots.mixed import find_out, put_right
from game.course import Course
from game.levels import Level, read_text
from game.sim.actions import Action
from game.sim.desk.books import Till
from game.sim.desk.reports import Card
from game.sim.ledger import TILL_LINES
from game.sim.values import ASK, FREE, TREND_WEEKS
from game.sim.world import Bottleneck

QUIET = """
format: 1
title: Quiet houses
people: 60
weeks: 30
organisation: {team_size: 5, teams_per_department: 3}
products: [lamps, books, tea]
bottlenecks: 0
trouble: 0
policy: {default: choose}
levers: [order, visit, order_department, order_company, default, choose, tag]
events:
  - {when: week 3, bottleneck: {department: 2, cause: price, product: tea}}
  - {when: week 3, bottleneck: {department: 3, cause: price, product: tea}}
  - {when: week 3, bottleneck: {department: 4, cause: price, product: tea}}
"""
CARD = """
dilemmas:
  - name: the rope
    title: The rope
    text: It lets go when it is wet.
    who: everyone
    make: improve
    make_weeks: 1
    ask: {does: Ask everyone to look at the knots.}
    free: {does: Whoever likes it looks.}
    insist: {does: Every knot comes undone.}
events:
  - {when: week 20, dilemma: the rope}
"""


def quiet(without: str = "") -> Level:
    """Three of four houses that do not hear what tea is worth, with one lever less."""
    level = read_text(QUIET, "quiet")
    return replace(level, world=replace(level.world, levers=tuple(x for x in level.world.levers if x != without)))


def led(course: Course) -> list[list[Action]]:
    """What somebody does who only finds out, in the weeks in which there is something to do."""
    done = []
    while not course.over:
        desk = Desk(course.report)
        find_out(desk)
        done += [desk.actions] * bool(desk.actions)
        course.advance(desk.actions)
    return done


def test_one_visit_and_one_early_coin_end_what_three_houses_do_not_hear() -> None:
    course = Course.begun(quiet(), 1)
    visits, tags = led(course)
    assert [action.lever for action in visits] == ["visit"]
    assert [(action.lever, action.target, action.amount) for action in tags] == [("tag", 2, (1, 3))]
    assert not course.state.stuck.any()


def test_without_a_tag_each_house_is_told_by_a_letter() -> None:
    done = [action for week in led(Course.begun(quiet("tag"), 1)) for action in week]
    told = {action.target for action in done if action.lever == "order_department"}
    assert told == {1, 2, 3}
    assert {action.amount for action in done if action.lever == "order_department"} == {(2, 2)}


def test_houses_that_fall_short_in_other_weeks_are_asked_each() -> None:
    level = quiet()
    later = Bottleneck(level.world.bottlenecks[0].week + 1, 0, "price", 1)
    level = replace(level, world=replace(level.world, bottlenecks=(*level.world.bottlenecks, later)))
    visits = [action for week in led(Course.begun(level, 1)) for action in week if action.lever == "visit"]
    assert len(visits) == 2


def test_an_order_to_one_house_does_not_keep_from_putting_all_right() -> None:
    course = Course.begun(quiet(), 1)
    for _ in range(3):
        course.advance(bots.leader("idle")(course.report))
    report, improve = course.report, len(course.report.world.products)
    ordered = np.array(report.ordered)
    ordered[report.department == 0] = (improve, report.week, report.week + 2)
    bad = replace(report, faulty=np.full_like(report.faulty, 0.6), ordered=ordered)
    desk = Desk(bad)
    put_right(desk)
    assert [str(action) for action in desk.actions] == [str(Action("order_company", -1, (improve, 2)))]
    ordered[report.department != 3] = (improve, report.week, report.week + 2)
    told = Desk(replace(bad, ordered=ordered))
    put_right(told)
    assert told.actions == []


def test_what_a_card_has_told_everyone_is_not_ordered_once_more() -> None:
    """Until reports can have shown what it mended; where each was let decide, the others still wait for a letter."""
    level = read_text(QUIET.replace("events:", CARD).replace("visit, ", "visit, answer, "), "quiet")
    report, improve = Course.begun(level, 1).report, len(level.world.products)
    bad = replace(report, faulty=np.full_like(report.faulty, 0.6))
    said = Card(0, -1, improve, 1, 4, ASK, 1, report.week, True)
    long_ago = replace(said, due=report.week - report.world.letter_weeks - 1)
    lying = Desk(replace(bad, cards=(replace(said, verb=-1, answered=-1, due=-1, settled=False),)))
    assert lying.act("answer", 0, ASK)
    put_right(lying)
    assert [action.lever for action in lying.actions] == ["answer"]
    for card, letters in ((said, 0), (replace(said, verb=FREE), 1), (replace(said, department=1), 1), (long_ago, 1)):
        desk = Desk(replace(bad, cards=(card,)))
        put_right(desk)
        assert [action.lever for action in desk.actions] == ["order_company"] * letters, card


def test_no_leader_answers_with_more_than_the_till_can_bear() -> None:
    dear = CARD.replace("Whoever likes it looks.", "Each buys a new one., cash: -10, morale: 30, initiative: 30")
    level = read_text(QUIET.replace("events:", dear).replace("visit, ", "visit, answer, "), "quiet")
    report = replace(Course.begun(level, 1).report, cards=(Card(0, -1, len(level.world.products), 0, 4),))
    bill = 1_000 * int(report.head.sum())
    wages = Till(0, tuple(-bill // 4 if name == "wages" else 0 for name in TILL_LINES), 0)
    thinning = replace(report, books=(wages,) * TREND_WEEKS, cash_cents=2 * bill)
    answers = []
    for led in (replace(report, cash_cents=2 * bill), replace(report, cash_cents=bill - 1), thinning):
        desk = Desk(led)
        answer_cards(desk)
        answers.append([action.amount[0] for action in desk.actions])
    assert answers[0] == [FREE]
    assert [FREE] not in answers[1:], "one has too little, of the other's till too little would be left"
