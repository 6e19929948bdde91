"""A group leads its company from the real window: from the title into a room, through a quarter, and on to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.sim.actions import Action
from game.sim.world import QUARTER_WEEKS
from game.view.screens.workshop.door import Door
from game.view.screens.workshop.group_play import GroupPlay
from game.view.screens.workshop.waiting import WaitingRoom
from game.workshop import client
from game.workshop.address import Address
from game.workshop.events import Open, OpenLevel
from game.workshop.hub import Hub, now_ms
from tests.view.hand import Hand
from tests.workshop.cable import cable
from tests.workshop.served import Served, served
from tests.workshop.test_room import OWN_LEVEL


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
def hand(tmp_path: Path) -> Iterator[Hand]:
    found = Hand(tmp_path / "home")
    yield found
    found.game.close()


def sit_down(hand: Hand, room: Served, port: int = 0) -> None:
    """From the title to the lobby, by keyboard alone."""
    hand.calm()
    hand.press("w")
    hand.at(Door)
    hand.type(f"127.0.0.1:{port or room.port}")
    hand.press("tab")
    hand.type(room.hub.code.lower())
    hand.press("tab")
    hand.type("Birches")
    hand.press("return")
    hand.at(WaitingRoom)



def agrees(hand: Hand, room: Served) -> bool:
    session = hand.seat.session
    return session is not None and room.hub.room.companies["company-1"].digest() == session.digest()


@pytest.mark.slow
def test_a_quarter_is_led_at_the_desktop_and_the_next_is_waited_for(hand: Hand, room: Served) -> None:
    sit_down(hand, room)
    assert [seat.name for seat in room.hub.room.seats] == ["Birches"]
    room.phone("Others")
    room.do("start")
    hand.wait(lambda: hand.seat.session)
    hand.step()
    hand.click("room-board")
    hand.at(GroupPlay)
    hand.press("n")
    hand.step(3.0)
    assert hand.week == 0, "before the round no week runs"
    room.do("begin")
    hand.wait(lambda: not hand.seat.why_not())
    hand.press("o", "1", "return")
    assert len(hand.play.table.pending) == 1
    hand.play_on(QUARTER_WEEKS)
    hand.calm()
    assert hand.shows("open"), "the quarter is reviewed first"
    hand.click("open")
    hand.at(WaitingRoom)
    hand.wait(lambda: room.hub.room.companies["company-1"].week == QUARTER_WEEKS)
    assert [len(week) for week in room.hub.room.companies["company-1"].log[:2]] == [1, 0]
    hand.wait(lambda: hand.seat.standing.through == (1, 2))
    room.do("close", why="")
    hand.wait(lambda: hand.seat.standing.stage == "between")
    room.do("begin")
    hand.at(GroupPlay)
    assert hand.week == QUARTER_WEEKS
    hand.wait(lambda: agrees(hand, room))
    hand.play_on(QUARTER_WEEKS + 1)
    hand.wait(lambda: agrees(hand, room) and not hand.seat.link.unsent)
    assert hand.game.session is None
    assert not hand.game.keeping.games(), "the hub keeps it, and no saved game does"
    assert not hand.game.progress.stars


@pytest.mark.slow
def test_the_network_is_cut_and_comes_back(hand: Hand, room: Served) -> None:
    with cable(room.port) as wire:
        sit_down(hand, room, wire.port)
        room.do("start")
        room.do("begin")
        hand.at(GroupPlay)
        wire.cut()
        hand.play_on(2)
        hand.wait(lambda: hand.seat.link.trouble)
        assert hand.seat.link.unsent == 2
        assert room.hub.room.companies["company-1"].week == 0
        wire.mend()
        hand.wait(lambda: not hand.seat.link.trouble and agrees(hand, room))
        assert room.hub.room.companies["company-1"].week == 2
        assert hand.week == 2


@pytest.mark.slow
def test_a_round_taken_back_leads_to_where_one_waits_and_says_so(hand: Hand, room: Served) -> None:
    sit_down(hand, room)
    room.do("start")
    room.do("begin")
    hand.at(GroupPlay)
    hand.play_on(2)
    hand.wait(lambda: agrees(hand, room))
    room.do("takeback")
    hand.at(WaitingRoom)
    assert hand.seat.said.startswith("The facilitator has taken the round back.")
    assert hand.seat.session is not None
    assert hand.seat.session.week == 0
    room.do("begin")
    hand.at(GroupPlay)
    assert hand.week == 0


@pytest.mark.slow
def test_the_facilitators_pause_and_words_are_on_the_board(hand: Hand, room: Served) -> None:
    sit_down(hand, room)
    room.do("start")
    room.do("begin")
    hand.at(GroupPlay)
    room.do("tell", to="all", text="Look up, please.")
    room.do("pause", why="Coffee")
    hand.wait(lambda: hand.seat.why_not() and hand.shows("room-read"))
    hand.press("space")
    hand.step(20.0)
    assert hand.week == 0
    hand.click("room-read")
    hand.step()
    assert not hand.shows("room-read")
    hand.press("space")
    room.do("resume")
    hand.wait(lambda: not hand.seat.why_not())
    hand.play_on(1)
    assert hand.week == 1


@pytest.mark.slow
def test_leaving_keeps_the_seat_and_the_title_leads_back(hand: Hand, room: Served, tmp_path: Path) -> None:
    sit_down(hand, room)
    room.do("start")
    room.do("begin")
    hand.at(GroupPlay)
    hand.press("escape")
    hand.step()
    assert not hand.shows("menu-restart")
    hand.click("menu-quit")
    hand.calm()
    assert hand.shows("workshop-back")
    hand.press("b")
    hand.at(GroupPlay)
    hand.game.close()
    again = Hand(tmp_path / "home")
    again.calm()
    again.press("b")
    again.at(GroupPlay)
    assert len(room.hub.room.seats) == 1
    again.game.close()


def test_a_door_that_does_not_open_says_why_and_leads_back(hand: Hand, room: Served) -> None:
    hand.calm()
    hand.press("w")
    hand.at(Door)
    before = hand.window.stage.ui.region("door-sit")
    door = hand.window.screen
    assert isinstance(door, Door)
    hand.type("laptop.local")
    hand.press("return")
    assert "is a name" in door.said
    hand.step()
    after = hand.window.stage.ui.region("door-sit")
    assert before is not None
    assert after is not None
    assert after.rect == before.rect, "what is said moves nothing"
    hand.click("door-address")
    for _ in range(len("laptop.local")):
        hand.press("backspace")
    hand.type("127.0.0.1:9")
    hand.press("return")
    assert "Type the code too" in door.said
    hand.press("tab")
    hand.type("BCDGHJ")
    hand.press("return")
    hand.wait(lambda: "Nobody answers" in door.said)
    hand.press("escape")
    hand.calm()
    assert hand.shows("workshop")
    assert not hand.shows("workshop-back")


def test_the_command_line_leads_straight_into_the_room(hand: Hand, room: Served) -> None:
    shown = hand.game.workshop.door(Address("127.0.0.1", room.port, room.hub.code), "Elms")
    hand.window.screen = shown
    shown.enter(hand.window.stage)
    hand.at(WaitingRoom)
    assert room.hub.room.seats[0].name == "Elms"


@pytest.mark.slow
def test_a_group_says_at_its_board_what_its_value_means(hand: Hand, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    with served(folder, hub=Hub.begin(folder, OpenLevel(now_ms(), 7, OWN_LEVEL))) as room:
        sit_down(hand, room)
        room.do("start")
        room.do("begin")
        hand.at(GroupPlay)
        hand.click("side-tab:values")
        hand.step()
        hand.click("side-declare:1")
        hand.click("side-send:declare")
        hand.wait(lambda: hand.shows("side-words:1"))
        hand.click("side-words:1")
        hand.type("n e z")
        assert hand.week == 0
        assert len(hand.play.table.pending) == 1, "what is written is no key of the board"
        hand.press("escape")
        hand.step()
        assert hand.play.table.words == ((1, "Care", "", True),)
        hand.click("side-words:1")
        hand.type("Nobody carries alone")
        hand.press("return")
        hand.wait(lambda: room.hub.room.words.get("company-1") == {1: "Nobody carries alone"})
        hand.wait(lambda: hand.play.table.words == ((1, "Care", "Nobody carries alone", True),))
        room.do("strike", company="company-1", value=1)
        hand.wait(lambda: hand.play.table.words == ((1, "Care", "", True),))
        hand.click("side-words:1")
        hand.type("Once more")
        room.do("takeback")
        hand.at(WaitingRoom)
        assert not room.hub.room.words.get("company-1")


@pytest.mark.slow
def test_a_sentence_that_is_refused_is_told_and_holds_nothing_up(hand: Hand, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    with served(folder, hub=Hub.begin(folder, OpenLevel(now_ms(), 7, OWN_LEVEL))) as room:
        sit_down(hand, room)
        room.do("start")
        room.do("begin")
        hand.at(GroupPlay)
        session = hand.seat.session
        assert session is not None
        session.say(0, "Not declared at all")
        assert hand.play.table.act(Action("declare", 1))
        hand.wait(lambda: hand.play.table.notice is not None and "has not declared that" in hand.play.table.notice.text)
        hand.wait(lambda: agrees(hand, room) and not hand.seat.link.unsent)
        assert len(room.hub.room.companies["company-1"].pending) == 1
