"""What a company says of its values: by whom, of which, for how long it is kept, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.workshop import events as ev
from game.workshop import views
from game.workshop.debrief import keep, sheets
from game.workshop.debrief.drawings import drawn
from game.workshop.debrief.figures import tables
from game.workshop.debrief.pages import pages
from game.workshop.debrief.reading import again
from game.workshop.dry_run import rooms
from game.workshop.hub import Hub, now_ms
from game.workshop.journal import nameless
from game.workshop.records import Room
from game.workshop.room import apply, opened, refusal
from game.workshop.sayings import LONGEST_WORDS
from tests.workshop.served import Served, refused, served
from tests.workshop.test_room import AT, OWN_LEVEL, after

SAID = "Whoever sees a crack says so the same day."


def two_companies() -> Room:
    """A room of two groups in its first quarter; the first has declared candour, the second care."""
    room = opened(ev.OpenLevel(AT, 7, OWN_LEVEL))
    return after([
        ev.Sit(AT, "seat-1", "Ann"), ev.Sit(AT, "seat-2", "Bo"), ev.Start(AT), ev.Begin(AT),
        ev.Act(AT, "seat-1", 0, "d1", 0, "declare value:0"), ev.Act(AT, "seat-2", 0, "d2", 0, "declare value:1"),
    ], room)  # fmt: skip


def one_company() -> Room:
    """A room of one company in a month under values."""
    before = next(room for room in rooms("90", 7, 4) if room.now.kind == "values")
    return after([ev.Begin(AT), ev.Lead(AT, "d", "declare value:2")], before)


def test_a_group_says_what_its_own_value_means_and_nobody_elses() -> None:
    room = two_companies()
    assert refusal(room, ev.Words(AT, "seat-2", "w", 0, SAID)), "the value is the other company's"
    assert refusal(room, ev.Words(AT, "", "w", 0, SAID)), "where groups lead, no leader speaks for any"
    said = after([ev.Words(AT, "seat-1", "w", 0, SAID)], room)
    assert views.seat_view(said, "seat-1")["words"] == [{"value": 0, "name": "Candour", "text": SAID}]
    assert SAID not in json.dumps([views.seat_view(said, "seat-2"), views.wall_view(said)])
    (row,) = views.host_view(said)["words"]  # type: ignore[misc]
    assert (row["who"], row["company"], row["value"], row["text"]) == ("Birch", "company-1", 0, SAID)
    assert said.number > room.number, "whoever answers for the room hears of it"
    assert apply(said, ev.Words(AT, "seat-1", "w", 0, "Again.")) is said, "a key counts once"
    assert not after([ev.Words(AT, "seat-1", "w2", 0, "")], said).words["company-1"]


@pytest.mark.parametrize("text", ["x" * (LONGEST_WORDS + 1), "two\nlines", " padded ", "\u202eback"])
def test_a_sentence_is_short_and_can_be_printed(text: str) -> None:
    assert refusal(two_companies(), ev.Words(AT, "seat-1", "w", 0, text))


def test_the_leader_of_one_company_speaks_for_it_alone() -> None:
    room = one_company()
    assert refusal(room, ev.Words(AT, "seat-1", "w", 2, SAID)), "a phone is a team, no leader"
    assert refusal(room, ev.Words(AT, "", "w", 1, SAID)), "that one was not declared"
    said = after([ev.Words(AT, "", "w", 2, SAID), ev.Close(AT, "")], room)
    (row,) = views.desk_view(said)["words"]  # type: ignore[misc]
    assert (row["value"], row["text"]) == (2, SAID)
    assert views.host_view(said)["words"][0]["who"] == "The desk"  # type: ignore[index]


def test_a_round_that_is_taken_back_takes_its_words_along_and_the_facilitator_can_strike_them() -> None:
    said = after([ev.Words(AT, "seat-1", "w", 0, SAID)], two_companies())
    assert not after([ev.TakeBack(AT)], said).words
    struck = after([ev.Strike(AT, "company-1", 0)], said)
    assert SAID not in json.dumps(views.host_view(struck))
    assert refusal(struck, ev.Strike(AT, "company-1", 0)) == "", "twice is once"
    assert refusal(said, ev.Strike(AT, "company-9", 0))


@pytest.mark.slow
def test_in_the_debrief_what_was_said_stands() -> None:
    room = after([ev.Words(AT, "seat-1", "w", 0, SAID)], two_companies())
    while room.stage != "debrief":
        room = after([ev.Close(AT, ""), ev.Begin(AT)], room)
    assert refusal(room, ev.Words(AT, "seat-1", "later", 0, "What we always meant."))
    page = next(page for page in pages(room) if page.kind == "values")
    row = next(row for row in page.data["companies"] if row["values"][0]["value"] == "candour")
    assert row["values"][0]["words"] == SAID
    assert f"“{SAID}”" in drawn(page)
    assert any(SAID in cells for table in tables(page) for cells in table.rows)
    assert SAID in sheets.written(keep.rows(room)).decode("utf-8-sig")
    gone = after([ev.Forget(AT)], room)
    assert SAID not in json.dumps([page.data for page in pages(gone)])


@pytest.mark.slow
def test_in_one_company_it_stands_beside_what_was_named_and_done() -> None:
    said = after([ev.Words(AT, "", "w", 2, "<script>alert(1)</script> & so on"), ev.Close(AT, "")], one_company())
    page = next(page for page in pages(said) if page.kind == "stood")
    picture = drawn(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in picture
    assert "<script" not in picture
    table = sheets.written(keep.rows(said)).decode("utf-8-sig")
    assert table.count("<script>alert(1)</script> & so on") == said.teams, "only months under values bear it"


@pytest.mark.slow
def test_so_many_companies_that_each_has_no_row_still_speak() -> None:
    room = opened(ev.OpenLevel(AT, 7, OWN_LEVEL))
    room = after([ev.Sit(AT, f"seat-{n}", f"N {n}") for n in range(1, 11)], room)
    room = after([ev.Start(AT), ev.Begin(AT)], room)
    for n in range(1, 11):
        own = ev.Words(AT, f"seat-{n}", f"w{n}", n % 2, f"Sentence number {n}.")
        room = after([ev.Act(AT, f"seat-{n}", 0, f"d{n}", 0, f"declare value:{n % 2}"), own], room)
    room = after([ev.Close(AT, "")], room)
    picture = drawn(next(page for page in pages(room) if page.kind == "values"))
    assert picture.count("“Sentence number") == 10
    assert "declared by 5" in picture


def test_forgetting_leaves_no_word_in_the_room_or_its_journal() -> None:
    told: list[ev.Event] = [
        ev.OpenLevel(AT, 7, OWN_LEVEL), ev.Sit(AT, "seat-1", "Ann"), ev.Start(AT), ev.Begin(AT),
        ev.Act(AT, "seat-1", 0, "d1", 0, "declare value:0"), ev.Words(AT, "seat-1", "w", 0, SAID), ev.Close(AT, ""),
        ev.Begin(AT), ev.Strike(AT, "company-1", 0), ev.Words(AT, "seat-1", "w2", 0, SAID), ev.Forget(AT),
    ]  # fmt: skip
    room, wrong = again(told)
    assert not wrong
    assert not room.words
    assert not any(mark.words for mark in room.marks), "a round taken back would bring it up again"
    assert refusal(room, ev.Words(AT, "seat-1", "w3", 0, SAID))
    bare = [nameless(event) for event in told]
    assert SAID not in "".join(map(ev.line, bare))
    replayed, wrong = again(bare)
    assert not wrong, "a journal without names is still one"
    assert replayed.companies["company-1"].digest() == room.companies["company-1"].digest()


# At the hub


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, hub=Hub.begin(tmp_path, ev.OpenLevel(now_ms(), 7, OWN_LEVEL))) as found:
        yield found


def test_words_are_a_seats_own_and_stay_a_text(room: Served) -> None:
    mine, other = room.phone("Ann"), room.phone("Bo")
    room.do("start")
    room.do("begin")
    declare = {"key": "d", "round": 0, "week": 0, "text": "declare value:0"}
    assert mine.post("/company/act", **declare)[1]["ok"]
    with refused(room, 4):
        assert not other.post("/company/words", key="w", value=0, text=SAID)[1]["ok"]
        for smuggled in ({"seat": "seat-1"}, {"company": "company-1"}):
            assert other.post("/company/words", key="w", value=0, text=SAID, **smuggled)[0] == 400
        assert mine.post("/company/words", key="w", value=0, text="x" * 500)[0] == 400
    with refused(room, 2):
        assert other.post("/desk/words", key="w", value=0, text=SAID)[0] == 403
        assert room.host.post("/host/do", key="k1234567", kind="words", seat="seat-1", value=0, text=SAID)[0] == 400
    for n, text in enumerate(("<script>alert(1)</script>", "a\r\nSet-Cookie: x=y", "\u202egnp.exe", "y" * 300)):
        status, said = mine.post("/company/words", key=f"w{n}", value=0, text=text)
        assert (status, said["ok"]) == (200, True)
        shown = said["state"]["words"][0]["text"]
        assert 0 < len(shown) <= LONGEST_WORDS
        assert shown.isprintable()
        for client, path in ((mine, "/phone"), (room.host, "/host"), (room.host, "/wall")):
            assert shown.encode() not in client.get(path)[1], "no page is written with anybody's words in it"
    before = room.lines()
    assert mine.post("/company/words", key="w3", value=0, text="Another.")[1]["ok"], "the key was used: done already"
    assert room.lines() == before
    assert room.do("forget")["words"] == []
    assert not [line for line in room.lines() if "yyy" in line or "script" in line]
