"""A company of a level under way: its weeks, the cards that wait for something, and what its desk knows.

A session adds what a player needs: decisions, undo, records, saves. A search tries many ways and does without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from game.levels.dealing import Dealer
from game.sim.actions import DESK
from game.sim.company.market import asked_until
from game.sim.company.turnover import deserted
from game.sim.curves import total
from game.sim.desk.books import Books, booked
from game.sim.desk.lives import Cast, Placed, known, lived, seated
from game.sim.desk.notes import Use, noted
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.week import advance
from game.sim.world import QUARTER_WEEKS

if TYPE_CHECKING:
    from game.levels import Level
    from game.sim.actions import Action
    from game.sim.ledger import Ledger
    from game.sim.state import State
    from game.sim.world import World

REMEMBERED = 16
"""Weeks for which lives are kept: no news takes longer."""
NOTHING = 1e-9
"""Share of what was asked for below which a sum of the score account is none: entries that cancel leave as little."""
_APART = 0x9E3779B97F4A7C15
"""What sets the seeds of futures apart: 2^64 over the golden mean."""


class Course:
    """A company on its way through a level.

    state: as it stands; books: the weeks of its till; uses: the desk's own record of the levers it has pulled; dealer:
    brings cards that wait for something; happened: names of what has happened so far, as far as a card waits for any of
    it; lives: those of the level's cast after each of the last weeks, none where nobody follows them; placed: the whole
    cast, of whom some may come later.
    """

    def __init__(
        self, state: State, dealer: Dealer, happened: frozenset[str] = frozenset(), books: Books = (),
        uses: tuple[Use, ...] = (), lives: tuple[Cast, ...] = (), placed: tuple[Placed, ...] = (),
    ) -> None:  # fmt: skip
        self.state, self.books, self.uses, self.lives, self._placed = state, books, uses, lives, placed
        self._dealer, self._happened = dealer, happened
        self._report: Report | None = None
        self._unlived: list[float] | None = None

    @classmethod
    def begun(cls, level: Level, seed: int, difficulty: str = "normal", world: World | None = None) -> Course:
        """The first week of a level on the luck of a seed; world: the level's own if None."""
        state = found(world or level.world, seed, difficulty)
        course = cls(state, Dealer(level.cards), lives=(seated(state, level.cast),), placed=level.cast)
        course._deal(())
        return course

    def copy(self) -> Course:
        """The same company, to go another way."""
        return Course(self.state.copy(), self._dealer, self._happened, self.books, self.uses, self.lives, self._placed)

    def future(self, number: int) -> Course:
        """The same company, whose luck is another from now on; each number from 1 on is a luck of its own."""
        other = self.copy()
        other.state.seed ^= _APART * number & 0xFFFFFFFFFFFFFFFF
        return other

    @property
    def week(self) -> int:
        """The week about to begin, from 0."""
        return self.state.week

    @property
    def report(self) -> Report:
        """What the desk knows at the start of this week; the same record all week long."""
        if self._report is None:
            told = report(self.state, books=self.books)
            self._report = replace(told, uses=self.uses, cast=known(self.lives, told.age))
        return self._report

    def truth(self) -> Report:
        """The report without age and blur."""
        told = report(self.state, truth=True, books=self.books)
        return replace(told, uses=self.uses, cast=known(self.lives, 0))

    @property
    def lost(self) -> bool:
        """Whether the company has come to its end: its cash is gone, or half of its people are."""
        return self.state.cash_cents < 0 or deserted(self.state)

    @property
    def over(self) -> bool:
        """Whether the level is played to its end, or lost."""
        return self.state.week >= self.state.world.weeks or self.lost

    @property
    def unlived(self) -> list[float]:
        """What the reference demand is worth in each week of the plan that a lost company does not live to see."""
        if self._unlived is None:
            world = self.state.world
            value = np.array([product.value for product in world.products])
            rows = asked_until(self.state, world.weeks) if self.lost else ()
            self._unlived = [total(row * value) for row in rows]
        return self._unlived

    @property
    def reference(self) -> float:
        """What the score is a share of: the worth of the reference demand so far, or of the whole plan once lost.

        A company that had served less than nothing when it was lost would gain by that: what it lost goes on.
        """
        so_far = self.state.reference
        return so_far if total(self.state.score) < -NOTHING * so_far else self.planned

    @property
    def planned(self) -> float:
        """The worth of the reference demand so far, and of the weeks that a lost company does not live to see."""
        return sum(self.unlived, start=self.state.reference)

    def score(self) -> float:
        """The true score V: net value as a share of what the reference demand was worth so far.

        Once the company is lost it is a share of the whole plan: nothing is served in weeks it does not live to see,
        and what it lost until then, if it lost more than it served, goes on in them.
        """
        return total(self.state.score) / max(self.reference, 1e-9)

    def advance(self, actions: Sequence[Action]) -> Ledger:
        """Plays one week with these actions, which must be allowed, and returns the why of it."""
        pulled = [action.lever for action in actions if action.actor == DESK]
        self.uses = noted(self.uses, self.state.week, pulled)
        ledger = advance(self.state, actions)
        if self.lives:
            cast = seated(self.state, self._placed, lived(self.state, self.lives[-1], actions))
            self.lives = (*self.lives, cast)[-REMEMBERED:]
        self.books = booked(self.books, ledger, self.state.cash_cents)
        self._report = self._unlived = None
        self._deal([action.lever for action in actions])
        return ledger

    def _deal(self, pulled: Sequence[str]) -> None:
        """Brings to the desk every card that waited for something the desk now knows of."""
        if not self._dealer.waits:
            return
        cards = len(self.state.cards)
        self._happened = self._dealer.deal(self.state, self.report, self._happened, pulled)
        if len(self.state.cards) > cards:
            self._report = None


@dataclass(frozen=True)
class Turn:
    """A week that was played ahead, on a copy of the company, with what was decided for it.

    origin: the company before it, in that week. course, ledger: the company after it, and the why of it. fingerprints,
    digest: those of the company after it. snapshot: another copy of that company where a quarter begins, else None.
    """

    origin: Course
    week: int
    actions: tuple[Action, ...]
    course: Course
    ledger: Ledger
    fingerprints: dict[str, int]
    digest: str
    snapshot: Course | None

    @classmethod
    def ahead(cls, origin: Course, actions: tuple[Action, ...]) -> Turn:
        """Plays the coming week of a company that is left as it is; it must not be changed meanwhile."""
        course = origin.copy()
        week, ledger = course.week, course.advance(actions)
        snapshot = course.copy() if course.week % QUARTER_WEEKS == 0 else None
        course.report  # noqa: B018  put together here, so that whoever takes the week need not wait for it
        state = course.state
        return cls(origin, week, actions, course, ledger, state.fingerprints(), state.digest(), snapshot)
