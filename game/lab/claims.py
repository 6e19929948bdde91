"""Tests what a level claims about itself: that one leader earns more than another on the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.lab.games import Interval, Progress, interval, scores
from game.levels import place_of
from game.session import level_name
from game.words.explain import signed

if TYPE_CHECKING:
    from game.levels import Level
    from game.levels.level import Claim

MOST_SEEDS = 1_000
"""What a claim may ask for."""

Verdict = Literal["holds", "fails", "undecided"]


@dataclass(frozen=True)
class Finding:
    """One claim and what playing showed: the paired difference in V, and where the claim stands in its file.

    line, column: from 1.
    """

    level: str
    path: str
    line: int
    column: int
    claim: Claim
    difference: Interval

    @property
    def verdict(self) -> Verdict:
        """Whether the whole interval lies beyond `by`, none of it does, or it cannot be told."""
        if self.difference.low > self.claim.by:
            return "holds"
        return "fails" if self.difference.high <= self.claim.by else "undecided"

    @property
    def held(self) -> bool:
        """Whether the claim holds."""
        return self.verdict == "holds"

    @property
    def enough_seeds(self) -> int:
        """About how many seeds would tell an undecided claim, if the difference is as it was found; 0 if none would."""
        return self.difference.seeds_to_tell(self.claim.by) if self.verdict == "undecided" else 0

    def text(self) -> str:
        """The finding as a sentence."""
        claim, found = self.claim, self.difference
        points = f"{100 * claim.by:g} point{'' if claim.by == 0.01 else 's'}"
        more = f"more than {points}" if claim.by else "any margin"
        return (
            f"{claim.better} beats {claim.than} by {more}: {signed(100 * found.mean, 1)}, "
            f"95% between {signed(100 * found.low, 1)} and {signed(100 * found.high, 1)} over {claim.seeds} seeds."
        )

    def advice(self) -> str:
        """What to do about a claim that does not hold, as a sentence; empty for one that does."""
        if self.verdict == "holds":
            return ""
        if self.verdict == "fails":
            return "Change the level or the claim."
        enough = self.enough_seeds
        if not enough or enough > MOST_SEEDS:
            return f"Not even {MOST_SEEDS:,} seeds would tell; the difference is too near to what is claimed."
        return f"About {enough:,} seeds would tell: seeds: {enough}"

    def row(self) -> dict[str, str | float | int]:
        """The finding as a flat record beside the problems of `check --json`; severity "held" or "error"."""
        claim, found = self.claim, self.difference
        return {
            "severity": "held" if self.held else "error", "file": self.path, "line": self.line, "column": self.column,
            "rule": "claim", "text": self.text(), "hint": self.advice(), "verdict": self.verdict,
            "better": claim.better, "than": claim.than, "by": claim.by, "seeds": claim.seeds,
            "enough_seeds": self.enough_seeds, "figure": round(found.mean, 6),
            "low": round(found.low, 6), "high": round(found.high, 6),
        }  # fmt: skip


def games(level: Level) -> int:
    """How many games testing a level's claims takes."""
    return len(_leaders(level)) * _seeds(level)


def weigh_claims(level: Level, progress: Progress | None = None, open_levers: bool = False) -> list[Finding]:
    """Plays every leader named in a claim on seeds 1, 2, …; a claim holds if its whole interval does.

    They lead by the level's own levers, as a player does, unless all are to be open.
    """
    if not level.claims:
        return []
    found = scores([level], _leaders(level), range(1, _seeds(level) + 1), progress, open_levers)
    score = {(row.policy, row.seed): row.score for row in found}
    findings = []
    for index, claim in enumerate(level.claims):
        seeds = range(1, claim.seeds + 1)
        difference = interval([score[claim.better, seed] - score[claim.than, seed] for seed in seeds])
        spot = place_of(level, ("claims", index))
        findings.append(
            Finding(level_name(level), level.path, spot.line + 1, spot.column + 1, claim, difference)
        )
    return findings


def _leaders(level: Level) -> list[str]:
    return list(dict.fromkeys(name for claim in level.claims for name in (claim.better, claim.than)))


def _seeds(level: Level) -> int:
    return max((claim.seeds for claim in level.claims), default=0)
