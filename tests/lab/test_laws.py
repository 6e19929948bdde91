"""The laws, the balance of a level and the bench: their figures, their records and how their commands end."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest

from game import command_line
from game.lab import bench, commands, foretelling, laws, parts
from game.lab.experiments import foretell
from game.lab.worlds import FREE, calm, family, play, replaced
from game.sim.company import market
from game.sim.founding import found

ROW_KEYS = {"law", "pass", "figure", "low", "high", "threshold", "seeds"}
CHEAP = ("idle", "convert", "tools", "kpi", "lunch")
ROOT = Path(__file__).resolve().parents[2]


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code, output and complaints of one command line."""
    code = command_line.main(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


# The family


@pytest.mark.parametrize("people", [5, 12, 40, 120, 400, 1200, 4000, 15000])
def test_the_family_has_a_company_of_every_size(people: int) -> None:
    world = family(people)
    assert (world.people, world.weeks) == (people, 104)
    assert world.products == family(people).products
    assert world.teams * world.team_size >= people


def test_a_calm_company_has_the_same_teams_and_an_unmoving_market() -> None:
    usual, still = family(120), calm(120)
    demand = [ledger.reference_demand for ledger in play(still, 1, weeks=20).ledgers]
    assert np.all(np.array(demand) == demand[0])
    assert (usual.teams, usual.products) == (still.teams, still.products)


def test_a_constant_is_itself_again_after_an_experiment() -> None:
    before = market.PRICE_SPEED
    with pytest.raises(RuntimeError), replaced(market, PRICE_SPEED=0.0):  # noqa: PT012
        assert market.PRICE_SPEED == 0.0
        raise RuntimeError
    assert before == market.PRICE_SPEED


def test_an_experiment_meets_the_same_luck_again() -> None:
    world = family(40, policy=FREE)
    first, second = (play(world, 3, "mixed", weeks=10) for _ in range(2))
    assert first.state.digest() == second.state.digest()
    assert first.points() == second.points()


def test_a_part_of_a_run_is_measured_by_itself() -> None:
    game = play(family(12, policy=FREE), 1, weeks=20)
    halves = [sum(x.net_value() for x in game.ledgers[a:b]) for a, b in ((0, 10), (10, 20))]
    worth = [sum(x.reference for x in game.ledgers[a:b]) for a, b in ((0, 10), (10, 20))]
    assert game.points(10) == pytest.approx(100 * halves[1] / worth[1])
    assert game.points() == pytest.approx(100 * sum(halves) / sum(worth))
    assert 0.0 < game.allocation(10) <= 100.0


# What a law makes of its figures


def test_the_best_is_never_judged_by_its_own_luck() -> None:
    rows = [{"a": 10.0, "b": 1.0}, {"a": 0.0, "b": 1.0}, {"a": 0.0, "b": 1.0}]
    assert parts.favourite(rows, ("a", "b")) == [1.0, 0.0, 0.0]
    assert parts.favourite(rows, ("a", "b"), -1.0) == [10.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("least", "figures", "full", "quick"),
    [
        (True, [5.0, 5.2, 4.8], True, True),
        (True, [1.0, 9.0, 2.0], False, True),
        (True, [1.0, 1.2, 1.1], False, False),
        (False, [1.0, 1.2, 1.1], True, True),
        (False, [9.0, 1.0, 2.0], False, True),
        (False, [9.0, 9.2, 9.1], False, False),
    ],
)
def test_the_whole_interval_decides_or_quickly_its_better_end(
    monkeypatch: pytest.MonkeyPatch, least: bool, figures: list[float], full: bool, quick: bool
) -> None:
    part = laws.Part("figure", laws.of("x"), 4.0, least)
    law = laws.Law("tried", "", lambda seed, hurry: {"x": figures[seed - 1]}, (part,), lambda seed, hurry: {"x": 4.0})
    monkeypatch.setitem(laws.LAWS, "tried", law)
    for hurry, held in ((False, full), (True, quick)):
        verdict = laws.weigh(["tried"], quick=hurry, seeds=3, jobs=1)[0]
        assert verdict.held is held
        assert verdict.row()["seeds"] == 3


def test_a_cut_that_leaves_the_effect_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    part = laws.Part("figure", laws.of("x"), 4.0)
    for left, gone in ((5.0, False), (0.0, True)):
        law = laws.Law(
            "tried", "", lambda seed, hurry: {"x": 5.0 + 0.01 * seed}, (part,),
            lambda seed, hurry, left=left: {"x": left + 0.01 * seed},
        )  # fmt: skip
        monkeypatch.setitem(laws.LAWS, "tried", law)
        verdict = laws.weigh(["tried"], cuts=True, seeds=3, jobs=1)[0]
        assert verdict.held
        assert verdict.vanished is gone


@pytest.mark.parametrize("name", laws.LAWS)
def test_every_part_finds_its_figures(name: str) -> None:
    law = laws.LAWS[name]
    assert law.parts
    assert len({part.text for part in law.parts}) == len(law.parts)
    assert any(part.cut for part in law.parts)
    assert law.sentence.endswith(".")
    assert law.without.split()[0] in {"among", "for", "in", "where", "with"}


# The laws themselves

QUICK_SECONDS = 45
"""How long the quick form of all laws may take on two cores."""
LUNCH_SECONDS = 0.36
"""What the law of the lunch takes, once and quickly, on a core that has nothing else to do."""


# A process of its own asks for the laws, since it has no other child whose work would be counted.
ASK = """
import os, subprocess, sys
code = subprocess.call([sys.executable, "main.py", "laws", "--quick", "--json"])
print(os.times().children_user + os.times().children_system, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.slow
def test_no_law_is_refuted_and_none_takes_long() -> None:
    """However busy the machine is: measured against one law, before and after."""
    start = time.process_time()
    laws.measured("lunch", 1, True, False)
    lunch = time.process_time() - start
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=False)
    start = time.process_time()
    laws.measured("lunch", 1, True, False)
    lunch = (lunch + time.process_time() - start) / 2.0
    rows = json.loads(done.stdout)
    assert [row["law"] for row in rows] == list(laws.LAWS)
    assert [row for row in rows if not row["pass"]] == []
    assert done.returncode == command_line.FINE
    assert float(done.stderr) / lunch <= 2 * QUICK_SECONDS / LUNCH_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", CHEAP)
def test_an_effect_vanishes_without_its_mechanism(name: str) -> None:
    verdict = laws.weigh([name], quick=True, cuts=True, seeds=2, jobs=1)[0]
    assert verdict.held
    assert verdict.vanished


# The commands


@pytest.mark.slow
def test_laws_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "laws", "convert", "--quick", "--seeds", "2", "--jobs", "1", "--json")
    rows = json.loads(out)
    assert code == command_line.FINE
    assert [row["law"] for row in rows] == ["convert"]
    assert set(rows[0]) >= ROW_KEYS
    assert rows[0]["pass"] is True
    assert rows[0]["low"] <= rows[0]["figure"] <= rows[0]["high"]


def test_a_refuted_law_is_a_finding(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    part = laws.Part("figure", laws.of("x"), 4.0)
    law = laws.Law("tried", "", lambda seed, hurry: {"x": 0.1 * seed}, (part,), lambda seed, hurry: {"x": 0.0})
    monkeypatch.setitem(laws.LAWS, "tried", law)
    code, out, _ = run(capsys, "laws", "tried", "--seeds", "3", "--jobs", "1")
    assert code == command_line.FINDING
    assert "NO" in out
    assert "0 of 1 laws hold." in out


def test_a_cut_is_said_in_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    part = laws.Part("figure", laws.of("x"), 4.0)
    law = laws.Law("tried", "", lambda *_: {"x": 5.0}, (part,), lambda *_: {"x": 0.0}, without="with no x")
    monkeypatch.setitem(laws.LAWS, "tried", law)
    said = [run(capsys, "laws", "tried", "--seeds", "3", "--jobs", "1", *more)[1] for more in ((), ("--cuts",))]
    assert ["Cut of tried: the same with no x." in out.splitlines() for out in said] == [False, True]


def test_an_unknown_law_is_named_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "laws", "idel")
    assert code == command_line.WRONG_USE
    assert err.strip() == "There is no law “idel”. Did you mean “idle”?"


@pytest.mark.parametrize("words", [("--seeds", "1"), ("--seeds", "many"), ("--jobs", "0")])
def test_a_wrong_number_is_wrong_use(capsys: pytest.CaptureFixture[str], words: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        command_line.main(["laws", *words])
    assert leaving.value.code == command_line.WRONG_USE
    assert words[1] in capsys.readouterr().err


TINY = "format: 1\ntitle: Tiny\npeople: 4\nweeks: 8\nlevers: [order, visit]\nstars: [20, 40, 60]\n"


@pytest.mark.slow
def test_balance_counts_every_game(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    words = ("balance", str(path), "--seeds", "3", "--jobs", "1")
    code, out, _ = run(capsys, *words, "--json")
    found = json.loads(out)[0]
    assert code == command_line.FINE
    for row in found["policies"]:
        assert sum(row["star_shares"]) == pytest.approx(1.0, abs=0.001)
        assert row["behind"] >= 0.0
        assert row["seeds"] == 3
    assert sum(row["wins"] for row in found["policies"]) >= 1.0
    assert len(found["density"][0]["gains"]) == 8
    code, out, _ = run(capsys, *words)
    assert code == command_line.FINE
    assert "longest stretch" in out


def test_the_bench_counts_what_people_weigh() -> None:
    state = found(bench.company(1_200, ("craft",)), 1)
    arrays = bench.people_arrays(state)
    assert {array.shape[-1] for array in arrays} == {1_200}
    assert sum(array.nbytes for array in arrays) < bench.state_bytes(state)


@pytest.mark.slow
def test_the_bench_names_every_promised_ratio(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "MANY", 20_000)
    monkeypatch.setattr(bench, "FEWER", 2_000)
    monkeypatch.setattr(bench, "BOUND_PEOPLE", 400)
    code, out, _ = run(capsys, "bench", "--json")
    found = json.loads(out)
    assert code in (command_line.FINE, command_line.FINDING)
    assert set(bench.LIMITS) - {"mesa_to_core", "mesa_frames_gap"} <= set(found)
    for name, module, _ in bench.PEERS:
        assert (name in found) is (module not in bench.missing())
    assert found["bound_gap"] <= 0.01
    assert 0.0 < found["bound_share_reached"] <= 1.0


# Foresight


def test_a_pooled_share_is_the_share_of_all_lucks_together() -> None:
    rows = [{"in": 3.0, "all": 4.0}, {"in": 1.0, "all": 4.0}, {"all": 2.0}, {}]
    figures = parts.pooled("in", "all", 100.0)(rows)
    assert np.mean(figures) == pytest.approx(40.0)
    assert len(figures) == len(rows)
    assert max(figures) - min(figures) > 0.0
    assert parts.pooled("none", "nothing")(rows) == [0.0] * 4


@pytest.mark.slow
def test_an_action_that_says_nothing_new_does_nothing_in_any_future() -> None:
    """Playing on with and without it meets the same luck, week by week."""
    level = foretell.campaign_level(2)
    rows = {row.action.lever: row for row in foretelling.foretold(level, 5, futures=2)}
    assert {"order", "visit"} <= set(rows) <= set(level.world.levers)
    assert rows["visit"].effect == pytest.approx(0.0, abs=0.3)
    assert rows["visit"].low is None
    assert all(row.week < row.until <= level.world.weeks for row in rows.values())
    assert rows["order"] == foretelling.foretold(level, 5, ("order",), futures=2)[0]


@pytest.mark.slow
def test_what_the_desk_foretells_is_not_refuted() -> None:
    verdict = laws.weigh(["foretell"], quick=True, jobs=1)[0]
    assert verdict.held, [part.row() for part in verdict.parts]


def test_a_press_that_waits_for_long_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    def measured(long: float) -> list[dict[str, object]]:
        answers = [
            {"kind": "a lens", "frame": 9.6, "whole": 0.0, "holds": True},
            {"kind": "the theme", "frame": long, "whole": 142.0, "holds": long <= 50},
        ]
        return [{"people": 10_000, "window": "1280×720", "answers": answers}]

    for long, code in ((21.0, commands.FINE), (64.0, commands.FINDING)):
        rows = measured(long)
        assert commands.bench_presses(Namespace(json=False), lambda _, rows=rows: rows, 1) == code  # type: ignore[misc]
        said = capsys.readouterr().out
        assert "10,000 1280" in said
        assert ("21 (142)" in said) == (code == commands.FINE)
        assert ("64 NO (142)" in said) == (code == commands.FINDING)
