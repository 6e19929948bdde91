"""The card beside the board under the lens of flags: how people stand, house by house, and where most are torn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.board import style
from game.view.cards.morale_map import ROW as DEPARTMENT_ROW
from game.view.cards.morale_map import department_row
from game.view.cards.side import TITLE, Side, heading, note_box, title
from game.view.toolkit.panel import Panel, Tip
from game.words.explain import points
from game.words.meanings import STANCE_MEANS
from game.words.tally import tally
from game.words.torn import torn_sentence

COLUMNS, ROW, LINE, SUM = 24.0, 47.0, 34.0, 40.0
"""Heights of the houses' names, of a stance over its words, of one beside them, and of the sum."""
WORDS = 112.0
"""What the words take of a line."""
MOST_PLACES = 3


def height(side: Side) -> float:
    """The logical height the card needs."""
    return TITLE + (COLUMNS if _houses(side) else 0.0) + _row_height(side) * len(STANCE_MEANS) + SUM + 8


def signature(side: Side) -> tuple[object, ...]:
    """What the card shows."""
    return (*side.mark, "stance", side.table.selected)


def torn_height(side: Side) -> float:
    """The logical height of the list below the card."""
    torn = side.report.stance[:, 3]
    places = len({int(department) for department in side.report.department[torn > 0]})
    return 32 + (DEPARTMENT_ROW * min(MOST_PLACES, places) if places else 56.0) + 6


def _houses(side: Side) -> tuple[str, ...]:
    """The houses a company was made from, if there are just two, as they lie on the board from left to right: its
    departments go round clockwise from the top, so that those of the first house are on the right."""
    names = side.table.level.house_names
    return tuple(reversed(names)) if len(names) == 2 else ()


def _row_height(side: Side) -> float:
    """The height of a stance: below the board the panel is low, and one company's words stand beside its bar."""
    return LINE if side.table.beneath and not _houses(side) else ROW


def counts(side: Side) -> NDArray[np.int64]:
    """People by house and stance [H, 4], as reported, the house on the left first; one row where the company is all
    of a piece."""
    report = side.report
    if not _houses(side):
        return np.asarray([report.stance.sum(axis=0)], dtype=np.int64)
    house = np.asarray(side.table.level.house_of_department)[report.department]
    rows = [report.stance[house == n].sum(axis=0) for n in (1, 0)]
    return np.asarray(rows, dtype=np.int64)


def paint(p: Panel, top: float, side: Side) -> float:
    """Paints the card from `top`; returns the y below it."""
    found = counts(side)
    about = Tip("Stance", "How people stand to what is asked of them, as reported. Agreement and commitment are two "
                          "things: a flag can be stitched.")  # fmt: skip
    y = title(p, top, "Stance", "people", key="side-departments", tip=about)
    names = [name.split()[0] for name in _houses(side)]
    if names:
        p.text(16, y + 9, names[0], weight=800, at="middle")
        p.text(p.width - 16, y + 9, names[1], weight=800, align="right", at="middle")
        y += COLUMNS
    most = max(1, int(found.max()))
    high = _row_height(side)
    for n in range(len(STANCE_MEANS)):
        _row(p, (y, high), n, [int(people) for people in found[:, n]], names, most)
        y += high
    stitched, torn = int(found[:, 1].sum()), int(found[:, 3].sum())
    words = f"{stitched:,} stitched · {torn:,} torn" if torn else "No flag is torn."
    p.fill((16, y + 2, p.width - 32, 1), p.palette.rule)
    p.text(p.width / 2, y + 20, words, size=style.SECONDARY, weight=800, align="centre", at="middle",
           width=p.width - 28)  # fmt: skip
    tip = Tip("Stitched and torn", f"{stitched:,} people disagree and carry it, {torn:,} are torn, as reported.")
    p.tooltip("side-stitched", (12, y + 6, p.width - 24, 28), tip)
    return y + SUM + 8


def _row(p: Panel, at: tuple[float, float], n: int, people: list[int], names: list[str], most: int) -> None:
    """One stance from a y and so high: its flag, with a bar to either side for two houses, or to the right for one
    company."""
    pal, (y, high) = p.palette, at
    beside = WORDS if high < ROW else 0.0
    piece, (words, text) = tuple(STANCE_MEANS.items())[n]
    ink = (pal.indigo, style.mix(pal.indigo, pal.card, 0.3), style.mix(pal.indigo, pal.card, 0.55), pal.bad)[n]
    middle = p.width / 2 if names else 32.0
    p.piece(f"flag-{piece}", middle - 4, y + 25, 0.8)
    figures = [f"{count:,}" for count in people]
    aside = max(p.measure(figure, style.BODY, weight=800) for figure in figures)
    room = (p.width / 2 if names else p.width - middle - beside) - 22 - 16 - aside - 6
    for count, figure, sign in zip(people, figures, (-1, 1) if names else (1,), strict=True):
        wide = max(3.0, room * count / most) if count else 0.0
        start = middle + sign * (20 + beside)
        if count:
            p.card((start if sign > 0 else start - wide, y + 6, wide, 16), ink, radius=4)
        p.text(start + sign * (wide + 6), y + 14, figure, weight=800, colour=pal.bad if n == 3 and count else pal.ink,
               align="left" if sign > 0 else "right", at="middle")  # fmt: skip
    left = p.width / 2 if names else middle + 20
    p.text(left, y + (14 if beside else 35), words, size=style.SECONDARY, colour=pal.second,
           align="centre" if names else "left", at="middle", width=beside - 10 if beside else None)  # fmt: skip
    told = ", ".join(f"{name} {count}" for name, count in zip(names or [""], figures, strict=True)).strip()
    tip = Tip(words[:1].upper() + words[1:], f"{text} {told}.")
    p.tooltip(f"side-stance-{piece}", (10, y, p.width - 20, high - 3), tip)


def paint_torn(p: Panel, top: float, side: Side) -> float:
    """The departments with the most torn people; returns the y below them."""
    report = side.report
    y = heading(p, top + 4, "Torn most", "as reported")
    folk = [report.stance[side.teams_of(d)].sum(axis=0) for d in range(report.world.departments)]
    seen = tally(report)
    most = sorted((d for d in range(len(folk)) if folk[d][3]), key=lambda d: (-int(folk[d][3]), d))[:MOST_PLACES]
    if not most:
        return note_box(p, y, "Nobody is torn, as far as you know.", icon="flag-banner") + 6
    for department in most:
        torn, stitched, whole = (int(n) for n in (folk[department][3], folk[department][1], folk[department].sum()))
        shown = points(float(seen.morale[department]))
        over = torn_sentence(side.level, report, side.teams_of(department))
        told = f"{torn:,} torn, {stitched:,} stitched, morale {shown}, as reported. {over} Press for its card."
        tip = Tip(side.names.departments[department], told)
        department_row(p, y, side, department, (f"{torn:,} of {whole:,} torn",), True, tip)
        y += DEPARTMENT_ROW
    return y + 6
