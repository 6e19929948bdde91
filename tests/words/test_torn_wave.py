"""A wave of torn flags is one line of news that says over what, once for each cause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from game import levels
from game.session import Session
from game.sim.desk.reports import Card, Report
from game.sim.values import INSIST
from game.words.news import week_news
from game.words.newsline import ONCE
from game.words.torn import torn_over

LEVEL = levels.read(Path(__file__).resolve().parents[2] / "levels" / "04-the-floor.yaml")
CARD = Card(index=0, department=-1, product=0, dealt=16, until=21, verb=INSIST, due=19, settled=True)


def torn(teams: int, week: int, *cards: Card) -> Report:
    """A report in which all people of the first so many teams are torn, and nobody else."""
    report = Session(LEVEL, 1).report
    stance = np.zeros_like(report.stance)
    stance[:, 2] = report.stance.sum(axis=1)
    stance[:teams] = stance[:teams][:, [0, 1, 3, 2]]
    return replace(report, week=week, cards=cards, stance=stance)


def lines(before: Report, after: Report, happened: set[str]) -> list[str]:
    fresh = [item for item in week_news(LEVEL, before, after, (), (), happened) if item.kind in ("torn", "wave")]
    happened |= {item.mark for item in fresh if item.kind in ONCE}
    return [f"{item.kind}: {item.text}" for item in fresh]


def test_a_wave_is_told_in_one_line_with_what_it_is_over_and_once() -> None:
    count = int(np.count_nonzero(torn(0, 20).there))
    many, happened = count // 10 + 2, set[str]()
    over = torn_over(LEVEL, torn(many, 22, CARD), 0)[0].words
    assert "since week 20" in over
    first = lines(torn(0, 21, CARD), torn(many, 22, CARD), happened)
    assert first == [f"wave: In {many} teams flags are torn over {over}."]
    more = lines(torn(many, 22, CARD), torn(2 * many, 23, CARD), happened)
    assert [line.split(":")[0] for line in more] == ["torn"], "the same cause is no second wave"
    other = replace(CARD, index=1, dealt=20, until=25, due=22)
    again = lines(torn(many, 23, CARD, other), torn(2 * many, 24, CARD, other), happened)
    assert [line.split(":")[0] for line in again] == ["wave"], "another cause is"
    assert over not in again[0]


def test_few_flags_are_no_wave_and_one_without_a_cause_says_what_tears_flags() -> None:
    count = int(np.count_nonzero(torn(0, 20).there))
    few = count // 10
    assert [line.split(":")[0] for line in lines(torn(0, 21, CARD), torn(few, 22, CARD), set())] == ["torn"]
    assert lines(torn(0, 21), torn(few + 2, 22), set()) == [
        f"wave: In {few + 2} teams flags are torn. Orders that do not fit tear them, and so does little trust."
    ]
