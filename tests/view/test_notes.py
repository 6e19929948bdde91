"""Notes on the table: they lie over no name, no market and no panel, and go when they are done or no longer so."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game import bots
from game.session import Session, play
from game.view.cards.notes import REACH
from game.view.screens.play.screen import Play
from tests import screens
from tests.screens import State, Viewer

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
