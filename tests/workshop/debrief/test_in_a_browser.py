"""The kept file and the facilitator's buttons in a real browser: on a screen, on paper, and for a screen reader."""

from __future__ import annotations

import argparse
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from game.workshop.debrief.command import run
from game.workshop.debrief.options import add_options
from tests.workshop.debrief.test_command import kept_room, saved
from tests.workshop.debrief.test_keeping import played
from tests.workshop.devices import LAPTOP, PHONE, device, faults, room_of

SHEETS = {"A4": (297 - 24, 210 - 24), "Letter": (279.4 - 24, 215.9 - 24)}
"""By format: what a sheet across has within its margins, in millimetres."""
PIXELS = 96 / 25.4
"""In a millimetre, as browsers count."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The debrief of a room and of two saved games."""
    folder = tmp_path_factory.mktemp("kept")
    kept_room(folder / "workshop")
    for leader in ("orders", "mixed"):
        saved(folder / f"{leader}.headcount", leader)
    out = folder / "evening.html"
    words = [str(folder), "--out", str(out)]
    assert run(add_options(argparse.ArgumentParser()).parse_args(words)) == 0
    return out


@pytest.mark.slow
@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_the_file_reads_well_on_any_screen(browser: Browser, file: Path, size: tuple[int, int]) -> None:
    asked: list[str] = []
    with device(browser, size, "dark") as screen:
        page = screen.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        for summary in page.locator("summary").all():
            summary.click()
        expect(page.get_by_role("table").first).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert faults(page, 12) == []
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []


@pytest.mark.slow
@pytest.mark.parametrize("paper", SHEETS)
def test_every_page_fits_one_sheet(browser: Browser, file: Path, paper: str) -> None:
    wide, high = (PIXELS * side for side in SHEETS[paper])
    with device(browser, (int(wide), int(high))) as sheet:
        page = sheet.new_page()
        page.goto(file.as_uri())
        page.emulate_media(media="print")
        heights = page.evaluate(
            "() => [...document.querySelectorAll('.page')].map((page) => page.getBoundingClientRect().height"
            " + (page.previousElementSibling.matches('.part') ? page.previousElementSibling.clientHeight + 20 : 0))"
        )
        assert len(heights) > 8
        assert max(heights) <= high
        printed = page.pdf(format=paper, prefer_css_page_size=True)
        parts = page.locator(".part:not(#proof)").count()
        sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
        assert sheets == page.locator(".page").count() + 2, f"{parts} parts, the cover, the pages and the proofs"


@pytest.mark.slow
def test_the_facilitator_takes_everything_home(browser: Browser, tmp_path: Path) -> None:
    with room_of(tmp_path / "room", "60") as room, device(browser, LAPTOP, accept_downloads=True) as laptop:
        host = laptop.new_page()
        host.goto(f"http://127.0.0.1:{room.port}/host/{room.invitation.host}")
        expect(host.get_by_role("heading", name="Rounds")).to_be_visible()
        expect(host.get_by_role("heading", name="Keep")).to_have_count(0)
        played(room, 2)
        host.get_by_label("What stands between the table’s cells").select_option("semicolon")
        things = {"The debrief": "debrief.html", "The table": "table.csv", "The saved games": "games.zip"}
        for words, ending in things.items():
            with host.expect_download() as taken:
                host.get_by_role("link", name=words).click()
            assert taken.value.suggested_filename.endswith(ending)
            taken.value.save_as(tmp_path / ending)
        assert "Who waited" in (tmp_path / "debrief.html").read_text(encoding="utf-8")
        assert ";team;" in (tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert zipfile.ZipFile(tmp_path / "games.zip").namelist() == ["letters.headcount"]
