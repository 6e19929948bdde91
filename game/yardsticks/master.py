"""The planner's master programme, and all that is known here of HiGHS."""

from __future__ import annotations

import numpy as np

from game.sim.curves import Floats, Ints
from game.yardsticks.sides import Chain, Course, Market


class Master:
    """The master programme in HiGHS: the least of minus the net value, over deliveries, leftovers and offers.

    Rows: pieces of each week and product, customers of each week and product, one row a week that shares
    its time among the offered outputs, and one a product, without limit, for pieces that get ready too late. Pieces
    are counted in the product's largest demand and money in the largest product's, so that the solver's absolute
    tolerances mean the same at every size of company.
    """

    def __init__(self, market: Market, chain: Chain) -> None:
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
        self.course = Course.idle(market)
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

    def _course(self, delivered: Floats, unsold: Floats, made: Floats) -> Course:
        """The solution as a course; where nothing is held back as an input, without pieces only to be thrown away."""
        if not self._chain.plain:
            return Course(made, self._chain.supply(made), delivered, unsold)
        needed = delivered + unsold
        needed[1:] -= (1.0 - self._market.spoils[:-1]) * unsold[:-1]
        needed[0] -= self._market.start_stock
        needed = np.clip(needed - self._market.arriving, 0.0, made)
        endless = np.full_like(needed, np.inf)
        return Course(needed, needed, endless, endless)

    def _mixed(self, shares: Floats) -> Floats:
        """Output [W, G] when each offer fills its share of the week, never more than the whole week."""
        output, time = np.zeros(self._cells.shape), np.zeros(self._cells.shape[0])
        ends = np.cumsum([weeks.shape[0] for weeks, _ in self._offers])
        for (weeks, offered), share in zip(self._offers, np.split(shares, ends[:-1]), strict=True):
            output[weeks] += offered * share[:, None]
            time[weeks] += share
        return output / np.maximum(time, 1.0)[:, None]
