"""Pictures of cards: each follows from its card, and no two of a level are alike."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from game import levels
from game.board import card_scenes, drawings
from game.board.card_scenes import ARRANGEMENTS, PLACES, THINGS, thing
from game.levels.kinds import MOST_PEOPLE, WHO
from game.places import ASSETS

FOLDER = Path(__file__).resolve().parents[2] / "levels"
LEVELS = [path for folder in (FOLDER, FOLDER / "more") for path in sorted(folder.glob("*.yaml"))]


@pytest.mark.parametrize("path", LEVELS, ids=lambda path: path.stem)
def test_every_card_of_a_level_has_a_picture_of_its_own(path: Path) -> None:
    level = levels.read(path)
    shown = [
        (thing(card.name, words.title, words.text), card.who)
        for card, words in zip(level.world.dilemmas, level.cards, strict=True)
    ]
    assert len(set(shown)) == len(shown)
    assert all(what != "scales" for what, _ in shown), "its words tell what it is about"


def test_a_picture_follows_from_the_words_and_from_nothing_else() -> None:
    assert thing("", "It drips", "") == "bucket"
    assert thing("the ferry", "The last one", "Half of them stand at the door.") == "boat", "the name tells most"
    assert thing("", "", "Nothing that anybody could see, but wages.") == "coins"
    assert thing("x", "Unheard of", "Quite.") == "scales"
    told = [word for words in THINGS.values() for word in words.split()]
    assert {word for word in told if told.count(word) > 1} <= {"printer", "printed"}


def test_every_thing_is_drawn_and_every_drawing_is_a_thing() -> None:
    drawn = {path.stem.removeprefix("thing-") for path in (ASSETS / "pieces").glob("thing-*.svg")}
    assert drawn == set(THINGS)
    for name in THINGS:
        (left, top, wide, high), body = drawings.drawing(f"thing-{name}", "light")
        assert (left, top + high) == (-52, 6), "its foot stands on the ground"
        assert wide > 0
        assert "<path" in body or "<ellipse" in body


def test_a_place_is_as_large_as_the_company_and_people_stand_as_a_card_has_them_come() -> None:
    drawn = [card_scenes.backdrop(most, 900, "#EEEEEE", "#DDDDDD") for most, _ in PLACES]
    assert len(set(drawn)) == len(PLACES)
    assert card_scenes.place(5) == "garage"
    assert card_scenes.place(MOST_PEOPLE) == card_scenes.place(15_000) == "town"
    assert set(ARRANGEMENTS) == set(WHO)
    for standing in ARRANGEMENTS.values():
        feet = sorted([one.x for one in standing.all] + [standing.at])
        assert all(after - before >= 36 for before, after in pairwise(feet)), "nobody hides another"
        assert max(one.x for one in standing.left) < standing.at
        assert all(one.x > standing.at for one in standing.right)


ONE_ROOM = ("over a weekend", "in the room", "all of {department}", "everyone around", "list on the table", "far room")
"""Said of a place in which everybody sees everybody."""
MANY = 100
"""People of a department from which no room holds them all."""


@pytest.mark.parametrize("path", LEVELS, ids=lambda path: path.stem)
def test_no_card_puts_a_thousand_people_into_one_room(path: Path) -> None:
    level = levels.read(path)
    if level.world.people / level.world.departments <= MANY:
        return
    for words in level.cards:
        texts = [words.title, words.text, words.silence]
        texts += [part for answer in words.answers.values() for part in (answer.does, answer.says, answer.then)]
        found = [(phrase, text) for text in texts for phrase in ONE_ROOM if phrase in text.lower()]
        assert found == []
