"""What an answer to a dilemma is likely to move, in words: what the figure is called there, and its range."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.levels import Level
from game.sim.company.dilemmas import TALK_SHARE, price
from game.sim.desk.outlooks import Outlook
from game.sim.desk.reports import Card, Report
from game.sim.values import SEEK, WAIT
from game.words.explain import signed, weeks
from game.words.figures import short_figure

LABELS: dict[str, str] = {
    "trust": "trust", "morale": "morale", "agreement": "agreement", "initiative": "initiative",
    "commit": "commit anew", "minds": "come round", "torn": "may tear", "divided": "begin to mind",
    "work": "improve", "cash": "cash", "time": "their time",
}  # fmt: skip
"""What each figure of `Outlook` is called; work is called by what is made, where it is not better methods."""
BOTH_WAYS = ("trust", "morale", "agreement", "initiative", "cash")
"""Figures that may rise and fall, and are written with their sign."""


def label(level: Level, card: Card, row: Outlook) -> str:
    """What a figure is called on a card: "commit anew", "lamps"."""
    goods, value = level.product_names, level.world.dilemmas[card.index].value
    if row.figure == "agreement" and 0 <= value < len(level.world.value_names):
        return f"agree on {level.world.value_names[value].lower()}"
    return goods[card.product] if row.figure == "work" and card.product < len(goods) else LABELS[row.figure]


def last_week(report: Report, card: Card) -> int:
    """The last week in which a card can be answered: where it waits longer than the level has weeks, the level's."""
    return min(card.until, report.world.weeks - 1)


BEYOND_TILL = ("more than is in the till", "over the till")
"""What an answer costs that would close the company on the day, the longer words first."""


def talk_words(report: Report, card: Card, verb: int) -> str:
    """What a talk takes from the work of those who are asked: "8% of their time for 3 weeks"; "" where none is held."""
    talk = price(report.world, card.index, verb)[1] if verb == SEEK else 0
    return f"{100 * TALK_SHARE:.0f}% of their time for {weeks(talk)}" if talk else ""


def beyond_till(report: Report, rows: Sequence[Outlook]) -> bool:
    """Whether an answer that is likely to move these figures costs more than there is in the till."""
    return any(row.figure == "cash" and -100 * row.low > report.cash_cents for row in rows)


def working_weeks(report: Report, card: Card, verb: int) -> int:
    """For how many weeks those who change over are bound to it; 0 where they do so of their own accord."""
    return 0 if verb == SEEK and report.default != WAIT else report.world.dilemmas[card.index].make_weeks


def written(row: Outlook) -> tuple[str, ...]:
    """The range of a figure, written in full and, where that is long, in thousands or with one sign for both ends."""
    nearer = sorted((row.low, row.high), key=abs)
    if row.figure == "time":
        return (f"{signed(row.low)}%",)
    if row.figure in BOTH_WAYS:
        first, last = (signed(end) for end in nearer)
        if first == last:
            return (first,)
        one_way = row.low * row.high > 0
        return (f"{first} to {last}", f"{first}–{last[1:]}") if one_way else (f"{first} to {last}",)

    def span(write: Callable[[int], str]) -> str:
        first, last = (write(end) for end in nearer)
        return first if first == last else f"{first}–{last}"

    full = span(lambda end: f"{end:,}")
    if row.figure in ("commit", "minds"):
        return (f"{full}%",)
    if row.figure == "work":
        noun = f" team{'' if full == '1' else 's'}"
        return (f"{full}{noun}", f"{span(short_figure)}{noun}", full, span(short_figure))
    return (full, span(short_figure))
