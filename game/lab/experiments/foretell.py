"""What the law of foresight measures: whether what a preview prints is what happens, on average over futures."""

from __future__ import annotations

from functools import lru_cache

from game import levels
from game.lab.foretelling import FUTURES, Foretold, foretold
from game.lab.worlds import Figures, replaced
from game.levels import Level
from game.places import LEVELS
from game.sim.desk import foresight

WORTH_A_SIGN = 0.3
"""Points of effect from which the sign of a range has to be right."""
EVERY = {2: 1, 3: 1, 4: 1, 5: 1, 6: 2, 7: 2, 8: 4}
"""Every how many lucks a level of the campaign is played: the largest take their time."""
QUICKLY, FEWER_FUTURES = (3,), 4
"""Levels and futures of the quick form."""


@lru_cache(maxsize=16)
def campaign_level(number: int) -> Level:
    """A level of the campaign by its number, from 1."""
    return levels.read(sorted(LEVELS.glob("0*.yaml"))[number - 1])


def foretell(seed: int, quick: bool) -> Figures:
    """Random legal actions of every lever in the levels of the campaign from the second on, each played on.

    By lever, and by lever and level ("order at 3"), sums over the actions: ranges printed, facts alone, means inside,
    width of the ranges; one-sided ones and named directions whose effect is worth a sign, and those that were right;
    what was to be explained of the effects, and what the middles of the ranges explain of it, in points.
    """
    found: Figures = {}
    for number, every in EVERY.items():
        if (number in QUICKLY) if quick else seed % every == 0:
            for row in foretold(campaign_level(number), seed, futures=FEWER_FUTURES if quick else FUTURES):
                for name in ("all", row.action.lever, f"{row.action.lever} at {number}"):
                    _count(found, name, row)
    return found


def _count(found: Figures, name: str, row: Foretold) -> None:
    def add(what: str, amount: float) -> None:
        found[f"{name}: {what}"] = found.get(f"{name}: {what}", 0.0) + amount

    if row.low is None or row.high is None:
        add("facts", 1.0)
        signed, right = row.toward != 0, row.toward * row.effect > 0.0
    else:
        add("ranges", 1.0)
        add("inside", float(row.inside))
        add("width", row.high - row.low)
        add("effect", abs(row.effect))
        add("explained", abs(row.effect) - abs(row.effect - (row.low + row.high) / 2.0))
        signed, right = row.low >= 0.0 or row.high <= 0.0, (row.low + row.high) * row.effect > 0.0
    if signed and abs(row.effect) > WORTH_A_SIGN:
        add("signed", 1.0)
        add("right", float(right))


def foretell_cut(seed: int, quick: bool) -> Figures:
    """The same with a desk that reckons nothing: all its ranges lie around 0, as wide as before."""
    blind = {name: foresight.Measure(0.0, 0.0, row.breadth) for name, row in foresight.MEASURED.items()}
    with replaced(foresight, MEASURED=blind):
        return foretell(seed, quick)
