"""The peers of the bench: what is compared with ours in speed computes the same."""

from importlib import import_module
from typing import Any

import numpy as np
import pytest

from game.lab import bench
from game.lab.peer_market import Market
from game.sim.company.crowd import STANCES
from game.sim.company.market import deliver
from game.sim.company.teams import decide, work
from game.sim.founding import found
from game.sim.ledger import MORALE_INDEX
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


def test_mesa_frames_comes_to_the_same_figures_or_is_named_as_missing() -> None:
    if "mesa_frames" in bench.missing():
        with pytest.raises(ModuleNotFoundError, match=r"mesa_frames|polars"):
            import_module("game.lab.frames_peer")
        return
    frames_peer = import_module("game.lab.frames_peer")
    state, first = company(), company()
    peer = frames_peer.Company(company())
    for week in range(WEEKS):
        state.week = week
        bench._core_week(state)
        peer.step()
        compare_teams(peer.teams.agents, state, frames_peer.ACCOUNT)
        people = peer.everyone.agents
        for name in ("morale", "trust", "torn"):
            assert people[name].to_numpy() == pytest.approx(getattr(state, name), abs=1e-9), name
        assert people["commitment"].to_numpy() == pytest.approx(state.commitment[0], abs=1e-9)
        assert people["agreement"].to_numpy() == pytest.approx(state.agreement[state.declared[0]], abs=1e-9)
        assert np.array(peer.market.price) == pytest.approx(state.price)
    assert (state.job != first.job).any()
    assert (state.agreement != first.agreement).any()
    assert (state.torn > 0.0).any()


def compare_teams(teams: Any, state: State, account: tuple[str, ...]) -> None:
    assert teams["job"].to_list() == state.job.tolist()
    assert teams["job_weeks"].to_list() == state.job_weeks.tolist()
    for name in ("initiative", "method", "team_morale", "team_trust", "team_bound", "team_torn"):
        assert teams[name.removeprefix("team_")].to_numpy() == pytest.approx(getattr(state, name), abs=1e-9), name
    for name in account:
        assert teams[f"cause {name}"].to_numpy() == pytest.approx(state.causes[MORALE_INDEX[name]], abs=1e-9), name
    for name, number in zip(STANCES, state.team_stance, strict=True):
        assert teams[f"{name} people"].to_list() == number.tolist()
