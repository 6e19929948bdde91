"""The kit as Chromium prints it: a sheet a page, on A4 and on Letter, with nothing cut off."""

import re

import pytest
from playwright.sync_api import Browser

from game.workshop.kit.document import kit

CUT_OFF = """() => [...document.querySelectorAll(".sheet, .card, .tag, .strip, td, th")]
  .filter((part) => part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > part.clientWidth + 2)
  .map((part) => `${part.className || part.tagName}: ${part.textContent.trim().slice(0, 60)}`)"""
OUTSIDE = """() => [...document.querySelectorAll(".sheet")].flatMap((sheet) => {
  const edge = sheet.getBoundingClientRect();
  return [...sheet.querySelectorAll("p, td, th, li, svg.piece, .card, .tag, .box, .round, .blank")]
    .filter((part) => { const box = part.getBoundingClientRect();
      return box.right > edge.right + 0.5 || box.bottom > edge.bottom + 0.5 || box.left < edge.left - 1; })
    .map((part) => `${sheet.querySelector("h2").textContent}: ${part.textContent.trim().slice(0, 40)}`); })"""
SIZES = {"A4": (595, 842), "Letter": (612, 792)}
"""Points."""


@pytest.mark.slow
@pytest.mark.parametrize(("teams", "paper"), [(5, "A4"), (24, "Letter")])
def test_a_sheet_a_page_and_nothing_cut_off(browser: Browser, teams: int, paper: str) -> None:
    html = kit(teams, 1)
    page = browser.new_page()
    page.set_content(html)
    page.emulate_media(media="print")
    assert page.evaluate("document.fonts.ready.then((all) => [...all].every((face) => face.status === 'loaded'))")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OUTSIDE) == []
    printed = page.pdf(format=paper, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(boxes) == html.count('<section class="sheet')
    wide, high = SIZES[paper]
    assert all(abs(float(w) - wide) < 1.5 and abs(float(h) - high) < 1.5 for w, h in boxes)
    page.close()
