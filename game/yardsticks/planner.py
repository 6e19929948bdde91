"""What perfect information could have earned: a bound on the net value of a run, and its shadow prices.

A linear programme over all weeks at once. In week w a team makes pieces of any mix of products, or nothing;
stock and backlog carry over by the market's rules, except that a piece *may* be held back from a
waiting customer or thrown away unseen. Both only add freedom: no run on the same capacity, skill and demand
can beat it.

It is solved by Dantzig–Wolfe decomposition (Dantzig & Wolfe, 1960): a master programme over weeks × products
chooses among whole weeks of output; each round asks every team for its best product at the master's shadow
prices and offers the master that week of output too. Where a product needs others, a week of output takes its inputs
from the pieces of that week and gives its pieces to the week in which they are ready, and a team is asked for the
product whose price there exceeds that of its inputs most. Any prices at all prove a bound (Lagrange), so the bound
is certified by plain arithmetic and never rests on the solver's tolerances.

Nothing of this may enter State: a solver's floats differ from machine to machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context

import numpy as np

from game.sim.curves import Floats
from game.sim.ledger import Ledger
from game.yardsticks.master import Master
from game.yardsticks.sides import Chain, Course, Market, Teams

SMOOTHING = 0.5
"""Weight of the best prices so far, against the master's latest, in what teams are asked (Wentges, 1997)."""


@dataclass(frozen=True)
class Plan:
    """The best that was possible; G products, W weeks; all figures have nine significant digits.

    bound: no plan earns more net value than this, in currency of product value. value: what the plan below
    earns, at most the bound. gap: (bound − value) ÷ bound, 0…1. prices [W, G]: shadow price of one more piece
    made, currency. made [W, G]: pieces begun; without chains, those that are delivered or kept. delivered [W, G], and
    stock and backlog [W, G] after the week: pieces.
    """

    bound: float
    value: float
    gap: float
    prices: Floats
    made: Floats
    delivered: Floats
    stock: Floats
    backlog: Floats


def plan(
    capacity: Floats,
    skill: Floats | Sequence[Floats],
    demand: Floats,
    value: Floats,
    spoils: Floats | float,
    patience: Floats | float,
    waste_weight: float,
    *,
    start_stock: Floats | float = 0.0,
    start_backlog: Floats | float = 0.0,
    arriving: Floats | float = 0.0,
    needs: Floats | None = None,
    leads: Sequence[int] = (),
    gap: float = 0.001,
    max_rounds: int = 60,
) -> Plan:
    """Bound the net value that any leader could have earned, and find a plan that comes within `gap` of it.

    capacity [T] or [W, T]: pieces of a product of skill 1 that a team can make in a whole week, ≥ 0.
    skill [T, G], [W, T, G] or W arrays [T, G]: factor on them, ≥ 0. demand [W, G]: new pieces wanted, ≥ 0.
    value [G]: currency of a delivered piece. spoils, patience: shares of unsold stock lost a week and of
    the unserved who wait until the next, 0…1 (one, [G] or [W, G]). waste_weight: share of its value that a
    spoiled piece costs, ≥ 0. start_stock, start_backlog: pieces before the first week (one or [G]). arriving [W, G]:
    pieces made before the first week that get ready later. needs [G, G]: pieces of each product that go into one of
    each (row: what is made), without circles. leads [G]: weeks until a piece is ready; neither if left out.
    Ends at `gap` or after `max_rounds`; the bound holds either way. Raises ValueError where shapes disagree.
    """
    market = Market.of(demand, value, spoils, patience, waste_weight, start_stock, start_backlog, arriving)
    teams = Teams(capacity, skill, *market.demand.shape)
    chain = Chain.of(market, needs, leads)
    master = Master(market, chain)
    every_week = np.arange(market.demand.shape[0], dtype=np.int64)
    for product in range(market.value.shape[0]):
        master.offer(every_week, teams.only(product))
    prices = market.settled(np.broadcast_to(market.value, market.demand.shape), chain.highest)
    output, worth = teams.best(chain.earned(prices))
    master.offer(every_week, output)
    bound = market.worth(prices) + float(worth.sum())
    best = Course.idle(market)
    earned = market.earned(best)
    for _ in range(max_rounds):
        if not master.solve():
            break
        if (found := market.earned(master.course)) > earned:
            best, earned = master.course, found
        if bound - earned <= gap * bound:
            break
        news = False
        for lean in (SMOOTHING, 0.0):
            tried = market.settled(lean * prices + (1.0 - lean) * master.prices, chain.highest)
            output, worth = teams.best(chain.earned(tried))
            if (proved := market.worth(tried) + float(worth.sum())) < bound:
                bound, prices = proved, tried
            if news := master.offer_better(output):
                break
        if not news:
            break
    return _report(market, best, bound, prices)


def own_bound(
    ledgers: Sequence[Ledger],
    value: Floats,
    spoils: Floats | float,
    patience: Floats | float,
    waste_weight: float,
    *,
    needs: Floats | None = None,
    leads: Sequence[int] = (),
    gap: float = 0.001,
) -> Plan:
    """Yardstick A's denominator: the best plan on the capacity, skill and demand that a run brought about.

    ledgers: consecutive weeks of one run, at least one, from any week on. What stood before the first, and
    how much spoiled or gave up each week, is read off them; `spoils` and `patience` (one or [G]) hold where
    nothing was left or nobody waited. Other arguments as for `plan`. Raises ValueError without ledgers.
    """
    if not ledgers:
        raise ValueError("a run needs at least one week")
    demand, delivered, stock, spoiled, backlog, arrived = (
        np.stack([getattr(ledger, name) for ledger in ledgers])
        for name in ("demand", "delivered", "stock", "spoiled", "backlog", "arrived")
    )
    begun_before = np.arange(demand.shape[0])[:, None] < np.array(leads or (0,) * demand.shape[1])
    likely = np.broadcast_to(np.asarray(patience, dtype=np.float64), demand.shape)
    waited = np.zeros(demand.shape)
    waited[0] = np.maximum(delivered[0] + _share(backlog[0], likely[0], np.zeros(1)) - demand[0], 0.0)
    waited[1:] = backlog[:-1]
    return plan(
        np.stack([ledger.capacity for ledger in ledgers]), [ledger.skill for ledger in ledgers],
        demand, value, _share(spoiled, stock + spoiled, np.asarray(spoils, dtype=np.float64)),
        np.minimum(_share(backlog, demand + waited - delivered, likely), 1.0), waste_weight,
        start_stock=np.maximum(stock[0] + spoiled[0] + delivered[0] + ledgers[0].used - arrived[0], 0.0),
        start_backlog=waited[0], arriving=np.where(begun_before, arrived, 0.0), needs=needs, leads=leads, gap=gap,
    )  # fmt: skip


def founding_bound(
    capacity: Floats,
    skill: Floats,
    reference_demand: Floats,
    value: Floats,
    spoils: Floats | float,
    patience: Floats | float,
    waste_weight: float,
    *,
    start_stock: Floats | float = 0.0,
    needs: Floats | None = None,
    leads: Sequence[int] = (),
    gap: float = 0.001,
) -> Plan:
    """Yardstick E's denominator: the best plan of the founding company, unchanged, on the exogenous demand.

    capacity [T], skill [T, G]: of the company as founded. reference_demand [W, G]: pieces
    in each week, the same for every leader. A run that grows may earn more. Other arguments as for `plan`.
    """
    return plan(
        capacity, skill, reference_demand, value, spoils, patience, waste_weight, start_stock=start_stock,
        needs=needs, leads=leads, gap=gap,
    )  # fmt: skip


def _share(part: Floats, whole: Floats, otherwise: Floats) -> Floats:
    """part ÷ whole, or `otherwise` where the whole is next to nothing."""
    there = whole > 1e-9
    return np.where(there, part / np.where(there, whole, 1.0), otherwise)


def _report(market: Market, course: Course, bound: float, prices: Floats) -> Plan:
    delivered, stock, backlog, earned = market.run(course)
    # Rounding must never lift the plan above its bound; a hair is allowed for, so that 1000 prints as 1000.
    up, down = Context(prec=9, rounding=ROUND_CEILING), Context(prec=9, rounding=ROUND_FLOOR)
    highest = float(up.create_decimal_from_float(bound * (1.0 - 1e-12)))
    value = min(highest, float(down.create_decimal_from_float(earned + 1e-12 * abs(earned))))
    return Plan(
        highest, value, float(f"{(highest - value) / highest:.9g}") if highest > 0 else 0.0, _printed(prices),
        _printed(course.made), _printed(delivered), _printed(stock), _printed(backlog),
    )  # fmt: skip


def _printed(figures: Floats) -> Floats:
    """Figures rounded to nine significant digits, the solver's dust to nought; read-only."""
    seen = np.where(np.abs(figures) > 1e-9 * np.abs(figures).max(), figures, 0.0)
    rounded = np.array([float(f"{figure:.9g}") for figure in seen.flat]).reshape(figures.shape)
    rounded.flags.writeable = False
    return rounded
