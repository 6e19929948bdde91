"""What a level tells, above all on the luck on which it is first played, is as true as it says."""

import re
from pathlib import Path

import pytest
import yaml

from game.levels import read
from game.levels.conditions import parse_condition
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


def test_what_waits_for_a_condition_does_not_count_weeks() -> None:
    """It may come in any week in which its condition holds."""
    counted, waiting = re.compile(r"\bweek \d|\bweeks (are left|early)\b", re.IGNORECASE), 0
    for path in [*(ROOT / "levels").glob("*.yaml"), *(ROOT / "levels" / "more").glob("*.yaml")]:
        read_as = yaml.safe_load(path.read_text(encoding="utf-8"))
        cards = {card["name"]: card for card in read_as.get("dilemmas", ())}
        goods = [product["name"] for product in read_as["products"]]
        for event in read_as.get("events", ()):
            if event["when"].startswith("answered") or parse_condition(event["when"], goods).dated:
                continue
            waiting += 1
            for text in (event.get("news", ""), cards.get(event.get("dilemma"), {}).get("text", "")):
                assert not counted.search(text), f"{path.stem}, {event['when']}: {text}"
    assert waiting > 20
