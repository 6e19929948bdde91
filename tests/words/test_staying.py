"""What would keep people, told by what lies on the desk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots
from game.levels import read
from game.session import Session
from game.sim.levers import LEVERS
from game.sim.values import LEAVING
from game.words.staying import ANSWERS, remedy
from tests.worlds import calm, desk_of, played


def test_every_cause_has_an_answer_by_levers_that_exist() -> None:
    assert list(ANSWERS) == list(LEAVING)
    assert {lever for rows in ANSWERS.values() for lever, _ in rows} - {""} <= set(LEVERS)


def test_only_what_lies_on_the_desk_is_named() -> None:
    desk = desk_of(played(calm(people=40, team_size=5), 4))
    work, mission = (tuple(LEAVING).index(name) for name in ("work", "mission"))
    assert remedy(replace(desk, levers=("order", "visit")), work) == "What answers it: the work they are best at."
    assert remedy(replace(desk, levers=("order", "choose")), work).endswith("best at; a choice of their own.")
    early = remedy(replace(desk, levers=("order", "visit")), mission)
    assert early == (
        "What answers it: trust in you, which served customers bring; a visit, which they trust more than a letter."
    )
    assert remedy(replace(desk, levers=("order",)), mission).endswith("which served customers bring.")


@pytest.mark.parametrize("name", ["01-the-garage", "02-two-pizzas", "03-the-corridor"])
def test_what_people_complain_of_in_the_first_levels_is_answered_by_what_lies_there(name: str) -> None:
    """Whoever leads with care hears of few who think of leaving; whoever does nothing, of many."""
    level = read(Path(__file__).resolve().parents[2] / "levels" / f"{name}.yaml")
    most, late = {}, {}
    for leader in ("idle", "orders"):
        session, heard = Session(level, 1), []
        while session.week < 20 and not session.over:
            for action in bots.leader(leader)(session.report):
                session.act(action)
            session.advance()
            report = session.report
            heard.append(int(report.restless.sum()))
            for team in np.flatnonzero(report.restless):
                assert remedy(report, int(report.restless_why[team])).startswith("What answers it: ")
        most[leader], late[leader] = max(heard), heard[-1]
    assert most["idle"] > 0.8 * level.world.people
    assert most["orders"] <= 0.4 * level.world.people
    assert late["orders"] <= 0.25 * level.world.people
