"""A room as a pure state machine: `apply(room, event)` gives the room after it, and nothing else ever changes one.

What belongs here and in what it names: which events there are, in which phase each may come, what refuses it and what
it does. What may not: a clock, a socket, a file, luck that is not the preset's seed. Events bring their own time; `due`
says which event the time asks for.

How it works: the plan is a tuple of steps. A step is opened by Begin and ended by Close; closing a month of the company
turns decisions into actions and plays four weeks. Every Begin leaves a `Mark`, to which TakeBack and Branch go back: as
rooms are never changed, and the sessions in them only copied, what was taken back leaves no trace in the company.

Kept in step by hand: `_TABLE` has a row for every kind in `events.KINDS` but those that open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.workshop import acts, own_words, quarters, refusals
from game.workshop import events as ev
from game.workshop.presets import MONTHS, OWN, PRESETS
from game.workshop.records import LONGEST_KEY, Room


def opened(event: ev.Event | None) -> Room:
    """The room as an event opens it; ValueError if it is no opening, or there is no such preset or way, and LevelError
    if its level cannot be played."""
    if isinstance(event, ev.OpenLevel):
        PRESETS[OWN].level(event.text)
        return Room(OWN, event.seed, "letters", text=event.text)
    if not isinstance(event, ev.Open):
        raise ValueError("It does not begin with the opening of a room.")
    if event.preset not in PRESETS or event.preset == OWN or event.first not in ("letters", "prices"):
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
    got, of = room.readiness
    if room.now.kind == "quarter":
        return ev.Close(now, "all have played it") if of and got == of else None
    if of and got == of and (room.ready or room.now.kind not in MONTHS):
        return ev.Close(now, "all have answered")
    return None


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
        (ev.Plan, ("lobby",), refusals.plan, acts.plan),
        (ev.Sit, _ALWAYS, refusals.sit, acts.sit),
        (ev.Rename, _ALWAYS, refusals.rename, acts.rename),
        (ev.Remove, _ALWAYS, refusals.known_seat, acts.remove),
        (ev.Away, _ALWAYS, refusals.known_seat, acts.away),
        (ev.Touch, _ALWAYS, refusals.touch, acts.touch),
        (ev.Bot, _ALWAYS, refusals.known_seat, acts.bot),
        (ev.Move, ("open", "shut"), refusals.move, acts.move),
        (ev.Shuffle, ("lobby",), refusals.none, acts.shuffle),
        (ev.Start, ("lobby",), refusals.start, acts.start),
        (ev.Begin, ("shut",), refusals.begin, acts.begin),
        (ev.Pause, ("open",), refusals.pause, acts.pause),
        (ev.Resume, ("open",), refusals.resume, acts.resume),
        (ev.Extend, ("open",), refusals.extend, acts.extend),
        (ev.Close, ("open",), refusals.none, acts.close),
        (ev.MoveOn, ("open",), refusals.move_on, acts.move_on),
        (ev.Decide, ("open",), refusals.decide, acts.decide),
        (ev.Answer, ("open",), refusals.answer, acts.answer),
        (ev.Gather, ("lobby",), refusals.gather, quarters.gather),
        (ev.Act, ("open",), refusals.act, quarters.act),
        (ev.Unact, ("open",), refusals.unact, quarters.unact),
        (ev.Run, ("open",), refusals.run, quarters.run),
        (ev.Words, ("open", "shut"), refusals.words, own_words.say),
        (ev.Strike, ("open", "shut"), refusals.strike, own_words.strike),
        (ev.Lead, ("open", "shut"), refusals.lead, acts.lead),
        (ev.Unlead, ("open", "shut"), refusals.unlead, acts.unlead),
        (ev.TakeBack, ("shut", "open"), refusals.take_back, acts.take_back),
        (ev.Branch, ("shut", "open"), refusals.branch, acts.branch),
        (ev.Show, ("open", "shut"), refusals.show, acts.show),
        (ev.Hide, _ALWAYS, refusals.none, acts.hide),
        (ev.Tell, _ALWAYS, refusals.tell, acts.tell),
        (ev.Shock, ("open", "shut"), refusals.shock, acts.shock),
        (ev.Forget, _ALWAYS, refusals.none, acts.forget),
    )
}
