"""What can be found by typing: teams, departments, goods and people the desk has met; and who makes what."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.levels import Level
from game.levels.names import in_sentence
from game.sim.desk.reports import Report
from game.sim.values import ABSENT, IDLE
from game.words.actions import first_upper
from game.words.explain import counted, listed
from game.words.people import voice_name

MOST_FOUND = 7
NONE = 9
"""The rank of what a text does not mean."""
MOST_PLACES = 3
"""Departments that are named as makers of something before the others are counted."""


@dataclass(frozen=True)
class Found:
    """Something that can be gone to: its key on the board ("team 3"), what it is called, and what it is and does.

    product: which of the goods is its sign, −1 none; icon: its Phosphor name where it has no product.
    """

    key: str
    title: str
    note: str
    icon: str = ""
    product: int = -1


@dataclass(frozen=True)
class Made:
    """Who makes one of the goods, as reported: how many teams and people, and where, in words."""

    product: int
    teams: int
    people: int
    where: str


def found(level: Level, report: Report, text: str) -> list[Found]:
    """What a text may mean, the likeliest first; nothing for an empty text.

    What begins with it stands before that of which a word does, and that before what holds it somewhere.
    """
    wanted = _plain(text)
    if not wanted:
        return []
    ranked = [(rank, n, one) for n, one in enumerate(_everything(level, report)) if (rank := _rank(one, wanted)) < NONE]
    return [one for _, _, one in sorted(ranked, key=lambda row: row[:2])]


def _rank(one: Found, wanted: str) -> int:
    title = _plain(one.title)
    if title.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in title.split()):
        return 1
    if wanted in title:
        return 2
    return 3 if any(word.startswith(wanted) for word in _plain(one.note).split()) else NONE


def _plain(text: str) -> str:
    """A text without accents and case: whoever types “cafe” finds “Café”."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _everything(level: Level, report: Report) -> Iterator[Found]:
    yield Found("desk", "Your desk", counted(report.discs_free, "disc") + " here", icon="envelope")
    for made in who_makes(level, report):
        market = level.product_market[made.product]
        note = f"{level.market_names[market]} · {made.where}"
        yield Found(f"market {market}", first_upper(level.product_names[made.product]), note, product=made.product)
    if report.world.departments > 1:
        for department, name in enumerate(level.department_names):
            teams = int(np.count_nonzero((report.department == department) & report.there))
            yield Found(f"department {department}", name, counted(teams, "team"), icon="users-three")
    if level.world.team_size > 1:
        yield from _people(level, report)
    for team, name in enumerate(level.team_names):
        if report.job[team] != ABSENT:
            yield _team(level, report, team, name)


def _people(level: Level, report: Report) -> Iterator[Found]:
    """Whom the level follows by name, and others whom a team listens to; each with where they sit."""
    cast = [life for life in report.cast if life.here]
    for life in cast:
        yield Found(f"team {life.team}", level.person(life.who).full_name, _seat(level, report, life.team), icon="user")
    known = {life.seat for life in cast}
    for who in report.candidates:
        if who.seat not in known:
            yield Found(f"team {who.team}", voice_name(level, report, who), _seat(level, report, who.team), icon="sun")


def _seat(level: Level, report: Report, team: int) -> str:
    return f"of {level.team_names[team]}, {level.department_names[int(report.department[team])]}"


def _team(level: Level, report: Report, team: int, name: str) -> Found:
    job, goods = int(report.job[team]), len(level.product_names)
    does = "improving" if job == goods else "waiting for a letter" if job == IDLE else ""
    if 0 <= job < goods:
        does = f"making {in_sentence(level.product_names[job])}"
    home = level.department_names[int(report.department[team])] if report.world.departments > 1 else ""
    note = " · ".join(filter(None, (home, does)))
    if 0 <= job < goods:
        return Found(f"team {team}", name, note, product=job)
    return Found(f"team {team}", name, note, icon="toolbox" if job == goods else "moon")


def who_makes(level: Level, report: Report) -> list[Made]:
    """Who makes each of the goods, by the newest reports, in the order of the goods."""
    out = []
    for product in range(len(level.product_names)):
        teams = np.flatnonzero(report.job == product)
        people = int(report.head[teams].sum())
        out.append(Made(product, len(teams), people, _where(level, report, [int(team) for team in teams])))
    return out


def _where(level: Level, report: Report, teams: list[int]) -> str:
    """Where the makers are: "5 teams: Nursery 3, Yard 2", by name where they are few."""
    if not teams:
        return "nobody makes it now"
    if report.world.departments == 1 or len(teams) == 1:
        named = [level.team_names[team] for team in teams[:MOST_PLACES]]
        more = len(teams) - len(named)
        return listed([*named, f"{more} more"] if more else named)
    counts = np.bincount(report.department[teams], minlength=report.world.departments)
    order = [int(place) for place in np.argsort(-counts, kind="stable") if counts[place]]
    told = [f"{level.department_names[place]} {counts[place]}" for place in order[:MOST_PLACES]]
    rest = int(sum(counts[place] for place in order[MOST_PLACES:]))
    if rest:
        told.append(f"elsewhere {rest}")
    return f"{counted(len(teams), 'team')}: {', '.join(told)}"
