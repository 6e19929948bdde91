"""What stands in a tooltip besides words: accounts that add up beside a line that ends in a fan, or two lines."""

from __future__ import annotations

from dataclasses import dataclass

SHEET_WIDTH = 436.0
"""Logical pixels of a tooltip that has accounts in it."""
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One sum: its icon ("" none), words, the sum as written, whether it is a gain, and a small mark beside it."""

    icon: str
    words: str
    written: str
    gain: bool
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through `past` up to now, and from its last point the lower and the upper edge of what may come.

    Points are (x, y) with rising x. across, up: marks of the two axes with their words. ends: the mark of where the
    fan first meets the ground, None where it does not. once: points of `past` that bear a dot.
    """

    title: str
    past: Points
    low: Points
    high: Points
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, str], ...]
    ends: tuple[float, str] | None = None
    once: Points = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sums with what they come to (the first of `sums` is the whole), the curve beside them and words beneath it."""

    entries: tuple[Entry, ...]
    sums: tuple[Entry, ...]
    curve: Curve
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Race:
    """Shares after each week so far: one's own, and another's, dashed, which is shorter where they came to an end."""

    own: tuple[float, ...]
    other: tuple[float, ...]
