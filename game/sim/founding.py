"""A world becomes the first State: who sits where, who is good at what, what people think, what will be asked for."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.sim import luck
from game.sim.causes import SCORE_CAUSES
from game.sim.company import bottlenecks, rumours
from game.sim.company.chains import gross, sequence
from game.sim.company.crowd import STANCES, close_accounts, sum_up
from game.sim.company.deeds import REMEMBERED_WEEKS
from game.sim.company.dilemmas import deal_dated
from game.sim.company.factors import ORDINARY_QUALITY
from game.sim.company.market import base_demand
from game.sim.company.quotas import NOBODY, quotas_of
from game.sim.company.seats import is_open
from game.sim.company.trouble import wanted_equipment
from game.sim.company.vision import measured_by, tell
from game.sim.curves import Floats, Ints, across, clip, grouped, total
from game.sim.desk.pictures import photograph
from game.sim.ledger import MORALE_CAUSES, MORALE_INDEX, MORALE_PULL, MORALE_START
from game.sim.state import YEAR, State
from game.sim.values import DEFAULTS, IDLE, KPIS, LEAVING, MOVERS, REASONS, SLOTS, WAIT
from game.sim.world import DIFFICULTIES, QUARTER_WEEKS, World

START_INITIATIVE = 0.35
START_SERVED = 0.7
START_BELIEF = 0.5
"""Belief in an aim that was told before the level, of people who trust you fully."""


def found(world: World, seed: int | None = None, difficulty: str = "normal") -> State:
    """The company in week 0 on the luck of `seed` (the level's own if None)."""
    seed = world.seed if seed is None else seed
    sequence(world)  # goods that need each other in a circle stop here
    people = _people(world, seed)
    state = State(
        world=world, seed=seed, week=0, swing=DIFFICULTIES[difficulty], **people, **_teams(world, seed, people),
        **_markets(world, seed, DIFFICULTIES[difficulty]), **_desk(world), **_beliefs(world),
    )  # fmt: skip
    sum_up(state)
    close_accounts(state)
    if world.aim is not None:
        state.aim_start = measured_by(state, world.aim.direction)
        if world.aim.told:
            tell(state, world.aim.direction, world.aim.height)
            state.belief = START_BELIEF * state.team_trust
    state.week = -1
    nothing = np.zeros(state.products)
    idle, unmoved = np.zeros(world.teams), np.zeros(len(MOVERS))
    state.pictures = (photograph(state, idle, nothing, nothing, idle, START_SERVED, unmoved),)
    state.week = 0
    deal_dated(state)
    return state


def _people(world: World, seed: int) -> dict[str, Any]:
    """Who sits where, what each of them holds of the values, the work and the leader."""
    people, teams = world.seats, world.teams
    seats = np.arange(people, dtype=np.int64)
    team_of = seats * teams // people
    here = is_open(world, 0, seats) & (seats < world.plan_seats)
    trust = clip(0.5 + 0.08 * luck.bell(seed, 0, luck.FOUNDING, people, part=1), 0.05, 0.95) * here
    weight = here / (0.15 + luck.uniform(seed, 0, luck.FOUNDING, people, part=2))
    came = (luck.uniform(seed, 0, luck.FOUNDING, people, part=9) * len(REASONS)).astype(np.int64)
    declared = np.full(SLOTS, -1, dtype=np.int64)
    for slot, name in enumerate(world.policy.declared):
        declared[slot] = world.value_names.index(name)
    agreement = _agreement(world, seed, team_of) * here
    commitment = np.zeros((SLOTS, people))
    for slot in range(SLOTS):
        if declared[slot] >= 0:
            commitment[slot] = trust * agreement[declared[slot]]
    at_rest = MORALE_START + MORALE_PULL["freedom"] * (START_INITIATIVE - 0.5) + MORALE_PULL["served"] * START_SERVED
    return {
        "team_of": team_of, "agreement": agreement, "commitment": commitment, "trust": trust,
        "morale": (at_rest + MORALE_PULL["trust"] * trust) * here, "torn": np.zeros(people),
        "influence": weight * (total(here) / total(weight)),
        "head": np.bincount(team_of[here], minlength=teams).astype(np.int64), "declared": declared,
        "reason": np.where(here, np.minimum(came, len(REASONS) - 1), -1).astype(np.int8),
        "leaning": np.full(people, -1, dtype=np.int8), "doubt": np.zeros(people), "pledge": np.zeros(people),
    }  # fmt: skip


def _teams(world: World, seed: int, people: dict[str, Any]) -> dict[str, Any]:
    """What each team is, does and is good at, and how much of that the desk knows."""
    teams, goods = world.teams, len(world.products)
    default = DEFAULTS.index(world.policy.default)
    held = _last_letters(world, seed)
    job = np.where((held > 0) | (default != WAIT), _first_jobs(world, seed), IDLE)
    ordered = np.stack((job, np.zeros_like(held), held), axis=1)
    initiative = np.full(teams, START_INITIATIVE)
    causes = np.zeros((len(MORALE_CAUSES), teams))
    trusted = grouped(people["trust"], people["team_of"], teams)
    causes[MORALE_INDEX["freedom"]] = MORALE_PULL["freedom"] * (initiative - 0.5)
    causes[MORALE_INDEX["trust"]] = MORALE_PULL["trust"] * trusted / np.maximum(people["head"], 1)
    causes[MORALE_INDEX["served"]] = MORALE_PULL["served"] * START_SERVED
    skill = _skills(world, seed)
    table = world.room and world.layers == 0  # a handful at one table: everybody knows who is good at what
    return {
        "department": np.arange(teams, dtype=np.int64) // world.teams_per_department,
        "temperament": _temperaments(world, seed), "job": job, "last_job": job.copy(), "order_weeks": held,
        "chosen": np.zeros((teams, 2), dtype=np.int64), "quota_of": np.full(teams, NOBODY, dtype=np.int64),
        "quota_part": np.ones(teams),
        "job_weeks": np.where(job == IDLE, 0, 1).astype(np.int64),
        "initiative": initiative, "purse_cents": np.zeros(teams, dtype=np.int64), "method": np.ones(teams),
        "equipment": np.full(teams, wanted_equipment(world.policy.rate)), "quality": np.full(teams, ORDINARY_QUALITY),
        "fire": np.zeros(teams, dtype=np.int64), "faulty": np.zeros(teams), "skill": skill, "causes": causes,
        "wrong": np.zeros(teams), "bark": np.full((teams, 4), -1, dtype=np.int64),
        "visited": np.full(teams, -1, dtype=np.int64), "team_morale": np.zeros(teams), "team_trust": np.zeros(teams),
        "team_bound": np.zeros(teams), "team_torn": np.zeros(teams), "team_agrees": np.zeros(teams),
        "team_stance": np.zeros((len(STANCES), teams), dtype=int), "team_agreement": np.zeros((SLOTS, teams)),
        "team_commitment": np.zeros((SLOTS, teams)), "ordered": np.where(held[:, None] > 0, ordered, -2),
        "known_skill": skill.copy() if table else np.zeros((teams, goods)),
        "known_week": np.full((teams, goods), 0 if table else -1, dtype=np.int64),
        "bottlenecks": bottlenecks.planned(world, seed), "stuck": np.zeros(teams, dtype=np.int64),
        "learning": np.zeros(teams), "missed": np.zeros(teams),
        "known_voice": np.full((teams, 4), -1, dtype=np.int64),
    }  # fmt: skip


def _markets(world: World, seed: int, swing: float) -> dict[str, Any]:
    """What lies on the shelves, nobody who waits, prices at their values, and the contracts that luck has in store."""
    goods = len(world.products)
    return {
        "stock": np.array([product.stock for product in world.products]), "backlog": np.zeros(goods),
        "price": np.array([product.value for product in world.products]), "market": np.ones(goods),
        "reputation": np.full(goods, 0.85), "wave": np.zeros(goods), "demand": base_demand(world),
        "delivered": np.zeros(goods), "asked": np.zeros(goods), "used": np.zeros(goods), "sufficed": np.ones(goods),
        "sufficiency": np.ones(goods),
        "ripening": np.zeros((max(product.lead_weeks for product in world.products), goods)),
        "contracts": _contracts(world, seed, swing), **_rumours(world, seed), "owed": np.zeros(goods, dtype=np.int64),
        "score": np.zeros(len(SCORE_CAUSES)), "reference": 0.0,
    }  # fmt: skip


def _rumours(world: World, seed: int) -> dict[str, Any]:
    drawn = rumours.drawn(world, seed)
    return {"rumours": drawn, "rumour_trade": np.zeros((drawn.shape[0], 2))}


def _desk(world: World) -> dict[str, Any]:
    """What stands by policy, and the payroll."""
    return {
        "cash_cents": world.cash_cents, "default": DEFAULTS.index(world.policy.default),
        "reporting": world.policy.reporting, "rate": world.policy.rate, "tools": world.policy.tools, "building": 0,
        "net": world.policy.net, "kpis": np.tile(_figures(world), (world.departments, 1)),
        "quotas": quotas_of(world.departments), "quota_met": np.ones(world.departments + 1),
        "tags": np.tile(np.array([-1, 0, 0], dtype=np.int64), (SLOTS, 1)), "letters": (), "discs": (), "cards": (),
        "pictures": (), "advert": tuple(REASONS).index(world.policy.advert), "advert_week": -QUARTER_WEEKS,
        "left": np.zeros((YEAR, len(LEAVING)), dtype=np.int64),
        "joined": np.zeros((YEAR, len(REASONS)), dtype=np.int64),
        "left_ever": np.zeros(len(LEAVING), dtype=np.int64), "joined_ever": np.zeros(len(REASONS), dtype=np.int64),
        "lit": np.full((world.departments, 2), -1, dtype=np.int64),
        "lead": np.full(world.departments, -1, dtype=np.int64), "unpolled": np.ones(world.departments, dtype=np.bool_),
    }  # fmt: skip


def _beliefs(world: World) -> dict[str, Any]:
    """The banners as they hang, what was lived of them, and no vision yet."""
    up = np.array([slot < len(world.policy.declared) for slot in range(SLOTS)])
    return {
        "visibility": np.where(up, 0.6, 0.0)[:, None] * np.ones((SLOTS, world.departments)),
        "rituals": np.full(SLOTS, -1, dtype=np.int64),
        "lived": np.zeros((SLOTS, REMEMBERED_WEEKS, 2), dtype=np.int64),
        "deeds": np.full((SLOTS, 2), -1, dtype=np.int64), "star_direction": -1, "star_height": 0, "star_week": -1,
        "star_start": 0.0, "aim_start": 0.0, "echo": 0.0, "belief": np.zeros(world.teams),
        "cynicism": np.zeros(world.teams), "swayed": np.zeros((world.teams, 3)), "chronicle": (),
    }  # fmt: skip


def _figures(world: World) -> Ints:
    """1 for each figure [5] that stands in every department from the start."""
    return np.array([int(name in world.policy.kpis) for name in KPIS], dtype=np.int64)


def _last_letters(world: World, seed: int) -> Ints:
    """Weeks that each team's old order still holds [T]: from one to twice the mean, so that they run out in turn."""
    if world.policy.last_letters == 0:
        return np.zeros(world.teams, dtype=np.int64)
    draw = luck.uniform(seed, 0, luck.FOUNDING, world.teams, part=8)
    held = 1 + (draw * (2 * world.policy.last_letters - 1)).astype(np.int64)
    return np.where(np.isin(np.arange(world.teams) // world.teams_per_department, world.outer), 2 * held, held)


def _first_jobs(world: World, seed: int) -> Ints:
    """Jobs as somebody once handed them out: in proportion to demand, whatever each team is good at."""
    pieces = gross(world, base_demand(world))
    edges = np.cumsum(pieces) / total(pieces)
    place = (np.arange(world.teams) + 0.5) / world.teams
    job = np.minimum(np.count_nonzero(place[:, None] > edges[None, :], axis=1), len(world.products) - 1)
    shuffle = np.argsort(luck.uniform(seed, 0, luck.FOUNDING, world.teams, part=3), kind="stable")
    return np.asarray(job[shuffle])


def _skills(world: World, seed: int) -> Floats:
    """Each team's skill per product [T, G]: one craft it is best at, the rest around it, mean 1 a team."""
    teams, goods = world.teams, len(world.products)
    order = np.argsort(luck.uniform(seed, 0, luck.FOUNDING, teams, part=4), kind="stable")
    craft = np.empty(teams, dtype=np.int64)
    craft[order] = np.arange(teams) % goods
    spread = luck.bell(seed, 0, luck.FOUNDING, teams * goods, part=5).reshape(teams, goods)
    own = (craft[:, None] == np.arange(goods)[None, :]).astype(np.float64)
    skill = np.maximum(1.0 + world.specialisation * (0.22 * spread + 1.1 * own), 0.15)
    return level_skill(skill)


def level_skill(skill: Floats) -> Floats:
    """Scales skills [T, G] in place so that each team's mean is 1; returns them."""
    factor = skill.shape[1] / across(skill)
    for product in range(skill.shape[1]):
        skill[:, product] *= factor
    return skill


def _temperaments(world: World, seed: int) -> Ints:
    edges = np.cumsum(np.array(world.temperaments))
    place = (np.arange(world.teams) + 0.5) / world.teams * edges[-1]
    kind = np.minimum(np.count_nonzero(place[:, None] > edges[None, :], axis=1), edges.shape[0] - 1)
    shuffle = np.argsort(luck.uniform(seed, 0, luck.FOUNDING, world.teams, part=6), kind="stable")
    return np.asarray(kind[shuffle], dtype=np.int64)


def _agreement(world: World, seed: int, team_of: Ints) -> Floats:
    values = len(world.value_names)
    agreement = np.full((values, world.seats), 0.5)
    if values == 0:
        return agreement
    place = (team_of + 0.5) / world.teams
    edge = 0.0
    for culture in world.cultures:
        inside = (place >= edge) & (place < edge + culture.share)
        edge += culture.share
        agreement = np.where(inside[None, :], np.array(culture.agreement)[:, None], agreement)
    noise = luck.bell(seed, 0, luck.FOUNDING, values * world.seats, part=7).reshape(values, world.seats)
    return clip(agreement + 0.18 * noise, 0.0, 1.0)


def _contracts(world: World, seed: int, swing: float) -> Floats:
    """Written and drawn contracts as rows [K, 6] in order of their first week; see State.contracts."""
    rows = [(c.week, c.product, c.factor, c.weeks, c.notice) for c in world.contracts]
    goods = len(world.products)
    for quarter in range(-(-world.weeks // QUARTER_WEEKS) if world.contracts_per_quarter else 0):
        draw = luck.uniform(seed, quarter, luck.CONTRACT, 3 * world.contracts_per_quarter)
        for index in range(world.contracts_per_quarter):
            where, which, size = draw[3 * index : 3 * index + 3]
            first = QUARTER_WEEKS * quarter + int((index + where) * QUARTER_WEEKS / world.contracts_per_quarter)
            busy = {product for week, product, _, weeks, _ in rows if week - 6 <= first < week + weeks + 6}
            free = [g for g in range(goods) if g not in busy and not world.products[g].part]
            if first >= 7 and first + 6 <= world.weeks and free:
                rows.append((first, free[int(which * len(free))], 2.2 + 0.6 * size, 6, 10))
    rows = sorted(rows)
    table = np.zeros((len(rows), 6))
    guess = luck.bell(seed, 0, luck.CONTRACT, len(rows), part=1)
    for index, (week, product, factor, weeks, notice) in enumerate(rows):
        true = 1.0 + (factor - 1.0) * swing
        estimate = true * (1.0 + 0.1 * float(guess[index]))
        table[index] = (product, week, week + weeks, true, max(0, week - notice), estimate)
    return table
