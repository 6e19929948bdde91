"""What the campaign promises, by experiment: paired differences over twelve lucks, eight where games
take long; `check --claims` plays more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots
from game.lab import ablation
from game.lab.games import Interval, interval, scores
from game.lab.lazy import BAR
from game.lab.search import search
from game.levels import Level, read
from game.levels.holding import condition_holds, happenings
from game.levels.names import FREE
from game.sim.actions import Action
from game.sim.desk.notes import Star
from game.sim.desk.previews import Preview
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.levers import LEVERS, preview
from game.sim.week import advance

SEEDS, FEWER_SEEDS = range(1, 13), range(1, 9)
LEADERS = ("idle", "handsoff", "standing", "orders", "incentives", "mixed")
FILES = ("01-the-garage", "02-two-pizzas", "03-the-corridor", "04-the-floor", "05-the-house")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def campaign(root: Path) -> list[Level]:
    """The levels that are there."""
    return [read(root / "levels" / f"{name}.yaml") for name in FILES]


@pytest.fixture(scope="module")
def earned(campaign: list[Level]) -> dict[tuple[int, str], list[float]]:
    """V by level and leader, a figure for each seed; who lets go plays only where something is said of him."""
    table: dict[tuple[int, str], list[float]] = {}
    house = campaign.index(campaign[-1])
    rows = [*scores(campaign[:3], [name for name in LEADERS if name != "handsoff"], SEEDS)]
    rows += [replace(row, level=3) for row in scores([campaign[3]], LEADERS, SEEDS)]
    rows += [replace(row, level=house) for row in scores(campaign[house:], LEADERS, FEWER_SEEDS)]
    for row in rows:
        table.setdefault((row.level + 1, row.policy), []).append(row.score)
    return table


def ahead(earned: dict[tuple[int, str], list[float]], level: int, better: str, than: str) -> Interval:
    """By how much one leader beats another on the same luck."""
    return interval([a - b for a, b in zip(earned[level, better], earned[level, than], strict=True)])


@pytest.mark.parametrize(
    ("level", "better", "than"),
    [
        (1, "orders", "standing"),
        (2, "orders", "standing"),
        (3, "mixed", "standing"),
        (4, "incentives", "orders"),
        (4, "mixed", "orders"),
        (4, "mixed", "incentives"),
        (5, "incentives", "orders"),
        (5, "mixed", "orders"),
        (5, "mixed", "incentives"),
    ],
)
def test_one_way_beats_the_other(
    earned: dict[tuple[int, str], list[float]], level: int, better: str, than: str
) -> None:
    assert ahead(earned, level, better, than).low > 0.0


def test_the_corridor_would_be_better_led_by_letting_go(
    campaign: list[Level], earned: dict[tuple[int, str], list[float]]
) -> None:
    free = [row.score for row in scores([campaign[2]], [FREE], SEEDS)]
    assert interval([a - b for a, b in zip(free, earned[3, "orders"], strict=True)]).low > 0.03


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_doing_nothing_is_far_behind(earned: dict[tuple[int, str], list[float]], level: int) -> None:
    best = max(("orders", "incentives", "mixed"), key=lambda name: interval(earned[level, name]).mean)
    assert ahead(earned, level, best, "idle").low > 0.2


@pytest.mark.parametrize("level", [4, 5])
@pytest.mark.parametrize("leader", ["standing", "handsoff"])
def test_a_long_lunch_earns_at_most_one_star(
    campaign: list[Level], earned: dict[tuple[int, str], list[float]], leader: str, level: int
) -> None:
    """The mixture reaches two on more lucks than anyone may who never looks."""
    second_star = campaign[level - 1].world.stars[1]
    assert interval(earned[level, leader]).high < second_star
    assert np.mean(np.array(earned[level, "mixed"]) >= second_star) > BAR


def test_an_empty_desk_earns_no_star_in_the_house(
    campaign: list[Level], earned: dict[tuple[int, str], list[float]]
) -> None:
    assert max(earned[5, "idle"]) < campaign[4].world.stars[0]


def mixed(house: Level, without: str = "") -> list[float]:
    """V of the mixture on six lucks when every lever but one is open from the first week."""
    world = replace(house.world, levers=tuple(name for name in LEVERS if name != without), unlocks=())
    figures = []
    for seed in range(1, 7):
        state = found(world, seed)
        lead = bots.leader("mixed")
        for _ in range(world.weeks):
            advance(state, lead(report(state)))
        figures.append(float(state.score.sum()) / state.reference)
    return figures


@pytest.fixture(scope="module")
def with_every_cure(campaign: list[Level]) -> list[float]:
    return mixed(campaign[4])


@pytest.mark.parametrize("lever", ["rate", "tools", "kpi_company", "order_company"])
def test_the_house_needs_each_of_its_cures(campaign: list[Level], with_every_cure: list[float], lever: str) -> None:
    """Without one of them the mixture loses at least half a point."""
    losses = [whole - part for whole, part in zip(with_every_cure, mixed(campaign[4], lever), strict=True)]
    assert interval(losses).mean > 0.005


def test_stars_can_be_earned(campaign: list[Level], earned: dict[tuple[int, str], list[float]]) -> None:
    """Three by a leader on some lucks; in the Corridor, where no bot writes to whole departments, by a search.

    From the Floor on two: the third is for who leads better than these do, and `balance --search` finds it.
    """
    for number, level in enumerate(campaign, 1):
        best = np.max([earned[number, name] for name in LEADERS if (number, name) in earned], axis=0)
        reached = np.mean(best > level.world.stars[2 if number < 4 else 1]) > 0.15
        assert reached or (number == 3 and search(level, 3).stars == 3), level.title
        assert np.mean(best > level.world.stars[0]) > 0.9, level.title


def incentives(house: Level, seed: int, week: int = -1, action: Action | None = None) -> tuple[float, list[Preview]]:
    """100 V of incentives when every lever is open and in one week something is added; what was foreseen of that."""
    world = replace(house.world, levers=tuple(LEVERS), unlocks=())
    state, seen = found(world, seed), []
    for _ in range(world.weeks):
        desk, more = report(state), []
        if action is not None and state.week == week:
            seen.append(preview(desk, action))
            more = [action]
        advance(state, [*bots.leader("incentives")(desk), *more])
    return 100.0 * float(state.score.sum()) / state.reference, seen


@pytest.fixture(scope="module")
def by_incentives(campaign: list[Level]) -> dict[int, float]:
    """100 V by luck, with nothing added."""
    return {seed: incentives(campaign[4], seed)[0] for seed in (1, 2, 3, 4)}


@pytest.mark.parametrize(
    ("week", "action"),
    [
        (8, Action("rate", -1, (12,))),
        (8, Action("rate", -1, (0,))),
        (8, Action("kpi_company", -1, (1, 1))),
        (8, Action("kpi_company", -1, (0, 0))),
        (8, Action("tools")),
        (8, Action("net", -1, (1,))),
        (8, Action("net", -1, (3,))),
        (37, Action("order_company", -1, (7, 2))),
        (8, Action("order_company", -1, (7, 2))),
    ],
    ids=str,
)
def test_a_preview_in_the_house_is_roughly_right(
    campaign: list[Level], by_incentives: dict[int, float], week: int, action: Action
) -> None:
    """What an action adds to the score on four lucks lies on average within its preview, give or take 2.5 points."""
    gains, ends = [], []
    for seed, without in by_incentives.items():
        figure, (seen,) = incentives(campaign[4], seed, week, action)
        ends.append((seen.low, seen.high))
        gains.append(figure - without)
    low, high = np.mean(ends, axis=0)
    assert low - 2.5 <= np.mean(gains) <= high + 2.5


def test_output_moves_the_score_on_the_floor(campaign: list[Level]) -> None:
    """Ten per cent more output per person is worth at least four points at 120 people."""
    world = replace(campaign[3].world, levers=tuple(LEVERS))
    gains = []
    for seed in range(1, 9):
        figures = []
        for method in (1.0, 1.1):
            state = found(world, seed)
            state.method = state.method * method
            lead = bots.leader("incentives")
            for _ in range(world.weeks):
                advance(state, lead(report(state)))
            figures.append(float(state.score.sum()) / state.reference)
        gains.append(figures[1] - figures[0])
    assert interval(gains).low > 0.04


@pytest.mark.parametrize("name", ["06-the-merger", "07-the-following", "08-the-aim"])
def test_a_large_company_needs_more_than_freedom(root: Path, name: str) -> None:
    """On the first two lucks: nothing earns no star, long orders and letting go at most one, values at least one."""
    level = read(root / "levels" / f"{name}.yaml")
    one, two, _ = level.world.stars
    found_scores: dict[str, list[float]] = {}
    for row in scores([level], ("idle", "standing", "handsoff", "values"), (1, 2)):
        found_scores.setdefault(row.policy, []).append(row.score)
    assert max(found_scores["idle"]) < one
    assert max(found_scores["standing"]) < two
    assert max(found_scores["handsoff"]) < two
    assert min(found_scores["values"]) > one
    assert interval(found_scores["values"]).mean > interval(found_scores["handsoff"]).mean + 0.05


@pytest.mark.parametrize(
    ("name", "lever"),
    [("07-the-following", "tag"), ("07-the-following", "order_company"), ("08-the-aim", "tag")],
)
def test_freedom_and_good_words_are_not_enough_for_a_while(root: Path, name: str, lever: str) -> None:
    """Houses that hear no price, and bad material in everything: whoever cannot say a word there loses a point."""
    level = read(root / "levels" / f"{name}.yaml")
    lead = bots.leader("values")
    unable = ablation.without(level, lever)
    losses = [ablation.score(level, seed, lead) - ablation.score(unable, seed, lead) for seed in (1, 2)]
    assert min(losses) > 1.0


@pytest.mark.slow
def test_the_aim_asks_by_what_became_of_the_star(root: Path) -> None:
    """Whether anybody believes in it decides which card comes in week 46, and how far it moved which in week 87."""
    level = read(root / "levels" / "08-the-aim.yaml")
    desk = report(found(level.world, 1))
    whens = {rules.name: words.when for rules, words in zip(level.world.dilemmas, level.cards, strict=True)}
    by_star = {name: when for name, when in whens.items() if when is not None}
    by_till = {"a full chest", "a leak in the till"}
    assert set(by_star) == {"chalk stars", "the question", "it is reached", "anyone can count"} | by_till

    def asked(star: Star | None) -> set[str]:
        weeks = [replace(desk, star=star, week=week - 1) for week in (45, 46, 47, 86, 87, 88)]
        return {n for n, when in by_star.items() for now in weeks if condition_holds(when, now, happenings(now))}

    doubted = Star(0, 3, told=30, belief=0.1, cynicism=0.0, steering=0.1, way=0.4, echo=1.0)
    believed = replace(doubted, belief=0.6, steering=0.6)
    assert asked(None) == {"the question"}
    assert asked(doubted) == {"the question", "anyone can count"}
    assert asked(believed) == {"chalk stars", "anyone can count"}
    assert asked(replace(believed, way=0.9)) == {"chalk stars"}
    assert asked(replace(believed, way=1.2)) == {"chalk stars", "it is reached"}
    for late in (47, 88):
        now = replace(desk, star=doubted, week=late - 1)
        held = {n for n, when in by_star.items() if condition_holds(when, now, happenings(now))}
        assert held == set(), "what was asked in one week is not asked otherwise a week later"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "week", "below", "above"),
    [
        ("08-the-aim", 69, "a leak in the till", "a full chest"),
        ("07-the-following", 57, "the advert", "the signpost"),
    ],
)
def test_of_two_cards_of_one_week_the_till_or_belief_decides(
    root: Path, name: str, week: int, below: str, above: str
) -> None:
    level = read(root / "levels" / f"{name}.yaml")
    desk = report(found(level.world, 1))
    cards = zip(level.world.dilemmas, level.cards, strict=True)
    whens = {rules.name: words.when for rules, words in cards if words.when is not None}
    star = Star(0, 3, told=30, belief=0.1, cynicism=0.0, steering=0.1, way=0.4, echo=1.0)
    low = replace(desk, star=star, cash_cents=40_000_000)
    high = replace(desk, star=replace(star, belief=0.6), cash_cents=240_000_000)
    for now, asked in ((low, below), (high, above)):
        for other in (week - 1, week, week + 1):
            then = replace(now, week=other - 1)
            held = {card for card in (below, above) if condition_holds(whens[card], then, happenings(then))}
            assert held == ({asked} if other == week else set())
