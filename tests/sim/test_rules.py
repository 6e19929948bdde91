"""The rules: small cases worked by hand, and invariants that hold for any company and any leader."""

from __future__ import annotations

import random
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sim import luck
from game.sim.actions import FORMS, Action, Receipt, Refusal, parse
from game.sim.company import market, trouble
from game.sim.company.chains import hand_value
from game.sim.company.dilemmas import given as given_answer
from game.sim.company.influence import MOST
from game.sim.company.teams import offers
from game.sim.company.turnover import hiring_cents
from game.sim.curves import Ints
from game.sim.desk.reports import KNOWLEDGE_WEEKS, PUBLIC, delay_weeks, report
from game.sim.founding import found
from game.sim.ledger import MORALE_INDEX, MORALE_START, SCORE_INDEX, TILL_LINES, Ledger
from game.sim.levers import LEVERS, RIGHTS, check, preview
from game.sim.state import Event, State
from game.sim.values import BARK_TERMS, IDLE, SHORT_PAY_SHARE, VALUES, Value
from game.sim.week import advance
from game.sim.world import ANY, PATIENCE, Contract, Recall, StartPolicy, World
from game.words.explain import how_long_known, knowledge_left, weeks
from tests.worlds import any_action, calm, card, desk_of, goods, played, some_actions, worlds

RULES = Path(trouble.__file__).parent


@pytest.mark.parametrize(
    ("people", "layers"), [(5, 0), (6, 0), (12, 1), (36, 1), (40, 2), (120, 2), (400, 3), (15000, 5)]
)
def test_layers_follow_from_headcount_and_span(people: int, layers: int) -> None:
    assert World(people=people).layers == layers


def test_each_reporting_level_cuts_the_delay_to_six_tenths() -> None:
    world = World(people=120)
    assert [delay_weeks(world, level) for level in range(4)] == [2, 1, 1, 0]


def test_delivery_spoilage_and_patience_by_hand() -> None:
    state = found(calm(products=goods(2, spoils=0.25)))
    state.demand = np.array([4.0, 4.0])
    state.stock = np.array([1.0, 0.0])
    state.backlog = np.array([1.0, 3.0])
    trade = market.deliver(state, np.array([8.0, 2.0]), 0.0, 1.0, 1.0)
    assert trade.delivered.tolist() == [5.0, 2.0]
    assert trade.spoiled.tolist() == [1.0, 0.0]
    assert state.stock.tolist() == [3.0, 0.0]
    assert state.backlog.tolist() == [0.0, 5.0 * PATIENCE]
    assert trade.served == pytest.approx((8 * 5 + 9 * 2) / (8 * 5 + 9 * 7))


def test_a_price_moves_with_the_flow_and_stays_within_its_limits() -> None:
    state = found(calm())
    state.demand = np.array([4.0, 4.0])
    market.deliver(state, np.array([0.0, 8.0]), 0.0, 1.0, 1.0)
    assert state.price[0] == pytest.approx(8.0 * (1 + market.PRICE_SPEED))
    assert state.price[1] < 9.0
    for _ in range(400):
        state.demand = np.array([4.0, 4.0])
        market.deliver(state, np.array([0.0, 40.0]), 0.0, 1.0, 1.0)
    assert state.price.tolist() == pytest.approx([24.0, 1.35], rel=0.02)
    assert state.price[0] < 24.0
    assert state.price[1] > 1.35


def test_an_order_travels_is_obeyed_and_runs_out() -> None:
    world = calm(people=40, team_size=5, teams_per_department=4, weeks=20)
    state = found(world)
    assert world.letter_weeks == 2
    jobs = []
    for week in range(7):
        advance(state, [Action("order", 3, (1, 4))] if week == 0 else [])
        jobs.append(int(state.job[3]))
    assert jobs == [IDLE, IDLE, 1, 1, 1, 1, IDLE]


def test_a_disc_rides_with_its_letter() -> None:
    world = calm(people=40, team_size=5, teams_per_department=4, discs=2)
    state = found(world)
    free = []
    for week in range(4):
        advance(state, [Action("order", 0, (0, 2))] if week == 0 else [])
        free.append(desk_of(state).discs_free)
    assert free == [1, 1, 2, 2]


def test_a_visit_shows_the_truth_there_and_what_they_are_good_at() -> None:
    world = calm(people=120, team_size=6, teams_per_department=5, policy=StartPolicy("carry on"), specialisation=0.6)
    state = played(world, 6)
    assert np.isnan(desk_of(state).skill).all()
    skill = state.skill[4].copy()
    advance(state, [Action("visit", 4)])
    desk = desk_of(state)
    assert desk.skill[4].tolist() == skill.tolist()
    assert np.isnan(desk.skill[5]).all()
    assert desk.seen[4] == state.week - 1
    assert desk.seen[5] == state.week - 1 - world.layers
    true = report(state, truth=True)
    assert desk.morale[4] == true.morale[4]


def test_knowledge_of_skills_fades() -> None:
    world = calm(people=40, team_size=5, weeks=40)
    state = played(world, 15, [(0, Action("visit", 1))])
    assert np.isnan(desk_of(state).skill[1]).all()
    assert not np.isnan(desk_of(played(world, 13, [(0, Action("visit", 1))])).skill[1]).any()


def test_nobody_forgets_how_a_team_does_what_it_is_seen_doing() -> None:
    company = calm(people=40, team_size=5, weeks=40)
    state = played(company, 20, [(0, Action("visit", 1)), (10, Action("order", 1, (1, 8)))])
    desk = desk_of(state)
    assert desk.job[1] == 1
    assert not np.isnan(desk.skill[1, 1])
    assert desk.skill_age[1, 1] > KNOWLEDGE_WEEKS
    assert np.isnan(desk.skill[1, [0, *range(2, desk.skill.shape[1])]]).all()
    assert how_long_known(desk, 1, 1).endswith("it stays known while they are seen at it.")


def test_what_is_about_to_be_forgotten_says_when() -> None:
    desk = desk_of(played(calm(people=40, team_size=5, weeks=40), 12, [(0, Action("visit", 1))]))
    left = knowledge_left(desk, 1, 0)
    assert f"out of date in {weeks(left)}" in how_long_known(desk, 1, 0)
    after = desk_of(played(calm(people=40, team_size=5, weeks=40), 12 + left - 1, [(0, Action("visit", 1))]))
    gone = desk_of(played(calm(people=40, team_size=5, weeks=40), 12 + left, [(0, Action("visit", 1))]))
    assert not np.isnan(after.skill[1, 0])
    assert np.isnan(gone.skill[1, 0])


def test_in_the_garage_two_weeks_of_work_show_a_skill() -> None:
    state = played(calm(), 1, [(0, Action("order", 2, (1, 4)))])
    assert np.isnan(desk_of(state).skill[2]).all()
    advance(state, [])
    assert not np.isnan(desk_of(state).skill[2, 1])
    assert np.isnan(desk_of(state).skill[2, 0])


def test_the_desk_hears_of_a_contract_before_the_teams_see_demand() -> None:
    world = calm(weeks=30, contracts=(Contract(15, 1, 2.5),))
    before, during = played(world, 6), played(world, 18)
    row = desk_of(before).horizon[0]
    assert (row.product, row.first, row.last, row.heard) == (1, 15, 20, 5)
    assert row.low < 2.5 < row.high
    assert not desk_of(played(world, 4)).horizon
    ratio = market.reference_demand(during) / market.base_demand(world)
    assert ratio.tolist() == pytest.approx([1.0, 2.5])


def test_a_fourth_tag_may_leave_when_one_comes_down_before_it_arrives() -> None:
    world = calm(people=120, products=goods(4), levers=("tag",))
    state = found(world)
    sent = [Action("tag", product, (1, weeks)) for product, weeks in ((0, 3), (1, 12), (2, 12))]
    for actions in (sent, [], []):
        advance(state, actions)
    fourth = Action("tag", 3, (1, 3))
    assert world.letter_weeks == 2
    assert {tag.product: tag.weeks for tag in report(state).tags} == {0: 2, 1: 11, 2: 11}
    assert isinstance(check(report(state), (), fourth), Receipt)
    assert isinstance(check(report(state), (fourth,), Action("tag", 0, (1, 3))), Refusal)
    for actions in ([fourth], [], []):
        advance(state, actions)
    assert {tag.product for tag in report(state).tags} == {1, 2, 3}


def test_a_tag_moves_only_teams_that_choose() -> None:
    moved = {}
    for default in ("carry on", "choose"):
        world = calm(people=120, team_size=1, policy=StartPolicy(default), weeks=26, wave=0.0)
        tagged = played(world, 12, [(2, Action("tag", 1, (3, 12)))])
        plain = played(world, 12)
        moved[default] = int(np.count_nonzero(tagged.job != plain.job))
    assert moved["carry on"] == 0
    assert moved["choose"] >= 10


def test_wrong_orders_cost_morale_and_trust_by_name() -> None:
    world = calm(people=40, team_size=5, specialisation=1.0, weeks=20)
    right, wrong = found(world), found(world)
    for state, best in ((right, True), (wrong, False)):
        choice = state.skill.argmax(axis=1) if best else state.skill.argmin(axis=1)
        state.job = choice.astype(np.int64)
        state.order_weeks = np.full_like(state.job, 12)
        for _ in range(8):
            advance(state, [])
    assert wrong.morale.mean() < right.morale.mean() - 0.05
    assert wrong.trust.mean() < right.trust.mean() - 0.03
    account = desk_of(wrong).causes[0]
    assert account.min() == account[1]


def test_an_order_hurts_by_being_wrong_and_by_nothing_else() -> None:
    """Told what one would have chosen, one stays as one was; told what one is bad at, one loses heart, at any size."""
    for people in (6, 40):
        world = calm(people=people, team_size=people // 6, policy=StartPolicy("choose"), weeks=20, specialisation=1.0)
        best = found(world).skill.argmax(axis=1)
        told = {
            name: played(world, 15, [(week, Action("order", 0, (int(job), 8))) for week in (0, 8)])
            for name, job in (("right", best[0]), ("wrong", 1 - best[0]))
        }
        right, wrong = told["right"], told["wrong"]
        assert right.order_weeks[0] > 0
        assert right.wrong[0] == 0.0
        assert wrong.wrong[0] > 0.05
        assert wrong.initiative[0] < 0.4 < 0.5 < right.initiative[0]
        assert wrong.team_morale[0] < right.team_morale[0]
        assert wrong.team_trust[0] < right.team_trust[0]


def test_size_acts_on_what_people_feel_only_through_what_it_does_to_the_work() -> None:
    """Neither layers nor headcount stand in the rules of feeling, believing and leaving, besides shares of people."""
    for name in ("people", "turnover", "crowd", "vision"):
        text = (RULES / f"{name}.py").read_text(encoding="utf-8")
        assert "layers" not in text, name
        assert "world.people" not in text, name


def test_equipment_follows_the_interest_rate_both_ways() -> None:
    """Half of the way in six to twenty weeks, down when money is dear and up when it is cheap."""
    world = calm(people=12, team_size=2, weeks=60)
    for percent, sign in ((20, -1), (2, 1)):
        state = found(world)
        goal = trouble.wanted_equipment(percent)
        assert (goal - 1.0) * sign > 0.1
        advance(state, [Action("rate", -1, (percent,))])
        weeks = 1
        while abs(state.equipment[0] - 1.0) < abs(goal - 1.0) / 2:
            advance(state, [])
            weeks += 1
        assert 6 <= weeks <= 20
    assert trouble.wanted_equipment(8) == 1.0


@pytest.mark.slow
def test_a_lone_output_figure_is_met_at_the_expense_of_quality() -> None:
    world = calm(people=24, team_size=4, teams_per_department=3, weeks=60, policy=StartPolicy("choose"))
    alone = played(world, 30, [(0, Action("kpi_company", -1, (trouble.OUTPUT, 1)))])
    pair = played(world, 30, [(0, Action("kpi_company", -1, (k, 1))) for k in (trouble.OUTPUT, trouble.QUALITY)])
    plain = played(world, 30)
    assert alone.quality.max() < plain.quality.min() - 0.1
    assert pair.quality.min() > plain.quality.max()
    assert alone.market.mean() < plain.market.mean() < pair.market.mean()


def test_thrift_spares_what_would_spoil() -> None:
    world = calm(people=24, team_size=4, teams_per_department=3, weeks=30, load=0.5, policy=StartPolicy("choose"))
    plain, thrifty = found(world), found(world)
    thrifty.kpis[:, trouble.THRIFT] = 1
    lost = [sum(float(advance(state, []).spoiled.sum()) for _ in range(12)) for state in (plain, thrifty)]
    assert 0.0 < lost[1] < 0.9 * lost[0]


def test_an_order_on_standing_figures_costs_morale_by_name() -> None:
    world = calm(
        people=24, team_size=4, teams_per_department=3, weeks=60, policy=StartPolicy("choose", kpis=("quality",))
    )
    state = played(world, 6, [(0, Action("order_department", 0, (0, 8)))])
    column = MORALE_INDEX["figures"]
    assert state.causes[column, 0] < -0.02
    assert state.causes[column, 3] == 0.0


def test_shared_tools_cost_builders_first_and_spare_double_work_later() -> None:
    world = calm(people=120, team_size=5, teams_per_department=5, weeks=60, cash_cents=2_000_000)
    state = found(world)
    advance(state, [Action("tools")])
    assert (state.building, state.tools) == (7, 0)
    assert trouble.builders(state) == pytest.approx(0.04)
    for _ in range(7):
        advance(state, [])
    assert (state.building, state.tools) == (0, 1)
    assert trouble.builders(state) == 0.0
    assert isinstance(check(desk_of(state), [], Action("tools")), Receipt)
    assert state.cash_cents < 2_000_000 - 120 * world.tools_cents + 120 * 60 * world.price_cents * 20


def test_the_net_makes_teams_bolder() -> None:
    world = calm(people=60, team_size=2, policy=StartPolicy("choose"), weeks=30, wave=0.6)
    changes = {}
    for net in (0, 2):
        state = found(world)
        advance(state, [Action("net", -1, (net,))] if net else [])
        count = 0
        for _ in range(20):
            before = state.job.copy()
            advance(state, [])
            count += int(np.count_nonzero(before != state.job))
        changes[net] = count
    assert changes[2] > changes[0]


def test_a_fire_costs_work_and_free_people_learn_from_it() -> None:
    world = calm(people=60, team_size=3, weeks=30, policy=StartPolicy("choose"), trouble=3.0)
    state = found(world)
    state.trust[:], state.initiative[:] = 0.8, 0.9
    calm_twin = state.copy()
    calm_twin.world = calm(people=60, team_size=3, weeks=30, policy=StartPolicy("choose"))
    for _ in range(20):
        ledger = advance(state, [])
        advance(calm_twin, [])
        assert ledger.score[SCORE_INDEX["fires"]] <= 0.0
    assert state.score[SCORE_INDEX["fires"]] < 0.0 == calm_twin.score[SCORE_INDEX["fires"]]
    assert state.method.max() > calm_twin.method.max()


def test_fires_are_more_frequent_a_head_in_larger_companies() -> None:
    burning = {}
    for people in (24, 480):
        world = calm(people=people, team_size=4, teams_per_department=4, weeks=60, trouble=2.0)
        state = found(world)
        weeks = 0
        for _ in range(40):
            advance(state, [])
            weeks += int(np.count_nonzero(state.fire))
        burning[people] = weeks / people
    assert burning[480] > 1.5 * burning[24]


def test_only_an_order_puts_bad_material_right() -> None:
    world = calm(people=60, team_size=3, weeks=30, policy=StartPolicy("choose"), recalls=(Recall(5, 0.5),))
    improve = len(world.products)
    ordered = played(world, 12, [(6, Action("order_company", -1, (improve, 2)))])
    tagged = played(world, 12, [(6, Action("tag", 0, (3, 6)))])
    assert ordered.faulty.max() == 0.0
    assert np.count_nonzero(tagged.faulty) > 0.7 * tagged.faulty.shape[0]
    assert tagged.score[SCORE_INDEX["recall"]] < 1.5 * ordered.score[SCORE_INDEX["recall"]] < 0.0


def test_a_value_needs_commitment_and_repetition() -> None:
    names = ("craft", "service")
    world = calm(
        people=60, team_size=5, teams_per_department=4, weeks=60, value_names=names, policy=StartPolicy("choose")
    )
    declared = [(0, Action("declare", 0))]
    told_once = played(world, 40, declared)
    repeated = played(world, 40, [*declared, (4, Action("ritual", 0, (0,)))])
    assert repeated.commitment[0].mean() > told_once.commitment[0].mean() + 0.02
    here = repeated.department[repeated.team_of] == 0
    assert repeated.commitment[0][here].mean() > repeated.commitment[0][~here].mean() + 0.1
    assert played(world, 40).commitment.max() == 0.0


def test_the_committed_come_to_agree() -> None:
    world = calm(people=60, team_size=5, weeks=80, value_names=("craft",), policy=StartPolicy("choose", 0, ("craft",)))
    state = found(world)
    state.trust[:] = 0.9
    state.commitment[0] = 0.9
    state.agreement[0] = 0.3
    before = state.agreement[0].mean()
    for week in range(26):
        advance(state, [Action("ritual", 0, (0,))] if week == 0 else [])
    here = state.department[state.team_of] == 0
    assert state.agreement[0][here].mean() > before + 0.1


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.name)
def test_every_value_gives_and_costs_something(value: Value) -> None:
    plain = Value(value.name, value.promise)
    changed = [f for f in value.__dataclass_fields__ if getattr(value, f) != getattr(plain, f)]
    assert len(changed) >= 2


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.name)
def test_every_value_moves_the_company(value: Value) -> None:
    world = calm(
        people=48, team_size=4, teams_per_department=4, value_names=(value.name,), wave=0.5, weeks=30,
        policy=StartPolicy("choose", 0, (value.name,)),
    )  # fmt: skip
    held, inert = found(world), found(world)
    for state in (held, inert):
        state.visibility[0, :] = 1.0
        state.commitment[0] = 0.8
        advance(state, [Action("order_department", 1, (0, 8)), Action("tag", 1, (3, 12))])
    inert.visibility[0, :] = 0.0
    for _ in range(10):
        held.visibility[0, :] = 1.0
        advance(held, [])
        advance(inert, [])
    assert held.score.tolist() != inert.score.tolist()


def test_a_bark_names_the_term_that_decided() -> None:
    world = calm(people=60, team_size=3, policy=StartPolicy("choose"), weeks=30, wave=0.6, products=goods(4))
    state = played(world, 9)
    offer = offers(state)
    before = state.bark.copy()
    advance(state, [])
    changed = np.flatnonzero((state.bark != before).any(axis=1))
    assert changed.shape[0] > 0
    for team in changed:
        term, best, second, percent = state.bark[team]
        assert best != second
        if BARK_TERMS[term] == "skill":
            known = np.append(state.skill[team], 1.0)
            assert known[best] / known[second] == pytest.approx(1 + percent / 100, abs=0.08)
        if BARK_TERMS[term] == "price":
            assert offer.price[best, team] / offer.price[second, team] > 1.0


@given(seed=st.integers(0, 2**63), week=st.integers(0, 500), count=st.integers(0, 50))
def test_luck_is_a_pure_function_of_its_key(seed: int, week: int, count: int) -> None:
    first = luck.uniform(seed, week, luck.DEMAND, count)
    assert first.tolist() == luck.uniform(seed, week, luck.DEMAND, count + 9)[:count].tolist()
    assert ((first >= 0.0) & (first < 1.0)).all()


def test_known_luck_stays_what_it_is() -> None:
    assert luck.uniform(7, 3, luck.CHOOSE, 3).tolist() == KNOWN_LUCK


KNOWN_LUCK = [0.3267054246030352, 0.4678455909475284, 0.47198505963483917]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(world=worlds(), play=st.randoms(use_true_random=False))
def test_any_company_under_any_leader_keeps_its_books(world: World, play: random.Random) -> None:
    """Goods, money and accounts reconcile; every field stays in its bounds; nothing is ever not a number."""
    state = found(world)
    value = np.array([p.value for p in world.products])
    for _ in range(min(world.weeks, 16)):
        desk = report(state)
        actions = some_actions(desk, play)
        stock, cash, score = state.stock.copy(), state.cash_cents, state.score.copy()
        purse = state.purse_cents.copy()
        people, taken = state.people, state.reason >= 0
        struck = {a.department for a in world.accidents if a.week == state.week and a.kind == "machine"}
        equipment = state.equipment * np.where(np.isin(state.department, list(struck)), trouble.MACHINES_LEFT, 1.0)
        extra = (state.head * (equipment - 1.0)).sum() * hand_value(world) * trouble.EQUIPMENT_RETURN
        thrift = 0.15 * (state.head * equipment).sum() * hand_value(world) * trouble.EQUIPMENT_RETURN
        open_cards, head = {card.index for card in state.cards if not card.settled}, state.head.copy()
        ledger = advance(state, actions)
        gone = ledger.delivered + ledger.spoiled + ledger.used
        assert stock + ledger.arrived == pytest.approx(gone + ledger.stock, abs=1e-9)
        assert (state.score - score).tolist() == pytest.approx(ledger.score.tolist(), abs=1e-7)
        net = (ledger.delivered * value).sum() - market.WASTE_WEIGHT * (ledger.spoiled * value).sum()
        bad = -ledger.score[SCORE_INDEX["recall"]]
        spared = ledger.net_value() - (net - extra - bad)
        assert -1e-6 <= spared <= (thrift if "thrift" in world.value_names else 0.0) + 1e-6
        assert bad >= 0.0
        costs = people * world.wage_cents + int((state.purse_cents - purse).sum())
        running = world.fixed_cents + people * world.net_cents * state.net
        spared = 0.15 * running if "thrift" in world.value_names else 0.0
        costs += running - _paid_by_cards(state, open_cards, head)
        hired = int(np.count_nonzero((state.reason >= 0) & ~taken))
        hired -= sum(arrival.people for arrival in world.arrivals if arrival.week == ledger.week)
        costs += hiring_cents(state, hired)
        short = any(action.lever == "short_pay" for action in actions) or any(
            disc.lever == "short_pay" for disc in desk.discs
        )
        held = int(people * world.wage_cents * SHORT_PAY_SHARE) if short else 0
        costs -= held
        costs += world.people * world.tools_cents * sum(action.lever == "tools" for action in actions)
        income = (ledger.delivered * value).sum() * world.price_cents
        most = income - costs + spared
        least = income - costs - ((ledger.delivered + ledger.used) * world.coin_cents * 9).sum()
        assert least - 1 <= state.cash_cents - cash <= most + 1
        till = dict(zip(TILL_LINES, ledger.till, strict=True))
        assert sum(till.values()) == state.cash_cents - cash
        assert till["sales"] == pytest.approx((ledger.delivered * value).sum() * world.price_cents, abs=1)
        assert till["wages"] == -people * world.wage_cents
        assert till["purses"] == -(state.purse_cents - purse).sum()
        assert till["hiring"] == -hiring_cents(state, hired)
        assert till["answers"] == _paid_by_cards(state, open_cards, head)
        assert till["tools"] == -world.people * world.tools_cents * sum(action.lever == "tools" for action in actions)
        assert till["net"] >= -people * world.net_cents * state.net
        assert till["fixed"] >= -world.fixed_cents - 1
        assert till["tags"] <= 0
        assert till["held"] == held
        explained = MORALE_START + state.causes.sum(axis=0)
        staffed = state.head > 0
        true = np.bincount(state.team_of, weights=state.morale, minlength=world.teams)
        assert explained[staffed] == pytest.approx(true[staffed] / state.head[staffed], abs=1e-9)
        _within_bounds(state)
        _people_add_up(state, people, ledger)


def _people_add_up(state: State, before: int, ledger: Ledger) -> None:
    """Everyone is in a seat or gone for a reason; an empty seat holds nothing."""
    world, empty = state.world, state.reason < 0
    assert state.people == ledger.people == before + ledger.joined.sum() - ledger.left.sum()
    assert state.people == world.people + state.joined_ever.sum() - state.left_ever.sum()
    assert np.bincount(state.team_of[~empty], minlength=world.teams).tolist() == state.head.tolist()
    for figures in (state.trust, state.morale, state.influence, *state.agreement, *state.commitment):
        assert not figures[empty].any()
    assert (state.leaning[empty] == -1).all()
    assert state.influence.max() <= MOST
    assert ((state.learning >= 0.0) & (state.learning <= state.head)).all()
    for department in np.flatnonzero(state.lead >= 0):
        seat = state.lead[department]
        assert state.reason[seat] >= 0
        assert state.department[state.team_of[seat]] == department


def _paid_by_cards(state: State, open_cards: set[int], head: Ints) -> int:
    """Cents that the answers of this week brought, and those that came back in it, for each person concerned.

    head [T]: before anyone came or went.
    """
    cents = 0
    for dealt in state.cards:
        if dealt.settled and dealt.index in open_cards:
            dilemma = state.world.dilemmas[dealt.index]
            turns = {answer.verb: answer.turn for answer in dilemma.answers} | {-1: dilemma.silence}
            here = (state.department == dealt.department) | (dealt.department < 0)
            cents += turns[dealt.verb].cash_cents * int(head[here].sum())
    for echo in state.world.echoes:
        told = []
        for place, dealt in enumerate(state.cards):
            said = given_answer(dealt)
            if said is not None and state.world.dilemmas[dealt.index].name == echo.card and echo.verb in (ANY, said[0]):
                told.append((said[1], place, dealt.department))
        if told and min(told)[0] + echo.weeks == state.week:
            here = (state.department == min(told)[2]) | (min(told)[2] < 0)
            cents += echo.turn.cash_cents * int(head[here].sum())
    return cents


def _within_bounds(state: object) -> None:
    for name in (
        "quality",
        "faulty",
        "agreement",
        "commitment",
        "doubt",
        "pledge",
        "trust",
        "morale",
        "initiative",
        "visibility",
        "reputation",
        "wrong",
    ):
        field = getattr(state, name)
        assert np.isfinite(field).all(), name
        assert ((field >= 0.0) & (field <= 1.0)).all(), name
    for name in ("equipment", "fire", "stock", "backlog", "price", "skill", "demand", "delivered", "influence"):
        field = getattr(state, name)
        assert np.isfinite(field).all(), name
        assert (field >= 0.0).all(), name
    market_size, method = getattr(state, "market"), getattr(state, "method")  # noqa: B009
    assert ((market_size >= 0.4) & (market_size <= 3.0)).all()
    assert ((method >= 1.0) & (method <= 1.3)).all()


def test_what_the_desk_may_know_of_a_world_is_listed_field_by_field() -> None:
    """A new field of the world is hidden until somebody lists it here or there: nothing leaks by being forgotten."""
    hidden = {
        "shifts", "contracts", "recalls", "unlocks", "contracts_per_quarter", "seed", "newcomers", "dilemmas",
        "accidents", "bottlenecks", "bottlenecks_per_quarter", "sated", "echoes", "loyalty",
    }  # fmt: skip
    assert {field.name for field in fields(World)} == set(PUBLIC) | hidden
    assert not set(PUBLIC) & hidden


def test_every_lever_is_written_and_carried_out() -> None:
    """A lever is a row of both tables, with a choice for every number that its actions are written with."""
    assert tuple(FORMS) == tuple(LEVERS)
    for name, lever in LEVERS.items():
        assert lever.name == name
        assert len(lever.choices) == len(FORMS[name].fields), name



@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(world=worlds(), play=st.randoms(use_true_random=False))
def test_actions_round_trip_and_refusals_touch_nothing(world: World, play: random.Random) -> None:
    state = found(world)
    for _ in range(4):
        desk = report(state)
        for _ in range(8):
            action = any_action(desk, play)
            assert parse(str(action)) == action
            before = state.digest()
            verdict = check(desk, [], action)
            if isinstance(verdict, Refusal):
                assert len(verdict.text) > 15
                assert verdict.text.endswith((".", "!", "?"))
            else:
                seen = preview(desk, action)
                assert seen.low <= seen.high
                assert np.isfinite([seen.low, seen.high]).all()
                twin = state.copy()
                advance(twin, [action])
            assert state.digest() == before
        advance(state, [])


@pytest.mark.parametrize("name", [name for name in LEVERS if name not in RIGHTS])
@pytest.mark.slow
def test_every_lever_can_be_pulled_and_says_what_it_is(name: str) -> None:
    names = ("craft", "service", "unity", "pace")
    world = calm(
        people=48, team_size=4, teams_per_department=4, value_names=names, discs=6, cash_cents=9_000_000,
        policy=StartPolicy("carry on", 0, ("craft",)), dilemmas=(card(),),
    )  # fmt: skip
    lever = LEVERS[name]
    assert lever.title
    assert lever.purpose.endswith((".", "!"))
    state = found(world)
    if name == "rest":
        advance(state, [Action("ritual", 0, (0,))])
    if name == "retell":
        state = played(world, 8, [(2, Action("tell", -1, (0, 2)))])
        state.chronicle = (Event(7, "paid", 3, -1, 0, 0, 0),)
    if name == "promote":
        advance(state, [Action("visit", team) for team in range(world.teams)])
    draw = random.Random(3)
    desk = report(state)
    for _ in range(3000):
        action = any_action(desk, draw)
        if action.lever == name and isinstance(check(desk, [], action), Receipt):
            break
    else:
        pytest.fail(f"no legal {name} found")
    plain, pulled = state.copy(), state.copy()
    for week in range(4):
        advance(plain, [])
        advance(pulled, [action] if week == 0 else [])
    assert plain.digest() != pulled.digest()


def test_a_difference_is_named_by_its_field() -> None:
    one, two = played(calm(), 5), played(calm(), 5)
    assert one.fingerprints() == two.fingerprints()
    two.trust[3] += 1e-12
    changed = [name for name, mark in one.fingerprints().items() if mark != two.fingerprints()[name]]
    assert changed == ["trust"]


def test_swapping_the_future_does_not_change_what_the_desk_knows() -> None:
    """A report holds nothing of demand to come: two futures that part in week 12 look alike until then."""
    quiet, loud = calm(weeks=30), calm(weeks=30, contracts=(Contract(24, 0, 3.0),))
    for week in (3, 9, 13):
        one, two = report(played(quiet, week)), report(played(loud, week))
        assert one.demand.tolist() == two.demand.tolist()
        assert one.score == two.score
        assert one.horizon == two.horizon
    assert report(played(loud, 15)).horizon
