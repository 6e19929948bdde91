"""Families of leaders, and the best of each: no side of a law is one leader that somebody happened to write.

A family is a programme with some dials held and some free to turn. Its best leader for a company is searched on seeds
of its own (`SEARCHED`), which no law tests on; what was found stands in `FOUND`, and `laws --search` looks again.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from game.lab.programmes import DIALS, KEEP, NEVER, Programme, turned
from game.lab.worlds import ATTENTION, WEEKS, calm, family, fresh, play
from game.sim.values import CARRY_ON, CHOOSE
from game.sim.world import Contract, DemandShift, Recall, World

SEARCHED = range(901, 905)
"""Seeds that leaders are searched on; laws are tested on 1, 2, …"""
TRIALS = 48
"""Leaders that a search tries after those it begins with."""
FIRST_SEEDS = 2
"""Seeds on which a leader is tried before it is worth trying it on all of them."""
BETTER = 1.0
"""Points by which a leader that a search finds must be ahead of the one that stands, to matter."""
LARGE = 100
"""People from which a search plays one year instead of two."""
DOZEN, WIDE = 12, 0.6
"""Teams among which choosing finds its way, and how far the teams of a large company differ (`specialisation`)."""
LETTERS = ("whole", "weeks", "keep", "hurdle", "spare", "quota")
"""Dials that say what teams are told to make."""


@dataclass(frozen=True)
class Family:
    """A kind of leader: what it may do in a sentence, the dials it turns, and where its search begins."""

    sentence: str
    dials: tuple[str, ...]
    first: tuple[Programme, ...]


_LOOKS = ("reporting", "look", "around")
FAMILIES: dict[str, Family] = {
    "command": Family(
        "orders to teams and departments, quotas, carrying on, reports and visits", ("default", *_LOOKS, *LETTERS), (
            Programme(look=3, default=CARRY_ON, around=True),
            Programme(look=2, default=CARRY_ON, weeks=8, around=True),
            Programme(default=CARRY_ON, whole=True, weeks=8, reporting=1, around=True),
            Programme(look=2, default=CARRY_ON, whole=True, weeks=2, reporting=1),
            Programme(look=2, default=CARRY_ON, quota=4, hurdle=0.4, around=True),
        )),
    "incentives": Family(
        "choosing, tags, reports and visits", ("reporting", "look", "around", "coins", "lead", "hang"), (
            Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
            Programme(default=CHOOSE, coins=1, hang=3, hurdle=NEVER, around=True),
            Programme(default=CHOOSE, coins=2, hurdle=NEVER, reporting=1, around=True),
        )),
    "both": Family(
        "all of these", ("default", *_LOOKS, "coins", "lead", "hang", "cure", *LETTERS), (
            Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
            Programme(default=CHOOSE, coins=2, weeks=2, keep=1, hurdle=0.7, around=True),
            Programme(default=CHOOSE, weeks=2, keep=2, hurdle=2.0, cure=True, around=True),
            Programme(look=3, default=CARRY_ON, around=True),
        )),
}  # fmt: skip
SETTINGS: dict[tuple[str, str], tuple[object, ...]] = {
    ("command", "default"): (KEEP, CARRY_ON),
}
"""Where a dial of a family may stand, if not everywhere."""


def eventful(people: int) -> World:
    """A company in which something happens that one place sees first: bad material, a rush, a customer who signs."""
    goods = len(family(people).products)
    return family(
        people, recalls=(Recall(30, 0.4), Recall(74, 0.4)), shifts=(DemandShift(52, 1 % goods, 2.5, 6),),
        contracts=(Contract(18, 0, 3.0), Contract(44, goods - 1, 3.0), Contract(86, 0, 3.0)),
    )  # fmt: skip


def unlimited(people: int) -> World:
    """The company whose goods hardly keep, led by a desk with endless attention whose letters take no time."""
    return fresh(people, discs=ATTENTION, weeks_per_layer=0.0)


def even(people: int) -> World:
    """The unlimited company in which size changes nothing about choosing: of at least a dozen teams, from twelve people
    on, that differ as much as those of a large one."""
    usual = unlimited(people)
    return replace(usual, team_size=min(usual.team_size, max(1, people // DOZEN)), specialisation=WIDE)


COMPANIES: dict[str, Callable[[int], World]] = {
    "usual": family, "calm": calm, "fresh": fresh, "eventful": eventful, "unlimited": unlimited,
    "even": even,
}  # fmt: skip
"""Kinds of company that leaders are searched for."""


def best(kind: str, people: int, name: str) -> Programme:
    """The leader of a family that was found for a company."""
    return FOUND[kind, people][name]


def company(kind: str, people: int, **changes: object) -> World:
    """A company of a kind, with fields of `World` set otherwise."""
    return replace(COMPANIES[kind](people), **changes)  # type: ignore[arg-type]


def silent(leader: Programme) -> Programme:
    """The same leader who tells nobody what to make: no order, no quota, and none to everyone."""
    return replace(leader, hurdle=NEVER, whole=False, spare=False, quota=0, cure=False)


def points(kind: str, people: int, leader: Programme, seeds: int = len(SEARCHED)) -> float:
    """Mean V of a leader in a company on the first of the seeds that are searched on; of the large, over one year."""
    world = company(kind, people, weeks=WEEKS if people < LARGE else WEEKS // 2)
    return sum(play(world, seed, leader).points() for seed in SEARCHED[:seeds]) / seeds


def searched(kind: str, people: int, name: str, trials: int = TRIALS) -> tuple[Programme, float]:
    """The best leader of a family that a search finds for a company, and its V in the mean of `SEARCHED`.

    It starts from the best of a few, and turns one dial at a time, or two, keeping what is better on all seeds
    together. The same arguments find the same leader.
    """
    kin = FAMILIES[name]
    luck = random.Random(f"{kind} {people} {name}")

    worth, whole = cache(partial(points, kind, people)), len(SEARCHED)
    leader = max(kin.first, key=lambda one: worth(one, FIRST_SEEDS))
    for _ in range(trials):
        other = leader
        for _ in range(1 + (luck.random() < 0.4)):
            other = _turned(other, name, luck)
        if worth(other, FIRST_SEEDS) > worth(leader, FIRST_SEEDS) - 1.0 and worth(other, whole) > worth(leader, whole):
            leader = other
    return leader, worth(leader, whole)


def _turned(leader: Programme, name: str, luck: random.Random) -> Programme:
    while True:
        other = turned(leader, FAMILIES[name].dials, luck.random(), luck.random())
        if all(getattr(other, dial) in SETTINGS.get((name, dial), DIALS[dial][1]) for dial in FAMILIES[name].dials):
            return other


def words(leader: Programme) -> str:
    """What a leader does, as a player might put it."""
    return leader.words(tuple(DIALS))


FOUND: dict[tuple[str, int], dict[str, Programme]] = {
    ("usual", 5): {
        "command": Programme(default=CARRY_ON, look=2, whole=True, weeks=8, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
        "both": Programme(default=CHOOSE, reporting=0, coins=2, lead=6, keep=1, hurdle=0.4, around=True),
    },
    ("fresh", 5): {
        "command": Programme(default=CARRY_ON, look=2, whole=True, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
        "both": Programme(default=CHOOSE, coins=2, weeks=2, keep=1, hurdle=0.7, around=True),
    },
    ("eventful", 40): {
        "both": Programme(default=CHOOSE, cure=True, lead=6, look=2, weeks=2, keep=2, hurdle=2.0, around=True),
    },
    ("fresh", 12): {
        "command": Programme(default=CARRY_ON, look=3, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
    },
    ("fresh", 20): {
        "command": Programme(default=CARRY_ON, look=1, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
    },
    ("eventful", 120): {
        "both": Programme(default=CHOOSE, cure=True, coins=1, lead=2, weeks=2, keep=2, hurdle=1.2, around=True),
    },
    ("fresh", 200): {
        "command": Programme(default=CARRY_ON, reporting=1, look=1, whole=True, weeks=2, hurdle=0.4, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, lead=6, look=2, hurdle=NEVER, around=True),
    },
    ("unlimited", 400): {
        "command": Programme(default=CARRY_ON, look=2, weeks=2, hurdle=0.4, around=True),
        "incentives": Programme(default=CHOOSE, coins=1, lead=6, hang=3, hurdle=NEVER, around=True),
    },
    ("even", 12): {
        "command": Programme(default=CARRY_ON, look=3, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
    },
    ("even", 20): {
        "command": Programme(default=CARRY_ON, look=2, weeks=8, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
    },
    ("even", 200): {
        "command": Programme(default=CARRY_ON, look=2, weeks=8, around=True),
        "incentives": Programme(default=CHOOSE, coins=2, hurdle=NEVER, around=True),
    },
    ("eventful", 400): {
        "both": Programme(default=CHOOSE, cure=True, coins=1, lead=4, look=3, weeks=2, keep=2, hurdle=2.0, around=True),
    },
}  # fmt: skip
"""The leaders that were found, by kind of company, people and family; see `searched`."""
