"""Conditions on answers: what was answered on a card may be told of, or asked about, much later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.levels import LevelError, read, read_text
from game.levels.conditions import ConditionError, Test, parse_condition
from game.levels.holding import condition_holds
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.levers import preview
from game.sim.state import Card
from game.sim.world import ANY, SILENT, Turn
from game.words.come_back import brought, in_brief
from game.words.news import week_news
from game.workshop.company_view import card_view

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
                happened.add(item.mark)
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


BACK = LEVEL.replace(
    "    news: The stump is still there.\n",
    "    news: The stump is still there.\n    effect: {trust: -6, morale: -4, initiative: 3, cash: -2.5}\n",
)


def weeks_of(text: str, answer: int, weeks: int) -> tuple[Session, list[float], list[str]]:
    """A game in which the card is answered at once: mean trust after each week, and the level's own news."""
    level = read_text(text, "yard.yaml")
    session, trust, told, happened = Session(level, 1), [], [], set[str]()
    while session.week < weeks:
        before = session.report
        if before.cards and before.cards[0].verb < 0:
            session.act(Action("answer", 0, (answer,)))
        session.advance()
        trust.append(session.truth().company_trust)
        fresh = week_news(level, before, session.report, (), (), happened)
        told += [item.text for item in fresh if item.kind == "level"]
        happened |= {item.mark for item in fresh if item.kind == "level"}
    return session, trust, told


def test_what_comes_back_does_something_then_and_says_what() -> None:
    plain, before, _ = weeks_of(LEVEL, 3, 9)
    acted, after, told = weeks_of(BACK, 3, 9)
    assert told == [
        "The stump is still there. Trust −6, morale −4 and initiative +3 for everyone. It costs 45."
    ], "told once, with what it does"
    level = read_text(BACK, "yard.yaml")
    assert in_brief(level, 0, brought(level, acted.report, 0)).startswith(
        "The tree in the yard: trust −6, morale −4 and initiative +3 for everyone. It costs "
    )
    assert in_brief(level, -1, brought(level, acted.report, -1)) == ""
    assert before[:5] == after[:5], "nothing of it before its week"
    assert after[5] == pytest.approx(before[5] - 0.06, abs=0.015), "and in the week whose news tell it"
    assert [ledger.till for ledger in plain.ledgers[:5]] == [ledger.till for ledger in acted.ledgers[:5]]
    costs = [week.line("answers") for week in acted.report.books]
    assert [(n, cents) for n, cents in enumerate(costs) if cents] == [(5, -18 * 250)]


def test_another_answer_brings_nothing_back() -> None:
    _plain, before, _ = weeks_of(LEVEL, 1, 12)
    _asked, after, told = weeks_of(BACK, 1, 12)
    assert before == after
    assert told == []


def test_what_befalls_a_department_may_come_of_silence_and_of_any_answer() -> None:
    burns = LEVEL.replace(
        "    news: It fell in the night.\n",
        "    news: It fell into the lantern.\n    trouble: {department: 1, what: fire, weeks: 4}\n",
    ).replace("answered the tree with silence", "answered the tree with silence 2 weeks ago")
    level = read_text(burns, "yard.yaml")
    session = Session(level, 1)
    weeks = []
    while session.week < 12:
        session.advance()
        if (session.truth().fire > 0).any():
            weeks.append(session.week)
    until = session.report.cards[0].until
    assert weeks[0] == until + 1 + 2, "two weeks after its time ran out"
    assert (session.truth().department[session.truth().fire > 0] == 0).all()
    anyhow = read_text(BACK.replace("with insist 5 weeks", "5 weeks"), "yard.yaml")
    assert [echo.verb for echo in anyhow.world.echoes] == [ANY]


def test_the_desk_knows_that_an_answer_comes_back_and_not_what_it_brings() -> None:
    level = read_text(BACK, "yard.yaml")
    session = Session(level, 1)
    while not session.report.cards:
        session.advance()
    known = session.report.world.echoes
    assert [(echo.card, echo.weeks, echo.turn) for echo in known] == [("the tree", 5, Turn())]
    lines = [dict(preview(session.report, Action("answer", 0, (verb,)), ()).lines) for verb in (1, 3)]
    assert "Comes back" not in lines[0]
    assert lines[1]["Comes back"] == f"in week {session.week + 5 + 1}, by name"
    answers = card_view(level, session.report, session.report.cards[0])["answers"]
    assert isinstance(answers, list)
    groups = [[figure for figure in answer["figures"] if "back" in figure] for answer in answers]
    assert groups == [[], [], [f"comes back in week {session.week + 5 + 1}"]], "and so does a group in a workshop"


@pytest.mark.parametrize(
    ("when", "news", "heard"),
    [
        ("week 8", "It grew.", "An effect comes of an answer, some weeks after it."),
        ("answered the tree", "It grew.", "An effect comes of an answer, some weeks after it."),
        ("answered the tree 5 weeks ago and trust above 20", "It grew.", "An effect comes of an answer"),
        ("answered the tree 5 weeks ago", "", "Nobody would know what this comes from."),
    ],
)
def test_an_effect_needs_an_answer_and_a_line_of_news(when: str, news: str, heard: str) -> None:
    event = f"  - when: {when}\n    effect: {{trust: 3}}\n" + (f"    news: {news}\n" if news else "")
    with pytest.raises(LevelError, match=heard):
        read_text(LEVEL.replace("dilemmas:\n", f"{event}dilemmas:\n"), "yard.yaml")


@pytest.mark.parametrize("name", ["04-the-floor", "05-the-house", "06-the-merger", "07-the-following", "08-the-aim"])
def test_the_campaign_remembers_what_was_answered(name: str) -> None:
    """Two answers and more come back in each level with cards, in time, to answers that can be given, with words, and
    do something then."""
    level = read(Path(__file__).resolve().parents[2] / "levels" / f"{name}.yaml")
    assert len(level.world.echoes) >= 2
    for place, echo in enumerate(level.world.echoes):
        card = next(card for card in level.world.dilemmas if card.name == echo.card)
        assert echo.verb == SILENT or echo.verb in [answer.verb for answer in card.answers]
        assert card.week + card.weeks + echo.weeks < level.world.weeks
        assert echo.turn != Turn() or echo.accidents
        assert [item.echo for item in level.news].count(place) == 1
