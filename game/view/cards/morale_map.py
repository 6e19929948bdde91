"""The list at the left of a large company: which departments need the desk, how warm its teams are, and all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.board import style
from game.board.style import mix
from game.board.vectors import hex_code, hexagon, rounded_path
from game.view.cards import heard
from game.view.cards.side import EDGE, Side, heading, job_mark, pager, title
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.steps import Steps
from game.words.explain import points
from game.words.tally import Tally, tally

BARS_HEIGHT, BAR_TOP = 118.0, 62.0
ROW, LINE = 46.0, 36.0
MOST_URGENT = 3
A_PAGE = 18
"""Departments that are listed at once."""
LEGEND = 26.0
MANY_TEAMS, MANY_DEPARTMENTS = 252, 14
"""Beyond this the board is a mosaic, and the list beside it its map."""


def height(side: Side) -> float:
    """The logical height the list would like."""
    count = side.report.world.departments
    shown = min(count, A_PAGE)
    tabs = heard.TABS - 6 if side.report.rumours else 0.0
    return (
        tabs + 44 + BARS_HEIGHT + 2 * LEGEND + 14 + 28 + ROW * min(MOST_URGENT, count) + 28 + ROW + 30 + LINE * shown
        + (40 if count > A_PAGE else 0) + 8
    )  # fmt: skip


def paint(p: Panel, top: float, side: Side) -> Steps:
    """Paints the list from `top`, under the tabs if anything is heard; returns the y below it."""
    top = heard.paint_tabs(p, top, side) - 6 if side.report.rumours else top
    counts = tally(side.report)
    teams = side.counted(int(counts.teams.sum()), "team", "teams")
    urgent = counts.urgent()
    many = len(urgent) > MOST_URGENT
    urgent = side.table.in_place("needs you", urgent[:MOST_URGENT])
    # What asks for somebody comes first: beside a decision's card there is room for little else.
    y = title(p, top, "Needs you", teams)
    for department in urgent:
        y = _department(p, y, side, counts, department)
        yield
    about = Tip("Morale map", "Every cell of the board is a team, as warm and as large as its morale, as reported.")
    p.tooltip("side-departments", (12, y + 2, p.width - 24, 24), about)
    y = heading(p, y, "Morale map")
    yield
    y = yield from _bars(p, y, side)
    y = yield from _marks(p, y, side, counts)
    yield
    if many:
        y = heading(p, y + 2, "Glowing")
        # Somebody may glow and need you all the same; then the next one glows here, for a place is listed once.
        others = counts.morale.copy()
        others[urgent] = -1.0
        y = _department(p, y, side, counts, int(np.argmax(others)))
        y = yield from _all(p, y + 2, side, counts)
    return y + 8


def _bars(p: Panel, top: float, side: Side) -> Steps:
    """How many of the teams stand on each of the five steps of morale."""
    pal, report = p.palette, side.report
    step = np.clip(np.rint(report.morale * 100) // 20, 0, 4).astype(np.int64)
    shares = np.bincount(step, minlength=5)[:5] / max(1, len(step))
    each = (p.width - 32) / 5
    foot = top + BAR_TOP + 18
    for n, share in enumerate(shares):
        x = 16 + n * each
        high = max(2.0, BAR_TOP * float(share) / max(0.01, float(shares.max())))
        p.card((x + 3, foot - high, each - 6, high), pal.morale[n], radius=4, outline=mix(pal.morale[n], pal.ink, 0.3))
        p.text(x + each / 2, foot - high - 9, f"{100 * share:.0f}%", size=style.SECONDARY, weight=800, align="centre",
               at="middle")  # fmt: skip
        p.face(n * 20 + 10, x + each / 2, foot + 16, 19)
        low, top_of = n * 20, 100 if n == 4 else n * 20 + 19
        words = side.counted(round(float(share) * len(step)), "team", "teams")
        p.tooltip(f"side-step-{n}", (x + 1, top, each - 2, BARS_HEIGHT - 12),
                  Tip(f"Morale {low} to {top_of}", f"{words}, {100 * share:.0f} of 100, as reported."))  # fmt: skip
        yield
    p.fill((16, foot, p.width - 32, 1.5), pal.rule)
    return top + BARS_HEIGHT


def _marks(p: Panel, top: float, side: Side, counts: Tally) -> Steps:
    """What the marks on the cells mean and how many there are, and what the pawns stand for."""
    pal = p.palette
    half = (p.width - 24) / 2
    rows = (
        ("waiting", int(counts.waiting.sum()), "wait", "A hollow cell waits for a letter."),
        ("burning", int(counts.burning.sum()), "burn", "A flame: something burns there, and they make half."),
        ("torn", int(counts.torn.sum()), "torn", "A red notch: what they do and what they hold true have come apart."),
    )
    x = 14.0
    each = (p.width - 28) / 3
    for key, count, words, text in rows:
        middle = top + LEGEND / 2
        if key == "waiting":
            shape = rounded_path(hexagon(7.5, centre=(x + 9, middle)), 1)
            p.vector((x, middle - 9, 18, 18), f'<path d="{shape}" fill="#FFFFFF" stroke="{hex_code(pal.second)}" '
                                              'stroke-width="1.6"/>')  # fmt: skip
        elif key == "burning":
            p.piece("fire", x + 9, middle - 1, 0.62)
        else:
            p.piece("flag-torn", x + 3, middle + 9, 0.52)
        p.text(x + 21, middle, f"{count:,}", size=style.SECONDARY, weight=800, at="middle",
               colour=pal.bad if count else pal.second, width=each - 22)  # fmt: skip
        p.tooltip(f"side-mark-{key}", (x - 2, top, each - 4, LEGEND), Tip(f"{count:,} {words}", text))
        x += each
        yield
    y = top + LEGEND
    units = [unit for unit in (1000, 100, 10) if unit <= max(10, int(counts.people.max()))][:2]
    x = 16.0
    for unit in units:
        p.pawn(x + 7, y + LEGEND - 4, 24 if unit == 1000 else 19, people=unit)
        p.text(x + 19, y + LEGEND / 2, f"{unit:,} people", size=style.SECONDARY, colour=pal.second,
               at="middle", width=half - 22)  # fmt: skip
        x += half
    p.fill((16, y + LEGEND + 6, p.width - 32, 1), pal.rule)
    return y + LEGEND + 12


def reason(counts: Tally, department: int) -> str:
    """What most calls for the desk in a department, in a few words; empty if nothing does."""
    found = [
        (int(column[department]), words)
        for column, words in ((counts.waiting, "wait"), (counts.torn, "torn"), (counts.burning, "burn"),
                              (counts.faulty, "bad material"))
        if column[department]
    ]  # fmt: skip
    return ", ".join(f"{count} {words}" for count, words in sorted(found, reverse=True)[:2])


def _department(p: Panel, y: float, side: Side, counts: Tally, department: int) -> float:
    """One department with the reason why it is named; returns the y below."""
    why = reason(counts, department)
    words = (why, why.partition(",")[0]) if why else (f"{int(counts.people[department]):,} people",)
    department_row(p, y, side, department, words, bool(why), _tip(side, counts, department))
    return y + ROW


def department_row(p: Panel, y: float, side: Side, department: int, words: Sequence[str], bad: bool, tip: Tip) -> None:
    """A department to press: what it mostly makes, its name, the first of several `words` that fits (bad ones in red)
    and its morale; ROW high."""
    pal, counts = p.palette, tally(side.report)
    shown = points(float(counts.morale[department]))
    box = (EDGE, y, p.width - 2 * EDGE, ROW - 6)
    widgets.row(p, "side-department", box, value=department, chosen=side.table.chosen("department") == department,
                tip=tip)  # fmt: skip
    job_mark(p, side.names, int(counts.main_job[department]), EDGE + 19, y + 20, 12)
    right = p.width - EDGE - 8
    p.face(shown, right - 10, y + 20, 20)
    wide = p.text(right - 25, y + 20, str(shown), size=style.STAT, weight=800, align="right", at="middle")
    room = right - 33 - wide - (EDGE + 38)
    name = side.names.departments[department]
    p.text(EDGE + 38, y + 12, name, size=style.SUBTITLE, family="serif", at="middle", width=room)
    said = p.fitting(words, room, style.SECONDARY)
    p.text(EDGE + 38, y + 29, said, size=style.SECONDARY, at="middle", width=room,
           colour=pal.bad if bad else pal.second)  # fmt: skip


def _tip(side: Side, counts: Tally, department: int) -> Tip:
    old = int(counts.age[department])
    teams = side.counted(int(counts.teams[department]), "team", "teams")
    people = side.counted(int(counts.people[department]), "person", "people")
    why = reason(counts, department)
    return Tip(
        side.names.departments[department],
        f"{teams}, {people}. Morale {points(float(counts.morale[department]))}, "
        f"{'last week' if old == 0 else f'news {old} weeks old'}. "
        f"You know the craft of {int(counts.known[department])}."
        f"{f' {why[:1].upper()}{why[1:]}.' if why else ''}",
    )


def _all(p: Panel, top: float, side: Side, counts: Tally) -> Steps:
    """Every department on a line of its own, a page at a time."""
    pal, count = p.palette, side.report.world.departments
    y = heading(p, top, "All departments", f"{count}")
    first, last, y = pager(p, y, side, "departments", count, A_PAGE)
    for department in range(first, last):
        yield
        shown = points(float(counts.morale[department]))
        box = (EDGE, y, p.width - 2 * EDGE, LINE - 4)
        chosen = side.table.chosen("department") == department
        # Named again under another key: what stands above as urgent stands here in its place.
        widgets.row(p, "side-listed", box, value=department, chosen=chosen, tip=_tip(side, counts, department))
        middle = y + (LINE - 4) / 2
        p.face(shown, EDGE + 16, middle, 18)
        right = p.width - EDGE - 8
        wide = p.text(right, middle, str(shown), weight=800, align="right", at="middle")
        x = right - wide - 10
        for piece, number in (("fire", int(counts.burning[department])), ("faulty", int(counts.faulty[department]))):
            if number:
                told = p.text(x, middle, f"{number}", size=style.SECONDARY, weight=800, colour=pal.bad, align="right",
                              at="middle")  # fmt: skip
                p.piece(piece, x - told - 8, middle + (6 if piece == "fire" else 5), 0.5)
                x -= told + 20
        p.text(EDGE + 32, middle, side.names.departments[department], weight=700, at="middle", width=x - EDGE - 36)
        y += LINE
    return y


def is_large(side: Side) -> bool:
    """Whether there are too many departments or teams to be listed one by one."""
    return len(side.report.head) > MANY_TEAMS or side.report.world.departments > MANY_DEPARTMENTS
