"""The news strip says what is so now; what was last week is gone from it, or has its date."""

from __future__ import annotations

import pygame

from game.session import Session
from game.sim.actions import Action
from game.view.screens.play.screen import Play
from game.words.newsline import News, last_weeks
from tests import screens
from tests.drawn import Records
from tests.screens import State, Viewer


def strip(viewer: Viewer, shown: Play) -> list[str]:
    """What the strip says now, line by line."""
    records = Records()
    with records.watching():
        shown.table.revision += 1
        shown.paint(viewer.surface)
    (foot,) = [kept for key, kept in viewer.stage.ui._shown.panels.items() if key == "bar-foot"]
    return [word.meant for word in records.on(foot._content)]


def test_the_line_of_a_visit_is_gone_a_week_later() -> None:
    viewer, session = Viewer(), Session(screens.level("01-the-garage"))
    shown = viewer.draw(State("garage", lambda: Play(session, screens.game())), (3440, 1000), 1.0)
    assert isinstance(shown, Play)
    session.act(Action("visit", 1))
    shown._week_ends()
    told = "You have seen what Ben can do."
    shown.ticker.fresh = [item for item in shown.ticker.fresh if item.text == told]
    assert told in strip(viewer, shown)
    shown._week_ends()
    assert not [words for words in strip(viewer, shown) if "You have seen" in words]


def test_an_event_of_last_week_has_its_date_and_what_was_a_matter_of_course_has_no_line() -> None:
    event = News("fire", "fire", "Something burns.", weight=2, brief="Fire")
    course = News("disc", "x", "A disc is back.")
    assert [(item.text, item.brief) for item in last_weeks([event, course])] == [
        ("Last week: Something burns.", "Last week: Fire")
    ]


def test_a_key_of_time_says_on_an_open_card_why_no_week_runs() -> None:
    viewer = Viewer()
    shown = viewer.draw(screens.states("04-the-floor")["04-the-floor card"], (1280, 720), 1.0)
    assert isinstance(shown, Play)
    viewer.stage.ui.lower_shields()
    for key, letter in ((pygame.K_n, "n"), (pygame.K_e, "e"), (pygame.K_PERIOD, ".")):
        shown.table.notice = None
        shown.paint(viewer.surface)
        assert viewer.stage.ui.place_of("dilemma-said") is None
        shown.event(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=letter, scancode=0))
        shown.paint(viewer.surface)
        assert shown.card is not None
        assert shown.table.notice is not None, letter
        place = viewer.stage.ui.place_of("dilemma-said")
        assert place is not None
        assert viewer.surface.get_rect().contains(place)
