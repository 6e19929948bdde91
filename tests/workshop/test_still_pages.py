"""Nothing under a finger moves when something arrives: a move that has been weighed, a message, a lost network."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.workshop.devices import LAPTOP, PHONE, device, room_of, sit
from tests.workshop.served import Served
from tests.workshop.test_pages import answer, desk_page, host_page, play_to, seated

pytestmark = pytest.mark.slow
MESSAGE = "A sentence from the facilitator that is about as long as such sentences are, and then somewhat longer."
SMALL_LAPTOP = (1024, 700)

PLACES = """() => Object.fromEntries([...document.querySelectorAll("button, a, input, select, summary, [data-pick]")]
  .filter((node) => node.getClientRects().length && getComputedStyle(node).visibility !== "hidden")
  .map((node) => [node, node.getBoundingClientRect()])
  .map(([node, box]) => [node.id || node.dataset.pick || `${node.dataset.act || ""} ${node.dataset.line || ""}`
    + (node.ariaLabel || node.textContent), [box.x + box.width / 2, box.y + box.height / 2].map(Math.round)]))"""


def places(page: Page) -> dict[str, list[int]]:
    """Where the middle of everything lies that can be pressed."""
    found: dict[str, list[int]] = page.evaluate(PLACES)
    return found


def moved(page: Page, arrives: Callable[[], object]) -> list[str]:
    """What lies elsewhere once something has arrived."""
    before = places(page)
    arrives()
    after = places(page)
    assert before.keys() & after.keys()
    return [
        f"{name}: {place} to {after[name]}" for name, place in before.items()
        if name in after and max(abs(a - b) for a, b in zip(place, after[name], strict=True)) > 1
    ]  # fmt: skip


class Held:
    """The answers to one address, kept back until they are let go."""

    def __init__(self, page: Page, address: str) -> None:
        self._page, self._address = page, address
        self._kept: list[Callable[[], None]] = []
        page.route(address, lambda route: self._kept.append(route.continue_))

    def let_go(self) -> None:
        self._page.unroute(self._address)
        for go in self._kept:
            go()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with room_of(tmp_path, "90") as found:
        yield found


@pytest.fixture
def companies(tmp_path: Path) -> Iterator[Served]:
    with room_of(tmp_path, "companies-60") as found:
        yield found


@pytest.mark.parametrize("size", [LAPTOP, SMALL_LAPTOP, PHONE])
def test_send_keeps_its_place_on_the_desk_when_a_move_is_weighed(
    browser: Browser, room: Served, size: tuple[int, int]
) -> None:
    phones = seated(room)
    room.do("start")
    play_to(room, "letters", phones)
    with device(browser, size) as laptop:
        desk = desk_page(laptop, room)
        expect(desk.locator("#board svg")).to_be_visible()
        expect(desk.locator("#foreseen:not(.waits)")).to_be_visible()
        for tab in ("Visit", "Team", "Department"):
            held = Held(desk, "**/desk/weigh*")
            desk.get_by_role("tab", name=tab).click()
            if tab != "Department":
                desk.locator("#target").select_option(index=2)
            expect(desk.locator("#foreseen.waits")).to_be_visible()

            def weigh(held: Held = held) -> None:
                held.let_go()
                expect(desk.locator("#foreseen:not(.waits)")).to_be_visible()

            assert not moved(desk, weigh), tab

        def told() -> None:
            room.do("tell", to="all", text=MESSAGE)
            expect(desk.get_by_text(MESSAGE)).to_be_visible()

        assert not moved(desk, told)
        desk.get_by_role("button", name=re.compile("^Send it")).click()
        expect(desk.locator("#sent-list")).to_be_visible()
        desk.get_by_role("radio", name="Yard").check()
        held = Held(desk, "**/desk/weigh*")
        desk.get_by_role("tab", name="Visit").click()
        desk.locator("#target").select_option(index=3)

        def weigh_again() -> None:
            held.let_go()
            expect(desk.locator("#foreseen:not(.waits)")).to_be_visible()

        assert not moved(desk, weigh_again), "with something to take back"


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_nothing_moves_on_the_page_of_a_group(browser: Browser, companies: Served, size: tuple[int, int]) -> None:
    with device(browser, size) as laptop:
        page = sit(laptop, companies, "Ann")
        companies.do("start")
        companies.do("begin")
        expect(page.locator("#board svg")).to_be_visible()
        held = Held(page, "**/company/weigh*")
        page.get_by_label("Studio", exact=True).check()
        page.get_by_label("Make boats").check()

        def weighed() -> None:
            held.let_go()
            expect(page.locator("#foreseen:not(.waits)")).to_be_visible()

        assert not moved(page, weighed)

        def told() -> None:
            companies.do("tell", to="all", text=MESSAGE)
            expect(page.get_by_text(MESSAGE)).to_be_visible()

        assert not moved(page, told)

        def lost() -> None:
            laptop.set_offline(True)
            expect(page.locator("#strip-link")).to_be_visible()

        assert not moved(page, lost)
        laptop.set_offline(False)


def test_nothing_moves_on_a_phone_and_on_the_facilitators_page(browser: Browser, room: Served) -> None:
    with device(browser, PHONE) as hand, device(browser, LAPTOP) as tablet:
        page, host = sit(hand, room, "Ann"), host_page(tablet, room)
        others = seated(room, ("Bo", "Chen"))
        room.do("start")
        play_to(room, "sketch", [])
        expect(page.locator("#send")).to_be_visible()
        expect(host.get_by_role("button", name="Pause")).to_be_visible()

        def told() -> None:
            room.do("tell", to="all", text=MESSAGE)
            expect(page.get_by_text(MESSAGE)).to_be_visible()

        assert not moved(page, told)
        assert not moved(host, lambda: answer(room, others))
        room.do("close", why="")
        play_to(room, "letters", others)
        expect(page.locator("#choice-0")).to_be_visible()
        assert not moved(page, lambda: room.do("tell", to="all", text=MESSAGE.upper()))

        def lost() -> None:
            hand.set_offline(True)
            page.locator("#choice-0").click()
            expect(page.locator("#status .trying")).to_be_visible()
            expect(page.locator("#strip-link")).to_be_visible()

        assert not moved(page, lost)
        hand.set_offline(False)
