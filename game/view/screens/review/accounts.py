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

EVERYTHING = -1
"""The product tab "All", and the quarter tab "All"."""

CAUSES: dict[str, tuple[str, str]] = {
    "capacity": ("users-three", "What all hands would come to on an average day, as a share of what was wanted."),
    "empty": ("user", "Seats that the plan counts on and nobody sits in: people left, or did not come yet."),
    "learning": ("graduation-cap", "New people lose part of their first weeks to learning."),
    "growth": ("trend-up", "Teams that improve their methods make more of the same hour, for good."),
    "equipment": ("gear", "Machines beyond the usual, or short of it. The interest rate moves them, slowly."),
    "waiting": ("hourglass-medium", "Teams without a letter whose default is to wait make nothing."),
    "improving": ("lightbulb", "Hours spent on better methods make nothing that week."),
    "craft": ("hammer", "A team at what it is good at makes more; at what it is not, less."),
    "spirit": ("sun", "Output follows morale: half of it is there at none, a fifth more at the full."),
    "reports": ("chart-bar", "Each reporting level takes one person in twenty from the bench."),
    "switching": ("arrows-left-right", "The first week at another job makes a third less."),
    "tools": ("toolbox", "People who build shared tools, and not goods, until the tools are there."),
    "fires": ("fire", "A team with a fire makes half of what it could, until the fire is out."),
    "measures": ("target", "Figures turn hands toward what is counted; more than two also cost time to reconcile."),
    "double": ("copy", "Teams that do not know of each other do some work twice; more teams, more of it."),
    "apart": ("anchor", "Where people do not feel bound, what they do fits together less well."),
    "vision": ("star-four", "People who believe where the company is going put more into what leads there."),
    "overtime": ("clock", "Teams that trust you stay late for a contract."),
    "stocked": ("stack", "Made and not sold yet; it counts when somebody buys it."),
    "spoiled": ("trash-simple", "What lies on the shelf too long is lost."),
    "waste": ("coins", "What spoils has been paid for, and that counts half again."),
    "recall": ("puzzle-piece", "Goods made of bad material went out and came back. They count as not delivered."),
    "parts": ("hourglass-medium", "Work that could not be done because what goes into it was not on the shelf."),
    "built in": ("puzzle-piece", "Pieces that went into other goods; they are paid for when those are."),
    "ripening": ("calendar-blank", "Made, but some weeks from the shelf; it counts when somebody buys it."),
    "stuck": ("question", "A department is slow for a reason that only a visit there tells."),
    "talks": ("users-three", "Being asked what one thinks takes time. It is over when everyone has been heard."),
    "smaller": ("equals", "Everything else together."),
}
"""Each entry of the score account: its icon, and what it is in a sentence."""


def cause_row(name: str, size: int, whole: bool, note: str = "", listed: Sequence[str] = ()) -> Cause:
    """A cause of the score as a row; between two quarters, a changed capacity is a changed demand.

    listed: what smaller things are, the largest first.
    """
    label = SCORE_CAUSES.get(name, "Smaller things")
    if name == "capacity" and not whole:
        label = "Less was wanted than before" if size > 0 else "More was wanted than before"
    icon, text = CAUSES[name]
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
