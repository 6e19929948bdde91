"""A room served over HTTP: from the door to a month, for phones, facilitator, wall and leader."""

import itertools
import json
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from game.workshop import hub as hubs
from game.workshop.events import Pause, Resume, Sit, parse
from game.workshop.hub import Hub, now_ms, replayed
from game.workshop.journal import Entry, JournalError
from game.workshop.limits import Caps
from tests.workshop.served import Client, Served, Watch, page_of, refused, served, shown, wait_for


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as found:
        yield found


def ran_on(room: Served) -> None:
    """Waits until a clock that stood runs on; the journal is written before anybody can see that it does."""
    wait_for(lambda: " resume" in room.lines()[-1] and not room.hub.room.paused)


# The door.


def test_a_link_takes_no_seat_and_a_button_does(room: Served) -> None:
    visitor = room.client()
    for path in ("/", f"/j/{room.hub.code}"):
        assert visitor.get(path)[0] == 200
    assert room.hub.room.seats == ()
    assert visitor.ask("GET", "/phone")[2]["Location"] == "/"
    status, said = visitor.post("/sit", code=room.hub.code.lower(), name="  Ann\u202e  Bell ", key="k1234567")
    assert status == 200
    assert said["seat"] == "seat-1"
    assert re.fullmatch("[A-Z]{4}", said["word"])
    assert [seat.name for seat in room.hub.room.seats] == ["Ann Bell"]
    for path in ("/", f"/j/{room.hub.code}"):
        assert visitor.ask("GET", path)[2]["Location"] == "/phone"
    assert visitor.get("/phone")[0] == 200


def test_a_seat_is_taken_once_however_often_it_is_asked_for(room: Served) -> None:
    first, lost = room.client(), room.client()
    _, said = first.post("/sit", code=room.hub.code, name="", key="the-same-key")
    _, again = first.post("/sit", code=room.hub.code, name="", key="another-key")
    assert (again["seat"], again["word"]) == (said["seat"], said["word"])
    _, came = lost.post("/sit", code=room.hub.code, name="", key="the-same-key")
    assert came["seat"] == said["seat"]
    assert lost.state()["seat"] == first.state()["seat"] == "seat-1"
    assert sum(isinstance(parse(line), Sit) for line in room.lines()) == 1


def test_who_gives_no_name_gets_a_friendly_one_that_nobody_has(room: Served) -> None:
    for _ in range(6):
        room.phone()
    names = [seat.name for seat in room.hub.room.seats]
    assert len(set(names)) == 6
    assert all(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name) for name in names)


def test_another_device_comes_back_with_the_word(room: Served) -> None:
    phone = room.phone("Ann")
    word = phone.state()["word"]
    other = room.client()
    status, said = other.post("/comeback", code=room.hub.code, word=word.lower())
    assert (status, said["seat"], said["word"]) == (200, "seat-1", word)
    assert other.state()["name"] == "Ann"
    assert other.state()["word"] == word


def test_only_hashes_of_what_opens_doors_are_kept(room: Served) -> None:
    phone = room.phone("Ann")
    word = phone.state()["word"]
    secrets = [word, *phone.cookies.values(), room.invitation.host, room.invitation.desk]
    room.stop()
    kept = b"".join(path.read_bytes() for path in room.folder.glob("*.*"))
    assert b"seat-1" in kept
    assert not [secret for secret in secrets if secret.encode() in kept]


# A month.


def test_the_leader_hears_what_a_move_would_bring_and_nothing_changes(room: Served) -> None:
    leader = room.leader()
    asked = "/desk/weigh?text=order_department+department:1+job:2+weeks:4"
    assert "while a month is open" in json.loads(leader.get(asked)[1])["why"]
    room.month(5)
    before = shown(room.hub.room)
    found = json.loads(leader.get(asked)[1])
    assert (found["ok"], found["discs"]) == (True, 1)
    assert found["low"] <= found["high"]
    assert not json.loads(leader.get("/desk/weigh?text=tag+product:0+coins:2+weeks:6")[1])["ok"], "no tags in letters"
    assert leader.get(f"/desk/weigh?text={'x' * 201}")[0] == 400
    assert 429 in [leader.get(asked)[0] for _ in range(60)]
    assert shown(room.hub.room) == before


@pytest.mark.slow
def test_a_month_is_played_and_everybody_sees_it(room: Served) -> None:
    phones = room.month(5)
    leader = room.leader()
    for phone in phones:
        state = phone.state()
        choice = state["choices"][0]
        status, said = phone.post(
            "/phone/decide", key="k", round=state["round"], answer=choice["answer"], job=choice["job"], report=""
        )
        assert (status, said["ok"]) == (200, True), said
        assert said["state"]["chosen"]["answer"] == choice["answer"]
    assert leader.post("/desk/lead", key="r", text="ready")[1]["ok"]
    wait_for(lambda: room.hub.room.stage == "between")
    for client, path in ((room.host, "/host/state"), (room.host, "/wall/state"), (leader, "/desk/state")):
        assert client.state(path)["stage"] == "between"
    assert leader.get("/desk/board.svg")[1].startswith(b"<svg")
    assert shown(replayed(*_split(room))) == shown(room.hub.room)


def _split(room: Served) -> tuple[object, list[object]]:
    first, *rest = [parse(line) for line in room.lines()]
    return first, rest  # type: ignore[return-value]


def test_a_decision_sent_twice_is_done_once(room: Served) -> None:
    phone = room.month()[0]
    state = phone.state()
    choice = state["choices"][0]
    fields = {"key": "twice", "round": state["round"], "answer": choice["answer"], "job": choice["job"], "report": ""}
    assert phone.post("/phone/decide", **fields)[1]["ok"]
    lines = room.lines()
    assert phone.post("/phone/decide", **fields)[1]["ok"]
    assert room.lines() == lines


def _said(phone: Client) -> dict[str, Any]:
    """A decision as a phone's page would send it now."""
    state = phone.state()
    choice = state["choices"][0]
    return {"round": state["round"], "began": state["began"], "answer": choice["answer"], "job": choice["job"],
            "report": ""}  # fmt: skip


def test_what_was_meant_for_a_round_that_was_taken_back_does_not_count_when_it_is_played_again(room: Served) -> None:
    phones, leader = room.month(), room.leader()
    decided, late, ready = _said(phones[0]), _said(phones[1]), {"began": phones[0].state()["began"], "text": "ready"}
    assert phones[0].post("/phone/decide", key="kept", **decided)[1]["ok"]
    time.sleep(0.002)
    room.do("takeback")
    room.do("begin")
    with refused(room, 2):
        status, said = phones[1].post("/phone/decide", key="late", **late)
        assert (status, said["ok"], said["state"]["chosen"]) == (200, False, None)
        assert "moved on" in said["why"]
        assert not leader.post("/desk/lead", key="late", **ready)[1]["ok"]
    assert phones[0].post("/phone/decide", key="kept", **decided)[1]["ok"], "what was done once is done, and said so"
    assert not room.hub.room.decided
    assert phones[1].post("/phone/decide", key="new", **_said(phones[1]))[1]["ok"]


def test_two_facilitators_who_take_the_same_round_back_take_one_back(room: Served) -> None:
    room.month()
    room.do("close", why="")
    state = room.host.state("/host/state")
    shown, steps = [state["round"], state["began"]], []
    for _ in range(2):
        _, said = room.host.post("/host/do", key=room.key(), kind="takeback", shown=shown)
        steps.append((said["ok"], said["state"]["round"]))
    assert steps == [(True, 1), (False, 1)]


def test_a_clock_that_is_set_back_makes_no_new_page_an_older_one(room: Served) -> None:
    phone = room.phone()
    first = page_of(phone.get("/phone")[1])
    clock = room.hub.clock
    room.hub.clock = lambda: clock() - 3_600_000
    phone.page = page_of(phone.get("/phone")[1])
    assert phone.page > first
    assert not phone.state()["newer"]


def test_a_facilitators_click_sent_twice_is_done_once_even_after_a_fall(tmp_path: Path) -> None:
    with served(tmp_path) as room:
        room.month()
        deadline = room.hub.room.deadline
        for _ in range(2):
            assert room.host.post("/host/do", key="plus-a-minute", kind="extend", seconds=60)[1]["ok"]
        assert room.hub.room.deadline == deadline + 60_000
        cookies = room.host.cookies
    again = Hub.resume(tmp_path, now_ms())
    assert again is not None
    with served(tmp_path, hub=again) as room:
        host = room.client()
        host.cookies = cookies
        assert host.post("/host/do", key="plus-a-minute", kind="extend", seconds=60)[1]["ok"]
        assert sum(" extend " in line for line in room.lines()) == 1


@pytest.mark.slow
def test_a_clock_that_runs_out_ends_the_round_by_itself(room: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "TICK_SECONDS", 0.05)
    room.month()
    looks, real = itertools.count(), room.hub.clock
    room.hub.clock = lambda: real() + 2_000 * next(looks)  # two seconds go by between two looks at it
    wait_for(lambda: room.hub.room.stage == "between")
    assert room.lines()[-1].endswith(" close why=time")


@pytest.mark.slow
def test_a_clock_stands_still_while_the_computer_sleeps(room: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "BACK_SECONDS", 0.5)
    room.month()
    deadline, real = room.hub.room.deadline, room.hub.clock
    room.hub.clock = lambda: real() + 3_600_000
    ran_on(room)
    assert room.hub.room.stage == "letters", "an hour has gone by, and nobody could decide in it"
    assert abs(room.hub.room.deadline - deadline - 3_600_000) < 2_500
    assert room.hub.room.decided == {}


def test_what_cannot_be_written_is_tried_again_and_seen_by_nobody(room: Served) -> None:
    def full(entries: Sequence[Entry]) -> None:
        raise JournalError("The disk is full.")

    phone = room.month()[0]
    state = phone.state()
    choice = state["choices"][0]
    fields = {"key": "k", "round": state["round"], "answer": choice["answer"], "job": choice["job"], "report": ""}
    before, lines = room.hub.room, room.lines()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room.hub.journal, "append", full)
        status, said = phone.post("/phone/decide", **fields)
        assert (status, said) == (503, {"ok": False, "why": "The disk is full."})
        assert room.host.post("/host/do", key="k1234567", kind="extend", seconds=60)[0] == 503
        assert room.client().post("/sit", code=room.hub.code, name="", key="k1234567")[0] == 503
    assert room.hub.room is before
    assert room.lines() == lines
    assert phone.post("/phone/decide", **fields)[1]["ok"]
    assert room.host.post("/host/do", key="k1234567", kind="extend", seconds=60)[1]["ok"]
    assert len(room.lines()) == len(lines) + 2


# Tabs and streams.


def test_the_newest_tab_wins_and_the_older_one_is_told(room: Served) -> None:
    phone = room.month()[0]
    older = page_of(phone.get("/phone")[1])
    watch = Watch(phone, f"page=phone&id={older}")
    assert watch.next()[1]["number"] == room.hub.room.number
    newer = page_of(phone.get("/phone")[1])
    assert newer > older
    assert watch.until("newer")["why"] == "This seat is open in a newer tab."
    assert watch.ended()
    watch.close()
    phone.page = older
    assert phone.state()["newer"] is True
    lines = room.lines()
    status, said = phone.post("/phone/decide", key="old", round=1, answer="stay", job=-1, report="")
    assert (status, said["ok"], said["newer"]) == (200, False, True)
    assert room.lines() == lines
    again = Watch(phone, f"page=phone&id={older}")
    assert again.until("newer")
    again.close()
    phone.page = newer
    assert phone.state()["newer"] is False


@pytest.mark.slow
def test_a_stream_tells_of_changes_at_most_twice_a_second(room: Served) -> None:
    room.month()
    watch = Watch(room.host, "page=wall")
    watch.next()
    begun = time.monotonic()
    for _ in range(10):
        room.do("extend", seconds=1)
    deadlines = []
    for _, pulse in watch.events():
        deadlines.append(pulse["deadline"])
        if pulse["deadline"] == room.hub.room.deadline:
            break
    took = time.monotonic() - begun
    assert len(deadlines) <= 2 + took / 0.45
    assert all(set(pulse) >= {"number", "ready", "deadline", "paused", "stage", "now"} for pulse in [pulse])
    watch.close()


@pytest.mark.slow
def test_a_stream_beats_while_nothing_happens(room: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.workshop.streams.BEAT_SECONDS", 0.7)
    watch = Watch(room.host, "page=wall")
    first, second = watch.next()[1], watch.next()[1]
    assert first["number"] == second["number"]
    assert 400 < second["now"] - first["now"] < 3_000
    watch.close()


@pytest.mark.slow
def test_closed_streams_are_freed_and_open_ones_end_with_the_hub(room: Served) -> None:
    phones = [room.phone() for _ in range(5)]
    watches = [Watch(phone, "page=phone") for phone in phones]
    for watch in watches:
        watch.next()
    wait_for(lambda: len(room.desk.doors.watchers) == 5)
    for watch in watches[:3]:
        watch.close()
    wait_for(lambda: len(room.desk.doors.watchers) == 2)
    assert room.stop() < 3.0
    for watch in watches[3:]:
        assert watch.ended()
        watch.close()


def test_a_seat_that_is_cleared_is_told_and_led_out(room: Served) -> None:
    phone = room.phone()
    watch = Watch(phone, "page=phone")
    watch.next()
    room.do("remove", seat="seat-1")
    watch.until("gone")
    watch.close()
    status, said = phone.get("/phone/state")
    assert status == 401
    assert json.loads(said)["go"] == "/"


# Who is there.


def test_the_facilitator_sees_who_is_there(room: Served) -> None:
    there, away = room.phone(), room.phone()
    watch = Watch(there, "page=phone")
    watch.next()
    away.get("/phone/state")
    rows = {row["seat"]: row for row in room.host.state("/host/state")["seats"]}
    assert rows["seat-1"]["seen_ms_ago"] == 0
    assert 0 <= rows["seat-2"]["seen_ms_ago"] < 5_000
    assert room.host.state("/host/state")["there"] == 2
    watch.close()


@pytest.mark.slow
def test_a_running_clock_pauses_when_many_phones_vanish_at_once(
    room: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.workshop.presence.GONE_SECONDS", 0.5)
    phones = room.month(6)
    watches = [Watch(phone, "page=phone") for phone in phones]
    for watch in watches:
        watch.next()
    for watch in watches[:2]:
        watch.close()
    time.sleep(1.2)
    assert not room.hub.room.paused, "two of six are no more than a third"
    watches[2].close()
    wait_for(lambda: room.hub.room.paused)
    assert room.hub.room.why == "3 of 6 phones vanished at once."
    assert room.host.state("/wall/state")["paused"] == room.hub.room.why
    for watch in watches[3:]:
        watch.close()


# Started again.


@pytest.mark.slow
def test_a_room_that_is_taken_up_again_goes_on_in_the_same_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "BACK_SECONDS", 0.5)
    with served(tmp_path) as room:
        phones = room.month()
        before = room.hub.room
        kept = [phone.cookies for phone in phones]
        word, code = phones[0].state()["word"], room.hub.code
    again = Hub.resume(tmp_path, now_ms())
    assert again is not None
    assert shown(again.room) == shown(before)
    with served(tmp_path, hub=again) as room:
        phone = room.client()
        phone.cookies = kept[0]
        said = phone.post("/phone/decide", key="k", round=before.step, answer="own", job=0, report="")
        assert said[0] == 503, "until the clock runs on, whatever is sent has to wait"
        ran_on(room)
        pause, resume = [parse(line) for line in room.lines()[-2:]]
        assert isinstance(pause, Pause)
        assert isinstance(resume, Resume)
        assert room.hub.room.deadline == before.deadline + resume.at - pause.at, "the clock stood still meanwhile"
        for cookies in kept:
            phone = room.client()
            phone.cookies = cookies
            assert phone.state()["round"] == before.step
        other = room.client()
        assert other.post("/comeback", code=code, word=word)[0] == 200


def test_a_finished_room_is_not_taken_up_again(tmp_path: Path) -> None:
    hour = 3_600_000
    with served(tmp_path) as room:
        room.phone()
    for hours, taken_up in ((11, True), (13, False)):
        found = Hub.resume(tmp_path, now_ms() + hours * hour)
        assert (found is not None) is taken_up
        if found is not None:
            found.journal.close()
    with served(tmp_path) as room:
        room.month()
    for hours, taken_up in ((13, True), (8 * 24, False)):
        found = Hub.resume(tmp_path, now_ms() + hours * hour)
        assert (found is not None) is taken_up
        if found is not None:
            found.journal.close()


def test_forgetting_leaves_no_name_on_the_disk_and_the_room_as_it_is(tmp_path: Path) -> None:
    with served(tmp_path) as room:
        phones = [room.phone(name) for name in ("Rumpelstilz", "Zimtzicke", "Krawallo", "Dampfnudel")]
        room.do("rename", seat="seat-1", name="Quasselstrippe")
        room.do("tell", to="all", text="Zuckerschnecke")
        room.do("start")
        room.do("forget")
        assert all(not seat.name for seat in room.hub.room.seats)
        assert phones[0].state()["seat"] == "seat-1"
        assert shown(replayed(*_split(room))) == shown(room.hub.room)
        names = (b"Rumpelstilz", b"Zimtzicke", b"Krawallo", b"Dampfnudel", b"Quasselstrippe", b"Zuckerschnecke")
        for path in tmp_path.glob("*.*"):
            assert not [name for name in names if name in path.read_bytes()], path.name


def test_nobodys_name_is_kept_once_names_are_forgotten(tmp_path: Path) -> None:
    with served(tmp_path) as room:
        room.phone("Rumpelstilz")
        room.do("start")
        room.do("forget")
        late = room.phone("Zimtzicke")
        assert late.state()["name"] == ""
        _, said = room.host.post("/host/do", key=room.key(), kind="rename", seat="seat-2", name="Krawallo")
        assert not said["ok"]
        assert shown(replayed(*_split(room))) == shown(room.hub.room)
        assert not [line for line in room.lines() if "Zimtzicke" in line or "Krawallo" in line]


# What may be fetched.


def test_every_answer_carries_the_headers_that_keep_a_browser_to_our_pages(room: Served) -> None:
    for path in ("/", "/nowhere", "/wall/state", "/static/small.css", "/pieces/boat.svg", "/phone/state"):
        _, _, headers = room.client().ask("GET", path)
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Server" not in headers
    _, _, headers = room.client().ask("GET", f"/host/{room.invitation.host}")
    cookie = headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_files_are_packed_and_not_sent_again_when_they_are_known(room: Served) -> None:
    client = room.client()
    status, plain, headers = client.ask("GET", "/static/small.css")
    assert status == 200
    _, packed, other = client.ask("GET", "/static/small.css", Accept_Encoding="gzip")
    assert other["Content-Encoding"] == "gzip"
    assert len(packed) < len(plain)
    assert client.ask("GET", "/static/small.css", If_None_Match=headers["ETag"])[0] == 304


def test_pieces_products_and_icons_are_pictures(room: Served) -> None:
    client = room.client()
    for name in (
        "boat", "token-boat-owed", "pawn-1", "pawn-asleep", "letter-order", "tile-good", "pin:order:eye", "tag", "tea",
        "awning:lamp", "envelope", "envelope:bold", "hourglass-medium",
    ):  # fmt: skip
        for theme in ("light", "dark"):
            status, picture = client.get(f"/pieces/{name}.svg?theme={theme}")
            assert status == 200, name
            assert picture.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="'), name
            assert b"style=" not in picture, name


def test_the_wall_is_open_on_this_computer_and_invites(room: Served) -> None:
    invited = room.client().state("/wall/state")["join"]
    assert invited["code"] == room.hub.code
    assert invited["address"] == f"127.0.0.1:{room.port}"
    assert invited["qr"].startswith("<svg")
    assert "style=" not in invited["qr"]


@pytest.mark.slow
def test_as_many_connections_as_are_allowed(tmp_path: Path) -> None:
    with served(tmp_path, Caps(everyone=8, one=4)) as room:
        wait_for(lambda: room.server.config.http.crowd.count <= 1)  # type: ignore[union-attr]
        watches = [Watch(room.host, "page=wall") for _ in range(7)]
        assert {watch.status for watch in watches} == {200}
        assert room.client().get("/")[0] == 503
        watches.pop().close()
        wait_for(lambda: room.client().get("/")[0] == 200)
        for watch in watches:
            watch.close()
