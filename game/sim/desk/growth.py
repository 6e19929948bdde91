"""What a plan that grows does to the till: the wages of those who are still to come, and what they may sell."""

from __future__ import annotations

import numpy as np

from game.sim.company.seats import planned
from game.sim.curves import Floats, total
from game.sim.desk.books import Books
from game.sim.values import TREND_WEEKS
from game.sim.world import World


def still_to_come(world: World, week: int) -> tuple[int, ...]:
    """By how many the plan is above that of a week in each week that is left, that one first."""
    now = planned(world, week)
    return tuple(max(0, planned(world, later) - now) for later in range(week, world.weeks))


def growth_cents(world: World, week: int, people: int, books: Books, demand: Floats) -> tuple[int, ...]:
    """What those who are still to come change in each week that is left: their wages, and what they sell.

    They sell as much as the `people` who are here do, as far as customers want more than they get; demand [G] pieces a
    week. Empty where nobody comes, or nothing was sold yet.
    """
    coming = still_to_come(world, week)
    if not any(coming) or not books:
        return ()
    recent = books[-TREND_WEEKS:]
    sold = max(0, sum(int(till.line("sales")) for till in recent) // len(recent))
    value = np.array([product.value for product in world.products])
    wanted = int(total(demand * value) * world.price_cents)
    each, room = sold // max(1, people), max(0, wanted - sold)
    return tuple(min(each * heads, room) - heads * world.wage_cents for heads in coming)
