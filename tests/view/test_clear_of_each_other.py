"""What stands beside something is clear of it: banners and markets, a figure and the line of now, parts of a review."""

from __future__ import annotations

import functools
import itertools
from pathlib import Path

import pygame
import pytest

from game import bots
from game.board import style
from game.session import Session, play
from game.sim.world import QUARTER_WEEKS
from game.view.screens.debrief import turning
from game.view.screens.debrief.charts import Charts, Shown
from game.view.screens.message import Message
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.screens.title.lists import SavedGame
from game.view.screens.title.screen import TitleScreen
from game.view.stage import Route
from game.view.toolkit.panel import Panel
from tests import picture_matrix, rare_screens, screens
from tests.drawn import Records, pieces
from tests.screens import State, Viewer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 1.0), ((1000, 1400), 1.0), ((960, 540), 1.0)]
)
def test_three_banners_stand_clear_of_the_market_and_the_pills_beside_them(
    viewer: Viewer, size: tuple[int, int], scale: float
) -> None:
    (state,) = [state for state in rare_screens.states() if state.name == "rare banners and star"]
    screen = viewer.draw(state, size, scale)
    assert isinstance(screen, Play)
    found = {piece.name: piece for piece in pieces(screen.board, Records())}
    banners = [found[f"banner {n}"] for n in range(3)]
    others = [piece for name, piece in found.items() if name.startswith(("market", "pill", "department"))]
    assert others
    for banner in banners:
        mask = pygame.mask.from_surface(banner.image, 127)
        for other in others:
            apart = other.rect.x - banner.rect.x, other.rect.y - banner.rect.y
            over = mask.overlap_area(pygame.mask.from_surface(other.image, 127), apart)
            assert over == 0, f"{banner.name} and {other.name}"


@pytest.mark.parametrize("weeks", [22, 24])
def test_the_figure_of_a_contract_stands_beside_the_line_of_now(viewer: Viewer, weeks: int) -> None:
    def make() -> Play:
        out = Play(play(Session(screens.level("06-the-merger")), bots.leader("idle"), weeks), screens.game())
        out.notes.current, out.card, out._dealt = None, None, None
        return out

    records = Records()
    with records.watching():
        viewer.draw(State("horizon", make), (1280, 720), 1.0)
    words = records.on(viewer.stage.ui._shown.panels["side-horizon-card"]._content)
    now = next(word.box.centerx for word in words if word.shown == "now")
    figure = next(word.box for word in words if word.shown.endswith("×") and "–" in word.shown)
    assert not figure.left - 3 < now < figure.right + 3


def test_a_veil_has_the_corners_of_what_it_lies_on(viewer: Viewer) -> None:
    name = "04-the-floor review"
    screen = viewer.draw(screens.states("04-the-floor")[name], (1280, 720), 1.0)
    ui = viewer.stage.ui
    kept = ui._shown.panels["review"]
    corner, middle = kept.rect.topleft, (kept.rect.centerx, kept.rect.y + 4)
    veiled = viewer.surface.get_at(corner), viewer.surface.get_at(middle)
    ui.lower_shields()
    screen.paint(viewer.surface)
    assert viewer.surface.get_at(corner) == veiled[0]
    assert viewer.surface.get_at(middle) != veiled[1], "there was a veil"


def test_a_review_lies_over_the_table_alone(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that waits there, and no edge of a panel, shows around it."""

    def picture(change: bool) -> pygame.Surface:
        def make() -> ReviewScreen:
            behind = Play(screens.dealt("04-the-floor") or screens.played("04-the-floor", 13), screens.game())
            at_review = Play(screens.played("04-the-floor", QUARTER_WEEKS), screens.game())
            assert behind.table.report.cards
            behind.card = behind.table.report.cards[0].index if change else None
            behind.notes.current = behind.level.hints[0] if change else None
            return ReviewScreen(screens.game(), at_review.table, lambda: Route(behind), behind=behind)

        screen = viewer.draw(State("review", make), (1280, 720), 1.0)
        viewer.stage.ui.lower_shields()
        screen.paint(viewer.surface)
        return viewer.surface.copy()

    plain, waiting = picture(False), picture(True)
    assert pygame.image.tobytes(plain, "RGB") == pygame.image.tobytes(waiting, "RGB")
    monkeypatch.setattr("game.view.cards.panels.paint_side", lambda *_: None)
    assert pygame.image.tobytes(plain, "RGB") == pygame.image.tobytes(picture(False), "RGB")


@pytest.mark.parametrize(
    ("name", "size"), [("01-the-garage", (1178, 662)), ("04-the-floor", (1280, 720)), ("07-the-following", (1178, 662))]
)
def test_no_part_of_a_review_is_left_out_where_there_is_little_room(
    viewer: Viewer, name: str, size: tuple[int, int]
) -> None:
    records = Records()
    with records.watching():
        screen = viewer.draw(screens.states(name)[f"{name} review"], size, 1.0)
    assert isinstance(screen, ReviewScreen)
    ui = viewer.stage.ui
    panels = [ui._shown.panels[key] for key in ui._shown.order if key in ui._shown.panels]
    words = {word.shown for kept in panels for word in records.on(kept._content)}
    assert {"What changed, and why", "Wanted and made", "What comes", "Your people"} <= words
    goods = [ident for ident in ui.order() if ident.startswith("market-")]
    assert len(goods) == len(screens.level(name).product_names)
    for ident in (goods[-1], "people-trust"):
        ui.set_focus(ident)
        screen.paint(viewer.surface)
        region = ui.region(ident)
        assert region is not None
        assert ui._shown.under(region.rect.center) is region, "the keyboard brings it into sight"


def test_what_leads_from_a_decision_to_its_card_neither_crosses_another_nor_runs_along_it() -> None:
    for tops in ((82, 108, 134, 160, 186), (30, 44, 58, 72, 86), (500, 640, 700, 790, 900), (20, 300, 305, 310, 880)):
        feet = [19.0 + 190 * n for n in range(len(tops))]
        lefts = [float(top) for top in tops]
        heights = turning.rises(lefts, feet)
        assert all(0 <= one < len(tops) for one in heights)
        for i, j in itertools.combinations(range(len(tops)), 2):
            for a, b in ((i, j), (j, i)):
                near, far = sorted((lefts[a], feet[a]))
                if near - 2 < lefts[b] < far + 2:  # the way down of one ends before the way across of the other
                    assert heights[b] > heights[a], (tops, a, b)
                if near - 2 < feet[b] < far + 2:
                    assert heights[b] < heights[a], (tops, a, b)


@pytest.mark.parametrize("size", [(1280, 720), (2560, 1080), (1000, 1400)])
def test_the_best_and_the_worst_are_as_high_as_their_words(viewer: Viewer, size: tuple[int, int]) -> None:
    every = screens.states("01-the-garage")
    viewer.draw(every["01-the-garage result turning"], size, 1.0)
    for ident in ("end-best", "end-worst"):
        region = viewer.stage.ui.region(ident)
        assert region is not None
        assert region.rect.height < 110 * viewer.stage.ui.unit


def test_a_message_is_as_high_as_its_words_and_scrolls_where_they_are_long(viewer: Viewer) -> None:
    high = []
    for words in ("A week is missing.", "A week is missing.\n" * 10, "A week is missing.\n" * 90):
        make = functools.partial(Message, "It is so", words, screens.game().title)
        viewer.draw(State("message", make), (1280, 720), 1.0)
        place = viewer.stage.ui.place_of("message")
        assert place is not None
        high.append(place.height)
    assert high[0] < 0.5 * high[2]
    assert high[0] < high[1] < high[2] < 500


@pytest.mark.parametrize(("name", "panel"), [("leading", "leading"), ("04-the-floor play menu notes", "menu")])
def test_a_page_scrolls_only_where_the_window_has_no_room_for_it(viewer: Viewer, name: str, panel: str) -> None:
    for size, scale in (((1000, 1400), 1.5), ((1280, 720), 2.0)):
        viewer.draw(screens.states("01-the-garage", "04-the-floor")[name], size, scale)
        ui = viewer.stage.ui
        kept = ui._shown.panels[panel]
        scrolls = kept._content.get_height() > kept.rect.height
        assert scrolls == (kept.rect.height > size[1] - 30 * ui.unit), (size, scale)


def test_a_row_of_the_title_holds_a_note_of_two_lines(viewer: Viewer) -> None:
    def make() -> TitleScreen:
        plain = screens.game().title()
        assert isinstance(plain, TitleScreen)
        going = SavedGame("The game of 30 September 2026", "week 22", Path("day.headcount"), own=True)
        return TitleScreen(
            plain.road.milestones, screens.game().open_level, open_free=screens.game().open_free, going=going,
            open_save=screens.game().open_save, saves=[going] * 2, finished=True,
        )

    records = Records()
    with records.watching():
        viewer.draw(State("title", make), (1178, 662), 1.0)
    ui = viewer.stage.ui
    region = ui.region("going")
    assert region is not None
    kept = ui._shown.holder(region)
    assert kept is not None
    row = region.rect.move(-kept.rect.x, -kept.rect.y)
    words = [word for word in records.on(kept._content) if row.collidepoint(word.box.center)]
    assert len([word for word in words if "week" in word.shown or "September" in word.shown]) == 2, "it has two lines"
    assert all(row.top + 10 <= word.box.top and word.box.bottom <= row.bottom - 15 for word in words), "air about it"


def test_pills_below_a_market_hang_clear_of_the_plate_beneath_them(viewer: Viewer) -> None:
    screen = viewer.draw(screens.states("05-the-house")["05-the-house play nothing"], (3440, 1440), 1.5)
    assert isinstance(screen, Play)
    found = {piece.name: piece.rect for piece in pieces(screen.board, Records())}
    pills = [rect for name, rect in found.items() if name.startswith("pill 2 ")]
    assert len(pills) == 2, "two hang there"
    assert max(rect.bottom for rect in pills) <= found["department 2"].top + 2


def test_each_of_many_goods_has_a_chart_that_can_be_read_however_narrow_the_result(viewer: Viewer) -> None:
    level = screens.level("01-the-garage")
    looks = tuple(style.product_key(look) for look in level.product_looks)
    viewer.stage.set_ui_scale(1.0)
    told = screens.lesson("01-the-garage")
    for view in ("supply", "belief", "prices"):
        panel = Panel("chart", (330, 4), 1.0, viewer.stage.atlas, None, None)
        needed = Charts(level, looks).paint(panel, (0.0, 0.0, 330.0, 372.0), told, Shown(view))
        again = Charts(level, looks).paint(panel, (0.0, 0.0, 330.0, needed), told, Shown(view))
        rows = [region.rect for region in panel.regions if region.key == "product-picture"][-len(looks):]
        assert again == needed > 372, "they stand beneath each other and need more than that"
        assert all(rect.height >= 99 for rect in rows)


def test_what_asks_for_somebody_is_in_sight_beside_the_newest_decision(viewer: Viewer) -> None:
    viewer.draw(picture_matrix.matrix()["07-the-following play nothing"], (1280, 720), 1.0)
    ui = viewer.stage.ui
    assert ui.place_of("side-decision") is not None
    kept = ui._shown.panels["side-list"]
    rows = [region.rect for region in ui._shown.regions_of("side-list") if region.key == "side-department"]
    assert all(kept.rect.contains(rect) for rect in rows[:3])
