"""Names within a sentence: a room of a house takes its article there, any other name stands as it is."""

from __future__ import annotations

import re

import pytest

from game.levels.inflection import plural
from game.levels.names import department_names, in_sentence
from game.sim.desk.reports import Card
from game.words.actions import card_words
from tests import screens


@pytest.mark.parametrize(
    ("name", "said"),
    [("Clock loft", "the Clock loft"), ("Docks", "the Docks"), ("The garage", "the garage"), ("Upstairs", "Upstairs"),
     ("Lakeside", "Lakeside"), ("Anna's workshop", "Anna's workshop"), ("Ward 3", "Ward 3"),
     ("Bottling hall", "the Bottling hall")],
)  # fmt: skip
def test_a_room_takes_an_article_and_a_name_does_not(name: str, said: str) -> None:
    assert in_sentence(name) == said


@pytest.mark.parametrize(
    ("one", "several"),
    [("memo", "memos"), ("photo", "photos"), ("casino", "casinos"), ("hero", "heroes"), ("echo", "echoes"),
     ("studio", "studios"), ("box", "boxes"), ("head of photo", "heads of photo")],
)  # fmt: skip
def test_several_of_a_thing_are_spelt_as_people_spell_them(one: str, several: str) -> None:
    assert plural(one) == several


def test_rooms_that_nobody_named_take_one() -> None:
    assert all(in_sentence(name) == f"the {name}" for name in department_names((), 24))


def test_no_card_speaks_of_a_department_of_the_campaign_without_its_article() -> None:
    bare = re.compile(r"\b(In|in|at|of|from|by) (Nursery|Workshop|Bakery|Studio|Yard|Bindery|Foundry|Kiln|Docks)\b")
    for name in ("04-the-floor", "05-the-house", "06-the-merger", "07-the-following"):
        level = screens.level(name)
        for index, dilemma in enumerate(level.cards):
            for place in range(len(level.department_names)):
                card = Card(index=index, dealt=0, until=3, department=place, product=0)
                for text in (dilemma.title, dilemma.text):
                    assert bare.search(card_words(level, card, text)) is None, card_words(level, card, text)
