"""The part of a level file that says who works there: the plan of people, teams, the cast, the leader. Needs pydantic.

Its annotations are not postponed: as texts, each would have to be compiled once more whenever a level is read.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field

from game.levels.cast import NUMBER
from game.levels.kinds import MOST_PEOPLE, Block, Known, Name, TemperamentName

Headcount = Annotated[int, Field(ge=1, le=MOST_PEOPLE)]


class PeopleBlock(Block):
    """A headcount that follows a plan: from `start` to `end` on a straight line over the level."""

    start: Headcount = Field(description="Headcount at the start.")
    end: Headcount | None = Field(
        None, description="Planned headcount in the last week. A smaller one is reached as people go; nobody is sent."
    )

    @property
    def most(self) -> int:
        """The largest headcount of the plan."""
        return max(self.start, self.end or 0)


def _planned(people: object) -> object:
    """A headcount written as a number alone, as the plan it stands for."""
    return people if isinstance(people, dict) else {"start": people}


People = Annotated[PeopleBlock, BeforeValidator(_planned, json_schema_input_type=Headcount | PeopleBlock)]


class OrganisationBlock(Block):
    """How the people are arranged."""

    team_size: int | None = Field(
        None, ge=1, le=200, description="People in a team. Default: 1 up to 5 people, 3 at 12, 6 at 120, 10 at 1,000."
    )
    teams_per_department: int | None = Field(
        None, ge=1, le=200, description="Teams in a department. Default: grows with the people."
    )
    departments: list[Name] = Field([], max_length=200, description="Names of the departments; the rest are made up.")
    teams: list[Name] = Field([], max_length=400, description="Names of the teams, in order; the rest are made up.")
    span: int = Field(6, ge=2, le=50, description="People one person can lead; it decides how many layers there are.")
    loyalty: float = Field(
        0, ge=0, le=20, description="Percent: whoever is less likely to go within four weeks does not think of it."
    )
    weeks_per_layer: float = Field(1.0, ge=0, le=4, description="Weeks a letter or a report needs for each layer.")
    outer: list[Annotated[int, Field(ge=1, le=200)]] = Field(
        [],
        max_length=200,
        description="Departments, by number, so far away that letters to them and news of them take twice the time.",
    )
    specialisation: float | None = Field(
        None, ge=0, le=1, description="0: every team is good at everything; 1: each has one craft."
    )
    temperaments: dict[TemperamentName, Annotated[float, Field(ge=0, le=1000)]] = Field(
        {}, description="Parts of each temperament, in any proportion: {makers: 2, stewards: 1}. Default: all alike."
    )


def _sitting(place: object) -> object:
    """A place in the cast written as a team's number alone, as the block it stands for."""
    return {"team": place} if isinstance(place, int) else place


class CastBlock(Block):
    """Where somebody of the cast sits: the loudest voice of a team, or of a department, that nobody else of them is."""

    team: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] | None = Field(None, description="Their team, by number.")
    department: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] | None = Field(
        None, description="Their department, by number, without `team`: whoever is loudest there."
    )
    heads: Annotated[int, Field(ge=1, le=MOST_PEOPLE)] | None = Field(
        None, description="The department that they speak for, by number."
    )


class LeaderBlock(Block):
    """The person who plays."""

    discs: int | None = Field(
        None, ge=1, le=12, description="Discs of attention. Default: 3 below 12 people, 5 from then on."
    )


Cast = dict[
    Annotated[str, Known("person", tuple(NUMBER))],
    Annotated[CastBlock, BeforeValidator(_sitting, json_schema_input_type=int | CastBlock)],
]
"""Who of the campaign's people works here, by name."""
