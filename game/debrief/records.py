"""The records of a debrief: frozen, to be pickled, and all that a screen or a page reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.session import Pin, earned
from game.sim.actions import Action
from game.sim.curves import Floats, Ints, total
from game.words.explain import apportion
from game.yardsticks import Standing

LEADERS: dict[str, tuple[str, str]] = {
    "perfect": ("Knows everything", "a calculation, not a leader"),
    "you": ("You", ""),
    "before": ("Your last run", "the same luck"),
    "mixed": ("Some of both", "they choose, tags, few orders"),
    "values": ("A kept word", "some of both, and values lived"),
    "incentives": ("Only incentives", "they choose, tags for contracts"),
    "orders": ("Only orders", "every letter from the desk"),
    "standing": ("One order each", "a long one, and that is all"),
    "handsoff": ("Nobody leads", "they choose, and that is all"),
    "idle": ("An empty desk", "nothing is ever decided"),
    "random": ("Whatever it is", "any legal thing, by lot"),
    "free": ("If free to choose", "not allowed here"),
}
"""What each leader of the comparison is called, and how it leads."""


@dataclass(frozen=True)
class Spell:
    """A run of weeks (first to last, inclusive) in which a product was short or left over, and what that cost.

    pieces: customers who gave up waiting, or pieces that spoiled.
    """

    first: int
    last: int
    pieces: float


@dataclass(frozen=True, eq=False)
class Sight:
    """What the desk believed at the start of weeks 1…W: [W, G] demand, stock, backlog in pieces; [W] the rest.

    Row i stands beside the truth of week i, which had just ended. age: weeks between that truth and what the report
    showed; morale, score: shares. rosy: share of that week's bad news that nobody passed on, since the desk was loved.
    """

    age: Ints
    demand: Floats
    stock: Floats
    backlog: Floats
    morale: Floats
    score: Floats
    rosy: Floats


@dataclass(frozen=True, eq=False)
class Quarter:
    """How the true score moved in weeks first…last: shares before and after, and each entry of the score account [C].

    The entries, in the order of SCORE_CAUSES, add up to after − before.
    """

    first: int
    last: int
    before: float
    after: float
    causes: Floats

    def points(self) -> list[int]:
        """The entries in whole points that add up to the difference of the shown scores."""
        return whole_points([float(share) for share in self.causes], earned(self.after) - earned(self.before))


@dataclass(frozen=True, eq=False)
class Run:
    """The player's own game; W weeks, G products, pieces a week unless said.

    wanted: new demand. made, delivered, spoiled, lost (customers who gave up). stock, backlog: at each week's end.
    price, shadow: currency, what teams saw and what one more piece was worth to a planner who knew everything.
    believed: what the desk thought at the time; morale, score [W]: what was so. few, many [G]: the worst spells.
    letters: how many were written, departments: how many of those to a department, tags, visits.
    facts: sentences to lay beside a bet. left: why people left, in words, and how many, the most frequent first;
    joined: people who came. moved [W, MOVERS]: people at work by what moved them. way: share of the way to the vision,
    or to the level's aim, None where there is neither.
    """

    standing: Standing
    wanted: Floats
    made: Floats
    delivered: Floats
    spoiled: Floats
    lost: Floats
    stock: Floats
    backlog: Floats
    price: Floats
    shadow: Floats
    believed: Sight
    morale: Floats
    score: Floats
    few: tuple[Spell | None, ...]
    many: tuple[Spell | None, ...]
    quarters: tuple[Quarter, ...]
    letters: int
    departments: int
    tags: int
    visits: int
    cash_change_cents: int
    facts: tuple[str, ...]
    left: tuple[tuple[str, int], ...]
    joined: int
    moved: Floats
    way: float | None

    def movers(self) -> list[int]:
        """What moved the work of the whole game, in whole points by MOVERS; they add up to 100, or to 0."""
        sums = [total(column) for column in self.moved.T]
        whole = total(np.array(sums))
        return whole_points([part / whole for part in sums], 100) if whole > 0.0 else [0] * len(sums)


@dataclass(frozen=True)
class Leader:
    """Another game on the same luck (or, if not same_luck, the player's last one on other luck), by name."""

    name: str
    standing: Standing
    same_luck: bool = True

    def words(self) -> tuple[str, str]:
        """What the leader is called, and how it leads, or what became of its company."""
        title, note = LEADERS[self.name]
        if not self.same_luck:
            note = f"other luck: seed {self.standing.seed}"
        if self.standing.outcome == "bankrupt":
            note = f"out of cash in week {self.standing.weeks}"
        if self.standing.outcome == "deserted":
            note = f"half had left by week {self.standing.weeks}"
        return title, note


@dataclass(frozen=True)
class Moment:
    """A week whose decisions changed the end: gain is the score with them less the score without, causes its parts.

    causes: (name in SCORE_CAUSES, share), all of them, largest first; they add up to gain.
    """

    week: int
    actions: tuple[Action, ...]
    gain: float
    causes: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class Debrief:
    """All there is to discuss, as far as it has been worked out.

    ready: share of the work done, 0…1. run: None until the player's game has been played again. perfect: the most the
    company as founded could have delivered net of waste on this luck, had one mind known every demand and every
    skill in advance (yardstick E's denominator, as a share of the reference demand); a calculation, not a game. bound:
    that denominator itself, for the save, once the game is over. leaders: those who led by the player's own levers.
    free: what became of the company whose teams might choose, where the level's own may not; it is no leader to be
    measured against. coming: names still to play. moments: None until found, then up to three in order of weeks.
    trouble: a sentence if the work broke off.
    """

    ready: float = 0.0
    run: Run | None = None
    perfect: float | None = None
    leaders: tuple[Leader, ...] = ()
    free: Leader | None = None
    coming: tuple[str, ...] = ()
    moments: tuple[Moment, ...] | None = None
    trouble: str = ""
    bound: float | None = None


@dataclass(frozen=True)
class Change:
    """One cause of a changed figure: name, words, size in whole points and as a share, what it was and what it is.

    listed: the words of those that it stands for, where it stands for several.
    """

    name: str
    label: str
    points: int
    share: float
    before: float
    after: float
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """A quarter as the desk sees it: the one that closed (0-based), and what moved the reported score.

    start, end: whole points; for the first quarter start is what everyone could make on an average day. The points
    of all changes add up to end − start, and their shares to the difference of the reported scores. morale: the
    same for reported morale. people: (name, before, after) shares of morale, trust, initiative, commitment and
    waiting. decisions: pins of the letters whose life touches the quarter or is yet to come, the weightiest first.
    age: weeks of the newest report.
    """

    quarter: int
    week: int
    age: int
    start: int
    end: int
    changes: tuple[Change, ...]
    morale: tuple[Change, ...]
    people: tuple[tuple[str, float, float], ...]
    cash_before_cents: int
    cash_cents: int
    decisions: tuple[Pin, ...]


def alike_once(leaders: Sequence[Leader]) -> list[Leader]:
    """The leaders without those that played as one before them did; the player's last run always stands."""
    met: set[str] = set()
    out = []
    for leader in leaders:
        if leader.standing.digest not in met or leader.name == "before":
            out.append(leader)
        met.add(leader.standing.digest)
    return out


def whole_points(shares: Sequence[float], whole: int) -> list[int]:
    """Whole points near 100 × shares that add up to `whole`, which is within one of their sum."""
    return apportion([100.0 * share for share in shares], whole)
