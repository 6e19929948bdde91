"""What takes long to make and paint comes behind a veil: the press is answered, and nothing is lost or looks other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.levels import read
from game.session import Session
from game.view import answers, app, between, memory
from game.view.keeping import Keeping
from game.view.screens.message import Message
from game.view.screens.play.screen import Play
from game.view.stage import Route, Stage, VirtualClock
from game.view.window import Window

FRAME = 1 / 60
MOST_FRAMES = 2_000
SMALL = (640, 400)
GREEN, RED = (40, 160, 60), (200, 40, 30)


class Plain:
    """A screen of one colour, which may lead to another and knows what was pressed."""

    def __init__(self, colour: tuple[int, int, int], after: Route | None = None) -> None:
        self.colour, self.after = colour, after
        self.pressed: list[int] = []

    def enter(self, stage: Stage) -> None:
        """Nothing is needed."""

    def event(self, event: pygame.event.Event) -> Route | None:
        self.pressed.append(event.key)
        return self.after

    def tick(self, seconds: float) -> Route | None:
        return None

    def paint(self, surface: pygame.Surface) -> None:
        surface.fill(self.colour)


class Shown:
    """A window with veils, whose time passes by frames."""

    def __init__(self, screen: Play | Plain, game: app.Game | None = None, *, still: bool = False) -> None:
        self.clock = VirtualClock()
        if game is not None:
            self.window = app.open_window(game, screen, size=SMALL, clock=self.clock)
        else:
            self.window = Window(screen, (1280, 720), clock=self.clock, reduced_motion=still)
        self.window.veils = True
        self.frame()

    def frame(self, *events: pygame.event.Event) -> None:
        self.clock.advance(FRAME)
        self.window.frame(FRAME, events)

    def come(self) -> None:
        """Waits until the next picture is there."""
        for _ in range(MOST_FRAMES):
            if not self.window.between:
                return
            self.frame()
        raise AssertionError("it never comes")

    def seen(self, place: tuple[int, int] = (320, 180)) -> tuple[int, ...]:
        return tuple(self.window.surface.get_at(place))[:3]


def key(code: int, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="")


@pytest.fixture
def waiting() -> Iterator[threading.Event]:
    """What a screen that takes long waits for."""
    out = threading.Event()
    yield out
    out.set()


def slow(screen: Plain, until: threading.Event) -> Route:
    def make() -> Plain:
        assert until.wait(20)
        return screen

    return Route.to(make)


def test_a_press_that_leads_to_long_work_is_seen_at_once_and_what_is_pressed_meanwhile_is_for_the_next(
    waiting: threading.Event,
) -> None:
    coming = Plain(RED)
    first = Plain(GREEN, slow(coming, waiting))
    shown = Shown(first)
    shown.frame(key(pygame.K_a), key(pygame.K_b))
    assert shown.window.between
    veiled = shown.seen()
    assert veiled != GREEN, "the press is answered by the veil"
    shown.frame(key(pygame.K_c))
    assert shown.window.between
    assert first.pressed == [pygame.K_a]
    for _ in range(round(between.VEIL_SECONDS / FRAME) + 1):
        shown.frame()
    assert sum(shown.seen()) < sum(veiled), "the veil grows denser"
    waiting.set()
    shown.come()
    assert shown.seen() != RED, "it comes out of the veil"
    assert coming.pressed == [], "nobody presses what is not seen yet"
    shown.frame()
    assert coming.pressed == [pygame.K_b, pygame.K_c]
    for _ in range(round(between.REVEAL_SECONDS / FRAME) + 1):
        shown.frame()
    assert shown.seen() == RED


def test_without_motion_the_veil_stands_still_and_the_next_picture_is_there_at_once(waiting: threading.Event) -> None:
    shown = Shown(Plain(GREEN, slow(Plain(RED), waiting)), still=True)
    shown.frame(key(pygame.K_a))
    veiled = shown.seen()
    assert veiled != GREEN
    shown.frame()
    assert shown.seen() == veiled
    waiting.set()
    shown.come()
    assert shown.seen() == RED


def test_what_is_quickly_there_comes_without_a_veil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(between, "PATIENCE_SECONDS", 20.0)
    shown = Shown(Plain(GREEN, Route(Plain(RED))))
    shown.frame(key(pygame.K_a))
    assert not shown.window.between
    assert shown.seen() == RED


def test_an_error_while_the_next_screen_is_made_leads_to_the_page_that_tells_of_it() -> None:
    game = app.start(Keeping(None))

    def broken() -> Plain:
        raise RuntimeError("no such screen")

    screen = Plain(GREEN, Route.to(broken))
    shown = Shown(screen, game)
    shown.frame(key(pygame.K_a), key(pygame.K_b))
    shown.come()
    shown.frame()
    assert isinstance(shown.window.screen, Message)
    assert screen.pressed == [pygame.K_a], "what was pressed meanwhile was for no screen"


def test_after_an_error_behind_the_veil_what_was_under_way_takes_nothing_over(
    waiting: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        waiting.set()
        raise RuntimeError("no veil")

    monkeypatch.setattr(between.Between, "veil", broken)
    shown = Shown(Plain(GREEN, slow(Plain(RED), waiting)), app.start(Keeping(None)))
    shown.frame(key(pygame.K_a))
    for _ in range(3):
        assert isinstance(shown.window.screen, Message)
        shown.frame()
    assert not shown.window.between


@pytest.mark.slow
def test_another_theme_looks_as_if_painted_at_once(root: Path) -> None:
    pictures = []
    for veils in (True, False):
        game = app.start(Keeping(None))
        session = Session(read(root / "levels" / "01-the-garage.yaml"), seed=3)
        shown = Shown(Play(session, game), game)
        shown.window.veils = veils
        shown.frame(key(pygame.K_t, pygame.KMOD_CTRL))
        shown.come()
        shown.clock.advance(10.0 - shown.clock.now())  # some things wave, at any time otherwise
        for _ in range(8):
            shown.frame()
        pictures.append(pygame.surfarray.array3d(shown.window.surface).astype(np.int16))
    assert np.abs(pictures[0] - pictures[1]).max() == 0


def test_the_bench_of_presses_finds_what_is_there_and_tells_what_is_not() -> None:
    game, clock = app.start(Keeping(None)), VirtualClock()
    shown = app.open_window(game, game.title(), size=SMALL, clock=clock)
    shown.veils = True
    hand = answers.Hand(shown, clock)
    hand.rest(1)
    hand.all((("free play", "free"), ("a list put away", "away"), ("theme", "ctrl t"), ("size", "each free-people")))
    assert list(hand.found) == ["free play", "a list put away", "theme"], "no size is there to press"
    assert all(one.frame > 0 for one in hand.found.values())
    assert not shown.between
    assert shown.stage.theme == "dark"
    with pytest.raises(LookupError, match=r"no 'petal' to press, only .*free"):
        hand.press("a job chosen", "petal")


def test_a_way_makes_its_screen_once_and_only_when_asked() -> None:
    made = []

    def make() -> Plain:
        made.append(1)
        return Plain(RED)

    way = Route.to(make)
    assert not way.leaves
    assert made == []
    assert way.screen is way.screen
    assert made == [1]
    assert Route(None).leaves


def test_only_now_and_then_all_that_is_held_is_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = []
    monkeypatch.setattr("game.view.memory.gc.unfreeze", lambda: whole.append(1))
    for quiet in ("freeze", "collect"):
        monkeypatch.setattr(f"game.view.memory.gc.{quiet}", lambda: None)
    for times in range(2 * memory.WHOLE_EVERY):
        memory.tidy(times)
    assert len(whole) == 2
