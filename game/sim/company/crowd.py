"""What many people come to: how the rules go through a crowd, and what its teams and departments sum up to.

A week asks every person only while they are at hand: people are gone through in blocks small enough for the
processor's cache, and what they come to is kept for each team, where every other rule reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.sim.company.seats import edges, first_seat
from game.sim.curves import Floats, Ints, across, clip, confine, grouped
from game.sim.ledger import MORALE_INDEX, MORALE_START
from game.sim.state import State
from game.sim.values import SLOTS

EVERYBODY = slice(None)
BLOCK = 65_536
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
        """What each seat has of a figure of its team [T], as [N]; a single one stands for all, as [1]."""
        return figure[self.teams].take(self.place) if figure.shape[0] > 1 else figure

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
    world = state.world
    crew, uneven = divmod(world.seats, world.teams)
    step = max(1, BLOCK * world.teams // world.seats)
    seated = state.team_of[: step * crew]
    for first in range(0, world.teams, step):
        end = min(first + step, world.teams)
        who = slice(first_seat(world, first), first_seat(world, end))
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
    return np.flatnonzero(state.reason[who] < 0)


def by_department(state: State, values: Floats) -> Floats:
    """Sums of several person figures [N, P] in each department, as an array [N, D]."""
    world = state.world
    first = edges(world)[: world.teams : world.teams_per_department]
    sums = np.empty((values.shape[0], world.departments))
    for row, figure in zip(sums, values, strict=True):
        np.add.reduceat(figure, first, out=row)
    return sums


def stand(state: State, who: slice = EVERYBODY) -> tuple[Floats, Floats]:
    """The overall agreement and commitment [P] of everyone, or of some, 0…1; 0 at empty seats.

    Where banners hang, people agree as far as they agree with them; elsewhere with work that is not wrong for
    them. A wrong order lowers agreement either way, and so does a decision they doubt. Trust alone binds, less where
    they doubt; what people commit to, or pledge, binds them on top of it.
    """
    return _stand(state, who, 0.6 * state.wrong, state.team_of[who])


def _stand(state: State, who: slice, wrong: Floats, team: Ints) -> tuple[Floats, Floats]:
    """The same; wrong: by how much a wrong order lowers agreement in some teams; team [N] indexes them."""
    bound = TRUST_BINDS * state.trust[who]
    asked = len(state.cards) > 0
    doubt, pledge = state.doubt[who], state.pledge[who]
    slots = np.flatnonzero(state.declared >= 0)
    if slots.shape[0] == 0 and not asked:
        agreement = clip(UNASKED - wrong, 0.0, 1.0).take(team)
        agreement[nobody(state, who)] = 0.0
        return agreement, bound
    wrong = wrong.take(team)
    if asked:
        bound *= 1.0 - DOUBT_LOOSENS * doubt
        wrong += 0.6 * doubt
    if slots.shape[0] == 0:
        agreement = clip(UNASKED - wrong, 0.0, 1.0)
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
    return clip(agreement - wrong, 0.0, 1.0), bound + (1.0 - bound) * commitment


def sum_up(state: State) -> None:
    """Finds out who is torn and what the people of each team come to; to be called by whatever changes what they
    believe.

    Rules about teams read these sums, so that nobody has to ask a million people several times in a week.
    """
    teams, columns = state.head.shape[0], len(STANCES) + 1
    agrees, bound, trust, torn = np.empty((4, teams))
    stance = np.empty((teams, columns), dtype=np.int64)
    agreed, committed = np.zeros((2, SLOTS, teams))
    for block in blocks(state):
        who, here = block.who, block.teams
        agreement, commitment = _stand(state, who, 0.6 * state.wrong[here], block.place)
        dissonance = 1.0 - agreement
        dissonance *= 1.0 - commitment
        empty = nobody(state, who)
        dissonance[empty] = 0.0
        confine(np.subtract(dissonance, LIVED_WITH, out=state.torn[who]), 0.0, 1.0)
        binding, agreeing = (commitment >= 0.5).astype(np.int8), (agreement >= 0.5).astype(np.int8)
        tearing = (dissonance > LIVED_WITH).astype(np.int8)
        kind = binding * (1 - agreeing) + (1 - binding) * (2 + tearing)
        kind[empty] = len(STANCES)
        counts = np.bincount(columns * block.place + kind, minlength=columns * (here.stop - here.start))
        stance[here] = counts.reshape(-1, columns)
        agrees[here], bound[here] = block.sums(agreement), block.sums(commitment)
        trust[here], torn[here] = block.sums(state.trust[who]), block.sums(state.torn[who])
        for slot in np.flatnonzero(state.declared >= 0):
            agreed[slot, here] = block.sums(state.agreement[state.declared[slot], who])
            committed[slot, here] = block.sums(state.commitment[slot, who])
    people = np.maximum(state.head, 1)
    state.team_agrees, state.team_bound = agrees / people, bound / people
    state.team_trust, state.team_torn = trust / people, torn / people
    state.team_agreement, state.team_commitment = agreed / people, committed / people
    state.team_stance = stance.T[:-1].copy()


def close_accounts(state: State) -> None:
    """Sums up the morale of each team; what the causes of its account leave unexplained is a limit that was reached.

    To be called by whatever changes the morale of people.
    """
    state.team_morale = team_mean(state, state.morale)
    explained = np.full(state.head.shape[0], MORALE_START)
    for name, index in MORALE_INDEX.items():
        explained += 0.0 if name == "limits" else state.causes[index]
    state.causes[MORALE_INDEX["limits"]] = np.where(state.head > 0, state.team_morale - explained, 0.0)
