"""Tokens of looks that are put together: the shape of one ready look, the colours of another, and any icon."""

from __future__ import annotations

import pytest

from game.board import drawings, style
from game.board.vectors import hex_code
from game.levels.looks import COLOURS, ICONS, READY, SHAPES, Parts
from game.workshop.shelf import Shelf

RED = style.PRODUCTS["boat"]


def test_the_palette_knows_every_colour_and_shape_that_a_level_may_name() -> None:
    for name, parts in READY.items():
        assert style.ready_looks(f"heart.{parts.colour}.{parts.shape}") == (name, name)
        assert style.PRODUCTS[name].icon == parts.icon
    for colour in COLOURS:
        for shape in SHAPES:
            look = style.PRODUCTS[f"hand_heart.{colour}.{shape}"]
            assert (look.icon, look.fill) == ("hand-heart", style.PRODUCTS[style.ready_looks(look.key)[0]].fill)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["token-{}", "token-{}-plain", "token-{}-owed", "token-{}-owed-plain", "pile-{}"])
def test_a_piece_has_its_shape_its_colours_and_its_icon(kind: str, theme: style.Theme) -> None:
    box, body = drawings.drawing(kind.format("fire.red.drop"), theme)
    form_box, form = drawings.drawing(kind.format("tea"), theme)
    assert box == form_box == drawings.box_of(kind.format("fire.red.drop"))
    outline = next(part for part in form.split('"') if part.startswith("M"))
    assert outline in body
    if "owed" not in kind:
        assert hex_code(RED.fill) in body
    assert hex_code(style.PRODUCTS["tea"].fill) not in body
    icon = drawings.icon_paths("fire", "fill")
    assert (icon in body) == ("plain" not in kind)
    assert drawings.icon_paths("coffee", "fill") not in body


def test_every_shipped_icon_can_be_drawn() -> None:
    for icon in ICONS:
        word = Parts(icon, "red", "drop").word
        assert drawings.icon_paths(icon, "fill") in drawings.drawing(f"token-{word}", "light")[1]
        assert drawings.icon_paths(icon, "bold")


def test_pages_get_such_a_piece_and_nothing_else() -> None:
    shelf = Shelf()
    found = shelf.piece("hand_heart.red.drop")
    assert found is not None
    assert hex_code(RED.fill).encode() in found.data
    assert shelf.piece("awning:fire.red.drop") is None
    for name in ("nothing.red.drop", "fire.orange.drop", "fire.red.star", "..red.drop", "fire.red", "fire.red.drop.x"):
        assert shelf.piece(name) is None


def test_no_such_look_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        style.PRODUCTS["fire.orange.drop"]
    assert style.product_key("fire.red.drop") == "fire.red.drop"
