"""A figure as a player reads it: its number written as its unit asks, what it is called, how it moved, what it tells.

Whoever shows a figure takes the first wording that fits: the bars on the table, the review, the result, a page.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from game.session import earned
from game.words.explain import signed, way_figure

Unit = Literal["points", "percent", "people", "money", "gain", "way"]


def short_figure(number: float) -> str:
    """A number for a narrow place, with a decimal only where it tells: "2.5", "3", "12", "1.2k", "34k"."""
    for unit, sign in ((1e6, "m"), (1e3, "k")):
        if number >= 0.9995 * unit:
            return short_figure(number / unit) + sign
    return f"{number:.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")


def in_short(cents: int) -> str:
    """Money for a narrow place: "912", "31.2 k", "1.25 m", with a minus sign if there is less than none."""
    whole = round(abs(cents) / 100)  # as `in_full` does: the bar and the review show one sum
    sign = "−" if cents < 0 and whole else ""
    if whole >= 999_950:  # it would read "1000.0 k"
        return f"{sign}{whole / 1_000_000:.2f} m"
    return f"{sign}{whole / 1_000:.1f} k" if whole >= 10_000 else f"{sign}{whole:,}"


def in_fewest(cents: int) -> str:
    """Money where hardly any room is left: "912", "31k", "1.3m"."""
    figure = short_figure(abs(cents) / 100)
    return f"{'−' if cents < 0 and figure != '0' else ''}{figure}"


def in_full(cents: int) -> str:
    """Money in whole currency: "31,207", with a minus sign if there is less than none."""
    whole = round(abs(cents) / 100)
    return f"{'−' if cents < 0 and whole else ''}{whole:,}"


def of_score(score: float) -> str:
    """A score in whole points of a hundred: "86%", with a minus sign where more was wasted than served."""
    return f"{less(earned(score))}%"


def tenths(score: float) -> float:
    """A score in the tenths of a point that it has reached, for charts; rounded down it is `earned`."""
    return math.floor(1000.0 * score + 1e-8) / 10.0


def less(number: int) -> str:
    """A whole number, with a minus sign if it is less than none."""
    return f"{'−' if number < 0 else ''}{abs(number)}"


def unsigned(number: float, decimals: int = 0) -> str:
    """A number without a sign unless it is below nothing: 3, −8, 0, 4,556."""
    return signed(number, decimals).removeprefix("+")


def _gain(cents: float, write: Callable[[int], str]) -> str:
    figure = write(round(cents))
    return f"+{figure}" if cents > 0 and figure != "0" else figure


WRITTEN: dict[Unit, Callable[[float], tuple[str, ...]]] = {
    "points": lambda number: (less(round(number)),),
    "percent": lambda number: (f"{less(round(number))}%",),
    "people": lambda number: (f"{number:,.0f}", short_figure(number)),
    "money": lambda cents: (in_full(round(cents)), in_short(round(cents)), in_fewest(round(cents))),
    "gain": lambda cents: tuple(_gain(cents, write) for write in (in_full, in_short, in_fewest)),
    "way": lambda share: (way_figure(share),),
}
"""How a number is written in each unit, the fullest first: whole points of 100 and percent, people, cents, cents more
or less than before, and the share of the way to a vision or an aim."""


@dataclass(frozen=True)
class Explanation:
    """What a figure says of itself: a title, text in which **two asterisks** make bold, and named causes.

    causes: (words, size in whole points) in order; `start` is where they begin, `whole` what the sum is called.
    """

    title: str
    text: str = ""
    causes: tuple[tuple[str, int], ...] = ()
    start: int = 0
    whole: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure. key: what it is, the same on every face. number: as its unit counts, None while there is none yet.

    names: what it is called, the fullest first. told: what it says of itself. change: by how much it moved lately, in
    points, people or whole currency, 0 where it stands or that is not known. welcome: whether more of it is good.
    worry: whether something has to be done about it soon.
    """

    key: str
    number: float | None
    unit: Unit
    names: tuple[str, ...]
    told: Explanation
    change: int = 0
    welcome: bool = True
    worry: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """Its number, the fullest wording first: "31,207", "31.2 k"."""
        return ("–",) if self.number is None else WRITTEN[self.unit](self.number)

    @property
    def moved(self) -> tuple[str, ...]:
        """By how much it moved, without the sign, the fullest wording first."""
        return in_short(abs(self.change) * 100), short_figure(abs(self.change))

    @property
    def better(self) -> bool:
        """Whether it moved to the good."""
        return self.change != 0 and (self.change > 0) == self.welcome
