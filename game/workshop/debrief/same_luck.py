"""What a room talks about when several groups led the same company on the same luck: page by page, as plain figures.

A company is called by its number and nothing else, and none is ranked. Who else is shown, the bots and what perfect
information would have reached, played the same luck. `group` makes ready what takes long, `reveals` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game import debrief
from game.debrief.making import scores_by_week
from game.levels import Level
from game.levels.names import FREE
from game.others import led, others
from game.session import Session, earned
from game.sim.actions import of_the_desk
from game.sim.curves import Floats
from game.sim.levers import LEVERS
from game.sim.values import MOVER_WORDS, MOVERS
from game.words.explain import counted
from game.words.figures import tenths
from game.words.leaders import LEADERS
from game.words.names import Names
from game.workshop.debrief import again
from game.workshop.debrief.reveals import Figures, Reveal
from game.yardsticks import founding_bound

BESIDE: tuple[str, ...] = ("orders", "idle")
"""Bots that are drawn beside the companies, after the best of `game.others`, or the free where teams are not."""
MOST_LEVERS = 11
"""Levers that are told apart; of more, those used least are counted together."""
MOST_GOODS = 4
"""Products that are drawn; of more, those about which the companies were most wrong."""


@dataclass(frozen=True, eq=False)
class Played:
    """A session beside what its desk believed; W weeks, G products, pieces a week unless said.

    wanted … owed [W, G]: what was so; believed [W, G]: the demand that the desk took for that week's. age [W]: weeks
    that its news was old. morale, score [W]: shares, true. moved: whole points by MOVERS that add up to 100, or 0.
    left, joined: people. lived: by declared value, deeds of the desk that lived and that betrayed it.
    """

    wanted: Floats
    made: Floats
    delivered: Floats
    spoiled: Floats
    stock: Floats
    owed: Floats
    believed: Floats
    age: tuple[int, ...]
    morale: Floats
    score: Floats
    moved: tuple[int, ...]
    left: int
    joined: int
    lived: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Company:
    """One group's company. number: from 1, all that it is called by. words: what it says of its values, by name."""

    number: int
    session: Session
    played: Played
    words: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called."""
        return f"Company {self.number}"


@dataclass(frozen=True)
class Group:
    """Companies of one level on one luck, and what played beside them for as many weeks as the longest of them.

    beside: by bot, its score week by week [W]. bound: what could have been reached, as a share of what was wanted.
    """

    level: Level
    seed: int
    weeks: int
    companies: tuple[Company, ...]
    beside: dict[str, Floats]
    bound: float


def numbered(sessions: Iterable[Session]) -> list[Session]:
    """The sessions that were played, in the order in which the pages number them from 1."""
    return sorted((session for session in sessions if session.ledgers), key=lambda session: session.digest())


def group(sessions: Sequence[Session], words: Sequence[Mapping[str, str]] = ()) -> Group:
    """Makes ready what the pages of some played sessions need; ValueError if they are not of one level and luck.

    They are numbered by their digests, so that no number tells whose company it is. words: what each of them says of
    its values, by name.
    """
    played = numbered(sessions)
    own = {id(session): said for session, said in zip(sessions, words, strict=False)}
    if not played:
        raise ValueError("none of these games has been played yet")
    if len({(session.world.fingerprint(), session.seed, session.difficulty) for session in played}) > 1:
        raise ValueError("these games are not of one level and one luck")
    first = played[0]
    weeks = max(session.week for session in played)
    companies = [
        Company(number, session, _played(session), own.get(id(session), {})) for number, session in enumerate(played, 1)
    ]
    best = others(first.level.world)[0] if first.level.world.may_choose else FREE
    names = (best, *BESIDE)
    beside = {name: _bot(first.level, first.seed, first.difficulty, name, weeks) for name in names}
    return Group(first.level, first.seed, weeks, tuple(companies), beside, _bound(played))


def reveals(group: Group) -> tuple[Reveal, ...]:
    """The pages of a group of companies in their order; those that nothing was played for are left out."""
    pages = (row(group) for row in _PAGES)
    return tuple(page for page in pages if page is not None)


# What takes long.


@lru_cache(maxsize=128)
def _played(session: Session) -> Played:
    """A session played again beside its reports; those that lie in a room or a list are never changed in place."""
    seen = again.seen(session)
    rows = {
        name: np.stack([getattr(ledger, name) for ledger in session.ledgers])
        for name in ("demand", "made", "delivered", "spoiled", "stock", "backlog", "moved")
    }
    sums = [float(column.sum()) for column in rows["moved"].T]
    moved = debrief.whole_points([part / sum(sums) for part in sums], 100) if sum(sums) else [0] * len(sums)
    end = seen.session.report
    return Played(
        rows["demand"], rows["made"], rows["delivered"], rows["spoiled"], rows["stock"], rows["backlog"],
        np.stack(seen.believed), seen.age, np.array(seen.morale), scores_by_week(session), tuple(moved),
        int(end.left_ever.sum()), int(end.joined_ever.sum()), seen.lived,
    )  # fmt: skip


@lru_cache(maxsize=32)
def _bot(level: Level, seed: int, difficulty: str, name: str, weeks: int) -> Floats:
    """The score of a bot's company on this luck after each week [W], as a share of what was wanted until then."""
    return scores_by_week(led(level, seed, difficulty, name, weeks=weeks))


def _bound(sessions: Sequence[Session]) -> float:
    """What the founding company could have reached on this luck, for as long as the longest of these games."""
    longest = max(sessions, key=lambda session: (not session.lost, session.week))
    return founding_bound(longest) / max(longest.planned, 1e-9)


# The pages.


def _score(group: Group) -> Reveal | None:
    """What customers got, week by week, company beside company, with bots and the bound as lines to hold it against."""
    many = counted(len(group.companies), "company").replace("companys", "companies")
    return Reveal(
        "scores", "The same luck, many hands", f"{many}, the same customers, {counted(group.weeks, 'week')}",
        "Where do the lines part, and what came before?",
        {
            "weeks": group.weeks,
            "companies": [{"name": c.name, "figures": _percent(c.played.score)} for c in group.companies],
            "beside": [{"name": LEADERS[name][0], "figures": _percent(row)} for name, row in group.beside.items()],
            "bound": earned(group.bound),
        },
    )  # fmt: skip


def _belief(group: Group) -> Reveal | None:
    """What each desk believed to be wanted, under what was."""
    names = Names.of(group.level)
    longest = max(group.companies, key=lambda c: c.session.week).played
    rows: list[Figures] = []
    for product in range(len(names.products)):
        gaps = [np.abs(c.played.believed[:, product] - c.played.wanted[:, product]).mean() for c in group.companies]
        rows.append({
            "name": names.product_names[product], "look": names.looks[product],
            "wanted": _rounded(longest.wanted[:, product]),
            "believed": [
                {"name": c.name, "figures": _rounded(c.played.believed[:, product])} for c in group.companies
            ],
            "off": [round(float(gap), 1) for gap in gaps],
        })  # fmt: skip
    rows.sort(key=lambda row: -sum(row["off"]))
    ages = [max(c.played.age) for c in group.companies]
    old = f"News was up to {counted(max(ages), 'week')} old" if max(ages) else "Every week was seen as it ended"
    return Reveal(
        "beliefs", "What the desks believed", old, "What would you have done, with the truth in front of you?",
        {"weeks": group.weeks, "products": rows[:MOST_GOODS], "left_out": [row["name"] for row in rows[MOST_GOODS:]]},
    )


def _moved(group: Group) -> Reveal | None:
    """What the work was done for, in shares of the whole game."""
    companies: list[Figures] = [{"name": c.name, "shares": list(c.played.moved)} for c in group.companies]
    if not any(sum(row["shares"]) for row in companies):
        return None
    used = [n for n in range(len(MOVERS)) if any(row["shares"][n] for row in companies)]
    return Reveal(
        "moved", "What moved the work", "What a week's work was done for, in percent of all work",
        "Which of these goes on when you leave the room?",
        {"movers": [{"name": MOVERS[n], "words": MOVER_WORDS[MOVERS[n]][0], "index": n} for n in used],
         "companies": companies},
    )  # fmt: skip


def _discs(group: Group) -> Reveal | None:
    """What each desk spent its attention on: how often each lever was used."""
    counts = []
    for company in group.companies:
        used: dict[str, int] = {}
        for actions in company.session.log:
            for action in of_the_desk(actions):
                used[action.lever] = used.get(action.lever, 0) + 1
        counts.append((company.name, used))
    levers = [name for name in LEVERS if any(used.get(name) for _, used in counts)]
    if not levers:
        return None
    told = set(sorted(levers, key=lambda name: -sum(used.get(name, 0) for _, used in counts))[: MOST_LEVERS - 1])
    if len(levers) <= MOST_LEVERS:
        told = set(levers)
    rows = [{"name": name, "title": LEVERS[name].title} for name in levers if name in told]
    rest = [name for name in levers if name not in told]
    if rest:
        rows.append({"name": "rest", "title": f"{len(rest)} others"})
    return Reveal(
        "discs", "Where the attention went", "How often each desk used what it had",
        "What did you stop doing, and when?",
        {"levers": rows, "companies": [
            {"name": name, "counts": [
                *(used.get(lever, 0) for lever in levers if lever in told),
                *([sum(used.get(lever, 0) for lever in rest)] if rest else []),
            ]}
            for name, used in counts
        ]},
    )  # fmt: skip


def _values(group: Group) -> Reveal | None:
    """What each company declared beside what it did."""
    rows = [
        {"name": c.name, "number": c.number, "values": [
            {"value": value, "words": c.words.get(value, ""), "lived": lived, "betrayed": betrayed}
            for value, (lived, betrayed) in c.played.lived.items()
        ]}
        for c in group.companies if c.played.lived
    ]  # fmt: skip
    if not rows:
        return None
    return Reveal(
        "values", "What was said, and what was done",
        "What each declared, in its own words, beside what its desk then did",
        "Which deed would your people name first?", {"companies": rows},
    )  # fmt: skip


def _people(group: Group) -> Reveal | None:
    """How people felt, week by week, and how many left."""
    return Reveal(
        "people", "How people fared", "True morale, 0 to 100, week by week",
        "What did people see that the figures did not show you?",
        {
            "weeks": group.weeks,
            "companies": [
                {"name": c.name, "figures": [round(100 * float(m), 1) for m in c.played.morale],
                 "left": c.played.left, "joined": c.played.joined}
                for c in group.companies
            ],
        },
    )  # fmt: skip


def _talk(group: Group) -> Reveal | None:
    """The level's own questions."""
    if not group.level.debrief:
        return None
    return Reveal(
        "talk", "Talk about it", group.level.title, "Take one of these, and a neighbour.",
        {"questions": list(group.level.debrief)},
    )  # fmt: skip


def _percent(shares: Floats) -> list[float]:
    return [tenths(float(share)) for share in shares]


def _rounded(figures: Floats) -> list[float]:
    return [round(float(figure), 1) for figure in figures]


_PAGES: tuple[Callable[[Group], Reveal | None], ...] = (
    _score, _belief, _moved, _discs, _values, _people, _talk,
)  # fmt: skip
