"""The market of the peers that the bench compares speed with: a handful of goods, as plain numbers."""

from __future__ import annotations

from game.sim.company.market import CHEAPEST, COVER_WEEKS, DEAREST, PRICE_SPEED, STOCK_PULL, base_demand
from game.sim.world import World


class Market:
    """Shelves, queues and prices by the rules of the real company's market, for goods that need no others."""

    def __init__(self, world: World) -> None:
        self.products, self.served = world.products, 0.7
        self.price = [product.value for product in world.products]
        self.demand = [float(pieces) for pieces in base_demand(world)]
        self.stock, self.backlog = ([0.0] * len(self.price) for _ in range(2))

    def trade(self, made: list[float]) -> None:
        """A week of it: `made` pieces of each product come to the shelf."""
        sold = asked = 0.0
        for place, product in enumerate(self.products):
            demand, price, value = self.demand[place], self.price[place], product.value
            wanted, ready = demand + self.backlog[place], self.stock[place] + made[place]
            delivered = min(wanted, ready)
            self.stock[place] = (ready - delivered) * (1.0 - product.spoils)
            self.backlog[place] = (wanted - delivered) * product.patience
            cover = self.backlog[place] + COVER_WEEKS * demand - self.stock[place]
            excess = min(1.0, max(-1.0, (demand - made[place] + STOCK_PULL * cover) / demand))
            if excess >= 0.0:
                room = min(1.0, (DEAREST - price / value) / (DEAREST - 1.0))
                self.price[place] = price * (1.0 + PRICE_SPEED * excess * room)
            else:
                room = min(1.0, (price / value - CHEAPEST) / (1.0 - CHEAPEST))
                self.price[place] = price / (1.0 - PRICE_SPEED * excess * room)
            sold, asked = sold + value * delivered, asked + value * wanted
        self.served = sold / asked
