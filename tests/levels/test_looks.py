"""Looks of products: ready ones, and those put together from an icon, a colour and a shape."""

from __future__ import annotations

from game import levels
from game.levels.looks import COLOURS, ICONS, READY, SHAPES, Parts, Wanted, chosen, kin, parts_of


def looks(*products: str) -> tuple[str, ...]:
    rows = "".join(f"  - {{name: {row}}}\n" for row in products)
    text = f"format: 1\ntitle: Looks\npeople: 12\nproducts:\n{rows}"
    assert [problem for problem in levels.check_text(text, "looks.yaml") if problem.severity == "error"] == []
    return levels.read_text(text, "looks.yaml").product_looks


def test_a_look_may_be_any_icon_with_a_colour_and_a_shape() -> None:
    assert looks("Care, look: {icon: hand-heart, colour: red, shape: drop}") == ("hand_heart.red.drop",)
    assert parts_of("hand_heart.red.drop") == Parts("hand-heart", "red", "drop")


def test_what_is_left_out_is_the_next_one_that_no_other_product_has() -> None:
    found = looks("lamps", "Care, look: heart", "Rest, look: {icon: moon, shape: square}", "Night, look: {colour: red}")
    assert found[0] == "lamp"
    parts = [parts_of(look) for look in found]
    assert parts[1].icon == "heart"
    for column in zip(*parts, strict=True):
        assert len(set(column)) == len(parts)


def test_ready_looks_are_chosen_as_they_always_were() -> None:
    assert looks("tea", "ink", "lamps, look: lamp", "oil") == ("tea", "book", "lamp", "boat")
    assert looks("Bread, look: bread", "Time, look: clock") == ("bread", "clock")


def test_a_product_without_a_look_keeps_clear_of_those_put_together() -> None:
    assert chosen([Wanted(), Wanted("heart", "gold", "square")])[0] not in ("lamp", "book")


def test_ready_looks_share_nothing_and_are_shipped() -> None:
    assert len(COLOURS) == len(set(COLOURS)) == len(SHAPES) == len(set(SHAPES)) == len(READY)
    assert {parts.icon for parts in READY.values()} <= set(ICONS)
    assert Parts("lightbulb", "gold", "circle").word == "lamp"


def test_usual_figures_follow_the_colour() -> None:
    assert kin("heart.red.drop") == "boat"
    level = levels.read_text(
        "format: 1\ntitle: Looks\npeople: 12\nproducts: [{name: Care, look: {icon: heart, colour: red}}]\n", "a.yaml"
    )
    assert level.world.products[0].value == 12.0
    assert level.vision_names[0] == "Care for everyone who needs it"
