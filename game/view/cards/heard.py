"""The list of what is heard: changes of a market that may come, how far one can trust them, and what came of them."""

from __future__ import annotations

from game.board import style
from game.sim.desk.notes import Rumour
from game.view.cards.side import EDGE, Side
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.words import rumours as in_words

PAGE = "list"
"""The page of the left list: 0 departments, 1 what is heard."""
TABS = 48.0
HEAD, LINE = 58.0, 18.0
LETTERS, BOLD_LETTERS = 27, 22
"""Letters of a sentence, and of what came of it, that surely fit on a line; the list's height is reckoned by them."""


def open_count(side: Side) -> int:
    """How many changes the desk has heard of that have not begun and may still come."""
    return sum(row.first > side.report.week and row.settled != 0 for row in side.report.rumours)


def is_shown(side: Side) -> bool:
    """Whether the left list shows what is heard."""
    return bool(side.report.rumours) and side.table.pages.get(PAGE) == 1


def height(side: Side) -> float:
    """The logical height the list needs."""
    return TABS + sum(_height(side, row) + 8 for row in in_words.listed(side.report)) + 30


def signature(side: Side) -> tuple[object, ...]:
    """What the list shows."""
    return (*side.mark, "heard")


def paint_tabs(p: Panel, top: float, side: Side) -> float:
    """The two tabs over the left list; returns the y below them."""
    count = open_count(side)
    who = "Company" if side.small() else "Departments"
    options = [
        widgets.Option(f"{PAGE}:0", who, tip=Tip(who, "Who is there, and what reached you of them.")),
        widgets.Option(f"{PAGE}:1", f"Heard · {count}" if count else "Heard", "ear",
                       tip=Tip("Heard", "What may come, and what came of it.")),
    ]  # fmt: skip
    chosen = f"{PAGE}:{side.table.pages.get(PAGE, 0)}"
    widgets.tabs(p, "side-page", (EDGE, top + 8, p.width - 2 * EDGE, TABS - 10), options, chosen)
    return top + TABS


def paint(p: Panel, top: float, side: Side) -> float:
    """Paints the list from `top`; returns the y below it."""
    y = paint_tabs(p, top, side) + 4
    for row in in_words.listed(side.report):
        y = _rumour(p, y, side, row) + 8
    if any(row.settled < 0 for row in in_words.listed(side.report)):
        p.text(p.width / 2, y + 8, in_words.MAY_BE_WRONG, size=style.SECONDARY,
               colour=p.palette.second, align="centre", at="middle", width=p.width - 2 * EDGE)  # fmt: skip
    return y + 26


def _height(side: Side, row: Rumour) -> float:
    said = in_words.heard_sentence(side.level, row)
    outcome = LINE * -(-len(in_words.outcome(row)) // BOLD_LETTERS)
    return HEAD + LINE * -(-len(said) // LETTERS) + (outcome + 6 if outcome else 0) + 6


def _rumour(p: Panel, top: float, side: Side, row: Rumour) -> float:
    pal = p.palette
    said, outcome = in_words.heard_sentence(side.level, row), in_words.outcome(row)
    wide = p.width - 2 * EDGE
    words = p.paragraph_height(wide - 24, said, size=style.SECONDARY)
    came = p.paragraph_height(wide - 42, outcome, size=style.SECONDARY, weight=800) if outcome else 0.0
    high = HEAD + words + (came + 7 if outcome else 0) + 8
    over = in_words.is_over(row, side.report.week)
    box = (EDGE, top, wide, high)
    market = in_words.market_of(side.level, row)
    week, goods = side.report.week, side.level.product_names[row.product]
    text = f"{in_words.size(row).capitalize()}. {in_words.trust(row, goods, row.first <= week)}"
    tip = Tip(f"{market} {in_words.expected(side.level, row, row.last < week)}", text)
    widgets.row(p, "side-heard", box, value=row.shift, tip=tip)
    p.token(side.names.looks[row.product], EDGE + 20, top + 22, 13)
    when = p.text(EDGE + wide - 10, top + 16, in_words.window(row, side.report.world.weeks), size=style.SECONDARY,
                  weight=800, align="right", at="middle")  # fmt: skip
    p.text(EDGE + 40, top + 16, market, size=style.SUBTITLE, family="serif", at="middle", width=wide - when - 58)
    trusted = in_words.ears(row) if row.settled != 0 else 0
    if row.settled == 1:
        sure = "certain" if row.first > week else "it came"
        p.text(EDGE + wide - 10, top + 39, sure, size=style.SECONDARY, weight=800, colour=pal.focus, align="right",
               at="middle")  # fmt: skip
    for n in range(3 if row.settled != 1 else 0):
        ink = pal.focus if n < trusted else pal.rule
        p.icon("ear", EDGE + wide - 54 + 18 * n, top + 39, 14, ink, "fill" if n < trusted else "bold")
    p.text(EDGE + 40, top + 39, in_words.short(side.level, row), size=style.SECONDARY, at="middle",
           colour=pal.second, width=wide - 108)  # fmt: skip
    p.paragraph(EDGE + 12, top + HEAD - 2, wide - 24, said, size=style.SECONDARY,
                colour=pal.second if over else pal.ink)  # fmt: skip
    if outcome:
        ready = row.ready >= in_words.READY
        ink = pal.good if ready else pal.second if row.settled == 0 else pal.bad
        icon = "check" if ready else "minus" if row.settled == 0 else "warning"
        y = top + high - came - 9
        p.icon(icon, EDGE + 20, y + 9, 14, ink, "bold")
        p.paragraph(EDGE + 32, y, wide - 42, outcome, size=style.SECONDARY, weight=800, colour=ink)
    return top + high
