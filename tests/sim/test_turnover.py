"""Coming and going, the advert, the headcount plan, voices, the spotlight and promotion: small cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import levels
from game.session import Session
from game.sim import luck
from game.sim.actions import Action, Receipt, Refusal
from game.sim.company import influence, turnover
from game.sim.company.crowd import stand
from game.sim.company.seats import arrival_seats, edges, is_open, places, planned
from game.sim.company.teams import work
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.ledger import MORALE_INDEX, MORALE_START, SCORE_INDEX
from game.sim.levers import check, preview
from game.sim.state import YEAR, State
from game.sim.values import ADVERTS, LEAVING, LEFT_TORN, REASONS
from game.sim.week import advance
from game.sim.world import Arrival, Culture, StartPolicy, World
from tests.worlds import calm, desk_of, played

PAY, WORK, MISSION, PEOPLE, SAFETY = range(len(REASONS))
FREE = StartPolicy("choose")


def house(**changes: object) -> World:
    """Sixty people in twelve teams of four departments, one value standing, teams that choose."""
    base: dict[str, object] = {
        "people": 60, "team_size": 5, "teams_per_department": 3, "weeks": 60, "value_names": ("craft",),
        "policy": StartPolicy("choose", declared=("craft",)), "cultures": (Culture(1.0, (0.6,)),),
        "cash_cents": 10**9,
    }  # fmt: skip
    return calm(**{**base, **changes})


# The plan


def test_a_plan_grows_in_a_straight_line_and_opens_seats_evenly() -> None:
    world = World(people=10, people_end=30, team_size=5, weeks=21)
    assert (world.seats, world.teams) == (30, 6)
    assert [world.planned(week) for week in (0, 10, 20, 40)] == [10, 20, 30, 30]
    assert edges(world).tolist() == [0, 5, 10, 15, 20, 25, 30]
    assert sorted(places(world, 0).tolist()) == [1, 1, 2, 2, 2, 2]
    assert places(world, 20).tolist() == [5] * 6


@given(
    st.integers(1, 60), st.integers(0, 90), st.integers(1, 8), st.lists(st.integers(1, 20), max_size=2),
    st.integers(2, 40),
)  # fmt: skip
def test_open_seats_are_as_many_as_planned_and_stay_open_while_the_plan_grows(
    people: int, end: int, size: int, arrivals: list[int], weeks: int
) -> None:
    world = World(
        people=people, people_end=end, team_size=size, weeks=weeks,
        arrivals=tuple(Arrival(3 * n, count, ()) for n, count in enumerate(arrivals)),
    )  # fmt: skip
    seats = np.arange(world.seats, dtype=np.int64)
    team_of = seats * world.teams // world.seats
    assert np.diff(edges(world)).tolist() == np.bincount(team_of, minlength=world.teams).tolist()
    before = is_open(world, 0, seats)
    for week in range(0, weeks, max(1, weeks // 5)):
        now = is_open(world, week, seats)
        assert now.sum() == planned(world, week) == places(world, week).sum()
        assert np.bincount(team_of[now], minlength=world.teams).tolist() == places(world, week).tolist()
        if end >= people:
            assert not (before & ~now).any()
        before = now


def test_a_growing_company_fills_its_seats_and_pays_for_it() -> None:
    world = house(people=40, people_end=60, weeks=40)
    state = found(world)
    assert (state.people, world.teams) == (40, 12)
    cash, hired = state.cash_cents, 0
    for _ in range(40):
        ledger = advance(state, [])
        hired += int(ledger.joined.sum())
    assert 52 <= state.people <= 60
    assert hired == state.joined_ever.sum() >= 15
    plain = found(world)
    plain.world = house(people=40, people_end=60, weeks=40, hiring_cents=0)
    for _ in range(40):
        advance(plain, [])
    assert plain.cash_cents - state.cash_cents == hired * world.hiring_cents
    assert cash != state.cash_cents


def test_a_smaller_plan_sends_nobody_away_and_hires_nobody() -> None:
    world = house(people_end=30, weeks=20)
    state = found(world)
    turnover.leave(state, np.arange(4, dtype=np.int64))
    state.week = 19
    for _ in range(8):
        advance(state, [])
        state.week = 19
    assert state.joined_ever.sum() == 0
    assert state.people + state.left_ever.sum() == 60
    assert state.people > 30


def test_a_company_that_joins_brings_its_people_and_their_views() -> None:
    world = house(arrivals=(Arrival(4, 40, (0.1,), PAY, 0.2),))
    state = found(world)
    block = np.array(arrival_seats(world)[0])
    assert (state.people, state.head[-8:].sum(), world.seats) == (60, 0, 100)
    cash = state.cash_cents
    twin = found(house())
    for _ in range(4):
        advance(state, [])
        advance(twin, [])
    assert report(state).planned == 60
    ledger = advance(state, [])
    assert (state.people, ledger.joined.sum()) == (100, 40)
    assert state.agreement[0, block].mean() == pytest.approx(0.1, abs=0.08)
    assert state.trust[block].mean() == pytest.approx(0.2, abs=0.05)
    assert np.count_nonzero(state.reason[block] == PAY) > 20
    assert report(state).planned == 100
    assert state.learning.sum() == 0.0
    assert cash > 0


# Leaving


def test_nobody_leaves_a_company_that_gives_what_they_came_for() -> None:
    state = found(house())
    state.morale[:], state.trust[:], state.commitment[:], state.agreement[:] = 0.7, 0.8, 0.8, 0.8
    state.initiative[:] = 0.9
    state.world = house(policy=StartPolicy("choose", net=2, declared=("craft",)))
    state.net = 2
    for _ in range(12):
        state.morale = np.where(state.reason >= 0, 0.7, 0.0)
        advance(state, [])
    assert state.left_ever.sum() == 0
    assert (state.leaning == -1).all()


@pytest.mark.parametrize(
    ("push", "cause"),
    [((0.05, 0.01, 0.02), "morale"), ((0.01, 0.05, 0.02), "torn"), ((0.01, 0.02, 0.03), "safety")],
)
def test_whoever_leaves_is_counted_by_what_pulled_hardest(push: tuple[float, ...], cause: str) -> None:
    parts = turnover.Pushes(*(np.array([part]) for part in push))
    assert parts.chance()[0] == pytest.approx(sum(push))
    named = parts.cause(np.arange(1), np.array([SAFETY], dtype=np.int8))
    assert list(LEAVING)[int(named[0])] == cause
    assert list(LEAVING)[LEFT_TORN + 1 :] == list(REASONS)


def met(state: State) -> np.ndarray:
    """How far each team gives what people come for [5, T]; nothing for the mission, which is not the teams' to give."""
    teams = np.arange(state.head.shape[0])
    nothing = np.zeros(teams.shape[0])
    return np.stack([turnover.MET[name](state, teams) if name in turnover.MET else nothing for name in REASONS])


def test_each_reason_is_met_by_its_own_thing() -> None:
    world = house(people=120, team_size=5)
    plain = found(world)
    advance(plain, [])
    change = {}
    for name in (name for name in REASONS if name != "mission"):
        state = plain.copy()
        if name == "pay":
            state.tags[0] = np.array([int(state.job[0]), 3, 6])
        elif name == "work":
            state.initiative[:] = 1.0
        elif name == "people":
            state.team_morale += 0.2
        else:
            state.net = 3
        change[name] = met(state) - met(plain)
    for name, moved in change.items():
        index = list(REASONS).index(name)
        assert moved[index, 0] > 0.05, name
        assert not np.delete(moved, index, axis=0).any(), name
    everyone = slice(None)
    plain.reason[:] = MISSION
    unmet = [turnover.pushes(plain, everyone, np.ones(120), np.full(120, bound)).unmet for bound in (0.1, 0.9)]
    assert unmet[0].min() > 0.0 == unmet[1].max()
    burning = plain.copy()
    burning.fire[0] = 5
    assert met(burning)[SAFETY, 0] < turnover.ENOUGH < met(plain)[SAFETY, 0]
    ordered = plain.copy()
    ordered.order_weeks[:] = 4
    assert met(ordered)[PAY, 0] < turnover.ENOUGH < met(plain)[PAY, 0]


def test_low_morale_drives_people_out_and_shows_before_they_go() -> None:
    world = house(policy=StartPolicy("wait", declared=("craft",)), people=120, weeks=80)
    state = found(world)
    for _ in range(8):
        advance(state, [])
    desk = report(state, truth=True)
    assert desk.restless.sum() > 60
    assert (desk.restless <= desk.head).all()
    before = state.people
    for _ in range(26):
        advance(state, [])
    assert 0.7 * before > before - state.left_ever.sum()
    assert state.left_ever[0] > 0


def test_leaving_empties_seats_costs_work_and_hurts_those_who_stay() -> None:
    world = house()
    state, twin = found(world), found(world)
    for each in (state, twin):
        advance(each, [])
    mine = np.flatnonzero(state.team_of == 2)
    turnover.leave(state, mine[:3])
    assert state.head[2] == 2
    assert state.missed[2] > 0.0
    losses = [work(each).entries for each in (state, twin)]
    assert losses[0]["empty"] == pytest.approx(-3 * world.mean_value)
    assert losses[0]["capacity"] == losses[1]["capacity"]
    advance(state, [])
    advance(twin, [])
    assert state.causes[MORALE_INDEX["left"], 2] < -0.01
    assert state.causes[MORALE_INDEX["left"], 5] == 0.0
    assert MORALE_START + state.causes[:, 2].sum() == pytest.approx(state.morale[mine].sum() / state.head[2])


def test_an_empty_team_breaks_nothing() -> None:
    world = house(people=12, team_size=3, teams_per_department=2)
    state = found(world)
    turnover.leave(state, np.arange(6, dtype=np.int64))
    assert state.head[:2].tolist() == [0, 0]
    for week in range(12):
        advance(state, [Action("order", 0, (0, 4)), Action("visit", 1), Action("spotlight", 0)] if week == 0 else [])
        desk = report(state)
        assert np.isfinite(desk.morale).all()
        assert np.isfinite(desk.output).all()
    gone = found(world)
    turnover.leave(gone, np.arange(12, dtype=np.int64))
    advance(gone, [])
    assert np.isfinite(report(gone, truth=True).company_morale)


def test_newcomers_learn_at_first_and_carry_the_spread_of_the_founders() -> None:
    world = house(people=400, team_size=5, cultures=(Culture(1.0, (0.6,)),), policy=StartPolicy("carry on"))
    state = found(world)
    seats = np.arange(0, 400, 2, dtype=np.int64)
    turnover.leave(state, seats)
    turnover.join(state, seats)
    assert state.people == 400
    assert state.agreement[0, seats].mean() == pytest.approx(0.6, abs=0.04)
    assert state.agreement[0, seats].std() == pytest.approx(state.agreement[0, seats + 1].std(), abs=0.04)
    share = ADVERTS[state.advert].learning
    assert state.learning.sum() == pytest.approx(share * 200)
    assert work(state.copy()).entries["learning"] == pytest.approx(-share * 200 * world.mean_value)
    for _ in range(12):
        advance(state, [])
    assert state.learning.sum() < 0.2 * share * 200


def test_the_same_seat_meets_the_same_luck_whoever_else_comes() -> None:
    few, many = np.array([7, 90], dtype=np.int64), np.arange(200, dtype=np.int64)
    alone = luck.at(5, 9, luck.JOINING, few, 3)
    assert alone.tolist() == luck.at(5, 9, luck.JOINING, many, 3)[:, few].tolist()
    draws = luck.at(1, 0, luck.JOINING, np.arange(20_000, dtype=np.int64), 2)
    assert draws.mean() == pytest.approx(0.5, abs=0.01)
    assert abs(np.corrcoef(draws)[0, 1]) < 0.03
    assert np.unique(draws).shape[0] == draws.size


# The advert


@pytest.mark.parametrize("promise", range(len(ADVERTS)), ids=list(REASONS))
@pytest.mark.slow
def test_the_advert_decides_who_comes(promise: int) -> None:
    world = house(people=20, people_end=400, weeks=40)
    state = found(world)
    advance(state, [Action("advert", -1, (promise,))])
    for _ in range(30):
        advance(state, [])
    came = state.joined_ever / state.joined_ever.sum()
    assert came[promise] == pytest.approx(turnover.ANSWERED + (1 - turnover.ANSWERED) / 5, abs=0.1)
    assert state.joined_ever.sum() > 100


def test_the_advert_changes_when_a_quarter_begins_and_costs_no_disc() -> None:
    state = played(house(), 13)
    desk = desk_of(state)
    receipt = check(desk, [], Action("advert", -1, (PAY,)))
    assert isinstance(receipt, Receipt)
    assert receipt.discs == 0
    assert isinstance(check(desk, [], Action("advert", -1, (desk.advert,))), Refusal)
    assert isinstance(check(desk, [Action("advert", -1, (PAY,))], Action("advert", -1, (SAFETY,))), Refusal)
    advance(state, [Action("advert", -1, (PAY,))])
    assert state.advert == PAY
    assert isinstance(check(desk_of(state), [], Action("advert", -1, (SAFETY,))), Refusal)


def test_a_new_promise_takes_a_quarter_to_get_about() -> None:
    """Half as many answer until then, and the promise of the first day is known to everyone."""
    came = {}
    for changed in (False, True):
        state = found(house(people=20, people_end=400, weeks=40))
        promise = (state.advert + 1) % len(ADVERTS) if changed else state.advert
        known = ADVERTS[state.advert].pace
        assert turnover.drawn(state.advert, state.week - state.advert_week) == known
        if changed:
            advance(state, [Action("advert", -1, (promise,))])
            state.advert = (promise - 1) % len(ADVERTS)
        else:
            advance(state, [])
        came[changed] = [int(played_from(state, weeks).joined_ever.sum()) for weeks in (12, 6)]
        assert turnover.drawn(state.advert, state.week - state.advert_week) == known
    assert came[True][0] < 0.75 * came[False][0]
    late = [came[each][1] - came[each][0] for each in (True, False)]
    assert late[0] > 0.9 * late[1]
    desk = desk_of(played(house(), 13))
    lines = dict(preview(desk, Action("advert", -1, (PAY,))).lines)
    assert lines["At first"].startswith(f"{turnover.UNKNOWN * ADVERTS[PAY].pace:.2g} times")


def test_what_was_promised_drives_people_out_where_it_is_not_given() -> None:
    left = {}
    for coins in (0, 3):
        world = house(people=400, policy=StartPolicy("carry on", advert="pay"), weeks=60)
        state = found(world)
        state.reason[:] = PAY
        if coins:
            for slot in range(min(3, state.products)):
                state.tags[slot] = (slot, coins, 60)
        left[coins] = played_from(state, 26).left_ever[LEFT_TORN + 1 + PAY]
    assert left[0] > left[3] + 5


def played_from(state: State, weeks: int) -> State:
    for _ in range(weeks):
        advance(state, [])
    return state


# Lost


def test_a_company_that_half_of_the_people_left_is_lost_and_says_so_before() -> None:
    level = levels.read_text(
        "format: 1\ntitle: Nobody home\npeople: 40\nweeks: 104\nlevers: [visit]\nmoney: {cash: 1000000}\n", "empty"
    )
    session = Session(level, 3)
    shares = []
    while not session.over:
        session.advance()
        shares.append(session.report.left_year / session.report.planned)
    end = session.outcome()
    assert end is not None
    assert (end.kind, end.stars, session.report.over) == ("deserted", 0, True)
    assert sum(end.left.values()) == session.report.left_ever.sum()
    assert end.weeks < 104
    assert 0.3 < shares[-9] < 0.5 <= shares[-1]


def test_the_last_quarter_and_year_are_counted_from_the_ring() -> None:
    state = played(house(), 60)
    state.left[:] = 0
    for back, count in ((1, 1), (13, 2), (14, 4), (52, 8)):
        state.left[(state.week - back) % YEAR, 0] = count
    desk = desk_of(state)
    assert (desk.left[0], desk.left_year) == (3, 15)


# Voices


def test_voices_grow_in_the_committed_and_their_mean_stays_about_one() -> None:
    world = house(people=240, team_size=6)
    state = found(world)
    convinced = np.arange(240) // 4 % 2 == 0
    state.agreement[0] = np.where(convinced, 0.9, 0.2)
    before = state.influence.copy()
    for _ in range(52):
        advance(state, [Action("ritual", 0, (0,))] if state.week == 0 else [])
        state.trust[:] = np.where(state.reason >= 0, 0.7, 0.0)
        assert state.influence.sum() == pytest.approx(state.people, rel=0.05)
    louder, quieter = (state.influence[each].sum() / before[each].sum() for each in (convinced, ~convinced))
    assert louder > 1.1
    assert quieter < 0.9


def test_others_slowly_fill_the_place_of_voices_that_left() -> None:
    state = found(house(people=400))
    turnover.leave(state, np.argsort(-state.influence, kind="stable")[:20])
    means = []
    for _ in range(10):
        means.append(state.influence.sum() / state.people)
        influence.heal(state)
    assert means[0] < 0.92
    assert np.diff(means).min() > 0.0
    assert 0.94 < means[-1] < 1.0


def test_the_loudest_are_met_on_a_visit_and_forgotten_after_a_quarter() -> None:
    state = played(house(), 5)
    assert desk_of(state).candidates == ()
    seat = influence.loudest(state, 4)
    advance(state, [Action("visit", 4)])
    (met,) = desk_of(state).candidates
    assert (met.team, met.seat, met.department, met.lit, met.leads) == (4, seat, 1, -1, False)
    assert met.willing == (met.reason != SAFETY)
    assert met.influence == pytest.approx(state.influence[state.team_of == 4].max(), abs=0.1)
    assert desk_of(played_from(state, 14)).candidates == ()


def test_a_spotlight_makes_a_voice_louder_and_colleagues_follow_it() -> None:
    world = house()
    state = found(world)
    seat = influence.loudest(state, 1)
    mine = state.team_of == 1
    state.reason[mine] = WORK
    state.commitment[0] = np.where(mine, 0.3, 0.5)
    state.commitment[0, seat] = 0.9
    voice, others = state.influence[seat], mine & (np.arange(60) != seat)
    influence.light(state, 1)
    assert state.influence[seat] == pytest.approx(influence.LIGHT * voice)
    assert state.commitment[0][others] == pytest.approx(0.3 + influence.FOLLOWING * (0.92 - 0.3))
    assert state.lit[0].tolist() == [seat, 0]
    seen = state.visibility[0]
    assert seen[0] > seen[1] + 0.1 > 0.0
    assert seen[1] == seen[3] > found(world).visibility[0, 1]
    influence.light(state, 1)
    assert state.influence[seat] < influence.LIGHT**2 * voice * 0.9


def test_some_do_not_want_the_light_and_rivals_resent_it() -> None:
    state = found(house())
    seat = influence.loudest(state, 1)
    state.reason[seat] = SAFETY
    morale, voice = state.morale[seat], state.influence[seat]
    influence.light(state, 1)
    assert state.morale[seat] == pytest.approx(morale - 0.25)
    assert state.influence[seat] == voice
    state = found(house())
    one, two = influence.loudest(state, 0), influence.loudest(state, 2)
    state.reason[:] = WORK
    state.influence[one], state.influence[two] = 5.0, 4.0
    morale = state.morale[two]
    influence.light(state, 0)
    assert state.morale[two] == pytest.approx(morale - 0.15)
    booked = state.causes[MORALE_INDEX["light"], :3]
    assert booked[0] > 0.0 > booked[2]
    assert booked[1] == 0.0
    true = np.bincount(state.team_of, weights=state.morale) / state.head
    assert MORALE_START + state.causes.sum(axis=0) == pytest.approx(true)


def test_a_manager_pulls_a_department_together_and_loses_their_voice() -> None:
    world = house()
    state = found(world)
    seat = influence.loudest(state, 3)
    state.reason[seat] = WORK
    voice = state.influence[seat]
    refused = check(desk_of(state), [], Action("promote", 3))
    assert isinstance(refused, Refusal)
    assert "visit" in refused.text.lower()
    advance(state, [Action("visit", 3)])
    assert isinstance(check(desk_of(state), [], Action("promote", 3)), Receipt)
    twin = state.copy()
    influence.promote(state, 3)
    assert state.lead.tolist() == [-1, seat, -1, -1]
    assert state.influence[seat] < 0.5 * voice
    apart = [work(each.copy()).entries["apart"] for each in (state, twin)]
    assert apart[1] < apart[0] < 0.0
    assert influence.sharpness(state).tolist() == [1.0] * 3 + [influence.LED_BLUR] * 3 + [1.0] * 6
    assert desk_of(state).managers.tolist() == [-1, 3, -1, -1]
    turnover.leave(state, np.array([seat]))
    assert state.lead.tolist() == [-1] * 4


def test_empty_seats_hold_nobody_who_agrees_or_commits() -> None:
    state = found(house(people=40, people_end=60))
    agreement, commitment = stand(state)
    empty = state.reason < 0
    assert empty.sum() == 20
    assert not agreement[empty].any()
    assert not commitment[empty].any()
    assert state.influence.sum() == pytest.approx(40)
    desk = report(state, truth=True)
    assert desk.stance.sum(axis=1).tolist() == desk.head.tolist()
    assert desk.company_trust == pytest.approx(state.trust[~empty].mean())


def test_the_score_account_names_empty_seats_and_learning() -> None:
    assert {"empty", "learning"} <= set(SCORE_INDEX)
    state = played(house(people=40, people_end=60, policy=FREE, weeks=30), 20)
    assert state.score[SCORE_INDEX["empty"]] < 0.0
    assert state.score[SCORE_INDEX["learning"]] < 0.0


def test_whoever_is_hardly_likely_to_go_does_not_think_of_it() -> None:
    """Loyalty silences faint pushes alone: with it fewer think of leaving, and each of them as likely to go."""
    likely = {}
    for loyalty in (0.0, 0.012):
        state = found(calm(people=400, loyalty=loyalty), 1)
        state.morale = np.where(np.arange(400) % 2 == 0, 0.46, 0.2)
        state.reason = np.zeros_like(state.reason)
        for _ in range(4):
            turnover.come_and_go(state)
            state.week += 1
        likely[loyalty] = int(np.count_nonzero(state.leaning >= 0)), int(state.left_ever.sum())
    assert likely[0.0][0] + likely[0.0][1] > 390, "pay alone pushes everybody a little"
    assert 150 <= likely[0.012][0] + likely[0.012][1] <= 210, "those without heart are left"
