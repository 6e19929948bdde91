"""The luck on which a level is first played: what it tells there is as true as it says."""

from pathlib import Path

import pytest

from game.levels import read
from game.sim.company import rumours
from game.sim.founding import found

ROOT = Path(__file__).resolve().parents[2]
LEVELS = sorted(path.stem for path in (ROOT / "levels").glob("*.yaml"))
AMISS = 1.15
"""Rumours by which a level's own luck may keep more or fewer than their odds promise."""


@pytest.mark.parametrize("name", LEVELS)
def test_rumours_of_a_first_game_come_true_about_as_often_as_they_say(name: str) -> None:
    world = read(ROOT / "levels" / f"{name}.yaml").world
    open_ = [(comes, world.shifts[shift].odds) for shift, comes, _ in rumours.drawn(world, world.seed)]
    doubtful = [(comes, odds) for comes, odds in open_ if odds < 1.0]
    came, promised = sum(comes for comes, _ in doubtful), sum(odds for _, odds in doubtful)
    assert abs(came - promised) <= AMISS, f"{came} of {len(doubtful)} come, {promised:.1f} are promised"


def test_one_of_the_first_two_rumours_that_anybody_hears_is_true() -> None:
    world = read(ROOT / "levels" / "01-the-garage.yaml").world
    first = sorted(rumours.drawn(world, world.seed).tolist(), key=lambda row: world.shifts[row[0]].week)
    assert any(comes for _, comes, _ in first[:2])


def test_nobody_orders_ahead_in_the_winter_of_the_merger() -> None:
    """On any luck: what is heard then would not fit a market that buys nothing."""
    world = read(ROOT / "levels" / "06-the-merger.yaml").world
    winter = [shift for shift in world.shifts if shift.factor < 0.5]
    assert len(winter) == len(world.products)
    first, last = winter[0].week, winter[0].week + winter[0].weeks - 1
    for seed in range(1, 9):
        for _, begins, ends, *_ in found(world, seed).contracts:
            assert ends <= first or begins > last, (seed, begins)
