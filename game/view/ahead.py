"""The week that plays itself beside the window, so that no frame waits for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from game.course import Turn
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.view.cards.till import sheet_tip
from game.words import bars
from game.words.known import known_skills, last_weeks_of
from game.words.tally import tally

BEGINS = 0.4
"""The share of a week after which what has been decided is taken for all that will be."""


TOLD: tuple[Callable[[Report], object], ...] = (tally, bars.score, bars.stats, sheet_tip, known_skills, last_weeks_of)
"""What every week is told by, which takes long to reckon and is reckoned once a report."""


class Ahead:
    """Plays the coming week in the background once it has run for a while, and again if something else is decided."""

    def __init__(self) -> None:
        self._worker: ThreadPoolExecutor | None = None
        self._turn: Future[Turn] | None = None
        self._for: tuple[int, tuple[Action, ...]] | None = None

    def look(self, session: Session, share: float) -> None:
        """Begins to play the week, `share` of which has run, if that is not under way for what is decided now."""
        wanted = (session.week, session.pending)
        busy = self._turn is not None and not self._turn.done()
        if share < BEGINS or busy or wanted == self._for or session.over:
            return
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "week ahead")
        self._turn, self._for = self._worker.submit(_told, session.sealed()), wanted

    def advance(self, session: Session) -> Report:
        """Ends the week with what is decided, waiting for what is under way if it is that."""
        same, turn = self._for == (session.week, session.pending), self._turn
        self._turn = self._for = None
        return session.advance(turn.result() if same and turn is not None else None)


def _told(week: Callable[[], Turn]) -> Turn:
    """A week played, and what will be told of it reckoned."""
    turn = week()
    for reckon in TOLD:
        reckon(turn.course.report)
    return turn
