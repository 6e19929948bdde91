"""A waterfall: rows of named causes whose bars lead from where a number began to where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.board import style
from game.board.style import mix
from game.board.vectors import hex_code
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip


@dataclass(frozen=True, slots=True)
class Cause:
    """One bar of a waterfall: what it is, by how much it moved the number, and what the tooltip says."""

    label: str
    amount: float
    icon: str = ""
    note: str = ""
    tip: Tip | None = None


def waterfall(
    p: Panel,
    key: str,
    box: Box,
    start: float,
    causes: Sequence[Cause],
    *,
    label_share: float = 0.5,
    unit: str = "",
    decimals: int = 0,
) -> float:
    """Rows of named causes whose bars begin where the last one ended; returns the height used.

    `box` gives x, y and width; its height is that of one row. Each row is a region `key:n` with its tooltip.
    Losses are red and hatched, gains green; the axis is dashed at `start`.
    """
    pal = p.palette
    x, y, w, each = box
    left = x + w * label_share
    digits = max([2, *(len(f"{abs(cause.amount):.0f}") for cause in causes)])
    widest = "−" + "0" * digits + ("." + "0" * decimals if decimals else "") + unit
    figure = p.measure(widest, style.SUBTITLE, weight=800) + 10
    run = w - w * label_share - figure
    ends = [start]
    for cause in causes:
        ends.append(ends[-1] + cause.amount)
    low, high = min(ends), max(ends)
    span = max(high - low, 1e-9)

    def at(amount: float) -> float:
        return left + (amount - low) / span * run

    whole = (left - 4, y, run + 8, each * len(causes) + 2)
    lines = ""
    for n in range(1, len(ends) - 1):
        joint = at(ends[n])
        top = y + (n - 1) * each + each / 2
        lines += f'<path d="M{joint:.1f} {top:.1f} L{joint:.1f} {top + each:.1f}"/>'
    axis = "".join(
        f'<path d="M{at(start):.1f} {y + s * 5:.1f} l0 2.5"/>' for s in range(round(each * len(causes) / 5))
    )
    for n, cause in enumerate(causes):
        line = (x, y + n * each, w, each)
        if p.hovered(key, n):
            p.card(line, pal.choice, radius=6)
            p.fill((x, line[1] + 4, 3, each - 8), pal.focus)
        p.region(key, line, value=n, tip=cause.tip, activates=False, radius=6)
    stroke = hex_code(mix(pal.second, pal.card, 0.35))
    p.vector(whole, f'<g stroke="{stroke}" stroke-width="1" fill="none">{lines}{axis}</g>')
    for n, cause in enumerate(causes):
        first, last = sorted((at(ends[n]), at(ends[n + 1])))
        _cause(p, cause, (x, y + n * each, w, each), w * label_share, (first, last), f"{decimals}f{unit}")
    return each * len(causes)


def _cause(p: Panel, cause: Cause, line: Box, room: float, reach: tuple[float, float], figure: str) -> None:
    """One row of a waterfall: icon, words, bar from `reach[0]` to `reach[1]`, signed number."""
    pal = p.palette
    x, y, w, each = line
    middle = y + each / 2
    indent = 0.0
    if cause.icon:
        indent = 32.0 if w >= 230 else 26.0
        p.icon(cause.icon, x + indent / 2 - 1, middle, 17, pal.second, "fill")
    room -= indent + 8
    full: float = next((s for s in (style.BODY, style.SECONDARY) if p.measure(cause.label, s, weight=700) <= room), 0)
    if not cause.note and not full:
        size: float = style.SECONDARY if each >= 2.3 * style.SECONDARY else style.SMALLEST
        deep = len(p.lines(room, cause.label, size=size, weight=700, most=2)) * size * 1.1
        p.paragraph(x + indent, middle - deep / 2, room, cause.label, size=size, weight=700, lines=2, leading=1.1)
    else:
        up = 8.0 if cause.note else 0.0
        p.text(x + indent, middle - up, cause.label, size=full or style.BODY, weight=700, at="middle", width=room)
    if cause.note:
        p.text(x + indent, middle + 8, cause.note, size=style.LABEL, colour=pal.second, at="middle", width=room)
    gain = cause.amount >= 0
    ink = pal.good if gain else pal.bad
    widgets.bar(p, (reach[0], middle - 8, max(3.0, reach[1] - reach[0]), 16), ink, hatched=not gain)
    decimals, unit = figure.split("f", 1)
    sign = "+" if cause.amount > 0 else "−" if cause.amount < 0 else "±"
    words = f"{sign}{abs(cause.amount):.{decimals}f}{unit}"
    p.text(x + w - 4, middle, words, size=style.SUBTITLE, weight=800, colour=ink, align="right", at="middle")
