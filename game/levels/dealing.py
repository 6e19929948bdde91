"""Cards that wait for something: when the desk knows that it has happened, they lie on the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.levels.holding import condition_holds, happenings
from game.levels.level import CardWords
from game.sim.company import dilemmas
from game.sim.desk.reports import Report
from game.sim.state import State


class Dealer:
    """Brings to the desk what waits for something in a level; cards with a date come by themselves.

    cards: of the level, in its order.
    """

    def __init__(self, cards: Sequence[CardWords]) -> None:
        self._waiting = [(index, card.when) for index, card in enumerate(cards) if card.when is not None]

    @property
    def waits(self) -> bool:
        """Whether any card waits for something at all; where none does, `deal` need not be called."""
        return bool(self._waiting)

    def deal(self, state: State, desk: Report, before: frozenset[str], pulled: Iterable[str]) -> frozenset[str]:
        """Deals what is due at the start of a week, and gives the names of all that has happened so far.

        before: those names a week ago. pulled: the levers of the week that is over. A report made before is out of
        date if `state.cards` has grown.
        """
        happened = before | frozenset(pulled) | happenings(desk)
        lying = {card.index for card in state.cards}
        for index, when in self._waiting:
            if index not in lying and condition_holds(when, desk, happened):
                dilemmas.deal(state, index)
        return happened
