"""The leader of a one-company room leads it from the real window, month by month, whatever the facilitator does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from game.sim.actions import Action, Refusal
from game.sim.desk.estimates import prices_told
from game.view.screens.play.board_tips import BoardTips
from game.view.screens.workshop.door import Door
from game.view.screens.workshop.leader_play import LeaderPlay
from game.view.screens.workshop.waiting import WaitingRoom
from game.workshop import client
from game.workshop.address import Address
from game.workshop.events import Open
from game.workshop.hub import Hub, now_ms
from tests.view.hand import Hand
from tests.workshop.served import Client, Served, served

MONTH = 4


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
def hand(tmp_path: Path) -> Iterator[Hand]:
    found = Hand(tmp_path / "home")
    yield found
    found.game.close()


def at_the_desk(hand: Hand, room: Served) -> None:
    """The leader's link was given on the command line."""
    shown = hand.game.workshop.door(Address("127.0.0.1", room.port, desk=room.invitation.desk))
    hand.window.screen = shown
    shown.enter(hand.window.stage)
    hand.at(WaitingRoom)


def decide(room: Served, phones: list[Client], report: str = "idle-0") -> None:
    """Every team does as it was told, or what it thinks best."""
    for phone in phones:
        state = phone.state()
        choice = state["choices"][0]
        fields = {"answer": choice["answer"], "job": choice["job"], "report": report if state["reports"] else ""}
        assert phone.post("/phone/decide", key=room.key(), round=state["round"], **fields)[1]["ok"]


def agrees(hand: Hand, room: Served) -> bool:
    session, company = hand.seat.session, room.hub.room.company
    return session is not None and company is not None and session.digest() == company.digest()


def told_of_a_product(hand: Hand) -> str:
    """What the desk is told of the first product, among the orders."""
    region = hand.window.stage.ui.region("side-goods:0")
    assert region is not None
    assert region.tip is not None
    return region.tip.text


@pytest.mark.slow
def test_a_month_of_letters_is_led_seen_once_more_and_the_next_begins_with_its_reports(
    hand: Hand, room: Served
) -> None:
    at_the_desk(hand, room)
    phones = room.month()
    hand.at(LeaderPlay)
    assert hand.shows("room-ready")
    assert not hand.shows("bar-step"), "no week runs by the leader's hand"
    hand.press("space", "n", "e", ".")
    hand.step(5.0)
    assert hand.week == 0
    hand.wait(lambda: room.hub.room.ready)
    hand.press("o", "1", "return")
    hand.wait(lambda: room.hub.room.leads)
    assert not room.hub.room.ready, "whoever writes on is not ready any more"
    hand.press("z")
    hand.wait(lambda: not room.hub.room.leads)
    hand.press("o", "2", "return")
    hand.press("tab", "v")
    hand.wait(lambda: agrees(hand, room) and not hand.seat.link.unsent)
    decide(room, phones)
    hand.wait(lambda: hand.seat.standing.through == (4, 4))
    hand.click("room-ready")
    hand.wait(lambda: isinstance(hand.window.screen, LeaderPlay) and hand.window.screen.followed)
    assert not hand.play.table.act(Action("order", 0, (1, 4))), "nothing is decided in what is over"
    assert hand.play.table.notice is not None
    assert hand.play.table.notice.text.startswith("The room is playing")
    hand.at(WaitingRoom)
    assert agrees(hand, room)
    assert room.hub.room.company is not None
    assert room.hub.room.company.week == MONTH
    room.do("begin")
    hand.at(LeaderPlay)
    assert hand.week == MONTH
    assert [words for _, words, _ in hand.play.table.slips or ()] == ["We had hands to spare"] * 4
    assert not hand.game.keeping.games(), "the hub keeps it, and no saved game does"


@pytest.mark.slow
def test_the_first_way_shows_no_price_and_the_second_does(hand: Hand, room: Served) -> None:
    at_the_desk(hand, room)
    room.month()
    hand.at(LeaderPlay)
    report = hand.play.table.report
    assert not prices_told(report)
    hand.step()
    assert "worth" not in told_of_a_product(hand)
    scene = hand.play.board.scene
    assert scene is not None
    assert all(row.price == "" and not row.trend for market in scene.markets for row in market.rows)
    assert all("worth" not in tip.text for tip in BoardTips(report, hand.play.level).values())
    while room.hub.room.now.kind != "prices":
        if room.hub.room.open:
            room.do("close", why="")
        else:
            room.do("begin")
    hand.at(WaitingRoom)
    hand.wait(lambda: hand.seat.session is not None and hand.seat.session.week == 0)
    assert hand.seat.said == ""
    room.do("begin")
    hand.at(LeaderPlay)
    assert prices_told(hand.play.table.report)
    assert hand.play.table.slips is None
    hand.press("t", "return")
    assert hand.play.table.act(Action("tag", 1, (2, 6)))
    hand.wait(lambda: room.hub.room.leads and agrees(hand, room))
    hand.play.table.tab = "orders"
    hand.play.table.revision += 1
    hand.step()
    assert "A piece is worth" in told_of_a_product(hand)


def test_a_visit_says_whom_to_walk_to_and_counts_its_seconds(hand: Hand, room: Served) -> None:
    at_the_desk(hand, room)
    room.month()
    hand.at(LeaderPlay)
    hand.click("team 1")
    hand.click("petal-visit")
    hand.wait(lambda: hand.shows("room-visited"))
    hand.click("room-visited")
    hand.step()
    assert not hand.shows("room-visited")
    assert hand.seat.standing.desk is not None
    visit = hand.seat.standing.desk.visit
    assert visit is not None
    assert visit.who == (room.hub.room.owners(1)[0].name,)


@pytest.mark.slow
def test_what_the_facilitator_takes_back_or_repeats_is_followed(hand: Hand, room: Served) -> None:
    at_the_desk(hand, room)
    room.month()
    hand.at(LeaderPlay)
    hand.press("o", "1", "return")
    hand.wait(lambda: room.hub.room.leads)
    room.do("takeback")
    hand.at(WaitingRoom)
    assert hand.seat.said.startswith("The facilitator has taken it back.")
    room.do("begin")
    hand.at(LeaderPlay)
    assert not hand.play.table.pending
    hand.press("o", "1", "return")
    hand.wait(lambda: room.hub.room.leads)
    room.do("close", why="")
    hand.at(WaitingRoom)
    room.do("takeback")
    room.do("begin")
    hand.at(LeaderPlay)
    assert hand.week == 0
    room.do("pause", why="Coffee")
    hand.wait(lambda: "Coffee" in hand.seat.why_not())
    hand.press("o", "1", "return")
    assert not hand.play.table.pending
    assert not room.hub.room.leads


@pytest.mark.slow
def test_the_hub_is_started_again_and_the_desk_goes_on(hand: Hand, room: Served) -> None:
    at_the_desk(hand, room)
    room.month()
    hand.at(LeaderPlay)
    hand.press("o", "1", "return")
    hand.wait(lambda: room.hub.room.leads)
    room.stop()
    hand.press("o", "2", "return")
    hand.wait(lambda: hand.seat.link.trouble)
    assert hand.seat.link.unsent == 1
    hub = Hub.resume(room.folder, now_ms())
    assert hub is not None
    with served(room.folder, hub=hub, port=room.port) as again:
        hand.wait(lambda: not hand.seat.link.unsent and not hand.seat.link.trouble)
        assert len(again.hub.room.leads) == 2
        hand.wait(lambda: agrees(hand, again))


def test_in_between_a_page_says_what_the_room_does_and_the_board_can_be_looked_at(hand: Hand, room: Served) -> None:
    at_the_desk(hand, room)
    phones = [room.phone(), room.phone()]
    room.do("start")
    room.do("begin")
    hand.wait(lambda: hand.seat.session is not None and hand.seat.standing.stage == "sketch")
    phones[0].post("/phone/answer", key=room.key(), round=0, figures=[10] * 6)
    hand.wait(lambda: hand.seat.standing.through == (1, 2))
    hand.step()
    hand.press("b")
    hand.at(LeaderPlay)
    hand.press("o", "1", "return")
    assert not hand.play.table.pending
    assert not hand.shows("room-ready")
    hand.click("room-slip")
    hand.at(WaitingRoom)
    hand.press("escape")
    hand.calm()
    assert hand.shows("workshop-back")
    hand.press("b")
    hand.at(WaitingRoom)


def test_a_pasted_link_opens_the_desk_and_does_not_stay_on_the_screen(
    hand: Hand, room: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.calm()
    hand.press("w")
    hand.at(Door)
    door = hand.window.screen
    assert isinstance(door, Door)
    wrong = f"http://127.0.0.1:{room.port}/desk/{'x' * 32}"
    monkeypatch.setattr("pygame.scrap.get_text", lambda: wrong)
    hand.paste()
    assert door.at_desk
    assert "x" * 8 not in door.fields["door-address"].text
    hand.press("return")
    hand.wait(lambda: door.said.startswith("That is not the leader's link"))
    monkeypatch.setattr("pygame.scrap.get_text", lambda: f"127.0.0.1:{room.port}/desk/{room.invitation.desk}")
    door.fields["door-address"].choose_all()
    hand.paste()
    hand.press("return")
    hand.at(WaitingRoom)
    assert not room.hub.room.seats, "the leader takes no seat of the room"


def test_in_a_narrow_window_without_motion_the_reports_lie_open_when_the_month_is_over(
    hand: Hand, room: Served
) -> None:
    hand.game.change(replace(hand.game.settings, ui_scale=1.5, reduced_motion=True))
    at_the_desk(hand, room)
    phones = room.month()
    hand.at(LeaderPlay)
    board = hand.play
    assert board.table.compact
    assert board.table.drawer is None
    decide(room, phones, "few-1")
    room.do("close", why="")
    hand.at(WaitingRoom)
    assert board.table.session.week == MONTH
    room.do("begin")
    hand.at(LeaderPlay)
    assert board.table.drawer == "left"
    slip, drawer = hand.window.stage.ui.place_of("room-slip"), hand.window.stage.ui.place_of("side-list")
    assert slip is not None
    assert drawer is not None
    assert not slip.colliderect(drawer)


@pytest.mark.slow
def test_two_values_are_declared_from_the_board(hand: Hand, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    with served(folder, hub=Hub.begin(folder, Open(now_ms(), "90", 7, "letters"))) as room:
        at_the_desk(hand, room)
        room.phone()
        room.do("start")
        while room.hub.room.now.kind != "values":
            if room.hub.room.open:
                room.do("close", why="")
            else:
                room.do("begin")
        room.do("begin")
        hand.at(LeaderPlay)
        hand.wait(lambda: agrees(hand, room))
        for value in (0, 3):
            assert hand.play.table.act(Action("declare", value)), hand.play.table.notice
        hand.wait(lambda: len(room.hub.room.leads) == 2 and agrees(hand, room))


def resting(hand: Hand) -> tuple[str, str]:
    """What the room does while nothing is led, as the leader is told it."""
    desk = hand.seat.standing.desk
    return desk.rest or ("", "") if desk is not None else ("", "")


def on_to(room: Served, kind: str, more: int = 0) -> None:
    """The facilitator leads the room on until a step of a kind is open; more: how many of them are passed over."""
    while True:
        if room.hub.room.open:
            if room.hub.room.now.kind == kind and not more:
                return
            more -= room.hub.room.now.kind == kind
            room.do("close", why="")
        else:
            room.do("begin")


@pytest.fixture
def ninety(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "other"
    folder.mkdir()
    with served(folder, hub=Hub.begin(folder, Open(now_ms(), "90", 7, "letters"))) as found:
        yield found


@pytest.mark.slow
def test_the_ninety_minutes_are_led_to_the_debrief(hand: Hand, ninety: Served) -> None:
    room = ninety
    at_the_desk(hand, room)
    phones = [room.phone() for _ in range(4)]
    room.do("start")
    on_to(room, "propose")
    hand.wait(lambda: hand.seat.standing.stage == "propose" and hand.seat.session is not None)
    for phone in phones:
        assert phone.post("/phone/answer", key=room.key(), round=room.hub.room.step, figures=[0, 3])[1]["ok"]
    hand.wait(lambda: not room.hub.room.open)
    hand.wait(lambda: "Declare two of these" in resting(hand)[1])

    # Two values, and a sentence on one of them.
    room.do("begin")
    hand.at(LeaderPlay)
    hand.wait(lambda: hand.play.table.tab == "values" and "Declare two" in hand.play.table.asked)
    hand.click("side-declare:0")
    hand.click("side-send:declare")
    hand.wait(lambda: hand.shows("side-words:0"))
    hand.click("side-words:0")
    hand.type("We say so the same day")
    hand.press("return")
    hand.wait(lambda: room.hub.room.words.get("prices") == {0: "We say so the same day"})
    said = (0, "Ownership", "We say so the same day", True)
    hand.wait(lambda: hand.play.table.words == (said,))
    hand.step()
    row = hand.window.stage.ui.region("side-words:0")
    assert row is not None
    assert row.tip is not None
    assert "Being kept" not in row.tip.text
    assert hand.play.table.act(Action("declare", 3))
    hand.wait(lambda: len(room.hub.room.leads) == 2 and agrees(hand, room))
    hand.wait(lambda: not hand.play.table.asked)
    on_to(room, "values", 1)
    hand.at(LeaderPlay)

    # The hard call: nobody sees it before the room is told of it.
    room.do("close", why="")
    hand.wait(lambda: isinstance(hand.window.screen, LeaderPlay) and hand.window.screen.followed)
    board = hand.play
    hand.at(WaitingRoom)
    assert board.card is None
    session = hand.seat.session
    assert session is not None
    assert session.report.cards, "it lies on the company's desk by now"
    assert all("card lies on your desk" not in item.text for item in board.ticker.fresh)
    assert not hand.shows("room-card")
    room.do("begin")
    hand.wait(lambda: hand.shows("room-card"))
    hand.press("c")
    hand.at(LeaderPlay)
    assert hand.shows("dilemma-later")
    hand.press("2")
    assert not hand.play.table.pending, "the room answers first"
    assert isinstance(hand.play.table.session.check(Action("answer", 0, (1,))), Refusal)
    before = hand.seat.standing
    for n, phone in enumerate(phones[:3]):
        assert phone.post("/phone/answer", key=room.key(), round=room.hub.room.step, figures=[3 * n, n % 2])[1]["ok"]
    hand.wait(lambda: hand.seat.standing.through == (3, 4))
    after = hand.seat.standing
    assert (after.desk, after.digest, after.message) == (before.desk, before.digest, before.message)
    hand.press("escape")
    assert hand.play.card is None
    phones[3].post("/phone/answer", key=room.key(), round=room.hub.room.step, figures=[1, 1])
    hand.wait(lambda: hand.play.card is not None and hand.play.table.call == "")
    hand.calm()
    hand.press("escape")
    hand.click("room-slip")
    hand.at(WaitingRoom)
    hand.wait(lambda: resting(hand)[0] == "The desk decides")
    hand.step(1.0)
    assert isinstance(hand.window.screen, WaitingRoom), "it comes up by itself once"
    hand.press("c")
    hand.at(LeaderPlay)
    hand.press("2")
    hand.wait(lambda: room.hub.room.leads and agrees(hand, room))
    hand.press("z")
    hand.wait(lambda: not room.hub.room.leads and agrees(hand, room))
    hand.press("c")
    hand.calm()
    hand.press("2")
    hand.wait(lambda: room.hub.room.leads and agrees(hand, room))
    hand.click("room-slip")
    hand.at(WaitingRoom)
    hand.wait(lambda: resting(hand)[0] == "The desk has decided")

    # Its month, on what was decided; and then the debrief.
    room.do("begin")
    hand.at(LeaderPlay)
    hand.wait(lambda: hand.seat.standing.desk is not None and hand.seat.standing.desk.fixed == 1)
    hand.press("z")
    assert hand.play.table.notice is not None
    assert "it stands" in hand.play.table.notice.text
    assert agrees(hand, room)
    room.do("close", why="")
    hand.at(WaitingRoom)
    assert agrees(hand, room)
    log = room.hub.room.companies["prices"].log
    assert sum(action.lever == "team_mind" for week in log for action in week) == 4
    room.do("begin")
    hand.wait(lambda: hand.seat.standing.stage == "debrief")
    assert not hand.seat.sayings()
    assert room.hub.room.words["prices"] == {0: "We say so the same day"}


def test_the_reports_can_be_read_while_something_is_chosen_and_no_key_of_time_is_named(
    hand: Hand, room: Served
) -> None:
    at_the_desk(hand, room)
    decide(room, room.month())
    room.do("close", why="")
    hand.at(WaitingRoom)
    room.do("begin")
    hand.at(LeaderPlay)
    assert not hand.shows("side-reading")
    hand.click("team 1")
    hand.wait(lambda: hand.shows("side-reading"))
    assert hand.window.stage.ui.place_of("side-slips") is None
    hand.click("side-reading")
    assert hand.window.stage.ui.place_of("side-slips") is not None
    assert hand.play.table.selected == "team 1"
    hand.click("side-reading")
    assert hand.window.stage.ui.place_of("side-team-card") is not None
    for _ in range(3):  # a letter, the selection, and then the menu
        if hand.play.menu is None:
            hand.press("escape")
    assert hand.play.menu is not None
    assert hand.play.table.selected is None
    named = {words for words, _ in hand.play.menu.keys}
    assert "We are ready" in named
    assert not named & {"Pause, go on", "One week", "To the next event", "Slower, faster"}
