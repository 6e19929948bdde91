"""Watching: the board plays a game that was led before, by the player or by another leader, and nobody else decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pygame

from game.again import Decisions
from game.board import style
from game.session import Session
from game.sim.desk.reports import Report
from game.view.bench import Fresh, Scrubber
from game.view.cards.table import Table
from game.view.keeping import Said
from game.view.screens.play.bench_page import scrub
from game.view.screens.play.screen import Play
from game.view.screens.play.top import BAR_HEIGHT
from game.view.stage import Beneath, Route, Screen, Stage
from game.view.toolkit import widgets
from game.view.toolkit.keys import key_name
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Hit, Ui
from game.view.ways import Borrowed, Ways
from game.words.leaders import LEADERS
from game.words.newsline import News

YOU = "you"
SHUT = "You are watching: nothing is decided here."
BEGINS = "All goes as it went."
LEAVING = "You are watching a game that was led before. Nothing of it is kept."
KEYS = "Page up and page down choose a week, Return goes there."
STEPS = {"page up": -1, "page down": 1}
STRIP_WIDE, NARROW = 700.0, 560.0
STRIP_HIGH, LOW_STRIP, LOW = 40.0, 28.0, 420.0
"""The height of the strip, and in a window of less than so many logical pixels."""


class Onlooker(Borrowed):
    """The ways of somebody who only watches: nothing is kept, and the end of the game leads `back`."""

    def __init__(self, ways: Ways, back: Callable[[], Screen], anew: Callable[[], Screen]) -> None:
        super().__init__(ways)
        self._back, self._anew = back, anew

    def save_as(self, session: Session, words: str, replace: bool = False) -> Said:
        """Keeps nothing, and says so."""
        return Said(SHUT, failed=True)

    def to_review(self, table: Table, before: Report | None, back: Beneath) -> Route:
        """Goes on: a quarter ends without a review."""
        return Route(back)

    def to_result(self, session: Session) -> Route:
        """Back to where one came from."""
        return Route.to(self._back)

    def anew(self, session: Session) -> Route:
        """The same from its beginning."""
        return Route.to(self._anew)


class Watching(Play):
    """A game of `session`'s level and luck, led as it was (who is `YOU`) or by another leader, from the first week.

    back: makes the screen that follows.
    """

    def __init__(self, ways: Ways, session: Session, who: str, back: Callable[[], Screen]) -> None:
        level = replace(session.level, hints=())
        fresh = Session(level, session.seed, session.difficulty, session.player, session.open_levers)
        super().__init__(fresh, Onlooker(ways, back, lambda: Watching(ways, session, who, back)))
        self.runner, self._back = None, back
        self.ticker.begins = News("", "eye", BEGINS)
        self.table.shut = SHUT
        self.who, self.dial = who, 1
        self.scrubber = Scrubber(level, Decisions.of(session) if who == YOU else None)
        self.decisions = self.scrubber.farther if who == YOU else None
        if self.decisions is None:
            self.scrubber.lead_on(fresh, who, level.world.weeks)
        self._decide()

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers."""
        super().enter(stage)
        self.frame.headroom = _high(stage.ui)

    def event(self, event: pygame.event.Event) -> Route | None:
        """Routes one event; two keys move the dial, and Return goes where it stands."""
        name = key_name(event) if event.type == pygame.KEYDOWN and not self.covered else ""
        if name in STEPS:
            self.dial = max(1, min(self.table.session.world.weeks, self.dial + STEPS[name]))
            return None
        elsewhere = self.dial != self.table.session.week + 1 and not self.scrubber.busy
        if name == "return" and elsewhere and not self.stage.ui.ring_shown:
            return self._follow(Hit("watch-jump"), by_key=True)
        return super().event(event)

    def tick(self, seconds: float) -> Route | None:
        """Lets time pass; goes to another week once it has been worked out."""
        fresh = self.scrubber.look(self.stage.now, self.table.session)
        if fresh is not None:
            self._take(fresh)
        self.table.clock.hold("scrubber", self.scrubber.busy)
        return super().tick(seconds)

    def _take(self, fresh: Fresh) -> None:
        """Takes a leader's decisions, or lays the week on the table that one has gone to."""
        session = fresh.again.session
        if fresh.what == "led":
            self.decisions = self.scrubber.farther = Decisions.of(session)
            self._decide()
            return
        table = self.table
        table.session, table.draft = session, None
        table.revision += 1
        table.clock.share = 0.0
        self.ticker.clear()
        self.card = self._dealt = None
        self.frame.describe()
        self.dial = session.week + 1

    def _decide(self) -> None:
        """Decides for this week what was decided before."""
        session, decisions = self.table.session, self.decisions
        if decisions is None or session.pending or session.over:
            return
        weeks = (*decisions.weeks, decisions.pending)
        for action in weeks[session.week] if session.week < len(weeks) else ():
            session.act(action)
        self.table.revision += 1
        self.frame.describe()

    def _week_ends(self) -> Route | None:
        clock = self.table.clock
        speed = clock.speed if not (clock.paused or clock.skipping) else 0
        route = super()._week_ends()
        self._decide()
        self.dial = min(self.table.session.week + 1, self.table.session.world.weeks)
        if speed:
            clock.run(speed)
        return route if route is not None and route.screen is not self else None

    def _stop_for(self, fresh: list[News]) -> None:
        """Nothing that happens stops who watches, but a skip to it."""
        if self.table.clock.skipping and any(item.weight >= 2 for item in fresh):
            self.table.clock.stop()

    def _deal(self) -> None:
        """A card is answered as it was."""

    def _follow(self, hit: Hit, *, by_key: bool) -> Route | None:
        if hit.key == "watch-week" and isinstance(hit.value, int | float):
            self.dial = int(hit.value)
        elif hit.key == "watch-jump":
            self.scrubber.jump(self.table.session, self.dial - 1)
        elif hit.key == "watch-close":
            return Route.to(self._back)
        else:
            return super()._follow(hit, by_key=by_key)
        return None

    def open_menu(self) -> None:
        """Opens the pause menu, without what would keep or change the game."""
        super().open_menu()
        assert self.menu is not None
        self.menu.shared, self.menu.heading, self.menu.leaving = True, "The clock stands", LEAVING

    # Painting.

    def _notices(self, ui: Ui) -> None:
        """Who leads, and the dial of weeks, over the head of the board."""
        left, right = self.frame.lane(ui)
        wide = min(STRIP_WIDE, right - left - 8)
        high = self.frame.headroom = _high(ui)
        box = ((left + right - wide) / 2, BAR_HEIGHT + 1, wide, high)
        mark = (self.dial, self.scrubber.busy, self.table.session.week, self.scrubber.fault)
        ui.panel("watch", box, mark, self._strip, scroll=False)

    def _strip(self, p: Panel) -> None:
        title = "Your game" if self.who == YOU else LEADERS[self.who][0]
        words = self.scrubber.fault or ("Being played …" if self.decisions is None else title)
        narrow, middle = p.width < NARROW, (p.height - 3) / 2
        room, side = 0.0 if narrow else 168.0, p.height - 6
        if narrow:
            p.tooltip("watch-who", (6, 2, 30, side), Tip("You are watching", words))
        p.icon("eye", 22, middle, 18, p.palette.second, "fill")
        if room:
            p.text(38, middle, words, size=style.BODY, weight=800, at="middle", width=room - 8)
        x = 38 + room
        scrub(p, "watch", (x, 1, p.width - x - 46, side), self.dial, self.table.session, self.scrubber, KEYS)
        widgets.icon_button(p, "watch-close", (p.width - 40, 1, 34, side), "x", Tip("Stop watching"), kind="card")


def _high(ui: Ui) -> float:
    """The height of the strip in this window."""
    return STRIP_HIGH if ui.height >= LOW else LOW_STRIP
