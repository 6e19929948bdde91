"""Who speaks when it is over: somebody the player knows, about what became of the people beside them.

It is somebody of the team that was visited most, or else one whom the level follows by name; what they say is what
that team lived through, and nothing is made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from game.debrief.records import Voice
from game.levels.names import in_sentence, person_name
from game.session import Session
from game.sim.actions import of_the_desk
from game.sim.desk.lives import Life
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE, IDLE
from game.words.cast import face_of, people, person
from game.words.explain import calendar, counted, points, weeks
from game.words.people import voice_name

MANY_IDLE = 4
"""Weeks without work from which a team speaks of it."""
MANY_CHANGES = 6
MANY_VISITS = 3
MANY_FREE = 8
"""Weeks under the default to choose from which a team speaks of it."""
LARGE = 10
"""Points of morale or trust by which something has changed."""


def voice(session: Session, truths: Sequence[Report]) -> Voice:
    """Who speaks at the end of a game, and what they say; truths: at the start of every week and after the last."""
    last = truths[-1]
    visits: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    when: dict[int, int] = {}
    for week, actions in enumerate(session.log):
        for action in of_the_desk(actions):
            if action.lever == "visit":
                visits[action.target] += 1
                when[action.target] = week
            elif action.lever == "order":
                letters[action.target] += 1
    team = _who(last, visits, letters, met=bool(session.level.people))
    of_cast = people(last, team)
    return Voice(
        _full_name(session, of_cast) if of_cast and session.world.team_size > 1 else _name(session, last, team),
        _place(session, team), team, points(float(last.morale[team])),
        _lead(visits[team], letters[team], when.get(team, -1)), _says(session, truths, team, visits[team]),
        face_of(last, of_cast[0]) if of_cast else None,
    )  # fmt: skip


def _who(last: Report, visits: Counter[int], letters: Counter[int], *, met: bool) -> int:
    """The team that was visited most, or has somebody whom the level follows, or was written to most, or else has most
    people; the first of several. met: before all others somebody who is followed and was visited."""
    there = [team for team in range(len(last.head)) if last.head[team] > 0]
    if not there:
        return 0
    replaced = {life.team for life in last.cast if not life.here} if last.world.team_size == 1 else set()
    there = [team for team in there if team not in replaced] or there  # somebody else has sat down in their place
    followed = {life.team for life in last.cast if life.here}
    known = {team for team in followed if met and visits[team]}

    def weight(team: int) -> tuple[int, ...]:
        return team in known, visits[team], team in followed, letters[team], int(last.head[team]), -team

    return max(there, key=weight)


def _full_name(session: Session, of_cast: Sequence[Life]) -> str:
    return person(session.level, of_cast[0]).full_name


def _name(session: Session, last: Report, team: int) -> str:
    known = next((who for who in last.candidates if who.team == team), None)
    if known is not None:
        return voice_name(session.level, last, known)
    if session.world.team_size == 1:
        return session.level.team_names[team]
    return person_name(team)


def _place(session: Session, team: int) -> str:
    if session.world.team_size == 1:
        return ""
    return session.level.team_names[team]


def _lead(visits: int, letters: int, week: int) -> str:
    if visits:
        times = "once" if visits == 1 else "twice" if visits == 2 else f"{visits} times"
        return f"You came by {times}, last in week {calendar(week)}"
    if letters:
        return f"You never came by, and wrote {counted(letters, 'letter')}"
    return "You never came by"


def _says(session: Session, truths: Sequence[Report], team: int, visits: int) -> str:
    """What weighs most of what they lived through, in one or two sentences."""
    jobs = np.array([int(truth.job[team]) for truth in truths[1:]])
    morale = [points(float(truth.morale[team])) for truth in (truths[0], truths[-1])]
    trust = [points(float(truth.trust[team])) for truth in (truths[0], truths[-1])]
    idle = int(np.count_nonzero(jobs == IDLE))
    worked = jobs[jobs >= 0]
    changes = int(np.count_nonzero(np.diff(worked))) if len(worked) > 1 else 0
    free = sum(
        truth.default == CHOOSE and int(truth.order_weeks[team]) <= 0 and int(truth.job[team]) >= 0
        for truth in truths[1:]
    )  # fmt: skip
    rose = morale[1] - morale[0]
    told: list[tuple[float, str]] = []
    if idle >= MANY_IDLE:
        told.append((idle / len(jobs) + 0.2, f"In {weeks(idle)} we had nothing to do: no letter had come."))
    if changes >= MANY_CHANGES and free < MANY_FREE:
        told.append((0.3, f"We changed our work {changes} times, and each time we lost the week."))
    if free >= MANY_FREE:
        gladder = "We come to work more gladly than before." if rose > 0 else "We came to work more gladly before."
        end = f" {gladder}" if abs(rose) >= LARGE else ""
        told.append((free / len(jobs), f"For {weeks(free)} nobody told us what to make, and we chose.{end}"))
    if visits >= MANY_VISITS and trust[1] > trust[0]:
        told.append((0.35, "You came to see for yourself, and we trust you more than we did at the start."))
    stance = truths[-1].stance[team]
    if int(np.argmax(stance)) == 1:
        told.append((0.4, "We do not agree with you, and we carry it all the same."))
    if int(np.argmax(stance)) == 3:
        told.append((0.45, "We are torn about it, and we do not hide it any more."))
    if rose <= -LARGE:
        told.append((0.02 * -rose, "At the start we came to work more gladly than we do now."))
    if rose >= LARGE:
        told.append((0.015 * rose, "We come to work more gladly now than we did at the start."))
    if told:
        return max(told, key=lambda row: row[0])[1]
    return _craft(session, worked)


def _craft(session: Session, worked: np.ndarray) -> str:
    """What they did most, where nothing else weighs."""
    goods = len(session.level.product_names)
    made = np.bincount(worked[worked < goods], minlength=goods)
    if not int(made.sum()):
        return "We were here all the time."
    name = in_sentence(session.level.product_names[int(np.argmax(made))])
    return f"We made {name} for {weeks(int(made.max()))}, more than anything else."
