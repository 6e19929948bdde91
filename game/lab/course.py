"""A company of a level under way, as a session plays it, without what only a player needs: for the many tries of a
search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.levels import Dealer
from game.sim.curves import total
from game.sim.founding import found
from game.sim.levers import Action
from game.sim.reports import Report, report
from game.sim.turnover import deserted
from game.sim.week import advance

if TYPE_CHECKING:
    from game.levels import Level
    from game.session import Session
    from game.sim.state import State


class Course:
    """A company on its way through a level. state: as it stands; dealer: brings cards that wait for something."""

    def __init__(self, state: State, dealer: Dealer, happened: frozenset[str] = frozenset()) -> None:
        self.state = state
        self._dealer, self._happened = dealer, happened

    @classmethod
    def begun(cls, level: Level, seed: int, difficulty: str = "normal") -> Course:
        """The first week of a level on the luck of a seed."""
        course = cls(found(level.world, seed, difficulty), Dealer([card.when for card in level.cards]))
        course._deal(())
        return course

    @classmethod
    def of(cls, session: Session) -> Course:
        """The company of a game as it stands, pending actions left out; the game is not touched."""
        return cls(session.state(), Dealer([card.when for card in session.level.cards]), session.happened)

    def copy(self) -> Course:
        """The same company, to go another way."""
        return Course(self.state.copy(), self._dealer, self._happened)

    @property
    def week(self) -> int:
        """The week about to begin, from 0."""
        return self.state.week

    @property
    def report(self) -> Report:
        """What the desk knows, worked out anew."""
        return report(self.state)

    @property
    def lost(self) -> bool:
        """Whether the company has come to its end: its cash is gone, or half of its people are."""
        return self.state.cash_cents < 0 or deserted(self.state)

    @property
    def over(self) -> bool:
        """Whether the level is played to its end, or lost."""
        return self.state.week >= self.state.world.weeks or self.lost

    def score(self) -> float:
        """The true score V so far."""
        return total(self.state.score) / max(self.state.reference, 1e-9)

    def advance(self, actions: Sequence[Action]) -> None:
        """Plays one week with these actions, which must be allowed."""
        advance(self.state, actions)
        self._deal([action.lever for action in actions])

    def _deal(self, pulled: Sequence[str]) -> None:
        if self._dealer.waits:
            self._happened = self._dealer.deal(self.state, self.report, self._happened, pulled)
