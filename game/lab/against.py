"""Two versions of a level side by side on the same luck: whether a policy earns more in one than in the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.lab.balance import Weighed
from game.lab.games import Interval, interval
from game.lab.terminal import MOST_SEEDS

Verdict = Literal["better", "worse", "the same", "no telling yet"]
_DIGITS = 9
"""Decimals of a difference: what is beyond them comes of adding numbers up."""


@dataclass(frozen=True)
class Versus:
    """One policy in both versions, points of V. difference: the first less the other, seed by seed."""

    policy: str
    here: Interval
    there: Interval
    difference: Interval

    @property
    def verdict(self) -> Verdict:
        """What the interval of the difference says of the first version; the same only where every game is."""
        found = self.difference
        if found.low == found.high == 0.0:
            return "the same"
        if found.low > 0.0:
            return "better"
        return "worse" if found.high < 0.0 else "no telling yet"

    @property
    def enough_seeds(self) -> int:
        """About how many seeds would tell, if the difference is as it was found; 0 where it is told or none would."""
        enough = self.difference.seeds_to_tell(0.0) if self.verdict == "no telling yet" else 0
        return enough if enough <= MOST_SEEDS else 0

    def words(self) -> str:
        """The verdict in a few words, with the seeds that would tell."""
        if self.verdict != "no telling yet":
            return self.verdict
        enough = self.enough_seeds
        return f"no telling yet: {f'about {enough:,}' if enough else f'not even {MOST_SEEDS:,}'} seeds would tell"

    def row(self) -> dict[str, object]:
        """The figures as a flat record."""
        row: dict[str, object] = {"policy": self.policy, "seeds": self.difference.count}
        for name, one in (("score", self.here), ("against", self.there), ("difference", self.difference)):
            row |= {name: round(one.mean, 4), f"{name}_low": round(one.low, 4), f"{name}_high": round(one.high, 4)}
        return {**row, "verdict": self.verdict, "enough_seeds": self.enough_seeds}


def versus(here: Weighed, there: Weighed) -> list[Versus]:
    """Every policy in both, in order; ValueError unless both were played by the same policies on the same seeds."""
    if here.seeds != there.seeds or list(here.games) != list(there.games):
        raise ValueError("the two versions were not played alike")
    rows = []
    for policy in here.games:
        ours, theirs = here.scores(policy), there.scores(policy)
        apart = interval([round(our - their, _DIGITS) for our, their in zip(ours, theirs, strict=True)])
        rows.append(Versus(policy, interval(ours), interval(theirs), apart))
    return rows
