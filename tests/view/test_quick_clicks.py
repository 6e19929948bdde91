"""Quick clicks at one place: each of those meant for a stepper counts, and none takes back what the one before did."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from tests.pilot import Pilot

pytestmark = pytest.mark.slow


def clicks(pilot: Pilot, ident: str, times: int) -> None:
    """Clicks where something is, also when it is no longer there."""
    pilot.calm()
    pilot.click(ident)
    for _ in range(times - 1):
        pilot.step(0.1)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            place = pilot.window.stage.ui.mouse
            pygame.event.post(pygame.event.Event(kind, pos=place, button=1, touch=False))
            pilot.step()


def test_quick_clicks_on_the_cards_of_a_house(tmp_path: Path, root: Path) -> None:
    pilot = Pilot(tmp_path, root / "levels" / "05-the-house.yaml")
    pilot.press("1", "return")
    pilot.calm()
    while pilot.shows("hint-read"):
        pilot.press("h")
    table = pilot.play.table

    table.select("department 1")
    clicks(pilot, "side-kpi:0", 2)
    assert pilot.shows("side-send:kpi"), "the second half of a double click put the change of a figure away"
    clicks(pilot, "side-kpi:0", 1)
    assert not pilot.shows("side-send:kpi"), "a click of its own puts it away"

    clicks(pilot, "side-quota:1", 1)
    pilot.calm()
    pilot.window.stage.ui.bring("side-send:quota")
    clicks(pilot, "side-quota-product:0", 1)
    assert table.draft is not None
    table.draft.amount[1] = 1
    table.revision += 1
    clicks(pilot, "side-quota-pieces:1", 3)
    assert table.draft.amount[1] == 4
    clicks(pilot, "side-quota-pieces:-1", 2)
    assert table.draft.amount[1] == 2
    pilot.window.stage.ui.set_focus("side-quota-pieces:1")
    pilot.press("return", "return")
    assert table.draft.amount[1] == 4, "the keyboard stays on the button that it presses"

    table.put_away()
    pilot.calm()
    pilot.click("team 20")
    pilot.press("1")
    clicks(pilot, "card-send", 2)
    assert len(table.pending) == 1
    assert table.selected == "team 20", "the second half of a double click has put the selection away"
    pilot.game.close()
