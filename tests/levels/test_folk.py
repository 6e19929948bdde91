"""A company that names none of the campaign's people has people of its own, with names, faces and seats."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import bots, levels
from game.board.faces import FACES, looks
from game.debrief.voice import voice
from game.levels import generated
from game.levels.cast import CAST
from game.session import Session
from game.sim.actions import Action
from game.words import cast
from game.words.news import week_news

LEVELS = Path(__file__).resolve().parents[2] / "levels"
OWN = [*sorted(path for path in (LEVELS / "more").glob("*.yaml"))]
TEXT = "format: 1\ntitle: {title}\npeople: {people}\nweeks: 20\n"


def small(title: str = "A shop", people: int = 30, more: str = "") -> levels.Level:
    return levels.read_text(TEXT.format(title=title, people=people) + more, f"{title}.yaml")


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_the_people_of_a_company_differ_in_name_and_face_and_are_not_those_of_another(path: Path) -> None:
    level = levels.read(path)
    assert 2 <= len(level.cast) <= 12
    assert [row.who for row in level.cast] == list(level.people)
    assert min(level.people) >= len(CAST)
    names = [person.full_name for person in level.people.values()]
    faces = [looks(who) for who in level.people]
    assert len({*names, *(person.full_name for person in CAST)}) == len(names) + len(CAST)
    assert len({*faces, *FACES}) == len(faces) + len(FACES)
    assert len({face.hair for face in faces}) >= 0.6 * len(faces), "what tells people apart is their hair"
    assert all(person.pronoun == "he" for who, person in level.people.items()
               if looks(who).worn in ("beard", "moustache"))  # fmt: skip
    seated = Session(level).report.cast
    assert len(seated) == len(level.cast), "everybody who is shown before the level has a seat in it"
    if level.world.team_size == 1:
        assert [level.team_names[life.team] for life in seated] == names
    else:
        assert sum(life.heads >= 0 for life in seated) == len({life.heads for life in seated} - {-1})


@pytest.mark.parametrize("team_size", [1, 2, 5])
@pytest.mark.parametrize("people", ["{start: 5, end: 10}", "{start: 12, end: 60}", "{start: 90, end: 900}", "9", "90"])
def test_everybody_who_is_shown_before_a_level_is_there_from_its_first_week(people: str, team_size: int) -> None:
    text = TEXT.format(title="Grows", people=people) + f"organisation: {{team_size: {team_size}}}\n"
    more = "" if "start" in people else "events: [{when: week 3, arrival: {people: 4, trust: 50}, news: They come.}]\n"
    level = levels.read_text(text + more, "grows.yaml")
    seated = Session(level).report.cast
    assert [life.who for life in seated] == [row.who for row in level.cast] == list(level.people)
    assert 2 <= len(seated) <= 12


def test_a_company_keeps_its_people_and_another_has_others() -> None:
    assert small().people == small().people
    assert small("Another title").people == small().people
    assert small(more="company: Another shop\n").people != small().people != small(more="seed: 9\n").people
    free = generated.level(generated.choice("free:1200"))
    assert 8 <= len(Session(free).report.cast) <= 12
    many = generated.level(generated.choice("free:100000"))
    assert 8 <= len(many.cast) <= 12


def test_a_level_that_names_people_keeps_them_and_one_that_wants_none_has_none() -> None:
    spoken = levels.read(LEVELS / "more" / "the-ward.yaml")
    assert cast.introduced(spoken, spoken.cast[0]).endswith("at Ward Five. Speaks for Ward Five.")
    named = small(more="cast: {Ada: 1, Ben: 2}\n")
    assert ([CAST[row.who].name for row in named.cast], dict(named.people)) == (["Ada", "Ben"], {})
    nobody = small(more="cast: {}\n")
    assert (nobody.cast, dict(nobody.people)) == ((), {})
    assert small(more="room: true\n").cast == (), "there the people in the room are the company"


def test_whoever_was_visited_speaks_at_the_end_with_a_face_and_what_they_write_is_news() -> None:
    level = small(people=60)
    session = Session(level, 3)
    life = session.report.cast[1]
    told, truths, leader = [], [session.truth()], bots.leader("incentives")
    while not session.over:
        before = session.report
        done = [Action("visit", life.team)] if session.week in (2, 6) else list(leader(before))
        for action in done:
            session.act(action)
        session.advance()
        told += week_news(level, before, session.report, done, session.pins(), frozenset())
        truths.append(session.truth())
    said = voice(session, truths)
    first = next(one for one in cast.people(truths[-1], life.team))
    assert (said.name, said.face) == (level.person(first.who).full_name, cast.face_of(truths[-1], first))
    written = [item for item in told if item.kind == "letter"]
    names = {person.name for person in level.people.values()}
    assert written
    assert all(item.text.partition(",")[0] in names and item.face is not None for item in written)
    assert cast.facts(level, session.report, session.report.cast[1])
