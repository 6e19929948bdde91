"""A leader who does any legal thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.bots.desk import Desk
from game.sim import luck
from game.sim.actions import Action
from game.sim.desk.reports import Report


def lead(report: Report) -> list[Action]:
    """Does any legal thing, by luck of its own that depends only on the report's figures."""
    desk = Desk(report)
    draw = luck.uniform(int(report.cash_cents) & 0xFFFFFF, report.week, luck.NAMES, 12)
    for index in range(3):
        name, where, what, how = draw[4 * index : 4 * index + 4]
        levers = [lever for lever in report.levers if lever in _RANDOM]
        if not levers or draw[index] < 0.35:
            continue
        _RANDOM[levers[int(name * len(levers))]](desk, float(where), float(what), float(how))
    return desk.actions


def _pick(options: Sequence[int], share: float) -> int:
    return options[int(share * len(options))]


_RANDOM: dict[str, Callable[[Desk, float, float, float], bool]] = {
    "order": lambda desk, a, b, c: desk.act(
        "order", _pick(range(desk.report.head.shape[0]), a), _pick(range(desk.report.price.shape[0] + 1), b),
        _pick((2, 4, 8), c)),
    "visit": lambda desk, a, b, c: desk.act("visit", _pick(range(desk.report.head.shape[0]), a)),
    "order_department": lambda desk, a, b, c: desk.act(
        "order_department", _pick(range(desk.report.world.departments), a),
        _pick(range(desk.report.price.shape[0] + 1), b), _pick((2, 4, 8), c)),
    "default": lambda desk, a, b, c: desk.act("default", -1, _pick((0, 1, 2), a)),
    "reporting": lambda desk, a, b, c: desk.act("reporting", -1, _pick((0, 1, 2, 3), a)),
    "tag": lambda desk, a, b, c: desk.act(
        "tag", _pick(range(desk.report.price.shape[0]), a), _pick((1, 2, 3), b), _pick((3, 6, 12), c)),
}  # fmt: skip
