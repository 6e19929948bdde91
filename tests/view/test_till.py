"""The till under the top bar and on the desk's card: sums that add up, a line that ends where the words say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pygame
import pytest

from game import bots, levels
from game.session import Session, play
from game.sim.actions import Action
from game.sim.ledger import ONCE, TILL_LINES
from game.view.app import Game
from game.view.cards.till import lasting, sheet_tip
from game.view.keeping import Keeping
from game.view.screens.briefing import Briefing
from game.view.screens.play.screen import Play
from game.view.toolkit.accounts import _chart, paint_sheet
from game.view.toolkit.panel import Panel
from game.view.toolkit.sheet import SHEET_WIDTH, Entry
from game.view.window import Stage
from game.words import closing, till
from game.words.explain import calendar

ROOT = Path(__file__).resolve().parents[2]


def begun(name: str) -> Session:
    return Session(levels.read(ROOT / "levels" / f"{name}.yaml"), open_levers=True)


def number(written: str) -> int:
    return int(written.replace("−", "-").replace(",", "").replace("+", ""))


def test_the_sheet_adds_up_and_sets_apart_what_happened_once() -> None:
    session = play(begun("05-the-house"), bots.leader("orders"), 12)
    session.act(Action("tools"))
    session.advance()
    report = session.report
    tip = sheet_tip(report)
    assert tip.sheet is not None
    entries, (whole, running) = tip.sheet.entries, tip.sheet.sums
    assert sum(number(entry.written) for entry in entries) == number(whole.written)
    assert number(whole.written) == round(report.books[-1].change / 100)
    once = [entry for entry in entries if entry.mark]
    assert [entry.words for entry in once] == ["Tools bought"]
    assert number(running.written) == number(whole.written) - number(once[0].written)
    assert "tools bought (−12,000)" in tip.text
    curve = tip.sheet.curve
    assert curve.past[0] == (0, report.world.cash_cents)
    assert curve.past[-1] == (report.week, report.cash_cents)
    assert curve.once == ((13, report.books[-1].cash_cents),)
    assert any("tools bought −12,000 (wk 13)" in entry.words for entry in tip.sheet.below)
    assert [y for x, y in curve.past] == [report.world.cash_cents, *(week.cash_cents for week in report.books)]


@pytest.mark.parametrize("money", ["{cash: 0, wage: 0, fixed: 0}", "{cash: 0, wage: 90000}"])
def test_a_company_that_never_had_a_coin_has_a_sheet_too(money: str) -> None:
    text = f"format: 1\ntitle: T\npeople: 2\nproducts: [tea]\nlevers: [visit]\nmoney: {money}\n"
    report = play(Session(levels.read_text(text, "broke")), bots.leader("idle"), 1).report
    assert report.cash_cents <= 0
    sheet = sheet_tip(report).sheet
    assert sheet is not None
    assert sheet.curve.up[0][0] == 0.0
    assert len(sheet.curve.up) >= 2
    chart = _chart(sheet.curve)
    assert all(level >= 0.0 for line in chart.lines for level in line.y), "what is drawn ends at the ground"
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    ui = Stage((1280, 720)).ui
    ui.begin(pygame.Surface((1280, 720)).convert())
    ui.panel("sheet", (0, 0, SHEET_WIDTH, 600), (), lambda p: paint_sheet(p, sheet, 40.0))
    ui.end()


def test_before_the_first_week_there_is_no_sheet_but_words() -> None:
    tip = sheet_tip(begun("04-the-floor").report)
    assert tip.sheet is None
    assert "Nothing has come in yet" in tip.text
    assert "no star is left" in tip.text


def test_the_fan_meets_the_ground_in_the_week_that_the_warning_names() -> None:
    session = play(begun("04-the-floor"), bots.leader("idle"), 12)
    report = session.report
    tip = sheet_tip(report)
    assert tip.sheet is not None
    gone = report.week + report.runway.soonest
    assert tip.sheet.curve.ends == (gone + 1, f"wk {calendar(gone)}")
    assert tip.sheet.curve.low[-1] == (gone + 1, 0.0)
    assert tip.sheet.below[0].words.startswith(f"Empty in week {calendar(gone)}")
    while not session.over:
        session.advance()
    assert abs(session.week - 1 - gone) <= 2
    calm = play(begun("04-the-floor"), bots.leader("mixed"), 40).report
    safe = sheet_tip(calm).sheet
    assert safe is not None
    assert (safe.curve.ends, safe.below[0].words) == (None, "Lasts to the end")
    for words, said in (
        ("11 weeks", "Lasts 11 weeks more"), ("11 to 14 weeks", "Lasts 11 to 14 weeks more"),
        ("45 weeks or more", "Lasts 45 weeks or more"), ("less than a week", "Lasts less than a week"),
    ):  # fmt: skip
        assert lasting(words) == said
    assert safe.curve.low[-1][0] == safe.curve.high[-1][0] == calm.world.weeks
    assert (safe.curve.across[0], safe.curve.across[-1]) == ((0.0, "1"), (52.0, "52"))


def test_the_words_of_every_line_are_read_whole_beside_large_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    full = sheet_tip(play(begun("04-the-floor"), bots.leader("idle"), 9).report).sheet
    short, drawn = list[str](), Panel.text
    assert full is not None
    entries = tuple(
        Entry(till.TILL_ICONS[name], words, "−450,000", False, "once" if name in ONCE else "")
        for name, words in TILL_LINES.items()
    )  # fmt: skip

    def listened(self: Panel, x: float, y: float, string: str, **options: Any) -> float:
        font = {name: options[name] for name in ("weight", "family") if name in options}
        if "width" in options and self.measure(string, options["size"], **font) > options["width"]:
            short.append(string)
        return drawn(self, x, y, string, **options)

    monkeypatch.setattr(Panel, "text", listened)
    ui = Stage((1280, 720)).ui
    ui.begin(pygame.Surface((1280, 720)).convert())
    ui.panel("sheet", (0, 0, SHEET_WIDTH, 600), (), lambda p: paint_sheet(p, replace(full, entries=entries), 40.0))
    ui.end()
    assert short == []


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1024, 768), 1.5), ((640, 400), 1.0)])
def test_the_sheet_lies_within_the_window(size: tuple[int, int], scale: float) -> None:
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    session = play(begun("04-the-floor"), bots.leader("idle"), 9)
    stage, screen = Stage(size, ui_scale=scale), Play(session, Game(Keeping(None)))
    screen.enter(stage)
    screen.notes.current, screen.card = None, None
    screen.table.clock.pause()
    surface = pygame.Surface(size).convert()
    for _ in range(3):
        stage.clock.advance(2.0)  # type: ignore[attr-defined]
        screen.paint(surface)
        if stage.ui.focus != "bar-cash":
            stage.ui.set_focus("bar-cash")
    place = stage.ui.tip_shown()
    assert place is not None
    assert pygame.Rect(0, 0, *size).contains(place)


def test_a_briefing_says_what_ruin_does_to_the_stars(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    paragraph = Panel.paragraph

    def listened(self: Panel, x: float, y: float, width: float, string: str, **options: object) -> float:
        said.append(string)
        return paragraph(self, x, y, width, string, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Panel, "paragraph", listened)
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    level = begun("02-two-pizzas").level
    game = Game(Keeping(None))
    screen, stage = Briefing(level, lambda bet: Play(Session(level), game), lambda: game.title()), Stage((1280, 720))
    screen.enter(stage)
    screen.paint(pygame.Surface((1280, 720)).convert())
    assert closing.RUIN in said
    assert "all stars are lost" in closing.RUIN
