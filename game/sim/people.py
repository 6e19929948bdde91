"""What people feel and believe: the mathematics of phases 7 and 8."""

from __future__ import annotations

import numpy as np

from game.sim.curves import Flags, Floats, clip, grouped, toward
from game.sim.ledger import MORALE_INDEX, MORALE_PULL, MORALE_RATE, MORALE_START, OVERTIME_TRUST, VISIT_TRUST
from game.sim.reports import TRUST_BINDS, by_department, stand
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
    """Mean of a person figure [P], 0 at empty seats, over the people of each team [T]; 0 where nobody is left."""
    return grouped(values, state.team_of, state.head.shape[0]) / np.maximum(state.head, 1)


def sum_up(state: State) -> None:
    """Sums up what the people of each team feel and think; to be called by whatever changes people.

    All rules about teams read these sums, so that nobody has to ask a million people twice in a week.
    """
    state.team_morale = team_mean(state, state.morale)
    state.team_trust = team_mean(state, state.trust)
    slots = np.flatnonzero(state.declared >= 0)
    state.team_agreement, state.team_commitment = np.zeros((2, SLOTS, state.head.shape[0]))
    for slot in slots:
        state.team_agreement[slot] = team_mean(state, state.agreement[state.declared[slot]])
        state.team_commitment[slot] = team_mean(state, state.commitment[slot])
    state.team_bound = team_mean(state, stand(state)[1]) if slots.shape[0] else TRUST_BINDS * state.team_trust


def powers(state: State) -> Floats:
    """Power of each standing value in each team [S, T], 0…1: visibility × commitment."""
    return np.asarray(state.visibility[:, state.department] * state.team_commitment)


def value_factor(state: State, quantity: str) -> Floats:
    """What the standing values make of a quantity in each team [T]: a factor, 1 where nothing stands.

    quantity: a field of `values.Value`; a full-power value applies its whole effect, a weaker one its share.
    """
    factor = np.ones(state.head.shape[0])
    for slot in np.flatnonzero(state.declared >= 0):
        value = VALUES[VALUE_INDEX[state.world.value_names[int(state.declared[slot])]]]
        effect = getattr(value, quantity) - (0.0 if quantity == "output" else 1.0)
        if effect != 0.0:
            factor += powers(state)[slot] * effect
    return np.maximum(factor, 0.1)


def dissonance(state: State) -> Floats:
    """How torn each person is [P], 0…1: disagreeing without being committed; 0 at empty seats."""
    agreement, commitment = stand(state)
    return (1.0 - agreement) * (1.0 - commitment) * (state.reason >= 0)


def distance(world: World) -> float:
    """How much an order is an order, 0…1: beside the one who gives it, it is a conversation."""
    return min(1.0, world.layers / 2.0)


def feel(state: State, served: float, overtime: Floats) -> Floats:
    """Phase 7: morale drifts toward the sum of its causes; initiative withers under orders and comes back slowly.

    served 0…1; overtime [T] 1 where a team works on a contract. Returns how far each person is torn
    beyond what people live with [P].
    """
    ordered, trust = state.order_weeks > 0, state.team_trust
    figures = (np.cumsum(state.kpis, axis=1)[:, -1] > 0)[state.department]
    torn = clip(dissonance(state) - 0.3, 0.0, 1.0)
    sizes = {
        "freedom": state.initiative - 0.5,
        "wrong": state.wrong * value_factor(state, "orders_hurt"),
        "waiting": state.job == IDLE,
        "trust": trust,
        "served": served,
        "left": np.minimum(state.missed / np.maximum(state.head, 1), 1.0),
        "visit": _visited(state) * (trust - VISIT_TRUST),
        "overtime": overtime * (trust < OVERTIME_TRUST),
        "values": _lived(state),
        "net": state.net,
        "figures": ordered & figures,
        "fire": state.fire > 0,
        "torn": value_factor(state, "spread") * team_mean(state, torn),
    }
    now = {name: np.asarray(MORALE_PULL[name] * size) for name, size in sizes.items()}
    _drift_morale(state, now, torn)
    _drift_initiative(state, ordered)
    return torn


def _visited(state: State) -> Floats:
    """1 where a team [T] was visited in the last weeks, else 0."""
    return ((state.visited >= 0) & (state.week - state.visited < VISIT_WEEKS)).astype(np.float64)


def _lived(state: State) -> Floats:
    """What the banners give to each team [T], or take from it where few agree with them."""
    given = np.zeros(state.head.shape[0])
    for power, agreed in zip(powers(state), state.team_agreement, strict=True):
        given += power * (2.0 * agreed - 0.6)
    return given


def _drift_morale(state: State, now: dict[str, Floats], torn: Floats) -> None:
    """Moves every person toward the causes, with their own trust and dissonance, and keeps the account of each team."""
    team = state.team_of
    rate = np.minimum(MORALE_RATE * value_factor(state, "swings"), 0.5)
    own_torn = MORALE_PULL["torn"] * value_factor(state, "spread")
    shared = np.full(state.head.shape[0], MORALE_START)
    for name, size in now.items():
        shared += 0.0 if name in ("trust", "torn") else size
    goal = shared[team] + MORALE_PULL["trust"] * state.trust + own_torn[team] * torn
    state.morale = clip(state.morale + rate[team] * (goal - state.morale), 0.0, 1.0) * (state.reason >= 0)
    state.team_morale = team_mean(state, state.morale)
    explained = np.full(state.head.shape[0], MORALE_START)
    for name, row in MORALE_INDEX.items():
        if name != "limits":
            account = state.causes[row]
            account += rate * (now.get(name, 0.0) - account)
            explained += account
    state.causes[MORALE_INDEX["limits"]] = np.where(state.head > 0, state.team_morale - explained, 0.0)


def _drift_initiative(state: State, ordered: Flags) -> None:
    resting = {CHOOSE: (0.9, 0.05), CARRY_ON: (0.35, 0.02)}.get(state.default, (0.15, 0.03))
    target = np.where(ordered, 0.35 - 0.25 * distance(state.world), resting[0])
    rate = np.where(ordered, 0.03, resting[1])
    growing = target > state.initiative
    rate = np.where(growing, rate * value_factor(state, "initiative"), rate)
    state.initiative = clip(state.initiative + rate * (target - state.initiative), 0.0, 1.0)


def believe(state: State, served: float, torn: Floats) -> None:
    """Phase 8: sight fades unless repeated, commitment follows trust, sight and colleagues, trust follows deeds.

    served 0…1; torn [P] as `feel` found people.
    """
    deeds = 0.5 + 0.35 * (served - 0.65) - 0.5 * state.wrong - 0.12 * (state.job == IDLE) + 0.3 * _visited(state)
    deeds = deeds + 0.2 * (state.initiative - 0.35)
    here = state.reason >= 0
    state.trust = clip(state.trust + TRUST_RATE * (deeds[state.team_of] - state.trust), 0.0, 1.0) * here
    departments = np.arange(state.world.departments)
    for slot in np.flatnonzero(state.declared >= 0):
        held = departments == state.rituals[slot]
        seen = state.visibility[slot] + np.where(held, 0.10, -0.03)
        state.visibility[slot] = clip(seen, HANGING, 1.0)
        _commit(state, int(slot), torn)
    sum_up(state)


def _commit(state: State, slot: int, torn: Floats) -> None:
    """People commit to a banner they see, by trust, agreement and colleagues; the committed come to agree."""
    value, team = int(state.declared[slot]), state.team_of
    weight = by_department(state, state.influence)
    heard = by_department(state, state.influence * state.commitment[slot]) / np.maximum(weight, 1e-9)
    seen = state.visibility[slot]
    sight = seen[state.department][team]
    pull = 0.55 * state.trust + 0.35 * state.agreement[value]
    target = sight * pull + (0.4 * seen * heard)[state.department][team] - 0.15 * torn
    commitment = toward(state.commitment[slot], clip(target, 0.0, 1.0), COMMITMENT_RATE)
    drawn = CONVERSION * clip(commitment - 0.45, 0.0, 1.0) * sight
    state.commitment[slot] = commitment * (state.reason >= 0)
    state.agreement[value] = clip(state.agreement[value] + drawn * (1.0 - state.agreement[value]), 0.0, 1.0)
