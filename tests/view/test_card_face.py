"""An answer on a card says all that it does: every figure, what a talk takes, and what it says of each banner."""

from __future__ import annotations

from functools import partial

import pytest

from game import levels
from game.session import Session, play
from game.sim.actions import Action
from game.sim.desk.outlooks import prospect
from game.sim.levers import preview
from game.sim.values import SEEK
from game.view.screens.play.screen import Play
from game.words import outlooks
from tests import screens
from tests.drawn import lettered

SIZE = (1280, 720)
LEVEL = """\
format: 1
title: Overtime
people: 60
weeks: 20
levers: [order, answer]
policy: {default: wait}
products: [{name: Care}, {name: Medicine}]
values: {offered: [care, pace]}
dilemmas:
  - name: overtime
    title: Another double shift
    text: Six of {department} are ill.
    who: any
    split: 60
    stake: 70
    value: care
    make: Medicine
    make_weeks: 6
    seek: {does: Sit down with everyone., weeks: 2, morale: 3, cash: -20}
    ask: {does: Ask them to stay this once., initiative: 5}
    insist: {does: Everyone stays., morale: -8, agreement: -5, initiative: -6, cash: 10}
    silence: {then: They make their own rota}
events: [{when: week 3, dilemma: overtime}]
"""


@pytest.mark.parametrize("size", [(1280, 720), (800, 480)])
def test_every_figure_of_every_answer_stands_on_its_face(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = play(Session(levels.read_text(LEVEL, "overtime.yaml")), lambda report: [], 3)
    lines = lettered(monkeypatch)
    state = screens.State("card", lambda: Play(session, screens.game()), screens._open_card)
    shown = screens.Viewer().draw(state, size, 1.0)
    assert isinstance(shown, Play)
    card = shown.table.open_cards()[0]
    told = " | ".join(lines)
    for answer in session.world.dilemmas[0].answers:
        every = prospect(session.report, card, answer.verb).figures
        rows = [row for row in every if row.figure != "time"]  # said with its weeks, below
        assert len(rows) > 2
        for row in rows:
            label = outlooks.label(session.level, card, row)
            assert any(words in told for words in outlooks.written(row)), (answer.verb, row)
            brief = outlooks.LABELS[row.figure] if row.figure == "agreement" else label
            assert label in told or brief in told, (answer.verb, row)
        talk = outlooks.talk_words(session.report, card, answer.verb)
        assert bool(talk) == (answer.verb == SEEK)
        assert talk.partition(" for ")[0] in told
    assert "Medicine, 6 wk" in told
    hands = [row for answer in session.world.dilemmas[0].answers
             for row in prospect(session.report, card, answer.verb).figures if row.figure == "work"]  # fmt: skip
    assert hands
    for row in hands:  # so many teams, and never so many pieces
        full, short, *bare = outlooks.written(row)
        assert full in told or short in told or ("teams: " in told and any(words in told for words in bare))


@pytest.mark.slow
def test_what_comes_of_an_answer_stands_on_two_lines_where_one_would_cut_it(monkeypatch: pytest.MonkeyPatch) -> None:
    then = "Two clocks fewer, and here and there the stove"
    text = LEVEL.replace("    value: care\n", "").replace("seek: {", f"seek: {{then: '{then}', ")
    session = play(Session(levels.read_text(text, "overtime.yaml")), lambda report: [], 3)
    lines = lettered(monkeypatch)
    state = screens.State("card", lambda: Play(session, screens.game()), screens._open_card)
    screens.Viewer().draw(state, (1280, 720), 1.0)
    told = [line for line in lines if line[:3] in then]
    assert any(line.endswith("stove") for line in told), told
    assert not [line for line in told if line.endswith("…")]


def test_what_costs_more_than_the_till_holds_says_so_on_its_face(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lettered(monkeypatch)
    for cash, dear in ((100_000, False), (500, True)):
        text = LEVEL.replace("cash: -20}", "cash: -100}") + f"money: {{cash: {cash}, wage: 1}}\n"
        session = play(Session(levels.read_text(text, "overtime.yaml")), lambda report: [], 3)
        lines.clear()
        state = screens.State("card", partial(Play, session, screens.game()), screens._open_card)
        screens.Viewer().draw(state, SIZE, 1.0)
        assert any(words in " | ".join(lines) for words in outlooks.BEYOND_TILL) == dear
        known = preview(session.report, Action("answer", 0, (SEEK,)))
        assert any(label == "The till then" for label, _ in known.lines) == dear


def test_no_card_waits_longer_than_its_level(monkeypatch: pytest.MonkeyPatch) -> None:
    short = LEVEL.replace("weeks: 20", "weeks: 4").replace("    stake: 70\n", "    stake: 70\n    weeks: 6\n")
    session = play(Session(levels.read_text(short, "overtime.yaml")), lambda report: [], 3)
    lines = lettered(monkeypatch)
    state = screens.State("card", lambda: Play(session, screens.game()), screens._open_card)
    shown = screens.Viewer().draw(state, (1280, 720), 1.0)
    assert isinstance(shown, Play)
    (card,) = shown.table.open_cards()
    assert card.until > outlooks.last_week(session.report, card) == session.week
    assert "Not now · last week" in lines


def test_where_a_card_scrolls_an_answer_is_as_high_as_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    does = "Whoever has to go home goes when they have to, and what they were at lies there until somebody comes by."
    session = play(Session(levels.read_text(LEVEL.replace("Everyone stays.", f"'{does}'"), "overtime.yaml")),
                   lambda report: [], 3)  # fmt: skip
    lines = lettered(monkeypatch)
    state = screens.State("card", lambda: Play(session, screens.game()), screens._open_card)
    for size, scale in (((1280, 720), 2.0), ((640, 400), 1.0)):
        lines.clear()
        screens.Viewer().draw(state, size, scale)
        assert any(line.endswith("comes by.") for line in lines)
