"""Every card of every level, on the table of a company that has been led for a quarter, in a state each."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from game import bots, levels
from game.session import Session, play
from game.sim.desk.reports import Card, Report
from game.sim.world import QUARTER_WEEKS, SCARCEST
from game.view.screens.play.screen import Play
from tests import screens
from tests.screens import State

FOLDERS = (screens.FOLDER, screens.FOLDER / "more")


class _Dealt(Session):
    """A game in which one card has come this week, whatever its level says of when it comes."""

    _dealt: Report | None = None

    def deal(self, card: Card) -> None:
        """Lays a card on the table, in place of what lies there."""
        self._dealt = replace(super().report, cards=(card,))

    @property
    def report(self) -> Report:
        """The desk's report, with the card; the same record all week long."""
        return super().report if self._dealt is None else self._dealt


@functools.cache
def _led(path: Path) -> _Dealt:
    level = levels.read(path)
    session = _Dealt(level)
    play(session, bots.leader("mixed"), min(QUARTER_WEEKS, level.world.weeks - 2))
    return session


def paths() -> list[Path]:
    """The files of all levels that have cards."""
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.yaml")) if "dilemmas:" in path.read_text()]


def states(path: Path) -> Iterator[State]:
    """The cards of a level, brought by the department with the longest name where one brings them."""
    level = levels.read(path)
    names = [len(name) for name in level.department_names]
    for n, dilemma in enumerate(level.world.dilemmas):
        where = -1 if dilemma.who == "everyone" else names.index(max(names))
        yield State(f"card {path.stem} {n}", functools.partial(_table, path, n, where), screens._open_card)


def _table(path: Path, n: int, department: int) -> Play:
    session = _led(path)
    week, make = session.report.week, session.world.dilemmas[n].make
    until = min(week + 2, session.world.weeks - 1)
    session.deal(Card(n, department, 0 if make == SCARCEST else make, week, until))
    out = Play(session, screens.game())
    out.notes.current = None
    return out
