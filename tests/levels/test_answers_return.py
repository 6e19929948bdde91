"""Conditions on answers: what was answered on a card may be told of, or asked about, much later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.levels import LevelError, read_text
from game.levels.conditions import ConditionError, Test, parse_condition
from game.levels.holding import condition_holds
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.state import Card
from game.words.news import week_news

LEVEL = """\
format: 1
title: The yard
people: 18
weeks: 26
levers: [order, visit, answer]
events:
  - when: week 2
    dilemma: the tree
  - when: answered the tree with insist 5 weeks ago
    news: The stump is still there.
  - when: answered the tree with silence
    news: It fell in the night.
dilemmas:
  - name: the tree
    title: The tree in the yard
    text: It keeps the light from us.
    who: everyone
    weeks: 3
    seek: {does: Sit under it., says: Yes., then: Leaves}
    ask: {does: Ask for a week., says: Good., then: A week}
    insist: {does: It goes., says: Oh., then: A stump}
    silence: {then: It falls}
"""


def told(answer: int | None, weeks: int = 20) -> list[tuple[int, str]]:
    """The level's own news of a game in which the card is answered at once, or never."""
    level = read_text(LEVEL, "yard.yaml")
    session, out, happened = Session(level, 1), [], set[str]()
    while session.week < weeks and not session.over:
        before = session.report
        if answer is not None and before.cards and before.cards[0].answered < 0 and before.cards[0].verb < 0:
            session.act(Action("answer", 0, (answer,)))
        session.advance()
        for item in week_news(level, before, session.report, (), (), happened):
            if item.kind == "level":
                out.append((session.week + 1, item.text))
                happened.add(f"news {item.text}")
    return out


def test_an_answer_comes_back_after_its_weeks_and_no_other_does() -> None:
    assert told(3) == [(7, "The stump is still there.")]
    assert told(0) == []
    ((week, text),) = told(None)
    assert text == "It fell in the night."
    assert week in (5, 6)


def test_it_says_what_is_meant() -> None:
    test = parse_condition("answered The Tree with Insist 20 weeks ago", []).tests[0]
    assert test == Test("answered", "the tree", 20.0, answer="insist")
    assert parse_condition("answered the tree 1 week ago", []).tests[0].number == 1.0
    with pytest.raises(ConditionError, match="no answer “insit”"):
        parse_condition("answered the tree with insit", [])
    with pytest.raises(ConditionError, match="name of a card"):
        parse_condition("answered", [])


def test_a_card_that_no_event_brings_is_named() -> None:
    with pytest.raises(LevelError, match="No event brings a card “the trees”"):
        read_text(LEVEL.replace("answered the tree with silence", "answered the trees"), "yard.yaml")


def test_what_is_not_due_yet_waits(yard: Report) -> None:
    condition = parse_condition("answered the tree with ask 4 weeks ago", [])
    for week, holds in ((5, False), (6, True), (9, True)):
        report = replace(yard, week=week, cards=(Card(0, -1, -2, 1, 4, 1, 2, 2, True),))
        assert condition_holds(condition, report, ()) == holds
    assert not condition_holds(condition, replace(yard, week=9, cards=(Card(0, -1, -2, 1, 4, 0, 2, 2, True),)), ())


@pytest.fixture(scope="module")
def yard() -> Report:
    return Session(read_text(LEVEL, "yard.yaml"), 1).report
