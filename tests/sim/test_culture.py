"""Values, what lives and betrays them, dilemmas and rosy reports: small cases worked by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import levels
from game.levels.library import shelf
from game.session import Session
from game.sim.actions import Action, Refusal
from game.sim.company import dilemmas, tidings
from game.sim.company.crowd import stand, sum_up, team_mean
from game.sim.company.deeds import balance, wait_longer
from game.sim.company.dilemmas import deal, settle
from game.sim.company.people import value_factor
from game.sim.desk.outlooks import prospect
from game.sim.desk.readings import foreseen
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.ledger import MORALE_CAUSES, MORALE_INDEX, MORALE_START, SCORE_INDEX
from game.sim.levers import check, preview, price
from game.sim.state import State
from game.sim.values import (
    ASK,
    CHOOSE,
    DEEDS,
    FREE,
    INSIST,
    KPIS,
    SEEK,
    VALUE_NEUTRAL,
    VALUES,
    VERB_PRICES,
)
from game.sim.week import advance
from game.sim.world import NOTHING, SCARCEST, Recall, StartPolicy, Turn, World
from tests.worlds import calm, card, desk_of, played

NAMES = tuple(value.name for value in VALUES)


def house(*declared: str, **changes: object) -> World:
    """Forty-eight people in three departments of four teams, with banners."""
    policy = changes.pop("policy", StartPolicy("carry on", declared=declared, rate=6))
    return calm(
        people=48, team_size=4, teams_per_department=4, weeks=60, value_names=NAMES, discs=9,
        cash_cents=9_000_000, policy=policy, **changes,
    )  # fmt: skip


def counts(state: State) -> tuple[int, int]:
    """Deeds that lived and betrayed the first banner."""
    counted = state.lived.sum(axis=1)[0]
    return int(counted[0]), int(counted[1])


def last(state: State) -> tuple[str, str]:
    """The names of the last deeds of either kind for the first banner."""
    names = [DEEDS[deed].name if deed >= 0 else "" for deed in state.deeds[0]]
    return names[0], names[1]


# What a value does


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.name)
def test_a_value_gives_and_costs_by_its_power(value: object) -> None:
    state = found(house(value.name))  # type: ignore[attr-defined]
    state.visibility[0] = 0.8
    state.commitment[0] = 0.5
    sum_up(state)
    moved = [name for name in VALUE_NEUTRAL if getattr(value, name) != VALUE_NEUTRAL[name]]
    assert len(moved) >= 2, "a value gives and costs"
    for name in VALUE_NEUTRAL:
        neutral = VALUE_NEUTRAL[name]
        expected = neutral + 0.4 * (getattr(value, name) - neutral)
        assert np.broadcast_to(value_factor(state, name), 12) == pytest.approx(np.full(12, expected))


def test_craft_raises_quality_and_care_and_thrift_and_curiosity_move_what_they_name() -> None:
    def after(name: str, weeks: int = 12, **changes: object) -> State:
        state = found(house(*([name] if name else ()), **changes))
        state.commitment[:] = 1.0
        sum_up(state)
        for _ in range(weeks):
            state.visibility[:] = 1.0
            advance(state, [])
        return state

    assert after("craft").quality.min() > after("").quality.max() + 0.05
    assert after("pace").quality.max() < after("").quality.min() - 0.03
    equipment = [state.score[SCORE_INDEX["equipment"]] for state in (after("thrift"), after(""))]
    assert equipment[0] > equipment[1]
    burning = {}
    for name in ("ownership", ""):
        burning[name] = sum(int((after(name, weeks, trouble=3.0).fire > 0).sum()) for weeks in (5, 10, 15, 20))
    assert burning["ownership"] < burning[""]


def test_fairness_makes_three_coins_hurt() -> None:
    world = house("fairness", policy=StartPolicy("choose", declared=("fairness",)))
    state = found(world)
    for _ in range(6):
        state.visibility[:], state.commitment[:] = 1.0, 1.0
        sum_up(state)
        advance(state, [Action("tag", 0, (3, 12))] if state.week == 0 else [])
    assert (state.causes[MORALE_INDEX["tags"]] < -0.01).all()
    whole = MORALE_START + state.causes.sum(axis=0)
    assert whole == pytest.approx(team_mean(state, state.morale))


# What lives and betrays them


def test_every_value_is_lived_and_betrayed_by_something() -> None:
    assert {deed.value for deed in DEEDS if deed.lives} == set(NAMES)
    assert {deed.value for deed in DEEDS if not deed.lives} == set(NAMES)
    assert len({deed.name for deed in DEEDS}) == len(DEEDS)


ACTS: dict[str, tuple[dict[str, object], Action]] = {
    "order at work": ({}, Action("order", 1, (0, 4))),
    "free figure": ({}, Action("kpi", 0, (1, 1))),
    "low visit": ({"morale": 0.2}, Action("visit", 2)),
    "torn visit": ({"doubt": 1.0, "trust": 0.1}, Action("visit", 2)),
    "order in fire": ({"fire": 5}, Action("order", 1, (0, 4))),
    "off improving": ({"job": 2}, Action("order", 1, (0, 4))),
    "net cut": ({"net": 2}, Action("net", -1, (1,))),
    "rush": ({}, Action("tag", 0, (3, 3))),
    "owed tag": ({"owed": 3}, Action("tag", 1, (1, 6))),
    "sought": ({}, Action("answer", 0, (SEEK,))),
    "quick answer": ({}, Action("answer", 0, (ASK,))),
    "insisted": ({}, Action("answer", 0, (INSIST,))),
    "each decided": ({}, Action("answer", 0, (FREE,))),
}
"""Deeds that are done: what must be so, and the action that does it."""
STANDING: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "choose": ({"default": CHOOSE}, {}),
    "wait": ({"default": 0}, {}),
    "net": ({"net": 1}, {"net": 0}),
    "net kept": ({"net": 1, "fire": 4}, {"net": 0, "fire": 4}),
    "quality": ({"figures": (1, 0)}, {"figures": (0, 0)}),
    "lone figure": ({"figures": (1, 0)}, {"figures": (1, 1)}),
    "one figure": ({"figures": (1, 0)}, {"figures": (0, 0)}),
    "own figures": ({"one figure": 1}, {"figures": (1, 0)}),
    "dear money": ({"rate": 8}, {"rate": 6}),
    "tools": ({"building": 3}, {}),
    "even tags": ({"coins": (2, 2)}, {"coins": (2, 1)}),
    "coins": ({"coins": (2, 3)}, {"coins": (2, 2)}),
    "full reporting": ({"reporting": 3}, {"reporting": 2}),
    "long owed": ({"owed": 9, "backlog": 900.0}, {"owed": 3, "backlog": 900.0}),
}
"""Deeds that stand: when they do and when they do not."""


def arranged(state: State, **facts: object) -> State:
    """A company in which some facts have been set."""
    for name, fact in facts.items():
        if name == "figures":
            state.kpis[:, KPIS.index("quality")], state.kpis[:, 0] = fact  # type: ignore[misc]
        elif name == "one figure":
            state.kpis[0, 0] = 1
        elif name == "coins":
            first, second = fact  # type: ignore[misc]
            state.tags[:2] = np.array([[0, first, 5], [1, second, 5]])
        elif name == "owed":
            state.owed[1] = fact  # type: ignore[call-overload]
        else:
            was = getattr(state, name)
            setattr(state, name, np.full_like(was, fact) if isinstance(was, np.ndarray) else fact)
    return state


def value_of(deed: str) -> str:
    return next(row.value for row in DEEDS if row.name == deed)


@pytest.mark.parametrize("deed", ACTS)
def test_a_deed_that_is_done_counts_where_it_happens(deed: str) -> None:
    facts, action = ACTS[deed]
    lived = deed in [row.name for row in DEEDS if row.lives]
    tally = {}
    for acts in (True, False):
        world = house(value_of(deed), dilemmas=(card(who="everyone"),))
        state = arranged(found(world), **facts)
        for week in range(1 + world.letter_weeks):
            arranged(state, **{name: fact for name, fact in facts.items() if name not in ("net",)})
            advance(state, [action] if acts and week == 0 else [])
        tally[acts] = counts(state)[0 if lived else 1]
        if acts:
            assert last(state)[0 if lived else 1] == deed
    assert tally[True] == tally[False] + 1


@pytest.mark.parametrize("deed", STANDING)
def test_a_deed_that_stands_counts_once_a_week(deed: str) -> None:
    here, there = STANDING[deed]
    lived = deed in [row.name for row in DEEDS if row.lives]
    tally = []
    for facts in (here, there):
        state = found(house(value_of(deed)))
        for _ in range(3):
            advance(arranged(state, **facts), [])
        tally.append(counts(state)[0 if lived else 1])
    assert tally[0] == 3
    assert tally[1] == 0


def test_a_tag_left_to_run_out_lives_thrift() -> None:
    state = played(house("thrift"), 6, [(0, Action("tag", 0, (1, 3)))])
    assert (counts(state), last(state)) == ((1, 0), ("tag over", ""))


def test_an_order_to_everyone_counts_for_both_its_discs() -> None:
    world = house("ownership")
    state = played(world, 1 + world.letter_weeks, [(0, Action("order_company", -1, (0, 2)))])
    assert counts(state)[1] == 2


def test_deeds_are_forgotten_after_thirteen_weeks_and_with_the_banner() -> None:
    world = house("craft")
    state = found(world)
    for week in range(3 + 13):
        advance(state, [Action("tag", 0, (3, 3))] if week == 0 else [])
        if week == 3:
            assert counts(state) == (0, 1)
    assert counts(state) == (0, 0)
    state = played(world, 4, [(0, Action("tag", 0, (3, 3))), (3, Action("retire", world.value_names.index("craft")))])
    advance(state, [])
    assert not state.lived.any()


def test_betraying_weighs_more_than_living() -> None:
    state = found(house("craft", "care"))
    state.lived[0, 0] = (3, 3)
    state.lived[1, 0] = (6, 0)
    kept = balance(state)
    assert kept[0] < 0.0 < kept[1]
    assert kept[2] == 0.0


def test_trust_and_commitment_follow_what_the_discs_did() -> None:
    ends = {}
    for name, deeds in (("lived", (6, 0)), ("neither", (0, 0)), ("betrayed", (0, 6))):
        state = found(house("craft"))
        for _ in range(20):
            state.visibility[:] = 0.8
            state.lived[0] = 0
            state.lived[0, (state.week + 3) % 13] = deeds
            advance(state, [])
        ends[name] = (state.trust.mean(), state.commitment[0].mean())
    trust, commitment = ({name: end[n] for name, end in ends.items()} for n in (0, 1))
    assert trust["lived"] > trust["neither"] + 0.02
    assert trust["neither"] - trust["betrayed"] > trust["lived"] - trust["neither"]
    assert commitment["lived"] > commitment["neither"] > commitment["betrayed"]


def test_the_banner_tells_what_was_seen_when_word_of_it_has_come() -> None:
    world = house("ownership")
    state = found(world)
    told = []
    for week in range(8):
        advance(state, [Action("order", 0, (0, 8))] if week == 0 else [])
        banner = desk_of(state).banners[0]
        told.append((banner.betrayed, banner.betrayed_by))
    landed = world.letter_weeks
    first = next(week for week, (count, _) in enumerate(told) if count)
    assert told[first] == (1, "An order to a team at work")
    assert first == landed + desk_of(state).age


def test_a_preview_names_the_banner_that_an_action_would_betray() -> None:
    desk = desk_of(found(house("ownership", "care")))
    action = Action("order", 0, (0, 4))
    assert foreseen(desk, action) == [("ownership", False, "An order to a team at work")]
    assert ("Ownership", "betrayed by this") in preview(desk, action).lines
    assert foreseen(desk, Action("net", -1, (1,))) == [("care", True, "The safety net hangs")]
    assert foreseen(desk_of(found(house("craft"))), action) == []


def test_the_same_person_in_the_light_twice_betrays_fairness_and_someone_else_does_not() -> None:
    told = {}
    for second in (0, 5):
        state = found(house("fairness"))
        state.reason[:] = 0
        seen = []
        for team in (0, second):
            advance(state, [Action("visit", team)])
            seen.append(foreseen(desk_of(state), Action("spotlight", team)))
            advance(state, [Action("spotlight", team)])
        told[second] = (seen, counts(state)[1], last(state)[1])
    twice = [("fairness", False, "The same spotlight twice")]
    assert told == {0: ([[], twice], 1, "same spotlight"), 5: ([[], []], 0, "")}


def test_weeks_of_waiting_are_counted_and_end_when_all_is_served() -> None:
    state = found(house("service"))
    state.demand = np.array([10.0, 10.0])
    for backlog, expected in (((5.0, 0.0), [1, 0]), ((5.0, 2.0), [2, 1]), ((0.5, 2.0), [0, 2])):
        state.backlog = np.array(backlog)
        wait_longer(state)
        assert state.owed.tolist() == expected


# Dilemmas


def dealt(trust: float = 0.6, **changes: object) -> State:
    """A company to which a card has come, with everyone at a trust."""
    state = found(house(dilemmas=(card(**{"who": "everyone", **changes}),)))
    state.trust = np.full_like(state.trust, trust)
    return state


def answered(state: State, verb: int) -> State:
    """The company right after an answer to its card has taken effect."""
    dilemmas.answer(state, 0, verb)
    state.week = state.cards[0].due
    settle(state)
    assert state.cards[0].settled
    return state


def test_a_card_splits_those_it_is_about() -> None:
    state = dealt(split=0.6, stake=0.7)
    against = state.doubt > 0.0
    assert 0.35 < against.mean() < 0.85
    assert set(state.doubt[against].tolist()) == {0.7}
    one = found(house(dilemmas=(card(who="wary", split=1.0),)))
    department = one.cards[0].department
    assert ((one.doubt > 0) == (one.department[one.team_of] == department)).all()
    trusts = [one.trust[one.department[one.team_of] == d].mean() for d in range(3)]
    assert department == int(np.argmin(trusts))


def test_seeking_takes_the_doubt_and_more_weeks_in_a_larger_company() -> None:
    before = dealt()
    state = answered(dealt(), SEEK)
    assert state.doubt.max() == pytest.approx(0.2 * before.doubt.max())
    assert state.trust.mean() > before.trust.mean()
    weeks = {
        people: dilemmas.price(replace(house(dilemmas=(card(),)), people=people), 0, SEEK)
        for people in (5, 40, 400, 15_000)
    }
    assert weeks == {5: (2, 1), 40: (2, 3), 400: (2, 4), 15_000: (2, 6)}


def test_seeking_costs_time_while_it_lasts() -> None:
    busy, idle = dealt(), dealt()
    dilemmas.answer(busy, 0, SEEK)
    assert (dilemmas.talking(busy) == 1.0).all()
    talked, silent = (advance(state, []).score for state in (busy, idle))
    assert talked[SCORE_INDEX["talks"]] < 0.0 == silent[SCORE_INDEX["talks"]]


@pytest.mark.parametrize(("trust", "pledged"), [(0.25, 0.0), (0.75, 0.585)])
def test_asking_binds_those_who_trust_and_costs_trust(trust: float, pledged: float) -> None:
    before = dealt(trust)
    state = answered(dealt(trust), ASK)
    assert state.pledge.mean() == pytest.approx(pledged)
    assert state.trust.mean() < trust - 0.05
    assert (state.doubt.mean() > before.doubt.mean()) == (trust < 0.4)
    bound = [stand(each)[1].mean() for each in (before, state)]
    assert (bound[1] > bound[0]) == (trust > 0.5)


def test_fairness_halves_what_asking_costs_and_asking_twice_costs_more() -> None:
    def cost(*declared: str, pledge: float = 0.0) -> float:
        state = found(house(*declared, dilemmas=(card(who="everyone"),)))
        state.trust[:], state.pledge[:] = 0.6, pledge
        state.visibility[:], state.commitment[:] = 1.0, 1.0
        sum_up(state)
        return 0.6 - float(answered(state, ASK).trust.mean())

    assert cost("fairness") == pytest.approx(0.5 * cost())
    assert cost(pledge=0.5) == pytest.approx(2.0 * cost())


def test_letting_each_decide_eases_some_divides_others_and_weakens_pledges() -> None:
    state = dealt()
    state.pledge[:] = 0.4
    before = state.doubt.copy()
    answered(state, FREE)
    against = before > 0
    assert (state.doubt[against] < before[against]).all()
    assert (state.doubt[~against] > 0.0).all()
    assert state.pledge.max() == pytest.approx(0.2)


def test_insisting_tears_and_is_explained() -> None:
    before, state = dealt(), answered(dealt(), INSIST)
    assert state.doubt.max() > before.doubt.max()
    assert state.trust.mean() < before.trust.mean() - 0.02
    lost = before.morale.mean() - state.morale.mean()
    assert lost == pytest.approx(-state.causes[MORALE_INDEX["answer"]].mean())
    assert lost > 0.02
    assert MORALE_START + state.causes.sum(axis=0) - MORALE_START == pytest.approx(
        team_mean(state, state.morale) - MORALE_START, abs=0.05
    )


def test_silence_costs_once_its_weeks_are_over_and_the_card_is_gone() -> None:
    state = dealt(weeks=3, silence=Turn(trust=-0.05))
    for _ in range(3):
        assert dilemmas.open_card(state, 0) == 0
        advance(state, [])
    trust = state.trust.mean()
    advance(state, [])
    assert state.cards[0].settled
    assert state.cards[0].verb == -1
    assert state.trust.mean() < trust - 0.05
    assert isinstance(check(report(state), [], Action("answer", 0, (ASK,))), Refusal)


def test_whom_a_card_brings_to_agree_is_asked_again_for_the_next_picture() -> None:
    state = dealt(weeks=3, value=1, silence=Turn(agreement=0.3))
    assert not (state.declared == 1).any()
    before = state.pictures[-1].held[:, 1].copy()
    for _ in range(4):
        advance(state, [])
    assert state.cards[0].settled
    assert (state.pictures[-1].held[:, 1] > before + 0.2).all()


def test_what_a_card_asks_for_is_done_at_once_later_or_by_some() -> None:
    jobs = {}
    for verb in (SEEK, ASK, FREE, INSIST):
        state = answered(dealt(make=1, make_weeks=4, split=0.5), verb)
        jobs[verb] = (state.job == 1, state.order_weeks)
    assert jobs[ASK][0].all()
    assert jobs[INSIST][0].all()
    assert (jobs[INSIST][1] == 4).all()
    assert (jobs[SEEK][1] == 0).all(), "what is agreed needs no order"
    assert not jobs[FREE][0].all()


def test_the_scarcest_is_what_the_price_says_when_the_card_comes() -> None:
    state = found(house(dilemmas=(card(week=-1, make=SCARCEST),)))
    state.price = np.array([9.0, 12.0])
    deal(state, 0)
    assert state.cards[0].product == 1


def test_an_answer_costs_what_its_card_says() -> None:
    world = house(dilemmas=(card(who="any"),))
    assert price(world, Action("answer", 0, (ASK,))) == VERB_PRICES[ASK]
    desk = desk_of(found(world))
    pending = [Action("answer", 0, (SEEK,))]
    refused = check(desk, pending, Action("answer", 0, (ASK,)))
    assert isinstance(refused, Refusal)
    state = found(world)
    advance(state, pending)
    assert [(disc.count, disc.back) for disc in state.discs] == [(2, 1 + world.layers)]
    fewer = house(dilemmas=(replace(card(), answers=card().answers[:2]),))
    assert isinstance(check(desk_of(found(fewer)), [], Action("answer", 0, (INSIST,))), Refusal)


def test_a_prospect_reads_the_report_and_points_the_right_way() -> None:
    state = dealt(0.75)
    desk = desk_of(state)
    before = {row.figure: row for row in prospect(desk, state.cards[0], ASK).figures}
    assert before["trust"].high < 0 < before["commit"].low
    state.doubt[:] = 0.0
    assert {row.figure: row for row in prospect(desk, state.cards[0], ASK).figures} == before
    ahead = {verb: prospect(desk, state.cards[0], verb) for verb in (SEEK, ASK, FREE, INSIST, -1)}
    assert ahead[ASK].low > ahead[SEEK].low
    assert ahead[-1].low == ahead[-1].high == 0.0 or ahead[-1].high <= 0.0
    low = replace(desk, trust=np.full_like(desk.trust, 0.25))
    wary = {verb: prospect(low, state.cards[0], verb) for verb in (SEEK, ASK)}
    assert wary[SEEK].high > wary[ASK].high


def test_a_prospect_counts_the_teams_that_change_over_and_what_that_may_be_worth() -> None:
    state = dealt(0.75, make=1, make_weeks=4, split=0.3)
    state.job[:] = 0
    for _ in range(3):
        advance(state, ())
    desk = desk_of(state)
    plain = replace(state.cards[0], product=NOTHING)
    work = {}
    for verb in (SEEK, ASK, FREE, INSIST):
        found_row = next(row for row in prospect(desk, state.cards[0], verb).figures if row.figure == "work")
        work[verb] = (found_row.low, found_row.high)
        assert not any(row.figure == "work" for row in prospect(desk, plain, verb).figures)
    assert work[ASK] == work[INSIST] == (12, 12)
    assert work[SEEK][0] < work[SEEK][1] < 12
    assert work[FREE] == (11, 11)
    assert prospect(desk, state.cards[0], -1) == prospect(desk, plain, -1)
    hungry = replace(desk, backlog=np.array([0.0, 500.0]), made=np.array([500.0, 0.0]))
    sated = replace(desk, stock=np.array([0.0, 500.0]), backlog=np.array([500.0, 0.0]))
    gains = [prospect(known, state.cards[0], ASK).high - prospect(known, plain, ASK).high for known in (hungry, sated)]
    assert gains[0] > 0.0 > gains[1]


def test_a_recall_is_known_from_the_news_before_any_report_tells_of_it() -> None:
    """And the truth is what counts as soon as a report is newer than the recall."""
    state = found(house(recalls=(Recall(6, 0.5),), dilemmas=(card(who="everyone", week=7, make=2, make_weeks=1),)))
    delay = desk_of(state).week + state.world.letter_weeks
    known = []
    while state.week < 8 + delay:
        advance(state, [Action("order_company", -1, (2, 2))] if state.week == 7 else ())
        desk = desk_of(state)
        known.append((state.week, int(np.count_nonzero(desk.faulty)), desk.age))
    assert all(count == 0 for week, count, _ in known if week < 6)
    assert all(count == 12 for week, count, age in known if 6 <= week <= 6 + age)
    assert not report(state, truth=True).faulty.any()
    late = found(house(recalls=(Recall(6, 0.5),), dilemmas=(card(who="everyone", week=7, make=2, make_weeks=1),)))
    while late.week < 7:
        advance(late, ())
    assert prospect(desk_of(late), late.cards[0], FREE).high > 1.0
    calm_desk = replace(desk_of(late), faulty=np.zeros(12))
    assert prospect(calm_desk, late.cards[0], FREE).high < 1.0
    assert preview(desk_of(late), Action("order_company", -1, (2, 2))).high > preview(
        calm_desk, Action("order_company", -1, (2, 2))
    ).high


def test_a_session_deals_by_condition_and_plays_itself_again(tmp_path: Path) -> None:
    text = """\
format: 1
title: Cards
people: 40
weeks: 20
levers: [order, visit, answer]
events:
  - {when: week 3, dilemma: the fair}
  - {when: first visit and week 6, dilemma: saturdays}
"""
    session = Session(levels.read_text(text, "cards.yaml"), 3)
    came = {}
    while not session.over:
        for dealt_card in session.report.cards:
            came.setdefault(dealt_card.index, session.week)
            session.act(Action("answer", dealt_card.index, (ASK,)))
        if session.week == 8:
            session.act(Action("visit", 0))
        session.advance()
    assert came == {0: 2, 1: 9}
    assert [each.verb for each in session.report.cards] == [ASK, ASK]
    from game.session import verify

    assert verify(session.save(tmp_path / "cards.headcount")).ok
    digest = session.digest()
    session.rewind(1)
    assert [each.index for each in session.report.cards] == [0, 1]
    while not session.over:
        session.advance()
    assert session.digest() == digest


# The library


def test_the_library_holds_cards_on_which_no_answer_is_always_right() -> None:
    cards = shelf().cards
    assert not shelf().unread
    assert len(cards) >= 18
    for block in cards.values():
        offered = [verb for verb in ("seek", "ask", "free", "insist") if getattr(block, verb)]
        assert len(offered) == 3, f"{block.name}: three of the four verbs"
        assert all(len(getattr(block, verb).says) > 1 for verb in offered)
        assert len(block.title) <= 44
    counted = [verb for block in cards.values() for verb in ("seek", "ask", "free", "insist") if getattr(block, verb)]
    assert all(counted.count(verb) >= 9 for verb in ("seek", "ask", "free", "insist"))
    values = {block.value for block in cards.values()}
    assert set(NAMES) <= values
    assert levels.check(Path(levels.__file__).resolve().parents[2] / "levels" / "cards" / "cards.yaml") == []


# How bad news travels


def loved(trust: float, *declared: str) -> State:
    state = found(house(*declared, trouble=1.0))
    for _ in range(6):
        state.trust[:] = trust
        state.morale[:] = 0.3
        state.backlog[:] = 40.0
        state.visibility[:], state.commitment[:] = 1.0, 1.0
        sum_up(state)
        ledger = advance(state, [])
    state.trust[:] = trust
    sum_up(state)
    assert ledger.rosy == tidings.lost(2, float(state.pictures[-1].company[3]), tidings.candour(state)[1])
    return state


def test_being_loved_makes_reports_rosy_and_only_candour_helps() -> None:
    for trust, declared, rosy in ((0.7, (), False), (1.0, (), True), (1.0, ("candour",), False)):
        state = loved(trust, *declared)
        desk, truth = report(state), report(state, truth=True)
        brighter = desk.company_morale - truth.company_morale
        fewer = float(desk.backlog.sum() / truth.backlog.sum())
        assert (brighter > 0.03) == rosy
        assert (fewer < 0.9) == rosy
    assert tidings.lost(3, 0.8, 0.0) == 0.0 < tidings.lost(3, 0.9, 0.0) < tidings.lost(3, 1.0, 0.0) == tidings.ROSY
    assert tidings.lost(0, 1.0, 0.0) == 0.0 < tidings.lost(1, 1.0, 0.0)


def test_a_rosy_account_still_adds_up_and_a_visit_still_tells_the_truth() -> None:
    state = loved(1.0)
    advance(state, [Action("visit", 0)])
    desk, truth = report(state), report(state, truth=True)
    assert desk.morale[0] == truth.morale[0]
    assert desk.causes[0].tolist() == truth.causes[0].tolist()
    shown = MORALE_START + desk.causes.sum(axis=1)
    assert np.abs(shown[1:] - desk.morale[1:]).max() < 0.13, "no further than blur and rounding"
    assert (shown[1:] - truth.morale[1:]).mean() > 0.02
    assert len(MORALE_CAUSES) == desk.causes.shape[1]


def test_candour_brings_bad_news_a_week_sooner() -> None:
    seen = {}
    for declared in ((), ("candour",)):
        state = found(replace(house(*declared), people=400, team_size=6, teams_per_department=12))
        for week in range(12):
            state.visibility[:], state.commitment[:] = 1.0, 1.0
            if week == 6:
                state.fire[5] = 40
            state.fire[:5], state.fire[6:] = 0, 0
            if declared not in seen and report(state).fire[5] > 0:
                seen[declared] = week
            advance(state, [])
    assert seen[("candour",)] == seen[()] - 1


def test_the_debrief_tells_what_was_answered_lived_and_kept_from_the_desk() -> None:
    from game.debrief.charts import age_words
    from game.debrief.making import _stood_for

    text = """\
format: 1
title: Cards
people: 400
weeks: 8
levers: [order, answer, retire]
policy: {default: choose}
values: {declared: [ownership]}
events: [{when: week 1, dilemma: the fair}, {when: week 2, dilemma: the song}]
"""
    session = Session(levels.read_text(text, "cards.yaml"), 3)
    session.act(Action("answer", 0, (INSIST,)))
    session._state.trust[:] = 0.99
    while not session.over:
        session.advance()
    facts = list(_stood_for(session))
    assert facts[0].endswith("insist once and no answer once.")
    assert facts[1].startswith("Ownership, in the last quarter: lived 8 times, betrayed once.")
    rosy = np.array([ledger.rosy for ledger in session.ledgers])
    assert rosy[0] > 0.1
    sight = type("Sight", (), {"age": np.array([3]), "rosy": rosy})
    words = age_words(type("Run", (), {"believed": sight}))  # type: ignore[arg-type]
    assert "They loved you" in words
