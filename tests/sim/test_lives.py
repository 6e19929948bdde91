"""The people whom a level follows by name: where they sit, what is kept of them, and that nothing changes by it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from game import bots, levels
from game.levels import Level
from game.levels.cast import CAST, NUMBER
from game.session import Session, play
from game.sim.actions import Action, Receipt
from game.sim.values import IDLE
from game.words.cast import founding

CAMPAIGN = sorted((Path(__file__).resolve().parents[2] / "levels").glob("0*.yaml"))
CORRIDOR = levels.read(CAMPAIGN[2])


def small(cast: str, more: str = "") -> Level:
    text = f"format: 1\ntitle: Small\npeople: 12\nweeks: 26\norganisation: {{team_size: 3}}\ncast: {cast}\n{more}"
    return levels.read_text(text, "small")


@pytest.mark.parametrize("path", CAMPAIGN, ids=lambda path: path.stem)
def test_everybody_has_a_seat_of_their_own_where_nobody_is_louder(path: Path) -> None:
    level = levels.read(path)
    session = Session(level)
    state, cast, there = session.state(), session.report.cast, founding(level)
    assert len({life.seat for life in cast}) == len(cast) == len(there)
    for life, row in zip(cast, there, strict=True):
        assert int(state.team_of[life.seat]) == life.team
        if row.team < 0:
            around = state.department[state.team_of] == row.department
            assert state.influence[life.seat] == state.influence[around].max(), "whom they look at first"
        else:
            assert life.team == row.team
            others = {other.seat for other in cast if other.team == life.team}
            rest = [n for n in np.flatnonzero(state.team_of == life.team) if n not in others]
            assert all(state.influence[n] <= state.influence[life.seat] for n in rest)


def test_somebody_whose_team_comes_later_is_met_when_it_comes_and_not_before() -> None:
    """Noor joins the garage in its eleventh week: from then on she has a seat, a face and a memory of visits."""
    session = Session(levels.read(CAMPAIGN[0]))
    noor = NUMBER["Noor"]
    assert noor in {row.who for row in session.level.cast}
    assert noor not in {row.who for row in founding(session.level)}
    while session.week < 14:
        known = {life.who: life for life in session.report.cast}
        assert (noor in known) == bool(session.report.head[5] > 0)
        if session.week == 12:
            assert session.act(Action("visit", 5))
        session.advance()
    assert next(life for life in session.report.cast if life.who == noor).visits == (12,)
    assert len(session.report.cast) == len(session.level.cast)
    assert session.copy().advance().cast == session.advance().cast


def test_to_be_followed_changes_no_company() -> None:
    followed = play(Session(CORRIDOR), bots.leader("mixed"), 20)
    alone = play(Session(replace(CORRIDOR, cast=())), bots.leader("mixed"), 20)
    assert followed.report.cast
    assert not alone.report.cast
    assert followed.digest() == alone.digest()
    assert replace(followed.report, cast=()).score == alone.report.score


def test_what_the_desk_did_is_exact_and_what_they_feel_as_old_as_news() -> None:
    session = Session(CORRIDOR)
    truth = [session.truth().cast]
    session.act(Action("visit", 2))
    for _ in range(6):
        session.advance()
        truth.append(session.truth().cast)
    age = session.report.age
    assert age == 2
    noor = next(life for life in session.report.cast if life.who == NUMBER["Noor"])
    assert noor.visits == (0,)
    for now, old in zip(session.report.cast, truth[-1 - age], strict=True):
        assert (now.waiting, now.leaning, now.trusting) == (old.waiting, old.leaning, old.trusting)
    assert [life.waiting for life in session.report.cast] != [life.waiting for life in truth[-1]]


def test_who_waits_is_counted_and_whoever_leaves_is_gone_for_good() -> None:
    session = Session(levels.read(CAMPAIGN[1]), 5)
    seen, idle = [session.report.cast], 0
    while not session.over:
        session.advance()
        idle += int(session.report.job[0]) == IDLE
        seen.append(session.report.cast)
    ada = next(life for life in seen[-1] if life.who == NUMBER["Ada"])
    assert ada.waited == (idle if ada.here else ada.left)
    left = [life for life in seen[-1] if not life.here]
    assert left, "half a year without a word"
    for who in (life.who for life in left):
        weeks = [life.left for cast in seen for life in cast if life.who == who]
        gone = [week for week in weeks if week >= 0]
        assert len(set(gone)) == 1
        assert weeks.index(gone[0]) == gone[0] + 1, "told in the week after"
    ever = session.report.left_ever
    assert all(ever[life.why] > 0 for life in left), "for a reason that was counted"


def test_a_rewind_takes_back_what_is_remembered() -> None:
    session = Session(levels.read(CAMPAIGN[0]))
    session.act(Action("visit", 0))
    play(session, bots.leader("idle"), 14)
    session.rewind(0)
    assert session.report.cast[0].visits == ()
    assert session.report.cast[0].waited == 0


def test_a_manager_is_a_manager_whoever_was_promoted() -> None:
    level = levels.read(CAMPAIGN[6])
    session = Session(level, open_levers=True)
    ada = next(life for life in session.report.cast if life.who == NUMBER["Ada"])
    session.act(Action("visit", ada.team))
    session.advance()
    while not session.report.candidates:
        session.advance()
    assert session.report.candidates[0].seat == ada.seat, "a visit meets her: nobody there is louder"
    for lever in ("spotlight", "promote"):
        assert isinstance(session.act(Action(lever, ada.team)), Receipt)
        session.advance()
    ada = next(life for life in session.report.cast if life.who == NUMBER["Ada"])
    assert ada.leads
    assert ada.lit >= 0


@pytest.mark.parametrize(("cast", "says"), [
    ("{Ada: 9}", "There is no team 9; the level has 4, counted from 1."),
    ("{Ada: {department: 7}}", "There is no department 7"),
    ("{Ada: {team: 1, heads: 7}}", "There is no department 7"),
    ("{Ada: {heads: 1}}", "Ada needs a team or else a department."),
    ("{Ada: {team: 1, department: 1}}", "Ada needs a team or else a department."),
    ("{Ada: 1, Ben: 1, Mira: 1, Otto: 1}", "4 of the cast sit in team 1; it has 3."),
    ("{Ada: {team: 1, heads: 1}, Ben: {team: 2, heads: 1}}", "Ada and Ben both speak for department 1."),
    ("{Ada: {team: 4, heads: 1}}", "Ada speaks for department 1 and works in department 2."),
    ("{Adda: 1}", "There is no person “Adda”"),
])  # fmt: skip
def test_a_cast_that_cannot_sit_is_told(cast: str, says: str) -> None:
    with pytest.raises(levels.LevelError) as told:
        small(cast)
    assert any(says in problem.text for problem in told.value.problems), [p.text for p in told.value.problems]
    assert len(told.value.problems) == 1


def test_who_is_named_in_a_story_of_the_campaign_is_there() -> None:
    for path in CAMPAIGN:
        level = levels.read(path)
        followed = {CAST[row.who].name for row in level.cast}
        texts = [level.story, *(item.text for item in level.news), *(hint.say for hint in level.hints)]
        texts += [card.text for card in level.cards]
        words = {word.strip("“”.,:;?’'s") for text in texts for word in text.split()}
        assert words & set(NUMBER) <= followed, path.stem
    for before, after in pairwise(CAMPAIGN):
        known = {row.who for row in levels.read(before).cast}
        assert known <= {row.who for row in levels.read(after).cast}, "who comes along once stays in the story"
