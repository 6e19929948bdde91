"""A player's own levels: listed beside the campaign, played, taken up again, and never in the way of anything else."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import bots, command_line, levels, places, safely
from game.levels import generated
from game.levels.folder import campaign_number
from game.session import Session, level_name, play
from game.view import app, own_levels, window
from game.view.keeping import Keeping
from game.view.own_levels import OwnLevels
from game.view.screens.briefing import Briefing
from game.view.screens.message import Message
from game.view.screens.play.screen import Play
from game.view.screens.title.lists import LevelList
from game.view.screens.title.screen import TitleScreen
from tests.pilot import Pilot

NIGHT = """\
format: 1
title: The Night Shift
people: 18
weeks: 26
story: |
  Eighteen people bake what the town eats
  for breakfast. You have the key.
"""
DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a wrong key": (
        lambda path: path.write_text("format: 1\ntitel: Small\npeople: 5.5\n", encoding="utf-8"),
        "Line 2: I do not know the key “titel”. Did you mean “title”? And 1 more: press to see all.",
    ),
    "empty": (lambda path: path.touch(), "The file is empty."),
    "no text": (lambda path: path.write_bytes(b"title: Caf\xe9\n"), "The file is not UTF-8 text"),
    "half written": (lambda path: path.write_text("format: 1\ntitle: [ha", encoding="utf-8"), "Line 2: "),
    "a folder": (lambda path: path.mkdir(), "it is a folder"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "the file it points to is not there"),
    "a pipe": (os.mkfifo, "it is a pipe"),
}  # fmt: skip
"""What may lie in a folder, and what its row says of it."""


def level_in(folder: Path, name: str = "night-shift.yaml", text: str = NIGHT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def shown(game: app.Game) -> TitleScreen:
    """The title with the list open and every file read."""
    title = game.title()
    assert isinstance(title, TitleScreen)
    title.choosing = "own"
    while game.own.read_on():
        pass
    window.render(title)
    return title


def listed(title: TitleScreen) -> list[str]:
    return [ident.removeprefix("own:") for ident in title.stage.ui.order() if ident.startswith("own:")]


def played(game: app.Game, path: Path, weeks: int, seed: int = 3) -> Session:
    """A game of an own level, begun as the briefing does and saved as it stands."""
    session = play(Session(game.own.read(path), seed), bots.leader("orders"), weeks)
    game.keeping.begin(session)
    assert game.keeping.save_now(session) == ""
    if session.over:
        game.to_result(session)
    return session


# The way a person comes


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
@pytest.mark.parametrize("given", [False, True], ids=["own folder", "--levels"])
@pytest.mark.slow
def test_a_level_put_into_the_folder_is_found_played_left_and_taken_up_again(
    tmp_path: Path, hand: str, given: bool
) -> None:
    home, team = tmp_path / "home", tmp_path / "team"
    path = level_in(team if given else home / "levels")
    pilot = Pilot(home, folders=[team] if given else [])
    name = pilot.game.own.name(path)

    def do(ident: str, *keys: str) -> None:
        if hand == "mouse":
            pilot.click(ident)
        elif keys:
            pilot.press(*keys)
        else:
            while pilot.window.stage.ui.focus != ident:
                pilot.press("tab")
            pilot.press("return")
        pilot.calm()

    do("own-list", "y")
    assert pilot.window.stage.ui.modal_open
    do(f"own:{name}", "1")
    assert isinstance(pilot.window.screen, Briefing)
    assert pilot.window.screen.level.title == "The Night Shift"
    do("brief-start", "return")
    pilot.press("n")
    pilot.until(lambda: pilot.week == 1)
    pilot.press("escape")
    pilot.calm()
    do("menu-quit")
    title = pilot.window.screen
    assert isinstance(title, TitleScreen)
    assert title._choices()[0][2:4] == ("Continue", "The Night Shift, week 2")
    do("continue", "c")
    assert isinstance(pilot.window.screen, Play)
    assert pilot.week == 1
    assert level_name(pilot.play.table.session.level) == name
    pilot.game.close()
    assert [file.name for file in (home / "saves").glob("*.headcount")] == [f"now-{name}.headcount"]


def test_the_list_opens_at_once_and_reads_on_while_it_is_shown(tmp_path: Path) -> None:
    for n in range(30):
        level_in(tmp_path / "levels", f"level-{n:02}.yaml", NIGHT.replace("The Night Shift", f"Title {n}"))
    pilot = Pilot(tmp_path)
    assert not any(row.known for row in pilot.game.own.rows), "nothing is read before it is asked for"
    pilot.click("own-list")
    assert sum(row.known for row in pilot.game.own.rows) < 10
    pilot.until(lambda: all(row.known for row in pilot.game.own.rows))
    assert [row.title for row in pilot.game.own.rows] == [f"Title {n}" for n in range(30)]
    pilot.step()
    ui = pilot.window.stage.ui
    ui.set_focus("own:level-29")
    pilot.step()
    place, region = ui.place_of("own-levels"), ui.region("own:level-29")
    assert place is not None
    assert region is not None
    assert place.contains(region.rect), "a focus scrolls the list to what it is on"
    pilot.press("return")
    assert isinstance(pilot.window.screen, Briefing)
    assert pilot.window.screen.level.title == "Title 29"


def test_a_row_says_what_the_level_is_and_how_it_went(tmp_path: Path) -> None:
    path = level_in(tmp_path / "levels")
    game = app.Game(Keeping(tmp_path))
    (row,) = (shown(game), *game.own.rows)[1:]
    assert (row.title, row.people, row.weeks) == ("The Night Shift", 18, 26)
    assert row.line == "Eighteen people bake what the town eats for breakfast."
    ended = played(game, path, 26)
    outcome = ended.outcome()
    assert outcome is not None

    def went() -> tuple[int, str]:
        title = game.title()
        assert isinstance(title, TitleScreen)
        assert title.own is not None
        found = title.own._went["night-shift"]
        return found.stars, found.words

    score = int(100 * outcome.score + 1e-9)
    assert went() == (outcome.stars, f"{score}% last time")
    played(game, path, 4)
    assert went() == (outcome.stars, "now in week 5")
    game.close()


def test_a_new_or_changed_file_is_seen_and_an_unchanged_one_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "levels"
    path = level_in(folder)
    read: list[str] = []
    real = levels.read
    monkeypatch.setattr(levels, "read", lambda path: (read.append(Path(path).name), real(path))[1])
    game = app.Game(Keeping(tmp_path))
    assert listed(shown(game)) == ["night-shift"]
    level_in(folder, "second.yaml")
    assert listed(shown(game)) == ["night-shift", "second"]
    assert read == ["night-shift.yaml", "second.yaml"]
    level_in(folder, text=NIGHT.replace("The Night Shift", "The Long Night Shift"))
    title = shown(game)
    assert [row.title for row in game.own.rows] == ["The Long Night Shift", "The Night Shift"]
    assert read == ["night-shift.yaml", "second.yaml", "night-shift.yaml"]
    path.unlink()
    title.event(pygame.event.Event(pygame.WINDOWFOCUSGAINED))
    assert [row.name for row in game.own.rows] == ["second"], "somebody comes back from the file manager"
    assert title.own is not None
    assert title.own.path("night-shift") is None


# Nothing in a folder stops the title


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_file_is_named_with_what_is_wrong_and_hides_no_other(tmp_path: Path, kind: str) -> None:
    make, sentence = DAMAGED[kind]
    level_in(tmp_path / "levels")
    make(tmp_path / "levels" / "bad.yaml")
    game = app.Game(Keeping(tmp_path))
    title = shown(game)
    bad, sound = game.own.rows
    assert sentence in bad.fault
    assert (sound.fault, sound.title) == ("", "The Night Shift")
    region = title.stage.ui.region("own:bad")
    assert region is not None
    assert region.tip is not None
    assert region.tip.text == bad.fault
    title.stage.ui.set_focus("own:bad")
    route = title.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r", scancode=0))
    assert route is not None
    assert isinstance(route.screen, Message), "all that is wrong with it"


def test_a_fault_of_the_reader_is_told_in_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    level_in(tmp_path / "levels")

    def falls(path: Path) -> None:
        raise RecursionError

    game = app.Game(Keeping(tmp_path))
    monkeypatch.setattr(levels, "read", falls)
    shown(game)
    assert "RecursionError" in game.own.rows[0].fault


def test_an_empty_folder_says_where_a_level_goes_and_makes_nothing(tmp_path: Path) -> None:
    game = app.Game(Keeping(tmp_path))
    title = shown(game)
    assert listed(title) == []
    assert title.own is not None
    words = title.own._nothing(tmp_path / "levels")
    assert f"{places.command()} new night-shift --own" in words
    assert own_levels.in_words(tmp_path / "levels").endswith("levels")
    assert not (tmp_path / "levels").exists()
    note = next(way.note for way in title._choices() if way.key == "own-list")
    assert note == "None yet"


def test_a_folder_that_has_gone_says_so(tmp_path: Path) -> None:
    team = tmp_path / "team"
    team.mkdir()
    game = app.Game(Keeping(None), folders=[team])
    team.rmdir()
    title = shown(game)
    assert title.own is not None
    assert title.own._nothing(team) == "This folder cannot be looked into: no such file or directory."


def test_the_folder_is_opened_by_the_systems_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools, told = tmp_path / "bin", tmp_path / "told"
    tools.mkdir()
    for name in ("xdg-open", "open"):
        (tools / name).write_text(f'#!/bin/sh\nprintf %s "$1" > {told}.new && mv {told}.new {told}\n')
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    pilot = Pilot(tmp_path / "home")
    pilot.press("y", "o")
    pilot.until(told.exists)
    folder = tmp_path / "home" / "levels"
    assert told.read_text() == str(folder)
    assert folder.is_dir()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert "nothing here to open a folder" in own_levels.show_folder(folder)
    pilot = Pilot(tmp_path / "home")
    pilot.press("y")
    pilot.step()
    assert pilot.shows("close")
    assert not pilot.shows("own-folder"), "a button that can do nothing is not shown"


# Never in the way of the campaign, or of another


def test_a_copy_of_a_campaigns_level_takes_no_place_no_stars_and_no_game(tmp_path: Path, root: Path) -> None:
    copy = tmp_path / "levels" / "01-the-garage.yaml"
    copy.parent.mkdir()
    shutil.copy(root / "levels" / "01-the-garage.yaml", copy)
    game = app.Game(Keeping(tmp_path))
    road = game.campaign()
    real = play(Session(levels.read(root / "levels" / "01-the-garage.yaml"), 3), bots.leader("orders"), 5)
    game.keeping.begin(real)
    assert game.keeping.save_now(real) == ""
    game.play(real)
    played(game, copy, 26)
    played(game, copy, 2)
    assert list(game.progress.stars) == ["my 01-the-garage"]
    assert game.campaign() == road
    names = {file.name for file in (tmp_path / "saves").glob("*.headcount")}
    assert names == {
        "now-01-the-garage.headcount", "now-my 01-the-garage.headcount", "last-my 01-the-garage.headcount",
    }  # fmt: skip
    game.progress.note("my 01-the-garage", finished=False)
    title = shown(game)
    ways = {way.key: (way.title, way.note) for way in title._choices()}
    assert ways["continue"] == ("Continue", "The Garage, week 3, your own")
    assert ways["next"] == ("Next: The Garage", "Level 1 · 5 people")
    assert listed(title) == ["my 01-the-garage"]
    briefing = game.open_level(copy)
    assert isinstance(briefing, Briefing)
    assert briefing.level.number == 0
    loaded = Session.load(tmp_path / "saves" / "now-my 01-the-garage.headcount").session
    assert (loaded.level.number, level_name(loaded.level)) == (0, "my 01-the-garage")
    game.close()


def test_two_levels_of_one_name_share_neither_stars_nor_games(tmp_path: Path) -> None:
    home, one, two = tmp_path / "home", tmp_path / "one", tmp_path / "two"
    paths = [level_in(home / "levels"), level_in(one), level_in(two), level_in(one, "night-shift.yml")]
    game = app.Game(Keeping(home), folders=[one, two])
    names = [game.own.name(path) for path in paths]
    for n, path in enumerate(paths):
        played(game, path, 3 + n, seed=n)
        game.progress.earn(names[n], n % 4)
    game.keeping.keep_progress(game.progress)
    game.close()
    again = app.Game(Keeping(home), folders=[two, one])
    assert [again.progress.stars[again.own.name(path)] for path in paths] == [0, 1, 2, 3]
    found = {kept.name: (kept.week, Session.load(kept.path).session.seed) for kept in again.keeping.games()}
    assert found == {name: (3 + n, n) for n, name in enumerate(names)}
    assert set(listed(shown(again))) == set(names)
    assert all(kept.path.name.startswith("now-night-shift") for kept in again.keeping.games())


def test_our_own_folder_given_again_lists_only_what_is_not_on_the_road(tmp_path: Path, root: Path) -> None:
    game = app.Game(Keeping(tmp_path), folders=[root / "levels", tmp_path / "levels"])
    link = tmp_path / "levels" / "the-garage.yaml"
    link.parent.mkdir()
    link.symlink_to(root / "levels" / "01-the-garage.yaml")
    assert listed(shown(game)) == ["free-play"]
    assert game.own.folders == (tmp_path / "levels", root / "levels")


FOLDERS = st.sampled_from(("/srv/x/levels", "/media/levels", "/srv/x", "/somewhere/else"))
STEMS = st.one_of(
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.sampled_from((
        "01-the-garage", "my 01-the-garage", "free-play", "free-40-9", "day-2026-03-02", "09-mine", "my 09-mine", "con",
        "night-shift", "night-shift~2", "night.shift", "night shift", "night-shift 0123abcd", "level", "My night-shift",
    )),
)  # fmt: skip


@given(st.lists(st.tuples(FOLDERS, STEMS, st.sampled_from((".yaml", ".yml"))), min_size=2, max_size=12, unique=True))
def test_every_file_has_a_name_that_nothing_else_has_and_a_saved_game_can_have(
    files: list[tuple[str, str, str]]
) -> None:
    own = OwnLevels(Path("/srv/x/levels"), [], places.LEVELS)
    names = [own.name(Path(folder, stem + ending)) for folder, stem, ending in files]
    assert len({name.casefold() for name in names}) == len({
        (folder, (stem + ending).casefold()) if folder == "/srv/x/levels" else (folder, stem + ending)
        for folder, stem, ending in files
    })  # fmt: skip
    level = levels.read_text("format: 1\ntitle: One\npeople: 5\n", "one")
    for name in names:
        assert safely.file_name(name, "") == name
        assert level_name(replace(level, path=name)) == name
        assert campaign_number(name) == 0
        assert generated.known(name) is None
        assert not (places.LEVELS / f"{name}.yaml").exists()


def test_a_title_without_folders_has_no_row_for_them() -> None:
    title = app.Game(Keeping(None)).title()
    assert isinstance(title, TitleScreen)
    assert title.own is None
    assert "own-list" not in {way.key for way in title._choices()}


# The command line


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for whoever types commands; returns where own levels go in it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "user"))
    return places.own_levels()


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    try:
        code = command_line.main([str(word) for word in words])
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    out, err = capsys.readouterr()
    return code, out + err


@pytest.mark.slow
def test_commands_find_levels_by_name_in_ours_then_the_players_own_then_the_folders_given(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    team = tmp_path / "team"
    for folder, names in ((data, ("01-the-garage", "07-night-shift", "mine")), (team, ("mine", "night-shift", "far"))):
        for name in names:
            level_in(folder, f"{name}.yaml", NIGHT.replace("weeks: 26", f"weeks: {4 if folder == data else 5}"))
    for word, level, weeks in (
        ("01-the-garage", "01-the-garage", None), ("the-garage", "01-the-garage", None), ("mine", "mine", 4),
        ("night-shift", "07-night-shift", 4), ("far", "far", 5),
    ):  # fmt: skip
        code, out = told(capsys, "sim", word, "--levels", team, "--policy", "orders", "--json")
        (row,) = json.loads(out)
        assert (code, row["level"], row["weeks"]) == (0, level, weeks or row["weeks"])
    code, out = told(capsys, "sim", "far")
    assert (code, "There is no level “far”" in out) == (2, True)
    code, out = told(capsys, "sim", "nihgt-shift")
    assert "Did you mean “night-shift”?" in out
    picture = tmp_path / "far.png"
    assert told(capsys, "check", "far", "--levels", team)[0] == 0
    assert told(capsys, "shot", "far", "--levels", team, "--week", 1, picture)[0] == 0
    assert picture.stat().st_size > 10_000
    assert told(capsys, "sim", "far", "--levels", tmp_path / "nowhere")[0] == 2


@pytest.mark.slow
def test_check_without_a_path_looks_at_all_that_the_title_knows(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = told(capsys, "check")
    ours = int(out.split()[0])
    assert code == 0
    assert not data.exists()
    level_in(data)
    team = level_in(tmp_path / "team").parent
    assert told(capsys, "check") == (0, f"{ours + 1} levels, no problems.\n")
    assert told(capsys, "check", "--levels", team) == (0, f"{ours + 2} levels, no problems.\n")
    bad = level_in(data, "bad.yaml", "format: 1\n")
    code, out = told(capsys, "check")
    assert (code, f"{bad}:1:1: error:" in out) == (1, True)
    (tmp_path / "empty").mkdir()
    code, out = told(capsys, "check", "--levels", tmp_path / "empty")
    assert (code, "There is no level in the folder" in out) == (2, True)


def test_a_level_begun_as_ones_own_stands_in_the_title(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(data) in told(capsys, "new", "--help")[1]
    assert not data.exists()
    code, out = told(capsys, "new", "night-shift", "--own")
    assert (code, str(data / "night-shift.yaml") in out) == (0, True)
    assert "The title lists it" in out
    assert told(capsys, "new", "folder/night-shift", "--own")[0] == 2
    other = tmp_path / "team"
    other.mkdir()
    code, out = told(capsys, "new", other / "harbour")
    assert (code, str(data) in out) == (0, True)
    begun: list[window.Window] = []
    monkeypatch.setattr(window.Window, "run", lambda shown: begun.append(shown))
    assert told(capsys, "--levels", other)[0] == 0
    title = begun[0].screen
    assert isinstance(title, TitleScreen)
    assert isinstance(title.own, LevelList)
    assert [row.path for row in title.own.own.rows] == [data / "night-shift.yaml", other / "harbour.yaml"]
    assert told(capsys, "--level", "harbour", "--levels", other)[0] == 0
    assert isinstance(begun[1].screen, Briefing)
    assert begun[1].screen.level.title == "Harbour"
