"""The planner's bound: worked by hand, against one whole programme, and against all who try to beat it."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, NamedTuple

import highspy
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim.company.market import WASTE_WEIGHT
from game.sim.curves import Floats
from game.sim.founding import found
from game.sim.ledger import Ledger
from game.sim.values import VALUES
from game.sim.week import advance
from game.sim.world import PATIENCE, Culture, Product, StartPolicy, World
from game.yardsticks import sides
from game.yardsticks.planner import Plan, founding_bound, own_bound, plan

NO_WASTE = {"spoils": 0.0, "patience": 0.0, "waste_weight": 0.0}
SOLVER = 1e-6
"""How far two solvers' answers to one programme may lie apart, relative."""


class Case(NamedTuple):
    """A whole problem: capacity [W, T], skill [W, T, G], demand [W, G], the rest [G] or one number."""

    capacity: Floats
    skill: Floats
    demand: Floats
    value: Floats
    spoils: Floats
    patience: Floats
    waste_weight: float
    start_stock: Floats
    start_backlog: Floats

    def solve(
        self, gap: float = 1e-9, max_rounds: int = 500, needs: Floats | None = None, leads: Sequence[int] = ()
    ) -> Plan:
        return plan(
            *self[:7], start_stock=self.start_stock, start_backlog=self.start_backlog,
            gap=gap, max_rounds=max_rounds, needs=needs, leads=leads,
        )  # fmt: skip

    def play(self, made: Floats) -> float:
        """Net value of pieces made [W, G] by the rules of the market, one week and one product at a time."""
        net = 0.0
        for good in range(self.value.shape[0]):
            stock, backlog = self.start_stock[good], self.start_backlog[good]
            for week in range(self.demand.shape[0]):
                available, wanted = stock + made[week, good], self.demand[week, good] + backlog
                delivered = min(available, wanted)
                spoiled = (available - delivered) * self.spoils[good]
                stock, backlog = available - delivered - spoiled, (wanted - delivered) * self.patience[good]
                net += self.value[good] * (delivered - self.waste_weight * spoiled)
        return net


def random_case(seed: int, weeks: int, teams: int, goods: int, load: float = 1.2) -> Case:
    draw = np.random.default_rng(seed)
    capacity = 6 * draw.uniform(0.5, 1.1, (weeks, teams))
    skill = np.exp(draw.normal(0, draw.uniform(0.05, 0.8), (weeks, teams, goods)))
    demand = draw.uniform(0, 2, (weeks, goods)) * load * 5 * teams / goods
    value = np.round(draw.uniform(1, 20, goods), 2)
    start = draw.uniform(0, 4, (2, goods)) * draw.integers(0, 2)
    spoils, patience = draw.uniform(0, 0.5, goods), draw.uniform(0, 1, goods)
    return Case(capacity, skill, demand, value, spoils, patience, float(draw.uniform(0, 1)), *start)


def whole_programme(case: Case, needs: Floats | None = None, leads: Sequence[int] = ()) -> float:
    """The same best value, from one programme over every team, week and product, written down row by row."""
    (weeks, teams, goods), infinity = case.skill.shape, highspy.kHighsInf
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)

    def variable(worth: float) -> int:
        solver.addCol(-worth, 0.0, infinity, 0, np.zeros(0, np.int32), np.zeros(0))
        return int(solver.getNumCol()) - 1

    def row(low: float, high: float, terms: dict[int, float]) -> None:
        columns = np.array(list(terms), dtype=np.int32)
        solver.addRow(low, high, len(terms), columns, np.array(list(terms.values()), dtype=np.float64))

    matrix = np.zeros((goods, goods)) if needs is None else needs
    made: list[list[dict[int, float]]] = [[{} for _ in range(goods)] for _ in range(weeks)]
    for week in range(weeks):
        for team in range(teams):
            shares = [variable(0.0) for _ in range(goods)]
            row(0.0, 1.0, dict.fromkeys(shares, 1.0))
            for good, share in enumerate(shares):
                pieces = case.capacity[week, team] * case.skill[week, team, good]
                ready = week + (leads[good] if leads else 0)
                if ready < weeks:
                    made[ready][good][share] = made[ready][good].get(share, 0.0) - pieces
                for part in np.flatnonzero(matrix[good]):
                    made[week][part][share] = made[week][part].get(share, 0.0) + pieces * matrix[good, part]
    for good in range(goods):
        before: tuple[int, int] | None = None
        for week in range(weeks):
            delivered = variable(case.value[good])
            unsold = variable(-case.value[good] * case.waste_weight * case.spoils[good])
            unserved = variable(0.0)
            supply = {**made[week][good], delivered: 1.0, unsold: 1.0}
            wanted = {delivered: 1.0, unserved: 1.0}
            stock, asked = 0.0, case.demand[week, good]
            if before is None:
                stock, asked = case.start_stock[good], asked + case.start_backlog[good]
            else:
                supply[before[0]] = -(1.0 - case.spoils[good])
                wanted[before[1]] = -case.patience[good]
            row(stock, stock, supply)
            row(asked, asked, wanted)
            before = (unsold, unserved)
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return -float(solver.getInfo().objective_function_value)


def test_one_team_makes_what_is_worth_most_in_each_week() -> None:
    # Ten hours a week; lamps are worth 3 and boats 2. Week 0: 4 lamps, then 6 boats. Week 1: 10 of 12 boats.
    demand = np.array([[4.0, 20.0], [0.0, 12.0]])
    best = plan(np.array([10.0]), np.ones((1, 2)), demand, np.array([3.0, 2.0]), **NO_WASTE)
    assert best.value == best.bound == pytest.approx(4 * 3 + 6 * 2 + 10 * 2, rel=1e-8)
    np.testing.assert_allclose(best.delivered, [[4, 6], [0, 10]], atol=1e-6)
    # One more boat in stock is worth a boat, and so is a lamp at first: it frees the time for one.
    np.testing.assert_allclose(best.prices[:, 1], [2, 2], rtol=1e-6)
    assert best.prices[0, 0] == pytest.approx(2, rel=1e-6)


def test_goods_are_stored_ahead_of_a_rush_when_spoilage_is_worth_it() -> None:
    # Week 1 asks for 15 where 10 can be made; 10 were free in week 0, and a fifth of what is kept spoils.
    arguments = (np.array([10.0]), np.ones((1, 1)), np.array([[2.0], [15.0]]), np.array([4.0]), 0.2, 0.0)
    best = plan(*arguments, 0.5)
    kept = 5 / 0.8
    assert best.bound == pytest.approx(4 * (2 + 15) - 0.5 * 4 * 0.2 * kept)
    assert best.made[0, 0] == pytest.approx(2 + kept)
    assert best.stock[0, 0] == pytest.approx(5)
    # A piece of week 1 spares what storing it would spoil; one of week 0 nothing, for time is left over.
    assert best.prices[1, 0] == pytest.approx(0.5 * 4 * 0.2 / 0.8)
    assert best.prices[0, 0] == pytest.approx(0, abs=1e-7)
    # When a spoiled piece costs more than the others earn, nothing is put by.
    assert plan(*arguments, 40.0).bound == pytest.approx(4 * (2 + 10))


def test_the_patient_are_served_late() -> None:
    # Nothing but 10 in week 1 can be made for 8 who came in week 0 (three quarters wait) and 3 who come then.
    capacity = np.array([[0.0], [10.0]])
    best = plan(capacity, np.ones((1, 1)), np.array([[8.0], [3.0]]), np.array([5.0]), 0.0, 0.75, 0.5)
    assert best.bound == best.value == pytest.approx(5 * (3 + 6))
    assert best.backlog[0, 0] == pytest.approx(6)
    # One who is served early is, three times in four, not there to be served later.
    assert best.prices[0, 0] == pytest.approx(5 * 0.25)


def test_two_teams_divide_the_work_by_comparative_advantage() -> None:
    skill = np.array([[2.0, 1.0], [3.0, 0.5]])  # the second is better at lamps by any measure
    best = plan(np.array([4.0, 4.0]), skill, np.array([[12.0, 4.0]]), np.ones(2), **NO_WASTE)
    assert best.value == pytest.approx(16)
    np.testing.assert_allclose(best.made, [[12, 4]], atol=1e-6)


def test_what_stood_before_the_first_week_counts() -> None:
    nobody = np.zeros(1)
    best = plan(
        nobody, np.ones((1, 2)), np.zeros((1, 2)), np.array([3.0, 7.0]), **NO_WASTE,
        start_stock=np.array([2.0, 2.0]), start_backlog=np.array([5.0, 1.0]),
    )  # fmt: skip
    assert best.bound == best.value == pytest.approx(2 * 3 + 1 * 7)


def test_no_customers_means_nothing_to_earn() -> None:
    best = plan(np.array([5.0]), np.ones((1, 2)), np.zeros((3, 2)), np.ones(2), 0.1, 0.5, 0.5)
    assert (best.bound, best.value, best.gap) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("seed", range(25))
def test_rounds_of_prices_find_what_one_whole_programme_finds(seed: int) -> None:
    draw = np.random.default_rng(seed)
    case = random_case(seed, *(int(n) for n in draw.integers(1, (7, 8, 5))), load=float(draw.uniform(0.5, 3)))
    best, truth = case.solve(), whole_programme(case)
    assert best.bound == pytest.approx(truth, rel=SOLVER)
    assert best.value == pytest.approx(truth, rel=SOLVER)
    assert best.value <= truth * (1 + 1e-9) + 1e-9


@pytest.mark.parametrize("gap", [0.05, 0.01, 0.001])
def test_the_promised_gap_is_kept_and_both_sides_enclose_the_truth(gap: float) -> None:
    case = random_case(7, 26, 12, 5, load=1.6)
    best, truth = case.solve(gap, 60), case.solve(1e-7)
    assert best.gap <= gap
    assert best.gap == pytest.approx((best.bound - best.value) / best.bound, abs=1e-8)
    assert best.value <= truth.bound
    assert truth.value <= best.bound


def test_a_bound_stopped_early_is_still_a_bound() -> None:
    case = random_case(3, 20, 30, 6, load=2.0)
    truth = case.solve(1e-7)
    bounds = [case.solve(1e-7, rounds).bound for rounds in (0, 1, 2, 5, 10)]
    assert bounds == sorted(bounds, reverse=True)
    assert bounds[0] > truth.bound * 1.01, "the case is too easy to show anything"
    assert min(bounds) >= truth.value


@given(
    seed=st.integers(0, 2**32 - 1), weeks=st.integers(1, 8), teams=st.integers(1, 6), goods=st.integers(1, 4),
    load=st.floats(0.3, 3), herd=st.floats(0, 1),
)  # fmt: skip
def test_no_run_by_the_rules_beats_the_bound(
    seed: int, weeks: int, teams: int, goods: int, load: float, herd: float
) -> None:
    case = random_case(seed, weeks, teams, goods, load)
    best = case.solve(0.02, 30)
    draw = np.random.default_rng(seed + 1)
    clever = (best.prices[:, None, :] * case.skill).argmax(axis=2)
    for _ in range(5):
        free = draw.integers(0, goods, (weeks, teams))
        job = np.where(draw.random((weeks, teams)) < herd, clever, free)
        output = case.capacity * np.take_along_axis(case.skill, job[..., None], axis=2)[..., 0]
        output = output * (draw.random((weeks, teams)) > 0.1)
        made = np.stack([np.bincount(job[w], weights=output[w], minlength=goods) for w in range(weeks)])
        assert case.play(made) <= best.bound * (1 + 1e-9) + 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_the_plan_can_be_played_and_earns_what_it_says(seed: int) -> None:
    case = random_case(seed, 12, 8, 3, load=1.5)
    best = case.solve(0.001)
    assert case.play(best.made) == pytest.approx(best.value, rel=1e-7)
    alone = [case.capacity.sum(axis=1) * case.skill[..., good].max(axis=1) for good in range(3)]
    assert (best.made <= np.stack(alone, axis=1) * (1 + 1e-9)).all()
    assert (best.delivered >= 0).all()
    assert (best.backlog >= 0).all()
    assert (best.stock >= 0).all()


@pytest.mark.parametrize("seed", range(6))
def test_shadow_prices_lie_between_nothing_and_the_value_and_foretell_one_more_piece(seed: int) -> None:
    case = random_case(seed, 10, 8, 3, load=1.5)
    best = case.solve()
    assert (best.prices >= 0).all()
    assert (best.prices <= case.value * (1 + 1e-9)).all()
    keep = (1 - case.spoils) * best.prices[1:] - case.waste_weight * case.spoils * case.value
    assert (best.prices[:-1] >= keep - 1e-6).all(), "storing a piece would earn something"
    richer = case._replace(start_stock=case.start_stock + np.array([1.0, 0.0, 0.0]))
    gained = richer.solve().bound - best.bound
    assert gained <= best.prices[0, 0] * (1 + SOLVER) + SOLVER * best.bound


def test_more_people_more_customers_and_less_spoilage_never_lower_the_bound() -> None:
    case = random_case(11, 15, 10, 4, load=1.3)
    least = case.solve().bound
    for better in (
        case._replace(capacity=case.capacity * 1.1),
        case._replace(demand=case.demand * 1.1),
        case._replace(spoils=case.spoils * 0.5),
        case._replace(patience=np.ones(4)),
    ):
        assert better.solve().bound > least


def test_money_and_pieces_may_be_counted_in_any_unit() -> None:
    case = random_case(5, 12, 9, 4)
    many = case._replace(
        capacity=case.capacity * 1e6, demand=case.demand * 1e6, value=case.value * 1e-3,
        start_stock=case.start_stock * 1e6, start_backlog=case.start_backlog * 1e6,
    )  # fmt: skip
    one, other = case.solve(1e-7), many.solve(1e-7)
    assert other.bound == pytest.approx(one.bound * 1e3, rel=SOLVER)


def test_constant_skill_and_capacity_may_be_given_once_and_weeks_in_any_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = random_case(2, 9, 7, 3)
    same = case._replace(
        skill=np.broadcast_to(case.skill[0], case.skill.shape),
        capacity=np.broadcast_to(case.capacity[0], case.capacity.shape),
    )
    short = same._replace(skill=case.skill[0], capacity=case.capacity[0])
    listed = case._replace(skill=list(case.skill))  # type: ignore[arg-type]
    assert short.solve().bound == same.solve().bound
    whole, parts = case.solve(), listed.solve()
    monkeypatch.setattr(sides, "BLOCK_ENTRIES", 2 * 7 * 3)
    for again in (parts, case.solve(), listed.solve()):
        assert again.bound == whole.bound
        np.testing.assert_array_equal(again.prices, whole.prices)


def test_figures_carry_nine_digits_and_cannot_be_changed() -> None:
    best = random_case(1, 6, 5, 3).solve(0.01)
    for name in ("prices", "made", "delivered", "stock", "backlog"):
        figures = getattr(best, name)
        assert figures.shape == (6, 3)
        assert not figures.flags.writeable
        assert all(float(f"{figure:.9g}") == figure for figure in figures.flat)
    assert float(f"{best.bound:.9g}") == best.bound


def test_wrong_shapes_are_named() -> None:
    case = random_case(1, 4, 3, 2)
    with pytest.raises(ValueError, match="skill"):
        case._replace(skill=case.skill[:, :2]).solve()
    with pytest.raises(ValueError, match="skill"):
        case._replace(skill=list(case.skill[:3])).solve()  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="demand"):
        case._replace(demand=case.demand[0]).solve()
    with pytest.raises(ValueError, match="at least one week"):
        own_bound([], case.value, 0.1, 0.6, 0.5)


GOODS = (
    Product("lamps", 10.0, 0.5, 0.15),
    Product("boats", 25.0, 0.3, 0.3),
    Product("kites", 4.0, 0.2, 0.05),
)
VALUE = np.array([product.value for product in GOODS])
SPOILS = np.array([product.spoils for product in GOODS])
LOSSES = tuple(value.name for value in VALUES if value.spoil != 1.0 or value.patience != 1.0)[:3]
"""Values that change how much spoils and how long customers wait."""


def busy_run(world: World, weeks: int) -> list[Ledger]:
    """A run in which every team changes its work at random now and then."""
    state, draw, ledgers = found(world), np.random.default_rng(world.seed), []
    for _ in range(weeks):
        state.job = np.where(draw.random(world.teams) < 0.3, draw.integers(0, 3, world.teams), state.job)
        state.order_weeks = np.full(world.teams, 2, dtype=np.int64)
        ledgers.append(advance(state, []))
    return ledgers


@pytest.mark.parametrize("declared", [(), LOSSES])
@pytest.mark.parametrize("people", [5, 120])
@pytest.mark.slow
def test_a_whole_game_stays_below_its_own_bound(people: int, declared: tuple[str, ...]) -> None:
    world = World(
        people=people, weeks=40, products=GOODS, contracts_per_quarter=1, seed=people, value_names=declared,
        policy=StartPolicy(declared=declared), cultures=(Culture(1.0, (0.9,) * len(declared)),),
    )  # fmt: skip
    ledgers = busy_run(world, 40)
    for first, last in ((0, 40), (13, 40), (30, 31)):
        part = ledgers[first:last]
        earned = sum(ledger.net_value() for ledger in part)
        best = own_bound(part, VALUE, SPOILS, PATIENCE, WASTE_WEIGHT)
        assert earned <= best.bound * (1 + 1e-9)
        assert last - first == 1 or 0.3 * best.bound < earned


def week_of(week: int, **pieces: float) -> Ledger:
    """A week of a company with one product, one team and room for ten pieces a week; all else is nought."""
    blank: dict[str, Any] = {field.name: np.zeros(1) for field in fields(Ledger)}
    blank |= {"week": week, "reference": 0.0, "capacity": np.array([10.0]), "skill": np.ones((1, 1))}
    pieces.setdefault("arrived", pieces.get("made", 0.0))
    return Ledger(**blank | {name: np.array([number]) for name, number in pieces.items()})


def test_own_bound_reads_the_start_and_the_losses_off_the_ledgers() -> None:
    told = {"spoils": 0.9, "patience": 0.5, "waste_weight": 0.0, "gap": 1e-9}
    # 6 in stock and 4 waiting; 10 are made for 30 more customers, and of the 18 unserved 9 stay.
    short = week_of(8, demand=30.0, made=10.0, delivered=16.0, backlog=9.0)
    # With those 9 waiting, 10 are made for half a customer more; of the half left over a fifth spoils.
    plenty = week_of(9, demand=0.5, made=10.0, delivered=9.5, stock=0.4, spoiled=0.1)
    assert own_bound([short, plenty], np.array([2.0]), **told).bound == pytest.approx(2 * (16 + 9.5))
    # 3 come to 4 who wait and 2 of the 7 are served, but all could have been: 10 could be made.
    lazy = week_of(8, demand=3.0, made=2.0, delivered=2.0, backlog=2.5)
    assert own_bound([lazy], np.array([2.0]), **told).bound == pytest.approx(2 * 7)
    # 6 in stock; 10 made for 8: half of the 8 left spoil, not nine tenths as told; then 14 of 30 are served.
    early = week_of(8, demand=8.0, made=10.0, delivered=8.0, stock=4.0, spoiled=4.0)
    later = week_of(9, demand=30.0, made=10.0, delivered=14.0, backlog=1.6)
    assert own_bound([early, later], np.array([2.0]), **told).bound == pytest.approx(2 * (8 + 14))


def test_the_founding_bound_is_the_same_for_every_leader() -> None:
    world = World(people=40, weeks=20, products=GOODS, seed=3)
    state = found(world)
    bounds = []
    for ledgers in (busy_run(world, 20), [advance(state, []) for _ in range(20)]):
        demand = np.stack([ledger.reference_demand for ledger in ledgers])
        capacity, skill = np.full(world.teams, 6.0), ledgers[0].skill
        bounds.append(founding_bound(capacity, skill, demand, VALUE, SPOILS, PATIENCE, WASTE_WEIGHT))
        reference = sum(ledger.reference for ledger in ledgers)
        assert 0.3 * reference < bounds[-1].value <= reference * (1 + 1e-9)
    assert bounds[0].bound == bounds[1].bound
