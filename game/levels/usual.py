"""What a level has where its file says nothing: a table each of what suits so many people.

Each row holds from so many people on, up to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

WEEKS = {1: 26, 40: 39, 120: 52}
TEAM_SIZES = {1: 1, 6: 2, 12: 3, 40: 5, 120: 6, 1_000: 10, 6_000: 14, 10_000: 18, 50_000: 40, 100_000: 42}
TEAMS_PER_DEPARTMENT = {
    1: 5, 6: 2, 40: 4, 150: 5, 400: 12, 1_000: 20, 4_000: 34, 6_000: 36, 10_000: 47, 15_000: 70, 50_000: 105,
    100_000: 199,
}  # fmt: skip
"""Large companies have one to two dozen departments, each with room for its plate."""
GOODS_MADE = {1: 3, 12: 4, 40: 5, 120: 6}
SPECIALISATION = {1: 0.3, 40: 0.5, 120: 0.6}
DISCS = {1: 3, 12: 5}
CONTRACTS_PER_QUARTER = {1: 0, 120: 2}
TROUBLE = {1: 0.0, 400: 1.0}
BOTTLENECKS_PER_QUARTER = {1: 0, 400: 1}
NEW_LEVERS: dict[int, tuple[str, ...]] = {
    1: ("order", "visit"),
    12: ("order_department", "default", "short_pay"),
    40: ("reporting", "quota"),
    120: ("choose", "tag", "answer"),
    400: ("rate", "kpi", "kpi_company", "tools", "net", "order_company", "quota_company"),
    1_000: ("declare", "retire", "ritual", "rest", "advert"),
    4_000: ("spotlight", "promote", "tell", "retell"),
    15_000: ("height",),
}
"""Levers that come with so many people, besides those of a smaller company."""

Amount = TypeVar("Amount")


def by_people(people: int, steps: Mapping[int, Amount]) -> Amount:
    """The entry of the largest headcount in `steps` that `people` reaches."""
    return next(value for least, value in sorted(steps.items(), key=lambda step: -step[0]) if people >= least)


def levers(people: int) -> tuple[str, ...]:
    """The levers that a company of so many people has."""
    return tuple(lever for least, new in NEW_LEVERS.items() if people >= least for lever in new)
