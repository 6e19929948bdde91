"""A group at its company, one of many on the same luck: its board, the reviews of its quarters, and its result."""

from __future__ import annotations

from game.sim.desk.reports import Report
from game.sim.world import QUARTER_WEEKS
from game.view.cards.table import Table
from game.view.screens.workshop.play import RoomPlay
from game.view.screens.workshop.seat import Seat
from game.view.stage import Beneath, Route, Screen
from game.workshop.led import LedSession


class Group(Seat):
    """A seat from which a company is led through its quarters."""

    def laid(self, session: LedSession) -> RoomPlay:
        """The company laid on a table of its own."""
        from game.view.screens.workshop.group_play import GroupPlay

        return GroupPlay(session, self)

    def review(self) -> Screen | None:
        """The review of the quarter that is just over; None if none is."""
        from game.view.screens.review.screen import ReviewScreen

        if self.session is None or self.session.over or not self.session.week or self.session.week % QUARTER_WEEKS:
            return None
        return ReviewScreen(self, Table(self.session, self.session.level), lambda: Route(self.waiting()))

    def result(self) -> Screen | None:
        """The result of the company; None while it goes on."""
        from game.view.screens.debrief.screen import DebriefScreen

        if self.session is None or not self.session.over:
            return None
        return DebriefScreen(_Result(self), self.session, None)

    def to_review(self, table: Table, before: Report | None, back: Beneath) -> Route:
        """To the review of the quarter that has just ended, and from there to where one waits for the others."""
        from game.view.screens.review.screen import ReviewScreen

        return Route(ReviewScreen(self, table, lambda: Route(self.waiting()), before, back))


class _Result(Group):
    """The ways of the result's page: it leads back to the room."""

    def __init__(self, group: Group) -> None:
        super().__init__(group._ways, group.link)
        self._group = group

    def to_title(self) -> Route:
        """Back to the room."""
        return Route(self._group.waiting())
