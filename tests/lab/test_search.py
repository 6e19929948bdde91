"""The search for three stars, the programmes it turns, and the density of decisions."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from game import bots, command_line, session
from game.course import Course
from game.lab import density, search
from game.lab.programmes import DIALS, FIRST, Programme, dials, turned
from game.levels import Level, read, read_text
from game.sim.actions import Action, Receipt, Refusal
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.levers import LEVERS, check
from game.sim.week import advance

GARAGE = "format: 1\ntitle: Tried\npeople: 4\nweeks: 10\nlevers: [order, visit]\nstars: [20, 40, {third}]\n"


def garage(third: int = 60) -> Level:
    return read_text(GARAGE.format(third=third), "tried.yaml")


DULL = """format: 1
title: Dull
people: 2
weeks: {weeks}
products: [tea]
levers: [visit]
policy: {{default: carry on}}
"""


def dull(weeks: int) -> Level:
    return read_text(DULL.format(weeks=weeks), "dull.yaml")


def test_a_search_finds_three_stars_and_stops() -> None:
    found = search.search(garage(), 3)
    assert found.stars == 3
    assert found.session.score() >= 0.6
    assert found.weeks < search.EFFORT_WEEKS
    assert found.session.over
    again = search.search(garage(), 3)
    assert again.session.digest() == found.session.digest()
    assert again.row() == found.row()


@pytest.mark.slow
def test_other_moves_better_the_best_leader() -> None:
    few = search.search(garage(100), 3, effort=10)
    many = search.search(garage(100), 3, effort=900)
    assert few.stars < 3
    assert few.how in ("bot", "programme")
    assert many.how == "moves"
    assert many.session.score() > few.session.score()
    assert 900 <= many.weeks < 1_000
    assert many.session.score() <= 1.2 * many.bound()


@pytest.mark.slow
def test_a_found_game_is_a_player_s_game() -> None:
    """It uses the level's own levers at the weeks at which they are open, and can be placed action by action."""
    level = garage(100)
    found = search.search(level, 2, effort=500)
    assert not found.session.open_levers
    again = session.Session(level, 2)
    for actions in found.session.log:
        for action in actions:
            assert action.lever in level.world.levers
            assert isinstance(again.act(action), Receipt)
        again.advance()
    assert again.digest() == found.session.digest()


@pytest.mark.slow
def test_a_ruined_company_is_never_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    poor = read_text(GARAGE.format(third=100) + "money: {cash: 10, wage: 9}\n", "poor.yaml")
    found = search.search(poor, 1, effort=400)
    assert found.session.outcome() is not None
    assert found.row()["stars"] == 0 or found.session.week == poor.world.weeks


def test_changed_moves_stay_levers_of_the_level() -> None:
    desk = session.Session(garage(), 1).report
    luck = random.Random(5)
    for _ in range(50):
        action = search.any_action(desk, luck)
        assert action.lever in desk.levers
        assert search.altered(desk, action, luck).lever == action.lever


def test_dials_are_those_of_open_levers(root: Path) -> None:
    assert dials(("order", "visit")) == ["look", "weeks", "keep", "hurdle", "spare", "others", "around"]
    assert set(dials(tuple(LEVERS))) == set(DIALS)
    assert all(not lever or lever in LEVERS for lever, _ in DIALS.values())
    level = read(root / "levels" / "01-the-garage.yaml")
    assert Programme(look=2, rate=8).words(dials(level.world.levers)) == "look 2"


def test_a_turned_dial_is_one_other_setting() -> None:
    luck = random.Random(1)
    names = dials(tuple(LEVERS))
    for first in FIRST:
        for _ in range(40):
            other = turned(first, names, luck.random(), luck.random())
            assert sum(getattr(other, name) != getattr(first, name) for name in DIALS) == 1


# The command


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = command_line.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def easy(tmp_path: Path) -> Path:
    path = tmp_path / "easy.yaml"
    path.write_text(GARAGE.format(third=50), encoding="utf-8")
    return path


def test_a_found_game_is_saved_and_replays(capsys: pytest.CaptureFixture[str], easy: Path, tmp_path: Path) -> None:
    saved = tmp_path / "three.headcount"
    code, out, err = run(capsys, "balance", easy, "--search", "--seed", "3", "--save", saved)
    assert code == command_line.FINE
    assert "easy: three stars on seed 3:" in out
    assert "week 1: " in out
    assert str(saved) in err
    assert run(capsys, "replay", saved, "--verify")[0] == command_line.FINE
    assert json.loads(run(capsys, "replay", saved, "--json")[1])["stars"] == 3


@pytest.mark.slow
def test_several_searches_are_a_list(
    capsys: pytest.CaptureFixture[str], easy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    easy.write_text(GARAGE.format(third=100), encoding="utf-8")
    monkeypatch.setattr(search, "searches", lambda tasks, jobs, progress: [search.search(*t, effort=50) for t in tasks])
    code, out, _ = run(capsys, "balance", easy, "--search", "--seeds", "2", "--json")
    rows = json.loads(out)
    assert code == command_line.FINDING
    assert [(row["level"], row["seed"]) for row in rows] == [("easy", 1), ("easy", 2)]
    assert all(len(row["actions"]) == 10 and row["stars"] < 3 for row in rows)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--seed", "3"), "belong to --search"),
        (("--search", "--seeds", "2", "--save", "x"), "--save keeps a single game"),
        (("--search", "--density"), "not allowed with"),
        (("--every-week",), "belongs to --density"),
        (("--new",), "belongs to --density"),
    ],
)
def test_wrong_use_of_balance(
    capsys: pytest.CaptureFixture[str], easy: Path, words: tuple[str, ...], sentence: str
) -> None:
    try:
        code = command_line.main(["balance", str(easy), *words])
    except SystemExit as leaving:
        code = leaving.code
    assert code == command_line.WRONG_USE
    assert sentence in capsys.readouterr().err


CAMPAIGN = ("01-the-garage", "02-two-pizzas", "03-the-corridor", "06-the-merger")
"""The other levels take too long to search here: `balance LEVEL --search` does."""


@pytest.mark.slow
@pytest.mark.parametrize("name", CAMPAIGN)
def test_three_stars_can_be_reached(root: Path, name: str) -> None:
    """On the level's own luck, and by a leader that does not know what comes."""
    found = search.search(read(root / "levels" / f"{name}.yaml"))
    assert found.stars == 3, found.text()
    assert found.how in ("bot", "programme")


@pytest.mark.slow
def test_a_company_under_way_is_the_company_of_a_session(root: Path) -> None:
    """With the cards that wait for something, from the first week and from the middle of a game."""
    level = read(root / "levels" / "free-play.yaml")
    game, begun = session.Session(level, 1, "normal"), Course.begun(level, 1)
    leader = bots.leader("mixed")
    for week in range(40):
        if week == 20:
            joined = game.course()
        actions = [action for action in leader(game.report) if not isinstance(game.act(action), Refusal)]
        game.advance()
        for other in (begun, joined) if week >= 20 else (begun,):
            other.advance(actions)
            assert other.state.digest() == game.state().digest(), week
    waiting = {index for index, card in enumerate(level.cards) if card.when is not None}
    assert waiting & {card.index for card in game.state().cards}


# Density


@pytest.mark.slow
def test_the_first_order_in_a_sleeping_garage_is_worth_giving() -> None:
    searched = density.density(garage(), 1, every_week=True)
    assert len(searched.tried()) == len(searched.gains) == 10
    assert searched.tried()[0] >= density.WORTHWHILE_POINTS
    assert all(action or gain == 0.0 for gain, action in zip(searched.gains, searched.actions, strict=True))


@pytest.mark.slow
def test_what_was_worth_doing_before_is_no_new_decision() -> None:
    """In a week after it, neither the same letter nor a lever that stands counts again."""
    every, new = density.density(garage(), 1, every_week=True), density.density(garage(), 1, new=True)
    assert new.tried()[0] == every.tried()[0]
    pairs = zip(new.actions, new.tried(), strict=True)
    found = [action.rsplit(" ", 1)[0] for action, gain in pairs if gain >= density.WORTHWHILE_POINTS]
    assert len(found) == len(set(found))
    assert new.worthwhile() <= every.worthwhile()
    assert new.dull() == (new.worthwhile() < density.NEW_SHARE)
    assert "a decision that is new beats" in new.text()


@pytest.mark.slow
@pytest.mark.parametrize("level", [garage(), dull(20)], ids=["garage", "dull"])
def test_leaving_weeks_out_hides_no_long_stretch(level: Level) -> None:
    """What is dull when every week is tried is dull when only as many are tried as the finding needs."""
    full, sparing = density.density(level, 1, every_week=True), density.density(level, 1)

    def long(searched: density.Density) -> list[tuple[int, int]]:
        return [stretch for stretch in searched.stretches() if stretch[0] > density.LONGEST_WEEKS]

    assert long(sparing) == long(full)
    worth = density.WORTHWHILE_POINTS
    assert all(a is None or (a >= worth) == (b >= worth) for a, b in zip(sparing.gains, full.tried(), strict=True))


@pytest.mark.slow
def test_weeks_are_tried_only_where_a_stretch_hangs_on_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sixth week after the last worthwhile one, then those before it, the latest first."""
    worth = {3, 9, 10, 22, 30}
    asked: list[int] = []

    def best(bench: object, desk: Report, before: Action | None, luck: object, _: object) -> tuple[float, Action]:
        asked.append(desk.week)
        return (1.0 if desk.week in worth else 0.0), Action("visit", 0)

    monkeypatch.setattr(density._Bench, "best", best)
    searched = density.density(dull(36), 1)
    assert asked == [5, 4, 3, 9, 15, 14, 13, 12, 11, 10, 16, 17, 18, 19, 20, 21, 22, 28, 27, 26, 25, 24, 23, 29, 30]
    assert searched.stretches() == [(3, 0), (5, 4), (11, 11), (7, 23), (5, 31)]
    assert "in 5 of 25 weeks tried, of 36, an action beats doing nothing by 0.3 points;" in searched.text()
    assert "Dull: weeks 12 to 22, 24 to 30." in searched.text()


@pytest.mark.parametrize("name", bots.NAMES)
def test_every_leader_can_take_over_where_some_teams_improve_and_others_wait_for_word(name: str) -> None:
    state = found(garage().world)
    improve = len(state.world.products)
    advance(state, [Action("order", 0, (improve, 4))])
    desk = report(state)
    assert desk.ordered[0, 0] == improve
    assert (desk.ordered[:, 1] < 0).any()
    assert all(isinstance(check(desk, (), action), Receipt) for action in bots.leader(name)(desk)[:1])


def test_stretches_are_found_where_they_are() -> None:
    gains: tuple[float | None, ...] = (1.0, 0.0, 0.1, 2.0, *[0.0] * 7)
    searched = density.Density("Tried", 1, "mixed", gains, ("",) * len(gains))
    assert searched.stretches() == [(2, 1), (7, 4)]
    assert searched.longest() == (7, 4)
    assert searched.worthwhile() == pytest.approx(2 / 11)
    assert "Dull: weeks 5 to 11." in searched.text()
    lively = density.Density("Tried", 1, "mixed", (1.0, 1.0), ("", ""))
    assert lively.longest() == (0, 0)
    assert "Dull" not in lively.text()
    spared = density.Density("Tried", 1, "mixed", (*[None] * 5, 1.0, None), ("",) * 7)
    assert "in 1 of 1 weeks tried, of 7, an action" in spared.text()
    assert "the longest stretch without one: at most 5 weeks." in spared.text()
    short = density.Density("Tried", 1, "mixed", (0.0, None, None, None), ("",) * 4)
    assert "the longest stretch without one: at most 4 weeks." in short.text()
    untried = density.Density("Tried", 1, "mixed", (None,) * 4, ("",) * 4)
    assert untried.text() == (
        "Tried, seed 1, led by mixed: 5 weeks without a decision would not be too many, and this game has 4, so none "
        "was tried."
    )


def test_what_wins_by_chance_alone_is_no_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    gains = iter([0.4, -0.6, -0.1])
    monkeypatch.setattr(density._Bench, "_gain", lambda self, future, action, until: next(gains))
    here = session.Session(garage(), 1).course()
    assert density._Bench(here, 10, 100.0).gain(search.Action("visit", 0)) == pytest.approx(-0.1)


@pytest.mark.slow
def test_a_dull_level_is_a_finding(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "dull.yaml"
    path.write_text(dull(8).text, encoding="utf-8")
    code, out, _ = run(capsys, "balance", path, "--density", "--seeds", "2", "--jobs", "1", "--json")
    rows = json.loads(out)
    assert code == command_line.FINDING
    assert [row["seed"] for row in rows] == [1, 2]
    assert all(row["longest"] > density.LONGEST_WEEKS for row in rows)
