"""The board of a group's company, whose weeks the group lets run itself."""

from __future__ import annotations

from game.view.screens.workshop.play import RoomPlay
from game.workshop.standing import through_words

HURRY_SECONDS = 60.0
"""From when on the time that is left stands out."""


class GroupPlay(RoomPlay):
    """The board of a group."""

    def _round_words(self) -> tuple[str, str, bool]:
        """How the round stands, its icon, and whether it presses."""
        seat, standing = self.seat, self.seat.standing
        left, why = seat.seconds_left(), seat.why_not()
        if standing.open and standing.stopped:
            return why, "pause", False
        if why and self.table.session.week >= standing.end:
            return f"Your quarter is played. {through_words(standing)}".strip(), "hourglass-medium", False
        if why:
            return why, "hourglass-medium", False
        time_left, sending = self._time_words()
        return f"{standing.company} · {standing.label}{time_left}{sending}", "clock", (
            left is not None and left < HURRY_SECONDS
        )
