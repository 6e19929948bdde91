"""The truth about a company: every quantity that affects its future, and nothing else.

Axes: P people, T teams, G products, V offered values, D departments, S = 3 slots for banners and for tags.
"""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.sim.curves import Bytes, Flags, Floats, Ints, Singles
from game.sim.world import World

YEAR = 52
"""Weeks for which comings and goings are remembered week by week."""


@dataclass(frozen=True)
class Letter:
    """An order or announcement on its way.

    lever: name in LEVERS. target: index of a team, department, product or value (−1 = everyone).
    amount: the lever's fields as whole numbers. sent, due: weeks; it is read in week `due`.
    """

    lever: str
    target: int
    amount: tuple[int, ...]
    sent: int
    due: int


@dataclass(frozen=True)
class Disc:
    """Discs of attention in use: how many, for which lever and target, and the week they are free again.

    back = −1 means until it is called off (a ritual).
    """

    lever: str
    target: int
    count: int
    back: int


@dataclass(frozen=True, repr=False)
class Card:
    """A dilemma that has come to the desk.

    index: in the world's dilemmas. department: that brought it, −1 for everyone. product: what it asks for (G improve,
    −2 nothing). dealt: the week it came; until: the last week in which it can be answered. verb: the answer, −1 while
    there is none. answered: that week, −1. due: the week in which the answer takes effect, −1 none.
    settled: whether it has, or time has run out. came_round: how many of a hundred who thought otherwise a talk has
    brought round, −1 where nobody counted.
    """

    index: int
    department: int
    product: int
    dealt: int
    until: int
    verb: int = -1
    answered: int = -1
    due: int = -1
    settled: bool = False
    came_round: int = -1

    def __repr__(self) -> str:
        """Its fields; one that came later is left out where it says nothing, so that older companies print alike."""
        told = [f for f in fields(self) if f.name != "came_round" or self.came_round >= 0]
        return f"Card({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in told)})"


@dataclass(frozen=True)
class Event:
    """Something that happened in a week and may be retold: its number, its kind in TALES, the team and product it is
    about (−1 none), its figure, and how often it has been told."""

    number: int
    kind: str
    week: int
    team: int
    product: int
    figure: int
    told: int


@dataclass(frozen=True)
class Picture:
    """What the company looked like at the end of one week, before it is blurred on its way up; read-only.

    teams [len(TEAM_VIEW), T], products [G, len(PRODUCT_VIEW)], company [len(COMPANY_VIEW)],
    morale [causes, T], score [causes] (cumulative value), held [D, V + S] (mean agreement with each offered value,
    then mean commitment to each banner). The figures are named in `reports`; those of teams are kept to seven digits.
    conduct [S, 4]: deeds of thirteen weeks that lived and that betrayed each banner, then the last of either (index in
    DEEDS, −1 none). quotas, quota_met [D + 1]: those that ran, and the share made of each.
    """

    week: int
    teams: Singles
    products: Floats
    company: Floats
    morale: Singles
    score: Floats
    held: Floats
    conduct: Ints
    quotas: Ints
    quota_met: Floats

    @cached_property
    def fingerprint(self) -> int:
        """A cheap number for all of it; pictures never change, so it is worked out once."""
        return _fingerprint(b"".join(_bits(getattr(self, f.name)) for f in fields(self)))


@dataclass
class State:
    """A company in one week; see `founding.found` for how it begins. Shares are 0…1 unless said.

    People: team_of [P] sorted ascending; agreement [V, P]; commitment [S, P] to each declared value;
    trust, morale, influence [P] (influence ≥ 0, mean 1 over the people); torn [P] dissonance beyond what people live
    with. A seat of P may be empty: reason [P] index of what its person joined for, −1 nobody, and then all their other
    figures are 0; leaning [P] why they think of leaving (index in LEAVING), −1 they do not.
    Teams: head [T] people; department, temperament, job, last_job [T] (what a sleeping team did last);
    order_weeks [T] weeks left of an order; chosen [T, 2] (job, weeks left) of a choice that a person in a workshop
    made for the team, weeks 0 where there is none; quota_of [T] the row of quotas a team works for, −1 none,
    quota_part [T] share of its week that it takes;
    job_weeks [T] weeks at the present job; initiative [T]; purse_cents [T]; method [T] productivity, 1…1.3;
    equipment [T] 1 = ordinary, 0…3; quality [T]; fire [T] weeks of trouble left; faulty [T]
    share of what it makes that is bad;
    skill [T, G] mean 1; causes [C, T] the morale account; wrong [T] wrongness of the order;
    bark [T, 4] (term, best, second, percent); visited [T] week of the last visit (−1 never).
    Summed up from their people whenever those change (`crowd.sum_up`, `close_accounts`): means team_morale, team_torn,
    team_trust, team_agrees (overall), team_bound (how far a team pulls in one direction) [T], team_agreement,
    team_commitment [S, T] with and to each banner; team_stance [4, T] people.
    learning [T] people's worth of work that newcomers still lose; missed [T] voices that left lately, fading;
    known_voice [T, 4] the most influential there as last met (seat, influence and commitment in hundredths, reason).
    Products: stock, backlog [G] pieces; price [G] currency; market [G] size relative to its start, .4…3;
    reputation [G]; wave [G] slow wave around 0;
    demand, delivered, asked (as inputs, by teams), used (as inputs) [G] last week's pieces; sufficed [G] share of what
    was begun that its inputs sufficed for; sufficiency [G] the share of its inputs that teams expect one more of them
    to find; ripening [L, G] pieces that reach the shelf in 1…L weeks.
    Company: cash_cents; default, reporting; rate percent a year; tools and net levels
    0…3, building weeks left of the tools being made; kpis [D, 5] 0/1; quotas [D + 1, 3] (product or −1, pieces
    a week, weeks left) of each department and of everyone, quota_met [D + 1] share of it made last week; tags [S, 3]
    (product or −1, coins, weeks left); declared [S] index of
    the offered value or −1; visibility [S, D]; rituals [S] department or −1; letters, discs; known_skill [T, G]
    with known_week [T, G] (−1 unknown) what the desk has learnt; ordered [T, 3] the desk's own copy of its last
    order (job, first week, last week + 1; −2 none); contracts [K, 6] (product, first week, last week + 1, factor,
    week heard, estimate); rumours [R, 3] (shift, whether it comes, week in which the desk found out or −1),
    rumour_trade [R, 2] pieces wanted and delivered in the weeks of those that came; pictures, newest last;
    score [causes] and reference, both cumulative value; swing: the
    difficulty's factor on how strongly demand moves; bottlenecks [B, 6] (cause, department, product, first week, last
    week + 1, week in which the desk learnt of the cause or −1); stuck [T] 1 + the bottleneck a team is in, or 0;
    advert: index in ADVERTS, advert_week the week from which it is new (a quarter before the first where nobody
    changed it); left [YEAR, causes] and joined [YEAR, reasons] people by week (week % YEAR) of the last year,
    left_ever and joined_ever by cause and reason since the founding. lit [D, 2] who stood in the spotlight last (seat,
    week; −1 nobody); lead [D] seat of whoever was made a manager (−1 nobody). unpolled [D]: somebody came, went, or was
    brought to agree otherwise there since the last picture; what believing in banners changes does not count.
    lived [S, 13, 2] deeds that lived and betrayed each banner by week modulo 13; deeds [S, 2] the last of either (index
    in DEEDS, −1 none); owed [G] weeks in a row in which customers have waited; doubt [P] how much each person holds
    against what was decided, pledge [P] how far they have committed to it all the same; cards, in the order in which
    they came.
    Vision: star_direction (−1 none), star_height, star_week it was told in, star_start of its figure; aim_start of the
    figure of the level's own aim; echo 0…1 how fresh the telling is; belief, cynicism [T]; swayed [T, 3] shares of
    price, vision and craft in a team's last choice, all 0 where it was told; chronicle of what may be retold.
    """

    world: World
    seed: int
    week: int
    team_of: Ints
    agreement: Floats
    commitment: Floats
    trust: Floats
    morale: Floats
    influence: Floats
    torn: Floats
    head: Ints
    department: Ints
    temperament: Ints
    job: Ints
    last_job: Ints
    order_weeks: Ints
    chosen: Ints
    quota_of: Ints
    quota_part: Floats
    job_weeks: Ints
    initiative: Floats
    purse_cents: Ints
    method: Floats
    equipment: Floats
    quality: Floats
    fire: Ints
    faulty: Floats
    skill: Floats
    causes: Floats
    wrong: Floats
    bark: Ints
    visited: Ints
    team_morale: Floats
    team_trust: Floats
    team_torn: Floats
    team_agrees: Floats
    team_bound: Floats
    team_stance: Ints
    team_agreement: Floats
    team_commitment: Floats
    stock: Floats
    backlog: Floats
    price: Floats
    market: Floats
    reputation: Floats
    wave: Floats
    demand: Floats
    delivered: Floats
    asked: Floats
    used: Floats
    sufficed: Floats
    sufficiency: Floats
    ripening: Floats
    cash_cents: int
    default: int
    reporting: int
    rate: int
    tools: int
    building: int
    net: int
    kpis: Ints
    quotas: Ints
    quota_met: Floats
    tags: Ints
    declared: Ints
    visibility: Floats
    rituals: Ints
    letters: tuple[Letter, ...]
    discs: tuple[Disc, ...]
    known_skill: Floats
    known_week: Ints
    ordered: Ints
    contracts: Floats
    rumours: Ints
    rumour_trade: Floats
    pictures: tuple[Picture, ...]
    score: Floats
    reference: float
    swing: float
    bottlenecks: Ints
    stuck: Ints
    lived: Ints
    deeds: Ints
    owed: Ints
    doubt: Floats
    pledge: Floats
    cards: tuple[Card, ...]
    reason: Bytes
    leaning: Bytes
    learning: Floats
    missed: Floats
    known_voice: Ints
    advert: int
    advert_week: int
    left: Ints
    joined: Ints
    left_ever: Ints
    joined_ever: Ints
    lit: Ints
    lead: Ints
    unpolled: Flags
    star_direction: int
    star_height: int
    star_week: int
    star_start: float
    aim_start: float
    echo: float
    belief: Floats
    cynicism: Floats
    swayed: Floats
    chronicle: tuple[Event, ...]

    @property
    def people(self) -> int:
        """Everyone who works here now; without empty seats."""
        return int(np.add.reduce(self.head, dtype=np.int64))

    @property
    def short_paid(self) -> bool:
        """Whether a part of the wages is held back just now; the disc that lies on it says so."""
        return any(disc.lever == "short_pay" for disc in self.discs)

    @property
    def products(self) -> int:
        """Number of products G; also the index of the job *improve*."""
        return len(self.world.products)

    def copy(self) -> State:
        """An independent copy; frozen records are shared."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        for name, value in values.items():
            if isinstance(value, np.ndarray):
                values[name] = value.copy()
        return State(**values)

    def fingerprints(self) -> dict[str, int]:
        """A cheap number for each field (wrapping sums of bits weighted by place), for finding the first difference."""
        return {name: _fingerprint(getattr(self, name)) for name in _PRINTED}

    def digest(self) -> str:
        """SHA-256 over the bits of every field, in field order."""
        sha = hashlib.sha256()
        for f in fields(self):
            value = getattr(self, f.name)
            sha.update(f.name.encode())
            sha.update(value.fingerprint().encode() if isinstance(value, World) else _bits(value))
        return sha.hexdigest()


_PRINTED = tuple(f.name for f in fields(State) if f.name != "world")


def snapshot(state: State) -> State:
    """A deep copy for rewinding: nothing in it is shared with a company that goes on."""
    return copy.deepcopy(state)


def _bits(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, np.ndarray):
        return value.tobytes() if _LITTLE else value.astype(value.dtype.newbyteorder("<")).tobytes()
    if isinstance(value, tuple):
        return b"(" + b",".join(_bits(item) for item in value) + b")"
    if isinstance(value, Picture):
        return b"P" + b";".join(_bits(getattr(value, f.name)) for f in fields(value))
    return repr(value).encode()


def _fingerprint(value: object) -> int:
    if isinstance(value, tuple) and value and isinstance(value[0], Picture):
        return _weighed(np.array([picture.fingerprint for picture in value], dtype=np.uint64))
    if isinstance(value, np.ndarray) and value.itemsize == 8 and value.flags.c_contiguous and _LITTLE:
        return _weighed(value.reshape(-1).view(np.uint64))
    raw = _bits(value)
    return _weighed(np.frombuffer(raw + b"\0" * (-len(raw) % 8), dtype="<u8"))


def _weighed(words: NDArray[np.uint64]) -> int:
    """The wrapping sum of words, each times an odd number of its own, a stretch at a time."""
    if words.shape[0] <= _STRETCH:
        return int(np.add.reduce(words * _ODD[: words.shape[0]], dtype=np.uint64))
    whole = 0
    for first in range(0, words.shape[0], _STRETCH):
        part = words[first : first + _STRETCH]
        whole += int(np.add.reduce(part * _ODD[: part.shape[0]], dtype=np.uint64)) * (first + 1)
    return whole & 0xFFFFFFFFFFFFFFFF


_LITTLE = np.dtype("<u8").isnative
_STRETCH = 65_536
_ODD = np.arange(_STRETCH, dtype=np.uint64) * np.uint64(2) + np.uint64(3)
