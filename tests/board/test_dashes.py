"""Dashed lines are separate strokes: the window's rasteriser does not draw the last one of a dash array reliably."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from game.board.vectors import Point, dashed, flattened

PLACES = st.lists(st.tuples(st.floats(-400, 400), st.floats(-400, 400)), min_size=2, max_size=12)
WRITTEN = 0.02
"""How far a figure that is written with two decimals may lie beside its place, twice."""


def strokes(way: str) -> list[list[Point]]:
    return [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", part)] for part in way.split("M")[1:]
    ]


def length(points: list[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(points))


@given(places=PLACES, dash=st.floats(1, 20), gap=st.floats(1, 20))
def test_strokes_and_gaps_follow_each_other_along_a_line(places: list[Point], dash: float, gap: float) -> None:
    found, whole = strokes(dashed(places, dash, gap)), length(places)
    full, rest = divmod(whole, dash + gap)
    about = WRITTEN * (len(places) + len(found))
    assert abs(sum(map(length, found)) - (full * dash + min(rest, dash))) <= about + dash * (rest < about)
    assert all(length(stroke) <= dash + WRITTEN * len(stroke) for stroke in found)
    assert math.dist(found[0][0], places[0]) < WRITTEN


def test_curves_are_followed() -> None:
    circle = flattened("M10 0 C10 5.52 5.52 10 0 10 Q-10 10 -10 0 L-10 -5")
    assert circle[0] == (10, 0)
    assert circle[-1] == (-10, -5)
    assert all(abs(math.hypot(x, y) - 10) < 0.01 for x, y in circle[:25])
    assert (-7.5, 7.5) in circle, "half of a bend lies between its corner and the middle of its ends"


def test_nothing_that_the_window_draws_has_a_dash_array(root: Path) -> None:
    pages = root / "game" / "workshop"
    sources = [path for path in (root / "game").rglob("*.py") if not path.is_relative_to(pages)]
    assert [str(path) for path in sources if "stroke-dasharray" in path.read_text(encoding="utf-8")] == []
