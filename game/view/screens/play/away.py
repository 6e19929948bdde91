"""The clock while nobody looks: it stops when the window is left, and says so then and when somebody is back."""

from __future__ import annotations

from game.view.cards.table import Table

STOPPED_AWAY, STOPPED = "The clock stopped while you were away.", "Stopped"


class Away:
    """Remembers that the clock of a table was stopped because nobody looked."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._stopped = False

    def look(self, away: bool) -> None:
        """Stops a running clock where the player is `away`, and says so once more when they are back."""
        clock = self._table.clock
        if away and (clock.stepping or not clock.paused):
            clock.pause(unseen=True)
            self._stopped = True
        elif not away and self._stopped:
            self._stopped = False
        else:
            return
        self._table.say(STOPPED_AWAY, icon="pause", brief=STOPPED)
