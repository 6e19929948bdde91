"""Watching a game: it goes as it went, nobody else decides in it, the dial goes anywhere, and nothing is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game import bots
from game.debrief import Debrief, Leader
from game.others import led
from game.session import Session, play
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.watching import BEGINS, SHUT, YOU, Watching
from game.view.stage import Route
from game.yardsticks import standing
from tests.drawn import lettered
from tests.pilot import Pilot
from tests.screens import State, Viewer, game, level

pytestmark = pytest.mark.slow


@pytest.fixture
def pilot(tmp_path: Path) -> Pilot:
    return Pilot(tmp_path)


def watch(pilot: Pilot, session: Session, who: str) -> Watching:
    pilot.window._go(Route(Watching(pilot.game, session, who, lambda: pilot.game.result_of(session))))
    screen = pilot.window.screen
    assert isinstance(screen, Watching)
    within(pilot, lambda: screen.decisions is not None and not screen.scrubber.busy)
    return screen


def within(pilot: Pilot, holds: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        pilot.step(0.01)
        time.sleep(0.01)  # another process is at it: frames without a pause would only take its time


def week_by_week(pilot: Pilot, screen: Watching, week: int) -> None:
    screen.table.clock.run(4)
    pilot.until(lambda: screen.table.session.week >= week)
    screen.table.clock.pause()


def go_to(pilot: Pilot, screen: Watching, week: int) -> None:
    pilot.step()
    screen.dial = week + 1
    pilot.step()
    pilot.click("watch-jump")
    within(pilot, lambda: screen.table.session.week == week)


def go_by_keys(pilot: Pilot, screen: Watching, week: int) -> None:
    while screen.dial != week + 1:
        pilot.press("page up" if screen.dial > week + 1 else "page down")
    pilot.press("return")
    within(pilot, lambda: screen.table.session.week == week)


@pytest.mark.parametrize("who", [YOU, "idle"])
def test_it_goes_as_it_went_and_the_dial_leads_anywhere(pilot: Pilot, who: str) -> None:
    own = play(Session(level("01-the-garage")), bots.leader("orders"))
    as_it_went = own if who == YOU else led(own.level, own.seed, None, who)
    screen = watch(pilot, own, who)
    assert screen.table.session.week == 0
    assert screen.table.session.pending == as_it_went.log[0]
    week_by_week(pilot, screen, 5)
    assert screen.table.session.log[:5] == as_it_went.log[:5]
    go_to(pilot, screen, 20)
    assert screen.table.session.log == as_it_went.log[:20]
    assert screen.table.session.pending == as_it_went.log[20]
    assert screen.table.session.told == as_it_went.told[:20]
    go_by_keys(pilot, screen, 2)
    assert screen.table.session.told == as_it_went.told[:2]
    week_by_week(pilot, screen, 4)
    assert screen.table.session.log == as_it_went.log[:4]
    assert pilot.game.keeping.games() == []


def test_nobody_decides_who_watches(pilot: Pilot) -> None:
    own = play(Session(level("01-the-garage")), bots.leader("orders"))
    screen = watch(pilot, own, YOU)
    before = screen.table.session.pending
    pilot.press("o")
    assert screen.table.draft is None
    pilot.press("z")
    assert screen.table.session.pending == before
    assert screen.table.notice is not None
    assert screen.table.notice.text == SHUT
    assert before
    assert not pilot.shows("side-undo")
    pilot.click(f"team {before[0].target}")
    ui = screen.stage.ui
    offered = [region for key in ("side-order", "side-visit") if (region := ui.region(f"{key}:{before[0].target}"))]
    assert len(offered) == 2
    assert all(not region.enabled and region.tip is not None and region.tip.text == SHUT for region in offered)
    pilot.click("bar-menu")
    assert screen.menu is not None
    assert not pilot.shows("menu-rewind:0")
    assert not pilot.shows("menu-save")


def test_from_the_result_a_leader_is_watched_and_the_way_leads_back(pilot: Pilot) -> None:
    own = play(Session(level("01-the-garage")), bots.leader("orders"))
    route = pilot.game.to_result(own)
    assert isinstance(route, Route)
    result = route.screen
    assert isinstance(result, DebriefScreen)
    result.show(Debrief(1.0, leaders=(Leader("orders", standing(led(own.level, own.seed, None, "orders"), "orders")),)))
    pilot.window._go(Route(result))
    pilot.calm()
    pilot.click("leader:orders")
    screen = pilot.window.screen
    assert isinstance(screen, Watching)
    pilot.step()
    pilot.click("watch-close")
    back = pilot.window.screen
    assert isinstance(back, DebriefScreen)
    assert back.session is own
    back.show(result.debrief)
    pilot.calm()
    pilot.click("leader:you")
    screen = pilot.window.screen
    assert isinstance(screen, Watching)
    assert screen.who == YOU
    go_to(pilot, screen, own.world.weeks - 1)
    screen.table.clock.run(4)
    pilot.until(lambda: not isinstance(pilot.window.screen, Watching))
    assert isinstance(pilot.window.screen, DebriefScreen)
    pilot.window.screen.show(result.debrief)


def test_before_the_first_week_it_says_that_one_only_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    session = play(Session(level("01-the-garage")), bots.leader("orders"), 2)
    lines = lettered(monkeypatch)
    Viewer().draw(State("watching", lambda: Watching(game(), session, YOU, game().title)), (1280, 720), 1.0)
    assert BEGINS in lines
    assert not [line for line in lines if "press O" in line or "write one" in line or "Undo" in line]
