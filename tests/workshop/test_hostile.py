"""What a hostile client tries: each try is refused, written down without anybody's words, and changes no state."""

import contextlib
import json
import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.workshop.limits import Caps
from tests.workshop.served import Client, Impatient, Served, Watch, refused, served, wait_for


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, line=Impatient) as found:
        yield found


def decision(phone: Client, key: str = "k1") -> dict[str, Any]:
    """The fields of a decision that the room takes from a phone."""
    state = phone.state()
    choice = state["choices"][0]
    return {"key": key, "round": state["round"], "answer": choice["answer"], "job": choice["job"], "report": ""}


def raw(room: Served, data: bytes) -> bytes:
    """Whatever comes back for some bytes, until the hub closes its side."""
    line = socket.create_connection(("127.0.0.1", room.port), timeout=10.0)
    with line, contextlib.suppress(ConnectionError):
        line.sendall(data)
        return b"".join(iter(lambda: line.recv(65_536), b""))
    return b""


# Wrong tokens.


def test_a_made_up_token_opens_nothing(room: Served) -> None:
    phone = room.month()[0]
    (name, token), fields = next(iter(phone.cookies.items())), decision(phone)
    for made_up in ("", "x", token[:-1], token + "x", token.swapcase(), "MMMM." + token[5:], "é", "'; DROP TABLE door"):
        stranger = room.client()
        stranger.headers["Cookie"] = f"{name}={made_up}"
        with refused(room, 2):
            assert stranger.get("/phone/state")[0] == 401
            assert stranger.post("/phone/decide", **fields)[0] == 401


def test_a_seats_token_is_no_facilitators_and_no_leaders(room: Served) -> None:
    phone = room.month()[0]
    token = next(iter(phone.cookies.values()))
    code = room.hub.code.lower()
    phone.cookies |= {f"headcount-host-{code}": token, f"headcount-desk-{code}": token}
    with refused(room, 6):
        assert phone.post("/host/do", key="k1234567", kind="close", why="")[0] == 403
        assert phone.get("/host/state")[0] == 403
        assert phone.get("/desk/state")[0] == 403
        assert phone.get("/desk/weigh?text=visit+team:0")[0] == 403
        assert phone.post("/desk/lead", key="k1", text="ready")[0] == 403
        assert phone.get(f"/host/{token}")[0] == 403


def test_the_facilitators_rights_need_the_secret(room: Served) -> None:
    room.month()
    stranger = room.client()
    kinds = ("start", "begin", "pause", "close", "take-back", "forget", "hide", "remove")
    with refused(room, len(kinds)):
        for kind in kinds:
            assert stranger.post("/host/do", key="k1234567", kind=kind)[0] == 403
    leader = room.leader()
    with refused(room):
        assert leader.post("/host/do", key="k1234567", kind="close", why="")[0] == 403


def test_a_secret_of_the_facilitator_does_not_lead_the_company(room: Served) -> None:
    with refused(room, 2):
        assert room.client().get(f"/desk/{room.invitation.host}")[0] == 403
        assert room.host.get("/desk/state")[0] == 403
        assert room.host.get("/desk/game")[0] == 403


# Guessed codes.


def test_codes_cannot_be_guessed_at_speed(room: Served) -> None:
    guesser = room.client()
    statuses = []
    with refused(room, 40):
        for n in range(40):
            code = f"BBBB{'BCDGHJKL'[n % 8]}{'BCDGH'[n // 8]}"
            status, said = guesser.post("/sit", code=code, name="", key=room.key())
            statuses.append(status)
    assert statuses[:5] == [403] * 5
    assert set(statuses[6:]) == {429}
    assert said["seconds"] >= 1
    assert "Too many wrong tries" in said["why"]
    # While it is locked out not even the right code helps, or guessing would go on.
    with refused(room):
        assert guesser.post("/sit", code=room.hub.code, name="", key=room.key())[0] == 429


def test_words_cannot_be_guessed_at_speed(room: Served) -> None:
    phone = room.phone()
    word = phone.state()["word"]
    guesser = room.client()
    others = [a + b for a in ("BCD", "GHJ") for b in "KLMNPQR" if a + b != word][:12]
    with refused(room, 12):
        statuses = [guesser.post("/comeback", code=room.hub.code, word=guess)[0] for guess in others]
    assert statuses[:5] == [403] * 5
    assert statuses[-1] == 429


def test_links_cannot_be_guessed_at_speed(room: Served) -> None:
    with refused(room, 12):
        statuses = [room.client().get(f"/{('host', 'desk')[n % 2]}/guess-{n}")[0] for n in range(12)]
    assert statuses[:5] == [403] * 5
    assert statuses[-1] == 429


def test_a_page_does_not_tell_whether_a_code_is_right(room: Served) -> None:
    def told(path: str) -> list[object]:
        status, found, headers = room.client().ask("GET", path)
        names = sorted(name for name, _ in headers.items())
        return [status, names, len(found)]

    assert told(f"/j/{room.hub.code}")[:2] == told("/j/BCDGHJ")[:2]


# Other seats, other rounds, forged results.


def test_a_phone_cannot_act_for_another_seat(room: Served) -> None:
    mine, other = room.month()[:2]
    fields = decision(mine)
    for smuggled in ({"seat": "seat-2"}, {"team": 1}, {"by": "seat-2"}, {"at": 1}):
        with refused(room):
            assert mine.post("/phone/decide", **fields, **smuggled)[0] == 400
    mine.headers["X-Seat"] = "seat-2"
    assert mine.post("/phone/decide?seat=seat-2", **fields)[1]["ok"]
    assert set(room.hub.room.decided) == {"seat-1"}
    assert other.state()["chosen"] is None


def test_a_phone_cannot_use_up_another_phones_keys(room: Served) -> None:
    mine, other = room.month()[:2]
    assert mine.post("/phone/decide", **decision(mine, "the-same"))[1]["ok"]
    assert other.post("/phone/decide", **decision(other, "the-same"))[1]["ok"]
    assert set(room.hub.room.decided) == {"seat-1", "seat-2"}


@pytest.mark.slow
def test_a_decision_counts_in_its_own_round_alone(room: Served) -> None:
    phone = room.month()[0]
    fields = decision(phone)
    for n, wrong in enumerate((fields["round"] - 1, fields["round"] + 1, 900)):
        with refused(room):
            status, said = phone.post("/phone/decide", **(fields | {"round": wrong, "key": f"w{n}"}))
            assert (status, said["ok"]) == (200, False)
    room.do("close", why="")
    with refused(room):
        assert not phone.post("/phone/decide", **fields)[1]["ok"]


def test_replayed_and_reordered_messages_change_nothing(room: Served) -> None:
    phone = room.month()[0]
    first, second = decision(phone, "first"), decision(phone, "second")
    assert phone.post("/phone/decide", **first)[1]["ok"]
    assert phone.post("/phone/decide", **second)[1]["ok"]
    lines, decided = room.lines(), dict(room.hub.room.decided)
    for fields in (first, second, first):  # an old one that comes late is done already
        assert phone.post("/phone/decide", **fields)[1]["ok"]
    assert (room.lines(), room.hub.room.decided) == (lines, decided)
    room.do("close", why="")
    room.do("begin")
    lines = room.lines()
    for fields in (first, second):  # and in the next month it is still the last month's
        phone.post("/phone/decide", **fields)
    assert room.lines() == lines
    assert not room.hub.room.decided
    room.do("take-back")
    room.do("begin")
    phone.post("/phone/decide", **first)
    assert not room.hub.room.decided, "a decision of a round that was taken back is no decision of its repetition"


FORGED: tuple[dict[str, Any], ...] = (
    {"job": 99}, {"job": -1}, {"answer": "win"}, {"answer": "do", "job": 7}, {"answer": ""}, {"report": "few-99"},
    {"report": "<b>"},
)  # fmt: skip


@pytest.mark.slow
def test_a_forged_decision_is_refused(room: Served) -> None:
    for phone, change in zip(room.month(len(FORGED)), FORGED, strict=True):
        fields = decision(phone) | {"answer": "own", "job": 0} | change
        with refused(room):
            assert not phone.post("/phone/decide", **fields)[1]["ok"], change


def test_results_cannot_be_sent(room: Served) -> None:
    phone = room.month()[0]
    with refused(room, 5):
        for fields in ({"score": 100}, {"coins": 10_000}, {"purse": {"coins": 1}}):
            assert phone.post("/phone/decide", **(decision(phone) | fields))[0] == 400
        assert phone.post("/phone/state", coins=1)[0] == 405
        assert phone.post("/wall/state", score=100)[0] == 405


def test_the_leader_cannot_act_as_a_team_or_beyond_the_discs(room: Served) -> None:
    room.month()
    leader = room.leader()
    for n, text in enumerate(("team_choice team:1 job:1 by:seat-1", "order team:99 job:0 weeks:4", "cash 99", "")):
        with refused(room):
            assert not leader.post("/desk/lead", key=f"k{n}", text=text)[1]["ok"]
    orders = [f"order team:{n % 4} job:1 weeks:4" for n in range(9)]
    taken = [leader.post("/desk/lead", key=f"d{n}", text=text)[1]["ok"] for n, text in enumerate(orders)]
    assert 1 <= sum(taken) <= 5


# Bodies.


NO_FORMS = (
    b"", b"[]", b"null", b"{", b'"x"', b"1", b"\xff\xfe", b'{"key": 1}', b'{"key":"k","key":"k"}', b"NaN",
     b'{"key":"k","round":1e3,"answer":"own","job":0,"report":""}',
     b'{"key":"k","round":true,"answer":"own","job":0,"report":""}',
     b'{"key":"k","round":1,"answer":["own"],"job":0,"report":""}',
     b'{"key":"k","round":1,"answer":"own","job":0,"report":"","extra":0}',
     b'{"key":"k","round":1,"answer":"own","job":9999999999999999999999,"report":""}',
     b'{"key":"k\\u0000","round":1,"answer":"own","job":0,"report":""}',
     b"[" * 4000, b'{"a":' * 1500, b'{"round":' + b"9" * 5000 + b"}",
)  # fmt: skip


@pytest.mark.slow
def test_a_body_that_is_no_form_is_refused(room: Served) -> None:
    phones = room.month(len(NO_FORMS))
    stranger = room.client()
    for phone, body in zip(phones, NO_FORMS, strict=True):
        with refused(room, 3):
            assert phone.ask("POST", "/phone/decide", body)[0] == 400, body
            assert room.host.ask("POST", "/host/do", body)[0] == 400, body
            assert stranger.ask("POST", "/sit", body)[0] == 400, body


def test_a_giant_body_is_refused(room: Served) -> None:
    phone = room.month()[0]
    big = json.dumps(decision(phone) | {"report": "x" * 9_000}).encode()
    with refused(room):
        assert phone.ask("POST", "/phone/decide", big)[0] == 413
    cookie = next(iter(f"{name}={value}" for name, value in phone.cookies.items()))
    head = (
        f"POST /phone/decide HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\nCookie: {cookie}\r\n"
        "Content-Type: application/json\r\n"
    ).encode()
    with refused(room, 2):
        assert b" 413 " in raw(room, head + b"Content-Length: 99999999999\r\n\r\n{")
        chunk = b"2000\r\n" + b" " * 0x2000 + b"\r\n"
        assert b" 413 " in raw(room, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 4)


def test_a_giant_head_is_refused(room: Served) -> None:
    with refused(room, 4):
        host = f"Host: 127.0.0.1:{room.port}\r\n".encode()
        assert b" 431 " in raw(room, b"GET / HTTP/1.1\r\n" + host + b"X: " + b"x" * 20_000 + b"\r\n\r\n")
        assert b" 431 " in raw(room, b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\n" + host + b"\r\n")
        for endless in (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"x" * 300_000, b"GET /" + b"x" * 300_000):
            assert b" 200 " not in raw(room, endless)


@pytest.mark.parametrize(
    "said",
    [b"", b"P", b"POST /sit HTTP/1.1\r\nHost: 127.0.0.1\r\n",
     b"POST /sit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"],
    ids=["silence", "a letter", "half a head", "half a body"],
)  # fmt: skip
@pytest.mark.slow
def test_who_dawdles_is_cut_off(room: Served, said: bytes) -> None:
    with refused(room), socket.create_connection(("127.0.0.1", room.port), timeout=10.0) as line:
        line.sendall(said)
        begun = time.monotonic()
        with contextlib.suppress(ConnectionError):
            assert line.recv(100) == b""
        assert 0.3 < time.monotonic() - begun < 5.0


@pytest.mark.slow
def test_who_sends_drop_by_drop_is_cut_off(room: Served) -> None:
    with refused(room), socket.create_connection(("127.0.0.1", room.port), timeout=10.0) as line:
        begun = time.monotonic()
        with contextlib.suppress(ConnectionError):
            for letter in b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 200:
                line.sendall(bytes([letter]))
                time.sleep(0.02)
        assert time.monotonic() - begun < 4.0


@pytest.mark.slow
def test_who_reads_nothing_is_cut_off(room: Served) -> None:
    heavy = Path(room.desk.doors.shelf._files["small.css"])
    heavy.write_bytes(b"/* " + b"x" * 12_000_000 + b" */")
    before = room.refused
    with refused(room), socket.create_connection(("127.0.0.1", room.port), timeout=10.0) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.sendall(f"GET /static/small.css HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\n\r\n".encode())
        wait_for(lambda: room.refused > before, 8.0)


def test_whoever_is_let_in_is_served_while_others_dawdle(room: Served) -> None:
    lines = [socket.create_connection(("127.0.0.1", room.port), timeout=10.0) for _ in range(100)]
    try:
        for line in lines:
            line.sendall(b"POST /sit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le")
        begun = time.monotonic()
        assert room.phone().state()["seat"] == "seat-1"
        assert time.monotonic() - begun < 2.0
    finally:
        for line in lines:
            line.close()


# Many.


@pytest.mark.slow
def test_many_connections_are_turned_away_and_the_room_goes_on(tmp_path: Path) -> None:
    with served(tmp_path, Caps(everyone=30, one=10)) as room:
        phone = room.phone()
        watch = Watch(phone, "page=phone")
        watch.next()
        crowd = []
        with refused(room, 20):
            for _ in range(60):
                line = socket.create_connection(("127.0.0.1", room.port), timeout=10.0)
                crowd.append(line)
            wait_for(lambda: room.refused >= 20)
        room.do("tell", to="all", text="still here")
        assert watch.next()[1]["number"] == room.hub.room.number
        for line in crowd:
            line.close()
        wait_for(lambda: room.client().get("/")[0] == 200)
        watch.close()


@pytest.mark.slow
def test_a_seat_that_floods_is_slowed_and_others_are_not(room: Served) -> None:
    mine, other = room.month()[:2]
    fields = decision(mine)
    statuses = [mine.post("/phone/decide", **(fields | {"key": f"k{n}"}))[0] for n in range(60)]
    assert statuses.count(429) > 20
    assert other.post("/phone/decide", **decision(other))[1]["ok"]
    statuses = [mine.get("/phone/state")[0] for _ in range(80)]
    assert 429 in statuses
    assert other.get("/phone/state")[0] == 200


# Words.


NAMES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "'; DROP TABLE seats;--",
    "a\r\nSet-Cookie: x=y", "\u202egnp.exe", "\x00\x1b[31mred", "Z\u0301\u0327\u0301\u0327\u0301\u0327" * 6,
)  # fmt: skip


def test_script_in_a_name_stays_a_text(room: Served) -> None:
    for name in NAMES:
        phone = room.phone(name)
        shown = phone.state()["name"]
        assert 0 < len(shown) <= 24
        assert shown.isprintable()
        for path in ("/", "/phone", "/host", "/wall"):
            client = phone if path == "/phone" else room.host
            assert shown.encode() not in client.get(path)[1], "no page is written with anybody's words in it"
    _, _, headers = room.host.ask("GET", "/host/state")
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_written_down_holds_nobodys_words(room: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "headcount.workshop")
    phone = room.phone("Rumpelstilz")
    room.client().post("/sit", code="Zimtzicke", name="Krawallo", key=room.key())
    room.client().post("/comeback", code=room.hub.code, word="WHIM")
    room.client().get("/Dampfnudel/Quasselstrippe?x=Krawallo")
    room.client().get("/host/Krawallo")
    phone.post("/phone/decide", key="Krawallo", round=1, answer="Krawallo", job=0, report="Krawallo")
    phone.post("/phone/decide", Zuckerschnecke="Krawallo")
    room.host.post("/host/do", key="k1234567", kind="rename", seat="Rumpelstilz", name="Krawallo")
    lines = [record.getMessage() for record in caplog.records if record.name == "headcount.workshop"]
    assert len(lines) >= 7
    assert all("\n" not in line and len(line) < 200 for line in lines)
    words = ("Rumpelstilz", "Zimtzicke", "Krawallo", "Dampfnudel", "Quasselstrippe", "Zuckerschnecke", "WHIM")
    assert not [line for line in lines if any(word in line for word in words)]


@pytest.mark.slow
def test_refusals_do_not_fill_the_disk(room: Served, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "headcount.workshop")
    stranger = room.client()
    for _ in range(300):
        stranger.get("/nowhere")
    assert room.refused >= 300
    assert len([r for r in caplog.records if r.name == "headcount.workshop"]) <= 125


# Other pages, other names, other paths.


def test_only_numeric_addresses_are_hosts(room: Served) -> None:
    with refused(room, 8):
        for host in ("evil.example.org", "localhost.example.org", "127.0.0.1.example.org", "room", "[::1",
                     "127.0.0.1:80:80", "127.0.0.1@x", "999.1.1.1"):  # fmt: skip
            assert room.host.ask("GET", "/host/state", Host=host)[0] == 421
    for host in (f"127.0.0.1:{room.port}", f"localhost:{room.port}", "192.168.1.7", "[::1]:8000"):
        assert room.host.ask("GET", "/host/state", Host=host)[0] == 200


def test_two_hosts_at_once_are_none(room: Served) -> None:
    with refused(room):
        twice = b"GET /wall/state HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: example.org\r\n\r\n"
        assert b" 200 " not in raw(room, twice).split(b"\r\n", 1)[0]


def test_another_sites_page_cannot_send(room: Served) -> None:
    room.month()
    fields = json.dumps({"key": "k1234567", "kind": "close", "why": ""}).encode()
    with refused(room, 6):
        for site in ("null", "http" + "://example.org", f"http://127.0.0.1:{room.port + 1}"):
            assert room.host.ask("POST", "/host/do", fields, Origin=site)[0] == 403
        assert room.host.ask("POST", "/host/do", fields, Sec_Fetch_Site="cross-site")[0] == 403
        for kind in ("text/plain", "application/x-www-form-urlencoded"):
            assert room.host.ask("POST", "/host/do", fields, Content_Type=kind)[0] == 415
    ours = f"http://127.0.0.1:{room.port}"
    assert room.host.ask("POST", "/host/do", fields, Origin=ours, Sec_Fetch_Site="same-origin")[0] == 200


NO_PATHS = (
    "/static/../main.py", "/static/..%2f..%2fmain.py", "/static/%2e%2e/%2e%2e/pyproject.toml", "/static//etc/passwd",
     "/static/..\\..\\main.py", "/static/small.css/../../../x", "/static/small.css%00.html", "/static/", "/static",
     "/static/fonts/../../pyproject.toml", "/pieces/..%2f..%2fmain.svg", "/pieces/../x.svg", "/pieces/boat.svg/x",
     "/pieces/pin:..:x.svg", "/pieces/boat%00.svg", "/pieces/pin.svg", "/pieces/pin:order:nowhere.svg",
     "/pieces/tile-x.svg", "/pieces/pile-.svg", "/j/../host/state", "/phone/../host", "//", "/%", "/host/../wall",
     "/.git/config", "/hub.log", "/desk/board.svg/..", "/" + "a/" * 2000,
)  # fmt: skip


def test_no_path_leads_to_the_disk(room: Served) -> None:
    stranger = room.client()
    for path in NO_PATHS:
        with refused(room):
            status, found = stranger.get(path)
            assert status in (403, 404), (path, found)
            assert b"<h1>Not here</h1>" in found or b'"ok":false' in found, path


def test_odd_methods_are_refused(room: Served) -> None:
    with refused(room, 7):
        for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW", "HEAD"):
            assert room.host.ask(method, "/host/do")[0] == 405


def test_a_page_is_asked_for_without_a_body(room: Served) -> None:
    with refused(room):
        assert room.client().ask("GET", "/", b"{}")[0] == 400


def test_nobody_watches_without_a_right_to(room: Served) -> None:
    stranger = room.client()
    with refused(room, 4):
        for kind, status in (("phone", 401), ("host", 403), ("desk", 403), ("nothing", 403)):
            assert stranger.get(f"/stream?page={kind}")[0] == status


def test_what_is_no_http_is_refused(room: Served) -> None:
    with refused(room, 3):
        for said in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"SSH-2.0-OpenSSH_9", b"\r\n\r\nx"):
            said += b"\r\n\r\n"
            assert b"200" not in raw(room, said)


def test_an_upgrade_leads_nowhere(room: Served) -> None:
    phone = room.phone()
    status, _, _ = phone.ask(
        "GET", "/stream?page=nothing", Connection="Upgrade", Upgrade="websocket", Sec_WebSocket_Key="x" * 22 + "==",
        Sec_WebSocket_Version="13",
    )  # fmt: skip
    assert status == 403
