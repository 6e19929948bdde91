"""The bench on the play screen: it follows the file of the level, and does what its page asks for."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.session import Session
from game.sim.world import QUARTER_WEEKS
from game.view.bench import Bench, Fresh
from game.view.cards.table import Table
from game.view.screens.play import bench_page
from game.view.screens.play.bench_page import BenchPage, place_words
from game.view.toolkit.ui import Hit, Ui


class Workbench:
    """Everything of the bench that a play screen needs; `page` is its open page, or None."""

    def __init__(self, bench: Bench, table: Table) -> None:
        self.bench, self.table = bench, table
        self.page: BenchPage | None = None
        self._corner = 0

    def tick(self, now: float) -> Fresh | None:
        """Looks after the file; a game to go on with, if there is a new one."""
        return self.bench.look(now, self.table.session)

    def open(self) -> None:
        """Opens the page of the bench."""
        session = self.table.session
        curves = bench_page.curves_of(session, self.bench.beside(session))
        self.page = BenchPage(week=session.week + 1, curves=curves)

    def follow(self, hit: Hit) -> None:
        """Does what a pressed control of the bench stands for."""
        key, page, session = hit.key, self.page, self.table.session
        if key == "bench-open":
            self.open()
        elif key == "bench-problem" and isinstance(hit.value, int):
            self._copy(hit.value)
        elif page is None:
            return
        elif key == "bench-close":
            self.page = None
        elif key == "bench-week" and isinstance(hit.value, int | float):
            page.week = min(max(1, int(hit.value)), session.world.weeks)
        elif key == "bench-leader" and isinstance(hit.value, str):
            page.leader = hit.value
        elif key == "bench-truth":
            self.table.show_truth(not self.table.truth)
        elif key == "bench-jump":
            self.bench.jump(session, page.week - 1)
        elif key == "bench-quarter":
            self._lead(session, page, session.week + QUARTER_WEEKS)
        elif key == "bench-end":
            self._lead(session, page, session.world.weeks)

    def sign(self, ui: Ui, lane: tuple[float, float], floor: float, named: Sequence[pygame.Rect]) -> None:
        """Shows over the board that the file is watched, and what is wrong with it.

        lane, floor: from where to where the board lies, and its lower edge, in logical pixels. named: where names lie
        on the board, in pixels: the button keeps its corner for as long as none comes there.
        """
        corners = bench_page.corners((*lane, floor))
        free = [n for n, box in enumerate(corners) if ui.to_screen(box).collidelist(named) < 0]
        if free and self._corner not in free:
            self._corner = free[0]
        bench_page.paint_sign(ui, self.bench, (*lane, floor), corners[self._corner])

    def paint(self, ui: Ui) -> None:
        """Shows the open page."""
        if self.page is not None:
            bench_page.paint(ui, self.page, self.bench, self.table.session, self.table.truth)

    def words(self, fresh: Fresh) -> str:
        """What is said of a game that comes from the bench."""
        again, week = fresh.again, fresh.again.session.week + 1
        if fresh.what == "jumped":
            return f"This is week {week}."
        if fresh.what == "led":
            return f"Somebody has led to week {week}. It is yours again."
        if again.ends >= 0:
            return f"Read again. The company now comes to its end in week {again.ends + 1}."
        if again.undone:
            lost = "a decision" if len(again.undone) == 1 else f"{len(again.undone)} decisions"
            if self.bench.as_before:
                return f"Read again: week {week}. As before, {lost} could not be played again."
            lost = lost[0].upper() + lost[1:]
            return f"Read again: week {week}. {lost} could not be played again; the bench says which."
        return f"Read again: week {week}, by the same decisions."

    def _lead(self, session: Session, page: BenchPage, week: int) -> None:
        self.bench.lead_on(session, page.leader, week)

    def _copy(self, number: int) -> None:
        shown = self.bench.errors if self.page is None else self.bench.problems
        if number >= len(shown):
            return
        place = place_words(shown[number])
        try:
            pygame.scrap.put_text(place)
            said = f"{place} is on the clipboard."
        except pygame.error:
            said = place
        self.table.say(said, icon="hammer")
        if self.page is not None:
            self.page.said = said
