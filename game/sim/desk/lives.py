"""The few people whom a level follows by name: where they sit, what became of them, and what they remember of the desk.

Nothing here changes a company. A life is read off it after every week and kept beside it, as the desk's own record of
the levers it has pulled is. Who is on the payroll, stood in the light or manages is exact; what people feel and what
was asked of them is as old as all news of their team.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from game.sim.actions import Action, of_the_desk
from game.sim.curves import nonzero
from game.sim.state import YEAR, Card, State
from game.sim.values import ASK, IDLE, INSIST, SEEK

AGAINST = 0.3
"""Wrongness of an order from which somebody knows that the work is not theirs."""
TRUSTED = 0.62
"""Trust from which somebody would speak up for the desk."""

Cast = tuple["Life", ...]


@dataclass(frozen=True)
class Placed:
    """Where a level places a person of its cast: a team, or else the loudest voice of a department; and the department
    they speak for (−1 none). who: the number by which words know them."""

    who: int
    team: int
    department: int
    heads: int = -1


@dataclass(frozen=True)
class Life:
    """One person of the cast, as the desk knows them.

    who: the number by which words know them. seat, team: where they sit; heads: the department they speak for (−1
    none). came: why (index in REASONS). visits: weeks in which the desk visited their team. lit: week in which they
    stood in the light, −1 not yet. leads: whether they were made a manager. left: the week in which they went, −1 they
    are here; why: index in LEAVING. As old as the news of their team: leaning: why they think of leaving (index in
    LEAVING, −1 they do not); waiting, waited: weeks without work in a row, and in all; against: weeks under orders for
    work that is not theirs, and wrong: whether they are now; short: weeks on short pay; heard, pushed: answers on cards
    about them for which they were asked, and that were insisted on; trusting: whether they trust the desk well; loud:
    whether nobody in their team is louder.
    """

    who: int
    seat: int
    team: int
    heads: int = -1
    came: int = -1
    visits: tuple[int, ...] = ()
    lit: int = -1
    leads: bool = False
    left: int = -1
    why: int = -1
    leaning: int = -1
    waiting: int = 0
    waited: int = 0
    against: int = 0
    wrong: bool = False
    short: int = 0
    heard: int = 0
    pushed: int = 0
    trusting: bool = False
    loud: bool = True

    @property
    def here(self) -> bool:
        """Whether they are still on the payroll."""
        return self.left < 0


def seated(state: State, placed: Sequence[Placed], cast: Cast = ()) -> Cast:
    """Adds to the cast everyone placed who is not of it yet and whose team or department has come.

    Each takes the seat of the loudest there that nobody of the cast has. Somebody whose team comes later is left out
    until then; who has left keeps the seat they had.
    """
    taken, met = {life.seat for life in cast}, {life.who for life in cast}
    lives = list(cast)
    for row in placed:
        if row.who in met:
            continue
        inside = state.team_of == row.team if row.team >= 0 else state.department[state.team_of] == row.department
        seats = nonzero(inside & (state.reason >= 0))
        seats = seats[np.argsort(-state.influence[seats], kind="stable")]
        seat = next((int(seat) for seat in seats[: len(taken) + 1] if int(seat) not in taken), -1)
        if seat >= 0:
            taken.add(seat)
            life = Life(row.who, seat, int(state.team_of[seat]), row.heads, int(state.reason[seat]))
            lives.append(replace(life, **_felt(state, life, ())))
    return tuple(lives)


def lived(state: State, cast: Cast, actions: Sequence[Action]) -> Cast:
    """The lives a week later: `state` after the week, `actions` those of it."""
    if not cast:
        return cast
    visited = {action.target for action in of_the_desk(actions) if action.lever == "visit"}
    settled = [card for card in state.cards if card.settled]
    return tuple(_lived(state, life, life.team in visited, settled) if life.here else life for life in cast)


def _lived(state: State, life: Life, visited: bool, settled: Sequence[Card]) -> Life:
    week, seat, department = state.week - 1, life.seat, int(state.department[life.team])
    shown, since = state.lit[department].tolist()[:2]
    done: dict[str, Any] = {
        "visits": (*life.visits, week) if visited else life.visits,
        "lit": since if shown == seat and since >= 0 else life.lit,
    }
    if state.reason[seat] < 0:
        return replace(life, left=week, why=_why(state, life, week), **done)
    idle, wrong = int(state.job[life.team]) == IDLE, bool(state.wrong[life.team] >= AGAINST)
    return replace(
        life, leads=int(state.lead[department]) == seat, waiting=life.waiting + 1 if idle else 0,
        waited=life.waited + idle, wrong=wrong, against=life.against + wrong, short=life.short + state.short_paid,
        **done, **_felt(state, life, settled),
    )  # fmt: skip


def _why(state: State, life: Life, week: int) -> int:
    """Why somebody went, as it was counted: what pulled them the week before, or else most of those who went then."""
    counted = state.left[week % YEAR]
    return life.leaning if life.leaning >= 0 and counted[life.leaning] else int(counted.argmax())


def _felt(state: State, life: Life, settled: Sequence[Card]) -> dict[str, Any]:
    """What somebody feels this week, by the fields of a life; settled: the cards that the desk has answered."""
    first, end = np.searchsorted(state.team_of, (life.team, life.team + 1)).tolist()
    department = int(state.department[life.team])
    verbs = [card.verb for card in settled if card.department in (-1, department)]
    return {
        "heard": sum(verb in (SEEK, ASK) for verb in verbs), "pushed": verbs.count(INSIST),
        "leaning": int(state.leaning[life.seat]), "trusting": bool(state.trust[life.seat] >= TRUSTED),
        "loud": bool(state.influence[life.seat] >= state.influence[first:end].max()),
    }  # fmt: skip


def known(weeks: Sequence[Cast], age: int) -> Cast:
    """The lives as the desk knows them, of those after each week: who is there and what was done to them as it is,
    what they feel as it was `age` weeks ago."""
    if not weeks:
        return ()
    old = weeks[max(0, len(weeks) - 1 - age)]
    old += weeks[-1][len(old) :]  # who has come since is met as they are
    return tuple(
        replace(was, visits=now.visits, lit=now.lit, leads=now.leads, left=now.left, why=now.why)
        for was, now in zip(old, weeks[-1], strict=True)
    )
