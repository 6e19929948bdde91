"""How long a player waits for an answer to each kind of press, along one way through the whole game, first presses all.

The way leads from the title to a result and a level's page, over the table and all that lies there to a quarter's
review, back in time, and through a saved game. It is gone anew for every company and window by a process of its own, so
that nothing is there from before.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame

from game.levels import generated
from game.session import Session
from game.sim.world import QUARTER_WEEKS
from game.view import app
from game.view.fetching import fetch
from game.view.frames import COMPANIES, LONGEST_PRESS, SIZES, click, typed
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.screens.title.screen import TitleScreen
from game.view.sound import Sound
from game.view.stage import FRAMES_PER_SECOND, VirtualClock
from game.view.window import Window

FOLLOWS, MOST = 40, 2_000
"""Frames after a press that may still show what it leads to; and in which at last whatever is awaited has come."""
CALM = 90
"""Frames after which a page that has just come takes what is pressed."""
SAVED = QUARTER_WEEKS - 1
"""The week in which the saved game is taken up: its review is next."""
SPEED, AHEAD, END = 4, 0.6, 0.999
"""How fast weeks run, and the shares of a week at which what can be done ahead is done, and at which it ends."""
SAID = 30
"""Of what can be pressed, where what was looked for is not there."""
THINKS = 2.0
"""Seconds that somebody takes over a week: the next one is played in the background meanwhile."""
Steps = tuple[tuple[str, str], ...]
"""What is pressed, after the words that it is called: "key x", "ctrl x", "text x", or how the ident of the first region
begins; "each" before that for all of them; "away": Escape, until nothing lies over the board and nothing is chosen;
"edge 0.9": the window's edge is dragged until its sides are that share of what they were first."""

TITLE: Steps = (
    ("free play", "free"), ("put away", "away"),
    ("more levels", "more-list"), ("put away", "away"),
    ("your levels", "own-list"), ("put away", "away"),
    ("saved games", "load"), ("put away", "away"),
    ("theme, on the title", "theme"), ("theme, on the title", "theme"),
    ("text size, on the title", "larger"), ("text size, on the title", "ctrl 0"),
    ("the window's edge, on the title", "edge 0.9"), ("the window's edge, on the title", "edge 1"),
)  # fmt: skip
BOARD: Steps = (
    ("an order begun", "key o"), ("a job chosen", "petal"), ("its weeks", "key w"), ("an order sent", "key return"),
    ("a decision taken back", "key z"), ("an order begun", "key o"), ("put away", "away"),
    ("the whole board", "key home"), ("a department", "key d"), ("a department", "department"), ("put away", "away"),
    ("the whole board", "key home"), ("a market", "market"), ("put away", "away"),
    ("the desk", "key j"), ("put away", "away"),
    ("a lens", "key 2"), ("a lens", "key 3"), ("a lens", "key 4"), ("a lens", "key 1"),
    ("a tab", "each side-tab"), ("a tab", "side-tab"), ("closer", "key +"), ("closer", "key +"),
    ("the whole board", "key home"), ("a tag", "key t"), ("put away", "away"),
    ("find", "key /"), ("find, a letter", "text t"), ("put away", "away"),
    ("whose line runs beside", "key g"), ("put away", "away"),
    ("weeks run", "key space"), ("weeks stand", "key space"),
    ("theme, at the table", "ctrl t"), ("theme, at the table", "ctrl t"),
    ("text size, at the table", "ctrl +"), ("text size, at the table", "ctrl -"),
    ("the window's edge, at the table", "edge 0.9"), ("the window's edge, at the table", "edge 1"),
)  # fmt: skip
MENU: Steps = (
    ("the menu", "key escape"), ("the keys", "menu-keys"), ("the menu", "key escape"),
    ("save as", "menu-save"), ("saved under a name", "menu-name"),
    ("theme, in the menu", "menu-theme:dark"), ("theme, in the menu", "menu-theme:light"),
    ("text size, in the menu", "menu-scale:1.5"), ("text size, in the menu", "menu-scale:2.0"),
    ("text size, in the menu", "menu-scale:1.0"), ("less motion", "menu-motion"), ("less motion", "menu-motion"),
    ("no sound", "menu-sound"), ("put away", "away"), ("all notes", "key l"), ("put away", "away"),
)  # fmt: skip
REWIND: Steps = (("the menu", "key escape"), ("a rewind, asked", "menu-rewind"))
RESULT: Steps = (("another view of a result", "each view:"),)


@dataclass(frozen=True)
class Answer:
    """The slowest answer to a kind of press: milliseconds of the longest frame that answers it or shows what it leads
    to, and of all the work until that is there, where it came behind a veil (else 0)."""

    kind: str
    frame: float
    whole: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether nobody waits for longer than may be."""
        return self.frame <= LONGEST_PRESS


def steps() -> int:
    """How many steps `measure` reports."""
    return len(COMPANIES) * len(SIZES)


def measure(progress: Callable[[int], None] | None = None) -> list[dict[str, object]]:
    """The answers for every company and window: its "people", its "window", and "answers", records of one kind each."""
    out: list[dict[str, object]] = []
    spawned = multiprocessing.get_context("spawn")
    for people, size in product(COMPANIES, SIZES):
        with ProcessPoolExecutor(1, mp_context=spawned) as own:
            found = own.submit(answers, people, size).result()
        out.append({"people": people, "window": f"{size[0]}×{size[1]}", "answers": [
            {"kind": one.kind, "frame": one.frame, "whole": one.whole, "holds": one.holds} for one in found
        ]})  # fmt: skip
        if progress is not None:
            progress(1)
    return out


def answers(people: int, size: tuple[int, int]) -> list[Answer]:
    """The slowest answer to each kind of press in a company and a window, in the order of the way."""
    level = generated.level(generated.Choice(people, 1, "gentle"))
    with TemporaryDirectory() as kept:
        keeping = Keeping(Path(kept))
        for weeks in (level.world.weeks, SAVED):
            session = Session(level)
            while session.week < weeks and not session.over:
                session.advance()
            keeping.autosave(session)
            keeping.settle()
        game, clock = app.start(keeping), VirtualClock()
        fetch()
        window = app.open_window(game, game.title(), size=size, clock=clock, sound=Sound(silent=True))
        window.tidies = window.veils = True
        try:
            hand = Hand(window, clock)
            _go(hand, people)
        finally:
            game.close()
    return list(hand.found.values())


def _go(hand: Hand, people: int) -> None:
    """The whole way."""
    hand.rest(CALM)
    hand.all(TITLE)
    hand.press("last results", "results")
    hand.press("a result", "save", calm=True)
    hand.all(RESULT)
    hand.press("another leader watched", "leader", calm=True)
    hand.press("the title", "key escape", calm=True)
    hand.press("to the title", "menu-quit", calm=True)
    hand.press("free play", "free")
    title = hand.window.screen
    assert isinstance(title, TitleScreen)
    assert title.free is not None
    title.free.choice = replace(title.free.choice, people=people, seed=1, difficulty="gentle")
    hand.press("a level's page", "free-begin", calm=True)
    hand.press("a bet", "brief-bet")
    hand.press("the first week", "brief-start", calm=True)
    hand.weeks(3)
    hand.all(BOARD)
    hand.all(MENU)
    hand.press("the menu", "key escape")
    hand.press("to the title", "menu-quit", calm=True)
    hand.press("saved games", "load")
    hand.press("a saved game", "save:1", calm=True)
    hand.review("a quarter's review")
    hand.press("back to the table", "key return", calm=True)
    hand.all(REWIND)
    hand.rest(CALM)
    hand.press("a rewind", "menu-rewind", calm=True)


@dataclass
class Hand:
    """Presses what is there in a window, and knows the slowest answer to each kind."""

    window: Window
    clock: VirtualClock
    found: dict[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._first = self.window.surface.get_size()

    def all(self, steps: Steps) -> None:
        """Presses one after the other."""
        for kind, what in steps:
            word, _, start = what.partition(" ")
            if word == "away":
                self.put_away(kind)
                continue
            for one in [ident for ident in self._there() if ident.startswith(start)] if word == "each" else (what,):
                self.press(kind, one)

    def put_away(self, kind: str) -> None:
        """Presses Escape for as long as there is something to put away."""
        for _ in range(3):
            screen = self.window.screen
            if isinstance(screen, Play):
                table = screen.table
                if not (screen.covered or table.draft or table.selected or table.drawer):
                    break
            elif not self.window.stage.ui.modal_open:
                break
            self.press(kind, "key escape")

    def press(self, kind: str, what: str, *, calm: bool = False) -> None:
        """Presses something and looks how it is answered; calm: waits until what comes takes presses in its turn."""
        self._look(kind, self._events(what))
        self.rest(CALM if calm else 0)

    def weeks(self, count: int) -> None:
        """Lets weeks pass, without looking; cards are put off."""
        for _ in range(count):
            with self._running() as play:
                week = play.table.report.week
                for _ in range(MOST):
                    if play.table.report.week != week:
                        break
                    play.card = None
                    self.rest(1)
            self.rest(CALM)

    def review(self, kind: str) -> None:
        """Lets a quarter end after somebody has thought about its last week, and looks at how its review comes."""
        with self._running() as play:
            play.table.clock.share = AHEAD
            self.rest(1)
            time.sleep(THINKS)
            play.table.clock.share = END
            for _ in range(MOST):
                if self.window.between or self.window.screen is not play:
                    break
                play.card = None
                play.table.clock.run(SPEED)
                self._look(kind, [], follows=0)
            self._look(kind, [])
        assert isinstance(self.window.screen, ReviewScreen)
        self.rest(CALM)

    def rest(self, frames: int) -> None:
        """Lets frames pass in which nothing is pressed."""
        for _ in range(frames):
            self._frame([])

    @contextmanager
    def _running(self) -> Iterator[Play]:
        play = self.window.screen
        assert isinstance(play, Play)
        play.card = None
        play.table.clock.run(SPEED)
        yield play
        play.table.clock.pause()

    def _look(self, kind: str, events: list[pygame.event.Event], follows: int = FOLLOWS) -> None:
        begun, whole = time.process_time(), 0.0
        longest = self._frame(events)
        for _ in range(MOST):
            if not (self.window.between or self.window.dragged):
                break
            longest = max(longest, self._frame([]))
            whole = time.process_time() - begun
        for _ in range(follows):
            longest = max(longest, self._frame([]))
        before = self.found.get(kind)
        if before is None or 1000 * longest > before.frame:
            self.found[kind] = Answer(kind, 1000 * longest, 1000 * whole)

    def _frame(self, events: list[pygame.event.Event]) -> float:
        """Seconds of the processor's time that a frame takes: of the painting thread's own, but of all threads' while
        it waits for another."""
        self.clock.wait()
        waits, own, every = self.window.between, time.thread_time(), time.process_time()
        self.window.frame(1 / FRAMES_PER_SECOND, events)
        own, every = time.thread_time() - own, time.process_time() - every
        return every if waits or self.window.between else own

    def _dragged(self, share: float) -> list[pygame.event.Event]:
        """Gives the window another size, as the system does, and returns the event that tells of it."""
        size = round(share * self._first[0]), round(share * self._first[1])
        pygame.display.set_mode(size, pygame.RESIZABLE)
        return [pygame.event.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])]

    def _there(self) -> list[str]:
        return self.window.stage.ui.order()

    def _events(self, what: str) -> list[pygame.event.Event]:
        word, _, name = what.partition(" ")
        if word == "edge":
            return self._dragged(float(name))
        if word == "text":
            return [pygame.event.Event(pygame.TEXTINPUT, text=name)]
        if word in ("key", "ctrl"):
            code, letter = pygame.key.key_code(name), name if len(name) == 1 else ""
            mod = pygame.KMOD_CTRL if word == "ctrl" else 0
            return typed(code, mod, letter)
        ident = next((ident for ident in self._there() if ident.startswith(what)), "")
        region = self.window.stage.ui.region(ident)
        if region is None:
            raise LookupError(f"There is no {what!r} to press, only {', '.join(self._there()[:SAID])} …")
        return click(region.rect.center)
