"""What a player decides on the play screen by a click on the board, the petals or the card, or by a key of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pygame

from game.board.looks import Lens
from game.levels import Level
from game.sim.actions import Action
from game.view.cards import incentives, orders
from game.view.cards.notes import Notes
from game.view.cards.panels import LENS_ROWS, shown_lenses, side_of
from game.view.cards.table import Table
from game.view.clock import SPEEDS
from game.view.screens.play.frame import PlayFrame
from game.view.toolkit.keys import key_name
from game.view.toolkit.ui import Hit

ROOM_FOR_PETALS = 170.0
"""How far from the edge of the board a team lies that is written to, in logical pixels."""
USUAL_TAG = (2, 6)
"""Coins and weeks of a tag before anything else is chosen."""


class Moves:
    """Turns hits and keys into actions of the table; what cannot be done becomes a sentence there."""

    def __init__(self, table: Table, frame: PlayFrame, notes: Notes) -> None:
        self.table = table
        self.frame = frame
        self.notes = notes
        self._written_to: int | None = None

    @property
    def level(self) -> Level:
        """The level in play."""
        return self.table.level

    def follow_order(self, key: str, hit: Hit, by_key: bool) -> None:
        """Does what a pressed petal or a control of the order card stands for."""
        table = self.table
        draft = orders.writing(table)
        if draft is None:
            return
        team = draft.target
        if key == "petal" and isinstance(hit.value, int):
            orders.choose(table, hit.value)
            self.frame.stage.ui.set_focus("card-send", ring=by_key)
        elif key == "card-weeks" and isinstance(hit.value, int):
            orders.lengthen(table, hit.value)
            self.frame.stage.ui.set_focus("card-send", ring=by_key)
        elif key == "card-close":
            self.put_away(by_key)
        elif key == "card-send" and draft.action is not None:
            self._send(draft.action, by_key)
        elif key == "petal-visit" and team is not None:
            self._send(Action("visit", team), by_key)
        elif key == "petal-renew":
            self._renew()

    def _send(self, action: Action, by_key: bool) -> bool:
        table, before = self.table, len(self.table.pending)
        if not table.act(action):
            return False
        table.draft = None
        self.look_after(before)
        if by_key and table.selected is not None:
            self.frame.stage.ui.set_focus(table.selected, told=False)
        return True

    def look_after(self, before: int) -> None:
        """After a decision: hints that wait for it, and the track's words."""
        pending = self.table.pending
        if len(pending) > before:
            self.notes.done(pending[-1], self.table.report)
            self.notes.pulled(pending[-1].lever, self.table.report)
        self.frame.describe()

    def put_away(self, by_key: bool) -> None:
        """Puts away the letter being written; the focus goes back to its team."""
        self.table.put_away()
        if by_key and self.table.selected is not None:
            self.frame.stage.ui.set_focus(self.table.selected, told=False)

    def press(self, key: str, by_key: bool, again: bool = False) -> None:
        """A tile opens its petals, and closes them again; the rest of the board is selected. again: the second half of
        a double click, which takes nothing back."""
        table = self.table
        name, _, number = key.partition(" ")
        if name == "team" and "order" in table.report.levers:
            draft = orders.writing(table)
            if draft is not None and draft.target == int(number):
                if not again:
                    self.put_away(by_key)
            else:
                orders.begin(table, int(number))
        elif name == "department" and table.selected == key and self.frame.board.mosaic:
            self.frame.board.zoom_to(int(number))
        else:
            table.select(None if table.selected == key and not again else key)
        if name in ("department", "market") and table.compact:
            table.drawer = "left"

    # Keys without a control of their own on the screen.

    def key(self, event: pygame.event.Event) -> None:
        """Does what a key without a control of its own stands for."""
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META | pygame.KMOD_ALT):
            return
        step = self.steps().get(key_name(event))
        if step is not None:
            step()

    def steps(self) -> dict[str, Callable[[], object]]:
        """The keys that no control on the screen has, and what they do."""
        table = self.table
        return {
            "r": self._renew, "v": self._visit, "o": self._order, "t": self._tag, "d": self._next_department,
            "j": self._desk,
            "z": self.undo, "w": lambda: orders.lengthen(table),
            ",": lambda: self._speed(-1), ".": lambda: self._speed(1),
            "+": lambda: self.closer(1), "=": lambda: self.closer(1), "-": lambda: self.closer(-1),
            "home": lambda: self.closer(0),
            **{str(n + 1): partial(self._look_through, lens) for n, lens in enumerate(shown_lenses(side_of(table)))},
        }  # fmt: skip

    def _look_through(self, lens: Lens) -> None:
        """Changes what the colours show, also where the row of lenses lies in a drawer that is shut."""
        table = self.table
        if table.draft is None:
            label, icon, text = LENS_ROWS[lens]
            table.lens = lens
            table.revision += 1
            table.say(f"{label}: {text[:1].lower()}{text[1:]}", icon=icon)

    def closer(self, way: int) -> None:
        """Comes a step closer to the board (1) or goes back (−1); 0 shows all of it."""
        board = self.frame.board
        if way:
            board.zoom_at(None, way)
        else:
            board.reset_view()

    def look_closer(self) -> None:
        """In a mosaic a letter to one team is written where that team can be seen."""
        draft, board = orders.writing(self.table), self.frame.board
        team = draft.target if draft is not None else None
        fresh, self._written_to = team != self._written_to, team
        if team is not None and fresh and board.mosaic and board.layout is not None:
            board.zoom_to(board.layout.department[team])
            board.show(f"team {team}", ROOM_FOR_PETALS)

    def _speed(self, way: int) -> None:
        clock = self.table.clock
        at = SPEEDS.index(clock.speed) + way
        if clock.paused and way > 0:
            at = SPEEDS.index(clock.speed)
        if at < 0:
            clock.pause()
        else:
            clock.run(SPEEDS[min(at, len(SPEEDS) - 1)])

    def _meant(self) -> int | None:
        """The team a key is meant for: the focused tile, or else the selected one."""
        focus = self.frame.stage.ui.focus or ""
        if focus.startswith("team ") and self.frame.stage.ui.ring_shown:
            return int(focus.partition(" ")[2])
        return self.table.chosen("team")

    def _order(self) -> None:
        """Opens the petals of the team that is meant, or of the next one that has had no letter this week."""
        table = self.table
        now = {a.target for a in table.pending if a.lever == "order"}
        team = self._meant()
        if team is None or team in now:
            sent = now | {x.target for x in table.report.letters if x.lever == "order"}
            rest = [int(t) for t in np.flatnonzero(table.report.there) if t not in sent]
            team = min(rest, key=lambda t: (int(table.report.job[t]) >= 0, t)) if rest else 0
        orders.begin(table, team)
        self.frame.board.show(f"team {team}", ROOM_FOR_PETALS)
        self.frame.stage.ui.set_focus(f"team {team}", told=False)

    def _visit(self) -> None:
        team = self._meant()
        if team is None:
            self.table.say("Whom? Choose a team first: click its tile, or go there with Tab.", refused=True)
            self.frame.stage.sound.play("error")
            return
        self._send(Action("visit", team), by_key=True)

    def _renew(self) -> None:
        table = self.table
        team = self._meant()
        if team is not None and table.selected != f"team {team}":
            table.select(f"team {team}")
        action = orders.renewal(table)
        if action is None:
            table.say("There is no order to renew yet.", refused=True)
            self.frame.stage.sound.play("error")
            return
        before = len(table.pending)
        if orders.renew(table, action):
            table.draft = None
            self.look_after(before)

    def _tag(self) -> None:
        table = self.table
        if "tag" not in table.report.levers:
            table.say("Bonus tags are not open in this level yet.", refused=True)
            self.frame.stage.sound.play("error")
            return
        market = table.chosen("market")
        goods = range(len(self.level.product_names))
        wanted = [g for g in goods if market is None or self.level.product_market[g] == market]
        product = incentives.proposed(table.report, table.pending, wanted)
        table.tab, table.drawer = "incentives", "right"
        table.begin("tag", product, USUAL_TAG)
        self.frame.stage.ui.set_focus(f"side-product:{product}")
        self.frame.stage.ui.bring("side-send:tag")

    def _next_department(self) -> None:
        table = self.table
        count = table.report.world.departments
        kind = "department" if count > 1 else "team"
        total = count if count > 1 else table.report.head.shape[0]
        now = table.chosen(kind)
        key = f"{kind} {0 if now is None else (now + 1) % total}"
        table.select(key)
        if table.compact:
            table.drawer = "left"
        self.frame.board.show(key)
        self.frame.stage.ui.set_focus(key, told=False)

    def _desk(self) -> None:
        """Opens the desk's own card, or closes it again."""
        table = self.table
        table.select(None if table.selected == "desk" else "desk")
        if table.compact:
            table.drawer = "left" if table.selected == "desk" else None
        self.frame.board.show("desk")
        self.frame.stage.ui.set_focus("desk", told=False)

    def undo(self) -> None:
        """Takes back the newest decision of the week."""
        self.table.undo()
        self.frame.describe()
