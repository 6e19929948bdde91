"""The leader's desktop in a room of one company: its line to the hub, letters, prices, and what comes between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.sim.actions import Action, Receipt, Refusal
from game.workshop import client
from game.workshop.address import Address
from game.workshop.client import Link, kept_seat
from game.workshop.desktop_view import leader_view
from game.workshop.events import Open
from game.workshop.hub import Hub, now_ms
from game.workshop.led import Replay, went_on
from game.workshop.standing import through_words, waiting
from tests.workshop.desktop import Desktop
from tests.workshop.served import Client, Served, refused, served, wait_for

LETTER, OTHER, TAG = Action("order_department", 0, (1, 4)), Action("order", 2, (0, 4)), Action("tag", 0, (2, 6))
VISIT = Action("visit", 1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "ASK_SECONDS", 0.1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "hub"
    folder.mkdir()
    with served(folder) as found:
        yield found


@pytest.fixture
def desktop(room: Served) -> Iterator[Desktop]:
    found = Desktop(room, desk=room.invitation.desk)
    yield found
    found.link.close(0.5)


def told_of(desktop: Desktop, words: str) -> None:
    """Waits until the leader is told something that begins so."""
    heard: list[str] = []
    wait_for(lambda: heard.append(desktop.look()) or heard[-1].startswith(words))  # type: ignore[func-returns-value]


def followed(desktop: Desktop) -> None:
    """Waits until the month that the room has played is played here, of which nothing need be told."""
    before = desktop.session
    wait_for(lambda: desktop.look() == "" and desktop.session is not before)


@pytest.mark.slow
def test_a_month_of_letters_is_led_and_then_followed(room: Served, desktop: Desktop) -> None:
    standing = desktop.link.standing
    assert standing is not None
    assert waiting(standing, None)[0] == "The room is gathering"
    phones = room.month()
    session = desktop.led()
    assert isinstance(session.act(TAG), Refusal), "there are no prices in the first way"
    for action in (LETTER, OTHER, VISIT):
        assert isinstance(session.act(action), Receipt)
    assert session.undo() == VISIT
    desktop.settled()
    assert room.hub.room.leads == (str(LETTER), str(OTHER))
    session.act(VISIT)
    wait_for(lambda: desktop.link.standing is not None and desktop.link.standing.visiting(0.0))
    assert desktop.link.standing is not None
    visit, left = desktop.link.standing.visiting(desktop.link.standing.at) or pytest.fail("nobody is visited")
    assert len(visit.who) == 1
    assert 10.0 < left <= 15.0
    for phone in phones:
        fields = {"answer": "object", "job": -1, "report": "idle-0"}
        assert phone.post("/phone/decide", key=room.key(), round=1, **fields)[1]["ok"]
    wait_for(lambda: desktop.link.standing is not None and desktop.link.standing.through == (4, 4))
    assert through_words(desktop.link.standing) == "4 of 4 teams have decided."
    desktop.link.tell("ready", session.week)
    followed(desktop)
    assert desktop.session is not None
    assert desktop.session.week == 4
    desktop.settled()
    wait_for(lambda: desktop.link.standing is not None and desktop.link.standing.stage == "between")
    assert desktop.session.check(LETTER) == Refusal("The desk decides while a month is open.")
    assert desktop.link.standing.desk is not None
    slips = desktop.link.standing.desk.slips
    assert sum(slip.times for slip in slips) == 6, "of eight reports six reach the desk"
    assert went_on(session, desktop.session)


def test_played_weeks_can_be_seen_once_more_and_nothing_decided_in_them(room: Served, desktop: Desktop) -> None:
    room.month()
    before = desktop.led()
    before.act(LETTER)
    desktop.settled()
    room.do("close", why="")
    followed(desktop)
    assert desktop.session is not None
    replay = Replay.of(before, desktop.session)
    assert isinstance(replay.check(OTHER), Refusal)
    assert replay.undo() is None
    while not replay.shown:
        replay.advance()
    assert replay.digest() == desktop.session.digest()
    assert desktop.link.unsent == 0
    assert before.week == 0


def test_prices_are_led_in_the_company_of_the_second_way(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    folder.mkdir()
    with served(folder, hub=Hub.begin(folder, Open(now_ms(), "60", 7, "prices"))) as room:
        desktop = Desktop(room, desk=room.invitation.desk)
        room.month()
        session = desktop.led()
        assert isinstance(session.act(LETTER), Refusal), "nobody writes letters in the second way"
        assert isinstance(session.act(TAG), Receipt)
        desktop.settled()
        desktop.link.close(0.5)


@pytest.mark.slow
def test_what_is_taken_back_or_done_by_somebody_else_is_told(room: Served, desktop: Desktop) -> None:
    room.month()
    session = desktop.led()
    session.act(LETTER)
    desktop.settled()
    leader = room.leader()
    assert leader.post("/desk/lead", key=room.key(), text=str(OTHER))[1]["ok"]
    told_of(desktop, "Somebody else at the desk has decided something.")
    leader.post("/desk/unlead", key=room.key())
    told_of(desktop, "Somebody else at the desk has taken a decision back.")
    room.do("takeback")
    told_of(desktop, "The facilitator has taken it back. Your company stands before week 1 again.")
    assert desktop.session is not None
    assert not desktop.session.pending
    assert isinstance(desktop.session.check(LETTER), Refusal)


@pytest.mark.slow
def test_a_move_for_a_round_that_was_repeated_meanwhile_is_dropped_and_says_so(room: Served, desktop: Desktop) -> None:
    room.month()
    session = desktop.led()
    desktop.settled()
    began = room.hub.room.began
    room.do("takeback")
    room.do("begin")
    leader = room.leader()
    status, said = leader.post("/desk/lead", key=room.key(), text=str(LETTER), began=began)
    assert (status, said["ok"]) == (200, False)
    assert "has moved on" in said["why"]
    wait_for(lambda: desktop.link.standing is not None and desktop.link.standing.began == room.hub.room.began)
    assert isinstance(session.act(LETTER), Receipt)
    desktop.settled()


@pytest.mark.slow
def test_the_seat_at_the_desk_is_kept_and_the_hub_may_be_started_again(room: Served, tmp_path: Path) -> None:
    keep = tmp_path / "seat.json"
    desktop = Desktop(room, keep=keep, desk=room.invitation.desk)
    room.month()
    session = desktop.led()
    session.act(LETTER)
    desktop.settled()
    wait_for(lambda: kept_seat(keep))
    desktop.link.close(0.5)
    room.stop()
    hub = Hub.resume(room.folder, now_ms())
    assert hub is not None
    with served(room.folder, hub=hub) as again:
        kept = kept_seat(keep)
        assert kept is not None
        assert kept[0].desk == room.invitation.desk
        link = Link(Address("127.0.0.1", again.port, desk=kept[0].desk), "", keep, kept[1]).start()
        wait_for(lambda: link.standing is not None and link.standing.transcript is not None)
        assert link.standing is not None
        assert link.standing.transcript is not None
        assert link.standing.transcript.pending == (LETTER,)
        link.close(0.5)


def test_the_desk_opens_to_the_leaders_link_alone(room: Served, tmp_path: Path) -> None:
    keep = tmp_path / "seat.json"
    link = Link(Address("127.0.0.1", room.port, desk="x" * 32), "", keep).start()
    wait_for(lambda: link.refused)
    assert link.refused.startswith("That is not the leader's link of the room")
    assert link.standing is None
    assert kept_seat(keep) is None
    room.month()
    phone = room.phone()
    for client_ in (room.client(), phone):
        with refused(room, 3):
            assert client_.get("/desk/game")[0] == 403
            assert client_.post("/desk/lead", key=room.key(), text=str(LETTER))[0] == 403
            assert client_.post("/desk/unlead", key=room.key())[0] == 403


def test_the_desk_is_told_nothing_that_the_phones_have_just_decided(room: Served) -> None:
    phones = room.month()
    leader: Client = room.leader()
    before = leader.state("/desk/game")
    phones[0].post("/phone/decide", key=room.key(), round=1, answer="object", job=-1, report="idle-0")
    after = leader.state("/desk/game")
    assert after["ready"] == [1, 4]
    moved = {"ready", "now", "number"}
    assert {k: v for k, v in after.items() if k not in moved} == {k: v for k, v in before.items() if k not in moved}
    known = leader.state(f"/desk/game?known={after['digest']}")
    assert known["transcript"] is None
    assert known["digest"] == after["digest"]


def test_in_a_room_of_many_companies_the_desk_says_where_to_lead(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    folder.mkdir()
    with served(folder, hub=Hub.begin(folder, Open(now_ms(), "companies-60", 7, "letters"))) as room:
        room.phone()
        room.do("start")
        room.do("begin")
        view = json.loads(json.dumps(leader_view(room.hub.room, "")))
        assert view["transcript"] is None
        desktop = Desktop(room, desk=room.invitation.desk)
        standing = desktop.link.standing
        assert standing is not None
        assert not standing.open
        assert waiting(standing, None)[0] == "Every group has its own desk"
        desktop.link.close(0.5)


@pytest.mark.slow
def test_every_step_of_the_longest_plan_says_what_the_room_does(room: Served) -> None:
    room.do("plan", preset="90", first="letters")
    room.phone()
    room.do("start")
    told: list[str] = []
    while room.hub.room.stage != "debrief":
        view = leader_view(room.hub.room, "")
        rest = view["rest"]
        told.append(str(rest["title"]) if isinstance(rest, dict) else room.hub.room.stage)
        if room.hub.room.open:
            room.do("close", why="")
        else:
            room.do("begin")
    assert told[:4] == ["Your company", "The room draws what will be wanted", "The answers are in", "letters"]
    assert "The room says what it stands for" in told
    assert told.count("values") == 3
    assert told[-4:] == ["The room has a hard call", "The desk decides", "values", "The month is played"]
