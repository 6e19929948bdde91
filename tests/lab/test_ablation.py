"""What levers are worth: leaving them out, overdoing them, and how that is judged."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots, command_line
from game.lab import ablation
from game.lab.games import Interval
from game.lab.programmes import FIRST, order_departments
from game.levels import Level, read, read_text
from game.sim.actions import Receipt
from game.sim.desk.reports import report
from game.sim.founding import found
from game.sim.levers import LEVERS, check
from game.sim.world import Unlock

TINY = "format: 1\ntitle: Tiny\npeople: 12\nweeks: 6\nlevers: [order, visit, order_department]\n"


def tiny() -> Level:
    return read_text(TINY, "tiny")


def test_a_lever_that_is_left_out_never_opens() -> None:
    level = tiny()
    level = replace(level, world=replace(level.world, unlocks=(Unlock(2, "visit"), Unlock(3, "reporting"))))
    assert ablation.open_levers(level.world) == ["order", "visit", "order_department", "reporting"]
    changed = ablation.without(level, "visit").world
    assert ablation.open_levers(changed) == ["order", "order_department", "reporting"]
    assert changed.unlocks == (Unlock(3, "reporting"),)


def test_every_lever_can_be_overdone(root: Path) -> None:
    """Whatever is allowed in the first week of a level with every lever is pulled, and as hard as it goes."""
    world = replace(read(root / "levels" / "free-play.yaml").world, levers=tuple(LEVERS), unlocks=(), discs=12)
    desk = report(found(world, 1))
    for lever in LEVERS:
        pulled = [action for action in ablation.overdone(lever, bots.leader("idle"))(desk) if action.lever == lever]
        possible = any(isinstance(check(desk, (), action), Receipt) for action in ablation._hardest(desk, lever))
        assert bool(pulled) is possible, lever
    assert len(ablation.overdone("visit", bots.leader("idle"))(desk)) == 12
    assert [a.amount for a in ablation.overdone("reporting", bots.leader("idle"))(desk)] == [(3,)]
    assert [a.amount for a in ablation.overdone("rate", bots.leader("idle"))(desk)] == [(0,)]
    assert {a.amount for a in ablation.overdone("tag", bots.leader("idle"))(desk)} == {(3, 12)}


def test_who_overdoes_leads_on_with_what_is_left() -> None:
    desk = report(found(tiny().world, 1))
    actions = ablation.overdone("order_department", lambda seen: [*bots.leader("orders")(seen)])(desk)
    assert actions[0].lever == "order_department"
    assert {action.lever for action in actions} <= set(desk.levers)


def test_a_ruined_company_earns_nothing_more() -> None:
    level = tiny()
    poor, rich = (replace(level, world=replace(level.world, weeks=20, cash_cents=cash)) for cash in (1, 10**9))
    assert 0.0 <= ablation.score(poor, 1, bots.leader("idle")) < 5.0
    assert ablation.score(rich, 1, bots.leader("standing")) > ablation.score(poor, 1, bots.leader("standing"))


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        (((1.2, 1.0, 1.4), (0.0, 0.0, 0.0)), "yes"),
        (((1.2, 0.8, 1.6),), "likely"),
        (((0.8, 0.1, 1.5), (-1.0, -2.0, 0.0)), "no"),
    ],
)
def test_a_lever_matters_where_the_whole_interval_says_so(
    intervals: tuple[tuple[float, float, float], ...], said: str
) -> None:
    assert ablation.verdict([Interval(*figures, 6) for figures in intervals]) == said


def test_a_lever_that_another_reach_replaces_is_judged_as_one_of_its_instrument() -> None:
    def cost(lever: str, low: float, high: float) -> ablation.Cost:
        return ablation.Cost("tiny", lever, "a", "b", Interval((low + high) / 2, low, high, 6), None)

    said = ablation.verdicts(
        [cost("quota", 0.1, 0.3), cost("quota_company", -1.0, 0.1), cost("every quota", 2.0, 3.0),
         cost("kpi", 2.0, 3.0), cost("kpi_company", 0.1, 0.2), cost("every figure", -1.0, 0.5), cost("tag", 0.0, 0.1)],
        "missing",
    )  # fmt: skip
    assert said == {
        "quota": "as one of every quota", "quota_company": "as one of every quota", "every quota": "yes",
        "kpi": "yes", "kpi_company": "no", "every figure": "no", "tag": "no",
    }  # fmt: skip
    assert ablation.verdicts([cost("tag", 0.0, 0.1)], "overdone") == {}


def test_an_instrument_is_left_out_with_every_reach_of_it() -> None:
    level = tiny()
    assert ablation.left_out(level.world) == {
        "order": ("order",), "visit": ("visit",), "order_department": ("order_department",),
        "every order": ("order", "order_department"),
    }  # fmt: skip
    whole = ablation.without(level, *ablation.left_out(level.world)["every order"])
    assert ablation.open_levers(whole.world) == ["visit"]
    assert list(ablation.left_out(level.world, ["visit", "every order", "rate"])) == ["visit", "every order"]


def test_departments_are_ordered_as_one_where_most_have_nothing_to_do() -> None:
    world = tiny().world
    desk = bots.Desk(report(found(world, 1)))
    order_departments(desk, 8, keep=0, hurdle=0.0)
    assert desk.actions
    assert {action.lever for action in desk.actions} == {"order_department"}
    targets = [action.target for action in desk.actions]
    assert len(set(targets)) == len(targets)
    assert np.max(targets) < world.departments
    choosy = bots.Desk(report(found(world, 1)))
    order_departments(choosy, 8, keep=0, hurdle=1e9)
    assert choosy.actions == []


@pytest.mark.slow
def test_the_table_has_a_row_for_each_lever_of_each_level(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ablation, "TRIES", 2)
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    words = ["balance", str(path), "--ablation", "--seeds", "2", "--jobs", "1"]
    code = command_line.main([*words, "--json"])
    rows = json.loads(capsys.readouterr().out)
    assert [(row["level"], row["lever"]) for row in rows] == [
        ("tiny", lever) for lever in ("order", "visit", "order_department", "every order")
    ]
    assert all(row["missing_low"] <= row["missing"] <= row["missing_high"] for row in rows)
    assert rows[0]["missing"] > ablation.WORTH_POINTS
    assert command_line.main([*words, "--json", "--lever", "every order"]) == 0
    assert [row["lever"] for row in json.loads(capsys.readouterr().out)] == ["every order"]
    assert command_line.main([*words, "--lever", "visits"]) == 2
    assert "There is no lever “visits”. Did you mean “visit”?" in capsys.readouterr().err
    assert command_line.main(words) == code
    out = capsys.readouterr().out
    assert "Points lost without it" in out
    assert "tiny: best led by “" in out


def test_the_best_programme_is_kept_while_others_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablation, "TRIES", 5)
    wanted = FIRST[1]
    monkeypatch.setattr(ablation, "score", lambda level, seed, leader: float(leader == wanted))
    assert ablation._programme(tiny()) == wanted


def test_a_programme_is_at_least_as_good_as_a_bot_that_leads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ablation, "TRIES", 0)
    monkeypatch.setattr(ablation, "score", lambda level, seed, leader: float(leader.others == "values"))
    found_first = ablation._programme(tiny())
    desk = report(found(tiny().world, 1))
    assert found_first(desk) == list(bots.leader("values")(desk))
