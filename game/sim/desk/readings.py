"""What the desk can tell beforehand of an action: how it is read by those who believe, and what it sets going again.

Functions of the report alone: causes that nobody was told of, and banners that do not hang, are not counted.
"""

from __future__ import annotations

import numpy as np

from game.sim.actions import Action
from game.sim.company import bottlenecks, deeds
from game.sim.curves import nonzero, total
from game.sim.desk.notes import Shortage
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE, DEED_INDEX, DEEDS, FREE, INSIST, LIT_WEEKS, SEEK, WAIT


def foreseen(report: Report, action: Action) -> list[tuple[str, bool, str]]:
    """What people will read in an action, as far as the desk knows: (value, whether it lives it, the deed in words).

    Only banners that hang are named; it reads the report alone.
    """
    hanging = {banner.name for banner in report.banners}
    rows = []
    for name in dict.fromkeys(_told(report, action)):
        deed = DEEDS[DEED_INDEX[name]]
        if deed.value in hanging:
            rows.append((deed.value, deed.lives, deed.words))
    return rows


def _told(report: Report, action: Action) -> list[str]:
    amount, improve = action.amount, len(report.world.products)
    if action.lever in ("order", "order_department", "order_company"):
        place = {"order": np.arange(report.head.shape[0]), "order_department": report.department}.get(action.lever)
        there = np.ones(report.head.shape[0], dtype=bool) if place is None else place == action.target
        told = {
            "order at work": bool((report.job[there] >= 0).any()),
            "order in fire": bool((report.fire[there] > 0).any()),
            "off improving": amount[0] != improve and bool((report.job[there] == improve).any()),
        }
    elif action.lever == "spotlight":
        told = {"same spotlight": any(
            who.team == action.target and who.lit >= 0 and report.week - who.lit < LIT_WEEKS
            for who in report.candidates
        )}  # fmt: skip
    elif action.lever == "visit":
        people = int(report.head[action.target])
        told = {
            "torn visit": 2 * int(report.stance[action.target, 3]) > people,
            "low visit": float(report.morale[action.target]) < deeds.LOW_MORALE,
        }
    elif action.lever == "answer":
        told = _told_of_answer(report, action)
    else:
        told = _told_of_policy(report, action)
    return [name for name, true in told.items() if true]


def _told_of_answer(report: Report, action: Action) -> dict[str, bool]:
    verb = action.amount[0]
    dealt = [card.dealt for card in report.cards if card.index == action.target]
    quick = bool(dealt) and report.week - dealt[0] <= deeds.QUICK_WEEKS
    return {
        "sought": verb == SEEK, "quick answer": verb != SEEK and quick, "each decided": verb == FREE,
        "insisted": verb == INSIST and report.world.dilemmas[action.target].warning,
    }  # fmt: skip


def _told_of_policy(report: Report, action: Action) -> dict[str, bool]:
    amount = action.amount
    out = [tag.coins for tag in report.tags if tag.product != action.target]
    if action.lever == "tag":
        longest = int(report.owed[action.target]) > 0 and int(report.owed[action.target]) == int(report.owed.max())
        tags = deeds.of_tags([*out, amount[0]])
        return {"rush": amount[0] >= deeds.RUSH_COINS, "owed tag": longest, "coins": tags["coins"],
                "even tags": tags["even tags"]}  # fmt: skip
    if action.lever in ("kpi", "kpi_company"):
        after = report.kpis.copy()
        after[slice(None) if action.lever == "kpi_company" else action.target, amount[0]] = amount[1]
        figures = deeds.of_figures(after)
        return {name: figures[name] for name in ("one figure", "lone figure", "own figures", "quality")}
    return {
        "default": {"choose": amount == (CHOOSE,), "wait": amount == (WAIT,)},
        "net": {"net cut": amount < (report.net,), "net": amount > (0,)},
        "rate": {"dear money": amount >= (deeds.DEAR_RATE,)},
        "reporting": {"full reporting": amount >= (3,)},
        "tools": {"tools": True},
    }.get(action.lever, {})


def spared(report: Report, action: Action, heard: int) -> tuple[int, float]:
    """How many known bottlenecks an action would end, and the product value that is made in their remaining weeks then.

    A function of the report alone: causes that nobody was told of are not counted.
    """
    count, worth = 0, 0.0
    value = np.array([product.value for product in report.world.products])
    for shortage in report.shortages:
        if shortage.cause < 0 or not _would_end(report, shortage, action):
            continue
        making = (report.job >= 0) & (report.job < value.shape[0])
        there = nonzero((report.department == shortage.department) & (report.stuck > 0) & making)
        weekly = total(report.output[there] * value[report.job[there]]) * bottlenecks.LOSS / (1.0 - bottlenecks.LOSS)
        count += 1
        worth += weekly * max(0, min(shortage.since + bottlenecks.WEEKS, report.world.weeks) - heard)
    return count, worth


def _would_end(report: Report, shortage: Shortage, action: Action) -> bool:
    improve, amount = len(report.world.products), action.amount
    here = action.target == shortage.department
    all_here = action.lever == "order_company" or (action.lever == "order_department" and here)
    ordered = action.lever in ("order", "order_department", "order_company")
    if shortage.cause == bottlenecks.SKILL:
        learns = action.lever == "kpi_company" or (action.lever == "kpi" and here)
        return (all_here and amount[0] == improve) or (learns and amount == (bottlenecks.LEARNING, 1))
    if shortage.cause == bottlenecks.TWICE:
        return action.lever == "tools"
    if shortage.cause == bottlenecks.FIRES:
        there = report.department == shortage.department
        asked = there if all_here else there & (action.lever == "order") & (np.arange(there.size) == action.target)
        hands = total(report.head[asked]) / max(1.0, total(report.head[there]))
        return ordered and amount[0] == improve and hands >= bottlenecks.ENOUGH_HANDS
    tagged = action.lever == "tag" and action.target == shortage.product
    if shortage.cause == bottlenecks.PARTS:
        return tagged or (ordered and amount[0] == shortage.product)
    return tagged or (all_here and amount[0] == shortage.product)
