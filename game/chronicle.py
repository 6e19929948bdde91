"""How somebody has led over all their games: what each saved game tells when its decisions are played again.

Nothing is taken from a flag or a figure in a file: a game counts as what its decisions make of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from game import saves
from game.apart import Apart
from game.session import Session, level_name, proved
from game.sim.actions import of_the_desk
from game.sim.values import MOVERS, TELLING

TOLD = frozenset(TELLING)
PRICES = frozenset({"tag", "rate"})
VALUES = frozenset({"declare", "retire", "ritual", "tell", "retell", "spotlight", "promote", "advert"})
STYLES: tuple[str, ...] = ("letters", "prices", "values", "quiet")
"""How a game was led, by what there was most of; quiet: hardly anything was decided."""
QUIET = 0.25
"""Decisions a week below which a game was led quietly."""


@dataclass(frozen=True)
class Game:
    """One finished game, played again.

    name: the level's short name, title: what it is called; rung: of its ladder. weeks, people (at the beginning),
    stars, score (a share), left: how many people left. pulled: how often each lever was. moved: people at work and
    weeks by what moved them, in the order of MOVERS. teams: how many there were, unvisited: the names of those nobody
    came to.
    """

    name: str
    title: str
    rung: str
    weeks: int
    people: int
    stars: int
    score: float
    left: int
    pulled: dict[str, int] = field(hash=False)
    moved: tuple[float, ...]
    teams: int
    unvisited: tuple[str, ...]

    def count(self, levers: frozenset[str]) -> int:
        """How often any of some levers was pulled."""
        return sum(number for lever, number in self.pulled.items() if lever in levers)

    @property
    def decisions(self) -> int:
        """How often any lever was pulled."""
        return sum(self.pulled.values())

    @property
    def style(self) -> str:
        """How it was led, a name in STYLES."""
        if self.decisions < QUIET * self.weeks:
            return "quiet"
        counts = {"letters": self.count(TOLD), "prices": self.count(PRICES), "values": self.count(VALUES)}
        return max(counts, key=lambda style: counts[style]) if any(counts.values()) else "quiet"


@dataclass(frozen=True)
class Feat:
    """A style that is asked for. name: as tests know it; title, text: as a player reads it; holds: whether a game has
    it."""

    name: str
    title: str
    text: str
    holds: Callable[[Game], bool] = field(hash=False, compare=False)


FEATS: tuple[Feat, ...] = (
    Feat("unordered", "Not one order", "Two stars on The Floor, and nobody was ordered anything.",
         lambda game: game.name == "04-the-floor" and game.stars >= 2 and not game.count(TOLD)),
    Feat("desk", "From the desk alone", "Two stars on The Garage without a single visit.",
         lambda game: game.name == "01-the-garage" and game.stars >= 2 and not game.pulled.get("visit")),
    Feat("brief", "Five letters", "Two stars on Two Pizzas with five letters at the most.",
         lambda game: game.name == "02-two-pizzas" and game.stars >= 2 and game.count(TOLD) <= 5),
    Feat("unpaid", "Not for coins", "Two stars on The House without a bonus tag.",
         lambda game: game.name == "05-the-house" and game.stars >= 2 and not game.pulled.get("tag")),
    Feat("nobody gone", "Everybody stayed", "A star, with twelve people or more, and nobody left.",
         lambda game: game.stars >= 1 and game.people >= 12 and game.left == 0),
    Feat("everywhere", "Round the house", "A star, with six teams or more, and you were with each of them.",
         lambda game: game.stars >= 1 and game.teams >= 6 and not game.unvisited),
    Feat("craft", "Good hands", "Two stars, and their own craft moved more of the work than anything else.",
         lambda game: game.stars >= 2 and max(game.moved) > 0 and _most(game) == "craft"),
    Feat("rung", "One rung up", "Two stars on a rung of any ladder.",
         lambda game: bool(game.rung) and game.stars >= 2),
)  # fmt: skip
"""What asks for another style; each is found in what was decided and what came of it."""


def _most(game: Game) -> str:
    return MOVERS[int(np.argmax(game.moved))]


@dataclass(frozen=True)
class Chronicle:
    """All games told so far, the newest first. of: how many files there are; unread: how many tell nothing, because
    they are damaged, changed, or of another version of the rules."""

    games: tuple[Game, ...] = ()
    of: int = 0
    unread: int = 0

    @property
    def read(self) -> int:
        """How many files have been looked at."""
        return len(self.games) + self.unread

    @property
    def moved(self) -> tuple[float, ...]:
        """People at work and weeks by what moved them, over all games; each game counts the same."""
        shares = [np.array(game.moved) / max(1e-9, sum(game.moved)) for game in self.games]
        return tuple(float(share) for share in np.sum(shares, axis=0)) if shares else (0.0,) * len(MOVERS)

    @property
    def letters(self) -> tuple[float, float]:
        """Orders and quotas a week, and for each person in a year."""
        sent = sum(game.count(TOLD) for game in self.games)
        weeks = sum(game.weeks for game in self.games)
        each = sum(game.people * game.weeks for game in self.games)
        return sent / max(1, weeks), 52.0 * sent / max(1, each)

    @property
    def ordered(self) -> float:
        """The share of orders and quotas in all that was decided."""
        decided = sum(game.decisions for game in self.games)
        return sum(game.count(TOLD) for game in self.games) / max(1, decided)

    @property
    def unvisited(self) -> float:
        """The share of teams that were never visited."""
        teams = sum(game.teams for game in self.games)
        return sum(len(game.unvisited) for game in self.games) / max(1, teams)

    def by_style(self) -> list[tuple[str, int, float]]:
        """Each style that was led in: how many games, and their mean stars; in the order of STYLES."""
        counts = Counter(game.style for game in self.games)
        stars = {name: sum(game.stars for game in self.games if game.style == name) for name in STYLES}
        return [(name, counts[name], stars[name] / counts[name]) for name in STYLES if counts[name]]

    def done(self, feat: Feat) -> Game | None:
        """The newest game that has what a feat asks for, if there is one."""
        return next((game for game in self.games if feat.holds(game)), None)


def told(path: Path) -> Game | None:
    """What a saved game tells, played again; None where it is not over, does not run as recorded or cannot be read."""
    try:
        session, verdict = proved(saves.read(path))
    except saves.SaveError:
        return None
    return of_session(session) if verdict.ok and session.over else None


def of_session(session: Session) -> Game:
    """What a finished game tells; ValueError before its end."""
    outcome, level = session.outcome(), session.level
    if outcome is None:
        raise ValueError("the game is not over")
    flat = [action for actions in session.log for action in of_the_desk(actions)]
    visited = {action.target for action in flat if action.lever == "visit"}
    teams = [int(team) for team in np.flatnonzero(session.report.there)]
    moved = np.sum([ledger.moved for ledger in session.ledgers], axis=0)
    return Game(
        level_name(level), level.title, level.rung, session.week, session.world.people, outcome.stars, outcome.score,
        sum(outcome.left.values()), dict(Counter(action.lever for action in flat)),
        tuple(float(part) for part in moved), len(teams),
        tuple(level.team_names[team] for team in teams if team not in visited),
    )  # fmt: skip


def chronicle(paths: Sequence[Path]) -> Iterator[Chronicle]:
    """Tells one saved game after the other, the newest first; each result holds all that is known so far."""
    games: tuple[Game, ...] = ()
    for n, path in enumerate(paths, 1):
        game = told(path)
        games = (*games, game) if game is not None else games
        yield Chronicle(games, len(paths), n - len(games))


def job(paths: Sequence[Path]) -> Apart[Chronicle]:
    """The same in a process of its own, which begins with `start`."""
    return Apart("chronicle", chronicle, tuple(paths))
