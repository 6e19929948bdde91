"""Rituals have a name and a scene of their own, and visions say what they do, with the rules' own figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game import levels
from game.board.card_scenes import THINGS
from game.session import Session
from game.sim.company import vision
from game.sim.values import DIRECTIONS, VALUE_INDEX, VALUES
from game.words.culture import RITUALS, upkeep_words, vision_does
from game.words.explain import gives_and_costs, points
from tests import screens

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


def test_a_value_that_spares_upkeep_says_on_what_it_bears_in_this_company() -> None:
    """As `game.sim` reckons it: fixed costs and the net in the till, equipment in the score, and never wages."""
    report = Session(screens.level("06-the-merger")).report
    thrift = VALUES[VALUE_INDEX["thrift"]]
    bare = replace(report, net=0, levers=(), world=replace(report.world, fixed_cents=0))
    assert "equipment alone" in upkeep_words(bare, thrift)
    told = {
        "fixed costs": replace(bare, world=replace(bare.world, fixed_cents=100)),
        "the safety net": replace(bare, net=1),
    }
    for words, here in told.items():
        assert f"Here that is {words} in the till, and equipment in the score." in upkeep_words(here, thrift)
    assert upkeep_words(report, VALUES[VALUE_INDEX["candour"]]) == ""
    assert "wages" not in gives_and_costs(thrift)[0].lower()
    assert gives_and_costs(thrift)[0] == "Upkeep costs 15% less: equipment, fixed costs, the net"
