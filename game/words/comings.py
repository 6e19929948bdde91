"""News of people: who left and why, who came and waits for work, who thinks of leaving, and when too many have gone."""

from __future__ import annotations

import numpy as np

from game.levels import Level
from game.sim.company.seats import awaited
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE, DEFAULTS, LEAVING, LOST, REASONS, WAIT
from game.words.explain import listed
from game.words.mending import lifts_most
from game.words.newsline import News
from game.words.people import leaving_words

RESTLESS = 0.15
"""Share of the people that thinks of leaving from which the desk hears of it."""
LOSING = (0.25, 0.4)
"""Shares of the people gone within a year at which the desk is warned; at a half the company is lost."""
MANY, AT_LEAST = 0.08, 40
"""Share of the people, of so many at least, beyond which those who join have come all at once."""

NAMED = 3
"""Teams of those who came that are named before they are counted."""


def comings(level: Level, before: Report, after: Report) -> list[News]:
    """Who left and why, who came, who thinks of leaving, and how near the company is to losing half its people."""
    return [*_left(before, after), *_joined(level, before, after), *_restless(level, before, after),
            *_losing(before, after)]  # fmt: skip


def _left(before: Report, after: Report) -> list[News]:
    gone = after.left_ever - before.left_ever
    left = int(gone.sum())
    if not left:
        return []
    most = int(gone.argmax())
    alike = int(gone[most])
    who = "One of you has left" if left == 1 else f"{left:,} people have left"
    said = "who" if left == 1 else f"{'all' if alike == left else f'{alike:,}'} of whom"
    text = f"{who}, {said} {leaving_words(most, alike)}."
    return [News("left", "sign-out", text, None, 2 if left >= 0.02 * before.people else 1)]


def _joined(level: Level, before: Report, after: Report) -> list[News]:
    """Who came. Those who come together have a place of their own, and no work until they are told of some."""
    came = after.joined_ever - before.joined_ever
    joined = int(came.sum())
    together = sum(arrival.people for arrival in after.world.arrivals if arrival.week == before.week)
    if joined and (0 < together <= joined or joined > MANY * max(before.people, AT_LEAST)):
        said = "One more has joined" if joined == 1 else f"{joined:,} people have joined, all at once"
        teams = _without_work(after, before.week)
        if not teams:
            return [News("arrival", "users-three", f"{said}.", None, 2)]
        names = [level.team_names[team] for team in teams[:NAMED]]
        where = listed(names if len(teams) <= NAMED else [*names[:-1], f"{len(teams) - NAMED + 1:,} other teams"])
        waits = "wait for a letter and sleep" if "order" in after.levers else "have no work yet"
        text = f"{said}: {where}. They {waits}."
        return [News("arrival", "users-three", text, f"team {teams[0]}", 2, brief=f"{where} joined and wait.")]
    if not joined:
        return []
    who = "Somebody has" if joined == 1 else f"{joined:,} people have"
    why = tuple(REASONS.values())[int(came.argmax())].lower()
    return [News("joined", "user-plus", f"{who} joined{'' if joined == 1 else ', most'} for {why}.", None, 0)]


def _without_work(report: Report, week: int) -> list[int]:
    """Teams whose first people came in a week and wait, with no letter on its way to them."""
    # Where a company began under "wait" seats that are kept for later have no job that could be carried on.
    if report.default == CHOOSE or (report.default != WAIT and report.world.policy.default != DEFAULTS[WAIT]):
        return []
    told = {letter.target for letter in report.letters if letter.lever == "order"}
    fresh = awaited(report.world, week - 1) & ~awaited(report.world, week)
    return [int(team) for team in np.flatnonzero(fresh) if int(team) not in told]


def _restless(level: Level, before: Report, after: Report) -> list[News]:
    share, was = (float(x.restless.sum()) / max(1, int(x.head.sum())) for x in (after, before))
    if not share >= RESTLESS > was:
        return []
    team = int(np.argmax(after.restless))
    cause = int(after.restless_why[team])
    brief = f"{100 * share:.0f}% of the people think of leaving."
    text = f"{brief} At {level.team_names[team]} most {leaving_words(cause, 2)}."
    lifts = lifts_most(after, [team]) if tuple(LEAVING)[cause] == "morale" else ""
    return [News("restless", "sign-out", f"{text} {lifts}".rstrip(), f"team {team}", 2, "flag_torn", brief)]


def _losing(before: Report, after: Report) -> list[News]:
    out = []
    for mark in LOSING:
        if after.left_year >= mark * after.planned and before.left_year < mark * before.planned:
            text = f"{100 * mark:.0f}% of the people have left within a year."
            text += f" At {100 * LOST:.0f}% the company falls apart."
            out.append(News("losing", "warning", text, None, 2, "flag_torn"))
    return out
