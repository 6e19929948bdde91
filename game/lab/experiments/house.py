"""What the laws of the house measure: interest, shared tools, a safety net, figures to work to, and a recall."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from game.bots import Desk, incentives
from game.bots.mixed import SEEN_FAULTY
from game.lab.experiments.prices import STEP_WEEK
from game.lab.worlds import FREE, EachWeek, Figures, calm, family, play, replaced, whole_or_part
from game.sim import ledger
from game.sim.actions import Action
from game.sim.company import bottlenecks, factors, market, people, teams, trouble, turnover, vision
from game.sim.desk.reports import Report
from game.sim.state import State
from game.sim.values import KPIS
from game.sim.world import QUARTER_WEEKS, DemandShift, Recall, World

# Interest

INSIDE = (2, 4, 6, 8, 10, 12, 14, 16, 18)
"""Rates between none at all and 20%."""


def rate(seed: int, quick: bool) -> Figures:
    """V at 120 people by the interest rate set in the first week, and the weeks in which equipment goes halfway."""
    world = family(120, policy=FREE, weeks=whole_or_part(quick))
    found: Figures = {}
    for percent in (0, *(INSIDE[1::2] if quick else INSIDE), 20, 30):
        seen: list[float] = []
        run = play(world, seed, each_week=partial(_at_rate, percent=percent, seen=seen))
        found[f"{percent}"] = run.points()
        if percent in (0, 30):
            goal = trouble.wanted_equipment(percent)
            half = [abs(goal - equipment) <= 0.5 * abs(goal - seen[0]) for equipment in seen]
            found[f"halfway {percent}"] = float(half.index(True) if any(half) else len(half))
    return found


def _at_rate(state: State, percent: int, seen: list[float]) -> None:
    state.rate = percent
    seen.append(float(np.average(state.equipment, weights=state.head)))


def rate_cut(seed: int, quick: bool) -> Figures:
    """The same where neither equipment nor the stock aimed at looks at the rate."""
    with replaced(trouble, EQUIPMENT_STEP=0.0), replaced(market, COVER_RATE=0.0):
        return rate(seed, quick)


# Shared tools


def tools(seed: int, quick: bool) -> Figures:
    """What tools begun in the first week have brought by the end of the year, at 12 and at 400 people."""
    del quick
    found: Figures = {}
    for size in (12, 400):
        world = family(size, policy=FREE, weeks=52)
        found[f"{size}"] = play(world, seed, building).points() - play(world, seed).points()
    return found


def building(report: Report) -> list[Action]:
    """Has shared tools built, once."""
    desk = Desk(report)
    if report.week == 0:
        desk.act("tools")
    return desk.actions


def tools_cut(seed: int, quick: bool) -> Figures:
    """The same with tools that save nothing, put no fire out, and uncover nothing that is done twice."""
    with (
        replaced(teams, TOOL_SAVING=1.0, TOOL_SWITCHING=1.0), replaced(bottlenecks, MOST_TOOLS=1e9),
        replaced(trouble, TOOL_HELP=0.0, TOOL_FIRES=1.0),
    ):  # fmt: skip
        return tools(seed, quick)


# A safety net

RECOVERY_WEEKS, WORST_WEEKS = 20, 9
"""How long a company is watched after a step, and within how many weeks the worst of it has come."""
WIDE_STEP = tuple(DemandShift(STEP_WEEK, product, factor) for product, factor in enumerate((1.5, 0.5, 1.5, 0.5)))
"""Two products are wanted half as much again and two half as much; of one pair alone, a few teams decide."""


def net(seed: int, quick: bool) -> Figures:
    """V at 400 people by the level of the net, and weeks until half of the loss after a step of demand is made good."""
    found: Figures = {}
    for level in range(4):
        spanned = replace(FREE, net=level)
        found[f"{level}"] = play(family(400, policy=spanned, weeks=whole_or_part(quick)), seed).points()
        if level in (0, 3):
            found[f"recovery {level}"] = _recovery(calm(400, policy=spanned), seed)
    return found


def _recovery(world: World, seed: int) -> float:
    """Weeks after a wide step until a company's loss against its twin, over three weeks, is half of its worst."""
    world = replace(world, weeks=STEP_WEEK + RECOVERY_WEEKS)
    moved, still = play(replace(world, shifts=WIDE_STEP), seed), play(world, seed)
    weeks = range(STEP_WEEK, STEP_WEEK + RECOVERY_WEEKS - 2)
    lost = [still.points(week, week + 3) - moved.points(week, week + 3) for week in weeks]
    worst = max(range(WORST_WEEKS), key=lambda week: lost[week])
    after = [week for week in range(worst, len(lost)) if lost[week] <= 0.5 * lost[worst]]
    return float(after[0] if after else len(lost))


def net_cut(seed: int, quick: bool) -> Figures:
    """The same with a net that takes no doubt and no time away, holds nobody, and is no comfort."""
    pulls = {**ledger.MORALE_PULL, "net": 0.0}
    with (
        replaced(factors, NET_COURAGE=0.0, NET_SLACK=0.0), replaced(people, MORALE_PULL=pulls),
        replaced(turnover, NET_HOLDS=0.0), replaced(vision, NET_TURNS=0.0),
    ):  # fmt: skip
        return net(seed, quick)


# Figures to work to

FIGURES: dict[str, tuple[str, ...]] = {
    "none": (), "lone": ("output",), "pair": ("output", "quality"), "five": KPIS,
}  # fmt: skip


def kpi(seed: int, quick: bool, each_week: EachWeek | None = None) -> Figures:
    """V at 400 people by the figures that hang from the start, in the first quarter, the first year and in all."""
    found: Figures = {}
    for name, kpis in FIGURES.items():
        world = family(400, policy=replace(FREE, kpis=kpis), weeks=whole_or_part(quick))
        run = play(world, seed, each_week=each_week)
        found |= {f"{name} quarter": run.points(0, QUARTER_WEEKS), f"{name} year": run.points(0, 52)}
        found[name] = run.points()
    return found


def _unread(state: State) -> None:
    state.kpis = np.zeros_like(state.kpis)


kpi_cut = partial(kpi, each_week=_unread)
"""The same where nobody reads what hangs there."""

# A recall

CRISIS_WEEK, CRISIS_WEEKS, HARM = 26, 26, 0.6


def recall(seed: int, quick: bool) -> Figures:
    """V of the half-year from a recall on at 400 and 4,000 people, by how a company that chooses is led out of it."""
    found: Figures = {}
    for size in (400,) if quick else (400, 4000):
        world = family(size, policy=FREE, weeks=CRISIS_WEEK + CRISIS_WEEKS, recalls=(Recall(CRISIS_WEEK, HARM),))
        for name in CURES:
            found[f"{name} {size}"] = play(world, seed, partial(curing, cure=name)).points(CRISIS_WEEK)
    return found


CURES = ("nothing", "learning", "learning and quality", "learning and the net", "order")
"""What the desk does once it sees bad material, besides its tags; all but the last are incentives."""


def curing(report: Report, cure: str) -> list[Action]:
    """Leads by incentives; once bad material is reported, does what the cure says."""
    desk = Desk(report)
    improve = len(report.world.products)
    seen = report.week >= CRISIS_WEEK and np.count_nonzero(report.faulty) >= SEEN_FAULTY
    if seen and cure == "order" and not (report.ordered[:, 0] == improve).any():
        desk.act("order_company", -1, improve, 2)
    if seen:
        for name in KPIS:
            if name in cure and not report.kpis[:, KPIS.index(name)].all():
                desk.act("kpi_company", -1, KPIS.index(name), 1)
        if "net" in cure and report.net == 0:
            desk.act("net", -1, 2)
    for action in incentives.lead(report):
        desk.act(action.lever, action.target, *action.amount)
    return desk.actions


def recall_cut(seed: int, quick: bool) -> Figures:
    """The same where every team finds bad material by itself, and at once."""
    with replaced(trouble, FAULT_FOUND=1e9):
        return recall(seed, quick)
