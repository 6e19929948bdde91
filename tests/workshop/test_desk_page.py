"""The leader's page under values and with a hard call, beside a phone and the projector, in real browsers."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from game.workshop.events import Lead, Words, parse
from tests.workshop.devices import LAPTOP, PHONE, PROJECTOR, device, faults, room_of
from tests.workshop.served import Client, Served, wait_for

pytestmark = pytest.mark.slow
WALL_TEXT = 17


def played_to(room: Served, kind: str) -> None:
    """Steps pass without a word until one of a kind comes next."""
    while room.hub.room.now.kind != kind:
        room.do("begin")
        if room.hub.room.open:
            room.do("close", why="")


def say(room: Served, phones: list[Client], minds: list[list[int]]) -> None:
    for phone, figures in zip(phones, minds, strict=True):
        status, said = phone.post("/phone/answer", key=room.key(), round=room.hub.room.step, figures=figures)
        assert (status, said["ok"]) == (200, True), said


def test_values_are_declared_in_words_and_a_hard_call_is_decided_before_its_month(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        room_of(tmp_path, "90") as room, device(browser, LAPTOP) as laptop, device(browser, PHONE) as hand,
        device(browser, PROJECTOR) as projector,
    ):  # fmt: skip
        phones = [room.phone(name) for name in ("Ann", "Bo", "Chen", "Dee")]
        room.do("start")
        played_to(room, "propose")
        room.do("begin")
        say(room, phones, [[1, 2], [1, 2], [1, 3], [4, 2]])
        wait_for(lambda: not room.hub.room.open)
        address = f"http://127.0.0.1:{room.port}"
        desk, phone, wall = laptop.new_page(), hand.new_page(), projector.new_page()
        desk.goto(f"{address}/desk/{room.invitation.desk}")
        wall.goto(f"{address}/wall")
        hand.add_cookies([{"name": n, "value": v, "url": address} for n, v in phones[0].cookies.items()])
        expect(wall.get_by_text("The room named most: candour 3, care 3")).to_be_visible()
        room.do("begin")
        expect(desk.locator("#named")).to_contain_text("Declare two of these.")
        desk.get_by_role("tab", name="Declare").click()
        desk.locator("#target").select_option(label="Candour")
        desk.get_by_role("button", name="Send it").click()
        desk.get_by_label("Candour", exact=True).fill("Bad news on the same day.")
        desk.keyboard.press("Enter")
        expect(desk.locator(".saying")).to_contain_text("kept")
        found = faults(desk)
        room.do("close", why="")
        played_to(room, "dilemma")
        room.do("begin")
        expect(desk.locator(".call")).to_contain_text("The room answers first")
        expect(desk.get_by_role("button", name="Ask for commitment")).to_have_attribute("aria-disabled", "true")
        expect(wall.get_by_text("One loud month: What customers wait for most")).to_be_visible()
        say(room, phones, [[9, 1], [2, 1], [8, 0], [0, 0]])
        expect(wall.get_by_text("The desk decides now.")).to_be_visible()
        found += faults(desk)
        desk.get_by_role("button", name="Ask for commitment").click()
        expect(desk.locator("#sent-list")).to_contain_text("One loud month: ask for commitment")
        expect(wall.get_by_text("The desk asks everybody to carry it")).to_be_visible()
        found += faults(desk) + faults(wall, WALL_TEXT)
        phone.goto(f"{address}/phone")
        expect(phone.locator("#called")).to_contain_text("You agreed 9 of 10 and said that you carry it.")
        room.do("begin")
        expect(phone.locator("#main")).to_contain_text("What will you do?")
        expect(phone.locator("#called")).to_be_visible()
        found += faults(phone)
        events = list(map(parse, room.lines()))
        assert [event.text for event in events if isinstance(event, Words)] == ["Bad news on the same day."]
        assert [event.text for event in events if isinstance(event, Lead)][-1] == "answer card:0 verb:1"
        assert not found
