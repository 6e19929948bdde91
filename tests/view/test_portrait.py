"""In a window that is higher than wide the panels lie below the board, and the board as large as the width allows."""

from __future__ import annotations

import pytest

from game import bots
from game.session import Session, play
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.screen import Play
from game.view.toolkit.ui import Hit
from tests import picture_matrix, screens
from tests.drawn import Records
from tests.screens import State, Viewer


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def shown_in(viewer: Viewer, size: tuple[int, int], scale: float) -> Play:
    session = play(Session(screens.level("02-two-pizzas")), bots.leader("mixed"), 4)
    shown = viewer.draw(State("portrait", lambda: Play(session, screens.game())), size, scale)
    assert isinstance(shown, Play)
    shown.notes.current = None
    shown.paint(viewer.surface)
    return shown


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_high_window_has_its_panels_below_the_board(viewer: Viewer, scale: float) -> None:
    shown, ui = shown_in(viewer, (1000, 1400), scale), viewer.stage.ui
    assert shown.table.beneath
    assert not ui.places_of("handle-"), "nothing is in a drawer"
    lowest = max(shown.board.place(key).bottom for key in shown.board.order())
    panels = ui.places_of("side-")
    assert panels
    for place in panels:
        assert place.top >= lowest
        assert viewer.surface.get_rect().contains(place)
    markets = [shown.board.place(key) for key in shown.board.order() if key.startswith("market")]
    wide = max(place.right for place in markets) - min(place.left for place in markets)
    assert wide > 0.85 * 1000


def test_an_order_is_written_above_the_panels(viewer: Viewer) -> None:
    shown, ui = shown_in(viewer, (1000, 1400), 1.0), viewer.stage.ui
    shown.moves.press("team 1", False)
    shown.paint(viewer.surface)
    shown.moves.follow_order("petal", Hit("petal", 1), False)
    for _ in range(2):
        shown.paint(viewer.surface)
    card = ui.place_of("card")
    assert card is not None
    assert all(not card.colliderect(place) for place in ui.places_of("side-"))


def test_a_high_window_without_room_for_them_keeps_its_drawers(viewer: Viewer) -> None:
    shown = shown_in(viewer, (640, 900), 2.0)
    assert not shown.table.beneath
    assert shown.table.compact


def test_the_result_fills_a_high_window(viewer: Viewer) -> None:
    session = play(Session(screens.level("02-two-pizzas"), 2), bots.leader("idle"), 99)
    result = State("result", lambda: DebriefScreen(screens.game(), session))
    viewer.draw(result, (1000, 1400), 1.0)
    ui = viewer.stage.ui
    rows = [ui.region(ident) for ident in ui.order() if ident.startswith("leader:")]
    foot = ui.place_of("result-foot")
    assert foot is not None
    lowest = max(row.rect.bottom for row in rows if row is not None)
    assert 0 <= foot.top - lowest < 56


@pytest.mark.parametrize("state", ["title", "title with levels"])
def test_the_title_of_a_high_window_shares_what_it_leaves_free(viewer: Viewer, state: str) -> None:
    viewer.draw(screens.states()[state], (1000, 1400), 1.0)
    ui = viewer.stage.ui
    menu, road = ui.place_of("menu"), ui.place_of("road")
    assert menu is not None
    assert road is not None
    above, between, below = menu.top, road.top - menu.bottom, 1400 - road.bottom
    assert max(above, between, below) - min(above, between, below) <= 10
    lowest = max(region.rect.bottom for ident in ui.order() if (region := ui.region(ident)) and ident[:5] != "level")
    assert menu.bottom - lowest < 30


def test_how_people_stand_is_told_without_scrolling(viewer: Viewer) -> None:
    (state,) = [one for name, one in picture_matrix.matrix().items() if name == "05-the-house lens stance"]
    viewer.draw(state, (1000, 1400), 1.0)
    kept = viewer.stage.ui._shown.panels["side-list"]
    assert kept._content.get_height() <= kept.rect.height


@pytest.mark.parametrize("name", ["04-the-floor", "08-the-aim"])
def test_the_answers_of_a_card_stand_below_what_it_tells_and_not_far_below(viewer: Viewer, name: str) -> None:
    records = Records()
    with records.watching():
        viewer.draw(screens.states(name)[f"{name} card"], (1000, 1400), 1.5)
    ui = viewer.stage.ui
    kept = ui._shown.panels["dilemma"]
    first = min(region.rect.top for region in kept._regions if region.key == "dilemma-answer")
    told = max(word.box.bottom for word in records.on(kept._content) if word.box.bottom < first - 14 * ui.unit)
    assert first - told < 80 * ui.unit


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_what_is_wanted_and_made_has_its_room_below_the_board_whatever_comes(viewer: Viewer, scale: float) -> None:
    shown = viewer.draw(picture_matrix.matrix()["04-the-floor play nothing"], (1000, 1400), scale)
    assert isinstance(shown, Play)
    assert shown.table.beneath
    assert shown.table.report.horizon
    ui = viewer.stage.ui
    place = ui.place_of("side-tabs")
    assert place is not None
    goods = [region.rect for region in ui._shown.regions_of("side-tabs") if region.key == "side-goods"]
    assert goods
    assert all(place.contains(rect) for rect in goods[:4])
