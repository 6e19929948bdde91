"""The life of a decision: when it was heard, when it is at its worst, when its effect can be read at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.board import style
from game.board.vectors import dashed, hex_code
from game.view.cards.side import EDGE, Side, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words.actions import first_upper, heard_by, lever_kind, titles, who
from game.words.explain import calendar, signed, weeks
from game.words.foresight import foretelling
from game.words.in_time import AFTER, date_words

if TYPE_CHECKING:
    from game.session import Pin

HEAD = 58.0
ROW = 39.0
TREND_WEEKS = 4
"""Weeks after its effect can be read in which the score's trend is laid beside a decision; then others moved it too."""
SIGNS = {"heard": "ear", "worst": "trend-down", "seen": "eye"}


def height(side: Side) -> float:
    """The logical height of the card of one decision; 0 if there is none."""
    pin = chosen_pin(side)
    if pin is None:
        return 0.0
    ranged = pin.heard >= side.report.week and lever_kind(pin.action.lever) != "value"
    return HEAD + ROW * (2 if pin.worst < 0 else 3) + (43 if ranged else 10)


def chosen_pin(side: Side) -> Pin | None:
    """The selected decision, or else the newest that is not played out, letters to single teams last."""
    pins = side.table.session.pins()
    number = side.table.chosen("pin")
    if number is not None and 0 <= number < len(pins):
        return pins[number]
    alive = [pin for pin in pins if pin.seen >= side.report.week]
    large = [pin for pin in alive if lever_kind(pin.action.lever) != "order"]
    return next((row[-1] for row in (large, alive, pins) if row), None)


def signature(side: Side) -> tuple[object, ...]:
    """What the card shows."""
    return (*side.mark, "decision", chosen_pin(side))


def _rows(side: Side, pin: Pin) -> list[tuple[str, str, tuple[str, ...], int]]:
    rows = [("heard", "Heard", (heard_by(side.level, pin),), pin.heard)]
    if pin.worst >= 0:
        rows.append(("worst", "Worst", ("a dip before it mends",), pin.worst))
    return [*rows, ("seen", "Seen here", _effect(side, pin), pin.seen)]


def _foreseen(side: Side, pin: Pin) -> tuple[str, ...]:
    """What was foretold of a decision that nobody has heard yet, the longest wording first; none where nothing was."""
    if pin.heard < side.report.week:
        return ()
    told = foretelling(pin.foretold)
    return () if told is None else told.alone


def _effect(side: Side, pin: Pin) -> tuple[str, ...]:
    if pin.seen < side.report.week - TREND_WEEKS:
        return ("in the reports since",)
    if pin.seen < side.report.week:
        return (f"served {signed(100.0 * side.report.trend['score'], 1)} in four weeks",)
    return _foreseen(side, pin) or ("in that week's reports",)


def paint(p: Panel, top: float, side: Side) -> float:
    """A decision as in its pins: filled what is past, hollow what is expected. Returns the y below it."""
    pin = chosen_pin(side)
    if pin is None:
        return top
    pal, week = p.palette, side.report.week
    kind = lever_kind(pin.action.lever)
    seen = pin.seen < week
    p.piece(f"pin{'' if pin.heard < week else '-hollow'}:{kind}:{'eye' if seen else 'ear'}", 27, top + 42, 1.0)
    words, about = titles(side.level, pin)
    lines = 1 if p.measure(words, 14, family="serif") <= p.width - 60 else 2
    p.name(48, top + 20, words, p.width - 60, size=17, least=14, family="serif")
    p.text(48, top + (40 if lines == 1 else 46), about, size=style.SECONDARY, colour=pal.second, at="middle",
           width=p.width - 60)  # fmt: skip
    rows = _rows(side, pin)
    y = top + HEAD
    colour = hex_code(style.lever_colour(pal, kind))
    line = dashed([(27, y + 16), (27, y + 16 + ROW * (len(rows) - 1))], 3, 4)
    p.vector((20, y, 14, ROW * len(rows)),
             f'<path d="{line}" stroke="{colour}" stroke-width="1.8" fill="none"/>')  # fmt: skip
    for sign, label, texts, at in rows:
        past, text = at < week, p.fitting(texts, p.width - 62, style.SECONDARY)
        _medal(p, 27, y + 16, sign, kind, past)
        p.text(48, y + 7, label, weight=700, at="middle")
        p.text(48, y + 24, text, size=style.SECONDARY, colour=pal.second, at="middle", width=p.width - 62)
        date = date_words(side.report.world, at)
        p.text(p.width - 16, y + 7, date, weight=800, at="middle", align="right")
        when = "That is past." if past else "This week." if at == week else f"Expected in {weeks(at - week)}."
        p.tooltip(
            f"side-pin-{sign}", (EDGE, y - 4, p.width - 2 * EDGE, ROW - 2), Tip(f"{label}: {date}", when)
        )
        y += ROW
    if not _foreseen(side, pin):
        return y + 10
    return note_box(p, y, f"As it was foretold in week {calendar(pin.sent)}.") + 10


def _medal(p: Panel, x: float, y: float, sign: str, kind: str, past: bool) -> None:
    """The round head of a pin, filled once its week is past."""
    pal = p.palette
    colour = style.lever_colour(style.LIGHT if past else pal, kind)
    p.card((x - 12, y - 12, 24, 24), colour if past else pal.card, radius=12, outline=colour, stroke=2)
    ink = (style.DARK_INK if kind == "tag" else style.WHITE) if past else colour
    p.icon(SIGNS[sign], x, y, 14, ink)


def decision_row(p: Panel, y: float, side: Side, pin: Pin) -> float:
    """A decision as one line of a list, which opens its card; returns the y below it."""
    pal, week = p.palette, side.report.week
    kind = lever_kind(pin.action.lever)
    sign = "seen" if pin.seen < week else "heard"
    words, about = titles(side.level, pin)
    target = first_upper(who(side.level, pin.action.lever, pin.action.target))
    whom = f"{target} · " if kind == "order" else ""
    heard, read = (date_words(side.report.world, at).replace("week", "wk") for at in (pin.heard, pin.seen))
    seen, room = read.removeprefix("wk "), p.width - 2 * EDGE - 48
    if heard == AFTER:
        text = told = f"{whom}arrives {AFTER}"
    else:
        text = f"{whom}heard {heard}, seen {read}"
        brief = f"{whom}{heard}–{seen}" if read != AFTER else f"{whom}{heard}"
        told = p.fitting((text, f"{whom}{heard}, seen {seen}", brief), room, style.SMALLEST)
    box = (EDGE, y, p.width - 2 * EDGE, 42)
    widgets.row(
        p, "side-pin", box, value=side.table.session.pins().index(pin), tip=Tip(f"{words} ({about})", f"{text}.")
    )
    _medal(p, EDGE + 19, y + 21, sign, kind, pin.heard < week)
    p.name(EDGE + 39, y + 13, words, room, size=style.SECONDARY, weight=700)
    p.text(EDGE + 39, y + 30, told, size=style.LABEL, colour=pal.second, at="middle", width=room)
    return y + 47
