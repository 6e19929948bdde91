"""What the desk foretells of an action, in words: a range if it has something to go by, else a direction or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.desk.previews import Preview
from game.words.explain import signed

COARSE = 10.0
"""Points from which a tenth says nothing."""

LITTLE = 1.0
"""Points of the score up to which an effect is called little where its direction is not known."""

NO_POINTS = (
    "How many points of the score it brings nobody here can tell: it works through what people believe. Read how far "
    "it is in sight, who agrees and what is done in its name."
)
"""Why a value names no points."""
UNTOLD = ("declare", "retire", "ritual")
"""Levers whose effect on the score is never told beforehand."""

ASLEEP = (
    "Until a letter comes they make nothing. How much better this is than another letter nobody here can say yet: once "
    "its effect has been seen, or you have looked, a range stands here."
)
"""Why no more is said of a letter that wakes somebody."""


@dataclass(frozen=True)
class Foretelling:
    """One line about the score: what it is called in a row, the same within a sentence, what it says, and why it says
    no more. way: 1 where all of it is a gain, −1 a loss, 0 either way."""

    label: str
    by: str
    words: str
    why: str
    way: int = 0

    @property
    def short(self) -> str:
        """What it says beside its label, which names the score."""
        return self.words.removesuffix(" points")

    @property
    def alone(self) -> tuple[str, ...]:
        """The same without the label, the longest wording first: each says that it is of the score or in points."""
        if self.short == self.words:
            return f"score: {self.words} {self.by}", f"score: {self.words}", self.words
        return (f"{self.words} of the score {self.by}", f"score {self.short} {self.by}", f"score {self.short}",
                f"{self.short} pts")  # fmt: skip


def foretelling(known: Preview) -> Foretelling | None:
    """What to print of the effect on the score; None where nothing about it can be told."""
    if known.low == known.high:
        return None
    # The last week that counts is the one before `until`, which players count from 1.
    label, by = f"Score, by wk {known.until}", f"by week {known.until}"
    if known.reckoned:
        why = (
            "What it adds to the final score by then. Four times in five it lies in there; the more has been seen of "
            "it, the narrower it gets."
        )
        against = " It is told against another letter that would wake them." if known.wakes else ""
        way = 0 if known.low < 0.0 < known.high else 1 if known.high > 0.0 else -1
        return Foretelling(label, by, range_of(known), f"{why}{against}", way)
    if known.wakes and known.toward == 0:
        return Foretelling(label, by, "beats sleep", ASLEEP)
    why = "How much, nobody here can say yet. Once its effect has been seen, or you have looked, a range stands here."
    words = {1: "likely a gain", -1: "likely a loss", 0: "either way"}[known.toward]
    if known.toward == 0 and max(-known.low, known.high) <= LITTLE:
        words = "little, either way"
    return Foretelling(label, by, words, why, known.toward)


def range_of(known: Preview) -> str:
    """The printed range: "−0.4 to +1.2 points", in whole points where it is wide."""
    decimals = 0 if max(-known.low, known.high) >= COARSE else 1
    low, high = (signed(end, decimals) for end in (known.low, known.high))
    if low == high:
        return f"about {low} points" if low != "0.0" else "next to none"
    return f"{low} to {high} points"
