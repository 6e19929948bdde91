"""Played by keys alone: nothing that a key does needs a drawer to be open, and nothing covers what is being read."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.session import Session
from game.sim.actions import Action
from game.view.screens.play.screen import Play
from game.view.toolkit.input import READING_SECONDS
from tests import screens
from tests.screens import State, Viewer, frame

SMALL, USUAL = (1178, 662), (1280, 720)


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def opened(viewer: Viewer, name: str = "01-the-garage", size: tuple[int, int] = USUAL, note: bool = False) -> Play:
    shown = viewer.draw(State(name, lambda: Play(Session(screens.level(name)), screens.game())), size, 1.0)
    assert isinstance(shown, Play)
    viewer.stage.ui.lower_shields()
    if not note:
        shown.notes.current = None
    frame(viewer, shown)
    return shown


def press(viewer: Viewer, shown: Play, *names: str) -> None:
    for name in names:
        letter = " " if name == "space" else name if len(name) == 1 else ""
        code = pygame.key.key_code(name)
        shown.event(pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode=letter, scancode=0))
        frame(viewer, shown)


def test_space_is_for_the_clock_while_a_tile_has_the_focus_and_return_opens_it(viewer: Viewer) -> None:
    shown = opened(viewer)
    viewer.stage.ui.set_focus("team 1")
    press(viewer, shown, "space")
    assert shown.table.draft is None
    assert not shown.table.clock.paused
    press(viewer, shown, "space")
    assert shown.table.clock.paused
    press(viewer, shown, "return")
    assert shown.table.draft is not None
    assert shown.table.draft.target == 1


@pytest.mark.parametrize("size", [SMALL, USUAL])
def test_digits_change_what_the_colours_show_also_where_the_lenses_lie_in_a_shut_drawer(
    viewer: Viewer, size: tuple[int, int]
) -> None:
    shown = opened(viewer, size=size)
    assert shown.table.compact == (size == SMALL)
    seen = []
    for digit in "2341":
        press(viewer, shown, digit)
        seen.append(shown.table.lens)
    assert seen == ["flow", "stock", "orders", "morale"]
    press(viewer, shown, "o", "2")
    assert shown.table.lens == "morale", "while petals are open a digit is for them"


def test_the_card_of_a_piece_comes_next_after_it(viewer: Viewer) -> None:
    shown = opened(viewer, "02-two-pizzas", SMALL)
    press(viewer, shown, "j", "tab")
    ui = viewer.stage.ui
    first = ui.region(ui.focus or "")
    card = ui.place_of("side-desk-card")
    assert first is not None
    assert card is not None
    assert card.contains(first.rect), f"{ui.focus} is not on the card"


def marks(viewer: Viewer, shown: Play) -> Iterator[bytes]:
    """What is read of a team's tile: its name, and the face of whoever sits there."""
    board = shown.board
    assert board.scene is not None
    image, place = board._set().ribbons(board.scene)[0]
    inner = image.get_rect(topleft=place).inflate(-18, -6)
    yield pygame.image.tobytes(viewer.surface.subsurface(inner), "RGB")
    tile = board.place("team 0")
    face = pygame.Rect(0, 0, 20, 20)
    face.center = round(tile.centerx + 0.76 * board.radius), round(tile.centery - 0.09 * board.radius)
    yield pygame.image.tobytes(viewer.surface.subsurface(face), "RGB")


def test_neither_focus_nor_selection_nor_a_visit_covers_a_name_or_a_face(viewer: Viewer) -> None:
    shown = opened(viewer)
    bare = list(marks(viewer, shown))
    viewer.stage.ui.set_focus("team 0", told=False)
    frame(viewer, shown)
    assert list(marks(viewer, shown)) == bare
    shown.table.select("team 0")
    viewer.stage.ui.set_focus(None)
    frame(viewer, shown)
    frame(viewer, shown)
    assert list(marks(viewer, shown)) == bare
    shown.table.select(None)
    assert shown.table.act(Action("visit", 0))
    frame(viewer, shown)
    frame(viewer, shown)
    assert list(marks(viewer, shown)) == bare


def test_a_tooltip_of_the_focus_leaves_the_note_free(viewer: Viewer) -> None:
    shown = opened(viewer, size=SMALL, note=True)
    note = viewer.stage.ui.place_of("note")
    assert note is not None
    for team in range(5):
        viewer.stage.ui.set_focus(f"team {team}")
        frame(viewer, shown)
        frame(viewer, shown, 1.0)
        assert viewer.stage.ui.tip_shown() is not None
        tip = viewer.stage.ui._tip_rect
        assert tip is not None
        assert not tip.colliderect(note), f"the tooltip of team {team} lies over the note"


def test_what_the_game_has_moved_the_focus_to_says_nothing_by_itself(viewer: Viewer) -> None:
    """The card beside it says the same, or it has just been read."""
    shown = opened(viewer)
    viewer.stage.ui.set_focus("team 0")
    press(viewer, shown, "return", "1", "return")
    assert shown.table.pending
    assert viewer.stage.ui.focus == "team 0"
    frame(viewer, shown, READING_SECONDS / 2)
    assert viewer.stage.ui.tip_shown() is None
    press(viewer, shown, "tab")
    frame(viewer, shown, 1.0)
    assert viewer.stage.ui.tip_shown() is not None


def test_a_default_that_has_been_sent_shows_at_the_desk_and_leaves_nothing_to_write(viewer: Viewer) -> None:
    shown = opened(viewer, "02-two-pizzas")
    shown.table.select("desk")
    assert shown.table.act(Action("default", -1, (1,)))
    frame(viewer, shown)
    ui = viewer.stage.ui
    for chosen, begins in ((1, False), (0, True)):
        ui.set_focus(f"side-default:{chosen}")
        press(viewer, shown, "return")
        assert (shown.table.draft is not None) == begins


@pytest.mark.parametrize("first", ["tab", "down"])
def test_a_page_begins_at_its_first_control_and_not_at_what_closes_it(viewer: Viewer, first: str) -> None:
    shown = opened(viewer)
    shown.open_menu()
    frame(viewer, shown)
    frame(viewer, shown, 2.0)
    press(viewer, shown, first)
    assert viewer.stage.ui.focus == "menu-resume"
