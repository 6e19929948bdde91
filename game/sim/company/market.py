"""Demand, delivery, prices, spoilage and reputation: the mathematics of phases 1 and 5."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.sim import luck
from game.sim.company import rumours
from game.sim.company.chains import gross, ripen, sold, under_way
from game.sim.company.factors import ORDINARY_HOLD, ORDINARY_QUALITY, ORDINARY_RATE, handed_on
from game.sim.company.vision import charm
from game.sim.curves import Floats, clip, limited, total
from game.sim.state import State
from game.sim.world import Product, World

PRICE_SPEED = 0.08
"""How far one week's full excess demand moves a price."""
CHEAPEST, DEAREST = 0.15, 3.0
"""Prices, as shares of the value, that are never quite reached: the dearer a thing is, the fewer can pay still more."""
COVER_WEEKS = 0.5
"""Desired stock, in weeks of demand."""
COVER_RATE = 0.04
"""How much of the desired stock each percent of interest above or below the ordinary 8% takes away or adds."""
STOCK_PULL = 0.1
"""Weight of stock and backlog against the week's flow in excess demand; the flow must dominate, else teams herd."""
WASTE_WEIGHT = 0.5
"""What a spoiled piece costs, as a share of its value."""
CRAFT_GAIN = 0.5
"""How much more a company makes when most teams do what they are good at, per unit of specialisation."""
WAVE_MEMORY = 0.93
_WAVE_STEP = 0.3676
GOOD_SERVICE = 0.75
CARE = 0.03
"""Weekly growth of markets for each whole point of quality above the ordinary."""
DOUBLE_WORK = 0.22
DOUBLE_WORK_TEAMS = 20.0


def double_work(world: World) -> float:
    """Share of all work that is done twice because teams do not know of each other."""
    return DOUBLE_WORK * world.teams / (world.teams + DOUBLE_WORK_TEAMS)


def desired_cover(rate: int) -> float:
    """Stock that is aimed at, in weeks of demand, at an interest rate in percent a year."""
    return COVER_WEEKS * limited(1.0 - COVER_RATE * (rate - ORDINARY_RATE), 0.2, 1.8)


def excess(wanted: Floats, arrived: Floats, backlog: Floats, stock: Floats, rate: int) -> Floats:
    """How far more is wanted than there is [G], −1…1, in pieces a week and pieces; prices rise where it is above 0."""
    wanted = np.maximum(wanted, 1e-6)
    flow = (wanted - arrived) / wanted
    cover = (backlog + desired_cover(rate) * wanted - stock) / wanted
    return clip(flow + STOCK_PULL * cover, -1.0, 1.0)


def base_demand(world: World) -> Floats:
    """Pieces of each product [G] asked for in an average founding week: `load` times an ordinary week's output.

    A hand makes as many pieces of one good as of another. Where goods need other goods, part of the hands goes into
    them, so customers ask for so much less.
    """
    craft = 1.0 + CRAFT_GAIN * world.specialisation
    ordinary = world.people * 0.92 * craft * (1.0 - double_work(world)) * handed_on(world.layers, ORDINARY_HOLD)
    worth = world.load * ordinary * world.mean_value
    pieces = np.array([product.share * worth / product.value for product in world.products])
    return np.asarray(pieces * sold(world))


def _season(world: World, week: int) -> Floats:
    factors = [p.season[week % len(p.season)] if p.season else 1.0 for p in world.products]
    return np.array(factors)


def reference_demand(state: State) -> Floats:
    """Pieces asked for this week by markets of their founding size [G]; the same for every leader on this luck."""
    world, week = state.world, state.week
    factor = np.maximum(1.0 + state.wave * state.swing, 0.1) * (1.0 + world.growth * week / 52.0)
    untrue = rumours.untrue(state)
    for index, shift in enumerate(world.shifts):
        if index not in untrue and week >= shift.week and (shift.weeks == 0 or week < shift.week + shift.weeks):
            factor[shift.product] *= rumours.times(shift, state.swing)
    for product, first, end, size, _, _ in state.contracts:
        if first <= week < end:
            half = 0.5 if week in (int(first), int(end) - 1) else 1.0
            factor[int(product)] *= 1.0 + (float(size) - 1.0) * half
    return base_demand(world) * _season(world, week) * factor


def contracted(state: State) -> Floats:
    """1 for each product [G] that a contract asks for this week, else 0."""
    flags = np.zeros(state.products)
    for product, first, end, _, _, _ in state.contracts:
        if first <= state.week < end:
            flags[int(product)] = 1.0
    return flags


def ask(state: State) -> Floats:
    """Phase 1: moves the wave and sets this week's demand; returns the reference demand [G]."""
    step = luck.bell(state.seed, state.week, luck.DEMAND, state.products)
    state.wave = WAVE_MEMORY * state.wave + _WAVE_STEP * state.world.wave * step
    reference = reference_demand(state)
    state.demand = reference * state.market
    return reference


def asked_until(state: State, end: int) -> Floats:
    """Reference demand [W, G] of every week from the one about to begin to `end` − 1; the state is left as it is.

    No leader has a part in it, so it is known even for weeks that a company does not live to see.
    """
    ahead = state.copy()
    rows = np.zeros((max(0, end - state.week), state.products))
    for row in range(rows.shape[0]):
        ahead.week = state.week + row
        rows[row] = ask(ahead)
    return rows


@dataclass(frozen=True)
class Trade:
    """What one week's market did, pieces [G]; served 0…1 is the share of this week's wants that were met, by value.

    stocked, ripening: change of what lies on the shelf, and of what is made but not ready yet.
    """

    made: Floats
    arrived: Floats
    ripening: Floats
    delivered: Floats
    spoiled: Floats
    stocked: Floats
    served: float


def deliver(state: State, made: Floats, improving: float, spoil: float, patience: float) -> Trade:
    """Phase 5: serves demand and backlog, spoils and forgets, moves prices, reputation and markets.

    What teams used as inputs has left the shelf before customers come. made [G] pieces. improving: share of people at
    improvement work. spoil, patience: factors from values.
    """
    before, waiting = state.stock, under_way(state)
    arrived = ripen(state, made)
    ready = np.maximum(state.stock + arrived - state.used, 0.0)
    wanted = state.demand + state.backlog
    delivered = np.minimum(ready, wanted)
    left = ready - delivered
    rates = np.array([product.spoils for product in state.world.products])
    spoiled = left * rates * spoil
    state.stock = left - spoiled
    unserved = wanted - delivered
    staying = np.array([product.patience for product in state.world.products])
    state.backlog = unserved * (1.0 - (1.0 - staying) * patience)
    state.delivered = delivered
    _move_prices(state, arrived)
    service = delivered / np.maximum(wanted, 1e-9)
    state.reputation = state.reputation + 0.1 * (service - state.reputation)
    _move_markets(state, improving)
    value = np.array([product.value for product in state.world.products])
    weight = value * wanted
    served = float(np.cumsum(value * delivered)[-1] / max(float(np.cumsum(weight)[-1]), 1e-9))
    return Trade(made, arrived, under_way(state) - waiting, delivered, spoiled, state.stock - before, served)


def _move_prices(state: State, arrived: Floats) -> None:
    """Prices see what comes to the shelf, not what is under way: with lead times they can chase themselves.

    The cobweb of Ezekiel, "The Cobweb Theorem" (Quarterly Journal of Economics 52, 1938).
    """
    world = state.world
    wanted = state.demand + np.maximum(state.asked, passed_on(state))
    drawn = excess(wanted, arrived, state.backlog, state.stock, state.rate)
    value = np.array([product.value for product in world.products])
    low, high = CHEAPEST * value, dearest(world)
    room = np.where(drawn >= 0.0, (high - state.price) / (high - value), (state.price - low) / (value - low))
    step = 1.0 + PRICE_SPEED * np.abs(drawn) * clip(room, 0.0, 1.0)
    state.price = np.where(drawn >= 0.0, state.price * step, state.price / step)


def passed_on(state: State) -> Floats:
    """Pieces of each product [G] that would go into others if these were made as their customers want them."""
    wanted = np.maximum(state.demand + STOCK_PULL * (state.backlog - state.stock), 0.0)
    return gross(state.world, wanted) - wanted


def dearest(world: World) -> Floats:
    """The highest price of each product [G]: three times its value, or as much as whoever makes it up can pay.

    Read-only.
    """
    return _dearest(world.products)


@lru_cache(maxsize=256)
def _dearest(products: tuple[Product, ...]) -> Floats:
    price = DEAREST * np.array([product.value for product in products])
    for _ in products:  # as often as the longest chain can be long
        for place, product in enumerate(products):
            for part, pieces in product.needs:
                price[part] = max(float(price[part]), float(price[place]) / pieces)
    price.setflags(write=False)
    return price


def _mean_quality(state: State) -> float:
    """Quality of the company's work, weighed by people."""
    people = state.head.astype(np.float64)
    return total(state.quality * people) / max(total(people), 1.0)


def _move_markets(state: State, improving: float) -> None:
    if state.world.sated:
        return
    good = (state.reputation - GOOD_SERVICE) / (1.0 - GOOD_SERVICE)
    poor = (GOOD_SERVICE - state.reputation) / GOOD_SERVICE
    careful = CARE * (_mean_quality(state) - ORDINARY_QUALITY)
    growth = np.where(good >= 0.0, 0.02 * good, -0.02 * poor) + 0.02 * improving + careful + charm(state)
    state.market = clip(state.market * (1.0 + growth), 0.4, 3.0)
