"""The pages of a room's debrief, whether its teams were one company's or its groups led many on the same luck."""

from __future__ import annotations

from game.workshop import own_words
from game.workshop.debrief import reveals, same_luck
from game.workshop.debrief.reveals import Earlier, Reveal, covered
from game.workshop.debrief.same_luck import Group
from game.workshop.records import Room

__all__ = ["Earlier", "Reveal", "covered", "group_of", "pages"]


def pages(room: Room, earlier: Earlier = ()) -> tuple[Reveal, ...]:
    """The pages of a room in their order; those that nothing was played for are left out.

    earlier: what other groups reached; it stands beside this one's from three of them on.
    """
    if not room.many:
        return reveals.reveals(room, earlier)
    group = group_of(room)
    return same_luck.reveals(group) if group is not None else ()


def group_of(room: Room) -> Group | None:
    """The companies of a room in which many play; None before any has been played."""
    played = {key: session for key, session in room.companies.items() if session.ledgers}
    said = [own_words.by_value(room, key) for key in played]
    return same_luck.group(list(played.values()), said) if played else None
