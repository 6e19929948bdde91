"""What is written can be read and what is drawn can be told apart: in both themes, without colours, and by people who
see other colours than most."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from game.board import style
from game.board.style import GRAPHIC, PALETTES, PRODUCTS, TEXT, WHITE, Colour, Palette, contrast
from game.charts import inks
from game.view.toolkit.pieces import Atlas, rimmed
from tests import picture_matrix, screens
from tests.blindness import SIGHTS, seen
from tests.screens import Viewer

Pictures = NDArray[np.uint8]
ROLES = {
    "ink": ("card", "inset", "land", "note", "choice", "owed_strip", "mat"),
    "second": ("card", "inset", "land", "note", "choice", "mat"),
    "hint": ("card", "inset", "land", "note"),
    "good": ("card", "inset", "note"),
    "bad": ("card", "inset", "note", "owed_strip", "choice"),
    "focus": ("card", "inset", "choice"),
    "indigo": ("card", "inset"),
    "bar_text": ("bar", "button", "tip"),
    "bar_second": ("bar", "button", "tip"),
}
"""Every colour in which something is written, and what it is written on."""


@pytest.fixture(params=PALETTES.values(), ids=PALETTES)
def palette(request: pytest.FixtureRequest) -> Palette:
    found = request.param
    assert isinstance(found, Palette)
    return found


def test_every_role_of_text_can_be_read_on_its_grounds(palette: Palette) -> None:
    pairs = [(role, ground) for role, grounds in ROLES.items() for ground in grounds]
    ratios = {pair: contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < TEXT} == {}
    for ground in (palette.seal, palette.leader, style.LIGHT.indigo, style.LIGHT.focus, palette.frame):
        assert contrast(WHITE, ground) >= TEXT
    assert contrast(style.DARK_INK, palette.gold) >= TEXT
    for ink in (palette.good, palette.bad):
        assert contrast(ink, style.mix(palette.card, ink, style.TINT)) >= TEXT, "a card in the colour of its words"
    for ink in (palette.good, palette.gold_deep, palette.bad, palette.second):
        ground, shade = style.tinted(palette.card, ink, palette.ink)
        assert contrast(shade, ground) >= TEXT, "a verdict that is stamped in its colour"
    for name in ("you", "thought", "second", "good", "bad"):
        assert contrast(inks.colour(name, palette.theme), palette.card) >= TEXT, "a line is named in its colour"


def test_goods_stand_out_from_land_road_and_card(palette: Palette) -> None:
    """By their body, their outline, or the icon on it, which is on every token that is not among many."""
    for look in PRODUCTS.values():
        line = look.outline if palette.theme == "light" else look.line_dark
        for ground in (palette.land, palette.road, palette.card):
            best = max(contrast(look.fill, ground), contrast(line, ground), contrast(look.fill, line) * 0.9)
            assert best >= 2.9, look.key
        assert contrast(look.icon_ink, look.fill) >= GRAPHIC
        assert contrast(look.line(palette.theme), palette.card) >= GRAPHIC


def test_neighbouring_steps_of_morale_differ_in_lightness(palette: Palette) -> None:
    light = [116 * style.luminance(step) ** (1 / 3) - 16 for step in palette.morale]  # L* of CIE 1976
    assert all(abs(first - second) >= 7.5 for first, second in pairwise(light)), light


def test_fires_and_the_leader_have_a_rim_that_every_ground_shows(palette: Palette) -> None:
    atlas = Atlas(palette.theme)
    fire = atlas.sprite("fire", 3.0).surface
    grounds = (*palette.morale, palette.land, palette.mat)
    for sight in SIGHTS:
        inks = _edge(fire, sight)
        for ground in grounds:
            there = _as_seen(ground, sight)
            assert max(contrast(ink, there) for ink in inks) >= GRAPHIC, (sight, ground)
    leader = rimmed(atlas.pawn(60, kind="leader"), WHITE, 4.8).surface
    for sight in SIGHTS:
        for ground in (palette.bar, palette.gold, style.mix(palette.bar_second, palette.bar, 0.45)):
            assert max(contrast(ink, _as_seen(ground, sight)) for ink in _edge(leader, sight)) >= 2.5


def _as_seen(colour: Colour, sight: str) -> Colour:
    red, green, blue = (int(part) for part in seen(np.array([[colour]], dtype=np.uint8), sight)[0, 0])
    return red, green, blue


def _edge(sprite: pygame.Surface, sight: str) -> list[Colour]:
    """The two commonest opaque colours near a sprite's outline."""
    mask = pygame.mask.from_surface(sprite, 250)
    inner = mask.copy()
    for dx, dy in ((-13, 0), (13, 0), (0, -13), (0, 13)):
        moved = pygame.mask.Mask(mask.get_size())
        moved.draw(mask, (dx, dy))
        inner = inner.overlap_mask(moved, (0, 0))
    mask.erase(inner, (0, 0))
    size = sprite.get_size()
    found = [sprite.get_at((x, y))[:3] for x in range(size[0]) for y in range(size[1]) if mask.get_at((x, y))]
    colours, counts = np.unique(np.array(found), axis=0, return_counts=True)
    common = colours[np.argsort(-counts)][:2]
    return [_as_seen((int(red), int(green), int(blue)), sight) for red, green, blue in common]


@pytest.mark.parametrize("sight", SIGHTS)
def test_products_differ_by_shape_or_icon_whatever_colours_one_sees(sight: str) -> None:
    atlas = Atlas("light")
    tokens = {key: pygame.transform.grayscale(_picture(atlas, key, sight)) for key in PRODUCTS}
    for (one, first), (other, second) in combinations(tokens.items(), 2):
        apart = np.abs(
            pygame.surfarray.array3d(first).astype(int)[..., 0] - pygame.surfarray.array3d(second).astype(int)[..., 0]
        )
        assert (apart > 40).mean() > 0.08, (one, other)


def _picture(atlas: Atlas, key: str, sight: str) -> pygame.Surface:
    out = pygame.Surface((28, 28))
    out.fill(atlas.palette.land)
    atlas.token(key, 12).draw(out, 14, 14)
    pygame.surfarray.blit_array(out, seen(pygame.surfarray.array3d(out), sight))
    return out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "theme"), [("04-the-floor play team 2", "light"), ("07-the-following play desk", "dark")]
)
def test_words_can_be_read_on_the_pictures_themselves(name: str, theme: style.Theme) -> None:
    state = picture_matrix.matrix()[name]
    found = picture_matrix.look(Viewer(), state, (1280, 720), 1.0, theme)
    assert [str(fault) for fault in found if fault.kind == "faint"] == []


@pytest.mark.slow
def test_a_faint_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure itself: with a second ink half as strong, the desk's card has faint words."""
    state = screens.states("01-the-garage")["01-the-garage play desk"]
    faint = replace(style.LIGHT, second=style.mix(style.LIGHT.second, style.LIGHT.card, 0.5))
    for palette, found in ((style.LIGHT, False), (faint, True)):
        monkeypatch.setitem(PALETTES, "light", palette)  # type: ignore[arg-type]
        words = picture_matrix.look(Viewer(), state, (1280, 720), 1.0, "light")
        assert any(fault.kind == "faint" for fault in words) == found
