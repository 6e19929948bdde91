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
    vocabulary = _vocabulary(room.text) if room.preset == OWN else PLAIN
    if not vocabulary.words:
        return {}
    written = [text for said in room.words.values() for text in said.values()]
    names = [seat.name for seat in room.seats] + [trunk.name for trunk in room.trunks]
    return {"speech": vocabulary.told((*names, room.message[1], *written))}


@lru_cache(maxsize=8)
def _vocabulary(text: str) -> Vocabulary:
    return Vocabulary.of(PRESETS[OWN].level(text))
