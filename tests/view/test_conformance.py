"""Every lever can be pulled in the window: a walk over the table that presses its way to an action of each.

`WAYS` says what to press, nothing else of the window is assumed. A lever that has no way there fails by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pygame
import pytest

from game import levels
from game.session import Session
from game.sim.actions import Action, Refusal
from game.sim.levers import LEVERS, RIGHTS
from game.sim.world import QUARTER_WEEKS
from game.view.app import Game
from game.view.cards.table import Tab
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.window import Route, Screen, Stage

EVERYTHING = f"""\
format: 1
title: Everything
people: 48
weeks: 60
organisation: {{team_size: 4, teams_per_department: 4}}
leader: {{discs: 10}}
money: {{cash: 200000}}
levers: [{", ".join(LEVERS)}]
values: {{offered: [ownership, candour, care, craft], declared: [candour]}}
events:
  - {{when: week 4, dilemma: the fair}}
"""
SIZE = (1600, 1000)


@dataclass(frozen=True)
class Way:
    """How an action of a lever is written.

    presses: keys of regions in turn, each with its value or None for the first that can be pressed. select, tab: what
    is chosen before. before: what the desk did in week 0. until: whether the session has come to where it can be done.
    screen: the one that holds the button, "play", "card" or "review".
    """

    presses: tuple[tuple[str, int | str | None], ...]
    select: str | None = None
    tab: Tab = "orders"
    before: tuple[Action, ...] = ()
    until: Callable[[Session], bool] = field(default=lambda session: session.week == 1)
    screen: str = "play"


WAYS: dict[str, Way] = {
    "order": Way((("side-order", None), ("petal", 1), ("card-send", None)), "team 0"),
    "visit": Way((("side-visit", None),), "team 0"),
    "order_department": Way((("side-order-department", None), ("side-job", 1), ("side-send", None))),
    "quota": Way((("side-quota", None), ("side-quota-product", 1), ("side-send", None)), "department 0"),
    "default": Way((("side-default", 1), ("side-send", None)), "desk"),
    "reporting": Way((("side-reporting", 2), ("side-send", None)), "desk"),
    "tag": Way((("side-new-tag", None), ("side-product", 0), ("side-send", None)), tab="incentives"),
    "rate": Way((("side-rate-step", 1), ("side-send", None)), tab="incentives"),
    "kpi": Way((("side-kpi", 1), ("side-send", None)), "department 0"),
    "kpi_company": Way((("side-figure", 1), ("side-send", None)), tab="incentives"),
    "short_pay": Way((("side-short-pay", None), ("side-send", None)), "desk"),
    "tools": Way((("side-tools-open", None), ("side-send", None)), tab="incentives"),
    "net": Way((("side-net-open", None), ("side-net", 1), ("side-send", None)), tab="incentives"),
    "order_company": Way((("side-order-everyone", None), ("side-job", 1), ("side-send", None))),
    "quota_company": Way((("side-quota", -1), ("side-quota-product", 1), ("side-send", None)), "desk"),
    "answer": Way((("dilemma-answer", None),), until=lambda session: bool(session.report.cards), screen="card"),
    "declare": Way((("side-declare", None), ("side-send", None)), tab="values"),
    "retire": Way((("side-retire", None), ("side-send", None)), tab="values"),
    "ritual": Way((("side-ritual", None), ("side-place", 0), ("side-send", None)), tab="values"),
    "rest": Way((("side-rest", None),), tab="values", before=(Action("ritual", 1, (0,)),)),
    "advert": Way((("advert", 0),), until=lambda session: session.week == QUARTER_WEEKS, screen="review"),
    "spotlight": Way((("side-spotlight", None), ("side-send", None)), "team 0"),
    "promote": Way((("side-promote", None), ("side-send", None)), "team 0", before=(Action("visit", 0),)),
    "tell": Way((("side-tell", None), ("side-direction", 0), ("side-send", None)), tab="values"),
    "retell": Way((("side-story", None), ("side-send", None)), tab="values", before=(Action("tell", -1, (0, 1)),),
                  until=lambda session: bool(session.report.stories)),
}  # fmt: skip
"""By lever. A new one: give it a control in `game/view/cards` or on a screen, and its way here."""


def missing_of_lever(lever: str) -> str:
    """What a lever lacks in the window before anything is pressed; "" where it has a way."""
    if lever in WAYS or lever in RIGHTS:
        return ""
    return (
        f"“{lever}” has no button: a player cannot pull it. Give it a control (a card in game/view/cards, with its key "
        f"in _SENDS or _WRITES of panels.py) and say what to press in WAYS of {__file__.rsplit('/', 1)[-1]}."
    )


def test_every_lever_has_a_way_and_no_way_leads_nowhere() -> None:
    missing = [told for lever in LEVERS if (told := missing_of_lever(lever))]
    assert not missing, "\n".join(missing)
    assert set(WAYS) <= set(LEVERS) - set(RIGHTS)
    assert "“dance” has no button" in missing_of_lever("dance")


def come_to(way: Way) -> Session:
    """A company of its own where the way can be gone."""
    session = Session(levels.read_text(EVERYTHING, "everything"))
    for action in way.before:
        answer = session.act(action)
        assert not isinstance(answer, Refusal), answer.text
    while not way.until(session):
        assert not session.over, "the way's “until” never comes"
        session.advance()
    return session


@dataclass
class Hand:
    """Presses what a screen shows, by the keyboard."""

    screen: Screen
    stage: Stage
    surface: pygame.Surface

    def look(self) -> None:
        self.stage.clock.advance(2.0)  # type: ignore[attr-defined]
        self.screen.tick(0.0)
        self.screen.paint(self.surface)

    def press(self, key: str, value: int | str | None) -> None:
        for _ in range(3):
            self.look()
        ui = self.stage.ui
        there = [region for region in (ui.region(ident) for ident in ui.order()) if region is not None]
        named = [region for region in there if region.key == key and (value is None or region.value == value)]
        ready = [region for region in named if region.enabled]
        why = f"it says {named[0].tip}" if named else f"there are {sorted({region.key for region in there})}"
        assert ready, f"“{key}” cannot be pressed: {why}"
        ui.set_focus(ready[0].ident)
        self.screen.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r"))
        self.look()


def hand_on(session: Session, way: Way) -> Hand:
    pygame.display.init()
    pygame.display.set_mode((64, 64), pygame.HIDDEN)
    stage, game = Stage(SIZE), Game(Keeping(None))
    play = Play(session, game)
    screen: Screen = play
    play.enter(stage)
    play.notes.current = None
    play.table.clock.pause()
    play.table.select(way.select)
    play.table.tab = way.tab
    if way.screen == "review":
        screen = ReviewScreen(game, play.table, lambda: Route(play), behind=play)
        screen.enter(stage)
    elif way.screen == "card":
        play.card = session.report.cards[0].index
    return Hand(screen, stage, pygame.Surface(SIZE).convert())


@pytest.mark.parametrize("lever", sorted(WAYS))
@pytest.mark.slow
def test_every_lever_can_be_pulled_in_the_window(lever: str) -> None:
    way = WAYS[lever]
    session = come_to(way)
    hand = hand_on(session, way)
    for key, value in way.presses:
        hand.press(key, value)
    assert [action.lever for action in session.pending] == [lever], (
        f"Pressing {', '.join(key for key, _ in way.presses)} led to {[str(action) for action in session.pending]}, "
        f"not to “{lever}”."
    )
