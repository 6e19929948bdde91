"""What is said of rumours, before they are settled, then, and after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game import levels
from game.levels import Level
from game.session import Session
from game.sim.desk.notes import Rumour
from game.sim.world import QUARTER_WEEKS
from game.words import rumours
from game.words.news import week_news

ROOT = Path(__file__).resolve().parents[2]
LEVEL = levels.read_text(
    """
format: 1
title: Hearsay
people: 12
weeks: 20
products: [lamps, boats]
policy: {default: choose}
events:
  - when: week 6
    shift: {product: boats, times: 2, weeks: 4, notice: 3, odds: 60, says: They talk of a regatta.}
    news: The regatta has begun.
  - when: week 9
    shift: {product: lamps, times: 0.5, weeks: 4, notice: 2}
""",
    "hearsay",
)


def told(seed: int, level: Level = LEVEL) -> list[tuple[int, str]]:
    """The news of a game about what was heard, with the week that was about to begin."""
    session, out, happened = Session(level, seed), [], set[str]()
    while not session.over:
        before = session.report
        session.advance()
        for item in week_news(level, before, session.report, (), (), happened):
            if item.kind in ("level", "heard", "found out", "ready"):
                out.append((session.week + 1, item.text))
                happened.add(f"news {item.text}")
    return out


def test_words_follow_what_is_known() -> None:
    row = Rumour(0, 1, 5, 8, 1.8, 2.2, 0.6, -1, 2)
    assert rumours.expected(LEVEL, row) == "may want more boats"
    assert rumours.short(LEVEL, row) == "more boats"
    assert rumours.window(row, 20) == "wk 6–9"
    assert rumours.window(replace(row, last=19), 20) == "from wk 6"
    told = "Of a hundred such rumours 60 come true. Whoever makes boats knows: a visit there finds out."
    assert rumours.trust(row, "boats") == told
    assert rumours.trust(replace(row, settled=1), "boats") == "This is certain."
    assert [rumours.ears(replace(row, odds=odds)) for odds in (0.3, 0.6, 0.8)] == [1, 2, 3]
    sure = replace(row, settled=1)
    assert rumours.expected(LEVEL, sure) == "wants more boats"
    assert rumours.ears(sure) == 3
    assert rumours.outcome(replace(row, settled=0)) == "Nothing came of it"
    assert rumours.outcome(replace(sure, ready=0.92)) == "You were ready: 92 of 100 served"
    assert rumours.outcome(replace(sure, ready=0.5)) == "You were not ready: 50 of 100 served"
    assert rumours.heard_sentence(LEVEL, row) == "They talk of a regatta."
    falling = Rumour(1, 0, 8, 11, 0.4, 0.6, 1.0, 1, 6)
    assert rumours.heard_sentence(LEVEL, falling).endswith("wants fewer lamps, they say.")
    assert rumours.outcome(replace(falling, ready=1.0)) == "", "nobody is ready for less"


@pytest.mark.slow
def test_news_is_told_where_it_comes_and_not_where_it_does_not() -> None:
    came = {}
    for seed in range(1, 12):
        truth = Session(LEVEL, seed).state().rumours
        lines = told(seed)
        assert (3, "They talk of a regatta.") in lines
        came[bool(truth[0, 1])] = lines
    assert any("The regatta has begun." in text for _, text in came[True])
    assert any("ready: " in text for _, text in came[True])
    assert not any("The regatta has begun." in text for _, text in came[False])
    assert any(text.startswith("Nothing comes of what was heard: ") for _, text in came[False])


THRICE = levels.read_text(
    """
format: 1
title: Hearsay thrice
people: 12
weeks: 30
products: [lamps, boats]
policy: {default: choose}
events:
  - {when: week 3, shift: {product: boats, times: 2, weeks: 1, notice: 20, says: A fair.}, news: It has begun.}
  - {when: week 9, shift: {product: boats, times: 3, weeks: 4, notice: 4, odds: 95}, news: It has begun.}
  - {when: week 9, shift: {product: boats, times: 0.5, weeks: 4, notice: 4, odds: 95}}
  - {when: week 14, shift: {product: lamps, times: 2, weeks: 2, notice: 0, odds: 50, says: More light.}, news: Lit.}
""",
    "hearsay thrice",
)


def heard_in(seed: int) -> tuple[list[int], list[tuple[int, str]]]:
    """Which of its four shifts come, and what is told of them with the week about to begin."""
    truth = Session(THRICE, seed).state().rumours
    return truth[:, 1].tolist(), told(seed, THRICE)


def test_what_begins_is_told_by_the_level_or_else_by_us_and_twice_the_same_words_are_told_twice() -> None:
    seed = next(seed for seed in range(1, 40) if heard_in(seed)[0][:3] == [1, 1, 1])
    lines = heard_in(seed)[1]
    assert (2, "A fair.") in lines, "what was heard before the first week is told after it"
    assert [week for week, text in lines if text == "It has begun."] == [3, 9]
    harbour = rumours.market_of(THRICE, Session(THRICE, seed).report.rumours[0])
    assert (5, f"{harbour} may want more boats, they say.") in lines
    assert (5, f"{harbour} may want fewer boats, they say.") in lines
    certain = f"It is certain: from week 9 on, {harbour} wants fewer boats."
    assert sum(text == certain for _, text in lines) == 1


@pytest.mark.slow
def test_what_would_be_heard_only_as_it_begins_is_not_heard_of_where_it_does_not_come() -> None:
    for comes in (0, 1):
        seed = next(seed for seed in range(1, 40) if heard_in(seed)[0][3] == comes)
        lines = [(week, text) for week, text in heard_in(seed)[1] if text in ("More light.", "Lit.")]
        assert sorted(text for _, text in lines) == (["Lit.", "More light."] if comes else [])
        session = Session(THRICE, seed)
        for _ in range(20):
            session.advance()
        rows = [row for row in session.report.rumours if row.shift == 3]
        assert len(rows) == comes
        assert all(rumours.outcome(row) == "" for row in rows), "nobody could be ready"


def test_what_is_over_is_said_as_past() -> None:
    row = Rumour(0, 1, 5, 5, 1.8, 2.2, 0.6, 1, 2)
    assert rumours.window(row, 20) == "wk 6"
    assert rumours.trust(row, "boats") == "This is certain."
    assert rumours.trust(row, "boats", begun=True) == "It came."
    assert rumours.expected(LEVEL, row, over=True) == "wanted more boats"
    untrue = replace(row, settled=0, shift=9)
    assert rumours.expected(LEVEL, untrue, over=True) == "did not want more boats"
    assert rumours.heard_sentence(LEVEL, untrue).endswith("may want more boats, they say."), "as it was heard"


def test_a_narrow_sign_says_which_way_it_goes_and_whether_that_is_known() -> None:
    row = Rumour(0, 1, 5, 8, 1.8, 2.2, 0.6, -1, 2)
    assert rumours.sign(row) == "more?"
    assert rumours.sign(replace(row, settled=1)) == "more"
    assert rumours.sign(replace(row, low=0.4, high=0.6)) == "less?"


@pytest.mark.parametrize("name", ["03-the-corridor", "04-the-floor"])
def test_two_markets_are_talked_of_in_every_quarter(name: str) -> None:
    """Each is heard of long enough before for a letter to be sent, and few are certain."""
    world = levels.read(ROOT / "levels" / f"{name}.yaml").world
    heard = [shift for shift in world.shifts if shift.notice >= world.letter_weeks + 2]
    begins = [shift.week // QUARTER_WEEKS for shift in heard]
    assert all(begins.count(quarter) >= 2 for quarter in range(world.weeks // QUARTER_WEEKS))
    assert sum(shift.odds < 1.0 for shift in heard) >= 0.6 * len(heard)


def test_what_did_not_come_names_its_weeks() -> None:
    row = Rumour(0, 1, 21, 25, 1.6, 2.4, 0.6, 0, 15)
    said = rumours.settled_sentence(LEVEL, row)
    assert said.endswith("will not want more boats in weeks 22 to 26."), "a contract of other weeks may stand beside it"
    assert rumours.settled_sentence(LEVEL, replace(row, last=21)).endswith("in week 22.")


def test_what_is_heard_stands_among_what_comes_until_it_is_over_or_nothing_comes_of_it() -> None:
    session = Session(LEVEL, 3)
    lines = []
    while not session.over:
        rows = {row.product: row for row in session.report.rumours}
        told = rumours.coming(LEVEL, session.report)
        for product, text in told:
            row = rows[product]
            assert row.settled != 0
            begun = row.first <= session.week
            assert ("until week" in text or "to the end" in text) == begun
            assert ("perhaps" in text and "(60 in 100)" in text) == (row.settled < 0 and row.odds < 1.0)
            assert begun or ("for certain" in text) == (row.settled > 0 or row.odds >= 1.0)
            assert session.week <= row.last
            said = rumours.may_come(LEVEL, row)
            assert begun or said.startswith("For certain" if "for certain" in text else "They say")
            assert rumours.may_come(LEVEL, row, session.week).startswith("It came") == begun
            assert row in rumours.hanging(session.report, product)
            assert rumours.window(row, 20, session.week).startswith(("until", "to")) == begun
        lines += [text for _, text in told]
        session.advance()
    assert any(text.startswith("Lamps: less for certain, weeks 9–12") for text in lines)
    assert "Lamps: less until week 12" in lines
    assert any(text.startswith("Boats: perhaps more (60 in 100), weeks 6–9") for text in lines)
