"""Paints a sheet of accounts: sums at the left, at the right the line of what was and the fan of what may come."""

from __future__ import annotations

import numpy as np

from game.board import style
from game.board.style import Colour, mix
from game.charts import Axis, Band, Chart, Line, Mark
from game.view.toolkit.charts import draw
from game.view.toolkit.panel import Panel
from game.view.toolkit.sheet import SHEET_WIDTH, Curve, Points, Sheet

ROW = 21.0
CURVE_HIGH = 108.0
HALF_LABEL = 16.0
"""What the words under the last place of the curve need at its right."""


DOT_WIDE = 0.01
"""What joins the dots of what happened once is too thin to be seen."""


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


def _curve(p: Panel, sheet: Sheet, x: float, y: float, wide: float) -> float:
    p.text(x, y + 8, sheet.curve.title, size=style.LABEL, weight=700, colour=p.palette.bar_second, at="middle",
           width=wide)  # fmt: skip
    draw(p, (x, y + 18, wide - HALF_LABEL, CURVE_HIGH + 46), _chart(sheet.curve), theme="dark")
    low = y + CURVE_HIGH + 66
    for entry in sheet.below:
        left = x + (20 if entry.icon else 0)
        if entry.icon:
            p.icon(entry.icon, x + 7, low + 9, 14, _ink(p, entry.gain), "fill")
        ink = _ink(p, entry.gain) if entry.icon else style.DARK.ink
        low += p.paragraph(left, low + 1, wide - (left - x), entry.words, size=style.SECONDARY, weight=800, colour=ink)
        low += 3
    return low + 6


def _chart(curve: Curve) -> Chart:
    """The line of what was, and a fan between the edges of what may come; where it meets the ground goes first."""
    now, level = curve.past[-1]
    ticks, lines = list(curve.across), [Line("", *_split(curve.past), "gold", smooth=False, width=2.0)]
    bands: tuple[Band, ...] = ()
    last = max(place for place, _ in (*curve.across, *curve.past, *curve.low, *curve.high))
    if curve.low and curve.high:
        edges = [_split(((now, level), *edge)) for edge in (curve.low, curve.high)]
        places = sorted({place for across, _ in edges for place in across})
        low, high = ([float(n) for n in np.interp(places, *edge)] for edge in edges)
        bands = (Band(places, low, high, "gold", "plain", smooth=False),)
        lines += [
            Line("", *edge, ink, dashed=True, smooth=False, width=1.6)
            for edge, ink in zip(edges[::-1], ("gold", "bad"), strict=True)
        ]
    if curve.once:
        across, up = _split((*curve.once, curve.once[-1]))
        across[-1] += DOT_WIDE
        lines.append(Line("", across, up, "bad", dots=True, smooth=False, width=DOT_WIDE))
    if curve.ends is not None:
        near = (last - curve.across[0][0]) / 4
        ticks = [tick for tick in ticks if tick[0] < curve.ends[0] - near] + [curve.ends]
    top = max(level for level, _ in (*((y, "") for _, y in (*curve.past, *curve.low, *curve.high)), *curve.up))
    return Chart(
        curve.title, "", Axis(curve.past[0][0], last, ticks),
        Axis(0.0, top, curve.up, [level for level, _ in curve.up]),
        lines=tuple(lines), bands=bands, marks=(Mark(now, "now", dashed=True),),
    )  # fmt: skip


def _split(points: Points) -> tuple[list[float], list[float]]:
    """Places and levels, none of them under the ground: dashes that lead far beneath it would take seconds to draw."""
    return [x for x, _ in points], [max(0.0, y) for _, y in points]
