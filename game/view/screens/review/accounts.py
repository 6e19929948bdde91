"""Why the score moved, as a waterfall of named causes; and the calm line while something is still worked out."""

from __future__ import annotations

from collections.abc import Sequence

from game.board import style
from game.board.vectors import dashed, hex_code
from game.debrief import Run
from game.sim.causes import SCORE_CAUSES
from game.sim.ledger import SCORE_INDEX
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.waterfall import Cause, waterfall
from game.words.figures import less
from game.words.meanings import SCORE_MEANS

EVERYTHING = -1
"""The product tab "All", and the quarter tab "All"."""
MOST_ROWS = 6
"""Causes with a row of their own; the others share one."""


def cause_row(name: str, size: int, whole: bool, note: str = "", listed: Sequence[str] = ()) -> Cause:
    """A cause of the score as a row; between two quarters, a changed capacity is a changed demand.

    listed: what smaller things are, the largest first.
    """
    label = SCORE_CAUSES.get(name, "Smaller things")
    if name == "capacity" and not whole:
        label = "Less was wanted than before" if size > 0 else "More was wanted than before"
    icon, text = SCORE_MEANS[name]
    if listed:
        text = f"{', '.join(listed).capitalize()}."
    return Cause(label, size, icon, note, Tip(label, text))


def account(
    p: Panel, key: str, box: Box, start: int, end: int, rows: Sequence[Cause], first: str, last: str,
    tallest: float = 52.0, label_share: float = 0.46,
) -> float:  # fmt: skip
    """A waterfall between two lines that say where it begins and where it ends; returns the height used."""
    x, y, w, h = box
    each = max(24.0, min(tallest, (h - 60) / max(1, len(rows))))
    for line, words, figure in ((y, first, start), (y + 30 + each * len(rows), last, end)):
        p.text(
            x + 32, line + 13, words, size=style.BODY, weight=700, colour=p.palette.second, at="middle", width=w * 0.6
        )
        p.text(x + w - 4, line + 13, f"{less(figure)}%", size=style.STAT, family="serif", align="right", at="middle")
    p.fill((x, y + 28, w, 1), p.palette.rule)
    if rows:
        waterfall(p, key, (x, y + 30, w, each), float(start), rows, label_share=label_share)
    return 60 + each * len(rows)


def score_rows(run: Run, quarter: int) -> tuple[int, int, list[Cause]]:
    """Where the score began and ended, in points, and the causes between, which add up: the largest and the rest."""
    first = quarter in (EVERYTHING, 0)
    start, end, sizes = run.account(None if quarter == EVERYTHING else quarter)
    named = [(name, sizes[index]) for name, index in SCORE_INDEX.items() if sizes[index]]
    named.sort(key=lambda row: -abs(row[1]))
    large, small = named[:MOST_ROWS], named[MOST_ROWS:]
    rows = [cause_row(name, size, first) for name, size in large]
    rest = end - start - sum(size for _, size in large)
    if small and rest:
        rows.append(cause_row("smaller", rest, first, listed=[SCORE_CAUSES[name] for name, _ in small]))
    return start, end, rows


def legend_width(p: Panel, entries: Sequence[tuple[str, str]]) -> float:
    """The logical width a legend needs."""
    return 48.0 * len(entries) + sum(p.measure(words, style.SECONDARY) for _, words in entries)


def legend(p: Panel, x: float, y: float, entries: Sequence[tuple[str, str]], room: float = 1e9) -> None:
    """What solid, dashed, hatched, dotted and plain stand for; entries are (kind, words), in at most `room`."""
    pal = p.palette
    ink, at = hex_code(pal.second), x
    wide = legend_width(p, entries)
    size = style.SECONDARY if wide <= room else style.SMALLEST
    gap = 18.0 if wide <= room else 8.0
    for kind, words in entries:
        body = f'<path d="M{at} {y} l22 0" stroke="{ink}" stroke-width="2.4" fill="none"/>'
        if kind == "dashed":
            strokes = dashed([(at, y), (at + 22, y)], 6, 3)
            body = f'<path d="{strokes}" stroke="{ink}" stroke-width="2.4" fill="none"/>'
        elif kind == "hatch":
            lines = "".join(f"M{at + n} {y + 6} l{min(8, 22 - n)} -12 " for n in range(0, 20, 6))
            body = f'<path d="{lines}" stroke="{ink}" stroke-width="1.3" fill="none"/>'
        elif kind == "dots":
            dots = [(at + 3 + 6 * (n % 4), y - 4 + 8 * (n // 4)) for n in range(8)]
            body = "".join(f'<circle cx="{cx}" cy="{cy}" r="1.4" fill="{ink}"/>' for cx, cy in dots)
        elif kind == "plain":
            body = f'<rect x="{at}" y="{y - 6}" width="22" height="12" rx="3" fill="{ink}"/>'
        p.vector((at - 2, y - 9, 30, 18), body)
        at += 27 + p.text(at + 27, y, words, size=size, colour=pal.second, at="middle") + gap


def waiting(p: Panel, box: Box, words: str, ready: float) -> None:
    """A calm line while something is worked out: what it is, and how far it has come."""
    x, y, w, h = box
    wide = min(320.0, w - 60)
    middle = y + h / 2
    high = p.paragraph_height(wide + 60, words, size=style.BODY)
    p.paragraph(
        x + (w - wide - 60) / 2,
        middle - high - 8,
        wide + 60,
        words,
        size=style.BODY,
        colour=p.palette.second,
        align="centre",
    )
    widgets.meter(p, (x + (w - wide) / 2, middle + 6, wide, 6), ready, p.palette.focus)
