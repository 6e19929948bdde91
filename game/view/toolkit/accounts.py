"""Paints a sheet of accounts: sums at the left, at the right the line of what was and the fan of what may come."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from game.board import style
from game.board.style import Colour, mix
from game.board.vectors import hex_code
from game.view.toolkit.panel import Box, Panel
from game.view.toolkit.sheet import Curve, Points, Sheet

SHEET_WIDTH = 436.0
ROW = 21.0
CURVE_HIGH = 108.0


def paint_sheet(p: Panel, sheet: Sheet, y: float) -> float:
    """Paints a sheet over the whole width of a panel, the curve at the right where there is room; the y below it."""
    beside = p.width >= SHEET_WIDTH - 1
    wide = p.width * 0.53 - 24 if beside else p.width - 28
    left = _sums(p, sheet, 14.0, y, wide)
    if not beside:
        return _curve(p, sheet, 14.0, left + 8, p.width - 28)
    at = p.width * 0.53
    right = _curve(p, sheet, at + 10, y - 14, p.width - at - 24)
    end = max(left, right)
    p.fill((at, y - 14, 1, end - y + 14), p.palette.button)
    return end


def _sums(p: Panel, sheet: Sheet, x: float, y: float, wide: float) -> float:
    pal, bright = p.palette, style.DARK.ink
    for entry in sheet.entries:
        p.icon(entry.icon, x + 8, y + 10, 14, pal.gold, "fill")
        room = wide - 24 - p.measure(entry.written, style.SECONDARY, weight=800) - 8
        marked = p.measure(entry.mark, style.SMALLEST, weight=700) + 12 if entry.mark else 0.0
        used = p.text(x + 22, y + 10, entry.words, size=style.SECONDARY, weight=700, colour=bright, at="middle",
                      width=room - marked)  # fmt: skip
        if entry.mark:
            p.card((x + 26 + used, y + 2, marked - 2, 16), pal.tip, radius=8, outline=pal.bar_second, stroke=1)
            p.text(x + 25 + used + marked / 2, y + 10, entry.mark, size=style.SMALLEST, weight=700,
                   colour=pal.bar_second, align="centre", at="middle")  # fmt: skip
        p.text(x + wide, y + 10, entry.written, size=style.SECONDARY, weight=800, colour=_ink(p, entry.gain),
               align="right", at="middle")  # fmt: skip
        y += ROW
    p.fill((x, y + 2, wide, 1), p.palette.button)
    for n, entry in enumerate(sheet.sums):
        size, ink = (style.SUBTITLE, bright) if n == 0 else (style.SECONDARY, pal.bar_second)
        end = wide - p.measure(entry.written, size, weight=800) - 8
        p.text(x, y + 15, entry.words, size=style.SECONDARY, weight=800 if n == 0 else 600, colour=ink, at="middle",
               width=end)  # fmt: skip
        p.text(x + wide, y + 15, entry.written, size=size, weight=800,
               colour=_ink(p, entry.gain) if n == 0 else bright, align="right", at="middle")  # fmt: skip
        y += ROW
    return y + 6


def _ink(p: Panel, gain: bool) -> Colour:
    return mix(style.DARK.good if gain else style.DARK.bad, style.WHITE, 0.18)


@dataclass(frozen=True)
class _Plot:
    """Where the numbers of a curve lie in a box."""

    curve: Curve
    box: Box

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point lies; what is below nothing lies on the ground."""
        curve, (x, y, wide, high) = self.curve, self.box
        first = min(place for place, _ in (*curve.across, *curve.past))
        last = max(place for place, _ in (*curve.across, *curve.past, *curve.low, *curve.high))
        top = max(level for _, level in (*curve.past, *curve.low, *curve.high))
        top = max(top, max((level for level, _ in curve.up), default=0.0))
        share = (point[0] - first) / max(1e-9, last - first)
        return x + share * wide, y + (1.0 - max(0.0, point[1]) / max(1e-9, top)) * high

    def path(self, points: Points) -> str:
        """The way through points, as the numbers of an SVG path."""
        return " L".join(f"{x:.1f} {y:.1f}" for x, y in map(self.at, points))


def _curve(p: Panel, sheet: Sheet, x: float, y: float, wide: float) -> float:
    curve, pal = sheet.curve, p.palette
    p.text(x, y + 8, curve.title, size=style.LABEL, weight=700, colour=pal.bar_second, at="middle", width=wide)
    room = max((p.measure(words, style.SMALLEST, weight=700) for _, words in curve.up), default=0.0) + 6
    plot = _Plot(curve, (x + room, y + 34, wide - room - 4, CURVE_HIGH))
    p.vector((x, y + 18, wide, CURVE_HIGH + 24), _drawn(p, plot))
    for level, words in curve.up:
        p.text(plot.box[0] - 6, plot.at((0, level))[1], words, size=style.SMALLEST, weight=700, colour=pal.bar_second,
               align="right", at="middle")  # fmt: skip
    half = p.measure("now", style.SMALLEST, weight=700) / 2
    now = min(plot.at(curve.past[-1])[0], x + wide - half)
    p.text(now, y + 26, "now", size=style.SMALLEST, weight=700, colour=style.DARK.ink, align="centre", at="middle")
    low = y + 34 + CURVE_HIGH + 12
    _feet(p, plot, (x + wide, low))
    low += 12
    for entry in sheet.below:
        left = x + (20 if entry.icon else 0)
        if entry.icon:
            p.icon(entry.icon, x + 7, low + 9, 14, _ink(p, entry.gain), "fill")
        ink = _ink(p, entry.gain) if entry.icon else style.DARK.ink
        low += p.paragraph(left, low + 1, wide - (left - x), entry.words, size=style.SECONDARY, weight=800, colour=ink)
        low += 3
    return low + 6


def _drawn(p: Panel, plot: _Plot) -> str:
    """The lines of a curve as SVG elements."""
    curve, pal = plot.curve, p.palette
    left, top, wide, _ = plot.box
    gold, red, grey, rule = (hex_code(c) for c in (pal.gold, _ink(p, False), pal.bar_second, pal.button))
    levels = [plot.at((0, level))[1] for level, _ in curve.up]
    body = "".join(f'<path d="M{left:.1f} {level:.1f} h{wide:.1f}" stroke="{rule}"/>' for level in levels)
    now = plot.at(curve.past[-1])
    if curve.low and curve.high:
        start = curve.past[-1:]
        fan = f"M{plot.path(start + curve.high)} L{plot.path(curve.low[::-1])} Z"
        body += f'<path d="{fan}" fill="{gold}" fill-opacity="0.3"/>'
        for edge, ink in ((curve.high, gold), (curve.low, red)):
            body += _dashed([plot.at(point) for point in start + edge], ink)
    body += f'<path d="M{plot.path(curve.past)}" stroke="{gold}" stroke-width="2" fill="none" stroke-linejoin="round"/>'
    for n in range(int((now[1] - top) / 4)):
        body += f'<path d="M{now[0]:.1f} {top + 4 * n:.1f} v2" stroke="{grey}"/>'
    body += f'<circle cx="{now[0]:.1f}" cy="{now[1]:.1f}" r="3.5" fill="{gold}"/>'
    if curve.ends is not None:
        end = plot.at((curve.ends[0], 0.0))
        body += f'<circle cx="{end[0]:.1f}" cy="{end[1]:.1f}" r="4" fill="{red}"/>'
    return body


def _feet(p: Panel, plot: _Plot, corner: tuple[float, float]) -> None:
    """The words under a curve: those of the axis give way to where the fan meets the ground."""
    curve, (edge, y) = plot.curve, corner
    free, begins = edge, plot.box[0]
    if curve.ends is not None:
        words = curve.ends[1]
        half = p.measure(words, style.SMALLEST, weight=800) / 2
        middle = max(begins + half, min(plot.at((curve.ends[0], 0.0))[0], edge - half))
        p.text(middle, y, words, size=style.SMALLEST, weight=800, colour=_ink(p, False), align="centre", at="middle")
        free = middle - half - 6
    for place, words in curve.across:
        half = p.measure(words, style.SMALLEST, weight=700) / 2
        middle = min(max(plot.at((place, 0.0))[0], begins + half), edge - half)
        if begins <= middle - half and middle + half <= free:
            p.text(middle, y, words, size=style.SMALLEST, weight=700, colour=p.palette.bar_second, align="centre",
                   at="middle")  # fmt: skip
            begins = middle + half + 8


def _dashed(spots: list[tuple[float, float]], ink: str) -> str:
    """A dashed line by strokes of its own."""
    body = ""
    for (x0, y0), (x1, y1) in pairwise(spots):
        steps = max(1, int(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / 7))
        for n in range(steps):
            a, b = n / steps, (n + 0.6) / steps
            body += (
                f'<path d="M{x0 + (x1 - x0) * a:.1f} {y0 + (y1 - y0) * a:.1f} '
                f'L{x0 + (x1 - x0) * b:.1f} {y0 + (y1 - y0) * b:.1f}" stroke="{ink}" stroke-width="1.6"/>'
            )
    return body
