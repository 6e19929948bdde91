"""Crowds: what teams come to is always what their people say, and how many are asked at a time changes nothing."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim import luck
from game.sim.company import crowd
from game.sim.company.crowd import STANCES, stand, sum_up
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.state import State
from game.sim.values import SLOTS
from game.sim.week import advance
from game.sim.world import World
from tests.digests import company, played
from tests.worlds import some_actions, worlds


def mean(state: State, values: np.ndarray) -> np.ndarray:
    return np.bincount(state.team_of, weights=values, minlength=state.head.shape[0]) / np.maximum(state.head, 1)


def held(state: State) -> np.ndarray:
    """Mean agreement with each value, then mean commitment to each banner, of the people of each department."""
    department = state.department[state.team_of]
    count = np.bincount(state.department, weights=state.head, minlength=state.world.departments)
    banners = np.where((state.declared >= 0)[:, None], state.commitment, 0.0)
    sums = [np.bincount(department, weights=row, minlength=count.shape[0]) for row in (*state.agreement, *banners)]
    return (np.array(sums) / np.maximum(count, 1)).T


@settings(max_examples=25, deadline=None)
@given(world=worlds(), play=st.randoms(use_true_random=False))
@pytest.mark.slow
def test_sums_of_teams_are_those_of_their_people(world: World, play: random.Random) -> None:
    state = found(world)
    for _ in range(6):
        advance(state, some_actions(report(state), play))
        if any(card.dealt == state.week for card in state.cards):
            # A card that lies on the desk on Monday is felt from then on, not in the week that is over.
            sum_up(state)
        agreement, commitment = stand(state)
        for sums, values in (
            (state.team_trust, state.trust), (state.team_morale, state.morale), (state.team_torn, state.torn),
            (state.team_agrees, agreement), (state.team_bound, commitment),
        ):  # fmt: skip
            assert sums == pytest.approx(mean(state, values), abs=1e-12)
        for slot in range(SLOTS):
            value = int(state.declared[slot])
            agreed = state.agreement[value] if value >= 0 else np.zeros_like(state.trust)
            assert state.team_agreement[slot] == pytest.approx(mean(state, agreed), abs=1e-12)
            assert state.team_commitment[slot] == pytest.approx(mean(state, state.commitment[slot]), abs=1e-12)
        assert state.team_stance.shape == (len(STANCES), state.head.shape[0])
        assert np.array_equal(state.team_stance.sum(axis=0), state.head)
        assert state.pictures[-1].held == pytest.approx(held(state), abs=1e-12)
        assert not state.unpolled.any()
        empty = state.reason < 0
        for field in (state.trust, state.morale, state.torn, state.influence, commitment, agreement):
            assert not field[empty].any()


def test_how_many_are_asked_at_a_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = played(997, "choose", 12)
    monkeypatch.setattr(crowd, "BLOCK", 50)
    monkeypatch.setattr(luck, "BLOCK", 36)
    parts = played(997, "choose", 12)
    assert np.array_equal(whole.job, parts.job)
    assert np.array_equal(whole.head, parts.head)
    for name in ("trust", "morale", "commitment", "agreement", "torn", "team_bound", "price", "causes", "skill"):
        assert getattr(parts, name) == pytest.approx(getattr(whole, name), abs=1e-12), name


def even(seed: int, week: int, stream: int, count: int) -> np.ndarray:
    stretches = [draws.ravel() for _, draws in luck.even_stretches(seed, week, stream, (count, 1))]
    rows = luck.even_rows(seed, week, stream, (count, 1), np.arange(count)).ravel()
    assert np.array_equal(np.concatenate(stretches), rows)
    return rows


@pytest.mark.parametrize("draw", [luck.uniform, luck.bell, even])
def test_luck_does_not_depend_on_how_much_is_drawn_at_a_time(monkeypatch: pytest.MonkeyPatch, draw: object) -> None:
    assert callable(draw)
    whole = draw(5, 3, luck.NOISE, 1001)
    monkeypatch.setattr(luck, "BLOCK", 12)
    assert draw(5, 3, luck.NOISE, 1001).tolist() == whole.tolist()
    assert draw(5, 3, luck.NOISE, 90).tolist() == whole[:90].tolist()


@pytest.mark.parametrize("draw", [luck.bell, even])
def test_draws_around_nothing_have_a_deviation_of_one(draw: object) -> None:
    assert callable(draw)
    many = draw(1, 2, luck.DRIFT, 200_000)
    assert many.mean() == pytest.approx(0.0, abs=0.01)
    assert many.std() == pytest.approx(1.0, abs=0.01)
    assert np.abs(many).max() < 3.5


def test_summing_up_twice_changes_nothing() -> None:
    state = found(company(61, "choose"))
    advance(state, [])
    before = state.digest()
    sum_up(state)
    assert state.digest() == before
