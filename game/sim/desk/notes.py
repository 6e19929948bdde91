"""The small records that a report is made of: tags, banners, what comes, who is short of what, the vision, voices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tag:
    """A bonus that hangs at a market: product index, coins a piece 1…3, weeks left as heard by the teams."""

    product: int
    coins: int
    weeks: int


@dataclass(frozen=True)
class Banner:
    """A declared value: its name, its index among the offered ones, its slot, its visibility in each department [D],
    mean agreement and commitment 0…1 as reported, and the department its ritual is held in (−1 none).

    lived, betrayed: deeds of thirteen weeks as far as word of them has come, with the last of either in words.
    """

    name: str
    value: int
    slot: int
    visibility: tuple[float, ...]
    agreement: float
    commitment: float
    ritual: int
    lived: int = 0
    betrayed: int = 0
    lived_by: str = ""
    betrayed_by: str = ""


@dataclass(frozen=True)
class Horizon:
    """A contract the desk knows of: wanted from `first` to `last` week (inclusive), low…high times as much."""

    product: int
    first: int
    last: int
    low: float
    high: float
    heard: int


@dataclass(frozen=True)
class Rumour:
    """A change of a market that the desk has heard of, wanted from `first` to `last` week (inclusive).

    shift: its place among the world's. low…high: times as much, where it comes; below 1 is less. odds: share of such
    rumours that come true. settled: 1 it comes or came, 0 it does not, −1 nobody knows. heard: week. ready: share of
    what was then wanted that was served, −1 until that can be known.
    """

    shift: int
    product: int
    first: int
    last: int
    low: float
    high: float
    odds: float
    settled: int
    heard: int
    ready: float = -1.0


@dataclass(frozen=True)
class Shortage:
    """A department that is slow for a hidden reason, as far as the desk knows.

    since: its first week. cause: index in `bottlenecks.CAUSES`, −1 until a team there was visited; product: what the
    cause is about, −1 while it is unknown.
    """

    department: int
    since: int
    cause: int
    product: int


@dataclass(frozen=True)
class Star:
    """The vision as the desk knows it: direction, height and the week it was told in are the desk's own; as reported:
    belief, cynicism and the share of people that steer by it (belief above a half), 0…1, and the share of the way gone,
    1 = reached. echo 0…1: how fresh the telling is."""

    direction: int
    height: int
    told: int
    belief: float
    cynicism: float
    steering: float
    way: float
    echo: float


@dataclass(frozen=True)
class Candidate:
    """Whom a team listens to, as met on a visit: their seat, team and department, the voice (1 is ordinary), what binds
    them 0…1 and why they came (index in REASONS).

    willing: whether they would like to stand in the light. rival: the team of a willing one in the same department who
    is about as loud, −1 if the desk knows of none. lit: week in which they stood in the light, −1 not yet. leads:
    whether they were made the manager of the department.
    """

    seat: int
    team: int
    department: int
    influence: float
    commitment: float
    reason: int
    willing: bool
    rival: int
    lit: int
    leads: bool


@dataclass(frozen=True)
class Use:
    """How the desk has pulled a lever so far in this game: how many times, and the week of the first of them."""

    lever: str
    times: int
    first: int


def noted(uses: tuple[Use, ...], week: int, levers: Iterable[str]) -> tuple[Use, ...]:
    """The desk's own record with the `levers` that it pulled in a week added to it, in the order of their first use."""
    rows = {use.lever: use for use in uses}
    for lever in levers:
        known = rows.get(lever)
        rows[lever] = Use(lever, known.times + 1, known.first) if known is not None else Use(lever, 1, week)
    return tuple(rows.values())
