"""Two scores over the same weeks, one beside the other, on a dark card."""

from __future__ import annotations

import math

from game.charts import Axis, Chart, Line
from game.view.toolkit.charts import draw
from game.view.toolkit.panel import Box, Panel
from game.view.toolkit.sheet import Race

LABEL_ROOM = 40.0
LEAST = 0.1
"""A difference between two shares that fills the height, at the least."""
UNSETTLED, MOST_TICKS = 4, 4
"""Weeks in which the score still leaps; marks of the height."""


def paint_race(p: Panel, box: Box, race: Race) -> None:
    """Paints both lines into a box of a dark panel, each with its figure at the end."""
    draw(p, box, _chart(race), LABEL_ROOM, theme="dark")


def _chart(race: Race) -> Chart:
    """Both lines; the first weeks, in which so little is a share of so little, are left out once there are others."""
    begins = UNSETTLED if len(race.own) > 2 * UNSETTLED and len(race.other) > UNSETTLED else 0
    every = [*race.own[begins:], *race.other[begins:]]
    low, high = min(every), max(every)
    if high - low < LEAST:
        low, high = (low + high - LEAST) / 2, (low + high + LEAST) / 2
    first, last = begins + 1, max(begins + 2, len(race.own))
    step = next((step for step in (5, 10, 20, 50) if 100 * (high - low) / step <= MOST_TICKS), 100)
    marks = [tick / 100 for tick in range(-200, 201, step) if low - 1e-9 <= tick / 100 <= high + 1e-9]
    return Chart(
        "", "", Axis(first, last, ((float(first), f"week {first}"), (float(last), str(last)))),
        Axis(low, high, [(mark, f"{100 * mark:.0f}") for mark in marks], marks),
        lines=(_line(race.other, begins, "focus", dashed=True), _line(race.own, begins, "gold", dashed=False)),
    )  # fmt: skip


def _line(scores: tuple[float, ...], begins: int, ink: str, *, dashed: bool) -> Line:
    places = list(range(begins + 1, len(scores) + 1))
    label = f"{math.floor(100 * scores[-1] + 1e-9)}%"
    return Line(label, places, list(scores[begins:]), ink, dashed=dashed, smooth=False, width=2.0)
