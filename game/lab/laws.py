"""The laws: what must be true of every company of the family, each shown by an experiment over many seeds.

A law is a record in `LAWS`: its experiment's figures are turned into parts, each with a threshold that the 95% interval
must lie beyond. A cut is the same experiment without the mechanism: there the parts that rest on it must be refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.lab import experiments as lab
from game.lab import following, voices
from game.lab.experiments import COMMAND, SPEEDS, Figures
from game.lab.games import Interval, Progress, interval, side_by_side

SEEDS = 40

Experiment = Callable[[int, bool], Figures]
Rows = Sequence[Figures]


@dataclass(frozen=True)
class Part:
    """One comparison of a law.

    quick: whether the quick form tests it too. text: what is compared. figure: the experiment's figures by seed → one
    number a seed. threshold: which the interval must lie beyond, above it if `least`, else below. cut: whether the cut
    must refute it. counted: whether a figure is a count, which may also lie on the threshold.
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
    """A row of the table; quick_seeds: how many seeds refute it quickly."""

    name: str
    sentence: str
    experiment: Experiment
    parts: tuple[Part, ...]
    cut: Experiment
    quick_seeds: int = 5


@dataclass(frozen=True)
class Weighed:
    """One part of a law as it was found: its interval, whether it holds, and the same with the mechanism cut (None
    unless asked for); gone: whether the cut refutes the part."""

    law: str
    part: Part
    found: Interval
    held: bool
    cut: Interval | None
    gone: bool

    def margin(self) -> float:
        """By how much the interval lies beyond the threshold, negative if it does not."""
        return self.found.low - self.part.threshold if self.part.least else self.part.threshold - self.found.high

    def row(self) -> dict[str, str | bool | float | int]:
        """The part as a flat record."""
        row: dict[str, str | bool | float | int] = {
            "part": self.part.text, "pass": self.held, "figure": round(self.found.mean, 4),
            "low": round(self.found.low, 4), "high": round(self.found.high, 4),
            "threshold": self.part.threshold, "least": self.part.least,
        }  # fmt: skip
        if self.cut is not None:
            row |= {
                "cut_figure": round(self.cut.mean, 4), "cut_low": round(self.cut.low, 4),
                "cut_high": round(self.cut.high, 4), "cut_gone": self.gone or not self.part.cut,
            }  # fmt: skip
        return row


@dataclass(frozen=True)
class Verdict:
    """A law with all its parts; it passes if every part holds and, where it was cut, the effect is gone."""

    law: Law
    parts: tuple[Weighed, ...]
    seeds: int

    @property
    def held(self) -> bool:
        """Whether every part holds."""
        return all(part.held for part in self.parts)

    @property
    def vanished(self) -> bool:
        """Whether the cut, if there was one, takes every effect away that rests on the mechanism."""
        return all(part.gone for part in self.parts if part.cut is not None and part.part.cut)

    def row(self) -> dict[str, object]:
        """The record of `laws --json`: figure, low, high and threshold are of the part with the least margin."""
        least = min(self.parts, key=Weighed.margin)
        return {
            "law": self.law.name, "pass": self.held, "figure": round(least.found.mean, 4),
            "low": round(least.found.low, 4), "high": round(least.found.high, 4),
            "threshold": least.part.threshold, "seeds": self.seeds, "parts": [part.row() for part in self.parts],
        }  # fmt: skip


def weigh(
    names: Sequence[str], *, quick: bool = False, cuts: bool = False, seeds: int | None = None,
    jobs: int | None = None, progress: Progress | None = None,
) -> list[Verdict]:  # fmt: skip
    """Tests the named laws (all if none) on seeds 1, 2, …; raises KeyError for an unknown name.

    quick: fewer seeds and shorter experiments, and only what is refuted fails. cuts: also with each mechanism removed.
    """
    chosen = [LAWS[name] for name in names or LAWS]
    tasks = [
        (law.name, seed, quick, cut)
        for law in chosen
        for cut in ((False, True) if cuts else (False,))
        for seed in range(1, _count(law, quick, seeds) + 1)
    ]
    found: dict[tuple[str, bool], list[Figures]] = {}
    for (name, _, _, cut), figures in zip(tasks, side_by_side(measured, tasks, jobs), strict=True):
        found.setdefault((name, cut), []).append(figures)
        if progress is not None:
            progress(1)
    return [
        Verdict(
            law, tuple(_weighed(law, part, found, quick) for part in law.parts if part.quick or not quick),
            _count(law, quick, seeds),
        )
        for law in chosen
    ]


def experiments(names: Sequence[str], *, quick: bool, cuts: bool, seeds: int | None) -> int:
    """How many experiments `weigh` makes of the same arguments."""
    return sum(_count(LAWS[name], quick, seeds) for name in names or LAWS) * (2 if cuts else 1)


def measured(name: str, seed: int, quick: bool, cut: bool) -> Figures:
    """One experiment of a law on one luck."""
    law = LAWS[name]
    return law.cut(seed, quick) if cut else law.experiment(seed, quick)


def _count(law: Law, quick: bool, seeds: int | None) -> int:
    return seeds or (law.quick_seeds if quick else SEEDS)


def _weighed(law: Law, part: Part, found: dict[tuple[str, bool], list[Figures]], quick: bool) -> Weighed:
    true = interval(part.figure(found[law.name, False]))
    without = interval(part.figure(found[law.name, True])) if (law.name, True) in found else None
    held = _beyond(part, true, best_case=quick)
    gone = without is None or not _beyond(part, without, best_case=not quick)
    return Weighed(law.name, part, true, held, without, gone)


def _beyond(part: Part, found: Interval, best_case: bool) -> bool:
    """Whether the interval's worse end lies beyond the threshold, or at best its better end."""
    end = found.high if best_case == part.least else found.low
    if part.counted and end == part.threshold:
        return True
    return end > part.threshold if part.least else end < part.threshold


# From figures to parts


def of(name: str) -> Callable[[Rows], list[float]]:
    """One figure as it is."""
    return lambda rows: [row[name] for row in rows]


def ahead(better: str, than: str) -> Callable[[Rows], list[float]]:
    """One figure less another."""
    return lambda rows: [row[better] - row[than] for row in rows]


def favourite(rows: Rows, names: Sequence[str], sign: float = 1.0) -> list[float]:
    """On each luck the figure with the highest mean on all the other lucks, so that nothing wins by its own luck.

    sign: −1 for the lowest.
    """
    sums = {name: sum(row[name] for row in rows) for name in names}
    return [row[max(names, key=lambda name: sign * (sums[name] - row[name]))] for row in rows]


def ahead_of_best(better: str, names: Sequence[str]) -> Callable[[Rows], list[float]]:
    """One figure less the best of several."""
    return lambda rows: [row[better] - best for row, best in zip(rows, favourite(rows, names), strict=True)]


def command_lead(size: int) -> Callable[[Rows], list[float]]:
    """By how much the better command bot is ahead of incentives at a size."""
    lead = ahead_of_best(f"incentives {size}", [f"{name} {size}" for name in COMMAND])
    return lambda rows: [-figure for figure in lead(rows)]


def _falling(small: int, large: int) -> Callable[[Rows], list[float]]:
    first, last = command_lead(small), command_lead(large)
    return lambda rows: [a - b for a, b in zip(first(rows), last(rows), strict=True)]


def _negative(figure: Callable[[Rows], list[float]]) -> Callable[[Rows], list[float]]:
    return lambda rows: [-x for x in figure(rows)]


def _range_of_a(rows: Rows) -> list[float]:
    names = [name for name in rows[0] if name.startswith("A ")]
    high, low = favourite(rows, names), favourite(rows, names, -1.0)
    return [a - b for a, b in zip(high, low, strict=True)]


def _best_speed_over(factor: float) -> Callable[[Rows], list[float]]:
    """V at the best of the price speeds less V at `factor` times that speed; the best is judged on other lucks."""

    def figure(rows: Rows) -> list[float]:
        names = [f"{speed:g}" for speed in SPEEDS if f"{speed:g}" in rows[0] and f"{speed * 8:g}" in rows[0]]
        sums = {name: sum(row[name] for row in rows) for name in names}
        figures = []
        for row in rows:
            best = max(names, key=lambda name: sums[name] - row[name])
            figures.append(row[best] - row[f"{round(float(best) * factor, 6):g}"])
        return figures

    return figure


def _step(weeks: int) -> Part:
    return Part(f"A lost by week {weeks} a layer", ahead(f"{weeks - 1}", f"{weeks}"), 5.0)


def _pure(size: int) -> list[str]:
    return [f"{name} {size}" for name in ("incentives", *COMMAND)]


LAWS: dict[str, Law] = {
    law.name: law
    for law in (
        Law("outlet", "Ten per cent more output per person is worth four points.", lab.outlet, (
            Part("at 120", of("120"), 4.0), Part("at 400", of("400"), 4.0),
        ), lab.outlet_cut),
        Law("small", "Among five people orders are better than incentives.", lab.small, (
            Part("orders − incentives", of("gain"), 3.0),
            Part("A of orders", of("allocation"), 80.0, cut=False),
        ), lab.small_cut, 6),
        Law("scale", "What orders gain over incentives falls with size and changes sign; choosing scales.", lab.scale, (
            Part("command − incentives at 20", command_lead(20), 0.0, cut=False),
            Part("incentives − command at 200", _negative(command_lead(200)), 0.0),
            Part("command's lead at 12 less that at 1,200", _falling(12, 1200), 0.0, cut=False),
            Part("A of incentives, most less least, 40 to 15,000", _range_of_a, 12.0, least=False, cut=False),
        ), lab.scale_cut, 3),
        Law("mixed", "Freedom with a few orders is better than either alone.", lab.mixed, (
            Part("mixed − the better pure way at 40", ahead_of_best("mixed 40", _pure(40)), 1.0),
            Part("mixed − the better pure way at 120", ahead_of_best("mixed 120", _pure(120)), 1.0),
            Part("mixed − the better pure way at 400", ahead_of_best("mixed 400", _pure(400)), -1.5, cut=False),
        ), lab.mixed_cut, 4),
        Law("lunch", "Nobody can give long orders and go to lunch.", lab.lunch, (
            Part("mixed − standing at 120", of("gain"), 5.0),
        ), lab.lunch_cut),
        Law("delay", "Exact knowledge and endless attention fail by the delay of letters alone.", lab.delay, (
            Part("A without delay", of("0"), 95.0, cut=False), _step(1), _step(2), _step(3),
        ), lab.delay_cut, 4),
        Law("hand", "After a step in demand choosing companies dip and find their way back.", lab.hand, (
            Part("A lost in four weeks", of("dip"), 3.0, cut=False),
            Part("A lost in weeks 12 to 15", of("rest"), 2.0, least=False),
        ), lab.hand_cut, 6),
        Law("prices", "In a steady market relative prices are relative scarcities.", lab.prices, (
            Part("% from shadow prices at load 1.2", of("off 1.2"), 10.0, least=False),
            Part("% from shadow prices at load 1.6", of("off 1.6"), 10.0, least=False, cut=False),
            Part("duals inside at load 1.2", of("inside 1.2"), 2.0, cut=False, counted=True),
            Part("duals inside at load 1.6", of("inside 1.6"), 2.0, cut=False, counted=True),
        ), lab.prices_cut),
        Law("cobweb", "Prices can move too fast and too slowly.", lab.cobweb, (
            Part("the best speed − eight times it", _best_speed_over(8.0), 3.0),
            Part("the best speed − a tenth of it", _best_speed_over(0.1), 3.0),
        ), lab.cobweb_cut, 4),
        Law("foresight", "A tag before a contract pays; a late one does not.", lab.foresight, (
            Part("heard five weeks before", of("early"), 4.0),
            Part("heard three weeks after", of("late"), 0.0, least=False, cut=False),
        ), lab.foresight_cut, 4),
        Law("idle", "Waiting for orders costs little in a small company, nearly everything in a large one.", lab.idle, (
            Part("% of time spent waiting at 12", of("12"), 5.0, least=False, cut=False),
            Part("% of time spent waiting at 400", of("400"), 40.0),
        ), lab.idle_cut, 4),
        Law("habit", "The longer people were ordered, the deeper freedom dips, and it pays all the same.", lab.habit, (
            Part("the dip after 26 weeks − after 4", ahead("dip 26", "dip 4"), 0.0),
            Part("the dip after 39 weeks − after 4", ahead("dip 39", "dip 4"), 0.0),
            Part("freedom − orders in the last half-year", of("end"), 0.0, cut=False),
        ), lab.habit_cut, 4),
        Law("values", "A value binds if it is repeated, and earns trust if it is lived.", lab.values, (
            Part("commitment, repeated − declared", ahead("repeated", "declared"), 0.0),
            Part("commitment, declared − none", ahead("declared", "none"), 0.0),
            Part("trust, lived − repeated", ahead("trust lived", "trust repeated"), 0.0),
            Part("trust, repeated − betrayed", ahead("trust repeated", "trust betrayed"), 0.0),
            Part("V, lived − none at 400", of("V 400"), 2.0),
            Part("V, lived − none at 4,000", of("V 4000"), 8.0, quick=False),
        ), lab.values_cut, 4),
        Law("dissent", "Ask those who trust you; hear out those who do not.", lab.dissent, (
            Part("asking − seeking where trust is .75", of("trusted"), 0.0),
            Part("asking − seeking where trust is .25", of("wary"), 0.0, least=False),
            Part("weeks of seeking at 4,000 less those at 12", of("weeks"), 0.0),
        ), lab.dissent_cut, 4),
        Law("convert", "The committed come to agree.", lab.convert, (
            Part("agreement after the first year", of("first"), 0.0),
            Part("agreement after the second year", of("second"), 0.0),
        ), lab.convert_cut, 4),
        Law("quiet", "Losing those whom people listen to slows a value more than losing as many others.",
            voices.quiet, (
            Part("points of commitment lost, the loudest 2% − a random 2%", ahead("loudest", "random"), 0.1),
        ), voices.quiet_cut, 4),
        Law("follow", "The same aim is worth more to people who were free than to people who were ordered.",
            following.follow, (
            Part("an aim in week 40, after freedom − after orders", ahead("free", "ordered"), 1.0),
            Part("an aim in week 40 after freedom", of("free"), 1.0, cut=False),
        ), following.follow_cut, 4),
        Law("chaos", "Trouble grows faster than the company; slack and trust make something of it.", following.chaos, (
            Part("fires a hundred teams and year, 400 − 40", ahead("400", "40"), 30.0),
            Part("fires a hundred teams and year, 4,000 − 400", ahead("4000", "400"), 30.0),
            Part("% turned into improvements, slack with trust − orders", ahead("slack", "ordered"), 5.0),
        ), following.chaos_cut, 4),
        Law("aim", "A stretch that people believe in is worth more than a safe aim, though it is missed more often.",
            following.aim, (
            Part("a believed stretch − a safe aim", ahead("stretch", "safe"), 1.0),
            Part("% that reach it, stretch − safe", ahead("reached stretch", "reached safe"), 0.0, least=False,
                 cut=False),
            Part("a disbelieved aim − none", ahead("disbelieved", "none"), 0.0, least=False),
        ), following.aim_cut, 4),
    )
}  # fmt: skip
"""Every law by name, in the order in which they are shown."""
