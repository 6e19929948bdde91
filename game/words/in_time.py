"""What still arrives before a level ends, and what would not, in words: for letters, dates and the last weeks."""

from __future__ import annotations

from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.levers import LEVERS, heard_week
from game.sim.world import World
from game.words.explain import calendar, weeks

AFTER = "after the end"


def date_words(world: World, week: int) -> str:
    """A week as a date of the level: "week 12", or that it comes after the end."""
    return f"week {calendar(week)}" if week < world.weeks else AFTER


def when_words(world: World, week: int) -> str:
    """The same within a sentence: "in week 12", or "after the end"."""
    return f"in week {calendar(week)}" if week < world.weeks else AFTER


def too_late(report: Report, action: Action) -> str:
    """That an action would be heard only after the end, as a sentence; an empty text where it is heard before."""
    heard = heard_week(report, action)
    return f"It would arrive in week {calendar(heard)}, {AFTER}." if heard >= report.world.weeks else ""


def last_weeks(report: Report) -> int:
    """How many weeks are left once no letter that could be written now is read before the end; 0 while one still is."""
    world, left = report.world, report.world.weeks - report.week
    near = min(world.letter_weeks_to(department) for department in range(world.departments))
    roads = [
        world.letter_weeks if LEVERS[name].target not in ("team", "department") else near
        for name in report.levers if name in LEVERS and LEVERS[name].travels
    ]  # fmt: skip
    return left if roads and min(roads) >= left > 0 else 0


def let_play_words(left: int, *, plays: bool = False) -> str:
    """The offer to let the last weeks pass, or that they do: "Let the last 3 weeks play", "The last week plays"."""
    last = f"last {weeks(left) if left > 1 else 'week'}"
    return f"The {last} play{'' if left > 1 else 's'}" if plays else f"Let the {last} play"


def nothing_lands_words(report: Report) -> str:
    """Why no letter that is written now is of any use, as a sentence."""
    left = report.world.weeks - report.week
    have = "is left" if left == 1 else "are left"
    return f"No letter that is written now is read before the end: {weeks(left)} {have}."
