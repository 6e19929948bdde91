"""People in sentences: who leaves and why, who comes, and whom a team listens to."""

from __future__ import annotations

import numpy as np

from game.levels import Level
from game.levels.names import in_sentence, person_name
from game.sim.desk.notes import Candidate
from game.sim.desk.reports import Report
from game.sim.values import ADVERTS, LEAVING, LIT_WEEKS, LOST
from game.sim.world import QUARTER_WEEKS
from game.words.explain import calendar, points

FALLS_APART = LOST
"""Share of the people gone within a year from which a screen shows the company as lost."""


def leaving_words(why: int, people: int) -> str:
    """Why somebody leaves, or several do, as the end of a sentence whose subject they are: "were torn inside"."""
    words = tuple(LEAVING.values())[why].lower()
    return words if people == 1 else words.replace("was ", "were ")


def why_left(counts: np.ndarray, most: int = 3) -> list[tuple[int, int]]:
    """The largest causes as (index in LEAVING, people), at most `most`, largest first."""
    order = np.argsort(-counts, kind="stable")[:most]
    return [(int(cause), int(counts[cause])) for cause in order if counts[cause]]


def left_words(report: Report) -> str:
    """Who left in the last quarter and why, as sentences."""
    gone = int(report.left.sum())
    if not gone:
        return f"Nobody has left in the last {QUARTER_WEEKS} weeks."
    why = "; ".join(f"{count:,} {leaving_words(cause, count)}" for cause, count in why_left(report.left, 4))
    return f"In the last {QUARTER_WEEKS} weeks **{gone:,}** left: {why}."


def year_share(report: Report) -> float:
    """People who left within a year as a share of those the plan counts on."""
    return report.left_year / max(1, report.planned)


def lost_words(report: Report) -> str:
    """How near the company is to falling apart, in a sentence."""
    share = points(year_share(report))
    return f"**{share}%** have left within a year; at {points(LOST)}% the company falls apart."


def who_comes(report: Report, promise: int) -> str:
    """How many answer an advert and what finding one costs, for a narrow place."""
    pace = ADVERTS[promise].pace
    many = "many" if pace > 1.25 else "some more" if pace > 1.05 else "few" if pace < 0.8 else "as usual"
    return f"{many}; costs {report.world.hiring_cents * ADVERTS[promise].weeks / 100:,.0f} a head"


def voice_name(level: Level, report: Report, who: Candidate) -> str:
    """What someone whom a team listens to is called; one of the cast by their own name."""
    known = next((life for life in report.cast if life.seat == who.seat and life.here), None)
    if known is not None:
        return level.person(known.who).full_name if level.world.team_size > 1 else level.person(known.who).name
    return level.team_names[who.team] if level.world.team_size == 1 else person_name(5 * who.seat + who.reason)


def remarks(level: Level, report: Report, who: Candidate) -> list[tuple[str, str]]:
    """What has to be said about someone before they are put forward: icons and sentences."""
    out = []
    if who.leads:
        out.append(("users-three", f"They manage {in_sentence(level.department_names[who.department])}."))
    if not who.willing:
        out.append(("moon", "Would rather not stand in the light."))
    elif who.rival >= 0:
        out.append(("warning", f"Somebody at {level.team_names[who.rival]} is about as loud, and would mind."))
    if who.lit >= 0 and report.week - who.lit < LIT_WEEKS:
        out.append(("sun", f"Stood in the light in week {calendar(who.lit)}. Again so soon does half."))
    return out
