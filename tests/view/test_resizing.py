"""A window whose edge is dragged shows what was seen last, and is laid out anew once, when the edge rests."""

from __future__ import annotations

from collections.abc import Callable

import pygame
import pytest

from game.board import style
from game.view.resizing import RESTS_SECONDS
from game.view.stage import Route, Stage, VirtualClock
from game.view.window import Window

FRAME = 1 / 60
RED, BLUE = (200, 40, 30), (30, 60, 200)
BEFORE = (1280, 720)


class Halves:
    """A screen whose left half is red and whose right half is blue; it knows in which sizes it was painted."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []
        self.pressed: list[tuple[int, tuple[int, int]]] = []
        self.ticks = 0
        self._stage: Stage | None = None

    def enter(self, stage: Stage) -> None:
        self._stage = stage

    def event(self, event: pygame.event.Event) -> Route | None:
        assert self._stage is not None
        if event.type == pygame.KEYDOWN:
            self.pressed.append((event.key, self._stage.size))
        return None

    def tick(self, seconds: float) -> Route | None:
        self.ticks += 1
        return None

    def paint(self, surface: pygame.Surface) -> None:
        assert self._stage is not None
        assert surface.get_size() == self._stage.size, "it is laid out for another size"
        self.sizes.append(surface.get_size())
        wide, high = surface.get_size()
        surface.fill(RED)
        surface.fill(BLUE, (wide // 2, 0, wide, high))


class Dragged:
    """A window with veils, whose edge can be dragged and whose time passes by frames."""

    def __init__(self) -> None:
        self.screen, self.clock = Halves(), VirtualClock()
        self.window = Window(self.screen, BEFORE, clock=self.clock)
        self.window.veils = True
        self.frame()
        self.screen.sizes.clear()

    def frame(self, *events: pygame.event.Event) -> None:
        self.clock.advance(FRAME)
        self.window.frame(FRAME, events)

    def drag(self, size: tuple[int, int], *more: pygame.event.Event) -> None:
        pygame.display.set_mode(size, pygame.RESIZABLE)
        self.frame(pygame.event.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1]), *more)

    def rest(self) -> None:
        for _ in range(2_000):
            self.frame()
            if not (self.window.dragged or self.window.between):
                return
        raise AssertionError("it never rests")

    def seen(self, x: float, y: float) -> tuple[int, ...]:
        wide, high = self.window.surface.get_size()
        return tuple(self.window.surface.get_at((round(x * (wide - 1)), round(y * (high - 1)))))[:3]


def key(code: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode="")


@pytest.mark.parametrize("last", [(1600, 720), (900, 700), (1920, 1080), (1280, 720)])
def test_while_the_edge_is_dragged_the_last_picture_shows_and_then_one_of_the_new_size(last: tuple[int, int]) -> None:
    shown = Dragged()
    for step in range(1, 13):
        share = step / 12
        size = (round(1300 + (last[0] - 1300) * share), round(730 + (last[1] - 730) * share))
        shown.drag(size)
        assert shown.window.surface.get_size() == size
        assert shown.window.dragged
        assert shown.seen(0.45, 0.5) == RED, "what was seen last, with its shape"
        assert shown.seen(0.55, 0.5) == BLUE
        corner = shown.seen(0.0, 0.0)
        assert corner in (RED, style.LIGHT.table), "and nothing black around it"
    assert set(shown.screen.sizes) == {BEFORE}, "nothing is laid out while it is dragged"
    assert len(shown.screen.sizes) == 1
    shown.rest()
    assert shown.screen.sizes[-1] == last
    assert shown.window.stage.size == last
    assert shown.window.stage.windowed == last
    assert shown.seen(0.0, 0.0) == RED or shown.window._reveals is not None
    assert shown.screen.sizes.count(last) <= 3, "it is laid out once"


def test_what_is_pressed_meanwhile_is_for_what_lies_there_afterwards_and_no_week_passes() -> None:
    shown = Dragged()
    ticks = shown.screen.ticks
    shown.drag((1000, 640), key(pygame.K_a))
    shown.frame(key(pygame.K_b))
    assert shown.screen.pressed == []
    assert shown.screen.ticks == ticks
    shown.rest()
    shown.frame()
    assert shown.screen.pressed == [(pygame.K_a, (1000, 640)), (pygame.K_b, (1000, 640))]
    assert shown.screen.ticks > ticks


def test_an_edge_that_moves_again_rests_later() -> None:
    shown = Dragged()
    shown.drag((1000, 640))
    for _ in range(int(RESTS_SECONDS / FRAME) - 1):
        shown.frame()
    shown.drag((1010, 640))
    for _ in range(int(RESTS_SECONDS / FRAME) - 1):
        shown.frame()
        assert shown.window.dragged
    assert set(shown.screen.sizes) == {BEFORE}
    shown.rest()
    assert shown.screen.sizes[-1] == (1010, 640)


def test_a_window_that_becomes_another_while_its_next_picture_is_made_goes_on_to_that_size() -> None:
    shown = Dragged()
    shown.drag((1000, 640))
    while shown.window.dragged:
        shown.frame()
    shown.drag((1100, 640))
    shown.rest()
    shown.rest()
    assert shown.window.stage.size == (1100, 640)
    assert shown.window.surface.get_size() == (1100, 640)
    assert shown.screen.sizes[-1] == (1100, 640)


def test_a_window_that_nobody_sees_takes_its_size_at_once() -> None:
    """Else what tells that it is seen again would wait for the edge to rest, and that for being seen."""
    shown = Dragged()
    shown.frame(pygame.event.Event(pygame.WINDOWMINIMIZED))
    shown.drag((1000, 640))
    assert not shown.window.dragged
    shown.frame(pygame.event.Event(pygame.WINDOWRESTORED), key(pygame.K_a))
    assert shown.screen.pressed == [(pygame.K_a, (1000, 640))]
    assert shown.screen.sizes[-1] == (1000, 640)


def test_the_whole_screen_shows_what_was_seen_last_until_it_is_laid_out() -> None:
    shown = Dragged()
    shown.frame(key(pygame.K_F11))
    shown.rest()
    assert shown.window.stage.size == shown.window.surface.get_size()
    assert shown.screen.sizes[-1] == shown.window.surface.get_size()
    shown.frame(key(pygame.K_F11))
    shown.rest()
    assert shown.window.stage.size == shown.window.surface.get_size() == BEFORE


def test_what_the_display_has_become_is_painted_on_though_no_event_told_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    dragged = Dragged()
    other = pygame.Surface(BEFORE)
    monkeypatch.setattr(pygame.display, "get_surface", lambda: other)
    dragged.frame()
    assert other.get_at((10, 10))[:3] == RED
    assert dragged.window.surface is other


def test_one_picture_is_made_at_a_time_though_the_window_is_closed_while_its_edge_is_dragged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dragged, another = Dragged(), Halves()
    monkeypatch.setattr(dragged.window, "_closing", lambda screen: Route(another))
    begin, over = dragged.window._set_out, []

    def set_out(make: Callable[[], None], *, asked: bool = True) -> None:
        over.append(dragged.window.between)
        begin(make, asked=asked)

    monkeypatch.setattr(dragged.window, "_set_out", set_out)
    dragged.drag((1000, 600))
    dragged.frame(pygame.event.Event(pygame.QUIT))
    dragged.clock.advance(2.0 * RESTS_SECONDS)
    for _ in range(2):  # the new size, then what the window shows as it is closed
        dragged.rest()
    assert over == [False, False]
    assert dragged.window.screen is another
    assert dragged.window.surface.get_size() == dragged.window.stage.size
