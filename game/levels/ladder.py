"""The ladder of a level: the same company and the same luck, with one rule of leadership changed on each rung.

A rung changes nothing but what a level's file could say as well: `RUNGS` is a table of such changes, and a level has
the rungs that change something in it. What a rung takes away is never given back later by the level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.levels.level import Level
from game.sim.values import TELLING
from game.sim.world import QUARTER_WEEKS, Unlock, World

CLIMBED = 2
"""Stars on a rung that open the next."""
LEAST_APART = 4
"""So many people there must be for a post between them."""


@dataclass(frozen=True)
class Rung:
    """One changed rule. name: as a saved game has it; title, text: as a player reads it.

    discs: so many less. post: weeks that letters and news need more. unheard: no rumour comes before its time. without:
    levers that there are none of. late: levers that may be used only once the first quarter is over. blind: reporting
    stands at its least.
    """

    name: str
    title: str
    text: str
    discs: int = 0
    post: int = 0
    unheard: bool = False
    without: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    blind: bool = False


RUNGS: tuple[Rung, ...] = (
    Rung("unheard", "No rumours", "What may come is heard of only once it is there.", unheard=True),
    Rung("single", "Single letters", "No letter goes to more than one team, and no quota is set.",
         without=TELLING[1:]),
    Rung("blind", "No reports", "Reporting stands at its least and stays there.",
         without=("reporting",), blind=True),
    Rung("unpaid", "No coins", "No bonus tag is ever placed.", without=("tag",)),
    Rung("disc", "One disc fewer", "Your desk has one disc of attention less.", discs=1),
    Rung("desk", "No visits", "You stay at your desk: you visit nobody.", without=("visit",)),
    Rung("post", "Slow post", "Letters need a week more, and so does all you hear.", post=1),
    Rung("silent", "Late letters", f"Until week {QUARTER_WEEKS + 1} nobody is ordered anything.",
         late=TELLING),
)  # fmt: skip
"""All rungs, in the order in which a ladder has them."""


def ladder(level: Level) -> tuple[Rung, ...]:
    """The rungs of a level as its text has it, from the lowest: those that change something in it."""
    return tuple(rung for rung in RUNGS if _changed(level.world, rung) != level.world)


def climbed(level: Level, name: str) -> Level:
    """The level with the changed rule of a rung; the level itself for "". Notes for beginners are left out.

    Raises ValueError with a sentence where it has no such rung.
    """
    if not name:
        return level
    rung = next((rung for rung in RUNGS if rung.name == name), None)
    world = level.world if rung is None else _changed(level.world, rung)
    if world == level.world:
        raise ValueError(f"The ladder of “{level.title}” has no rung “{name}”.")
    return replace(level, world=world, rung=name, hints=())


def rung_of(level: Level) -> Rung | None:
    """The rung that a level stands on; None for the level as it is."""
    return next((rung for rung in RUNGS if rung.name == level.rung and level.rung), None)


def key(name: str, rung: str) -> str:
    """Under which name a profile keeps how a rung of a level went. name: the level's short name."""
    return f"{name}/{rung}" if rung else name


def is_open(rungs: tuple[Rung, ...], place: int, stars: Mapping[str, int], name: str) -> bool:
    """Whether a rung (by its place on the ladder) may be played: the level, or the rung below it, has its stars.

    stars: by `key`, for the level itself and its rungs.
    """
    below = rungs[place - 1].name if place else ""
    return stars.get(key(name, below), 0) >= CLIMBED


def _changed(world: World, rung: Rung) -> World:
    """The company by the rules of a rung; unchanged where the rung means nothing in it, or could not be kept."""
    later = {unlock.lever for unlock in world.unlocks}
    gone = {lever for lever in rung.without if lever in world.levers}
    if later & {*rung.without, *rung.late} or (rung.without and not gone):
        return world
    if rung.late and not {"order", "default", "choose"} <= {*world.levers}:
        return world  # with no other way to lead nobody would work until then
    if rung.discs and world.discs - rung.discs < 2:
        return world
    levers = tuple(lever for lever in world.levers if lever not in {*gone, *rung.late})
    late = tuple(Unlock(QUARTER_WEEKS, lever) for lever in world.levers if lever in rung.late)
    shifts = tuple(replace(shift, notice=min(shift.notice, 0)) if rung.unheard else shift for shift in world.shifts)
    policy = replace(world.policy, reporting=0) if rung.blind else world.policy
    world = replace(
        world, discs=world.discs - rung.discs, levers=levers, unlocks=(*world.unlocks, *late), shifts=shifts,
        policy=policy,
    )  # fmt: skip
    return _farther(world, rung.post) if rung.post else world


def _farther(world: World, weeks: int) -> World:
    """The company with so many weeks more between desk and teams; who sat within call sits across a yard."""
    if not world.layers:
        if world.seats < LEAST_APART:
            return world
        world = replace(world, span=world.seats - 1, weeks_per_layer=0.0)
    return replace(world, weeks_per_layer=world.weeks_per_layer + weeks / world.layers)
