"""How teams decide and work: the mathematics of phases 3 and 4."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.sim import luck
from game.sim.bottlenecks import slowed
from game.sim.chains import added, assemble
from game.sim.curves import Flags, Floats, Ints, clip, total
from game.sim.ledger import OVERTIME_TRUST
from game.sim.market import contracted, double_work
from game.sim.people import bound_team, distance, team_mean, value_factor
from game.sim.state import State
from game.sim.trouble import (
    EQUIPMENT_RETURN,
    FIRE_LOSS,
    LEARNING,
    NET_SLACK,
    SERVICE,
    TOOL_SAVING,
    TOOL_SWITCHING,
    builders,
    equipment_factor,
    measured,
    measures_factor,
    standing_figures,
    tool_factor,
)
from game.sim.values import CARRY_ON, IDLE, IMPROVE_RESERVE, TEMPERAMENTS, WAIT

TEMPER = 0.4
"""How far a temperament can tilt what a job is worth to a team."""
SWITCH_DOUBT = 0.3
"""How much less a new job looks worth before it is tried."""
SWITCH_LOSS = 0.35
"""Share of the first week at a new job that is lost."""
COIN_PULL = 0.18
"""How much of the price one coin adds for a team that believes in it."""
NET_COURAGE = 0.07
"""How much of that doubt each level of the safety net takes away."""
CHOICE_NOISE = 0.08
LEAST_ADDED = 0.1
"""Share of its price that a product seems to earn at least, however dear its inputs are."""
REPORT_SHARE = 0.05
BEST_METHOD = 1.3
METHOD_STEP = 0.02
OVERTIME = 0.15
_WEIGHTS = np.array([(t.price, t.mastery, t.safety, t.novelty, t.service) for t in TEMPERAMENTS])


@dataclass(frozen=True)
class Offer:
    """What each job is worth to each team, as factors [T, G + 1] that multiply (the last column is *improve*)."""

    price: Floats
    tag: Floats
    skill: Floats
    mastery: Floats
    safety: Floats
    novelty: Floats
    service: Floats
    switching: Floats

    def settled(self) -> Floats:
        """Worth of each job without the doubt about changing."""
        temper = 1.0 + TEMPER * (self.mastery + self.safety + self.novelty + self.service)
        return self.price * self.tag * self.skill * temper

    def worth(self) -> Floats:
        """Worth of each job as the team weighs it now."""
        return self.settled() * self.switching


def offers(state: State) -> Offer:
    """What every job offers every team this week."""
    teams, goods = state.skill.shape
    world = state.world
    columns = (teams, goods + 1)
    pull = measured(standing_figures(state))
    price = np.full(columns, IMPROVE_RESERVE) * (1.0 + 0.3 * pull[:, LEARNING : LEARNING + 1])
    earned = np.maximum(added(world, state.price), LEAST_ADDED * state.price)
    price[:, :goods] = 1.0 + (earned / world.mean_value - 1.0) * value_factor(state, "price_pull")[:, None]
    skill = np.ones(columns)
    skill[:, :goods] = state.skill
    tag = np.ones(columns)
    response = (0.6 + 0.8 * bound_team(state)) * COIN_PULL
    careful = value_factor(state, "tag_pull")
    for product, coins, weeks in state.tags:
        if product >= 0 and weeks > 0:
            tag[:, product] += response * int(coins) * (careful if coins > 2 else 1.0)
    weight = _WEIGHTS[state.temperament]
    current = state.job[:, None] == np.arange(goods + 1)[None, :]
    stale = np.minimum(state.job_weeks / 13.0, 1.0)[:, None]
    owed = np.zeros(columns)
    owed[:, :goods] = clip(state.backlog / np.maximum(state.demand, 1e-6), 0.0, 1.0)
    service = weight[:, 4:5] + 0.8 * pull[:, SERVICE : SERVICE + 1]
    bold = 1.0 - SWITCH_DOUBT + NET_COURAGE * state.net
    doubt = np.where(current | (state.job == IDLE)[:, None], 1.0, bold)
    return Offer(
        price, tag, skill, weight[:, 1:2] * clip(skill - 1.0, -1.0, 1.0), weight[:, 2:3] * current,
        weight[:, 3:4] * np.where(current, -stale, stale), service * owed, doubt,
    )  # fmt: skip


def decide(state: State) -> None:
    """Phase 3: ordered teams do as told; the others follow the default, and those that may choose reconsider."""
    ordered = state.order_weeks > 0
    offer = offers(state)
    settled = offer.settled()
    state.wrong = np.where(ordered, distance(state.world) * _wrongness(settled, state.job), 0.0)
    if state.default == WAIT:
        asleep = ~ordered
        state.job_weeks = np.where(asleep & (state.job != IDLE), 0, state.job_weeks)
        state.job = np.where(asleep, IDLE, state.job)
    elif state.default == CARRY_ON:
        state.job = np.where(state.job == IDLE, state.last_job, state.job)
    else:
        _choose(state, offer, ~ordered)
    state.last_job = np.where(state.job == IDLE, state.last_job, state.job)


def _wrongness(settled: Floats, job: Ints) -> Floats:
    best = settled.max(axis=1)
    mine = settled[np.arange(job.shape[0]), np.maximum(job, 0)]
    return clip(((best - mine) / best - 0.25) / 0.75, 0.0, 1.0)


def _choose(state: State, offer: Offer, free: Flags) -> None:
    teams = state.job.shape[0]
    draw = luck.uniform(state.seed, state.week, luck.CHOOSE, teams)
    active = free & ((draw < 0.05 + 0.35 * state.initiative) | (state.job == IDLE))
    worth = offer.worth()
    noise = luck.bell(state.seed, state.week, luck.NOISE, worth.shape[0] * worth.shape[1]).reshape(worth.shape)
    judged = worth * (1.0 + CHOICE_NOISE * noise)
    best = judged.argmax(axis=1)
    rest = judged.copy()
    rest[np.arange(teams), best] = -1.0
    second = rest.argmax(axis=1)
    changed = active & (best != state.job)
    state.job_weeks = np.where(changed, 0, state.job_weeks)
    state.job = np.where(active, best, state.job)
    state.bark = np.where(active[:, None], _bark(offer, best, second), state.bark)


def _bark(offer: Offer, best: Ints, second: Ints) -> Ints:
    """The term [T, 4] that spoke most for the best job against the second: (term, best, second, percent more)."""
    rows = np.arange(best.shape[0])
    base = 1.0 + TEMPER * (offer.mastery + offer.safety + offer.novelty + offer.service)

    def ratio(factor: Floats) -> Floats:
        return factor[rows, best] / factor[rows, second]

    def tilt(part: Floats) -> Floats:
        return 1.0 + TEMPER * (part[rows, best] - part[rows, second]) / base[rows, second]

    terms = np.stack(
        (ratio(offer.price), ratio(offer.tag), ratio(offer.skill), tilt(offer.mastery), tilt(offer.safety),
         tilt(offer.novelty), tilt(offer.service), ratio(offer.switching)), axis=1,
    )  # fmt: skip
    term = terms.argmax(axis=1)
    percent = np.rint((terms[rows, term] - 1.0) * 100.0).astype(np.int64)
    return np.stack((term, best, second, percent), axis=1)


@dataclass(frozen=True)
class Work:
    """What one week's work came to: output [T] pieces, made [G], switching [T] 0/1, capacity [T] pieces of a mean
    product without switching and waiting, entries of the score account in currency, improving 0…1 of the people."""

    output: Floats
    made: Floats
    switching: Floats
    overtime: Floats
    capacity: Floats
    entries: dict[str, float]
    improving: float
    improvers: Floats
    bad: float


def work(state: State) -> Work:
    """Phase 4: people × skill × morale × …, one factor after the other, each booked under its name."""
    world, goods = state.world, state.products
    people = state.head.astype(np.float64)
    value = np.array([product.value for product in world.products])
    making = ((state.job >= 0) & (state.job < goods)).astype(np.float64)
    improving = (state.job == goods).astype(np.float64)
    product = np.where(making > 0, state.job, 0)
    entries: dict[str, float] = {}
    worth = people * world.mean_value
    entries["capacity"] = total(worth)

    def book(name: str, factor: Floats | float) -> None:
        nonlocal worth
        after = worth * factor
        entries[name] = total(after - worth)
        worth = after

    book("growth", state.method)
    equipment = equipment_factor(state)
    book("equipment", equipment)
    entries["equipment"] -= EQUIPMENT_RETURN * total(people * (state.equipment - 1.0)) * world.mean_value
    entries["improving"] = -total(worth * improving)
    entries["waiting"] = -total(worth * (1.0 - making - improving))
    worth = worth * making
    skill = state.skill[np.arange(product.shape[0]), product]
    book("craft", skill * value[product] / world.mean_value)
    spirit = (0.5 + 0.7 * team_mean(state, state.morale)) * (1.0 + value_factor(state, "output") - 1.0)
    book("spirit", spirit)
    reports = 1.0 - REPORT_SHARE * state.reporting
    book("reports", reports)
    hands = (1.0 - builders(state)) * (1.0 - NET_SLACK * state.net * state.net)
    book("tools", hands)
    burning = 1.0 - FIRE_LOSS * (state.fire > 0).astype(np.float64)
    book("fires", burning)
    hindered = slowed(state)
    book("stuck", hindered)
    figures = measures_factor(standing_figures(state))
    book("measures", figures)
    switching = ((state.job_weeks == 0) & (state.job >= 0)).astype(np.float64)
    lost = 1.0 - SWITCH_LOSS * switching * value_factor(state, "switching") * tool_factor(state, TOOL_SWITCHING)
    book("switching", lost)
    double = 1.0 - double_work(world) * value_factor(state, "double") * tool_factor(state, TOOL_SAVING)
    book("double", double)
    apart = 1.0 - 0.5 * min(1.0, world.layers / 5.0) * (1.0 - bound_team(state))
    book("apart", apart)
    late = making * contracted(state)[product]
    overtime = late * (team_mean(state, state.trust) > OVERTIME_TRUST)
    book("overtime", 1.0 + OVERTIME * overtime)
    begun = np.bincount(product, weights=worth / value[product], minlength=goods).astype(np.float64)
    book("parts", assemble(state, begun)[product])
    entries["built in"] = -total(state.used * value)
    output = worth / value[product]
    bad = total(worth * state.faulty)
    made = np.bincount(product, weights=output, minlength=goods).astype(np.float64)
    capacity = people * state.method * equipment * spirit * reports * hands * burning * hindered * figures * double
    capacity = capacity * apart
    capacity = capacity * (1.0 + OVERTIME * overtime)
    state.method = state.method + METHOD_STEP * improving * lost * (BEST_METHOD - state.method)
    state.job_weeks = state.job_weeks + 1
    return Work(
        output, made, switching, late, capacity, entries, total(improving * people) / total(people), improving, bad
    )  # fmt: skip
