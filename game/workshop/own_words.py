"""What those who lead a company say that its values mean, in a sentence of their own for each that they declare.

The rules know nothing of it: it is kept beside the company, shown where the value is, and laid beside what was done.
"""

from __future__ import annotations

from dataclasses import replace

from game.words.actions import first_upper
from game.workshop import companies
from game.workshop import events as ev
from game.workshop.names import clean
from game.workshop.records import OwnWords, Room
from game.workshop.sayings import LONGEST_WORDS, declared

View = dict[str, object]
ONLY = "prices"
"""The company of a room's only one that declares values."""


def speaks_for(room: Room, seat: str) -> str:
    """The key of the company that a seat leads, or of a room's only one for its leader (""); "" for nobody's."""
    known = room.seat(seat)
    if room.many:
        return companies.key(known.team) if known is not None and known.team >= 0 else ""
    return "" if seat else ONLY


def said(text: str) -> str:
    """A sentence as it may stand on a page."""
    return clean(text, LONGEST_WORDS)


def say(room: Room, event: ev.Words) -> Room:
    """A company says what a value of its own means to it, or takes that back."""
    after = _with(room.words, speaks_for(room, event.seat), event.value, event.text)
    return replace(room, number=room.number + 1, words=after, keys=room.keys | {event.key})


def strike(room: Room, event: ev.Strike) -> Room:
    """What was said of a value goes."""
    return replace(room, number=room.number + 1, words=_with(room.words, event.company, event.value, ""))


def _with(words: OwnWords, company: str, value: int, text: str) -> OwnWords:
    own = {n: said for n, said in words.get(company, {}).items() if n != value}
    return {**words, company: {**own, value: text} if text else own}


def by_value(room: Room, company: str) -> dict[str, str]:
    """What a company says, by the name of the value."""
    session = room.companies.get(company)
    names = session.world.value_names if session is not None else ()
    return {names[n]: text for n, text in room.words.get(company, {}).items()}


def rows(room: Room, company: str) -> list[View]:
    """The values that a company has declared, each with what it says of it: "" while nothing is said."""
    session = room.companies.get(company)
    if session is None:
        return []
    own = room.words.get(company, {})
    return [
        {"value": n, "name": first_upper(session.world.value_names[n]), "text": own.get(n, "")}
        for n in declared(session)
    ]


def every_row(room: Room) -> list[View]:
    """All that companies say, for whoever answers for the room. company: its key; who: what it is called."""
    return [
        {**row, "company": key, "who": companies.name_at(key) if room.many else "The desk"}
        for key in room.companies for row in rows(room, key) if row["text"]
    ]  # fmt: skip
