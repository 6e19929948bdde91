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

from game.sim.curves import Floats, Ints
from game.sim.ledger import Ledger

BLOCK_ENTRIES = 1 << 18
"""How many skills are compared at once: many enough for NumPy, few enough for the cache."""

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
    market = _Market.of(demand, value, spoils, patience, waste_weight, start_stock, start_backlog, arriving)
    teams = _Teams(capacity, skill, *market.demand.shape)
    chain = _Chain.of(market, needs, leads)
    master = _Master(market, chain)
    every_week = np.arange(market.demand.shape[0], dtype=np.int64)
    for product in range(market.value.shape[0]):
        master.offer(every_week, teams.only(product))
    prices = market.settled(np.broadcast_to(market.value, market.demand.shape), chain.highest)
    output, worth = teams.best(chain.earned(prices))
    master.offer(every_week, output)
    bound = market.worth(prices) + float(worth.sum())
    best = _Course.idle(market)
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


def _share(part: Floats, whole: Floats, otherwise: Floats) -> Floats:
    """part ÷ whole, or `otherwise` where the whole is next to nothing."""
    there = whole > 1e-9
    return np.where(there, part / np.where(there, whole, 1.0), otherwise)


def founding_bound(
    capacity: Floats,
    skill: Floats,
    reference_demand: Floats,
    value: Floats,
    spoils: Floats | float,
    patience: Floats | float,
    waste_weight: float,
    *,
    needs: Floats | None = None,
    leads: Sequence[int] = (),
    gap: float = 0.001,
) -> Plan:
    """Yardstick E's denominator: the best plan of the founding company, unchanged, on the exogenous demand.

    capacity [T], skill [T, G]: of the company as founded, with empty shelves. reference_demand [W, G]: pieces
    in each week, the same for every leader. A run that grows may earn more. Other arguments as for `plan`.
    """
    return plan(
        capacity, skill, reference_demand, value, spoils, patience, waste_weight, needs=needs, leads=leads, gap=gap
    )


@dataclass(frozen=True)
class _Market:
    """The market's side; demand, spoils, patience, waste (cost of a leftover) and arriving [W, G], the rest [G]."""

    demand: Floats
    value: Floats
    spoils: Floats
    patience: Floats
    waste: Floats
    start_stock: Floats
    start_backlog: Floats
    arriving: Floats

    @classmethod
    def of(
        cls, demand: Floats, value: Floats, spoils: Floats | float, patience: Floats | float,
        waste_weight: float, start_stock: Floats | float, start_backlog: Floats | float, arriving: Floats | float,
    ) -> _Market:  # fmt: skip
        wanted = np.asarray(demand, dtype=np.float64)
        if wanted.ndim != 2 or wanted.shape[0] == 0 or wanted.shape[1] == 0:
            raise ValueError(f"demand must be weeks by products, not {wanted.shape}")

        def each(given: Floats | float) -> Floats:
            return np.broadcast_to(np.asarray(given, dtype=np.float64), wanted.shape)

        worth, lost = each(value)[0], each(spoils)
        stock, backlog = each(start_stock)[0], each(start_backlog)[0]
        return cls(wanted, worth, lost, each(patience), waste_weight * lost * worth, stock, backlog, each(arriving))

    def settled(self, prices: Floats, highest: Floats) -> Floats:
        """Prices [W, G] near the given ones, 0 to the highest [G], at which nobody gains by storing a piece."""
        settled = np.clip(prices, 0.0, highest)
        for week in range(settled.shape[0] - 2, -1, -1):
            kept = (1.0 - self.spoils[week]) * settled[week + 1] - self.waste[week]
            np.maximum(settled[week], kept, out=settled[week])
        return settled

    def worth(self, prices: Floats) -> float:
        """The most the market's side can earn when it buys all pieces at settled prices [W, G]."""
        customer = np.maximum(self.value - prices, 0.0)
        for week in range(customer.shape[0] - 2, -1, -1):
            np.maximum(customer[week], self.patience[week] * customer[week + 1], out=customer[week])
        begun = self.start_stock * prices[0] + self.start_backlog * customer[0]
        return float((customer * self.demand).sum() + (self.arriving * prices).sum() + begun.sum())

    def run(self, course: _Course) -> tuple[Floats, Floats, Floats, float]:
        """Delivered, stock and backlog [W, G] and the net value of a course, by the rules."""
        delivered, unsold, unserved = np.empty((3, *self.demand.shape))
        stock, backlog = self.start_stock, self.start_backlog
        for week in range(self.demand.shape[0]):
            available = np.maximum(stock + self.arriving[week] + course.supply[week], 0.0)
            wanted = self.demand[week] + backlog
            np.minimum(available, wanted, out=delivered[week])
            np.minimum(delivered[week], course.sold[week], out=delivered[week])
            np.subtract(available, delivered[week], out=unsold[week])
            np.minimum(unsold[week], course.kept[week], out=unsold[week])
            np.subtract(wanted, delivered[week], out=unserved[week])
            stock = (1.0 - self.spoils[week]) * unsold[week]
            backlog = self.patience[week] * unserved[week]
        earned = float((self.value * delivered - self.waste * unsold).sum())
        return delivered, (1.0 - self.spoils) * unsold, self.patience * unserved, earned

    def earned(self, course: _Course) -> float:
        """The net value of a course."""
        return self.run(course)[3]


@dataclass(frozen=True)
class _Course:
    """What a plan does [W, G]: pieces made, pieces that reach the shelf less those used as inputs, and the most that
    are sold to customers and kept on the shelf."""

    made: Floats
    supply: Floats
    sold: Floats
    kept: Floats

    @classmethod
    def idle(cls, market: _Market) -> _Course:
        nothing, endless = np.zeros_like(market.demand), np.full_like(market.demand, np.inf)
        return cls(nothing, nothing, endless, endless)


@dataclass(frozen=True)
class _Chain:
    """Which products go into which, needs [G, G], weeks until a piece is ready [G], and what one can be worth [G]."""

    needs: Floats
    leads: Ints
    highest: Floats

    @classmethod
    def of(cls, market: _Market, needs: Floats | None, leads: Sequence[int]) -> _Chain:
        goods = market.value.shape[0]
        matrix = np.zeros((goods, goods)) if needs is None else np.asarray(needs, dtype=np.float64)
        weeks = np.asarray(leads or (0,) * goods, dtype=np.int64)
        if matrix.shape != (goods, goods) or weeks.shape != (goods,):
            raise ValueError(f"needs {matrix.shape} and leads {weeks.shape} must be of {goods} products")
        highest = market.value.copy()
        for _ in range(goods):
            through = highest[:, None] / np.where(matrix > 0.0, matrix, np.inf)
            highest = np.maximum(highest, through.max(axis=0))
        return cls(matrix, weeks, highest)

    @property
    def plain(self) -> bool:
        """Whether every product is ready at once and needs no other."""
        return not self.needs.any() and not self.leads.any()

    def earned(self, prices: Floats) -> Floats:
        """What a piece begun in each week [W, G] earns at prices [W, G]: its own when it is ready, less its inputs'."""
        if self.plain:
            return prices
        own = np.zeros_like(prices)
        for product, lead in enumerate(self.leads):
            own[: max(0, prices.shape[0] - lead), product] = prices[lead:, product]
        return own - prices @ self.needs.T

    def supply(self, made: Floats) -> Floats:
        """Pieces [W, G] that reach the shelf less those that leave it as inputs, when `made` [W, G] are begun."""
        supply = -(made @ self.needs)
        for product, lead in enumerate(self.leads):
            supply[lead:, product] += made[: max(0, made.shape[0] - lead), product]
        return supply


class _Teams:
    """The teams' side of the programme, looked at in blocks of weeks so that memory stays small."""

    def __init__(self, capacity: Floats, skill: Floats | Sequence[Floats], weeks: int, products: int) -> None:
        teams = np.shape(capacity)[-1]
        self._shape = (weeks, products)
        self._capacity = np.broadcast_to(np.asarray(capacity, dtype=np.float64), (weeks, teams))
        if not isinstance(skill, np.ndarray):
            if len(skill) != weeks or any(np.shape(week) != (teams, products) for week in skill):
                raise ValueError(f"skill must be {weeks} arrays of {teams} teams by {products} products")
        elif skill.shape not in ((teams, products), (weeks, teams, products)):
            raise ValueError(f"skill {skill.shape} must be {teams} teams by {products} products")
        step = max(1, BLOCK_ENTRIES // max(1, teams * products))
        self._blocks: list[tuple[slice, Floats]] = []
        for first in range(0, weeks, step):
            block = slice(first, min(weeks, first + step))
            if not isinstance(skill, np.ndarray):
                self._blocks.append((block, np.stack(skill[block]) if step > 1 else skill[first][None]))
            else:
                self._blocks.append((block, skill[None] if skill.ndim == 2 else skill[block]))

    def only(self, product: int) -> Floats:
        """Output [W, G] when everybody makes one product."""
        output = np.zeros(self._shape)
        for weeks, skill in self._blocks:
            output[weeks, product] = (self._capacity[weeks] * skill[..., product]).sum(axis=1)
        return output

    def best(self, prices: Floats) -> tuple[Floats, Floats]:
        """Output [W, G] when every team makes what earns most at prices [W, G], and its worth [W] at them.

        A team makes nothing where everything would cost more than it earns.
        """
        output = np.empty(self._shape)
        products = self._shape[1]
        for weeks, skill in self._blocks:
            choice = (skill * prices[weeks, None, :]).argmax(axis=2)
            picked = np.take_along_axis(skill, choice[..., None], axis=2)[..., 0] * self._capacity[weeks]
            picked = np.where(np.take_along_axis(prices[weeks], choice, axis=1) < 0.0, 0.0, picked)
            place = choice + products * np.arange(choice.shape[0])[:, None]
            sums = np.bincount(place.ravel(), weights=picked.ravel(), minlength=products * choice.shape[0])
            output[weeks] = sums.reshape(-1, products)
        return output, (output * prices).sum(axis=1)


class _Master:
    """The master programme in HiGHS: the least of minus the net value, over deliveries, leftovers and offers.

    Rows: pieces of each week and product, customers of each week and product, one row a week that shares
    its time among the offered outputs, and one a product, without limit, for pieces that get ready too late. Pieces
    are counted in the product's largest demand and money in the largest product's, so that the solver's absolute
    tolerances mean the same at every size of company.
    """

    def __init__(self, market: _Market, chain: _Chain) -> None:
        import highspy

        self._optimal = highspy.HighsModelStatus.kOptimal
        self._infinity = highspy.kHighsInf
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        # Primal simplex: offers leave the last mix feasible, so that each round starts where the last ended.
        for option, setting in (("output_flag", False), ("presolve", "off"), ("simplex_strategy", 4)):
            self._solver.setOptionValue(option, setting)
        self._market, self._chain = market, chain
        weeks, products = market.demand.shape
        self._cells = np.arange(weeks * products, dtype=np.int64).reshape(weeks, products)
        largest = np.maximum(market.demand.max(axis=0), np.maximum(market.start_stock, market.start_backlog))
        wanted = largest
        for _ in range(products):
            wanted = largest + wanted @ chain.needs
        self._pieces = np.where(wanted > 0, wanted, 1.0)
        self._money = float((self._pieces * market.value).max()) or 1.0
        self._offers: list[tuple[Ints, Floats]] = []
        self.prices: Floats = np.zeros(market.demand.shape)
        """Shadow price [W, G] of one more piece, currency."""
        self.course = _Course.idle(market)
        """The best plan so far."""
        self._rent: Floats = np.zeros(weeks)
        self._add_market()

    def _add_market(self) -> None:
        market, cells = self._market, self._cells
        count, weeks = cells.size, cells.shape[0]
        supply, wanted = np.zeros(cells.shape), market.demand / self._pieces
        supply += market.arriving / self._pieces
        supply[0] += market.start_stock / self._pieces
        wanted[0] += market.start_backlog / self._pieces
        late = np.full(0 if self._chain.plain else cells.shape[1], self._infinity)
        most = np.concatenate([supply.ravel(), wanted.ravel(), np.ones(weeks), late])
        least = np.full(most.shape[0], -self._infinity)
        least[count : 2 * count] = wanted.ravel()
        starts, none = np.zeros(most.shape[0], dtype=np.int64), np.zeros(0, dtype=np.int64)
        self._solver.addRows(most.shape[0], least, most, 0, starts, none, np.zeros(0))
        per_piece = self._pieces / self._money
        ones = np.ones((*cells.shape, 2))
        self._add_columns(np.stack([cells, count + cells], axis=2), ones, -market.value * per_piece)
        for rows, kept, cost in (
            (cells, 1.0 - market.spoils, market.waste * per_piece),
            (count + cells, market.patience, np.zeros(cells.shape)),
        ):
            entries = np.stack([ones[..., 0], -kept], axis=2)
            self._add_columns(np.stack([rows[:-1], rows[1:]], axis=2), entries[:-1], cost[:-1])
            self._add_columns(rows[-1:, :, None], entries[-1:, :, :1], cost[-1:])

    def _add_columns(self, rows: Ints, entries: Floats, cost: Floats) -> None:
        """Add a column ≥ 0 for each k of rows [A, B, k], with entries [A, B, k] and cost [B] or [A, B]."""
        per_column = rows.shape[-1]
        columns = rows.size // per_column
        self._solver.addCols(
            columns, np.broadcast_to(cost, rows.shape[:-1]).ravel(),
            np.zeros(columns), np.full(columns, self._infinity), rows.size,
            np.arange(columns, dtype=np.int64) * per_column, rows.ravel(), entries.ravel(),
        )  # fmt: skip

    def offer(self, weeks: Ints, output: Floats) -> None:
        """Let the master use output [len(weeks), G] in the given weeks."""
        time = 2 * self._cells.size + weeks
        lead, last = self._chain.leads, self._cells.shape[0]
        used = output @ self._chain.needs - np.where(lead == 0, output, 0.0)
        rows, entries = [self._cells[weeks], time[:, None]], [used / self._pieces, np.ones((weeks.shape[0], 1))]
        for product in np.flatnonzero(lead):
            ready = weeks + lead[product]
            too_late = 2 * self._cells.size + last + product
            place = np.where(ready < last, self._cells[np.minimum(ready, last - 1), product], too_late)
            rows.append(place[:, None])
            entries.append(-output[:, [product]] / self._pieces[product])
        self._add_columns(np.concatenate(rows, axis=1)[None], np.concatenate(entries, axis=1), np.zeros(len(weeks)))
        self._offers.append((weeks, output))

    def offer_better(self, output: Floats) -> bool:
        """Offer only those weeks of output [W, G] that beat what the master has; False where none does."""
        gain = (output * self._chain.earned(self.prices)).sum(axis=1) - self._rent
        better = np.flatnonzero(gain > 1e-10 * self._money)
        if better.shape[0]:
            self.offer(better, output[better])
        return better.shape[0] > 0

    def solve(self) -> bool:
        """Find the best mix of all offers, its prices and its output; False if the solver fails."""
        self._solver.run()
        if self._solver.getModelStatus() != self._optimal:
            return False
        solution = self._solver.getSolution()
        count, shape = self._cells.size, self._cells.shape
        columns = np.maximum(np.array(solution.col_value), 0.0)
        duals = -np.array(solution.row_dual)
        self.prices = duals[:count].reshape(shape) * (self._money / self._pieces)
        self._rent = duals[2 * count : 2 * count + shape[0]] * self._money
        delivered, unsold = columns[:count].reshape(shape), columns[count : 2 * count].reshape(shape)
        self.course = self._course(delivered * self._pieces, unsold * self._pieces, self._mixed(columns[3 * count :]))
        return True

    def _course(self, delivered: Floats, unsold: Floats, made: Floats) -> _Course:
        """The solution as a course; where nothing is held back as an input, without pieces only to be thrown away."""
        if not self._chain.plain:
            return _Course(made, self._chain.supply(made), delivered, unsold)
        needed = delivered + unsold
        needed[1:] -= (1.0 - self._market.spoils[:-1]) * unsold[:-1]
        needed[0] -= self._market.start_stock
        needed = np.clip(needed - self._market.arriving, 0.0, made)
        endless = np.full_like(needed, np.inf)
        return _Course(needed, needed, endless, endless)

    def _mixed(self, shares: Floats) -> Floats:
        """Output [W, G] when each offer fills its share of the week, never more than the whole week."""
        output, time = np.zeros(self._cells.shape), np.zeros(self._cells.shape[0])
        ends = np.cumsum([weeks.shape[0] for weeks, _ in self._offers])
        for (weeks, offered), share in zip(self._offers, np.split(shares, ends[:-1]), strict=True):
            output[weeks] += offered * share[:, None]
            time[weeks] += share
        return output / np.maximum(time, 1.0)[:, None]


def _report(market: _Market, course: _Course, bound: float, prices: Floats) -> Plan:
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
