"""A pilot walks by Tab alone through the screens of a game: every control once, in reading order, at UI 1 and 2."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game import bots
from game.session import play
from game.sim.world import QUARTER_WEEKS
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from tests.pilot import Pilot

pytestmark = pytest.mark.slow


def walk(pilot: Pilot) -> int:
    """Presses Tab once for every control of the screen; returns how many there are."""
    ui = pilot.window.stage.ui
    pilot.calm()
    assert ui.twice() == []
    ui.set_focus(None)
    order, seen = list(ui.order()), []
    tab = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode="\t", scancode=0)
    for _ in order:
        pygame.event.post(tab)
        pilot.step()
        seen.append(ui.focus)
    start = order.index(str(seen[0]))
    assert seen == order[start:] + order[:start], type(pilot.window.screen).__name__
    pilot.press("tab")
    assert ui.focus == seen[0], "after the last one it begins again"
    ui.set_focus(None)
    return len(order)


def to_week(pilot: Pilot, week: int) -> None:
    """Leads until the last week before it unseen; that one passes by its key."""
    session = pilot.play.table.session
    play(session, bots.leader("mixed"), week - 1)
    pilot.play.notes.current = None
    pilot.step()
    pilot.press("n")
    pilot.until(lambda: session.week == week and not isinstance(pilot.window.screen, Play))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_tab_visits_every_control_of_every_screen_once(tmp_path: Path, scale: float) -> None:
    pilot = Pilot(tmp_path)
    pilot.game.change(replace(pilot.game.settings, ui_scale=scale))
    pilot.step()
    assert walk(pilot) >= 5, "the title"
    pilot.press("c")
    pilot.calm()
    assert walk(pilot) >= 3, "the briefing"
    pilot.press("2", "return")
    pilot.calm()
    walked = walk(pilot)
    assert walked >= 20, "the table, with its first note"
    pilot.click("bar-menu")
    assert walk(pilot) >= 10, "the menu"
    for page in ("menu-keys", "menu-notes", "menu-save"):
        pilot.click(page)
        walk(pilot)
        pilot.click("menu-close")
    pilot.click("menu-close")
    if scale == 1.0:
        return  # reviews and results are walked at this size in test_drawn.py
    to_week(pilot, QUARTER_WEEKS)
    assert isinstance(pilot.window.screen, ReviewScreen)
    walk(pilot)
    pilot.click("open")
    pilot.calm()
    to_week(pilot, 2 * QUARTER_WEEKS)
    pilot.until(lambda: not isinstance(pilot.window.screen, Play))
    assert isinstance(pilot.window.screen, DebriefScreen)
    assert walk(pilot) >= 5, "the result"
