"""What would lift people names causes that weigh on them, levers that the level has, and points that can be won."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots
from game.levels import read
from game.session import Session, play
from game.sim.desk.reports import Report
from game.sim.ledger import MORALE_CAUSES, MORALE_INDEX
from game.words.comings import RESTLESS, comings
from game.words.mending import LEAST, MOST, lifts, lifts_most

LEVELS = Path(__file__).resolve().parents[2] / "levels"
CORRIDOR = read(LEVELS / "03-the-corridor.yaml")


@pytest.fixture(scope="module")
def hurt() -> Report:
    """The corridor under one standing order a room, whose people do what they would not choose."""
    return play(Session(CORRIDOR, 1), bots.leader("standing"), 30).report


def with_causes(report: Report, **sizes: float) -> Report:
    causes = np.zeros_like(report.causes)
    for name, size in sizes.items():
        causes[:, MORALE_INDEX[name]] = size
    return replace(report, causes=causes, served=1.0, morale=np.full_like(report.morale, 0.3))


def test_work_that_does_not_fit_is_named_first_with_what_it_costs(hurt: Report) -> None:
    worst = int(hurt.causes[:, MORALE_INDEX["wrong"]].argmin())
    first = lifts(hurt, [worst])[0]
    assert first.words == "Work that fits them"
    assert first.worth == round(-100 * float(hurt.causes[worst, MORALE_INDEX["wrong"]]))
    said = f"What would lift them: work that fits them (up to {first.worth} points)"
    assert lifts_most(hurt, [worst]).startswith(said)


@pytest.mark.parametrize("cause", ["wrong", "waiting", "fire", "torn"])
def test_a_cause_that_weighs_has_a_cure_of_its_size_and_one_that_does_not_has_none(hurt: Report, cause: str) -> None:
    plain = with_causes(hurt, served=0.12, trust=0.2)
    heavy = with_causes(hurt, served=0.12, trust=0.2, **{cause: -0.1})
    plain, heavy = (replace(report, job=np.zeros_like(report.job)) for report in (plain, heavy))
    more = {lift.words: lift.worth for lift in lifts(heavy, [0])}
    less = {lift.words: lift.worth for lift in lifts(plain, [0])}
    (cure,) = set(more) - set(less)
    assert more[cure] == 10


@pytest.mark.parametrize("path", sorted(LEVELS.glob("0*.yaml")), ids=lambda path: path.stem)
def test_only_levers_of_the_level_are_named(path: Path) -> None:
    report = play(Session(read(path), 1), bots.leader("standing"), 9).report
    heavy = with_causes(report, **dict.fromkeys(MORALE_CAUSES, -0.1))
    bare = replace(heavy, levers=())
    for kept in (bare, heavy):
        found = lifts(kept, [0, 1])
        assert len(found) <= MOST
        assert all(lift.worth >= LEAST - 0.5 for lift in found)
        words = " ".join(f"{lift.words} {lift.how}" for lift in found).lower()
        for lever, word in (("visit", "visit"), ("order", "letter"), ("choose", "let them choose")):
            assert lever in kept.levers or word not in words


def test_the_news_that_many_think_of_leaving_says_what_would_lift_them(hurt: Report) -> None:
    count = int(hurt.head.sum() * RESTLESS) + 1
    restless = np.zeros_like(hurt.restless)
    restless[5] = count
    after = replace(hurt, restless=restless, restless_why=np.zeros_like(hurt.restless_why))
    before = replace(hurt, restless=np.zeros_like(restless))
    (said,) = [item for item in comings(CORRIDOR, before, after) if item.kind == "restless"]
    assert lifts_most(after, [5])
    assert said.text.endswith(lifts_most(after, [5]))
