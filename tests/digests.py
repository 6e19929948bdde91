"""Plays a few companies and prints their digests: the same lines on every Python, NumPy and processor.

A script for any interpreter that has NumPy: `python tests/digests.py`. It needs nothing else, and prints on the last
line which versions and which of the processor's features were used.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from game.sim.actions import Action
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.levers import LEVERS
from game.sim.state import State
from game.sim.values import VALUES
from game.sim.week import advance
from game.sim.world import Culture, DemandShift, Product, Recall, StartPolicy, World

GOODS = (
    Product("lamps", 10.0, 0.4, 0.1, tuple(1.0 + 0.004 * (week % 26) for week in range(52))),
    Product("books", 9.0, 0.35, 0.06), Product("bread", 8.0, 0.25, 0.3),
)  # fmt: skip
NAMES = tuple(value.name for value in VALUES)


def company(people: int, default: str, **changes: object) -> World:
    """A company with everything that can go wrong, and two banners up."""
    return World(
        people=people, weeks=60, team_size=min(people, 7), teams_per_department=5, products=GOODS, wave=0.4,
        policy=StartPolicy(default, 1, NAMES[:2], 0, 6, 1, 1, ("output", "quality")), levers=tuple(LEVERS),
        value_names=NAMES, cultures=(Culture(0.6, (0.7,) * len(NAMES)), Culture(0.4, (0.35,) * len(NAMES))),
        contracts_per_quarter=2, shifts=(DemandShift(5, 1, 1.7),), recalls=(Recall(7, 0.4),), trouble=2.0, seed=11,
        **changes,  # type: ignore[arg-type]
    )  # fmt: skip


DECISIONS = {
    1: [Action("order", 0, (1, 4)), Action("tag", 2, (3, 6))],
    4: [Action("order_company", -1, (0, 2)), Action("rate", -1, (12,))],
    6: [Action("declare", 2), Action("ritual", 0, (0,))],
    9: [Action("default", -1, (2,)), Action("visit", 0)],
}
COMPANIES = ((5, "wait", 30), (61, "carry on", 30), (997, "choose", 20), (140_003, "choose", 3))
"""People, default and weeks; the last one goes through several blocks of people and of luck."""


def played(people: int, default: str, weeks: int) -> State:
    """The company after some weeks of busy leadership."""
    state = found(company(people, default))
    for week in range(weeks):
        advance(state, DECISIONS.get(week, []))
    return state


def lines() -> Iterator[str]:
    """A line for each company, of the truth and of what the desk makes of it."""
    for people, default, weeks in COMPANIES:
        state = played(people, default, weeks)
        desk = report(state)
        seen = (desk.score, desk.company_morale, desk.company_trust, desk.served)
        yield " ".join((f"{people} {default} {weeks} {state.digest()}", *(float(figure).hex() for figure in seen)))


def features() -> list[str]:
    """What NumPy may use of this processor beyond what every processor has."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    return [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]


if __name__ == "__main__":
    for line in lines():
        print(line)
    print(f"# Python {platform.python_version()}, NumPy {np.__version__}, {' '.join(features()) or 'no features'}")
