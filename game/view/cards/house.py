"""The frame a company works in: internal interest, the figures it works to, shared tools and the safety net."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from game.board import style
from game.board.style import mix
from game.board.vectors import hex_code
from game.sim.actions import Action
from game.sim.company.factors import ORDINARY_RATE
from game.sim.levers import LEVERS
from game.sim.values import BUILD_WEEKS, KPIS, MOST_TOOLS, RATES
from game.view.cards.sending import foreseen_lines, paint_send
from game.view.cards.side import EDGE, Side, draft_of, fact, heading, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.actions import opens, opens_words
from game.words.explain import calendar, weeks
from game.words.meanings import FIGURE_MEANS

DIAL = 104.0
DIAL_RADIUS = 27.0
SWEEP = (-225.0, 45.0)
"""Degrees at which the dial begins and ends, clockwise from the right."""
CELL = 60.0
HALF = 58.0
NET_NAMES = ("none", "thin", "firm", "wide")
FRAME = ("rate", "kpi_company", "kpi", "tools", "net")


def shown(side: Side, lever: str) -> bool:
    """Whether a lever has a place here: it is open, or opens later in this level."""
    return lever in side.report.levers or coming(side, lever)


def coming(side: Side, lever: str) -> bool:
    """Whether a lever is still locked and opens later in this level."""
    return lever not in side.report.levers and any(u.lever == lever for u in side.table.level.world.unlocks)


def any_shown(side: Side) -> bool:
    """Whether any part of the frame has a place here."""
    return any(shown(side, lever) for lever in FRAME)


def paint_locked(p: Panel, top: float, side: Side) -> float:
    """A line that says when the frame opens, in levels before it; returns the y below it."""
    when = opens(side.level, "rate")
    if any_shown(side) or not when:
        return top
    names = "Interest, figures, tools and the net"
    box = (EDGE, top, p.width - 2 * EDGE, 34.0)
    p.card(box, p.palette.inset, radius=style.SMALL_RADIUS)
    p.icon("lock-simple", EDGE + 16, top + 17, 15, p.palette.second)
    wide = p.text(p.width - EDGE - 10, top + 17, when, size=style.SECONDARY, weight=700, colour=p.palette.second,
                  align="right", at="middle")  # fmt: skip
    words = "Interest, figures, net" if p.width < 300 else names
    p.text(EDGE + 30, top + 17, words, size=style.SECONDARY, colour=p.palette.second, at="middle",
           width=box[2] - 46 - wide)  # fmt: skip
    p.tooltip("side-frame-locked", box, Tip(names, opens_words(side.level, "rate")))
    return top + 40


def _decided(side: Side, lever: str, now: int) -> int:
    """What will stand once this week's decisions are carried out."""
    return next((a.amount[0] for a in side.table.pending if a.lever == lever), now)


def _wanted(side: Side, lever: str, now: int) -> int:
    """What the control shows: the number being written, or else what is decided."""
    draft = draft_of(side, lever)
    if draft is None or not draft.amount or draft.amount[0] is None:
        return _decided(side, lever, now)
    return int(draft.amount[0])


# Internal interest.


def rate_words(rate: int) -> str:
    """What an interest rate does, in a sentence."""
    if rate == ORDINARY_RATE:
        return "Usual: what wears out is replaced."
    if rate < ORDINARY_RATE:
        return "Shelves fill and teams buy machines."
    return "Shelves empty; machines are not replaced."


def rate_place(side: Side) -> int:
    """Which of the rates the dial stands at; the nearest one where a level begins with another."""
    rate = _wanted(side, "rate", side.report.rate)
    return min(range(len(RATES)), key=lambda n: abs(RATES[n] - rate))


def paint_rate(p: Panel, top: float, side: Side) -> float:
    """The dial of internal interest, what it does and, once turned, what is foreseen and the sending."""
    pal, report = p.palette, side.report
    rate, locked = _wanted(side, "rate", report.rate), coming(side, "rate")
    at = rate_place(side)
    box = (EDGE, top, p.width - 2 * EDGE, DIAL - 8)
    p.card(box, pal.card, radius=style.SMALL_RADIUS, lip=2, outline=pal.rule)
    p.text(EDGE + 12, top + 15, "Internal interest", size=style.SUBTITLE, weight=800, at="middle")
    text = (
        f"{rate_words(rate)} Prices feel it within weeks, equipment over months. "
        f"{'Turn it with Left and Right.' if not locked else opens_words(side.level, 'rate')}"
    )
    centre = (EDGE + 46.0, top + 57.0)
    _dial(p, centre, at / (len(RATES) - 1), p.hovered("side-rate"))
    spot = (centre[0] - 34, centre[1] - 30, 68.0, 56.0)
    tip = Tip(f"Internal interest: {rate}% a year", text)
    if locked:
        p.tooltip("side-rate-locked", box, tip)
        p.icon("lock-simple", p.width - EDGE - 18, top + 17, 15, pal.second, "fill")
        p.text(p.width - EDGE - 30, top + 18, opens(side.level, "rate"), size=style.SECONDARY, colour=pal.second,
               align="right", at="middle")  # fmt: skip
    else:
        p.region("side-rate", spot, value=float(at), slide=(0.0, float(len(RATES) - 1), 1.0), tip=tip, radius=28)
        for icon, step, x in (("minus", -1, p.width - EDGE - 74), ("plus", 1, p.width - EDGE - 38)):
            new = at + step
            can = 0 <= new < len(RATES)
            words = f"{RATES[new]}% a year. {rate_words(RATES[new])}" if can else "It goes no further."
            tip = Tip("Less" if step < 0 else "More", words)
            widgets.icon_button(
                p, "side-rate-step", (x, top + 5, 34, 32), icon, tip, kind="card", value=step, enabled=can, size=13
            )
    left = EDGE + 92
    wide = p.text(left, top + 50, f"{rate}%", size=style.CARD_TITLE, family="serif", at="middle")
    p.text(left + wide + 6, top + 52, "a year", size=style.SECONDARY, colour=pal.second, at="middle")
    room = p.width - EDGE - 8 - left
    p.paragraph(left, top + 62, room, rate_words(rate), size=style.LABEL, colour=pal.second, lines=2)
    y = top + DIAL
    if locked or rate == _decided(side, "rate", report.rate):
        return y
    action = Action("rate", -1, (rate,))
    return paint_send(p, y, side, action, f"Set {rate}%", "gold")


def _dial(p: Panel, centre: tuple[float, float], share: float, over: bool) -> None:
    """A wooden knob in a ring that is gold as far as the rate goes."""
    pal, (cx, cy) = p.palette, centre

    def spot(part: float, radius: float) -> tuple[float, float]:
        angle = math.radians(SWEEP[0] + (SWEEP[1] - SWEEP[0]) * part)
        return cx + radius * math.cos(angle), cy + radius * math.sin(angle)

    def arc(until: float, ink: style.Colour, width: float) -> str:
        (x0, y0), (x1, y1) = spot(0.0, DIAL_RADIUS), spot(until, DIAL_RADIUS)
        large = 1 if (SWEEP[1] - SWEEP[0]) * until > 180 else 0
        path = f"M{x0:.2f} {y0:.2f} A{DIAL_RADIUS} {DIAL_RADIUS} 0 {large} 1 {x1:.2f} {y1:.2f}"
        return f'<path d="{path}" stroke="{hex_code(ink)}" stroke-width="{width}" fill="none" stroke-linecap="round"/>'

    body = arc(1.0, pal.track, 6) + (arc(share, pal.gold, 6) if share > 0.01 else "")
    wood, edge = (166, 106, 62), (82, 48, 24)
    body += f'<circle cx="{cx}" cy="{cy + 1.5}" r="19" fill="{hex_code(edge)}"/>'
    body += (
        f'<circle cx="{cx}" cy="{cy - 0.5}" r="18.4" fill="{hex_code(mix(wood, style.WHITE, 0.12 if over else 0.0))}" '
        f'stroke="{hex_code(edge)}" stroke-width="1.4"/>'
    )
    (x0, y0), (x1, y1) = spot(share, 8), spot(share, 16)
    body += (
        f'<path d="M{x0:.2f} {y0:.2f} L{x1:.2f} {y1:.2f}" stroke="#FFF4DE" stroke-width="3" stroke-linecap="round"/>'
    )
    p.vector((cx - 34, cy - 34, 68, 64), body)


# The figures people work to.


def figures_on(side: Side, kpi: int, department: int | None) -> int:
    """In how many departments (or whether in the one given) a figure hangs, with this week's decisions."""
    flags = np.array(side.report.kpis[:, kpi], dtype=np.int64)
    for action in side.table.pending:
        if action.lever == "kpi" and action.amount[0] == kpi:
            flags[action.target] = action.amount[1]
        elif action.lever == "kpi_company" and action.amount[0] == kpi:
            flags[:] = action.amount[1]
    return int(flags.sum()) if department is None else int(flags[department])


def figure_change(side: Side, kpi: int, department: int | None) -> Action:
    """Taking a figure down where all work to it, else hanging it up: for everyone, or in one department."""
    on = figures_on(side, kpi, department)
    if department is not None:
        return Action("kpi", department, (kpi, 1 - on))
    return Action("kpi_company", -1, (kpi, 0 if on == side.report.world.departments else 1))


def paint_figures(p: Panel, top: float, side: Side, department: int | None = None) -> float:
    """The five figures as switches, a department's or everyone's; what is switched is foreseen before it is sent."""
    lever = "kpi_company" if department is None else "kpi"
    of = side.report.world.departments if department is None else 1
    on = [figures_on(side, kpi, department) for kpi in range(len(KPIS))]
    many = sum(1 for count in on if count == of)
    note = "for everyone" if department is None else "" if lever not in side.report.levers else side.price_words(lever)
    if lever not in side.report.levers:
        p.icon("lock-simple", 16 + p.measure("Figures", style.SUBTITLE, weight=800) + 14, top + 12, 14,
               p.palette.second, "fill")  # fmt: skip
        note = opens(side.level, lever)
    y = heading(p, top, "Figures", note)
    about = (
        "What people are counted by. One alone is met at any price; more than two cost time to reconcile. "
        f"{many or 'None'} of them hang{'s' if many == 1 else ''} {'everywhere' if department is None else 'here'}."
    )
    p.tooltip(f"side-figures-{lever}", (12, top, p.width - 24, 26), Tip("Figures", about))
    edge, right = (EDGE, EDGE) if p.width >= 260 else (3.0, 8.0)
    # As wide as their names are heavy, so that switching one on cuts none.
    needed = [p.measure(name, style.SMALLEST, weight=800) for name in KPIS]
    spare = (p.width - edge - right - sum(needed)) / len(KPIS)
    for kpi, name in enumerate(KPIS):
        box = (edge + sum(needed[:kpi]) + kpi * spare + 1, y, needed[kpi] + spare - 2, CELL - 4)
        _figure(p, box, side, kpi, (on[kpi], of), department)
        ink = p.palette.ink if on[kpi] == of else p.palette.second
        p.icon(FIGURE_MEANS[name][0], box[0] + box[2] / 2, y + 13, 16, ink, "fill")
    y += CELL
    told = partly([(name, count) for name, count in zip(KPIS, on, strict=True) if 0 < count < of], of)
    if told:
        y += p.paragraph(16, y - 2, p.width - 32, told, size=style.SECONDARY, colour=p.palette.second) + 4
    draft = draft_of(side, lever)
    action = draft.action if draft is not None else None
    if action is None:
        return y + 2
    y += p.paragraph(16, y, p.width - 32, FIGURE_MEANS[KPIS[action.amount[0]]][1], size=style.SECONDARY,
                     colour=p.palette.second) + 4  # fmt: skip
    verb = "Hang it up" if action.amount[1] else "Take it down"
    return paint_send(p, y, side, action, verb, "gold")


def partly(rows: Sequence[tuple[str, int]], of: int) -> str:
    """Which figures hang in how many of so many departments, as sentences: "Learning: in one of 4 departments."."""
    return " ".join(f"{name.capitalize()}: in {'one' if count == 1 else count} of {of} departments."
                    for name, count in rows)  # fmt: skip


def _figure(p: Panel, box: Box, side: Side, kpi: int, state: tuple[int, int], department: int | None) -> None:
    """One figure: its name and a small switch; where only some departments work to it, how many instead."""
    pal, name = p.palette, KPIS[kpi]
    on, of = state
    lever = "kpi_company" if department is None else "kpi"
    key = "side-figure" if department is None else "side-kpi"
    draft = draft_of(side, lever)
    chosen = draft is not None and draft.amount[0] == kpi
    action = figure_change(side, kpi, department)
    ready = lever in side.report.levers
    refused = side.why_not(action) if ready else opens_words(side.level, lever)
    over = p.hovered(key, kpi)
    whole = on == of
    ground = mix(pal.card, pal.gold, 0.22) if whole else pal.inset
    p.card(box, mix(ground, pal.gold, 0.12) if over else ground, radius=8,
           stroke=2 if chosen else 1, outline=pal.focus if chosen else pal.gold_deep if whole else pal.rule)
    middle = box[0] + box[2] / 2
    p.text(middle, box[1] + 29, name, size=style.SMALLEST, weight=800 if whole else 600, align="centre", at="middle",
           colour=widgets.ink(p, refused is None), width=box[2])  # fmt: skip
    if 0 < on < of:
        p.text(middle, box[1] + 46, f"{on} of {of}", size=style.SMALLEST, weight=800, align="centre", at="middle",
               width=box[2])  # fmt: skip
    else:
        p.card((middle - 13, box[1] + 39, 26, 13), pal.good if whole else pal.hint, radius=6.5)
        p.card((middle - 11.5 + 13 * whole, box[1] + 40.5, 10, 10), style.WHITE, radius=5)
    where = "" if department is not None else f" {on} of {of} departments work to it."
    does = "Take it down" if on == of else "Hang it up"
    text = f"{FIGURE_MEANS[name][1]}{where} {refused or f'{does}: {side.price_words(lever)}.'}"
    p.region(key, box, value=kpi, enabled=refused is None, tip=Tip(name.capitalize(), text))


# Shared tools and the safety net.


def paint_tools_and_net(p: Panel, top: float, side: Side) -> float:
    """Two cards side by side; the one being changed opens beneath them."""
    report = side.report
    rows: list[tuple[str, str, str, str, str]] = []
    if shown(side, "tools"):
        words = "being built" if report.building or _decided_tools(side) else f"Level {report.tools}"
        left = report.building or (BUILD_WEEKS if _decided_tools(side) else 0)
        note = f"{left} wk to go" if left else "of 3"
        note = opens(side.level, "tools") if coming(side, "tools") else note
        rows.append(("tools", "toolbox", "Shared tools", words, note))
    if shown(side, "net"):
        level = _decided(side, "net", report.net)
        cost = net_cents(side, level)
        note = opens(side.level, "net") if coming(side, "net") else f"−{money(cost)} a wk" if cost else "free"
        rows.append(("net", "lifebuoy", "Safety net", f"Level {level}", note))
    if not rows:
        return top
    wide = (p.width - 2 * EDGE - 6 * (len(rows) - 1)) / len(rows)
    for n, row in enumerate(rows):
        _half(p, (EDGE + n * (wide + 6), top, wide, HALF - 6), side, row)
    y = top + HALF
    if draft_of(side, "tools") is not None and not _decided_tools(side):
        y = _tools(p, y, side)
    if draft_of(side, "net") is not None:
        y = _net(p, y, side)
    return y + 4


def _decided_tools(side: Side) -> bool:
    return any(action.lever == "tools" for action in side.table.pending)


def _half(p: Panel, box: Box, side: Side, row: tuple[str, str, str, str, str]) -> None:
    """One of the two cards: a gold square with its icon, what it is, how it stands."""
    pal = p.palette
    lever, icon, label, words, note = row
    x, y, w, _ = box
    locked, open_here = coming(side, lever), draft_of(side, lever) is not None
    p.card(box, pal.card, radius=style.SMALL_RADIUS, lip=2, outline=pal.focus if open_here else pal.rule,
           stroke=2 if open_here else 1)  # fmt: skip
    p.card((x + 7, y + 9, 30, 30), pal.inset if locked else pal.gold, radius=7)
    p.icon("lock-simple" if locked else icon, x + 22, y + 24, 18, pal.second if locked else style.DARK_INK, "fill")
    p.text(x + 43, y + 12, label, size=style.LABEL, colour=pal.second, at="middle", width=w - 47)
    p.text(x + 43, y + 26, words, size=style.SECONDARY, weight=800, at="middle", width=w - 47)
    p.text(x + 43, y + 40, note, size=style.SMALLEST, colour=pal.second, at="middle", width=w - 47)
    text = opens_words(side.level, lever) if locked else f"{LEVERS[lever].purpose} It takes {side.price_words(lever)}."
    more = f" Ready in {weeks(side.report.building)}." if lever == "tools" and side.report.building else ""
    tip = Tip(f"{label}: {words.lower()}", f"{text}{more}")
    p.region(f"side-{lever}-open", box, enabled=not locked, tip=tip, radius=style.SMALL_RADIUS,
             lifts=() if locked else (box,))  # fmt: skip


def money(cents: int) -> str:
    """An amount of money in whole coins: "2,400"."""
    return f"{round(cents / 100):,}"


def net_cents(side: Side, level: int) -> int:
    """What a level of the safety net costs in a week, in cents."""
    return side.report.people * side.report.world.net_cents * level


def _tools(p: Panel, y: float, side: Side) -> float:
    """Building the next level of shared tools: what is foreseen, when it is ready, and the sending."""
    action = Action("tools", -1, ())
    if side.report.building or side.report.tools >= MOST_TOOLS:
        return note_box(p, y, side.why_not(action) or LEVERS["tools"].purpose, icon="toolbox") + 4
    y = paint_send(p, y, side, action, "Build", "gold")
    tip = Tip("Ready", "From then on they help.")
    return fact(p, y - 4, "toolbox", "Ready", f"week {calendar(side.report.week + BUILD_WEEKS)}", tip,
                "side-tools-ready") + 4  # fmt: skip


def _net(p: Panel, y: float, side: Side) -> float:
    """Setting the safety net: its level, and what is foreseen of it."""
    report = side.report
    level, decided = _wanted(side, "net", report.net), _decided(side, "net", report.net)
    options = [
        widgets.Option(n, str(n), tip=Tip(f"Level {n}: {NET_NAMES[n]}", f"{money(net_cents(side, n))} a week."))
        for n in range(4)
    ]
    widgets.tabs(p, "side-net", (EDGE + 2, y, p.width - 2 * EDGE - 4, 38), options, level)
    y += 44
    action = Action("net", -1, (level,))
    if level == decided:
        return foreseen_lines(p, y, side, action)
    return paint_send(p, y, side, action, f"Set level {level}", "gold")
