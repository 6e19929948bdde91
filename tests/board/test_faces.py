"""The faces of the cast: one for each, told apart by shape where colours are not seen, in both themes and all moods."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from game.board import style
from game.board.drawings import drawing
from game.board.faces import FACES, face_name
from game.levels.cast import CAST
from tests.view.test_view_foundations import contrast

MOODS = range(-1, len(style.MORALE_STEPS))


def shape(body: str) -> str:
    return re.sub(r"#[0-9A-Fa-f]{6}", "", body)


def test_everybody_has_a_face_of_another_shape() -> None:
    assert len(FACES) == len(CAST)
    shapes = {shape(drawing(face_name(n, 2), "light")[1]) for n in range(len(FACES))}
    assert len(shapes) == len(FACES)
    for one, other in combinations(FACES, 2):
        assert one.hair != other.hair, "an outline of their own, without any colour"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_mood_shows_in_the_mouth_and_on_the_ground(theme: style.Theme) -> None:
    for n in range(len(FACES)):
        drawn = [drawing(face_name(n, step), theme)[1] for step in MOODS]
        assert len(set(drawn)) == len(drawn)
        assert len({shape(body) for body in drawn[1:]}) == len(drawn) - 1, "not by colour alone"
        assert not any("{" in body for body in drawn)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_medallion_stands_out_from_every_ground_by_its_edge_or_by_what_it_holds(theme: style.Theme) -> None:
    palette = style.PALETTES[theme]
    for step in MOODS:
        body = drawing(face_name(0, step), theme)[1]
        rings = re.findall(r'<circle cx="0" cy="0" r="16[^/]*?stroke="(#[0-9A-Fa-f]{6})"', body)
        disc, *edges = ((int(c[1:3], 16), int(c[3:5], 16), int(c[5:], 16)) for c in (
            re.findall(r'fill="(#[0-9A-Fa-f]{6})"', body)[0], *rings))  # fmt: skip
        for ground in (palette.card, palette.inset, palette.bar, palette.mat, *palette.morale):
            assert max(contrast(colour, ground) for colour in (disc, *edges)) >= 2.2
        assert contrast((46, 29, 18), disc) >= 2.2, "the lines of the face on its own ground"
