"""What a desktop game asks the hub for: how the room stands, and what was done in the company that is led there."""

from __future__ import annotations

from game.saves import RULES
from game.session import Session
from game.sim.actions import of_the_desk
from game.workshop import hard_call, own_words
from game.workshop.company_view import View
from game.workshop.presets import MONTHS, PRESETS, round_weeks
from game.workshop.records import Room, Seat
from game.workshop.seat_view import pulse, seat_view
from game.workshop.transcript import written
from game.workshop.views import desk_view, to_declare

PARTS: tuple[str, ...] = ("role", "seat", "name", "round", "rounds", "label", "message", "company", "mates")
"""What it shows of the seat's page."""
DESK_PARTS: tuple[str, ...] = (
    "round", "rounds", "label", "rule", "message", "said", "slips", "visit", "words", "named",
)  # fmt: skip
"""What it shows of the leader's page."""
WAYS: tuple[str, ...] = ("letters", "prices")
"""The companies of a room by the number that a desktop knows them by."""
ROOM_DOES: dict[str, tuple[str, str]] = {
    "sketch": ("The room draws what will be wanted", "On every phone stands an empty chart. You have no pen in this: "
               "read your board, and think of your first words."),
    "poll": ("The room is asked how useful it felt", "Everybody answers on a phone, without a name. You are not asked; "
             "what was said is told in the debrief."),
    "propose": ("The room says what it stands for", "Everybody names two values. From the next month on you may "
                "declare two of those named most."),
    "dilemma": ("The room has a hard call", "Everybody says apart how far they agree, and whether they commit. You "
                "decide after them, before the month begins; what they have said is told in the debrief."),
}  # fmt: skip
"""What the phones do while the leader decides nothing, by the kind of step, as a title and a sentence or two."""


def desktop_view(room: Room, seat: Seat, known: str) -> View:
    """How the room stands for a seat, with its company's transcript unless `known` is its digest already.

    end: the week, from 0, before which the open or next quarter ends. table: the company's number, −1 none.
    """
    page, session = seat_view(room, seat.seat), room.led_by(seat)
    return {
        **{part: page.get(part) for part in PARTS}, **pulse(room), "end": room.round_end, "table": seat.team,
        "words": own_words.rows(room, own_words.speaks_for(room, seat.seat)),
        **_company(session, known),
    }  # fmt: skip


def leader_view(room: Room, known: str) -> View:
    """How the room stands for the leader of its one company, with that company's transcript as in `desktop_view`.

    end: the week, from 0, before which the open or next month ends. rest: what the room does while the leader decides
    nothing, as a title and a text; None while a month is open. call: why the hard call that the room talks about cannot
    be answered just now, "" if it can; None while there is none. fixed: decisions of the week that were taken before
    the month began, and stand.
    """
    page, session = desk_view(room), None if room.many else room.company
    return {
        **{part: page.get(part) for part in DESK_PARTS}, **pulse(room), "role": "leader", "name": "", "word": "",
        "company": session.level.company if session is not None else None, "mates": [],
        "end": session.week + round_weeks(session.world) if session is not None else 0,
        "table": WAYS.index(room.way) if session is not None else -1, "rest": _rest(room),
        "call": hard_call.why_not(room) if hard_call.told(room) is not None else None, "fixed": _fixed(room, session),
        **_company(session, known),
    }  # fmt: skip


def _company(session: Session | None, known: str) -> View:
    if session is None:
        return {"rules": RULES, "digest": "", "transcript": None}
    digest = session.digest()
    return {"rules": RULES, "digest": digest, "transcript": None if known == digest else written(session)}


def _fixed(room: Room, session: Session | None) -> int:
    return max(0, len(of_the_desk(session.pending)) - len(room.leads)) if session is not None else 0


def _rest(room: Room) -> View | None:
    if room.many:
        return _words("Every group has its own desk", "In this workshop many companies play on the same luck, and each "
                      "group leads its own. To lead one of them, join with the code on the wall.")  # fmt: skip
    if room.stage == "lobby":
        return _words("The room is gathering", "When the facilitator starts, your board is laid out: one company, and "
                      "the people in the room are its teams.")  # fmt: skip
    if room.stage == "debrief":
        return _words("The debrief is on the wall", "Your letters and prices are told there, beside what was true.")
    if room.stage in MONTHS:
        return None
    if room.stage in ROOM_DOES:
        title, words = ROOM_DOES[room.stage]
        return _words(title, " ".join(part for part in (_call(room), words) if part))
    return _words(*(_decided(room) if room.called else _between(room)))


def _call(room: Room) -> str:
    """What the hard call is about, while the room talks of one."""
    card, session = hard_call.told(room), room.company
    if card is None or session is None:
        return ""
    return hard_call.about(session, card)


def _decided(room: Room) -> tuple[str, str]:
    """What the desk has to decide before the month of a hard call, and then what it has decided."""
    card, session = hard_call.told(room), room.company
    if card is None or session is None:
        return _between(room)
    if hard_call.verb(session, card) < 0:
        return "The desk decides", f"{_call(room)} Everybody has answered, and the room waits for what you decide."
    return "The desk has decided", (
        f"{hard_call.decided(session, card)} Until the month begins you can take it back. It begins for everybody at "
        "once."
    )


def _between(room: Room) -> tuple[str, str]:
    """What is over and what comes, while no step is open."""
    comes, before = room.now, room.plan[room.step - 1].kind if room.step else ""
    month = PRESETS[room.preset].round.lower()
    anew = comes.kind in WAYS and before not in WAYS and bool(room.months)
    title = f"The {month} is played" if before in MONTHS else "The answers are in" if before else "Your company"
    if anew:
        words = "Everything begins again in the first week: the same customers and the same luck, under other names. "
    elif not before:
        words = "Nothing has begun yet. Look around. "
    else:
        named = to_declare(room)
        words = f"{named} " if named else ""
    return title, f"{words}Next: {comes.label.rstrip('.')}. It begins for everybody at once."


def _words(title: str, text: str) -> View:
    return {"title": title, "text": text}
