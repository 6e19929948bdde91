"""Devices that people hold: a browser of their own each, and what their pages must be whatever they show."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from game.workshop.events import Open
from game.workshop.hub import Hub, now_ms
from game.workshop.shelf import Shelf
from tests.workshop.served import Served, served

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PATIENCE_MS = 20_000
PHONE, SMALL, TURNED, LAPTOP, PROJECTOR = (390, 844), (320, 640), (844, 390), (1280, 720), (1920, 1080)
LEAST_TARGET, LEAST_TEXT = 44, 14
expect.set_options(timeout=PATIENCE_MS)

SMALL_THINGS = """([target, least]) => {
  const seen = (node) => node.getClientRects().length && getComputedStyle(node).visibility !== "hidden";
  const targets = [...document.querySelectorAll("button, a, input, select, summary, [role=slider]")].filter(seen)
    .map((node) => [node, node.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.height, box.width) < target - 0.5)
    .map(([node, box]) => `${node.id || node.textContent} is ${Math.round(box.width)} x ${Math.round(box.height)}`);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const node = text.parentElement;
    if (text.data.trim() && seen(node) && !node.closest(".unseen, noscript, script, svg")
        && parseFloat(getComputedStyle(node).fontSize) < least) small.push(`“${text.data.trim()}” is too small`);
  }
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const cut = [...document.querySelectorAll("#main *, #bar *, #foot *, #page *")].filter(seen).filter((node) => {
    const box = node.getBoundingClientRect();
    return !node.closest(".unseen, select") && box.width && (box.right > innerWidth + 1 || box.left < -1);
  }).map((node) => `${node.id || node.className || node.tagName} leaves the page`);
  return [...targets, ...small, ...cut, ...(wide > 0 ? [`the page is ${wide} pixels too wide`] : [])];
}"""

STILL = """() => Promise.all(document.getAnimations()
  .filter((motion) => motion.effect.getComputedTiming().iterations !== Infinity)
  .map((motion) => motion.finished.catch(() => null))).then(() => null)"""

# Nothing of ours is in frames, or in style sheets that axe would have to fetch once more.
VIOLATIONS = """async () => (await axe.run(document, {
  resultTypes: ["violations"], preload: false, iframes: false, selectors: true,
})).violations.map(({id, impact, help, nodes}) => ({id, impact, help, nodes: nodes.map(({target}) => ({target}))}))"""


@contextlib.contextmanager
def room_of(folder: Path, preset: str = "90", first: str = "letters") -> Iterator[Served]:
    """A room at work with the real pages."""
    with served(folder, hub=Hub.begin(folder, Open(now_ms(), preset, 7, first))) as room:
        room.desk.doors.shelf = Shelf()
        yield room


@contextlib.contextmanager
def device(
    browser: Browser, size: tuple[int, int] = PHONE, theme: Literal["light", "dark"] = "light", **more: Any
) -> Iterator[BrowserContext]:
    """A device of a size: its own cookies, its own storage. An error on any of its pages fails the test."""
    wide, high = size
    touch = more.pop("has_touch", min(size) < 600)
    context = browser.new_context(
        viewport={"width": wide, "height": high}, color_scheme=theme, has_touch=touch, is_mobile=touch, **more
    )
    context.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    try:
        yield context
    finally:
        context.close()
    assert not errors, errors


def sit(context: BrowserContext, room: Served, name: str = "") -> Page:
    """Somebody opens the link, takes a seat, and is on their phone's page."""
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/j/{room.hub.code}")
    if name:
        page.get_by_label("What shall we call you?").fill(name)
    page.get_by_role("button", name="Sit down").click()
    expect(page.get_by_role("heading", name="You have a seat")).to_be_visible()
    return page


def faults(page: Page, text: int = LEAST_TEXT) -> list[str]:
    """What a reader with small fingers, weak eyes, or a screen reader would stumble over. text: its least size, px."""
    page.evaluate(STILL)  # a button that is changing its colour has none that could be judged
    found: list[str] = page.evaluate(SMALL_THINGS, [LEAST_TARGET, text])
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE)
    for fault in page.evaluate(VIOLATIONS):
        if fault["impact"] in ("serious", "critical", "moderate"):
            places = ", ".join(str(node["target"]) for node in fault["nodes"][:4])
            found.append(f"{fault['id']} ({fault['impact']}): {fault['help']}: {places}")
    return found


# Nothing under a finger moves when something arrives.

PLACES = """() => Object.fromEntries([...document.querySelectorAll("button, a, input, select, summary, [data-pick]")]
  .filter((node) => node.getClientRects().length && getComputedStyle(node).visibility !== "hidden")
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([node, box]) => box.top < innerHeight && box.bottom > 0)
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
        self._kept: list[Route] = []
        self._holds = True
        page.route(address, self._take)

    def _take(self, route: Route) -> None:
        if self._holds:
            self._kept.append(route)
        else:
            route.continue_()

    def hold(self) -> None:
        """Keeps back what is answered from now on."""
        self._kept, self._holds = [], True

    def let_go(self, shown: Locator) -> None:
        """Lets the answers through, until one of them is shown."""
        self._holds = False
        for route in self._kept:
            route.continue_()
        expect(shown).to_be_visible()
