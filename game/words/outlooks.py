"""What an answer to a dilemma is likely to move, in words: what the figure is called there, and its range."""

from __future__ import annotations

from collections.abc import Callable

from game.levels import Level
from game.sim.desk.outlooks import Outlook
from game.sim.desk.reports import Card
from game.words.explain import signed
from game.words.figures import short_figure

LABELS: dict[str, str] = {
    "trust": "trust", "morale": "morale", "agreement": "agreement", "initiative": "initiative",
    "commit": "will commit", "minds": "come round", "torn": "may tear", "divided": "begin to mind",
    "work": "improve", "cash": "cash",
}  # fmt: skip
"""What each figure of `Outlook` is called; work is called by what is made, where it is not better methods."""
BOTH_WAYS = ("trust", "morale", "agreement", "initiative", "cash")
"""Figures that may rise and fall, and are written with their sign."""


def label(level: Level, card: Card, row: Outlook) -> str:
    """What a figure is called on a card: "will commit", "lamps"."""
    goods = level.product_names
    return goods[card.product] if row.figure == "work" and card.product < len(goods) else LABELS[row.figure]


def written(row: Outlook) -> tuple[str, ...]:
    """The range of a figure, written in full and, where that is long, in thousands."""
    both = row.figure in BOTH_WAYS
    nearer = sorted((row.low, row.high), key=abs)

    def span(write: Callable[[int], str]) -> str:
        first, last = (write(end) for end in nearer)
        return first if first == last else f"{first}–{last.lstrip('+−')}"

    full = span(lambda end: signed(end) if both else f"{end:,}")
    if row.figure in ("commit", "minds"):
        return (f"{full}%",)
    if row.figure == "work":
        return (f"{full} teams", full, span(short_figure))
    return (full,) if both else (full, span(short_figure))
