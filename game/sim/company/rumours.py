"""What is heard before it happens: a change of a market that may come, and whether it does.

A rumour is a written shift of demand with notice. Luck decides at the founding whether it comes, by the odds that the
desk is told, so that the odds are true for every leader. Until its first week the desk may find out for certain: at
once by a visit to a team that makes the thing, else the sooner the fuller its reports and the more candour is lived.
"""

from __future__ import annotations

import numpy as np

from game.sim import luck
from game.sim.company import tidings
from game.sim.curves import Floats, Ints
from game.sim.state import State
from game.sim.world import DemandShift, World

FOUND_OUT, FOUND_OUT_REPORTING, FOUND_OUT_CANDOUR = 0.05, 0.10, 0.40
"""Chance in a week that the desk learns for certain what will come: beside it, for each reporting level, and for
candour that everyone holds and sees."""
MOST_FOUND_OUT = 0.6
LEAST_WANTED = 0.05
"""What a shift leaves of a demand at least, however strongly demand swings: nobody wants less than nothing."""


def drawn(world: World, seed: int) -> Ints:
    """For each rumour [R, 3]: its shift, whether it comes (0 or 1), and the week in which the desk found out, −1."""
    rows = []
    for index, shift in enumerate(world.shifts):
        if shift.notice >= 0:
            comes = luck.uniform(seed, index, luck.RUMOURS, 1)[0] < shift.odds
            rows.append((index, int(comes), -1))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def untrue(state: State) -> set[int]:
    """The shifts that were rumours only."""
    return {int(shift) for shift, comes, _ in state.rumours if not comes}


def find_out(state: State) -> None:
    """The desk may learn this week, ahead of the time, whether what it has heard of comes."""
    if not state.rumours.shape[0]:
        return
    chance = FOUND_OUT + FOUND_OUT_REPORTING * state.reporting + FOUND_OUT_CANDOUR * tidings.candour(state)[1]
    draw = luck.uniform(state.seed, state.week, luck.RUMOURS, state.rumours.shape[0], part=1)
    for row, (index, _, known) in enumerate(state.rumours):
        shift = state.world.shifts[int(index)]
        heard = shift.week - shift.notice <= state.week < shift.week
        if known < 0 and heard and draw[row] < min(chance, MOST_FOUND_OUT):
            state.rumours[row, 2] = state.week


def ask(state: State, team: int) -> None:
    """A visit finds out for certain: whoever makes a thing knows the people who buy it."""
    for row, (index, _, known) in enumerate(state.rumours):
        shift = state.world.shifts[int(index)]
        heard = shift.week - shift.notice <= state.week < shift.week
        if known < 0 and heard and state.job[team] == shift.product:
            state.rumours[row, 2] = state.week


def book(state: State, wanted: Floats, delivered: Floats) -> None:
    """Adds a week's wanted and delivered pieces [G] to what came of the rumours that are true now."""
    for row, (index, comes, _) in enumerate(state.rumours):
        shift = state.world.shifts[int(index)]
        if comes and shift.week <= state.week < ending(shift, state.world):
            state.rumour_trade[row] += wanted[shift.product], delivered[shift.product]


def times(shift: DemandShift, swing: float) -> float:
    """Times as much as before that a shift makes of a demand; swing: how strongly demand swings."""
    return max(LEAST_WANTED, 1.0 + (shift.factor - 1.0) * swing)


def ending(shift: DemandShift, world: World) -> int:
    """The first week in which it is over."""
    return shift.week + shift.weeks if shift.weeks else world.weeks
