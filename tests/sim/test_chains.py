"""Chains of inputs and lead times, hidden bottlenecks, accidents and the till: small cases by hand, and what holds."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import bots, levels
from game.lab.experiments import chain
from game.lab.worlds import FREE, family
from game.session import Session, play
from game.sim.actions import Action
from game.sim.company import bottlenecks, chains, market, trouble
from game.sim.company.bottlenecks import CAUSE_INDEX, LOSS, WEEKS
from game.sim.company.market import WASTE_WEIGHT, base_demand
from game.sim.company.teams import offers
from game.sim.desk.books import Books, booked
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.ledger import SCORE_INDEX, Ledger
from game.sim.levers import preview
from game.sim.state import State
from game.sim.week import advance
from game.sim.world import PATIENCE, Accident, Bottleneck, Product, StartPolicy, World
from game.yardsticks import standing
from game.yardsticks.planner import own_bound, plan
from tests.worlds import calm, played, some_actions, worlds
from tests.yardsticks.test_planner import SOLVER, random_case, whole_programme

LAMPS, BOATS = Product("lamps", 10.0, 0.5, 0.1), Product("boats", 30.0, 0.5, 0.1, needs=((0, 0.5),))


def chained(**changes: object) -> World:
    """Six people who make lamps, and boats that carry half a lamp each."""
    return calm(**{"products": (LAMPS, BOATS), **changes})


def test_inputs_come_before_their_users_and_circles_are_refused() -> None:
    tea = Product("tea", 5.0, 0.2, needs=((2, 1.0),))
    boats = Product("boats", 30.0, 0.4, needs=((0, 1.0), (2, 0.5)))
    plants = Product("plants", 2.0, 0.4)
    world = calm(products=(tea, boats, plants))
    assert chains.sequence(world) == (2, 0, 1)
    # Ten boats take ten of tea and five plants; the ten of tea and two more take twelve plants.
    assert chains.gross(world, np.array([2.0, 10.0, 1.0])).tolist() == [12.0, 10.0, 18.0]
    assert chains.added(world, np.array([5.0, 30.0, 2.0])).tolist() == [3.0, 24.0, 2.0]
    circle = dataclasses.replace(plants, needs=((1, 0.1),))
    with pytest.raises(ValueError, match="tea, boats, plants need each other in a circle"):
        found(calm(products=(tea, boats, circle)))


def test_scarce_inputs_limit_output_and_are_shared_alike() -> None:
    kites = Product("kites", 20.0, 0.3, needs=((0, 1.0),))
    state = found(calm(products=(LAMPS, BOATS, kites)))
    state.stock = np.array([3.0, 0.0, 0.0])
    # 3 lamps lie there and 3 are made; 8 boats ask for 4 and 8 kites for 8: half of it all.
    share = chains.assemble(state, np.array([3.0, 8.0, 8.0]))
    assert share.tolist() == [1.0, 0.5, 0.5]
    assert state.asked.tolist() == [12.0, 0.0, 0.0]
    assert state.used.tolist() == [6.0, 0.0, 0.0]
    trade = market.deliver(state, np.array([3.0, 4.0, 4.0]), 0.0, 1.0, 1.0)
    assert trade.delivered[0] == 0.0
    assert state.stock[0] == 0.0


def test_what_takes_weeks_comes_later_and_cannot_be_used_before() -> None:
    state = found(calm(products=(dataclasses.replace(LAMPS, lead_weeks=2), BOATS)))
    state.demand = np.array([0.0, 0.0])
    arrivals = []
    for made in (4.0, 1.0, 0.0, 0.0):
        assert chains.assemble(state, np.array([made, 2.0]))[1] == min(1.0, state.ripening[0, 0] + state.stock[0])
        arrivals.append(float(market.deliver(state, np.array([made, 0.0]), 0.0, 1.0, 1.0).arrived[0]))
    assert arrivals == [0.0, 0.0, 4.0, 1.0]
    assert chains.under_way(state).tolist() == [0.0, 0.0]


def test_customers_of_a_chain_ask_for_what_can_be_made_of_it() -> None:
    plain, linked = calm(products=(LAMPS, dataclasses.replace(BOATS, needs=()))), chained()
    # Every hand makes as many lamps as boats: three quarters of the pieces are lamps, and each boat takes half a lamp.
    assert chains.gross(linked, base_demand(linked)).sum() == pytest.approx(base_demand(plain).sum())
    assert (base_demand(linked) / base_demand(plain)).tolist() == pytest.approx([8 / 9, 8 / 9])


def test_sated_markets_stay_as_they_are() -> None:
    def markets(sated: bool, default: str) -> list[float]:
        world = calm(products=(dataclasses.replace(LAMPS, share=1.0),), load=0.5, policy=StartPolicy(default))
        return played(dataclasses.replace(world, sated=sated), 12).market.tolist()

    assert markets(True, "choose") == markets(True, "wait") == [1.0]
    assert markets(False, "choose")[0] > 1.0 > markets(False, "wait")[0]


def test_no_customer_signs_for_what_no_customer_asks_for() -> None:
    parts = (dataclasses.replace(LAMPS, share=0.0), dataclasses.replace(BOATS, share=1.0, needs=((0, 1.0),)))
    world = calm(products=parts, weeks=104, contracts_per_quarter=2)
    assert {int(row[0]) for seed in range(4) for row in found(world, seed).contracts} == {1}


def test_an_input_that_others_ask_for_becomes_dearer_and_choosing_teams_weigh_its_price() -> None:
    alone, asked = found(chained()), found(chained())
    for state in (alone, asked):
        state.demand = np.array([4.0, 4.0])
    asked.asked = np.array([6.0, 0.0])
    for state in (alone, asked):
        market.deliver(state, np.array([4.0, 4.0]), 0.0, 1.0, 1.0)
    assert asked.price[0] > 1.02 * alone.price[0]
    state = found(chained())
    before = offers(state).price[:, 0].copy()
    state.price = np.array([20.0, 30.0])
    after = offers(state).price[:, 0]
    assert after[1] / before[1] == pytest.approx((30.0 - 0.5 * 20.0) / (30.0 - 0.5 * 10.0))


def test_an_input_can_outbid_its_own_worth_and_is_wanted_before_anybody_asks_for_it() -> None:
    tea = Product("tea", 12.0, 0.0, 0.1)
    linked = calm(products=(tea, dataclasses.replace(BOATS, share=1.0, needs=((0, 2.0),))))
    assert market.dearest(linked).tolist() == [45.0, 90.0]
    state = found(linked)
    state.demand = np.array([0.0, 3.0])
    assert market.passed_on(state).tolist() == [6.0, 0.0]
    state.stock = np.array([0.0, 30.0])
    assert market.passed_on(state).tolist() == [0.0, 0.0]
    state.stock = np.zeros(2)
    for _ in range(60):
        state.demand = np.array([0.0, 3.0])
        market.deliver(state, np.zeros(2), 0.0, 1.0, 1.0)
    assert state.price[0] > 3.0 * tea.value


def test_nobody_joins_those_who_wait_for_parts() -> None:
    """What is seen on the shelf week after week weighs more than the dearest price."""
    state = found(chained(specialisation=0.0))
    before = offers(state).price[1]
    for _ in range(12):
        chains.assemble(state, np.array([0.0, 6.0]))
    assert state.sufficiency[0] == 1.0
    assert state.sufficiency[1] < 0.1
    assert (offers(state).price[1] < 0.1 * before + 1e-9).all()
    state.stock = np.array([50.0, 0.0])
    for _ in range(12):
        chains.assemble(state, np.array([0.0, 6.0]))
    assert state.sufficiency[1] > 0.95


def test_the_only_team_at_a_stage_leaves_it_for_something_much_better_alone() -> None:
    state = found(chained())
    state.job[:] = 1
    state.job[0] = 0
    assert np.flatnonzero(chains.last_posts(state)).tolist() == [0]
    alone = offers(state).switching[:, 0]
    state.job[1] = 0
    assert not chains.last_posts(state).any()
    both = offers(state).switching[:, 0]
    assert (alone[0], both[0]) == (1.0, 1.0)
    assert alone[1:] == pytest.approx(chains.LAST_POST * both[1:])
    unlinked = found(chained(products=(LAMPS, dataclasses.replace(BOATS, needs=()))))
    assert chains.last_posts(unlinked) is None


@pytest.mark.slow
@pytest.mark.parametrize("people", [5, 40, 400])
@pytest.mark.parametrize("stages", [2, 3, 4])
def test_a_free_company_runs_a_chain(people: int, stages: int) -> None:
    """In the last quarter the last stage finds its parts, and no price stands at its end for long."""
    world = family(
        people, products=chain.stages(stages, spoils=0.05), load=0.8, wave=0.2, contracts_per_quarter=0, policy=FREE,
    )  # fmt: skip
    low, high = market.CHEAPEST * np.array([product.value for product in world.products]), market.dearest(world)
    sufficed = []
    for seed in (901, 902, 903):
        state, at_an_end, longest = found(world, seed), np.zeros(stages), 0.0
        for week in range(world.weeks):
            advance(state, [])
            extreme = (state.price > 0.99 * high) | (state.price < 1.02 * low)
            at_an_end = np.where(extreme, at_an_end + 1, 0)
            longest = max(longest, at_an_end.max())
            if week >= world.weeks - 13:
                sufficed.append(state.sufficed[-1])
        assert longest <= 6, seed
    assert np.mean(sufficed) > 0.8


def test_short_inputs_are_a_cause_of_the_score_by_name() -> None:
    world = chained(policy=StartPolicy("carry on"), specialisation=0.0)
    state = found(world)
    state.job = np.full_like(state.job, 1)
    ledger = advance(state, [])
    assert ledger.made.tolist() == [0.0, 0.0]
    assert ledger.score[SCORE_INDEX["parts"]] < -100.0
    assert report(state, truth=True).sufficed.tolist() == [1.0, 0.0]
    state.stock = np.array([100.0, 0.0])
    ledger = advance(state, [])
    assert ledger.made[1] > 1.0
    assert ledger.score[SCORE_INDEX["parts"]] == 0.0
    assert ledger.score[SCORE_INDEX["built in"]] == pytest.approx(-10.0 * 0.5 * ledger.made[1])


@settings(max_examples=25, deadline=None)
@given(world=worlds(), play=st.randoms(use_true_random=False))
@pytest.mark.slow
def test_goods_are_conserved_along_chains_and_no_run_beats_its_bound(world: World, play: random.Random) -> None:
    state = found(world)
    value = np.array([product.value for product in world.products])
    spoils = np.array([product.spoils for product in world.products])
    ledgers: list[Ledger] = []
    for _ in range(min(world.weeks, 14)):
        stock, coming = state.stock.copy(), chains.under_way(state)
        ledger = advance(state, some_actions(report(state), play))
        gone = ledger.delivered + ledger.spoiled + ledger.used
        assert stock + ledger.arrived == pytest.approx(gone + state.stock, abs=1e-9)
        assert coming + ledger.made == pytest.approx(ledger.arrived + chains.under_way(state), abs=1e-9)
        assert ledger.used == pytest.approx((chains.needs(world) * ledger.made[:, None]).sum(axis=0), abs=1e-9)
        assert ((state.sufficed >= 0.0) & (state.sufficed <= 1.0)).all()
        assert (state.ripening >= 0.0).all()
        ledgers.append(ledger)
    declared = any(value.spoil != 1.0 or value.patience != 1.0 for value in _values(world))
    if not declared:
        told = {"needs": chains.needs(world), "leads": chains.leads(world)}
        for part in (ledgers, ledgers[3:]):
            if part:
                best = own_bound(part, value, spoils, PATIENCE, WASTE_WEIGHT, **told)
                net = sum(float(((x.delivered - WASTE_WEIGHT * x.spoiled) * value).sum()) for x in part)
                assert net <= best.bound * (1 + 1e-7) + 1e-6


def _values(world: World) -> list[object]:
    from game.sim.values import VALUE_INDEX, VALUES

    return [VALUES[VALUE_INDEX[name]] for name in world.value_names]


# The planner


def test_the_planner_buys_parts_where_they_earn_most() -> None:
    # Ten hours; a boat (30) takes an hour and half a lamp (10), a lamp an hour: 20/3 boats and 10/3 lamps.
    needs = np.array([[0.0, 0.0], [0.5, 0.0]])
    best = plan(
        np.array([10.0]), np.ones((1, 2)), np.array([[50.0, 50.0]]), np.array([10.0, 30.0]), 0.1, 0.5, 0.5, needs=needs
    )
    assert best.bound == pytest.approx(30 * 20 / 3, rel=1e-6)
    np.testing.assert_allclose(best.made, [[10 / 3, 20 / 3]], rtol=1e-6)
    # An hour is worth 20, so a lamp is worth 20 too: more than its customers pay.
    assert best.prices[0, 0] == pytest.approx(20, rel=1e-6)


def test_the_planner_begins_early_what_takes_weeks() -> None:
    best = plan(
        np.array([10.0]), np.ones((1, 1)), np.array([[5.0], [5.0], [5.0], [0.0]]), np.array([2.0]), 0.0, 0.0, 0.5,
        leads=(2,), arriving=np.array([[3.0], [0.0], [0.0], [0.0]]),
    )  # fmt: skip
    assert best.bound == best.value == pytest.approx(2 * (3 + 0 + 5))
    assert best.made[:, 0].tolist() == pytest.approx([5, 0, 0, 0], abs=1e-6)


@pytest.mark.parametrize("seed", range(25))
def test_rounds_of_prices_find_what_one_whole_programme_finds_along_chains(seed: int) -> None:
    draw = np.random.default_rng(seed)
    weeks, teams, goods = (int(n) for n in draw.integers((2, 1, 2), (9, 8, 5)))
    case = random_case(seed, weeks, teams, goods, load=float(draw.uniform(0.5, 3)))
    needs = np.tril(draw.uniform(0, 1, (goods, goods)) * draw.integers(0, 2, (goods, goods)), -1)
    leads = tuple(int(n) for n in draw.integers(0, 3, goods))
    best, truth = case.solve(needs=needs, leads=leads), whole_programme(case, needs, leads)
    assert best.bound == pytest.approx(truth, rel=SOLVER)
    assert best.value == pytest.approx(truth, rel=1e-5)
    assert best.value <= truth * (1 + 1e-9) + 1e-9


@pytest.mark.parametrize("lead", range(10))
def test_what_is_ready_only_after_the_end_is_not_begun(lead: int) -> None:
    weeks = 4
    case = random_case(lead, weeks, teams=3, goods=2)
    best, truth = case.solve(leads=(lead, 0)), whole_programme(case, leads=(lead, 0))
    assert best.bound == pytest.approx(truth, rel=SOLVER)
    assert best.value == pytest.approx(truth, rel=1e-5)


SLOW_LAMPS = """\
format: 1
title: Slow Lamps
people: 6
weeks: 4
products:
  - {{name: lamps, value: 10, share: 1, spoils: 0.1, market: North Gate, lead_weeks: {lead}}}
  - {{name: boats, value: 30, share: 1, spoils: 0.1, market: Harbour}}
"""


@pytest.mark.parametrize("lead", [3, 4, 6, 8, 12])
def test_a_level_shorter_than_a_lead_is_played_to_its_result(lead: int, tmp_path: Path) -> None:
    path = tmp_path / "slow-lamps.yaml"
    path.write_text(SLOW_LAMPS.format(lead=lead), encoding="utf-8")
    assert not [problem for problem in levels.check(path) if problem.severity == "error"]
    session = play(Session(levels.read(path)), bots.leader("orders"))
    row = standing(session, "orders")
    assert session.week == 4
    assert 0.0 <= row.allocation <= 1.0 + 1e-9


# Bottlenecks


def stuck(cause: str, **changes: object) -> World:
    """Forty-eight people in three departments; the second is struck in week 2."""
    return chained(**{
        "people": 48, "team_size": 4, "teams_per_department": 4, "weeks": 30, "cash_cents": 9_000_000,
        "bottlenecks": (Bottleneck(2, 1, cause, 0),), "policy": StartPolicy("carry on"), **changes,
    })  # fmt: skip


def test_a_bottleneck_slows_one_department_by_name_and_wears_off() -> None:
    struck, spared = found(stuck("skill")), found(stuck("skill", bottlenecks=()))
    for week in range(16):
        one, other = advance(struck, []), advance(spared, [])
        slow = 2 <= week < 2 + WEEKS
        assert (struck.stuck > 0).tolist() == [False] * 4 + [slow] * 4 + [False] * 4
        assert bool(one.score[SCORE_INDEX["stuck"]] < 0.0) is slow
        if week == 2:
            assert (one.capacity / other.capacity).tolist() == pytest.approx([1.0] * 4 + [1 - LOSS] * 4 + [1.0] * 4)


CURES = [
    ("skill", Action("order_department", 1, (2, 2))),
    ("skill", Action("kpi", 1, (3, 1))),
    ("parts", Action("tag", 0, (1, 6))),
    ("parts", Action("order", 0, (0, 4))),
    ("parts", Action("order_department", 1, (0, 4))),
    ("twice", Action("tools")),
    ("fires", Action("order", 5, (2, 2))),
    ("price", Action("tag", 0, (1, 6))),
    ("price", Action("order_department", 1, (0, 4))),
]


@pytest.mark.parametrize(("cause", "action"), CURES, ids=lambda x: str(x))
@pytest.mark.slow
def test_the_right_cure_ends_it_and_the_others_do_not(cause: str, action: Action) -> None:
    world = stuck(cause)
    assert not (played(world, 9, [(4, action)]).stuck > 0).any()
    right = {str(cure) for name, cure in CURES if name == cause}
    others = [cure for name, cure in CURES if str(cure) not in right and not (name == "skill" and cause == "fires")]
    for other in others:
        assert (played(world, 9, [(4, other)]).stuck > 0).any(), other


def test_a_visit_tells_the_cause_and_nothing_else_does() -> None:
    world = stuck("price")
    seen = report(played(world, 8))
    assert seen.shortages[0].department == 1
    assert seen.shortages[0].cause == seen.shortages[0].product == -1
    assert seen.stuck.tolist() == [0] * 4 + [1] * 4 + [0] * 4
    elsewhere = report(played(world, 8, [(5, Action("visit", 0))]))
    assert elsewhere.shortages[0].cause == -1
    there = report(played(world, 8, [(5, Action("visit", 6))]))
    assert there.shortages[0].cause == CAUSE_INDEX["price"]
    says, cure = bottlenecks.told(there.shortages[0].cause, "lamps")
    assert "lamps" in says
    assert "lamps" in cure


def test_a_letter_to_one_team_says_that_its_hands_are_enough_where_something_smoulders() -> None:
    desk = report(played(stuck("fires"), 6, [(4, Action("visit", 5))]))
    assert desk.shortages[0].cause == CAUSE_INDEX["fires"]
    one = ("Ends", "what slows 1 department")
    assert one in preview(desk, Action("order", 6, (2, 2))).lines
    assert one in preview(desk, Action("order_department", 1, (2, 2))).lines
    elsewhere, at_work = Action("order", 0, (2, 2)), Action("order", 6, (0, 2))
    assert not any(one in preview(desk, action).lines for action in (elsewhere, at_work))
    learning = report(played(stuck("skill"), 6, [(4, Action("visit", 5))]))
    assert one not in preview(learning, Action("order", 6, (2, 2))).lines


def test_two_hidden_causes_look_alike_on_the_desk() -> None:
    one, two = (report(played(stuck(cause), 6)) for cause in ("skill", "fires"))
    for field in dataclasses.fields(one):
        a, b = getattr(one, field.name), getattr(two, field.name)
        assert np.array_equal(a, b, equal_nan=True) if isinstance(a, np.ndarray) else a == b, field.name


def test_drawn_bottlenecks_come_once_a_quarter_and_take_turns() -> None:
    world = chained(people=120, team_size=5, teams_per_department=6, weeks=104, bottlenecks_per_quarter=1)
    for seed in range(5):
        rows = bottlenecks.planned(world, seed)
        assert 7 <= rows.shape[0] <= 8
        assert set(rows[:, 0].tolist()) == set(range(5))
        assert all(a != b for a, b in zip(rows[:-1, 0], rows[1:, 0], strict=True))
        assert (rows[rows[:, 0] == CAUSE_INDEX["parts"], 2] == 0).all()
    plain = dataclasses.replace(world, products=(LAMPS,))
    assert CAUSE_INDEX["parts"] not in bottlenecks.planned(plain, 1)[:, 0].tolist()


# Accidents and the till


def test_accidents_strike_one_department() -> None:
    world = stuck("skill", bottlenecks=(), accidents=(Accident(3, 2, "fire", 4), Accident(3, 0, "machine")))
    before = played(world, 3)
    state = before.copy()
    advance(state, [])
    assert before.fire.tolist() == [0] * 12
    assert (state.fire[8:] > 0).any()
    assert state.fire[:8].tolist() == [0] * 8
    left = state.equipment[:4] / before.equipment[:4]
    assert left.tolist() == pytest.approx([trouble.MACHINES_LEFT + 0.05 * (1 - trouble.MACHINES_LEFT)] * 4, rel=1e-2)


def test_the_till_shows_how_long_it_lasts() -> None:
    world = stuck("skill", bottlenecks=(), cash_cents=3_000_00, wage_cents=2_000, policy=StartPolicy("wait"))
    state = found(world)
    assert report(state).runway.weeks == -1
    desk = _booked(state, 2)
    assert desk.books[-1].change == -48 * 2_000
    assert desk.runway.weeks == desk.cash_cents // (48 * 2_000)
    rich = _booked(found(dataclasses.replace(world, wage_cents=0, policy=StartPolicy("choose"))), 8)
    assert rich.books[-1].change > 0
    assert (rich.runway.weeks, rich.short_of_cash) == (-1, False)


def _booked(state: State, weeks: int) -> Report:
    """What the desk knows after some more weeks without an action, its books included."""
    books: Books = ()
    for _ in range(weeks):
        ledger = advance(state, [])
        books = booked(books, ledger, state.cash_cents)
    return report(state, books=books)


def test_a_company_of_chains_is_the_same_on_every_replay() -> None:
    def run() -> State:
        products = (LAMPS, dataclasses.replace(BOATS, lead_weeks=2))
        return played(stuck("parts", products=products, policy=StartPolicy("choose")), 12)

    assert run().digest() == run().digest()
