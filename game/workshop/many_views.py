"""What the wall and the facilitator's page show of a room in which many companies play on the same luck.

No company's figures stand beside its name: the wall shows the field, and each group finds itself on its own page.
"""

from __future__ import annotations

import math

from game.debrief.making import scores_by_week
from game.sim.world import QUARTER_WEEKS
from game.words.explain import calendar
from game.words.figures import tenths
from game.workshop import companies
from game.workshop.records import Room, Seat, Trunk

View = dict[str, object]
RULE = (
    "Every group leads its own company, all of them on the same luck. Decide, let weeks run, look what they brought. "
    "The round ends when all are through, or with the clock."
)


def people(room: Room) -> list[View]:
    """Who leads which company, in the order of the companies; before the start in one list."""
    here = [seat for seat in room.seats if not seat.gone]
    if not room.teams:
        return [{"department": "", "names": [seat.name for seat in here]}]
    return [
        {
            "department": companies.company_name(number), "names": [seat.name for seat in here if seat.team == number],
            "through": room.open and room.now.kind == "quarter" and room.through(number),
        }
        for number in range(room.teams)
    ]  # fmt: skip


def rows(room: Room) -> list[View]:
    """Every company as the facilitator sees it: how far it is in the open or last quarter, and no score.

    state: "through", "thinking", "over" (its end has come), "bot" (nobody leads it) or "there" between two quarters.
    """
    found: list[View] = []
    for number in range(room.teams):
        session = room.companies[companies.key(number)]
        begun = min(session.week, (room.step if room.open else max(0, room.step - 1)) * QUARTER_WEEKS)
        end = min(begun + QUARTER_WEEKS, session.world.weeks)
        found.append({
            "number": number, "name": companies.company_name(number), "state": _stands(room, number),
            "played": session.week - begun, "of": end - begun,
            "week": "at its end" if session.over else f"week {calendar(session.week)}",
        })  # fmt: skip
    return found


def weeks_played(trunk: Trunk) -> int:
    """How many weeks were played on a branch that was left."""
    return trunk.companies[0][1].week if trunk.companies else 0


def _stands(room: Room, number: int) -> str:
    if room.companies[companies.key(number)].lost:
        return "over"
    if not any(seat.team == number and seat.active for seat in room.seats):
        return "bot"
    if not room.open or room.now.kind != "quarter":
        return "there"
    return "through" if room.through(number) else "thinking"


def result(room: Room) -> View | None:
    """What the last quarter brought: the score of every company by week, without its name."""
    if room.step == 0 or room.plan[room.step - 1].kind != "quarter":
        return None
    lines = scores(room)
    ended = sorted(math.floor(line[-1]) for line in lines if line)
    return {
        "label": room.plan[room.step - 1].label, "many": True, "lines": lines, "low": ended[0] if ended else 0,
        "high": ended[-1] if ended else 0, "middle": ended[len(ended) // 2] if ended else 0,
        "weeks": room.step * QUARTER_WEEKS, "over": sum(session.lost for session in room.companies.values()),
    }  # fmt: skip


def scores(room: Room) -> list[list[float]]:
    """The score of every company after each of its weeks, in points."""
    sessions = [room.companies[companies.key(number)] for number in range(room.teams)]
    return [[tenths(float(v)) for v in scores_by_week(s)] if s.ledgers else [] for s in sessions]


def sits(room: Room, seat: Seat) -> tuple[str, str]:
    """Which company a seat leads, and the week it is in."""
    company = companies.company_name(seat.team) if room.teams and seat.team >= 0 else ""
    session = room.led_by(seat)
    return company, f"week {calendar(session.week)}" if session is not None and not session.over else ""


def free_companies(room: Room) -> list[View]:
    """The companies that nobody leads."""
    return [
        {"team": number, "label": companies.company_name(number)}
        for number in range(room.teams)
        if not room.owners(number)
    ]
