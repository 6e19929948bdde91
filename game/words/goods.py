"""How many pieces of a product are wanted, on the shelf or owed: one figure in one wording for every place.

The table of goods, the market's plate and card, the petals and the card of an order and the news all write it so.
"""

from __future__ import annotations

from game.levels import Level
from game.sim.desk.estimates import asked_for
from game.sim.desk.reports import Report
from game.words.figures import short_figure


def whole(pieces: float) -> int:
    """Pieces as they are counted: whole ones, half a piece as one."""
    return int(pieces + 0.5)


def there(report: Report, product: int) -> int:
    """Pieces on the shelf as reported; below zero those that are owed, where that is more."""
    stock, owed = whole(float(report.stock[product])), whole(float(report.backlog[product]))
    return -owed if owed > stock else stock


def there_figure(report: Report, product: int) -> str:
    """The same as a figure: "3", "−12", "−1.6k"."""
    pieces = there(report, product)
    return f"−{short_figure(-pieces)}" if pieces < 0 else short_figure(pieces)


def there_words(report: Report, product: int) -> str:
    """The same in words: "3 unsold", "12 owed", "none left over"."""
    pieces = there(report, product)
    return f"{short_figure(abs(pieces))} {'owed' if pieces < 0 else 'unsold'}" if pieces else "none left over"


def wanted_figure(report: Report, product: int) -> str:
    """Pieces that are asked for in a week: "2.5", "30"."""
    return short_figure(float(asked_for(report)[product]))


def wanted_words(report: Report, product: int) -> str:
    """What is asked for in a week, and what there is of it, if anything: "30 a week, 12 owed"."""
    asked = f"{wanted_figure(report, product)} a week"
    return f"{asked}, {there_words(report, product)}" if there(report, product) else asked


def waits(level: Level, product: int, owed: float) -> tuple[str, str]:
    """Who waits for how many of what, as on the market's own plate, and the same in brief.

    Names of products are plural, so that a single piece goes without its number.
    """
    name, market = level.product_names[product], level.market_names[level.product_market[product]]
    pieces = short_figure(whole(owed))
    if owed < 1.5:
        return f"{market} waits for {name}.", f"{name[:1].upper()}{name[1:]} owed."
    return f"{market} waits for {pieces} {name}.", f"{pieces} {name} owed."
