"""A few quick games of a level, for what only play can tell: stars for nothing, stars out of reach, and ruin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game import bots
from game.levels import advise
from game.session import Session, play

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.levels import Level, Problem

LEADERS = ("idle", "orders", "incentives", "mixed")
MOST_TEAM_WEEKS = 12_000
"""Teams times weeks of all trial games of a level, beyond which they are not quick."""
MOST_OF_A_STAR = 90.0
"""Points above which no room for three stars is left, so that another first star helps nobody."""
FORESIGHT_TEAM_WEEKS = 2_000
"""The same of one game, beyond which it is not worked out what perfect foresight could earn."""


@dataclass(frozen=True)
class Trial:
    """One game: who led, the score and the stars, and the week (from 1) in which the company was lost, 0 never."""

    leader: str
    score: float
    stars: int
    lost: int


def trials_of(level: Level) -> int:
    """How many lucks a level is tried on; 0 if a game of it is too long for a trial."""
    each = level.world.teams * level.world.weeks * len(LEADERS)
    return min(3, MOST_TEAM_WEEKS // max(1, each))


def tried(level: Level, progress: Callable[[int], None]) -> list[Problem]:
    """Plays the level and gives what the trial rules find, without what it accepts. progress: told of each game."""
    lucks = range(level.world.seed, level.world.seed + trials_of(level))
    games: list[Trial] = []
    bound = 0.0
    for luck in lucks:
        for leader in LEADERS:
            session = play(Session(level, luck % 2**31, player=leader), bots.leader(leader))
            games.append(_trial(session, leader))
            if not bound and not session.lost and level.world.teams * level.world.weeks <= FORESIGHT_TEAM_WEEKS:
                bound = _foresight(session)
            progress(1)
    return [problem for problem in _found(level, games, bound) if problem.rule not in level.accepted]


def _trial(session: Session, leader: str) -> Trial:
    outcome = session.outcome()
    assert outcome is not None
    lost = 0 if outcome.kind == "finished" else outcome.weeks
    return Trial(leader, outcome.score, outcome.stars, lost)


def _foresight(session: Session) -> float:
    from game.yardsticks import founding_bound

    return founding_bound(session) / session.planned if session.planned > 0 else 0.0


def _found(level: Level, games: list[Trial], bound: float) -> list[Problem]:
    if not games:
        return []
    thresholds = [100 * star for star in level.world.stars]
    if all(game.lost for game in games):
        weeks = [game.lost for game in games]
        when = f"in week {max(weeks)}" if min(weeks) == max(weeks) else f"between weeks {min(weeks)} and {max(weeks)}"
        return [advise(level, ("money",), "ruin", f"The company is lost {when}, whoever leads it.",
                       "Give it more cash, or lower wages and fixed costs.")]  # fmt: skip
    found = []
    idle = [game for game in games if game.leader == "idle"]
    if all(game.stars for game in idle):
        worst, above = (extreme(100 * game.score for game in idle) for extreme in (min, max))
        found.append(advise(level, ("stars", 0), "idle-stars",
                            f"Whoever does nothing at all earns {_stars(min(game.stars for game in idle))}: at least "
                            f"{worst:.0f} points.",
                            f"Put the first star above {above:.0f}." if above < MOST_OF_A_STAR else
                            "Let it begin with a default that somebody has to change, or ask for more than they make "
                            "by themselves."))  # fmt: skip
    best = max(games, key=lambda game: game.score)
    if 100 * best.score < thresholds[0]:
        found.append(advise(level, ("stars", 0), "far-stars",
                            f"No leader earns a star here; the best of them, {best.leader}, comes to "
                            f"{100 * best.score:.0f} points.",
                            "Put the first star where “balance” proposes it."))  # fmt: skip
    elif bound and thresholds[2] > 100 * bound:
        found.append(advise(level, ("stars", 2), "far-stars",
                            f"The third star asks for {thresholds[2]:g} points, and even whoever knew everything could "
                            f"not come beyond {100 * bound:.0f}.",
                            "Put it where “balance” proposes it."))  # fmt: skip
    return found


def _stars(many: int) -> str:
    return ("no star", "a star", "two stars", "three stars")[many]
