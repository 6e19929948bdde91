"""A step of a room's plan: the smallest thing a facilitator begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

VISIT_SECONDS = 15
"""How long a visit of the leader to a phone lasts; the hub counts it."""


@dataclass(frozen=True)
class Step:
    """One step of a plan.

    kind: "sketch", "poll", "propose", "dilemma", "debrief", "quarter", or one of MONTHS. seconds: its clock, 0 for
    none. label: for the wall and the phones.
    """

    kind: str
    seconds: int
    label: str
