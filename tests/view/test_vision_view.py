"""What the screens show of the vision: its card, telling and retelling, the north star, and what moved the work."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game import bots, debrief, levels
from game.levels import Level
from game.session import Session, play
from game.sim.actions import Action
from game.sim.desk.notes import Star
from game.sim.desk.reports import Report, Story
from game.sim.values import MOVERS, TALES
from game.view import window
from game.view.app import Game
from game.view.cards import vision as vision_card
from game.view.cards.table import Table
from game.view.keeping import Keeping
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.stage import Route
from game.view.toolkit.panel import Box, Panel, Tip
from game.words import bars, news
from tests.drawn import Records
from tests.view.test_panels import Desk, desk_of

LEVEL = """
format: 1
title: The lamps
people: 60
weeks: 39
organisation: {team_size: 5, teams_per_department: 4}
products: [lamps, books, tea]
policy: {default: choose}
demand: {contracts_per_quarter: 2, load: 0.9}
levers: [order, visit, default, choose, tag, tell, retell, height]
visions: {lamps: A light on every stair}
aim: {say: Reach for the stairs., toward: lamps, height: 3}
"""


def telling(report: Report) -> list[Action]:
    """Tells a vision in the first week and visits."""
    first = [Action("tell", -1, (0, 1))] if report.week == 0 else []
    return [*first, Action("visit", report.week % len(report.head))]


def game_of(weeks: int, *, told: bool = True) -> Session:
    session = Session(levels.read_text(LEVEL, "lamps"))
    return play(session, telling if told else bots.leader("idle"), weeks)


def desk_at(session: Session) -> Desk:
    desk = desk_of(session)
    desk.table.tab = "values"
    return desk


@pytest.fixture(scope="module")
def story() -> Session:
    """A game in whose second quarter there is something to tell."""
    session = game_of(13)
    while not session.report.stories:
        play(session, telling, session.week + 1)
    return session


def test_a_vision_is_told_from_its_tab() -> None:
    session = game_of(3, told=False)
    desk = desk_at(session)
    assert session.report.star is None
    assert desk.press("side-tell")
    assert desk.press("side-direction:1")
    assert desk.press("side-height:2")
    assert desk.press("side-send:tell")
    assert session.pending == (Action("tell", -1, (1, 2)),)
    desk.frame()
    assert desk.ui.region("side-tell") is None, "one vision a week"


def test_the_card_says_what_the_report_says() -> None:
    session = game_of(14)
    star = session.report.star
    assert star is not None
    desk = desk_at(session)
    assert f"{vision_card.points(star.steering)} of 100 steer" in desk.tip("side-steering")
    assert f"{vision_card.points(star.way)}% of the way" in desk.tip("side-way")
    assert "A light on every stair" in desk.tip("side-vision")
    assert desk.ui.region("side-cynicism") is None


def test_a_vision_people_shrug_at_says_so() -> None:
    session = Session(levels.read_text(LEVEL, "lamps"))
    play(session, lambda report: [Action("tell", -1, (0, 5))] if report.week == 0 else [], 14)
    star = session.report.star
    assert star is not None
    assert star.cynicism >= news.SHRUGS
    assert f"Cynicism {vision_card.points(star.cynicism)} of 100" in desk_at(session).tip("side-cynicism")


def test_a_story_is_weighed_by_pressing_it_and_told_by_the_button_below_it(story: Session) -> None:
    story.pending = ()
    desk = desk_at(story)
    number = story.report.stories[0].number
    assert desk.press(f"side-story:{number}")
    assert story.pending == ()
    assert desk.tip("side-foreseen-ear").startswith("Begins: week")
    assert desk.press("side-send:retell")
    assert story.pending == (Action("retell", -1, (number,)),)
    story.pending = ()


def test_every_kind_of_story_has_its_words(story: Session) -> None:
    level = story.level
    said = set()
    for number, tale in enumerate(TALES):
        where, text = news.story_words(level, Story(number, tale.name, 5, 2, 1, 7, 0, True))
        assert where == level.team_names[2]
        assert "{" not in text
        said.add(text)
    assert len(said) == len(TALES)
    assert news.story_words(level, Story(0, "paid", 5, -1, 1, 0, 0, True))[0] == level.market_names[1]
    assert [vision_card.told_words(Story(0, "paid", 5, -1, 1, 0, n, True)) for n in (0, 1, 4)] == [
        "not told yet", "told once", "told 4 times",
    ]  # fmt: skip


def test_what_moved_the_work_adds_up(story: Session) -> None:
    desk = desk_at(story)
    desk.frame()
    there = [name for name in MOVERS if desk.ui.region(f"side-moved-{name}") is not None]
    shares = [int(desk.tip(f"side-moved-{name}").split(": ")[1].split("%")[0]) for name in there]
    assert sum(shares) == 100
    assert {"price", "craft"} <= set(there)


def test_the_legends_of_a_bar_never_lie_over_each_other() -> None:
    for middles in ([2.0, 4.0, 120.0, 230.0, 232.0], [116.0], [1.0, 2.0, 3.0, 4.0, 231.0]):
        places = vision_card._apart(middles, 0.0, 240.0, vision_card.LEGEND)
        assert places[0] >= 0.0
        assert places[-1] + vision_card.LEGEND <= 240.0 + 1e-9
        assert all(after - before >= vision_card.LEGEND - 1e-9 for before, after in itertools.pairwise(places))


def test_five_movers_of_the_work_stay_inside_the_narrow_card_of_the_desk(
    story: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vision_card, "apportion", lambda *_: (9, 20, 61, 7, 3))
    story.pending = ()
    desk, records = desk_at(story), Records()
    desk.table.select("desk")
    drawn: list[Box] = []
    tooltip = Panel.tooltip

    def noted(panel: Panel, key: str, box: Box, tip: Tip) -> None:
        if key.startswith("side-desk-moved-"):
            drawn.append(box)
            assert box[0] >= 0.0
            assert box[0] + box[2] <= panel.width
        tooltip(panel, key, box, tip)

    monkeypatch.setattr(Panel, "tooltip", noted)
    with records.watching():
        desk.frame()
    drawn = drawn[-len(MOVERS):]  # a card is painted once more to measure it
    assert len(drawn) == len(MOVERS)
    for one, other in itertools.combinations(drawn, 2):
        across = one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        assert across or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
    kept = desk.ui._shown.panels.values()
    written = {word.shown for one in kept for word in records.on(one._content)}
    assert set(vision_card.MOVER_SHORT.values()) <= written, "each stands there by its name"
    assert {"9%", "20%", "61%", "7%", "3%"} <= written


def test_a_whole_share_of_the_work_is_written_out(story: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vision_card, "apportion", lambda *_: (100, 0, 0, 0, 0))
    story.pending = ()
    desk, records = desk_at(story), Records()
    desk.table.select("desk")
    with records.watching():
        desk.frame()
    words = [word.shown for kept in desk.ui._shown.panels.values() for word in records.on(kept._content)]
    assert "100%" in words


# News and tips


def reports(level: Level, **changes: float) -> tuple[Report, Report]:
    """Two reports that differ in what becomes of the vision."""
    known = game_of(14).report
    star = Star(0, 2, 0, 0.4, 0.0, 0.4, 0.9, 0.5)
    return replace(known, star=star, stories=()), replace(known, star=replace(star, **changes), stories=())


@pytest.mark.parametrize(
    ("kind", "changes"),
    [("star reached", {"way": 1.02}), ("steering", {"steering": 0.6}), ("shrugging", {"cynicism": 0.3})],
)
def test_what_becomes_of_the_vision_is_news_once(kind: str, changes: dict[str, float]) -> None:
    level = levels.read_text(LEVEL, "lamps")
    before, after = reports(level, **changes)
    heard = [item.kind for item in news.week_news(level, before, after, (), (), ())]
    assert heard.count(kind) == 1
    assert kind not in [item.kind for item in news.week_news(level, after, after, (), (), ())]


def test_a_fresh_story_and_a_new_vision_are_news(story: Session) -> None:
    known = story.report
    without = replace(known, stories=())
    assert "story" in [item.kind for item in news.week_news(story.level, without, known, (), (), ())]
    mute = replace(known, star=None)
    assert "vision" in [item.kind for item in news.week_news(story.level, mute, known, (), (), ())]


def test_the_bar_tells_of_the_aim_until_a_vision_is_told() -> None:
    silent, loud = game_of(14, told=False), game_of(14)
    assert "level's own aim" not in bars.way(silent.report, "x").told.text
    assert f"{vision_card.points(silent.report.aim_way)}%" in bars.way(silent.report, "x").told.text
    assert "steer by it" in bars.way(loud.report, "x").told.text


# The review and the result


@pytest.fixture
def game() -> Game:
    return Game(Keeping(None))


def press(screen: ReviewScreen, key: int, letter: str) -> Route | None:
    return screen.event(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=letter))


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1920, 1080), 1.5), ((900, 700), 1.0)])
@pytest.mark.slow
def test_the_review_offers_true_stories(game: Game, size: tuple[int, int], scale: float) -> None:
    session = game_of(26)
    assert session.report.stories
    table: Table = Play(session, game).table
    screen = ReviewScreen(game, table, lambda: Route(screen))
    window.render(screen, size, scale)
    first = session.report.stories[0].number
    assert press(screen, pygame.K_q, "q") is None
    assert session.pending == (Action("retell", -1, (first,)),)
    window.render(screen, size, scale)
    if len(session.report.stories) > 1:
        second = session.report.stories[1].number
        press(screen, pygame.K_w, "w")
        assert session.pending == (Action("retell", -1, (second,)),)
        window.render(screen, size, scale)
        press(screen, pygame.K_w, "w")
    else:
        press(screen, pygame.K_q, "q")
    assert session.pending == ()


def test_return_opens_the_week_after_a_story_was_clicked(game: Game) -> None:
    session = game_of(26)
    table = Play(session, game).table
    screen = ReviewScreen(game, table, lambda: Route(screen))
    window.render(screen, (1280, 720))
    number = session.report.stories[0].number
    region = screen.stage.ui.region(f"story:{number}")
    assert region is not None
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        screen.event(pygame.event.Event(kind, pos=region.rect.center, button=1, touch=False))
    assert session.pending == (Action("retell", -1, (number,)),)
    assert press(screen, pygame.K_RETURN, "\r") is not None
    assert session.pending == (Action("retell", -1, (number,)),)


def test_choosing_another_story_keeps_what_else_was_decided(game: Game) -> None:
    session = game_of(26)
    table = Play(session, game).table
    screen = ReviewScreen(game, table, lambda: Route(screen))
    visit = Action("visit", 3)
    screen._stories.press(session.report.stories[0].number)
    assert not isinstance(session.act(visit), str)
    screen._stories.press(session.report.stories[0].number)
    assert session.pending == (visit,)


@pytest.mark.slow
def test_the_result_tells_what_moved_the_work(tmp_path: Path) -> None:
    session = game_of(39)
    end = session.outcome()
    assert end is not None
    assert end.way is not None
    first = next(debrief.stages(session.recording()))  # other leaders say nothing about it
    run = first.run
    assert run is not None
    assert sum(run.movers()) == 100
    assert run.way == end.way
    page = debrief.page(first, session.level)
    assert "What the work was done for: " in page
    assert f"Of the way to the aim | {vision_card.points(end.way)}%" in page
    plain = Session(levels.read_text(LEVEL.replace("aim: {say: Reach for the stairs., toward: lamps, height: 3}", ""),
                                     "plain"))  # fmt: skip
    last = play(plain, bots.leader("idle")).outcome()
    assert last is not None
    assert last.way is None
