"""What people feel and believe: the mathematics of phases 7 and 8."""

from __future__ import annotations

import numpy as np

from game.sim.curves import Flags, Floats, clip, grouped, toward
from game.sim.ledger import MORALE_INDEX, MORALE_PULL, MORALE_RATE, MORALE_START, OVERTIME_TRUST, VISIT_TRUST
from game.sim.reports import stand
from game.sim.state import SLOTS, State
from game.sim.values import CARRY_ON, CHOOSE, IDLE, VALUE_INDEX, VALUES
from game.sim.world import World

TRUST_RATE = 0.08
VISIT_WEEKS = 4
HANGING = 0.15
"""How far a banner is seen only because it hangs."""
COMMITMENT_RATE = 0.08
CONVERSION = 0.02
"""Weekly pull of full commitment toward agreeing with what one is committed to."""


def team_mean(state: State, values: Floats) -> Floats:
    """Mean of a person figure [P] in each team [T]."""
    return grouped(values, state.team_of, state.head.shape[0]) / state.head


def bound_team(state: State) -> Floats:
    """How far each team [T] pulls in one direction: its people's mean commitment, 0…1."""
    return team_mean(state, stand(state)[1])


def powers(state: State) -> Floats:
    """Power of each standing value in each team [S, T]: visibility × commitment."""
    rows = [
        state.visibility[slot][state.department] * team_mean(state, state.commitment[slot])
        * float(state.declared[slot] >= 0)
        for slot in range(SLOTS)
    ]  # fmt: skip
    return np.stack(rows)


def value_factor(state: State, quantity: str) -> Floats:
    """What the standing values make of a quantity in each team [T]: a factor, 1 where nothing stands.

    quantity: a field of `values.Value`; a full-power value applies its whole effect, a weaker one its share.
    """
    factor = np.ones(state.head.shape[0])
    if not bool(np.any(state.declared >= 0)):
        return factor
    power = powers(state)
    for slot in np.flatnonzero(state.declared >= 0):
        value = VALUES[VALUE_INDEX[state.world.value_names[int(state.declared[slot])]]]
        effect = getattr(value, quantity)
        factor = factor + power[slot] * (effect if quantity == "output" else effect - 1.0)
    return np.maximum(factor, 0.1)


def dissonance(state: State) -> Floats:
    """How torn each person is [P], 0…1: disagreeing without being committed."""
    agreement, commitment = stand(state)
    return (1.0 - agreement) * (1.0 - commitment)


def distance(world: World) -> float:
    """How much an order is an order, 0…1: beside the one who gives it, it is a conversation."""
    return min(1.0, world.layers / 2.0)


def feel(state: State, served: float, overtime: Floats) -> None:
    """Phase 7: morale drifts toward the sum of its causes; initiative withers under orders and comes back slowly.

    served 0…1; overtime [T] 1 where a team works on a contract.
    """
    ordered = state.order_weeks > 0
    idle = (state.job == IDLE).astype(np.float64)
    torn = clip(dissonance(state) - 0.3, 0.0, 1.0)
    recent = ((state.visited >= 0) & (state.week - state.visited < VISIT_WEEKS)).astype(np.float64)
    trust = team_mean(state, state.trust)
    now = np.zeros_like(state.causes)
    now[:, MORALE_INDEX["freedom"]] = MORALE_PULL["freedom"] * (state.initiative - 0.5)
    now[:, MORALE_INDEX["wrong"]] = MORALE_PULL["wrong"] * state.wrong * value_factor(state, "orders_hurt")
    now[:, MORALE_INDEX["waiting"]] = MORALE_PULL["waiting"] * idle
    now[:, MORALE_INDEX["trust"]] = MORALE_PULL["trust"] * trust
    now[:, MORALE_INDEX["served"]] = MORALE_PULL["served"] * served
    now[:, MORALE_INDEX["visit"]] = MORALE_PULL["visit"] * recent * (trust - VISIT_TRUST)
    now[:, MORALE_INDEX["overtime"]] = MORALE_PULL["overtime"] * overtime * (trust < OVERTIME_TRUST)
    power = powers(state)
    for slot in np.flatnonzero(state.declared >= 0):
        agreed = team_mean(state, state.agreement[state.declared[slot]])
        now[:, MORALE_INDEX["values"]] += MORALE_PULL["values"] * power[slot] * (2.0 * agreed - 0.6)
    now[:, MORALE_INDEX["star"]] = MORALE_PULL["star"] * state.belief * (state.star_direction >= 0)
    now[:, MORALE_INDEX["cynicism"]] = MORALE_PULL["cynicism"] * state.cynicism
    figures = np.cumsum(state.kpis, axis=1)[:, -1][state.department] > 0
    now[:, MORALE_INDEX["net"]] = MORALE_PULL["net"] * state.net
    now[:, MORALE_INDEX["figures"]] = MORALE_PULL["figures"] * (ordered & figures)
    now[:, MORALE_INDEX["fire"]] = MORALE_PULL["fire"] * (state.fire > 0)
    spread = -MORALE_PULL["torn"] * value_factor(state, "spread")
    now[:, MORALE_INDEX["torn"]] = -spread * team_mean(state, torn)
    rate = np.minimum(MORALE_RATE * value_factor(state, "swings"), 0.5)
    _drift_morale(state, now, rate, torn, spread, trust)
    _drift_initiative(state, ordered)


def _drift_morale(state: State, now: Floats, rate: Floats, torn: Floats, spread: Floats, trust: Floats) -> None:
    """Moves every person toward the team's causes, with their own trust and their own dissonance."""
    team, limits = state.team_of, MORALE_INDEX["limits"]
    mean_target = MORALE_START + np.cumsum(now, axis=1)[:, -1]
    own = MORALE_PULL["trust"] * (state.trust - trust[team]) - spread[team] * (torn - team_mean(state, torn)[team])
    goal = mean_target[team] + own
    state.morale = clip(state.morale + rate[team] * (goal - state.morale), 0.0, 1.0)
    causes = state.causes + rate[:, None] * (now - state.causes)
    causes[:, limits] = 0.0
    explained = MORALE_START + np.cumsum(causes, axis=1)[:, -1]
    causes[:, limits] = team_mean(state, state.morale) - explained
    state.causes = causes


def _drift_initiative(state: State, ordered: Flags) -> None:
    resting = {CHOOSE: (0.9, 0.05), CARRY_ON: (0.35, 0.02)}.get(state.default, (0.15, 0.03))
    target = np.where(ordered, 0.35 - 0.25 * distance(state.world), resting[0])
    rate = np.where(ordered, 0.03, resting[1])
    growing = target > state.initiative
    rate = np.where(growing, rate * value_factor(state, "initiative"), rate)
    state.initiative = clip(state.initiative + rate * (target - state.initiative), 0.0, 1.0)


def believe(state: State, served: float) -> None:
    """Phase 8: sight fades unless repeated, commitment follows trust, sight and colleagues, trust follows deeds."""
    recent = ((state.visited >= 0) & (state.week - state.visited < VISIT_WEEKS)).astype(np.float64)
    idle = (state.job == IDLE).astype(np.float64)
    deeds = 0.5 + 0.35 * (served - 0.65) - 0.5 * state.wrong - 0.12 * idle + 0.3 * recent
    deeds = deeds + 0.2 * (state.initiative - 0.35)
    state.trust = clip(state.trust + TRUST_RATE * (deeds[state.team_of] - state.trust), 0.0, 1.0)
    standing = np.flatnonzero(state.declared >= 0)
    departments = np.arange(state.world.departments)
    for slot in standing:
        held = (departments == state.rituals[slot]).astype(np.float64)
        seen = state.visibility[slot] + np.where(held > 0, 0.10, -0.03)
        state.visibility[slot] = clip(seen, HANGING, 1.0)
        _commit(state, int(slot))


def _commit(state: State, slot: int) -> None:
    department = state.department[state.team_of]
    value = int(state.declared[slot])
    weight = state.influence
    count = state.world.departments
    colleagues = grouped(weight * state.commitment[slot], department, count) / grouped(weight, department, count)
    seen = state.visibility[slot][department]
    pull = 0.55 * state.trust + 0.35 * state.agreement[value] + 0.4 * colleagues[department]
    target = clip(seen * pull - 0.15 * clip(dissonance(state) - 0.3, 0.0, 1.0), 0.0, 1.0)
    state.commitment[slot] = toward(state.commitment[slot], target, COMMITMENT_RATE)
    drawn = CONVERSION * clip(state.commitment[slot] - 0.45, 0.0, 1.0) * seen
    state.agreement[value] = clip(state.agreement[value] + drawn * (1.0 - state.agreement[value]), 0.0, 1.0)
