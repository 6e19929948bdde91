"""A pilot without a plan: random input over every screen of the real game, reproducible by its seed.

    python tests/monkey.py --seed 7 --minutes 10             # figures at the end; exit 1 and a trace if something falls
    python tests/monkey.py --seed 7 --upto 3120              # the same run again, up to that frame
    python tests/monkey.py --seed 7 --minutes 10 --level 8   # stays in one level
    python tests/monkey.py --seed 7 --minutes 10 --all       # goes on after a fault, tells each kind once

It plays in process on the dummy display, or with `--window` on the display that is there. Events pass through the
system's queue as a hand's would, several of them in one frame now and then; time is virtual. What is pressed is drawn
from what can be reached, rarely pressed things before others. Levels are reached from the title, in a home in which
every level has been finished once. After each frame it asks what must always hold (`Watch`).
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import sys
import tempfile
import threading
import time
import traceback
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

if __name__ == "__main__":
    if "--window" not in sys.argv:
        os.environ["SDL_VIDEODRIVER"] = "dummy"
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import pygame

from game import bots, chronicle, ghost, saves
from game.debrief import Debrief
from game.debrief.making import stages
from game.session import Session, begun, level_name, verify
from game.sim.levers import free_discs
from game.view import app, bench
from game.view.keeping import Keeping
from game.view.profile import Progress
from game.view.screens.debrief import screen as debrief
from game.view.screens.play.screen import Play
from game.view.screens.title.screen import TitleScreen
from game.view.window import VirtualClock, Window

SIZES = (
    *((1280, 720),) * 6, *((960, 540),) * 3, (640, 400), (640, 400), (800, 600), (1024, 768), (1366, 540), (1366, 768),
    (1920, 540), (720, 1280), (1920, 1080), (2560, 800), (3440, 1440),
)  # fmt: skip
"""What a window is mostly resized to; large ones are rare, for they take long to paint."""
WAYS_OUT = {
    "menu-quit": 0.03, "menu-restart": 0.1, "menu-rewind": 0.2, "quit": 0.03, "title": 0.05, "next": 0.1, "again": 0.05,
    "seed": 0.05, "brief-back": 0.05, "brief-start": 0.3, "bar-menu": 0.4, "menu-close": 0.3, "menu-resume": 0.3,
    "close": 0.1, "beside-close": 0.3, "watch-close": 0.1, "leading-close": 0.1, "leader": 0.1, "message-on": 0.3,
    "open": 0.2, "dilemma-later": 0.2, "continue": 0.3,
}  # fmt: skip
"""Controls that lead away, and how much less often they are pressed: nothing else would be looked at for long."""
KEYS = (
    "space", "n", "e", ",", ".", "o", "w", "r", "v", "t", "c", "z", "d", "h", "m", "f", "l", "k", "x", "g", "tab",
    "return", "escape", "left", "right", "up", "down", "home", "end", "page up", "page down", "backspace", "delete",
    "+", "-", "=", "f1", "f2", "f3", "f4", "f5", "f10", "f12", *"0123456789", "[+]", "[-]", "[1]", "enter", "insert",
)  # fmt: skip
OWN_LEVELS = {
    "night-shift.yaml": "format: 1\ntitle: The Night Shift\npeople: 18\nweeks: 8\n", "damaged.yaml": "format: 1\n",
}  # fmt: skip
"""Levels of the player's own."""
FOREIGN = (
    ("й", pygame.KSCAN_Q), ("т", pygame.KSCAN_N), ("щ", pygame.KSCAN_O), ("я", pygame.KSCAN_Z), ("ц", pygame.KSCAN_W),
    ("ь", pygame.KSCAN_M), ("с", pygame.KSCAN_C), ("у", pygame.KSCAN_E), ("&", pygame.KSCAN_1), ("é", pygame.KSCAN_2),
    ("à", pygame.KSCAN_0), (";", pygame.KSCAN_COMMA), ("ν", pygame.KSCAN_N), ("ש", pygame.KSCAN_A),
    ("ß", pygame.KSCAN_MINUS),
)  # fmt: skip
"""What keys send on Cyrillic, French, Greek, Hebrew and German keyboards, and where they lie."""
TEXTS = ("a", "Ada", "ü", "\t", "日本", "é", "🙂", "x" * 60, "../..", "con", "Zoë’s 2nd try", "\u202e", "7", "-")
WINDOW_EVENTS = (
    pygame.WINDOWFOCUSLOST, pygame.WINDOWFOCUSGAINED, pygame.WINDOWMINIMIZED, pygame.WINDOWRESTORED,
    pygame.WINDOWHIDDEN, pygame.WINDOWSHOWN, pygame.WINDOWLEAVE, pygame.WINDOWENTER, pygame.WINDOWEXPOSED,
)  # fmt: skip
BACK = (pygame.WINDOWRESTORED, pygame.WINDOWSHOWN, pygame.WINDOWFOCUSGAINED, pygame.WINDOWENTER)
WEEK_FRAME = 0.4
"""Virtual seconds of a frame that ends a week which is run by N."""
QUIET_POLLS = 12
LARGE = 500


@dataclass
class Figures:
    """What a run came to."""

    frames: int = 0
    events: Counter[str] = field(default_factory=Counter)
    screens: Counter[str] = field(default_factory=Counter)
    pressed: Counter[str] = field(default_factory=Counter)
    shown: set[str] = field(default_factory=set)
    levers: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    latest: dict[str, int] = field(default_factory=dict)
    weeks: int = 0
    results: Counter[str] = field(default_factory=Counter)
    reopened: int = 0
    verified: int = 0

    def text(self) -> str:
        """The figures as lines."""

        def row(counts: Counter[str]) -> str:
            return ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda x: -x[1])) or "none"

        unpressed = sorted(self.shown - set(self.pressed))
        return "\n".join((
            f"{self.frames:,} frames, {self.events.total():,} events ({row(self.events)})",
            f"{len(self.screens)} kinds of screen: {row(self.screens)}",
            f"{len(self.levels)} levels begun or taken up: {row(self.levels)}",
            f"{self.weeks:,} weeks played; latest " + ", ".join(f"{n} {w}" for n, w in sorted(self.latest.items())),
            f"{self.results.total()} results: {row(self.results)}",
            f"{len(self.levers)} levers pulled: {row(self.levers)}",
            f"{len(self.pressed)} kinds of control pressed, {len(unpressed)} seen and never pressed: "
            + (", ".join(unpressed) or "none"),
            f"{self.reopened} times closed and opened again on the same home; {self.verified} saved games verified",
        ))  # fmt: skip


class QuietJob:
    """A debrief worked out here instead of in another process, so that a seed is the same run on every computer.

    Of a large company only the first pages are worked out: leaving while the work goes on is a case of its own.
    """

    def __init__(self, recording: saves.Recording, before: Path | None = None) -> None:
        self._stages: Iterator[Debrief] = iter(())
        people = begun(recording.header).world.people
        self._stages = stages(recording, before)
        if people > LARGE:
            self._stages = itertools.islice(self._stages, 2)
        self._polls = 0
        self._newest = Debrief()

    def start(self) -> None:
        """Nothing to start."""

    def poll(self) -> Debrief:
        """The newest pages; a new one every few polls."""
        self._polls += 1
        if self._polls % QUIET_POLLS == 0:
            self._newest = next(self._stages, self._newest)
        return self._newest

    def close(self) -> None:
        """Drops the rest of the work."""
        self._stages = iter(())


class QuietApart:
    """What another process would find, worked out here for the same reason: one result every few polls."""

    def __init__(self, name: str, work: Callable[..., Iterator[Any]], *arguments: Any) -> None:
        self._left, self._polls = work(*arguments), 0
        self.newest: Any = None
        self.ended = self.running = False

    def start(self) -> None:
        """Nothing to start."""

    def poll(self) -> Any:
        """The newest result."""
        self._polls += 1
        if self._polls % QUIET_POLLS == 0 and not self.ended:
            self.newest = next(self._left, self.newest)
        return self.newest

    def close(self) -> None:
        """Drops the rest of the work."""
        self._left = iter(())


class AtOnce:
    """A thread whose work is done when it is started, for the same reason."""

    def __init__(self, target: Callable[[], None], daemon: bool = False, name: str = "") -> None:
        self.start = target


class Fault(AssertionError):
    """Something that must always hold does not."""


def see(error: Exception, recent: Sequence[str]) -> NoReturn:
    """Lets an error out."""
    raise error


def fall(fault: Fault) -> None:
    """Ends the run with a fault."""
    raise fault


class Watch:
    """Asks after every frame what must hold in every frame of every screen; `tell` takes what does not."""

    def __init__(self, figures: Figures, tell: Callable[[Fault], None]) -> None:
        self.figures = figures
        self.tell = tell
        self._session: Session | None = None
        self._week = 0
        self._digests: dict[tuple[str, ...], str] = {}
        self._over: set[int] = set()
        self._menu_before = False

    def look(self, window: Window) -> None:
        """Tells of everything that does not hold, in a sentence each."""
        self._controls(window)
        screen = window.screen
        if isinstance(screen, Play):
            self._game(screen)
        game = getattr(screen, "session", None)
        if isinstance(game, Session) and game.over and id(game) not in self._over:
            self._over.add(id(game))
            outcome = game.outcome()
            assert outcome is not None
            self.figures.results[f"{outcome.kind} {level_name(game.level)}"] += 1

    def _controls(self, window: Window) -> None:
        ui = window.stage.ui
        order = ui.order()
        self.figures.shown.update(kind_of(ident) for ident in order)
        twice = sorted(ident for ident, count in Counter(order).items() if count > 1)
        if twice:
            self.tell(Fault(f"these controls are there twice on {state_of(window)}: {', '.join(twice)}"))
        # A window that nobody can see is not painted, and then nothing is there.
        if order and ui.focus is not None and ui.region(ui.focus) is None:
            self.tell(Fault(f"the focus lies on {ui.focus}, which is not there"))

    def _game(self, play: Play) -> None:
        game = play.table.session
        name = level_name(game.level)
        if game is not self._session:
            self._session, self._week, self._digests = game, game.week, {}
            self.figures.levels[name if game.level.number else name.partition("-")[0]] += 1
        if game.week != self._week:
            if game.week < self._week and not self._menu_before:
                self.tell(Fault(f"the game went back from week {self._week} to {game.week}, and nobody rewound it"))
            self.figures.weeks += max(0, game.week - self._week)
            self._week, self._digests = game.week, {}
        if game.level.number:
            self.figures.latest[name] = max(self.figures.latest.get(name, 0), game.week)
        self._menu_before = play.menu is not None
        lies = tuple(str(action) for action in game.pending)
        digest = game.digest() if lies not in self._digests or len(self._digests) < 4 else self._digests[lies]
        if self._digests.setdefault(lies, digest) != digest:
            self.tell(Fault(f"with the same decisions of week {game.week} the company is another one"))
        if free_discs(game.report, list(game.pending)) < 0:
            self.tell(Fault(f"there are fewer than no discs at the desk in week {game.week}"))


def kind_of(ident: str) -> str:
    """What sort of control an ident names: "team 12" and "petal:3" are a team and a petal."""
    return re.sub(r"[ -]?[0-9]+", "", ident.partition(":")[0])


def state_of(window: Window) -> str:
    """Which screen stands, with what is open on it."""
    screen = window.screen
    name = type(screen).__name__.removesuffix("Screen").lower()
    if isinstance(screen, Play):
        table = screen.table
        if screen.menu is not None:
            return f"play menu {screen.menu.page}"
        if screen.card is not None:
            return "play card"
        letter = f", writing {table.draft.lever}" if table.draft is not None else ""
        chosen = (table.selected or "").partition(" ")[0]
        return f"play {table.tab}{letter}" + (f", {chosen}" if chosen and not letter else "")
    if isinstance(screen, TitleScreen) and window.stage.ui.modal_open:
        return "title free play" if screen.free is not None else "title list"
    if isinstance(screen, debrief.DebriefScreen):
        return f"debrief {screen.shown.view}"
    return name


class Monkey:
    """Hands without a plan on the real window. `level`: a number from 1 it stays with, 0 for all."""

    def __init__(
        self, seed: int, home: Path, level: int = 0, frames: int | None = None,
        tell: Callable[[Fault], None] | None = None,
    ) -> None:  # fmt: skip
        self.luck = random.Random(seed)
        self.home = home
        self.level = level
        self.most_frames = frames
        self.figures = Figures()
        self.watch = Watch(self.figures, tell or fall)
        self.log: deque[str] = deque(maxlen=40)
        self.patience = 300
        self._away = 0
        self._unlock()
        self._open()

    def _unlock(self) -> None:
        """Gives the home a progress in which every level has been finished once."""
        names = [path.name.removesuffix(".yaml") for path in sorted(app.LEVELS.glob("0*.yaml"))]
        keeping = Keeping(self.home)
        progress = keeping.progress()
        for name in names:
            progress.earn(name, 1)
        keeping.keep_progress(Progress(progress.stars, progress.bets))
        assert keeping.own_levels is not None
        keeping.own_levels.mkdir(exist_ok=True)
        for name, text in OWN_LEVELS.items():
            (keeping.own_levels / name).write_text(text, encoding="utf-8")
        keeping.close()

    def _open(self) -> None:
        self.game = app.start(Keeping(self.home))
        self.game.own.open_home = lambda: "A monkey opens no folders."  # type: ignore[method-assign]
        self.clock = VirtualClock()
        self.window = app.open_window(self.game, self.game.title(), clock=self.clock)
        self.window.veils = True
        # The game would keep the company and go on after an error; a monkey wants to see it.
        self.window._rescue = None
        self.game.went_wrong = see  # type: ignore[method-assign]

    # One frame.

    def frame(self, seconds: float = 0.02) -> None:
        """Lets a frame pass with the events that wait, and looks; the end of the run raises EndOfRun."""
        if self.most_frames is not None and self.figures.frames >= self.most_frames:
            raise EndOfRun
        self.clock.advance(seconds)
        self.window.frame(seconds)
        self.window.settle()  # how long the next picture takes is no part of a run that can be had again
        self.figures.frames += 1
        if self.window.screen is None:
            self._reopen()
            return
        self.figures.screens[state_of(self.window)] += 1
        self.watch.look(self.window)

    def _reopen(self) -> None:
        """The player has left; the next evening begins on the same home."""
        self.log.append(f"{self.figures.frames} closed and opened again")
        self.game.close()
        pygame.event.clear()
        self.figures.reopened += 1
        self._open()

    def abandon(self) -> None:
        """After an error: whatever state the window is in, the next evening begins."""
        try:
            self.game.close()
        finally:
            pygame.event.clear()
            self._open()

    def send(self, kind: str, events: Sequence[tuple[int, dict[str, Any]]], seconds: float = 0.02) -> None:
        """Puts events into the system's queue, each in a frame of its own or all in one."""
        self.log.append(f"{self.figures.frames} {state_of(self.window)}: {kind}")
        self.figures.events[kind.partition(" ")[0]] += len(events)
        together = self.luck.random() < 0.5
        for number, values in events:
            pygame.event.post(pygame.event.Event(number, values))
            if not together:
                self.frame(seconds)
        if together or not events:
            self.frame(seconds)

    # What hands do.

    def click(self, ident: str, button: int = 1) -> None:
        """Moves to what is called so and presses it, if it is there."""
        region = self.window.stage.ui.region(ident)
        if region is None:
            return
        luck, rect = self.luck, region.rect.clip(self.window.surface.get_rect())
        place = rect.center
        if region.hexagon is None and region.outline is None and rect.width > 4 and rect.height > 4:
            place = luck.randrange(rect.left + 1, rect.right - 1), luck.randrange(rect.top + 1, rect.bottom - 1)
        self.figures.pressed[kind_of(ident)] += 1
        self.tap(place, button, f"click {ident}")

    def tap(self, place: tuple[int, int], button: int, kind: str) -> None:
        down = {"pos": place, "button": button, "touch": False}
        moved = {"pos": place, "rel": (1, 1), "buttons": (0, 0, 0), "touch": False}
        self.send(kind, [(pygame.MOUSEMOTION, moved), (pygame.MOUSEBUTTONDOWN, down), (pygame.MOUSEBUTTONUP, down)])

    def click_something(self) -> None:
        """Presses one of the controls that can be reached: the kinds that were pressed least come first."""
        groups: dict[str, list[str]] = {}
        for ident in self.window.stage.ui.order():
            groups.setdefault(kind_of(ident), []).append(ident)
        if not groups:
            return self.click_anywhere()
        kinds = sorted(groups)
        weights = [
            WAYS_OUT.get(kind, 1.0) / (1 + self.figures.pressed[kind]) ** 0.4 for kind in kinds
        ]
        kind = self.luck.choices(kinds, weights)[0]
        return self.click(self.luck.choice(groups[kind]))

    def click_anywhere(self) -> None:
        self.tap(self._place(), self.luck.choice((1, 1, 2, 3)), "tap anywhere")

    def _place(self) -> tuple[int, int]:
        wide, high = self.window.surface.get_size()
        return self.luck.randrange(-3, wide + 3), self.luck.randrange(-3, high + 3)

    def key(self, name: str, mod: int = 0, kind: str = "key") -> None:
        code = pygame.key.key_code(name)
        letter = " " if name == "space" else name if len(name) == 1 and not mod & pygame.KMOD_CTRL else ""
        self._press(f"{kind} {name}", code, mod, letter, 0)

    def _press(self, kind: str, code: int, mod: int, letter: str, scancode: int) -> None:
        values = {"key": code, "mod": mod, "unicode": letter, "scancode": scancode, "window": None}
        down = (pygame.KEYDOWN, values)
        text = [(pygame.TEXTINPUT, {"text": letter, "window": None})] if letter.isprintable() and letter else []
        held = self.luck.randrange(2, 9) if self.luck.random() < 0.03 else 1
        self.send(kind, [*([down, *text] * held), (pygame.KEYUP, values)])

    def press_key(self) -> None:
        mod = self.luck.choice((0,) * 8 + (pygame.KMOD_SHIFT, pygame.KMOD_ALT, pygame.KMOD_CAPS, pygame.KMOD_NUM))
        self.key(self.luck.choice(KEYS), mod)

    def press_control(self) -> None:
        self.key(self.luck.choice("abcdefghijklmnopqrstuvwxyz0123456789+-="), pygame.KMOD_LCTRL, "control-key")

    def press_foreign(self) -> None:
        letter, scancode = self.luck.choice(FOREIGN)
        self._press(f"foreign-key {letter}", ord(letter), 0, letter, scancode)

    def type(self) -> None:
        text = self.luck.choice(TEXTS)
        editing = (pygame.TEXTEDITING, {"text": text[:1], "start": 0, "length": 1, "window": None})
        self.send(f"text {text!r}", [editing, (pygame.TEXTINPUT, {"text": text, "window": None})])

    def drag(self) -> None:
        """Presses somewhere (a control, half of the time), moves about and lets go."""
        button, place = self.luck.choice((1, 1, 1, 2, 3)), self._place()
        order = self.window.stage.ui.order()
        if order and self.luck.random() < 0.5:
            region = self.window.stage.ui.region(self.luck.choice(order))
            place = region.rect.center if region is not None else place
        held = tuple(int(button == n) for n in (1, 2, 3))
        events: list[tuple[int, dict[str, Any]]] = [
            (pygame.MOUSEBUTTONDOWN, {"pos": place, "button": button, "touch": False})
        ]
        for _ in range(self.luck.randrange(1, 6)):
            place = self._place()
            events.append((pygame.MOUSEMOTION, {"pos": place, "rel": (9, 9), "buttons": held, "touch": False}))
        events.append((pygame.MOUSEBUTTONUP, {"pos": place, "button": button, "touch": False}))
        self.send("drag", events)

    def wheel(self) -> None:
        place = self._place()
        self.send("wheel", [
            (pygame.MOUSEMOTION, {"pos": place, "rel": (1, 1), "buttons": (0, 0, 0), "touch": False}),
            (pygame.MOUSEWHEEL, {"x": self.luck.choice((0, 0, 1)), "y": self.luck.choice((-9, -2, -1, 1, 2, 9)),
                                 "flipped": False, "precise_x": 0.0, "precise_y": 0.0, "touch": False}),
        ])  # fmt: skip

    def resize(self) -> None:
        """A hand drags the window's edge, often to sizes nobody draws for."""
        size = self.luck.choice(SIZES)
        if self.luck.random() < 0.3:
            size = self.luck.randrange(640, 2400), self.luck.randrange(400, 1441)
        if not self.window.fullscreen:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                pygame.display.set_mode(size, pygame.RESIZABLE)
        self.send(f"resize {size}", [(pygame.VIDEORESIZE, {"size": size, "w": size[0], "h": size[1]})])

    def stretch(self) -> None:
        """Sizes, scales and whatever is open, one upon the other: what was laid for one must hold in the next."""
        for _ in range(self.luck.randrange(2, 7)):
            does = (self.resize, self.grow, self.grow, self.write, self.click_something, self.wheel)
            self.luck.choice(does)()

    def grow(self) -> None:
        """Larger or smaller text, a step or many."""
        sign = self.luck.choice("++-")
        for _ in range(self.luck.choice((1, 1, 2, 5))):
            self.key(sign, pygame.KMOD_LCTRL, "scale")

    def write(self) -> None:
        """Begins to write to something on the board, and sometimes goes on to the end."""
        for wanted in ("team", "petal", "card-weeks", "card-send"):
            here = [ident for ident in self.window.stage.ui.order() if kind_of(ident) == wanted]
            if not here or self.luck.random() < 0.2:
                return
            self.click(self.luck.choice(here))

    def change_looks(self) -> None:
        name, mod = self.luck.choice((
            ("t", pygame.KMOD_LCTRL), ("+", pygame.KMOD_LCTRL), ("+", pygame.KMOD_LCTRL), ("-", pygame.KMOD_LCTRL),
            ("0", pygame.KMOD_LCTRL), ("f11", 0), ("m", 0),
        ))  # fmt: skip
        self.key(name, mod, "looks")

    def disturb(self) -> None:
        """The system takes the window away, and gives it back at once or some things later."""
        self.send("window", [(self.luck.choice(WINDOW_EVENTS), {"window": None})], 0.2)
        self._away = self.luck.choice((0, 0, 1, 2, 5))
        if not self._away:
            self.come_back()

    def come_back(self) -> None:
        self.send("window back", [(number, {"window": None}) for number in BACK], 0.2)

    def wait(self) -> None:
        """Time passes, sometimes much of it at once."""
        for _ in range(self.luck.randrange(1, 5)):
            self.send("time", [], self.luck.choice((0.0, 0.05, 0.25, 0.6, 2.0, 30.0)))

    def leave(self) -> None:
        self.send("quit", [(pygame.QUIT, {})])

    # Ways through the game, by real presses.

    def play_weeks(self) -> None:
        """Weeks by N with a leader's decisions among them, whatever opens answered by chance."""
        lead = bots.leader(self.luck.choice(("random", "mixed", "values", "orders", "idle")))
        for _ in range(self.luck.randrange(1, 14)):
            screen = self.window.screen
            if not isinstance(screen, Play):
                return self._answer()
            if screen.card is not None or screen.menu is not None:
                self._answer()
                continue
            if self.luck.random() < 0.5 and not screen.table.session.over:
                for action in lead(screen.table.report):
                    if screen.table.act(action):
                        self.figures.levers[action.lever] += 1
            self.key("n", kind="week")
            self.send("time", [], WEEK_FRAME)
        return None

    def _answer(self) -> None:
        """Presses on what stands in the way: an answer of a card, or the page's own way on."""
        ui = self.window.stage.ui
        here = ui.order()
        ways = [i for i in here if kind_of(i) in ("dilemma-answer", "open", "menu-resume", "message-on", "hint-read")]
        self.send("time", [], 0.7)
        if ways and self.luck.random() < 0.8:
            self.click(self.luck.choice(ways))
        else:
            self.key(self.luck.choice(("escape", "return")), kind="answer")

    def go_elsewhere(self) -> None:
        """To the title by its ways, and from there to a level, free play or a saved game."""
        for _ in range(40):
            if isinstance(self.window.screen, TitleScreen):
                break
            here = self.window.stage.ui.order()
            ways = [i for i in ("menu-quit", "title", "brief-back", "message-on", "open", "dilemma-later") if i in here]
            self.send("time", [], 1.2)
            if ways:
                self.click(ways[0])
            else:
                self.key(self.luck.choice(("escape", "escape", "escape", "return")), kind="way")
        else:
            self.leave()
        if isinstance(self.window.screen, TitleScreen):
            self._choose()
        self.patience = self.luck.randrange(60, 420)

    def _choose(self) -> None:
        """From the title on."""
        if self.window.stage.ui.modal_open:
            self.key("escape", kind="way")
        here = self.window.stage.ui.order()
        ui = self.window.stage.ui
        doors = [i for i in here if i.startswith("level:") and (region := ui.region(i)) is not None and region.enabled]
        if self.level:
            doors = [ident for ident in doors if ident == f"level:{self.level - 1}"]
        if doors and (self.level or self.luck.random() < 0.7):
            fewest = min(self.figures.pressed[f"door {door}"] for door in doors)
            door = self.luck.choice([d for d in doors if self.figures.pressed[f"door {d}"] == fewest])
            self.figures.pressed[f"door {door}"] += 1
            self.click(door)
        else:
            ways = [ident for ident in here if ident in ("continue", "free", "load", "own-list")]
            self.click(self.luck.choice(ways or [""]))
            self.send("time", [], 0.7)
            kinds = ("save", "free-begin", "free-day", "own")
            chosen = [ident for ident in self.window.stage.ui.order() if kind_of(ident) in kinds]
            if chosen:
                self.click(self.luck.choice(chosen))
        for _ in range(4):
            if isinstance(self.window.screen, Play):
                break
            self.send("time", [], 0.7)
            self.key("return", kind="way")

    def check_undo(self) -> None:
        """A decision of a leader, placed and taken back by the key: the company is what it was."""
        screen = self.window.screen
        if not isinstance(screen, Play) or screen.menu is not None or screen.card is not None:
            return self.click_something()
        game = screen.table.session
        before = game.digest()
        for action in bots.leader("random")(game.report)[:1]:
            if not screen.table.act(action):
                continue
            self.figures.levers[action.lever] += 1
            lay = len(game.pending)
            self.key("z", kind="undo")
            if self.window.screen is screen and len(game.pending) == lay - 1 and game.digest() != before:
                raise Fault(f"{action} was taken back, and the company is another one than before")
        return None

    def step(self) -> None:
        """Does one thing."""
        self.patience -= 1
        if self._away:
            self._away -= 1
            if not self._away:
                return self.come_back()
        if self.patience <= 0:
            return self.go_elsewhere()
        at_play = isinstance(self.window.screen, Play)
        does, weights = zip(*(
            (self.click_something, 46), (self.press_key, 14), (self.play_weeks, 12 if at_play else 0),
            (self.click_anywhere, 5), (self.drag, 5), (self.wheel, 4), (self.wait, 5), (self.press_control, 2),
            (self.press_foreign, 2), (self.type, 2), (self.resize, 2), (self.change_looks, 1.6), (self.disturb, 1.6),
            (self.stretch, 3), (self.write, 5 if at_play else 0),
            (self.check_undo, 1.5 if at_play else 0), (self.leave, 0.12),
        ), strict=True)  # fmt: skip
        action: Callable[[], None] = self.luck.choices(does, weights)[0]
        return action()

    def finish(self) -> None:
        """Closes the game and plays every saved game again: each must run as it was recorded."""
        self.game.close()
        for path in sorted((self.home / "saves").glob(f"*{saves.SUFFIX}")):
            verdict = verify(path)
            if not verdict.ok:
                raise Fault(f"{path.name} does not run as it was recorded: {verdict.text}")
            self.figures.verified += 1


class EndOfRun(Exception):
    """The frame at which the run should stop has been reached."""


@dataclass
class Finding:
    """A fault: the kind it is of, and everything to see it again."""

    kind: str
    seed: int
    frame: int
    window: str
    log: list[str]
    trace: str

    def text(self) -> str:
        """For a report."""
        doing = "\n".join(f"    {line}" for line in self.log)
        return (
            f"{self.kind}\n  again: python tests/monkey.py --seed {self.seed} --upto {self.frame + 1}\n"
            f"  in {self.window}\n  the last {len(self.log)} things done:\n{doing}\n{self.trace}"
        )


def finding(error: BaseException, seed: int, monkey: Monkey) -> Finding:
    """Describes an error; two errors from the same line of the game are one kind."""
    stage, kind, trace = monkey.window.stage, f"Fault: {error}", ""
    if not isinstance(error, Fault):
        steps = traceback.extract_tb(error.__traceback__)
        last = ([step for step in steps if "game" in Path(step.filename).parts] or steps)[-1]
        kind = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno} {last.name}: {error}"
        trace = "".join(traceback.format_exception(error))
    wide, high = stage.size
    window = f"a window of {wide}×{high}, interface {stage.ui.scale:g}, {stage.theme}"
    return Finding(kind, seed, monkey.figures.frames, window, list(monkey.log), trace)


def run(
    seed: int, home: Path, *, seconds: float = 1e9, frames: int | None = None, level: int = 0, go_on: bool = False
) -> tuple[Figures, list[Finding]]:
    """Lets a monkey play for so many seconds of real time or frames; what it came to, and what fell.

    `go_on`: after a fault the window is opened again, and each kind of fault is told once.
    """
    luck = random.Random(seed ^ 0x5EED)
    debrief.DebriefJob = QuietJob  # type: ignore[assignment,misc]
    ghost.Apart = chronicle.Apart = QuietApart  # type: ignore[assignment,misc]
    bench.threading = SimpleNamespace(Thread=AtOnce, Event=threading.Event)  # type: ignore[assignment]
    debrief.secrets.randbelow = luck.randrange  # type: ignore[attr-defined]
    until = time.monotonic() + seconds
    found: dict[str, Finding] = {}

    def note(error: BaseException) -> None:
        one = finding(error, seed, monkey)
        if one.kind not in found:
            found[one.kind] = one
            if go_on:
                print(one.text(), flush=True)

    monkey = Monkey(seed, home, level, frames, note if go_on else None)
    try:
        while time.monotonic() < until:
            try:
                monkey.step()
            except EndOfRun:
                break
            except Exception as error:
                note(error)
                if not go_on:
                    break
                monkey.abandon()
        if go_on or not found:
            try:
                monkey.finish()
            except Exception as error:
                note(error)
    finally:
        pygame.quit()
    return monkey.figures, list(found.values())


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Random input over every screen of Headcount.")
    parser.add_argument("--seed", type=int, default=None, help="the luck (default: a new one, which is printed)")
    parser.add_argument("--minutes", type=float, default=10.0, help="of real time (default 10)")
    parser.add_argument("--upto", type=int, default=None, metavar="N", help="stop after frame N instead")
    parser.add_argument("--level", type=int, default=0, metavar="N", help="stay with level N, 1 to 8")
    parser.add_argument("--home", type=Path, default=None, help="play in this home (default: a new one, thrown away)")
    parser.add_argument("--all", action="store_true", help="go on after a fault; tell each kind once")
    parser.add_argument("--window", action="store_true", help="in the real window of the display that is there")
    options = parser.parse_args(words)
    warnings.simplefilter("error")
    seed = random.SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="monkey-") as folder:
        seconds = 1e9 if options.upto is not None else 60 * options.minutes
        figures, found = run(
            seed, options.home or Path(folder), seconds=seconds, frames=options.upto, level=options.level,
            go_on=options.all,
        )  # fmt: skip
    for one in () if options.all else found:
        print(one.text())
    print(figures.text())
    print(f"{len(found)} kinds of fault" + "".join(f"\n  {one.kind} (frame {one.frame})" for one in found))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
