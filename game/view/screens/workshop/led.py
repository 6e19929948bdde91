"""What the screens of a workshop need of the seat whose company they show; `Seat` is it."""

from __future__ import annotations

from typing import Protocol

from game.view.stage import Screen
from game.view.ways import Ways
from game.workshop.client import Link
from game.workshop.led import LedSession, Saying
from game.workshop.standing import Standing


class Led(Ways, Protocol):
    """A seat at a desktop. session: of its company, None before it is heard of. fault: why it cannot be led here;
    said: a sentence that is to be told once; read: the facilitator's message that was read last."""

    link: Link
    session: LedSession | None
    fault: str
    said: str
    read: str

    @property
    def standing(self) -> Standing:
        """How the room stands."""

    def look(self) -> bool:
        """Follows what the hub has said since; True if the company is another than before."""

    def why_not(self) -> str:
        """Why the company can neither decide nor go on, as a sentence; "" if it can."""

    def seconds_left(self) -> float | None:
        """Seconds of the round's clock, None without one."""

    def sayings(self) -> tuple[Saying, ...]:
        """What the company says of each value that it has declared; none once the debrief has begun."""

    def waiting(self) -> Screen:
        """The page on which one waits."""

    def board(self) -> Screen:
        """The board of its company."""

    def card(self) -> Screen | None:
        """The board with the hard call of the room on it, if the room talks of one that is not answered."""

    def called(self) -> bool:
        """Whether a hard call takes an answer now and has not come up by itself yet; asked once, it has."""

    def review(self) -> Screen | None:
        """The review of a quarter that was played, if there is one."""

    def result(self) -> Screen | None:
        """What became of the company, if that is told here."""
