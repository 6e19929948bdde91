"""One chart model and its painting: lines solid or dashed, bands hatched or dotted, bars, marks and direct labels.

    draw(p, (20, 60, 600, 300), Chart(x=(0, 52), y=(0, 30), x_ticks=((6.5, "Q1"),), y_ticks=((0, "0"), (30, "30")),
         lines=(Line("Made", weeks, made, blue), Line("Wanted", weeks, wanted, red, dashed=True)),
         bands=(Band(weeks, made, wanted, red, "hatch"), Band(weeks, wanted, made, blue, "dots"))))

Meaning never rests on colour alone: solid against dashed, hatch for too few, dots for too many, labels at the ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from game.board import style
from game.board.style import Colour, mix
from game.board.vectors import hex_code, path
from game.view.toolkit.panel import Box, Panel

Numbers = Sequence[float]
Curve = NDArray[np.float64]
Pattern = Literal["plain", "hatch", "dots"]
HATCH_GAP = 7.0
DOT_GAP = 8.0
LABEL_GAP = 15.0


@dataclass(frozen=True, slots=True)
class Line:
    """A measured line through (x, y), labelled at its right end; `smooth` bends it without overshoot."""

    label: str
    x: Numbers
    y: Numbers
    colour: Colour
    dashed: bool = False
    dots: bool = False
    smooth: bool = True
    width: float = 2.6


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two lines, only where `upper` is above `lower`: a range, or a shortage or surplus."""

    x: Numbers
    lower: Numbers
    upper: Numbers
    colour: Colour
    pattern: Pattern = "hatch"
    smooth: bool = True
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero to `height`, centred at x and `width` wide in units of x."""

    x: float
    height: float
    width: float
    colour: Colour
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment: a vertical line, with words above; `pawn` sets the leader's pawn on it ("now")."""

    x: float
    label: str = ""
    pawn: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A small card at (x, y) with a leader line to `to`."""

    x: float
    y: float
    title: str
    text: str
    colour: Colour
    to: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, in its own units; ticks are (place, label)."""

    x: tuple[float, float]
    y: tuple[float, float]
    x_ticks: Sequence[tuple[float, str]] = ()
    y_ticks: Sequence[tuple[float, str]] = ()
    x_lines: Sequence[float] = ()
    lines: Sequence[Line] = ()
    bands: Sequence[Band] = ()
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()
    notes: Sequence[Note] = ()
    label_room: float = 70


def dense(x: Numbers, y: Numbers, at: Curve, smooth: bool) -> Curve:
    """Values of a line at other places; smooth ones follow a monotone cubic (Fritsch and Carlson, 1980)."""
    xs, ys = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if not smooth or len(xs) < 3:
        straight: Curve = np.interp(at, xs, ys).astype(np.float64)
        return straight
    step = np.diff(xs)
    slope = np.diff(ys) / np.maximum(step, 1e-12)
    same = slope[:-1] * slope[1:] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = np.where(same, 2 * slope[:-1] * slope[1:] / (slope[:-1] + slope[1:]), 0.0)
    tangent = np.concatenate(([slope[0]], inner, [slope[-1]]))
    n = np.clip(np.searchsorted(xs, at, side="right") - 1, 0, len(step) - 1)
    t = np.clip((at - xs[n]) / step[n], 0, 1)
    h00, h10 = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t
    h01, h11 = -2 * t**3 + 3 * t**2, t**3 - t**2
    out: Curve = h00 * ys[n] + h10 * step[n] * tangent[n] + h01 * ys[n + 1] + h11 * step[n] * tangent[n + 1]
    return out


class _Scale:
    """From a chart's units to a panel's logical lengths."""

    def __init__(self, box: Box, chart: Chart) -> None:
        self.left, self.top, self.width, self.height = box
        self.x0, self.x1 = chart.x
        self.y0, self.y1 = chart.y

    def at_x(self, x: float) -> float:
        return self.left + (x - self.x0) / (self.x1 - self.x0) * self.width

    def at_y(self, y: float) -> float:
        return self.top + self.height - (y - self.y0) / (self.y1 - self.y0) * self.height

    def samples(self, x: Numbers) -> Curve:
        """Places along x, one for every logical pixel and a half."""
        low, high = max(self.x0, min(x)), min(self.x1, max(x))
        count = max(2, int((high - low) / (self.x1 - self.x0) * self.width / 1.5))
        return np.linspace(low, high, count)

    def points(self, xs: Curve, ys: Curve) -> list[tuple[float, float]]:
        return [(self.at_x(float(x)), self.at_y(float(y))) for x, y in zip(xs, ys, strict=True)]


def draw(p: Panel, box: Box, chart: Chart) -> None:
    """Paints a chart into a logical box of a panel, axes and labels included."""
    x, y, w, h = box
    left = 30.0 if chart.y_ticks else 2.0
    above = 22.0 if any(mark.label or mark.pawn for mark in chart.marks) else 6.0
    below = 24.0 if chart.x_ticks else 6.0
    right = chart.label_room if any(line.label for line in chart.lines) else 4.0
    scale = _Scale((x + left, y + above, max(10.0, w - left - right), max(10.0, h - above - below)), chart)
    body = _axes(p, scale, chart)
    for band in chart.bands:
        body += _band(p, scale, band)
    for one in chart.bars:
        body += _bar(p, scale, one)
    body += _marks(p, scale, chart)
    for line in chart.lines:
        body += _line(p, scale, line)
    for note in chart.notes:
        body += _leader(p, scale, note)
    p.vector(box, f'<g stroke-linecap="round" stroke-linejoin="round" fill="none">{body}</g>')
    _words(p, scale, chart)
    for note in chart.notes:
        _note(p, scale, note)


def _axes(p: Panel, scale: _Scale, chart: Chart) -> str:
    out = ""
    right, bottom = scale.left + scale.width, scale.top + scale.height
    for value, _ in chart.y_ticks:
        out += f"M{scale.left:.1f} {scale.at_y(value):.1f} L{right:.1f} {scale.at_y(value):.1f} "
    for value in chart.x_lines:
        out += f"M{scale.at_x(value):.1f} {scale.top:.1f} L{scale.at_x(value):.1f} {bottom:.1f} "
    return f'<path d="{out}" stroke="{hex_code(p.palette.rule)}" stroke-width="1"/>' if out else ""


def _line(p: Panel, scale: _Scale, line: Line) -> str:
    xs = scale.samples(line.x)
    points = scale.points(xs, dense(line.x, line.y, xs, line.smooth))
    ink = hex_code(line.colour)
    dash = ' stroke-dasharray="7 5"' if line.dashed else ""
    out = f'<path d="{path(points)}" stroke="{ink}" stroke-width="{line.width}"{dash}/>'
    if line.dots:
        for x, y in zip(line.x, line.y, strict=True):
            out += (
                f'<circle cx="{scale.at_x(x):.1f}" cy="{scale.at_y(y):.1f}" r="3.6" fill="{ink}" '
                f'stroke="{hex_code(p.palette.card)}" stroke-width="1.2"/>'
            )
    return out


def _band(p: Panel, scale: _Scale, band: Band) -> str:
    xs = scale.samples(band.x)
    low = dense(band.x, band.lower, xs, band.smooth)
    high = np.maximum(low, dense(band.x, band.upper, xs, band.smooth))
    top, bottom = scale.points(xs, high), scale.points(xs, low)
    ground = hex_code(mix(p.palette.card, band.colour, 0.16))
    out = f'<path d="{path([*top, *reversed(bottom)], closed=True)}" fill="{ground}"/>'
    ink = hex_code(mix(p.palette.card, band.colour, 0.75))
    px = np.array([point[0] for point in top])
    edges = np.array([point[1] for point in top]), np.array([point[1] for point in bottom])
    if band.pattern == "hatch":
        out += f'<path d="{_hatching(px, *edges)}" stroke="{ink}" stroke-width="1.1"/>'
    elif band.pattern == "dots":
        out += "".join(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.1" fill="{ink}"/>' for x, y in _dotting(px, *edges)
        )
    if band.outline:
        edge = hex_code(band.colour)
        out += f'<path d="{path(top)}" stroke="{edge}" stroke-width="1.6"/>'
        out += f'<path d="{path(bottom)}" stroke="{edge}" stroke-width="1.6"/>'
    return out


def _hatching(x: Curve, top: Curve, bottom: Curve) -> str:
    """Rising diagonals, cut off where they leave the band (top is the smaller y)."""
    out = ""
    steps = np.arange(x[0], x[-1], 0.75)
    if not len(steps):
        return out
    upper, lower = np.interp(steps, x, top), np.interp(steps, x, bottom)
    first, last = x[0] + float(top.min()), x[-1] + float(bottom.max())
    for offset in np.arange(np.floor(first / HATCH_GAP) * HATCH_GAP, last, HATCH_GAP):
        y = offset - steps
        inside = np.concatenate(([False], (y >= upper + 0.5) & (y <= lower - 0.5), [False]))
        turns = np.flatnonzero(inside[1:] != inside[:-1])
        for start, stop in zip(turns[::2], turns[1::2], strict=True):
            if stop - start > 1:
                out += f"M{steps[start]:.1f} {y[start]:.1f} L{steps[stop - 1]:.1f} {y[stop - 1]:.1f} "
    return out


def _dotting(x: Curve, top: Curve, bottom: Curve) -> list[tuple[float, float]]:
    """A staggered grid of points inside the band."""
    out: list[tuple[float, float]] = []
    for row, y in enumerate(np.arange(float(top.min()), float(bottom.max()), DOT_GAP)):
        places = np.arange(x[0] + (row % 2) * DOT_GAP / 2, x[-1], DOT_GAP)
        keep = (y >= np.interp(places, x, top) + 2) & (y <= np.interp(places, x, bottom) - 2)
        out += [(float(place), float(y)) for place in places[keep]]
    return out


def _bar(p: Panel, scale: _Scale, one: Bar) -> str:
    left, right = scale.at_x(one.x - one.width / 2), scale.at_x(one.x + one.width / 2)
    top, bottom = sorted((scale.at_y(one.height), scale.at_y(max(0.0, scale.y0))))
    high = max(1.0, bottom - top)
    fill = one.colour if not one.hatched else mix(p.palette.card, one.colour, 0.2)
    out = (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{high:.1f}" rx="2.5" '
        f'fill="{hex_code(fill)}"/>'
    )
    if one.hatched:
        edge = np.array([left, right]), np.array([top, top]), np.array([bottom, bottom])
        out += f'<path d="{_hatching(*edge)}" stroke="{hex_code(one.colour)}" stroke-width="1.1"/>'
    return out


def _marks(p: Panel, scale: _Scale, chart: Chart) -> str:
    ink = hex_code(p.palette.ink)
    bottom = scale.top + scale.height
    return "".join(
        f'<path d="M{scale.at_x(mark.x):.1f} {scale.top:.1f} L{scale.at_x(mark.x):.1f} {bottom:.1f}" '
        f'stroke="{ink}" stroke-width="{2 if mark.pawn else 1}" opacity="{1 if mark.pawn else 0.6}"/>'
        for mark in chart.marks
    )


def _leader(p: Panel, scale: _Scale, note: Note) -> str:
    if note.to is None:
        return ""
    start, end = (note.x, note.y), note.to
    return (
        f'<path d="M{scale.at_x(start[0]):.1f} {scale.at_y(start[1]):.1f} L{scale.at_x(end[0]):.1f} '
        f'{scale.at_y(end[1]):.1f}" stroke="{hex_code(note.colour)}" stroke-width="1.2"/>'
    )


def _words(p: Panel, scale: _Scale, chart: Chart) -> None:
    pal = p.palette
    bottom = scale.top + scale.height
    for value, label in chart.y_ticks:
        p.text(
            scale.left - 10, scale.at_y(value), label, size=style.LABEL, colour=pal.second, align="right", at="middle"
        )
    edge = -1e9
    for value, label in chart.x_ticks:
        wide = p.measure(label, style.LABEL, weight=700)
        middle = scale.at_x(value)
        if middle - wide / 2 > edge:
            p.text(middle, bottom + 5, label, size=style.LABEL, weight=700, colour=pal.second, align="centre")
            edge = middle + wide / 2 + 4
    for mark in chart.marks:
        middle = scale.at_x(mark.x)
        if mark.pawn:
            p.pawn(middle, bottom + 4, 24, kind="leader")
        if mark.icon:
            p.piece(mark.icon, middle, scale.top - 10, 0.75)
        elif mark.label:
            p.text(middle, scale.top - 12, mark.label, size=style.LABEL, weight=700, align="centre", at="middle")
    labelled = sorted((line for line in chart.lines if line.label), key=lambda line: -float(line.y[-1]))
    last = -1e9
    for line in labelled:
        last = max(scale.at_y(float(line.y[-1])), last + LABEL_GAP)
        p.text(
            scale.at_x(min(scale.x1, float(line.x[-1]))) + 9, last, line.label, size=style.SECONDARY, weight=800,
            colour=line.colour, at="middle", width=chart.label_room - 10,
        )


def _note(p: Panel, scale: _Scale, note: Note) -> None:
    wide = max(p.measure(note.title, style.BODY, weight=800), p.measure(note.text, style.LABEL)) + 20
    left = max(scale.left, min(scale.left + scale.width - wide, scale.at_x(note.x) - wide / 2))
    top = scale.at_y(note.y) - 19
    p.card((left, top, wide, 38), p.palette.card, radius=8, outline=note.colour, stroke=1.3)
    p.text(left + wide / 2, top + 12, note.title, weight=800, colour=note.colour, align="centre", at="middle")
    p.text(left + wide / 2, top + 27, note.text, size=style.LABEL, colour=p.palette.second, align="centre", at="middle")
