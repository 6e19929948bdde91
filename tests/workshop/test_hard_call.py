"""The hard call of a room: told, answered apart on the phones, decided by the desk, and then lived for a month."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from game.session import proved
from game.sim.actions import Action, Refusal
from game.sim.values import ASK, FREE
from game.workshop import events as ev
from game.workshop import hard_call, views
from game.workshop.debrief.drawings import drawn
from game.workshop.debrief.figures import tables
from game.workshop.debrief.pages import pages
from game.workshop.debrief.reading import look
from game.workshop.dry_run import rooms
from game.workshop.hub import Hub, JournalError, now_ms
from game.workshop.journal import Journal
from game.workshop.records import Room
from game.workshop.room import refusal
from tests.workshop.test_room import AT, after

MINDS = ((9, 1), (2, 1), (8, 0), (0, 0))
"""What the four phones say: agreement, commitment."""


def announced() -> Room:
    """A room of four phones whose hard call has just been told."""
    before = next(room for room in rooms("90", 7, 4) if room.now.kind == "dilemma")
    return after([ev.Begin(AT)], before)


def answered() -> Room:
    room = announced()
    said = [ev.Answer(AT, f"seat-{n}", room.step, f"m{n}", mind) for n, mind in enumerate(MINDS, 1)]
    return after([*said, ev.Close(AT, "all have answered")], room)


def asked(verb: int = ASK) -> Room:
    """The month of the call, open, after the desk has answered in its own way."""
    return after([ev.Lead(AT, "call", f"answer card:0 verb:{verb}"), ev.Begin(AT)], answered())


@pytest.mark.slow
def test_the_room_answers_before_the_desk_decides() -> None:
    room = announced()
    told = views.seat_view(room, "seat-1")["ask"]
    (card,) = views.desk_view(room)["cards"]  # type: ignore[misc]
    assert told["title"] == card["title"] == "One loud month"  # type: ignore[index]
    assert card["why"], "the desk sees what is asked, and cannot answer yet"
    assert refusal(room, ev.Lead(AT, "early", "answer card:0 verb:1"))
    assert views.wall_view(room)["rule"].startswith("One loud month: ")  # type: ignore[union-attr]
    room = answered()
    (card,) = views.desk_view(room)["cards"]  # type: ignore[misc]
    assert not card["why"]
    assert refusal(room, ev.Lead(AT, "x", "tag product:1 coins:2 weeks:6")), "before the month it decides on this alone"
    assert refusal(room, ev.Lead(AT, "x", "ready"))
    decided = after([ev.Lead(AT, "call", "answer card:0 verb:1")], room)
    assert views.desk_view(decided)["cards"] == []
    assert "asks everybody to carry it" in str(views.wall_view(decided)["next"])
    taken_back = after([ev.Unlead(AT, "back")], decided)
    assert len(views.desk_view(taken_back)["cards"]) == 1  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_phone_reads_in_the_month_what_was_decided_and_what_it_said() -> None:
    call = views.seat_view(asked(), "seat-2")["call"]
    assert "asks everybody to carry it" in call["text"]  # type: ignore[index]
    assert call["own"] == "You agreed 2 of 10 and said that you carry it."  # type: ignore[index]
    assert views.seat_view(announced(), "seat-2")["call"] is None


@pytest.mark.slow
def test_what_the_phones_said_enters_the_company_and_is_proved_with_it() -> None:
    room = after([ev.Close(AT, "")], asked())
    session = room.companies["prices"]
    spoken = [action for week in session.log for action in week if action.lever == "team_mind"]
    assert [(action.actor, action.amount) for action in spoken] == [
        (f"seat-{n}", mind) for n, mind in sorted(enumerate(MINDS, 1), key=lambda row: room.seat(f"seat-{row[0]}").team)  # type: ignore[union-attr]
    ]  # fmt: skip
    assert proved(session.recording())[1].ok
    state, month = session.state(), room.months[-1]
    teams = {seat.seat: seat.team for seat in room.seats}
    pledged = [float(state.pledge[state.team_of == teams[f"seat-{n}"]].mean()) for n in range(1, 5)]
    assert min(pledged[:2]) > 0.5, "who has committed is bound"
    assert max(pledged[2:]) < 0.05, "who has not committed is not, whatever the desk asked"
    doubt = [float(state.doubt[state.team_of == teams[f"seat-{n}"]].mean()) for n in range(1, 5)]
    assert doubt[0] < doubt[1], "the doubt is as large as was said"
    assert {teams["seat-1"], teams["seat-2"]} <= set(month.followed), "who committed and said nothing more carries it"


@pytest.mark.slow
def test_everybody_may_still_do_as_they_see_fit() -> None:
    room = asked()
    product = room.companies["prices"].report.cards[-1].product
    other = (product + 1) % 4
    room = after([ev.Decide(AT, "seat-1", room.step, "own", "own", other, ""), ev.Close(AT, "")], room)
    seat = room.seat("seat-1")
    assert seat is not None
    assert seat.team not in room.months[-1].followed


def test_where_each_may_decide_nobody_is_bound_by_asking() -> None:
    room = after([ev.Close(AT, "")], asked(FREE))
    assert float(room.companies["prices"].state().pledge.max()) <= 0.5


@pytest.mark.slow
def test_the_debrief_says_who_then_did_it() -> None:
    room = after([ev.Close(AT, ""), ev.Begin(AT)], asked())
    page = next(page for page in pages(room) if page.kind == "commit")
    assert page.data["answers"] == [list(mind) for mind in MINDS]
    assert page.text.startswith("The desk asked for commitment. 2 of 2 who had committed and ")
    assert drawn(page)
    then = next(table for table in tables(page) if table.caption == "What they then made")
    assert sum(int(cell) for row in then.rows for cell in row[1:]) == 4
    assert hard_call.afterwards(answered())[0] == "", "before the month nothing is claimed"


@pytest.mark.slow
def test_a_mind_needs_a_call_and_a_person() -> None:
    session = answered().companies["prices"].copy()
    for action in (Action("team_mind", 0, (11, 1), "seat-1"), Action("team_mind", 0, (3, 2), "seat-1"),
                   Action("team_mind", 99, (3, 1), "seat-1"), Action("team_mind", 0, (3, 1)),
                   Action("team_mind", 0, (3, 1), "room")):  # fmt: skip
        assert isinstance(session.act(action), Refusal), action
    before = session.state()
    assert not isinstance(session.act(Action("team_mind", 0, (0, 1), "seat-1")), Refusal)
    session.advance()
    assert float(session.state().pledge.max()) > float(np.max(before.pledge))
    later = after([ev.Close(AT, "")], asked()).companies["prices"].copy()
    assert isinstance(later.act(Action("team_mind", 0, (3, 1), "seat-1")), Refusal), "the call is over"


@pytest.mark.parametrize(("preset", "readable"), [("60", True), ("90", False)])
def test_a_room_of_an_older_plan_is_refused_and_others_are_read(tmp_path: Path, preset: str, readable: bool) -> None:
    hub = Hub.begin(tmp_path, ev.Open(now_ms(), preset, 7, "letters"))
    path = hub.journal.path
    hub.journal.close()
    with closing(sqlite3.connect(path)) as base:
        base.execute("UPDATE about SET value = '1' WHERE name = 'format'")
        base.commit()
    assert ("another version" in look(path).text) != readable
    journal = Journal(path)
    try:
        if readable:
            assert Hub(journal).room.preset == preset
        else:
            with pytest.raises(JournalError, match="another version"):
                Hub(journal)
    finally:
        journal.close()
