"""What is said of rumours: what may come, how far that can be trusted, and what came of it."""

from __future__ import annotations

from game.levels import Level
from game.sim.desk.notes import Rumour
from game.sim.desk.reports import Report
from game.words.explain import calendar

EARS = (0.6, 0.8)
"""Odds from which two and three of three ears are shown."""
READY = 0.85
"""Share of what was then wanted from which one was ready."""


def ears(rumour: Rumour) -> int:
    """How far it can be trusted, 1…3; of what is settled all three."""
    return 3 if rumour.settled >= 0 else 1 + sum(rumour.odds >= step for step in EARS)


def window(rumour: Rumour, last_week: int) -> str:
    """Its weeks in few words: "wk 41–46", or from when on, where it does not end before the level."""
    first, last = calendar(rumour.first), calendar(rumour.last)
    return f"from wk {first}" if rumour.last >= last_week - 1 else f"wk {first}–{last}"


def market_of(level: Level, rumour: Rumour) -> str:
    """The market it is about."""
    return level.market_names[level.product_market[rumour.product]]


def expected(level: Level, rumour: Rumour) -> str:
    """What it would mean: "may want more books", "wants fewer boats"."""
    verb = {-1: "may want", 0: "will not want", 1: "wants"}[rumour.settled]
    return f"{verb} {_change(level, rumour)}"


def short(level: Level, rumour: Rumour) -> str:
    """The same beside the market's name: "more books", "fewer boats"."""
    if rumour.settled == 0:
        return "not so"
    return _change(level, rumour)


def _change(level: Level, rumour: Rumour) -> str:
    """More of what, or less: "more boats", "less tea"."""
    name = level.product_names[rumour.product]
    fewer = "fewer" if name.endswith("s") else "less"
    return f"{'more' if rumour.low > 1.0 else fewer} {name}"


def trust(rumour: Rumour, goods: str) -> str:
    """How far it can be trusted, and who would know, as a sentence; goods: what it is about."""
    if rumour.settled == 1:
        return "This is certain."
    if rumour.settled == 0:
        return "Nothing came of it."
    odds = f"Of a hundred such rumours {100 * rumour.odds:.0f} come true."
    return f"{odds} Whoever makes {goods} knows: a visit there finds out."


def size(rumour: Rumour) -> str:
    """How much it would be: "1.6 to 2.4 times as much"."""
    return f"{rumour.low:.1f} to {rumour.high:.1f} times as much"


def outcome(rumour: Rumour) -> str:
    """What came of it, "" while that is open."""
    if rumour.settled == 0:
        return "Nothing came of it"
    if rumour.ready < 0.0 or rumour.high <= 1.0:
        return ""
    told = f"{100 * rumour.ready:.0f} of 100 served"
    return f"You were ready: {told}" if rumour.ready >= READY else f"You were not ready: {told}"


def heard_sentence(level: Level, rumour: Rumour) -> str:
    """What is heard, in the level's words, or in ours where it has none."""
    said = level.rumours[rumour.shift] if rumour.shift < len(level.rumours) else ""
    return said or f"{market_of(level, rumour)} {expected(level, rumour)}, they say."


def settled_sentence(level: Level, rumour: Rumour) -> str:
    """That the desk knows for certain, ahead of the time."""
    market, name = market_of(level, rumour), level.product_names[rumour.product]
    if rumour.settled == 0:
        return f"Nothing will come of what was heard about {name} at {market}."
    return f"It is certain: from week {calendar(rumour.first)} on {market} {expected(level, rumour)}."


def told(level: Level, before: Report, after: Report) -> list[tuple[str, str, str, int]]:
    """What is new: heard, known for certain before its time, or over, and whether one was ready.

    Kind, sentence, place on the board, and weight, as of news.
    """
    out = []
    known = {row.shift: row for row in before.rumours}
    for row in after.rumours:
        was, place = known.get(row.shift), f"market {level.product_market[row.product]}"
        if was is None:
            out.append(("heard", heard_sentence(level, row), place, 2))
        elif row.settled >= 0 > was.settled and (row.settled == 0 or row.first > after.week):
            out.append(("found out", settled_sentence(level, row), place, 2))
        elif row.ready >= 0.0 > was.ready and outcome(row):
            text = f"{market_of(level, row)}, {window(row, after.world.weeks)}. {outcome(row)}."
            out.append(("ready", text, place, 1))
    return out
