"""A folder of levels: what a list shows of each file, and files that are not what their names say."""

import os
from pathlib import Path

import pytest

from game import levels
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.screens.message import Message
from game.view.screens.title.screen import TitleScreen

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = {
    "a number": "people: 40",
    "with underscores": "people: 1_200",
    "a plan on one line": "people: {start: 4000, end: 5600}",
    "a plan, the end first": "people: {end: 5600, start: 4000}",
    "a plan in lines": "people:\n  start: 70\n  end: 90",
    "a plan in lines, the end first": "people:\n  end: 90\n  start: 70",
    "a start alone": "people: {start: 9}",
    "quoted keys": '"people": {"start": 12, \'end\': 14}',
    "a comment behind it": "people: 30  # at the start",
    "an anchor": "people: &n 30\nseed: *n",
    "an alias": "seed: &n 30\npeople: *n",
}
BEFORE = {
    "nothing": "",
    "a story that names people": "story: |\n  title: no\n  people: 3\n",
    "other keys of that name": "organisation: {teams: [people, title]}\nevents:\n  - when: week 3\n"
    "    arrival: {people: 7}\n",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("title", ["title: Small", "'title': >\n  Small"])
@pytest.mark.parametrize("people", PEOPLE.values(), ids=PEOPLE)
def test_a_cover_says_what_the_level_says(tmp_path: Path, people: str, title: str, before: str) -> None:
    for number, lines in enumerate(([title, people], [people, title]), 1):
        path = tmp_path / f"{number:02}-small.yaml"
        path.write_text("format: 1\n" + before + "\n".join(lines) + "\n", encoding="utf-8")
        level = levels.read(path)
        (cover,) = (cover for cover in levels.covers(tmp_path) if cover.path == str(path))
        assert (cover.number, cover.title, cover.people) == (level.number, level.title, level.world.people)


def test_every_level_of_ours_has_its_cover() -> None:
    covers = {Path(cover.path): cover for cover in levels.covers(ROOT / "levels")}
    assert set(covers) == set((ROOT / "levels").glob("*.yaml"))
    assert [cover.number for cover in covers.values()] == [1, 2, 3, 4, 5, 6, 7, 8, 0, 0]
    for path, cover in covers.items():
        level = levels.read(path)
        assert (cover.number, cover.title, cover.people) == (level.number, level.title, level.world.people)


@pytest.mark.parametrize("text", [
    b"", b"\x00\x05\x16\x07", b"title: Caf\xe9\npeople: 5\n", b"title: Half\npeo", b"title: [\npeople: 5\n",
    b"people: 5\n", b"title: Many\npeople: 4,000\n", b"title: Less\npeople: -3\n", b"- title: A\n- people: 5\n",
    b"title: Vast\npeople: " + b"9" * 5000, b"x: " + b"[" * 5000, b"? [a]: b\n: title\n", b"*nothing: 3\ntitle: a\n",
    b"title: Long\nstory: " + b"word " * 300_000 + b"\npeople: 5\n",
])  # fmt: skip
def test_a_level_that_cannot_be_read_stays_in_the_list_under_its_name(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "03-the-long_corridor.yaml").write_bytes(text)
    assert [(cover.number, cover.title, cover.people) for cover in levels.covers(tmp_path)] == [
        (3, "The Long Corridor", 0)
    ]


def test_a_damaged_copy_does_not_take_the_place_of_a_level(tmp_path: Path) -> None:
    (tmp_path / "03-sound.yaml").write_text("title: Sound\npeople: 5\n", encoding="utf-8")
    for name in ("03-a-copy.yaml", "03-z-copy.yaml"):
        (tmp_path / name).write_bytes(b"title: \xff")
    assert [cover.title for cover in levels.covers(tmp_path)] == ["Sound"]


def test_the_whole_campaign_can_be_reached() -> None:
    game = Game(Keeping(None))
    for number in range(1, 9):
        chapter = game.campaign()[number - 1]
        assert (chapter.number, chapter.open, chapter.path is not None) == (number, True, True)
        assert not any(later.open for later in game.campaign()[number:])
        game.progress.earn(chapter.name, 0)
    assert [chapter.people for chapter in game.campaign()][6:] == [4_000, 15_000]


def test_what_lies_beside_the_road_opens_with_the_end_of_its_level_and_leaves_the_road_as_it_is() -> None:
    game = Game(Keeping(None))
    for name in ("01-the-garage", "02-two-pizzas"):
        game.progress.earn(name, 3)
        (brewery,) = game.beside()
        assert not brewery.open
    game.progress.earn("03-the-corridor", 0)
    (brewery,) = game.beside()
    assert (brewery.title, brewery.after, brewery.number, brewery.open) == ("The Brewery", "The Corridor", 0, True)
    title = game.title()
    assert isinstance(title, TitleScreen)
    shown = {milestone.title: n for n, milestone in enumerate(title.road.milestones)}
    assert title.road.next_level() == shown["The Floor"], "the main way goes on along the road"
    for chapter in game.campaign():
        game.progress.earn(chapter.name, 1)
    title = game.title()
    assert isinstance(title, TitleScreen)
    assert title.road.next_level() == shown["The Brewery"], "nothing else is left to be begun"
    game.progress.earn(brewery.name, 1)
    title = game.title()
    assert isinstance(title, TitleScreen)
    assert title.road.next_level() == shown["The Aim"]


def test_a_level_that_cannot_be_read_can_be_pressed_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "01-the-garage.yaml").write_bytes(b"title: Caf\xe9\n")
    os.mkfifo(tmp_path / "02-two-pizzas.yaml")
    game = Game(Keeping(None), tmp_path)
    for chapter, people, reason in zip(game.campaign(), (5, 12), ("not UTF-8", "it is a pipe"), strict=False):
        assert chapter.path is not None
        assert chapter.people == people, "what the road says of it"
        shown = game.open_level(chapter.path)
        assert isinstance(shown, Message)
        assert chapter.path.name in shown._text
        assert reason in shown._text
