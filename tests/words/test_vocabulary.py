"""A level's own words in sentences: every form, the capital letter, the article, and what stays as it was written."""

from __future__ import annotations

import re

import pytest

from game import bots, levels
from game.debrief import page, result_text, whole
from game.levels.inflection import article, plural, verb_forms
from game.levels.names import WORDS
from game.session import Session, play
from game.words.actions import halves
from game.words.news import week_news
from game.words.vocabulary import PLAIN, Vocabulary

WARD = """\
format: 1
title: Every team counts
people: 60
weeks: 4
words: {team: ward, department: shift, person: nurse, people: nurses, desk: office, disc: hour, letter: note,
        shelf: tray, order: instruction, visit: round, make: treat, market: floor}
story: A team is a team. Nobody visits the people of the third department.
organisation: {teams: [Desk team]}
events:
  - {when: week 2, news: "A team sleeps at the desk of the other team."}
"""


def vocabulary(text: str = WARD) -> Vocabulary:
    return Vocabulary.of(levels.read_text(text, "words.yaml"))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("A team without a letter waits.", "A ward without a note waits."),
        ("A disc is back; 3 discs are at the desk.", "An hour is back; 3 hours are at the office."),
        ("An order to a team", "An instruction to a ward"),
        ("Order a team", "Send an instruction to a ward"),
        ("Visit them first, and see.", "Go on a round to them first, and see."),
        ("A visit to the team", "A round to the ward"),
        ("your last order to them", "your last instruction to them"),
        ("Ada: make lamps, 4 weeks", "Ada: treat lamps, 4 weeks"),
        ("They made 4.0; one makes 2, making more.", "They treated 4.0; one treats 2, treating more."),
        ("Make sure of it.", "Make sure of it."),
        ("the team’s morale, the people's", "the ward’s morale, the nurses'"),
        ("**1** person of **4** people", "**1** nurse of **4** nurses"),
        ("A **team** works", "A **ward** works"),
        ("Shelves fill. On the shelf: 3", "Trays fill. On the tray: 3"),
        ("TEAMS", "WARDS"),
        ("At the market of a department", "At the floor of a shift"),
        ("Teammates steam ahead; the deskbound", "Teammates steam ahead; the deskbound"),
        ("Desk team: improve, 2 weeks; the desk", "Desk team: improve, 2 weeks; the office"),
        ("A team sleeps at the desk of the other team.", "A team sleeps at the desk of the other team."),
        ("Nobody visits the people of the third department.", "Nobody visits the people of the third department."),
    ],
)
def test_a_sentence_of_the_game_is_said_in_the_words_of_the_level(sentence: str, said: str) -> None:
    assert vocabulary().said(sentence) == said


def test_words_may_change_places() -> None:
    words = vocabulary("format: 1\ntitle: A swap\npeople: 60\nwords: {team: department, department: division}\n")
    assert words.said("Each team of a department, all departments") == "Each department of a division, all divisions"


def test_a_level_without_words_keeps_those_of_the_game() -> None:
    level = levels.read_text("format: 1\ntitle: Plain\npeople: 12\n", "words.yaml")
    assert level.words == WORDS
    assert Vocabulary.of(level) is PLAIN
    assert PLAIN.said("A team waits.") == "A team waits."


def test_forms_follow_from_those_given() -> None:
    given = "words: {person: ferryman, shelf: quay, make: carry, made: borne}"
    level = levels.read_text(f"format: 1\ntitle: T\npeople: 12\n{given}\n", "words.yaml")
    words = level.words
    assert (words["people"], words["shelves"]) == ("ferrymen", "quays")
    assert [words[form] for form in ("makes", "made", "making")] == ["carries", "borne", "carrying"]
    assert words["team"] == "team"


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("ward", "wards"), ("ferry", "ferries"), ("bay", "bays"), ("box", "boxes"), ("shelf", "shelves"),
        ("loaf", "loaves"), ("fireman", "firemen"), ("work station", "work stations"),
        ("head of ward", "heads of ward"),
        ("staff", "staff"), ("hero", "heroes"), ("Person", "People"), ("SMS", "SMSs"),
    ],
)  # fmt: skip
def test_plurals(one: str, several: str) -> None:
    assert plural(one) == several


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("bake", ("bakes", "baked", "baking")), ("carry", ("carries", "carried", "carrying")),
        ("plan", ("plans", "planned", "planning")), ("print", ("prints", "printed", "printing")),
        ("write", ("writes", "written", "writing")), ("look after", ("looks after", "looked after", "looking after")),
        ("fix", ("fixes", "fixed", "fixing")), ("ship", ("ships", "shipped", "shipping")),
    ],
)  # fmt: skip
def test_verbs(verb: str, forms: tuple[str, str, str]) -> None:
    assert verb_forms(verb) == forms


def test_articles_follow_the_sound() -> None:
    assert [article(word) for word in ("hour", "unit", "edict", "ward", "union", "umbrella", "house")] == [
        "an", "a", "an", "a", "a", "an", "a",
    ]  # fmt: skip
    assert [article(word) for word in ("SMS", "X-ray", "USB", "B", "A4 sheet", "Ursa", "Memo", "SMSs")] == [
        "an", "an", "a", "a", "an", "an", "a", "an",
    ]  # fmt: skip


def test_the_debrief_to_keep_speaks_in_the_words_of_the_level() -> None:
    session = play(Session(levels.read_text(WARD, "words.yaml")), lambda report: [], 10)
    told = page(whole(session.recording()), session.level)
    assert "60 nurses" in told
    assert "# Every team counts" in told
    assert "60 nurses" in result_text(session)


def test_what_a_level_makes_is_called_as_its_author_wrote_it() -> None:
    """A name begins a line in a large letter; nothing else about it is changed."""
    text = "format: 1\ntitle: T\npeople: 24\nweeks: 8\nproducts: [MRI scans, Käsekuchen, iPads]\nlevers: [order]\n"
    session, told = Session(levels.read_text(text, "names.yaml")), list[str]()
    while not session.over:
        before, leader = session.report, bots.leader("orders")
        play(session, leader, session.week + 1)
        done = session.log[-1]
        told += [item.text for item in week_news(session.level, before, session.report, done, (), frozenset())]
        told += [" ".join(halves(session.level, action)) for action in done]
    named = set(re.findall("mri scans|käsekuchen|ipads", "\n".join(told), re.IGNORECASE))
    assert {"MRI scans", "Käsekuchen", "iPads"} <= named <= {"MRI scans", "Käsekuchen", "iPads", "IPads"}
