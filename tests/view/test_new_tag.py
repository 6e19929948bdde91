"""What a new tag is proposed for, that its form is in view, and that the bar says by how much the cash moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game import bots
from game.levels import read_text
from game.session import Session, play
from game.sim.actions import Action
from game.sim.desk.books import Till
from game.sim.desk.notes import Tag
from game.sim.desk.ordinary import outlook
from game.sim.ledger import TILL_LINES
from game.view.cards.counting import Counting
from game.view.cards.incentives import proposed
from game.view.cards.till import sheet_tip
from game.view.screens.play.screen import Play
from game.view.screens.play.top import _stat
from game.view.toolkit.panel import Panel, Tip
from game.view.window import Stage
from game.words import bars, till
from game.words.figures import Figure
from game.words.news import week_news
from tests import screens


def begun(weeks: int = 0) -> Session:
    session = Session(screens.level("04-the-floor"), open_levers=True)
    return play(session, bots.leader("idle"), weeks) if weeks else session


def test_a_tag_is_proposed_for_what_is_owed_most_and_has_none() -> None:
    report = begun().report
    goods = range(len(report.world.products))
    owed = np.zeros(len(goods))
    owed[[0, 1, 3]] = 30.0, 900.0, 400.0
    owing = replace(report, backlog=owed)
    tag = Action("tag", 1, (2, 6))
    assert proposed(owing, (), goods) == 1
    assert proposed(owing, (tag,), goods) == 3
    assert proposed(replace(owing, tags=(Tag(1, 2, 12), Tag(3, 2, 12))), (), goods) == 0
    assert proposed(owing, (tag,), [1]) == 1, "at its own market it is the one"


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.5), ((1024, 500), 1.0)])
def test_the_form_of_a_new_tag_is_scrolled_into_view(size: tuple[int, int], scale: float) -> None:
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    stage, screen = Stage(size, ui_scale=scale), Play(begun(6), screens.game())
    screen.enter(stage)
    screen.notes.current, screen.card = None, None
    screen.table.clock.pause()
    surface = pygame.Surface(size).convert()
    screen.paint(surface)
    screen.moves._tag()
    for _ in range(3):
        stage.clock.advance(2.0)  # type: ignore[attr-defined]
        screen.paint(surface)
    tabs = stage.ui.region("side-tab:incentives")
    assert tabs is not None
    for ident in (f"side-product:{screen.table.draft.target}", "side-send:tag"):  # type: ignore[union-attr]
        region = stage.ui.region(ident)
        assert region is not None
        assert tabs.rect.bottom <= region.rect.top < region.rect.bottom <= size[1], ident


def drawn_in_the_bar(figure: Figure, width: float, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of one figure of the bar where it has so much room."""
    said: list[str] = []
    text = Panel.text

    def listened(self: Panel, x: float, y: float, string: str, **options: object) -> float:
        said.append(string)
        return text(self, x, y, string, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Panel, "text", listened)
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    stage = Stage((1280, 720))
    ui = stage.ui
    ui.begin(pygame.Surface((1280, 720)).convert(), 0.0)
    tip, counting = Tip("", ""), Counting()
    ui.panel("bar", (0.0, 0.0, 600.0, 52.0), width, lambda p: _stat(p, figure, (10.0, width), True, tip, counting))
    ui.end()
    return said


@pytest.mark.parametrize("width", [76.0, 90.0, 200.0])
def test_where_cash_moved_the_bar_says_by_how_much_before_what_it_is(
    width: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = replace(bars.stats(begun(2).report)[0], change=-1250, worry=False, names=("Cash",))
    said = drawn_in_the_bar(figure, width, monkeypatch)
    assert any(words in said for words in figure.moved), said
    assert ("Cash" in said) == (width > 120)


def test_where_the_till_is_short_it_is_said_that_wages_can_be_held_back_if_they_can() -> None:
    report = begun(4).report
    short = replace(report, cash_cents=1, books=tuple(
        Till(n, tuple(-90_000 if name == "wages" else 0 for name in TILL_LINES), 1) for n in range(report.week)
    ))  # fmt: skip
    assert outlook(short).short(short)
    assert "short_pay" in short.levers
    assert "held back" in bars.stats(short)[0].told.text
    assert "held back" in sheet_tip(short).text
    closed = replace(short, levers=tuple(name for name in short.levers if name != "short_pay"))
    assert "held back" not in bars.stats(closed)[0].told.text
    assert till.remedy(replace(short, cash_cents=10**9)) == ""


def test_that_nothing_lands_in_time_any_more_is_said_once() -> None:
    session = Session(read_text(
        "format: 1\ntitle: Short\npeople: 40\nweeks: 20\norganisation: {teams_per_department: 4}\n"
        "levers: [order]\npolicy: {default: choose}\n", "short",
    ), 3)  # fmt: skip
    told = []
    while not session.over:
        before = session.report
        after = session.advance()
        told += [
            (after.week, item.text) for item in week_news(session.level, before, after, (), (), frozenset())
            if item.kind == "too late"
        ]  # fmt: skip
    assert session.week == session.world.weeks
    travels = session.world.letter_weeks
    assert [week for week, _ in told] == [session.world.weeks - travels]
    assert travels > 0
    assert f"letters need {'1 week' if travels == 1 else f'{travels} weeks'}" in told[0][1]
