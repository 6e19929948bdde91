"""Bots at the phones: what a person of one of the five temperaments would answer, knowing what the phone shows.

They fill empty seats in a rehearsal and in the law of the room. Like everybody at a phone they read a `TeamReport`,
the answers it allows and the private news, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.company.teams import COIN_PULL
from game.sim.desk.team_reports import TeamReport
from game.workshop.knowledge import news, reports
from game.workshop.presets import MONTHS
from game.workshop.records import ASKS, Room


@dataclass(frozen=True)
class Habit:
    """How a temperament answers. lays_aside: chance to lay a letter aside that asks for what its team is worst at, or
    that goes against its news. objects: chance to say so while doing it. skill, tag, news, stay: how much each of these
    weighs when it chooses for itself. useful: whether it needs a choice of its own to feel useful, 0…1."""

    lays_aside: float
    objects: float
    skill: float
    tag: float
    news: float
    stay: float
    useful: float


HABITS: dict[str, Habit] = {
    "makers": Habit(0.45, 0.30, 1.5, 0.5, 0.5, 0.15, 0.8),
    "hustlers": Habit(0.35, 0.10, 0.7, 1.5, 1.0, 0.00, 0.6),
    "caretakers": Habit(0.05, 0.30, 1.0, 0.8, 0.6, 0.35, 0.2),
    "explorers": Habit(0.50, 0.20, 0.6, 1.0, 1.2, -0.15, 0.9),
    "stewards": Habit(0.15, 0.40, 1.0, 0.8, 1.5, 0.10, 0.4),
}
NEWS_PULL = 0.25


@dataclass(frozen=True)
class Said:
    """A month's decision: answer, job and report as in `events.Decide`."""

    answer: str
    job: int
    report: str


def decision(known: TeamReport, told: tuple[int, int] | None, draw: float) -> Said:
    """What the bot of a team answers this month. told: its news, (product, more or fewer); draw: 0…1, its luck."""
    habit = _habit(known)
    if not known.waits:
        job = _chosen(known, habit, told, draw)
        return Said("stay" if job == known.job else "own", job, "")
    if known.order is None:
        return Said("ask", -1, f"idle-{max(known.product, 0)}")
    job, goods = known.order.job, len(known.skill)
    best = known.best(besides=job)
    wrong = job < goods and (known.skill[job] <= min(known.skill) or told == (job, -1))
    if wrong and draw < habit.lays_aside:
        return Said("own", best, f"good-{best}")
    if wrong and draw < habit.lays_aside + habit.objects:
        return Said("object", job, f"good-{best}")
    return Said("do", job, f"{'many' if known.sold < 0.8 * known.made else 'few'}-{job}" if job < goods else "")


def answer(room: Room, known: TeamReport, draw: float) -> tuple[int, ...]:
    """What the bot of a team says when the open step asks; draw: 0…1, its luck."""
    kind = room.now.kind
    count, most = ASKS[kind]
    habit = _habit(known)
    if kind == "sketch":
        return tuple(round(8 + 4 * draw + (n if draw > 0.8 else 0)) for n in range(count))
    if kind == "poll":
        chose = room.way == "prices"
        felt = 2 + (2 if chose else 0) * habit.useful + (1 - habit.useful) + draw
        return (max(1, min(most, round(felt))),)
    if kind == "propose":
        first = int(draw * (most + 1)) % (most + 1)
        return first, (first + 1 + int(7 * draw)) % (most + 1)
    agree = round(most * draw)
    return agree, int(agree >= 5 or draw * 2 > habit.useful)


def speaks(room: Room, seat: str, draw: float) -> Said | tuple[int, ...] | None:
    """What the bot at a seat says in the open step; None if nothing is asked of it."""
    one = room.seat(seat)
    if one is None or one.team < 0 or not room.open or room.company is None:
        return None
    known = reports(room.companies[room.way])[one.team]
    if room.now.kind in MONTHS:
        return decision(known, news(room.companies[room.way]).get(one.team), draw)
    return answer(room, known, draw) if room.now.kind in ASKS else None


def _habit(known: TeamReport) -> Habit:
    return HABITS[known.temperament]


def _chosen(known: TeamReport, habit: Habit, told: tuple[int, int] | None, draw: float) -> int:
    def worth(n: int) -> float:
        pull = 1.0 + habit.tag * COIN_PULL * known.tag[n]
        heard = 1.0 + habit.news * NEWS_PULL * told[1] if told is not None and told[0] == n else 1.0
        stay = 1.0 + habit.stay if n == known.job else 0.85
        noise = 1.0 + 0.16 * ((draw * 7919.0 * (n + 1)) % 1.0 - 0.5)
        return float(known.price[n] * pull * known.skill[n] ** habit.skill * heard * stay * noise)

    return max(range(len(known.skill)), key=lambda n: (worth(n), -n))
