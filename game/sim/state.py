"""The truth about a company: every quantity that affects its future, and nothing else.

Axes: P people, T teams, G products, V offered values, D departments, S = 3 slots for banners and for tags.
"""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, fields

import numpy as np

from game.sim.curves import Floats, Ints
from game.sim.world import World

SLOTS = 3
"""How many values may stand, and how many tags may hang, at once."""


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


@dataclass(frozen=True)
class Picture:
    """What the company looked like at the end of one week, before it is blurred on its way up; read-only.

    teams [T, len(TEAM_VIEW)], products [G, len(PRODUCT_VIEW)], company [len(COMPANY_VIEW)],
    morale [T, causes], score [causes] (cumulative value), held [D, V + S] (mean agreement with each offered value,
    then mean commitment to each banner). The columns are named in `reports`.
    """

    week: int
    teams: Floats
    products: Floats
    company: Floats
    morale: Floats
    score: Floats
    held: Floats


@dataclass
class State:
    """A company in one week; see `founding.found` for how it begins. Shares are 0…1 unless said.

    People: team_of [P] sorted ascending; agreement [V, P]; commitment [S, P] to each declared value;
    trust, morale, influence [P] (influence ≥ 0, mean 1).
    Teams: head [T] people; department, temperament, job, last_job [T] (what a sleeping team did last);
    order_weeks [T] weeks left of an order;
    job_weeks [T] weeks at the present job; initiative [T]; purse_cents [T]; method [T] productivity, 1…1.3;
    equipment [T] 1 = ordinary, 0…3; quality [T]; fire [T] weeks of trouble left; faulty [T]
    share of what it makes that is bad;
    skill [T, G] mean 1; causes [T, C] the morale account; wrong [T] wrongness of the order;
    bark [T, 4] (term, best, second, percent); visited [T] week of the last visit (−1 never).
    Products: stock, backlog [G] pieces; price [G] currency; market [G] size relative to its start, .4…3;
    reputation [G]; wave [G] slow wave around 0;
    demand, delivered, asked (as inputs, by teams), used (as inputs) [G] last week's pieces; sufficed [G] share of what
    was begun that its inputs sufficed for; ripening [L, G] pieces that reach the shelf in 1…L weeks.
    Company: cash_cents; default, reporting; rate percent a year; tools and net levels
    0…3, building weeks left of the tools being made; kpis [D, 5] 0/1; tags [S, 3] (product or −1, coins,
    weeks left); declared [S] index of
    the offered value or −1; visibility [S, D]; rituals [S] department or −1; letters, discs; known_skill [T, G]
    with known_week [T, G] (−1 unknown) what the desk has learnt; ordered [T, 3] the desk's own copy of its last
    order (job, first week, last week + 1; −2 none); contracts [K, 6] (product, first week, last week + 1, factor,
    week heard, estimate); pictures, newest last; score [causes] and reference, both cumulative value; swing: the
    difficulty's factor on how strongly demand moves; bottlenecks [B, 6] (cause, department, product, first week, last
    week + 1, week in which the desk learnt of the cause or −1); stuck [T] 1 + the bottleneck a team is in, or 0.
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
    head: Ints
    department: Ints
    temperament: Ints
    job: Ints
    last_job: Ints
    order_weeks: Ints
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
    ripening: Floats
    cash_cents: int
    default: int
    reporting: int
    rate: int
    tools: int
    building: int
    net: int
    kpis: Ints
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
    pictures: tuple[Picture, ...]
    score: Floats
    reference: float
    swing: float
    bottlenecks: Ints
    stuck: Ints

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
        return {f.name: _fingerprint(getattr(self, f.name)) for f in fields(self) if f.name != "world"}

    def digest(self) -> str:
        """SHA-256 over the bits of every field, in field order."""
        sha = hashlib.sha256()
        for f in fields(self):
            value = getattr(self, f.name)
            sha.update(f.name.encode())
            sha.update(value.fingerprint().encode() if isinstance(value, World) else _bits(value))
        return sha.hexdigest()


def snapshot(state: State) -> State:
    """A deep copy for rewinding: nothing in it is shared with a company that goes on."""
    return copy.deepcopy(state)


def _bits(value: object) -> bytes:
    if isinstance(value, np.ndarray):
        return np.ascontiguousarray(value).astype(value.dtype.newbyteorder("<")).tobytes()
    if isinstance(value, tuple):
        return b"(" + b",".join(_bits(item) for item in value) + b")"
    if isinstance(value, Picture):
        return b"P" + b";".join(_bits(getattr(value, f.name)) for f in fields(value))
    return repr(value).encode()


def _fingerprint(value: object) -> int:
    raw = _bits(value)
    padded = raw + b"\0" * (-len(raw) % 8)
    words = np.frombuffer(padded, dtype="<u8")
    places = np.arange(1, words.shape[0] + 1, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return int(np.add.reduce(words * places, dtype=np.uint64)) if words.shape[0] else 0
