"""A game played again for what its end does not tell: what its desk believed, and what it did about its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.levels import Level
from game.session import Session
from game.sim.actions import Action
from game.sim.company.deeds import REMEMBERED_WEEKS
from game.sim.curves import Floats
from game.sim.world import QUARTER_WEEKS


@dataclass(frozen=True, eq=False)
class Seen:
    """A game as far as it was played again, and what was seen by the way; see `same_luck.Played`.

    carried: by declared value, the share of people who were committed to it, 0…1, after each week that it hung.
    """

    session: Session
    believed: tuple[Floats, ...]
    age: tuple[int, ...]
    morale: tuple[float, ...]
    lived: dict[str, tuple[int, int]]
    carried: dict[str, tuple[float, ...]]


def seen(session: Session) -> Seen:
    """A session played again from its moves alone."""
    head = session.level, session.seed, session.difficulty, session.player, session.open_levers
    return _seen(*head, session.log)


@lru_cache(maxsize=256)
def _seen(
    level: Level, seed: int, difficulty: str, player: str, open_levers: bool, log: tuple[tuple[Action, ...], ...]
) -> Seen:  # fmt: skip
    """A game played again; what was made ready after an earlier quarter of it is gone on with."""
    whole = (len(log) - 1) // QUARTER_WEEKS * QUARTER_WEEKS
    if whole > 0:
        before = _seen(level, seed, difficulty, player, open_levers, log[:whole])
        again, lived = before.session.copy(), dict(before.lived)
        carried = dict(before.carried)
        believed, age, morale = list(before.believed), list(before.age), list(before.morale)
    else:
        again, lived = Session(level, seed, difficulty, player, open_levers), {}
        carried = {}
        believed, age, morale = [], [], []
    for actions in log[whole:]:
        for action in actions:
            again.act(action)
        report = again.advance()
        believed.append(report.demand)
        age.append(int(report.age))
        truth = again.truth()
        morale.append(truth.company_morale)
        for banner in truth.banners:
            carried[banner.name] = (*carried.get(banner.name, ()), banner.commitment)
        for value, one, other in _deeds(again):
            sums = lived.get(value, (0, 0))
            lived[value] = sums[0] + one, sums[1] + other
    return Seen(again, tuple(believed), tuple(age), tuple(morale), lived, carried)


def _deeds(session: Session) -> Iterator[tuple[str, int, int]]:
    """By value that stands, deeds of the week just played that lived it and that betrayed it."""
    if not session.world.value_names:
        return
    state = session.state()
    for slot in np.flatnonzero(state.declared >= 0):
        lived, betrayed = state.lived[slot, (session.week - 1) % REMEMBERED_WEEKS]
        yield session.world.value_names[int(state.declared[slot])], int(lived), int(betrayed)
