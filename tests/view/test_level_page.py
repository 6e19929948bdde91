"""The page before a level: what has to be decided on it is seen, and it says whose company it is."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game import levels
from game.levels import generated
from game.session import Session
from game.view import pictures, window
from game.view.app import Game
from game.view.keeping import Keeping
from game.view.screens.briefing import Briefing
from game.view.screens.play.screen import Play
from game.view.toolkit.ui import Hit
from tests.drawn import Records

LEVELS = Path(__file__).resolve().parents[2] / "levels"
NAMES = ("01-the-garage", "05-the-house", "08-the-aim")


def page(name: str, size: tuple[int, int], scale: float) -> Briefing:
    out = Game(Keeping(None)).briefing(levels.read(LEVELS / f"{name}.yaml"))
    assert isinstance(out, Briefing)
    window.render(out, size, scale)
    return out


def in_sight(screen: Briefing, ident: str) -> bool:
    ui = screen.stage.ui
    region, card = ui.region(ident), ui.place_of("brief")
    return region is not None and card is not None and card.contains(region.rect)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1280, 720), 1.5), ((1280, 720), 2.0)])
def test_every_answer_of_the_bet_is_seen_without_scrolling(name: str, size: tuple[int, int], scale: float) -> None:
    screen = page(name, size, scale)
    assert screen.level.bet is not None
    last = len(screen.level.bet.answers) - 1
    assert in_sight(screen, "brief-bet:0")
    assert in_sight(screen, f"brief-bet:{last}")


def test_who_has_read_on_and_opens_the_week_is_shown_the_bet_first() -> None:
    screen = page("05-the-house", (1280, 720), 2.0)
    surface = pygame.Surface((1280, 720))
    screen.event(pygame.event.Event(pygame.MOUSEMOTION, pos=(640, 500), rel=(1, 0), buttons=(0, 0, 0)))
    for _ in range(9):
        screen.event(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-3, precise_x=0.0, precise_y=-3.0))
        screen.paint(surface)
    assert not in_sight(screen, "brief-bet:0")
    start = screen.stage.ui.region("brief-start")
    assert start is not None
    assert screen.follow(Hit("brief-start")) is None
    for _ in range(2):
        screen.paint(surface)
    assert in_sight(screen, "brief-bet:0")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_says_whose_company_it_is(scale: float) -> None:
    records = Records()
    with records.watching():
        screen = page("06-the-merger", (1280, 720), scale)
    said = [word.shown for kept in screen.stage.ui._shown.panels.values() for word in records.on(kept._content)]
    assert any(screen.level.company in words for words in said)


def test_the_page_of_the_days_game_says_so() -> None:
    made = generated.choice("day:2026-03-02")
    records = Records()
    with records.watching():
        screen = Game(Keeping(None)).briefing(generated.level(made))
        assert isinstance(screen, Briefing)
        window.render(screen, (1280, 720), 1.0)
    said = [word.shown for kept in screen.stage.ui._shown.panels.values() for word in records.on(kept._content)]
    assert any("The game of 2 March 2026" in words for words in said)


@pytest.mark.parametrize(("what", "scale"), [("department 0", 1.0), ("market 1", 2.0), ("team 2", 2.0)])
def test_a_picture_shows_the_card_of_what_it_selects(what: str, scale: float) -> None:
    session = Session(levels.read(LEVELS / "02-two-pizzas.yaml"), 1)
    screen, seconds = pictures._picture_of(Game(Keeping(None)), session, "play", what)
    assert isinstance(screen, Play)
    window.render(screen, (1280, 720), scale, seconds=seconds)
    assert screen.table.compact == (scale > 1.0)
    assert screen.table.left is not None
    assert screen.table.selected == what
