"""The peers of the bench: what is compared with ours in speed computes the same."""

import numpy as np
import pytest

from game.lab import bench
from game.sim.company.crowd import STANCES
from game.sim.founding import found
from game.sim.ledger import MORALE_INDEX

PEOPLE, WEEKS = 1_000, 14


def test_mesa_frames_comes_to_the_same_figures() -> None:
    pytest.importorskip("mesa_frames")
    from game.lab import frames_peer

    state = found(bench.company(PEOPLE, ("craft",)), 5)
    peer = frames_peer.Company(state.copy())
    first = state.copy()
    for week in range(WEEKS):
        state.week = week
        bench._core_week(state)
        peer.step()
        teams, people = peer.teams.agents, peer.everyone.agents
        assert teams["job"].to_list() == state.job.tolist()
        assert teams["job_weeks"].to_list() == state.job_weeks.tolist()
        for name in ("initiative", "method", "team_morale", "team_trust", "team_bound", "team_torn"):
            assert teams[name.removeprefix("team_")].to_numpy() == pytest.approx(getattr(state, name), abs=1e-9), name
        for name in frames_peer.ACCOUNT:
            assert teams[f"cause {name}"].to_numpy() == pytest.approx(state.causes[MORALE_INDEX[name]], abs=1e-9), name
        for name, number in zip(STANCES, state.team_stance, strict=True):
            assert teams[f"{name} people"].to_list() == number.tolist()
        for name in ("morale", "trust", "torn"):
            assert people[name].to_numpy() == pytest.approx(getattr(state, name), abs=1e-9), name
        assert people["commitment"].to_numpy() == pytest.approx(state.commitment[0], abs=1e-9)
        assert people["agreement"].to_numpy() == pytest.approx(state.agreement[state.declared[0]], abs=1e-9)
        for name in ("price", "stock", "backlog"):
            assert np.array(getattr(peer.market, name)) == pytest.approx(getattr(state, name), rel=1e-9), name
    assert (state.job != first.job).any()
    assert (state.agreement != first.agreement).any()
    assert (state.torn > 0.0).any()
