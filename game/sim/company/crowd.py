"""What many people come to: how the rules go through a crowd, and what its teams and departments sum up to.

A week asks every person only while they are at hand: people are gone through in blocks small enough for the
processor's cache, and what they come to is kept for each team, where every other rule reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.company.seats import first_seat, seats_in
from game.sim.curves import Flags, Floats, Ints, across, clip, grouped, nonzero, some
from game.sim.ledger import MORALE_INDEX, MORALE_START
from game.sim.state import State

EVERYBODY = slice(None)
EVERY_CAUSE, LIMITS = tuple(MORALE_INDEX.values()), MORALE_INDEX["limits"]
MOST_IN_BYTES = 127
"""Seats of a team that can be counted in single bytes, which is faster."""
BLOCK = 32_768
"""People gone through at a time, about."""
MANY_TEAMS = 256
"""Teams from which a figure is added up column by column."""
TRUST_BINDS = 0.8
"""How far full trust in the leader binds people where nothing else does."""
UNASKED = 0.85
"""How far people agree with where they work, where no banner asks."""
DOUBT_LOOSENS = 0.5
"""How far a whole doubt about a decision loosens what trust binds."""
LIVED_WITH = 0.3
"""Dissonance that people live with; only what goes beyond it tears."""
STANCES = ("committed", "stitched", "complying", "torn")
"""How people stand to what is asked of them, in the order in which they are counted."""


@dataclass(frozen=True)
class Block:
    """Some teams and everyone in them: `who` are the seats, `teams` the teams, `place` [N] the team of each seat from
    the first of the block on, and `crew` the seats of every team, 0 where teams are of different sizes."""

    who: slice
    teams: slice
    place: Ints
    crew: int

    def each(self, figure: Floats) -> Floats:
        """What each seat has of a figure of its team [T], as [N]."""
        here = figure[self.teams]
        return np.repeat(here, self.crew) if self.crew else here.take(self.place)

    def factor(self, figure: Floats) -> Floats:
        """The same for something to multiply by; a single one stands for all, as [1]."""
        return self.each(figure) if figure.shape[0] > 1 else figure

    def counts(self, flags: Flags) -> Ints:
        """How many of the seats [N] in each of the teams a flag is up for."""
        count = self.teams.stop - self.teams.start
        if self.crew and self.crew <= MOST_IN_BYTES and count >= MANY_TEAMS:
            return across(flags.view(np.int8).reshape(count, self.crew)).astype(np.int64)
        return np.bincount(self.place[flags], minlength=count)

    def sums(self, values: Floats) -> Floats:
        """Sums of a person figure [N] over each of the teams, added from seat to seat.

        Column by column where all teams are of one size, since that is faster; it adds up in the same order.
        """
        count = self.teams.stop - self.teams.start
        if self.crew and count >= MANY_TEAMS:
            return across(values.reshape(count, self.crew))
        return grouped(values, self.place, count)


def blocks(state: State) -> Iterator[Block]:
    """Everyone, some teams at a time."""
    seats, teams = state.team_of.shape[0], state.head.shape[0]
    crew, uneven = divmod(seats, teams)
    step = max(1, BLOCK * teams // seats)
    seated = state.team_of[: step * crew]
    for first in range(0, teams, step):
        end = min(first + step, teams)
        who = slice(first_seat(first, seats, teams), first_seat(end, seats, teams))
        if uneven:
            yield Block(who, slice(first, end), state.team_of[who] - first, 0)
        else:
            yield Block(who, slice(first, end), seated[: who.stop - who.start], crew)


def team_mean(state: State, values: Floats) -> Floats:
    """Mean of a person figure [P], 0 at empty seats, over the people of each team [T]; 0 where nobody is left."""
    sums = np.empty(state.head.shape[0])
    for block in blocks(state):
        sums[block.teams] = block.sums(values[block.who])
    return sums / np.maximum(state.head, 1)


def nobody(state: State, who: slice = EVERYBODY) -> Ints:
    """The empty seats, counted from the first seat of `who`."""
    return nonzero(state.reason[who] < 0)


def by_department(state: State, values: Floats, departments: Ints) -> Floats:
    """Sums of person figures [N, P] over the people of some `departments` [K], as [N, K]."""
    sums = np.empty((values.shape[0], departments.shape[0]))
    if departments.shape[0]:
        seats, begins = seats_in(state.world, departments)
        for row, figure in zip(sums, values, strict=True):
            np.add.reduceat(figure.take(seats), begins, out=row)
    return sums


def stand(state: State, who: slice = EVERYBODY) -> tuple[Floats, Floats]:
    """The overall agreement and commitment [P] of everyone, or of some, 0…1; 0 at empty seats.

    Where banners hang, people agree as far as they agree with them; elsewhere with work that is not wrong for
    them. A wrong order lowers agreement either way, and so does a decision they doubt. Trust alone binds, less where
    they doubt; what people commit to, or pledge, binds them on top of it.
    """
    wrong, team = 0.6 * state.wrong, state.team_of[who]
    if _are_asked(state):
        return _stand(state, who, wrong.take(team) if some(wrong) else None)
    agreement = clip(UNASKED - wrong, 0.0, 1.0).take(team)
    agreement[nobody(state, who)] = 0.0
    return agreement, TRUST_BINDS * state.trust[who]


def _are_asked(state: State) -> bool:
    """Whether a banner hangs or a card lies, so that people may think otherwise than their team."""
    return bool(state.cards or (state.declared >= 0).any())


def _stand(state: State, who: slice, wrong: Floats | None) -> tuple[Floats, Floats]:
    """The same where they are asked; wrong [N]: by how much a wrong order lowers agreement, if any does."""
    bound = TRUST_BINDS * state.trust[who]
    asked = len(state.cards) > 0
    doubt, pledge = state.doubt[who], state.pledge[who]
    slots = nonzero(state.declared >= 0)
    if asked:
        bound *= 1.0 - DOUBT_LOOSENS * doubt
        wrong = 0.6 * doubt if wrong is None else wrong + 0.6 * doubt
    if slots.shape[0] == 0:
        agreement = clip(UNASKED - (np.zeros_like(bound) if wrong is None else wrong), 0.0, 1.0)
        agreement[nobody(state, who)] = 0.0
        return agreement, bound + (1.0 - bound) * pledge
    agreement, commitment = state.agreement[state.declared[slots[0]], who], state.commitment[slots[0], who]
    if slots.shape[0] > 1:
        agreement, commitment = agreement.copy(), commitment.copy()
        for slot in slots[1:]:
            agreement += state.agreement[state.declared[slot], who]
            commitment += state.commitment[slot, who]
        share = 1.0 / slots.shape[0]
        agreement *= share
        commitment *= share
    if asked:
        commitment = np.maximum(commitment, pledge)
    bound += (1.0 - bound) * commitment
    return agreement if wrong is None else clip(agreement - wrong, 0.0, 1.0), bound


def sum_up(state: State) -> None:
    """Finds out who is torn and what the people of each team come to; to be called by whatever changes what they
    believe.

    Rules about teams read these sums, so that nobody has to ask a million people several times in a week.
    """
    teams = state.head.shape[0]
    agrees, bound, trust, torn = np.zeros((4, teams))
    sums = Sums(agrees, bound, trust, torn, np.zeros((len(STANCES), teams), dtype=np.int64))
    agreed, committed = state.team_agreement, state.team_commitment
    standing = nonzero(state.declared >= 0)
    for slot in nonzero(state.declared < 0):
        if some(committed[slot]) or some(agreed[slot]):
            agreed[slot] = committed[slot] = 0.0
    add_up = _add_up if _are_asked(state) else _add_up_unasked
    for block in blocks(state):
        who, here = block.who, block.teams
        sums.trust[here] = block.sums(state.trust[who])
        add_up(state, block, sums)
        for slot in standing:
            agreed[slot, here] = block.sums(state.agreement[state.declared[slot], who])
            committed[slot, here] = block.sums(state.commitment[slot, who])
    people = np.maximum(state.head, 1)
    for slot in standing:
        agreed[slot] /= people
        committed[slot] /= people
    state.team_agrees, state.team_bound = sums.agrees / people, sums.bound / people
    state.team_trust, state.team_torn = sums.trust / people, sums.torn / people
    sums.stance[2] = state.head - sums.stance[1] - sums.stance[3]
    sums.stance[1] -= sums.stance[0]
    state.team_stance = sums.stance


@dataclass(frozen=True)
class Sums:
    """What is added up over the people of each team [T]; stance [4, T] counts the committed, all who are bound, and,
    last, the torn."""

    agrees: Floats
    bound: Floats
    trust: Floats
    torn: Floats
    stance: Ints


def _add_up(state: State, block: Block, sums: Sums) -> None:
    """Asks everyone of some teams how they stand."""
    here = block.teams
    wrong = block.each(0.6 * state.wrong) if some(state.wrong[here]) else None
    agreement, commitment = _stand(state, block.who, wrong)
    binding = commitment >= 0.5
    sums.agrees[here], sums.bound[here] = block.sums(agreement), block.sums(commitment)
    sums.stance[0, here] = block.counts(binding & (agreement >= 0.5))
    sums.stance[1, here] = block.counts(binding)
    dissonance = 1.0 - agreement
    dissonance *= 1.0 - commitment
    _tear(state, block, dissonance, ~binding, sums)


def _add_up_unasked(state: State, block: Block, sums: Sums) -> None:
    """The same where no banner hangs and no card lies: a team agrees as one, and trust alone binds."""
    who, here = block.who, block.teams
    agreement = clip(UNASKED - 0.6 * state.wrong[here], 0.0, 1.0)
    binding = state.trust[who] >= 0.5 / TRUST_BINDS
    bound = block.counts(binding)
    sums.agrees[here], sums.bound[here] = agreement * state.head[here], TRUST_BINDS * sums.trust[here]
    sums.stance[0, here], sums.stance[1, here] = bound * (agreement >= 0.5), bound
    apart = 1.0 - agreement
    if apart.max() > LIVED_WITH:
        dissonance = 1.0 - TRUST_BINDS * state.trust[who]
        dissonance *= apart.take(block.place)
        _tear(state, block, dissonance, ~binding, sums)
    elif some(state.torn[who]):
        state.torn[who] = 0.0


def _tear(state: State, block: Block, dissonance: Floats, loose: Flags, sums: Sums) -> None:
    """Notes who of some teams is torn by more dissonance [N] than people live with; those who are loose [N] count."""
    dissonance[nobody(state, block.who)] = 0.0
    torn = np.subtract(dissonance, LIVED_WITH, out=state.torn[block.who])
    np.maximum(torn, 0.0, out=torn)
    sums.torn[block.teams] = block.sums(torn)
    sums.stance[3, block.teams] = block.counts(loose & (torn > 0.0))


def close_accounts(state: State, morale: Floats | None = None, felt: Sequence[int] = EVERY_CAUSE) -> None:
    """Sums up the morale of each team; what the causes of its account leave unexplained is a limit that was reached.

    To be called by whatever changes the morale of people. morale [T]: its sums, if they are at hand. felt: the causes
    that may not be 0 in all accounts.
    """
    mean = team_mean(state, state.morale) if morale is None else morale / np.maximum(state.head, 1)
    _close(state, EVERYBODY, mean, felt)


def close_some_accounts(state: State, departments: Flags) -> None:
    """The same where only people of some `departments` [D] have changed."""
    seats, _ = seats_in(state.world, nonzero(departments))
    teams = nonzero(departments.take(state.department))
    sums = grouped(state.morale[seats], state.team_of[seats], state.head.shape[0])[teams]
    _close(state, teams, sums / np.maximum(state.head[teams], 1), EVERY_CAUSE)


def _close(state: State, teams: Ints | slice, morale: Floats, felt: Sequence[int]) -> None:
    state.team_morale[teams] = morale
    explained = np.full(morale.shape[0], MORALE_START)
    for index in felt:
        if index != LIMITS:
            explained += state.causes[index, teams]
    state.causes[LIMITS, teams] = np.where(state.head[teams] > 0, morale - explained, 0.0)
