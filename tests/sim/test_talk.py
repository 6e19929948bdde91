"""What a talk brings: as many as the question and the people make likely, foretold before and told after."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.levels import read_text
from game.session import Session
from game.sim.actions import Action
from game.sim.company import dilemmas
from game.sim.company.dilemmas import settle
from game.sim.desk.outlooks import Outlook, prospect
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.state import Card, State
from game.sim.values import SEEK, VERB_PRICES
from game.sim.world import Answer, Dilemma
from game.words.come_back import talked
from game.words.news import week_news
from tests.worlds import calm, card


def question(sways: float, **changes: object) -> Dilemma:
    """A card for everyone, whose talk sways so large a share where trust is one half."""
    answers = tuple(Answer(verb, *VERB_PRICES[verb], sways=sways if verb == SEEK else -1.0) for verb in range(4))
    return replace(card(who="everyone", answers=answers), **changes)  # type: ignore[arg-type]


def sought(sways: float, trust: float, seed: int = 1, **changes: object) -> tuple[State, State]:
    """Four hundred people before and right after a talk about such a question, everyone at a trust."""
    world = calm(people=400, weeks=60, dilemmas=(question(sways, **changes),))
    state = found(world, seed)
    state.trust = np.full_like(state.trust, trust)
    before = state.copy()
    dilemmas.answer(state, 0, SEEK)
    state.week = state.cards[0].due
    settle(state)
    return before, state


def foretold(before: State) -> Outlook:
    """What the desk says of how many come round, once it has read how much it is trusted."""
    seen = report(before, truth=True)
    seen = replace(seen, trust=np.full_like(seen.trust, before.trust[0]))
    return next(row for row in prospect(seen, before.cards[0], SEEK).figures if row.figure == "minds")


@pytest.mark.parametrize(
    ("sways", "trust", "share"),
    [(0.3, 0.5, 0.3), (0.8, 0.5, 0.8), (0.5, 0.2, 0.35), (0.5, 0.8, 0.65), (0.9, 0.9, 0.95)],
)
def test_the_question_and_the_trust_decide_how_many_come_round(sways: float, trust: float, share: float) -> None:
    shares, spreads = [], []
    for seed in range(1, 7):
        before, state = sought(sways, trust, seed)
        against = before.doubt > 0.0
        left = state.doubt[against] / before.doubt[against]
        assert np.isin(np.round(left, 6), (0.05, 0.6)).all(), "won over, or heard out"
        shares.append(float((left < 0.1).mean()))
        assert state.cards[0].came_round == round(100 * shares[-1] + 1e-9)
        row = foretold(before)
        spreads.append(row.low <= 100 * shares[-1] <= row.high)
    assert np.mean(shares) == pytest.approx(share, abs=0.04)
    assert sum(spreads) >= 5, "and the card says so before"


def test_ranges_differ_by_question_and_by_people() -> None:
    rows = [foretold(sought(sways, trust)[0]) for sways, trust in ((0.3, 0.5), (0.8, 0.5), (0.5, 0.2), (0.5, 0.8))]
    assert [(row.low, row.high) for row in rows] == [(24, 36), (64, 96), (28, 42), (52, 78)]


def test_a_question_nobody_has_weighed_takes_four_fifths_of_every_doubt() -> None:
    before, state = sought(-1.0, 0.5)
    assert state.doubt.max() == pytest.approx(0.2 * before.doubt.max())
    assert state.cards[0].came_round == -1
    assert "came_round" not in repr(state.cards[0]), "so that older companies keep their digests"
    assert repr(Card(0, -1, -2, 3, 6)) == (
        "Card(index=0, department=-1, product=-2, dealt=3, until=6, verb=-1, answered=-1, due=-1, settled=False)"
    )


LEVEL = """\
format: 1
title: Rounds
people: 60
weeks: 20
trouble: 0
levers: [order, visit, answer]
events:
  - {when: week 2, dilemma: the round}
dilemmas:
  - name: the round
    title: A round too many
    text: Half of them would rather not.
    who: everyone
    split: 60
    stake: 50
    seek: {does: Ask them., sways: 40}
    ask: {does: Ask for a month.}
    insist: {does: The round stays.}
"""


def test_what_a_talk_brought_is_told_when_it_is_over() -> None:
    level = read_text(LEVEL, "rounds.yaml")
    session, told = Session(level, 1), []
    while session.week < 12:
        before = session.report
        if before.cards and before.cards[0].verb < 0:
            session.act(Action("answer", 0, (SEEK,)))
        session.advance()
        told += [item.text for item in week_news(level, before, session.report, (), (), ()) if item.kind == "answered"]
    share = session.report.cards[0].came_round
    assert 10 <= share <= 70
    assert told == [f"A round too many: the talk is over. Of a hundred who thought otherwise, {share} have come round."]
    assert talked(0) == "Nobody who thought otherwise has come round."
    assert talked(100) == "All who thought otherwise have come round."
    assert talked(1) == "Of a hundred who thought otherwise, 1 has come round."
