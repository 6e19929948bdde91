"""The aim that a level asks to be kept for some weeks: how far it is kept, and whether it was reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.session import Session
from game.sim.actions import DESK, Action, of_the_desk
from game.sim.curves import total
from game.sim.levers import LEVERS
from game.sim.world import QUARTER_WEEKS, World
from game.words.explain import counted, weeks

JOBS = ("order", "order_department", "order_company")
"""Levers that write a letter with a job in it."""


@dataclass(frozen=True)
class Way:
    """How far an aim is kept, in a few words and in a sentence without its full stop.

    reached: the week by whose end it was, −1 not.
    """

    brief: str
    words: str
    reached: int


def way(session: Session) -> Way | None:
    """How far the aim is kept after the weeks that were played, by the desk's own letters; None without such an aim.

    Of lighter quarters only the letters count, until the game is over and what was served is laid open.
    """
    aim = session.level.aim
    if aim is None or not aim.watch:
        return None
    log = [of_the_desk(actions) for actions in session.log]
    if aim.watch == "lighter quarters":
        return _lighter(session, [_letters(actions) for actions in log])
    counts = [_letters(actions) for actions in log] if aim.watch == "quiet weeks" else corrections(session.world, log)
    return _run(aim.watch, counts, aim.weeks)


def judged(session: Session) -> Iterator[str]:
    """What became of the aim, in a sentence for the end of a game."""
    gone = way(session)
    if gone is not None:
        became = f"reached in week {gone.reached}" if gone.reached > 0 else "not reached"
        yield f"The aim was {became}: {gone.words}."


def corrections(world: World, log: Sequence[Sequence[Action]]) -> list[int]:
    """For each week [W], to how many teams a letter went with another job while an earlier one still held or ran."""
    last: dict[int, tuple[int, int]] = {}
    out = []
    for week, actions in enumerate(log):
        corrected = set()
        for action in actions:
            if action.lever not in JOBS:
                continue
            job, held = action.amount
            for team in _addressed(world, action):
                before, until = last.get(team, (job, -1))
                if before != job and week < until:
                    corrected.add(team)
                last[team] = (job, week + world.layers + held)
        out.append(len(corrected))
    return out


def _addressed(world: World, action: Action) -> range:
    if action.lever == "order":
        return range(action.target, action.target + 1)
    each = world.teams_per_department if action.lever == "order_department" else world.teams
    first = max(0, action.target) * each
    return range(first, min(first + each, world.teams))


def is_letter(action: Action) -> bool:
    """Whether the desk wrote a letter: whatever travels is one. Every count of letters asks here."""
    return action.actor == DESK and LEVERS[action.lever].travels


def _letters(actions: Sequence[Action]) -> int:
    return sum(map(is_letter, actions))


def _run(watch: str, counts: Sequence[int], wanted: int) -> Way:
    """The run of weeks with nothing counted that lasts now, and the longest."""
    run, best, reached = 0, 0, -1
    for week, count in enumerate(counts, 1):
        run = 0 if count else run + 1
        best = max(best, run)
        if run >= wanted and reached < 0:
            reached = week
    what = "without a letter" if watch == "quiet weeks" else "without a correction"
    if reached > 0:
        return Way(f"Reached in week {reached}", f"{weeks(best)} {what} on end", reached)
    return Way(f"{run} of {weeks(wanted)}, best {best}", f"{run} of {weeks(wanted)} {what}, {best} at best", -1)


def _lighter(session: Session, letters: Sequence[int]) -> Way:
    """Letters by quarter; at the end the first quarter that served more on fewer letters than the one before it."""
    played = [letters[first : first + QUARTER_WEEKS] for first in range(0, len(letters), QUARTER_WEEKS)]
    sums = [sum(quarter) for quarter in played]
    if session.over:
        served = [_served(session, first) for first in range(0, len(letters), QUARTER_WEEKS)]
        for n in range(1, len(sums)):
            if len(played[n]) == QUARTER_WEEKS and sums[n] < sums[n - 1] and served[n] > served[n - 1]:
                more = f"{100 * served[n - 1]:.0f}% to {100 * served[n]:.0f}% served"
                less = f"{counted(sums[n - 1], 'letter')} to {sums[n]}"
                words = f"in quarter {n + 1} from {more}, and from {less}"
                return Way(f"Reached in quarter {n + 1}", words, (n + 1) * QUARTER_WEEKS)
        return Way("Not reached", "no quarter served more on fewer letters than the one before it", -1)
    fresh = len(letters) % QUARTER_WEEKS == 0
    sums = [*sums, 0] if fresh else sums
    now = counted(sums[-1], "letter")
    if len(sums) < 2:
        return Way(f"{now} so far", f"{now} in this quarter", -1)
    words = f"{now} in this quarter, {sums[-2]} in the last; whether more was served is laid open at the end"
    return Way(f"{now}, {sums[-2]} last quarter", words, -1)


def _served(session: Session, first: int) -> float:
    """Share of what was asked in the quarter that begins in week `first` that was delivered in it, as it was."""
    ledgers = session.ledgers[first : first + QUARTER_WEEKS]
    asked = sum(total(ledger.demand) for ledger in ledgers)
    return float(sum(total(ledger.delivered) for ledger in ledgers) / max(asked, 1e-9))
