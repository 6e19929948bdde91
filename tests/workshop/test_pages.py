"""The facilitator's page, the projector and the leader's desk, in real browsers on a real hub."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from game.workshop.events import Lead, parse
from game.workshop.presets import MONTHS
from tests.workshop.devices import LAPTOP, PHONE, PROJECTOR, Held, device, faults, moved, room_of
from tests.workshop.served import Client, Served, wait_for

TABLET = (1024, 768)
WALL_TEXT, PAGE_TEXT = 17, 12
"""Pixels: the least size of text on the projector at 1280×720, and on the pages of the facilitator and the leader."""
MESSAGE = "A sentence from the facilitator that is about as long as such sentences are, and then somewhat longer."
NAMES = ("Amber Fox", "Quiet Heron", "Kaya", "<img src=x> & Bo")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with room_of(tmp_path, "90") as found:
        yield found


def opened(context: BrowserContext, room: Served, path: str) -> Page:
    """A page of the hub; the facilitator's and the leader's through their own links."""
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}{path}")
    return page


def host_page(context: BrowserContext, room: Served) -> Page:
    return opened(context, room, f"/host/{room.invitation.host}")


def desk_page(context: BrowserContext, room: Served) -> Page:
    return opened(context, room, f"/desk/{room.invitation.desk}")


def press(page: Page, name: str) -> None:
    """Presses a button by what is written on it."""
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def answer(room: Served, phones: list[Client]) -> None:
    """Every phone gives some answer to what it is asked."""
    for phone in phones:
        state = phone.state()
        given = {"key": room.key(), "round": state["round"]}
        if state["ask"]:
            figures = {"sketch": [9, 12, 20, 14, 9, 8], "poll": [4], "propose": [0, 2], "dilemma": [3, 1]}
            status, said = phone.post("/phone/answer", **given, figures=figures[state["ask"]["kind"]])
        else:
            chosen = state["choices"][0]
            status, said = phone.post("/phone/decide", **given, answer=chosen["answer"], job=chosen["job"], report="")
        assert (status, said["ok"]) == (200, True), said


def play_to(room: Served, stage: str, phones: list[Client]) -> None:
    """On to the next step of a kind, which is then open."""
    while True:
        state = room.do("begin")
        if state["stage"] == stage:
            return
        answer(room, phones)
        if state["stage"] in MONTHS:
            room.do("close", why="")  # a month waits for the leader too
        else:
            wait_for(lambda: not room.hub.room.open)


def seated(room: Served, names: tuple[str, ...] = NAMES) -> list[Client]:
    return [room.phone(name) for name in names]


def leads(room: Served) -> list[str]:
    """What the leader has sent, from the journal."""
    return [event.text for event in map(parse, room.lines()) if isinstance(event, Lead)]


# The facilitator and the projector.


def test_a_facilitator_runs_a_room_and_the_wall_follows(browser: Browser, room: Served) -> None:
    with device(browser, TABLET) as tablet, device(browser, PROJECTOR) as projector:
        host, wall = host_page(tablet, room), opened(projector, room, "/wall")
        expect(wall.get_by_text("Nobody yet.")).to_be_visible()
        expect(host.get_by_role("button", name="Start")).to_have_attribute("aria-disabled", "true")
        phones = seated(room)
        expect(wall.get_by_text("4 people")).to_be_visible()
        for name in NAMES:
            expect(wall.get_by_role("listitem").filter(has_text=name)).to_be_visible()
        expect(wall.get_by_text(room.hub.code).first).to_be_visible()

        host.get_by_role("button", name=re.compile("^60")).click()
        expect(host.get_by_role("button", name=re.compile("^60"))).to_have_attribute("aria-pressed", "true")
        host.get_by_role("button", name="Prices first").click()
        expect(host.get_by_role("listitem").filter(has_text="Prices, months 1 to 4")).to_be_visible()
        host.get_by_role("button", name="Letters first").click()
        host.get_by_role("button", name="Kaya").click()
        host.get_by_label("Name").fill("Kaya B.")
        press(host, "Rename")
        expect(wall.get_by_text("Kaya B.")).to_be_visible()

        press(host, "Start · 4 people")
        expect(wall.get_by_role("heading", name="Who sits where")).to_be_visible()
        expect(host.locator("#live")).to_have_text("The seats are dealt out.")
        press(host, "Begin")
        expect(wall.get_by_role("heading", level=1)).to_have_text("Draw what will be wanted")
        answer(room, phones)
        expect(host.get_by_role("heading", name="Next: Month 1")).to_be_visible()
        press(host, "Begin")
        expect(wall.get_by_role("heading", name="Letters only")).to_be_visible()
        answer(room, phones[:1])
        expect(wall.get_by_label("1 of 4 are ready")).to_be_visible()
        expect(host.get_by_label("Amber Fox")).to_have_attribute("aria-label", re.compile("decided$"))

        press(host, "Pause")
        expect(wall.locator("#digits")).to_contain_text(re.compile("paused", re.IGNORECASE))
        expect(host.get_by_text(re.compile("of 4 phones (is|are) there now"))).to_be_visible()
        expect(wall.get_by_text("The clock stands. What was sent is kept.")).to_be_visible()
        before = room.hub.room.deadline
        expect(wall.locator("#digits")).to_contain_text(re.compile("0:[0-9]{2}"))
        press(host, "Resume")
        expect(wall.locator("#digits")).to_have_text(re.compile("^0:[0-9]{2}$"))
        press(host, "One minute more")
        expect(wall.locator("#digits")).to_have_text(re.compile("^1:[0-9]{2}$"))
        assert room.hub.room.deadline >= before + 60_000

        press(host, "End round")
        press(host, "No, leave it")
        assert room.hub.room.open
        press(host, "End round")
        host.get_by_role("dialog").get_by_role("button", name="End the round").click()
        expect(wall.get_by_role("heading", name="What was wanted, and what came")).to_be_visible()
        assert len(room.hub.room.months) == 1


def test_what_was_played_is_taken_back_repeated_or_branched_from(browser: Browser, room: Served) -> None:
    phones = seated(room)
    room.do("start")
    play_to(room, "letters", phones)
    room.do("close", why="")
    with device(browser, LAPTOP, "dark") as laptop, device(browser, LAPTOP) as projector:
        host, wall = host_page(laptop, room), opened(projector, room, "/wall")
        expect(wall.get_by_role("heading", name="What was wanted, and what came")).to_be_visible()
        host.get_by_role("switch", name="Hide results").click()
        expect(wall.get_by_role("heading", name="The results are kept for later")).to_be_visible()

        press(host, "Take the last round back")
        host.get_by_role("dialog").get_by_role("button", name="Take it back", exact=True).click()
        expect(host.get_by_role("heading", name="Next: Month 1")).to_be_visible()
        assert room.hub.room.months == ()
        press(host, "Begin")
        expect(wall.get_by_role("heading", name="Letters only")).to_be_visible()
        press(host, "Take the last round back")
        began = room.hub.room.began
        press(host, "Take it back and play it again now")
        wait_for(lambda: room.hub.room.open and room.hub.room.began > began)
        assert room.hub.room.step == 1

        room.do("close", why="")
        expect(host.get_by_role("heading", name="Next: Month 2")).to_be_visible()
        press(host, "Branch from here")
        host.get_by_label("Name of what is kept").fill("The first try")
        host.get_by_role("dialog").get_by_role("button", name="Branch", exact=True).click()
        expect(host.get_by_text("1 branch kept")).to_be_visible()
        assert [trunk.name for trunk in room.hub.room.trunks] == ["The first try"]
        assert room.hub.room.step == 1


def test_the_wall_says_that_the_second_way_begins_again(browser: Browser, room: Served) -> None:
    phones = seated(room)
    room.do("start")
    play_to(room, "prices", phones)
    room.do("takeback")
    with device(browser, PROJECTOR) as projector:
        wall = opened(projector, room, "/wall")
        expect(wall.get_by_text("From the first week again: the same customers, under other names.")).to_be_visible()


def test_a_seat_is_helped_and_the_room_is_told(browser: Browser, room: Served) -> None:
    phones = seated(room)
    room.do("start")
    play_to(room, "letters", phones)
    with device(browser, PHONE) as phone, device(browser, LAPTOP) as projector:
        host, wall = host_page(phone, room), opened(projector, room, "/wall")
        host.get_by_label("Message", exact=True).fill("Talk <b>now</b>")
        host.get_by_label("Message", exact=True).press("Enter")
        expect(wall.get_by_text("Talk <b>now</b>")).to_be_visible()
        expect(host.get_by_label("Message", exact=True)).to_have_value("")
        room.do("rename", seat="seat-1", name="W" * 24)
        room.do("tell", to="all", text="OneWordWithoutAGap" * 10)
        for page in (host, wall):
            expect(page.get_by_text("OneWordWithoutAGap")).to_be_visible()
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) == 0, "a long word turns to the next line"
        room.do("rename", seat="seat-1", name=NAMES[0])
        host.get_by_label("Quiet Heron").click()
        press(host, "Let a bot take over")
        expect(host.get_by_label("Quiet Heron")).to_have_attribute("aria-label", re.compile("bot$"))
        host.get_by_label("Kaya").click()
        first = host.get_by_label("Team").locator("option").nth(1)
        expect(first).to_have_text(re.compile("^takes over the .*, where a bot stands in for Quiet Heron$"))
        press(host, "Put aside")
        expect(host.get_by_label("Kaya")).to_have_attribute("aria-label", re.compile("put aside$"))
        host.get_by_label(NAMES[3]).click()
        press(host, "Remove from the room")
        host.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
        expect(host.get_by_label(NAMES[3])).to_have_count(0)
        press(host, "Drop in a shock")
        host.get_by_label("Product").select_option(label="boats")
        host.get_by_role("dialog").get_by_role("button", name="Drop it in").click()
        expect(host.get_by_text("boats 200%")).to_be_visible()
        press(host, "Forget the names")
        host.get_by_role("dialog").get_by_role("button", name="Forget the names").click()
        expect(host.get_by_label("Amber Fox")).to_have_count(0)
        assert all(not seat.name for seat in room.hub.room.seats)


def test_what_a_facilitator_has_chosen_stays_when_the_page_is_drawn_anew(browser: Browser, room: Served) -> None:
    phones = seated(room)
    room.do("start")
    play_to(room, "letters", phones)
    with device(browser, LAPTOP) as laptop:
        host = host_page(laptop, room)
        text, whom = host.get_by_label("Message", exact=True), host.get_by_label("To whom")
        text.fill("Talk now")
        whom.select_option("Yard")
        room.do("tell", to="all", text="drawn anew")
        expect(host.get_by_text("drawn anew")).to_be_visible()
        expect(text).to_have_value("Talk now")
        expect(whom).to_have_value("Yard")
        press(host, "Send the message")
        wait_for(lambda: room.hub.room.message == ("Yard", "Talk now"))
        expect(whom).to_have_value("all")
        press(host, "Drop in a shock")
        host.get_by_label("Product").select_option(label="boats")
        host.get_by_label("Wanted").select_option("40")
        room.do("tell", to="all", text="and again")
        expect(host.get_by_text("and again")).to_be_visible()
        host.get_by_role("dialog").get_by_role("button", name="Drop it in").click()
        expect(host.get_by_text("boats 40%")).to_be_visible()
        press(host, "Branch from here")
        before = host.get_by_label("Go back to before")
        before.select_option("0")
        host.get_by_label("Name of what is kept").fill("First try")
        before.focus()
        room.do("tell", to="all", text="once more")
        expect(host.get_by_text("once more")).to_be_visible()
        host.get_by_role("dialog").get_by_role("button", name="Branch", exact=True).click()
        wait_for(lambda: [trunk.name for trunk in room.hub.room.trunks] == ["First try"])
        assert room.hub.room.step == 0


def test_the_debrief_is_shown_page_by_page_without_names(browser: Browser, room: Served) -> None:
    phones = seated(room)
    room.do("start")
    play_to(room, "debrief", phones)
    with device(browser, TABLET) as tablet, device(browser, LAPTOP) as projector:
        host, wall = host_page(tablet, room), opened(projector, room, "/wall")
        kinds = []
        pages = host.get_by_label(re.compile("^Page 1 of"))
        expect(pages).to_be_visible()
        count = int(str(pages.get_attribute("aria-label")).rpartition(" ")[2])
        for number in range(1, count + 1):
            expect(wall.get_by_text(f"Page {number} of {count}")).to_be_visible()
            expect(host.get_by_text("The wall shows the question, and not yet the answer.")).to_be_visible()
            press(host, "Reveal")
            expect(host.get_by_text("The wall shows it.")).to_be_visible()
            shown = wall.locator("[id^=reveal-][id$=-shown]")
            expect(shown).to_be_visible()
            kinds.append(str(shown.get_attribute("id")).split("-")[1])
            expect(shown.locator("svg").first).to_be_attached()
            words = wall.locator("#page").inner_text()
            assert not any(name in words for name in NAMES)
            expect(host.get_by_text("The wall shows it.")).to_be_visible()
            if number < count:
                press(host, "Next")
        assert kinds == ["demand", "belief", "idle", "disobeyed", "ways", "purses", "stood", "commit", "useful"]
        press(host, "Back")
        expect(wall.get_by_text(f"Page {count - 1} of {count}")).to_be_visible()
        expect(wall.get_by_role("button", name="Next")).to_have_count(0)
        own = opened(tablet, room, "/wall")
        own.get_by_role("button", name="Next").click()
        expect(wall.get_by_text(f"Page {count} of {count}")).to_be_visible()
        own.keyboard.press("PageDown")
        expect(wall.locator("[id^=reveal-][id$=-shown]")).to_be_visible()


def test_a_lobby_that_is_higher_than_wide_fills_the_window_and_no_more(browser: Browser, room: Served) -> None:
    with device(browser, (1000, 1400)) as tall:
        page = host_page(tall, room)
        expect(page.locator(".present")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 1
        last, foot = (page.locator(name).bounding_box() for name in (".present", "footer.bar"))
        assert last is not None
        assert foot is not None
        assert 0 <= foot["y"] - (last["y"] + last["height"]) < 32


@pytest.mark.parametrize("count", [16, 40])
def test_a_full_lobby_fits_the_projector(browser: Browser, room: Served, count: int) -> None:
    seated(room, tuple(f"Maximiliane von {number}" for number in range(count)))
    with device(browser, LAPTOP) as projector:
        wall = opened(projector, room, "/wall")
        expect(wall.get_by_text(f"{count} people")).to_be_visible()
        assert wall.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
        last = wall.get_by_role("listitem").filter(has_text=f"von {count - 1}")
        assert last.evaluate("(node) => node.closest('.card').getBoundingClientRect().bottom") > (
            last.evaluate("(node) => node.getBoundingClientRect().bottom")
        )


# The leader.


def test_the_leader_sends_an_order_and_takes_it_back(browser: Browser, room: Served) -> None:
    phones = seated(room)
    room.do("start")
    with device(browser, LAPTOP) as laptop:
        desk = desk_page(laptop, room)
        expect(desk.get_by_role("heading", name="The desk waits")).to_be_visible()
        expect(desk.locator("#board svg")).to_be_visible()
        play_to(room, "letters", phones)
        held = Held(desk, "**/desk/weigh*")
        desk.get_by_role("radio", name="Yard").check()
        desk.get_by_role("radio", name="boats").check()
        assert not moved(desk, lambda: held.let_go(desk.get_by_role("heading", name="Yard: make boats, 4 weeks")))
        room.do("tell", to="all", text=MESSAGE)
        assert not moved(desk, lambda: expect(desk.get_by_text(MESSAGE)).to_be_visible())
        expect(desk.get_by_role("heading", name="Yard: make boats, 4 weeks")).to_be_visible()
        expect(desk.locator("#range").get_by_text(re.compile("either way|likely|facts|beats sleep"))).to_be_visible()
        expect(desk.locator("#board .letter")).to_have_count(1)
        expect(desk.locator("#board .letter.sent")).to_have_count(0)
        press(desk, "Send it")
        expect(desk.locator("#board .letter.sent")).to_have_count(1)
        assert desk.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0, "all fits without scrolling"
        sent = desk.locator("#sent-list")
        expect(sent.get_by_text("Yard: make boats, 4 weeks")).to_be_visible()
        expect(desk.get_by_label("4 of 5 discs of attention are free")).to_be_visible()
        press(desk, "Take back")
        expect(desk.get_by_label("5 of 5 discs of attention are free")).to_be_visible()
        expect(sent).to_have_count(0)
        assert room.hub.room.leads == ()

        desk.get_by_role("tab", name="Team").click()
        expect(desk.get_by_role("button", name="Send it")).to_have_attribute("aria-disabled", "true")
        spot = desk.locator("#board .pickable").nth(2).bounding_box()
        assert spot is not None
        held.hold()
        desk.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
        expect(desk.locator("#target")).not_to_have_value("")
        assert not moved(desk, lambda: held.let_go(desk.locator("#foreseen:not(.waits)")))
        press(desk, "Send it")
        expect(sent.get_by_role("button", name="Take back")).to_be_visible()
        press(desk, "We are ready")
        expect(desk.get_by_role("button", name="The desk is ready")).to_be_visible()
        assert leads(room)[-1] == "ready"
        room.do("close", why="")
        expect(desk.get_by_role("heading", name="The desk waits")).to_be_visible()


def test_an_order_that_does_not_get_through_is_kept_and_arrives_once(browser: Browser, room: Served) -> None:
    phones = seated(room)
    room.do("start")
    play_to(room, "prices", phones)
    with device(browser, LAPTOP, "dark") as laptop:
        desk = desk_page(laptop, room)
        lost = []

        def lose(route: Route) -> None:
            lost.append(route.request.url)
            route.abort()

        desk.route("**/desk/lead", lose)
        desk.get_by_role("radio", name="bells").check()
        desk.get_by_role("radio", name="3 coins").check()
        expect(desk.locator("#range")).to_contain_text("On the final score")
        press(desk, "Send it")
        expect(desk.get_by_text("not sent yet, trying; nothing is lost")).to_be_visible()
        assert lost
        assert room.hub.room.leads == ()
        desk.unroute("**/desk/lead")
        expect(desk.locator("#sent-list").get_by_text("sent", exact=True)).to_be_visible()
        assert [text for text in leads(room) if text.startswith("tag")] == ["tag product:2 coins:3 weeks:6"]


# What all of them are.


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_have_no_serious_fault_in_any_stage(
    browser: Browser, room: Served, theme: Literal["light", "dark"]
) -> None:
    with (
        device(browser, PHONE, theme) as phone, device(browser, TABLET, theme) as tablet,
        device(browser, LAPTOP, theme) as laptop, device(browser, LAPTOP, theme) as projector,
    ):  # fmt: skip
        pages = [
            (host_page(phone, room), PAGE_TEXT), (host_page(tablet, room), PAGE_TEXT),
            (desk_page(laptop, room), PAGE_TEXT), (opened(projector, room, "/wall"), WALL_TEXT),
        ]  # fmt: skip

        def look(words: str) -> None:
            for page, _ in pages:
                expect(page.locator("#page")).to_contain_text(words)
            pages[0][0].wait_for_timeout(300)
            for page, text in pages:
                assert faults(page, text) == [], page.url

        look("")
        phones = seated(room)
        look("")
        room.do("start")
        play_to(room, "letters", phones)
        room.host.post("/host/do", key=room.key(), kind="tell", to="all", text="A word to everybody.")
        look("Month 1 · letters")
        room.do("pause", why="A break")
        look("A break")
        room.do("resume")
        room.do("close", why="")
        look("Month 2 · letters")
        pages[1][0].get_by_label("Kaya").click()
        expect(pages[1][0].get_by_role("dialog")).to_be_visible()
        assert faults(pages[1][0], PAGE_TEXT) == []
