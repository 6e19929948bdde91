"""What the desk foresees of an action, and the button that sends it: the same on every card."""

from __future__ import annotations

from collections.abc import Container

from game.board import style
from game.sim.actions import Action
from game.sim.levers import LEVERS, preview
from game.view.cards.side import EDGE, Side, fact
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words.actions import send_words
from game.words.explain import calendar
from game.words.foresight import foretelling


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
        tip = Tip(f"{label}: week {calendar(week)}", text)
        y = fact(p, y, icon, label, f"week {calendar(week)}", tip, f"side-foreseen-{icon}")
    told = foretelling(known)
    if told is not None:
        tip = Tip(f"{told.label}: {told.words}", told.why)
        y = fact(p, y, "star", told.label, told.short, tip, "side-foreseen-points")
    return y + 4


def paint_send(p: Panel, y: float, side: Side, action: Action, verb: str, kind: str) -> float:
    """What is foreseen of an action, why it is refused if it is, and the button that sends it; the y below them."""
    refused = side.why_not(action)
    y = paint_foreseen(p, y, side, action)
    if refused:
        y += p.paragraph(16, y, p.width - 32, refused, size=style.SECONDARY, weight=700, colour=p.palette.bad) + 5
    tip = Tip(
        LEVERS[action.lever].title,
        refused or f"{LEVERS[action.lever].purpose} It takes {side.price_words(action.lever)}.",
    )
    words = send_words(side.report.world, action.lever, verb)
    widgets.button(p, "side-send", (16, y, p.width - 32, 38), words, kind=kind, value=action.lever,
                   enabled=refused is None, tip=tip)  # fmt: skip
    return y + 46


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
