"""The focus of the keyboard: the desk has a key, a review leaves the focus where it was, a tooltip of it goes away."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.session import Session
from game.view.screens.play.screen import Play
from game.view.toolkit.input import LETTERS_A_SECOND, READING_SECONDS
from tests import screens
from tests.pilot import Pilot
from tests.screens import State, Viewer, frame


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def opened(viewer: Viewer) -> Play:
    """A game of its own, drawn, without a note."""
    session = Session(screens.level("01-the-garage"))
    shown = viewer.draw(State("garage", lambda: Play(session, screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    viewer.stage.ui.lower_shields()
    shown.notes.current = None
    frame(viewer, shown)
    return shown


def press(viewer: Viewer, shown: Play, key: int, letter: str = "") -> None:
    shown.event(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=letter, scancode=0))
    frame(viewer, shown)


def test_the_desk_has_a_key(viewer: Viewer) -> None:
    shown = opened(viewer)
    press(viewer, shown, pygame.K_j, "j")
    assert shown.table.selected == "desk"
    assert viewer.stage.ui.focus == "desk"
    press(viewer, shown, pygame.K_j, "j")
    assert shown.table.selected is None


def test_a_tooltip_of_the_focus_ends_with_the_first_escape_or_by_itself(viewer: Viewer) -> None:
    shown, ui = opened(viewer), viewer.stage.ui
    shown.table.select("desk")
    frame(viewer, shown)
    ui.set_focus("side-tab:orders")
    frame(viewer, shown, 1.0)
    assert ui.tip_shown() is not None
    press(viewer, shown, pygame.K_ESCAPE)
    assert ui.tip_shown() is None
    assert shown.table.selected == "desk", "the first Escape is for the tooltip alone"
    press(viewer, shown, pygame.K_ESCAPE)
    assert shown.table.selected is None
    ui.set_focus("side-tab:orders")
    frame(viewer, shown, 1.0)
    region = ui.region("side-tab:orders")
    assert region is not None
    assert region.tip is not None
    read = READING_SECONDS + len(region.tip.title + region.tip.text) / LETTERS_A_SECOND
    frame(viewer, shown, read)
    assert ui.tip_shown() is None


def test_a_tooltip_of_a_stale_hover_covers_nothing_that_a_key_opened(viewer: Viewer) -> None:
    shown, ui = opened(viewer), viewer.stage.ui
    tile = ui.region("team 0")
    assert tile is not None
    shown.event(pygame.event.Event(pygame.MOUSEMOTION, pos=tile.rect.center, rel=(1, 0), buttons=(0, 0, 0)))
    frame(viewer, shown, 1.0)
    assert ui.tip_shown() is not None
    press(viewer, shown, pygame.K_o, "o")
    assert shown.table.draft is not None
    ui.set_focus(None)
    frame(viewer, shown, 1.0)
    assert ui.tip_shown() is None, "not before the mouse moves"


def test_a_press_on_what_is_shut_says_at_once_why(tmp_path: Path) -> None:
    pilot = Pilot(tmp_path)
    ui = pilot.window.stage.ui
    region = ui.region("level:3")
    assert region is not None
    assert not region.enabled
    pilot.click("level:3")
    pilot.step()
    assert ui.tip_shown() is not None
    pilot.click("larger")
    pilot.step()
    assert ui.tip_shown() is None, "what has been pressed and is open says nothing"
    pilot.game.close()


def test_the_focus_survives_a_review(viewer: Viewer) -> None:
    shown, ui = opened(viewer), viewer.stage.ui
    session = shown.table.session
    while session.week < 12:
        session.advance()
    frame(viewer, shown)
    ui.set_focus("team 2")
    route = shown._week_ends()
    assert route is not None
    assert route.screen is not shown
    ui.leave()
    assert route.screen is not None
    route.screen.enter(viewer.stage)
    route.screen.paint(viewer.surface)
    ui.leave()
    shown.enter(viewer.stage)
    frame(viewer, shown)
    assert ui.focus == "team 2"
    assert ui.ring_shown


def test_a_page_of_the_menu_gives_the_focus_back_to_what_opened_it(viewer: Viewer) -> None:
    shown, ui = opened(viewer), viewer.stage.ui
    press(viewer, shown, pygame.K_ESCAPE)
    ui.lower_shields()
    for page in ("menu-keys", "menu-save"):
        ui.set_focus(page)
        press(viewer, shown, pygame.K_RETURN)
        frame(viewer, shown)
        assert ui.region(page) is None
        press(viewer, shown, pygame.K_ESCAPE)
        frame(viewer, shown)
        assert ui.focus == page
    press(viewer, shown, pygame.K_ESCAPE)
    frame(viewer, shown)
    assert not ui.modal_open


def test_return_on_a_figure_that_only_tells_presses_the_button_that_waits_for_it(viewer: Viewer) -> None:
    shown, ui = opened(viewer), viewer.stage.ui
    ui.set_focus("team 0")
    press(viewer, shown, pygame.K_RETURN)
    press(viewer, shown, pygame.K_1, "1")
    frame(viewer, shown, 1.0)
    ui.set_focus("bar-cash")
    press(viewer, shown, pygame.K_SPACE, " ")
    assert not shown.table.pending, "the space bar is for the clock alone"
    press(viewer, shown, pygame.K_RETURN)
    assert [action.lever for action in shown.table.pending] == ["order"]
