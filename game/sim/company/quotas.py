"""Quotas: so many pieces of a product a week, asked of a department or of everyone; who makes them they decide.

A quota is the *what* of an order with the *who* left to those who know their own skills: every week the teams it binds
share it out, those first for whom the work lies nearest to what they would choose. What is left of their time goes by
the default. Where a quota is the only thing that counts it is met as a lone figure is: by number, at the expense of
quality.
"""

from __future__ import annotations

import numpy as np

from game.sim.company import factors
from game.sim.company.market import double_work
from game.sim.curves import Flags, Floats, Ints, across, limited, nonzero
from game.sim.state import State
from game.sim.values import KPIS

NOBODY = -1
FELT = 0.4
"""Share of an order's wrongness that a quota is felt by: they chose among themselves who does it."""
STAYS = 0.1
"""By how much of its worth a team is rather left at what it made for the quota last week."""
HALF = 0.5
"""A team joins for the last pieces of a quota if at least so much of its week goes into them; it makes no more than
these, and has the rest of the week for improvements."""
OUTPUT = KPIS.index("output")


def quotas_of(departments: int) -> Ints:
    """No quota anywhere [D + 1, 3]: a row (product, pieces a week, weeks left) a department, the last for everyone."""
    return np.tile(np.array([-1, 0, 0], dtype=np.int64), (departments + 1, 1))


def running(state: State) -> Ints:
    """The rows [N] of quotas that bind somebody this week, those of departments before everyone's."""
    return nonzero((state.quotas[:, 0] >= 0) & (state.quotas[:, 2] > 0))


def share_out(state: State, free: Flags, settled: Floats) -> None:
    """Gives the running quotas to teams among the `free` [T]; `settled` [G + 1, T] is what each job is worth to them.

    Sets `quota_of` [T] to the row a team works for, or −1, and `quota_part` [T] to the share of its week that takes.
    """
    before = state.quota_of
    state.quota_part = np.ones(before.shape[0])
    state.quota_of = np.full(before.shape[0], NOBODY, dtype=np.int64)
    rows = running(state)
    if rows.shape[0] == 0:
        return
    rate = makes(state)
    best = np.maximum(settled.max(axis=0), 1e-9)
    for row in rows.tolist():
        product, pieces = int(state.quotas[row, 0]), float(state.quotas[row, 1])
        asked = free & (state.quota_of == NOBODY)
        if row < state.world.departments:
            asked &= state.department == row
        who = nonzero(asked & (state.head > 0))
        gap = (best[who] - settled[product, who]) / best[who] - STAYS * (before[who] == row)
        who = who[np.argsort(gap, kind="stable")]
        made = rate[who] * state.skill[who, product]
        missing = pieces - (np.cumsum(made) - made)
        joins = missing > HALF * made
        state.quota_of[who[joins]] = row
        state.quota_part[who[joins]] = np.minimum(missing[joins] / np.maximum(made[joins], 1e-9), 1.0)


def makes(state: State) -> Floats:
    """Pieces a week a team [T] of skill 1 would make, as it knows itself: its hands, ways, tools, spirit and hold."""
    world = state.world
    hands = np.maximum(state.head - state.learning, 0.0) * state.method * factors.equipped(state.equipment)
    hands = hands * factors.spirit(state.team_morale) * (1.0 - factors.writing(state.reporting))
    alone = factors.handed_on(world.layers, state.team_bound)
    return np.asarray(hands * alone * (1.0 - double_work(world) * factors.levelled(factors.TOOL_SAVING, state.tools)))


def told(state: State, output: Floats) -> None:
    """Notes for each quota [D + 1] which share of it was made this week, at most 1; 1 where none runs."""
    state.quota_met = np.ones(state.quotas.shape[0])
    for row in running(state).tolist():
        mine = (state.quota_of == row).astype(np.float64) * output
        made = float(np.cumsum(mine)[-1])
        state.quota_met[row] = limited(made / max(1.0, float(state.quotas[row, 1])), 0.0, 1.0)


def figures(state: State) -> Floats:
    """The figures that departments work to [D, 5]: those set, and output where a quota is all that counts."""
    flags = state.kpis.astype(np.float64)
    rows = running(state)
    if rows.shape[0]:
        bound = np.zeros(state.world.departments, dtype=bool)
        bound[:] = bool((rows == state.world.departments).any())
        bound[rows[rows < state.world.departments]] = True
        flags[bound & (across(state.kpis) == 0), OUTPUT] = 1.0
    return flags


def count_down(state: State) -> None:
    """A quota comes a week nearer to its end; one that is over is gone."""
    state.quotas[:, 2] = np.maximum(state.quotas[:, 2] - 1, 0)
    over = (state.quotas[:, 0] >= 0) & (state.quotas[:, 2] == 0)
    state.quotas[over] = np.array([-1, 0, 0], dtype=np.int64)
    state.quota_met[over] = 1.0
