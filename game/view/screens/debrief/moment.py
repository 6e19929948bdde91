"""The head of the result below its bar: somebody speaks, and the bet is judged beside its curve."""

from __future__ import annotations

from dataclasses import replace

from game.board import style
from game.charts import Axis, Chart, Line, Mark
from game.charts.curves import round_step, short
from game.debrief import Debrief
from game.debrief.records import Judged, Voice
from game.levels import Level
from game.view.cards.cast import paint_face
from game.view.toolkit.charts import draw
from game.view.toolkit.panel import Box, Panel, Tip

ROW = 108.0
"""The height of both cards where they stand side by side."""
PORTRAIT = 112.0
LEAST_CURVE, CURVE_HIGH = 240.0, 104.0
CURVE_LABELS = 76.0
MARKS: dict[int, tuple[str, str]] = {
    2: ("Right", "check"), 1: ("Half right", "scales"), 0: ("Not so", "x"), -1: ("Open", "question"),
}  # fmt: skip
"""What a bet is told, and its icon, by its mark."""


def paint_voice(p: Panel, box: Box, voice: Voice | None) -> float:
    """Who speaks, and what they say; returns the height it needs."""
    x, y, w, h = box
    pal = p.palette
    if voice is None:
        p.paragraph(x + 20, y + 20, w - 40, "Somebody is on the way up to you.", size=style.BODY, colour=pal.second)
        return 60.0
    wide = PORTRAIT if w > 380 else 84.0
    left, room = x + wide + 18, w - wide - 34
    lead = p.paragraph_height(room, voice.lead, size=style.SECONDARY)
    quote = f"“{voice.says}”"
    size, deep = _fitting(p, room, quote, h - lead - 26)
    high = max(h, lead + deep + 26)
    p.card((x, y, wide, high - 3), pal.morale[style.morale_step(voice.morale)], radius=style.RADIUS)
    middle = x + wide / 2
    name = ", ".join(filter(None, (voice.name, voice.place)))
    fit = p.fitting_size(name, wide - 16, style.LABEL, weight=800)
    lines = p.paragraph_height(wide - 14, name, size=fit, weight=800)
    if voice.face is not None:
        free = high - lines - 22
        paint_face(p, voice.face, middle, y + 3 + free / 2, min(64.0, free - 2))
    else:
        tall = min(46.0, high - lines - 36)
        p.pawn(middle, y + high - 28 - lines, tall, kind="")
        p.face(float(voice.morale), middle, y + high - 24 - lines - tall, 20)
    p.card((x + 5, y + high - 13 - lines - 5, wide - 10, lines + 8), pal.card, radius=9, outline=pal.rule)
    p.paragraph(x + 7, y + high - 14 - lines, wide - 14, name, size=fit, weight=800, align="centre")
    top = y + max(12.0, (high - lead - deep - 8) / 2)
    p.paragraph(left, top, room, f"{voice.lead}.", size=style.SECONDARY, colour=pal.second)
    p.paragraph(left, top + lead + 6, room, quote, size=size, family="serif")
    return high


def _fitting(p: Panel, room: float, quote: str, most: float) -> tuple[float, float]:
    """The largest size at which a sentence has room, and how high it then is."""
    for size in (19.0, 17.0, style.SUBTITLE):
        deep = p.paragraph_height(room, quote, size=size, family="serif")
        if deep <= most:
            return size, deep
    return style.SUBTITLE, p.paragraph_height(room, quote, size=style.SUBTITLE, family="serif")


def paint_bet(p: Panel, box: Box, debrief: Debrief, level: Level, bet: int | None) -> float:
    """The question, what was bet, what happened, the verdict and the curve of both; returns the height it needs."""
    x, y, w, h = box
    run, pal = debrief.run, p.palette
    if level.bet is None:
        return 0.0
    judged = run.judged if run is not None else None
    curve = judged if judged is not None and judged.weeks is not None else None
    beside = curve is not None and w - 330.0 >= LEAST_CURVE
    wide = min(0.36 * w, 300.0) if beside else 0.0
    room = w - 40 - (wide + 12 if beside else 0.0)
    said = _said(debrief, level, judged)
    mark = judged.marks[bet] if judged is not None and bet is not None else None
    stamp = 0.0 if mark is None else p.measure(MARKS[mark][0], style.BODY, weight=800) + 46
    asked = p.paragraph_height(room - stamp, level.bet.question, size=style.SECONDARY)
    answer = f"“{level.bet.answers[bet]}”" if bet is not None else "You placed no bet."
    told = p.paragraph_height(room, answer, size=style.BODY, weight=800)
    deep = p.paragraph_height(room, said, size=style.SECONDARY)
    top = y + max(6.0, (h - asked - told - deep - 8) / 2)
    p.paragraph(x + 20, top, room - stamp, level.bet.question, size=style.SECONDARY, colour=pal.second)
    if mark is not None:
        _stamp(p, x + 20 + room, top + 10, mark)
    p.paragraph(x + 20, top + asked + 3, room, answer, size=style.BODY, weight=800)
    p.paragraph(x + 20, top + asked + told + 6, room, said, size=style.SECONDARY)
    high = max(h, asked + told + deep + 16)
    if curve is not None:
        area = (x + w - wide - 8, y + 4, wide, h - 10) if beside else (x + 14, y + high, w - 28, CURVE_HIGH)
        draw(p, area, _chart(curve, bet), CURVE_LABELS)
        high += 0.0 if beside else CURVE_HIGH + 8
    facts = "\n".join(run.facts) if run is not None else ""
    p.tooltip("bet", (x, y, w, high - 3), Tip("Your bet", f"{said}\n{facts}".strip()))
    return high


def _said(debrief: Debrief, level: Level, judged: Judged | None) -> str:
    if debrief.run is None:
        return debrief.trouble or "What happened is being laid out."
    if judged is not None:
        return judged.said
    facts = debrief.run.facts
    return f"Nobody can mark this one. {facts[0]}" if facts else "Nobody can mark this one."


def _stamp(p: Panel, right: float, middle: float, mark: int) -> None:
    """The verdict, as if it had been stamped onto the card: a word, a sign and an edge."""
    words, icon = MARKS[mark]
    pal = p.palette
    ink = {2: pal.good, 1: pal.gold_deep, 0: pal.bad}.get(mark, pal.second)
    wide = p.measure(words, style.BODY, weight=800) + 38
    ground, ink = style.tinted(pal.card, ink, pal.ink)
    p.card((right - wide, middle - 15, wide, 30), ground, radius=7, outline=ink, stroke=2.0)
    p.icon(icon, right - wide + 17, middle, 16, ink, "fill")
    p.text(right - wide + 29, middle, words, weight=800, colour=ink, at="middle")


def _chart(judged: Judged, bet: int | None) -> Chart:
    """What was, solid; and what the bet said, dashed."""
    assert judged.weeks is not None
    assert judged.was is not None
    x, was = list(judged.weeks), list(judged.was)
    lines = [Line("was", x, was, "you")]
    if bet is not None and judged.as_bet and not _same(judged, bet):
        lines.insert(0, Line("as you bet", x, list(judged.as_bet[bet]), "second", dashed=True, width=2.0))
    every = [value for line in lines for value in line.y]
    low, high = min(every), max(every)
    room = 0.12 * max(high - low, 1e-6) + 0.5
    low, high = (0.0 if low >= 0.0 and low < 0.4 * high else low - room), high + room
    step = round_step(high - low, 2)
    first = -(-low // step)
    ticks = [(first + n) * step for n in range(int((high - first * step) / step) + 1)]
    marks = [Mark(judged.heard[0], judged.heard[1], dashed=True)] if judged.heard is not None else []
    ends = [] if judged.heard is not None else [(x[0], ""), (x[-1], f"wk {x[-1]:.0f}")]
    chart = Chart(
        "Your bet", judged.said, Axis(x[0], x[-1], ends),
        Axis(low, high, [(at, short(at, judged.unit)) for at in ticks], ticks), lines=lines, marks=marks,
    )  # fmt: skip
    if judged.heard is None:
        return chart
    between = (judged.heard[0] + x[-1]) // 2  # at their ends the lines have their names
    return replace(chart, x=Axis(x[0], x[-1], [(between, f"wk {between + 1:.0f}")]))


def _same(judged: Judged, bet: int) -> bool:
    return judged.was is not None and bool((judged.as_bet[bet] == judged.was).all())
