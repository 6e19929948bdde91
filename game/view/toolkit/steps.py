"""Painting that may pause: where a painter yields, the rest may wait for the next frame.

    def paint(p):                     # a painter like any other, but for a yield where it may rest
        y = long_table(p, 0)
        yield
        return long_list(p, y)
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

Steps = Generator[None, None, float]
"""A painting under way; what it returns is what a painter that does not pause returns at once."""
Done = TypeVar("Done")


def through(drawn: float | Steps) -> Steps:
    """Goes through a part of a painting, pausing wherever it does; returns what the part returns."""
    return (yield from drawn) if isinstance(drawn, Generator) else drawn


def finished(steps: Generator[None, None, Done]) -> Done:
    """What comes of something that pauses, without any pause."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            value: Done = done.value
            return value
