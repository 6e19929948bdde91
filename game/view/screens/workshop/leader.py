"""The leader of a room's one company at the desktop: the board whose months the room plays."""

from __future__ import annotations

from game.view.screens.workshop.play import RoomPlay
from game.view.screens.workshop.seat import Seat
from game.workshop.led import LedSession


class Leader(Seat):
    """A seat from which the leader's moves go out; what became of them is told in the room's debrief, and not here."""

    def laid(self, session: LedSession) -> RoomPlay:
        """The company laid on a table of its own."""
        from game.view.screens.workshop.leader_play import LeaderPlay

        return LeaderPlay(session, self)
