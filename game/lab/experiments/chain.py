"""Goods that need each other, stage after stage: how a company that chooses runs them, and how a desk whips them.

The desk's quota-setter anchors on what was asked of a stage and adjusts for its stock and for part of what is under
way, with the mean weights that Sterman found in people: "Modeling Managerial Behavior: Misperceptions of Feedback in a
Dynamic Decision Making Experiment" (Management Science 35, 1989).
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from game.bots import Desk
from game.lab.worlds import ATTENTION, FREE, Figures, calm, play, sated
from game.sim.actions import Action
from game.sim.company.market import base_demand
from game.sim.curves import Floats
from game.sim.desk.reports import Report
from game.sim.ledger import Ledger
from game.sim.values import QUOTA_WEEKS
from game.sim.world import DemandShift, Product, World

STOCK_ADJUSTED, LINE_SEEN, SMOOTHED = 0.26, 0.34, 0.36
"""Share of the gap in stock that people order a week (α), share of the supply line they account for (β), and weight of
the newest in what they expect (θ): the means of Sterman's estimates."""
STAGES, STEP_WEEK, SETTLED_WEEKS = 4, 13, 78
COVER_WEEKS = 3.0
"""Stock that each stage starts with and aims at, in weeks of the first demand."""


def stages(count: int, **product: float) -> tuple[Product, ...]:
    """Goods of which each takes one piece of the one before it; customers want the last."""
    return tuple(
        replace(Product(f"stage {n + 1}", 10.0 * (n + 1), float(n == count - 1), needs=((n - 1, 1.0),) if n else ()),
                **product)  # type: ignore[arg-type]
        for n in range(count)
    )  # fmt: skip


def brewery(lead_weeks: int = 1, **changes: object) -> World:
    """Forty people in four departments, each a stage; demand is steady and steps up once by half, and there is room."""
    plain = calm(40, products=stages(STAGES), load=0.3)
    cover = COVER_WEEKS * float(base_demand(plain)[-1])
    return calm(40, **{
        "products": stages(STAGES, spoils=0.02, patience=1.0, stock=cover, lead_weeks=lead_weeks), "load": 0.3,
        "team_size": 1, "teams_per_department": 10, "specialisation": 0.3, "discs": ATTENTION, "trouble": 0.0,
        "weeks": 104, "shifts": (DemandShift(STEP_WEEK, STAGES - 1, 1.5),), **changes,
    })  # fmt: skip


class QuotaSetter:
    """A desk that sets every stage's quota each week by anchoring and adjusting; `quotas` are those it has set.

    sees: whether it anchors every stage on what customers ask for, instead of on what the next stage asks for.
    """

    def __init__(self, sees: bool) -> None:
        self.sees = sees
        self.quotas: list[Floats] = []
        self._expected: Floats | None = None

    def __call__(self, report: Report) -> list[Action]:
        """The quotas of one week."""
        world, desk = report.world, Desk(report)
        usual = np.full(STAGES, float(base_demand(world)[-1]))
        lag = world.letter_weeks + round(report.age) + world.products[0].lead_weeks
        if self._expected is None:
            self._expected, self.quotas = usual, [usual] * max(1, lag)
        elif self.sees:
            self._expect(np.full(STAGES, float(report.demand[-1])))
        else:
            self._expect(np.append(report.asked[:-1], report.demand[-1]))
        line = np.sum(self.quotas[-lag:], axis=0) if lag else np.zeros(STAGES)
        short = COVER_WEEKS * usual - (report.stock - report.backlog) + LINE_SEEN * (lag * usual - line)
        quota = np.rint(np.maximum(self._expected + STOCK_ADJUSTED * short, 1.0))
        self.quotas.append(quota)
        for stage in range(STAGES):
            desk.act("quota", stage, stage, int(quota[stage]), QUOTA_WEEKS[0])
        return desk.actions

    def _expect(self, asked: Floats) -> None:
        assert self._expected is not None, "there is something to anchor on"
        self._expected = SMOOTHED * asked + (1.0 - SMOOTHED) * self._expected


def growth(figures: Floats) -> float:
    """Factor by which variance grows from stage to stage towards the source [W, G], in the geometric mean.

    Pieces are whole, so a twelfth of one squared is added to every variance: what rounding alone brings.
    """
    spread = figures.var(axis=0) + 1.0 / 12.0
    return float((spread[0] / spread[-1]) ** (1.0 / (figures.shape[1] - 1)))


def bullwhip(seed: int, quick: bool, delay: float = 1.0, lead_weeks: int = 1, local: bool = True) -> Figures:
    """How the variance of quotas grows a stage from aged and from fresh reports, and that of free teams' output."""
    del quick
    weeks = STEP_WEEK + SETTLED_WEEKS
    found: Figures = {}
    for name, aged, sees in (("aged", delay, not local), ("fresh", 0.0, True)):
        setter = QuotaSetter(sees)
        play(brewery(lead_weeks, weeks_per_layer=aged, weeks=weeks), seed, setter, each_week=sated)
        found[name] = growth(np.array(setter.quotas[-(weeks - STEP_WEEK):]))
    free = play(brewery(lead_weeks, weeks_per_layer=delay, weeks=weeks, policy=FREE), seed, each_week=sated)
    found["free"] = growth(_made(free.ledgers[STEP_WEEK:]))
    return found


bullwhip_cut = partial(bullwhip, delay=0.0, lead_weeks=0, local=False)
"""The same where letters, reports and goods take no time, and every stage sees what customers ask for."""


def _made(ledgers: list[Ledger]) -> Floats:
    return np.array([ledger.made for ledger in ledgers])
