"""In a chain the parts are not credited twice: what goes into other goods lowers no score, and rows still add up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game import bots, levels
from game.board.style import product_key
from game.debrief import review
from game.debrief.accounts import in_quarters, in_whole, totals
from game.debrief.losses import losses
from game.levels.looks import parts_of
from game.session import Session, earned
from game.sim.causes import SCORE_CAUSES
from game.sim.desk.reports import Report
from game.sim.ledger import SCORE_INDEX
from game.words.bars import score
from game.words.netted import netted

BREWERY = Path(__file__).resolve().parents[2] / "levels" / "the-brewery.yaml"


@pytest.fixture(scope="module")
def game() -> tuple[Session, list[Report], list[Report]]:
    session, leader = Session(levels.read(BREWERY)), bots.leader("mixed")
    reports, truths = [session.report], [session.truth()]
    while not session.over:
        for action in leader(session.report):
            session.act(action)
        reports.append(session.advance())
        truths.append(session.truth())
    return session, reports, truths


def test_what_is_built_in_is_taken_off_what_was_made() -> None:
    """Worth 100 was made, 40 of it went into the rest: a wait that cost 50 of the made cost 30 of what was left."""
    entries = np.zeros((2, len(SCORE_CAUSES)))
    for name, size in (("capacity", 150.0), ("waiting", -50.0), ("built in", -40.0), ("spoiled", -5.0)):
        entries[0, SCORE_INDEX[name]] = size
    entries[1] = entries[0]
    entries[1, SCORE_INDEX["built in"]] = 0.0
    found = netted(entries, 200.0)
    told = {name: float(found[0, SCORE_INDEX[name]]) for name in ("capacity", "waiting", "built in", "spoiled")}
    assert told == pytest.approx({"capacity": 90.0, "waiting": -30.0, "built in": 0.0, "spoiled": -5.0})
    assert np.array_equal(found[1], entries[1])


def test_waiting_costs_no_more_than_all_that_was_asked_for() -> None:
    """All could make 180 of 100 asked for, and 132 of it was not made: 32 of that nobody missed."""
    entries = np.zeros((3, len(SCORE_CAUSES)))
    rows = ((180.0, -132.0, -10.0, -8.0), (180.0, -20.0, 0.0, 0.0), (110.0, -30.0, -20.0, 0.0))
    names = ("capacity", "waiting", "fires", "spoiled")
    for n, row in enumerate(rows):
        for name, size in zip(names, row, strict=True):
            entries[n, SCORE_INDEX[name]] = size
    found = netted(entries, np.array([100.0, 100.0, 100.0]))
    told = [tuple(float(row[SCORE_INDEX[name]]) for name in names) for row in found]
    assert told == [(148.0, -100.0, -10.0, -8.0), (180.0, -20.0, 0.0, 0.0), (110.0, -30.0, -20.0, 0.0)]
    assert np.allclose(found.sum(axis=1), entries.sum(axis=1))
    assert np.allclose(netted(entries / 100.0), found / 100.0)


@pytest.mark.slow
def test_nowhere_is_it_a_loss_that_goods_went_into_others(game: tuple[Session, list[Report], list[Report]]) -> None:
    session, reports, truths = game
    assert sum(float(ledger.score[SCORE_INDEX["built in"]]) for ledger in session.ledgers) < 0.0
    words = SCORE_CAUSES["built in"]
    assert in_whole(session)["built in"] == 0
    entries, reference = totals(session)
    assert float(entries[-1].sum() / reference[-1]) == pytest.approx(session.score(), abs=1e-9)
    for quarter in in_quarters(session):
        assert sum(quarter.points()) == earned(quarter.after) - earned(quarter.before)
    assert all(loss.cause != "built in" for loss in losses(session, truths))
    for before, after in ((reports[n], reports[n + 13]) for n in (0, 13, 26)):
        told = review(before, after, session.pins())
        assert sum(change.points for change in told.changes) == told.end - told.start
        assert all(words not in (change.label, *change.listed) for change in told.changes)
        assert words not in [row[0] for row in score(after).told.causes]


def test_every_good_of_the_brewery_looks_like_itself() -> None:
    looks = levels.read(BREWERY).product_looks
    assert [parts_of(look).icon for look in looks] == ["plant", "coffee", "flask", "basket"]
    assert len({product_key(look) for look in looks}) == len(looks)
