"""A seat at a desktop in a workshop: its line to the hub, the company as it is led here, and the ways between screens.

Its screens ask it as others ask the game; it keeps nothing of the company among the player's own games, for the hub
keeps it.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from game.session import Session
from game.sim.desk.reports import Report
from game.view.cards.table import Table
from game.view.stage import Beneath, Route, Screen
from game.view.ways import Borrowed, Ways
from game.workshop.client import Link
from game.workshop.led import LedSession, Saying
from game.workshop.standing import Standing, changed
from game.workshop.transcript import TranscriptError, played

if TYPE_CHECKING:
    from game.view.screens.workshop.play import RoomPlay


class Seat(Borrowed, ABC):
    """The ways of a game that a hub keeps, as far as they are the same whoever leads it. ways: those of the window.

    session: the company, None before there is one. fault: why the company cannot be led here, or "". said: what has
    changed last without this desktop's doing.
    """

    def __init__(self, ways: Ways, link: Link) -> None:
        super().__init__(ways)
        self.link = link
        self.session: LedSession | None = None
        self.fault = self.said = self.read = ""
        self._was: Standing | None = None
        self._table: RoomPlay | None = None

    # The company.

    @property
    def standing(self) -> Standing:
        """How the room stands; it has been heard of before the seat has a screen."""
        standing = self.link.standing
        if standing is None:
            raise RuntimeError("A seat was shown before its room was heard of.")
        return standing

    def look(self) -> bool:
        """Takes what the hub says; True where the company is another than before, and `said` why."""
        standing, was, found = self.standing, self._was, self.link.take()
        self._was = standing
        unkept, self.link.unkept = self.link.unkept, ""
        if was is not None and (was.stage, was.round) != (standing.stage, standing.round):
            self.said = f"{standing.label} has begun." if was.open and standing.open else ""  # what was said is over
        self.said = unkept or self.said
        if not standing.company:
            self.session = self._table = None
        if found is None:
            return False
        transcript, dropped = found
        before = self.session
        try:
            fresh = played(transcript, before)
        except TranscriptError as error:
            self.fault, self.link.known = str(error), transcript.digest
            return False
        self.fault = ""
        self.said = changed(before, fresh, was, standing, dropped) or self.said
        self.session = LedSession.of(fresh, self.link)
        return True

    def why_not(self) -> str:
        """Why the company can neither decide nor go on now; "" if it can."""
        if self.fault or self.session is None:
            return self.fault or "There is no company yet."
        if self.session.over:
            return "Your company's last week is played."
        return self.link.why_not(self.session.week)

    def sayings(self) -> tuple[Saying, ...]:
        """What the company says of each value that it has declared; none once the debrief has begun."""
        session, standing = self.session, self.standing
        return session.sayings(standing.words) if session is not None and standing.stage != "debrief" else ()

    def seconds_left(self) -> float | None:
        """Seconds until the time of what is under way is up; None without a clock."""
        standing = self.standing
        return standing.seconds_left(time.monotonic()) if standing.open or standing.desk is not None else None

    # From screen to screen.

    def waiting(self) -> Screen:
        """The page on which one waits for the others."""
        from game.view.screens.workshop.waiting import WaitingRoom

        return WaitingRoom(self)

    def board(self) -> Screen:
        """The company on the table; the same table as before while it is the same company."""
        session, table = self.session, self._table
        assert session is not None, "the board is shown of a company"
        if table is None or table.level.text != session.level.text:
            table = self._table = self.laid(session)
        return table

    @abstractmethod
    def laid(self, session: LedSession) -> RoomPlay:
        """The company laid on a table of its own."""

    def card(self) -> Screen | None:
        """The board with the hard call of the room on it; None where it comes by the company's own clock."""
        return None

    def called(self) -> bool:
        """Whether a hard call of the room takes an answer now, and has not come up by itself yet."""
        return False

    def review(self) -> Screen | None:
        """The review of the time that is just over; None if none is."""
        return None

    def result(self) -> Screen | None:
        """The result of the company; None while it goes on, or where it is told elsewhere."""
        return None

    # What its screens ask of whoever runs the game.

    def leave(self, session: Session, back: Screen, on: Callable[[], Route] | None = None) -> Route:
        """To the title; the seat is kept."""
        return self.to_title()

    def to_review(self, table: Table, before: Report | None, back: Beneath) -> Route:
        """To where one waits for the others."""
        return Route(self.waiting())

    def to_result(self, session: Session) -> Route:
        """To where one waits for the others: they may still play."""
        return Route(self.waiting())
