"""What hangs at a market answers the hand as its market does, and the market says what it is."""

from __future__ import annotations

import pygame

from game.session import Session
from game.view.screens.play.screen import Play
from tests import screens
from tests.screens import State, Viewer


def test_a_pill_says_what_may_come_and_opens_its_market() -> None:
    viewer, session = Viewer(), Session(screens.level("03-the-corridor"), 1)
    shown = viewer.draw(State("corridor", lambda: Play(session, screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    viewer.stage.ui.lower_shields()
    shown.notes.current = None
    shown.paint(viewer.surface)
    board = shown.frame.board
    rumour = session.report.rumours[0]
    market = session.level.product_market[rumour.product]
    pill = board.still.place_of(f"pill {market} 0")
    assert pill is not None
    region = viewer.stage.ui.region(f"market {market}")
    assert region is not None
    assert not region.rect.collidepoint(pill.center), "it hangs beside its market"
    assert region.holds(pill.center)
    assert region.tip is not None
    assert f"Of a hundred such rumours {100 * rumour.odds:.0f} come true" in region.tip.text
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        shown.event(pygame.event.Event(kind, pos=pill.center, button=1))
    assert shown.table.chosen("market") == market
