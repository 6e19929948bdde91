"""What was heard before it happens, on a group's page: as it stands on the desk's list, at a laptop and at a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from game.levels import read_text
from game.session import Session
from game.words import rumours
from game.workshop.company_view import desk
from game.workshop.events import OpenLevel
from game.workshop.hub import Hub, now_ms
from game.workshop.records import Told
from game.workshop.shelf import Shelf
from tests.workshop.devices import LAPTOP, PHONE, SMALL, device, faults, sit
from tests.workshop.served import served

LEVEL = """\
format: 1
title: The pier
people: 40
weeks: 26
products: [lamps, books, tea]
demand: {wave: 0, contracts_per_quarter: 0}
money: {cash: 200000}
levers: [order, order_department, visit, default, choose]
events:
  - when: week 5
    shift: {product: lamps, times: 1.8, weeks: 4, notice: 4, says: They are hanging ropes over North Gate.}
  - when: week 9
    shift: {product: books, times: 0.5, weeks: 5, notice: 8, odds: 60, says: The reading room smells of damp.}
"""


def heard_at(week: int) -> tuple[Session, list[dict[str, object]], str]:
    """What the page shows of a company that nobody leads, at the start of a week."""
    session = Session(read_text(LEVEL, "pier.yaml"), 3)
    while session.week < week:
        session.advance()
    found = desk(session, Told())["heard"]
    assert isinstance(found, dict)
    return session, found["rows"], found["note"]


def test_what_is_open_comes_first_with_how_far_it_can_be_trusted() -> None:
    session, rows, note = heard_at(3)
    assert [(row["look"], row["change"], row["when"]) for row in rows] == [
        ("lamp", "more lamps", "wk 5–8"), ("book", "fewer books", "wk 9–13"),
    ]  # fmt: skip
    lamps, books = rows
    assert (lamps["sure"], lamps["ears"]) == ("certain", 0)
    assert (books["sure"], books["ears"]) == ("", 2)
    assert books["said"] == "“The reading room smells of damp.”"
    assert "Of a hundred such rumours 60 come true." in str(books["trust"])
    assert note == rumours.MAY_BE_WRONG
    assert [row["id"] for row in rows] == [row.shift for row in rumours.listed(session.report)]


def test_what_is_over_stands_below_and_says_whether_one_was_ready() -> None:
    session, rows, note = heard_at(16)
    assert {row["id"]: row["over"] for row in rows} == {0: True, 1: True}
    lamps = next(row for row in rows if row["look"] == "lamp")
    known = next(row for row in session.report.rumours if row.shift == 0)
    assert lamps["sure"] == "it came"
    assert lamps["outcome"] == rumours.outcome(known) != ""
    assert lamps["well"] == (known.ready >= rumours.READY)
    assert note == ""


def test_where_nothing_was_heard_nothing_stands() -> None:
    session = Session(read_text(LEVEL[: LEVEL.index("events:")], "pier.yaml"), 3)
    assert desk(session, Told())["heard"] is None


@pytest.mark.slow
def test_a_group_reads_it_among_its_reports_on_a_narrow_phone_too(browser: Browser, tmp_path: Path) -> None:
    hub = Hub.begin(tmp_path, OpenLevel(now_ms(), 7, LEVEL))
    with served(tmp_path, hub=hub) as room, device(browser, PHONE) as one:
        room.desk.doors.shelf = Shelf()
        page = sit(one, room, "Ann")
        room.do("start")
        room.do("begin")
        expect(page.locator("#foreseen:not(.waits)")).to_be_visible()
        page.get_by_role("tab", name="Reports").click()
        rows = page.locator("#heard li")
        expect(rows.first).to_contain_text("They are hanging ropes over North Gate.")
        expect(rows.first).to_contain_text("certain")
        expect(rows.last.get_by_role("img", name="2 of 3 ears")).to_be_visible()
        for wide, high in (PHONE, SMALL, LAPTOP):
            page.set_viewport_size({"width": wide, "height": high})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is cut at the side"
            assert not faults(page)
