"""An unexpected error keeps the game, is written down without names, is told on a page, and ends in no loop."""

import getpass
import os
from datetime import datetime, timedelta
from pathlib import Path

import pygame
import pytest

from game import levels, saves
from game.levels import Level
from game.session import Session, verify
from game.sim.actions import Action
from game.version import VERSION
from game.view import app, mishap, window
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.screens.message import Message
from game.view.screens.play.screen import Play
from game.view.screens.title.screen import TitleScreen
from tests.pilot import Pilot, calm

ROOT = Path(__file__).resolve().parents[2]
GARAGE = ROOT / "levels" / "01-the-garage.yaml"
NOON = datetime(2026, 11, 28, 12, 0, 0)


@pytest.fixture(scope="module")
def garage() -> Level:
    return levels.read(GARAGE)


def fails(*_: object) -> None:
    raise ValueError(f"no room in {Path.home()}/Documents/plan.txt for {getpass.getuser()}")


def under_way(folder: Path, garage: Level) -> Pilot:
    """A game of level 1 in its fourth week, with a letter that is not sent yet."""
    pilot = Pilot(folder, GARAGE)
    session = Session(garage, 7)
    for _ in range(3):
        session.advance()
    session.act(Action("order", 1, (0, 4)))
    pilot.window._go(pilot.game.to_play(session))
    pilot.step()
    return pilot


def reports(folder: Path) -> list[Path]:
    return sorted((folder / "errors").glob("error-*.txt"))


@pytest.mark.parametrize("where", ["event", "tick", "paint", "enter"])
@pytest.mark.slow
def test_an_error_keeps_the_game_and_leads_to_the_title(where: str, tmp_path: Path, garage: Level) -> None:
    pilot = under_way(tmp_path, garage)
    pilot.press("o", "t")
    if where == "enter":
        broken = Play(pilot.play.table.session, pilot.game)
        broken.enter = fails  # type: ignore[method-assign]
        pilot.window._after_error = 0
        pilot.play.event = lambda event: window.Route(broken)  # type: ignore[method-assign]
    else:
        setattr(pilot.play, where, fails)
    pilot.press("n")
    page = pilot.window.screen
    assert isinstance(page, Message)
    (path,) = reports(tmp_path)
    assert str(path) in page._text
    assert "week 4" in page._text
    kept = tmp_path / "saves" / "now-01-the-garage.headcount"
    assert verify(kept).ok
    assert saves.read(kept).end.pending  # type: ignore[union-attr]
    pilot.calm()
    pilot.press("return")
    assert isinstance(pilot.window.screen, TitleScreen)
    pilot.press("c")
    assert pilot.week == 3
    assert len(pilot.play.table.pending) == 1
    pilot.game.close()


def test_the_report_says_what_is_needed_and_names_nobody(tmp_path: Path, garage: Level) -> None:
    pilot = under_way(tmp_path, garage)
    pilot.game.session.player = "Wilhelmina"  # type: ignore[union-attr]
    pilot.press("o", "escape")
    pilot.click("bar-menu")
    pilot.click("menu-save")
    pilot.type("zqx secret")
    pilot.play.tick = fails  # type: ignore[method-assign]
    pilot.step()
    text = reports(tmp_path)[0].read_text(encoding="utf-8")
    for part in (
        f"Headcount {VERSION}", "Python 3.", "numpy", "01-the-garage", "seed 7", "week 4 of", "order team:1",
        "key o", "on bar-menu", "tests/view/test_errors.py", "game/view/window.py",
        "ValueError: no room in ~…/plan.txt for (name)",
    ):  # fmt: skip
        assert part in text, part
    for name in (str(Path.home()), getpass.getuser(), "/root", str(ROOT), str(tmp_path), "Wilhelmina", "zqx", "key z"):
        assert name not in text, name


def test_a_text_is_made_anonymous_whatever_system_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USERPROFILE", "C:" + r"\Users\Jo Smith")
    monkeypatch.setenv("USERNAME", "Jo Smith")
    text = mishap.anonymous(
        "C:" "\\Users\\Jo Smith\\AppData\\x.json, 'C:" "\\\\Users\\\\Jo Smith\\\\y', "
        "/srv/people/eva/z.yaml, for JO SMITH, "
        "game/view/toolkit/ui.py and 3/4", ["Eva"],
    )  # fmt: skip
    assert "smith" not in text.lower()
    assert "eva" not in text
    assert "x.json" in text
    assert "z.yaml" in text
    assert "game/view/toolkit/ui.py and 3/4" in text


def test_of_a_missing_file_only_the_name_is_told() -> None:
    path = Path("/srv", "Jo" + " Smith", "levels", "mine.yaml")
    try:
        path.read_text(encoding="utf-8")
    except OSError as error:
        text = mishap.report(error, [], None, NOON)
    assert "mine.yaml" in text
    assert "Smith" not in text.replace('+ " Smith"', "")
    assert "No game was in play." in text


def test_causes_are_told_and_endless_recursion_is_cut() -> None:
    def deep(n: int) -> int:
        return deep(n + 1)

    try:
        try:
            deep(0)
        except RecursionError as error:
            raise KeyError("what came of it") from error
    except KeyError as error:
        text = mishap.report(error, ["key a"] * 3, None, NOON)
    assert "RecursionError" in text
    assert "KeyError: 'what came of it'" in text
    assert text.index("RecursionError") < text.index("KeyError")
    assert len(text.splitlines()) < 250


def test_at_most_ten_reports_are_kept_the_newest(tmp_path: Path) -> None:
    for n in range(13):
        path = mishap.write(tmp_path, f"{n}", NOON + timedelta(seconds=n // 2))
        os.utime(path, (n, n))
    kept = [path.read_text(encoding="utf-8") for path in reports(tmp_path)]
    assert sorted(kept, key=int) == [str(n) for n in range(3, 13)]


@pytest.mark.parametrize("second", ["on the page", "on the title", "while telling"])
def test_a_second_error_ends_the_game_with_a_sentence(
    second: str, tmp_path: Path, garage: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = under_way(tmp_path, garage)
    pilot.play.paint = fails  # type: ignore[method-assign]
    if second == "while telling":
        monkeypatch.setattr(Message, "enter", fails)
    if second == "on the page":
        monkeypatch.setattr(Message, "paint", fails)
    if second == "on the title":
        monkeypatch.setattr(TitleScreen, "paint", fails)

    def go_on() -> None:
        pilot.step()
        pilot.calm()
        pilot.press("return")

    with pytest.raises(SystemExit, match="went wrong twice") as ended:
        go_on()
    assert isinstance(ended.value.code, str), "which Python prints, and leaves with 1"
    assert pilot.window.screen is None
    assert verify(tmp_path / "saves" / "now-01-the-garage.headcount").ok


def test_after_the_title_another_error_is_told_again(tmp_path: Path, garage: Level) -> None:
    pilot = under_way(tmp_path, garage)
    for _ in range(2):
        pilot.play.tick = fails  # type: ignore[method-assign]
        pilot.step()
        assert isinstance(pilot.window.screen, Message)
        pilot.calm()
        pilot.press("return", "c")
    assert pilot.week == 3
    assert len(reports(tmp_path)) == 2


def test_without_a_place_to_write_the_page_says_so(tmp_path: Path, garage: Level) -> None:
    (tmp_path / "errors").write_text("a file where a folder should be")
    pilot = under_way(tmp_path, garage)
    pilot.play.tick = fails  # type: ignore[method-assign]
    pilot.step()
    assert isinstance(pilot.window.screen, Message)
    assert "could not be written down" in pilot.window.screen._text


@pytest.mark.parametrize("opened", ["level", "save"])
def test_an_error_while_opening_is_a_page(
    opened: str, tmp_path: Path, garage: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    game = Game(Keeping(tmp_path))
    if opened == "level":
        monkeypatch.setattr(levels, "read", fails)
        page = game.open_level(GARAGE)
    else:
        monkeypatch.setattr(app.Session, "load", fails)
        page = game.open_save(tmp_path / "x.headcount")
    window.render(page)
    assert isinstance(page, Message)
    calm(page)
    route = page.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r"))
    assert route is not None
    assert isinstance(route.screen, TitleScreen)
    assert len(reports(tmp_path)) == 1
