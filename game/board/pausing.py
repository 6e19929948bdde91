"""Work that may pause: where a generator yields, the rest may wait for a later frame."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

Done = TypeVar("Done")


def finished(steps: Generator[None, None, Done]) -> Done:
    """What comes of something that pauses, without any pause."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            value: Done = done.value
            return value
