"""Turning points and losses in sentences, the same for the window and for the page that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.debrief.records import Loss, Missed, Moment, moved
from game.levels import Level
from game.levels.names import in_sentence
from game.session import earned
from game.sim.actions import Action
from game.sim.causes import SCORE_CAUSES
from game.words import actions
from game.words.explain import calendar, counted, listed, points, signed

LOST = {
    "bankrupt": "Without it the cash is gone in week {}.",
    "deserted": "Without it half of the people are gone in week {}.",
}
"""How the company would have come to its end, by `Outcome.kind`."""
MOST_NAMED = 2
"""Decisions of a week that are named before the rest is counted."""


@dataclass(frozen=True)
class Told:
    """A turning point in words.

    lever: of the decision that tells most. week: as players count. points: by how many whole points the shown score
    would differ. title: what was decided. chain: the causes it worked through, in words and points. without: what the
    game would have ended with, in whole points. every: all that was decided then. lost: that the company would have
    come to its end without it, as a sentence, else "".
    """

    lever: str
    week: int
    points: int
    title: str
    chain: tuple[tuple[str, int], ...]
    without: int
    every: tuple[str, ...]
    lost: str = ""

    @property
    def why(self) -> str:
        """The chain as a line: "waiting for a letter −3 → morale at work −2"; or that all would have been lost."""
        if self.lost:
            return self.lost
        line = " → ".join(f"{cause.lower()} {signed(size)}" for cause, size in self.chain)
        return actions.first_upper(line)


def of_moment(moment: Moment, level: Level, score: float) -> Told:
    """A week's decisions that were taken; score: the share that the game ended with."""
    named = telling(moment.actions)
    more = len(moment.actions) - len(named)
    words = [actions.within(level, action) for action in named] + ([f"{more} more"] if more else [])
    return Told(
        named[0].lever, calendar(moment.week), moved(score, score - moment.gain), actions.first_upper("; ".join(words)),
        tuple(chain(moment)), earned(score - moment.gain),
        tuple(actions.first_upper(actions.within(level, action)) for action in moment.actions),
        LOST[moment.lost].format(moment.after) if moment.lost else "",
    )  # fmt: skip


def of_missed(missed: Missed, level: Level, score: float) -> Told:
    """The best decision that was not taken."""
    return Told(
        missed.action.lever, calendar(missed.week), moved(score + missed.gain, score),
        actions.first_upper(actions.within(level, missed.action)), tuple(chain(missed)), earned(score + missed.gain),
        tuple(actions.first_upper(actions.within(level, action)) for action in missed.instead),
    )  # fmt: skip


def moment_sentence(moment: Moment, level: Level, score: float) -> str:
    """A decisive moment: what was decided, what it changed, and through what."""
    told = of_moment(moment, level, score)
    through = [f"{words.lower()} {signed(size)}" for words, size in told.chain]
    why = f" ({listed(through)})" if through and not told.lost else ""
    way = "less" if told.points > 0 else "more"
    words = f"{told.title[:1].lower()}{told.title[1:]}" if not told.title[:1].isdigit() else told.title
    lost = f" {told.lost}" if told.lost else ""
    return f"Week {told.week}: {words}. Without it: {counted(abs(told.points), 'point')} {way}{why}.{lost}"


def missed_sentence(missed: Missed, level: Level, score: float) -> str:
    """The best decision that was not taken, with what the desk knew of it."""
    told = of_missed(missed, level, score)
    knew = f" {known(missed, level)}" if known(missed, level) else ""
    return (
        f"The best that was not done, of all that was tried: week {told.week}, {actions.within(level, missed.action)}. "
        f"It would have brought {counted(told.points, 'point')}.{knew}"
    )


def known(missed: Missed, level: Level) -> str:
    """What lay on the desk then, as a sentence; "" where nothing spoke for it."""
    name = level.product_names[missed.product] if missed.product >= 0 else ""
    return {
        "contract": f"You had heard of the contract for {name} from week {calendar(missed.figure)} on.",
        "owed": f"Your reports said of {name}: {missed.figure:,} owed.",
        "waiting": f"Your reports said that {missed.figure}% of the people had nothing to do.",
    }.get(missed.knew, "")


def gave_way(missed: Missed, level: Level) -> str:
    """What would not have been decided in that week for want of discs; "" where there were enough for both."""
    if not missed.instead:
        return ""
    named = [actions.within(level, action) for action in telling(missed.instead)]
    more = len(missed.instead) - len(named)
    return f"Instead of {listed(named + ([f'{more} more'] if more else []))}."


def chain(moment: Moment | Missed) -> list[tuple[str, int]]:
    """The causes a decision worked through, in words and whole points, largest first; at most three.

    What everyone could make is none of them: it differs only where one of the two games does not last.
    """
    rows = [(SCORE_CAUSES[name], points(share)) for name, share in moment.causes[:4] if name != "capacity"][:3]
    return [row for row in rows if row[1]]


def telling(decided: Sequence[Action]) -> list[Action]:
    """The two actions of a week that are best told; visits only where there is nothing else."""
    rest = [action for action in decided if action.lever != "visit"] or list(decided)
    return sorted(rest, key=lambda action: action.lever == "order")[:MOST_NAMED]


def where(loss: Loss, level: Level) -> str:
    """At whom and when a loss was worst: "Most at Otters, Nursery, in weeks 12 to 15"."""
    when = f"weeks {calendar(loss.first)} to {calendar(loss.last)}"
    if loss.first == loss.last:
        when = f"week {calendar(loss.first)}"
    if loss.team >= 0:
        home = level.department_names[loss.department]
        there = f"{level.team_names[loss.team]}, {home}" if level.world.departments > 1 else level.team_names[loss.team]
        return f"Most at {there}, in {when}"
    if loss.department >= 0:
        return f"Most in {in_sentence(level.department_names[loss.department])}, in {when}"
    if loss.product >= 0:
        return f"Most with {level.product_names[loss.product]}, in {when}"
    return f"Everywhere, worst in {when}"


def loss_sentence(loss: Loss, level: Level, size: int) -> str:
    """A loss as a sentence, with what this level has against it."""
    return f"{SCORE_CAUSES[loss.cause]} ({signed(size)}). {where(loss, level)}. {loss.remedy}".rstrip()
