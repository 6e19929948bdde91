"""In a room whose level renames everything, no page calls a thing what the game calls it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from game import levels
from game.words.vocabulary import Vocabulary
from game.workshop import events as ev
from game.workshop import views
from game.workshop.hub import Hub, now_ms
from game.workshop.room import opened
from game.workshop.shelf import Shelf
from tests.view.test_words import LEVEL, OTHERS, OURS
from tests.workshop.devices import LAPTOP, PROJECTOR, device, sit
from tests.workshop.served import Served, served
from tests.workshop.test_room import AT, OWN_LEVEL

READ = """() => {
  const words = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.parentElement.tagName)) words.push(node.data);
  }
  for (const name of ["title", "aria-label", "placeholder", "alt"]) {
    for (const node of document.querySelectorAll(`[${name}]`)) words.push(node.getAttribute(name));
  }
  return words;
}"""
"""Everything that a page holds for eyes and ears."""


def read(page: Page) -> set[str]:
    return {line.strip() for line in page.evaluate(READ) if line.strip()}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, hub=Hub.begin(tmp_path, ev.OpenLevel(now_ms(), 7, LEVEL))) as found:
        found.desk.doors.shelf = Shelf()
        yield found


def tabs(page: Page) -> set[str]:
    """What a group's page holds, on each of its tabs."""
    found = read(page)
    for tab in page.get_by_role("tab").all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        found |= read(page)
    return found


@pytest.mark.slow
def test_no_page_of_a_room_calls_a_thing_what_the_game_calls_it(browser: Browser, room: Served) -> None:
    with device(browser, LAPTOP) as laptop, device(browser, PROJECTOR) as screen:
        group, big, host = sit(laptop, room, "Desk Person"), screen.new_page(), screen.new_page()
        host.goto(f"http://127.0.0.1:{room.port}/host/{room.invitation.host}")
        big.goto(f"http://127.0.0.1:{room.port}/wall")
        room.phone("Bo Order")
        seen = read(group) | read(big) | read(host)
        room.do("start")
        room.do("begin")
        expect(group.get_by_role("heading", level=1)).to_have_text("Birch")
        for week in (2, 3):
            group.get_by_role("button", name=re.compile("^Let one week run")).first.click()
            expect(group.locator("#round")).to_contain_text(f"week {week}")
            seen |= read(group)
        group.get_by_role("button", name="Later", exact=True).click()
        seen |= tabs(group) | read(big) | read(host)
        while room.hub.room.stage != "debrief":
            room.do("close", why="") if room.hub.room.open else room.do("begin")
            group.reload()
            expect(group.locator("h1")).not_to_be_empty()
            seen |= read(group) | read(big) | read(host)
        for step in range(room.host.state("/host/state")["reveal"]["of"]):
            room.do("show", step=step, revealed=True)
            expect(big.get_by_text(f"Page {step + 1} of")).to_be_visible()
            expect(big.locator("[id^=reveal-][id$=-shown]")).to_be_visible()
            seen |= read(big) | read(host)
    named = re.compile("Desk Person|Bo Order")
    assert [line for line in sorted(seen) if OURS.search(named.sub("", line))] == []
    assert any("Desk Person" in line for line in seen), "what people are called stays"
    assert {word for word in OTHERS.values() if any(re.search(rf"(?i)\b{word}", line) for line in seen)} >= {
        "oblong", "quarn", "hourling", "edict", "brew"}  # fmt: skip


def test_a_page_is_told_what_it_needs_and_nothing_where_the_words_are_the_games() -> None:
    room, plain = opened(ev.OpenLevel(AT, 7, LEVEL)), opened(ev.OpenLevel(AT, 7, OWN_LEVEL))
    assert "speech" not in views.wall_view(plain)
    speech = views.wall_view(room)["speech"]
    assert isinstance(speech, dict)
    assert {word: speech["called"][word] for word in OTHERS} == OTHERS
    assert speech["articles"]["order"] == "an"


def test_a_name_is_kept_where_it_stands_alone_and_not_within_a_word() -> None:
    told = Vocabulary.of(levels.read_text(LEVEL, "words")).told(("Desk", "Ann", "Moved by an order"))
    own = told["own"]
    assert isinstance(own, list)
    assert {"Desk", "Moved by an order"} <= set(own)
    assert "Ann" not in own, "no word of the game stands in it"
    text = LEVEL.replace("company: Vell", "company: Order")
    vocabulary = Vocabulary.of(levels.read_text(text, "words"))
    assert vocabulary.said("Order is late. Orders travel, and so does an order.") == (
        "Order is late. Edicts travel, and so does an edict."
    )
