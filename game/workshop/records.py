"""What a room holds, as frozen records, and the few figures that bound it.

What belongs here: who sits where, the plan, what was decided and played. What happens to it is `room`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from game.session import Session
from game.sim.world import QUARTER_WEEKS
from game.words.newsline import News
from game.workshop import companies as many
from game.workshop import events as ev
from game.workshop.presets import MONTHS, PRESETS
from game.workshop.steps import VISIT_SECONDS, Step

LONGEST_NAME, LONGEST_TEXT, LONGEST_KEY = 24, 200, 40
MOST_SEATS, MOST_COMERS = 400, 4_000
"""Seats of a room that were not cleared, and all that were ever taken."""
MOST_AT_ONCE = 10
"""Seats that one click may move on: on purpose few, so that nobody ends a round by mistake."""
GIVEN_UP = 2
"""Months without an answer after which a bot plays on until the phone is touched."""
SLIPS = 6
"""Reports of a month that the leader gets to see."""
VISIT_MS = 1000 * VISIT_SECONDS
FLAT_PAY = 8
"""Coins a month for everybody in the first way."""
MOST_PAGES = 50
ANSWERS: tuple[str, ...] = ("do", "object", "own", "ask", "stay")
ASKS: dict[str, tuple[int, int]] = {"sketch": (6, 40), "poll": (1, 5), "propose": (2, 9), "dilemma": (2, 10)}
"""By step that asks: how many figures an answer has, and the largest; dilemma: agreement 0…10, then commitment 0/1."""
MARKET_NEWS: dict[int, str] = {
    1: "{market}: more {product} will be wanted next month.",
    -1: "{market}: fewer {product} will be wanted next month.",
}
"""What only one phone knows, by whether more or fewer will be wanted."""
SPOKEN: tuple[str, ...] = ("ask", "object")
"""Answers that are reports themselves."""
COMPANY_CHANGES = 1_000
"""Changes of one company between two of the whole room, at most, that its pages' numbers tell apart."""
REPORTS: tuple[str, ...] = ("few", "many", "good", "idle")

OwnWords = dict[str, dict[int, str]]
"""What companies say that their values mean: by the company's key and the value's index; never changed in place."""


@dataclass(frozen=True)
class Seat:
    """Who sits there. team: index, −1 nobody's (they observe). bot: a bot plays for now; away: put aside.

    missed: months in a row without an answer; gone: removed for good.
    """

    seat: str
    name: str
    team: int = -1
    bot: bool = False
    away: bool = False
    missed: int = 0
    gone: bool = False

    @property
    def active(self) -> bool:
        """Whether a month waits for this seat."""
        return self.team >= 0 and not (self.bot or self.away or self.gone or self.missed >= GIVEN_UP)


@dataclass(frozen=True)
class Month:
    """A month that was played.

    step: its number in the plan; way: its kind, in MONTHS. decisions: as taken; leads: the leader's lines. asleep,
    disobeyed: teams; right: of the disobedient, those whose choice was wanted more than what the letter asked for.
    score: V after it. slips: (team, code) of the reports the leader gets to see. purses: coins [T]. followed: teams
    that made what a hard call had asked for, where one was lived.
    """

    step: int
    way: str
    decisions: tuple[ev.Decide, ...]
    leads: tuple[str, ...]
    asleep: tuple[int, ...]
    disobeyed: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    slips: tuple[tuple[int, str], ...]
    purses: tuple[int, ...]
    followed: tuple[int, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a company's desk was told when its weeks last ran.

    news: (week from 1, line). happened: names of what has happened in it so far. stopped: whether its weeks stopped
    early because something happened.
    """

    news: tuple[tuple[int, News], ...] = ()
    happened: frozenset[str] = frozenset()
    stopped: bool = False


@dataclass(frozen=True)
class Mark:
    """Where the room stood when a step was opened."""

    step: int
    companies: tuple[tuple[str, Session], ...]
    months: tuple[Month, ...]
    answers: tuple[tuple[int, ev.Answer], ...]
    shocks: tuple[tuple[int, ev.Shock], ...]
    told: tuple[tuple[str, Told], ...] = ()
    words: OwnWords = field(default_factory=dict)


@dataclass(frozen=True)
class Trunk:
    """A branch that was left: its name and what was played on it."""

    name: str
    companies: tuple[tuple[str, Session], ...]
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Room:
    """A room in one moment.

    number: grows with every change that all pages have to fetch. seats: by order of coming. teams: of the company, 0
    before the start; where many companies play, so many companies. step: index in the plan of the open or the next
    step; open: whether it is. deadline: ms, 0 none; paused: ms since when, 0 running; why: of the pause. decided,
    answered: of the open step, by seat. companies: by way, or by `companies.key`; told: what their desks heard. leads:
    lines of this month. ready: the leader has said so. keys: of decisions already taken. text: of an own level.
    changes: by `companies.key`, how often a group has changed its company; never taken back. words: see `own_words`.
    """

    preset: str
    seed: int
    first: str
    number: int = 1
    seats: tuple[Seat, ...] = ()
    teams: int = 0
    step: int = 0
    open: bool = False
    began: int = 0
    deadline: int = 0
    paused: int = 0
    why: str = ""
    decided: dict[str, ev.Decide] = field(default_factory=dict)
    answered: dict[str, ev.Answer] = field(default_factory=dict)
    companies: dict[str, Session] = field(default_factory=dict)
    leads: tuple[str, ...] = ()
    ready: bool = False
    visiting: tuple[int, int] = (-1, 0)
    months: tuple[Month, ...] = ()
    answers: tuple[tuple[int, ev.Answer], ...] = ()
    shocks: tuple[tuple[int, ev.Shock], ...] = ()
    marks: tuple[Mark, ...] = ()
    trunks: tuple[Trunk, ...] = ()
    shown: tuple[int, bool] = (0, False)
    hidden: bool = False
    message: tuple[str, str] = ("", "")
    keys: frozenset[str] = frozenset()
    forgotten: bool = False
    text: str = ""
    told: dict[str, Told] = field(default_factory=dict)
    changes: dict[str, int] = field(default_factory=dict)
    words: OwnWords = field(default_factory=dict)

    def number_for(self, seat: Seat) -> int:
        """Grows with every change that the page at a seat has to fetch: the room's, and those of its own company."""
        if not self.many:
            return self.number
        return COMPANY_CHANGES * self.number + self.changes.get(many.key(seat.team), 0) % COMPANY_CHANGES

    @property
    def many(self) -> bool:
        """Whether many companies play on the same luck, and not the teams of one."""
        return PRESETS[self.preset].kind == "companies"

    @property
    def plan(self) -> tuple[Step, ...]:
        """The steps of the preset in their order."""
        return _steps(self.preset, self.first, self.text)

    @property
    def now(self) -> Step:
        """The open step, or the next."""
        return self.plan[min(self.step, len(self.plan) - 1)]

    @property
    def stage(self) -> str:
        """What a page shows: "lobby", a kind of step, "between", or "debrief"."""
        if not self.teams:
            return "lobby"
        if self.now.kind == "debrief" and (self.open or self.step >= len(self.plan)):
            return "debrief"
        return self.now.kind if self.open else "between"

    @property
    def way(self) -> str:
        """The way of the open or next month, or of the last one."""
        for step in self.plan[self.step :: -1] if self.now.kind not in MONTHS else (self.now,):
            if step.kind in MONTHS:
                return way_of(step.kind)
        return self.first

    @property
    def company(self) -> Session | None:
        """The company of the present way, or the first of many; None before the start."""
        return self.companies.get(many.key(0) if self.many else self.way)

    def led_by(self, seat: Seat) -> Session | None:
        """The company that a seat leads with others or alone, of many; None if it leads none."""
        return self.companies.get(many.key(seat.team)) if self.many and seat.team >= 0 else None

    @property
    def called(self) -> bool:
        """Whether the open or next step is the month in which a hard call is lived."""
        return 0 < self.step < len(self.plan) and self.plan[self.step - 1].kind == "dilemma"

    @property
    def next_played(self) -> int | None:
        """The index in the plan of the next month or quarter that has not begun; None if none is left."""
        first = self.step + (1 if self.open else 0)
        return next((n for n in range(first, len(self.plan)) if self.plan[n].kind in (*MONTHS, "quarter")), None)

    @property
    def round_end(self) -> int:
        """The week, from 0, before which the open or next quarter ends."""
        return (self.step + 1) * QUARTER_WEEKS

    def through(self, company: int) -> bool:
        """Whether a company of many has played all of the open quarter."""
        session = self.companies[many.key(company)]
        return session.over or session.week >= self.round_end

    @cached_property
    def readiness(self) -> tuple[int, int]:
        """How many of those that the open step waits for have answered: teams in a month, else phones."""
        if not self.open:
            return 0, 0
        if self.now.kind == "quarter":
            led = {seat.team for seat in self.seats if seat.active}
            return sum(self.through(company) for company in led), len(led)
        if self.now.kind in MONTHS:
            waited = [seat for seat in self.seats if seat.active]
            teams = {seat.team for seat in waited}
            return len({seat.team for seat in waited if seat.seat in self.decided}), len(teams)
        waited = [seat for seat in self.seats if not (seat.gone or seat.away or seat.bot)]
        return sum(seat.seat in self.answered for seat in waited), len(waited)

    @property
    def clock_runs(self) -> bool:
        """Whether the open step ends by itself when its time is up."""
        return bool(self.deadline) and not self.paused

    def seat(self, name: str) -> Seat | None:
        """The seat of that name, cleared ones too."""
        return next((seat for seat in self.seats if seat.seat == name), None)

    def owners(self, team: int) -> tuple[Seat, ...]:
        """Who sits at a team and is there, in order of coming."""
        return tuple(seat for seat in self.seats if seat.team == team and not seat.gone)


@lru_cache(maxsize=16)
def _steps(preset: str, first: str, text: str) -> tuple[Step, ...]:
    return PRESETS[preset].steps(first, text)


def way_of(kind: str) -> str:
    """The way whose company a month of this kind plays."""
    return kind if kind == "letters" else "prices"
