"""One line of the news strip."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class News:
    """One line of the news strip.

    kind: what sort of event it is (the first of a kind pauses the clock). icon: a Phosphor name. place: a key of the
    board such as "team 3", or None. weight: 2 pauses a skipping clock, 1 is worth reading, 0 is a matter of course.
    sound: the sound it makes, or "". brief: the same for a narrow place, or "".
    """

    kind: str
    icon: str
    text: str
    place: str | None = None
    weight: int = 1
    sound: str = ""
    brief: str = ""
