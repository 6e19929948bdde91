"""Hidden bottlenecks: a department is slow, and the reason is not on the desk. Five reasons, one symptom, five cures.

The desk reads that a department is short; a visit to one of its teams tells why. Each cure is an ordinary lever (or
what free teams do by themselves), and each wrong one costs what that lever costs. After `WEEKS` weeks it wears off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from game.sim import luck
from game.sim.curves import Flags, Floats, Ints, nonzero, total
from game.sim.values import KPIS
from game.sim.world import QUARTER_WEEKS

if TYPE_CHECKING:
    from game.sim.state import State
    from game.sim.world import World

LOSS = 0.4
"""Share of a team's work that a bottleneck takes."""
WEEKS = 26
"""After so many weeks people have found a way around it."""
EARLIEST, LATEST = 4, 6
"""No bottleneck is drawn before this week, or so near to the end."""
ENOUGH_HANDS = 0.16
"""Share of a department that must have its hands free in one week to find what smoulders."""
MOST_TOOLS = 3.0
LEARNING = KPIS.index("learning")


@dataclass(frozen=True)
class Cause:
    """One reason for being slow: a title, what a team says to a visitor, and what ends it; {product} is replaced."""

    name: str
    title: str
    told: str
    cure: str


CAUSES: tuple[Cause, ...] = (
    Cause("skill", "Something to learn", "“The new pattern is beyond us. Nobody has had a week to learn it.”",
          "Learning as one of their figures, or a week on improve for each team."),
    Cause("parts", "Waiting for parts", "“Others get the {product} first that we work with. We stand and wait.”",
          "A tag on {product}, or an order to any team to make some."),
    Cause("twice", "Begun twice", "“What we make lies finished next door. They had begun it too.”",
          "Shared tools. It ends when their building begins."),
    Cause("fires", "Something smoulders", "“It smells of burning, and nobody has a hand free to look.”",
          "A sixth of the department on improve for a week."),
    Cause("price", "A price nobody heard", "“Does anyone want {product}? We have heard no such thing.”",
          "A tag on {product}, or an order to the department to make some."),
)  # fmt: skip
SKILL, PARTS, TWICE, FIRES, PRICE = range(len(CAUSES))
CAUSE_INDEX = {cause.name: index for index, cause in enumerate(CAUSES)}


def told(cause: int, product: str) -> tuple[str, str]:
    """What a team says of a cause, and what ends it, about the product of that name."""
    return CAUSES[cause].told.replace("{product}", product), CAUSES[cause].cure.replace("{product}", product)


def planned(world: World, seed: int) -> Ints:
    """Written and drawn bottlenecks as rows [B, 6] in order of their first week; see State.bottlenecks.

    Drawn ones take turns through the causes that the level has, so that no two in a row are alike.
    """
    rows = [(b.week, b.department, CAUSE_INDEX[b.cause], b.product) for b in world.bottlenecks]
    inputs = sorted({part for product in world.products for part, _ in product.needs})
    causes = [cause for cause in range(len(CAUSES)) if cause != PARTS or inputs]
    shuffle = np.argsort(luck.uniform(seed, 0, luck.TROUBLE, len(causes), part=3), kind="stable")
    number = world.bottlenecks_per_quarter
    for quarter in range(-(-world.weeks // QUARTER_WEEKS) if number else 0):
        draw = luck.uniform(seed, quarter, luck.TROUBLE, 3 * number, part=2)
        for index in range(number):
            when, where, what = draw[3 * index : 3 * index + 3]
            first = QUARTER_WEEKS * quarter + int((index + when) * QUARTER_WEEKS / number)
            busy = {department for week, department, _, _ in rows if abs(week - first) <= WEEKS}
            free = [d for d in range(world.departments) if d not in busy]
            if not (EARLIEST <= first <= world.weeks - LATEST) or not free:
                continue
            cause = causes[int(shuffle[(quarter * number + index) % len(causes)])]
            products = inputs if cause == PARTS else range(len(world.products))
            rows.append((first, free[int(where * len(free))], cause, products[int(what * len(products))]))
    table = np.zeros((len(rows), 6), dtype=np.int64)
    for index, (week, department, cause, product) in enumerate(sorted(rows)):
        table[index] = (cause, department, product, week, week + WEEKS, -1)
    return table


def begin(state: State) -> None:
    """Lets this week's bottlenecks begin and those that have worn off end."""
    for row in nonzero(state.bottlenecks[:, 3] == state.week):
        there = state.department == state.bottlenecks[row, 1]
        state.stuck = np.where(there, row + 1, state.stuck)
    for row in nonzero(state.bottlenecks[:, 4] <= state.week):
        state.stuck = np.where(state.stuck == row + 1, 0, state.stuck)


def slowed(state: State) -> Floats:
    """What bottlenecks leave of each team's work [T]; shared tools make work done twice a smaller one."""
    left = np.ones(state.stuck.shape[0])
    stuck = nonzero(state.stuck)
    cause = state.bottlenecks[state.stuck[stuck] - 1, 0]
    left[stuck] = 1.0 - np.where(cause == TWICE, LOSS * (1.0 - state.tools / MOST_TOOLS), LOSS)
    return left


def cure(state: State, improving: Floats) -> None:
    """Frees the teams whose bottleneck met its cure this week; improving [T] 1 where a team had its hands free."""
    stuck = nonzero(state.stuck)
    for row in np.unique(state.stuck[stuck]) - 1:
        cause, department, product = (int(x) for x in state.bottlenecks[row, :3])
        there = stuck[state.stuck[stuck] == row + 1]
        manned = there[state.head[there] > 0]
        tagged = bool(np.any((state.tags[:, 0] == product) & (state.tags[:, 2] > 0)))
        cured: Flags | bool
        if cause == SKILL:
            cured = (improving[manned] > 0) | (state.kpis[department, LEARNING] > 0)
        elif cause == PARTS:
            cured = tagged or bool(_told_to(state, slice(None), product).any())
        elif cause == TWICE:
            cured = state.building > 0
        elif cause == FIRES:
            mates = nonzero(state.department == department)
            hands = total(improving[mates] * state.head[mates]) / max(total(state.head[mates]), 1.0)
            cured = hands >= ENOUGH_HANDS
        else:
            cured = tagged or bool(_told_to(state, manned, product).all())
        state.stuck[manned[np.broadcast_to(cured, manned.shape)]] = 0
        if not state.stuck[manned].any():
            state.stuck[there] = 0
            state.bottlenecks[row, 4] = state.week + 1


def _told_to(state: State, teams: Ints | slice, product: int) -> Flags:
    """Which of some teams [N] make a product because an order or a quota says so."""
    told = (state.order_weeks[teams] > 0) | (state.quota_of[teams] >= 0)
    return np.asarray(told & (state.job[teams] == product))


def learn(state: State, team: int) -> None:
    """A visit tells the desk what a team is stuck in."""
    row = int(state.stuck[team]) - 1
    if row >= 0 and state.bottlenecks[row, 5] < 0:
        state.bottlenecks[row, 5] = state.week
