"""A desktop in a room at work, without its window: its line to the hub, and the company as it is played there."""

from __future__ import annotations

from pathlib import Path

from game.session import Session
from game.workshop.address import Address
from game.workshop.client import Link, kept_seat
from game.workshop.led import LedSession
from game.workshop.standing import Standing, changed
from game.workshop.transcript import played
from tests.workshop.served import Served, wait_for


class Desktop:
    """What a desktop does with its line, without a window."""

    def __init__(self, room: Served, port: int = 0, keep: Path | None = None, desk: str = "") -> None:
        """desk: the secret of the leader's link, "" for a group's seat."""
        kept = kept_seat(keep)
        code = "" if desk else room.hub.code
        where = kept[0] if kept is not None else Address("127.0.0.1", port or room.port, code, desk)
        self.link = Link(where, "Birches", keep, kept[1] if kept is not None else None).start()
        self.room = room
        self.session: LedSession | None = None
        self._was: Standing | None = None
        wait_for(lambda: self.link.standing is not None or self.link.refused)

    @property
    def company(self) -> Session:
        """The company as the hub has it."""
        standing = self.link.standing
        assert standing is not None
        if standing.desk is None:
            return self.room.hub.room.companies[f"company-{standing.table + 1}"]
        found = self.room.hub.room.company
        assert found is not None
        return found

    def look(self) -> str:
        """Takes what the hub says, and says what a player would be told of it."""
        standing, was, found = self.link.standing, self._was, self.link.take()
        assert standing is not None
        self._was = standing
        if found is None:
            return ""
        before, fresh = self.session, played(found[0], self.session)
        self.session = LedSession.of(fresh, self.link)
        return changed(before, fresh, was, standing, found[1])

    def led(self) -> LedSession:
        """The company here, once it has been heard of in an open round."""
        wait_for(lambda: self.link.standing is not None and self.link.standing.open)
        wait_for(lambda: self.look() is not None and self.session is not None)
        assert self.session is not None
        return self.session

    def told(self) -> str:
        """What a player is told next."""
        heard: list[str] = []
        wait_for(lambda: heard.append(self.look()) or heard[-1])  # type: ignore[func-returns-value]
        return heard[-1]

    def settled(self) -> None:
        """Waits until the hub has all that was done here, and checks that it is the same company."""
        wait_for(lambda: not self.link.unsent)
        assert self.session is not None
        assert self.company.digest() == self.session.digest()
