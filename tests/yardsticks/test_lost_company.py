"""A lost company is scored over its whole plan, wherever somebody reads its score."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots, debrief, levels, places
from game.command_line import main
from game.course import Course
from game.debrief import making, pages
from game.debrief.accounts import causes
from game.lab import ablation, balance, games
from game.session import Session, play, verify
from game.sim.curves import total
from game.yardsticks import founding_bound, standing

POOR = """format: 1
title: Poor
people: 12
weeks: 39
money: {cash: 14000, wage: 60}
levers: [order, order_department, default, choose]
demand: {growth: 0.4, wave: 0.5}
stars: [20, 30, 40]
"""


@pytest.fixture(scope="module")
def level(tmp_path_factory: pytest.TempPathFactory) -> levels.Level:
    path = tmp_path_factory.mktemp("levels") / "poor.yaml"
    path.write_text(POOR, encoding="utf-8")
    return levels.read(path)


@pytest.fixture(scope="module")
def lost(level: levels.Level) -> Session:
    session = games.played(level, "orders", 3)
    assert session.lost
    assert 4 < session.week < 30
    return session


def whole_plan(seed: int) -> float:
    """What all weeks of the plan ask for, from a company with money enough to live through them."""
    rich = levels.read_text(POOR.replace("cash: 14000", "cash: 900000"), "rich.yaml")
    session = games.played(rich, "values", seed)
    assert not session.lost
    return sum(ledger.reference for ledger in session.ledgers)


@pytest.mark.slow
def test_the_score_is_what_was_served_of_the_whole_plan(lost: Session) -> None:
    net = sum(ledger.net_value() for ledger in lost.ledgers)
    whole = whole_plan(3)
    assert lost.reference == pytest.approx(whole, rel=1e-12)
    assert lost.score() == pytest.approx(net / whole)
    so_far = net / sum(ledger.reference for ledger in lost.ledgers)
    assert lost.score() < 0.75 * so_far, "or this company does not show the difference"


def test_nothing_changes_until_the_company_is_lost(level: levels.Level, lost: Session) -> None:
    course = Course.begun(level, 3)
    leader = bots.leader("orders")
    while not course.lost:
        assert course.unlived == []
        if course.week:
            assert course.score() == total(course.state.score) / course.state.reference
        digest = course.state.digest()
        assert course.reference == course.state.reference
        assert course.state.digest() == digest
        course.advance(leader(course.report))
    digest = course.state.digest()
    assert len(course.unlived) == 39 - course.week
    assert course.state.digest() == digest, "the company itself stays as it fell"


def test_the_causes_add_up_to_the_score(lost: Session) -> None:
    end = lost.outcome()
    assert end is not None
    assert (end.kind, end.stars) == ("bankrupt", 0)
    assert end.score == lost.score()
    assert sum(end.causes.values()) == pytest.approx(end.score, abs=1e-12)


@pytest.mark.slow
def test_everybody_tells_the_same_score(level: levels.Level, lost: Session, tmp_path: Path,
                                        capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    score = lost.score()
    assert standing(lost, "orders").score == score
    assert games.scores([level], ["orders"], [3])[0].score == score
    assert balance.weigh_level(level, ["orders"], [3], jobs=1).rows()[0].score.mean == pytest.approx(100 * score)
    open_level = levels.read_text(POOR, "poor.yaml")
    own = play(Session(open_level, 3), bots.leader("orders"))
    assert ablation.score(open_level, 3, bots.leader("orders")) == pytest.approx(100 * own.score())
    assert main(["sim", level.path, "--policy", "orders", "--seed", "3", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["score"], row["outcome"], row["stars"]) == (round(score, 6), "bankrupt", 0)
    path = lost.save(tmp_path / "lost.headcount")
    assert verify(path).ok
    assert main(["replay", str(path)]) == 0
    assert f"score {100 * score:.1f} of the whole plan" in capsys.readouterr().out


@pytest.mark.slow
def test_the_debrief_tells_of_the_whole_plan(lost: Session) -> None:
    found = making.whole(lost.recording())
    run = found.run
    assert run is not None
    assert run.standing.score == lost.score()
    assert run.score[-1] == pytest.approx(lost.score())
    assert run.quarters[-1].after == pytest.approx(lost.score())
    assert sum(float(part.causes.sum()) for part in run.quarters) == pytest.approx(lost.score())
    for before, after in zip(run.quarters, run.quarters[1:], strict=False):
        assert before.after == after.before
    assert {leader.name: leader.standing.score for leader in found.leaders}["orders"] == lost.score()
    assert found.moments is not None
    for moment in found.moments:
        assert sum(share for _, share in moment.causes) == pytest.approx(moment.gain)
        assert abs(moment.gain) <= 1.0
    text = debrief.result_text(lost)
    assert f"{100 * lost.score():.1f} of 100 served of the whole plan" in text
    assert len(text.splitlines()[2].split(" ")[0]) == 3, "a bar for each of three quarters, lived or not"
    assert "served of the whole plan" in pages.page(found, lost.level)


@pytest.mark.parametrize("policy", bots.NAMES)
@pytest.mark.slow
def test_no_leader_gains_by_going_under_early(level: levels.Level, policy: str) -> None:
    session = games.played(level, policy, 1)
    delivered = sum(total(ledger.delivered * [product.value for product in session.world.products])
                    for ledger in session.ledgers)  # fmt: skip
    assert session.score() <= delivered / session.reference + 1e-12
    assert len(session.ledgers) + len(session.unlived) == session.world.weeks


def test_who_serves_less_than_nothing_does_not_gain_by_going_under() -> None:
    rich = levels.read(places.LEVELS / "the-brewery.yaml")
    poor = replace(rich, world=replace(rich.world, cash_cents=100_000))
    lost = play(Session(poor, 2), bots.leader("idle"))
    assert lost.lost
    so_far = sum(ledger.net_value() for ledger in lost.ledgers) / sum(ledger.reference for ledger in lost.ledgers)
    assert so_far < 0.0
    assert lost.score() == pytest.approx(so_far), "the weeks it does not live to see are no better than those it lived"
    end = lost.outcome()
    assert end is not None
    assert sum(end.causes.values()) == pytest.approx(so_far)
    assert len(lost.ledgers) + len(lost.unlived) == lost.world.weeks

    survivor = play(Session(rich, 2), bots.leader("idle"))
    assert lost.planned == pytest.approx(survivor.reference), "what could have been is a share of the whole plan still"
    assert total(np.array(list(causes(survivor, lost.reference).values()))) == pytest.approx(survivor.score())
    assert founding_bound(lost) / lost.planned <= 1.0 + 1e-9
    assert standing(lost).possible <= standing(survivor).possible


def test_a_company_that_made_nothing_at_all_and_wasted_nothing_is_lost_over_its_whole_plan() -> None:
    text = POOR.replace("cash: 14000", "cash: 9000")
    lost = play(Session(levels.read_text(text, "poor.yaml"), 1), bots.leader("idle"))
    assert lost.lost
    assert lost.score() == pytest.approx(0.0, abs=1e-12)
    assert lost.reference == pytest.approx(sum(ledger.reference for ledger in lost.ledgers) + sum(lost.unlived))
