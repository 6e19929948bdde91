"""The layers of a chart as SVG elements: ground, rules, cells, bands, bars, marks, lines and crowds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from game.board.vectors import dashed, path
from game.charts.chart import Area, Band, Bar, Cells, Chart, Crowd, Line, Mark, Note
from game.charts.curves import dense, dotting, fitted, hatching
from game.charts.scale import Box, Scale
from game.charts.shapes import PROPORTION, Paint, drawn

PIECE: Final = 30.0
"""The greatest height of a piece in a crowd."""
FAINT_STEP: Final = 6.0
"""Logical pixels between two points of one of many thin lines: there may be hundreds."""
LEAST_PIECE: Final = 14.0
"""The side of a cell from which on its shape can be told from a square."""


def layers(scale: Scale, chart: Chart, paint: Paint) -> str:
    """Everything of a chart that is no word, from the ground up; lines of notes lead above it all."""
    body = "".join(_area(scale, area, paint) for area in chart.areas) + _rules(scale, chart, paint)
    if chart.cells is not None:
        body += _cells(scale, chart.cells, paint)
    body += "".join(_band(scale, band, paint) for band in chart.bands)
    body += "".join(_bar(scale, one, paint) for one in chart.bars)
    body += _marks(scale, chart.marks, paint)
    body += "".join(_line(scale, line, paint) for line in chart.lines)
    body += "".join(_crowds(scale, chart.crowds, paint))
    return body + "".join(_leader(scale, note, paint) for note in chart.notes)


def _area(scale: Scale, area: Area, paint: Paint) -> str:
    x, y, w, h = scale.box(area.x, area.y)
    if area.whole:
        x, w = scale.sides[0] - 6, scale.sides[1] - scale.sides[0] + 12
    edge = f' stroke="{paint(area.edge, 1.0)}" stroke-width="1.8"' if area.edge else ""
    return _rect((x, y, w, h), paint(area.ink, area.share), 8, edge)


def _rect(box: Box, fill: str, radius: float, more: str = "") -> str:
    x, y, w, h = box
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{radius:g}" fill="{fill}"{more}/>'
    )


def _rules(scale: Scale, chart: Chart, paint: Paint) -> str:
    down, across = (chart.x, chart.y) if chart.turned else (chart.y, chart.x)
    out = ""
    for value in down.lines:
        out += f"M{scale.left:.1f} {scale.down(value):.1f} L{scale.right:.1f} {scale.down(value):.1f} "
    for value in across.lines:
        out += f"M{scale.across(value):.1f} {scale.top:.1f} L{scale.across(value):.1f} {scale.bottom:.1f} "
    return f'<path d="{out}" stroke="{paint("rule", 1.0)}" stroke-width="1"/>' if out else ""


def _line(scale: Scale, line: Line, paint: Paint) -> str:
    xs = scale.samples(line.x, FAINT_STEP if line.faint else 1.5)
    places = scale.points(xs, dense(line.x, line.y, xs, line.smooth))
    if line.faint:
        strokes = dashed(places, 4, 3) if line.dashed else path(places)
        return f'<path d="{strokes}" stroke="{paint(line.ink, 0.5)}" stroke-width="1.2"/>'
    ink, card = paint(line.ink, 1.0), paint("card", 1.0)
    out = f'<path d="{path(places)}" stroke="{card}" stroke-width="{line.width + 2.4:g}"/>' if line.halo else ""
    strokes = dashed(places, 7, 5) if line.dashed else path(places)
    out += f'<path d="{strokes}" stroke="{ink}" stroke-width="{line.width}"/>'
    if line.dots:
        for x, y in zip(line.x, line.y, strict=True):
            out += (
                f'<circle cx="{scale.across(x):.1f}" cy="{scale.down(y):.1f}" r="3.6" fill="{ink}" '
                f'stroke="{card}" stroke-width="1.2"/>'
            )
    return out


def _band(scale: Scale, band: Band, paint: Paint) -> str:
    crossing = any(high < low for low, high in zip(band.lower, band.upper, strict=True))
    xs = scale.samples(band.x) if band.smooth or crossing else scale.corners(band.x)
    low = dense(band.x, band.lower, xs, band.smooth)
    high = np.maximum(low, dense(band.x, band.upper, xs, band.smooth))
    top, bottom = scale.points(xs, high), scale.points(xs, low)
    out = f'<path d="{path([*top, *reversed(bottom)], closed=True)}" fill="{paint(band.ink, 0.16)}"/>'
    ink = paint(band.ink, 0.75)
    px = np.array([point[0] for point in top])
    edges = np.array([point[1] for point in top]), np.array([point[1] for point in bottom])
    if band.pattern == "hatch":
        out += f'<path d="{hatching(px, *edges)}" stroke="{ink}" stroke-width="1.1"/>'
    elif band.pattern == "dots":
        out += "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.1" fill="{ink}"/>' for x, y in dotting(px, *edges))
    if band.outline:
        edge = paint(band.ink, 1.0)
        out += f'<path d="{path(top)}" stroke="{edge}" stroke-width="1.6"/>'
        out += f'<path d="{path(bottom)}" stroke="{edge}" stroke-width="1.6"/>'
    return out


def _bar(scale: Scale, one: Bar, paint: Paint) -> str:
    ends = one.x - one.width / 2, one.x + one.width / 2
    x, y, w, h = scale.box(ends, (max(0.0, scale.y.low), one.height))
    w, h = (max(1.0, w), h) if scale.turned else (w, max(1.0, h))
    round_end = min(h, w) / 2 if one.track and min(h, w) > 5 else 2.5
    out = ""
    if one.track:
        out += _rect(scale.box(ends, (scale.y.low, scale.y.high)), paint("track", 1.0), h / 2)
        round_end = h / 2
    edge = f' stroke="{paint(one.edge, 1.0)}" stroke-width="1"' if one.edge else ""
    out += _rect((x, y, w, h), paint(one.ink, 0.2 if one.hatched else 1.0), round_end, edge)
    if one.hatched:
        sides = np.array([x, x + w]), np.array([y, y]), np.array([y + h, y + h])
        out += f'<path d="{hatching(*sides)}" stroke="{paint(one.ink, 1.0)}" stroke-width="1.1"/>'
    if one.interval is not None:
        out += _whisker(scale, one, paint)
    return out


def _whisker(scale: Scale, one: Bar, paint: Paint) -> str:
    """A line between two ends, seen on the bar and off it."""
    cap = 0.28 * one.width
    low, high = one.interval or (one.height, one.height)
    strokes = (
        ((one.x, low), (one.x, high)), ((one.x - cap, low), (one.x + cap, low)),
        ((one.x - cap, high), (one.x + cap, high)),
    )  # fmt: skip
    d = " ".join(path([scale.place(*start), scale.place(*end)]) for start, end in strokes)
    return (
        f'<path d="{d}" stroke="{paint("card", 1.0)}" stroke-width="4.6"/>'
        f'<path d="{d}" stroke="{paint("ink", 1.0)}" stroke-width="1.8"/>'
    )


def _cells(scale: Scale, cells: Cells, paint: Paint) -> str:
    out = ""
    for row, values in enumerate(cells.values):
        for column, value in enumerate(values):
            if value is None:
                continue
            x, y, w, h = scale.box((column, column + 1), (row, row + 1))
            gap = min(3.0, 0.12 * min(w, h))
            out += _rect((x + gap / 2, y + gap / 2, w - gap, h - gap), paint("track", 0.7), min(4.0, 0.2 * w))
            side = min(w, h) - gap
            middle = x + w / 2, y + h / 2
            if value <= 0.0:
                continue
            if cells.shape and side >= LEAST_PIECE:
                size = min(0.86 * w / PROPORTION.get(cells.shape, 1.15), 0.7 * h, PIECE) * value**0.5
                out += drawn(cells.shape, *middle, size, cells.ink, paint)
            else:
                wide, high = (w - gap) * value**0.5, (h - gap) * value**0.5
                box = middle[0] - wide / 2, middle[1] - high / 2, wide, high
                out += _rect(box, paint(cells.ink, 1.0), min(4.0, 0.2 * wide))
    return out


def _crowds(scale: Scale, crowds: Sequence[Crowd], paint: Paint) -> Iterator[str]:
    """Every piece of every crowd, all of one size: the largest at which each crowd has room."""
    rooms = [
        scale.box((one.x - one.across / 2, one.x + one.across / 2), (one.y - one.along / 2, one.y + one.along / 2))
        for one in crowds
    ]
    full = [(one, room) for one, room in zip(crowds, rooms, strict=True) if one.count > 0]
    size = PIECE
    for one, (_, _, w, h) in full:
        size = min(size, fitted(one.count, w, h, PROPORTION.get(one.shape, 1.15), size)[1])
    for one, (x, y, w, h) in full:
        step = size * PROPORTION.get(one.shape, 1.15)
        columns = max(1, min(one.count, int(w / step + 1e-6)))
        rows = -(-one.count // columns)
        columns = -(-one.count // rows)
        for n in range(one.count):
            row, column = divmod(n, columns)
            among = min(columns, one.count - row * columns)
            at = x + w / 2 + (column - (among - 1) / 2) * step, y + h / 2 - (row - (rows - 1) / 2) * size
            yield drawn(one.shape, *at, 0.88 * size, one.ink, paint)


def _marks(scale: Scale, marks: Sequence[Mark], paint: Paint) -> str:
    out = ""
    for mark in marks:
        if scale.is_level(mark):
            at = scale.down(mark.at)
            ends = [(scale.left, at), (scale.right, at)]
        else:
            at = scale.across(mark.at)
            ends = [(at, scale.top), (at, scale.bottom)]
        out += (
            f'<path d="{dashed(ends, 5, 4) if mark.dashed else path(ends)}" stroke="{paint("ink", 1.0)}" '
            f'stroke-width="{2 if mark.pawn else 1}" opacity="{1 if mark.pawn else 0.6}"/>'
        )
    return out


def _leader(scale: Scale, note: Note, paint: Paint) -> str:
    if note.to is None:
        return ""
    (x, y), (to_x, to_y) = scale.place(note.x, note.y), scale.place(*note.to)
    return f'<path d="M{x:.1f} {y:.1f} L{to_x:.1f} {to_y:.1f}" stroke="{paint(note.ink, 1.0)}" stroke-width="1.2"/>'
