"""News of markets: what is owed, what nobody makes, and what heaps up, each told once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from game import bots
from game.levels import read, read_text
from game.session import Session, play
from game.sim.desk.reports import Report
from game.words import goods
from game.words.market_news import contracts, markets
from game.words.news import FIRST_STOPS, week_news

LEVEL = read(Path(__file__).resolve().parents[2] / "levels" / "02-two-pizzas.yaml")


def shelf(stock: float = 0.0, owed: float = 0.0, made: float = 4.0, asked: float = 4.0) -> Report:
    report = Session(LEVEL, 1).report
    count = len(report.stock)

    def of_lamps(value: float, others: float) -> np.ndarray:
        return np.array([value] + [others] * (count - 1))

    return replace(
        report, week=9, stock=of_lamps(stock, 0.0), backlog=of_lamps(owed, 0.0), made=of_lamps(made, 4.0),
        demand=of_lamps(asked, 4.0), horizon=(), rumours=(),
    )  # fmt: skip


def told(before: Report, after: Report) -> list[tuple[str, str]]:
    return [(item.kind, item.text) for item in markets(LEVEL, before, after)]


def test_what_is_owed_and_made_by_nobody_is_said_once_and_as_that() -> None:
    waits = [("untended", "North Gate waits for lamps, and nobody is seen making any.")]
    assert told(shelf(), shelf(owed=5.0, made=0.0)) == waits
    assert told(shelf(owed=5.0, made=0.0), shelf(owed=9.0, made=0.0)) == []
    assert told(shelf(), shelf(owed=5.0)) == [("owed", "North Gate waits for 5 lamps.")]
    assert told(shelf(), shelf(owed=0.5, made=0.0)) == []


def test_a_glut_is_what_lies_for_weeks_and_grows() -> None:
    heap = [("glut", "Lamps for 5 weeks lie on the shelf, and more are made than asked for.")]
    assert told(shelf(), shelf(stock=20.0, made=5.0)) == heap
    assert told(shelf(stock=20.0, made=5.0), shelf(stock=24.0, made=5.0)) == []
    assert told(shelf(), shelf(stock=20.0, made=3.0)) == []
    assert told(shelf(), shelf(stock=9.0, made=5.0)) == []


def test_a_heap_of_what_cannot_be_counted_lies_and_is_made() -> None:
    names = ("tea", *LEVEL.product_names[1:])
    news = markets(replace(LEVEL, product_names=names), shelf(), shelf(stock=20.0, made=5.0))
    assert [item.text for item in news] == ["Tea for 5 weeks lies on the shelf, and more is made than asked for."]


def test_the_clock_stops_for_them_by_itself_the_first_time() -> None:
    assert {"untended", "glut"} <= FIRST_STOPS
    assert all(item.weight == 2 for item in markets(LEVEL, shelf(), shelf(owed=5.0, made=0.0)))


def test_a_review_names_every_contract_that_comes_runs_or_ran_in_its_quarter() -> None:
    level = read(Path(__file__).resolve().parents[2] / "levels" / "05-the-house.yaml")
    session, most = Session(level, 3), 0
    quarters = [session.report]
    for end in (13, 26, 39):
        play(session, bots.leader("orders"), end)
        quarters.append(session.report)
        before, after = quarters[-2:]
        lines = contracts(level, before, after)
        told = sorted(product for product, _ in lines)
        touched = sorted(
            int(product) for product, _, last, _, heard, _ in session.state().contracts
            if heard <= after.week and last > before.week
        )  # fmt: skip
        ended = [row.product for row in before.horizon if row not in after.horizon]
        done = [product for product in ended if goods.whole(float(after.backlog[product])) == 0]
        assert sorted([*told, *done]) == touched, "what has ended and been paid in full does not come any more"
        assert sorted(product for product, text in lines if "ended" in text) == sorted(set(ended) - set(done))
        most = max(most, len(told))
    assert most > 2, "more than there used to be room for"


FOUNDED = """\
format: 1
title: Founded
people: 12
weeks: 12
products: [lamps, tea]
levers: [order, visit]
events:
  - when: week 6
    contract: {product: lamps, times: 2, weeks: 2, notice: 10}
  - when: week 9
    contract: {product: tea, times: 2, weeks: 2, notice: 4}
"""


def test_a_contract_known_at_the_founding_is_told_after_the_first_week_and_once() -> None:
    level = read_text(FOUNDED, "founded.yaml")
    session, told = Session(level, 1), []
    while session.week < 8:
        before = session.report
        session.advance()
        for item in week_news(level, before, session.report, (), (), ()):
            if item.kind in ("contract", "contract begins"):
                told.append((session.week, item.kind, item.text.split(" from ")[-1]))
    assert [row[:2] for row in told] == [
        (1, "contract"), (4, "contract"), (5, "contract begins"), (8, "contract begins"),
    ]  # fmt: skip
    assert told[0][2] == "week 6."
