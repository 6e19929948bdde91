"""The same decisions played again in another version of a level, for whoever writes it while they play it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game import bots
from game.levels import Level
from game.session import Session, play
from game.sim.actions import Action, Refusal


@dataclass(frozen=True)
class Decisions:
    """What was decided in a game: the actions of each week, and those of the coming one.

    seed, difficulty: of the game; None where they are the level's own, which may be another in its next version.
    """

    weeks: tuple[tuple[Action, ...], ...]
    pending: tuple[Action, ...]
    seed: int | None
    difficulty: str | None
    player: str
    open_levers: bool

    @classmethod
    def of(cls, session: Session) -> Decisions:
        """Those of a game so far."""
        level = session.level
        seed = None if session.seed == level.world.seed else session.seed
        difficulty = None if session.difficulty == level.difficulty else session.difficulty
        return cls(session.log, session.pending, seed, difficulty, session.player, session.open_levers)


@dataclass(frozen=True)
class Undone:
    """A decision that cannot be done in this version, in which week (from 0), and the sentence that says why."""

    week: int
    action: Action
    why: str


@dataclass(frozen=True)
class Again:
    """A game played again. done: how many decisions were; undone: those that could not be. ends: the week (from 0)
    after which the company comes to its end before the week that was asked for, else −1; the game then stands at the
    beginning of its last week, so that there is something to see and to do."""

    session: Session
    done: int
    undone: tuple[Undone, ...] = ()
    ends: int = -1


def played_again(decisions: Decisions, level: Level, week: int) -> Again:
    """Plays decisions in a level up to the beginning of `week` (from 0); later ones are left out.

    Where fewer weeks were decided, nothing is decided in the rest.
    """
    session = Session(level, decisions.seed, decisions.difficulty, decisions.player, decisions.open_levers)
    undone: list[Undone] = []
    done = 0
    while session.week < week:
        if session.week < len(decisions.weeks):
            done += _do(session, decisions.weeks[session.week], undone)
        session.advance()
        if session.over:
            ends = session.week - 1
            before = played_again(decisions, level, ends)
            return Again(before.session, before.done, before.undone, ends)
    if session.week == len(decisions.weeks):
        done += _do(session, decisions.pending, undone)
    elif session.week < len(decisions.weeks):
        done += _do(session, decisions.weeks[session.week], undone)
    return Again(session, done, tuple(undone))


def retold(session: Session, level: Level) -> Again | None:
    """A game as it stands, in another version of its level in which nothing differs but what is said and what it looks
    like; None where the company could have gone another way."""
    if _ruling(session.level) != _ruling(level):
        return None
    other = session.copy()
    other.level = level
    return Again(other, sum(map(len, session.log)) + len(session.pending))


def _ruling(level: Level) -> tuple[object, ...]:
    """All of a level that a game's course depends on."""
    return level.world, level.difficulty, level.cast, tuple(card.when for card in level.cards)


def led_on(session: Session, leader: str, week: int) -> Session:
    """A game led on by another leader (see `bots.NAMES`) to the beginning of `week`, or of its last one where it ends
    before."""
    other = play(session.copy(), bots.leader(leader), week)
    return played_again(Decisions.of(other), other.level, other.week - 1).session if other.over else other


def _do(session: Session, actions: Sequence[Action], undone: list[Undone]) -> int:
    """Places what is allowed; how many of them that were, and into `undone` what was not."""
    done = 0
    for action in actions:
        answer = session.act(action)
        if isinstance(answer, Refusal):
            undone.append(Undone(session.week, action, answer.text))
        else:
            done += 1
    return done
