"""Notes on the table: they lie over no name, no market and no panel, and go when they are done or no longer so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game import bots
from game.levels.holding import condition_holds
from game.session import Session, play
from game.sim.actions import Action
from game.view.cards.notes import KEPT_WEEKS, REACH, Notes
from game.view.screens.play.screen import Play
from game.view.toolkit.input import READING_SECONDS
from tests import screens
from tests.screens import State, Viewer

GARAGE = "01-the-garage"
AGES = 100.0
"""Seconds in which any note can be read."""
SLIVER = 4
"""Pixels of a plate's edge that a note may touch where twelve plates leave no other room."""


def lying(viewer: Viewer, name: str, size: tuple[int, int], scale: float) -> Iterator[tuple[str, Play, pygame.Rect]]:
    """Every other note of a level as it lies in the seventh week, with the words it says."""
    session = play(Session(screens.level(name)), bots.leader("mixed"), 6)
    shown = viewer.draw(State(name, lambda: Play(session, screens.game())), size, scale)
    assert isinstance(shown, Play)
    shown.card = None
    for hint in shown.level.hints[::2]:
        shown.notes.current = hint
        shown.paint(viewer.surface)
        place = viewer.stage.ui.place_of("note")
        assert place is not None
        edge = round((REACH + 4) * viewer.stage.ui.unit)
        yield hint.say, shown, place.inflate(-2 * edge, -2 * edge)


@pytest.mark.parametrize(
    ("name", "size", "scale"),
    [("01-the-garage", (1280, 720), 1.0), pytest.param("04-the-floor", (1280, 720), 1.5, marks=pytest.mark.slow),
     pytest.param("06-the-merger", (1000, 1400), 1.0, marks=pytest.mark.slow)],
)  # fmt: skip
@pytest.mark.slow
def test_a_note_lies_over_no_name_no_market_and_no_panel(name: str, size: tuple[int, int], scale: float) -> None:
    viewer = Viewer()
    for words, shown, note in lying(viewer, name, size, scale):
        ui = viewer.stage.ui
        read = [*shown.board.named(), *ui.places_of("side-"), *ui.places_of("handle-"), *ui.places_of("bar")]
        for other in read:
            common = note.clip(other)
            assert min(common.size) <= SLIVER, f"“{words}” lies over {common}"


@pytest.mark.slow
def test_among_twelve_plates_a_note_still_leaves_markets_and_panels_free() -> None:
    viewer = Viewer()
    for words, shown, note in lying(viewer, "07-the-following", (1280, 720), 1.0):
        markets = [shown.board.place(key) for key in shown.board.order() if key.startswith("market")]
        plates = [shown.board.place(key) for key in shown.board.order() if key.startswith("department")]
        for other in (*markets, *viewer.stage.ui.places_of("side-")):
            assert min(note.clip(other).size) <= SLIVER, f"“{words}” lies over {other}"
        for other in plates:
            assert min(note.clip(other).size) <= 2 * SLIVER, f"“{words}” hides a department's name"


@pytest.mark.slow
def test_the_thread_of_a_note_passes_behind_markets_and_plates() -> None:
    viewer, session = Viewer(), Session(screens.level("04-the-floor"))
    shown = viewer.draw(State("floor", lambda: Play(session, screens.game())), (1178, 662), 1.0)
    assert isinstance(shown, Play)
    board, ui = shown.board, viewer.stage.ui
    shown.paint(viewer.surface)
    thread = ui.place_of("note-thread")
    assert thread is not None
    markets = [board.place(key) for key in board.order() if key.startswith("market")]
    crossed = [place for place in markets if place.colliderect(thread)]
    assert crossed
    seen = [pygame.image.tobytes(viewer.surface.subsurface(place), "RGB") for place in crossed]
    shown.notes.current = None
    shown.paint(viewer.surface)
    assert [pygame.image.tobytes(viewer.surface.subsurface(place), "RGB") for place in crossed] == seen


def garage(weeks: int, *orders: Action) -> Session:
    """The Garage after some weeks in which nothing was said but the orders of the first."""
    session = Session(screens.level(GARAGE))
    for action in orders:
        session.act(action)
    while session.week < weeks:
        session.advance()
    return session


def test_a_note_about_a_figure_goes_when_it_has_mended_and_comes_back_when_it_fails_anew() -> None:
    asleep, busy = garage(5), garage(1, *(Action("order", team, (0, 8)) for team in range(3)))
    busy.act(Action("order", 3, (0, 8)))
    while busy.week < 5:
        busy.advance()
    notes = Notes(asleep.level)
    (waiting,) = [hint for hint in asleep.level.hints if hint.when.text.startswith("waiting above")]
    notes.to_come = [waiting]
    assert notes.look(asleep.report)
    assert not notes.look(asleep.report), "it lies there as long as it is so"
    assert notes.current is waiting
    notes.stood = AGES
    notes.look(busy.report)
    assert notes.current is None
    assert not notes.look(asleep.report), "not week after week"
    for _ in range(KEPT_WEEKS):
        asleep.advance()
    assert notes.look(asleep.report)
    assert notes.current is waiting
    notes.read(asleep.report)
    assert not notes.look(asleep.report), "what was put away by hand stays away"
    assert notes.told == [waiting]


def test_a_note_about_time_goes_once_time_has_run() -> None:
    session = garage(0)
    notes = Notes(session.level)
    (time,) = [hint for hint in session.level.hints if hint.place[0] == "time"]
    notes.happened, notes.to_come = {"order"}, [time]
    assert notes.look(session.report)
    notes.look(session.advance())
    assert notes.current is None


def test_a_note_on_newcomers_who_wait_is_due_only_while_somebody_waits() -> None:
    level = screens.level("02-two-pizzas")
    (hint,) = [hint for hint in level.hints if "They wait for a word" in hint.say]
    report = play(Session(level, 3), bots.leader("mixed"), 16).report
    assert condition_holds(hint.when, report, frozenset())
    assert not condition_holds(hint.when, replace(report, job=np.maximum(report.job, 0)), frozenset())


def test_a_note_that_nobody_puts_away_is_old_after_some_weeks_and_stays_in_the_list() -> None:
    session = garage(0)
    notes = Notes(session.level)
    first = session.level.hints[0]
    notes.to_come = [first]
    notes.look(session.report)
    for _ in range(KEPT_WEEKS - 1):
        notes.look(session.advance())
    assert notes.current is first
    notes.stood = AGES
    notes.look(session.advance())
    assert notes.current is None
    assert notes.told == [first]


def test_a_note_stands_until_it_can_have_been_read_unless_it_is_done() -> None:
    """Weeks may fly, and what a note tells of may have mended: nobody could read it in a second."""
    session = garage(0)
    notes = Notes(session.level)
    first, *others = session.level.hints
    notes.to_come, notes.happened = [first, *others], {"order"}
    notes.look(session.report)
    for _ in range(KEPT_WEEKS + 2):
        notes.look(session.advance())
    assert notes.current is first, "weeks that fly leave no time to read"
    notes.stood = READING_SECONDS
    assert not notes.readable, "the longer it is, the longer it stands"
    notes.done(Action("order", first.place[1], (0, 8)), session.report)
    assert notes.current is None, "what has been done goes at once"


def test_the_table_counts_for_how_long_a_note_is_seen() -> None:
    viewer = Viewer()
    shown = viewer.draw(State("garage", lambda: Play(garage(0), screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    shown.paint(viewer.surface)
    before = shown.notes.stood
    viewer.stage.clock.advance(3.0)  # type: ignore[attr-defined]
    shown.paint(viewer.surface)
    assert shown.notes.stood - before == pytest.approx(3.0)
    shown.open_menu()
    for _ in range(2):
        viewer.stage.clock.advance(60.0)  # type: ignore[attr-defined]
        shown.paint(viewer.surface)
    assert not shown.notes.readable, "beneath a page nobody reads it"


def test_a_note_about_time_that_waited_beneath_another_does_not_come_after_time_has_run() -> None:
    session = garage(0)
    notes = Notes(session.level)
    (time,) = [hint for hint in session.level.hints if hint.place[0] == "time"]
    notes.to_come, notes.happened = [session.level.hints[0], time], {"order"}
    notes.look(session.report)
    after = session.advance()
    notes.note(after)
    notes.look(after)
    notes.read(after)
    assert notes.current is None
    assert time in notes.told, "it stays in the list"


def test_all_notes_so_far_are_a_page_of_the_menu_and_a_key_opens_it() -> None:
    viewer = Viewer()
    shown = viewer.draw(State("garage", lambda: Play(garage(0), screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    lies = shown.notes.current
    assert lies is not None
    viewer.stage.ui.lower_shields()
    shown.paint(viewer.surface)
    shown.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_l, mod=0, unicode="l", scancode=0))
    assert shown.menu is not None
    assert (shown.menu.page, shown.menu.notes[-1]) == ("notes", lies.say)


def test_a_note_that_waited_beneath_another_does_not_come_after_its_lever_was_pulled() -> None:
    """The Brewery's notes of quotas and of the shelves lie on top of the one about reports."""
    session = Session(screens.level("the-brewery"))
    notes = Notes(session.level)
    notes.begin(session)
    (reports,) = [hint for hint in session.level.hints if hint.place[0] == "reporting"]
    while session.week < 4:
        notes.look(session.advance())
    assert notes.current is not None
    assert reports in notes.to_come
    action = Action("reporting", -1, (3,))
    assert session.act(action)
    notes.done(action, session.report)
    notes.pulled(action.lever, session.report)
    shown = [notes.current]
    while notes.current is not None:
        notes.read(session.report)
        shown.append(notes.current)
    assert reports not in shown
    assert reports in notes.told, "it stays in the list"


@pytest.mark.slow
@pytest.mark.parametrize("selected", [None, "market 1", "desk", "team 3"])
@pytest.mark.parametrize("place", ["default", "reporting", "departments", "tags"])
def test_a_note_points_at_a_panel_that_lies_there(place: str, selected: str | None) -> None:
    session = play(Session(screens.level("04-the-floor")), bots.leader("mixed"), 6)
    viewer = Viewer()
    shown = viewer.draw(State("floor", lambda: Play(session, screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    shown.card, shown.table.tab = None, "orders"
    shown.table.select(selected)
    shown.paint(viewer.surface)
    shown.paint(viewer.surface)
    ui = viewer.stage.ui
    target = shown.frame._pointed(ui, (place, 0))
    assert target is not None
    assert any(panel.inflate(4, 4).contains(target) for panel in ui.places_of("side-"))
    assert (target.centerx < 300) == (place == "departments"), "the desk's levers lie on the right"
    assert place != "default" or target.height < 60, "its own row is in sight"
