"""What a company works with and what goes wrong: equipment, figures to work to, fires and recalls (phases 6 and 9)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim import luck
from game.sim.company import factors, vision
from game.sim.company.factors import BEST_METHOD, ORDINARY_QUALITY, ORDINARY_RATE
from game.sim.company.people import value_factor
from game.sim.company.quotas import figures
from game.sim.curves import Flags, Floats, Ints, across, clip, grouped, nonzero, of, some, total
from game.sim.state import State
from game.sim.values import KPIS
from game.sim.world import Accident, World

WEAR = 0.12
"""Share of equipment that wears out in a year."""
EQUIPMENT_STEP = 0.05
"""Share of the way to the wanted equipment that a team goes in a week, in both directions."""
EQUIPMENT_RETURN = 0.3
"""What a unit of equipment adds to an ordinary team's work at the ordinary rate, and so what it costs to use."""
QUALITY_STEP = 0.06
TOOL_HELP = 0.1
"""How much likelier each level of shared tools makes it that a fire is put out in a week."""
TOOL_FIRES = 0.9
"""What each level of shared tools leaves of the fires."""
TOOL_SWITCHING = 0.85
"""What each level of shared tools leaves of the time lost by changing jobs."""
FIRE_WEEKS = 6
FIRE_LOSS = 0.5
FIRE_CHANCE = 0.004
LAYER_TROUBLE, TEAM_TROUBLE = 1.0, 1.0
"""How much oftener fires break out for each layer, and where all teams depend on each other."""
FIRE_LESSON = 0.04
"""What a fire that free, trusting people put out themselves adds to their methods."""
MACHINES_LEFT = 0.5
"""What is left of a department's equipment when its machines break down."""
FAULT_FOUND = 0.03
"""Weekly chance that a team full of initiative finds bad material by itself."""
THRIFT_SPARES = 0.3
"""Share of spoilage that thrift as a figure spares."""
OUTPUT, QUALITY, SERVICE, LEARNING, THRIFT = range(len(KPIS))


def wanted_equipment(rate: int) -> float:
    """The equipment whose return meets the interest rate (percent a year) and its wear: 1 at the ordinary rate.

    With output .4 + 1.2·K/(1 + K), see `factors.equipped`, the return 1.2/(1 + K)² falls as equipment grows; at rate r
    it is held to (r + wear) × what makes K = 1 at the ordinary rate.
    """
    ordinary = ORDINARY_RATE / 100.0 + WEAR
    here = rate / 100.0 + WEAR
    return 2.0 * float(np.sqrt(ordinary / here)) - 1.0


def invest(state: State) -> None:
    """Phase 6: every team moves its equipment a twentieth of the way to where its return meets the interest rate."""
    state.equipment = state.equipment + EQUIPMENT_STEP * (wanted_equipment(state.rate) - state.equipment)


def measured(flags: Floats) -> Floats:
    """How strongly each of the figures `flags` [N, 5] draws: alone at full strength, among others less."""
    return flags / np.maximum(1.0, 0.5 + 0.5 * across(flags))[:, None]


def drawn_by_figures(state: State, department: Ints) -> Floats:
    """How strongly each of the figures that hang in some departments [N] draws the people there, as [5, N]; one column
    where none hangs anywhere."""
    if not state.kpis.any():
        return np.zeros((len(KPIS), 1))
    return np.ascontiguousarray(measured(state.kpis.astype(np.float64)).T).take(department, axis=1)


def clutter(flags: Floats) -> Floats:
    """Share of time [N] that goes into reconciling more than two of the figures `flags` [N, 5]."""
    over = np.maximum(across(flags) - 2.0, 0.0)
    return 0.012 * over * over


def measures_factor(flags: Floats) -> Floats:
    """What working to the figures `flags` [N, 5] makes of output [N]; one figure for all [1] where none is up."""
    if not flags.any():
        return np.ones(1)
    pull = measured(flags)
    return 1.0 + 0.07 * pull[:, OUTPUT] - 0.02 * pull[:, QUALITY] - 0.01 * pull[:, THRIFT] - clutter(flags)


def wanted_quality(flags: Floats) -> Floats:
    """The quality [N] that the figures `flags` [N, 5] lead to; a lone output figure is met at its expense.

    One figure for all [1] where none is up.
    """
    if not flags.any():
        return np.full(1, ORDINARY_QUALITY)
    pull = measured(flags)
    alone = across(flags) == 1.0
    gamed = np.where(alone, 0.45, 0.1) * pull[:, OUTPUT]
    return clip(ORDINARY_QUALITY + 0.3 * pull[:, QUALITY] + 0.1 * pull[:, LEARNING] - gamed, 0.0, 1.0)


def spared(state: State) -> float:
    """What thrift as a figure leaves of the spoilage, by the people who work to it."""
    people = state.head.astype(np.float64)
    pull = drawn_by_figures(state, state.department)[THRIFT]
    return 1.0 - THRIFT_SPARES * total(pull * people) / max(total(people), 1.0)


def drift_quality(state: State) -> None:
    """Quality drifts toward what is asked for."""
    wanted = of(wanted_quality(figures(state)), state.department)
    wanted = wanted + value_factor(state, "quality") + vision.better(state)
    state.quality = state.quality + QUALITY_STEP * (clip(wanted, 0.0, 1.0) - state.quality)


def builders(state: State) -> float:
    """Share of everyone's time that goes into building shared tools this week."""
    if state.building == 0:
        return 0.0
    return factors.builders(total(state.head))


def tool_factor(state: State, left: float) -> float:
    """`left` multiplied once for each level of shared tools."""
    return factors.levelled(left, state.tools)


def strike(state: State) -> None:
    """Lets this week's accidents happen: a department burns, or half of its machines stand still."""
    for accident in state.world.accidents:
        if accident.week == state.week:
            befall(state, accident)


def befall(state: State, accident: Accident) -> None:
    """Strikes a department with an accident, whenever it was meant to be."""
    there = (state.department == accident.department) & (state.head > 0)
    if accident.kind == "fire":
        state.fire = np.where(there, np.maximum(state.fire, accident.weeks), state.fire)
    else:
        state.equipment = np.where(there, MACHINES_LEFT * state.equipment, state.equipment)


@dataclass(frozen=True)
class Fires:
    """What burned in a week: teams [T] where it broke out, was put out, and was turned into a better way of working."""

    struck: Flags
    out: Flags
    turned: Flags


def unburnt(state: State) -> Floats:
    """What fires leave of each team's work [T]; one figure for all [1] where none burns."""
    return 1.0 - FIRE_LOSS * (state.fire > 0).astype(np.float64) if some(state.fire) else np.ones(1)


def burn(state: State, improving: Floats) -> Fires:
    """Phase 9: fires are fought, sometimes learnt from, and break out, oftener in large and entangled companies.

    improving [T] 1 where a team spends its week on improvements: one with hands free puts its fire out twice as fast.
    """
    draw = luck.uniform(state.seed, state.week, luck.TROUBLE, 2 * state.fire.shape[0]).reshape(2, -1)
    lesson = luck.uniform(state.seed, state.week, luck.TROUBLE, state.fire.shape[0], part=2)
    larger = (1.0 + LAYER_TROUBLE * state.world.layers) * (1.0 + TEAM_TROUBLE * entangled(state.world))
    chance = FIRE_CHANCE * state.world.trouble * state.swing * larger
    struck = (state.fire == 0) & (draw[1] < chance * tool_factor(state, TOOL_FIRES))
    out, turned = np.zeros_like(struck), np.zeros_like(struck)
    burning = nonzero(state.fire > 0)
    members = grouped(np.ones_like(improving), state.department, state.world.departments)
    slack = (grouped(improving, state.department, state.world.departments) / members)[state.department[burning]]
    own, tools = improving[burning], TOOL_HELP * state.tools
    quick = 0.1 + 0.35 * state.initiative[burning] + tools + 0.3 * slack + 0.4 * own
    quick = (quick + of(value_factor(state, "slack"), burning)) * of(value_factor(state, "quenching"), burning)
    out[burning] = (draw[0, burning] < quick) | (state.fire[burning] == 1)
    turned[burning] = out[burning] & (lesson[burning] < vision.turning(state, burning, np.maximum(slack, own)))
    lessons = nonzero(turned)
    learnt = state.method[lessons] + FIRE_LESSON * of(value_factor(state, "lessons"), lessons)
    state.method[lessons] = np.minimum(learnt, BEST_METHOD)
    state.fire[burning] -= 1
    state.fire[out] = 0
    state.fire[struck] = FIRE_WEEKS
    return Fires(struck, out, turned)


def entangled(world: World) -> float:
    """How much teams depend on each other, 0…1, growing with their number."""
    return world.teams / (world.teams + 40.0)


def call_back(state: State) -> None:
    """Lets this week's recalls begin: from now on every team works with bad material."""
    for recall in state.world.recalls:
        if recall.week == state.week:
            state.faulty = np.maximum(state.faulty, recall.harm)


def put_right(state: State, improving: Floats) -> None:
    """A team that spent its week on improvements [T] has put things right; now and then one finds out by itself."""
    if not state.faulty.any():
        return
    draw = luck.uniform(state.seed, state.week, luck.TROUBLE, state.faulty.shape[0], part=1)
    found = draw < FAULT_FOUND * state.initiative
    state.faulty = np.where((improving >= 1.0) | found, 0.0, state.faulty)
