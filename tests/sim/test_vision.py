"""The north star: belief, cynicism, stories that happened, what moved the week's work, and the level's own aim."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game import bots, levels
from game.sim.actions import Action, Receipt, Refusal
from game.sim.company import vision
from game.sim.company.crowd import sum_up
from game.sim.company.stories import STORY_WEEKS, offered, retell
from game.sim.curves import total
from game.sim.desk.culture_previews import story_gain
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.ledger import MORALE_INDEX, SCORE_INDEX
from game.sim.levers import check, preview
from game.sim.levers.culture import NO_STORY
from game.sim.state import Event, State
from game.sim.values import CHOOSE, IDLE, MOVERS, TALE_INDEX, TALES
from game.sim.week import advance
from game.sim.world import Contract, Goal, Recall, StartPolicy, World
from tests.worlds import calm, desk_of, goods

FREE = StartPolicy("choose")


def company(**changes: object) -> World:
    """Forty-eight people who choose, two layers, two products."""
    base = {"people": 48, "team_size": 4, "teams_per_department": 4, "weeks": 60, "policy": FREE, "discs": 9}
    return calm(**{**base, **changes})


def after(state: State, weeks: int, *actions: Action) -> State:
    for week in range(weeks):
        advance(state, list(actions) if week == 0 else [])
    return state


def trusting(state: State, trust: float) -> State:
    state.trust = np.where(state.reason >= 0, trust, 0.0)
    sum_up(state)
    return state


def everyone(state: State) -> np.ndarray:
    return np.arange(state.head.shape[0])


# Belief


def test_without_a_vision_nothing_of_it_shows() -> None:
    state = after(found(company()), 8)
    desk = desk_of(state)
    assert desk.star is None
    assert not state.belief.any()
    assert not vision.pull(state).any()
    assert desk.score_causes[SCORE_INDEX["vision"]] == 0.0
    assert (vision.lean(state, everyone(state)) == 1.0).all()


def test_a_vision_told_among_people_who_trust_is_believed_and_adds_to_their_work() -> None:
    state = trusting(found(company()), 0.7)
    advance(state, [Action("tell", -1, (3, 1))])
    for _ in range(12):
        trusting(state, 0.7)
        advance(state, [])
    assert state.belief.min() > 0.3
    assert state.cynicism.max() < 0.05
    assert state.score[SCORE_INDEX["vision"]] > 0.0
    assert (state.causes[MORALE_INDEX["star"]] > 0.0).all()
    star = desk_of(state).star
    assert star is not None
    assert (star.direction, star.height, star.told) == (3, 1, 0)
    assert 0.0 < star.belief < 1.0


def test_an_unbelievable_height_breeds_cynicism_and_costs_morale() -> None:
    low, high = trusting(found(company()), 0.4), trusting(found(company()), 0.4)
    after(low, 12, Action("tell", -1, (2, 1)))
    after(high, 12, Action("tell", -1, (2, 5)))
    assert high.cynicism.min() > 0.2 > low.cynicism.max()
    assert high.belief.max() < low.belief.min()
    assert (high.causes[MORALE_INDEX["cynicism"]] < -0.01).all()
    assert total(high.morale) < total(low.morale)


@pytest.mark.slow
def test_a_star_raised_step_by_step_is_believed_where_the_same_height_at_once_is_not() -> None:
    at_once, stepwise = trusting(found(company()), 0.6), trusting(found(company()), 0.6)
    for week in range(45):
        for state, plan in ((at_once, {0: 4}), (stepwise, {0: 1, 12: 2, 24: 3, 34: 4})):
            trusting(state, 0.6)
            state.echo = max(state.echo, 0.9)
            advance(state, [Action("tell", -1, (3, plan[week]))] if week in plan else [])
    assert stepwise.star_height == at_once.star_height == 4
    assert stepwise.belief.min() > at_once.belief.max() + 0.2


def test_what_is_not_retold_is_forgotten() -> None:
    state = trusting(found(company()), 0.6)
    advance(state, [Action("tell", -1, (2, 1))])
    fresh = state.echo
    after(state, 20)
    assert state.echo < 0.5 * fresh


def test_another_direction_costs_belief_and_the_same_one_higher_does_not() -> None:
    state = trusting(found(company()), 0.6)
    after(state, 12, Action("tell", -1, (3, 1)))
    higher, other = state.copy(), state.copy()
    vision.tell(higher, 3, 2)
    vision.tell(other, 2, 1)
    assert (higher.belief == state.belief).all()
    assert higher.star_start == state.star_start
    assert (other.belief < state.belief).all()
    assert (other.cynicism > state.cynicism).all()


def test_an_order_away_from_the_vision_lowers_belief_in_it() -> None:
    state = trusting(found(company()), 0.6)
    state.belief = np.full_like(state.belief, 0.5)
    vision.tell(state, 0, 1)
    state.job = np.zeros_like(state.job)
    ordered = state.copy()
    ordered.order_weeks[:6] = 4
    ordered.job[:6] = 1
    vision.follow(state)
    vision.follow(ordered)
    assert (ordered.belief[:6] < state.belief[:6]).all()
    assert (ordered.belief[6:] == state.belief[6:]).all()


@pytest.mark.parametrize(("direction", "moved"), [(0, "market"), (2, "method"), (3, "quality")])
@pytest.mark.slow
def test_each_direction_moves_the_figure_it_is_measured_by(direction: int, moved: str) -> None:
    plain, led = found(company()), found(company())
    for week in range(30):
        for state in (plain, led):
            trusting(state, 0.7)
        led.belief = np.full_like(led.belief, 0.8)
        advance(plain, [])
        advance(led, [Action("tell", -1, (direction, 2))] if week == 0 else [])
    was, now = getattr(plain, moved), getattr(led, moved)
    assert (now[0] > was[0] + 0.01) if direction == 0 else (now.min() > was.min() + 0.01)
    assert vision.progress(led) > 0.0


def test_a_believed_product_is_chosen_more() -> None:
    state = found(company())
    state.belief = np.full_like(state.belief, 0.9)
    vision.tell(state, 1, 3)
    lean = vision.lean(state, everyone(state))
    assert (lean[1] > 1.05).all()
    assert (lean[[0, 2]] == 1.0).all()


def test_a_vision_of_service_weighs_what_is_owed() -> None:
    state = found(company())
    state.belief = np.full_like(state.belief, 0.9)
    assert not vision.owed_lean(state, everyone(state)).any()
    vision.tell(state, 4, 2)
    assert (vision.owed_lean(state, everyone(state)) > 0.2).all()


# Fires


def test_free_trusting_hands_turn_fires_into_improvements_and_ordered_ones_do_not() -> None:
    state = trusting(found(company()), 0.8)
    state.initiative = np.full_like(state.initiative, 0.8)
    hands = np.full(state.head.shape[0], 0.4)
    state.order_weeks[0] = 3
    teams = everyone(state)
    chance = vision.turning(state, teams, hands)
    assert chance[0] == 0.0
    assert (chance[1:] > 0.3).all()
    assert (vision.turning(state, teams, np.zeros_like(hands))[1:] < chance[1:]).all()
    assert (vision.turning(trusting(state.copy(), 0.35), teams, hands)[1:] < 0.2).all()
    believing = state.copy()
    believing.star_direction, believing.star_height = 2, 2
    believing.belief = np.full_like(state.belief, 0.8)
    assert (vision.turning(believing, teams, hands)[1:] > chance[1:]).all()


def test_the_ledger_counts_fires_and_those_turned_are_stories() -> None:
    state = found(company(trouble=3.0, policy=StartPolicy("choose", net=2)))
    counts = np.zeros(3, dtype=np.int64)
    told = set()
    for _ in range(60):
        trusting(state, 0.85)
        ledger = advance(state, [])
        counts += np.array(ledger.fires)
        told |= {event.number for event in state.chronicle if event.kind == "turned"}
    assert counts[0] >= counts[1] >= counts[2] > 0
    assert 0 < len(told) <= counts[2]


# Stories


def test_only_what_happened_is_on_offer_and_only_once_the_desk_has_heard() -> None:
    state = found(company())
    state.week = 10
    paid = Event(9 * len(TALES) + TALE_INDEX["paid"], "paid", 9, -1, 1, 0, 0)
    state.chronicle = (paid,)
    assert offered(state, 8) == ()
    (story,) = offered(state, 9)
    assert (story.kind, story.week, story.product, story.told) == ("paid", 9, 1, 0)
    state.week = 9 + STORY_WEEKS + 1
    assert offered(state, state.week - 1) == ()


def test_three_of_different_kinds_are_offered_fresh_ones_first() -> None:
    state = found(company())
    state.week = 20
    kinds = [("saw", 12, 1), ("saw", 18, 0), ("paid", 15, 0), ("rose", 16, 0), ("turned", 14, 2)]
    state.chronicle = tuple(
        Event(week * len(TALES) + TALE_INDEX[kind], kind, week, 0, 0, 0, told) for kind, week, told in kinds
    )
    assert [(story.kind, story.week) for story in offered(state, 19)] == [("saw", 18), ("rose", 16), ("paid", 15)]


def test_a_story_told_twice_is_stale() -> None:
    state = trusting(found(company()), 0.7)
    vision.tell(state, 4, 1)
    state.belief = np.full_like(state.belief, 0.4)
    state.week = 5
    state.chronicle = (Event(7, "paid", 4, -1, 0, 0, 0),)
    (story,) = offered(state, 4)
    assert story.fits
    retell(state, 7)
    once = state.belief.copy()
    assert (once > 0.4).all()
    assert state.chronicle[0].told == 1
    retell(state, 7)
    assert (state.belief < once).all()
    assert (state.cynicism > 0.0).all()
    assert state.chronicle[0].told == 2


def test_a_story_shows_a_value_that_stands() -> None:
    state = found(company(value_names=("service", "craft"), policy=StartPolicy("choose", declared=("service",))))
    vision.tell(state, 4, 1)
    state.week = 5
    state.chronicle = (Event(7, "paid", 4, -1, 0, 0, 0),)
    before = state.visibility.copy()
    retell(state, 7)
    assert (state.visibility[0] > before[0]).all()
    assert (state.visibility[1:] == before[1:]).all()


def test_a_contract_kept_and_a_recall_put_right_become_stories() -> None:
    world = company(contracts=(Contract(8, 0, 1.5, 4, 6),), recalls=(Recall(3, 0.4),), load=0.5)
    state = found(world)
    seen: dict[str, int] = {}
    for week in range(16):
        if week == 5:
            state.faulty = np.zeros_like(state.faulty)
            state.faulty[0] = 0.4
        if week == 6:
            state.job[0], state.order_weeks[0] = 2, 2
        advance(state, [])
        seen |= {event.kind: event.week for event in state.chronicle if event.kind in ("kept", "righted")}
    assert seen["kept"] == 11
    assert seen["righted"] <= 6


def test_a_story_needs_an_event_and_a_vision() -> None:
    state = found(company())
    desk = desk_of(state)
    assert isinstance(check(desk, [], Action("retell", -1, (NO_STORY,))), Refusal)
    after(state, 8)
    state.chronicle = (Event(7, "paid", 3, -1, 0, 0, 0),)
    desk = desk_of(state)
    answer = check(desk, [], Action("retell", -1, (7,)))
    assert isinstance(answer, Refusal)
    assert "vision" in answer.text
    assert isinstance(check(desk, [Action("tell", -1, (0, 1))], Action("retell", -1, (7,))), Receipt)


def test_heights_need_their_right() -> None:
    desk = desk_of(found(company()))
    assert isinstance(check(desk, [], Action("tell", -1, (0, 3))), Receipt)
    closed = desk_of(found(company(levers=("tell", "retell"))))
    assert isinstance(check(closed, [], Action("tell", -1, (0, 1))), Receipt)
    assert isinstance(check(closed, [], Action("tell", -1, (0, 2))), Refusal)
    assert isinstance(check(desk, [], Action("height", -1)), Refusal)


def test_previews_of_a_believable_height_promise_and_of_an_impossible_one_warn() -> None:
    desk = desk_of(after(found(company()), 6))
    low, high = preview(desk, Action("tell", -1, (3, 1))), preview(desk, Action("tell", -1, (3, 5)))
    assert low.low + low.high > 0.0
    assert high.low + high.high < 0.0
    assert not low.reckoned
    assert not high.reckoned
    assert "believe in about" in dict(high.lines)["Height"]
    assert story_gain(desk, 12345) == (0.0, 0.0)


# Moved by


def test_moved_by_adds_up_to_the_people_at_work() -> None:
    state = found(company(policy=StartPolicy("wait")))
    for week in range(14):
        actions = [Action("order", team, (team % 2, 4)) for team in range(3)] if week == 0 else []
        state.default = CHOOSE if week > 8 else state.default
        there = state.head.copy()
        moved = advance(state, actions).moved
        at_work = total(there[state.job != IDLE])
        assert total(moved) == pytest.approx(at_work)
        assert moved.min() >= 0.0
        if week < 8 and at_work:
            assert moved[MOVERS.index("order")] == pytest.approx(at_work)
    assert moved[MOVERS.index("order")] < 0.2 * total(moved)


def test_level_prices_move_nobody_and_a_high_one_does() -> None:
    level, lifted = (found(company(specialisation=0.0, products=goods(2))) for _ in range(2))
    for state, factor in ((level, 1.0), (lifted, 2.5)):
        for _ in range(6):
            state.price = np.array([9.0, 9.0 * factor])
            state.initiative = np.ones_like(state.initiative)
            moved = advance(state, []).moved
        state.price = moved
    price = MOVERS.index("price")
    assert lifted.price[price] > level.price[price] + 5.0


def test_values_and_vision_are_credited_with_what_they_add() -> None:
    world = company(
        people=400, team_size=6, value_names=("craft", "unity"), policy=StartPolicy("choose", declared=("unity",))
    )
    state = trusting(found(world), 0.6)
    state.commitment[0] = 0.9
    state.visibility[0] = 1.0
    vision.tell(state, 3, 3)
    state.belief = np.full_like(state.belief, 0.9)
    moved = advance(state, []).moved
    shares = dict(zip(MOVERS, moved / total(moved), strict=True))
    assert shares["values"] > 0.05
    assert shares["vision"] > 0.03
    desk = report(state, truth=True)
    assert desk.moved == pytest.approx(tuple(shares.values()))


# Levels

AIMED = """
format: 1
title: The lamps
people: 400
products: [lamps, books, tea]
levers: [order, visit, default, choose, tell, retell, height]
visions: {lamps: A light on every stair, service: Come in}
aim: {say: Reach for the stairs., toward: lamps, height: 3, told: true}
hints:
  - {when: belief below 30 and week 10, say: They do not believe it yet., point: vision}
  - {when: first story, say: Something happened., point: vision}
"""


def test_a_level_may_measure_its_aim() -> None:
    level = levels.read_text(AIMED, "aimed")
    assert level.aim is not None
    assert level.aim.measured
    assert level.aim.text == "Reach for the stairs."
    assert level.world.aim == Goal(0, 3, True)
    assert level.vision_names[0] == "A light on every stair"
    assert level.vision_names[1] == "A book in every pocket"
    assert level.vision_names[-1] == "Come in"
    state = found(level.world)
    desk = report(state)
    assert desk.star is not None
    assert (desk.star.direction, desk.star.height) == (0, 3)
    state.market[0] = 1.0 + 2.0 * 3.0 / 6.0 / 2.0
    assert vision.toward_aim(state) == pytest.approx(0.5)
    plain = levels.read_text(AIMED.replace("aim: {say: Reach for the stairs., toward: lamps, height: 3, told: true}",
                                           "aim: Reach for the stairs."), "plain")  # fmt: skip
    assert plain.aim is not None
    assert not plain.aim.measured
    assert plain.world.aim is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("toward: lamps", "toward: lamp", "cannot point at “lamp”"),
        ("service: Come in", "servise: Come in", "cannot point at “servise”"),
        ("height: 3, told", "height: 9, told", "height"),
        ("tell, retell, height", "retell, height", "“height” is of no use"),
        ("toward: lamps, ", "", "needs a direction"),
        ("say: Reach for the stairs., ", "", "“say” is missing"),
    ],
)
def test_a_wrong_aim_is_found(old: str, new: str, words: str) -> None:
    problems = levels.check_text(AIMED.replace(old, new), "aimed")
    assert any(words in problem.text for problem in problems), [problem.text for problem in problems]


def test_the_bot_of_values_tells_raises_and_retells() -> None:
    world = replace(company(people=400, team_size=6), weeks=52)
    state = found(world)
    heights, stories = set(), 0
    for _ in range(52):
        actions = bots.leader("values")(report(state))
        heights |= {action.amount[1] for action in actions if action.lever == "tell"}
        stories += sum(action.lever == "retell" for action in actions)
        advance(state, actions)
    assert {1, 2} <= heights
    assert stories >= 2
    assert all(event.told <= 1 for event in state.chronicle)
