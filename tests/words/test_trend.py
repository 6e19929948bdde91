"""What is said of how the score has moved."""

from __future__ import annotations

from dataclasses import replace

from game import bots
from game.session import Session, play
from game.words.bars import trend_words
from tests.screens import level


def test_a_trend_is_told_only_where_the_newest_report_has_four_weeks_before_it() -> None:
    report = play(Session(level("06-the-merger"), 1), bots.leader("mixed"), 12).report
    assert report.age > 0
    assert trend_words(report, "score")
    early = replace(report, week=4 + report.age)
    assert trend_words(early, "score") == ""
    assert trend_words(replace(early, week=early.week + 1), "score")
