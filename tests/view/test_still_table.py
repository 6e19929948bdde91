"""No layout moves under the hand: what lay at a place before something happened lies there afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pygame
import pytest

from game import bots
from game.session import Session, play
from game.sim.actions import Action
from game.view.screens.play.screen import Play
from game.view.toolkit.input import AGAIN_SECONDS, SLIPPED_SECONDS
from game.view.toolkit.ui import Hit
from tests import screens
from tests.screens import State, Viewer

pytestmark = pytest.mark.slow

WEEKS = 5
VIEWS = ((None, "orders"), ("team 1", "orders"), ("department 0", "orders"), ("desk", "orders"), (None, "incentives"),
         (None, "values"))  # fmt: skip
"""What is selected, and the open tab."""


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def table_of(viewer: Viewer, name: str, size: tuple[int, int], scale: float) -> Play:
    """A game of its own in its sixth week, drawn."""
    session = play(Session(screens.level(name)), bots.leader("mixed"), WEEKS)
    shown = viewer.draw(State(name, lambda: Play(session, screens.game())), size, scale)
    assert isinstance(shown, Play)
    shown.card = None
    return shown


def show(viewer: Viewer, shown: Play, selected: str | None, tab: str) -> None:
    table = shown.table
    table.select(selected)
    table.tab = "incentives" if tab == "incentives" else "values" if tab == "values" else "orders"
    table.drawer = ("left" if selected else "right") if table.compact else None
    paint(viewer, shown)


def paint(viewer: Viewer, shown: Play) -> None:
    shown.notes.current = shown.card = None
    for _ in range(2):
        shown.paint(viewer.surface)


def places(viewer: Viewer) -> dict[str, tuple[int, int]]:
    """Where everything off the board that can be pressed is pressed, by its ident."""
    shown = viewer.stage.ui._shown
    return {
        region.ident: region.rect.center
        for region in shown.regions()
        if region.activates and region.enabled and shown.under(region.rect.center) is region
        and not region.key.startswith(("team ", "market ", "department ", "desk", "bar-news"))
    }  # fmt: skip


def strayed(viewer: Viewer, before: Mapping[str, tuple[int, int]]) -> list[str]:
    """What lies now where something else was, although that is still on the screen."""
    shown = viewer.stage.ui._shown
    there = set(viewer.stage.ui.order())
    out = []
    for ident, place in before.items():
        found = shown.under(place)
        if found is not None and found.ident != ident and found.activates and found.enabled and ident in there:
            out.append(f"{found.ident} lies where {ident} was")
    return out


def letter(shown: Play) -> None:
    """One letter to the first team that may have one, if a disc is left."""
    any(shown.table.act(Action("order", team, (0, 4))) for team in range(len(shown.table.report.head)))


def visit(shown: Play) -> None:
    """A visit to the first team that may have one, if a disc is left."""
    any(shown.table.act(Action("visit", team)) for team in range(len(shown.table.report.head)))


ACTS: dict[str, Callable[[Play], object]] = {
    "a letter leaves": letter,
    "a visit leaves": visit,
    "it is taken back": lambda shown: shown.moves.undo(),
    "the desk says something": lambda shown: shown.table.say("A sentence that stands in the ticker for a while."),
    "a week passes": lambda shown: shown._week_ends(),
}


def moved(viewer: Viewer, name: str, size: tuple[int, int], scale: float) -> list[str]:
    """What moved under the hand, in every view of a table, as things happen one after the other."""
    out = []
    shown = table_of(viewer, name, size, scale)
    happened = set()
    for selected, tab in VIEWS:
        for act, happen in ACTS.items():
            show(viewer, shown, selected, tab)
            before, decided = places(viewer), shown.table.pending
            happen(shown)
            happened |= {action.lever for action in shown.table.pending[len(decided) :]}
            paint(viewer, shown)
            out += [f"{act}, {selected}, {tab}: {words}" for words in strayed(viewer, before)]
    assert "order" in happened
    return out


def test_the_panels_of_a_table_stay_where_they_are(viewer: Viewer) -> None:
    assert moved(viewer, "02-two-pizzas", (1280, 720), 1.0) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "size", "scale"),
    [
        ("01-the-garage", (1280, 720), 1.5),
        ("03-the-corridor", (1280, 720), 1.0),
        ("04-the-floor", (1280, 720), 1.0),
        ("04-the-floor", (1280, 720), 1.5),
        ("05-the-house", (1280, 720), 1.0),
        ("05-the-house", (1920, 1080), 1.0),
    ],
)
def test_the_panels_of_every_table_stay_where_they_are(
    viewer: Viewer, name: str, size: tuple[int, int], scale: float
) -> None:
    assert moved(viewer, name, size, scale) == []


def test_the_button_that_sends_stays_where_it_is_whatever_is_chosen(viewer: Viewer) -> None:
    shown = table_of(viewer, "04-the-floor", (1280, 720), 1.0)
    for lever, key in (("order_department", "side-job"), ("quota", "side-quota-product")):
        show(viewer, shown, "department 0", "orders")
        shown._follow(Hit("side-order-all" if lever == "order_department" else "side-quota", 0), by_key=False)
        seen = set()
        for product in range(len(shown.level.product_names)):
            shown._follow(Hit(key, product), by_key=False)
            paint(viewer, shown)
            region = viewer.stage.ui.region(f"side-send:{lever}")
            assert region is not None
            seen.add(tuple(region.rect))
        assert len(seen) == 1, f"{lever}: {seen}"


def test_the_card_of_an_order_stays_where_it_is_whatever_is_chosen(viewer: Viewer) -> None:
    shown = table_of(viewer, "02-two-pizzas", (1280, 720), 1.0)
    shown.moves.press("team 1", False)
    seen = set()
    for job in range(len(shown.level.product_names) + 1):
        shown._follow(Hit("petal", job), by_key=False)
        paint(viewer, shown)
        region = viewer.stage.ui.region("card-send")
        assert region is not None
        seen.add(tuple(region.rect))
    assert len(seen) == 1
    shown._follow(Hit("card-weeks", 8), by_key=False)
    shown._follow(Hit("card-close"), by_key=False)
    shown.moves.press("team 2", False)
    assert shown.table.draft is not None
    assert shown.table.draft.amount[1] == 8, "the card remembers how long"


# The hand itself.


def click(viewer: Viewer, place: tuple[int, int]) -> Hit | None:
    ui = viewer.stage.ui
    down, up = (
        pygame.event.Event(kind, pos=place, button=1) for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)
    )
    ui.event(down)
    return ui.event(up)


def test_a_second_click_counts_only_for_what_the_first_one_was_meant_for(viewer: Viewer) -> None:
    shown = table_of(viewer, "04-the-floor", (1280, 720), 1.0)
    show(viewer, shown, None, "orders")
    region = viewer.stage.ui.region("side-default-open")
    assert region is not None
    place = region.rect.center
    assert click(viewer, place) == Hit("side-default-open")
    show(viewer, shown, "desk", "orders")
    viewer.stage.ui._shown.panels["side-tabs"].scroll_to(42)
    found = viewer.stage.ui._shown.under(place)
    assert found is not None
    assert found.ident != region.ident
    assert click(viewer, place) is None, "the second half of a double click"
    viewer.stage.clock.advance(AGAIN_SECONDS + 0.1)  # type: ignore[attr-defined]
    paint(viewer, shown)
    assert click(viewer, place) == Hit(found.key, found.value)


def test_what_slips_under_a_resting_mouse_takes_no_press_at_once(viewer: Viewer) -> None:
    shown = table_of(viewer, "04-the-floor", (1280, 720), 1.0)
    show(viewer, shown, None, "orders")
    ui = viewer.stage.ui
    region = ui.region("side-goods:2")
    assert region is not None
    place = region.rect.center
    ui.event(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
    shown.table.tab = "incentives"
    paint(viewer, shown)
    found = ui._shown.under(place)
    assert found is not None
    assert found.ident != "side-goods:2"
    ui.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1))
    assert ui._input.pressed is None
    viewer.stage.clock.advance(SLIPPED_SECONDS + 0.1)  # type: ignore[attr-defined]
    paint(viewer, shown)
    ui.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1))
    assert ui._input.pressed == found.ident or not found.enabled
