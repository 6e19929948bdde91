"""What a law is made of: its record, its parts, and how they are worked out from an experiment's figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.lab.experiments import house
from game.lab.experiments.prices import SPEEDS, WAYS
from game.lab.worlds import Figures

Experiment = Callable[[int, bool], Figures]
Rows = Sequence[Figures]


@dataclass(frozen=True)
class Part:
    """One comparison of a law.

    quick: whether the quick form tests it too. text: what is compared. figure: the experiment's figures by seed → one
    number a seed. threshold: which the interval must lie beyond, above it if `least`, else below. cut: whether the cut
    must take it away. counted: whether a figure is a count, which may also lie on the threshold.
    """

    text: str
    figure: Callable[[Rows], list[float]]
    threshold: float
    least: bool = True
    cut: bool = True
    counted: bool = False
    quick: bool = True


@dataclass(frozen=True)
class Law:
    """A row of the table; quick_seeds: how many seeds refute it quickly. sides: whom it compares, where these are the
    best that a search found: (kind of company, people, family) each, see `families`. without: what the cut takes away,
    in words that go on from "the same"."""

    name: str
    sentence: str
    experiment: Experiment
    parts: tuple[Part, ...]
    cut: Experiment
    quick_seeds: int = 3
    sides: tuple[tuple[str, int, str], ...] = ()
    without: str = ""


# From figures to parts


def of(name: str) -> Callable[[Rows], list[float]]:
    """One figure as it is."""
    return lambda rows: [row[name] for row in rows]


def ahead(better: str, than: str) -> Callable[[Rows], list[float]]:
    """One figure less another."""
    return lambda rows: [row[better] - row[than] for row in rows]


def pooled(part: str, whole: str, scale: float = 1.0) -> Callable[[Rows], list[float]]:
    """The sum of one count over all lucks as a share of the sum of another, with the scatter that it owes to the lucks.

    A luck's figure is the ratio, plus by how far its own count lies beside that (Cochran, Sampling Techniques, 1977,
    6.4: the variance of a ratio). Where the whole is 0 so is the ratio.
    """

    def figure(rows: Rows) -> list[float]:
        parts, wholes = ([row.get(name, 0.0) for row in rows] for name in (part, whole))
        ratio, mean = sum(parts) / max(sum(wholes), 1e-9), max(sum(wholes) / len(rows), 1e-9)
        return [scale * (ratio + (a - ratio * b) / mean) for a, b in zip(parts, wholes, strict=True)]

    return figure


def favourite(rows: Rows, names: Sequence[str], sign: float = 1.0) -> list[float]:
    """On each luck the figure with the highest mean on all the other lucks, so that nothing wins by its own luck.

    sign: −1 for the lowest.
    """
    sums = {name: sum(row[name] for row in rows) for name in names}
    return [row[max(names, key=lambda name: sign * (sums[name] - row[name]))] for row in rows]


def ahead_of_best(better: str, names: Sequence[str]) -> Callable[[Rows], list[float]]:
    """One figure less the best of several."""
    return lambda rows: [row[better] - best for row, best in zip(rows, favourite(rows, names), strict=True)]


def negative(figure: Callable[[Rows], list[float]]) -> Callable[[Rows], list[float]]:
    """A figure with its sign turned."""
    return lambda rows: [-x for x in figure(rows)]


def range_of_a(rows: Rows) -> list[float]:
    """A at the size where it is highest less A where it is lowest; both are judged on other lucks."""
    names = [name for name in rows[0] if name.startswith("A ")]
    high, low = favourite(rows, names), favourite(rows, names, -1.0)
    return [a - b for a, b in zip(high, low, strict=True)]


def prices_over_quotas(more: str, less: str) -> Callable[[Rows], list[float]]:
    """By how much prices less the best quotas are higher in one company than in another."""

    def lead(rows: Rows, name: str) -> list[float]:
        ways = [f"{way} {name}" for way in WAYS if way != "prices"]
        return [row[f"prices {name}"] - best for row, best in zip(rows, favourite(rows, ways), strict=True)]

    return lambda rows: [a - b for a, b in zip(lead(rows, more), lead(rows, less), strict=True)]


def best_speed_over(factor: float) -> Callable[[Rows], list[float]]:
    """V at the best of the price speeds less V at `factor` times that speed; the best is judged on other lucks."""

    def figure(rows: Rows) -> list[float]:
        names = [
            f"{speed:g}" for speed in SPEEDS if all(f"{round(speed * x, 6):g}" in rows[0] for x in (1.0, 8.0, 0.1))
        ]
        sums = {name: sum(row[name] for row in rows) for name in names}
        figures = []
        for row in rows:
            best = max(names, key=lambda name: sums[name] - row[name])
            figures.append(row[best] - row[f"{round(float(best) * factor, 6):g}"])
        return figures

    return figure


def best_over(than: str, names: Sequence[str]) -> Callable[[Rows], list[float]]:
    """The best of several figures, as judged on other lucks, less another figure."""
    return lambda rows: [best - row[than] for best, row in zip(favourite(rows, names), rows, strict=True)]


def best_rate_over(percent: str) -> Callable[[Rows], list[float]]:
    """V at the best rate strictly inside, as judged on other lucks, less V at another."""

    def figure(rows: Rows) -> list[float]:
        names = [f"{inside}" for inside in house.INSIDE if f"{inside}" in rows[0]]
        return best_over(percent, names)(rows)

    return figure


def faster_halfway(rows: Rows) -> list[float]:
    """Weeks to halfway in the direction in which equipment is faster."""
    return [min(row["halfway 0"], row["halfway 30"]) for row in rows]


def order_over_incentives(size: int) -> Callable[[Rows], list[float]]:
    """V with one order to everyone less V with the best of the incentives."""
    return ahead_of_best(f"order {size}", [f"{name} {size}" for name in house.CURES if name != "order"])


def step(weeks: int) -> Part:
    """What one more week a layer costs."""
    return Part(f"A lost by week {weeks} a layer", ahead(f"{weeks - 1}", f"{weeks}"), 5.0)
