"""Whether a condition holds at the desk now.

A condition reads only what the desk knows (a `Report`) and the names of things that have happened so far, so that
hints and news never tell more than a player could see.
"""

from __future__ import annotations

from collections.abc import Callable, Container

import numpy as np

from game.levels.conditions import SILENCE, Condition, Test
from game.sim.company.dilemmas import given
from game.sim.desk.reports import Report
from game.sim.values import CARRY_ON, CHOOSE, IDLE, VERBS
from game.sim.world import SILENT

FIGURES: dict[str, Callable[[Report], float]] = {
    "score": lambda r: 100.0 * r.score,
    "score change": lambda r: 100.0 * r.trend["score"],
    "morale": lambda r: 100.0 * r.company_morale,
    "morale change": lambda r: 100.0 * r.trend["morale"],
    "trust": lambda r: 100.0 * r.company_trust,
    "initiative": lambda r: 100.0 * r.company_initiative,
    "agreement": lambda r: 100.0 * r.company_agreement,
    "commitment": lambda r: 100.0 * r.company_commitment,
    "waiting": lambda r: 100.0 * r.waiting,
    "served": lambda r: 100.0 * r.served,
    "cash": lambda r: r.cash_cents / 100.0,
    "discs": lambda r: float(r.discs_free),
    "news age": lambda r: float(r.age),
    "idle teams": lambda r: float(np.count_nonzero(r.job == IDLE)),
    "letters": lambda r: float(len(r.letters)),
    "fires": lambda r: float(np.count_nonzero(r.fire)),
    "slow departments": lambda r: float(len(r.shortages)),
    "cash weeks": lambda r: float(r.runway.weeks if r.runway.weeks >= 0 else 1e6),
    "faulty teams": lambda r: float(np.count_nonzero(r.faulty)),
    "quality": lambda r: 100.0 * float(np.average(r.quality, weights=r.head + 1e-9)),
    "equipment": lambda r: 100.0 * float(np.average(r.equipment, weights=r.head + 1e-9)),
    "rate": lambda r: float(r.rate),
    "tools": lambda r: float(r.tools),
    "net": lambda r: float(r.net),
    "torn people": lambda r: float(np.cumsum(r.stance[:, 3])[-1]),
    "lived": lambda r: float(sum(banner.lived for banner in r.banners)),
    "betrayed": lambda r: float(sum(banner.betrayed for banner in r.banners)),
    "belief": lambda r: 100.0 * r.star.belief if r.star else 0.0,
    "cynicism": lambda r: 100.0 * r.star.cynicism if r.star else 0.0,
    "way to the star": lambda r: 100.0 * r.star.way if r.star else 0.0,
    "stories": lambda r: float(len(r.stories)),
    "known teams": lambda r: float(np.count_nonzero(~np.isnan(r.skill).any(axis=1))),
    "people": lambda r: float(r.people),
    "empty seats": lambda r: float(max(0, r.planned - r.people)),
    "leavers": lambda r: float(r.left.sum()),
    "restless people": lambda r: float(r.restless.sum()),
}
"""How each of `conditions.FIGURES` is read from a report, in the units players see."""

PRODUCT_FIGURES: dict[str, Callable[[Report, int], float]] = {
    "stock of": lambda r, g: float(r.stock[g]),
    "backlog of": lambda r, g: float(r.backlog[g]),
    "demand of": lambda r, g: float(r.demand[g]),
    "price of": lambda r, g: 100.0 * float(r.price[g]) / r.world.products[g].value,
    "parts for": lambda r, g: 100.0 * float(r.sufficed[g]),
    "makers of": lambda r, g: float(np.count_nonzero(r.job == g)),
}
"""How each of `conditions.PRODUCT_FIGURES` is read from a report, for the product of an index."""

HAPPENINGS: dict[str, Callable[[Report], bool]] = {
    "idle team": lambda r: bool((r.job == IDLE).any()),
    "letter": lambda r: len(r.letters) > 0,
    "order landed": lambda r: bool(((r.ordered[:, 0] >= 0) & (r.ordered[:, 1] <= r.week)).any()),
    "order over": lambda r: bool(((r.ordered[:, 0] >= 0) & (r.ordered[:, 2] <= r.week)).any()),
    "skill": lambda r: bool((~np.isnan(r.skill)).any()),
    "contract": lambda r: len(r.horizon) > 0,
    "rumour": lambda r: len(r.rumours) > 0,
    "stitched team": lambda r: bool((2 * r.stance[:, 1] > r.head).any()),
    "torn team": lambda r: bool((2 * r.stance[:, 3] > r.head).any()),
    "carry on": lambda r: r.default == CARRY_ON,
    "choose": lambda r: r.default == CHOOSE,
    "banner": lambda r: len(r.banners) > 0,
    "fire": lambda r: bool(r.fire.any()),
    "bottleneck": lambda r: len(r.shortages) > 0,
    "cause found": lambda r: any(shortage.cause >= 0 for shortage in r.shortages),
    "recall": lambda r: bool((r.faulty > 0.0).any()),
    "tools ready": lambda r: r.tools > r.world.policy.tools,
    "leaver": lambda r: bool(r.left_ever.any()),
    "dilemma": lambda r: len(r.cards) > 0,
    "betrayal": lambda r: any(banner.betrayed for banner in r.banners),
    "vision": lambda r: r.star is not None,
    "star reached": lambda r: r.star is not None and r.star.way >= 1.0,
    "story": lambda r: len(r.stories) > 0,
    "lone figure": lambda r: bool((np.cumsum(r.kpis, axis=1)[:, -1] == 1).any()),
}
"""How a report shows each of `conditions.HAPPENINGS`."""


def condition_holds(condition: Condition, report: Report, happened: Container[str]) -> bool:
    """Whether a condition is true at the desk now.

    happened: names of what has happened so far: every lever that was pulled, and every name that `happenings` gave for
    an earlier report. What the report itself shows needs no entry.
    """
    return all(_holds(test, report, happened) for test in condition.tests)


def happenings(report: Report) -> frozenset[str]:
    """The names of everything in `HAPPENINGS` that this report shows; keep their union over the weeks played."""
    return frozenset(name for name, shows in HAPPENINGS.items() if shows(report))


def _holds(test: Test, report: Report, happened: Container[str]) -> bool:
    if test.kind == "week":
        return report.week >= int(test.number) - 1
    if test.kind == "before":
        return report.week < int(test.number) - 1
    if test.kind == "first":
        return test.name in happened or (test.name in HAPPENINGS and HAPPENINGS[test.name](report))
    if test.kind == "answered":
        return _answered(test, report)
    if test.product >= 0:
        figure = PRODUCT_FIGURES[test.name](report, test.product)
    else:
        figure = FIGURES[test.name](report)
    return figure > test.number if test.kind == "above" else figure < test.number


def _answered(test: Test, report: Report) -> bool:
    """Whether a card was answered, so and so long ago; silence is an answer once its time has run out."""
    for card in report.cards:
        if report.world.dilemmas[card.index].name.lower() != test.name:
            continue
        said = given(card)
        if said is None:
            continue
        name = SILENCE if said[0] == SILENT else VERBS[said[0]]
        if test.answer in ("", name) and report.week - said[1] >= test.number:
            return True
    return False
