"""A quarter of a room in which many companies play on the same luck: what groups do, and what its end does.

A company is an ordinary session. Its group sends moves and lets weeks run at its own pace within the round; whatever
is left when the round closes runs by itself, led by a bot where nobody leads any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game import bots
from game.bots import Leader
from game.levels import Level
from game.levels.holding import happenings
from game.session import Session
from game.sim.actions import Action, parse
from game.words.news import week_news
from game.words.newsline import ONCE
from game.workshop import companies
from game.workshop import events as ev
from game.workshop.presets import PRESETS
from game.workshop.records import Mark, Room, Seat, Told

KEPT_NEWS = 24
"""Lines of news that a group finds when its weeks have run."""
WEIGHTY = 2
"""The weight of news at which running weeks stop."""
STAND_IN = "mixed"
"""Who leads a company that nobody leads."""


def level_of(room: Room) -> Level:
    """The level that all companies of a room play."""
    return PRESETS[room.preset].level(room.text)


def gather(room: Room, event: ev.Gather) -> Room:
    """A seat goes to a table; everybody else stays where they sit, those whom it joins above all."""
    at = {seat.seat: number for number, group in tables(room).items() for seat in group}
    at[event.seat] = event.company
    seats = tuple(replace(seat, team=at.get(seat.seat, seat.team)) for seat in room.seats)
    return replace(room, number=room.number + 1, seats=seats, keys=room.keys | {event.key})


def tables(room: Room) -> dict[int, tuple[Seat, ...]]:
    """Who sits at which company's table before the start: those who gathered, and a table for everybody else."""
    here = [seat for seat in room.seats if not seat.gone]
    found: dict[int, tuple[Seat, ...]] = {}
    for seat in here:
        if seat.team >= 0:
            found[seat.team] = (*found.get(seat.team, ()), seat)
    free = (n for n in range(companies.MOST_COMPANIES) if n not in found)
    for count, seat in enumerate(seat for seat in here if seat.team < 0):
        table = next(free, count % companies.MOST_COMPANIES)
        found[table] = (*found.get(table, ()), seat)
    return dict(sorted(found.items()))


def founded(room: Room) -> Room:
    """The room with a company for every table, all alike."""
    at = {seat.seat: number for number, group in enumerate(tables(room).values()) for seat in group}
    level = level_of(room)
    count = len(set(at.values()))
    started = {companies.key(n): Session(level, room.seed) for n in range(count)}
    seats = tuple(replace(seat, team=at.get(seat.seat, -1)) for seat in room.seats)
    return replace(
        room, number=room.number + 1, seats=seats, teams=count, companies=started, step=0, open=False,
        told={name: Told() for name in started},
    )  # fmt: skip


def joined(room: Room, seat: Seat) -> Room:
    """The room with somebody who comes late: a company of their own in the first quarter, else one nobody leads."""
    number = next((n for n in range(room.teams) if not room.owners(n)), -1)
    founded_too, told = room.companies, room.told
    if number < 0 and room.step == 0 and room.teams < companies.MOST_COMPANIES:
        number = room.teams
        session = Session(level_of(room), room.seed)
        if room.open:
            _lay(session, room)
        founded_too = {**founded_too, companies.key(number): session}
        told = {**told, companies.key(number): Told()}
    return replace(
        room, number=room.number + 1, seats=(*room.seats, replace(seat, team=number)), companies=founded_too, told=told,
        teams=len(founded_too),
    )  # fmt: skip


def act(room: Room, event: ev.Act) -> Room:
    """A move lies on the desk of a company."""
    return _moved(room, event, lambda session: session.act(parse(event.text)))


def unact(room: Room, event: ev.Unact) -> Room:
    """The last move is taken back."""
    return _moved(room, event, lambda session: session.undo())


def _moved(room: Room, event: ev.Act | ev.Unact, move: Callable[[Session], object]) -> Room:
    name = _company(room, event.seat)
    session = room.companies[name].copy()
    move(session)
    return replace(
        room, companies={**room.companies, name: session}, keys=room.keys | {event.key},
        seats=_there(room, event.seat), changes=_changed(room, name),
    )  # fmt: skip


def run(room: Room, event: ev.Run) -> Room:
    """Weeks of a company run."""
    name = _company(room, event.seat)
    session, told = ran(room.companies[name], room.told[name], event.weeks, room.round_end)
    return replace(
        room, companies={**room.companies, name: session}, told={**room.told, name: told},
        keys=room.keys | {event.key}, seats=_there(room, event.seat), changes=_changed(room, name),
    )  # fmt: skip


def _company(room: Room, seat: str) -> str:
    known = room.seat(seat)
    assert known is not None, "the refusals let nobody act who does not sit"
    return companies.key(known.team)


def _changed(room: Room, name: str) -> dict[str, int]:
    """A company's own pages have to fetch it anew, and no others: forty groups need not hear of each other's moves."""
    return {**room.changes, name: room.changes.get(name, 0) + 1}


def _there(room: Room, seat: str) -> tuple[Seat, ...]:
    return tuple(replace(s, missed=0) if s.seat == seat and s.missed else s for s in room.seats)


def ran(
    session: Session, told: Told, weeks: int, end: int, stops: bool = True, leader: Leader | None = None
) -> tuple[Session, Told]:
    """A copy of a company so many weeks later, at most in week `end`, and what its desk was told of them.

    stops: whether its weeks stop early when something happens. leader: who decides as each week begins, if anybody.
    """
    session, happened = session.copy(), set(told.happened)
    news = []
    stopped = False
    for _ in range(weeks):
        if session.over or session.week >= end or stopped:
            break
        for action in leader(session.report) if leader else ():
            session.act(action)
        before, done = session.report, session.pending
        after = session.advance()
        happened |= {action.lever for action in done} | happenings(after)
        fresh = week_news(session.level, before, after, done, session.pins(), happened)
        happened |= {item.mark for item in fresh if item.kind in ONCE}
        news += [(session.week, item) for item in fresh if item.weight > 0]
        stopped = stops and any(item.weight >= WEIGHTY for item in fresh)
    return session, Told(tuple(news[-KEPT_NEWS:]), frozenset(happened), stopped)


def played(room: Room) -> Room:
    """The room after its open quarter: what is left of it runs, without a word or led by a bot."""
    led = {seat.team for seat in room.seats if seat.active}
    after, told = dict(room.companies), dict(room.told)
    for number in range(room.teams):
        name = companies.key(number)
        if room.through(number):
            continue
        left = room.round_end - after[name].week
        leader = None if number in led else bots.leader(STAND_IN)
        after[name], told[name] = ran(after[name], told[name], left, room.round_end, stops=False, leader=leader)
    return replace(room, companies=after, told=told)


def shocked(room: Room) -> dict[str, Session]:
    """The companies with the shocks of the quarter that begins."""
    if not any(when == room.step for when, _ in room.shocks):
        return room.companies
    after = {name: session.copy() for name, session in room.companies.items()}
    for session in after.values():
        _lay(session, room)
    return after


def _lay(session: Session, room: Room) -> None:
    """Lays the shocks of the open or next quarter on a company."""
    for when, shock in room.shocks:
        if when == room.step:
            session.act(Action("shock", shock.product, (shock.percent, shock.weeks), "facilitator"))


def mark(room: Room) -> Mark:
    """Where the room stands now."""
    return Mark(
        room.step, tuple(room.companies.items()), room.months, room.answers, room.shocks, tuple(room.told.items()),
        room.words,
    )


def stood(room: Room, mark: Mark) -> tuple[dict[str, Session], dict[str, Told]]:
    """The companies at a mark and what they were told; one that was founded since stands at its own beginning."""
    companies_then, told_then = dict(mark.companies), dict(mark.told)
    for name in room.companies:
        if name not in companies_then:
            companies_then[name], told_then[name] = Session(level_of(room), room.seed), Told()
    return companies_then, told_then
