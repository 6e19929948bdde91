"""Whose line runs beside one's own while a game is played: the score that another desk was told, week by week.

A ghost tells nothing but a score, and never more of it than the player's own desk has reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from game import bots, saves
from game.apart import Apart
from game.others import others
from game.session import Session, begun, play, proved
from game.sim.actions import Action
from game.sim.world import World

NOBODY, BEST, WITHOUT = "", "best", "without"
"""Who is no leader: no one at all, the player's own best game, and their present one without the newest default."""
NONE_YET = "You have not finished a game of this level on this luck yet."
NOTHING_SAID = "You have not said yet what a team does that has no order."

Log = Sequence[tuple[Action, ...]]
"""What was decided in each week of a game."""


@dataclass(frozen=True)
class Ghost:
    """Somebody's game on the same luck. scores: the share that their desk was told after each week; note: a sentence
    where there is none. said: the default that was left out of it, and the week of it from 0, None where nothing was.
    ended: whether it came to its end, and does not follow the player's."""

    who: str
    scores: tuple[float, ...] = ()
    note: str = ""
    said: tuple[int, int] | None = None
    ended: bool = True

    def told(self, week: int) -> float | None:
        """What their desk was told at the start of a week (from 0); None before the first, and after their end."""
        return self.scores[week - 1] if 0 < week <= len(self.scores) else None


def choices(world: World) -> tuple[str, ...]:
    """Who may be a ghost in a world, by name: nobody, one's own best, and who leads by the levers there are."""
    without = (WITHOUT,) if "default" in world.unlocked(world.weeks) else ()
    return (NOBODY, BEST, *without, *others(world))


def ghost(head: saves.Header, who: str, games: Sequence[Path] = (), log: Log = ()) -> Ghost:
    """The ghost of a name beside a game that begins with `head`; games: saved ones among which one's best may be.

    log: what has been decided in this game, for the one without the newest default; it goes as far as that. Raises
    SaveError if the level in the header cannot be read, KeyError for an unknown leader.
    """
    if who == NOBODY:
        return Ghost(who)
    if who == BEST:
        return _best(head, games)
    if who == WITHOUT:
        return _without(head, log)
    return Ghost(who, tuple(play(begun(head), bots.leader(who)).told))


def _best(head: saves.Header, games: Sequence[Path]) -> Ghost:
    """The finished game with the highest score among those that began as this one did."""
    best: tuple[float, Session] | None = None
    for path in games:
        try:
            recording = saves.read(path)
            if not recording.over or _beginning(recording.header) != _beginning(head):
                continue
            session, verdict = proved(recording)
        except saves.SaveError:
            continue
        if verdict.ok and session.over and (best is None or session.score() > best[0]):
            best = session.score(), session
    return Ghost(BEST, note=NONE_YET) if best is None else Ghost(BEST, tuple(best[1].told))


def _without(head: saves.Header, log: Log) -> Ghost:
    """The same decisions without the newest that says what a team does when nobody tells it anything."""
    said = [(week, action) for week, actions in enumerate(log) for action in actions if action.lever == "default"]
    if not said:
        return Ghost(WITHOUT, note=NOTHING_SAID)
    when, newest = said[-1]
    rest = [[action for action in actions if (week, action) != (when, newest)] for week, actions in enumerate(log)]
    session = play(begun(head), lambda report: rest[report.week], len(log))
    return Ghost(WITHOUT, tuple(session.told), said=(newest.amount[0], when), ended=session.over)


def _beginning(head: saves.Header) -> tuple[object, ...]:
    return head.world, head.seed, head.difficulty, head.open_levers, head.founding


def _appears(head: saves.Header, who: str, games: Sequence[Path], log: Log) -> Iterator[Ghost]:
    try:
        yield ghost(head, who, games, log)
    except saves.SaveError as error:
        yield Ghost(who, note=str(error))


class GhostJob:
    """A ghost that another process works out, so that no frame waits for it."""

    def __init__(self, head: saves.Header, who: str, games: Sequence[Path] = (), log: Log = ()) -> None:
        self.who = who
        self._apart: Apart[Ghost] = Apart("ghost", _appears, head, who, tuple(games), tuple(log))

    def start(self) -> None:
        """Begins the work; once is enough."""
        self._apart.start()

    def poll(self) -> Ghost | None:
        """The ghost as soon as it is there; never waits."""
        found = self._apart.poll()
        if found is None and self._apart.ended:
            return Ghost(self.who, note="This line could not be worked out.")
        return found

    @property
    def running(self) -> bool:
        """Whether the other process is there."""
        return self._apart.running

    def close(self) -> None:
        """Ends the work; may be called at any time, also twice."""
        self._apart.close()
