"""How well a game went: the score V, the shares A and E of what perfect information allows, how people stand.

V: net value ÷ the value of the reference demand, the same for every leader; of a lost company over its whole plan.
A: net value ÷ the best that was possible with the capacity, skill and demand this run brought about, so at most 1.
E: net value ÷ the best the founding company could have done with the reference demand, so the same for every leader;
growth may pass it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import lru_cache

import numpy as np

from game.session import Session, level_name
from game.sim.company.chains import leads, needs
from game.sim.company.market import WASTE_WEIGHT, asked_until
from game.sim.company.teams import work
from game.sim.company.trouble import THRIFT, THRIFT_SPARES
from game.sim.curves import Floats, total
from game.sim.founding import found
from game.sim.ledger import SCORE_INDEX
from game.sim.values import VALUE_INDEX, VALUES
from game.sim.world import World
from game.yardsticks import planner
from game.yardsticks.planner import Plan, own_bound

_PLACES = 6
"""Decimals of what is printed: a solver's last digits differ from machine to machine."""


@dataclass(frozen=True)
class Standing:
    """One game in figures, in the order and under the names of `sim --json`.

    weeks: played. score, allocation, efficiency: V, A, E; V and E of a lost company over its whole plan. served:
    share of the demanded value that was delivered, under: the rest of it, over: what spoiled or lies on the shelf, as a
    share of demand; each over the weeks played. idle: share of all working time spent waiting for a letter. morale …
    initiative: means over the people at the end, 0…1. leavers: people who left over the game. cash_cents: left. stars:
    0…3. outcome: "finished", "bankrupt", "deserted" or "running". digest: of the company.
    open_levers: whether the leader had every lever from the first week, instead of the level's own. possible: the most
    that V could have been with the capacity, skill and demand of this game; it never lies below score, and above 1
    where customers came back for more than the reference demand.
    """

    level: str
    policy: str
    seed: int
    weeks: int
    people: int
    score: float
    allocation: float
    efficiency: float
    served: float
    over: float
    under: float
    idle: float
    morale: float
    agreement: float
    commitment: float
    trust: float
    initiative: float
    leavers: int
    cash_cents: int
    stars: int
    outcome: str
    digest: str
    open_levers: bool
    possible: float

    def row(self) -> dict[str, str | int | float]:
        """The figures by name, rounded for printing."""
        figures = asdict(self)
        return {key: round(x, _PLACES) if isinstance(x, float) else x for key, x in figures.items()}


def standing(session: Session, policy: str = "") -> Standing:
    """Sums a game up as it stands; solves both bounds (the founding one once for a level and seed)."""
    now, net, end = session.truth(), net_value(session), session.outcome()
    demand, delivered, spoiled = (_worth(session, name) for name in ("demand", "delivered", "spoiled"))
    best = own_plan(session).bound if session.ledgers else 0.0
    shelf = total(_values(session.world) * session.ledgers[-1].stock) if session.ledgers else 0.0
    stars = sum(1 for threshold in session.world.stars if session.score() >= threshold)
    return Standing(
        level=level_name(session.level), policy=policy, seed=session.seed, weeks=session.week,
        people=now.people, score=session.score(),
        allocation=_share(net, best),
        efficiency=_share(net, founding_bound(session)) if session.ledgers else 0.0,
        served=_share(delivered, demand), over=_share(spoiled + shelf, demand),
        under=_share(demand - delivered, demand), idle=_idle(session),
        morale=now.company_morale, agreement=now.company_agreement, commitment=now.company_commitment,
        trust=now.company_trust, initiative=now.company_initiative, leavers=int(total(now.left_ever)),
        cash_cents=now.cash_cents, stars=stars if end is None else end.stars,
        outcome="running" if end is None else end.kind, digest=session.digest(),
        open_levers=session.open_levers, possible=max(session.score(), best / max(session.planned, 1e-9)),
    )  # fmt: skip


def net_value(session: Session) -> float:
    """Value delivered less waste so far, in currency of product value."""
    value = np.array([product.value for product in session.world.products])
    worth = [total((ledger.delivered - WASTE_WEIGHT * ledger.spoiled) * value) for ledger in session.ledgers]
    return total(np.array(worth))


def own_plan(session: Session) -> Plan:
    """Yardstick A's denominator with its shadow prices; needs at least one played week, else ValueError.

    Where a value changed what spoils or how long customers wait, the plan may count on its full effect all
    along, so that it stays a bound.
    """
    stood = {session.world.value_names.index(name) for name in session.world.policy.declared}
    stood |= {action.target for actions in session.log for action in actions if action.lever == "declare"}
    spoil, patience = 1.0, 1.0
    for index in sorted(stood):
        value = VALUES[VALUE_INDEX[session.world.value_names[index]]]
        spoil += min(0.0, value.spoil - 1.0)
        patience += max(0.0, value.patience - 1.0)
    figures = [action.amount for actions in session.log for action in actions if action.lever.startswith("kpi")]
    if "thrift" in session.world.policy.kpis or (THRIFT, 1) in figures:
        spoil -= THRIFT_SPARES
    waiting = 1.0 - (1.0 - _patience(session.world)) / patience
    spoils = _spoils(session.world) * max(spoil, 0.1)
    return own_bound(
        session.ledgers, _values(session.world), spoils, waiting, WASTE_WEIGHT,
        needs=needs(session.world), leads=leads(session.world),
    )  # fmt: skip


def founding_bound(session: Session) -> float:
    """Yardstick E's denominator alone: once the game is over it is worked out once, and kept in the save."""
    if not session.over:
        return founding_plan(session).bound
    if session.bound is None:
        session.bound = founding_plan(session).bound
    return session.bound


def founding_plan(session: Session) -> Plan:
    """Yardstick E's denominator: the whole level's once the game is over, else of the weeks played."""
    weeks = session.world.weeks if session.over else session.week
    plain = replace(session.world, levers=(), unlocks=(), stars=(0.0, 0.0, 0.0))
    return _founding_plan(plain, session.seed, session.difficulty, max(1, weeks))


@lru_cache(maxsize=64)
def _founding_plan(world: World, seed: int, difficulty: str, weeks: int) -> Plan:
    state = found(world, seed, difficulty)
    capacity = work(state.copy()).capacity
    return planner.founding_bound(
        capacity, state.skill, asked_until(state, weeks), _values(world), _spoils(world), _patience(world),
        WASTE_WEIGHT, start_stock=state.stock, needs=needs(world), leads=leads(world),
    )  # fmt: skip


def _values(world: World) -> Floats:
    return np.array([product.value for product in world.products])


def _spoils(world: World) -> Floats:
    return np.array([product.spoils for product in world.products])


def _patience(world: World) -> Floats:
    return np.array([product.patience for product in world.products])


def _worth(session: Session, name: str) -> float:
    values = _values(session.world)
    return total(np.array([total(getattr(ledger, name) * values) for ledger in session.ledgers]))


def _idle(session: Session) -> float:
    waiting, able = SCORE_INDEX["waiting"], [SCORE_INDEX["capacity"], SCORE_INDEX["growth"]]
    lost = -total(np.array([ledger.score[waiting] for ledger in session.ledgers]))
    return _share(lost, total(np.array([total(ledger.score[able]) for ledger in session.ledgers])))


def _share(part: float, whole: float) -> float:
    return max(0.0, part / whole) if whole > 0.0 else 0.0
