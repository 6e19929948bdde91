"""The people whom a level follows by name, on cards: a face, three facts, and what they would say."""

from __future__ import annotations

from collections.abc import Sequence

from game.board import style
from game.board.faces import face_name
from game.sim.desk.lives import Life
from game.view.cards.side import EDGE, Side, heading
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words import cast
from game.words.explain import quoted, temperament_words

PORTRAIT = 60.0
"""Diameter of the face of whoever speaks for a team."""
SMALL = 30.0
"""Diameter of the faces of the others."""
CELL = (36.0, 50.0)
"""Least width, and height, of a face with its name in the list of all."""


def paint_face(p: Panel, face: tuple[int, int], x: float, y: float, diameter: float) -> None:
    """Draws a face of the cast, as `words.cast.face_of` gives it, its middle at (x, y)."""
    p.sprite(p.atlas.fit(face_name(*face), diameter * p.unit), x, y)


def paint_people(p: Panel, top: float, side: Side, team: int) -> float:
    """Those of the cast in a team, the first of them at length, and those who have left it; returns the y below."""
    report = side.report
    here, gone = cast.people(report, team), cast.parted(report, team)
    y = top
    for n, life in enumerate((*here, *gone)):
        y = _at_length(p, y, side, life) if n == 0 else _in_brief(p, y, side, life)
    return y + 4 if here or gone else top


def _at_length(p: Panel, top: float, side: Side, life: Life) -> float:
    """A face, a name, three facts and a sentence of theirs on a card; returns the y below it."""
    pal, level, report = p.palette, side.level, side.report
    who, known = cast.person(side.level, life), cast.facts(level, report, life)
    said = cast.says(level, report, life)
    left, wide = EDGE + 10, p.width - 2 * EDGE - 20
    rows = [p.paragraph_height(wide - 20, text, size=style.SECONDARY, weight=700) for _, text in known]
    quote = quoted(said) if said else ""
    speech = p.paragraph_height(wide, quote, size=style.BODY, family="serif", italic=True) + 6 if said else 0.0
    head = PORTRAIT + 16
    high = head + sum(row + 4 for row in rows) + speech + 8
    p.card((EDGE, top, p.width - 2 * EDGE, high), pal.inset, radius=style.SMALL_RADIUS)
    paint_face(p, cast.face_of(report, life), left + PORTRAIT / 2, top + 8 + PORTRAIT / 2, PORTRAIT)
    x, room = left + PORTRAIT + 12, wide - PORTRAIT - 12
    names = (who.full_name, who.name)
    name = p.fitting(names, room, style.STAT, weight=600, family="serif")
    p.text(x, top + 26, name, size=style.STAT, family="serif", at="middle", width=room)
    kind = temperament_words(cast.temperament(level, report, life), 1)
    p.text(x, top + 48, kind if life.here else "has left", size=style.SECONDARY, colour=pal.second, at="middle",
           width=room)  # fmt: skip
    tip = Tip(who.full_name, _about(side, life))
    p.tooltip(f"side-person-{life.who}", (EDGE, top, p.width - 2 * EDGE, head), tip)
    y = top + head
    for (icon, text), row in zip(known, rows, strict=True):
        p.icon(icon, left + 7, y + style.SECONDARY * 0.72, 14, pal.second, "fill")
        p.paragraph(left + 20, y, wide - 20, text, size=style.SECONDARY, weight=700)
        y += row + 4
    if said:
        p.paragraph(left, y + 3, wide, quote, size=style.BODY, family="serif", italic=True)
    return top + high + 6


def _in_brief(p: Panel, top: float, side: Side, life: Life) -> float:
    """A small face, a name and the first fact; the rest on pointing at it; returns the y below."""
    pal, report = p.palette, side.report
    known = cast.facts(side.level, report, life)
    x = EDGE + SMALL + 18
    room = p.width - EDGE - 8 - x
    told = p.paragraph_height(room, known[0][1], size=style.LABEL)
    box = (EDGE, top, p.width - 2 * EDGE, max(SMALL + 8, 25 + told))
    p.card(box, pal.inset, radius=style.SMALL_RADIUS)
    paint_face(p, cast.face_of(report, life), EDGE + 8 + SMALL / 2, top + 4 + SMALL / 2, SMALL)
    name = cast.person(side.level, life).full_name
    p.text(x, top + 12, name, size=style.SECONDARY, weight=800, at="middle", width=room)
    p.paragraph(x, top + 20, room, known[0][1], size=style.LABEL, colour=pal.second)
    p.tooltip(f"side-person-{life.who}", box, Tip(name, _about(side, life)))
    return top + box[3] + 4


def paint_list(p: Panel, top: float, side: Side) -> float:
    """All of the cast as faces with their names, each a way to their team; returns the y below, `top` without any."""
    pal, report = p.palette, side.report
    if not report.cast:
        return top
    here = sum(life.here for life in report.cast)
    y = heading(p, top, "Whom you know", f"{here} of {len(report.cast)} here")
    columns = max(1, int((p.width - 2 * EDGE) // CELL[0]))
    each = (p.width - 2 * EDGE) / columns
    for n, life in enumerate(report.cast):
        name, (row, column) = cast.person(side.level, life).name, divmod(n, columns)
        box = (EDGE + column * each, y + row * CELL[1], each, CELL[1] - 2)
        middle = box[0] + each / 2
        tip = Tip(cast.person(side.level, life).full_name, _about(side, life))
        if life.here:
            widgets.row(p, "side-person", box, value=life.who, tip=tip)
        else:
            p.tooltip(f"side-person-{life.who}", box, tip)
        paint_face(p, cast.face_of(report, life), middle, box[1] + 4 + SMALL / 2, SMALL)
        sign = "sign-out" if cast.thinks_of_leaving(report, life) else "users-three" if life.leads else ""
        if sign:
            p.card((middle + 4, box[1] + 1, 15, 15), pal.card, radius=7.5, outline=pal.second)
            p.icon(sign, middle + 11.5, box[1] + 8.5, 10, pal.bad if sign == "sign-out" else pal.second, "fill")
        ink = pal.ink if life.here else pal.second
        p.text(middle, box[1] + SMALL + 11, name, size=style.SMALLEST, weight=700, colour=ink, align="centre",
               at="middle", width=each)  # fmt: skip
    return y + -(-len(report.cast) // columns) * CELL[1] + 6


def _about(side: Side, life: Life) -> str:
    """All three facts, and what they would say, for a tooltip."""
    told = [f"{text}." for _, text in cast.facts(side.level, side.report, life)]
    team = side.names.teams[life.team]
    if team != cast.person(side.level, life).name:
        told.insert(0, f"{team}, {side.names.departments[int(side.report.department[life.team])]}.")
    said = cast.says(side.level, side.report, life)
    return "\n".join([*told, *([quoted(said)] if said else [])]).replace("..", ".")


# In the review.

Rows = Sequence[tuple[tuple[int, int], str, str]]
"""What became of people in a quarter, as `words.cast.quarter` gives it."""


def quarter_height(p: Panel, width: float, rows: Rows) -> float:
    """The height of what became of people in a quarter, 0 where there is nothing to tell."""
    return 30 + sum(_row_height(p, width, row[2]) for row in rows) if rows else 0.0


def _row_height(p: Panel, width: float, text: str) -> float:
    return max(SMALL + 8, 24 + p.paragraph_height(width - SMALL - 14, text, size=style.SECONDARY))


def paint_quarter(p: Panel, box: Box, rows: Rows) -> None:
    """What became of people in a quarter, each with face, name and a sentence of theirs."""
    x, y, w, _ = box
    p.text(x, y + 10, "Whom you know", size=style.CARD_TITLE, family="serif", at="middle")
    y += 30
    for face, name, text in rows:
        paint_face(p, face, x + SMALL / 2 + 1, y + SMALL / 2 + 2, SMALL)
        left = x + SMALL + 14
        p.text(left, y + 9, name, size=style.SECONDARY, weight=800, at="middle", width=w - SMALL - 14)
        p.paragraph(left, y + 19, w - SMALL - 14, text, size=style.SECONDARY, colour=p.palette.second)
        y += _row_height(p, w, text)
