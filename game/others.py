"""Who else leads the company on the same luck: by the levers that its player has, and one who is free of one lock.

Whoever is compared with the player plays by the player's rules. What a lock keeps away is shown apart and as what it
is: the company whose teams choose although the level does not let them.
"""

from __future__ import annotations

from dataclasses import replace

from game import bots
from game.levels import Level
from game.levels.names import FREE
from game.session import Session, play
from game.sim.world import World

CHOOSING: tuple[str, ...] = ("mixed", "incentives", "orders", "handsoff", "idle")
"""The leaders that play on the same luck, in the order in which they arrive."""
KEEPING_WORD: tuple[str, ...] = ("values", "mixed", "orders", "handsoff", "idle")
"""The same where a company stands for something: one who keeps its word instead of one who only pays."""
COMMANDING: tuple[str, ...] = ("orders", "standing", "idle")
"""The same where teams may never choose: those leaders who need no lever that is locked."""
LEADS = {FREE: "incentives"}
"""The bot that leads under another name than its own."""


def others(world: World) -> tuple[str, ...]:
    """The leaders to compare with a player of this world, by name."""
    if not world.may_choose:
        return COMMANDING
    return KEEPING_WORD if world.value_names else CHOOSING


def claimed(level: Level) -> tuple[str, ...]:
    """The leaders whom the level claims something about, in the order of its claims."""
    return tuple(dict.fromkeys(name for claim in level.claims for name in (claim.better, claim.than)))


def coming(session: Session) -> tuple[str, ...]:
    """Who is played for a debrief of this game, in order: the others, those of the level's claims who are not among
    them, and the free where the teams are not."""
    shut = not session.open_levers and freed(session.level) is not None
    names = dict.fromkeys((*others(session.world), *claimed(session.level)))
    names.pop(FREE, None)
    return (*names, FREE) if shut else tuple(names)


def freed(level: Level) -> Level | None:
    """The level with the right to let teams choose from the first week and nothing else changed; None if it has it."""
    world = level.world
    if world.may_choose:
        return None
    levers = tuple(dict.fromkeys((*world.levers, "default", "choose")))
    unlocks = tuple(unlock for unlock in world.unlocks if unlock.lever not in ("default", "choose"))
    return replace(level, world=replace(world, levers=levers, unlocks=unlocks))


def led(
    level: Level, seed: int, difficulty: str | None, name: str, open_levers: bool = False, weeks: int | None = None,
    *, tried: bool = False,
) -> Session:  # fmt: skip
    """A leader's game on a luck by the level's own levers, with all of them open, or by those of `freed`.

    weeks: how many to play (all if None). tried: for its ledgers alone, by `Session.pass_week`. Raises KeyError for an
    unknown name, ValueError for `FREE` where teams may choose.
    """
    if name == FREE:
        opened = freed(level)
        if opened is None:
            raise ValueError("this level lets its teams choose")
        level = opened
    session = Session(level, seed, difficulty, player=name, open_levers=open_levers)
    return play(session, bots.leader(LEADS.get(name, name)), weeks, tried=tried)
