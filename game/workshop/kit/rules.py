"""The arithmetic of a month on paper: crates that a team fills, what a box at a market pays, what a month counts for.

Nothing is kept from one month to the next: what is left over spoils, and who was not served goes elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.workshop.kit.luck import PaperTeam

CHANGING = 1
"""Crates that a team loses in the month in which it makes something else than in the one before."""
DISCS = 5
"""Discs that the leader has each month."""
FLAT_PAY = 6
"""Coins that a team gets each month under letters, whatever it makes."""
PRICES: tuple[int, ...] = (6, 4, 2, 1)
"""Coins for a crate in the first half of what was wanted last month, in the second, in half as much again, beyond."""
MOST_TAGS, MOST_COINS = 3, 3
"""Tags that hang at most, and coins a crate on one of them; a coin on a tag takes a disc."""
LETTER_MONTHS: tuple[int, ...] = (1, 2, 3)
"""Months for which a letter may hold."""


def fills(team: PaperTeam, product: int, before: int) -> int:
    """Crates that a team fills in a month. before: what it made last (−1 it slept, which costs nothing)."""
    return team.crates[product] - (CHANGING if before not in (product, -1) else 0)


def price(box: int, wanted_before: int) -> int:
    """Coins for the crate in a market's box, from 1; wanted_before: crates that were wanted last month."""
    half = -(-wanted_before // 2)
    edges = (half, wanted_before, wanted_before + half)
    return next((coins for coins, edge in zip(PRICES, edges, strict=False) if box <= edge), PRICES[-1])


@dataclass(frozen=True)
class Sale:
    """What became of the crates of a month [G]."""

    made: tuple[int, ...]
    sold: tuple[int, ...]
    left: tuple[int, ...]


def sell(made: Sequence[int], wanted: Sequence[int]) -> Sale:
    """The month's sale: as many crates as were wanted, the rest is left over."""
    sold = tuple(min(m, w) for m, w in zip(made, wanted, strict=True))
    return Sale(tuple(made), sold, tuple(m - s for m, s in zip(made, sold, strict=True)))


def points(sales: Sequence[Sale]) -> int:
    """What a way counts for: two points for a crate sold, one less for a crate left over."""
    return 2 * sum(sum(sale.sold) for sale in sales) - sum(sum(sale.left) for sale in sales)


def hundredths(sales: Sequence[Sale], wanted_in_all: int) -> int:
    """Points as hundredths of what serving everybody with nothing left over would have counted for."""
    return round(100 * points(sales) / (2 * wanted_in_all))
