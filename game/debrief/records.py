"""The records of a debrief: frozen, to be pickled, and all that a screen or a page reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.session import Pin, earned
from game.sim.actions import Action
from game.sim.curves import Floats, Ints, total
from game.sim.ledger import SCORE_INDEX
from game.words.explain import apportion
from game.words.leaders import LEADERS
from game.yardsticks import Standing

CAPACITY = SCORE_INDEX["capacity"]
DECISIVE = 0.01
"""A decision is told from this share of the score on; below it, chance in the teams' choices speaks louder."""


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
        return in_points(self.causes, earned(self.before), earned(self.after), begins=self.first == 0)


@dataclass(frozen=True)
class Loss:
    """A cause by which the score was lowered: its name in SCORE_CAUSES, share below 0, and where and when it was worst.

    first, last: the worst weeks, inclusive. part: share of the loss of those weeks that fell on whom is named: a team,
    a department or a product, −1 each where it was everyone. remedy: a sentence of what this level allows against it.
    """

    cause: str
    share: float
    first: int
    last: int
    part: float
    team: int = -1
    department: int = -1
    product: int = -1
    remedy: str = ""


@dataclass(frozen=True)
class Voice:
    """Who speaks at the end: name, where they are ("" if that is told by the name), the team's index and its morale in
    points, how the player knows them, what they say, and their face (see `cast.face_of`) if they have one."""

    name: str
    place: str
    team: int
    morale: int
    lead: str
    says: str
    face: tuple[int, int] | None = None


@dataclass(frozen=True, eq=False)
class Judged:
    """What a bet is held against: for every answer whether it was right (2), half right (1) or not (0), −1 where that
    cannot be said; what happened, as a sentence; and a curve of it.

    weeks, was: points of the curve, x in weeks and y in `unit`. as_bet: for each answer the y at the same x as that bet
    has it. heard: a week that is marked, with its words, None where none is.
    """

    marks: tuple[int, ...]
    said: str
    unit: str = ""
    weeks: Floats | None = None
    was: Floats | None = None
    as_bet: tuple[Floats, ...] = ()
    heard: tuple[float, str] | None = None


@dataclass(frozen=True, eq=False)
class Run:
    """The player's own game; W weeks, G products, pieces a week unless said.

    wanted: new demand. made, delivered, spoiled, lost (customers who gave up). stock, backlog: at each week's end.
    price, shadow: currency, what teams saw and what one more piece was worth to a planner who knew everything.
    believed: what the desk thought at the time; morale, score [W]: what was so. few, many [G]: the worst spells.
    letters: how many were written, departments: how many of those to a department, tags, visits.
    facts: sentences to lay beside a bet. left: why people left, in words, and how many, the most frequent first;
    joined: people who came. moved [W, MOVERS]: people at work by what moved them. way: share of the way to the vision,
    or to the level's aim, None where there is neither. cash [W + 1]: currency in the till at the start and after each
    week; once: (week, line of the till, cents) of what does not go on by itself. losses: where most was lost, the
    largest first. voice: who speaks at the end. judged: what the bet is held against, None where the level has none
    that can be judged.
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
    cash: Floats
    once: tuple[tuple[int, str, int], ...]
    losses: tuple[Loss, ...]
    voice: Voice
    judged: Judged | None

    def movers(self) -> list[int]:
        """What moved the work of the whole game, in whole points by MOVERS; they add up to 100, or to 0."""
        sums = [total(column) for column in self.moved.T]
        whole = total(np.array(sums))
        return whole_points([part / whole for part in sums], 100) if whole > 0.0 else [0] * len(sums)

    def account(self, quarter: int | None = None) -> tuple[int, int, tuple[int, ...]]:
        """The `account` of a quarter, or of the whole game."""
        return account(self.quarters if quarter is None else (self.quarters[quarter],))

    def lost_points(self) -> list[tuple[Loss, int]]:
        """The losses of a point or more with their sizes as the account of the whole game has them."""
        sizes = self.account()[2]
        return [(loss, sizes[SCORE_INDEX[loss.cause]]) for loss in self.losses if sizes[SCORE_INDEX[loss.cause]] < 0]


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

    causes: (name in SCORE_CAUSES, share), all of them, largest first; they add up to gain. lost: how the company would
    have come to its end without them, as `Outcome.kind`, "" where it would not; after: how many weeks.
    """

    week: int
    actions: tuple[Action, ...]
    gain: float
    causes: tuple[tuple[str, float], ...]
    lost: str = ""
    after: int = 0


@dataclass(frozen=True)
class Missed:
    """A decision that was not taken and would have served more: gain is the score with it less the score as it was.

    causes: as of a `Moment`. instead: what was decided in that week and had to give way to it. knew: what lay on the
    desk that spoke for it: "contract" (figure: its first week), "owed" (pieces), "waiting" (percent of the people) or
    "" nothing; product: which of the goods that is about, −1 none.
    """

    week: int
    action: Action
    gain: float
    causes: tuple[tuple[str, float], ...]
    instead: tuple[Action, ...] = ()
    knew: str = ""
    product: int = -1
    figure: int = 0


@dataclass(frozen=True, eq=False)
class Debrief:
    """All there is to discuss, as far as it has been worked out.

    ready: share of the work done, 0…1. run: None until the player's game has been played again. perfect: the most that
    could have been delivered net of waste on this luck with the people, methods and customers of one of the companies
    shown, had one mind known every demand and every skill in advance, as a share of the reference demand; a
    calculation, not a game. It is that of the company in which most was possible, so nobody shown passes it; whose:
    the name of its leader. bound: yardstick E's denominator, for the save, once the game is over. leaders: those who
    led by the player's own levers.
    free: what became of the company whose teams might choose, where the level's own may not; it is no leader to be
    measured against. coming: names still to play. moments: None until found, then the weightiest few in order of weeks.
    missed: the best decision that was not taken, None where none that was tried is worth a point, or until `searched`.
    trouble: a sentence if the work broke off.
    """

    ready: float = 0.0
    run: Run | None = None
    perfect: float | None = None
    whose: str = "you"
    leaders: tuple[Leader, ...] = ()
    free: Leader | None = None
    coming: tuple[str, ...] = ()
    moments: tuple[Moment, ...] | None = None
    missed: Missed | None = None
    searched: bool = False
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


def moved(score: float, other: float) -> int:
    """How many whole points a score lies above another, by the figures that are shown of both."""
    return earned(score) - earned(other)


def alike_once(leaders: Sequence[Leader]) -> list[Leader]:
    """The leaders without those that played as one before them did; the player's last run always stands."""
    met: set[str] = set()
    out = []
    for leader in leaders:
        if leader.standing.digest not in met or leader.name == "before":
            out.append(leader)
        met.add(leader.standing.digest)
    return out


def account(parts: Sequence[Quarter]) -> tuple[int, int, tuple[int, ...]]:
    """The shown scores before and after quarters on end, and the points of each entry between them.

    parts: one quarter, or all from the first on. The entries are in the order of SCORE_CAUSES. A game begins with what
    everyone could make, which is no entry between: its points are 0 there.
    """
    first = parts[0].first == 0
    if len(parts) == 1:
        sizes = parts[0].points()
    else:
        shares = np.cumsum(np.stack([part.causes for part in parts]), axis=0)[-1]
        sizes = in_points(shares, 0, earned(parts[-1].after), begins=True)
    start = sizes[CAPACITY] if first else earned(parts[0].before)
    kept = [0 if first and index == CAPACITY else size for index, size in enumerate(sizes)]
    return start, earned(parts[-1].after), tuple(kept)


def in_points(causes: Floats, before: int, after: int, *, begins: bool) -> list[int]:
    """Entries of the score account [C] in whole points that add up to after − before; begins: from nothing.

    There the first of them, what everyone could make, is shown as a score of its own, and cut off as scores are.
    """
    shares = [float(share) for share in causes]
    if not begins:
        return whole_points(shares, after - before)
    start = earned(shares[CAPACITY])
    others = whole_points([share for index, share in enumerate(shares) if index != CAPACITY], after - start)
    return [*others[:CAPACITY], start, *others[CAPACITY:]]


def whole_points(shares: Sequence[float], whole: int) -> list[int]:
    """Whole points near 100 × shares that add up to `whole`, which is within one of their sum."""
    return apportion([100.0 * share for share in shares], whole)
