"""A room as a pure state machine: `apply(room, event)` gives the room after it, and nothing else ever changes one.

What belongs here: who sits where, which step of the plan is open and until when, what was decided, and the company of
each way as an ordinary session that no one changes in place (`Session.copy`). What may not: a clock, a socket, a file,
luck that is not the preset's seed. Events bring their own time; `due` says which event the time asks for.

How it works: the plan is a tuple of steps. A step is opened by Begin and ended by Close; closing a month of the company
turns decisions into actions and plays four weeks. Every Begin leaves a `Mark`, to which TakeBack and Branch go back: as
rooms are never changed, what was taken back leaves no trace in the company.

Kept in step by hand: `_TABLE` names the event kinds and the phases in which each may come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from game.session import Session
from game.sim import luck
from game.sim.actions import Action, Refusal, parse
from game.sim.desk.team_reports import Order, TeamReport, team_report, tidings
from game.sim.values import IDLE
from game.workshop import events as ev
from game.workshop.presets import FEWEST, MONTHS, MOST, PRESETS, Preset, Step, round_weeks

LONGEST_NAME, LONGEST_TEXT, LONGEST_KEY = 24, 200, 40
MOST_SEATS = 400
MOST_AT_ONCE = 10
"""Seats that one click may move on: on purpose few, so that nobody ends a round by mistake."""
GIVEN_UP = 2
"""Months without an answer after which a bot plays on until the phone is touched."""
SLIPS = 6
"""Reports of a month that the leader gets to see."""
VISIT_MS = 15_000
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
REPORTS: tuple[str, ...] = ("few", "many", "good", "idle")


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
    """A month that was played. step: its number in the plan; way: the company's. decisions: as taken; leads: the
    leader's lines; obeyed, disobeyed, asleep, asked: teams; score: V after it; news: what was to be known, by product.
    right: of the disobedient, those whose choice was wanted more than what the letter asked for. purses: coins [T]."""

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


@dataclass(frozen=True)
class Mark:
    """Where the room stood when a step was opened."""

    step: int
    companies: tuple[tuple[str, Session], ...]
    months: tuple[Month, ...]
    answers: tuple[tuple[int, ev.Answer], ...]
    shocks: tuple[tuple[int, ev.Shock], ...]


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
    before the start. step: index in the plan of the open or the next step; open: whether it is. deadline: ms, 0 none;
    paused: ms since when, 0 running; why: of the pause. decided, answered: of the open step, by seat. companies: by
    way. leads: lines of this month. ready: the leader has said so. keys: of decisions already taken.
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

    @property
    def plan(self) -> tuple[Step, ...]:
        """The steps of the preset in their order."""
        return _steps(self.preset, self.first)

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
                return _way(step)
        return self.first

    @property
    def company(self) -> Session | None:
        """The company of the present way; None before the start."""
        return self.companies.get(self.way)

    def seat(self, name: str) -> Seat | None:
        """The seat of that name, cleared ones too."""
        return next((seat for seat in self.seats if seat.seat == name), None)

    def owners(self, team: int) -> tuple[Seat, ...]:
        """Who sits at a team and is there, in order of coming."""
        return tuple(seat for seat in self.seats if seat.team == team and not seat.gone)


@lru_cache(maxsize=16)
def _steps(preset: str, first: str) -> tuple[Step, ...]:
    return PRESETS[preset].steps(first)


def _way(step: Step) -> str:
    return step.kind if step.kind == "letters" else "prices"


def opened(event: ev.Open) -> Room:
    """The room as it opens; ValueError if there is no such preset or way."""
    if event.preset not in PRESETS or event.first not in ("letters", "prices"):
        raise ValueError(f"There is no preset “{event.preset}” that begins with “{event.first}”.")
    return Room(event.preset, event.seed, event.first)


def apply(room: Room, event: ev.Event) -> Room:
    """The room after an event; the very same room where the event is refused, or has come before."""
    return room if refusal(room, event) is not None else _TABLE[type(event)].run(room, event)


def refusal(room: Room, event: ev.Event) -> str | None:
    """Why an event changes nothing, as a sentence; "" if it has come before, None if it does change something."""
    row = _TABLE.get(type(event))
    if row is None:
        return "A room is opened only once."
    key = getattr(event, "key", None)
    if key is not None:
        if not 0 < len(key) <= LONGEST_KEY:
            return "A decision needs a key of its own."
        if key in room.keys:
            return ""
    phase = "lobby" if not room.teams else "open" if room.open else "shut"
    if phase not in row.phases:
        return _NOT_NOW[phase]
    return row.refuse(room, event)


def due(room: Room, now: int) -> ev.Event | None:
    """The event that the time asks for, if any: a step ends when its clock has run out, or all have answered."""
    if not room.open or room.paused or room.now.kind == "debrief":
        return None
    if room.deadline and now >= room.deadline:
        return ev.Close(now, "time")
    got, of = readiness(room)
    if of and got == of and (room.ready or room.now.kind not in MONTHS):
        return ev.Close(now, "all have answered")
    return None


def readiness(room: Room) -> tuple[int, int]:
    """How many of the phones that the open step waits for have answered."""
    if not room.open:
        return 0, 0
    if room.now.kind in MONTHS:
        waited = [seat for seat in room.seats if seat.active]
        teams = {seat.team for seat in waited}
        return len({seat.team for seat in waited if seat.seat in room.decided}), len(teams)
    waited = [seat for seat in room.seats if not (seat.gone or seat.away or seat.bot)]
    return sum(seat.seat in room.answered for seat in waited), len(waited)


@lru_cache(maxsize=16)
def reports(session: Session) -> tuple[TeamReport, ...]:
    """What each team [T] of a room's company knows; sessions of a room are never changed in place.

    Where letters take no time, what the desk has just written lies on the bench already.
    """
    state = session.state()
    known = tuple(team_report(state, team, round_weeks(session.world)) for team in range(session.world.teams))
    if session.world.letter_weeks:
        return known
    for action in session.pending:
        if action.lever in ("order", "order_department"):
            order = Order(action.amount[0], action.amount[1], session.week)
            known = tuple(
                replace(one, order=order)
                if action.target == (one.team if action.lever == "order" else one.department) else one
                for one in known
            )  # fmt: skip
    return known


@lru_cache(maxsize=16)
def news(session: Session) -> dict[int, tuple[int, int]]:
    """What only one team knows, by team: its department's product, and whether more (1) or fewer (−1) will be wanted.

    A piece of news goes to one team of the department in six, by turns, so that somebody has to tell it.
    """
    change = tidings(session.state(), round_weeks(session.world))
    turn = luck.uniform(session.seed, session.week, luck.CHOOSE, session.world.teams)
    told: dict[int, tuple[int, int]] = {}
    for department in range(session.world.departments):
        product = department % len(change)
        mates = [known.team for known in reports(session) if known.department == department]
        first = sorted(mates, key=lambda mate: (float(turn[mate]), mate))[: 1 + len(mates) // 6]
        told |= {team: (product, change[product]) for team in first if change[product]}
    return told


def best_own(skill: tuple[float, ...], told: int) -> int:
    """The product that a team does best besides the one it is told to make."""
    return max((job for job in range(len(skill)) if job != told), key=lambda job: (skill[job], -job))


# What each kind of event does


def _public(room: Room, **changes: object) -> Room:
    return replace(room, number=room.number + 1, **changes)  # type: ignore[arg-type]


def _seat(room: Room, who: str, /, **changes: object) -> tuple[Seat, ...]:
    one = room.seat(who)
    changed = replace(one, **changes) if one is not None else None  # type: ignore[arg-type]
    return tuple(changed if changed is not None and seat.seat == who else seat for seat in room.seats)


def _plan(room: Room, event: ev.Plan) -> Room:
    return _public(room, preset=event.preset, first=event.first)


def _sit(room: Room, event: ev.Sit) -> Room:
    team = _free_team(room) if room.teams else -1
    return _public(room, seats=(*room.seats, Seat(event.seat, event.name, team)))


def _free_team(room: Room) -> int:
    """The team for somebody who comes late: one that a bot plays, in the emptiest department; −1 if none is left."""
    session = room.company
    if session is None:
        return -1
    each = session.world.teams_per_department
    taken = [bool(room.owners(team)) for team in range(room.teams)]
    crowd = [sum(taken[first : first + each]) for first in range(0, room.teams, each)]
    free = [team for team in range(room.teams) if not taken[team]]
    return min(free, key=lambda team: (crowd[team // each], team), default=-1)


def _rename(room: Room, event: ev.Rename) -> Room:
    return _public(room, seats=_seat(room, event.seat, name=event.name))


def _remove(room: Room, event: ev.Remove) -> Room:
    return _public(room, seats=_seat(room, event.seat, gone=True, team=-1, name=""))


def _away(room: Room, event: ev.Away) -> Room:
    return _public(room, seats=_seat(room, event.seat, away=event.on, missed=0))


def _touch(room: Room, event: ev.Touch) -> Room:
    return _public(room, seats=_seat(room, event.seat, missed=0))


def _bot(room: Room, event: ev.Bot) -> Room:
    return _public(room, seats=_seat(room, event.seat, bot=event.on, missed=0))


def _move(room: Room, event: ev.Move) -> Room:
    return _public(room, seats=_seat(room, event.seat, team=event.team))


def _shuffle(room: Room, event: ev.Shuffle) -> Room:
    draw = luck.uniform(event.seed, 0, luck.CHOOSE, max(1, len(room.seats)))
    order = sorted(range(len(room.seats)), key=lambda n: (float(draw[n]), n))
    return _public(room, seats=tuple(room.seats[n] for n in order))


def _start(room: Room, event: ev.Start) -> Room:
    here = [seat for seat in room.seats if not seat.gone]
    teams = min(MOST, max(FEWEST, len(here)))
    places = {seat.seat: place for seat, place in zip(here, _round_robin(teams), strict=False)}
    seats = tuple(replace(seat, team=places.get(seat.seat, -1)) for seat in room.seats)
    preset = PRESETS[room.preset]
    companies = {way: _founded(preset, way, teams, room.seed) for way in ("letters", "prices")}
    return _public(room, seats=seats, teams=teams, companies=companies, step=0, open=False)


def _founded(preset: Preset, way: str, teams: int, seed: int) -> Session:
    return Session(preset.founded(way, teams), seed)


def _round_robin(teams: int) -> list[int]:
    """The teams in the order in which they are taken: one of each department, then the next of each."""
    each = -(-teams // 4)
    return sorted(range(teams), key=lambda team: (team % each, team))


def _begin(room: Room, event: ev.Begin) -> Room:
    mark = Mark(room.step, tuple(room.companies.items()), room.months, room.answers, room.shocks)
    seconds = room.now.seconds
    return _public(
        room, open=True, began=event.at, deadline=event.at + 1000 * seconds if seconds else 0, paused=0, why="",
        decided={}, answered={}, leads=(), ready=False, visiting=(-1, 0), marks=(*room.marks, mark),
        companies=_shocked(room) if room.now.kind in MONTHS else room.companies, hidden=room.hidden,
    )  # fmt: skip


def _shocked(room: Room) -> dict[str, Session]:
    """The companies with the shocks of this month laid on the way that is about to play it."""
    session = room.companies[_way(room.now)]
    month = session.week // round_weeks(session.world)
    due_now = [shock for when, shock in room.shocks if when == month]
    if not due_now:
        return room.companies
    session = session.copy()
    for shock in due_now:
        session.act(Action("shock", shock.product, (shock.percent, shock.weeks), "facilitator"))
    return {**room.companies, _way(room.now): session}


def _pause(room: Room, event: ev.Pause) -> Room:
    return _public(room, paused=event.at, why=event.why)


def _resume(room: Room, event: ev.Resume) -> Room:
    deadline = room.deadline + (event.at - room.paused) if room.deadline else 0
    return _public(room, paused=0, why="", deadline=deadline)


def _extend(room: Room, event: ev.Extend) -> Room:
    return _public(room, deadline=max(room.deadline, event.at) + 1000 * event.seconds)


def _close(room: Room, event: ev.Close) -> Room:
    after = room
    if room.now.kind in MONTHS:
        after = _played(room)
    elif room.now.kind != "debrief":
        given = tuple((room.step, answer) for answer in room.answered.values())
        after = replace(room, answers=(*room.answers, *given))
    return _public(
        after, step=room.step + 1, open=False, deadline=0, paused=0, why="", decided={}, answered={}, leads=(),
        ready=False, visiting=(-1, 0),
    )  # fmt: skip


def _move_on(room: Room, event: ev.MoveOn) -> Room:
    slow = [
        seat for seat in room.seats if seat.active and seat.seat not in room.decided and seat.seat not in room.answered
    ]
    chosen = {seat.seat for seat in slow[: min(event.count, MOST_AT_ONCE)]}
    return _public(room, seats=tuple(
        replace(seat, missed=max(seat.missed, GIVEN_UP)) if seat.seat in chosen else seat for seat in room.seats
    ))  # fmt: skip


def _decide(room: Room, event: ev.Decide) -> Room:
    seats = _seat(room, event.seat, missed=0)
    return replace(
        room, seats=seats, decided={**room.decided, event.seat: event}, keys=room.keys | {event.key},
    )  # fmt: skip


def _answer(room: Room, event: ev.Answer) -> Room:
    return replace(room, answered={**room.answered, event.seat: event}, keys=room.keys | {event.key})


def _lead(room: Room, event: ev.Lead) -> Room:
    keys = room.keys | {event.key}
    if event.text == "ready":
        return replace(room, ready=True, keys=keys)
    session, action = room.companies[room.way].copy(), parse(event.text)
    session.act(action)
    companies = {**room.companies, room.way: session}
    visiting = (action.target, event.at + VISIT_MS) if action.lever == "visit" else room.visiting
    return _public(
        room, companies=companies, leads=(*room.leads, event.text), visiting=visiting, keys=keys, ready=False,
    )  # fmt: skip


def _unlead(room: Room, event: ev.Unlead) -> Room:
    session = room.companies[room.way].copy()
    session.undo()
    companies = {**room.companies, room.way: session}
    return _public(room, companies=companies, leads=room.leads[:-1], keys=room.keys | {event.key}, ready=False)


def _take_back(room: Room, event: ev.TakeBack) -> Room:
    mark = room.marks[-1]
    return _back_to(room, len(room.marks) - 1, mark.step)


def _back_to(room: Room, marks: int, step: int) -> Room:
    mark = room.marks[marks]
    return _public(
        room, step=step, open=False, deadline=0, paused=0, why="", companies=dict(mark.companies), months=mark.months,
        answers=mark.answers, shocks=mark.shocks, marks=room.marks[:marks], decided={}, answered={}, leads=(),
        ready=False, visiting=(-1, 0), shown=(0, False),
    )  # fmt: skip


def _branch(room: Room, event: ev.Branch) -> Room:
    trunk = Trunk(event.name, tuple(room.companies.items()), room.months)
    marks = next(n for n, mark in enumerate(room.marks) if mark.step == event.round)
    return replace(_back_to(room, marks, event.round), trunks=(*room.trunks, trunk))


def _show(room: Room, event: ev.Show) -> Room:
    return _public(room, shown=(event.step, event.revealed))


def _hide(room: Room, event: ev.Hide) -> Room:
    return _public(room, hidden=event.on)


def _tell(room: Room, event: ev.Tell) -> Room:
    return _public(room, message=(event.to, event.text))


def _shock(room: Room, event: ev.Shock) -> Room:
    session = room.companies[room.way]
    month = session.week // round_weeks(session.world) + (1 if room.open and room.now.kind in MONTHS else 0)
    return _public(room, shocks=(*room.shocks, (month, event)))


def _forget(room: Room, event: ev.Forget) -> Room:
    seats = tuple(replace(seat, name="") for seat in room.seats)
    return _public(room, seats=seats, forgotten=True, message=("", ""))


# A month


def _played(room: Room) -> Room:
    """The month of the open step: decisions become actions, four weeks go by, and those who said nothing are noted."""
    way = _way(room.now)
    known_by = reports(room.companies[way])
    session = room.companies[way].copy()
    weeks = round_weeks(session.world)
    seats = {seat.seat: seat for seat in room.seats}
    disobeyed: list[int] = []
    for team, known in enumerate(known_by):
        job, against = _does(room, team, known)
        if job is not None:
            actor = next((s.seat for s in room.owners(team)), "room")
            session.act(Action("team_choice", team, (job, weeks), actor))
        if against:
            disobeyed.append(team)
    for seat in room.seats:
        if seat.active:
            team_said = any(mate.seat in room.decided for mate in room.owners(seat.team))
            seats[seat.seat] = replace(seat, missed=0 if team_said else seat.missed + 1)
    before = session.week
    for _ in range(weeks):
        if not session.over:
            session.advance()
    after = session.state()
    asleep = tuple(team for team in range(room.teams) if int(after.job[team]) == IDLE)
    month = Month(
        room.step, room.now.kind, tuple(room.decided.values()), room.leads, asleep, tuple(disobeyed),
        tuple(t for t in disobeyed if _was_right(session, before, known_by[t], int(after.job[t]))),
        session.score(), _slips(room, before), tuple(int(c) // 100 for c in after.purse_cents),
    )  # fmt: skip
    return replace(
        room, seats=tuple(seats.values()), companies={**room.companies, way: session}, months=(*room.months, month),
    )  # fmt: skip


def _does(room: Room, team: int, known: TeamReport) -> tuple[int | None, bool]:
    """The job that the room holds a team to (None: the rules go their way), and whether that is against a letter."""
    people = [seat for seat in room.owners(team) if seat.active]
    said = [room.decided[seat.seat] for seat in room.owners(team) if seat.seat in room.decided]
    if said:
        last = max(said, key=lambda decision: decision.at)
        if last.answer in ("own", "stay") and last.job >= 0:
            return last.job, known.order is not None and last.job != known.order.job
        return None, False
    if not people:
        return None, False
    if known.waits:
        return (IDLE if known.order is not None else None), False
    return (known.job if known.job >= 0 else None), False


def _was_right(session: Session, first: int, known: TeamReport, job: int) -> bool:
    """Whether what a team made instead was scarcer over the month than what its letter asked for."""
    if known.order is None or not 0 <= job < len(session.world.products):
        return False
    goods = len(session.world.products)
    told = known.order.job

    def short(product: int) -> float:
        rows = session.ledgers[first : first + round_weeks(session.world)]
        owed = sum(float(row.demand[product] - row.delivered[product]) for row in rows)
        return owed + float(rows[-1].backlog[product]) if rows else 0.0

    worth = known.skill[job] * (1.0 + short(job))
    return told >= goods or worth > known.skill[told] * (1.0 + short(told))


def _slips(room: Room, week: int) -> tuple[tuple[int, str], ...]:
    """The reports that reach the leader next month: six by luck, those who ask for work among them."""
    written: list[tuple[int, str]] = []
    for decision in room.decided.values():
        seat = room.seat(decision.seat)
        if seat is None or seat.team < 0:
            continue
        if decision.answer in ("ask", "object"):
            written.append((seat.team, decision.answer))
        if decision.report:
            written.append((seat.team, decision.report))
    draw = luck.uniform(room.seed, week, luck.NOISE, max(1, len(written)))
    order = sorted(range(len(written)), key=lambda n: (float(draw[n]), n))
    return tuple(written[n] for n in order[:SLIPS])


# What refuses an event


def _fine(room: Room, event: ev.Event) -> str | None:
    return None


def _known_seat(room: Room, event: ev.Event) -> str | None:
    seat = room.seat(getattr(event, "seat", ""))
    return None if seat is not None and not seat.gone else "Nobody sits there."


def _refuse_plan(room: Room, event: ev.Plan) -> str | None:
    fits = event.preset in PRESETS and event.first in ("letters", "prices")
    return None if fits else "There is no such plan."


def _refuse_sit(room: Room, event: ev.Sit) -> str | None:
    if room.seat(event.seat) is not None:
        return "That seat is taken."
    if len(room.seats) >= MOST_SEATS:
        return "The room is full."
    return _bad_name(event.name)


def _bad_name(name: str) -> str | None:
    fine = 0 < len(name) <= LONGEST_NAME and name.isprintable() and name.strip() == name
    return None if fine else f"A name has 1 to {LONGEST_NAME} characters that can be printed."


def _refuse_rename(room: Room, event: ev.Rename) -> str | None:
    return _known_seat(room, event) or _bad_name(event.name)


def _refuse_touch(room: Room, event: ev.Touch) -> str | None:
    seat = room.seat(event.seat)
    return None if seat is not None and seat.missed >= GIVEN_UP and not seat.gone else ""


def _refuse_move(room: Room, event: ev.Move) -> str | None:
    return _known_seat(room, event) or (None if -1 <= event.team < room.teams else "There is no such team.")


def _refuse_start(room: Room, event: ev.Start) -> str | None:
    return None if any(not seat.gone for seat in room.seats) else "Nobody has sat down yet."


def _refuse_begin(room: Room, event: ev.Begin) -> str | None:
    return None if room.step < len(room.plan) else "The plan is at its end."


def _refuse_pause(room: Room, event: ev.Pause) -> str | None:
    if room.paused:
        return ""
    return None if len(event.why) <= LONGEST_TEXT else "That is too long."


def _refuse_resume(room: Room, event: ev.Resume) -> str | None:
    return None if room.paused else ""


def _refuse_extend(room: Room, event: ev.Extend) -> str | None:
    return None if room.deadline and 1 <= event.seconds <= 600 else "There is no clock to give time to."


def _refuse_move_on(room: Room, event: ev.MoveOn) -> str | None:
    return None if 1 <= event.count <= MOST_AT_ONCE else f"At most {MOST_AT_ONCE} at once."


def _mine(room: Room, event: ev.Decide | ev.Answer) -> str | None:
    seat = room.seat(event.seat)
    if seat is None or seat.gone:
        return "Nobody sits there."
    if event.round != room.step:
        return "That round is over." if event.round < room.step else "That round has not begun."
    return "The clock stands still just now." if room.paused else None


def _refuse_decide(room: Room, event: ev.Decide) -> str | None:
    trouble = _mine(room, event)
    if trouble is not None:
        return trouble
    seat = room.seat(event.seat)
    if room.now.kind not in MONTHS:
        return "There is nothing of that kind to decide now."
    if seat is None or seat.team < 0:
        return "You are watching this one."
    if event.answer not in ANSWERS or not _report_fits(room, event.report):
        return "That is no answer to this."
    known = reports(room.companies[room.way])[seat.team]
    goods = len(known.skill)
    if known.waits:
        if known.order is None:
            fits = event.answer in ("ask", "stay") and event.job == IDLE
            return None if fits else "Nobody has told you what to make. You can ask for work."
        if event.answer in ("do", "object"):
            return None if event.job in (IDLE, known.order.job) else "The letter asks for something else."
        fits = event.answer == "own" and 0 <= event.job < goods
        return None if fits else "A letter can be followed, objected to, or laid aside."
    fits = event.answer in ("own", "stay") and 0 <= event.job <= goods
    return None if fits else "Choose what to make."


def _report_fits(room: Room, code: str) -> bool:
    word, _, product = code.partition("-")
    goods = len(room.companies[room.way].world.products)
    return not code or (word in REPORTS and product.isdigit() and len(product) < 3 and int(product) < goods)


def _refuse_answer(room: Room, event: ev.Answer) -> str | None:
    trouble = _mine(room, event)
    if trouble is not None:
        return trouble
    if room.now.kind not in ASKS:
        return "Nothing is asked just now."
    count, most = ASKS[room.now.kind]
    least = 1 if room.now.kind == "poll" else 0
    if len(event.figures) != count or not all(least <= number <= most for number in event.figures):
        return "That is no answer to this."
    if room.now.kind == "dilemma" and event.figures[1] > 1:
        return "Commit, or do not: 1 or 0."
    if room.now.kind == "propose" and event.figures[0] == event.figures[1]:
        return "Choose two different ones."
    return None


def _refuse_lead(room: Room, event: ev.Lead) -> str | None:
    if room.now.kind not in MONTHS:
        return "The desk decides while a month is open."
    if event.text == "ready":
        return None
    try:
        action = parse(event.text)
    except ValueError as error:
        return str(error)
    if action.actor != "desk":
        return "Only the desk can act here."
    answer = room.companies[room.way].copy().act(action)
    return answer.text if isinstance(answer, Refusal) else None


def _refuse_unlead(room: Room, event: ev.Unlead) -> str | None:
    return None if room.leads else "There is nothing to take back."


def _refuse_take_back(room: Room, event: ev.TakeBack) -> str | None:
    return None if room.marks else "Nothing has been played yet."


def _refuse_branch(room: Room, event: ev.Branch) -> str | None:
    if _bad_name(event.name):
        return _bad_name(event.name)
    return None if any(mark.step == event.round for mark in room.marks) else "That round has not been played."


def _refuse_show(room: Room, event: ev.Show) -> str | None:
    return None if 0 <= event.step < MOST_PAGES else "There is no such page."


def _refuse_tell(room: Room, event: ev.Tell) -> str | None:
    fine = len(event.text) <= LONGEST_TEXT and len(event.to) <= LONGEST_NAME and event.text.isprintable()
    return None if fine else f"A message has at most {LONGEST_TEXT} characters."


def _refuse_shock(room: Room, event: ev.Shock) -> str | None:
    goods = len(room.companies[room.way].world.products)
    fits = 0 <= event.product < goods and 20 <= event.percent <= 400 and 1 <= event.weeks <= 26
    return None if fits else "A shock is 20 to 400 percent of a product for 1 to 26 weeks."


@dataclass(frozen=True)
class Row:
    """One row of the machine: the phases ("lobby", "open", "shut") in which the event may come, what else refuses it,
    and what it does."""

    phases: tuple[str, ...]
    refuse: Callable[[Room, ev.Event], str | None]
    run: Callable[[Room, ev.Event], Room]


_ALWAYS = ("lobby", "open", "shut")
_NOT_NOW = {
    "lobby": "The game has not begun.",
    "open": "A round is under way.",
    "shut": "No round is under way.",
}
_TABLE: dict[type[ev.Event], Row] = {
    kind: Row(phases, refuse, run)  # type: ignore[arg-type]
    for kind, phases, refuse, run in (
        (ev.Plan, ("lobby",), _refuse_plan, _plan),
        (ev.Sit, _ALWAYS, _refuse_sit, _sit),
        (ev.Rename, _ALWAYS, _refuse_rename, _rename),
        (ev.Remove, _ALWAYS, _known_seat, _remove),
        (ev.Away, _ALWAYS, _known_seat, _away),
        (ev.Touch, _ALWAYS, _refuse_touch, _touch),
        (ev.Bot, _ALWAYS, _known_seat, _bot),
        (ev.Move, ("open", "shut"), _refuse_move, _move),
        (ev.Shuffle, ("lobby",), _fine, _shuffle),
        (ev.Start, ("lobby",), _refuse_start, _start),
        (ev.Begin, ("shut",), _refuse_begin, _begin),
        (ev.Pause, ("open",), _refuse_pause, _pause),
        (ev.Resume, ("open",), _refuse_resume, _resume),
        (ev.Extend, ("open",), _refuse_extend, _extend),
        (ev.Close, ("open",), _fine, _close),
        (ev.MoveOn, ("open",), _refuse_move_on, _move_on),
        (ev.Decide, ("open",), _refuse_decide, _decide),
        (ev.Answer, ("open",), _refuse_answer, _answer),
        (ev.Lead, ("open",), _refuse_lead, _lead),
        (ev.Unlead, ("open",), _refuse_unlead, _unlead),
        (ev.TakeBack, ("shut", "open"), _refuse_take_back, _take_back),
        (ev.Branch, ("shut", "open"), _refuse_branch, _branch),
        (ev.Show, ("open", "shut"), _refuse_show, _show),
        (ev.Hide, _ALWAYS, _fine, _hide),
        (ev.Tell, _ALWAYS, _refuse_tell, _tell),
        (ev.Shock, ("open", "shut"), _refuse_shock, _shock),
        (ev.Forget, _ALWAYS, _fine, _forget),
    )
}
