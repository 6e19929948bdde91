"""How teams decide and work: the mathematics of phases 3 and 4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from game.sim import luck
from game.sim.company import factors, quotas, vision
from game.sim.company.bottlenecks import slowed
from game.sim.company.chains import LAST_POST, added, assemble, hand_value, last_posts
from game.sim.company.crowd import TRUST_BINDS
from game.sim.company.dilemmas import TALK_SHARE, talking
from game.sim.company.factors import TOOL_SAVING
from game.sim.company.influence import handed_on
from game.sim.company.market import contracted, double_work
from game.sim.company.people import value_factor
from game.sim.company.seats import planned
from game.sim.company.trouble import (
    EQUIPMENT_RETURN,
    LEARNING,
    SERVICE,
    TOOL_SWITCHING,
    builders,
    drawn_by_figures,
    measures_factor,
    tool_factor,
    unburnt,
)
from game.sim.curves import Flags, Floats, Ints, clip, grouped, nonzero, of, some, topmost, total
from game.sim.ledger import MORALE_INDEX, OVERTIME_TRUST
from game.sim.state import State
from game.sim.values import BARK_TERMS, CARRY_ON, CHOOSE, IDLE, IMPROVE_RESERVE, TEMPERAMENTS, WAIT

TEMPER = 0.4
"""How far a temperament can tilt what a job is worth to a team."""
COIN_PULL = 0.18
"""How much of the price one coin adds for a team that believes in it."""
CHOICE_NOISE = 0.08
LEAST_ADDED = 0.1
"""Share of its price that a product seems to earn at least, however dear its inputs are."""
OVERTIME = 0.15
STALE_WEEKS = 13.0
"""Weeks at one job after which something else is as tempting as it gets."""
_TASTES = np.array([
    [getattr(temper, taste) for temper in TEMPERAMENTS] for taste in ("mastery", "safety", "novelty", "service")
])  # fmt: skip


@dataclass(frozen=True)
class Offer:
    """What each job is worth to each team, as factors that multiply [G + 1, N] (the last row is *improve*); a single
    column or row stands for all."""

    price: Floats
    tag: Floats
    skill: Floats
    mastery: Floats
    safety: Floats
    novelty: Floats
    service: Floats
    switching: Floats
    vision: Floats

    def settled(self) -> Floats:
        """Worth of each job without the doubt about changing."""
        temper = self.mastery + self.safety
        temper += self.novelty
        temper += self.service
        temper *= TEMPER
        temper += 1.0
        worth = self.price * self.tag * self.skill
        worth *= self.vision
        worth *= temper
        return worth

    def worth(self) -> Floats:
        """Worth of each job as the team weighs it now."""
        worth = self.settled()
        worth *= self.switching
        return worth


def offers(state: State, teams: Ints | None = None) -> Offer:
    """What every job offers every team this week, or only some `teams` [N] of them, as columns in their order."""
    teams = np.arange(state.head.shape[0]) if teams is None else teams
    world, goods = state.world, state.products
    table = (goods + 1, teams.shape[0])
    job = state.job[teams]
    busy = nonzero(job != IDLE)
    current = job[busy], busy
    pull = drawn_by_figures(state, state.department[teams])
    earned = np.maximum(added(world, state.price), LEAST_ADDED * state.price) * state.sufficiency
    making = 1.0 + (earned / hand_value(world) - 1.0)[:, None] * of(value_factor(state, "price_pull"), teams)
    improving = IMPROVE_RESERVE * (1.0 + 0.3 * pull[LEARNING])
    price = np.empty((goods + 1, *np.broadcast_shapes(making.shape[1:], improving.shape)))
    price[:goods], price[goods] = making, improving
    skill = np.ones(table)
    skill[:goods] = state.skill.take(teams, axis=0).T
    mastery, safety, novelty, serving = _TASTES.take(state.temperament[teams], axis=1)
    stays, changes = np.zeros(table), np.empty(table)
    stays[current] = safety[busy]
    changes[:] = novelty * np.minimum(state.job_weeks[teams] / STALE_WEEKS, 1.0)
    changes[current] *= -1.0
    owed = np.zeros((goods + 1, 1))
    owed[:goods, 0] = clip(state.backlog / np.maximum(state.demand, 1e-6), 0.0, 1.0)
    service = serving + 0.8 * pull[SERVICE] + vision.owed_lean(state, teams)
    doubt = np.full(table, factors.boldness(state.net))
    alone = last_posts(state)
    if alone is not None:
        doubt[:, alone[teams]] *= LAST_POST
    doubt[current] = 1.0
    doubt[:, job == IDLE] = 1.0
    return Offer(
        price, _tags(state, teams), skill, mastery * clip(skill - 1.0, -1.0, 1.0), stays, changes, service * owed,
        doubt, vision.lean(state, teams),
    )  # fmt: skip


def _tags(state: State, teams: Ints) -> Floats:
    """What tags make of the worth of each job to some `teams`, a factor [G + 1, N]; [1, 1] where none hangs."""
    hanging = state.tags[(state.tags[:, 0] >= 0) & (state.tags[:, 2] > 0)]
    if hanging.shape[0] == 0:
        return np.ones((1, 1))
    tag = np.ones((state.products + 1, teams.shape[0]))
    response = (0.6 + 0.8 * state.team_bound[teams]) * COIN_PULL
    careful = of(value_factor(state, "tag_pull"), teams)
    for product, coins, _ in hanging:
        tag[product] += response * int(coins) * (careful if coins > 2 else 1.0)
    return tag


@dataclass(frozen=True)
class Choice:
    """Which `teams` [N] reconsidered what they do, what they were offered, and the best and second job [N] to them."""

    teams: Ints
    offer: Offer
    best: Ints
    second: Ints


def decide(state: State) -> Choice | None:
    """Phase 3: ordered teams do as told; the others follow the default, and those that may choose reconsider.

    Returns what was chosen, None where nobody may.
    """
    choice = None
    own = state.chosen[:, 1] > 0
    if own.any():
        _hold(state, own)
    ordered = state.order_weeks > 0
    held = _meet_quotas(state, ~(ordered | own))
    state.swayed[ordered] = 0.0
    if state.default == WAIT:
        asleep = ~(ordered | own | held)
        state.job_weeks = np.where(asleep & (state.job != IDLE), 0, state.job_weeks)
        state.job = np.where(asleep, IDLE, state.job)
    elif state.default == CARRY_ON:
        state.job = np.where((state.job == IDLE) & ~own, state.last_job, state.job)
    else:
        choice = _choose(state, ~(ordered | own | held))
    _compare(state, ordered | held if state.default == CHOOSE else ~own, held)
    state.last_job = np.where(state.job == IDLE, state.last_job, state.job)
    return choice


def say_why(state: State, choice: Choice | None) -> None:
    """Notes what spoke for each choice: what the teams say of it, and what swayed them."""
    if choice is None:
        return
    terms = _terms(choice.offer, choice.best, choice.second)
    state.bark[choice.teams] = _bark(terms, choice.best, choice.second)
    state.swayed[choice.teams] = vision.swayed(terms)


def _compare(state: State, told: Flags, held: Flags) -> None:
    """How far what teams were told, or left at, lies beside what they would have chosen; a quota is felt in part."""
    state.wrong = np.zeros(told.shape[0])
    teams = nonzero(told & (state.job != IDLE))
    if teams.shape[0]:
        felt = np.where(held[teams], quotas.FELT, 1.0)
        state.wrong[teams] = felt * _wrongness(offers(state, teams).settled(), state.job[teams])


def _meet_quotas(state: State, free: Flags) -> Flags:
    """Teams [T] that make what a quota asks for this week; it hurts them by a part of what an order would."""
    if not (quotas.running(state).shape[0] or (state.quota_of >= 0).any()):
        return np.zeros_like(free)
    settled = offers(state).settled()
    quotas.share_out(state, free, settled)
    held = state.quota_of >= 0
    job = np.where(held, state.quotas[state.quota_of, 0], state.job)
    state.job_weeks = np.where(held & (state.job != job), 0, state.job_weeks)
    state.job = job
    state.swayed[held] = np.array([0.0, 0.0, 0.5])
    return held


def _hold(state: State, own: Flags) -> None:
    """Teams that a person plays do what that person chose; an order against it is thrown away."""
    job = state.chosen[:, 0]
    state.order_weeks = np.where(own, 0, state.order_weeks)
    state.job_weeks = np.where(own & (state.job != job), 0, state.job_weeks)
    state.job = np.where(own, job, state.job)
    state.swayed[own] = 0.0


def _wrongness(settled: Floats, job: Ints) -> Floats:
    best = settled.max(axis=0)
    mine = settled[np.maximum(job, 0), np.arange(job.shape[0])]
    return clip(((best - mine) / best - 0.25) / 0.75, 0.0, 1.0)


def _choose(state: State, free: Flags) -> Choice:
    teams, jobs = state.job.shape[0], state.products + 1
    draw = luck.uniform(state.seed, state.week, luck.CHOOSE, teams)
    ready = factors.readiness(state.initiative) * value_factor(state, "tries")
    active = nonzero(free & ((draw < ready) | (state.job == IDLE)))
    offer = offers(state, active)
    noise = luck.even_rows(state.seed, state.week, luck.NOISE, (teams, jobs), active)
    noise *= CHOICE_NOISE
    noise += 1.0
    judged = offer.worth()
    judged *= noise.T
    best = topmost(judged)
    judged[best, np.arange(active.shape[0])] = -1.0
    second = topmost(judged)
    changed = best != state.job[active]
    state.job_weeks[active[changed]] = 0
    state.job[active] = best
    return Choice(active, offer, best, second)


def _terms(offer: Offer, best: Ints, second: Ints) -> Floats:
    """How much more the best job offers than the second [BARK_TERMS, N], as a factor for each term."""
    columns = np.arange(best.shape[0])
    taken, left = best * best.shape[0] + columns, second * best.shape[0] + columns

    def cells(table: Floats) -> tuple[Floats, Floats]:
        """What a factor is at the best job of each team, and at the second."""
        if table.shape[1] == 1:
            return of(table[:, 0], best), of(table[:, 0], second)
        return table.ravel().take(taken), table.ravel().take(left)

    def ratio(table: Floats) -> Floats:
        at_best, at_second = cells(table)
        return at_best / at_second

    tempers = [cells(part) for part in (offer.mastery, offer.safety, offer.novelty, offer.service)]
    mastery, safety, novelty, service = (at_second for _, at_second in tempers)
    base = 1.0 + TEMPER * (mastery + safety + novelty + service)
    tilts = [1.0 + TEMPER * (at_best - at_second) / base for at_best, at_second in tempers]
    terms = np.empty((len(BARK_TERMS), best.shape[0]))
    first, last = (offer.price, offer.tag, offer.skill), (offer.switching, offer.vision)
    for row, part in zip(terms, (*map(ratio, first), *tilts, *map(ratio, last)), strict=True):
        row[:] = part
    return terms


def _bark(terms: Floats, best: Ints, second: Ints) -> Ints:
    """The term [N, 4] that spoke most for the best job against the second: (term, best, second, percent more)."""
    term = topmost(terms)
    percent = np.rint((terms[term, np.arange(best.shape[0])] - 1.0) * 100.0).astype(np.int64)
    return np.stack((term, best, second, percent), axis=1)


@dataclass(frozen=True)
class Work:
    """What one week's work came to: output [T] pieces, made [G], switching [T] 0/1, capacity [T] pieces of a mean
    product without switching and waiting, entries of the score account in currency, improving 0…1 of the people.
    overtime [T] 0/1, or a 0 for all [1] where no contract runs. apart, pulled [T]: factors of what hand-offs leave and
    of what the vision adds."""

    output: Floats
    made: Floats
    switching: Floats
    overtime: Floats
    capacity: Floats
    entries: dict[str, float]
    improving: float
    improvers: Floats
    bad: float
    apart: Floats
    pulled: Floats


_Factor = TypeVar("_Factor", Floats, float)


class _Account:
    """What the week's work is worth to each team [T], factor by factor, and what each factor did to it by name."""

    def __init__(self, worth: Floats) -> None:
        self.worth, self.entries = worth, dict[str, float]()

    def book(self, name: str, factor: _Factor) -> _Factor:
        """Multiplies by a factor, books what it changed under its name, and hands it back."""
        self.entries[name] = 0.0
        if np.not_equal(factor, 1.0).any():
            before, self.worth = self.worth, self.worth * factor
            self.entries[name] = total(np.subtract(self.worth, before, out=before))
        return factor


def work(state: State) -> Work:
    """Phase 4: people × skill × morale × …, one factor after the other, each booked under its name."""
    world, goods = state.world, state.products
    people = state.head.astype(np.float64)
    hands = np.maximum(people - state.learning, 0.0)
    value = np.array([product.value for product in world.products])
    making = ((state.job >= 0) & (state.job < goods)) * state.quota_part
    improving = (state.job == goods) + 1.0 - state.quota_part
    product = np.where(making > 0, state.job, 0)
    worth = hand_value(world)
    account = _Account(hands * worth)
    entries, book = account.entries, account.book
    entries["capacity"] = planned(world, state.week) * worth
    entries["empty"] = (state.people - planned(world, state.week)) * worth
    entries["learning"] = total(hands - people) * worth

    book("growth", state.method)
    equipment = book("equipment", factors.equipped(state.equipment))
    spared = 1.0 - value_factor(state, "running")
    charge = total(people * (state.equipment - 1.0)) - total(people * spared * state.equipment)
    entries["equipment"] -= EQUIPMENT_RETURN * charge * worth
    entries["improving"] = -total(account.worth * improving)
    entries["waiting"] = -total(account.worth * (1.0 - making - improving))
    account.worth = account.worth * making
    skill = state.skill.ravel().take(goods * np.arange(product.shape[0]) + product)
    worthy = value.take(product)
    book("craft", skill * worthy / worth)
    spirit = book("spirit", factors.spirit(state.team_morale) * (1.0 + value_factor(state, "output")))
    reports = book("reports", 1.0 - factors.writing(state.reporting))
    spare = book("tools", (1.0 - builders(state)) * (1.0 - factors.slack(state.net)))
    talks = book("talks", 1.0 - TALK_SHARE * talking(state))
    burning = book("fires", unburnt(state))
    hindered = book("stuck", slowed(state))
    figures = book("measures", of(measures_factor(quotas.figures(state)), state.department))
    switching = ((state.job_weeks == 0) & (state.job >= 0)).astype(np.float64)
    undone = factors.SWITCH_LOSS * switching * value_factor(state, "switching") * tool_factor(state, TOOL_SWITCHING)
    lost = book("switching", 1.0 - undone)
    double = book("double", 1.0 - double_work(world) * value_factor(state, "double") * tool_factor(state, TOOL_SAVING))
    apart = book("apart", handed_on(state, state.team_bound))
    pulled = book("vision", 1.0 + vision.VISION_WORK * vision.pull(state))
    late = _late(state, making, product)
    overtime = late * (state.team_trust > OVERTIME_TRUST)
    book("overtime", 1.0 + OVERTIME * overtime)
    output, made = _assembled(state, account, product, worthy)
    entries["built in"] = -total(state.used * value)
    bad = total(account.worth * state.faulty) if some(state.faulty) else 0.0
    quotas.told(state, output)
    for factor in (state.method, equipment, spirit, reports, spare, talks, burning, figures, double, apart, hindered,
                   1.0 + OVERTIME * overtime, pulled):  # fmt: skip
        hands *= factor  # in the end, the capacity
    state.method = factors.improved(state.method, improving * lost + vision.inventive(state))
    state.job_weeks = state.job_weeks + 1
    return Work(
        output, made, switching, late, hands, entries, total(improving * people) / max(total(people), 1.0),
        improving, bad, apart, pulled,
    )  # fmt: skip


def moved(state: State, done: Work) -> Floats:
    """People at work this week by what moved them [MOVERS]; to be asked before the week goes on."""
    return vision.moved_by(state, _valued(state, done.apart), _raised(state, "star", done.pulled))


def _assembled(state: State, account: _Account, product: Ints, worthy: Floats) -> tuple[Floats, Floats]:
    """Pieces that each team makes [T], by the inputs at hand for its `product`, and pieces of each product [G].

    worthy [T]: the value of a piece.
    """
    output = account.worth / worthy
    made = grouped(output, product, state.products)
    if some(account.book("parts", assemble(state, made).take(product)) - 1.0):
        output = account.worth / worthy
        made = grouped(output, product, state.products)
    return output, made


def _late(state: State, making: Floats, product: Ints) -> Floats:
    """How far each team [T] makes a `product` that a contract asks for; a 0 for all [1] where none runs."""
    promised = contracted(state)
    return making * promised.take(product) if some(promised) else np.zeros(1)


def _valued(state: State, apart: Floats) -> Floats:
    """Share of each team's output [T] that it owes to values: what binds beyond trust, and what they do to work."""
    if not bool(np.any(state.declared >= 0)):
        return np.zeros(1)
    alone = TRUST_BINDS * state.team_trust
    without = handed_on(state, alone)
    twice = double_work(state.world) * tool_factor(state, TOOL_SAVING)
    saved = (1.0 - twice * value_factor(state, "double")) / (1.0 - twice)
    return _raised(state, "values", apart / without * saved * (1.0 + value_factor(state, "output")))


def _raised(state: State, cause: str, gain: Floats) -> Floats:
    """Share of each team's output [T] owed to a factor `gain` on it and to a cause of its morale; a 0 for all [1] where
    there is neither."""
    spirited = state.causes[MORALE_INDEX[cause]]
    if not (some(spirited) or some(gain - 1.0)):
        return np.zeros(1)
    raised = factors.SPIRIT_GAIN * np.maximum(spirited, 0.0)
    lifted = raised / factors.spirit(state.team_morale)
    return clip(1.0 - (1.0 - lifted) / np.maximum(gain, 1e-9), 0.0, 1.0)

