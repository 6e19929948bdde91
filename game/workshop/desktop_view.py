"""What a group's desktop game asks the hub for: how the room stands, and what was done in the company it leads."""

from __future__ import annotations

from game.saves import RULES
from game.workshop.company_view import View
from game.workshop.records import Room, Seat
from game.workshop.seat_view import pulse, seat_view
from game.workshop.transcript import written

PARTS: tuple[str, ...] = ("role", "seat", "name", "round", "rounds", "label", "message", "company", "mates")
"""What it shows of the seat's page."""


def desktop_view(room: Room, seat: Seat, known: str) -> View:
    """How the room stands for a seat, with its company's transcript unless `known` is its digest already.

    end: the week, from 0, before which the open or next quarter ends. table: the company's number, −1 none.
    """
    page, session = seat_view(room, seat.seat), room.led_by(seat)
    view: View = {
        **{part: page.get(part) for part in PARTS}, **pulse(room), "rules": RULES, "end": room.round_end,
        "table": seat.team, "digest": "", "transcript": None,
    }  # fmt: skip
    if session is None:
        return view
    digest = session.digest()
    return view | {"digest": digest, "transcript": None if known == digest else written(session)}
