"""News of one product hang in order of time, and where several hold at once it is said what they come to together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.levels import read
from game.session import Session
from game.sim.desk.notes import Horizon, Rumour
from game.sim.desk.reports import Report
from game.words.together import coming, together

LEVEL = read(Path(__file__).resolve().parents[2] / "levels" / "05-the-house.yaml")


@pytest.fixture(scope="module")
def founded() -> Report:
    return Session(LEVEL, 1).report


def with_news(report: Report) -> Report:
    """As a player met it: a contract that runs, another to come, and less for certain around it."""
    contracts = (Horizon(1, 24, 27, 2.1, 3.9, 9), Horizon(1, 34, 39, 1.7, 3.2, 20), Horizon(2, 35, 36, 2.0, 3.0, 20))
    rumours = (Rumour(0, 1, 29, 40, 0.4, 0.6, 0.8, 1, 9), Rumour(1, 1, 38, 44, 1.5, 2.0, 0.6, -1, 9))
    return replace(report, week=26, horizon=contracts, rumours=rumours)


def test_what_hangs_is_in_order_of_time_and_says_what_is_sure(founded: Report) -> None:
    rows = coming(with_news(founded), 1)
    assert [(row.sign, row.window) for row in rows] == [
        ("×2.1–3.9", "to wk 28"), ("less", "wk 30–41"), ("×1.7–3.2", "wk 35–40"), ("more?", "wk 39–45"),
    ]  # fmt: skip
    assert [row.sure for row in rows] == [True, True, True, False]


def test_what_holds_at_once_is_told_together_and_once_for_each_time(founded: Report) -> None:
    assert together(with_news(founded), 1) == [
        "In weeks 35 to 38 “less” and “×1.7–3.2” count together: **0.7 to 1.9** times the usual.",
        "In weeks 39 to 40 “less”, “×1.7–3.2” and “more?” count together: **1.0 to 3.8** times the usual, "
        "if “more?” comes.",
        "In week 41 “less” and “more?” count together: **0.6 to 1.2** times the usual, if “more?” comes.",
    ]
    assert together(with_news(founded), 2) == []
    assert together(founded, 1) == []
