"""The people of a company that names none of its own: who is followed there, what they are called, and where they sit.

They follow from the company's name and the level's seed, so that a company has its own people and always the
same ones. Where everybody works alone they are called as their place on the board is.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import numpy as np

from game.levels.cast import CAST, NUMBER, Person
from game.levels.names import FIRST_NAMES
from game.sim.company.seats import places
from game.sim.desk.lives import Placed
from game.sim.values import TEMPERAMENTS
from game.sim.world import World

MOST = 12
MOST_EACH = 2
"""So many people are followed at most, and so many of a department."""
KINDS = ("she", "he", "they")
"""The pronouns, in the order in which faces take turns."""
_HE = frozenset(
    "Dov Luca Sami Umar Arlo Cyrus Elio Gus Ivo Kofi Milo Omar Rafi Tomas Viggo Zeno Bruno Dele Finn Hal Nils Ravi "
    "Theo Vito Wes".split()
)
_THEY = frozenset("Femi Quinn Kit Jai Amal".split())
_SURNAMES = (
    "Alder Birch Castell Dahl Egan Farrow Grant Hale Ibsen Joss Keane Lowe Marsh Nash Orme Pell Quist Reed Stone Tarn "
    "Usher Vale Wells Yates Zander"
).split()
_STEP = 7
"""Names apart in the list of two who are followed one after the other: prime to its length, so none comes twice."""


def folk(
    company: str, world: World, team_names: Sequence[str]
) -> tuple[tuple[Placed, ...], Mapping[int, Person]]:
    """Where the people of a company sit, and who they are by their numbers, which begin behind the cast's."""
    mixed = zlib.crc32(f"{company}\n{world.seed}".encode())
    names = [name for name in FIRST_NAMES if name not in NUMBER]
    placed: list[Placed] = []
    people: dict[int, Person] = {}
    for n, (team, department, heads) in enumerate(_places(world)):
        alone = team >= 0
        first = team_names[team] if alone else names[(mixed + _STEP * n) % len(names)]
        surname = "" if alone else _SURNAMES[(mixed // len(names) + _STEP * n) % len(_SURNAMES)]
        kind = _pronoun(first)
        who = len(CAST) + len(KINDS) * ((mixed + n) % 84) + KINDS.index(kind)
        people[who] = Person(first, surname, kind, TEMPERAMENTS[(mixed // 7 + 3 * n) % len(TEMPERAMENTS)].name)
        placed.append(Placed(who, team, department, heads))
    return tuple(placed), people


def _pronoun(name: str) -> str:
    if name in NUMBER:
        return CAST[NUMBER[name]].pronoun
    return "he" if name in _HE else "she" if name in FIRST_NAMES and name not in _THEY else "they"


def _places(world: World) -> list[tuple[int, int, int]]:
    """Team, department and the department spoken for (−1 none) of all who are followed, there from the first week."""
    each, seats = world.teams_per_department, places(world, 0)
    there = np.flatnonzero(seats).tolist()
    rooms = list(dict.fromkeys(team // each for team in there))
    shown = rooms[:: -(-len(rooms) // MOST)]
    if world.team_size == 1:
        if len(there) <= MOST:
            return [(team, -1, -1) for team in there]
        per = max(1, min(MOST_EACH, MOST // len(rooms)))
        inside = {room: [team for team in there if team // each == room] for room in shown}
        return [(inside[room][n * max(1, len(inside[room]) // per)], -1, -1)
                for n in range(per) for room in shown if n < len(inside[room])]  # fmt: skip
    people = {room: int(seats[room * each : (room + 1) * each].sum()) for room in shown}
    rows = [(-1, room, room if heads else -1) for heads in (True, False) for room in shown if heads or people[room] > 1]
    return rows[: max(MOST_EACH, min(MOST, len(there)))]
