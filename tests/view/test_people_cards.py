"""People on the table: the advert in the review, whom a team listens to, who left and why, empty seats on tiles."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pygame
import pytest

from game import levels
from game.board.scene import Memory, scene
from game.levels.names import person_name
from game.session import Session
from game.sim.actions import Action
from game.sim.values import ADVERTS, LEAVING, REASONS
from game.view import window
from game.view.app import Game
from game.view.cards import people as people_cards
from game.view.keeping import Keeping
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.stage import Route
from game.words import bars, news
from game.words import people as people_words
from game.words.meanings import LEAVING_MEANS
from tests.drawn import Records
from tests.view.test_panels import desk_of

LEVEL = levels.read_text(
    """\
format: 1
title: Comings and goings
people: {start: 90, end: 130}
weeks: 30
money: {cash: 200000}
levers: [order, visit, default, reporting, choose, tag, declare, ritual, rest, advert, spotlight, promote]
values: {offered: [craft, pace], declared: [craft], cultures: [{agreement: {craft: 70}}, {agreement: {craft: 30}}]}
events:
  - {when: week 16, arrival: {people: 30, trust: 30}}
""",
    "comings",
)


def played(weeks: int, visit: int | None = None) -> Session:
    session = Session(LEVEL, 4)
    while session.week < weeks and not session.over:
        if visit is not None and session.week == weeks - 1:
            session.act(Action("visit", visit))
        session.advance()
    return session


@pytest.fixture(scope="module")
def neglected() -> Session:
    """A quarter in which everybody waited. Its pending actions are nobody's."""
    return played(13)


@pytest.fixture
def game(tmp_path: Path) -> Game:
    return Game(Keeping(tmp_path))


def press(screen: ReviewScreen, key: int) -> None:
    screen.event(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))


def test_the_advert_is_chosen_in_the_review_and_may_be_changed_again(game: Game, neglected: Session) -> None:
    neglected.pending = ()
    play = Play(neglected, game)
    screen = ReviewScreen(game, play.table, lambda: Route(play), behind=play)
    window.render(screen, (1280, 720))
    assert neglected.report.advert == 1
    press(screen, pygame.K_1)
    assert neglected.pending == (Action("advert", -1, (0,)),)
    press(screen, pygame.K_5)
    assert neglected.pending == (Action("advert", -1, (4,)),)
    press(screen, pygame.K_2)
    assert neglected.pending == ()


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1920, 1080), 1.0), ((960, 540), 2.0)])
def test_the_review_holds_five_promises_within_the_window(
    game: Game, neglected: Session, size: tuple[int, int], scale: float
) -> None:
    play = Play(neglected, game)
    screen = ReviewScreen(game, play.table, lambda: Route(play))
    window.render(screen, size, scale)
    ui = screen.stage.ui
    cards = [ui.region(f"advert:{n}") for n in range(len(ADVERTS))]
    assert all(card is not None and card.enabled for card in cards)
    rects = [card.rect for card in cards if card is not None]
    assert all(rect.left >= 0 and rect.right <= size[0] for rect in rects)
    assert all(not one.colliderect(other) for one, other in pairwise(rects))


def test_who_left_is_said_by_its_largest_causes(neglected: Session) -> None:
    report = neglected.report
    gone = int(report.left.sum())
    assert gone > 0
    words = people_words.left_words(report)
    assert f"**{gone}** left" in words
    shown = people_words.why_left(report.left)
    assert [count for _, count in shown] == sorted(report.left[report.left > 0], reverse=True)[:3]
    assert all(f"{count:,} {people_words.leaving_words(cause, count)}" in words for cause, count in shown)
    tip = bars.stats(report)[1].told
    assert f"{report.people:,} people of {report.planned:,} planned" in tip.title
    assert words in tip.text
    assert f"{100 * report.left_year / report.planned:.0f}%" in tip.text


def test_news_tell_who_left_who_came_and_what_looms() -> None:
    session = Session(LEVEL, 4)
    told: dict[str, str] = {}
    while not session.over:
        before = session.report
        after = session.advance()
        for item in news.week_news(LEVEL, before, after, (), (), ()):
            told.setdefault(item.kind, item.text)
    assert {"left", "joined", "restless", "arrival"} <= set(told)
    assert ", who " in told["left"] or " of whom " in told["left"], told["left"]
    assert ": " not in told["left"] + told["restless"], "a clause without its subject"
    assert "30 people have joined" in told["arrival"] or "people have joined, all at once" in told["arrival"]
    assert all(text.endswith((".", "”")) for text in told.values())


def test_the_team_card_shows_whom_they_listen_to_and_puts_them_forward() -> None:
    session = played(6, visit=3)
    (who,) = session.report.candidates
    desk = desk_of(session, (1280, 1400))
    desk.table.select("team 3")
    desk.frame()
    tip = desk.tip("side-voice")
    assert news.voice_name(LEVEL, session.report, who) in tip
    assert f"{who.influence:.1f}" in tip
    assert desk.press("side-spotlight:3")
    assert session.pending == ()
    assert desk.press("side-send:spotlight")
    assert session.pending == (Action("spotlight", 3),)
    assert desk.press("side-promote:3")
    assert desk.press("side-send:promote")
    assert session.pending[1] == Action("promote", 3)
    desk.table.select("team 4")
    desk.frame()
    assert desk.ui.region("side-voice") is None
    region = desk.ui.region("side-promote:4")
    assert region is not None
    assert not region.enabled


def test_the_desk_knows_its_payroll_and_whom_it_has_met() -> None:
    session = played(6, visit=3)
    desk = desk_of(session, (1280, 1600))
    desk.table.select("desk")
    desk.frame()
    assert str(int(session.report.left.sum())) in desk.tip("side-left")
    assert ADVERTS[session.report.advert].promise in desk.tip("side-advert")
    assert desk.ui.region("side-team:3") is not None


def test_whom_they_listen_to_is_named_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_cards, "voice_name", lambda *_: "Quintana Sandoval-Mire")
    desk = desk_of(played(6, visit=3), (1280, 1600))
    desk.table.select("desk")
    records = Records()
    with records.watching():
        desk.frame()
    words = records.on(desk.ui._shown.panels["side-desk-card"]._content)
    assert any("Sandoval" in word.shown for word in words)
    assert [word.meant for word in words if word.cut] == []


def test_restless_people_and_empty_seats_stand_on_the_card() -> None:
    session = played(12)
    report = session.report
    team = int(report.restless.argmax())
    assert report.restless[team] > 0
    desk = desk_of(session, (1280, 1400))
    desk.table.select(f"team {team}")
    desk.frame()
    assert str(int(report.restless[team])) in desk.tip("side-restless")
    empty = next(t for t in range(len(report.head)) if report.places[t] > report.head[t] > 0)
    desk.table.select(f"team {empty}")
    assert str(int(report.places[empty] - report.head[empty])) in desk.tip("side-empty")


def test_an_empty_seat_stands_on_its_tile(game: Game) -> None:
    session = played(12)
    report = session.report
    play = Play(session, game)
    window.render(play, (1280, 720))
    board = play.board
    memory = Memory()
    memory.note(report)
    tiles = scene(report, board.names, board.layout, memory).tiles
    assert sum(tile.empty for tile in tiles) == (report.places - report.head).clip(0).sum() > 0
    nobody = next(team for team in range(len(report.head)) if report.head[team] == 0)
    assert tiles[nobody].people == 0


def test_a_deserted_company_is_told_so_in_its_result(game: Game) -> None:
    text = "format: 1\ntitle: Nobody home\npeople: 40\nweeks: 104\nlevers: [visit]\nmoney: {cash: 1000000}\n"
    session = Session(levels.read_text(text, "empty"), 3)
    while not session.over:
        session.advance()
    end = session.outcome()
    assert end is not None
    assert end.kind == "deserted"
    screen = DebriefScreen(game, session)
    window.render(screen, (1280, 720))
    region = screen.stage.ui.region("figure-left")
    assert region is not None
    assert region.tip is not None
    assert str(max(end.left.values())) in region.tip.text
    screen.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode=""))


def test_every_reason_has_an_icon_and_people_have_names_of_their_own() -> None:
    assert list(LEAVING_MEANS) == list(LEAVING)
    assert [advert.name for advert in ADVERTS] == list(REASONS)
    names = [person_name(number) for number in range(1000)]
    assert len(set(names)) > 400
    assert person_name(17) == names[17]
