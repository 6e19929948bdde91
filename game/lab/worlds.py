"""Companies of one family at every size, and how an experiment plays them without a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from types import ModuleType
from typing import Any

import numpy as np

from game import bots, levels
from game.sim.actions import Action
from game.sim.company.chains import leads, needs
from game.sim.company.crowd import close_accounts, sum_up
from game.sim.company.market import WASTE_WEIGHT, ask
from game.sim.curves import total
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.ledger import SCORE_INDEX, Ledger
from game.sim.levers import LEVERS
from game.sim.state import State
from game.sim.week import advance
from game.sim.world import StartPolicy, World
from game.yardsticks.planner import Plan, own_bound

WEEKS = 104
"""Length of an experiment unless it says otherwise."""
DEEP_POCKETS_CENTS = 10**13
"""Cash with which no company of the family runs dry: the laws are about work, not about the till."""
FRESH_SPOILS = 0.3
"""Share of a fresh product that is lost in a week on the shelf."""
FREE = StartPolicy("choose")
"""A company in which teams choose from the first week."""
ATTENTION = 1_000
"""Discs of a desk whose attention is not the limit."""

Leader = Callable[[Report], list[Action]]
EachWeek = Callable[[State], None]
Figures = dict[str, float]
"""What an experiment finds on one luck, by name."""


def whole_or_part(quick: bool) -> int:
    """Weeks of an experiment: three quarters of a year if it has to be quick."""
    return 39 if quick else WEEKS


@lru_cache(maxsize=64)
def _usual(people: int) -> World:
    text = f"format: 1\ntitle: One of a family\npeople: {people}\nweeks: {WEEKS}\n"
    world = levels.read_text(text, f"family-{people}").world
    return replace(world, levers=tuple(LEVERS), cash_cents=DEEP_POCKETS_CENTS)


def family(people: int, **changes: Any) -> World:
    """The company of so many people that the level reader makes of a headcount alone, for two years and every lever.

    people: 1 … 100,000. changes: fields of `World` that an experiment sets otherwise.
    """
    return replace(_usual(people), **changes)


def calm(people: int, **changes: Any) -> World:
    """The same company in a market without waves and contracts, and with nothing hidden in the way."""
    return family(people, **{"wave": 0.0, "contracts_per_quarter": 0, "bottlenecks_per_quarter": 0, **changes})


def fresh(people: int, **changes: Any) -> World:
    """The same company where demand swings and goods hardly keep: what is made in the wrong week is lost."""
    world = family(people, **{"wave": 0.6, "load": 0.95, **changes})
    return replace(world, products=tuple(replace(product, spoils=FRESH_SPOILS) for product in world.products))


@dataclass(frozen=True)
class Run:
    """A played company: its world, its last state and the ledger of each week."""

    world: World
    state: State
    ledgers: list[Ledger]

    def points(self, first: int = 0, end: int | None = None) -> float:
        """V of the weeks first … end − 1 in points: net value as a share of the reference demand's worth."""
        part = self.ledgers[first:end]
        return 100.0 * _sum([ledger.net_value() for ledger in part]) / _sum([ledger.reference for ledger in part])

    def plan(self, first: int = 0, end: int | None = None) -> Plan:
        """The best that was possible in those weeks on the run's own capacity, skill and demand."""
        value = np.array([product.value for product in self.world.products])
        spoils = np.array([product.spoils for product in self.world.products])
        patience = np.array([product.patience for product in self.world.products])
        return own_bound(
            self.ledgers[first:end], value, spoils, patience, WASTE_WEIGHT,
            needs=needs(self.world), leads=leads(self.world),
        )  # fmt: skip

    def allocation(self, first: int = 0, end: int | None = None) -> float:
        """A of the weeks first … end − 1 in points."""
        net = _sum([ledger.net_value() for ledger in self.ledgers[first:end]])
        return 100.0 * net / self.plan(first, end).bound

    def waiting(self) -> float:
        """Share of all working time spent waiting for a letter, in points."""
        able = [SCORE_INDEX["capacity"], SCORE_INDEX["growth"]]
        lost = -_sum([float(ledger.score[SCORE_INDEX["waiting"]]) for ledger in self.ledgers])
        return 100.0 * lost / _sum([total(ledger.score[able]) for ledger in self.ledgers])


def play(
    world: World, seed: int, leader: Leader | str | None = None, *,
    weeks: int | None = None, each_week: EachWeek | None = None, exact: bool = False,
) -> Run:  # fmt: skip
    """Plays a company of a world on the luck of a seed.

    leader: a policy or the name of a bot; None does nothing. each_week: may set public fields of the state before
    the week begins. exact: the leader gets the report without age and blur, with the demand of the week to come.
    Cash never ends it.
    """
    state = found(world, seed)
    lead = bots.leader(leader) if isinstance(leader, str) else leader
    ledgers = []
    for _ in range(world.weeks if weeks is None else weeks):
        if each_week is not None:
            each_week(state)
            sum_up(state)
            close_accounts(state)
        actions = [] if lead is None else lead(_foreseen(state) if exact else report(state))
        ledgers.append(advance(state, actions))
    return Run(world, state, ledgers)


def _foreseen(state: State) -> Report:
    """The truth about a company and about what its customers will ask for this week."""
    ahead = state.copy()
    ask(ahead)
    demand = ahead.demand
    demand.setflags(write=False)
    return replace(report(state, truth=True), demand=demand)


def sated(state: State) -> None:
    """Lets every market want as much as at its start: customers stay as many as they are."""
    state.market = np.ones_like(state.market)


@contextmanager
def replaced(module: ModuleType, **constants: object) -> Iterator[None]:
    """For as long as it lasts, constants of a module of the rules have other values: how a mechanism is cut."""
    before = {name: getattr(module, name) for name in constants}
    for name, value in constants.items():
        setattr(module, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)


def _sum(figures: list[float]) -> float:
    return total(np.array(figures))
