"""A torn flag says over what, since when and what mends it; banners and the compass answer the hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.session import Session
from game.sim.desk.reports import Card, Report
from game.sim.values import INSIST, SEEK
from game.view.screens.play.screen import Play
from game.words.torn import REMEMBERED_WEEKS, torn_over, torn_sentence
from tests import screens
from tests.drawn import Records
from tests.screens import State, Viewer
from tests.view.test_panels import desk_of

LEVEL = screens.level("04-the-floor")


def torn(week: int, *cards: Card, share: float = 1.0) -> Report:
    """A report in which so many people of department 1 are torn, after these cards."""
    report = Session(LEVEL, 1).report
    stance = np.array(report.stance)
    mine = report.department == 1
    stance[mine, 3] = np.rint(share * stance[mine].sum(axis=1)).astype(np.int64)
    stance[mine, :3] = 0
    return replace(report, week=week, cards=cards, stance=stance)


def card(verb: int, due: int, *, settled: bool = True) -> Card:
    return Card(index=0, department=1, product=0, dealt=due - 3, until=due + 2, verb=verb, due=due, settled=settled)


def test_what_was_insisted_on_is_named_with_its_week_and_what_mends_it() -> None:
    teams = [int(team) for team in np.flatnonzero(torn(22).department == 1)]
    said = torn_sentence(LEVEL, torn(22, card(INSIST, 19)), teams)
    assert said.startswith("Torn over “")
    assert "since week 20" in said
    assert "trust" in said
    assert torn_over(LEVEL, torn(22, card(INSIST, 19)), 0) == [], "another department has nothing against it"
    assert torn_over(LEVEL, torn(22, card(SEEK, 19)), 1) == [], "what was talked over leaves little"
    assert torn_over(LEVEL, torn(19 + REMEMBERED_WEEKS, card(INSIST, 19)), 1) == []
    waits = torn_over(LEVEL, torn(20, card(-1, 20, settled=False)), 1)
    assert [found.mends for found in waits] == ["It waits for your answer."]
    assert torn_sentence(LEVEL, torn(22, card(INSIST, 19), share=0.0), teams) == ""


@pytest.mark.parametrize("selected", ["department 1", "team {}"])
def test_the_cards_of_a_department_and_of_a_team_say_over_what(selected: str) -> None:
    session, report = Session(LEVEL, 1), torn(22, card(INSIST, 19))
    desk, records = desk_of(session, (1280, 1600)), Records()
    desk.table.truth, desk.table._true = True, (session.report, report)
    desk.table.select(selected.format(int(np.flatnonzero(report.department == 1)[0])))
    with records.watching():
        desk.frame()
    words = " ".join(word.shown for kept in desk.ui._shown.panels.values() for word in records.on(kept._content))
    assert "Torn over" in words
    assert "since week 20" in words


def test_a_banner_says_how_it_stands_and_opens_the_tab_of_values() -> None:
    viewer, session = Viewer(), Session(screens.level("07-the-following"), 1)
    shown = viewer.draw(State("following", lambda: Play(session, screens.game())), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    viewer.stage.ui.lower_shields()
    shown.notes.current = None
    shown.paint(viewer.surface)
    region = viewer.stage.ui.region("bar-banner:0")
    assert region is not None
    assert region.tip is not None
    assert "commitment" in region.tip.text
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        shown.event(pygame.event.Event(kind, pos=region.rect.center, button=1))
    assert shown.table.tab == "values"
