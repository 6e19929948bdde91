"""What people feel and believe: the mathematics of phases 7 and 8."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.sim.company.crowd import blocks, close_accounts, nobody
from game.sim.company.deeds import REMEMBERED_WEEKS, balance
from game.sim.curves import Flags, Floats, Ints, across, clip, confine, grouped, nonzero, some
from game.sim.ledger import MORALE_INDEX, MORALE_PULL, MORALE_RATE, MORALE_START, OVERTIME_TRUST, VISIT_TRUST
from game.sim.state import State
from game.sim.values import CHOOSE, IDLE, SLOTS, VALUE_INDEX, VALUE_NEUTRAL, VALUES

TRUST_RATE = 0.08
OWN_DRIVE, WAITING_DRIVE, BROKEN = 0.9, 0.15, 0.1
"""Initiative that people come to who do what they would have chosen, who wait to be told, and who are told what is
wrong again and again."""
DISPIRITS = 6.0
"""How much of it an order takes for each share by which it lies beside what they would have chosen."""
VISIT_WEEKS = 4
HANGING = 0.15
"""How far a banner is seen only because it hangs."""
SHOWN, FADES = 0.10, 0.03
"""Sight that a week of a ritual adds where it is held, and that a week without takes."""
SHINES = 0.01
"""How much less is forgotten of a banner in a week in which something lived it."""
CARRIED = 0.5
"""How far colleagues who live by a value keep it in sight where no ritual does, as much as their voices count."""
COMMITMENT_RATE = 0.08
EXEMPLIFY = 0.22
"""What a banner that is lived to the full, in full sight, adds to the trust people come to; betrayed, takes from it."""
SINCERITY = 0.12
"""The same for the commitment to that banner."""
CONVERSION = 0.02
"""Weekly pull of full commitment toward agreeing with what one is committed to."""


def power(state: State, slot: int) -> Floats:
    """Power of what stands in a slot in each team [T], 0…1: visibility × commitment."""
    return np.asarray(state.visibility[slot].take(state.department) * state.team_commitment[slot])


def value_factor(state: State, quantity: str) -> Floats:
    """What the standing values make of a quantity in each team [T]: a factor, 1 where nothing stands, or an addition.

    quantity: a field of `values.Value`; a full-power value applies its whole effect, a weaker one its share. Where no
    value moves it, one figure stands for all teams [1], so that whatever it goes into is worked out once.
    """
    neutral = VALUE_NEUTRAL[quantity]
    unmoved = factor = _unmoved(neutral)
    for slot, declared in enumerate(state.declared.tolist()):
        if declared < 0:
            continue
        value = VALUES[VALUE_INDEX[state.world.value_names[declared]]]
        effect = float(getattr(value, quantity))
        if effect != neutral:
            factor = factor + power(state, slot) * (effect - neutral)
    return np.maximum(factor, 0.1) if neutral == 1.0 and factor is not unmoved else factor


@lru_cache
def _unmoved(neutral: float) -> Floats:
    """What no value moves, for all teams [1]; read-only."""
    factor = np.full(1, neutral)
    factor.setflags(write=False)
    return factor


def feel(state: State, served: float, overtime: Floats) -> None:
    """Phase 7: morale drifts toward the sum of its causes; initiative withers at wrong work or none, and comes back.

    served 0…1; overtime [T] 1 where a team works on a contract.
    """
    ordered, trust = state.order_weeks > 0, state.team_trust
    figures = (across(state.kpis) > 0).take(state.department) if state.kpis.any() else False
    uneven = bool(np.any((state.tags[:, 0] >= 0) & (state.tags[:, 1] > 2)))
    visited = _visited(state)
    left = np.minimum(state.missed / np.maximum(state.head, 1), 1.0) if some(state.missed) else 0.0
    sizes = {
        "freedom": state.initiative - 0.5,
        "wrong": state.wrong * value_factor(state, "orders_hurt"),
        "waiting": state.job == IDLE,
        "trust": trust,
        "served": served,
        "left": left,
        "visit": visited * (trust - VISIT_TRUST) if some(visited) else 0.0,
        "overtime": overtime * (trust < OVERTIME_TRUST) if some(overtime) else 0.0,
        "values": _lived(state),
        "star": state.belief if state.star_direction >= 0 else 0.0,
        "cynicism": state.cynicism,
        "net": state.net,
        "figures": ordered & figures,
        "fire": state.fire > 0,
        "torn": value_factor(state, "spread") * state.team_torn,
        "tags": uneven * value_factor(state, "tag_hurt"),
    }
    _drift_morale(state, {name: np.asarray(MORALE_PULL[name] * size) for name, size in sizes.items() if some(size)})
    _drift_initiative(state, ordered)


def _visited(state: State) -> Floats:
    """1 where a team [T] was visited in the last weeks, else 0."""
    return (state.visited >= max(0, state.week - VISIT_WEEKS + 1)).astype(np.float64)


def _lived(state: State) -> Floats:
    """What banners give to each team [T], or take from it where few agree with them; a 0 for all [1] without any."""
    given = np.zeros(1)
    for slot in nonzero(state.declared >= 0):
        given = given + power(state, int(slot)) * (2.0 * state.team_agreement[slot] - 0.6)
    return given


def _drift_morale(state: State, now: dict[str, Floats]) -> None:
    """Moves every person toward the causes, with their own trust and dissonance, and the account of each team too.

    now: what each cause comes to in a team [T], or in all of them []; those that come to nothing are left out.
    """
    rate = np.minimum(MORALE_RATE * value_factor(state, "swings"), 0.5)
    own_torn = MORALE_PULL["torn"] * value_factor(state, "spread")
    shared = np.full(state.head.shape[0], MORALE_START)
    for name, size in now.items():
        shared += 0.0 if name in ("trust", "torn") else size
    sums = np.empty_like(shared)
    # Who drifts to what lies within 0…1 does not leave it.
    within = "torn" not in now and shared.min() > 0.0 and shared.max() + MORALE_PULL["trust"] < 1.0
    for block in blocks(state):
        who = block.who
        morale = state.morale[who]
        step = block.each(shared)
        step += MORALE_PULL["trust"] * state.trust[who]
        if "torn" in now:
            step += block.factor(own_torn) * state.torn[who]
        step -= morale
        step *= block.factor(rate)
        morale += step
        if not within:
            confine(morale, 0.0, 1.0)
        morale[nobody(state, who)] = 0.0
        sums[block.teams] = block.sums(morale)
    felt = [row for name, row in MORALE_INDEX.items() if name in now or some(state.causes[row])]
    for name, row in MORALE_INDEX.items():
        if row in felt:
            step = now.get(name, 0.0) - state.causes[row]
            step *= rate
            state.causes[row] += step
    close_accounts(state, sums, felt)


def _drift_initiative(state: State, ordered: Flags) -> None:
    idle = (state.job == IDLE) & ~ordered
    target, rate = np.full(1, OWN_DRIVE), np.full(1, 0.05 if state.default == CHOOSE else 0.03)
    if some(state.wrong):
        target = np.maximum(OWN_DRIVE - DISPIRITS * state.wrong, BROKEN)
    if some(idle):
        target = np.where(idle, WAITING_DRIVE, target)
    if some(ordered) or some(idle):
        rate = np.where(ordered | idle, 0.03, rate)
    faster = value_factor(state, "initiative")
    if some(faster - 1.0):
        rate = np.where(target > state.initiative, rate * faster, rate)
    state.initiative = clip(state.initiative + rate * (target - state.initiative), 0.0, 1.0)


def believe(state: State, served: float) -> None:
    """Phase 8: sight fades unless repeated, commitment follows trust, sight and colleagues, trust follows deeds.

    served 0…1 of this week's wants.
    """
    deeds, idle, visited = np.full(1, 0.5 + 0.35 * (served - 0.65)), state.job == IDLE, _visited(state)
    if some(state.wrong):
        deeds = deeds - 0.5 * state.wrong
    if some(idle):
        deeds = deeds - 0.12 * idle
    if some(visited):
        deeds = deeds + 0.3 * visited
    deeds = deeds + 0.2 * (state.initiative - 0.35)
    standing = nonzero(state.declared >= 0)
    kept = balance(state)
    for slot in standing:
        deeds = deeds + EXEMPLIFY * kept[slot] * state.visibility[slot].take(state.department)
    within = deeds.min() > 0.0 and deeds.max() < 1.0
    for block in blocks(state):
        who = block.who
        trust, step = state.trust[who], block.each(deeds)
        step -= trust
        step *= TRUST_RATE
        trust += step
        if not within:
            confine(trust, 0.0, 1.0)
    state.trust[nobody(state)] = 0.0
    departments = np.arange(state.world.departments)
    for slot in standing:
        held = departments == state.rituals[slot]
        lived = bool(state.lived[slot, state.week % REMEMBERED_WEEKS, 0] > 0)
        seen = state.visibility[slot] + np.where(held, SHOWN, -(FADES - SHINES * lived))
        state.visibility[slot] = clip(seen, HANGING, 1.0)
    if standing.shape[0]:
        _commit(state, standing, kept)


def _commit(state: State, standing: Ints, kept: Floats) -> None:
    """People commit to the banners they see, by trust, agreement and colleagues; the committed come to agree.

    Colleagues are the people of a department, as much as their voices count; they keep a value in sight where no
    ritual does. kept [S]: how far each banner is lived.
    """
    heard = _heard(state, standing)
    sight = state.visibility + CARRIED * (1.0 - state.visibility) * heard
    echo = sight * (0.4 * heard + SINCERITY * kept[:, None])
    in_sight, echoed = sight.take(state.department, axis=1), echo.take(state.department, axis=1)
    for block in blocks(state):
        who = block.who
        trust, torn = 0.55 * state.trust[who], 0.15 * state.torn[who]
        for slot in standing:
            now, agreed = state.commitment[slot, who], state.agreement[state.declared[slot], who]
            seen = block.each(in_sight[slot])
            target = 0.35 * agreed
            target += trust
            target *= seen
            target += block.each(echoed[slot])
            target -= torn
            confine(target, 0.0, 1.0)
            target -= now
            target *= COMMITMENT_RATE
            now += target
            drawn = now - 0.45
            np.maximum(drawn, 0.0, out=drawn)
            drawn *= CONVERSION
            drawn *= seen
            drawn *= 1.0 - agreed
            agreed += drawn
    state.commitment[:, nobody(state)] = 0.0


def _heard(state: State, standing: Ints) -> Floats:
    """How much commitment to each banner is heard in each department [S, D]: people's, as their voices count."""
    voices, count = np.zeros((SLOTS, state.head.shape[0])), state.world.departments
    for block in blocks(state):
        influence = state.influence[block.who]
        for slot in standing:
            voices[slot, block.teams] = block.sums(influence * state.commitment[slot, block.who])
    people = np.maximum(grouped(state.head.astype(np.float64), state.department, count), 1.0)
    heard = np.zeros((SLOTS, count))
    for slot in standing:
        heard[slot] = grouped(voices[slot], state.department, count) / people
    return heard
