"""What a room's pages need to speak in the words of the level that is played: a ward instead of a team."""

from __future__ import annotations

from functools import lru_cache

from game.words.vocabulary import PLAIN, Vocabulary
from game.workshop.presets import OWN, PRESETS
from game.workshop.records import Room


def speech(room: Room) -> dict[str, object]:
    """What `assets/workshop/spoken.js` takes up, under its key; nothing where the level keeps the words of the game.

    What people in the room are called and have written stays as it is.
    """
    vocabulary = vocabulary_of(room)
    if not vocabulary.words:
        return {}
    names = [seat.name for seat in room.seats] + [trunk.name for trunk in room.trunks]
    return {"speech": vocabulary.told((*names, room.message[1]))}


def vocabulary_of(room: Room) -> Vocabulary:
    """What the level of a room calls things; what its companies say of their values stays as they wrote it."""
    if room.preset != OWN:
        return PLAIN
    return _vocabulary(room.text).keeping(text for said in room.words.values() for text in said.values())


@lru_cache(maxsize=8)
def _vocabulary(text: str) -> Vocabulary:
    return Vocabulary.of(PRESETS[OWN].level(text))
