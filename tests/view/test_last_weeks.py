"""The last weeks: what would arrive after the end says so before a disc is spent, and one press lets the rest play."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game import bots
from game.session import Session, play
from game.sim.actions import Action, Receipt
from game.sim.levers import LEVERS, RIGHTS, check, heard_week, legal
from game.view.cards import orders
from game.view.cards.side import renewal
from game.view.screens.play import screen as play_screen
from game.view.screens.play.screen import Play
from game.words.actions import open_words, receipt_sentence
from game.words.in_time import last_weeks, let_play_words, too_late
from game.words.newsline import News
from tests import drawn, screens
from tests.screens import State, Viewer

pytestmark = pytest.mark.slow
FLOOR = "04-the-floor"


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


@pytest.fixture(scope="module")
def late() -> Session:
    """The Floor in its 51st week of 52."""
    return at_the_end()


def at_the_end() -> Session:
    return play(Session(screens.level(FLOOR)), bots.leader("mixed"), 50)


def table(session: Session, change: Callable[[Play], object] | None = None) -> State:
    def make() -> Play:
        session.pending = ()
        out = Play(session, screens.game())
        out.notes.current, out.card, out._dealt = None, None, None
        out.table.clock.pause()
        return out

    def turn(shown: screens.Screen) -> None:
        assert isinstance(shown, Play)
        if change is not None:
            change(shown)

    return State("last weeks", make, turn)


def press(viewer: Viewer, shown: Play, key: str) -> None:
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        shown.event(pygame.event.Event(kind, key=pygame.key.key_code(key), mod=0, unicode="", scancode=0))
    viewer.stage.clock.advance(0.1)  # type: ignore[attr-defined]
    shown.tick(0.0)
    shown.paint(viewer.surface)


@pytest.mark.parametrize("name", ["01-the-garage", "02-two-pizzas", FLOOR, "08-the-aim", "the-brewery"])
def test_the_last_weeks_begin_when_no_letter_that_may_be_written_is_read_before_the_end(name: str) -> None:
    level = screens.level(name)
    first = Session(level, open_levers=True).report
    samples = {
        "team": range(len(first.head)), "department": range(first.world.departments), "product": (0,),
        "everyone": (-1,),
    }  # fmt: skip
    for week in range(first.world.weeks - 8, first.world.weeks):
        report = replace(first, week=week)
        travelling = [
            Action(lever, target, tuple(choice(report)[-1] for choice in LEVERS[lever].choices))
            for lever in legal(report, ()) if LEVERS[lever].travels for target in samples[LEVERS[lever].target]
        ]  # fmt: skip
        assert all(bool(too_late(report, action)) == (heard_week(report, action) >= report.world.weeks)
                   for action in travelling)  # fmt: skip
        over = all(too_late(report, action) for action in travelling)
        assert last_weeks(report) == (report.world.weeks - week if over else 0), week
    assert last_weeks(replace(first, levers=("visit",))) == 0, "where nobody writes no letter is late"


FORMS: dict[str, Callable[[Play], object]] = {
    "order": lambda shown: (orders.begin(shown.table, 3), orders.choose(shown.table, 1)),
    "tag": lambda shown: (
        setattr(shown.table, "tab", "incentives"), shown.table.begin("tag", 1, (2, 6)),
        setattr(shown.table, "drawer", "right" if shown.table.compact else None),
    ),
    "order_department": lambda shown: (
        shown.table.select("department 0"), shown.table.begin("order_department", 0, (1, 4)),
        setattr(shown.table, "drawer", "left" if shown.table.compact else None),
    ),
    "default": lambda shown: (
        shown.table.select("desk"), shown.table.begin("default", -1, (0,)),
        setattr(shown.table, "drawer", "left" if shown.table.compact else None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_says_under_its_button_that_it_would_arrive_after_the_end(
    viewer: Viewer, late: Session, form: str, scale: float
) -> None:
    records = drawn.Records()
    with records.watching():
        shown = viewer.draw(table(late, FORMS[form]), (1280, 720), scale)
        assert isinstance(shown, Play)
    told = " ".join(word.meant for _, words in records._words.values() for word in words)
    assert "would arrive in week 53, after" in told, form
    assert late.pending == ()


def test_renewing_opens_a_letter_that_would_arrive_after_the_end_instead_of_sending_it(
    viewer: Viewer, late: Session
) -> None:
    team = int(np.flatnonzero(late.report.ordered[:, 0] >= 0)[0])
    again = renewal(late.report, team)
    shown = viewer.draw(table(late, lambda shown: shown.table.select(f"team {team}")), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    press(viewer, shown, "r")
    draft = orders.writing(shown.table)
    assert draft is not None
    assert (draft.action, late.pending) == (again, ())
    press(viewer, shown, "return")
    assert late.pending == (again,), "who wants it all the same may send it"
    late.pending = ()


def test_the_receipt_of_what_comes_too_late_says_so(late: Session) -> None:
    answer = check(late.report, (), Action("order", 3, (1, 4)))
    assert isinstance(answer, Receipt)
    assert receipt_sentence(late.report, answer).endswith("it would arrive in week 53, after the end.")


def ran_out(viewer: Viewer, shown: Play, weeks: int) -> int:
    """Lets frames pass until the clock stands or the level is over; returns the week then."""
    for _ in range(40 * weeks):
        if shown.tick(0.2) is not None or not shown.table.clock.running or shown.table.session.over:
            break
    return shown.table.session.week


def test_one_press_lets_the_last_weeks_play_past_news_and_notes_but_not_past_a_card(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begun() -> Play:
        session = at_the_end()
        shown = viewer.draw(table(session), (1280, 720), 1.0)
        assert isinstance(shown, Play)
        return shown

    stirring = News("seen", "eye", "Something that stops a clock.", None, 2)
    monkeypatch.setattr(play_screen, "week_news", lambda *given: [stirring])
    shown = begun()
    region = viewer.stage.ui.region("bar-run-out")
    assert region is not None
    assert region.tip is not None
    assert region.tip.title == let_play_words(2) == "Let the last 2 weeks play"
    press(viewer, shown, "f")
    assert ran_out(viewer, shown, 2) == 52
    assert shown.table.session.over
    shown = begun()
    monkeypatch.setattr(shown, "_deal", shown.table.clock.pause)
    press(viewer, shown, "f")
    assert ran_out(viewer, shown, 2) == 51, "what a card asks is answered before it goes on"
    assert viewer.stage.ui.region("bar-run-out") is not None, "and then it may go on in the same way"
    press(viewer, shown, "f")
    assert shown.table.clock.to_end
    press(viewer, shown, "f")
    assert not shown.table.clock.running, "pressed again it stops"


def test_there_is_no_such_offer_while_a_letter_is_still_read_in_time(viewer: Viewer) -> None:
    session = play(Session(screens.level(FLOOR)), bots.leader("mixed"), 49)
    viewer.draw(table(session), (1280, 720), 1.0)
    assert viewer.stage.ui.region("bar-run-out") is None


def test_every_lever_that_is_written_has_a_name_while_it_lies_open() -> None:
    level = screens.level("07-the-following")
    for lever, row in LEVERS.items():
        if lever not in RIGHTS:
            words = open_words(level, lever, -1 if row.target == "everyone" else 0)
            assert words[:1].isupper() or words[:1] == "“", words
            assert open_words(level, lever, None)


@pytest.mark.parametrize("key", ["n", "e", "space"])
def test_a_key_of_time_says_what_is_open_and_how_to_send_it_or_put_it_away(
    viewer: Viewer, late: Session, key: str
) -> None:
    shown = viewer.draw(table(late, FORMS["order"]), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    shown.tick(0.0)
    press(viewer, shown, key)
    said = shown.table.said
    assert said is not None
    team = shown.level.team_names[3]
    assert said.text == f"The letter to {team} is open. Enter sends it, Esc puts it away."
    press(viewer, shown, "escape")
    assert shown.table.draft is None
    assert not shown.table.clock.running, "nothing runs that was pressed while it lay open"
    shown = viewer.draw(table(late, FORMS["tag"]), (1280, 720), 1.0)
    assert isinstance(shown, Play)
    shown.tick(0.0)
    press(viewer, shown, key)
    press(viewer, shown, "return")
    assert [action.lever for action in late.pending] == ["tag"], "Enter sends what is open"
    late.pending = ()
