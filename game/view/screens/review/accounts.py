"""Why the score moved, as a waterfall of named causes; and the calm line while something is still worked out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.board import style
from game.board.vectors import hex_code
from game.debrief import Run, whole_points
from game.session import earned
from game.sim.curves import total
from game.sim.ledger import SCORE_CAUSES, SCORE_INDEX
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.waterfall import Cause, waterfall
from game.words.meanings import SCORE_MEANS

EVERYTHING = -1
"""The product tab "All", and the quarter tab "All"."""


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
        p.text(x + w - 4, line + 13, f"{figure}%", size=style.STAT, family="serif", align="right", at="middle")
    p.fill((x, y + 28, w, 1), p.palette.rule)
    if rows:
        waterfall(p, key, (x, y + 30, w, each), float(start), rows, label_share=label_share)
    return 60 + each * len(rows)


def score_rows(run: Run, quarter: int) -> tuple[int, int, list[Cause]]:
    """Where the score began and ended, in points, and the causes between, which add up: the largest and the rest."""
    first = quarter in (EVERYTHING, 0)
    parts = run.quarters if quarter == EVERYTHING else (run.quarters[quarter],)
    shares = [total(np.array([part.causes[index] for part in parts])) for index in range(len(SCORE_CAUSES))]
    skipped = SCORE_INDEX["capacity"] if first else -1
    start = earned(shares[skipped]) if first else earned(parts[0].before)
    end = earned(parts[-1].after)
    named = [(name, shares[index]) for name, index in SCORE_INDEX.items() if index != skipped and shares[index]]
    named.sort(key=lambda row: -abs(row[1]))
    large = [row for row in named[:6] if abs(row[1]) >= 0.005]
    rest = total(np.array([share for _, share in named[len(large) :]]))
    sizes = whole_points([*(share for _, share in large), rest], end - start)
    rows = [cause_row(name, size, first) for (name, _), size in zip(large, sizes[:-1], strict=True) if size]
    if sizes[-1]:
        listed = [SCORE_CAUSES[name] for name, _ in named[len(large) :]]
        rows.append(cause_row("smaller", sizes[-1], first, listed=listed))
    return start, end, rows


def legend_width(p: Panel, entries: Sequence[tuple[str, str]]) -> float:
    """The logical width a legend needs."""
    return 48.0 * len(entries) + sum(p.measure(words, style.SECONDARY) for _, words in entries)


def legend(p: Panel, x: float, y: float, entries: Sequence[tuple[str, str]]) -> None:
    """What solid, dashed, hatched and dotted stand for; entries are (kind, words)."""
    pal = p.palette
    ink, at = hex_code(pal.second), x
    for kind, words in entries:
        body = f'<path d="M{at} {y} l22 0" stroke="{ink}" stroke-width="2.4" fill="none"/>'
        if kind == "dashed":
            body = f'<path d="M{at} {y} l22 0" stroke="{ink}" stroke-width="2.4" stroke-dasharray="6 3" fill="none"/>'
        elif kind == "hatch":
            lines = "".join(f"M{at + n} {y + 6} l{min(8, 22 - n)} -12 " for n in range(0, 20, 6))
            body = f'<path d="{lines}" stroke="{ink}" stroke-width="1.3" fill="none"/>'
        elif kind == "dots":
            dots = [(at + 3 + 6 * (n % 4), y - 4 + 8 * (n // 4)) for n in range(8)]
            body = "".join(f'<circle cx="{cx}" cy="{cy}" r="1.4" fill="{ink}"/>' for cx, cy in dots)
        p.vector((at - 2, y - 9, 30, 18), body)
        at += 29 + p.text(at + 29, y, words, size=style.SECONDARY, colour=pal.second, at="middle") + 18


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
