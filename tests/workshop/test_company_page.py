"""The page with which a group leads its company, and what wall and facilitator see of it, in real browsers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from game.sim.world import QUARTER_WEEKS
from game.workshop.events import Act, parse
from tests.workshop.devices import LAPTOP, PHONE, PROJECTOR, Held, device, faults, moved, room_of, sit
from tests.workshop.served import Client, Served, wait_for

pytestmark = pytest.mark.slow
TEAM = "Order a team"
WALL_TEXT, HOST_TEXT = 17, 12


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with room_of(tmp_path, "companies-60") as found:
        yield found


def acts(room: Served) -> list[str]:
    """The moves of all groups, from the journal."""
    return [event.text for event in map(parse, room.lines()) if isinstance(event, Act)]


def begun(room: Served) -> None:
    room.do("start")
    room.do("begin")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def run_all(room: Served, client: Client) -> None:
    """A group without a browser lets its quarter pass."""
    state = client.state()
    while state["can"]:
        body = {"key": room.key(), "round": state["round"], "week": state["at"], "weeks": QUARTER_WEEKS}
        status, said = client.post("/company/run", **body)
        assert (status, said["ok"]) == (200, True), said
        state = said["state"]


def led_on(room: Served, quarters: int) -> None:
    """The next quarters pass, led by the bot that stands in for whoever leads nothing."""
    for _ in range(quarters):
        room.do("begin")
        room.do("moveon", count=10)
        if room.hub.room.open:
            room.do("close", why="")


def test_a_group_gathers_sends_takes_back_and_is_told_at_both_its_pages(browser: Browser, room: Served) -> None:
    with device(browser, LAPTOP) as one, device(browser, PHONE, "dark") as other:
        ann = sit(one, room, "Ann")
        room.phone("Chen")
        bo = sit(other, room, "Bo")
        bo.get_by_role("button", name="Sit with Birch").click()
        expect(ann.locator("#table-0")).to_contain_text("You, Bo")
        room.do("start")
        expect(ann.get_by_role("heading", name="This is your company")).to_be_visible()
        expect(ann.locator("#send")).to_have_attribute("aria-disabled", "true")
        room.do("begin")
        for page in (ann, bo):
            expect(page.get_by_role("heading", level=1)).to_have_text("Birch")
        assert room.hub.room.teams == 2

        held = [Held(page, "**/company/weigh*") for page in (ann, bo)]
        for page in (ann, bo):
            page.get_by_label("Studio", exact=True).check()
            page.get_by_label("Make boats").check()
        for page, answers in zip((ann, bo), held, strict=True):
            told = page.get_by_role("heading", name="Studio: make boats, 4 weeks")
            assert not moved(page, lambda: answers.let_go(told))  # noqa: B023
            room.do("tell", to="all", text=page.url + " is a page on which nothing moves when a long message comes.")
            assert not moved(page, lambda: expect(page.locator("#strip-message")).to_contain_text(page.url))  # noqa: B023
        expect(ann.get_by_role("heading", name="Studio: make boats, 4 weeks")).to_be_visible()
        expect(ann.locator("#range")).to_contain_text(re.compile(r"\d|either way|likely|beats sleep"))
        expect(ann.locator("#board .letter:not(.sent)")).to_have_count(1)
        press(ann, "Send it")
        expect(ann.locator("#sent-list")).to_contain_text("Studio: make boats, 4 weeks")
        expect(ann.locator("#board .letter.sent")).to_have_count(1)
        expect(ann.locator("#board .letter:not(.sent)")).to_have_count(0)
        expect(bo.locator("#sent-list")).to_contain_text("Studio: make boats, 4 weeks")
        expect(bo.get_by_label("4 of 5 discs of attention are free")).to_be_visible()
        press(bo, "Take back")
        expect(ann.locator("#sent-none")).to_be_visible()
        assert acts(room) == ["order_department department:1 job:5 weeks:4"]
        assert not room.hub.room.companies["company-1"].pending


def test_a_quarter_is_played_and_the_next_opens_what_the_plan_says(browser: Browser, room: Served) -> None:
    with device(browser, LAPTOP) as laptop:
        page = sit(laptop, room, "Ann")
        begun(room)
        page.get_by_role("tab", name="Incentives").click()
        expect(page.get_by_role("heading", name="No incentives yet")).to_be_visible()
        press(page, "Let one week run")
        expect(page.locator("#news")).to_contain_text("week 1")
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "all of it stands on the screen"
        room.do("close", why="")
        expect(page.get_by_role("heading", name="The quarter is over")).to_be_visible()
        page.reload()
        page.goto(f"http://127.0.0.1:{room.port}/")
        page.go_back()
        expect(page.get_by_role("heading", name="The quarter is over")).to_be_visible()
        room.do("begin")
        page.get_by_role("tab", name="Incentives").click()
        page.get_by_label("3 coins").check()
        press(page, "Send it")
        expect(page.locator("#sent-list")).to_contain_text("Lamps: 3 coins")
        assert acts(room) == ["tag product:0 coins:3 weeks:6"]
        room.do("close", why="")
        room.do("takeback")
        room.do("takeback")
        expect(page.get_by_role("heading", name="This is your company")).to_be_visible()
        expect(page.locator("#round")).to_contain_text("week 1")


def test_a_move_without_a_network_is_kept_and_arrives_once(browser: Browser, room: Served) -> None:
    with device(browser, LAPTOP) as laptop:
        page = sit(laptop, room)
        begun(room)
        expect(page.locator("#foreseen:not(.waits)")).to_be_visible()
        laptop.set_offline(True)
        press(page, "Send it")
        expect(page.locator("#sent-list")).to_contain_text("not sent yet, trying; nothing is lost")
        expect(page.locator("#strip")).to_contain_text("What you decided is kept and will be sent.")
        assert acts(room) == []
        laptop.set_offline(False)
        expect(page.locator("#sent-list .done")).to_have_count(1)
        expect(page.locator("#sent-list .trying")).to_have_count(0)
        assert len(acts(room)) == 1


def test_the_newest_page_counts_and_a_late_one_leads_a_company_of_its_own(browser: Browser, room: Served) -> None:
    with device(browser, LAPTOP) as laptop, device(browser, PHONE) as phone:
        old = sit(laptop, room, "Ann")
        begun(room)
        new = laptop.new_page()
        new.goto(f"http://127.0.0.1:{room.port}/phone")
        expect(new.get_by_role("heading", level=1)).to_have_text("Birch")
        expect(old.get_by_role("heading", name="Open on a newer page")).to_be_visible()
        late = phone.new_page()
        late.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
        late.get_by_role("button", name="Sit down").click()
        expect(late.get_by_role("heading", level=1)).to_have_text("Elm")
        room.do("move", seat="seat-2", team=0)
        expect(late.get_by_role("heading", level=1)).to_have_text("Birch")
        expect(new.locator("#top")).to_contain_text("with")
        room.do("away", seat="seat-2", on=True)
        expect(late.get_by_role("heading", name="Put aside")).to_be_visible()


def test_a_page_goes_over_to_the_other_kind_of_workshop_and_back(browser: Browser, room: Served) -> None:
    with device(browser, PHONE) as phone:
        page = sit(phone, room, "Ann")
        expect(page.get_by_role("heading", name="Who sits at which table")).to_be_visible()
        room.do("plan", preset="60", first="letters")
        expect(page.get_by_text("Hello, Ann.")).to_be_visible()
        room.do("plan", preset="companies-60", first="letters")
        expect(page.get_by_role("heading", name="Who sits at which table")).to_be_visible()


def tab_to(page: Page, selector: str) -> None:
    """Goes on by keyboard alone until something is reached."""
    for _ in range(60):
        if page.evaluate("(s) => Boolean(document.activeElement && document.activeElement.matches(s))", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_a_whole_quarter_can_be_led_by_keyboard_alone(browser: Browser, room: Served) -> None:
    with device(browser, LAPTOP) as laptop:
        page = sit(laptop, room)
        other = room.phone("Bo")
        begun(room)
        expect(page.locator("#board .pickable").first).to_be_attached()
        tab_to(page, "#board .pickable")
        first = page.evaluate("document.activeElement.dataset.pick")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.dataset.pick") != first
        page.keyboard.press("Enter")
        tab_to(page, "#tab-Orders")
        page.keyboard.press("End")
        expect(page.locator("#tab-Reports")).to_be_focused()
        page.keyboard.press("Home")
        tab_to(page, "#lever-order_department")
        for _ in range(6):
            if page.locator("#lever-order:checked").count():
                break
            page.keyboard.press("ArrowRight")
        expect(page.get_by_role("heading", name=TEAM)).to_be_visible()
        tab_to(page, "#target")
        page.keyboard.press("ArrowDown")
        tab_to(page, "#order-job-0")
        page.keyboard.press("ArrowRight")
        expect(page.locator("#order-job-1")).to_be_focused()
        tab_to(page, "#send")
        page.keyboard.press("Enter")
        expect(page.locator("#sent-list .done")).to_have_count(1)
        tab_to(page, "#run-on")
        week = page.locator("#round .second")
        for _ in range(QUARTER_WEEKS):
            if page.get_by_role("heading", name="Your quarter is played").count():
                break
            before = week.inner_text()
            page.keyboard.press("Enter")
            expect(week).not_to_have_text(before)
            expect(page.locator("#run-on")).to_be_focused()
        expect(page.locator("#rest")).to_contain_text("1 of 2 companies are through.")
        run_all(room, other)
        expect(page.get_by_role("heading", name="The quarter is over")).to_be_visible()
        assert [text.split()[0] for text in acts(room)] == ["order"]


def both_ways(page: Page) -> list[str]:
    """What is in anybody's way on a laptop in light, and on a phone in the dark."""
    found = faults(page)
    for theme, (wide, high) in (("dark", PHONE), ("light", LAPTOP)):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.set_viewport_size({"width": wide, "height": high})
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        if theme == "dark":
            found += faults(page)
    return found


def moves_within(page: Page) -> int:
    """By how many pixels the right side of a group's page is longer than its place."""
    over: int = page.locator("#told").evaluate("(side) => side.scrollHeight - side.clientHeight")
    return over


def test_a_hard_call_is_answered_and_nothing_on_the_way_is_in_anybodys_way(browser: Browser, tmp_path: Path) -> None:
    with room_of(tmp_path, "companies-90") as room, device(browser, LAPTOP) as laptop:
        page = sit(laptop, room, "Ann")
        found = both_ways(page)
        room.do("start")
        led_on(room, 3)
        room.do("begin")
        expect(page.locator("#round")).to_contain_text("Quarter 4")
        page.get_by_role("tab", name="Orders").click()
        expect(page.locator("#foreseen:not(.waits)")).to_be_visible()
        found += both_ways(page)
        assert moves_within(page) <= 0, "a whole card stands on a laptop's screen"
        page.get_by_role("tab", name="Values").click()
        page.locator("#target").select_option(label="Candour")
        press(page, "Send it")
        expect(page.get_by_role("heading", name="In our own words")).to_be_visible()
        page.get_by_label("Candour", exact=True).fill("  Bad news on the same day,  also <b>upwards</b>.  ")
        press(page, "Keep the sentence on candour")
        expect(page.get_by_label("Candour", exact=True)).to_have_value("Bad news on the same day, also <b>upwards</b>.")
        expect(page.locator(".saying")).to_contain_text("kept")
        found += both_ways(page)
        assert moves_within(page) <= 0
        while not page.locator(".call").count():
            week = page.locator("#round .second").inner_text()
            press(page, "Let one week run")
            expect(page.locator("#round .second")).not_to_have_text(week)
        expect(page.get_by_role("heading", name="The ovens or the roof")).to_be_visible()
        found += both_ways(page)
        assert moves_within(page) <= 0, "and so does a hard call with all its answers"
        press(page, "Later")
        expect(page.locator("#news")).to_be_visible()
        press(page, "A hard call waits")
        press(page, "Let each decide")
        expect(page.locator("#sent-list")).to_contain_text("Let each decide", ignore_case=True)
        assert acts(room)[-1].startswith("answer card:0 verb:")
        room.do("pause", why="Tea.")
        expect(page.get_by_role("heading", name="The clock stands still")).to_be_visible()
        assert not found + faults(page)


def test_facilitator_and_projector_know_many_companies(browser: Browser, tmp_path: Path) -> None:
    with room_of(tmp_path, "60") as room, device(browser, LAPTOP) as laptop, device(browser, PROJECTOR) as projector:
        clients = [room.phone(name) for name in ("Ann", "Bo", "Chen")]
        host, wall = laptop.new_page(), projector.new_page()
        host.goto(f"http://127.0.0.1:{room.port}/host/{room.invitation.host}")
        wall.goto(f"http://127.0.0.1:{room.port}/wall")
        expect(host.get_by_role("heading", name="What comes first?")).to_be_visible()
        press(host, "Many companies")
        expect(host.get_by_role("heading", name="What comes first?")).to_have_count(0)
        expect(host.get_by_text("Quarter 2 · prices")).to_be_visible()
        found = faults(host, HOST_TEXT)
        press(host, "Start")
        expect(wall.get_by_role("heading", name="Who leads which company")).to_be_visible()
        press(host, "Begin")
        wait_for(lambda: room.hub.room.open)
        run_all(room, clients[0])
        expect(host.locator("#company-0")).to_contain_text("through")
        expect(host.locator("#company-1")).to_contain_text("nobody is there")
        expect(wall.locator(".ready")).to_contain_text("companies are through")
        found += faults(host, HOST_TEXT) + faults(wall, WALL_TEXT)
        host.locator("#chip-seat-3").click()
        host.get_by_label("Company").select_option(label="shares Birch with Ann")
        host.get_by_role("button", name="Move", exact=True).click()
        expect(host.locator("#company-0")).to_contain_text("Chen")
        expect(host.locator("#company-2")).to_contain_text("a bot leads")
        run_all(room, clients[1])
        expect(wall.locator(".company-line")).to_have_count(3)
        said = wall.locator("body").inner_text()
        assert not re.search("Ann|Bo|Chen|Birch|Elm|Rowan", said), "no name beside a result"
        found += faults(wall, WALL_TEXT)
        desk = laptop.new_page()
        desk.goto(f"http://127.0.0.1:{room.port}/desk/{room.invitation.desk}")
        expect(desk.get_by_role("heading", name="Every group has its own desk")).to_be_visible()
        assert not found + faults(desk, HOST_TEXT)
