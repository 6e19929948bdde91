"""Many companies behind the hub: what a group's page may ask for and do, and what it is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from game.workshop.events import Open
from game.workshop.hub import Hub, now_ms
from tests.workshop.served import Client, Served, refused, served, shown, wait_for

LETTER = "order team:0 job:1 weeks:4"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, hub=Hub.begin(tmp_path, Open(now_ms(), "companies-60", 7, "letters"))) as found:
        yield found


def quarter(room: Served, groups: int = 2) -> list[Client]:
    """A room whose first quarter is open, with so many groups."""
    seated = [room.phone() for _ in range(groups)]
    room.do("start")
    room.do("begin")
    return seated


def act(group: Client, key: str = "a1", text: str = LETTER, **changed: object) -> tuple[int, dict[str, object]]:
    fields: dict[str, object] = {"key": key, "round": 0, "week": 0, "text": text}
    return group.post("/company/act", **(fields | changed))


def test_a_group_sends_moves_and_lets_weeks_run(room: Served) -> None:
    group, other = quarter(room)
    assert group.state()["company"] == "Birch"
    assert group.get("/phone")[1].count(b"<title>company") == 1
    status, said = act(group)
    assert (status, said["ok"]) == (200, True)
    assert group.state()["sent"][0]["line"] == LETTER
    assert other.state()["sent"] == []
    assert group.post("/company/unact", key="u1", round=0, week=0)[1]["ok"]
    assert group.state()["sent"] == []
    assert act(group, "a2")[1]["ok"]
    assert group.post("/company/run", key="r1", round=0, week=0, weeks=13)[1]["ok"]
    state = group.state()
    assert state["at"] > 0
    assert state["news"]
    assert other.state()["at"] == 0
    assert group.post("/company/run", key="r1", round=0, week=0, weeks=13)[1]["ok"], "the same press again is done"
    assert group.state()["at"] == state["at"]


def test_the_board_and_what_a_move_would_bring(room: Served) -> None:
    group = quarter(room)[0]
    status, board = group.get("/company/board.svg?theme=dark")
    assert status == 200
    assert board.startswith(b"<svg")
    status, found = group.get(f"/company/weigh?text={quote(LETTER)}")
    told = json.loads(found)
    assert (status, told["ok"]) == (200, True)
    assert told["low"] <= told["high"]
    with refused(room):
        assert group.get(f"/company/weigh?text={'x' * 300}")[0] == 400
    assert not json.loads(group.get("/company/weigh?text=nonsense")[1])["ok"]


def test_without_a_seat_there_is_no_company(room: Served) -> None:
    quarter(room)
    stranger = room.client()
    with refused(room, 6):
        for path in ("/company/board.svg", f"/company/weigh?text={quote(LETTER)}"):
            assert stranger.get(path)[0] == 401
        assert act(stranger)[0] == 401
        assert stranger.post("/company/run", key="r1", round=0, week=0, weeks=1)[0] == 401
        assert stranger.post("/company/unact", key="r1", round=0, week=0)[0] == 401
        assert stranger.post("/company/gather", key="r1", company=0)[0] == 401


def test_a_group_acts_for_no_other_company_in_no_other_round_and_within_its_discs(room: Served) -> None:
    group, other, third = quarter(room, 3)
    for smuggled in ({"seat": "seat-2"}, {"company": 1}, {"at": 1}, {"score": 100}):
        with refused(room):
            assert act(group, **smuggled)[0] == 400
    for change in ({"round": 1}, {"week": 5}, {"text": "tag product:0 coins:2 weeks:6"}, {"text": "win"},
                   {"text": f"{LETTER} by:seat-2"}, {"text": "shock product:0 percent:400 weeks:9 by:facilitator"},
                   {"text": "order team:999 job:1 weeks:4"}):  # fmt: skip
        with refused(room):
            assert not act(group, key=f"k{len(room.lines())}", **change)[1]["ok"], change
    for number in range(5):
        assert act(group, f"d{number}", f"visit team:{number}")[1]["ok"]
    with refused(room):
        assert not act(group, "d6", "visit team:6")[1]["ok"], "five discs are all there are"
    with refused(room, 3):
        for weeks in (0, 14, "13"):
            assert third.post("/company/run", key="r1", round=0, week=0, weeks=weeks)[0] == 400
    with refused(room, 3):
        assert not third.post("/company/gather", key="g1", company=0)[1]["ok"], "tables are chosen in the lobby"
        assert third.post("/phone/decide", key="p1", round=0, answer="own", job=0, report="")[1]["ok"] is False
        assert room.leader().post("/desk/lead", key="l1", text=LETTER)[1]["ok"] is False
    assert other.state()["sent"] == []


def test_the_round_closes_by_itself_when_all_have_played_and_the_next_goes_on(room: Served) -> None:
    groups = quarter(room)
    for group in groups:
        while not (state := group.state())["through"]:
            left = 13 - state["at"]
            assert group.post("/company/run", key=f"r{state['at']}", round=0, week=state["at"], weeks=left)[1]["ok"]
    wait_for(lambda: room.hub.room.stage == "between")
    wall = room.host.state("/wall/state")
    assert len(wall["result"]["lines"]) == 2
    room.do("begin")
    assert "Bonus tag" in json.dumps(groups[0].state()["groups"])


def test_killed_and_taken_up_again_every_company_stands_where_it_stood(tmp_path: Path) -> None:
    with served(tmp_path, hub=Hub.begin(tmp_path, Open(now_ms(), "companies-60", 7, "letters"))) as room:
        group = quarter(room)[0]
        act(group)
        group.post("/company/run", key="r1", round=0, week=0, weeks=5)
        before = room.hub.room
    again = Hub.resume(tmp_path, now_ms())
    assert again is not None
    assert shown(again.room) == shown(before)
    again.journal.close()
