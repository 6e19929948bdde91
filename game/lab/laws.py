"""The laws: what must be true of every company of the family, each shown by an experiment over many seeds.

A law is a record in `LAWS`: its experiment's figures are turned into parts, each with a threshold that the 95% interval
must lie beyond. A cut is the same experiment without the mechanism: there the parts that rest on it must no
longer show, and less must be there than with it, seed by seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.lab.experiments import belief, chain, following, foretell, house, leading, orders, prices, rooms
from game.lab.games import Interval, Progress, interval, side_by_side
from game.lab.parts import (
    Law,
    Part,
    ahead,
    best_over,
    best_rate_over,
    best_speed_over,
    faster_halfway,
    negative,
    of,
    order_over_incentives,
    pooled,
    prices_over_quotas,
    range_of_a,
    step,
)
from game.lab.worlds import Figures

SEEDS = 40
WIDEST: dict[str, float] = {
    "order": 3.0, "order_department": 5.0, "quota": 5.0, "tag": 2.0, "default": 16.0, "reporting": 4.0, "rate": 4.0,
    "kpi": 2.0, "kpi_company": 3.5, "tools": 4.0, "net": 4.0, "answer": 2.0,
}  # fmt: skip
"""Points beyond which a range of a lever would not be worth reading, on average: breadth must not buy truth."""


@dataclass(frozen=True)
class Weighed:
    """One part of a law as it was found: its interval, whether it holds, and the same with the mechanism cut (None
    unless asked for); gone: whether the cut takes the part away."""

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
    for (name, _, _, cut), figures in zip(tasks, side_by_side(measured, tasks, jobs, progress), strict=True):
        found.setdefault((name, cut), []).append(figures)
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
    true = part.figure(found[law.name, False])
    without = part.figure(found[law.name, True]) if (law.name, True) in found else None
    held = _beyond(part, interval(true), best_case=quick)
    gone = without is None or _vanished(part, true, without, quick)
    return Weighed(law.name, part, interval(true), held, None if without is None else interval(without), gone)


def _vanished(part: Part, true: list[float], without: list[float], quick: bool) -> bool:
    """Whether the cut does not show the part any more, and, unless it has to be quick, shows less than was there."""
    if _beyond(part, interval(without), best_case=False):
        return False
    lost = interval([a - b for a, b in zip(true, without, strict=True)])
    return quick or (lost.low > 0.0 if part.least else lost.high < 0.0)


def _beyond(part: Part, found: Interval, best_case: bool) -> bool:
    """Whether the interval's worse end lies beyond the threshold, or at best its better end."""
    end = found.high if best_case == part.least else found.low
    if part.counted and end == part.threshold:
        return True
    return end > part.threshold if part.least else end < part.threshold


LAWS: dict[str, Law] = {
    law.name: law
    for law in (
        Law("outlet", "Ten per cent more output per person is worth four points.", leading.outlet, (
            Part("at 120", of("120"), 4.0), Part("at 400", of("400"), 4.0, quick=False),
        ), leading.outlet_cut, 2, without="where customers want little and markets cannot grow"),
        Law("small", "Among five people nobody who only lets choose is better than the best command.", leading.small, (
            Part("command − incentives, usual company", of("usual incentives"), -1.0),
            Part("command − incentives, garage", of("fresh incentives"), -1.0),
            Part("who lets choose and tells − command, usual company", negative(of("usual both")), 0.0, cut=False),
            Part("who lets choose and tells − command, garage", negative(of("fresh both")), 0.0, cut=False),
            Part("A of command, usual company", of("usual allocation"), 80.0, cut=False),
            Part("A of command, garage", of("fresh allocation"), 80.0, cut=False),
        ), leading.small_cut, sides=tuple(
            (kind, 5, name) for kind in ("usual", "fresh") for name in ("command", "incentives", "both")
        ), without="with two layers between the desk and the five"),
        Law("scale", "What a desk cannot know or say in time grows with size, and choosing gains by the many.",
            leading.scale, (
            Part("command − incentives at 20", of("lead 20"), 0.0, cut=False),
            Part("incentives − command at 200", negative(of("lead 200")), 0.0),
            Part("command's lead at 12 less that at 200", ahead("lead 12", "lead 200"), 0.0, quick=False),
            Part("A that command loses from 12 to 200", ahead("told 12", "told 200"), 5.0, quick=False),
            Part("A that incentives gain from 12 to 200", ahead("free 200", "free 12"), 5.0, quick=False),
            Part("command − incentives at 400, without limits", of("lead unlimited"), 0.0, cut=False, quick=False),
            Part("A of incentives, most less least, 40 to 15,000", range_of_a, 12.0, least=False, cut=False,
                 quick=False),
        ), leading.scale_cut, 2, tuple(
            (kind, people, name) for kind, people in (
                ("fresh", 12), ("fresh", 20), ("fresh", 200), ("unlimited", 400), ("even", 12), ("even", 20),
                ("even", 200),
            ) for name in ("command", "incentives")
        ), without="for a desk with endless attention whose letters take no time, over a dozen teams or more "
                   "who differ as much at every size"),
        Law("mixed", "Where something happens that one place sees first, telling adds to letting choose.",
            leading.mixed, (
            Part("with orders − without any, at 40", of("40"), 1.0, quick=False),
            Part("with orders − without any, at 120", of("120"), 1.0),
            Part("with orders − without any, at 400", of("400"), 1.0, quick=False),
        ), leading.mixed_cut, 2, tuple(("eventful", people, "both") for people in (40, 120, 400)),
            without="in a calm company, where nobody has to be told of anything"),
        Law("lunch", "Nobody can give long orders and go to lunch: what is wanted moves, and people want to be seen.",
            leading.lunch, (
            Part("mixed − standing at 120", of("gain"), 5.0),
        ), leading.lunch_cut,
            without="in a still market, over teams who are good at everything, stay as they are, and need no visit to "
                    "keep their heart and trust"),
        Law("delay", "Exact knowledge and endless attention fail by the delay of letters alone.", orders.delay, (
            Part("A without delay", of("0"), 95.0, cut=False), step(1), step(2), step(3),
        ), orders.delay_cut, 2, without="in a market that never moves"),
        Law("hand", "After a step in demand choosing companies dip and find their way back.", prices.hand, (
            Part("A lost in four weeks", of("dip"), 3.0, cut=False),
            Part("A lost in weeks 12 to 15", of("rest"), 2.0, least=False),
        ), prices.hand_cut, 2, without="with prices that never move"),
        Law("prices", "In a steady market relative prices are relative scarcities.", prices.prices, (
            Part("% from shadow prices at load 1.2", of("off 1.2"), 10.0, least=False),
            Part("% from shadow prices at load 1.6", of("off 1.6"), 10.0, least=False, cut=False),
            Part("duals inside at load 1.2", of("inside 1.2"), 2.0, cut=False, counted=True),
            Part("duals inside at load 1.6", of("inside 1.6"), 2.0, cut=False, counted=True),
        ), prices.prices_cut, 2, without="with prices that never move"),
        Law("cobweb", "Prices can move too fast and too slowly.", prices.cobweb, (
            Part("the best speed − eight times it", best_speed_over(8.0), 3.0, quick=False),
            Part("the best speed − a tenth of it", best_speed_over(0.1), 3.0),
        ), prices.cobweb_cut, 2, without="where teams carry on and never look at a price"),
        Law("weitzman", "What only the teams know speaks for prices; what is lost by a miss speaks for quotas.",
            prices.weitzman, (
            Part("prices − quotas, different teams less alike", prices_over_quotas("different", "alike"), 2.5),
            Part("prices − quotas, flat loss less steep", prices_over_quotas("flat", "steep"), 0.0),
        ), prices.weitzman_cut, 3,
            without="where the desk knows every skill, and nothing is lost by making it in the wrong week"),
        Law("foresight", "A tag before a contract pays; a late one does not.", prices.foresight, (
            Part("heard five weeks before", of("early"), 4.0),
            Part("heard three weeks after", of("late"), 0.0, least=False, cut=False),
        ), prices.foresight_cut, 2, without="with tags that mean nothing to anyone"),
        Law("idle", "Waiting for orders costs little in a small company, nearly everything in a large one.",
            orders.idle, (
            Part("% of time spent waiting at 12", of("12"), 5.0, least=False, cut=False),
            Part("% of time spent waiting at 400", of("400"), 40.0),
        ), orders.idle_cut, without="where teams carry on with what they did last"),
        Law("habit", "The longer people were ordered, the deeper freedom dips, and it pays all the same.",
            orders.habit, (
            Part("the dip after 26 weeks − after 4", ahead("dip 26", "dip 4"), 0.0),
            Part("the dip after 39 weeks − after 4", ahead("dip 39", "dip 4"), 0.0),
            Part("freedom − orders in the last half-year", of("end"), 0.0, cut=False),
        ), orders.habit_cut, 2, without="among people whose initiative stays what it was"),
        Law("values", "A value binds if it is repeated, and earns trust if it is lived.", belief.values, (
            Part("commitment, repeated − declared", ahead("repeated", "declared"), 0.0),
            Part("commitment, declared − none", ahead("declared", "none"), 0.0),
            Part("trust, lived − repeated", ahead("trust lived", "trust repeated"), 0.0),
            Part("trust, repeated − betrayed", ahead("trust repeated", "trust betrayed"), 0.0),
            Part("V, lived − none at 400", of("V 400"), 2.0),
            Part("V, lived − none at 4,000", of("V 4000"), 8.0, quick=False),
        ), belief.values_cut, 2, without="where nobody commits to a banner, minds one, or holds one against the desk"),
        Law("dissent", "Ask those who trust you; hear out those who do not.", belief.dissent, (
            Part("asking − seeking where trust is .75", of("trusted"), 0.0),
            Part("asking − seeking where trust is .25", of("wary"), 0.0, least=False),
            Part("weeks of seeking at 4,000 less those at 12", of("weeks"), 0.0),
        ), belief.dissent_cut, 2, without="where neither talk nor promise moves anyone, and nobody needs a go-between"),
        Law("convert", "The committed come to agree.", belief.convert, (
            Part("agreement after the first year", of("first"), 0.0),
            Part("agreement after the second year", of("second"), 0.0),
        ), belief.convert_cut, without="where being committed convinces nobody"),
        Law("rate", "Money can be too cheap and too dear, and what it moves moves slowly.", house.rate, (
            Part("the best rate − 0%", best_rate_over("0"), 1.0),
            Part("the best rate − 30%", best_rate_over("30"), 1.0),
            Part("the best rate − 20%", best_rate_over("20"), 0.0),
            Part("weeks to halfway, cheaper", of("halfway 0"), 20.0, least=False),
            Part("weeks to halfway, dearer", of("halfway 30"), 20.0, least=False),
            Part("weeks to halfway, the faster of both", faster_halfway, 6.0, cut=False),
        ), house.rate_cut, 2, without="where neither equipment nor the stock aimed at looks at the rate"),
        Law("tools", "Shared tools pay within a year where many make the same, and never among a few.", house.tools, (
            Part("with − without after a year at 400", of("400"), 0.0),
            Part("with − without after a year at 12", of("12"), 0.0, least=False, cut=False),
        ), house.tools_cut, without="with tools that save nothing, put no fire out and uncover nothing done twice"),
        Law("net", "A safety net makes people move sooner, and can be too thick.", house.net, (
            Part("weeks to recover, none − full", ahead("recovery 0", "recovery 3"), 2.0),
            Part("the better half net − none", best_over("0", ("1", "2")), 0.0),
            Part("the better half net − full", best_over("3", ("1", "2")), 0.0),
        ), house.net_cut, 2, without="with a net that takes no doubt away, holds nobody and is no comfort"),
        Law("kpi", "A lone figure is met at any price; two that balance pay; five are a blur.", house.kpi, (
            Part("output alone − none in the first quarter", ahead("lone quarter", "none quarter"), 0.0),
            Part("none − output alone over two years", ahead("none", "lone"), 0.0),
            Part("output and quality − none over the year", ahead("pair year", "none year"), 0.0),
            Part("five − none over the year", ahead("five year", "none year"), 0.0, least=False),
        ), house.kpi_cut, without="where nobody reads the figures"),
        Law("recall", "Where one thing is right for everyone, one order to everyone is right.", house.recall, (
            Part("the order − the best incentive at 400", order_over_incentives(400), 5.0),
            Part("the order − the best incentive at 4,000", order_over_incentives(4000), 5.0, quick=False),
        ), house.recall_cut, 2, without="where every team finds bad material by itself, and at once"),
        Law("quiet", "Losing those whom people listen to slows a value more than losing as many others.",
            belief.quiet, (
            Part("points of commitment lost, the loudest 2% − a random 2%", ahead("loudest", "random"), 0.1),
        ), belief.quiet_cut, 2, without="among people whose voices all count alike"),
        Law("follow", "The same aim is worth more to people who were free than to people who were ordered.",
            following.follow, (
            Part("an aim in week 40, after freedom − after orders", ahead("free", "ordered"), 0.0),
            Part("an aim in week 40 after freedom", of("free"), 1.0, cut=False),
        ), following.follow_cut, 2, without="among people whose trust and initiative stay what they were"),
        Law("chaos", "Trouble grows faster than the company; slack and trust make something of it.", following.chaos, (
            Part("fires a hundred teams and year, 400 − 40", ahead("400", "40"), 30.0),
            Part("fires a hundred teams and year, 4,000 − 400", ahead("4000", "400"), 30.0),
            Part("% turned into improvements, slack with trust − orders", ahead("slack", "ordered"), 5.0),
        ), following.chaos_cut, without="where neither layers nor other teams make trouble, and nobody learns from it"),
        Law("aim", "A stretch that people believe in is worth more than a safe aim, though it is missed more often.",
            following.aim, (
            Part("a believed stretch − a safe aim", ahead("stretch", "safe"), 1.0, quick=False),
            Part("% that reach it, stretch − safe", ahead("reached stretch", "reached safe"), 0.0, least=False,
                 cut=False),
            Part("a disbelieved aim − none", ahead("disbelieved", "none"), 0.0, least=False),
        ), following.aim_cut, 2, without="among people for whom all heights are one"),
        Law("bullwhip", "A desk that hears late whips a chain; one that hears what customers want does not.",
            chain.bullwhip, (
            Part("growth of variance a stage, from aged reports", of("aged"), 1.3),
            Part("the same from fresh ones and the customers' demand", of("fresh"), 1.15, least=False, cut=False),
            Part("aged − a company that chooses", ahead("aged", "free"), 0.0, quick=False),
        ), chain.bullwhip_cut,
            without="where letters, reports and goods take no time, and every stage sees what customers ask for"),
        Law("foretell", "What the desk foretells comes true, as often as it says.", foretell.foretell, (
            *(Part(f"{name}, % of means inside", pooled(f"{name}: inside", f"{name}: ranges", 100.0), 80.0, cut=False,
                   quick=name in ("order", "order_department")) for name in WIDEST),
            *(Part(f"{name}, mean width", pooled(f"{name}: width", f"{name}: ranges"), widest, least=False, cut=False,
                   quick=name in ("order", "order_department")) for name, widest in WIDEST.items()),
            Part("% of signs right", pooled("all: right", "all: signed", 100.0), 90.0, cut=False),
            Part("% of the effects that the middles explain", pooled("all: explained", "all: effect", 100.0), 0.0),
        ), foretell.foretell_cut, 2,
            without="with a desk that reckons nothing: its ranges lie around 0, as wide as before"),
        Law("room", "Many people who play the teams are better led by prices, a handful at one table by word.",
            rooms.room, (
            Part("prices − letters at 24 seats", of("many"), 10.0),
            Part("words − prices at five seats, live", of("few"), 0.0, quick=False),
        ), rooms.room_cut, 2,
            without="with a desk that sees and says everything at once, and for the handful with letters of a month"),
    )
}  # fmt: skip
"""Every law by name, in the order in which they are shown."""
