"""What would lift people who have lost heart, by the causes of their morale and by the levers that lie on the desk.

Read off the morale account of a report and the sizes of its causes: what each comes to now, and at its best.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.sim.desk.reports import Report
from game.sim.ledger import MORALE_INDEX, VISIT_TRUST
from game.sim.values import CHOOSE
from game.words.explain import PULLS, counted, known_jobs, listed, mean_of, points
from game.words.tally import asleep

LEAST, MOST = 2.0, 3
"""Points of morale from which a cure is named, and how many are named at most."""
WARM = 0.6
"""Trust that a leader wins in half a year."""


@dataclass(frozen=True)
class Lift:
    """One thing that would lift people: icon, what it is in a few words, how it is done, and the points of morale that
    it is worth in time, at most."""

    icon: str
    words: str
    how: str
    worth: int


def lifts(report: Report, teams: Sequence[int]) -> list[Lift]:
    """What would lift some teams, by levers that lie on the desk now, the largest first and at most `MOST`."""
    found = []
    for icon, worth_of, ways in _CURES:
        worth = min(worth_of(report, teams), 100.0 * (1.0 - mean_of(report, report.morale, teams)))
        way = next((way for way in ways if _open(report, teams, way[0])), None)
        if worth >= LEAST and way is not None:
            found.append(Lift(icon, way[1], way[2], round(worth)))
    return sorted(found, key=lambda lift: -lift.worth)[:MOST]


def lifts_most(report: Report, teams: Sequence[int]) -> str:
    """The same in a sentence: "What would lift them: a visit (up to 4 points)."; "" for nothing."""
    found = lifts(report, teams)
    if not found:
        return ""
    first, *others = found
    said = [f"{first.words.lower()} (up to {counted(first.worth, 'point')})"]
    said += [f"{other.words.lower()} ({other.worth})" for other in others]
    return f"What would lift them: {listed(said)}."


def _now(report: Report, teams: Sequence[int], cause: str) -> float:
    """Points of morale that a cause comes to in some teams, as reported."""
    return 100.0 * mean_of(report, report.causes[:, MORALE_INDEX[cause]], teams)


def _weighs(*causes: str) -> Callable[[Report, Sequence[int]], float]:
    """What is won where causes weigh on people no longer."""
    return lambda report, teams: sum(max(0.0, -_now(report, teams, cause)) for cause in causes)


def _at_best(cause: str, best: Callable[[Report, Sequence[int]], float]) -> Callable[[Report, Sequence[int]], float]:
    """What is won where a cause comes to its best, in shares of its full size."""
    return lambda report, teams: PULLS[cause] * best(report, teams) - _now(report, teams, cause)


def _waiting(report: Report, teams: Sequence[int]) -> float:
    sleep = mean_of(report, asleep(report).astype(np.float64), teams)
    return max(0.0, -_now(report, teams, "waiting"), -PULLS["waiting"] * sleep)


def _by_a_visit(report: Report, teams: Sequence[int]) -> float:
    return max(0.0, mean_of(report, report.trust, teams) - VISIT_TRUST)


def _open(report: Report, teams: Sequence[int], way: str) -> bool:
    """Whether a way is open: a lever on the desk, "" in any case, or one of two that depend on what is known."""
    if way == "unknown":
        return "visit" in report.levers and any(not known_jobs(report, team) for team in teams)
    if way == "choose":
        return "choose" in report.levers and report.default != CHOOSE
    return not way or way in report.levers


_Way = tuple[str, str, str]
_CURES: tuple[tuple[str, Callable[[Report, Sequence[int]], float], tuple[_Way, ...]], ...] = (
    ("envelope", _weighs("wrong"), (
        ("choose", "A choice of their own", "They do what lies far from what they would choose: let them choose."),
        ("unknown", "Work that fits them", "They do what lies far from what they would choose. A visit shows what they "
         "are best at; an order for that, or for what is dear, ends it."),
        ("order", "Work that fits them", "They do what lies far from what they would choose. An order for what they "
         "are best at, or for what is dear, ends it."),
        ("order_department", "Other work", "They do what lies far from what they would choose. An order for something "
         "dearer ends it."),
    )),
    ("moon", _waiting, (
        ("order", "A letter with work", "They have nothing to do. Any letter wakes them, and one that outlasts the "
         "next keeps them awake."),
        ("default", "A default with work", "They have nothing to do. Under another default they find work "
         "themselves."),
    )),
    ("basket", _at_best("served", lambda report, teams: 1.0), (
        ("", "All customers served", "Everyone likes to see what they make arrive: work at what is owed."),
    )),
    ("handshake", _at_best("trust", lambda report, teams: WARM), (
        ("visit", "More trust in you", f"At {points(WARM)} of 100 it would lift them by so much. It grows where "
         "customers are served and where you come by, and wrong orders and waiting cost it."),
        ("", "More trust in you", f"At {points(WARM)} of 100 it would lift them by so much. It grows where customers "
         "are served; wrong orders and waiting cost it."),
    )),
    ("eye", _at_best("visit", _by_a_visit), (
        ("visit", "A visit", "It lifts them for four weeks, the more the more they trust you."),
    )),
    ("fire", _weighs("fire"), (
        ("order", "The fire put out", "It weighs on them while it burns. It is out sooner where they improve."),
        ("", "The fire put out", "It weighs on them while it burns."),
    )),
    ("warning", _weighs("torn"), (
        ("answer", "Questions asked first", "They are torn by what they do not agree with. Ask before you decide, and "
         "take down what nobody agrees with."),
        ("", "Nothing against the grain", "They are torn by work that they do not agree with: what fits them ends "
         "it."),
    )),
    ("target", _weighs("figures"), (
        ("kpi", "One thing asked for", "An order asks for one thing, and a figure over their heads for another: let "
         "one of them go."),
    )),
    ("megaphone", _weighs("cynicism"), (
        ("tell", "A vision nearer by", "They shrug at the vision: one that hangs lower, or a fresh story, mends it."),
    )),
    ("tag", _weighs("tags"), (
        ("tag", "No tag of three coins", "Where fairness hangs, a tag of three coins weighs on everyone."),
    )),
)  # fmt: skip
"""Rows of an icon, what is won in points by a report and teams, and ways to it: a lever, its words and how it is done.
The first way that is open is told."""
