"""Tests what a level claims about itself: that one leader earns more than another on the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.lab.games import Interval, Progress, interval, scores

if TYPE_CHECKING:
    from game.levels import Level
    from game.levels.level import Claim


@dataclass(frozen=True)
class Finding:
    """One claim and what playing showed: the paired difference in V, and if it lies beyond `by`."""

    level: str
    claim: Claim
    difference: Interval
    held: bool

    def row(self) -> dict[str, str | float | int | bool]:
        """The finding as a flat record for `check --claims --json`."""
        claim, found = self.claim, self.difference
        return {
            "level": self.level, "better": claim.better, "than": claim.than, "by": claim.by,
            "seeds": claim.seeds, "figure": round(found.mean, 6), "low": round(found.low, 6),
            "high": round(found.high, 6), "held": self.held,
        }  # fmt: skip


def games(level: Level) -> int:
    """How many games testing a level's claims takes."""
    return len(_leaders(level)) * _seeds(level)


def weigh_claims(level: Level, name: str, progress: Progress | None = None) -> list[Finding]:
    """Plays every leader named in a claim on seeds 1, 2, …; a claim holds if its whole interval does."""
    if not level.claims:
        return []
    found = scores([level], _leaders(level), range(1, _seeds(level) + 1), progress)
    score = {(row.policy, row.seed): row.score for row in found}
    findings = []
    for claim in level.claims:
        seeds = range(1, claim.seeds + 1)
        difference = interval([score[claim.better, seed] - score[claim.than, seed] for seed in seeds])
        findings.append(Finding(name, claim, difference, difference.low > claim.by))
    return findings


def _leaders(level: Level) -> list[str]:
    return list(dict.fromkeys(name for claim in level.claims for name in (claim.better, claim.than)))


def _seeds(level: Level) -> int:
    return max((claim.seeds for claim in level.claims), default=0)
