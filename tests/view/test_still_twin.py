"""A window in which things move and one in which nothing does are given the same quick presses: what can be pressed is
the same in both all the time, and when everything has come to rest both look the same."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import levels
from game.session import Session
from game.view import app
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.sound import Sound
from game.view.stage import FRAMES_PER_SECOND, VirtualClock
from game.view.toolkit.ui import Ui
from game.view.window import Window

FRAME = 1 / FRAMES_PER_SECOND
SIZE = (1280, 720)
RESTED = 150
"""Frames after which everything that moves has come to rest."""
KEYS = (
    pygame.K_F2, pygame.K_F3, pygame.K_F2, pygame.K_F3, pygame.K_ESCAPE, pygame.K_ESCAPE, pygame.K_TAB, pygame.K_RETURN,
    pygame.K_SPACE, pygame.K_n, pygame.K_z, pygame.K_h, pygame.K_1, pygame.K_2, pygame.K_3, pygame.K_PLUS,
    pygame.K_HOME, pygame.K_c, pygame.K_l,
)  # fmt: skip
WITH_CONTROL = (pygame.K_t, pygame.K_PLUS, pygame.K_MINUS, pygame.K_0)
ROUNDING = 6


class Twin:
    """One of the two windows."""

    def __init__(self, session: Session, home: Path, scale: float, *, still: bool) -> None:
        self.clock = VirtualClock()
        game = app.start(Keeping(home))
        game.change(game.settings.__class__(**{**vars(game.settings), "reduced_motion": still, "ui_scale": scale}))
        silent = Sound(silent=True)
        self.window: Window = app.open_window(game, Play(session, game), size=SIZE, clock=self.clock, sound=silent)
        self.window.stage.ui.reduced_motion = still
        self.frames(40)

    def frames(self, count: int, events: list[pygame.event.Event] | None = None) -> None:
        """Lets frames pass, the first with events."""
        for n in range(count):
            self.clock.wait()
            self.window.frame(FRAME, events or [] if n == 0 else [])

    @property
    def play(self) -> Play:
        assert isinstance(self.window.screen, Play)
        return self.window.screen

    @property
    def ui(self) -> Ui:
        return self.window.stage.ui


def pressable(ui: Ui) -> dict[str, tuple[int, ...]]:
    """Every region that can be pressed, with its place; not the board's, which flies."""
    out = {}
    for ident in ui.order():
        region = ui.region(ident)
        if region is not None and region.key.partition("-")[0] in ("side", "bar", "menu", "handle"):
            out[ident] = tuple(region.rect)
    return out


def presses(luck: random.Random) -> tuple[list[pygame.event.Event], int]:
    """What is pressed in a frame, and how many frames pass until the next press."""
    kind = luck.random()
    if kind < 0.25:
        place = (luck.randrange(SIZE[0]), luck.randrange(60, SIZE[1] - 60))
        move = pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0))
        rest = [pygame.event.Event(one, pos=place, button=1) for one in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)]
        return [move, *rest], luck.choice((1, 2, 4, 9))
    control = kind > 0.9
    key = luck.choice(WITH_CONTROL if control else KEYS)
    event = pygame.event.Event(
        pygame.KEYDOWN, key=key, mod=pygame.KMOD_CTRL if control else 0, unicode="", scancode=0
    )
    return [event], luck.choice((1, 1, 2, 4, 9, 30))


def compare(seed: int, scale: float, steps: int, root: Path, home: Path) -> None:
    """Gives both windows the same presses, and compares them."""
    session = Session(levels.read(root / "levels" / "04-the-floor.yaml"))
    for _ in range(3):
        session.advance()
    moving, still = (Twin(session.copy(), home / str(rests), scale, still=rests) for rests in (False, True))
    luck = random.Random(seed)
    for step in range(steps):
        events, wait = presses(luck)
        for twin in (moving, still):
            twin.frames(wait, list(events))
        if type(moving.window.screen) is not Play:
            assert type(moving.window.screen) is type(still.window.screen), step
            return
        assert moving.play.table.pending == still.play.table.pending, step
        assert moving.play.table.drawer == still.play.table.drawer, step
        assert not moving.ui.twice(), step
        if not moving.play.frame.turn.under_way:
            assert pressable(moving.ui) == pressable(still.ui), step
    for twin in (moving, still):
        twin.play.table.clock.pause()
        away = pygame.event.Event(pygame.MOUSEMOTION, pos=(2, SIZE[1] - 2), rel=(0, 0), buttons=(0, 0, 0))
        twin.frames(RESTED, [away])
    pictures = [pygame.surfarray.array3d(twin.window.surface).astype(int) for twin in (moving, still)]
    for box in (moving.play.table.left, moving.play.table.right, (0, 0, moving.ui.width, 48)):
        if box is not None:
            x, y, w, h = moving.ui.to_screen(box)
            apart = np.abs(pictures[0] - pictures[1])[x : x + w, y : y + h]
            assert int(apart.max()) <= ROUNDING, box
    before = moving.ui.repaints
    moving.frames(30)
    assert moving.ui.repaints == before, "nothing is painted at rest"


@pytest.mark.slow
def test_a_window_that_moves_comes_to_rest_as_one_that_never_did(root: Path, tmp_path: Path) -> None:
    """For many more presses: `python -m tests.view.test_still_twin 40`."""
    compare(11, 2.0, 16, root, tmp_path)


if __name__ == "__main__":
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    for number in range(int(sys.argv[1])):
        with tempfile.TemporaryDirectory() as kept:
            compare(number, (1.0, 2.0, 1.5, 2.0)[number % 4], 80, Path(), Path(kept))
        print(f"{number} is the same", flush=True)
