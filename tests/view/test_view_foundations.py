"""The foundations of the view: lettering, atlas, panels, focus, tooltips, charts, sound, window and title."""

import os
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.board import style
from game.charts import Axis, Band, Chart, curves
from game.glyphs import MARKS, can_show
from game.levels.generated import Choice
from game.view import sound, window
from game.view.screens.debrief.charts import _score_tabs
from game.view.screens.title.lists import SavedGame
from game.view.screens.title.road import Milestone
from game.view.screens.title.screen import TitleScreen
from game.view.toolkit import charts, overlay, shapes, tips, waterfall, widgets
from game.view.toolkit.panel import Panel, Region, Tip
from game.view.toolkit.pieces import Atlas, tint
from game.view.toolkit.text import ASSETS
from game.view.toolkit.tips import Tips
from game.view.toolkit.ui import Hit, Ui

SIZE = (1280, 720)
INK = (10, 20, 30)


@pytest.fixture(autouse=True)
def display() -> pygame.Surface:
    if pygame.display.get_surface() is None or pygame.display.get_surface().get_size() != SIZE:
        pygame.display.init()
        pygame.display.set_mode(SIZE)
    return pygame.display.get_surface()


def key(name: str, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(name), mod=mod)


def press(ui: Ui, name: str, mod: int = 0) -> Hit | None:
    return ui.event(key(name, mod))


def click(ui: Ui, place: tuple[int, int]) -> Hit | None:
    ui.event(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
    ui.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1))
    return ui.event(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1))


def ink_box(surface: pygame.Surface) -> pygame.Rect:
    return surface.get_bounding_rect(40)


class Grid:
    """A panel with three buttons above three, a slider, and a count that a test changes."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self.count = 0
        self.painted = 0
        self.box: tuple[float, float, float, float] = (20, 100, 340, 300)

    def paint(self, p: Panel) -> float:
        self.painted += 1
        for n in range(6):
            column, row = n % 3, n // 3
            words = Tip(f"Button {n}", "Some **words** that explain what will happen, at some length.")
            widgets.button(p, "b", (10 + 110 * column, 10 + 60 * row, 100, 40), f"B{n}", value=n, tip=words,
                           shortcut=str(n), enabled=n != 4)
        widgets.slider(p, "s", (10, 150, 300, 40), 3 + self.count, 0, 10, 1)
        return 200

    def frame(self, now: float = 0.0) -> None:
        self.ui.begin(pygame.display.get_surface(), now)
        self.ui.panel("grid", self.box, self.count, self.paint)
        self.ui.end()


@pytest.fixture
def grid() -> Grid:
    made = Grid(Ui(Atlas(), SIZE))
    made.frame()
    return made


# Lettering.


def test_text_is_rendered_once_and_then_taken_from_the_cache() -> None:
    text = Atlas().text
    first = text.line("Served, net of waste", 14, INK)
    assert text.rendered == 1
    assert text.line("Served, net of waste", 14, INK) is first
    text.line("Served, net of waste", 14, (200, 0, 0))
    text.line("Served, net of waste", 15, INK)
    assert text.rendered == 3


@pytest.mark.parametrize("family", ["serif", "sans"])
def test_figures_are_tabular(family: style.Family) -> None:
    text = Atlas().text
    widths = {round(text.width(digit * 4, 20, family=family), 3) for digit in "0123456789"}
    assert len(widths) == 1


def test_width_is_that_of_what_is_drawn() -> None:
    text = Atlas().text
    for string in ("Lantern & Co.", "+14", "week 31 → 42", "Łódź"):
        drawn = ink_box(text.line(string, 40, INK))
        assert abs(drawn.width - text.width(string, 40)) < 9


def test_wrapping_keeps_every_word_and_every_line_within_the_width() -> None:
    text = Atlas().text
    words = "The last three letters took 3, 4 and 2 weeks. Each week on the road costs about 1 point."
    lines = text.wrap(words, 150, 14)
    assert len(lines) > 3
    assert " ".join(lines) == words
    assert all(text.width(line, 14) <= 150 for line in lines)


def test_a_word_too_long_for_a_line_is_broken_rather_than_clipped() -> None:
    text = Atlas().text
    lines = text.wrap("Donaudampfschifffahrtsgesellschaft", 80, 14)
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"
    assert all(text.width(line, 14) <= 80 for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    text = Atlas().text
    short = text.shorten("Order reaches Yard in two weeks", 100, 14)
    assert short.endswith("…")
    assert text.width(short, 14) <= 100
    assert text.shorten("Yard", 100, 14) == "Yard"
    cut = text.wrap("one two three four five six seven eight nine ten", 60, 14, lines=2)
    assert len(cut) == 2
    assert cut[1].endswith("…")


def test_every_character_the_game_uses_can_be_drawn() -> None:
    needed = "".join(chr(code) for code in range(0x20, 0x7F)) + "éèêëàâäåãçíïñóôöøúüßÉÖÜÅØŁłśž" + "−–—…·×±°‘’“”½€£%"
    needed += "".join(MARKS)
    assert [character for character in needed if not can_show(character)] == []
    assert not can_show("\ue123")
    assert not can_show("漢")


def test_the_view_spells_only_with_characters_it_can_draw() -> None:
    for file in sorted((Path(shapes.__file__).parent).rglob("*.py")):
        unusual = {c for c in file.read_text(encoding="utf-8") if ord(c) > 0x7E and c not in "漢\ue123"}
        assert [c for c in sorted(unusual) if not can_show(c)] == [], file.name


# Atlas.


def test_every_piece_rasterises_in_both_themes() -> None:
    special = {"pin": ":order:ear", "pin-hollow": ":tag:seen", "awning": ":bread", "capsule": ":tea", "badge": ":eye"}
    for theme in style.PALETTES:
        atlas = Atlas(theme)
        for file in sorted((ASSETS / "pieces").glob("*.svg")):
            sprite = atlas.sprite(file.stem + special.get(file.stem, ""), 1.5)
            assert ink_box(sprite.surface).width > 4, file.stem


def test_every_product_has_token_owed_pile_and_icon() -> None:
    atlas = Atlas()
    for product, look in style.PRODUCTS.items():
        assert ink_box(atlas.token(product, 18).surface).width >= 30
        assert ink_box(atlas.token(product, 5).surface).width >= 8
        owed, solid = atlas.token(product, 18, owed=True).surface, atlas.token(product, 18).surface
        assert pygame.mask.from_surface(owed).count() < pygame.mask.from_surface(solid).count()
        atlas.sprite(f"pile-{product}", 1)
        atlas.icon(look.icon, 20, INK, "fill")
        assert style.product_key(look.label) == product


def test_themes_swap_a_pieces_colours() -> None:
    light, dark = Atlas("light"), Atlas("dark")
    for step, morale in enumerate((5, 25, 50, 70, 95)):
        for atlas in (light, dark):
            tile = atlas.tile(morale, 40)
            middle = tile.surface.get_at((round(tile.origin[0]), round(tile.origin[1])))
            assert tuple(middle)[:3] == atlas.palette.morale[step]
    pawns = [atlas.pawn(60).surface for atlas in (light, dark)]
    colours = [{tuple(p.get_at((x, y)))[:3] for x in range(p.width) for y in range(p.height)} for p in pawns]
    assert style.LIGHT.pawn in colours[0]
    assert style.DARK.pawn in colours[1]
    assert style.LIGHT.pawn not in colours[1]


def test_a_sprite_is_rasterised_once_for_a_size_and_theme() -> None:
    atlas = Atlas()
    first = atlas.sprite("pawn-1", 1.0)
    made = atlas.rasterised
    assert atlas.sprite("pawn-1", 1.0) is first
    assert atlas.rasterised == made
    atlas.theme = "dark"
    assert atlas.sprite("pawn-1", 1.0) is not first
    atlas.warm([("disc", 2.0), ("disc", 2.0), ("coin", 2.0)])
    assert atlas.rasterised == made + 3


def test_pins_differ_by_lever_sign_and_time() -> None:
    atlas = Atlas()
    names = [f"{kind}:{lever}:{sign}" for kind in ("pin", "pin-hollow") for lever in style.LEVERS
             for sign in ("ear", "worst", "seen")]  # fmt: skip
    pictures = {pygame.image.tobytes(atlas.sprite(name, 3).surface, "RGBA") for name in names}
    assert len(pictures) == 24


def test_icons_take_the_colour_asked_for() -> None:
    icon = Atlas().icon("eye", 32, (176, 53, 47), "fill")
    seen = [tuple(icon.get_at((x, y)))[:3] for x in range(32) for y in range(32) if icon.get_at((x, y)).a == 255]
    assert seen
    assert set(seen) == {(176, 53, 47)}


def test_fading_moves_a_sprites_colours_and_keeps_its_outline() -> None:
    source = Atlas().tile(70, 30).surface
    faded = tint(source, (0, 0, 255), 0.5)
    middle = source.get_rect().center
    assert faded.get_at(middle).b > source.get_at(middle).b + 20
    assert faded.get_at((0, 0)).a == 0


def test_the_table_is_opaque_and_made_once() -> None:
    atlas = Atlas()
    wood = atlas.table(1000, 600)
    assert wood.get_size() == (1000, 600)
    assert not wood.get_flags() & pygame.SRCALPHA
    assert atlas.table(1000, 600) is wood


def test_a_large_card_has_the_corners_of_a_small_one() -> None:
    small = shapes.card(60, 60, INK, radius=12, lip=3, lip_colour=(90, 0, 0), shadow=6)
    large = shapes.card(300, 200, INK, radius=12, lip=3, lip_colour=(90, 0, 0), shadow=6)
    assert large.get_size() == (312, 215)
    assert large.get_at((156, 100)) == (*INK, 255)
    for x in range(20):
        for y in range(20):
            assert small.get_at((x, y)) == large.get_at((x, y))
    hollow = shapes.card(60, 60, None, radius=8, outline=INK, stroke=2)
    assert hollow.get_at((30, 30)).a == 0
    assert hollow.get_at((30, 0)).a > 200


# Text and graphics can be told from their grounds.


def contrast(first: style.Colour, second: style.Colour) -> float:
    def light(colour: style.Colour) -> float:
        parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_is_four_and_a_half_times_as_light_or_dark_as_its_ground(theme: style.Theme) -> None:
    p = style.PALETTES[theme]
    pairs = {
        "ink on card": (p.ink, p.card), "ink on inset": (p.ink, p.inset), "ink on choice": (p.ink, p.choice),
        "second on card": (p.second, p.card), "second on inset": (p.second, p.inset), "bar": (p.bar_text, p.bar),
        "second on bar": (p.bar_second, p.bar), "button": (p.bar_text, p.button), "bad": (p.bad, p.card),
        "good": (p.good, p.card), "seal": (style.WHITE, p.seal), "tip": (p.bar_second, p.tip),
        "gold button": (style.WHITE, style.LIGHT.gold_deep), "petrol button": (style.WHITE, style.LIGHT.focus),
        "note": (p.ink, p.note),
    }  # fmt: skip
    assert {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < 4.5} == {}
    assert contrast(p.focus, p.card) >= 3
    assert contrast(p.hint, p.card) >= 3
    for look in style.PRODUCTS.values():
        assert contrast(look.line(theme), p.card) >= 3, look.label


# Panels.


def test_a_panel_is_painted_only_when_what_it_shows_changes(grid: Grid) -> None:
    for now in range(5):
        grid.frame(now)
    assert grid.painted == 1
    grid.count = 1
    grid.frame()
    grid.frame()
    assert grid.painted == 2
    grid.box = (40, 100, 340, 300)
    grid.frame()
    assert grid.painted == 2
    grid.ui.configure(SIZE, 1.5, "light")
    grid.frame()
    assert grid.painted == 3


def test_hovering_repaints_the_panel_and_moving_elsewhere_does_not(grid: Grid) -> None:
    place = grid.ui.region("b:0").rect.center
    grid.ui.event(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))
    grid.frame()
    assert grid.painted == 2
    assert grid.ui.hovered() == "b:0"
    for x in range(600, 900, 50):
        grid.ui.event(pygame.event.Event(pygame.MOUSEMOTION, pos=(x, 650), rel=(0, 0), buttons=(0, 0, 0)))
        grid.frame()
    assert grid.painted == 3


def test_a_frame_without_changes_renders_no_text_and_rasterises_nothing(grid: Grid) -> None:
    texts, pieces = grid.ui.atlas.text.rendered, grid.ui.atlas.rasterised
    for now in range(4):
        grid.frame(now)
    assert (grid.ui.atlas.text.rendered, grid.ui.atlas.rasterised) == (texts, pieces)


def test_the_strips_of_a_panel_show_what_the_whole_would(grid: Grid) -> None:
    ui = grid.ui
    target = pygame.Surface((400, 400)).convert()
    whole = pygame.Surface((400, 400)).convert()
    for surface in (target, whole):
        surface.fill((120, 160, 90))
    ground, view = overlay.ground("card", (300, 200), 1.0, ui.palette)
    for part, (x, y) in overlay.strips(ground, view, "card", 1.0):
        target.blit(part, (50 + x, 50 + y))
    whole.blit(ground, (50 - view.x, 50 - view.y))
    difference = np.abs(pygame.surfarray.array3d(target).astype(int) - pygame.surfarray.array3d(whole).astype(int))
    assert difference.max() <= 1


# Mouse and keyboard.


def test_a_click_gives_the_key_and_value(grid: Grid) -> None:
    assert click(grid.ui, grid.ui.region("b:2").rect.center) == Hit("b", 2)
    assert grid.ui.taken
    assert click(grid.ui, grid.ui.region("b:4").rect.center) is None, "a disabled button does nothing"
    assert click(grid.ui, (900, 600)) is None
    assert not grid.ui.taken


def test_letting_go_elsewhere_activates_nothing(grid: Grid) -> None:
    ui = grid.ui
    ui.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=ui.region("b:0").rect.center, button=1))
    place = ui.region("b:1").rect.center
    assert ui.event(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1)) is None


def test_tab_goes_in_reading_order_and_round(grid: Grid) -> None:
    seen = []
    for _ in range(8):
        press(grid.ui, "tab")
        seen.append(grid.ui.focus)
    assert seen == ["b:0", "b:1", "b:2", "b:3", "b:4", "b:5", "s", "b:0"]
    press(grid.ui, "tab", pygame.KMOD_LSHIFT)
    assert grid.ui.focus == "s"


def test_arrows_go_to_what_lies_there(grid: Grid) -> None:
    ui = grid.ui
    ui.set_focus("b:0")
    for name, there in (("right", "b:1"), ("down", "b:4"), ("right", "b:5"), ("up", "b:2"), ("left", "b:1")):
        press(ui, name)
        assert ui.focus == there
    press(ui, "up")
    assert ui.focus == "b:1", "nothing lies above"


def test_enter_and_space_activate_the_focus_and_shortcuts_need_none(grid: Grid) -> None:
    ui = grid.ui
    assert press(ui, "3") == Hit("b", 3)
    assert press(ui, "4") is None, "the shortcut of a disabled button"
    assert press(ui, "space") is None
    assert not ui.taken, "without a visible focus Space is left to the screen"
    ui.set_focus("b:1")
    assert press(ui, "return") == Hit("b", 1)
    assert press(ui, "space") == Hit("b", 1)
    press(ui, "escape")
    assert ui.focus is None


def test_a_slider_moves_by_keys_and_by_dragging(grid: Grid) -> None:
    ui = grid.ui
    ui.set_focus("s")
    assert press(ui, "right") == Hit("s", 4)
    assert press(ui, "left") == Hit("s", 2)
    rect = ui.region("s").rect
    down = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(rect.right - 2, rect.centery), button=1)
    assert ui.event(down) == Hit("s", 10)
    drag = pygame.event.Event(pygame.MOUSEMOTION, pos=(-50, 0), rel=(0, 0), buttons=(1, 0, 0))
    assert ui.event(drag) == Hit("s", 0)


def test_the_focus_ring_is_drawn_only_for_the_keyboard(grid: Grid) -> None:
    screen = pygame.display.get_surface()

    def ring_shown() -> bool:
        screen.fill((0, 0, 0))
        grid.frame()
        rect = grid.ui.region("b:0").rect
        return tuple(screen.get_at((rect.x - 2, rect.centery)))[:3] == grid.ui.palette.focus

    assert not ring_shown()
    press(grid.ui, "tab")
    assert ring_shown()
    click(grid.ui, grid.ui.region("b:0").rect.center)
    assert not ring_shown()


@pytest.mark.parametrize("largest", [9, 99, 168, 1_204])
def test_the_figures_of_a_waterfall_stand_beside_its_bars(
    grid: Grid, largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bars: list[float] = []
    figures: list[float] = []
    bar = widgets.bar

    def noted(p: Panel, box: tuple[float, float, float, float], *rest: object, **named: object) -> None:
        bars.append(box[0] + box[2])
        bar(p, box, *rest, **named)  # type: ignore[arg-type]

    def paint(p: Panel) -> float:
        words = [f"+{largest}", f"−{largest // 2}"]
        figures.extend(336 - p.measure(text, style.SUBTITLE, weight=800) for text in words)
        causes = [waterfall.Cause("Good", largest), waterfall.Cause("Bad", -(largest // 2))]
        return waterfall.waterfall(p, "cause", (0, 0, 340, 30), 0.0, causes)

    monkeypatch.setattr(waterfall.widgets, "bar", noted)
    grid.ui.begin(pygame.display.get_surface(), 0)
    grid.ui.panel("waterfall", grid.box, largest, paint)
    grid.ui.end()
    assert max(bars) < min(figures)


def test_regions_of_the_board_are_reached_with_those_of_panels(grid: Grid) -> None:
    ui = grid.ui
    tiles = [Region("team", pygame.Rect(600 + 80 * n, 300, 70, 80), value=n, hexagon=40) for n in range(3)]
    ui.begin(pygame.display.get_surface(), 0)
    ui.regions("board", tiles)
    ui.panel("grid", grid.box, grid.count, grid.paint)
    ui.end()
    assert ui.order()[-3:] == ["team:0", "team:1", "team:2"], "the tiles lie right of the panel"
    press(ui, "tab")
    assert ui.focus == "team:0", "the keyboard begins on the board"
    ui.set_focus(None)
    assert click(ui, tiles[1].rect.center) == Hit("team", 1)
    assert click(ui, tiles[1].rect.topleft) is None, "the corner lies outside the hexagon"
    ui.set_focus("s")
    press(ui, "up")
    ui.set_focus("b:5")
    press(ui, "right")
    assert ui.focus == "team:0"


def test_what_is_typed_as_a_straight_mark_in_a_word_is_drawn_as_an_apostrophe() -> None:
    said = Atlas().text.said
    assert said("their children's and the teams' work") == "their children’s and the teams’ work"
    for code in ("say: 'All of it.'", "'x'", "5'000", "no mark"):
        assert said(code) == code
    assert can_show("’")


# Tooltips, modals, scrolling.


def test_a_tooltip_waits_and_then_stays_inside_the_window(grid: Grid) -> None:
    for box in ((20, 100, 340, 300), (930, 100, 340, 300), (930, 460, 340, 250), (2, 2, 340, 250)):
        grid.box = box
        for ident in ("b:0", "b:2", "b:3", "b:5"):
            grid.frame(10.0)
            grid.ui.set_focus(ident)
            grid.frame(10.0 + style.TOOLTIP_DELAY / 2)
            assert grid.ui.tip_shown() is None
            grid.frame(10.0 + style.TOOLTIP_DELAY + 0.01)
            tip = grid.ui.tip_shown()
            assert tip is not None
            assert pygame.Rect(0, 0, *SIZE).contains(tip)
            assert not tip.colliderect(grid.ui.region(ident).rect)


@given(
    st.integers(0, 1100), st.integers(0, 620), st.integers(20, 400), st.integers(20, 120), st.integers(60, 1270),
    st.integers(40, 716),
)  # fmt: skip
def test_a_tooltip_covers_what_it_tells_about_no_more_than_the_window_makes_it(
    x: int, y: int, wide: int, high: int, tip_wide: int, tip_high: int
) -> None:
    about, window = pygame.Rect(x, y, wide, high).clip((0, 0, 1280, 720)), pygame.Rect(0, 0, 1280, 720)
    lies = tips._place((tip_wide, tip_high), about, None, window.size, 9)
    assert window.contains(lies)
    inside = window.inflate(-4, -4)
    corners = [
        pygame.Rect(left, top, tip_wide, tip_high).clamp(inside)
        for left in (inside.left, inside.right) for top in (inside.top, inside.bottom)
    ]  # fmt: skip
    least = min(corner.clip(about).w * corner.clip(about).h for corner in corners)
    part = lies.clip(about)
    assert part.w * part.h <= least + 0.06 * about.w * about.h


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_tooltips_of_the_largest_text_stay_inside_the_smallest_window(scale: float) -> None:
    ui = Ui(Atlas(), (960, 540))
    ui.configure((960, 540), scale, "light")
    tip = Tip("A title that is rather long for a tooltip", "Words. " * 30)
    for corner in ((0, 0), (900, 0), (0, 500), (900, 500), (450, 250)):
        about = pygame.Rect(*corner, 40, 32)
        rect = Tips().show(pygame.Surface((960, 540)), tip, about, None, ui.unit, ui.atlas)
        assert pygame.Rect(0, 0, 960, 540).contains(rect)


def test_a_tooltip_leaves_a_note_free_where_there_is_another_side(grid: Grid) -> None:
    ui, tip, about = grid.ui, Tip("Ada", "One person, waiting for a letter."), pygame.Rect(600, 340, 80, 40)
    usual = Tips().show(pygame.Surface(SIZE), tip, about, None, ui.unit, ui.atlas)
    assert usual.bottom <= about.top
    spared = Tips().show(pygame.Surface(SIZE), tip, about, None, ui.unit, ui.atlas, [usual])
    assert not spared.colliderect(usual)
    assert not spared.colliderect(about)
    nowhere = Tips().show(pygame.Surface(SIZE), tip, about, None, ui.unit, ui.atlas, [pygame.Rect(0, 0, *SIZE)])
    assert nowhere == usual


def test_a_modal_keeps_the_focus_to_itself_and_closes_by_escape(grid: Grid) -> None:
    ui = grid.ui

    def paint(p: Panel) -> None:
        widgets.button(p, "yes", (20, 20, 100, 40), "Yes")
        widgets.button(p, "no", (140, 20, 100, 40), "No", shortcut="escape")

    ui.set_focus("b:3")
    ui.begin(pygame.display.get_surface(), 0)
    ui.panel("grid", grid.box, grid.count, grid.paint)
    ui.modal("ask", (400, 200, 400, 200), 0, paint)
    ui.end()
    assert ui.order() == ["yes", "no"]
    assert ui.focus is None
    assert press(ui, "0") is None
    assert ui.taken
    assert click(ui, (30, 120)) is None
    assert press(ui, "escape") == Hit("no")
    grid.frame()
    assert "b:0" in ui.order()
    assert ui.focus == "b:3", "the focus goes back to where it was"


def test_a_panel_too_small_for_its_contents_scrolls_and_follows_the_focus(grid: Grid) -> None:
    grid.box = (20, 100, 340, 90)
    grid.frame()
    panel = grid.ui.to_screen(grid.box)
    assert not panel.contains(grid.ui.region("s").rect)
    for _ in range(7):
        press(grid.ui, "tab")
    assert grid.ui.focus == "s"
    assert panel.contains(grid.ui.region("s").rect)
    assert not panel.contains(grid.ui.region("b:0").rect)
    grid.ui.event(pygame.event.Event(pygame.MOUSEMOTION, pos=panel.center, rel=(0, 0), buttons=(0, 0, 0)))
    grid.ui.event(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=20))
    assert panel.contains(grid.ui.region("b:0").rect)


def test_what_is_scrolled_out_of_a_panel_cannot_be_clicked(grid: Grid) -> None:
    grid.box = (20, 100, 340, 60)
    grid.frame()
    assert click(grid.ui, grid.ui.region("b:3").rect.center) is None


def test_the_focus_ring_of_what_is_scrolled_away_is_not_drawn_over_the_header(grid: Grid) -> None:
    screen, box = pygame.display.get_surface(), (20, 100, 340, 300)

    def paint(p: Panel) -> float:
        for n in range(4):
            widgets.button(p, "b", (10, 170 + 60 * n, 100, 40), f"B{n}", value=n)
        return 400

    def ringed() -> int:
        screen.fill((0, 0, 0))
        grid.ui.begin(screen, 0.0)
        grid.ui.panel("tall", box, 0, paint, header=160)
        grid.ui.end()
        return int((pygame.surfarray.array3d(screen) == grid.ui.palette.focus).all(axis=2).sum())

    ringed()
    grid.ui.set_focus("b:0")
    assert ringed() > 100
    panel = grid.ui.to_screen(box)
    grid.ui.event(pygame.event.Event(pygame.MOUSEMOTION, pos=panel.center, rel=(0, 0), buttons=(0, 0, 0)))
    grid.ui.event(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-20))
    assert ringed() == 0


# Charts and sound.


def test_a_smooth_line_passes_through_its_points_and_never_overshoots() -> None:
    x, y = [0.0, 4, 8, 13, 20, 22], [0.0, 0, 10, 10, 3, 3]
    assert curves.dense(x, y, np.array(x), True) == pytest.approx(y)
    curve = curves.dense(x, y, np.linspace(0, 22, 500), True)
    assert curve.min() >= -1e-9
    assert curve.max() <= 10 + 1e-9
    flat = curves.dense(x, y, np.linspace(8, 13, 50), True)
    assert flat == pytest.approx(10)


def test_a_band_is_painted_only_where_the_upper_line_is_above() -> None:
    p = Panel("chart", (400, 300), 1.0, Atlas(), None, None)
    band = Band((0, 10), (0, 10), (10, 0), "bad", "plain", smooth=False)
    charts.draw(p, (0, 0, 400, 300), Chart("tried", "", x=Axis(0, 10), y=Axis(0, 10), bands=(band,)))
    drawn = np.asarray(pygame.surfarray.array_alpha(p.surface)) > 0
    assert drawn[:190].sum() > 3_000
    assert drawn[210:].sum() < 900


def test_every_sound_is_quiet_and_ends_without_a_click() -> None:
    for name, recipe in sound.RECIPES.items():
        made = sound.samples(recipe())
        assert 0 < np.abs(made).max() <= sound.LOUDNESS * 32_767 + 1, name
        assert abs(int(made[-1])) < 200, name
        assert len(made) < 3 * sound.RATE, name


def test_sound_never_fails_and_refuses_unknown_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise pygame.error("no audio device")

    monkeypatch.setattr(pygame.mixer, "init", refuse)
    player, now = sound.Sound(), [1.0]
    player.clock = lambda: now[0]
    for _ in range(2):
        player.play("sale")
        assert player._making is not None
        player._making.join(10)
        now[0] += 60.0
    assert player.heard == ["sale", "sale"]
    with pytest.raises(KeyError):
        player.play("trumpet")


# Window and title.


class Blank:
    """A screen that writes down what happens to it."""

    def __init__(self) -> None:
        self.log: list[object] = []
        self.route: window.Route | None = None

    def enter(self, stage: window.Stage) -> None:
        self.stage = stage
        self.log.append("enter")

    def event(self, event: pygame.event.Event) -> window.Route | None:
        self.log.append(pygame.event.event_name(event.type))
        return self.route

    def tick(self, seconds: float) -> window.Route | None:
        self.log.append(seconds)
        return None

    def paint(self, surface: pygame.Surface) -> None:
        self.log.append("paint")


def test_a_frame_takes_events_lets_time_pass_and_paints() -> None:
    first, second = Blank(), Blank()
    shown = window.Window(first, clock=window.VirtualClock(), sound=sound.Sound(silent=True))
    shown.frame(0.5, [key("a")])
    assert first.log == ["enter", "KeyDown", 0.5, "paint"]
    first.route = window.Route(second)
    shown.frame(0.1, [key("a")])
    assert second.log == ["enter", 0.1, "paint"]
    second.route = window.Route(None)
    shown.frame(0.1, [key("a")])
    assert shown.screen is None


def test_the_window_owns_size_theme_and_mute() -> None:
    screen = Blank()
    shown = window.Window(screen, clock=window.VirtualClock(), sound=sound.Sound(silent=True))
    stage = shown.stage
    before = stage.key()
    shown.frame(0, [key("t", pygame.KMOD_LCTRL), key("=", pygame.KMOD_LCTRL), key("m")])
    assert (stage.theme, stage.ui.scale, stage.sound.muted) == ("dark", 1.25, True)
    assert stage.key() != before
    for _ in range(9):
        shown.frame(0, [key("=", pygame.KMOD_LCTRL)])
    assert stage.ui.scale == 2.0
    shown.frame(0, [pygame.event.Event(pygame.VIDEORESIZE, size=(800, 400), w=800, h=400)])
    assert stage.size == pygame.display.get_surface().get_size()
    shown.frame(0, [pygame.event.Event(pygame.QUIT)])
    assert shown.screen is None
    pygame.display.set_mode(SIZE)


def test_the_wrong_pygame_is_named_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pygame, "IS_CE", False, raising=False)
    with pytest.raises(SystemExit, match="pygame-ce"):
        window.Window(Blank())


class TitleCase:
    """A title over eight milestones, of which three can be played."""

    people: ClassVar = (5, 12, 40, 120, 400, 1_200, 4_000, 15_000)

    def __init__(self, stars: tuple[int, ...] = (3, 1, 0), saves: int = 0) -> None:
        self.opened: list[str] = []
        milestones = [
            Milestone(f"Level {n + 1}", people, Path(f"{n}.yaml") if n < 3 else None, stars[n] if n < 3 else 0, n >= 3)
            for n, people in enumerate(self.people)
        ]
        games = [SavedGame("The Floor", f"week {n} of 52", Path(f"save{n}")) for n in range(saves)]
        self.screen = TitleScreen(
            milestones, self.open, open_free=self.open_free, saves=games, open_save=self.open
        )

    def open(self, path: Path) -> Blank:
        self.opened.append(path.name)
        return Blank()

    def open_free(self, choice: Choice) -> Blank:
        self.opened.append(choice.name)
        return Blank()


def _led(route: window.Route | None) -> window.Screen | None:
    """The screen that a press leads to, which is made only when it is asked for."""
    return route.screen if route is not None else None


def test_the_title_continues_with_the_first_level_without_a_star() -> None:
    case = TitleCase()
    window.render(case.screen, SIZE)
    assert case.screen.road.next_level() == 2
    assert isinstance(_led(case.screen.event(key("c"))), Blank)
    assert case.opened == ["2.yaml"]
    fresh = TitleCase((0, 0, 0))
    assert fresh.screen.road.next_level() == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_open_level_is_reached_by_keyboard_and_a_locked_one_opens_nothing(scale: float) -> None:
    case = TitleCase()
    window.render(case.screen, SIZE, scale)
    ui = case.screen.stage.ui
    assert [ident for ident in ui.order() if ident.startswith("level:")] == [f"level:{n}" for n in range(8)]
    for n in range(8):
        ui.set_focus(f"level:{n}")
        route = case.screen.event(key("return"))
        assert isinstance(_led(route), Blank) == (n < 3)
    assert case.opened == ["0.yaml", "1.yaml", "2.yaml"]


def test_return_begins_what_the_red_row_of_the_title_says() -> None:
    case = TitleCase()
    window.render(case.screen, SIZE)
    assert case.screen.stage.ui.focus is None
    assert isinstance(_led(case.screen.event(key("return"))), Blank)
    assert case.opened == ["2.yaml"]


def test_the_title_lists_saved_games_and_leaves() -> None:
    case = TitleCase(saves=2)
    surface = window.render(case.screen, SIZE)
    case.screen.event(key("l"))
    case.screen.paint(surface)
    assert case.screen.stage.ui.order() == ["close", "save:0", "save:1"]
    assert isinstance(_led(case.screen.event(key("2"))), Blank)
    assert case.opened == ["save1"]
    case.screen.event(key("escape"))
    case.screen.paint(surface)
    route = case.screen.event(key("q", pygame.KMOD_LCTRL))
    assert route == window.Route(None)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_control_of_the_title_is_large_enough(theme: style.Theme, scale: float) -> None:
    case = TitleCase(saves=1)
    window.render(case.screen, SIZE, scale, theme)
    ui = case.screen.stage.ui
    for ident in ui.order():
        rect = ui.region(ident).rect
        assert min(rect.size) >= style.SMALLEST_TARGET * style.window_scale(*SIZE), ident


@pytest.mark.parametrize("quarters", [1, 4, 6, 8, 16])
@pytest.mark.parametrize("room", [500.0, 780.0])
def test_the_tabs_of_the_score_are_whole_however_many_quarters_there_were(quarters: int, room: float) -> None:
    p = Panel("page", (800, 60), 1.0, Atlas(), None, None)
    ways = _score_tabs(quarters)
    fit = [row for row in ways if widgets.tabs_fit(p, row, room)]
    assert fit or quarters > 8
    for row in fit[:1]:
        wides = widgets._tab_widths(p, row, room, tall=False)
        needed = [p.measure(one.label, style.BODY, weight=800) + 14 for one in row]
        assert all(wide >= need for wide, need in zip(wides, needed, strict=True))


@pytest.mark.parametrize(("threshold", "at"), [(-0.4, 100.0), (0.5, 200.0), (1.7, 300.0)])
def test_the_mark_of_a_meter_stays_on_its_bar(threshold: float, at: float) -> None:
    p = Panel("page", (400, 60), 1.0, Atlas(), None, None)
    filled: list[tuple[float, float, float, float]] = []
    p.fill = lambda box, colour: filled.append(box)  # type: ignore[assignment,misc]
    widgets.meter(p, (100, 20, 200, 12), 0.3, p.palette.good, threshold=threshold)
    assert [x + w / 2 for x, _, w, _ in filled] == [at]
