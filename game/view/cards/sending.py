"""Asking for an action, the button that sends it, and what the desk foresees of it: the same on every card.

The button stands directly below what is chosen, and what is foreseen below the button: however much that is, the
button stays under the hand.
"""

from __future__ import annotations

from collections.abc import Container

from game.board import style
from game.sim.actions import Action
from game.sim.levers import LEVERS, preview
from game.view.cards.figures import way_ink
from game.view.cards.side import EDGE, Side, fact
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words.actions import send_words
from game.words.foresight import NO_POINTS, UNTOLD, foretelling
from game.words.in_time import date_words, too_late

NOTE = 34.0
"""Room for two lines under a button, which is kept whether there is anything to say or not."""
OPENED = 46.0
"""Height of the title over what a button has opened: as much as the button, whose second click does nothing then."""


def paint_note(p: Panel, top: float, words: str, *, refused: bool) -> float:
    """What stands under a button: its price, or why it cannot be pressed now; returns the y below its two lines."""
    ink = p.palette.bad if refused else p.palette.second
    high = p.paragraph(16, top, p.width - 32, words, size=style.LABEL, colour=ink, weight=700 if refused else 600)
    return top + max(NOTE, high + 3)


def paint_opened(p: Panel, top: float, words: str, note: str = "") -> float:
    """The title of what a button has opened in its place, with the cross that puts it away; returns the y below it."""
    middle = top + 19
    end = p.width - 16 - 40
    told = p.measure(note, style.SECONDARY) if note else 0.0
    size = style.SUBTITLE if p.measure(words, style.SUBTITLE, weight=800) <= end - 16 - told else style.SECONDARY
    p.text(16, middle, words, size=size, weight=800, at="middle")
    if note:
        p.text(end, middle, note, size=style.SECONDARY, colour=p.palette.second, align="right", at="middle")
    widgets.icon_button(p, "side-put-away", (p.width - 48, top + 3, 32, 32), "x", Tip("Put it away"), kind="bare",
                        size=15)  # fmt: skip
    return top + OPENED


def paint_foreseen(p: Panel, top: float, side: Side, action: Action) -> float:
    """When an action is heard, at its worst and seen here, and roughly what it does; returns the y below it."""
    known = preview(side.report, action, side.table.pending)
    rows = [("ear", "Heard by all", known.heard, "The week in which the last of them has read it.")]
    if not LEVERS[action.lever].travels:
        text = "The week in which the first of them write." if action.lever == "reporting" else "It needs no letter."
        rows = [("ear", "Begins", known.heard, text)]
    if known.worst >= 0:
        rows.append(("trend-down", "Worst", known.worst, "Things get worse before they get better."))
    rows.append(("eye", "Seen here", known.seen, "The first week in which reports can show what came of it."))
    y = top
    for icon, label, week, text in rows:
        date = date_words(side.report.world, week)
        y = fact(p, y, icon, label, date, Tip(f"{label}: {date}", text), f"side-foreseen-{icon}")
    told = foretelling(known)
    if told is not None:
        tip = Tip(f"{told.label}: {told.words}", told.why)
        y = fact(p, y, "star", told.label, told.short, tip, "side-foreseen-points", colour=way_ink(p, told))
    elif action.lever in UNTOLD:
        y = fact(p, y, "star", "On the score", "no figure", Tip("On the score: no figure", NO_POINTS),
                 "side-foreseen-points")  # fmt: skip
    return y + 4


def paint_send(
    p: Panel, y: float, side: Side, action: Action, verb: str, kind: str, skip: Container[str] | None = ()
) -> float:
    """The button that sends an action, why it is refused if it is, and what is foreseen; returns the y below them.

    skip: labels of lines that are not told; None tells none of them, but the weeks.
    """
    refused = side.why_not(action)
    tip = Tip(
        LEVERS[action.lever].title,
        refused or f"{LEVERS[action.lever].purpose} It takes {side.price_words(action.lever)}.",
    )
    words = send_words(side.report.world, action.lever, verb)
    widgets.button(p, "side-send", (16, y, p.width - 32, 38), words, kind=kind, value=action.lever,
                   enabled=refused is None, tip=tip)  # fmt: skip
    warning = refused or too_late(side.report, action)
    y = paint_note(p, y + 42, warning, refused=True) if warning else y + 44
    if skip is not None:
        y = foreseen_lines(p, y, side, action, skip)
    return paint_foreseen(p, y, side, action)


def foreseen_lines(p: Panel, y: float, side: Side, action: Action, skip: Container[str] = ()) -> float:
    """What the desk foresees of an action, one line each, but those whose labels are in `skip`."""
    for n, (label, value) in enumerate(preview(side.report, action, side.table.pending).lines):
        if label in skip:
            continue
        tip = Tip(label, f"{value[:1].upper()}{value[1:]}. Roughly, from what the desk knows.")
        wide = p.measure(label, style.SECONDARY) + p.measure(value, style.SECONDARY, weight=800)
        if wide <= p.width - 76:
            y = fact(p, y, "binoculars", label, value, tip, f"side-{action.lever}-line-{n}")
            continue
        p.icon("binoculars", 28, y + 12, 15, p.palette.second)
        words, pal = f"{label}: **{value}**", p.palette
        high = p.paragraph(44, y + 4, p.width - 66, words, size=style.SECONDARY, colour=pal.second, strong=pal.ink)
        p.tooltip(f"side-{action.lever}-line-{n}", (EDGE + 4, y, p.width - 2 * EDGE - 8, high + 6), tip)
        y += high + 7
    return y
