"""Presses of the buttons of time count as they were meant: quick ones wait their turn, late ones start nothing."""

from __future__ import annotations

import pygame
import pytest

from game.session import Session
from game.view.clock import GRACE_SECONDS, MOST_QUEUED, SKIP_SPEED, WEEK_SECONDS, Clock
from game.view.screens.play.screen import Play
from game.words.newsline import News
from tests import screens
from tests.screens import State, Viewer

FRAME = 1 / 60
A_STEP = WEEK_SECONDS / SKIP_SPEED


def weeks_run(clock: Clock, seconds: float) -> int:
    return sum(clock.tick(FRAME) for _ in range(round(seconds / FRAME)))


def test_presses_of_one_week_wait_their_turn_and_no_more_than_two_of_them() -> None:
    for presses in (1, 2, 3, 4, 9):
        clock = Clock()
        for _ in range(presses):
            clock.step()
        assert weeks_run(clock, 20.0 * A_STEP) == min(presses, 1 + MOST_QUEUED)
        assert not clock.running


def test_what_stops_the_clock_drops_the_weeks_that_waited() -> None:
    for stop in (Clock.pause, Clock.stop, Clock.toggle, Clock.skip, lambda clock: clock.run(4), Clock.run_out):
        clock = Clock()
        clock.step()
        clock.step()
        stop(clock)
        assert (clock.stepping, clock.queued) == (False, 0)


def test_a_form_or_a_menu_that_opens_drops_the_weeks_that_waited_and_not_the_one_under_way() -> None:
    clock = Clock()
    clock.step()
    clock.step()
    clock.hold("writing", True)
    assert weeks_run(clock, 2.0 * A_STEP) == 0
    clock.hold("writing", False)
    assert weeks_run(clock, 4.0 * A_STEP) == 1


def test_a_pause_pressed_as_the_clock_stops_of_itself_is_a_pause_and_the_next_press_goes_on() -> None:
    clock = Clock()
    clock.run(2)
    clock.stop()
    clock.tick(GRACE_SECONDS / 2)
    clock.toggle()
    assert not clock.running
    clock.toggle()
    assert clock.running
    assert clock.speed == 2


def test_later_and_after_a_pause_of_ones_own_a_press_goes_on_at_once() -> None:
    late = Clock()
    late.run(1)
    late.stop()
    late.tick(GRACE_SECONDS + FRAME)
    late.toggle()
    assert late.running
    own = Clock()
    own.run(1)
    own.toggle()
    own.toggle()
    assert own.running


@pytest.fixture(scope="module")
def table() -> tuple[Viewer, Play]:
    viewer = Viewer()
    state = State("garage", lambda: Play(Session(screens.level("01-the-garage")), screens.game()))
    shown = viewer.draw(state, (1280, 720), 1.0)
    assert isinstance(shown, Play)
    return viewer, shown


def test_two_quick_presses_of_n_at_the_table_play_two_weeks(table: tuple[Viewer, Play]) -> None:
    viewer, shown = table
    clock, session = shown.table.clock, shown.table.session
    shown.notes.current = None
    for _ in range(4):  # what stops for the first time in a game is behind them
        shown._week_ends()
    before = session.week
    for _ in range(2):
        shown.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_n, mod=0, unicode="n", scancode=0))
        shown.tick(FRAME)
        shown.paint(viewer.surface)
    assert clock.queued == 1
    for _ in range(round(4 * A_STEP / FRAME)):
        shown.tick(FRAME)
        shown.paint(viewer.surface)
    assert session.week == before + 2
    assert not clock.running


def test_the_game_s_own_stop_at_the_table_leaves_time_for_a_late_press(table: tuple[Viewer, Play]) -> None:
    _, shown = table
    clock = shown.table.clock
    shown._met.clear()
    clock.run(4)
    shown._stop_for([News("fire", "fire", "Something burns.", weight=2)])
    assert clock.paused
    shown.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SPACE, mod=0, unicode=" ", scancode=0))
    assert clock.paused
