"""Tests what a level claims about itself: that one leader earns more than another on the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.lab.games import Interval, Progress, interval, scores
from game.session import level_name

if TYPE_CHECKING:
    from game.levels import Level
    from game.levels.level import Claim


@dataclass(frozen=True)
class Finding:
    """One claim and what playing showed: the paired difference in V, and if it lies beyond `by`."""

    level: str
    path: str
    claim: Claim
    difference: Interval
    held: bool

    def text(self) -> str:
        """The finding as a sentence."""
        claim, found = self.claim, self.difference
        more = f"more than {100 * claim.by:g} points" if claim.by else "any margin"
        return (
            f"{claim.better} beats {claim.than} by {more}: {100 * found.mean:+.1f}, "
            f"95% between {100 * found.low:+.1f} and {100 * found.high:+.1f} over {claim.seeds} seeds."
        )

    def row(self) -> dict[str, str | float | int]:
        """The finding as a flat record beside the problems of `check --json`; severity "held" or "error"."""
        claim, found = self.claim, self.difference
        return {
            "severity": "held" if self.held else "error", "file": self.path, "line": 0, "column": 0,
            "rule": "claim", "text": self.text(), "hint": "", "better": claim.better, "than": claim.than,
            "by": claim.by, "seeds": claim.seeds, "figure": round(found.mean, 6),
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
    for claim in level.claims:
        seeds = range(1, claim.seeds + 1)
        difference = interval([score[claim.better, seed] - score[claim.than, seed] for seed in seeds])
        held = difference.low > claim.by
        findings.append(Finding(level_name(level), level.path, claim, difference, held))
    return findings


def _leaders(level: Level) -> list[str]:
    return list(dict.fromkeys(name for claim in level.claims for name in (claim.better, claim.than)))


def _seeds(level: Level) -> int:
    return max((claim.seeds for claim in level.claims), default=0)
