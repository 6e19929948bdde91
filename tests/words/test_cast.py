"""What the people of the cast write and remember: every sentence has its cause, and nothing is told without one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from game import bots, levels
from game.levels.cast import CAST, NUMBER
from game.session import Session
from game.sim.actions import Action
from game.sim.ledger import MORALE_CAUSES
from game.sim.values import LEAVING, TEMPERAMENTS
from game.words import cast
from game.words.letters import HIGH_CAUSES, LOW_CAUSES, TEXTS
from game.words.news import week_news
from game.words.newsline import News

CAMPAIGN = sorted((Path(__file__).resolve().parents[2] / "levels").glob("0*.yaml"))
GARAGE, PIZZAS, CORRIDOR = (levels.read(path) for path in CAMPAIGN[:3])


def letters(session: Session, weeks: int, leader: str = "idle") -> list[tuple[int, News]]:
    """The letters of some weeks, each with the week about to begin."""
    found, lead = [], bots.leader(leader)
    while session.week < weeks and not session.over:
        for action in lead(session.report):
            session.act(action)
        before, done = session.report, session.pending
        session.advance()
        fresh = week_news(session.level, before, session.report, done, session.pins(), set())
        found += [(session.week, item) for item in fresh if item.face is not None]
    return found


def test_every_cause_has_words_for_every_temperament() -> None:
    for name, text in TEXTS.items():
        said = (text,) if isinstance(text, str) else text
        assert len(said) in (1, len(TEMPERAMENTS)), name
        assert len(set(said)) == len(said)
        fields = {tuple(sorted({field.lower() for _, field, _, _ in Formatter().parse(one) if field})) for one in said}
        assert len(fields) <= 2, f"{name}: the same cause in other words"
        for one in said:
            assert one[0].isupper() or one[0] == "{", one
            assert one.endswith("."), one
            assert "!" not in one
            assert len(one) <= 110, one
    for name in LEAVING:
        assert {f"left {name}", f"leaning {name}"} <= set(TEXTS)
    assert set(LOW_CAUSES) | set(HIGH_CAUSES) <= set(MORALE_CAUSES)


def test_a_visit_is_answered_by_whoever_was_visited() -> None:
    session = Session(GARAGE, 1)
    session.act(Action("visit", 3))
    before, done = session.report, session.pending
    session.advance()
    (letter,) = [item for item in week_news(GARAGE, before, session.report, done, (), set()) if item.kind == "letter"]
    assert letter.text.startswith("Otto: “")
    assert letter.place == "team 3"
    assert letter.face is not None
    assert letter.face[0] == NUMBER["Otto"]
    assert letter.text[len("Otto: “") : -1] in TEXTS["visit"]


def test_two_weeks_without_work_are_written_of_once() -> None:
    found = letters(Session(GARAGE), 8)
    assert next(week for week, item in found if "wo weeks" in item.text) == 2
    texts = [item.text for _, item in found]
    assert len(set(texts)) == len(texts), "nobody repeats themselves while nothing changes"


def test_one_letter_a_week_and_every_farewell() -> None:
    session = Session(PIZZAS, 5)
    was, told = {life.who for life in session.report.cast if life.here}, 0
    while not session.over:
        before = session.report
        session.advance()
        fresh = cast.letters(PIZZAS, before, session.report)
        here = {life.who for life in session.report.cast if life.here}
        gone = was - here
        if gone:
            assert {item.face[0] for item in fresh if item.face is not None} == gone
            assert all("leaves: “" in item.text and item.weight == 2 for item in fresh)
            told += len(gone)
        else:
            assert len(fresh) <= 1
        was = here
    assert told, "half a year without a word, and nobody has left"


@pytest.mark.parametrize("level", [GARAGE, PIZZAS, CORRIDOR], ids=lambda level: level.title)
@pytest.mark.parametrize("leader", ["mixed", "idle"])
def test_everybody_can_be_read_in_three_facts_all_the_time(level: levels.Level, leader: str) -> None:
    session, lead = Session(level), bots.leader(leader)
    while session.week < 26 and not session.over:
        for action in lead(session.report):
            session.act(action)
        session.advance()
        for life in session.report.cast:
            facts = [text for _, text in cast.facts(level, session.report, life)]
            assert len(facts) == 3 or not life.here
            assert len(set(facts)) == len(facts)
            assert all("  " not in text and "None" not in text for text in facts)


def test_nobody_is_said_to_leave_before_word_of_it_has_come() -> None:
    session = Session(CORRIDOR)
    while not session.over:
        session.advance()
        report = session.report
        for life in report.cast:
            if cast.thinks_of_leaving(report, life):
                assert report.restless[life.team] > 0


def test_what_was_done_goes_along_into_the_next_level() -> None:
    session = Session(GARAGE)
    session.act(Action("visit", 2))
    letters(session, 99)
    memory = cast.remembered(GARAGE, session.truth())
    assert memory.title == "The Garage"
    assert memory.deeds["Ada"] in ("waited", "leaning", "left")
    told = cast.recalled(PIZZAS, memory)
    assert told
    assert all(text.startswith(CAST[who].name) and "The Garage" in text for who, text in told)
    assert [item.text for item in cast.recalled_news(PIZZAS, memory)] == [text for _, text in told]
    assert cast.recalled(GARAGE, memory) == [], "the same half-year once more"
    later = cast.Memory("Two Pizzas", {"Ada": "leaning"}, PIZZAS.number)
    assert cast.recalled(GARAGE, later) == [], "that has not happened yet"
    assert cast.recalled(PIZZAS, replace(later, title="The Brewery", number=0)), "what lies beside the road may be told"
    assert cast.recalled(PIZZAS, cast.Memory()) == [], "without a profile nothing is known"


def test_whoever_left_comes_back_with_a_place_of_their_own() -> None:
    gone = replace(cast.Memory("The Garage"), deeds={"Ben": "left", "Otto": "left"})
    told = dict(cast.recalled(PIZZAS, gone))
    assert told[NUMBER["Ben"]] == "Ben left you in The Garage, and is back: he speaks for Downstairs now."
    assert told[NUMBER["Otto"]] == "Otto left you in The Garage, and is back: he works with Jam Jars now."
    assert cast.recalled(GARAGE, replace(gone, deeds={"Noor": "left"})) == [], "she is not in that story"


@pytest.mark.slow
def test_a_street_of_twelve_has_its_lives_in_the_news_at_fifteen_thousand() -> None:
    aim = levels.read(CAMPAIGN[7])
    found = letters(Session(aim), 13, "mixed")
    assert len(found) >= 6
    assert len({item.face[0] for _, item in found if item.face is not None}) >= 4
    teams = [row.team for row in aim.cast]
    assert teams == list(range(min(teams), min(teams) + 12)), "one street"


def test_who_is_back_in_a_team_of_one_works_with_nobody_else() -> None:
    text = "format: 1\ntitle: T\npeople: 12\nweeks: 13\norganisation: {team_size: %d}\ncast: {Hugo: %d}\n"
    alone, together = levels.read_text(text % (1, 10), "x"), levels.read_text(text % (3, 2), "x")
    back = cast.Memory("The Garage", {"Hugo": "left"})
    begins, hugo = "Hugo left you in The Garage, and is back: he works", NUMBER["Hugo"]
    assert cast.recalled(alone, back) == [(hugo, f"{begins} here again.")]
    assert cast.recalled(together, back) == [(hugo, f"{begins} with {together.team_names[1]} now.")]
