"""What each kind of event does to a room; whether it may is `refusals`, and which is which the table in `room`."""

from __future__ import annotations

from dataclasses import replace

from game.session import Session
from game.sim import luck
from game.sim.actions import Action, parse
from game.workshop import events as ev
from game.workshop import quarters
from game.workshop.months import played
from game.workshop.presets import FEWEST, MONTHS, MOST, PRESETS, round_weeks
from game.workshop.records import GIVEN_UP, MOST_AT_ONCE, VISIT_MS, Room, Seat, Trunk, way_of


def _public(room: Room, **changes: object) -> Room:
    return replace(room, number=room.number + 1, **changes)  # type: ignore[arg-type]


def _seat(room: Room, who: str, /, **changes: object) -> tuple[Seat, ...]:
    one = room.seat(who)
    changed = replace(one, **changes) if one is not None else None  # type: ignore[arg-type]
    return tuple(changed if changed is not None and seat.seat == who else seat for seat in room.seats)


def plan(room: Room, event: ev.Plan) -> Room:
    return _public(room, preset=event.preset, first=event.first)


def sit(room: Room, event: ev.Sit) -> Room:
    name = "" if room.forgotten else event.name
    if room.many and room.teams:
        return quarters.joined(room, Seat(event.seat, name))
    team = _free_team(room) if room.teams else -1
    return _public(room, seats=(*room.seats, Seat(event.seat, name, team)))


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


def rename(room: Room, event: ev.Rename) -> Room:
    return _public(room, seats=_seat(room, event.seat, name=event.name))


def remove(room: Room, event: ev.Remove) -> Room:
    return _public(room, seats=_seat(room, event.seat, gone=True, team=-1, name=""))


def away(room: Room, event: ev.Away) -> Room:
    return _public(room, seats=_seat(room, event.seat, away=event.on, missed=0))


def touch(room: Room, event: ev.Touch) -> Room:
    return _public(room, seats=_seat(room, event.seat, missed=0))


def bot(room: Room, event: ev.Bot) -> Room:
    return _public(room, seats=_seat(room, event.seat, bot=event.on, missed=0))


def move(room: Room, event: ev.Move) -> Room:
    decided = {seat: said for seat, said in room.decided.items() if seat != event.seat}  # it was said for another team
    return _public(room, seats=_seat(room, event.seat, team=event.team), decided=decided)


def shuffle(room: Room, event: ev.Shuffle) -> Room:
    draw = luck.uniform(event.seed, 0, luck.CHOOSE, max(1, len(room.seats)))
    order = sorted(range(len(room.seats)), key=lambda n: (float(draw[n]), n))
    return _public(room, seats=tuple(room.seats[n] for n in order))


def start(room: Room, event: ev.Start) -> Room:
    if room.many:
        return quarters.founded(room)
    here = [seat for seat in room.seats if not seat.gone]
    teams = min(MOST, max(FEWEST, len(here)))
    places = {seat.seat: place for seat, place in zip(here, _round_robin(teams), strict=False)}
    seats = tuple(replace(seat, team=places.get(seat.seat, -1)) for seat in room.seats)
    preset = PRESETS[room.preset]
    companies = {way: Session(preset.founded(way, teams), room.seed) for way in ("letters", "prices")}
    return _public(room, seats=seats, teams=teams, companies=companies, step=0, open=False)


def _round_robin(teams: int) -> list[int]:
    """The teams in the order in which they are taken: one of each department, then the next of each."""
    each = -(-teams // 4)
    return sorted(range(teams), key=lambda team: (team % each, team))


def begin(room: Room, event: ev.Begin) -> Room:
    mark = quarters.mark(room)
    seconds = room.now.seconds
    return _public(
        room, open=True, began=event.at, deadline=event.at + 1000 * seconds if seconds else 0, paused=0, why="",
        decided={}, answered={}, leads=(), ready=False, visiting=(-1, 0), marks=(*room.marks, mark),
        companies=_shocked(room),
    )  # fmt: skip


def _shocked(room: Room) -> dict[str, Session]:
    """The companies with the shocks of this round laid on those that are about to play it."""
    if room.many:
        return quarters.shocked(room)
    if room.now.kind not in MONTHS:
        return room.companies
    session = room.companies[way_of(room.now.kind)]
    month = session.week // round_weeks(session.world)
    due_now = [shock for when, shock in room.shocks if when == month]
    if not due_now:
        return room.companies
    session = session.copy()
    for shock in due_now:
        session.act(Action("shock", shock.product, (shock.percent, shock.weeks), "facilitator"))
    return {**room.companies, way_of(room.now.kind): session}


def pause(room: Room, event: ev.Pause) -> Room:
    return _public(room, paused=event.at, why=event.why)


def resume(room: Room, event: ev.Resume) -> Room:
    deadline = room.deadline + (event.at - room.paused) if room.deadline else 0
    return _public(room, paused=0, why="", deadline=deadline)


def extend(room: Room, event: ev.Extend) -> Room:
    since = room.deadline if room.paused else max(room.deadline, event.at)  # a pause is added when it ends
    return _public(room, deadline=since + 1000 * event.seconds)


def close(room: Room, event: ev.Close) -> Room:
    after = room
    if room.now.kind in MONTHS:
        after = played(room)
    elif room.now.kind == "quarter":
        after = quarters.played(room)
    elif room.now.kind != "debrief":
        given = tuple((room.step, answer) for answer in room.answered.values())
        after = replace(room, answers=(*room.answers, *given))
    return _public(
        after, step=room.step + 1, open=False, deadline=0, paused=0, why="", decided={}, answered={}, leads=(),
        ready=False, visiting=(-1, 0),
    )  # fmt: skip


def move_on(room: Room, event: ev.MoveOn) -> Room:
    if room.now.kind == "quarter":
        slow = [seat for seat in room.seats if seat.active and not room.through(seat.team)]
    else:
        answered = {*room.decided, *room.answered}
        slow = [seat for seat in room.seats if seat.active and seat.seat not in answered]
    chosen = {seat.seat for seat in slow[: min(event.count, MOST_AT_ONCE)]}
    return _public(room, seats=tuple(
        replace(seat, missed=max(seat.missed, GIVEN_UP)) if seat.seat in chosen else seat for seat in room.seats
    ))  # fmt: skip


def decide(room: Room, event: ev.Decide) -> Room:
    seats = _seat(room, event.seat, missed=0)
    return replace(
        room, seats=seats, decided={**room.decided, event.seat: event}, keys=room.keys | {event.key},
    )  # fmt: skip


def answer(room: Room, event: ev.Answer) -> Room:
    return replace(room, answered={**room.answered, event.seat: event}, keys=room.keys | {event.key})


def lead(room: Room, event: ev.Lead) -> Room:
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


def unlead(room: Room, event: ev.Unlead) -> Room:
    session = room.companies[room.way].copy()
    session.undo()
    companies = {**room.companies, room.way: session}
    return _public(room, companies=companies, leads=room.leads[:-1], keys=room.keys | {event.key}, ready=False)


def take_back(room: Room, event: ev.TakeBack) -> Room:
    return _back_to(room, len(room.marks) - 1)


def _back_to(room: Room, marks: int) -> Room:
    mark = room.marks[marks]
    companies, told = quarters.stood(room, mark) if room.many else (dict(mark.companies), dict(mark.told))
    return _public(
        room, step=mark.step, open=False, deadline=0, paused=0, why="", companies=companies, told=told,
        months=mark.months, answers=mark.answers, shocks=mark.shocks, marks=room.marks[:marks], decided={}, answered={},
        leads=(), ready=False, visiting=(-1, 0), shown=(0, False), words=mark.words,
    )  # fmt: skip


def branch(room: Room, event: ev.Branch) -> Room:
    trunk = Trunk(event.name, tuple(room.companies.items()), room.months)
    marks = next(n for n, mark in enumerate(room.marks) if mark.step == event.round)
    return replace(_back_to(room, marks), trunks=(*room.trunks, trunk))


def show(room: Room, event: ev.Show) -> Room:
    return _public(room, shown=(event.step, event.revealed))


def hide(room: Room, event: ev.Hide) -> Room:
    return _public(room, hidden=event.on)


def tell(room: Room, event: ev.Tell) -> Room:
    return _public(room, message=(event.to, event.text))


def shock(room: Room, event: ev.Shock) -> Room:
    step = room.next_played
    assert step is not None, "the refusals let no shock in that would never come"
    if not room.many:  # counted within its way, so that the same month of either way is meant
        way = way_of(room.plan[step].kind)
        step = sum(one.kind in MONTHS and way_of(one.kind) == way for one in room.plan[:step])
    return _public(room, shocks=(*room.shocks, (step, event)))


def forget(room: Room, event: ev.Forget) -> Room:
    seats = tuple(replace(seat, name="") for seat in room.seats)
    marks = tuple(replace(mark, words={}) for mark in room.marks)
    return _public(room, seats=seats, forgotten=True, message=("", ""), words={}, marks=marks)
