"""What lies under the hand answers as it looks: tiles with figures on them, shut tiles, refusals that are over."""

from __future__ import annotations

from collections.abc import Callable

import pygame
import pytest

from game.session import Session
from game.sim.actions import Action
from game.sim.levers import free_discs
from game.view.cards.table import Tab
from game.view.screens.play.screen import Play
from game.view.toolkit.panel import Region
from game.view.toolkit.ui import Hit
from tests import picture_matrix, screens
from tests.screens import State, Viewer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def table(name: str, tab: Tab, *, spent: bool = False) -> Callable[[], Play]:
    """A company in its first week, with a tab open, and with every disc on a visit or none."""

    def make() -> Play:
        session = Session(screens.level(name))
        for team in range(free_discs(session.report, ()) if spent else 0):
            session.act(Action("visit", team))
        out = Play(session, screens.game())
        out.notes.current, out.card, out._dealt, out.table.tab = None, None, None, tab
        return out

    return make


def click(viewer: Viewer, place: tuple[int, int]) -> Hit | None:
    """What a press and a release at a place lead to."""
    viewer.stage.clock.advance(1.0)  # type: ignore[attr-defined]
    hit = None
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        more = {"rel": (0, 0), "buttons": (0, 0, 0)} if kind == pygame.MOUSEMOTION else {"button": 1}
        hit = viewer.stage.ui.event(pygame.event.Event(kind, pos=place, **more)) or hit
    return hit


STATES = (
    "offers", "04-the-floor play nothing", "05-the-house play department 0", "04-the-floor review",
)  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_a_figure_that_lies_on_a_tile_and_only_tells_something_leaves_the_tile_its_click(
    viewer: Viewer, name: str
) -> None:
    every = {**picture_matrix.matrix(), "offers": State("offers", table("06-the-merger", "values"))}
    viewer.draw(every[name], (1280, 720), 1.0)
    ui = viewer.stage.ui
    ui.lower_shields()
    on_tiles = 0
    for key in ui._shown.order:
        regions = ui._shown.regions_of(key)
        for n, teller in enumerate(regions):
            tiles = [one for one in regions[:n] if one.activates and one.enabled and one.rect.contains(teller.rect)]
            place = teller.rect.center
            if teller.activates or not tiles or ui._shown.under(place) is not teller:
                continue
            on_tiles += 1
            hit = click(viewer, place)
            assert hit == Hit(tiles[-1].key, tiles[-1].value), f"{teller.ident} on {tiles[-1].ident}"
            viewer.draw(every[name], (1280, 720), 1.0)
            ui.lower_shields()
    assert on_tiles or name != "offers"


def offers(viewer: Viewer, make: Callable[[], Play]) -> dict[str, tuple[Region, pygame.Surface]]:
    """Every tile of a value on offer, as it is painted."""
    viewer.draw(State("offers", make), (1280, 720), 1.0)
    kept = viewer.stage.ui._shown.panels["side-tabs"]
    return {
        region.ident: (region, kept._content.subsurface(region.rect).copy())
        for region in kept._regions if region.key == "side-declare"
    }  # fmt: skip


def test_a_tile_for_which_there_are_too_few_discs_looks_shut(viewer: Viewer) -> None:
    def warmth(image: pygame.Surface) -> int:
        """How far the inks on it go from grey: the green of what it gives and the red of what it costs."""
        pixels = pygame.surfarray.array3d(image).astype(int)
        return int((pixels.max(axis=2) - pixels.min(axis=2)).max())

    ready, shut = (offers(viewer, table("06-the-merger", "values", spent=spent)) for spent in (False, True))
    assert ready.keys() == shut.keys() != set()
    for ident, (region, image) in ready.items():
        off, grey = shut[ident]
        assert (region.enabled, off.enabled) == (True, False)
        corner = (12, image.get_height() // 2)
        assert image.get_at(corner) != grey.get_at(corner), "the ground of what is shut is that of the card"
        assert warmth(grey) < 0.6 * warmth(image), "and nothing on it has a colour of its own"


def test_a_refusal_goes_with_the_week_and_with_the_next_act(viewer: Viewer) -> None:
    screen = viewer.draw(State("play", table("04-the-floor", "orders")), (1280, 720), 1.0)
    assert isinstance(screen, Play)
    desk = screen.table

    def refused() -> bool:
        desk.now = 1.0
        desk.say("Whom? Choose a team first.", refused=True)
        return desk.said is not None

    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.session.advance(), lambda: desk.select("team 3"), lambda: desk.begin("order", 3),
        lambda: desk.session.act(Action("visit", 1)),
    )  # fmt: skip
    for act in acts:
        assert refused()
        act()
        assert desk.said is None
    assert refused()
    desk.now += 60.0
    assert desk.said is None, "and in any case with time"
    desk.say("The letter lands in two weeks.")
    desk.session.advance()
    assert desk.said is not None, "what was done may still be read in the next week"


def test_what_has_the_focus_stays_in_sight_while_letters_grow(viewer: Viewer) -> None:
    screen = viewer.draw(screens.states()["title with levels"], (1178, 662), 1.25)
    ui = viewer.stage.ui
    order = ui.order()
    assert order.index("larger") < order.index("theme") < order.index("quit"), "from left to right"
    ui.set_focus("larger")
    for scale in (1.5, 1.75, 2.0):
        viewer.stage.set_ui_scale(scale)
        for _ in range(3):
            screen.paint(viewer.surface)
        region = ui.region("larger")
        assert region is not None
        assert viewer.surface.get_rect().contains(region.rect), f"{scale:g}"
