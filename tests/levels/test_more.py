"""The levels apart from the campaign: what they are made of, and the one thought of each, played by two hands."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from game import bots, levels
from game.lab import ablation
from game.levels import Level
from game.levels.names import WORDS
from game.places import MORE
from game.session import Session, play
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE, KPIS

FILES = sorted(MORE.glob("*.yaml"))
COMMANDS = {"order", "order_department", "order_company", "quota", "quota_company", "default"}
Leader = Callable[[Report], Sequence[Action]]


def level(name: str) -> Level:
    return levels.read(MORE / f"{name}.yaml")


def points(one: Level, leader: Leader, seed: int | None = None) -> float:
    """What somebody earns in a level: percent of what was wanted, net of waste."""
    return 100.0 * play(Session(one, seed), leader).score()


def test_there_are_six_of_every_size() -> None:
    assert len(FILES) == 6
    assert sorted(levels.read(path).world.people for path in FILES) == [9, 36, 60, 80, 120, 240]
    assert len({levels.read(path).company for path in FILES}) == 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_a_world_of_its_own(path: Path) -> None:
    one = levels.read(path)
    assert 26 <= one.world.weeks <= 40
    assert 3 <= len(one.world.dilemmas) <= 4
    assert any(shift.notice > 0 and 0.5 <= shift.odds < 1.0 for shift in one.world.shifts), "something to bet on"
    assert sum(one.words[word] != word for word in WORDS) >= 6
    assert 2 <= len(one.claims) <= 4
    assert one.number == 0


# The thought of each, with the hand that gets it wrong beside the other one


def helping(product: int) -> Leader:
    """Lets the bays choose, and sends one ward of three to help with one thing, all winter long."""

    def lead(report: Report) -> list[Action]:
        if report.week == 4:
            return [Action("default", -1, (CHOOSE,))]
        sends = report.week >= 10 and (report.week - 10) % 8 == 0
        return [Action("order_department", 2, (product, 8))] if sends else []

    return lead


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.slow
def test_who_waits_at_the_front_door_is_helped_at_the_back_door(seed: int) -> None:
    ward = level("the-ward")
    beds, patients = (ward.product_names.index(name) for name in ("beds", "patients"))
    assert points(ward, helping(beds), seed) > points(ward, helping(patients), seed) + 3.0


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.slow
def test_a_paper_measured_by_output_alone_loses_its_readers(seed: int) -> None:
    paper = level("the-morning-paper")
    beside = [Action("kpi", floor, (KPIS.index("quality"), 1)) for floor in range(paper.world.departments)]
    alone = points(paper, lambda report: [], seed)
    assert points(paper, lambda report: beside if report.week == 0 else [], seed) > alone + 5.0


@pytest.mark.slow
def test_the_commons_lack_readers_and_nothing_new() -> None:
    commons = level("the-commons")
    opened = {*commons.world.levers, *(unlock.lever for unlock in commons.world.unlocks)}
    assert not opened & COMMANDS, "nobody can be ordered here"

    def bounty(name: str) -> Leader:
        product = commons.product_names.index(name)
        return lambda report: [Action("tag", product, (1, 12))] if report.week % 12 == 0 else []

    assert points(commons, bounty("reviews"), 1) > points(commons, bounty("features"), 1) + 3.0


@pytest.mark.slow
def test_sending_steadily_beats_answering_every_call() -> None:
    road = level("the-long-road")
    pieces = {"loads": 25, "flour": 20, "tents": 12, "kits": 10}

    def steady(report: Report) -> list[Action]:
        if report.week % 8:
            return []
        goods = enumerate(road.product_names)
        return [Action("quota", station, (station, pieces[good], 8)) for station, good in goods]

    assert points(road, steady, 1) > points(road, bots.leader("orders"), 1) + 5.0


@pytest.mark.slow
def test_five_cities_draw_one_harbour_until_it_is_written_down() -> None:
    cities, lead = level("the-same-hour"), bots.leader("mixed")
    assert ablation.score(cities, 1, lead) > ablation.score(ablation.without(cities, "tools"), 1, lead) + 3.0


@pytest.mark.slow
def test_the_star_is_not_the_one_they_speak_of() -> None:
    shed = level("the-star")
    motors, lead = shed.product_names.index("motors"), bots.leader("mixed")
    skill = Session(shed).truth().skill[:, motors]
    star, spoken_of = int(skill.argmax()), shed.team_names.index("Ada")
    assert sum(skill > 1.3) == 1
    assert shed.team_names[star] != "Ada"
    stuck = {one.department for one in shed.world.bottlenecks}
    assert stuck == {star // shed.world.teams_per_department}, "it sticks where it all hangs on one"

    def given(team: int) -> Leader:
        def leader(report: Report) -> list[Action]:
            first = [Action("order", team, (motors, 8))] if report.week % 8 == 0 else []
            return [*first, *(a for a in lead(report) if (a.lever, a.target) != ("order", team))]

        return leader

    assert points(shed, given(star)) > points(shed, given(spoken_of)) + 3.0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.slow
def test_doing_nothing_earns_no_star_and_two_are_within_reach(path: Path) -> None:
    one = levels.read(path)
    first, second, _ = one.world.stars
    leader = "values" if "declare" in one.world.levers else "mixed"
    assert points(one, lambda report: [], 1) < 100.0 * first
    assert points(one, bots.leader(leader)) > 100.0 * second - 2.0, "on the luck that its player has"
