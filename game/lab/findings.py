"""Everything that `balance` finds out about one level, as one record: what its table, its JSON and its page say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from game.lab.against import Versus, versus
from game.lab.balance import Balance, Weighed
from game.lab.stars import Proposal, proposed, reached
from game.lab.weekly import Demand, Losses, demands, losses
from game.levels.summary import summary
from game.session import level_name

if TYPE_CHECKING:
    from game.lab.density import Density
    from game.lab.lazy import Slept
    from game.levels import Level


@dataclass(frozen=True)
class Findings:
    """What was found. slept: the plans that never look, None where they were not looked for. other: another version,
    played by the same policies on the same seeds, None where there is none."""

    weighed: Weighed
    density: tuple[Density, ...]
    slept: tuple[Slept, ...] | None = None
    other: Weighed | None = None

    @property
    def level(self) -> Level:
        """Whatever was played."""
        return self.weighed.level

    @cached_property
    def policies(self) -> list[Balance]:
        """Every policy in figures."""
        return self.weighed.rows()

    @cached_property
    def proposal(self) -> Proposal:
        """Where the stars could lie."""
        return proposed(self.weighed)

    @cached_property
    def losses(self) -> Losses:
        """Where the best leader loses."""
        return losses(self.weighed, self.weighed.best())

    @cached_property
    def demands(self) -> list[Demand]:
        """What customers ask for."""
        return demands(self.weighed)

    @cached_property
    def versus(self) -> list[Versus]:
        """Every policy in both versions; empty where there is only one."""
        return [] if self.other is None else versus(self.weighed, self.other)

    def stars_now(self) -> list[float]:
        """The level's own thresholds, in points."""
        return [round(100.0 * star, 4) for star in self.level.world.stars]

    def reach(self, policy: str, stars: Sequence[float]) -> list[float]:
        """The share of a policy's games that reach each of some thresholds."""
        return [reached(self.weighed, policy, points) for points in stars]

    def row(self) -> dict[str, object]:
        """All of it as one record."""
        now, then = self.stars_now(), self.proposal
        stars: dict[str, object] = {"now": now, **then.row()}
        for name, points in (("now", now), ("proposed", then.stars)):
            stars[f"{name}_reached"] = {
                policy: [round(share, 4) for share in self.reach(policy, points)]
                for policy in dict.fromkeys((then.best, then.middling))
            }
        row: dict[str, object] = {
            "level": level_name(self.level), "title": self.level.title, "summary": list(summary(self.level)),
            "open_levers": self.weighed.open_levers, "seeds": len(self.weighed.seeds),
            "policies": [row.row() for row in self.policies], "stars": stars,
            "demand": [row.row(self.level.product_names[row.product]) for row in self.demands],
            "losses": self.losses.row(), "density": [row.row() for row in self.density],
            "lazy": None if self.slept is None else [plan.row() for plan in self.slept],
        }  # fmt: skip
        if self.other is not None:
            row["against"] = {"level": self.names()[1], "policies": [one.row() for one in self.versus]}
        return row

    def names(self) -> tuple[str, str]:
        """What the level and its other version are called, each by another name."""
        if self.other is None:
            return level_name(self.level), ""
        return told_apart(self.level, self.other.level)


def told_apart(one: Level, other: Level) -> tuple[str, str]:
    """Two levels by their short names, or by their files where those are the same."""
    names = level_name(one), level_name(other)
    return names if names[0] != names[1] else (one.path or names[0], other.path or names[1])
