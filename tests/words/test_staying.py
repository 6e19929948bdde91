"""What would keep people, told by what lies on the desk."""

from __future__ import annotations

from dataclasses import replace

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
    assert remedy(replace(desk, levers=("order", "visit")), mission) == "Nothing on your desk answers that yet."
