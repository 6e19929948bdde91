"""A window of 1178×662, as it opens on a small screen: the parts of a review have room, and nothing is begun unseen."""

from __future__ import annotations

import pytest

from game import bots
from game.session import Session, play
from game.sim.world import QUARTER_WEEKS
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.screens.title.road import Milestone
from game.view.screens.title.screen import TitleScreen
from game.view.toolkit.ui import Hit
from game.view.window import Route
from tests import rare_screens, screens
from tests.drawn import Records, faults
from tests.screens import State, Viewer

SIZE = (1178, 662)


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def after(name: str, leader: str, weeks: int) -> Play:
    return Play(play(Session(screens.level(name)), bots.leader(leader), weeks), screens.game())


@pytest.mark.parametrize("name", ["01-the-garage", "02-two-pizzas"])
def test_no_words_of_a_review_lie_over_others(viewer: Viewer, name: str) -> None:
    def make() -> ReviewScreen:
        behind = after(name, "orders", QUARTER_WEEKS)
        return ReviewScreen(screens.game(), behind.table, lambda: Route(behind), behind=behind)

    records = Records()
    with records.watching():
        shown = viewer.draw(State("review", make), SIZE, 1.0)
    assert isinstance(shown, ReviewScreen)
    assert len(shown.review.decisions) >= 3, "there is more than has room"
    assert not [fault for fault in faults(viewer.stage.ui, records) if fault.kind == "overlap"]


def test_a_closed_drawer_takes_along_what_was_begun_in_it(viewer: Viewer) -> None:
    shown = viewer.draw(State("play", lambda: after("06-the-merger", "idle", 1)), SIZE, 1.0)
    assert isinstance(shown, Play)
    table = shown.table
    assert table.compact
    shown._follow_bar("bar-drawer", Hit("bar-drawer", "right"))
    table.begin("declare", 3)
    shown._follow_bar("bar-drawer", Hit("bar-drawer", "left"))
    assert table.draft is not None, "it waits behind the other drawer"
    shown._follow_bar("bar-drawer", Hit("bar-drawer", "left"))
    assert table.drawer is None
    assert table.draft is None, "nothing on the screen would say what the clock waits for"
    table.begin("order", 4)
    shown._follow_bar("bar-drawer", Hit("bar-drawer", "left"))
    shown._follow_bar("bar-drawer", Hit("bar-drawer", "left"))
    assert table.draft is not None, "the petals lie on the board, and stay"


def test_the_title_of_a_low_window_shows_its_last_button_and_what_comes_next(viewer: Viewer) -> None:
    names = [f"Level {n}" for n in range(9)]

    def make() -> TitleScreen:
        path = screens.FOLDER / "x.yaml"
        road = [Milestone(name, 5, path, int(n < 6), n > 6, n < 6) for n, name in enumerate(names)]
        opens = screens.game()
        return TitleScreen(
            road, opens.open_level, open_free=opens.open_free, more=screens._Shelf(2), own=screens._Shelf(2)
        )

    screen = viewer.draw(State("title", make), (1280, 720), 2.0)
    screen.paint(viewer.surface)
    ui, window = viewer.stage.ui, viewer.surface.get_rect()
    for ident in ("quit", "level:6"):
        region = ui.region(ident)
        assert region is not None
        found = ui._shown.under(region.rect.center)
        assert found is not None
        assert found.ident == ident
        assert window.contains(region.rect)


@pytest.mark.parametrize(("name", "ident"), [("rare door known", "door-sit"), ("title free day", "free-begin")])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_what_a_form_is_filled_in_for_is_in_sight_at_every_size_of_text(
    viewer: Viewer, name: str, ident: str, scale: float
) -> None:
    every = {state.name: state for state in rare_screens.states()} | dict(screens.states())
    records = Records()
    with records.watching():
        viewer.draw(every[name], (1280, 720), scale)
    ui = viewer.stage.ui
    region = ui.region(ident)
    assert region is not None
    under = ui._shown.under(region.rect.center)
    assert under is not None
    assert under.ident == ident
    if ident == "door-sit":
        kept = ui._shown.panels["door"]
        (said,) = [word for word in records.on(kept._content) if word.shown.startswith("There is nobody")]
        assert said.box.bottom < kept.rect.height, "and so is what came of it"
