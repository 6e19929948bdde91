"""A player climbs: the ladder lies on the briefing of a level that was won, and the result goes up one rung."""

from __future__ import annotations

from pathlib import Path

import pytest

from game import bots
from game.session import play
from game.view.keeping import Keeping
from game.view.profile import Progress
from game.view.screens.briefing import Briefing
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.title.screen import TitleScreen
from tests.pilot import Pilot

GARAGE = "01-the-garage"


def test_the_ladder_is_not_there_before_two_stars(tmp_path: Path) -> None:
    Keeping(tmp_path).keep_progress(Progress({GARAGE: 1}))
    pilot = Pilot(tmp_path)
    pilot.click("level:0")
    assert isinstance(pilot.window.screen, Briefing)
    assert pilot.window.screen.ladder == ()
    assert not pilot.shows("brief-rung:level")


@pytest.mark.slow
def test_a_rung_is_chosen_played_kept_and_opens_the_next(tmp_path: Path) -> None:
    Keeping(tmp_path).keep_progress(Progress({GARAGE: 3}))
    pilot = Pilot(tmp_path)
    pilot.click("level:0")
    pilot.calm()
    briefing = pilot.window.screen
    assert isinstance(briefing, Briefing)
    first, second = briefing.ladder[1], briefing.ladder[2]
    assert first.open
    assert not second.open
    pilot.click(f"brief-rung:{first.rung}")
    assert pilot.window.screen is briefing, "the page stays where it is"
    assert briefing.level.rung == first.rung
    pilot.click("brief-rung:level")
    assert briefing.level.rung == ""
    pilot.window.stage.ui.set_focus(f"brief-rung:{first.rung}")
    pilot.press("space")
    assert briefing.level.rung == first.rung
    pilot.click("brief-start")
    pilot.calm()
    pilot.click("brief-start")
    pilot.calm()
    table = pilot.play
    session = table.table.session
    assert session.level.rung == first.rung
    assert first.title in table.frame.top.heading
    play(session, bots.leader("orders"), session.world.weeks - 1)
    pilot.press("n")
    pilot.until(lambda: isinstance(pilot.window.screen, DebriefScreen))
    kept = Keeping(tmp_path).progress()
    outcome = session.outcome()
    assert outcome is not None
    assert kept.stars == {GARAGE: 3}
    assert kept.rungs == {f"{GARAGE}/{first.rung}": outcome.stars}
    assert outcome.stars >= 2, "the orders bot climbs this rung"
    result = pilot.window.screen
    assert isinstance(result, DebriefScreen)
    result.show(result.debrief)
    pilot.game.close()
    again = Pilot(tmp_path)
    title = again.window.screen
    assert isinstance(title, TitleScreen)
    assert title.road.milestones[0].ladder == "1 rung of its ladder climbed."
    assert first.title.lower() in title.results[0].title
    again.click("level:0")
    briefing = again.window.screen
    assert isinstance(briefing, Briefing)
    assert briefing.ladder[2].open
