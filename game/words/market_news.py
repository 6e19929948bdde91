"""What is new at the markets and on the shelf: contracts, what is heard, what is owed, missing parts, and gluts."""

from __future__ import annotations

import numpy as np

from game.levels import Level
from game.sim.desk.reports import Report
from game.words import goods, rumours
from game.words.actions import first_upper
from game.words.explain import calendar
from game.words.newsline import News

SHORT_PARTS = 0.9
"""Share of what was begun below which its makers are said to wait for parts."""
GLUT_WEEKS = 3.0
"""Weeks of what is wanted, on the shelf, from which one speaks of a glut."""
IDLE_MAKING = 0.1
"""Share of what is wanted below which nobody is said to make a thing."""


def markets(level: Level, before: Report, after: Report) -> list[News]:
    """The news of every market, and of everything that is made for one."""
    return [
        *_contracts(level, before, after), *rumours.told(level, before, after), *_parts(level, before, after),
        *_owed(level, before, after), *_untended(level, before, after), *_gluts(level, before, after),
    ]  # fmt: skip


def _contracts(level: Level, before: Report, after: Report) -> list[News]:
    out = []
    for contract in after.horizon:
        name = level.product_names[contract.product]
        market = level.market_names[level.product_market[contract.product]]
        place = f"market {level.product_market[contract.product]}"
        if contract not in before.horizon or before.week == 0:  # what was known at the founding is news after a week
            much = "many" if name.endswith("s") else "much"
            size = f"{contract.low:.1f} to {contract.high:.1f} times as {much} {name}"
            text = f"{market} will want {size} from week {contract.first + 1}."
            out.append(News("contract", "binoculars", text, place, 2, "dilemma"))
        elif contract.first == after.week:
            out.append(News("contract begins", "binoculars", f"The contract for {name} begins at {market}.", place, 2))
    return out


def contracts(level: Level, before: Report, after: Report) -> list[tuple[int, str]]:
    """Every contract that comes or runs, and what is still owed of one that ended between two reports: its product, and
    how it stands, the latest first."""
    out = []
    known = {(row.product, row.first): row for row in (*before.horizon, *after.horizon)}
    for row in sorted(known.values(), key=lambda row: (-row.first, row.product)):
        name, owed = first_upper(level.product_names[row.product]), goods.whole(float(after.backlog[row.product]))
        size, still = f"{row.low:.1f} to {row.high:.1f} times", f"{owed:,} owed" if owed else "nothing owed"
        if row.first > after.week:
            text = f"{name}: {size} the usual, weeks {calendar(row.first)} to {calendar(row.last)}"
        elif row.last >= after.week:
            text = f"{name}: {size} the usual until week {calendar(row.last)}, {still}"
        elif owed:
            text = f"{name}: the contract ended with week {calendar(row.last)}, {still}"
        else:
            continue
        out.append((row.product, text))
    return out


def _parts(level: Level, before: Report, after: Report) -> list[News]:
    """Makers who begin to wait for parts."""
    out = []
    for product in np.flatnonzero((after.sufficed < SHORT_PARTS) & (before.sufficed >= SHORT_PARTS)):
        needs = after.world.products[int(product)].needs
        parts = " and ".join(level.product_names[part] for part, _ in needs)
        text = f"Those who make {level.product_names[int(product)]} wait for {parts}."
        market = level.product_market[needs[0][0]]
        out.append(News("parts", "puzzle-piece", text, f"market {market}", 2, "backlog_grows"))
    return out


def _owed(level: Level, before: Report, after: Report) -> list[News]:
    """Goods whose unserved demand has grown past a week's worth."""
    out = []
    limit = np.maximum(after.demand, 1.0)
    passed = (after.backlog > limit) & (before.backlog <= np.maximum(before.demand, 1.0))
    for product in np.flatnonzero(passed & ~(_alone(after) & ~_alone(before))):
        market = level.product_market[int(product)]
        text, brief = goods.waits(level, int(product), float(after.backlog[product]))
        out.append(News("owed", "basket", text, f"market {market}", 2, "backlog_grows", brief))
    return out


def _untended(level: Level, before: Report, after: Report) -> list[News]:
    """Goods that are owed, and that nobody was seen making."""
    out = []
    for product in np.flatnonzero(_alone(after) & ~_alone(before)):
        name, market = level.product_names[int(product)], level.product_market[int(product)]
        text = f"{level.market_names[market]} waits for {name}, and nobody is seen making any."
        out.append(News("untended", "basket", text, f"market {market}", 2, "backlog_grows"))
    return out


def _alone(report: Report) -> np.ndarray:
    """Which products [G] are owed while next to nothing of them was made."""
    return np.asarray((report.backlog >= 1.0) & (report.made < IDLE_MAKING * np.maximum(report.demand, 1.0)))


def _gluts(level: Level, before: Report, after: Report) -> list[News]:
    """Goods that lie on the shelf for weeks to come, while more are made than are asked for."""
    out = []
    for product in np.flatnonzero(_heaped(after) & ~_heaped(before)):
        name, market = level.product_names[int(product)], level.product_market[int(product)]
        weeks = float(after.stock[product]) / max(float(after.demand[product]), 1e-9)
        lie, are = ("lie", "are") if name.endswith("s") else ("lies", "is")
        text = f"{first_upper(name)} for {weeks:.0f} weeks {lie} on the shelf, and more {are} made than asked for."
        out.append(News("glut", "stack", text, f"market {market}", 2))
    return out


def _heaped(report: Report) -> np.ndarray:
    """Which products [G] lie on the shelf for weeks, and still grow."""
    asked = np.maximum(report.demand, 1e-9)
    heap = (report.stock > GLUT_WEEKS * asked) & (report.stock >= 3.0) & (report.made > report.demand)
    return np.asarray(heap & (report.demand > 0.0))
