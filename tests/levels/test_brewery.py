"""The Brewery: asking each stage for what the next one asked whips the chain; looking at the quay does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from game import debrief, levels
from game.board.layout import lay
from game.board.scene import Memory, rate_words, scene
from game.bots import Desk
from game.debrief import charts, making
from game.lab.experiments.chain import LINE_SEEN, SMOOTHED, STOCK_ADJUSTED, QuotaSetter, growth
from game.lab.worlds import ATTENTION, play
from game.levels import Level
from game.places import LEVELS
from game.session import Session
from game.sim.actions import Action
from game.sim.company.market import base_demand
from game.sim.desk.estimates import wanted_a_week
from game.sim.desk.reports import Report
from game.sim.founding import found
from game.sim.week import advance
from game.words.names import Names

COVER_WEEKS, QUOTA_WEEKS = 3.0, 8
Leader = Callable[[Report], list[Action]]


@pytest.fixture(scope="module")
def brewery() -> Level:
    """The level as it is played."""
    return levels.read(LEVELS / "the-brewery.yaml")


class WithFiveDiscs:
    """Anchors and adjusts as `QuotaSetter` does, but with the discs there are: first where most has to change.

    sees: whether every stage is asked for what the quay wants, instead of what the next stage used. reporting: to set.
    """

    def __init__(self, sees: bool, reporting: int = 0) -> None:
        self.sees, self.reporting = sees, reporting
        self.expected, self.running, self.until = np.zeros(4), np.zeros(4), np.zeros(4)
        self.asked: list[np.ndarray] = []

    def __call__(self, report: Report) -> list[Action]:
        desk, world = Desk(report), report.world
        if report.reporting != self.reporting:
            desk.act("reporting", -1, self.reporting)
        usual = np.full(4, float(base_demand(world)[-1]))
        lag = world.letter_weeks + report.age + world.products[0].lead_weeks
        if not self.asked:
            self.expected, self.asked = usual, [usual] * lag
        else:
            seen = np.full(4, report.demand[-1]) if self.sees else np.append(report.asked[:-1], report.demand[-1])
            self.expected = SMOOTHED * seen + (1.0 - SMOOTHED) * self.expected
        line = np.sum(self.asked[-lag:], axis=0)
        short = COVER_WEEKS * usual - (report.stock - report.backlog) + LINE_SEEN * (lag * self.expected - line)
        wanted = np.rint(np.maximum(self.expected + STOCK_ADJUSTED * short, 1.0))
        over = self.until <= report.week + world.letter_weeks
        change = np.abs(wanted - self.running) + 100.0 * over
        for stage in np.argsort(-change, kind="stable").tolist():
            if change[stage] > 0.0 and desk.act("quota", stage, stage, int(wanted[stage]), QUOTA_WEEKS):
                self.running[stage], self.until[stage] = wanted[stage], report.week + world.letter_weeks + QUOTA_WEEKS
        self.asked.append(self.running.copy())
        return desk.actions


def led(level: Level, leader: Leader, seed: int | None = None) -> Session:
    """The level played to its end."""
    session = Session(level, seed)
    while not session.over:
        for action in leader(session.report):
            session.act(action)
        session.advance()
    return session


def test_the_step_is_the_only_change_and_nobody_is_told(brewery: Level) -> None:
    demand = [float(ledger.demand[-1]) for ledger in led(brewery, lambda report: []).ledgers]
    assert len({round(pieces, 9) for pieces in demand}) == 2
    assert demand[8] == pytest.approx(1.75 * demand[7])
    assert not any("ferry" in news.text for news in brewery.news[:3]), "it is told late"
    state = found(brewery.world, 1)
    for _ in range(8):
        advance(state, [])
    assert state.market.tolist() == [1.0] * 4, "customers who wait do not leave the market"


def test_a_shelf_says_what_the_next_house_takes_and_before_that_what_it_would(brewery: Level) -> None:
    start = Session(brewery).report
    assert [wanted_a_week(start, stage) for stage in range(4)] == pytest.approx([float(start.demand[3])] * 4)
    later = led(brewery, WithFiveDiscs(False)).report
    assert [wanted_a_week(later, stage) for stage in range(3)] == later.asked[:3].tolist()
    board = signs(brewery, later)
    assert board[:3] == [rate_words(float(pieces)) for pieces in later.asked[:3]]
    assert board[3] == rate_words(float(later.demand[3]))


def signs(level: Level, report: Report) -> list[str]:
    """What the markets' signs say is wanted, by product."""
    layout = lay(report.department.tolist(), level.world.departments, len(level.market_names))
    looks = scene(report, Names.of(level), layout, Memory())
    rows = [row for market in looks.markets for row in market.rows]
    return [row.wanted for row in sorted(rows, key=lambda row: row.product)]


@pytest.mark.slow
def test_looking_at_the_quay_beats_looking_at_the_next_stage(brewery: Level) -> None:
    for seed in (2, 3):
        stage, quay = led(brewery, WithFiveDiscs(False), seed), led(brewery, WithFiveDiscs(True, reporting=1), seed)
        assert quay.score() > stage.score() + 0.15
        malt = [np.std([ledger.made[0] for ledger in session.ledgers[8:]]) for session in (stage, quay)]
        assert malt[0] > 1.3 * malt[1]


def test_the_debrief_tells_how_the_swings_grew_from_stage_to_stage(brewery: Level) -> None:
    session = led(brewery, WithFiveDiscs(False))
    told = next(part for part in making.stages(session.recording()) if part.run is not None)
    assert told.run is not None
    for stage in range(3):
        taken = [float(ledger.used[stage]) for ledger in session.ledgers]
        assert charts.wanted_of(told.run, brewery, stage).tolist() == pytest.approx(taken)
    assert charts.wanted_of(told.run, brewery, 3).tolist() == told.run.wanted[:, 3].tolist()
    swings = [charts.swing(told.run.made[:, stage]) for stage in range(4)]
    assert swings[0] > swings[1] > swings[2] > swings[3]
    assert f"crates {swings[3]:.1f}." in debrief.page(told, brewery)
    assert charts.supply_mark(told.run, brewery, 0) == f"up and down by {swings[0]:.1f}"
    assert "gave up" not in charts.supply_words(told.run, brewery, 0)
    assert "gave up" in charts.supply_words(told.run, brewery, 3)


def test_idleness_earns_nothing_a_whip_one_star_at_most_and_a_steady_hand_three(brewery: Level) -> None:
    def stars(leader: Leader) -> int:
        outcome = led(brewery, leader).outcome()
        assert outcome is not None
        return outcome.stars

    assert stars(lambda report: []) == 0
    assert stars(WithFiveDiscs(False)) <= 1
    assert stars(WithFiveDiscs(True, reporting=1)) == 3


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.slow
def test_old_news_whip_the_chain_and_fresh_ones_are_worth_a_star(brewery: Level, seed: int) -> None:
    """With attention enough to set every quota anew each week, all that is left is what the desk can know."""
    found_: dict[tuple[bool, float], tuple[float, float]] = {}
    for sees, delay in ((False, 1.0), (True, 1.0), (True, 0.0)):
        setter = QuotaSetter(sees)
        run = play(replace(brewery.world, discs=ATTENTION, weeks_per_layer=delay), seed, setter)
        found_[sees, delay] = run.points(), growth(np.array(setter.quotas[8:]))
    aged, sees, fresh = found_[False, 1.0], found_[True, 1.0], found_[True, 0.0]
    assert fresh[0] > aged[0] + 10.0
    assert sees[0] > aged[0] + 10.0
    assert sees[1] < aged[1]
