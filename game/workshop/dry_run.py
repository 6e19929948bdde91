"""A whole workshop without a room: bots at every phone and at the desk, on a clock that nobody waits for.

It plays through `room.apply` as people do, so what it shows of the two ways is what a room would be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from game import bots
from game.bots.desk import Leader
from game.sim import luck
from game.workshop import events as ev
from game.workshop.leaders import by_letters, by_prices, by_word
from game.workshop.people import Said, speaks
from game.workshop.presets import MONTHS, PRESETS
from game.workshop.records import Room
from game.workshop.room import apply, opened, refusal

GROUPS: tuple[str, ...] = ("mixed", "orders", "incentives", "values", "idle")
"""How the groups of a dry run lead their companies, in turn."""
START_MS = 1_700_000_000_000


def dry_run(preset: str, seed: int, seats: int, first: str = "letters") -> Room:
    """The room of a preset after its last month and question, with so many bots at its phones."""
    *_, last = rooms(preset, seed, seats, first)
    return last


def rooms(preset: str, seed: int, seats: int, first: str = "letters") -> Iterator[Room]:
    """The same, step by step: the room as each step closes, and at last in its debrief."""
    room = opened(ev.Open(START_MS, preset, seed, first))
    for number in range(seats):
        room = _do(room, ev.Sit(START_MS, f"seat-{number + 1}", f"Bot {number + 1}"))
    room = _do(room, ev.Start(START_MS))
    desks = desk_bots(preset)
    at = START_MS
    while room.now.kind != "debrief":
        at += 60_000
        room = _do(room, ev.Begin(at))
        if room.now.kind in MONTHS:
            room = _led(room, desks[room.way], at)
        room = _groups(room, at) if room.many else _answered(room, at)
        room = _do(room, ev.Close(at + 1_000, "all have answered"))
        yield room
    yield _do(room, ev.Begin(at + 60_000))


def desk_bots(preset: str) -> dict[str, Leader]:
    """A bot for the desk of each way; where letters take no time the first writes to teams, not to departments."""
    letters: Leader = by_word() if PRESETS[preset].live else by_letters()
    return {"letters": letters, "prices": by_prices()}


def _led(room: Room, desk: Leader, at: int) -> Room:
    session = room.companies[room.way]
    for number, action in enumerate(desk(session.report)):
        event = ev.Lead(at, f"desk-{room.step}-{number}", str(action))
        if refusal(room, event) is None:
            room = _do(room, event)
    return room


def _groups(room: Room, at: int) -> Room:
    """Every group leads its company through the quarter, each in its own way, week by week."""
    for number, seat in enumerate(room.seats):
        leader, count = bots.leader(GROUPS[number % len(GROUPS)]), 0
        session = room.led_by(seat)
        while session is not None and not room.through(seat.team):
            week = session.week
            for action in leader(session.report):
                count += 1
                move = ev.Act(at, seat.seat, room.step, f"{seat.seat}-{room.step}-{count}", week, str(action))
                if refusal(room, move) is None:
                    room = _do(room, move)
            room = _do(room, ev.Run(at, seat.seat, room.step, f"{seat.seat}-{room.step}-week-{week}", week, 1))
            session = room.led_by(seat)
    return room


def _answered(room: Room, at: int) -> Room:
    draws = luck.uniform(room.seed, room.step, luck.CHOOSE, len(room.seats))
    for seat, draw in zip(room.seats, draws, strict=True):
        said = speaks(room, seat.seat, float(draw))
        key = f"{seat.seat}-{room.step}"
        if isinstance(said, Said):
            room = _do(room, ev.Decide(at, seat.seat, room.step, key, said.answer, said.job, said.report))
        elif said is not None:
            room = _do(room, ev.Answer(at, seat.seat, room.step, key, said))
    return room


def _do(room: Room, event: ev.Event) -> Room:
    why = refusal(room, event)
    if why is not None:
        raise ValueError(f"{ev.line(event)}: {why}")
    return apply(room, event)
