"""The strip tells what matters first, and the clock stops for it: hands without work, fires, who goes, the till."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import bots
from game.levels import read
from game.session import Session
from game.sim.desk.reports import Report
from game.sim.values import CHOOSE, IDLE
from game.words.comings import comings
from game.words.news import FIRST_STOPS, week_news
from game.words.newsline import ORDER, News, in_order

ROOT = Path(__file__).resolve().parents[2]
PIZZAS = read(ROOT / "levels" / "02-two-pizzas.yaml")
COUSINS, OVEN = 14, 4
"""The week, counted from 0, in which three people come to Two Pizzas, and their team."""


def kinds_written() -> set[str]:
    """Every kind of news that stands in the source as one."""
    found: set[str] = set()
    for path in sorted((ROOT / "game" / "words").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'News\(\s*"([a-z ]+)"', source))
    return found


def test_every_row_of_the_order_names_kinds_that_exist_once() -> None:
    rows = [kind for kinds in ORDER for kind in kinds]
    assert len(rows) == len(set(rows))
    by_table = {"recall", "fire", "idle", "still idle", "over", "soon", "torn", "leaving", "letter", "fading",
                "forgotten"}  # fmt: skip
    assert set(rows) <= kinds_written() | by_table
    assert set(rows) >= FIRST_STOPS, "what stops the clock has its place"


@pytest.mark.parametrize("kind", ["fire", "arrival", "idle", "untended", "leaving", "restless", "left", "runway"])
def test_what_matters_comes_before_stories_of_the_town_and_of_the_cast(kind: str) -> None:
    small = [News("level", "x", "A kettle.", weight=2), News("letter", "x", "Ines: hm.", weight=2, face=(1, 1)),
             News("heard", "x", "They say.", weight=2), News("seen", "x", "Seen.", weight=2)]  # fmt: skip
    assert in_order([*small, News(kind, "x", "This.", weight=2)])[0].kind == kind


def weeks_of(leader: str, until: int) -> list[tuple[Report, Report, list[News]]]:
    session, lead, out = Session(PIZZAS, 52), bots.leader(leader), []
    while session.week < until:
        for action in lead(session.report):
            session.act(action)
        before, done = session.report, session.pending
        session.advance()
        out.append((before, session.report, week_news(PIZZAS, before, session.report, done, session.pins(), set())))
    return out


def test_who_comes_without_work_is_told_first_and_again_when_reports_show_them_asleep() -> None:
    told = weeks_of("orders", 20)
    news = told[COUSINS][2]
    assert [(item.kind, item.weight, item.place) for item in news[:1]] == [("arrival", 2, f"team {OVEN}")]
    assert news[0].text == "3 people have joined, all at once: Pizza Oven. They wait for a letter and sleep."
    assert any(item.kind == "level" for item in news), "there is a story of the town beside it"
    seen = next(n for n, (before, after, _) in enumerate(told) if before.head[OVEN] == 0 < after.head[OVEN])
    _, after, news = told[seen]
    assert after.job[OVEN] == IDLE
    assert (news[0].kind, news[0].place) == ("idle", f"team {OVEN}")
    assert after.backlog.max() >= 1.0
    assert ", while " in news[0].text, "what is owed meanwhile is said with it"


def test_a_fire_is_told_before_the_harbour_school() -> None:
    burning = [news for before, after, news in weeks_of("orders", 20) if (after.fire > before.fire).any()]
    assert len(burning) > 1
    assert all(news[0].kind == "fire" for news in burning)
    assert any(item.kind == "level" for news in burning for item in news)


def test_who_has_a_letter_on_its_way_or_may_choose_is_not_said_to_sleep() -> None:
    told = weeks_of("orders", COUSINS + 1)
    before, after, _ = told[-1]

    def said(report: Report) -> str:
        return next(item.text for item in comings(PIZZAS, before, report) if item.kind == "arrival")

    assert said(after).endswith("sleep.")
    assert said(replace(after, default=CHOOSE)) == "3 people have joined, all at once."
    letter = next(letter for _, report, _ in told for letter in report.letters if letter.lever == "order")
    assert said(replace(after, letters=(replace(letter, target=OVEN),))) == "3 people have joined, all at once."
    assert said(replace(after, letters=(replace(letter, target=0),))).endswith("sleep.")


def test_somebody_who_sleeps_on_is_named_while_something_is_owed_until_a_letter_leaves() -> None:
    session = Session(PIZZAS, 52)
    lines = []
    for _ in range(6):
        before = session.report
        session.advance()
        lines.append([item for item in week_news(PIZZAS, before, session.report, (), (), set()) if "idle" in item.kind])
    assert any(item.kind == "still idle" and item.weight == 0 for item in lines[-1])
    after = session.report
    ordered = after.ordered.copy()
    ordered[:, 0], ordered[:, 1], ordered[:, 2] = 0, after.week, after.week + 4
    told = replace(after, ordered=ordered)
    assert not [item for item in week_news(PIZZAS, after, told, (), (), set()) if "idle" in item.kind]
    calm = replace(after, backlog=np.zeros_like(after.backlog))
    assert not [item for item in week_news(PIZZAS, after, calm, (), (), set()) if "idle" in item.kind]
