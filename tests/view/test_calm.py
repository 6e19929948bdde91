"""Nothing is pressed by accident: shields, the keys and places of the result, Tab, and a clock that nobody watches."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import pygame
import pytest

from game import bots, levels
from game.board import style
from game.board.style import SMALLEST_WINDOW
from game.debrief import whole
from game.session import Session
from game.view import window
from game.view.app import Game
from game.view.cards import orders
from game.view.cards.table import Tab
from game.view.keeping import Keeping
from game.view.screens.debrief import screen as result
from game.view.screens.debrief.charts import VIEWS
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.free_play import FreePlay
from game.view.screens.message import Message
from game.view.screens.play import menu as play_menu
from game.view.screens.play.away import STOPPED, STOPPED_AWAY
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.screens.title.screen import TitleScreen
from game.view.stage import Route, Screen
from game.view.toolkit.panel import Panel, Region
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.ui import Hit, Ui
from tests.pilot import Pilot, calm

ROOT = Path(__file__).resolve().parents[2]
TABS: tuple[Tab, ...] = ("orders", "incentives", "values")
DRAWERS: tuple[Literal["left", "right"] | None, ...] = (None, "left", "right")
FILES = sorted((ROOT / "levels").glob("0*.yaml"))
SIZES = [((1280, 720), 1.0), ((1920, 1080), 1.5), ((960, 540), 1.0), ((960, 540), 2.0)]


def down(name: str) -> pygame.event.Event:
    letter = name if len(name) == 1 else ""
    return pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(name), mod=0, unicode=letter)


def mouse(kind: int, place: tuple[int, int]) -> pygame.event.Event:
    return pygame.event.Event(kind, pos=place, button=1)


@cache
def after(file: Path, weeks: int) -> Session:
    """A game that nobody led, so many weeks on; the tests decide nothing in it."""
    session = Session(levels.read(file))
    while session.week < weeks and not session.over:
        session.advance()
    return session


@pytest.fixture(autouse=True)
def display() -> None:
    """Keys have names only once there is a display."""
    pygame.display.init()


@pytest.fixture
def game(tmp_path: Path) -> Game:
    return Game(Keeping(tmp_path))


@pytest.fixture
def finished(game: Game) -> DebriefScreen:
    """The result of level 1, kept but not worked out."""
    session = after(FILES[0], 99)
    game.keep(session)
    screen = DebriefScreen(game, session)
    screen._leave_job()
    return screen


# Shields.


class Buttons:
    """Two panels with a button each."""

    def __init__(self) -> None:
        self.ui = Ui(Atlas(), (640, 400))
        self.frame(0.0)

    def frame(self, now: float) -> None:
        self.ui.begin(pygame.Surface((640, 400)), now)
        for n, key in enumerate(("one", "two")):
            self.ui.panel(f"panel-{key}", (20, 20 + 150 * n, 200, 100), (), lambda p, key=key: self.paint(p, key))
        self.ui.end()

    def paint(self, p: Panel, key: str) -> None:
        p.region(key, (20, 20, 100, 40), shortcut=key[0])

    def centre(self, ident: str) -> tuple[int, int]:
        region = self.ui.region(ident)
        assert region is not None
        return region.rect.center

    def click(self, ident: str) -> Hit | None:
        self.ui.event(mouse(pygame.MOUSEBUTTONDOWN, self.centre(ident)))
        return self.ui.event(mouse(pygame.MOUSEBUTTONUP, self.centre(ident)))


def test_a_shield_over_the_screen_keeps_everything_out_until_it_has_been_seen_long_enough() -> None:
    page = Buttons()
    page.ui.shield(0.5)
    for now in (10.0, 20.0, 20.4):
        assert page.click("one") is None
        assert page.ui.event(down("o")) is None
        assert page.ui.taken, "nobody else takes it either"
        page.frame(now)
    page.ui.event(mouse(pygame.MOUSEBUTTONDOWN, page.centre("one")))
    page.frame(20.51)
    assert page.ui.event(mouse(pygame.MOUSEBUTTONUP, page.centre("one"))) is None, "a press that began before"
    assert page.click("one") == Hit("one")
    assert page.ui.event(down("o")) == Hit("one")


def test_a_press_that_began_before_the_shield_does_not_count_after_it() -> None:
    page = Buttons()
    page.ui.event(mouse(pygame.MOUSEBUTTONDOWN, page.centre("one")))
    page.ui.shield(0.1)
    page.frame(1.0)
    page.frame(2.0)
    page.frame(3.0)
    assert page.ui.event(mouse(pygame.MOUSEBUTTONUP, page.centre("one"))) is None


def test_a_shield_over_a_panel_leaves_the_rest_alone() -> None:
    page = Buttons()
    page.ui.shield(0.5, "panel-one")
    assert page.click("one") is None
    assert page.ui.event(down("o")) is None
    assert page.click("two") == Hit("two")
    page.frame(1.0)
    page.ui.event(mouse(pygame.MOUSEBUTTONDOWN, page.centre("one")))
    page.frame(2.0)
    page.frame(3.0)
    assert page.ui.event(mouse(pygame.MOUSEBUTTONUP, page.centre("one"))) is None, "a press that began before"
    assert page.click("one") == Hit("one")


def test_a_card_a_note_a_review_and_a_message_take_nothing_at_once(tmp_path: Path) -> None:
    pilot = Pilot(tmp_path, FILES[0])
    pilot.press("return", "return")
    assert pilot.shows("hint-read")
    pilot.press("h")
    assert pilot.shows("hint-read"), "the note has only just come up"
    pilot.calm()
    note = pilot.play.notes.current
    pilot.press("h")
    assert pilot.play.notes.current is not note
    play = Play(after(FILES[0], 13), pilot.game)
    review = ReviewScreen(pilot.game, play.table, lambda: Route(play), behind=play)
    message = Message("A title", "Words.", pilot.game.title)
    for screen in (review, message):
        pilot.window._go(Route(screen))
        pilot.step()
        pilot.press("return", "space", "escape")
        assert pilot.window.screen is screen
        pilot.calm()
        pilot.press("return")
        assert pilot.window.screen is not screen


@pytest.mark.slow
def test_a_dilemma_takes_no_digit_at_once(tmp_path: Path) -> None:
    pilot = Pilot(tmp_path, FILES[1])
    for file in FILES:
        session = Session(levels.read(file))
        play = Play(session, pilot.game)
        while not play.table.open_cards() and not session.over and session.week < 20:
            session.advance()
        if play.table.open_cards():
            break
    else:
        pytest.fail("no level deals a card")
    pilot.window._go(Route(play))
    play._open_card()
    pilot.step()
    region = pilot.window.stage.ui.region("dilemma-answer:0")
    assert region is not None
    pilot.press("1", "escape", "return")
    pilot.click(region.ident)
    assert play.card is not None
    assert not session.pending
    pilot.calm()
    pilot.press("escape")
    assert play.card is None


# The result.


def states(game: Game, size: tuple[int, int], scale: float, *files: Path) -> Iterator[tuple[Play, Ui]]:
    """The play screen in all that can stand on it, painted."""
    surface = pygame.Surface(size)
    for file in files:
        session = after(file, 7)
        play = Play(session, game)
        play.card = None
        window.render(play, size, scale)
        table = play.table
        for chosen in ("team 0", "market 0", "department 0", "desk"):
            table.select(chosen)
            for tab in TABS:
                for drawer in DRAWERS if table.compact else DRAWERS[:1]:
                    table.tab, table.drawer = tab, drawer
                    play.paint(surface)
                    yield play, play.stage.ui
        table.select(None)
        if "order" in session.report.levers:
            orders.begin(table, 0)
            play.paint(surface)
            yield play, play.stage.ui
            orders.choose(table, 0)
            play.paint(surface)
            yield play, play.stage.ui
            table.draft = None
        for card in session.report.cards:
            play.card = card.index
            play.paint(surface)
            yield play, play.stage.ui
            play.card = None


def placed(ui: Ui) -> list[Region]:
    return [region for region in map(ui.region, ui.order()) if region is not None]


PLAIN_KEYS = {
    "escape", "return", "space", "tab", "left", "right", "up", "down", "page up", "page down", "m", "f11", "c",
    "ctrl+t", "ctrl++", "ctrl+=", "ctrl+-", "ctrl+0",
}  # fmt: skip
"""Keys of play and of the window that no control on the screen has."""


@pytest.mark.slow
def test_no_key_of_the_result_is_a_key_of_play(game: Game, finished: DebriefScreen) -> None:
    used = set(PLAIN_KEYS)
    for play, ui in states(game, (1280, 720), 1.0, FILES[0]):
        used |= {name for region in placed(ui) for name in region.shortcuts}
        used |= set(play.moves.steps())
    review = ReviewScreen(game, Play(after(FILES[0], 13), game).table, lambda: Route(None))
    begun = Play(Session(levels.read(FILES[0])), game)
    for screen in (review, begun):
        window.render(screen)
        used |= {name for region in placed(screen.stage.ui) for name in region.shortcuts}
    assert {"n", "e", "1", "z", "r", "v", "h", "home"} <= used
    own = set()
    for size, scale in SIZES:
        window.render(finished, size, scale)
        calm(finished)
        own |= {name for region in placed(finished.stage.ui) for name in region.shortcuts}
    assert own
    assert not own & used
    assert set(result.KEYS.values()) <= own


@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.slow
def test_no_button_of_the_result_lies_where_the_bottom_bar_had_one(
    game: Game, finished: DebriefScreen, size: tuple[int, int], scale: float
) -> None:
    session = after(FILES[3], 7)
    play = Play(session, game)
    play.card = None
    window.render(play, size, scale)
    bars = [r.rect for r in placed(play.stage.ui) if r.key in ("bar-pause", "bar-speed", "bar-step", "bar-skip")]
    foot = play.stage.ui.place_of("bar-foot")
    assert len(bars) >= 6
    assert foot is not None
    strip = pygame.Rect(0, min(bar.top for bar in bars), size[0], foot.bottom)
    window.render(finished, size, scale)
    calm(finished)
    ways = [r for r in placed(finished.stage.ui) if r.key in ("again", "seed", "save", "copy", "title", "next")]
    assert len(ways) >= 5
    for region in ways:
        assert not region.rect.colliderect(strip), region.ident


def test_keys_hammered_in_play_leave_no_result(tmp_path: Path) -> None:
    pilot = Pilot(tmp_path, FILES[0])
    session = Session(levels.read(FILES[0]))
    while session.week < session.world.weeks - 1 and not session.over:
        session.advance()
    pilot.window._go(pilot.game.to_play(session))
    while isinstance(pilot.window.screen, Play):
        pilot.press("n", "h")
        pilot.step(0.1)
    screen = pilot.window.screen
    assert isinstance(screen, DebriefScreen)
    for _ in range(3):
        pilot.press("n", "e", "space", ".", "return", "escape", "r", "1", "g", "l", "x")
        if not pilot.window.stage.ui.shielded():
            break
        assert not screen._asked
    pilot.calm()
    pilot.press("n", "e", "space", ".", "return", "escape", "r", "1", "n", "return", "return", "escape")
    assert pilot.window.screen is screen
    pilot.game.close()
    screen._leave_job()


def test_a_game_is_begun_only_when_asked_twice_and_not_by_a_double_click(tmp_path: Path) -> None:
    pilot = Pilot(tmp_path, FILES[0])
    session = Session(levels.read(FILES[0]))
    while not session.over:
        session.advance()
    pilot.game.keep(session)
    pilot.window._go(pilot.game.to_result(session))
    screen = pilot.window.screen
    assert isinstance(screen, DebriefScreen)
    pilot.calm()
    pilot.click("again")
    pilot.click("again")
    assert pilot.window.screen is screen
    assert screen._asked == "again"
    pilot.press("escape")
    assert screen._asked == ""
    pilot.calm()
    pilot.click("again")
    pilot.click("view:prices")
    assert screen._asked == "", "another choice is an answer"
    pilot.calm()
    pilot.click("again")
    pilot.calm()
    pilot.click("again")
    assert isinstance(pilot.window.screen, Play)
    pilot.game.close()


def test_a_result_that_is_not_kept_is_left_only_when_asked_twice() -> None:
    game = Game(Keeping(None))
    screen = DebriefScreen(game, after(FILES[0], 99))
    screen._leave_job()
    window.render(screen)
    calm(screen)
    assert screen.event(down("i")) is None
    assert "gone" in screen._question()
    calm(screen)
    assert screen.event(down("i")) is not None


# Tab.


def walk(screen: Screen, ui: Ui, surface: pygame.Surface) -> None:
    """Tab visits every control once, and comes back to the first."""
    screen.paint(surface)
    assert not ui.twice()
    ui.set_focus(None)
    order = ui.order()
    seen = []
    for _ in order:
        ui.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode="\t"))
        screen.paint(surface)
        assert ui.focus is not None
        seen.append(ui.focus)
    start = order.index(seen[0])
    assert seen == order[start:] + order[:start], "what only closes a page may come last"
    ui.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode="\t"))
    assert ui.focus == order[start]


@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 1.0), pytest.param(SMALLEST_WINDOW, 2.0, marks=pytest.mark.slow)]
)
@pytest.mark.slow
def test_tab_visits_everything_once_in_every_menu(game: Game, size: tuple[int, int], scale: float) -> None:
    surface = pygame.Surface(size)
    level = levels.read(FILES[0])
    title = game.title()
    assert isinstance(title, TitleScreen)
    window.render(title, size, scale)
    walk(title, title.stage.ui, surface)
    title.free = FreePlay.fresh()
    title.paint(surface)
    walk(title, title.stage.ui, surface)
    briefing = game.briefing(level)
    window.render(briefing, size, scale)
    walk(briefing, briefing.stage.ui, surface)
    play = Play(after(FILES[0], 20), game)
    for page in ("menu", "save", "keys"):
        play.menu = play_menu.Menu(page=page)
        window.render(play, size, scale)
        walk(play, play.stage.ui, surface)


@pytest.mark.slow
def test_tab_visits_everything_once_in_the_result(finished: DebriefScreen) -> None:
    finished.show(whole(finished.session.recording()))
    for size, scale in (((1280, 720), 1.0), (SMALLEST_WINDOW, 2.0)):
        surface = window.render(finished, size, scale)
        calm(finished)
        for view, *_ in VIEWS:
            finished.shown.view = view
            walk(finished, finished.stage.ui, surface)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), (SMALLEST_WINDOW, 2.0)])
def test_no_identity_comes_twice_on_the_table_or_in_a_review(
    game: Game, size: tuple[int, int], scale: float
) -> None:
    count = 0
    for _, ui in states(game, size, scale, FILES[3], FILES[5]):
        assert not ui.twice()
        count += 1
    assert count > 2 * 12
    review = ReviewScreen(game, Play(after(FILES[0], 13), game).table, lambda: Route(None))
    surface = window.render(review, size, scale)
    calm(review)
    walk(review, review.stage.ui, surface)


# The clock that nobody watches.

AWAY = (pygame.WINDOWHIDDEN, pygame.WINDOWMINIMIZED, pygame.WINDOWFOCUSLOST)
BACK = {
    pygame.WINDOWHIDDEN: pygame.WINDOWSHOWN, pygame.WINDOWMINIMIZED: pygame.WINDOWRESTORED,
    pygame.WINDOWFOCUSLOST: pygame.WINDOWFOCUSGAINED,
}  # fmt: skip


@pytest.fixture
def running(tmp_path: Path) -> Pilot:
    """A game whose clock runs."""
    pilot = Pilot(tmp_path, FILES[0])
    pilot.window._go(pilot.game.to_play(Session(levels.read(FILES[0]))))
    pilot.step()
    pilot.play.table.clock.run(1)
    pilot.step()
    assert pilot.play.table.clock.running
    return pilot


@pytest.mark.parametrize("away", AWAY)
def test_the_clock_stops_while_nobody_looks_and_says_so(running: Pilot, away: int) -> None:
    clock, table = running.play.table.clock, running.play.table
    pygame.event.post(pygame.event.Event(away))
    running.step(60.0)
    assert not clock.running
    running.step(60.0)
    assert (running.week, table.notice and table.notice.text) == (0, STOPPED_AWAY)
    table.notice = None
    pygame.event.post(pygame.event.Event(BACK[away]))
    running.step()
    assert table.notice is not None
    assert table.notice.text == STOPPED_AWAY
    running.step(1.0)
    assert not clock.running, "the player goes on, not the window"
    running.press("space")
    assert clock.running


def look_away_and_back(pilot: Pilot) -> None:
    for kind in (pygame.WINDOWFOCUSLOST, pygame.WINDOWFOCUSGAINED):
        pygame.event.post(pygame.event.Event(kind))
        pilot.step()
    pilot.step()


def go_on_buttons(ui: Ui) -> list[str]:
    """The buttons of a speed that say that the clock goes on with them."""
    tips = {region.ident: region.tip for region in placed(ui) if region.key == "bar-speed"}
    return [ident for ident, tip in tips.items() if tip is not None and STOPPED_AWAY in tip.text]


def test_the_button_of_the_speed_it_had_shows_how_a_stopped_clock_goes_on(running: Pilot) -> None:
    clock, ui = running.play.table.clock, running.play.stage.ui
    clock.run(2)
    running.step()
    assert go_on_buttons(ui) == []
    look_away_and_back(running)
    assert go_on_buttons(ui) == ["bar-speed:2"]
    ui.set_focus("team 0")
    running.press("return")
    assert clock.paused, "Return is for the tile that has the ring"
    assert go_on_buttons(ui) == ["bar-speed:2"]
    running.click("bar-speed:2")
    assert (clock.paused, clock.speed, go_on_buttons(ui)) == (False, 2, [])
    running.press("escape")  # the letter that Return has opened
    running.press("space")
    assert (clock.paused, go_on_buttons(ui)) == (True, []), "this time the player stopped it"


@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.slow
def test_what_is_said_of_a_stopped_clock_is_never_cut(size: tuple[int, int], scale: float) -> None:
    led = Session(after(FILES[4], 2).level)
    for action in bots.leader("mixed")(led.report):
        led.act(action)
    assert led.pending
    for session in (after(FILES[0], 2), after(FILES[-1], 2), led):
        play = Play(session, Game(Keeping(None)))
        play.notes.current = None
        surface = window.render(play, size, scale)
        play.table.clock.run(1)
        play.stage.away = True
        play.tick(0.01)
        play.paint(surface)
        line, unit = play.stage.ui.region("bar-line-0"), play.stage.ui.unit
        if line is not None:  # there only where the whole sentence has no room
            words = Panel("", (8, 8), unit, play.stage.atlas, None, None).measure(STOPPED, style.SECONDARY, weight=800)
            assert line.rect.width / unit == pytest.approx(words + 30, abs=1.5)
            assert line.tip is not None
            assert line.tip.text == STOPPED_AWAY


def test_the_clock_runs_on_where_that_is_wanted(running: Pilot) -> None:
    running.press("escape")
    running.click("menu-away")
    running.click("menu-resume")
    assert not running.game.settings.pause_away
    running.play.table.clock.run(1)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    running.step(1.0)
    assert running.play.table.clock.running
    assert running.play.table.notice is None
    running.game.close()
    assert not Keeping(running.game.keeping._folder).settings().pause_away


def test_a_clock_that_stood_anyway_is_not_spoken_of(running: Pilot) -> None:
    running.play.table.clock.pause()
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    running.step(1.0)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSGAINED))
    running.step(1.0)
    assert running.play.table.notice is None


def test_a_short_loss_of_the_keyboard_within_a_frame_stops_nothing(running: Pilot) -> None:
    for kind in (pygame.WINDOWFOCUSLOST, pygame.WINDOWFOCUSGAINED):
        pygame.event.post(pygame.event.Event(kind))
    running.step()
    assert running.play.table.clock.running


def test_a_hidden_window_paints_nothing_and_takes_it_up_again(running: Pilot) -> None:
    painted = []
    paint = running.play.paint
    running.play.paint = lambda surface: (painted.append(1), paint(surface))  # type: ignore[method-assign,assignment]
    pygame.event.post(pygame.event.Event(pygame.WINDOWMINIMIZED))
    running.step()
    running.step()
    assert not painted
    pygame.event.post(pygame.event.Event(pygame.WINDOWRESTORED))
    running.step()
    assert painted
