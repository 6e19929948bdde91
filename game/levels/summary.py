"""What a level is, in four lines: who works there, how the departments are numbered, and what its player may do."""

from __future__ import annotations

from collections.abc import Sequence

from game.levels.level import Level
from game.sim.world import World

_MOST_NAMED = 6


def summary(level: Level) -> tuple[str, ...]:
    """Four sentences: people and weeks, departments and their numbers, what is made, levers and when they open."""
    return (
        f"{level.title}: {_people(level.world)}, {_count(level.world.weeks, 'week')}.",
        f"Departments, by their numbers: {_departments(level)}.",
        f"Made: {_listed(level.product_names, 'product')}; {_cards(level)}.",
        f"Levers from week 1: {', '.join(level.world.levers)}{_later(level.world)}.",
    )


def _people(world: World) -> str:
    size = "one" if world.team_size == 1 else f"up to {world.team_size}"
    teams = f"{_count(world.teams, 'team')} of {size} in {_count(world.departments, 'department')}"
    planned = f" (planned to be {world.people_end:,})" if world.people_end not in (0, world.people) else ""
    joining: dict[int, int] = {}
    for arrival in sorted(world.arrivals, key=lambda one: one.week):
        joining[arrival.week] = joining.get(arrival.week, 0) + arrival.people
    later = "".join(f", {people:,} more join in week {week + 1}" for week, people in joining.items())
    people = f"{world.people:,} {'person' if world.people == 1 else 'people'}{planned}{later}"
    return f"{people}, {teams}"


def _departments(level: Level) -> str:
    each, teams = level.world.teams_per_department, level.world.teams
    named = [
        f"{number + 1} {name} ({_span(number * each + 1, min(teams, (number + 1) * each))})"
        for number, name in enumerate(level.department_names[:_MOST_NAMED])
    ]
    more = len(level.department_names) - _MOST_NAMED
    return ", ".join(named) + (f", and {more} more" if more > 0 else "")


def _span(first: int, last: int) -> str:
    if last - first < 2:
        return f"team {first}" if first == last else f"teams {first} and {last}"
    return f"teams {first} to {last}"


def _listed(names: Sequence[str], noun: str) -> str:
    return ", ".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} {noun}s"


def _cards(level: Level) -> str:
    events = [(len(level.cards), "card"), (len(level.hints), "hint"), (len(level.claims), "claim")]
    return ", ".join(_count(many, noun) for many, noun in events if many) or "no cards, no hints, no claims"


def _later(world: World) -> str:
    weeks: dict[int, list[str]] = {}
    for unlock in world.unlocks:
        weeks.setdefault(unlock.week, []).append(unlock.lever)
    return "".join(f"; from week {week + 1} {', '.join(names)}" for week, names in sorted(weeks.items()))


def _count(many: int, noun: str) -> str:
    return f"{many:,} {noun if many == 1 else noun + 's'}"
