"""Families of leaders: what each may do, that a search keeps to it, and that a law names whom it compared."""

from __future__ import annotations

import random

import pytest

from game import command_line
from game.lab import families
from game.lab.families import FAMILIES, FOUND, SEARCHED, company, searched, silent
from game.lab.laws import LAWS, SEEDS
from game.lab.programmes import DIALS, KEEP, NEVER, Programme
from game.lab.worlds import play
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.values import CARRY_ON, CHOOSE
from game.sim.week import advance

TELLS = {"order", "order_department", "order_company", "quota", "quota_company"}


def levers_of(leader: Programme, kind: str, people: int, weeks: int = 30) -> set[str]:
    """The levers that a leader pulls in a company."""
    state, pulled = found(company(kind, people, weeks=weeks), 7), set[str]()
    for _ in range(weeks):
        actions = leader(report(state))
        pulled |= {action.lever for action in actions}
        pulled |= {f"default {action.amount[0]}" for action in actions if action.lever == "default"}
        advance(state, actions)
    return pulled


def test_leaders_are_searched_on_other_seeds_than_laws_are_tested_on() -> None:
    assert not set(SEARCHED) & set(range(1, SEEDS + 1))


@pytest.mark.parametrize("key", sorted(FOUND))
@pytest.mark.slow
def test_what_was_found_keeps_to_its_family(key: tuple[str, int]) -> None:
    kind, people = key
    for name, leader in FOUND[key].items():
        free = set(FAMILIES[name].dials)
        for dial in set(DIALS) - free:
            assert getattr(leader, dial) in {getattr(one, dial) for one in FAMILIES[name].first}, (key, name, dial)
        pulled = levers_of(leader, kind, min(people, 40), 16)
        if name == "incentives":
            assert not pulled & TELLS
        if name == "command":
            assert not {"tag", f"default {CHOOSE}"} & pulled


@pytest.mark.slow
def test_a_search_turns_dials_within_the_family_and_finds_nothing_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "WEEKS", 20)
    leader, score = searched("fresh", 5, "incentives", trials=3)

    assert leader.hurdle == NEVER
    assert score == pytest.approx(families.points("fresh", 5, leader))
    assert score >= min(families.points("fresh", 5, one) for one in FAMILIES["incentives"].first)
    luck = random.Random(1)
    for _ in range(30):
        other = families._turned(FAMILIES["command"].first[0], "command", luck)
        assert other.default in (KEEP, CARRY_ON)


@pytest.mark.slow
def test_a_silent_leader_tells_nobody_what_to_make() -> None:
    leader = families.best("eventful", 40, "both")
    assert levers_of(leader, "eventful", 40, 90) & TELLS
    assert not levers_of(silent(leader), "eventful", 40, 90) & TELLS


def test_the_events_of_an_eventful_company_move_its_score() -> None:
    calm, busy = (play(company(kind, 40, weeks=40), 3, "incentives").points() for kind in ("usual", "eventful"))
    assert busy < calm - 2.0


def test_in_an_even_company_size_is_no_reason_to_choose_less_well() -> None:
    for people in (12, 20, 200):
        usual, even = company("unlimited", people), company("even", people)
        assert even.people == people
        assert even.teams >= 12
        assert even.specialisation == 0.6 >= usual.specialisation
        assert even.letter_weeks == usual.letter_weeks == 0
    assert company("even", 200).teams == company("unlimited", 200).teams


@pytest.mark.slow
def test_every_side_of_a_law_stands_in_the_table_and_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for law in LAWS.values():
        for kind, people, name in law.sides:
            assert name in FOUND[kind, people]
    assert command_line.main(["laws", "small", "--quick", "--seeds", "2", "--jobs", "1"]) in (0, 1)
    said = capsys.readouterr().out
    assert "Leaders as found on seeds 901 to 904:" in said
    assert "usual company of 5, best command: default carry on" in said
