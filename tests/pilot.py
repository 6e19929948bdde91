"""A pilot in the real window: plays level 1 from the title to the result, by mouse alone or by keyboard alone.

Run as `python tests/pilot.py mouse|keyboard FOLDER`, with a display; prints what was done as JSON. Time is virtual:
it passes by command, so the pilot never waits. Events go through the system's queue, as a hand's would.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pygame

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game.sim.actions import Action
from game.view import app
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.window import VirtualClock, Window

FRAME = 0.25
PLAN: dict[int, list[Action]] = {
    0: [Action("order", 0, (0, 8)), Action("order", 1, (1, 4)), Action("visit", 2)],
    1: [Action("order", 2, (2, 8))],
    6: [Action("order", 3, (3, 2))],
    13: [Action("order", 0, (0, 8))],
}
"""What both pilots do: the week, and the actions in order. Job 3 is *improve*."""


def calm(screen: Any, seconds: float = 2.0) -> None:
    """Lets the time pass in which a rendered screen takes no input yet."""
    surface, clock = pygame.Surface(screen.stage.size), screen.stage.clock
    for pause in (0.0, 0.0, seconds):
        clock.advance(pause)
        screen.paint(surface)


class Pilot:
    """Hands and eyes: presses what it sees by name, and lets time pass."""

    def __init__(
        self, folder: Path, level: Path | None = None, *, seed: int | None = None, folders: Sequence[Path] = ()
    ) -> None:
        self.game = app.start(Keeping(folder), seed=seed, folders=folders)
        self.clock = VirtualClock()
        first = self.game.title() if level is None else self.game.open_level(level)
        self.window: Window = app.open_window(self.game, first, clock=self.clock)
        self.frames = 0
        self.step()

    @property
    def play(self) -> Play:
        assert isinstance(self.window.screen, Play), type(self.window.screen).__name__
        return self.window.screen

    @property
    def week(self) -> int:
        return self.play.table.session.week

    def step(self, seconds: float = 0.02) -> None:
        self.clock.advance(seconds)
        self.window.frame(seconds)
        self.frames += 1
        assert self.frames < 6_000, "the pilot is lost"

    def calm(self, seconds: float = 1.1) -> None:
        """Waits until what has just come up takes input."""
        for pause in (0.0, 0.0, seconds):
            self.step(pause)

    def shows(self, ident: str) -> bool:
        region = self.window.stage.ui.region(ident)
        return region is not None and region.enabled

    def click(self, ident: str) -> None:
        """Moves the mouse to the middle of what is called so, and presses it."""
        region = self.window.stage.ui.region(ident)
        assert region is not None, f"{ident} is not on the screen; there are {self.window.stage.ui.order()}"
        place = region.rect.center
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0), touch=False))
        self.step()
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=place, button=1, touch=False))
            self.step()

    def press(self, *names: str) -> None:
        """Presses keys one after the other, as pygame names them."""
        for name in names:
            key = pygame.key.key_code(name)
            letter = " " if name == "space" else name if len(name) == 1 else ""
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode=letter, scancode=0))
                self.step()

    def type(self, text: str) -> None:
        """Writes text as the system's text input gives it: a key goes down, and what it means follows."""
        for character in text:
            code = ord(character.lower()) if character.isascii() else 0
            down = pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode=character, scancode=0)
            for event in (down, pygame.event.Event(pygame.TEXTINPUT, text=character)):
                pygame.event.post(event)
            self.step()

    def until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self.step(FRAME)


def with_the_mouse(pilot: Pilot) -> None:
    """Everything by clicks: bet, start, orders by petals, a visit, speed, notes, the review."""
    pilot.click("continue")
    pilot.click("brief-bet:1")
    pilot.click("brief-start")

    def write(action: Action) -> None:
        pilot.click(f"team {action.target}")
        if action.lever == "visit":
            pilot.click("petal-visit")
            return
        pilot.click(f"petal:{action.amount[0]}")
        pilot.click(f"card-weeks:{action.amount[1]}")
        pilot.click("card-send")

    def go_on() -> None:
        if pilot.shows("hint-read"):
            pilot.click("hint-read")
        elif pilot.shows("open"):
            pilot.click("open")
        else:
            pilot.click("bar-speed:4")

    play(pilot, write, go_on)


def with_the_keyboard(pilot: Pilot) -> None:
    """Everything by keys: digits for bets and jobs, Tab and O for teams, W for weeks, Enter, Space, H, V."""
    pilot.press("c")
    pilot.press("2", "return")

    def focus(ident: str) -> None:
        for _ in range(80):
            if pilot.window.stage.ui.focus == ident:
                return
            pilot.press("tab")
        raise AssertionError(f"Tab never came to {ident}")

    def write(action: Action) -> None:
        focus(f"team {action.target}")
        if action.lever == "visit":
            pilot.press("v")
            return
        pilot.press("return", str(action.amount[0] + 1))
        while orders_weeks(pilot) != action.amount[1]:
            pilot.press("w")
        pilot.press("return")

    def go_on() -> None:
        if pilot.shows("hint-read"):
            pilot.press("h")
        elif pilot.shows("open"):
            pilot.press("return")
        else:
            pilot.press("escape")
            pilot.press(".")

    play(pilot, write, go_on)


def orders_weeks(pilot: Pilot) -> int | None:
    """The weeks on the card being written."""
    draft = pilot.play.table.draft
    return draft.amount[1] if draft is not None else None


def play(pilot: Pilot, write: Callable[[Action], None], go_on: Callable[[], None]) -> None:
    """Follows the plan to the end of the level."""
    plan = dict(PLAN)
    pilot.step()
    session = pilot.play.table.session
    while not session.over:
        screen = pilot.window.screen
        while isinstance(screen, Play) and pilot.shows("hint-read"):
            go_on()
        if isinstance(screen, Play) and session.week in plan:
            screen.table.clock.pause()
            pilot.step()
            for action in plan.pop(session.week):
                write(action)
        week = session.week
        if not isinstance(screen, Play):
            pilot.calm()
        go_on()
        pilot.until(
            lambda week=week, screen=screen: (
                session.week != week
                or pilot.window.screen is not screen
                or (  # type: ignore[misc]
                    isinstance(screen, Play) and not screen.table.clock.running
                )
            )
        )
    pilot.until(lambda: not isinstance(pilot.window.screen, Play))  # the last week lies a moment on the table


def main(kind: str, folder: str) -> int:
    pilot = Pilot(Path(folder))
    first = pilot.game
    {"mouse": with_the_mouse, "keyboard": with_the_keyboard}[kind](pilot)
    pilot.step()
    session = first.session
    assert session is not None
    result = type(pilot.window.screen).__name__
    pilot.press("space", "n", "e", "return", "escape")
    assert type(pilot.window.screen).__name__ == result, "a key of play left the result"
    pilot.calm()
    pilot.press("space", "n", "e", "return", "escape")
    assert type(pilot.window.screen).__name__ == result, "a key of play left the result"
    if kind == "mouse":
        pilot.click("next")
    else:
        pilot.press("i")
    pilot.step()
    assert type(pilot.window.screen).__name__ != result, "the result could not be left"
    first.close()
    saved = Keeping(Path(folder)).last_run(session)
    print(json.dumps({
        "log": [[str(action) for action in week] for week in session.log], "result": result, "saved": str(saved),
        "driver": pygame.display.get_driver(), "stars": first.progress.stars, "bets": first.progress.bets,
        "frames": pilot.frames,
    }))  # fmt: skip
    pygame.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2]))
