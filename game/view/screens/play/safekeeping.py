"""The game in play is saved after every week, and the table says at once when that fails and when it works again."""

from __future__ import annotations

from game.session import Session
from game.view.cards.table import Table
from game.view.sound import Sound
from game.view.ways import Ways


class Safekeeping:
    """Saves a game between two frames. trouble: why it could not be saved; empty while all is well."""

    def __init__(self, ways: Ways) -> None:
        self.trouble = ""
        self._ways = ways
        self._due: Session | None = None

    def soon(self, session: Session) -> None:
        """A game is to be saved before the next frame: the one in which a week has ended has enough to do.

        The week before is saved by then, however slow the disk is: no more than one is ever lost.
        """
        self._ways.keeping.settle()
        self._due = session

    def now(self, session: Session) -> None:
        """Saves a game before another screen comes."""
        self._due = None
        self._ways.keep(session)

    def look(self, table: Table, sound: Sound) -> None:
        """Saves what is due, and tells of what has failed or works again."""
        if self._due is not None:
            self.now(self._due)
        trouble = self._ways.trouble()
        if trouble and not self.trouble:
            sound.play("error")
        elif self.trouble and not trouble:
            table.say("Saving works again. Nothing is lost.")
        self.trouble = trouble
