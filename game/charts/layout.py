"""Where the parts of a chart lie, for every painter: shapes as SVG, words with their places, pawns and note cards.

A painter gives a box, what is kept free around the plot, how wide words are, and the codes of inks; it gets a `Laid`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from game.board import style
from game.board.vectors import Point
from game.charts.chart import Area, Chart, Ink, Line, Mark, Note
from game.charts.curves import apart
from game.charts.layers import layers
from game.charts.lettering import Measure, wrapped
from game.charts.scale import Box, Scale
from game.charts.shapes import Paint, drawn

LABEL_GAP: Final = 15.0
ROW_LINE: Final = 16.0
"""From one line of a row's label to the next."""
END: Final = 7.0
"""Half the height of the shape at the end of a group's line."""
FIGURE: Final = 30
"""The size of an area's figure."""
NOTE: Final = 38.0
"""The height of a note's card."""
LABELS_SHARE: Final = 0.36
"""How much of a chart's width the labels beside it may take before they are wrapped."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is kept free around the plot: for labels and figures."""

    left: float
    above: float
    right: float
    below: float


@dataclass(frozen=True, slots=True)
class Word:
    """A line of text from a place, up to it or around it, by its top or its middle."""

    text: str
    x: float
    y: float
    size: float = style.LABEL
    ink: Ink = "ink"
    weight: style.Weight = 600
    align: Literal["left", "centre", "right"] = "left"
    at: Literal["top", "middle"] = "middle"
    serif: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A note's card with its words."""

    box: Box
    ink: Ink
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A chart with everything in its place. body: SVG elements, to be set into a group without fill and with round
    ends. pawns: feet of the leader's pawns. cards lie above all else."""

    scale: Scale
    body: str
    words: tuple[Word, ...]
    pawns: tuple[Point, ...] = ()
    cards: tuple[Card, ...] = ()


def needed(chart: Chart, width: float, measure: Measure) -> Room:
    """The room that a chart's labels take, so that none is cut in a box so wide."""
    beside, along = (chart.x, chart.y) if chart.turned else (chart.y, chart.x)
    left = max((_label_width(label, measure) for _, label in beside.ticks), default=-8.0) + 14
    first = min(((place, label) for place, label in along.ticks), default=None)
    if first is not None and first[0] == along.low:
        left = max(left, measure(first[1], style.LABEL, 700) / 2)
    right = max(_right_width(chart, measure, width), 10.0)
    last = max(((place, label) for place, label in along.ticks), default=None)
    if last is not None and last[0] == along.high:
        right = max(right, measure(last[1], style.LABEL, 700) / 2 + 2)
    left = min(left, LABELS_SHARE * width)
    plot = Scale(left, 0.0, max(10.0, width - left - right), 1.0, chart.x, chart.y, chart.turned, (0.0, width))
    lifts = [-word.y for word in _mark_words(plot, chart, measure)]
    above = max([*lifts, 12.0 if any(mark.pawn for mark in chart.marks) else -2.0]) + 10.0
    above = max(above, 30.0 if along.ends else 8.0)
    below = 24.0 if along.ticks else 6.0
    under = _lines(along.label, width - left - right, style.SECONDARY, 800, measure) if along.label else []
    return Room(left, above, right, below + 18.0 * len(under) + (2.0 if under else 0.0))


def _label_width(label: str, measure: Measure) -> float:
    name, _, rest = label.partition("\n")
    return max(measure(name, style.SECONDARY, 800), measure(rest, style.LABEL, 600))


def _right_width(chart: Chart, measure: Measure, width: float) -> float:
    """What labels at the ends of lines, of level marks, or figures of rows take."""
    beside = chart.x if chart.turned else chart.y
    figures = [measure(label, style.STAT, 800) + 12 for _, label in beside.ends]
    ended: list[Line | Mark] = [*chart.lines, *(m for m in chart.marks if m.axis == "y" and not chart.turned)]
    labels = [measure(one.label, style.SECONDARY, 800) + _beside(one) + 4 for one in ended if one.label]
    return min(max([*figures, *labels, 0.0]), LABELS_SHARE * width)


def natural_height(chart: Chart, width: float, room: Room, measure: Measure) -> float:
    """A good height for a chart of that width: by its rows where it counts them, else by the eye."""
    axis = chart.x if chart.turned else chart.y
    if not chart.row:
        return max(200.0, 0.5 * width)
    lines = max((len(_row_label(label, room, measure)) for _, label in axis.ticks), default=0)
    return room.above + room.below + max(chart.row, ROW_LINE * lines + 4) * abs(axis.high - axis.low)


def lay(chart: Chart, box: Box, room: Room, measure: Measure, paint: Paint) -> Laid:
    """Places everything of a chart in a logical box."""
    x, y, w, h = box
    plot = x + room.left, y + room.above, max(10.0, w - room.left - room.right), max(10.0, h - room.above - room.below)
    scale = Scale(*plot, chart.x, chart.y, chart.turned, (x, x + w))
    labels, joins = _labels(scale, chart, room, measure, paint)
    pawns = tuple((scale.across(mark.at), scale.bottom + 4) for mark in chart.marks if mark.pawn)
    words = (
        *_ticks(scale, chart, room, measure), *_mark_words(scale, chart, measure), *labels,
        *(word for area in chart.areas for word in _area_words(scale, area, measure)),
    )  # fmt: skip
    return Laid(scale, layers(scale, chart, paint) + joins, words, pawns, tuple(_cards(scale, chart.notes, measure)))


def _ticks(scale: Scale, chart: Chart, room: Room, measure: Measure) -> Iterator[Word]:
    down, across = (chart.x, chart.y) if chart.turned else (chart.y, chart.x)
    before = 1e9
    for value, label in down.ticks:
        middle = scale.down(value)
        if not (chart.turned or chart.row):
            if abs(before - middle) >= style.LABEL:
                yield Word(label, scale.left - 10, middle, ink="second", align="right")
                before = middle
            continue
        lines = _row_label(label, room, measure)
        for n, line in enumerate(lines):
            yield replace(line, x=scale.left - 12, y=middle + (n - (len(lines) - 1) / 2) * ROW_LINE)
    edge = -1e9
    for value, label in across.ticks:
        wide = measure(label, style.LABEL, 700)
        middle = scale.across(value)
        if middle - wide / 2 > edge:
            yield Word(label, middle, scale.bottom + 5, ink="second", weight=700, align="centre", at="top")
            edge = middle + wide / 2 + 4
    edge = -1e9
    for value, label in across.ends:
        wide = measure(label, style.SECONDARY, 800)
        middle = scale.across(value)
        if middle - wide / 2 > edge:
            yield Word(label, middle, scale.top - 12, style.SECONDARY, weight=800, align="centre")
            edge = middle + wide / 2 + 3
    for value, label in down.ends:
        yield Word(label, scale.right + room.right - 2, scale.down(value), style.STAT, weight=800, align="right")
    middle, level = scale.left + scale.width / 2, scale.bottom + (34 if across.ticks else 16)
    under = _lines(across.label, scale.width, style.SECONDARY, 800, measure) if across.label else []
    for n, words in enumerate(under):
        yield Word(words, middle, level + 18 * n, style.SECONDARY, weight=800, align="centre")


def _row_label(label: str, room: Room, measure: Measure) -> list[Word]:
    """The lines of a row's label, not yet in their place: the name in bold, and under it the lesser line."""
    name, _, rest = label.partition("\n")
    within = room.left - 12
    bold = _lines(name, within, style.SECONDARY, 800, measure)
    lesser = _lines(rest, within, style.LABEL, 600, measure) if rest else []
    return [
        *(Word(line, 0, 0, style.SECONDARY, weight=800, align="right") for line in bold),
        *(Word(line, 0, 0, ink="second", align="right") for line in lesser),
    ]


def _lines(words: str, room: float, size: float, weight: style.Weight, measure: Measure) -> list[str]:
    return wrapped(words, max(24.0, room), size, weight, measure)


def _mark_words(scale: Scale, chart: Chart, measure: Measure) -> Iterator[Word]:
    """Words above upright marks, within the chart; one that would touch the one before it stands a line higher."""
    upright = [mark for mark in chart.marks if mark.label and not scale.is_level(mark)]
    lift = 30 if (chart.y if chart.turned else chart.x).ends else 12
    ends: list[float] = []
    for mark in sorted(upright, key=lambda mark: scale.across(mark.at)):
        half = measure(mark.label, style.LABEL, 700) / 2
        middle = min(max(scale.across(mark.at), scale.sides[0] + half), scale.sides[1] - half)
        row = next((n for n, end in enumerate(ends) if middle - half > end + 4), len(ends))
        ends[row : row + 1] = [middle + half]
        yield Word(mark.label, middle, scale.top - lift - LABEL_GAP * row, weight=700, align="centre")


def _labels(
    scale: Scale, chart: Chart, room: Room, measure: Measure, paint: Paint
) -> tuple[list[Word], str]:
    """Labels at the right ends of lines and of level marks, kept apart; and what joins those that moved."""
    rows: list[tuple[float, float, Line | Mark]] = [
        (scale.down(float(line.y[-1])), scale.across(min(scale.x.high, float(line.x[-1]))), line)
        for line in chart.lines if line.label
    ]  # fmt: skip
    rows += [(scale.down(m.at), scale.right, m) for m in chart.marks if m.label and scale.is_level(m)]
    rows.sort(key=lambda row: row[0])
    shaped = any(isinstance(one, Line) and one.end for _, _, one in rows)
    texts = [
        _lines(one.label, room.right - (_beside(one) + 1), style.SECONDARY, 800, measure) for _, _, one in rows
    ]
    gap = LABEL_GAP * max(map(len, texts), default=1) + (2 if shaped else 0)
    lowest = scale.bottom + (-4 if shaped else LABEL_GAP)
    places = apart([row[0] for row in rows], gap, scale.top + 2, lowest, even=shaped)
    words, joins = [], ""
    for (at, end, one), place, lines in zip(rows, places, texts, strict=True):
        ink = one.ink if isinstance(one, Line) and not one.end else "ink"
        for n, text in enumerate(lines):
            level = place + (n - (len(lines) - 1) / 2) * LABEL_GAP
            words.append(Word(text, end + _beside(one), level, style.SECONDARY, ink, 800))
        if isinstance(one, Line) and one.end:
            code = paint(one.ink, 1.0)
            joins += f'<path d="M{end:.1f} {at:.1f} L{end + 20:.1f} {place:.1f}" stroke="{code}" stroke-width="1.2"/>'
            joins += drawn(one.end, end, at, 2 * END, one.ink, paint)
            joins += drawn(one.end, end + 20, place, 2 * END, one.ink, paint)
    return words, joins


def _beside(one: Line | Mark) -> float:
    """How far from the end of a line its label begins."""
    return 31.0 if isinstance(one, Line) and one.end else 9.0


def _area_words(scale: Scale, area: Area, measure: Measure) -> Iterator[Word]:
    x, y, w, _ = scale.box(area.x, area.y)
    at, align = (x + w - 14, "right") if area.right else (x + 14, "left")
    top = y + 14
    if area.figure:
        yield Word(area.figure, at, top + FIGURE / 2, FIGURE, area.edge or "ink", 600, _side(align), serif=True)
        top += FIGURE + 8
    for n, line in enumerate(area.words.split("\n") if area.words else ()):
        yield Word(line, at, top + 8 + 17 * n, style.SECONDARY, area.edge or "second", 800, _side(align))


def _side(align: str) -> Literal["left", "right"]:
    return "right" if align == "right" else "left"


def _cards(scale: Scale, notes: Sequence[Note], measure: Measure) -> Iterator[Card]:
    """The notes' cards within the plot; one that would cover another's words hangs below it."""
    taken: list[Box] = []
    for note in notes:
        wide = max(measure(note.title, style.BODY, 800), measure(note.text, style.LABEL, 600)) + 20
        x, y = scale.place(note.x, note.y)
        left = max(scale.left, min(scale.right - wide, x - wide / 2))
        top = y - NOTE / 2
        while any(left < box[0] + box[2] and box[0] < left + wide and abs(top - box[1]) < NOTE for box in taken):
            top += NOTE + 4
        taken.append((left, top, wide, NOTE))
        title = Word(note.title, left + wide / 2, top + 12, style.BODY, note.ink, 800, "centre")
        text = Word(note.text, left + wide / 2, top + 27, style.LABEL, "second", 600, "centre")
        yield Card(taken[-1], note.ink, (title, text))
