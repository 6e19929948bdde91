"""A desktop's line to a hub: what is done here is done there, once and in order, whatever becomes of the network."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game.sim.actions import Action, Receipt, Refusal
from game.sim.world import QUARTER_WEEKS
from game.workshop import client
from game.workshop.address import Address
from game.workshop.client import Link, kept_seat
from game.workshop.events import Open
from game.workshop.hub import Hub, now_ms
from game.workshop.standing import clock_words, waiting
from game.workshop.transcript import TranscriptError, played, read, written
from tests.workshop.cable import Cable, cable
from tests.workshop.desktop import Desktop
from tests.workshop.served import Served, refused, served, wait_for

LETTER, TAG = Action("order", 0, (1, 4)), Action("tag", 0, (2, 6))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "ASK_SECONDS", 0.2)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "hub"
    folder.mkdir()
    with served(folder, hub=Hub.begin(folder, Open(now_ms(), "companies-60", 7, "letters"))) as found:
        yield found


@pytest.fixture
def desktop(room: Served) -> Iterator[Desktop]:
    found = Desktop(room)
    yield found
    found.link.close(0.5)


def begun(room: Served) -> None:
    room.do("start")
    room.do("begin")


@pytest.mark.slow
def test_what_is_done_at_a_desktop_is_done_at_the_hub(room: Served, desktop: Desktop) -> None:
    standing = desktop.link.standing
    assert standing is not None
    assert (standing.stage, standing.name, len(standing.word)) == ("lobby", "Birches", 4)
    assert "founded when" in waiting(standing, None)[1]
    begun(room)
    session = desktop.led()
    assert isinstance(session.act(LETTER), Receipt)
    assert isinstance(session.act(TAG), Refusal), "prices open in the second quarter"
    assert session.undo() == LETTER
    assert session.undo() is None
    assert isinstance(session.act(LETTER), Receipt)
    for _ in range(3):
        session.advance()
    desktop.settled()
    assert desktop.company.log[0] == (LETTER,)
    assert session.week == 3
    copy = session.copy()
    copy.advance()
    assert desktop.link.unsent == 0, "of a copy the hub hears nothing"
    time.sleep(0.5)
    assert desktop.look() == ""
    assert desktop.session is session, "what agrees is not played again"


@pytest.mark.slow
def test_between_rounds_nothing_is_decided_and_it_says_why(room: Served, desktop: Desktop) -> None:
    room.phone()
    begun(room)
    session = desktop.led()
    room.do("pause", why="Coffee")
    wait_for(lambda: "Coffee" in desktop.link.why_not(session.week))
    answer = session.act(LETTER)
    assert isinstance(answer, Refusal)
    assert answer.text == "The clock stands still: Coffee."
    room.do("resume")
    wait_for(lambda: not desktop.link.why_not(session.week))
    while session.week < QUARTER_WEEKS:
        session.advance()
    assert "Your quarter is played" in desktop.link.why_not(session.week)
    desktop.settled()
    wait_for(lambda: desktop.link.standing is not None and desktop.link.standing.through == (1, 2))
    assert desktop.link.standing is not None
    assert waiting(desktop.link.standing, session)[1].startswith("1 of 2 companies are through.")


@pytest.mark.slow
def test_a_week_that_ended_as_the_clock_was_stopped_waits_and_is_not_lost(room: Served, desktop: Desktop) -> None:
    begun(room)
    session = desktop.led()
    room.do("pause", why="")
    session.advance()
    time.sleep(0.6)
    assert desktop.link.unsent == 1
    assert desktop.company.week == 0
    room.do("resume")
    desktop.settled()
    assert desktop.company.week == 1


@pytest.mark.slow
def test_play_goes_on_without_the_network_and_is_sent_later(room: Served) -> None:
    with cable(room.port) as wire:
        desktop = Desktop(room, wire.port)
        begun(room)
        session = desktop.led()
        wire.cut()
        session.act(LETTER)
        session.advance()
        session.advance()
        wait_for(lambda: "Nobody answers at" in desktop.link.trouble)
        assert desktop.link.unsent == 3
        assert desktop.link.why_not(session.week) == ""
        wire.mend()
        desktop.settled()
        assert [len(week) for week in desktop.company.log] == [1, 0]
        wait_for(lambda: not desktop.link.trouble)
        desktop.link.close(0.5)


def _cut_and_close(room: Served, wire: Cable, keep: Path) -> None:
    desktop = Desktop(room, wire.port, keep)
    begun(room)
    session = desktop.led()
    wire.cut()
    session.act(LETTER)
    session.advance()
    wait_for(lambda: desktop.link.trouble)
    desktop.link.close(0.3)


@pytest.mark.slow
def test_a_restart_comes_back_to_the_same_seat_with_what_was_not_sent(room: Served, tmp_path: Path) -> None:
    keep = tmp_path / "seat.json"
    with cable(room.port) as wire:
        _cut_and_close(room, wire, keep)
        wire.mend()
        again = Desktop(room, keep=keep)
        wait_for(lambda: not again.link.unsent and again.look() is not None and again.session is not None)
        assert again.session is not None
        assert again.session.log == ((LETTER,),)
        assert len(room.hub.room.seats) == 1
        again.link.close(0.5)


@pytest.mark.slow
def test_what_time_has_overtaken_is_dropped_and_the_hubs_company_is_led_on(room: Served) -> None:
    with cable(room.port) as wire:
        desktop = Desktop(room, wire.port)
        begun(room)
        session = desktop.led()
        wire.cut()
        session.act(LETTER)
        session.advance()
        room.do("close", why="")
        wire.mend()
        assert desktop.told() == "Time was up. What was left of your quarter has run by itself."
        assert desktop.session is not None
        assert desktop.session.week == QUARTER_WEEKS
        assert desktop.session.log[0] == ()
        assert desktop.company.digest() == desktop.session.digest()
        desktop.link.close(0.5)


def test_a_round_that_is_taken_back_is_taken_back_here(room: Served, desktop: Desktop) -> None:
    begun(room)
    session = desktop.led()
    session.act(LETTER)
    session.advance()
    desktop.settled()
    wait_for(lambda: desktop.look() == "" and desktop.link.standing is not None)
    room.do("takeback")
    assert desktop.told() == "The facilitator has taken the round back. Your company stands before week 1 again."
    assert desktop.session is not None
    assert desktop.session.week == 0
    assert "has not begun" in desktop.link.why_not(0)


@pytest.mark.slow
def test_two_desktops_of_one_group_lead_one_company(room: Served, desktop: Desktop) -> None:
    other = Desktop(room)
    mate = room.hub.room.seats[1].seat
    room.do("start")
    room.do("move", seat=mate, team=0)
    room.do("begin")
    mine, theirs = desktop.led(), other.led()
    assert mine.digest() == theirs.digest()
    mine.act(LETTER)
    assert other.told() == "Somebody of your group has decided something."
    mine.undo()
    assert other.told() == "Somebody of your group has taken a decision back."
    mine.advance()
    desktop.settled()
    assert other.session is not None
    other.session.act(LETTER)
    told = "Somebody of you has let the weeks run already. Your company stands in week 2, as the hub has it."
    assert other.told() == told
    assert other.session.digest() == mine.digest()
    assert other.link.unsent == 0
    other.link.close(0.5)


def test_a_shock_comes_over_the_company_without_a_word(room: Served, desktop: Desktop) -> None:
    begun(room)
    session = desktop.led()
    desktop.settled()
    room.do("close", why="")
    room.do("shock", product=1, percent=300, weeks=6)
    room.do("begin")
    desktop.told()
    wait_for(lambda: desktop.look() == "" and desktop.session is not None and desktop.session.pending)
    assert desktop.session is not None
    assert desktop.session is not session
    assert desktop.session.undo() is None, "it is no move of the desk's"
    desktop.session.act(LETTER)
    desktop.settled()


@pytest.mark.parametrize(
    ("where", "says"),
    [("code", "That is not this room's code."), ("port", "Nobody answers at 127.0.0.1:9.")],
)
def test_a_door_that_does_not_open_says_why(room: Served, where: str, says: str) -> None:
    right = Address("127.0.0.1", room.port, room.hub.code)
    link = Link(replace(right, code="BBBBBB") if where == "code" else replace(right, port=9), "", None).start()
    wait_for(lambda: link.refused or link.trouble)
    assert (link.refused or link.trouble).startswith(says)
    assert link.standing is None
    link.close(0.1)
    assert not room.hub.room.seats


@pytest.mark.slow
def test_a_room_of_one_company_gives_no_desktop_a_seat(tmp_path: Path) -> None:
    with served(tmp_path) as room:
        link = Link(Address("127.0.0.1", room.port, room.hub.code), "", None).start()
        wait_for(lambda: link.refused)
        assert link.refused.startswith("This room is one company")
        assert not room.hub.room.seats


def test_a_seat_that_the_facilitator_clears_is_gone_and_forgotten(room: Served, tmp_path: Path) -> None:
    keep = tmp_path / "seat.json"
    desktop = Desktop(room, keep=keep)
    wait_for(lambda: kept_seat(keep))
    room.do("remove", seat="seat-1")
    wait_for(lambda: desktop.link.refused)
    assert desktop.link.refused.startswith("Your seat in this room is gone.")
    wait_for(lambda: kept_seat(keep) is None)


def test_a_company_is_told_to_its_own_seat_alone(room: Served) -> None:
    group, other = room.phone(), room.phone()
    begun(room)
    assert group.post("/company/act", key="a", round=0, week=0, text=str(LETTER))[1]["ok"]
    mine, theirs = group.state("/company/game"), other.state("/company/game")
    assert mine["transcript"]["pending"] == [str(LETTER)]
    assert theirs["transcript"]["pending"] == []
    known = group.state(f"/company/game?known={mine['digest']}")
    assert known["transcript"] is None
    assert known["digest"] == mine["digest"]
    with refused(room):
        assert room.client().get("/company/game")[0] == 401


def test_a_transcript_of_other_rules_or_other_figures_is_refused_with_a_sentence(room: Served) -> None:
    room.phone()
    begun(room)
    session = room.hub.room.companies["company-1"]
    told = written(session)
    assert played(read(told)).digest() == session.digest()
    with pytest.raises(TranscriptError, match="Use the hub's version"):
        read({**told, "rules": 1})
    with pytest.raises(TranscriptError, match="same figures"):
        played(read({**told, "digest": "0" * 64}))
    with pytest.raises(TranscriptError, match="not allowed here"):
        played(read({**told, "weeks": [[str(TAG)]]}))
    with pytest.raises(TranscriptError, match="cannot be read"):
        read({"rules": told["rules"]})


def test_what_is_left_is_said_as_a_clock_does() -> None:
    assert [clock_words(seconds) for seconds in (0.0, 0.2, 59.9, 60.0, 754.0)] == ["0:00", "0:01", "1:00", "1:00",
                                                                                 "12:34"]  # fmt: skip
