"""What a card says of its answers: what they move in people, as closely as the desk can know it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.sim.actions import Action
from game.sim.company import dilemmas
from game.sim.company.crowd import sum_up
from game.sim.company.dilemmas import settle
from game.sim.desk.notes import Use
from game.sim.desk.outlooks import Outlook, Prospect, prospect
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.levers import preview
from game.sim.state import State
from game.sim.values import ASK, FREE, INSIST, SEEK
from game.words.foresight import foretelling
from tests.worlds import calm, card

FIRST, SECOND = 0, 1


def company(trust: float, **changes: object) -> State:
    """Four hundred people whom two cards concern, everyone at a trust; the first lies on the desk."""
    both = (card(who="everyone", week=0, **changes), card(who="everyone", week=-1, **changes))
    state = found(calm(people=400, weeks=60, dilemmas=both), 3)
    state.trust = np.full_like(state.trust, trust)
    return state


def desk(state: State) -> Report:
    """What a desk without delay or blur knows of it."""
    sum_up(state)
    told = report(state, truth=True)
    return replace(told, trust=np.array(state.team_trust))


def answered(state: State, place: int, verb: int) -> State:
    """The company once an answer has taken effect."""
    after = state.copy()
    dilemmas.answer(after, place, verb)
    after.week = after.cards[place].due
    settle(after)
    sum_up(after)
    return after


def rows(told: Prospect) -> dict[str, Outlook]:
    return {row.figure: row for row in told.figures}


@pytest.mark.parametrize("verb", [SEEK, ASK, FREE, INSIST])
@pytest.mark.parametrize("asked", [False, True])
def test_what_a_card_says_an_answer_moves_is_what_it_moves(verb: int, asked: bool) -> None:
    state, place = company(0.5, stake=0.5, split=0.4), FIRST
    if asked:
        state, place = answered(state, FIRST, ASK), SECOND
        dilemmas.deal(state, SECOND)
    told, after = rows(prospect(desk(state), state.cards[place], verb)), answered(state, place, verb)
    moved = {
        "trust": 100.0 * float((after.trust - state.trust).mean()),
        "morale": 100.0 * float((after.morale - state.morale).mean()),
        "commit": 100.0 * float((after.pledge - state.pledge).mean()),
    }
    for name in {"trust", "morale", "commit"} & set(told):
        low, high = told[name].low, told[name].high
        assert low - 0.6 <= moved[name] <= high + 0.6, (name, moved[name], low, high)
        assert high - low <= max(2.0, 0.62 * abs(moved[name])), "as closely as it can be known"


def test_who_was_asked_lately_trusts_less_for_being_asked_again_and_hardly_anybody_commits_anew() -> None:
    state = company(0.6)
    first = rows(prospect(desk(state), state.cards[FIRST], ASK))
    state = answered(state, FIRST, ASK)
    dilemmas.deal(state, SECOND)
    state.trust = np.full_like(state.trust, 0.6)
    again = rows(prospect(desk(state), state.cards[SECOND], ASK))
    assert again["trust"].high < first["trust"].high < 0
    assert "commit" not in again or again["commit"].high < first["commit"].low
    state.week += 30
    later = rows(prospect(desk(state), state.cards[SECOND], ASK))
    assert again["trust"].low < later["trust"].low < first["trust"].low
    assert later["commit"].low > 0


@pytest.mark.parametrize("trust", [0.2, 0.5, 0.8])
def test_who_will_be_torn_is_counted_team_by_team(trust: float) -> None:
    state = company(trust, stake=0.6, split=0.5)
    after = answered(state, FIRST, INSIST)
    torn = int(after.team_stance[3].sum())
    row = rows(prospect(desk(state), state.cards[FIRST], INSIST)).get("torn", Outlook("torn", 0, 0))
    assert row.low - 20 <= torn <= row.high + 20
    half = state.copy()
    half.trust = np.where(half.team_of % 2 == 0, 0.9, 0.2)
    uneven = rows(prospect(desk(half), half.cards[FIRST], INSIST))["torn"]
    torn = int(answered(half, FIRST, INSIST).team_stance[3].sum())
    assert uneven.low <= torn <= uneven.high, "those who trust are not torn, and all of the others are"


def test_the_score_of_an_answer_is_told_in_numbers_once_an_answer_was_seen_to_work() -> None:
    state = company(0.5)
    known, action = desk(state), Action("answer", FIRST, (ASK,))
    assert not preview(known, action).reckoned
    told = preview(replace(known, week=8, uses=(Use("answer", 1, 0),)), action)
    assert told.reckoned
    one = preview(replace(known, week=8, uses=(Use("answer", 9, 0),)), action)
    assert one.high - one.low < told.high - told.low


def test_an_answer_that_cheers_is_worth_more_than_one_that_binds_as_well_and_does_not() -> None:
    state = company(0.5)
    known, action = desk(state), Action("answer", FIRST, (FREE,))
    plain = preview(known, action)
    answers = tuple(
        replace(one, turn=replace(one.turn, morale=0.05)) if one.verb == FREE else one
        for one in known.world.dilemmas[FIRST].answers
    )
    cards = (replace(known.world.dilemmas[FIRST], answers=answers), known.world.dilemmas[SECOND])
    cheered = preview(replace(known, world=replace(known.world, dilemmas=cards)), action)
    assert cheered.low + cheered.high > plain.low + plain.high


def test_what_an_answer_mends_has_no_number() -> None:
    """A card asks everyone to improve because of faults that nobody has found yet, or which all are on already."""
    state = company(0.5, make_weeks=2)
    state.cards = (replace(state.cards[FIRST], product=len(state.world.products)), *state.cards[SECOND:])
    known, action = replace(desk(state), week=8, uses=(Use("answer", 9, 0),)), Action("answer", FIRST, (ASK,))
    for desk_sees in (known, replace(known, faulty=np.full_like(known.faulty, 0.6))):
        told = foretelling(preview(desk_sees, action))
        assert told is not None
        assert told.words == "either way"
