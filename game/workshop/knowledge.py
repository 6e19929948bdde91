"""What follows from a room without changing it: what each team knows, who hears which news."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from game.session import Session
from game.sim import luck
from game.sim.desk.team_reports import Order, TeamReport, team_report, tidings
from game.workshop.presets import round_weeks


@lru_cache(maxsize=16)
def reports(session: Session) -> tuple[TeamReport, ...]:
    """What each team [T] of a room's company knows; sessions of a room are never changed in place.

    Where letters take no time, what the desk has just written lies on the bench already.
    """
    state = session.state()
    known = tuple(team_report(state, team, round_weeks(session.world)) for team in range(session.world.teams))
    if session.world.letter_weeks:
        return known
    for action in session.pending:
        if action.lever in ("order", "order_department"):
            order = Order(action.amount[0], action.amount[1], session.week)
            known = tuple(
                replace(one, order=order)
                if action.target == (one.team if action.lever == "order" else one.department) else one
                for one in known
            )  # fmt: skip
    return known


@lru_cache(maxsize=16)
def news(session: Session) -> dict[int, tuple[int, int]]:
    """What only one team knows, by team: its department's product, and whether more (1) or fewer (−1) will be wanted.

    A piece of news goes to one team of the department in six, by turns, so that somebody has to tell it.
    """
    change = tidings(session.state(), round_weeks(session.world))
    turn = luck.uniform(session.seed, session.week, luck.CHOOSE, session.world.teams)
    told: dict[int, tuple[int, int]] = {}
    for department in range(session.world.departments):
        product = department % len(change)
        mates = [known.team for known in reports(session) if known.department == department]
        first = sorted(mates, key=lambda mate: (float(turn[mate]), mate))[: 1 + len(mates) // 6]
        told |= {team: (product, change[product]) for team in first if change[product]}
    return told
