"""What ends a shortage fits its direction: where a good lies unsold, nobody is told that it is short."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import levels
from game.session import Session
from game.sim.company.bottlenecks import CAUSE_INDEX, CAUSES, MOST_TOOLS
from game.sim.desk.notes import Shortage
from game.sim.desk.reports import Report
from game.words.explain import slow_words
from game.words.news import week_news

LEVEL = levels.read(Path(__file__).resolve().parents[2] / "levels" / "05-the-house.yaml")


def seen(stock: float, price: float) -> Report:
    """A report with so many of the first good on the shelf, at a price of so much of the usual."""
    report = Session(LEVEL, 1).report
    stocks, prices, owed = np.array(report.stock), np.array(report.price), np.array(report.backlog)
    stocks[0], prices[0], owed[0] = stock, price * LEVEL.world.products[0].value, 0.0
    return replace(report, week=9, stock=stocks, price=prices, backlog=owed)


@pytest.mark.parametrize("cause", ["price", "parts"])
def test_what_lies_unsold_is_told_with_what_ends_the_shortage(cause: str) -> None:
    shortage, name = Shortage(0, 7, CAUSE_INDEX[cause], 0), LEVEL.product_names[0].lower()
    wanted = float(seen(0.0, 1.0).demand[0])
    heap = 2.0 * wanted + 36.0
    title, says, cure = slow_words(seen(heap, 0.8), shortage, LEVEL.product_names)
    usual = CAUSES[shortage.cause]
    assert title == usual.title
    assert cure.startswith(usual.cure.replace("{product}", name))
    assert f"Of {name} {heap:,.0f} lie unsold" in cure
    assert (f"nobody want {name}" in says) == (cause == "price")
    for report in (seen(0.0, 1.4), seen(heap, 1.4), seen(0.0, 0.8)):
        _, says, cure = slow_words(report, shortage, LEVEL.product_names)
        assert says == usual.told.replace("{product}", name)
        assert "unsold" not in cure


@pytest.mark.parametrize("cause", ["skill", "twice", "fires"])
def test_other_causes_speak_of_no_good(cause: str) -> None:
    _, says, cure = slow_words(seen(9e5, 0.5), Shortage(0, 7, CAUSE_INDEX[cause], 0), LEVEL.product_names)
    assert (says, cure) == (CAUSES[CAUSE_INDEX[cause]].told, CAUSES[CAUSE_INDEX[cause]].cure)


def test_nobody_is_told_to_build_tools_where_none_is_left() -> None:
    shortage = Shortage(0, 7, CAUSE_INDEX["twice"], 0)
    for tools in range(int(MOST_TOOLS) + 1):
        _, _, cure = slow_words(replace(seen(0.0, 1.0), tools=tools), shortage, LEVEL.product_names)
        assert (cure == CAUSES[shortage.cause].cure) == (tools < MOST_TOOLS)


def test_the_news_say_what_the_card_says() -> None:
    after = replace(seen(9e5, 0.5), shortages=(Shortage(0, 7, CAUSE_INDEX["price"], 0),))
    told = [item.text for item in week_news(LEVEL, seen(0.0, 1.0), after, (), (), set()) if item.kind == "cause"]
    assert told == [f"{LEVEL.department_names[0]}: {slow_words(after, after.shortages[0], LEVEL.product_names)[1]}"]
