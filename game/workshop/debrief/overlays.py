"""The pages of several companies on the same luck, drawn: lines overlaid, shares of work, discs, deeds, people.

Solid is true, dashed is believed or was not played by anybody in the room; every company has a colour and a shape.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle

import numpy as np

from game.charts import Axis, Chart, Line, Mark
from game.charts.chart import Ink
from game.charts.curves import hatching, round_step, short
from game.charts.kinds import GROUPS, SHAPES, quarters
from game.charts.shapes import drawn
from game.charts.svg import code
from game.sim.world import QUARTER_WEEKS
from game.words.actions import first_upper
from game.words.figures import less
from game.workshop.debrief.pens import HIGH, LEAST, WIDE, Drawing, grid
from game.workshop.debrief.reveals import Figures

NAMED = 8
"""Companies up to which every line has its name; of more, all are thin and the middle of them is drawn above."""
MOST_ROWS, MOST_SAID = 12, 8
"""Declared values up to which each company has its row: where none says anything of them, and where some do."""
SAYING = 25.0
"""The height of a line in which a company says what a value means to it."""
MOVER_INKS: dict[str, Ink] = {
    "order": "bad", "price": "gold", "craft": "pawn", "values": "indigo", "vision": "focus",
}  # fmt: skip
LEFT = 190.0
"""Where rows begin, right of their companies' names."""
WIDE_SPACE = "\u2003"
ROW = 72.0
"""The height of a company's row at most."""


def scores(page: Drawing, data: Figures) -> str:
    """Served, net of waste, so far: a line for each company, dashed ones for the bots, and what could be reached."""
    chart = _overlaid(data["companies"], data["weeks"], 0.0, 100.0, "%")
    beside = [
        Line(row["name"], _weeks(row["figures"]), row["figures"], "second", dashed=True, width=2.0, halo=True)
        for row in data["beside"]
    ]
    marks = [Mark(min(data["bound"], 100), f"knew all {data['bound']}", "y", dashed=True)]
    chart = replace(chart, lines=(*beside, *chart.lines), marks=marks)
    ends = ", ".join(f"{row['name']} {less(math.floor(row['figures'][-1]))} percent" for row in data["companies"])
    others = ", ".join(f"{row['name']} {less(math.floor(row['figures'][-1]))}" for row in data["beside"])
    legend(page, (("solid", "a company of this room", "ink"), ("dashed", "bots, and what could be reached", "second")),
            "served so far, net of waste, in percent")  # fmt: skip
    page.plot(chart, 0, 34, WIDE, HIGH - 34)
    return page.done("Served so far, net of waste", f"At the end: {ends}. Bots on the same luck: {others}. "
                     f"With everything known in advance {data['bound']}.")  # fmt: skip


def beliefs(page: Drawing, data: Figures) -> str:
    """What each desk believed of each product, dashed, and what was so, solid."""
    legend(page, (("solid", "truly wanted", "bad"), ("dashed", "what a desk believed", "ink")), "pieces a week")
    boxes = grid(len(data["products"]), 34, HIGH - 34)
    told = []
    for row, (x, y, wide, high) in zip(data["products"], boxes, strict=True):
        off = sum(row["off"]) / len(row["off"])
        words = f"off by {off:.0f} a week" if off >= 1 else "hardly off"
        head(page, x, y, wide, row["look"], row["name"], (words, "bad"))
        page.plot(_believed(row, data["weeks"]), x - 10, y + 14, wide + 14, high)
        told.append(f"{row['name']}: the desks were off by {off:.1f} pieces a week on average")
    return page.done("What the desks believed", "; ".join(told) + ".")


def moved(page: Drawing, data: Figures) -> str:
    """What the work was done for: a bar of a hundred percent for each company; of many without a name, by orders."""
    at = LEFT
    for one in data["movers"]:
        _patch(page, at, 6, 30, 20, one["name"])
        at += 38 + page.words(at + 38, 22, one["words"], 17, 800) + 22
    rows = data["companies"]
    many = len(rows) > NAMED
    if many:
        rows = sorted((row for row in rows if sum(row["shares"])), key=lambda row: row["shares"])
        page.words(0, 22, "a line a company", LEAST, 600, "second")
    high = min(ROW, (HIGH - 60) / max(1, len(rows)))
    page.high = 60 + high * len(rows)
    told = []
    for n, row in enumerate(rows):
        y = 52 + n * high
        if not many:
            _company(page, 0, y + high / 2, n, row["name"])
        x, gap = LEFT, min(4.0, high / 8)
        for one in data["movers"]:
            share = row["shares"][one["index"]]
            wide = (WIDE - LEFT - 10) * share / 100
            if share:
                _patch(page, x, y + gap, wide, high - 2 * gap, one["name"])
            if wide > 46 and not many:
                _pill(page, x + wide / 2, y + high / 2, f"{share}%")
            x += wide
        if x == LEFT:
            page.words(x, y + high / 2 + 6, "nobody worked", 18, 600, "second")
        parts = ", ".join(f"{one['words'].lower()} {row['shares'][one['index']]}%" for one in data["movers"])
        told.append(f"{row['name']}: {parts}")
    return page.done("What moved the work", "; ".join(told) + ".")


def discs(page: Drawing, data: Figures) -> str:
    """How often each lever was used: a row a lever, a column a company; the larger its disc, the oftener."""
    levers, rows = data["levers"], data["companies"]
    left, top = max(250.0, *(page.room_of(lever["title"], 17, 800) + 24 for lever in levers)), 40.0
    wide, high = min(180.0, (WIDE - left) / len(rows)), min(60.0, (HIGH - top) / max(1, len(levers)))
    page.high = top + high * len(levers)
    most = max(max(row["counts"]) for row in rows)
    if len(rows) <= NAMED:
        for n, row in enumerate(rows):
            _company(page, left + n * wide, 18, n, row["name"] if wide > 140 else row["name"].split()[-1])
    else:
        page.words(left, 20, "a dot a company, the further to the right the oftener", LEAST + 1, 600, "second")
    for n, lever in enumerate(levers):
        y = top + (n + 0.5) * high
        page.line(0, y - high / 2, WIDE, y - high / 2, "rule")
        page.words(4, y + 6, lever["title"], 17, 800)
        counts = [row["counts"][n] for row in rows]
        if len(rows) > NAMED:
            _dots(page, left, y, high, counts)
            continue
        for column, count in enumerate(counts):
            x = left + column * wide
            if count:
                radius = max(2.5, min(14.0, high / 2 - 3) * (count / most) ** 0.5)
                page.circle(x + 14, y, radius, "gold", 1.0, "gold_deep")
            page.words(x + 34, y + 6, f"{count}" if count else "–", 18, 800, "ink" if count else "hint")
    told = [
        f"{row['name']}: " + (", ".join(
            f"{lever['title'].lower()} {count}" for lever, count in zip(levers, row["counts"], strict=True) if count
        ) or "nothing")
        for row in rows
    ]  # fmt: skip
    return page.done("Where the attention went", "; ".join(told) + ".")


def values(page: Drawing, data: Figures) -> str:
    """What was declared beside what was done: deeds against it hatched to the left of a post, for it to the right."""
    rows = [(row["number"] - 1, row["name"], one) for row in data["companies"] for one in row["values"]]
    said = any(one["words"] for _, _, one in rows)
    if len(rows) > (MOST_SAID if said else MOST_ROWS):
        return _values_together(page, [one for _, _, one in rows])
    most = max(1, *(max(one["lived"], one["betrayed"]) for _, _, one in rows))
    middle, reach, below = 800.0, 340.0, SAYING if said else 0.0
    high = min(58.0 + below, (HIGH - 40) / max(1, len(rows)))
    page.high = 44 + high * len(rows)
    page.words(middle - 10, 20, "done against it", LEAST, 800, "bad", "end")
    page.words(middle + 10, 20, "lived", LEAST, 800, "thought")
    told, before = [], ""
    for n, (index, name, one) in enumerate(rows):
        y = 40 + n * high + (high - below) / 2
        if name != before:
            page.line(0, 40 + n * high, WIDE, 40 + n * high, "rule")
            _company(page, 0, y, index, name)
            before = name
        page.words(LEFT, y + 6, first_upper(one["value"]), 20, 600, serif=True)
        deeds(page, middle, y, high - below, one["lived"], one["betrayed"], most, reach)
        sayings(page, LEFT, y + (high - below) / 2 + 15, [one["words"]])
        own = f" (“{one['words']}”)" if one["words"] else ""
        told.append(f"{name}, {one['value']}{own}: {one['lived']} deeds for it, {one['betrayed']} against it")
    return page.done("What was said, and what was done", "; ".join(told) + ".")


def _values_together(page: Drawing, declared: Sequence[Figures]) -> str:
    """The same for so many companies that they cannot be told apart: by value, how many declared it, all deeds, and as
    many of their own words as there is room for."""
    sums: dict[str, list[int]] = {}
    said: dict[str, list[str]] = {}
    for one in declared:
        row = sums.setdefault(one["value"], [0, 0, 0])
        for n, figure in enumerate((1, one["lived"], one["betrayed"])):
            row[n] += figure
        said.setdefault(one["value"], []).extend([one["words"]] if one["words"] else [])
    most = max(1, *(max(lived, betrayed) for _, lived, betrayed in sums.values()))
    spoken = sum(bool(texts) for texts in said.values())
    bare = min(36.0 if spoken else 58.0, (HIGH - 40) / len(sums))
    lines = int((HIGH - 40 - bare * len(sums)) / SAYING) // max(1, spoken)
    page.words(790, 20, "done against it", LEAST, 800, "bad", "end")
    page.words(810, 20, "lived", LEAST, 800, "thought")
    told, top = [], 40.0
    for value, (times, lived, betrayed) in sums.items():
        y = top + bare / 2
        page.line(0, top, WIDE, top, "rule")
        page.words(4, y + 6, first_upper(value), 20, 600, serif=True)
        page.words(LEFT, y + 6, f"declared by {times}", 18, 600, "second")
        deeds(page, 800.0, y, bare, lived, betrayed, most, 340.0)
        top += bare + SAYING * sayings(page, LEFT, top + bare + 15, said[value][:lines], len(said[value]))
        told.append(f"{value} was declared by {times}: {lived} deeds for it, {betrayed} against it")
    page.high = top + 4
    return page.done("What was said, and what was done", "; ".join(told) + ".")


def people(page: Drawing, data: Figures) -> str:
    """Morale week by week, a line for each company."""
    chart = _overlaid(data["companies"], data["weeks"], 0.0, 100.0, "")
    page.words(WIDE, 22, "morale, 0 to 100", LEAST, 600, "second", "end")
    page.plot(chart, 0, 34, WIDE, HIGH - 34)
    told = [f"{row['name']} {row['figures'][-1]:.0f}, {row['left']} people left" for row in data["companies"]]
    return page.done("How people fared", f"Morale at the end: {'; '.join(told)}.")


def talk(page: Drawing, data: Figures) -> str:
    """The level's questions in large letters."""
    y = 70.0
    for n, question in enumerate(data["questions"], 1):
        page.circle(40, y - 9, 22, "gold", 1.0, "gold_deep")
        page.words(40, y - 1, f"{n}", 24, 600, anchor="middle", serif=True)
        y = page.lines(90, y, question, WIDE - 130, 27, 600) + 44
    return page.done("Talk about it", " ".join(data["questions"]))


OVERLAYS: dict[str, Callable[[Drawing, Figures], str]] = {
    "scores": scores, "beliefs": beliefs, "moved": moved, "discs": discs, "values": values, "people": people,
    "talk": talk,
}  # fmt: skip
"""How each kind of page is drawn."""


# Parts of a page.


def _overlaid(rows: Sequence[Figures], weeks: int, low: float, high: float, unit: str) -> Chart:
    """The lines of companies over the weeks, with their quarters."""
    least = min([low, *(min(row["figures"]) for row in rows)])
    step = round_step(high - least, 5)
    ticks = [n * step for n in range(int(least // step) if least < 0 else 0, int(high / step) + 1)]
    many = len(rows) > NAMED
    lines = [
        Line("" if many else row["name"], _weeks(row["figures"]), row["figures"], look, smooth=False, width=3.0,
             end="" if many else SHAPES[look], halo=True, faint=many)
        for row, look in zip(rows, cycle(GROUPS), strict=False)
    ]  # fmt: skip
    if many:
        lines.append(Line("the middle", *_middle([row["figures"] for row in rows]), "ink", smooth=False, halo=True))
    edges = [float(min(weeks, n * QUARTER_WEEKS)) for n in range(-(-weeks // QUARTER_WEEKS) + 1)]
    return Chart(
        "", "", Axis(0.0, float(weeks), quarters(weeks, QUARTER_WEEKS), edges),
        Axis(ticks[0] if least < 0 else 0.0, high, [(at, short(at, unit)) for at in ticks], ticks), lines=lines,
    )  # fmt: skip


def _middle(rows: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    """The line in the middle of many; a company that is lost stays where it ended."""
    ranked = [sorted(row[min(n, len(row) - 1)] for row in rows) for n in range(max(map(len, rows)))]
    half = [(column[(len(column) - 1) // 2] + column[len(column) // 2]) / 2 for column in ranked]
    return _weeks(half), half


def _believed(row: Figures, weeks: int) -> Chart:
    every = [*row["wanted"], *(figure for one in row["believed"] for figure in one["figures"])]
    most = 1.08 * max(*every, 1.0)
    step = round_step(most, 3)
    ticks = [n * step for n in range(int(most / step) + 1)]
    many = len(row["believed"]) > NAMED
    lines = [
        Line("", _weeks(one["figures"]), one["figures"], look, dashed=True, width=2.0, faint=many)
        for one, look in zip(row["believed"], cycle(GROUPS), strict=False)
    ]
    true = Line("", _weeks(row["wanted"]), row["wanted"], "bad", width=3.4, halo=True)
    edges = [float(min(weeks, n * QUARTER_WEEKS)) for n in range(-(-weeks // QUARTER_WEEKS) + 1)]
    return Chart(
        "", "", Axis(0.0, float(weeks), quarters(weeks, QUARTER_WEEKS), edges),
        Axis(0.0, most, [(at, short(at)) for at in ticks], ticks), lines=(*lines, true),
    )  # fmt: skip


def _weeks(figures: Sequence[float]) -> list[float]:
    return [float(week + 1) for week in range(len(figures))]


def legend(page: Drawing, keys: Sequence[tuple[str, str, Ink]], unit: str) -> None:
    """What solid and dashed stand for, and the unit at the right."""
    x = 4.0
    for kind, words, ink in keys:
        page.line(x, 16, x + 38, 16, ink, 1.6 if ink == "hint" else 3.4, "9 6" if kind == "dashed" else "")
        if kind == "dots":
            page.circle(x + 19, 16, 5, ink, 1.0, "card")
        x += 48 + page.words(x + 48, 22, words, 17, 800) + 26
    page.words(WIDE, 22, unit, LEAST, 600, "second", "end")


def head(
    page: Drawing, x: float, y: float, wide: float, look: str, name: str, *right: tuple[str, Ink]
) -> None:  # fmt: skip
    """A chart's own heading: product, name, and at the right what to see at once."""
    page.piece(f"token-{look}", x + 16, y + 16, 28)
    page.words(x + 40, y + 23, first_upper(name), 20, 600, serif=True)
    spaced = [(f"{WIDE_SPACE if n else ''}{words}", ink) for n, (words, ink) in enumerate(right)]
    page.sentence(x + wide, y + 22, [(words, 800, ink) for words, ink in spaced], 17, "end")


def _dots(page: Drawing, x: float, y: float, high: float, counts: Sequence[int]) -> None:
    """A dot for each count on a line from nothing to the largest of them; alike ones stand on each other."""
    most, reach = max(1, *counts), WIDE - x - 90
    page.line(x, y + high / 2 - 8, x + reach, y + high / 2 - 8, "hint", 1)
    radius = min(6.0, high / 8)
    met: dict[int, int] = {}
    for count in sorted(counts):
        slot = round(count / most * reach / (2 * radius))
        nth = met[slot] = met.get(slot, -1) + 1
        level = y + high / 2 - 8 - radius - min(nth, 5) * 1.2 * radius
        page.circle(x + count / most * reach, level, radius, "gold", 1.0, "gold_deep")
    page.words(x + reach + 12, y + 8, f"{most}", 18, 800)


def deeds(
    page: Drawing, middle: float, y: float, high: float, lived: int, betrayed: int, most: int, reach: float
) -> None:  # fmt: skip
    """Deeds on both sides of a post: hatched to the left those against what was declared, to the right those for it."""
    left, right = reach * betrayed / most, reach * lived / most
    _hatched(page, middle - left, y - 12, left, 24, "bad")
    page.box(middle, y - 12, right, 24, "thought", radius=3)
    page.line(middle, y - high / 2 + 3, middle, y + high / 2 - 3, "ink", 3)
    page.words(middle - left - 8, y + 6, f"{betrayed}", 18, 800, "bad", "end")
    page.words(middle + right + 8, y + 6, f"{lived}", 18, 800, "thought")


def sayings(page: Drawing, x: float, y: float, texts: Sequence[str], every: int = 0) -> int:
    """What companies say that a value means to them, a line each; returns how many. every: how many there are in all,
    which the last line says where not all of them stand here."""
    shown = [text for text in texts if text]
    for n, text in enumerate(shown):
        more = f"{WIDE_SPACE}and {every - len(shown)} more" if n + 1 == len(shown) < every else ""
        page.sentence(x, y + SAYING * n, [(f"“{text}”", 600, "ink"), (more, 600, "second")], LEAST + 1)
    return len(shown)


def _company(page: Drawing, x: float, y: float, index: int, name: str) -> None:
    look = GROUPS[index % len(GROUPS)]
    page.add(f'<g fill="none">{drawn(SHAPES[look], x + 14, y, 20, look, code)}</g>')
    page.words(x + 34, y + 6, name, 18, 800)




def _patch(page: Drawing, x: float, y: float, wide: float, high: float, mover: str) -> None:
    """A stretch in a mover's colour; craft, beside which the others lie, is hatched."""
    ink = MOVER_INKS[mover]
    if mover == "craft":
        _hatched(page, x, y, wide, high, ink)
        return
    page.box(x, y, wide, high, ink, 1.0, "card", 3)


def _hatched(page: Drawing, x: float, y: float, wide: float, high: float, ink: Ink) -> None:
    if wide < 1:
        return
    page.box(x, y, wide, high, ink, 0.2, ink, 3)
    sides = np.array([x, x + wide]), np.array([y, y]), np.array([y + high, y + high])
    page.stroke(hatching(*sides), ink, 1.4)


def _pill(page: Drawing, x: float, y: float, text: str) -> None:
    """A figure on a ground of its own, to be read on any colour."""
    page.box(x - 24, y - 12, 48, 24, "card", radius=12)
    page.words(x, y + 6, text, 17, 800, anchor="middle")
