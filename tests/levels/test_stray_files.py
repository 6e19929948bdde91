"""Files that are not what their names say stop nothing but what needs them."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game import levels
from game.command_line import main
from game.lab import terminal
from game.levels import library
from game.view import app
from game.view.keeping import Keeping
from game.view.screens.message import Message
from game.view.screens.title.screen import TitleScreen

ROOT = Path(__file__).resolve().parents[2]
CARDS = (ROOT / "levels" / "cards" / "cards.yaml").read_text(encoding="utf-8")
FLOOR = (
    "format: 1\ntitle: The Floor\npeople: 12\nlevers: [order, answer]\n"
    "events: [{when: week 3, dilemma: the fair}]\n"
)
CASE = "dilemmas:\n  - name: half\n    title: Half written\n"


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    """Opening a pipe must not wait for somebody to write into it."""
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Garage, a level that brings a card of the library, and a library of one card, where all can be spoilt."""
    here = tmp_path / "levels"
    (here / "cards").mkdir(parents=True)
    shutil.copy(ROOT / "levels" / "01-the-garage.yaml", here)
    (here / "04-the-floor.yaml").write_text(FLOOR, encoding="utf-8")
    first, second, *_ = CARDS.split("  - name:")
    (here / "cards" / "cards.yaml").write_text(f"{first}  - name:{second}", encoding="utf-8")
    monkeypatch.setattr(library, "FOLDER", here / "cards")
    monkeypatch.setattr(terminal, "LEVELS", here)
    monkeypatch.chdir(tmp_path)
    return here


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**34)


STRAYS: dict[str, Callable[[Path], object]] = {
    "Latin-1": lambda path: path.write_bytes("title: Café\npeople: 5\n".encode("latin-1")),
    "a Mac's companion": lambda path: path.write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X\xb0"),
    "empty": lambda path: path.touch(),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a folder": lambda path: path.symlink_to(".."),
    "a folder": lambda path: path.mkdir(),
    "half written": lambda path: path.write_text("format: 1\ntitle: Half\ndilemmas:\n  - name: [ha", encoding="utf-8"),
    "a card without its text": lambda path: path.write_text(CASE, encoding="utf-8"),
    "a list": lambda path: path.write_text("- a\n- b\n", encoding="utf-8"),
    "a pipe": os.mkfifo,
    "huge": sparse,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    **({"unreadable": lambda path: path.symlink_to("/proc/self/mem")} if sys.platform == "linux" else {}),
}


@pytest.mark.parametrize("make", STRAYS.values(), ids=STRAYS)
@pytest.mark.parametrize("place", ["levels", "levels/cards"])
def test_a_stray_file_is_named_and_stops_nothing(
    folder: Path, place: str, make: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder.parent / place / "02-stray.yaml")
    covers = {cover.number: cover for cover in levels.covers(folder)}
    assert (covers[1].title, covers[1].people, covers[4].title) == ("The Garage", 5, "The Floor")
    assert (2 in covers) == (place == "levels")
    assert levels.read(folder / "01-the-garage.yaml").title == "The Garage"
    assert terminal.campaign() == ["01-the-garage", "04-the-floor"]
    assert main(["check", "levels"]) == 1
    shown = capsys.readouterr().out
    assert f"{place}/02-stray.yaml:" in shown
    assert "the-garage" not in shown
    assert "the-floor" not in shown, "its cards are all in cards.yaml"


def test_a_game_is_played_among_them_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, make in enumerate(STRAYS.values()):
        make(folder / f"{number:02}-stray.yaml")
        make(folder / "cards" / f"{number}.yaml")
    assert main(["sim", "levels/01-the-garage.yaml", "the-floor", "--policy", "idle"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("make", STRAYS.values(), ids=STRAYS)
def test_hidden_files_are_no_levels_and_no_cards(
    folder: Path, make: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    for place in (folder, folder / "cards"):
        for name in ("._cards.yaml", ".x.yaml"):
            make(place / name)
    assert [cover.number for cover in levels.covers(folder)] == [1, 4]
    assert main(["check", "levels"]) == 0
    assert capsys.readouterr().out.startswith("3 levels, no problems")


@pytest.mark.parametrize("make", STRAYS.values(), ids=STRAYS)
def test_a_level_that_needs_a_lost_card_says_which_file_it_may_be_in(
    folder: Path, make: Callable[[Path], object]
) -> None:
    (folder / "cards" / "cards.yaml").unlink()
    make(folder / "cards" / "cards.yaml")
    assert levels.check(folder / "01-the-garage.yaml") == [], "a level without cards of the library needs nothing of it"
    problems = levels.check(folder / "04-the-floor.yaml")
    assert problems
    for problem in problems:
        assert problem.text.startswith("There is no card “")
        assert "levels/cards/cards.yaml cannot be read" in problem.hint


def test_a_file_of_cards_needs_no_title_and_no_people(folder: Path) -> None:
    path = folder / "cards" / "mine.yaml"
    text = (folder / "cards" / "cards.yaml").read_text(encoding="utf-8")
    (folder / "cards" / "cards.yaml").unlink()
    path.write_text(text[text.index("dilemmas:") :], encoding="utf-8")
    assert levels.check(path) == []
    assert "the fair" in library.shelf().cards
    path.rename(folder / "cards.yaml")
    assert levels.check(folder / "cards.yaml"), "elsewhere it is a level"


@pytest.mark.parametrize("make", STRAYS.values(), ids=STRAYS)
def test_a_stray_file_that_is_asked_for_says_what_it_is(
    folder: Path, make: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder / "02-stray.yaml")
    for command in ("sim", "check", "balance"):
        assert main([command, "levels/02-stray.yaml"]) == 1
        out, err = capsys.readouterr()
        assert "levels/02-stray.yaml:" in out + err


def test_a_folder_without_levels_is_no_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "There is no level in the folder" in capsys.readouterr().err


def road_of(folder: Path, *numbers: int) -> list[Path]:
    """A folder of tiny levels with these numbers."""
    folder.mkdir()
    paths = [folder / f"{number:02}-level.yaml" for number in numbers]
    for path in paths:
        path.write_text(f"format: 1\ntitle: {path.stem}\npeople: 5\n", encoding="utf-8")
    return paths


@pytest.mark.parametrize("broken", [None, "", "format: 1\ntitle: [", "format: 1\ntitle: Third\npeople: 5\nevents: 7\n"])
def test_a_level_that_cannot_be_opened_bars_no_way(tmp_path: Path, broken: str | None) -> None:
    *_, third, fourth = road_of(tmp_path / "road", 1, 2, 3, 4)
    third.unlink() if broken is None else third.write_text(broken, encoding="utf-8")
    game = app.Game(Keeping(None), tmp_path / "road")
    game.progress.earn("01-level", 0)
    game.progress.earn("02-level", 2)
    if broken is not None:
        assert game.campaign()[2].open
        assert isinstance(game.open_level(third), Message)
    assert game.campaign()[3].open
    title = game.title()
    assert isinstance(title, TitleScreen)
    assert title.road.next_level() == 3
    assert title.road.milestones[3].path == fourth


def test_a_copy_beside_a_level_does_not_take_its_place(tmp_path: Path) -> None:
    (first,) = road_of(tmp_path / "road", 1)
    own = first.with_name("01-the-garage.yaml")
    for path in (own, *(first.with_name(f"01-{name}.yaml") for name in ("a", "the-garage (copy)", "zebra"))):
        path.write_text(f"format: 1\ntitle: {path.stem}\npeople: 5\n", encoding="utf-8")
    assert app.Game(Keeping(None), tmp_path / "road").campaign()[0].path == own
