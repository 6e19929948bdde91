"""The headcount plan: how many seats each team has been given by a week, and which of them are meant to be taken."""

from __future__ import annotations

import numpy as np

from game.sim.curves import Flags, Ints, nonzero
from game.sim.values import LOST
from game.sim.world import World

_SPREAD, _MASK = 2654435769, 0xFFFFFFFF


def edges(world: World) -> Ints:
    """The first seat of each team, then the number of seats [T + 1]; a team's seats lie side by side."""
    seats, teams = world.seats, world.teams
    return -((-np.arange(teams + 1, dtype=np.int64) * seats) // teams)


def rooms(world: World) -> Ints:
    """The first seat of each department, then the number of seats [D + 1]; its teams' seats lie side by side."""
    teams = np.arange(world.departments + 1, dtype=np.int64) * world.teams_per_department
    return -((-np.minimum(teams, world.teams) * world.seats) // world.teams)


def seats_in(world: World, departments: Ints) -> tuple[Ints, Ints]:
    """The seats of some departments [K] one after the other, and the place among them at which each begins [K]."""
    bounds = rooms(world)
    sizes = np.diff(bounds)[departments]
    begins = np.cumsum(sizes) - sizes
    places = np.arange(int(np.add.reduce(sizes, dtype=np.int64)), dtype=np.int64)
    return places + np.repeat(bounds[departments] - begins, sizes), begins


def first_seat(team: int, seats: int, teams: int) -> int:
    """The first seat of one of the `teams`, as in `edges`; the number of `seats` for the team after the last."""
    return -((-team * seats) // teams)


def awaited(world: World, week: int) -> Flags:
    """Whether no seat of a team [T] has been open before the end of a week, since all of its people come later."""
    return np.asarray(places(world, week + 1) == 0) if world.arrivals else np.zeros(world.teams, dtype=np.bool_)


def comes(world: World, team: int) -> int:
    """The week in which the first people of a team come who join all at once; −1 where none do."""
    bounds = edges(world)
    for arrival, block in zip(world.arrivals, arrival_seats(world), strict=True):
        if block.start < bounds[team + 1] and bounds[team] < block.stop:
            return arrival.week
    return -1


def planned(world: World, week: int) -> int:
    """How many people the plan counts on in a week, with everyone who has joined at once before it."""
    count = world.planned(week)
    for arrival in world.arrivals:
        count += arrival.people if arrival.week < week else 0
    return count


def half_gone(left: int, planned_people: int) -> bool:
    """Whether as many have left in a year as a company falls apart at, of the people the plan counts on."""
    return left >= LOST * max(1, planned_people)


def arrival_seats(world: World) -> list[range]:
    """The seats that each arrival brings along, in the order of `world.arrivals`; they follow those of the plan."""
    first, blocks = world.plan_seats, []
    for arrival in world.arrivals:
        blocks.append(range(first, first + arrival.people))
        first += arrival.people
    return blocks


def places(world: World, week: int) -> Ints:
    """Seats of each team [T] that are open in a week; a plan that grows opens them evenly over the teams."""
    bounds = edges(world)
    given = _evenly(np.diff(np.minimum(bounds, world.plan_seats)), world.planned(week))
    for arrival, block in zip(world.arrivals, arrival_seats(world), strict=True):
        if arrival.week < week:
            given = given + np.diff(np.minimum(np.maximum(bounds, block.start), block.stop))
    return given


def is_open(world: World, week: int, seats: Ints) -> Flags:
    """Whether each of the seats [N] is meant to be taken in a week."""
    if planned(world, week) == world.seats:
        return np.ones(seats.shape[0], dtype=np.bool_)
    bounds = edges(world)
    team = seats * world.teams // world.seats
    mine = _evenly(np.diff(np.minimum(bounds, world.plan_seats)), world.planned(week))
    opened = (seats < world.plan_seats) & (seats - bounds[team] < mine[team])
    for arrival, block in zip(world.arrivals, arrival_seats(world), strict=True):
        opened |= (seats >= block.start) & (seats < block.stop) & (arrival.week < week)
    return np.asarray(opened)


def _evenly(sizes: Ints, count: int) -> Ints:
    """`count` seats given to teams of these sizes [T]: as many to each as possible, the rest spread among them."""
    level = count // max(1, sizes.shape[0])
    while level < int(sizes.max()) and int(np.cumsum(np.minimum(sizes, level + 1))[-1]) <= count:
        level += 1
    given = np.minimum(sizes, level)
    rest = count - int(np.cumsum(given)[-1])
    larger = nonzero(sizes > level)
    order = np.argsort((larger * _SPREAD) & _MASK, kind="stable")
    given[larger[order[:rest]]] += 1
    return np.asarray(given)
