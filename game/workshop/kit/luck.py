"""A room's company and its luck, written down in whole crates: what a paper kit has to know before it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from game.board.looks import skill_dots
from game.levels import Level
from game.sim import luck
from game.sim.company.market import asked_until, base_demand
from game.sim.desk.team_reports import NEWS_FROM
from game.sim.founding import found
from game.sim.state import State
from game.sim.values import TEMPERAMENTS
from game.words.names import Names
from game.workshop.presets import MONTH_WEEKS, OUTER, PRESETS

PRESET = "60"
"""The preset whose company and months the kit takes over."""
MONTHS = PRESETS[PRESET].months
FEWEST_TEAMS, MOST_TEAMS = 4, 24
CRATE_PIECES = 8
"""Pieces in a crate: a team that is good at its job fills three in a month, and customers want two and a half a
team."""


@dataclass(frozen=True)
class News:
    """What one team alone hears when a month (from 0) begins. more: whether more of `product` is wanted next month
    than in this one, or less."""

    month: int
    team: int
    product: int
    more: bool


@dataclass(frozen=True)
class PaperTeam:
    """A team on paper. crates [G]: what it fills in a month, 1…3. job: what it makes when the first month begins.
    held: months that its last letter still holds in the first way, 0 if it has none. road: months of its letters."""

    department: int
    crates: tuple[int, ...]
    job: int
    held: int
    road: int
    temperament: str


@dataclass(frozen=True)
class Company:
    """What both ways share. wanted [M][G]: crates that customers want; ordinary: in an ordinary month, of each."""

    seed: int
    teams: tuple[PaperTeam, ...]
    departments: int
    wanted: tuple[tuple[int, ...], ...]
    ordinary: int
    news: tuple[News, ...]

    @property
    def goods(self) -> int:
        """How many goods there are."""
        return len(self.wanted[0])

    @property
    def wanted_in_all(self) -> int:
        """Crates wanted of everything in all months."""
        return sum(map(sum, self.wanted))

    def before(self, month: int) -> tuple[int, ...]:
        """Crates of each good that were wanted the month before; before the first, an ordinary month."""
        return self.wanted[month - 1] if month else (self.ordinary,) * self.goods


def company(teams: int, seed: int) -> Company:
    """The company that a room of so many teams has on this luck, in crates; teams 4…24."""
    state = found(level_of("letters", teams).world, seed)
    pieces = asked_until(state, MONTHS * MONTH_WEEKS).reshape(MONTHS, MONTH_WEEKS, -1).sum(axis=1)
    wanted = tuple(tuple(max(1, round(float(p) / CRATE_PIECES)) for p in row) for row in pieces)
    ordinary = round(float(base_demand(state.world)[0]) * MONTH_WEEKS / CRATE_PIECES)
    members = tuple(_team(state, team) for team in range(teams))
    return Company(seed, members, state.world.departments, wanted, ordinary, _news(state, wanted))


def level_of(way: str, teams: int) -> Level:
    """The company of a way as the programme founds it."""
    return PRESETS[PRESET].founded(way, teams)


def names_of(way: str, teams: int) -> Names:
    """What everything is called in a way."""
    return Names.of(level_of(way, teams))


def _team(state: State, team: int) -> PaperTeam:
    department = int(state.department[team])
    held = -(-int(state.order_weeks[team]) // MONTH_WEEKS)
    return PaperTeam(
        department, tuple(skill_dots(float(skill)) for skill in state.skill[team]), int(state.job[team]),
        min(held, MONTHS), 2 if department in OUTER else 1, TEMPERAMENTS[int(state.temperament[team])].name,
    )  # fmt: skip


def _news(state: State, wanted: tuple[tuple[int, ...], ...]) -> tuple[News, ...]:
    """True news of each department's market, to one team of it in six, as on the phones."""
    told = []
    for month in range(MONTHS - 1):
        turn = luck.uniform(state.seed, month * MONTH_WEEKS, luck.CHOOSE, state.world.teams)
        for department in range(state.world.departments):
            product = department % len(wanted[0])
            now, then = wanted[month][product], wanted[month + 1][product]
            if abs(then - now) < NEWS_FROM * now or then == now:
                continue
            mates = [team for team in range(state.world.teams) if state.department[team] == department]
            first = sorted(mates, key=lambda mate: (float(turn[mate]), mate))[: 1 + len(mates) // 6]
            told += [News(month, team, product, then > now) for team in first]
    return tuple(told)
