"""Whole charts from plain numbers, for whoever has some: bars, answers apart, a distribution, groups overlaid, a strip.

Each says in its text what can be read from it, for those who do not see it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Final

from game.board import style
from game.charts.chart import Area, Axis, Bar, Cells, Chart, Crowd, Ink, Key, Line, Mark, Numbers, Shape
from game.charts.curves import round_step, short

ROW: Final = 46.0
"""The height of a bar's row with a second line of words, in logical pixels."""
TICKS: Final = 5
"""About so many steps an axis has."""
AGREED: Final = 5
"""From this answer of 0…10 on somebody agreed."""
GROUPS: Final[tuple[str, ...]] = ("plant", "lamp", "tea", "book", "bell", "boat", "clock", "bread")
"""The products whose colours and shapes groups take, in the order in which they arrive."""
SHAPES: Final[dict[str, Shape]] = {
    "lamp": "circle", "book": "rounded square", "boat": "triangle", "plant": "clover", "bell": "diamond", "tea": "drop",
    "clock": "octagon", "bread": "loaf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its name and, under it, a note. interval: what the value may as well have been. own: it is the
    reader's own, on a ground of its own. hatched: worked out, not played."""

    name: str
    value: float
    ink: Ink = "focus"
    note: str = ""
    interval: tuple[float, float] | None = None
    own: bool = False
    hatched: bool = False


def bars(
    title: str, rows: Sequence[Row], *, unit: str = "", label: str = "", most: float | None = None,
    marks: Sequence[Mark] = (),
) -> Chart:  # fmt: skip
    """Rows of bars from 0 to `most`, each with its name before it and its figure behind it; marks are thresholds."""
    tops = [max(row.value, row.interval[1] if row.interval else 0.0) for row in rows]
    end = most if most is not None else max([*tops, 1e-6]) * 1.02
    step = round_step(end, TICKS)
    values = [n * step for n in range(int(end / step + 1e-9) + 1)]
    telling = "; ".join(f"{row.name} {_figure(row.value, unit)}{_between(row, unit)}" for row in rows)
    return Chart(
        title, f"{telling}.",
        x=Axis(
            -0.5, len(rows) - 0.5, [(n, f"{row.name}\n{row.note}".rstrip()) for n, row in enumerate(rows)],
            ends=[(n, _figure(row.value, unit)) for n, row in enumerate(rows)],
        ),
        y=Axis(0.0, end, [(at, short(at, unit)) for at in values], values, label=label),
        bars=[
            Bar(n, max(0.0, row.value), 0.34, row.ink, row.hatched, row.interval, row.ink if row.hatched else "", True)
            for n, row in enumerate(rows)
        ],
        areas=[
            Area((n - 0.46, n + 0.46), (0.0, end), "gold", 0.22, whole=True) for n, row in enumerate(rows) if row.own
        ],
        marks=marks, turned=True, row=ROW if any(row.note for row in rows) else 0.76 * ROW,
        keys=[Key("hatch", "a calculation, not played")] if any(row.hatched for row in rows) else (),
    )  # fmt: skip


def _figure(value: float, unit: str) -> str:
    whole = unit == "%" or abs(value) >= 10 or value == round(value)
    return f"{value:,.0f}{unit}" if whole else f"{value:.1f}{unit}"


def _between(row: Row, unit: str) -> str:
    return "" if row.interval is None else f" ({_figure(row.interval[0], unit)} to {_figure(row.interval[1], unit)})"


def agreement(title: str, answers: Sequence[tuple[int, bool]], *, question: str = "How far did you agree?") -> Chart:
    """How far each agreed, 0…10, and whether it was carried, apart: a flag for every answer, in four fields.

    Those who disagreed and carried it, for whose sake it is drawn, lie on a field of their own colour.
    """
    fields = ((0, True, "disagreed,\ncarried it"), (1, True, "agreed,\ncarried it"),
              (0, False, "disagreed,\ndid not"), (1, False, "agreed,\ndid not"))  # fmt: skip
    areas, telling = [], []
    for side, carried, words in fields:
        count = sum((agree >= AGREED, did) == (bool(side), carried) for agree, did in answers)
        x = (AGREED - 0.45, 13.4) if side else (-3.4, AGREED - 0.55)
        y = (1.03, 2.0) if carried else (0.0, 0.97)
        strong = carried and not side
        areas.append(Area(x, y, "thought" if strong else "inset", 0.2 if strong else 1.0, str(count), words, bool(side),
                          edge="thought" if strong else ""))  # fmt: skip
        telling.append(f"{count} {words.replace(chr(10), ' ')}")
    crowds = [
        Crowd(agree, 1.515 if did else 0.485, count, "thought", _flag(agree, did), 1.0, 0.92)
        for agree in range(11) for did in (True, False)
        if (count := sum(answer == (agree, did) for answer in answers))
    ]  # fmt: skip
    ticks = [(-1.3, "not at all"), *((n, str(n)) for n in range(11)), (11.1, "fully")]
    return Chart(
        title, f"{', '.join(telling)}. {len(answers)} answers.",
        x=Axis(-3.4, 13.4, ticks, label=question),
        y=Axis(0.0, 2.0), crowds=crowds, areas=areas,
        keys=(Key("flag", "agreed, carried it", "thought"), Key("flag-stitched", "disagreed, carried it", "thought"),
              Key("flag-drooping", "did not carry it", "thought")), row=105.0,
    )  # fmt: skip


def _flag(agree: int, did: bool) -> Shape:
    return "flag-drooping" if not did else "flag" if agree >= AGREED else "flag-stitched"


def distribution(
    title: str, values: Sequence[float], *, here: float | None = None, unit: str = "", label: str = "",
    who: str = "games", you: str = "you are here", low: float | None = None, high: float | None = None, parts: int = 12,
) -> Chart:  # fmt: skip
    """How often each size of a value came, as columns; `here` is where a pawn stands among them.

    ValueError without a value. low, high: what the axis reaches at least.
    """
    if not values:
        raise ValueError(f"“{title}” has no values to distribute")
    every = [*values, *([here] if here is not None else [])]
    first, last = min(*every, low if low is not None else every[0]), max(*every, high if high is not None else every[0])
    step = round_step(max(last - first, 1e-6), parts)
    start = math.floor(first / step + 1e-9)
    count = max(1, math.ceil(last / step - 1e-9) - start)
    held = [0] * count
    for value in values:
        held[min(count - 1, max(0, math.floor(value / step + 1e-9) - start))] += 1
    below = sum(value < here for value in values) if here is not None else 0
    told = f" {below} of {len(values)} lie below {_figure(here, unit)}." if here is not None else ""
    middle = sorted(values)[len(values) // 2]
    each = max(1, math.ceil(count / 8))
    ups = round_step(max(held), 4) if max(held) > 4 else 1.0
    rows = [n * ups for n in range(int(max(held) / ups) + 1)]
    return Chart(
        title, f"{len(values)} {who}, from {_figure(min(values), unit)} to {_figure(max(values), unit)}, "
        f"half of them up to {_figure(middle, unit)}.{told}",
        x=Axis(start * step, (start + count) * step,
               [((start + n) * step, short((start + n) * step, unit)) for n in range(0, count + 1, each)], label=label),
        y=Axis(0.0, max(held) * 1.08, [(at, f"{at:g}") for at in rows], rows, label=who),
        bars=[
            Bar((start + n + 0.5) * step, float(size), 0.88 * step, "gold", edge="gold_deep")
            for n, size in enumerate(held) if size
        ],
        marks=[Mark(here, you, pawn=True)] if here is not None else (),
    )  # fmt: skip


def overlaid(
    title: str, groups: Sequence[tuple[str, Sequence[float]]], *, x: Numbers, x_ticks: Sequence[tuple[float, str]] = (),
    unit: str = "", label: str = "", low: float = 0.0, high: float | None = None, own: str = "",
) -> Chart:  # fmt: skip
    """The lines of several groups over the same x, each with a colour, a shape and its name at its end.

    The ninth group and every later one shares its colour with an earlier one and is dashed. own: a group to be seen
    first; the others are thinner.
    """
    top = high if high is not None else max(max(y) for _, y in groups) * 1.05
    step = round_step(top - low, TICKS)
    values = [math.ceil(low / step - 1e-9) * step + n * step for n in range(int((top - low) / step + 1e-9) + 1)]
    lines = [
        Line(name, x[: len(y)], y, look, dashed=n >= len(GROUPS), width=3.4 if name == own or not own else 2.0,
             smooth=False, end=SHAPES[look], halo=True)
        for n, ((name, y), look) in enumerate(zip(groups, cycle(GROUPS), strict=False))
    ]  # fmt: skip
    telling = ", ".join(f"{name} {_figure(y[-1], unit)}" for name, y in sorted(groups, key=lambda row: -row[1][-1]))
    return Chart(
        title, f"At the end: {telling}.", x=Axis(min(x), max(x), x_ticks),
        y=Axis(low, top, [(at, short(at, unit)) for at in values if at <= top], [at for at in values if at <= top],
               label=label),
        lines=sorted(lines, key=lambda line: line.label == own),
    )  # fmt: skip


def sketches(chart: Chart, drawn: Sequence[Sequence[float]], x: Numbers, *, middle: str = "the middle") -> Chart:
    """A chart with what many people drew laid under its lines: faint lines, and the middle of them at each place."""
    if not drawn:
        return chart
    ranked = [sorted(column) for column in zip(*drawn, strict=True)]
    half = [(column[(len(column) - 1) // 2] + column[len(column) // 2]) / 2 for column in ranked]
    faint = [Line("", x, y, "second", faint=True) for y in drawn]
    return replace(chart, lines=(*faint, Line(middle, x, half, "ink", width=2.2, halo=True), *chart.lines))


def strip(
    title: str, months: Sequence[Sequence[float | None]], *, groups: Sequence[tuple[str, int]], ink: Ink = "pawn",
    shape: Shape = "pawn-asleep", month: str = "month", what: str = "idle",
) -> Chart:  # fmt: skip
    """Who spent which month how, as squares: months run down, people from left to right, in groups of (name, size).

    Each value is a share 0…1 of the month, None where nothing is known; the sums stand above the columns.
    """
    people = len(months[0])
    if sum(size for _, size in groups) != people:
        raise ValueError(f"“{title}” has {people} people, and groups of {sum(size for _, size in groups)}")
    sums = [sum(row[n] or 0.0 for row in months) for n in range(people)]
    names, edges, at = [], [], 0
    for name, size in groups:
        names.append((at + size / 2, name))
        edges.append(float(at))
        at += size
    edges.append(float(people))
    per_group = ", ".join(
        f"{name} {_figure(sum(sums[int(edge) : int(edge) + size]), '')}"
        for (name, size), edge in zip(groups, edges, strict=False)
    )
    return Chart(
        title, f"{what.capitalize()} {month}s: {per_group}; {_figure(sum(sums), '')} of {people * len(months)} in all.",
        x=Axis(0.0, float(people), names, edges, [(n + 0.5, _figure(size, "")) for n, size in enumerate(sums) if size]),
        y=Axis(float(len(months)), 0.0, [(n + 0.5, f"{month.capitalize()} {n + 1}") for n in range(len(months))]),
        cells=Cells(months, ink, shape), row=30.0,
    )  # fmt: skip


def quarters(weeks: int, each: int) -> list[tuple[float, str]]:
    """The ticks of so many weeks: a label in the middle of every quarter of `each` weeks."""
    starts = range(0, weeks, each)
    return [((start + min(weeks, start + each)) / 2, f"Q{n + 1}") for n, start in enumerate(starts)]


assert set(GROUPS) == set(style.PRODUCTS) == set(SHAPES), "a group's look is that of a product"
