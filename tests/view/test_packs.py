"""Packs among the player's levels: listed with what they say of themselves, dropped on the window, played, broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pygame
import pytest

from game import safely
from game.view import app, covers, window
from game.view.keeping import Keeping
from game.view.packs import UNPACKED, PackShelf, take_in
from game.view.screens.briefing import Briefing
from game.view.screens.message import Message
from game.view.screens.title.screen import TitleScreen
from game.view.toolkit.panel import Panel
from game.words.languages import language, maker
from tests.levels.packs.made import FILES, LEVEL, folder_of, png, zip_of
from tests.pilot import Pilot


def game_at(home: Path) -> app.Game:
    game = app.Game(Keeping(home))
    game.title()
    while game.own.read_on():
        pass
    return game


def painted(monkeypatch: pytest.MonkeyPatch, game: app.Game) -> str:
    """All words of the list of levels, and how many covers were painted."""
    said: list[str] = []
    text, paragraph = Panel.text, Panel.paragraph

    def noted_text(p: Panel, x: float, y: float, words: str, **rest: object) -> object:
        said.append(words)
        return text(p, x, y, words, **rest)

    def noted_paragraph(p: Panel, x: float, y: float, wide: float, words: str, **rest: object) -> object:
        said.append(words)
        return paragraph(p, x, y, wide, words, **rest)

    monkeypatch.setattr(Panel, "text", noted_text)
    monkeypatch.setattr(Panel, "paragraph", noted_paragraph)
    title = game.title()
    title.choosing = "own"
    while game.own.read_on():
        pass
    window.render(title)
    return "\n".join(said)


def test_a_pack_stands_in_the_list_with_its_title_maker_language_and_cover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "levels").mkdir()
    zip_of(tmp_path / "levels" / "wards.zip")
    shown: list[bool] = []
    paint = covers.paint
    monkeypatch.setattr(covers, "paint", lambda *rest: shown.append(paint(*rest)) or shown[-1])
    words = painted(monkeypatch, game_at(tmp_path))
    assert "Wards in Winter" in words
    assert "by Ada Okafor · Deutsch · CC BY 4.0" in words
    assert "Two houses that do not sleep." in words
    assert "18 people, 13 weeks · by Ben Osei" in words
    assert shown[-1] is True


def test_a_broken_pack_is_listed_with_its_first_problem_and_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "levels"
    folder_of(home / "a-code", FILES | {"run.py": b"print()"})
    folder_of(home / "b-text", {**FILES, "pack.yaml": b"title: Torn\nathor: A\n"})
    (home / "c.zip").write_bytes(b"PK nothing")
    zip_of(home / "d.zip", FILES | {"../out.yaml": b"x"})
    folder_of(home / "e-sound")
    game = game_at(tmp_path)
    words = painted(monkeypatch, game)
    assert "a-code: “run.py” has no place in a pack." in words
    assert "b-text: pack.yaml, line 2: I do not know the key “athor”." in words
    assert "c.zip: It is no sound zip file." in words
    assert "d.zip: “../out.yaml” points out of the pack's folder." in words
    sound = [row for row in game.own.rows if not row.fault]
    assert [row.path.parent.name for row in sound] == ["b-text", "e-sound"]
    assert not (tmp_path / "out.yaml").exists()


def test_each_level_of_a_pack_keeps_its_stars_for_itself(tmp_path: Path) -> None:
    home = tmp_path / "levels"
    folder_of(home / "one")
    zip_of(home / "two.zip")
    folder_of(home, {"the-ward.yaml": LEVEL.encode()})
    names = [row.name for row in game_at(tmp_path).own.rows]
    assert len(set(names)) == 3
    assert names == [row.name for row in game_at(tmp_path).own.rows]


def test_a_zip_file_is_unpacked_once_anew_when_it_changes_and_tidied_away_when_it_goes(tmp_path: Path) -> None:
    home, place = tmp_path / "levels", tmp_path / UNPACKED
    home.mkdir()
    path = zip_of(home / "wards.zip")
    [folder] = {row.path.parent for row in game_at(tmp_path).own.rows}
    assert folder.parent == place
    first = (folder / "the-ward.yaml").stat()
    game_at(tmp_path)
    assert (folder / "the-ward.yaml").stat() == first
    zip_of(path, FILES | {"the-night.yaml": LEVEL.encode()})
    assert {row.path.name for row in game_at(tmp_path).own.rows} == {"the-ward.yaml", "the-night.yaml"}
    path.unlink()
    assert game_at(tmp_path).own.rows == ()
    assert list(place.iterdir()) == []


def test_where_nothing_is_kept_a_zip_file_says_so(tmp_path: Path) -> None:
    zip_of(tmp_path / "wards.zip")
    [pack] = PackShelf(None).in_folder(tmp_path)
    assert pack.fault == "Nothing is being kept, so a pack cannot be unpacked."
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["wards.zip"]


# Dropped on the window


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_a_pack_that_falls_onto_the_window_is_taken_in_listed_and_played(tmp_path: Path, kind: str) -> None:
    there = tmp_path / "downloads"
    there.mkdir()
    path = zip_of(there / "wards.zip") if kind == "zip" else folder_of(there / "wards", FILES | {".git/x": b"x"})
    pilot = Pilot(tmp_path / "home")
    pygame.event.post(pygame.event.Event(pygame.DROPFILE, file=str(path)))
    pilot.step()
    said = pilot.window.screen
    assert isinstance(said, Message)
    assert said._title == "Wards in Winter"
    assert "1 level · by Ada Okafor · Deutsch · CC BY 4.0" in said._text
    assert path.exists()
    shutil.rmtree(there)
    pilot.calm()
    pilot.press("return")
    pilot.calm()
    title = pilot.window.screen
    assert isinstance(title, TitleScreen)
    assert title.choosing == "own"
    pilot.until(lambda: all(row.known for row in pilot.game.own.rows))
    [row] = pilot.game.own.rows
    pilot.click(f"own:{row.name}")
    assert isinstance(pilot.window.screen, Briefing)
    assert pilot.window.screen.level.words["team"] == "ward"
    assert [entry.name for entry in (tmp_path / "home" / "levels").iterdir()] == [path.name]
    pilot.game.close()


def test_what_is_no_pack_is_not_taken_in_and_says_why(tmp_path: Path) -> None:
    game = game_at(tmp_path / "home")
    folder = folder_of(tmp_path / "photos", {"a.png": b"x"})
    evil = zip_of(tmp_path / "evil.zip", FILES | {"run.py": b"x"})
    for path, heard in ((folder, "photos: A folder is a pack if it holds a file pack.yaml."),
                        (evil, "evil.zip: “run.py” has no place in a pack.")):  # fmt: skip
        said = game.opened(path)
        assert isinstance(said, Message)
        assert said._text.startswith(heard)
    assert not (tmp_path / "home" / "levels").exists()
    said = app.Game(Keeping(None)).opened(zip_of(tmp_path / "wards.zip"))
    assert isinstance(said, Message)
    assert said._text == "Nothing is being kept, so there is no place for it."


def test_a_newer_version_takes_the_place_of_the_old_one_and_a_stranger_does_not(tmp_path: Path) -> None:
    home = tmp_path / "levels"
    first = zip_of(tmp_path / "wards.zip")
    before = first.read_bytes()
    assert take_in(first, home).source == home / "wards.zip"
    assert take_in(first, home).source == home / "wards.zip"
    newer = zip_of(tmp_path / "wards.zip", FILES | {"the-night.yaml": LEVEL.encode()})
    assert len(take_in(newer, home).levels) == 2
    assert (home / "wards.zip.bak").read_bytes() == before
    other = zip_of(tmp_path / "wards.zip", FILES | {"pack.yaml": b"title: Others\n"})
    assert take_in(other, home).source == home / "wards 2.zip"
    assert take_in(home / "wards.zip", home).source == home / "wards.zip"
    folder = folder_of(tmp_path / "wards")
    assert [take_in(folder, home).source.name for _ in range(2)] == ["wards", "wards 2"]
    assert {path.name for path in home.iterdir()} == {"wards.zip", "wards.zip.bak", "wards 2.zip", "wards", "wards 2"}


def test_a_cover_is_cut_to_fit_and_what_cannot_be_decoded_is_left_out(tmp_path: Path) -> None:
    sound, torn = tmp_path / "a.png", tmp_path / "b.png"
    sound.write_bytes(png(60, 20))
    torn.write_bytes(png(60, 20)[:60])
    picture = covers._picture(sound, safely.stamp(sound), (84, 56), 6)
    assert picture is not None
    assert picture.get_size() == (84, 56)
    assert picture.get_at((42, 28)) == (0x26, 0x34, 0x5C, 255)
    assert picture.get_at((0, 0)).a == 0
    assert covers._picture(torn, safely.stamp(torn), (84, 56), 6) is None
    assert covers._picture(tmp_path / "none.png", None, (84, 56), 6) is None


def test_makers_and_languages_in_words() -> None:
    assert maker("Ada", "en") == "by Ada"
    assert maker("", "en") == ""
    assert maker("Ada", "de-CH") == "by Ada · Deutsch"
    assert maker("", "en", always=True) == "English"
    assert (language("FR"), language("tlh")) == ("Français", "tlh")
