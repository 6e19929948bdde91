"""The peers of the bench: what both share computes the same as ours."""


import numpy as np
import pytest

from game.lab import bench
from game.lab.peer_market import Market
from game.sim.company.market import deliver
from game.sim.company.teams import decide, work
from game.sim.founding import found
from game.sim.state import State

PEOPLE, WEEKS = 1_000, 14


def company() -> State:
    return found(bench.company(PEOPLE, ("craft",)), 5)


def test_the_market_of_the_peers_moves_as_ours() -> None:
    state = company()
    market = Market(state.world)
    for week in range(WEEKS):
        state.week = week
        decide(state)
        made = work(state).made
        trade = deliver(state, made, 0.1, 1.0, 1.0)
        market.trade(made.tolist())
        assert market.served == pytest.approx(trade.served)
        for name in ("price", "stock", "backlog"):
            assert np.array(getattr(market, name)) == pytest.approx(getattr(state, name)), name
    assert (np.abs(state.price - np.array([product.value for product in state.world.products])) > 0.1).any()
