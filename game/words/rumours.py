"""What is said of rumours: what may come, how far that can be trusted, and what came of it."""

from __future__ import annotations

from game.levels import Level
from game.sim.desk.notes import Rumour
from game.sim.desk.reports import Report
from game.words.actions import first_upper
from game.words.explain import calendar
from game.words.newsline import News

EARS = (0.6, 0.8)
"""Odds from which two and three of three ears are shown."""
READY = 0.85
"""Share of what was then wanted from which one was ready."""


MAY_BE_WRONG = "It may be wrong; visit its makers."
"""What is said once of a list in which something is open."""


def is_over(rumour: Rumour, week: int) -> bool:
    """Whether nothing more can come of it in a week."""
    return rumour.settled == 0 or rumour.last < week


def holds(rumour: Rumour, week: int) -> bool:
    """Whether it has come and is not over in a week."""
    return rumour.settled > 0 and rumour.first <= week <= rumour.last


def hanging(report: Report, product: int) -> list[Rumour]:
    """What a product's market shows: what may come and what has come, until nothing comes of it or it is over."""
    week, rows = report.week, [row for row in report.rumours if row.product == product and row.settled != 0]
    return [row for row in rows if row.first > week or holds(row, week)]


def listed(report: Report) -> list[Rumour]:
    """What is open first, the nearest first, then what is over, the latest first."""
    over = [row for row in report.rumours if is_over(row, report.week)]
    return [row for row in report.rumours if row not in over] + over[::-1]


def ears(rumour: Rumour) -> int:
    """How far it can be trusted, 1…3; of what is settled all three."""
    return 3 if rumour.settled >= 0 else 1 + sum(rumour.odds >= step for step in EARS)


def sign(rumour: Rumour) -> str:
    """Which way it goes, for a narrow place; "?" while nobody knows whether it comes: "more?", "less"."""
    return f"{'more' if rumour.low > 1.0 else 'less'}{'?' if rumour.settled < 0 else ''}"


def window(rumour: Rumour, last_week: int, week: int = -1) -> str:
    """Its weeks in few words: "wk 41–46", or from when on, where it does not end before the level; in a `week` in which
    it holds: "until wk 46"."""
    first, last = calendar(rumour.first), calendar(rumour.last)
    if holds(rumour, week):
        return f"until wk {last}" if rumour.last < last_week - 1 else "to the end"
    if rumour.last >= last_week - 1:
        return f"from wk {first}"
    return f"wk {first}–{last}" if last != first else f"wk {first}"


def market_of(level: Level, rumour: Rumour) -> str:
    """The market it is about."""
    return level.market_names[level.product_market[rumour.product]]


def expected(level: Level, rumour: Rumour, over: bool = False) -> str:
    """What it would mean: "may want more books", "wants fewer boats"; once it is over: "wanted fewer boats"."""
    verb = {-1: "may want", 0: "did not want" if over else "will not want", 1: "wanted" if over else "wants"}
    return f"{verb[rumour.settled]} {_change(level, rumour)}"


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


def trust(rumour: Rumour, goods: str, begun: bool = False) -> str:
    """How far it can be trusted, and who would know, as a sentence; goods: what it is about. begun: whether its first
    week has come."""
    if rumour.settled == 1:
        return "It came." if begun else "This is certain."
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
    if rumour.ready < 0.0 or rumour.high <= 1.0 or rumour.heard >= rumour.first:
        return ""  # Nobody can be ready for what is heard of only as it begins.
    told = f"{100 * rumour.ready:.0f} of 100 served"
    return f"You were ready: {told}" if rumour.ready >= READY else f"You were not ready: {told}"


def may_come(level: Level, rumour: Rumour, week: int = -1) -> str:
    """How much of what may come when, and how far that can be trusted, as sentences; in a `week` in which it holds,
    how much and until when."""
    first, last = calendar(rumour.first), calendar(rumour.last)
    if holds(rumour, week):
        return f"It came: **{rumour.low:.1f} to {rumour.high:.1f}** times as much until week {last}."
    when = f"weeks {first} to {last}" if last != first else f"week {first}"
    says = "For certain" if rumour.settled > 0 or rumour.odds >= 1.0 else "They say"
    told = trust(rumour, level.product_names[rumour.product])
    return f"{says}: **{rumour.low:.1f} to {rumour.high:.1f}** times as much, {when}. {told}"


def coming(level: Level, report: Report) -> list[tuple[int, str]]:
    """What is heard and is not over: its product, and in a line what may come or will, or until when it holds that has
    come; the nearest first."""
    out = []
    for row in listed(report):
        if row not in hanging(report, row.product):
            continue
        name, way = first_upper(level.product_names[row.product]), "more" if row.low > 1.0 else "less"
        when = window(row, report.world.weeks, report.week)
        when = when.replace("wk", "weeks" if "–" in when else "week")
        if holds(row, report.week):
            told = f"{way} {when}"
        elif row.settled > 0 or row.odds >= 1.0:
            told = f"{way} for certain, {when}"
        else:
            told = f"perhaps {way} ({100 * row.odds:.0f} in 100), {when}"
        out.append((row.product, f"{name}: {told}"))
    return out


def is_true(level: Level, report: Report, shift: int) -> bool:
    """Whether a shift of the level's comes for sure, as far as the desk knows; so does what is no shift, −1."""
    if shift < 0 or level.world.shifts[shift].notice < 0:
        return True
    return any(row.shift == shift and row.settled == 1 for row in report.rumours)


def heard_sentence(level: Level, rumour: Rumour) -> str:
    """What is heard, in the level's words, or in ours where it has none; the same whatever came of it."""
    said = level.rumours[rumour.shift] if rumour.shift < len(level.rumours) else ""
    verb = "wants" if rumour.odds >= 1.0 else "may want"
    return said or f"{market_of(level, rumour)} {verb} {_change(level, rumour)}, they say."


def settled_sentence(level: Level, rumour: Rumour) -> str:
    """What the desk knows for certain, ahead of the time or as it begins."""
    market = market_of(level, rumour)
    if rumour.settled == 0:
        return f"Nothing comes of what was heard: {market} {expected(level, rumour)} {_in_weeks(rumour)}."
    return f"It is certain: from week {calendar(rumour.first)} on, {market} {expected(level, rumour)}."


def _in_weeks(rumour: Rumour) -> str:
    """When it would have been: "in weeks 22 to 26"; a contract of other weeks may stand beside it."""
    first, last = calendar(rumour.first), calendar(rumour.last)
    return f"in weeks {first} to {last}" if last != first else f"in week {first}"


def told(level: Level, before: Report, after: Report) -> list[News]:
    """What is new: heard, known for certain, or over, and whether one was ready.

    That something begins is left to the level's own news, where it has any. What was heard before the first week is
    told after it.
    """
    out = []
    known = {row.shift: row for row in before.rumours}
    announced = {item.shift for item in level.news}
    for row in after.rumours:
        was, place = known.get(row.shift), f"market {level.product_market[row.product]}"
        begun = row.settled == 1 and row.first <= after.week
        if was is None or (before.week == 0 and row.first > 0):
            out.append(News("heard", "ear", heard_sentence(level, row), place, 2))
        if was is None:
            continue
        if row.settled >= 0 > was.settled and not (begun and row.shift in announced):
            out.append(News("found out", "ear", settled_sentence(level, row), place, 2))
        elif row.ready >= 0.0 > was.ready and outcome(row):
            text = f"{market_of(level, row)}, {window(row, after.world.weeks)}. {outcome(row)}."
            out.append(News("ready", "ear", text, place, 1))
    return out
