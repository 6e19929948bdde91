"""What the desk knows of what teams can do, when that is about to count no more, and when it has come to that."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.levels import Level
from game.sim.desk.once import once
from game.sim.desk.reports import KNOWLEDGE_WEEKS, Report
from game.words.explain import FADING_WEEKS, knowledge_left, listed, weeks
from game.words.newsline import News

NAMED = 2
"""Teams, and goods, that are named before they are counted."""


@once
def known_skills(report: Report) -> NDArray[np.bool_]:
    """Which skills the desk knows [T, G]."""
    known: NDArray[np.bool_] = ~np.isnan(report.skill)
    return known


@once
def last_weeks_of(report: Report) -> NDArray[np.bool_]:
    """Which known skills [T, G] are soon out of date, unless somebody looks or the team is seen at it."""
    made = report.job[:, None] == np.arange(report.skill.shape[1])
    return np.asarray(known_skills(report) & ~made & (report.skill_age > KNOWLEDGE_WEEKS - FADING_WEEKS))


def fading(level: Level, before: Report, after: Report) -> list[News]:
    """What was known for so long that it counts no more since this week, and what begins to be so old; a line each."""
    if "visit" not in after.levers:
        return []
    gone = known_skills(before) & ~known_skills(after) & after.there[:, None]
    soon = last_weeks_of(after) & ~last_weeks_of(before) & known_skills(before)
    out = []
    left = KNOWLEDGE_WEEKS + 1 - int(after.skill_age[soon].max()) if soon.any() else 0
    for kind, skills, age, then, brief in (
        ("forgotten", gone, before.skill_age + 1, "it counts no more. A visit tells it anew.", "Out of date"),
        ("fading", soon, after.skill_age, f"in {weeks(left)} it counts no more. A visit keeps it.", "Fading"),
    ):
        teams = np.flatnonzero(skills.any(axis=1))
        if not len(teams):
            continue
        who, of = _who(level, teams), _at(level, np.flatnonzero(skills.any(axis=0)))
        one = len(teams) == 1 and int(after.head[int(teams[0])]) == 1
        saw = f"you saw {weeks(int(age[skills].max()))} ago"
        said = f"How good {who} {'is' if one else 'are'}{of}, {saw}: {then}"
        brief = f"{brief}: what you know of {who}."
        out.append(News(kind, "eye-slash", said, f"team {int(teams[0])}", 1, brief=brief))
    return out


def soon_unknown(level: Level, report: Report, team: int) -> str:
    """What is known of a team and soon out of date, with what keeps it, in a sentence; "" where there is nothing."""
    goods = np.flatnonzero(last_weeks_of(report)[team])
    if not len(goods):
        return ""
    left = min(knowledge_left(report, team, int(product)) for product in goods)
    names = listed([level.product_names[int(product)] for product in goods])
    keeps = "A visit keeps it known." if "visit" in report.levers else "It stays known while they are seen at it."
    return f"**Out of date in {weeks(left)}:** {names}. {keeps}"


def _who(level: Level, teams: NDArray[np.intp]) -> str:
    """Teams by name, as far as they are few."""
    names = [level.team_names[int(team)] for team in teams[:NAMED]]
    return listed(names if len(teams) <= NAMED else [*names[:1], f"{len(teams) - 1:,} others"])


def _at(level: Level, goods: NDArray[np.intp]) -> str:
    """At what they are good; "" where it is more than a few things."""
    return f" at {listed([level.product_names[int(product)] for product in goods])}" if len(goods) <= NAMED else ""
