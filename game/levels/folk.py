"""The people of a company that names none of its own: who is followed there, what they are called, and where they sit.

They follow from the company's name and the level's seed, so that a company has its own people and always the
same ones. Where everybody works alone they are called as their place on the board is.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

from game.levels.cast import CAST, NUMBER, Person
from game.levels.names import FIRST_NAMES
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


def _founding(world: World) -> int:
    """Departments in which somebody works from the first week on."""
    return min(world.departments, max(1, -(-world.people // (world.team_size * world.teams_per_department))))


def _places(world: World) -> list[tuple[int, int, int]]:
    """Team, department and the department spoken for (−1 none) of each who is followed."""
    each, departments = world.teams_per_department, _founding(world)
    if world.team_size == 1:
        if world.teams <= MOST:
            return [(team, -1, -1) for team in range(world.teams)]
        per = max(1, min(MOST_EACH, MOST // departments))
        shown = range(0, departments, -(-departments // MOST))
        teams = (d * each + n * (each // per) for n in range(per) for d in shown)
        return [(team, -1, -1) for team in teams if team < world.people]
    shown = range(0, departments, -(-departments // MOST))
    rows = [(-1, department, heads) for heads in (True, False) for department in shown]
    most = max(MOST_EACH, min(MOST, world.teams))
    return [(team, department, department if heads else -1) for team, department, heads in rows[:most]]
