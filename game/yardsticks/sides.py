"""The two sides of the planner's programme, the market and the teams, and the chain of goods between them.

Plain arithmetic, in which any prices prove a bound and any course is worth what the rules make of it. G products, W
weeks, T teams. Nothing here knows the solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.curves import Floats, Ints

BLOCK_ENTRIES = 1 << 18
"""How many skills are compared at once: many enough for NumPy, few enough for the cache."""


@dataclass(frozen=True)
class Market:
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
    ) -> Market:  # fmt: skip
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

    def run(self, course: Course) -> tuple[Floats, Floats, Floats, float]:
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

    def earned(self, course: Course) -> float:
        """The net value of a course."""
        return self.run(course)[3]


@dataclass(frozen=True)
class Course:
    """What a plan does [W, G]: pieces made, pieces that reach the shelf less those used as inputs, and the most that
    are sold to customers and kept on the shelf."""

    made: Floats
    supply: Floats
    sold: Floats
    kept: Floats

    @classmethod
    def idle(cls, market: Market) -> Course:
        nothing, endless = np.zeros_like(market.demand), np.full_like(market.demand, np.inf)
        return cls(nothing, nothing, endless, endless)


@dataclass(frozen=True)
class Chain:
    """Which products go into which, needs [G, G], weeks until a piece is ready [G], and what one can be worth [G]."""

    needs: Floats
    leads: Ints
    highest: Floats

    @classmethod
    def of(cls, market: Market, needs: Floats | None, leads: Sequence[int]) -> Chain:
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


class Teams:
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
