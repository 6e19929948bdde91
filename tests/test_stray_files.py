"""Whatever lies beside the levels: covers in any form, and strays that stop nothing but what needs them."""

from pathlib import Path

import pytest

from game import levels
from game.view import app
from game.view.keeping import Keeping
from game.view.screens.message import Message
from game.view.screens.title import TitleScreen

ROOT = Path(__file__).resolve().parent.parent

HEADS = {
    "plain": "format: 1\ntitle: The Yard\npeople: 40\n",
    "quoted": "format: 1\n\"title\": 'The Yard'\npeople: \"40\"\n",
    "turned round": "people: 40\nseed: 3\ntitle: The Yard\nformat: 1\n",
    "a plan in braces": "format: 1\ntitle: The Yard\npeople: {start: 40, end: 70}\n",
    "a plan, its end first": "title: The Yard\npeople: {end: 70, start: 40}\nformat: 1\n",
    "a plan in lines": "format: 1\ntitle: The Yard\npeople:\n  start: 40\n  end: 70\n",
    "other keys between": "organisation: {teams: [A, B], span: 4}\ntitle: The Yard\nmoney:\n  cash: 5\npeople: 40\n",
    "the same keys deeper down": "words: {title: no}\nproducts: [{people: 9}]\ntitle: The Yard\npeople: 40\n",
    "an alias": "seed: &n 40\npeople: *n\ntitle: The Yard\n",
    "an alias before": "seed: &n 4\nweeks: *n\ntitle: The Yard\npeople: 40\n",
    "underscored": "title: The Yard\npeople: 4_0\n",
    "marked and commented": "\ufeff# people: 9\n---\ntitle: The Yard  # a yard\npeople: 40  # for now\n",
    "broken further down": "title: The Yard\npeople: 40\nstory: [\n",
}
"""Beginnings of level files that all say The Yard and forty people."""


@pytest.mark.parametrize("form", HEADS)
def test_a_cover_is_read_in_every_form(tmp_path: Path, form: str) -> None:
    (tmp_path / "03-yard.yaml").write_text(HEADS[form], encoding="utf-8")
    (cover,) = levels.covers(tmp_path)
    assert (cover.number, cover.title, cover.people, cover.sound) == (3, "The Yard", 40, True)


@pytest.mark.parametrize("ending", [".yaml", ".yml"])
def test_a_cover_is_read_from_the_first_lines_alone(tmp_path: Path, ending: str) -> None:
    head = "title: The Yard\npeople: 40\nstory: |\n"
    (tmp_path / f"yard{ending}").write_text(head + "  ü and so on\n" * 30_000, encoding="utf-8")
    (cover,) = levels.covers(tmp_path)
    assert (cover.number, cover.title, cover.people, cover.sound) == (0, "The Yard", 40, True)


@pytest.mark.parametrize(
    "text",
    ["", "title: [\n", "people: 40\n", "title: The Yard\n", "title: X\npeople: many\n", "title: X\npeople: {end: 4}\n",
     "title: X\npeople: -4\n", "title: X\npeople: 99999999999999999999\n", "- title\n- people\n", "[" * 400,
     "title: {a: b}\npeople: 40\n", "{people: 40, title: *nobody}\n", "\x00", "title: X\npeople: 0\n"],
)  # fmt: skip
def test_a_file_without_a_cover_is_known_by_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "03-the-back-yard.yaml").write_text(text, encoding="utf-8")
    (cover,) = levels.covers(tmp_path)
    assert (cover.number, cover.title, cover.people, cover.sound) == (3, "The Back Yard", 0, False)


def test_every_level_of_ours_has_the_cover_it_opens_with() -> None:
    files = sorted(path.name for path in (ROOT / "levels").glob("*.yaml"))
    covers = levels.covers(ROOT / "levels")
    assert sorted(Path(cover.path).name for cover in covers) == files
    for cover in covers:
        level = levels.read(cover.path)
        assert cover.sound
        assert (cover.number, cover.title, cover.people) == (level.number, level.title, level.world.people)
    game = app.Game(Keeping(None))
    assert [(row.title, row.people) for row in game.campaign()] == list(app.CAMPAIGN)
    assert all(row.path is not None and not row.faulty for row in game.campaign())


def folder_of(tmp_path: Path, *numbers: int) -> Path:
    """A folder with a small sound level for each number."""
    for number in numbers:
        head = f"format: 1\ntitle: Level {number}\npeople: {4 + number}\nweeks: 4\n"
        (tmp_path / f"{number:02}-level.yaml").write_text(head, encoding="utf-8")
    return tmp_path


def test_each_finished_level_opens_the_next_to_the_end_of_the_road() -> None:
    game = app.Game(Keeping(None))
    for row in game.campaign():
        assert [one.open for one in game.campaign()] == [one.number <= row.number for one in game.campaign()]
        game.progress.earn(row.name, 0)


@pytest.mark.parametrize("broken", [None, "title: [", "title: Level 3\npeople: 7\nweeks: never\n"])
def test_a_level_that_cannot_be_opened_bars_no_way(tmp_path: Path, broken: str | None) -> None:
    folder = folder_of(tmp_path, 1, 2, 3, 4)
    third = folder / "03-level.yaml"
    third.unlink() if broken is None else third.write_text(broken, encoding="utf-8")
    game = app.Game(Keeping(None), folder)
    game.progress.earn("01-level", 1)
    game.progress.earn("02-level", 1)
    row = game.campaign()[2]
    assert row.number == 3
    if broken is not None:
        assert row.open
        assert row.path == third
        assert isinstance(game.open_level(third), Message)
        assert game.campaign()[2].faulty
    assert game.campaign()[3].open
    assert not game.campaign()[4].open or game.campaign()[4].path is None
    title = game.title()
    assert isinstance(title, TitleScreen)
    assert title.next_level() == 3


def test_a_copy_beside_a_level_does_not_take_its_place(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    (folder / "01-the-garage.yaml").write_text("format: 1\ntitle: Garage\npeople: 5\n", encoding="utf-8")
    for name in ("01-a.yaml", "01-the-garage (copy).yaml", "01-zebra.yaml"):
        (folder / name).write_text("format: 1\ntitle: Copy\npeople: 5\n", encoding="utf-8")
    (folder / "02-zebra.yaml").write_text("half", encoding="utf-8")
    game = app.Game(Keeping(None), folder)
    assert [row.title for row in game.campaign()[:2]] == ["Garage", "Level 2"]
