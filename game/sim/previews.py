"""What the desk can say about an action before it is sent: when it is heard, when it shows, and roughly what it does.

A preview is a function of the `Report` alone, so it cannot leak the truth or the luck. Every effect is a range, in
points of the score at the end of the level.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.sim.curves import total
from game.sim.levers import LEVERS, Action
from game.sim.reports import Report, delay_weeks
from game.sim.values import CHOOSE, IDLE, WAIT

GUESS = (0.6, 1.5)
"""Skills between which the desk must guess while it has not seen a team at a job."""
TAG_SHIFT = (0.05, 0.2)
"""Shares of the teams that choose which a coin may move, at least and at most."""
DEFAULT_WORST, DEFAULT_SEEN = 2, 10
"""Weeks from hearing a new default to the low point, and to where its gain shows."""


@dataclass(frozen=True)
class Preview:
    """The life of an action as far as the desk can tell.

    discs for weeks (−1 until called off). heard: week it reaches the last team. worst: week of the expected low
    (−1 none). seen: week its effect can be read at the desk. low ≤ high: rough effect on the final score, in points.
    lines: (label, text) pairs in reading order.
    """

    discs: int
    weeks: int
    heard: int
    worst: int
    seen: int
    low: float
    high: float
    lines: tuple[tuple[str, str], ...]


def seen_week(report: Report, heard: int) -> int:
    """The week in which something that happens in week `heard` can first be read at the desk."""
    return heard + 1 + delay_weeks(report.world, report.reporting)


def preview(report: Report, action: Action) -> Preview:
    """What the desk can say about `action`, whether or not it is allowed now."""
    lever = LEVERS[action.lever]
    heard = report.week + (report.world.letter_weeks if lever.travels else 0)
    worst, after, low, high, lines = _EFFECTS.get(action.lever, _unmeasured)(report, action, heard)
    low, high = min(low, high), max(low, high)
    return Preview(
        lever.discs, lever.hold(report.world), heard, worst, seen_week(report, heard + after), low, high, lines
    )


_Effect = tuple[int, int, float, float, tuple[tuple[str, str], ...]]


def _points(report: Report, value: float) -> float:
    """Currency of product value as points of the final score, by the demand that was reported."""
    worth = np.array([product.value for product in report.world.products])
    weekly = total(np.maximum(report.demand, 0.25) * worth)
    return 100.0 * value / (weekly * report.world.weeks)


def _room(report: Report, product: int) -> float:
    """Pieces a week the market would still take beyond what is being made, by the newest report."""
    short = report.demand[product] + 0.5 * report.backlog[product] - 0.5 * report.stock[product]
    return max(0.0, float(short - report.made[product]))


def _order_gain(report: Report, team: int, job: int, weeks: int) -> tuple[float, float]:
    """Least and most value an order may add while it lasts, against what the team was last seen doing."""
    goods = len(report.world.products)
    now = int(report.job[team])
    spirit = 0.5 + 0.7 * float(report.morale[team])
    rate = float(report.head[team]) * spirit * float(report.method[team])
    lost = 0.0
    if 0 <= now < goods:
        surplus = max(0.0, float(report.made[now] - report.demand[now] - report.backlog[now]))
        lost = max(0.0, float(report.output[team]) - surplus) * report.world.products[now].value
    if job == goods:
        return -lost * weeks, 0.0
    known = float(report.skill[team, job])
    skills = (known, known) if known == known else GUESS
    value = report.world.products[job].value
    kept = float(report.output[team]) if now == job else 0.0
    useful = [min(rate * skill, _room(report, job) + kept) * value for skill in skills]
    first_week = 0.65 if now != job else 1.0
    duration = weeks - 1 + first_week
    return 0.8 * useful[0] * duration - lost * weeks, useful[1] * duration - 0.8 * lost * weeks


def _order(report: Report, action: Action, heard: int) -> _Effect:
    low, high = _order_gain(report, action.target, action.amount[0], action.amount[1])
    return -1, 1, _points(report, low), _points(report, high), _order_lines(report, action)


def _order_department(report: Report, action: Action, heard: int) -> _Effect:
    teams = np.flatnonzero(report.department == action.target)
    gains = [_order_gain(report, int(team), action.amount[0], action.amount[1]) for team in teams]
    low, high = min(gain[0] for gain in gains) * len(gains), max(gain[1] for gain in gains) * len(gains)
    job = action.amount[0]
    if job < len(report.world.products):
        wanted = _room(report, job) * report.world.products[job].value * action.amount[1]
        high = min(high, wanted)
    return -1, 1, _points(report, low), _points(report, high), _order_lines(report, action)


def _order_lines(report: Report, action: Action) -> tuple[tuple[str, str], ...]:
    job = action.amount[0]
    if job == len(report.world.products):
        return (("Market", "nothing to sell from it yet"), ("Methods", "better by up to 2% a week"))
    owed, stock = report.backlog[job], report.stock[job]
    market = f"{owed:.0f} owed" if owed >= 0.5 else f"{stock:.0f} unsold" if stock >= 0.5 else "in balance"
    wanted = f"{report.demand[job]:.0f} a week" if report.demand[job] >= 10 else f"{report.demand[job]:.1f} a week"
    return (("Market", market), ("Wanted", wanted))


def _visit(report: Report, action: Action, heard: int) -> _Effect:
    lift = max(0.0, float(report.trust[action.target]) - 0.3) * 12.0
    lines = (("You learn", "what is true there, and their skills"), ("Morale there", f"+0 to +{lift:.0f}"))
    return -1, 0, 0.0, 0.0, lines


def _default(report: Report, action: Action, heard: int) -> _Effect:
    left = max(0.0, 1.0 - heard / report.world.weeks)
    choice = action.amount[0]
    names = {WAIT: "sleep until a letter comes", CHOOSE: "choose their work", 1: "go on with their last job"}
    lines = (("Teams without an order", names[choice]),)
    resting = report.waiting
    if choice == WAIT:
        busy = 1.0 - resting
        return heard, 2, -100.0 * busy * left, -20.0 * busy * left, lines
    gain = 100.0 * resting * left
    if choice != CHOOSE:
        return -1, 2, 0.3 * gain, 0.9 * gain, lines
    unknown = np.count_nonzero(np.isnan(report.skill).any(axis=1)) / report.head.shape[0]
    dip = 8.0 * left * (1.0 - report.company_initiative)
    return heard + DEFAULT_WORST, DEFAULT_SEEN, 0.5 * gain - dip, gain + (6.0 + 14.0 * unknown) * left, lines


def _tag(report: Report, action: Action, heard: int) -> _Effect:
    coins, weeks = action.amount
    product = action.target
    free = (report.ordered[:, 2] <= heard) & (report.job != product)
    able = free & (np.isnan(report.skill[:, product]) | (report.skill[:, product] > 0.8))
    choosing = report.coming_default == CHOOSE
    count = float(np.count_nonzero(able)) if choosing else 0.0
    movers = [float(np.floor(count * share * coins)) for share in TAG_SHIFT]
    movers[1] = min(count, max(movers[1], 1.0 if count else 0.0))
    per_team = total(report.output) / max(1, int(np.count_nonzero(report.job != IDLE)))
    sold = [float(report.delivered[product]) + n * per_team for n in movers]
    coin = report.world.coin_cents / 100.0
    cost = [coins * coin * pieces * weeks for pieces in sold]
    first = seen_week(report, heard)
    value = report.world.products[product].value
    coming = [row for row in report.horizon if row.product == product and heard <= row.last]
    wanted = _room(report, product) * weeks
    if coming:
        ahead = coming[0].low - 1.0, coming[0].high - 1.0
        wanted += float(report.demand[product]) * min(6, weeks) * ahead[1]
    high = min(wanted, movers[1] * per_team * weeks) * value * 0.5
    low = -movers[1] * per_team * weeks * value * (0.1 if coming else 0.25)
    lines = (
        ("Teams that may move", f"{movers[0]:.0f} to {movers[1]:.0f}" if choosing else "none: they do not choose"),
        ("First pieces", f"wk {first + 1}–{first + 4}"),
        ("Cost", f"{cost[0]:,.0f}–{cost[1]:,.0f}"),
    )
    return -1, 2, _points(report, low), _points(report, high), lines


def _reporting(report: Report, action: Action, heard: int) -> _Effect:
    now, then = delay_weeks(report.world, report.reporting), delay_weeks(report.world, action.amount[0])
    writers = 0.05 * (action.amount[0] - report.reporting)
    left = max(0.0, 1.0 - heard / report.world.weeks)
    people = total(report.head) * 0.05 * action.amount[0]
    lines = (
        ("News is", f"{then} week{'s' if then != 1 else ''} old, now {now}"),
        ("Writing reports", f"{people:.0f} people"),
    )
    cost = -100.0 * writers * float(report.score) * left
    return -1, 0, min(cost, 0.0), max(cost, 0.0), lines


def _unmeasured(report: Report, action: Action, heard: int) -> _Effect:
    """Values and rituals work through what people believe: their effect is seen, not forecast."""
    ritual = action.lever == "ritual"
    lines = (("In sight", "+10 a week there, −3 elsewhere"),) if ritual else (("Shows", "slowly, over about 9 weeks"),)
    return -1, 9, 0.0, 0.0, lines


_EFFECTS: dict[str, Callable[[Report, Action, int], _Effect]] = {
    "order": _order, "order_department": _order_department, "visit": _visit, "default": _default,
    "tag": _tag, "reporting": _reporting,
}  # fmt: skip

__all__ = ["Preview", "preview", "seen_week"]
