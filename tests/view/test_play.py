"""The play screen: time, news, notes, orders, bars and keeping, driven through a window on the dummy display."""

import json
import statistics
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import bots, glyphs, levels, session
from game.board import style
from game.session import Session
from game.sim.actions import Action, Refusal
from game.sim.levers import LEVERS
from game.view import app, window
from game.view.cards import notes, orders
from game.view.clock import WEEK_SECONDS, Clock
from game.view.keeping import Keeping
from game.view.profile import Progress, Settings
from game.view.screens.briefing import Briefing
from game.view.screens.play.screen import Play
from game.view.screens.play.top import score_axis, top_layout
from game.view.screens.play.track import spread
from game.words import actions, news
from tests.pilot import Pilot
from tests.worlds import HOUSE

GARAGE, FLOOR = Path("levels/01-the-garage.yaml"), Path("levels/04-the-floor.yaml")


ROOT = Path(__file__).resolve().parents[2]


def played(root: Path, level: Path, weeks: int, leader: str = "idle") -> Session:
    out = Session(levels.read(root / level))
    lead = bots.leader(leader)
    while out.week < weeks and not out.over:
        for action in lead(out.report):
            out.act(action)
        out.advance()
    return out


def at_the_table(tmp_path: Path, root: Path, level: Path = GARAGE) -> Pilot:
    """A window on a level that has just begun, its first note read."""
    pilot = Pilot(tmp_path, root / level)
    pilot.press("return", "return")
    while pilot.shows("hint-read"):
        pilot.press("h")
    return pilot


# Time.


def test_a_week_takes_six_seconds_and_less_when_faster() -> None:
    for speed in (1, 2, 4):
        clock = Clock()
        clock.run(speed)
        seconds = 0.0
        while not clock.tick(0.01):
            seconds += 0.01
        assert seconds == pytest.approx(WEEK_SECONDS / speed, abs=0.02)
        assert clock.running


def test_a_step_ends_with_its_week_and_a_hold_stops_everything() -> None:
    clock = Clock()
    clock.step()
    clock.hold("menu", True)
    assert not clock.tick(100.0)
    clock.hold("menu", False)
    assert clock.tick(100.0)
    assert not clock.running
    assert not clock.tick(100.0)


# News.


def test_news_is_what_one_report_adds_to_the_one_before(root: Path) -> None:
    game = played(root, GARAGE, 0)
    for action in (Action("order", 0, (0, 2)), Action("visit", 1)):
        game.act(action)
    before, done = game.report, game.pending
    first = news.week_news(game.level, before, game.advance(), done, game.pins(), set())
    ada, second = game.level.team_names[:2]
    texts = {item.kind: item.text for item in first}
    assert texts["read"].startswith(f"{ada}: make lamps, 2 weeks")
    assert second in texts["visit"]
    assert texts["soon"].startswith(ada)
    before = game.report
    over = news.week_news(game.level, before, game.advance(), (), game.pins(), set())
    assert [item.place for item in over if item.kind == "over"] == ["team 0"]
    before = game.report
    idle = news.week_news(game.level, before, game.advance(), (), game.pins(), set())
    asleep = [item.text for item in idle if item.kind == "idle"]
    assert [text.partition(",")[0] for text in asleep] == [f"{ada} waits for a letter and sleeps"]
    assert [item.weight for item in idle] == sorted((item.weight for item in idle), reverse=True)


def test_news_names_contracts_with_a_range_and_levers_once(root: Path) -> None:
    game = played(root, FLOOR, 0)
    heard, opened = [], []
    while not game.over:
        before, done = game.report, game.pending
        for item in news.week_news(game.level, before, game.advance(), done, game.pins(), set()):
            heard += [item.text] if item.kind == "contract" else []
            opened += [item.text] if item.kind == "unlock" else []
    assert heard
    assert all(" to " in text and "times as" in text for text in heard)
    assert len(opened) == len(set(opened)) == len(game.world.unlocks)


def test_news_of_the_house_comes_once_and_as_reported() -> None:
    game = Session(levels.read_text(HOUSE, "house"), open_levers=True)
    for action in (Action("tools"), Action("rate", -1, (12,)), Action("net", -1, (1,))):
        assert not isinstance(game.act(action), Refusal)
    heard: list[news.News] = []
    burning: set[int] = set()
    while not game.over:
        before, done = game.report, game.pending
        fresh = news.week_news(game.level, before, game.advance(), done, game.pins(), set())
        heard += fresh
        burning |= {int(t) for t in np.flatnonzero(game.report.fire)}
        for item in fresh:
            if item.kind == "fire":
                assert game.report.fire[int((item.place or "").split()[1])] > 0
    kinds = [item.kind for item in heard]
    for kind in ("rate", "tools", "building", "net", "recall"):
        assert kinds.count(kind) == 1, kind
    assert kinds.count("fire") > 1
    assert kinds.count("fire out") > 0
    assert {"fire", "recall", "tools"} <= news.FIRST_STOPS
    assert "12% a year" in next(item.text for item in heard if item.kind == "rate")
    assert next(item.text for item in heard if item.kind == "recall").startswith("Bad material")
    for item in heard:
        assert (ROOT / "assets/icons/fill" / f"{item.icon}.svg").is_file()


@pytest.mark.parametrize("lever", sorted(LEVERS))
def test_every_action_has_words_of_its_own(lever: str) -> None:
    game = Session(levels.read_text(HOUSE, "house"))
    row = LEVERS[lever]
    if row.target in ("value", "card") or lever == "choose":
        return
    target = -1 if row.target == "everyone" else 0
    action = Action(lever, target, tuple(choices(game.report)[0] for choices in row.choices))
    words = actions.slip(game.level, action)
    assert words
    others = {
        actions.slip(game.level, replace(action, amount=(number, *action.amount[1:])))
        for number in (row.choices[0](game.report) if row.choices else ())
    }
    assert len(others) == (len(row.choices[0](game.report)) if row.choices else 0)


# Notes.


@pytest.mark.slow
def test_a_note_never_lies_over_what_it_points_at() -> None:
    size = (226, 120)
    for x in range(0, 1200, 75):
        for y in range(0, 640, 71):
            target = pygame.Rect(x, y, 80, 80)
            rect, _ = notes.place(size, target, [pygame.Rect(0, 0, 1280, 54)], (1280, 720), 14)
            assert not rect.colliderect(target)
            assert pygame.Rect(0, 0, 1280, 720).contains(rect)


def test_hints_come_once_and_one_at_a_time(root: Path) -> None:
    level = levels.read(root / GARAGE)
    game = Session(level)
    pile = notes.Notes(level)
    pile.begin(game)
    seen = []
    while not game.over:
        while pile.current is not None:
            seen.append(pile.current.say)
            pile.read(game.report)
        game.act(Action("order", game.week % 5, (game.week % 3, 2)))
        pile.pulled("order", game.report)
        game.advance()
        pile.note(game.report)
        pile.look(game.report)
    assert seen
    assert len(seen) == len(set(seen))


def test_a_hint_goes_when_what_it_asks_for_is_done_where_it_points(root: Path) -> None:
    level = levels.read(root / GARAGE)
    pile = notes.Notes(level)
    pile.begin(Session(level))
    asked = pile.current
    assert asked is not None
    assert asked.place == ("team", 0)
    pile.done(Action("order", 1, (0, 2)))
    pile.done(Action("visit", 0))
    assert pile.current is asked
    pile.done(Action("order", 0, (0, 2)))
    assert pile.current is None


# Bars.


def test_pins_keep_their_distance() -> None:
    for feet in ([10.0, 10.0, 11.0], [5.0, 50.0], [1.0, 2.0, 3.0, 90.0, 91.0], []):
        heads = spread(feet, 18.0)
        assert all(after - before >= 18.0 - 1e-9 for before, after in pairwise(heads))
        assert sum(heads) == pytest.approx(sum(feet))


@pytest.mark.parametrize("width", [640.0, 731.0, 853.0, 1024.0, 1180.0, 1280.0, 1720.0])
@pytest.mark.parametrize("starred", [False, True])
def test_the_parts_of_the_top_bar_do_not_overlap(width: float, starred: bool) -> None:
    lay = top_layout(width, starred)
    stats = [lay.star, *lay.stats] if lay.star is not None else list(lay.stats)
    divided = [(lay.score[0] - 15, lay.score[0] - 14)] if lay.labels else []
    said = glyphs.width("Week 48", style.BODY, weight=800)
    places = [lay.track, (lay.week, lay.week + said), *divided, lay.score, *((x, x + wide) for x, wide in stats)]
    assert all(before[1] <= after[0] for before, after in pairwise(places)), places
    assert places[-1][1] <= width
    assert lay.track[1] - lay.track[0] >= 100


def test_the_star_bar_shows_every_threshold() -> None:
    for stars in ((0.46, 0.56, 0.64), (0.1, 0.5, 0.99), (0.66, 0.77, 0.82)):
        for narrow in (False, True):
            low, high = score_axis(stars, narrow)
            assert low < stars[0]
            assert stars[2] <= high


# Orders, by the window.


def test_an_order_by_petals_and_its_undo(tmp_path: Path, root: Path) -> None:
    pilot = at_the_table(tmp_path, root)
    table = pilot.play.table
    pilot.click("team 2")
    assert table.clock.held
    pilot.click("petal:1")
    pilot.click("card-weeks:8")
    pilot.click("card-send")
    assert table.pending == (Action("order", 2, (1, 8)),)
    assert not table.clock.held
    pilot.click("bar-undo")
    assert table.pending == ()


def test_escape_puts_away_step_by_step_before_it_opens_the_menu(tmp_path: Path, root: Path) -> None:
    pilot = at_the_table(tmp_path, root)
    table = pilot.play.table
    pilot.press("o", "1")
    assert orders.writing(table) is not None
    pilot.press("escape")
    assert orders.writing(table) is None
    assert table.selected == "team 0"
    pilot.press("escape")
    assert table.selected is None
    pilot.press("escape")
    assert pilot.play.menu is not None
    pilot.press("escape")
    assert pilot.play.menu is None


def test_refusals_are_sentences_on_the_table(tmp_path: Path, root: Path) -> None:
    pilot = at_the_table(tmp_path, root)
    table = pilot.play.table
    for keys, words in (
        (("z",), "decided"),
        (("v",), "Choose a team"),
        (("r",), "no order to renew"),
        (("t",), "not open"),
    ):
        pilot.press(*keys)
        assert table.notice is not None
        assert table.notice.refused
        assert words in table.notice.text
        assert pilot.window.stage.sound.heard[-1] == "error"
    for team in range(4):
        table.act(Action("order", team, (0, 2)))
    assert "discs" in table.notice.text or "disc" in table.notice.text
    assert len(table.pending) == 3


def test_renewal_takes_the_order_that_runs_out_first(root: Path) -> None:
    from game.view.cards.table import Table

    game = played(root, GARAGE, 0)
    game.act(Action("order", 0, (0, 8)))
    game.act(Action("order", 1, (2, 4)))
    game.advance()
    table = Table(game, game.level)
    assert orders.renewal(table) == Action("order", 1, (2, 4))
    table.select("team 0")
    assert orders.renewal(table) == Action("order", 0, (0, 8))
    table.select("team 3")
    assert orders.renewal(table) is None


@pytest.mark.slow
def test_weeks_run_stop_for_first_events_and_come_to_a_review(tmp_path: Path, root: Path) -> None:
    pilot = at_the_table(tmp_path, root)
    pilot.press("e")
    screens = set()
    for _ in range(400):
        pilot.step(0.25)
        screens.add(type(pilot.window.screen).__name__)
        if not isinstance(pilot.window.screen, Play):
            break
        if not pilot.play.table.clock.running:
            pilot.press("h", "e")
    assert screens == {"Play", "ReviewScreen"}
    assert pilot.game.session is not None
    assert pilot.game.session.week == 13


@pytest.mark.slow
def test_the_second_half_of_a_double_click_takes_nothing_back(tmp_path: Path, root: Path) -> None:
    pilot = Pilot(tmp_path, root / GARAGE)

    def twice(ident: str) -> None:
        pilot.calm()
        pilot.click(ident)
        pilot.click(ident)

    page = pilot.window.screen
    assert isinstance(page, Briefing)
    twice("brief-start")
    assert pilot.window.screen is page, "to begin without a bet is asked for, and a double click is no answer"
    twice("brief-bet:1")
    assert page.bet == 1
    pilot.calm()
    pilot.click("brief-bet:1")
    assert page.bet is None, "a click of its own takes it back"
    twice("brief-bet:1")
    pilot.click("brief-start")
    while pilot.shows("hint-read"):
        pilot.press("h")
    twice("team 0")
    assert pilot.shows("petal:0")
    pilot.calm()
    pilot.click("team 0")
    assert not pilot.shows("petal:0")
    twice("market 1")
    assert pilot.play.table.selected == "market 1"
    pilot.game.close()


def test_rewinding_and_beginning_again_ask_twice(tmp_path: Path, root: Path) -> None:
    pilot = at_the_table(tmp_path, root)
    pilot.press("n")
    pilot.until(lambda: pilot.week == 1)
    pilot.press("h", "escape")
    pilot.click("menu-rewind:0")
    pilot.click("menu-rewind:0")
    assert pilot.week == 1, "a double click is no answer"
    pilot.calm()
    pilot.click("menu-rewind:0")
    assert pilot.week == 0
    before = pilot.play.table.session
    pilot.press("escape")
    pilot.click("menu-restart")
    pilot.calm()
    pilot.click("menu-restart")
    assert pilot.play.table.session is not before


# What is kept.


def test_a_closed_game_is_taken_up_again_from_the_title(tmp_path: Path, root: Path) -> None:
    pilot = at_the_table(tmp_path, root)
    pilot.press("n")
    pilot.until(lambda: pilot.week == 1)
    pilot.play.table.act(Action("order", 1, (1, 4)))
    pilot.game.change(Settings(ui_scale=1.25, theme="dark", volume=0.5))
    pilot.game.close()
    again = Pilot(tmp_path)
    assert again.window.stage.theme == "dark"
    assert again.window.stage.ui.scale == 1.25
    again.press("c")
    assert again.week == 1
    assert again.play.table.pending == (Action("order", 1, (1, 4)),)


def test_a_new_game_sets_the_old_one_aside(tmp_path: Path, root: Path) -> None:
    keeping = Keeping(tmp_path)
    for _ in range(2):
        game = played(root, GARAGE, 3)
        keeping.begin(game)
        keeping.autosave(game)
        keeping.settle()
    kept = [one.path.stem for one in keeping.games()]
    assert sorted(kept) == ["earlier-01-the-garage", "now-01-the-garage"]
    ended = played(root, GARAGE, 26)
    assert ended.over
    keeping.autosave(ended)
    keeping.settle()
    assert [one.path.stem for one in keeping.games()] == ["earlier-01-the-garage"]
    last = keeping.last_run(ended)
    assert last is not None
    assert session.verify(last).ok
    keeping.close()


def test_damaged_settings_and_progress_count_as_none(tmp_path: Path) -> None:
    keeping = Keeping(tmp_path)
    for text in ("", "[]", "{", '{"ui_scale": "large", "theme": 3, "volume": true, "muted": 1}', "\x00" * 9):
        (tmp_path / "settings.json").write_text(text)
        (tmp_path / "progress.json").write_text(text)
        assert keeping.settings() == Settings()
        assert keeping.progress() == Progress()
    keeping.keep_settings(Settings(theme="dark", ui_scale=2.0))
    assert keeping.settings() == Settings(theme="dark", ui_scale=2.0)
    (tmp_path / "progress.json").write_text(json.dumps({"stars": {"a": 2, "b": 7, "c": True}, "bets": {"a": 1}}))
    assert keeping.progress() == Progress({"a": 2}, {"a": 1})


def test_levels_open_one_after_the_other() -> None:
    game = app.Game(Keeping(None))
    assert [chapter.open for chapter in game.campaign()[:4]] == [True, False, False, False]
    game.progress.earn("01-the-garage", 0)
    assert [chapter.open for chapter in game.campaign()[:4]] == [True, True, False, False]


def test_a_broken_level_is_a_page_to_read(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("format: 1\ntitle: X\npeople: lots\n")
    game = app.Game(Keeping(None))
    screen = game.open_level(path)
    assert isinstance(screen, app.Message)
    window.render(screen)


# How it lies in any window.

SIZES = [
    ((1280, 720), 1.0),
    ((960, 540), 1.0),
    ((1920, 1080), 1.5),
    ((1280, 720), 2.0),
    ((1024, 768), 1.0),
    ((2560, 1080), 1.25),
]


@pytest.mark.parametrize(("size", "ui_scale"), SIZES)
@pytest.mark.slow
def test_everything_lies_inside_the_window(size: tuple[int, int], ui_scale: float, root: Path) -> None:
    play = Play(played(root, FLOOR, 12, "mixed"), app.Game(Keeping(None)))
    surface = window.render(play, size, ui_scale)
    whole = pygame.Rect(0, 0, *size)
    stage = play.stage
    for step in ("", "team 3", "petals", "card", "left", "right", "menu"):
        if step == "team 3":
            play.table.select(step)
        elif step == "petals":
            orders.begin(play.table, 3)
        elif step == "card":
            orders.choose(play.table, 2)
        elif step in ("left", "right"):
            play.table.select(None)
            play.table.drawer = "left" if step == "left" else "right"
        elif step == "menu":
            play.open_menu()
        play.tick(0.01)
        play.paint(surface)
        for ident in stage.ui.order():
            region = stage.ui.region(ident)
            assert region is not None
            if region.key.startswith(("bar-", "petal", "card-send")):
                assert whole.contains(region.rect), (step, ident, region.rect)
    boxes = [stage.ui.place_of(key) for key in ("side-list", "side-tabs", "bar-top", "bar-foot")]
    shown = [box for box in boxes if box is not None]
    assert all(not a.colliderect(b) for n, a in enumerate(shown) for b in shown[n + 1 :])


@pytest.mark.parametrize(
    ("size", "ui_scale"),
    [((1280, 720), 1.0), ((1280, 720), 1.25), ((1280, 720), 1.5), ((1366, 768), 1.75), ((1920, 1080), 2.0),
     ((960, 540), 1.0), ((1024, 768), 1.5), ((1024, 768), 2.0), ((2560, 1080), 1.5), ((2560, 1080), 2.0)],
)  # fmt: skip
@pytest.mark.slow
def test_no_card_lies_over_a_market_or_a_plate(size: tuple[int, int], ui_scale: float, root: Path) -> None:
    play = Play(played(root, FLOOR, 2), app.Game(Keeping(None)))
    surface = window.render(play, size, ui_scale)
    board, ui = play.board, play.stage.ui
    whole = board.view.scale
    for selected, drawer in (
        ("team 3", "left"), ("desk", "left"), ("department 1", "left"), ("market 1", "left"), (None, "left"),
        ("team 3", "right"),
    ):  # fmt: skip
        play.table.select(selected)
        play.table.drawer = drawer if play.table.compact else None
        play.paint(surface)
        boxes = [ui.to_screen(box) for box in (play.table.left, play.table.right) if box is not None]
        assert boxes
        if play.table.compact and play.frame._beside(ui) is None:
            # Beside the drawer its names would have no room: the board lies whole beneath it.
            assert board.view.scale == pytest.approx(whole)
            continue
        for key in board.order():
            if key.startswith(("market", "department")):
                place = board.place(key)
                assert pygame.Rect(0, 0, *size).contains(place), (selected, drawer, key)
                assert place.collidelist(boxes) < 0, (selected, drawer, key)
        assert board.view.scale >= 0.7 * play.stage.scale
    play.table.select(None)
    play.table.drawer = None
    play.paint(surface)
    assert board.view.scale == pytest.approx(whole)


def test_a_frame_costs_at_most_four_blits_of_the_screen(root: Path) -> None:
    play = Play(played(root, FLOOR, 20, "mixed"), app.Game(Keeping(None)))
    size = (1280, 720)
    surface = window.render(play, size, seconds=0.2)
    # A surface nobody has drawn on lies in shared pages and is quicker to read than any real picture.
    other = surface.copy()
    play.table.clock.run(1)

    def frame() -> None:
        play.tick(1 / 60)
        play.paint(surface)

    ratios = []
    for run in range(6):
        frames, blits = [], []
        for _ in range(40):
            start = time.perf_counter()
            frame()
            middle = time.perf_counter()
            surface.blit(other, (0, 0))
            blits.append(time.perf_counter() - middle)
            frames.append(middle - start)
        if run:
            ratios.append(statistics.median(frames) / statistics.median(blits))
    assert min(ratios) <= 4.0, ratios


def test_a_copy_is_saved_under_a_typed_name_with_every_letter(tmp_path: Path, root: Path) -> None:
    pilot = at_the_table(tmp_path, root)
    pilot.press("n")
    pilot.until(lambda: pilot.week == 1)
    pilot.press("h", "escape")
    pilot.click("menu-save")
    pilot.press("backspace")
    pilot.type("my me")
    pilot.press("return")
    assert not pilot.window.stage.sound.muted
    assert [one.path.stem for one in pilot.game.keeping.games() if one.path.stem == "my me"]


def test_a_folder_that_cannot_be_written_is_told_and_nothing_breaks(tmp_path: Path, root: Path) -> None:
    (tmp_path / "saves").write_text("a file where a folder should be")
    game = played(root, GARAGE, 2)
    keeping = Keeping(tmp_path)
    assert keeping.autosave(game) == ""
    assert "could not be saved" in keeping.autosave(game)
    assert "could not be saved" in keeping.save_as(game, "a copy").text
    keeping.close()


# What the level tells.


def told_weekly(table: Session, read: notes.Notes, weeks: int) -> list[str]:
    """The level's own news of some weeks, as the screen asks for them."""
    out = []
    for _ in range(weeks):
        before = table.report
        table.advance()
        read.note(table.report)
        fresh = [item.text for item in news.week_news(table.level, before, table.report, (), (), read.happened)
                 if item.kind == "level"]  # fmt: skip
        read.happened |= {f"news {text}" for text in fresh}
        out += fresh
    return out


def test_a_game_taken_up_again_repeats_no_news_and_one_gone_back_in_tells_them_again(root: Path) -> None:
    table, read = played(root, FLOOR, 0), notes.Notes(levels.read(root / FLOOR))
    read.begin(table)
    first = told_weekly(table, read, 12)
    assert first
    again = notes.Notes(table.level)
    again.begin(table)
    assert told_weekly(table.copy(), again, 1) == told_weekly(table, read, 1)
    screen = Play(table, app.Game(Keeping(None)))
    screen.enter(window.Stage((1280, 720)))
    screen._rewind(0)
    assert table.week == 0
    assert not any(f"news {text}" in screen.notes.happened for text in first)
    assert told_weekly(table, screen.notes, 12) == first
