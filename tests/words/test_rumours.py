"""What is said of rumours, before they are settled, then, and after."""

from __future__ import annotations

from dataclasses import replace

from game import levels
from game.session import Session
from game.sim.desk.notes import Rumour
from game.words import rumours
from game.words.news import week_news

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


def told(seed: int) -> list[tuple[int, str]]:
    """The news of a game about what was heard, with the week that was about to begin."""
    session, out, happened = Session(LEVEL, seed), [], set[str]()
    while not session.over:
        before = session.report
        session.advance()
        for item in week_news(LEVEL, before, session.report, (), (), happened):
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
    assert any(text.startswith("Nothing will come of") for _, text in came[False])
