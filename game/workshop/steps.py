"""A step of a room's plan: the smallest thing a facilitator begins and ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step of a plan.

    kind: "sketch", "poll", "propose", "dilemma", "debrief", "quarter", or one of MONTHS. seconds: its clock, 0 for
    none. label: for the wall and the phones.
    """

    kind: str
    seconds: int
    label: str
