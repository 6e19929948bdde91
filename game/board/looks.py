"""How every team looks on the board: columns over all teams at once, and one tile's record when a tile is painted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from game.board.style import morale_step
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.values import ABSENT, IDLE
from game.words.names import SKILL_STEPS

Lens = Literal["morale", "stance", "flow", "stock", "orders"]
Ints = NDArray[np.int64]

STALE_WEEKS = 4
"""News this old turns red on the plate and fades on the tile."""
LOW_FACE = 40
NEW_FLAG_WEEKS = 3
MOST_NOTCHED = 0.2
"""The share of a department's teams beyond which torn ones are notched through the lens of flags alone."""
STANCES = ("committed", "stitched", "complying", "torn")
WAITING, NEUTRAL = 10, 11
"""Faces of a cell besides 0…9, the tenth of its morale."""
TORN, FIRE, FAULTY, VISITED, FADED, KNOWN = 1, 2, 4, 8, 16, 32
"""What a cell is marked with, as bits; KNOWN: somebody of the cast is there."""
ALL_MARKS = 64


@dataclass(frozen=True)
class TileLook:
    """One team as its tile shows it. job: product, G for improve, −1 asleep. step: morale 0…4. skill: −1 nothing to
    show, 0 unknown, 1…3 dots. order: weeks left of an order; coming: one is on the road. output: pieces a week, halves;
    share: the same against the busiest team, in eighths. fire: weeks that something may still burn; faulty: whether
    the material is bad; common: whether most of the department works with it, which its plate tells. empty: seats that
    nobody has taken. who: whose face of the cast it shows, −1 nobody's."""

    job: int
    step: int
    low: bool
    people: int
    stance: int
    waving: bool
    skill: int
    order: int
    coming: bool
    switching: bool
    faded: bool
    fresh: bool
    visited: bool
    output: float
    share: int
    name: str
    fire: int = 0
    faulty: bool = False
    common: bool = False
    empty: int = 0
    who: int = -1

    @property
    def absent(self) -> bool:
        """Whether all of its people come later: then it is a place and a name."""
        return self.job == ABSENT


@dataclass
class Flags:
    """Since when each team has shown its flag: stance and week [T]."""

    stance: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    since: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def note(self, report: Report, *, first: bool) -> None:
        """Takes a report's flags down; at the first one, all of them have long been up."""
        now = np.argmax(report.stance, axis=1).astype(np.int64)
        known = min(len(now), 0 if first else len(self.stance))
        since = np.full(len(now), -NEW_FLAG_WEEKS if first else report.week, dtype=np.int64)
        same = now[:known] == self.stance[:known]
        since[:known] = np.where(same, self.since[:known], report.week)
        self.stance, self.since = now, since


def faulty_departments(report: Report) -> NDArray[np.bool_]:
    """Whether most of a department's teams, and more than two, work with bad material [D]."""
    count = report.world.departments
    bad = np.bincount(report.department, weights=report.faulty > 0, minlength=count)
    return np.asarray(bad > np.maximum(2, np.bincount(report.department, minlength=count) // 2))


def skill_dots(skill: float) -> int:
    """Dots for a believed skill: 0 unknown (NaN), 1 below .9, 2 below 1.2, else 3."""
    if math.isnan(skill):
        return 0
    return 1 + (skill >= SKILL_STEPS[0]) + (skill >= SKILL_STEPS[1])


class TileLooks(Sequence[TileLook]):
    """How all teams of a report look. step, job, stance [T]: morale 0…4, product (G improve, −1 asleep), of most."""

    def __init__(
        self, report: Report, names: Sequence[str], flags: Flags, coming: NDArray[np.bool_], pending: Sequence[Action]
    ) -> None:
        self._report, self._names, self._coming = report, names, coming
        teams = report.head.shape[0]
        self.stance, self._since = flags.stance, flags.since
        if len(self.stance) != teams:
            self.stance = np.argmax(report.stance, axis=1).astype(np.int64)
            self._since = np.full(teams, -NEW_FLAG_WEEKS, dtype=np.int64)
        morale = np.rint(report.morale * 100)
        # A seat from which the only one has gone is drawn as one that waits for somebody.
        self.job: Ints = np.where((report.job == IDLE) & (report.head == 0), ABSENT, report.job)
        self.step: Ints = np.clip(morale // 20, 0, 4).astype(np.int64)
        self._tenth = np.clip(morale // 10, 0, 9).astype(np.int64)
        self._age = report.week - 1 - report.seen
        # Where all news is old for want of anything newer, fading would tell nothing.
        usual = report.age if teams > 300 else 0
        self._faded = (self._age >= STALE_WEEKS) & (self._age > usual)
        first, end = report.ordered[:, 1], report.ordered[:, 2]
        under = (report.ordered[:, 0] > -2) & (first <= report.week) & (report.week < end)
        self._order = np.where(under, end - report.week, 0)
        self._visited = np.zeros(teams, dtype=bool)
        self._visited[[action.target for action in pending if action.lever == "visit"]] = True
        self._most = max(float(report.output.max()), 1e-9)
        # The first of the cast in a team shows their face: whoever speaks for the department before all others.
        ranked = sorted((life for life in report.cast if life.here), key=lambda life: life.heads < 0)
        self._faces = {life.team: life.who for life in reversed(ranked)}
        self._common = (report.faulty > 0) & faulty_departments(report)[report.department]
        self._made: dict[int, TileLook] = {}

    def __len__(self) -> int:
        return int(self.job.shape[0])

    @overload
    def __getitem__(self, team: int) -> TileLook: ...
    @overload
    def __getitem__(self, team: slice) -> list[TileLook]: ...
    def __getitem__(self, team: int | slice) -> TileLook | list[TileLook]:
        if isinstance(team, slice):
            return [self[n] for n in range(*team.indices(len(self)))]
        if not -len(self) <= team < len(self):
            raise IndexError(team)
        team %= len(self)
        found = self._made.get(team)
        if found is None:
            found = self._made[team] = self._look(team)
        return found

    def __iter__(self) -> Iterator[TileLook]:
        return (self[team] for team in range(len(self)))

    def _look(self, team: int) -> TileLook:
        report = self._report
        job, morale = int(self.job[team]), float(report.morale[team]) * 100
        goods, age = len(report.world.products), int(self._age[team])
        output = float(report.output[team])
        if job == ABSENT:
            return self._place(team)
        return TileLook(
            job=job, step=morale_step(round(morale)), low=round(morale) < LOW_FACE, people=int(report.head[team]),
            stance=int(self.stance[team]), waving=report.week - int(self._since[team]) < NEW_FLAG_WEEKS,
            skill=skill_dots(float(report.skill[team, job])) if 0 <= job < goods else -1,
            order=int(self._order[team]), coming=bool(self._coming[team]),
            switching=bool(report.switching[team]) and job != IDLE, faded=bool(self._faded[team]),
            fresh=report.age > 0 and age == 0 and report.week > 0, visited=bool(self._visited[team]),
            output=round(output * 2) / 2, share=round(8 * output / self._most),
            name=self._names[team] if team < len(self._names) else f"Team {team + 1}",
            fire=int(report.fire[team]), faulty=bool(report.faulty[team] > 0),
            common=bool(self._common[team]), empty=max(0, int(report.places[team] - report.head[team])),
            who=self._faces.get(team, -1),
        )  # fmt: skip

    def _place(self, team: int) -> TileLook:
        """A team of which nobody is there yet."""
        return TileLook(
            job=ABSENT, step=2, low=False, people=0, stance=0, waving=False, skill=-1, order=0, coming=False,
            switching=False, faded=True, fresh=False, visited=False, output=0.0, share=0,
            name=self._names[team] if team < len(self._names) else f"Team {team + 1}",
        )  # fmt: skip

    def _torn_everywhere(self) -> NDArray[np.bool_]:
        """Whether so many of a team's department are torn that a notch each would hide how warm it is [T].

        The department's own flag tells it then, and the lens of flags who.
        """
        where, count = self._report.department, self._report.world.departments
        torn = np.bincount(where, weights=self.stance == STANCES.index("torn"), minlength=count)
        return np.asarray((torn > MOST_NOTCHED * np.bincount(where, minlength=count))[where])

    def cells(self, lens: Lens) -> Ints:
        """What each team's cell shows through a lens [T]: face + 16 · (marks + ALL_MARKS · what the lens asks for)."""
        report = self._report
        asleep, there = self.job == IDLE, self._report.there & (self.job != ABSENT)
        marks = VISITED * self._visited
        if lens == "morale":
            face = np.where(asleep, WAITING, np.where(there, self._tenth, NEUTRAL))
            torn = TORN * there * (self.stance == STANCES.index("torn")) * ~self._torn_everywhere()
            faulty = FAULTY * ((report.faulty > 0) & ~self._common)
            marks = marks + torn + faulty + FIRE * (report.fire > 0) + FADED * self._faded
            marks[list(self._faces)] |= KNOWN
            return np.asarray(face + 16 * marks, dtype=np.int64)
        shown = {
            "stance": (self.stance + 1) * there, "flow": np.maximum(self.job, -1) + 1,
            "orders": np.where(self._order > 0, 2, np.where(self._coming, 1, 0)),
        }.get(lens, np.zeros(len(self), dtype=np.int64))  # fmt: skip
        return np.asarray(np.where(asleep, WAITING, NEUTRAL) + 16 * (marks + ALL_MARKS * shown), dtype=np.int64)
