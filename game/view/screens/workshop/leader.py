"""The leader of a room's one company at the desktop: the board whose months the room plays."""

from __future__ import annotations

from game.sim.desk.outlooks import open_cards
from game.view.screens.workshop.play import RoomPlay
from game.view.screens.workshop.seat import Seat
from game.view.stage import Screen
from game.view.ways import Ways
from game.workshop.client import Link
from game.workshop.led import LedSession


class Leader(Seat):
    """A seat from which the leader's moves go out; what became of them is told in the room's debrief, and not here."""

    def __init__(self, ways: Ways, link: Link) -> None:
        super().__init__(ways, link)
        self._called = 0

    def laid(self, session: LedSession) -> RoomPlay:
        """The company laid on a table of its own."""
        from game.view.screens.workshop.leader_play import LeaderPlay

        return LeaderPlay(session, self)

    def card(self) -> Screen | None:
        """The board with the hard call of the room on it, if the room talks of one that is not answered."""
        from game.view.screens.workshop.leader_play import LeaderPlay

        if not self._waits():
            return None
        board = self.board()
        assert isinstance(board, LeaderPlay), "a leader's company is laid on a leader's table"
        board.bring_card()
        return board

    def called(self) -> bool:
        """Whether the hard call takes an answer now, and has not come up by itself yet; asked once, it has."""
        desk, began = self.standing.desk, self.standing.began
        fresh = desk is not None and desk.call == "" and self._called != began and self._waits()
        self._called = began if fresh else self._called
        return fresh

    def _waits(self) -> bool:
        desk, session = self.standing.desk, self.session
        told = desk is not None and desk.call is not None
        return told and session is not None and not self.fault and bool(open_cards(session.report, session.pending))
