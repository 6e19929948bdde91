"""What the people of a room have written to the desk, under the list at the left: the last round's reports."""

from __future__ import annotations

from itertools import groupby

from game.board import style
from game.view.cards.side import EDGE, TITLE, Side, title
from game.view.toolkit.panel import Panel, Tip

HEAD, LINE, GAP = 18.0, 17.0, 4.0
ABOUT = "Six of the reports that were written reach the desk, a round later. They are signed by department alone."
NONE = "Nothing has reached the desk yet."


def height(side: Side) -> float:
    """The logical height the slips need."""
    slips = side.table.slips or ()
    departments = len({department for department, _, _ in slips})
    return TITLE + (departments * (HEAD + GAP) + len(slips) * LINE if slips else LINE + GAP) + 10


def signature(side: Side) -> tuple[object, ...]:
    """What the slips show."""
    return (*side.mark, "slips", side.table.slips)


def paint(p: Panel, top: float, side: Side) -> float:
    """Paints the slips by department; returns the y below them."""
    pal, slips = p.palette, side.table.slips or ()
    when = "last month" if side.report.world.letter_weeks else "last week"
    y = title(p, top, "Reports", when, key="side-slips-title", tip=Tip("Reports", ABOUT))
    if not slips:
        p.text(EDGE + 4, y + LINE / 2, NONE, size=style.SECONDARY, colour=pal.second, at="middle",
               width=p.width - 2 * EDGE - 8)  # fmt: skip
        return y + LINE + GAP + 10
    for department, rows in groupby(sorted(slips, key=lambda slip: slip[0]), key=lambda slip: slip[0]):
        p.icon("envelope-open", EDGE + 10, y + HEAD / 2, 14, pal.second, "fill")
        p.text(EDGE + 22, y + HEAD / 2, department, size=style.SECONDARY, weight=800, at="middle")
        y += HEAD
        for _, words, times in rows:
            often, right = f"× {times}" if times > 1 else "", p.width - EDGE - 4
            wide = right - EDGE - 22 - (p.measure(often, style.SECONDARY, weight=800) + 6 if often else 0.0)
            p.text(EDGE + 22, y + LINE / 2, words, size=style.SECONDARY, at="middle", width=wide)
            p.text(right, y + LINE / 2, often, size=style.SECONDARY, weight=800, at="middle", align="right")
            y += LINE
        y += GAP
    return y + 10
