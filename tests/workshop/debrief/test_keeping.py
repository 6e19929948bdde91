"""What a facilitator keeps of a room: the file, the table and the saved games; and the earlier groups beside it."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.session import verify
from game.workshop import events as ev
from game.workshop.debrief import earlier, keep, reveals
from game.workshop.debrief.reveals import compared_scores
from game.workshop.hub import Hub, now_ms
from tests.workshop.debrief.test_command import kept_room
from tests.workshop.served import Served, refused, served, wait_for

KEPT = ("/host/debrief.html", "/host/table.csv", "/host/games.zip")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path) as found:
        yield found


def played(room: Served, steps: int = 10) -> None:
    """So many steps of the plan, without a word from anybody."""
    for name in ("Ünal", "<b>Zoë</b>", "=Ada", "Kaya"):
        room.phone(name)
    room.do("start")
    for _ in range(steps):
        room.do("begin")
        room.do("close", why="")


def test_there_is_nothing_to_keep_before_anything_is_played(room: Served) -> None:
    room.phone()
    assert not room.host.state("/host/state")["kept"]
    for path in KEPT:
        with refused(room):
            assert room.host.get(path)[0] == 404


def test_only_the_facilitator_keeps_anything(room: Served) -> None:
    played(room, 2)
    phone, leader, stranger = room.phone(), room.leader(), room.client()
    for client in (phone, leader, stranger):
        for path in KEPT:
            with refused(room):
                assert client.get(path)[0] == 403


@pytest.mark.slow
def test_what_is_kept_is_whole_nameless_and_agrees_with_the_room(room: Served, tmp_path: Path) -> None:
    played(room)
    assert room.host.state("/host/state")["kept"]
    status, page, headers = room.host.ask("GET", "/host/debrief.html")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    day = time.strftime("%Y-%m-%d")
    assert headers["Content-Disposition"] == f'attachment; filename="headcount-{day}-debrief.html"'
    text = page.decode()
    assert "What you thought people wanted" in text
    assert text.count("All 16 weeks agree, to the last bit.") == 2
    status, table, headers = room.host.ask("GET", "/host/table.csv?separator=semicolon")
    assert (status, headers["Content-Disposition"].split("-")[-1]) == (200, 'table.csv"')
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))
    months = room.hub.room.months
    assert len(rows) == 4 * len(months)
    for n, month in enumerate(months):
        for team, row in enumerate(rows[4 * n : 4 * n + 4]):
            assert (row["way"], row["team"]) == (month.way, str(team + 1))
            assert (row["purse"], row["asleep"]) == (str(month.purses[team]), str(int(team in month.asleep)))
    status, packed, headers = room.host.ask("GET", "/host/games.zip")
    assert (status, headers["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert sorted(archive.namelist()) == ["letters.headcount", "prices.headcount"]
        archive.extractall(tmp_path / "games")
    for path in sorted((tmp_path / "games").iterdir()):
        assert verify(path).ok
    for kept in (text, table.decode("utf-8-sig"), str(packed)):
        assert not [name for name in ("Ünal", "Zoë", "Ada", "Kaya", "seat-") if name in kept]


def test_a_table_has_one_of_three_separators(room: Served) -> None:
    played(room, 2)
    for word, sign in (("comma", b","), ("semicolon", b";"), ("tab", b"\t")):
        status, data = room.host.get(f"/host/table.csv?separator={word}")
        assert (status, data.splitlines()[0].count(sign)) == (200, 13)
    with refused(room):
        assert room.host.get("/host/table.csv?separator=..%2F..%2Fetc")[0] == 400


def test_no_page_waits_while_the_debrief_is_written(room: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    played(room, 2)
    begun, go_on, write = threading.Event(), threading.Event(), keep.file

    def slow(*given: Any) -> bytes:
        begun.set()
        go_on.wait(10.0)
        return write(*given)

    monkeypatch.setattr(keep, "file", slow)
    elsewhere = room.client()
    elsewhere.cookies = dict(room.host.cookies)
    taking = threading.Thread(target=elsewhere.get, args=("/host/debrief.html",))
    taking.start()
    assert begun.wait(10.0)
    assert room.do("hide", on=True)["hidden"]
    assert room.host.state("/wall/state")["hidden"]
    assert taking.is_alive(), "the facilitator and the wall went on meanwhile"
    go_on.set()
    taking.join()


@pytest.mark.slow
def test_the_debrief_is_made_before_it_is_opened(room: Served) -> None:
    played(room, 9)
    assert room.desk.doors._ahead is None, "a month of the plan is still to come"
    room.do("begin")
    room.do("close", why="")
    wait_for(lambda: room.desk.doors._ahead is not None and room.desk.doors._ahead.done())
    made = reveals._bots.cache_info().misses, reveals._bound.cache_info().misses
    room.do("begin")
    room.do("close", why="")
    room.do("begin")
    room.do("show", step=4, revealed=True)
    reveal = room.host.state("/wall/state")["reveal"]
    assert (reveals._bots.cache_info().misses, reveals._bound.cache_info().misses) == made
    assert reveal["kind"] == "ways"
    assert reveal["picture"].startswith("<svg")
    assert "picture" not in room.host.state("/host/state")["reveal"]


@pytest.mark.slow
def test_earlier_groups_of_the_preset_stand_beside_this_one(tmp_path: Path) -> None:
    done = (ev.Begin(2),)
    for n in range(3):
        kept_room(tmp_path, (*done, ev.Show(n + 3, n, True)), close=11)
    kept_room(tmp_path, done, preset="45", close=19)
    kept_room(tmp_path, close=4)
    (tmp_path / "2020-01-01-000000-000.room").write_bytes(b"not a room")
    hub = Hub.begin(tmp_path, ev.Open(now_ms(), "60", 7, "letters"))
    with served(tmp_path, hub=hub) as room:
        played(room, 11)
        room.do("begin")
        doors = room.desk.doors
        wait_for(lambda: doors._beside is not None and doors._beside.done())
        room.do("show", step=room.host.state("/host/state")["reveal"]["of"] - 2, revealed=True)
        kinds = [(n, room.do("show", step=n, revealed=True)["reveal"]["kind"]) for n in range(5)]
        room.do("show", step=next(n for n, kind in kinds if kind == "ways"), revealed=True)
        picture = room.host.state("/wall/state")["reveal"]["picture"]
        assert picture.count("you are here") == 2
        scores = compared_scores(hub.room)
        assert earlier.reached(hub.journal.path, hub.room) == [scores] * 3
        noted = json.loads((tmp_path / earlier.CACHE).read_text(encoding="utf-8"))
        assert sorted(one["preset"] for one in noted.values()) == ["", "", "45", "60", "60", "60"]
        assert earlier.unknown(hub.journal.path) == []


def test_a_cache_that_somebody_changed_is_made_anew(tmp_path: Path) -> None:
    path = kept_room(tmp_path, (ev.Begin(2),), close=11)
    own = tmp_path / "2030-01-01-000000-000.room"
    earlier.note(path)
    assert earlier.unknown(own) == []
    for text in ("[]", "no json", json.dumps({path.name: {"mark": 3}}), json.dumps({path.name: []})):
        (tmp_path / earlier.CACHE).write_text(text, encoding="utf-8")
        assert earlier.unknown(own) == [path]
    earlier.note(path)
    assert earlier.unknown(own) == []
