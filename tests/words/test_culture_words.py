"""Rituals have a name and a scene of their own, and visions say what they do, with the rules' own figures."""

from __future__ import annotations

from pathlib import Path

from game import levels
from game.board.card_scenes import THINGS
from game.sim.company import vision
from game.sim.values import DIRECTIONS, VALUES
from game.words.culture import RITUALS, vision_does
from game.words.explain import points

AIM = levels.read(Path(__file__).resolve().parents[2] / "levels" / "08-the-aim.yaml")


def test_every_value_has_a_ritual_with_a_name_a_scene_and_a_picture_of_its_own() -> None:
    assert list(RITUALS) == [value.name for value in VALUES]
    for part in ("name", "scene", "thing"):
        assert len({getattr(ritual, part) for ritual in RITUALS.values()}) == len(RITUALS)
    for ritual in RITUALS.values():
        assert ritual.thing in THINGS
        assert ritual.scene.endswith(".")
        assert len(ritual.name) <= 20, "it stands beside its picture on a narrow card"


def test_every_direction_says_what_it_does_and_no_two_say_the_same() -> None:
    goods = len(AIM.product_names)
    said = [vision_does(AIM, direction) for direction in range(goods + len(DIRECTIONS))]
    assert len(set(said)) == len(said)
    for direction, name in enumerate(AIM.product_names):
        assert name.lower() in said[direction]
        assert f"{points(vision.LEAN)}%" in said[direction]
    invention, quality, service = said[goods:]
    assert f"{points(vision.INVENTIVE)}%" in invention
    assert f"{points(vision.QUALITY_LEAN)} of 100" in quality
    assert f"{points(vision.OWED_LEAN)}%" in service
