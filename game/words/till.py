"""The till as a ledger in words: what came in and went out last week, how long the cash lasts, what empties it.

Sums are told in whole currency: rounded so that the lines of a week add up to what it is said to have changed by.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.sim.desk.books import Drain, drain, usual
from game.sim.desk.growth import still_to_come
from game.sim.desk.ordinary import outlook
from game.sim.desk.reports import Report, held_cents
from game.sim.ledger import ONCE, TILL_LINES
from game.sim.values import TREND_WEEKS
from game.sim.world import QUARTER_WEEKS
from game.words.actions import first_upper
from game.words.explain import apportion, calendar, listed, points, weeks
from game.words.figures import in_full

TILL_ICONS: dict[str, str] = {
    "sales": "basket", "wages": "users-three", "fixed": "dots-three", "net": "shield-check", "tags": "tag",
    "purses": "wallet", "hiring": "user-plus", "tools": "toolbox", "answers": "chat-circle-dots",
    "held": "hand-palm",
}  # fmt: skip
"""The icon of each line of the till."""
THIN_WEEKS = (QUARTER_WEEKS, 7, 3)
"""Weeks that the cash may still last, below which the desk is warned."""
MANY_WAIT = 15
"""Percent of the people without work from which that is told as a cause of poor sales."""
ALWAYS = ("sales", "wages")
"""Lines that are told also where nothing moved."""
CLOSES = "Below nothing, the company closes, and no star is left of it."


@dataclass(frozen=True)
class Row:
    """One line of the till: its name in TILL_LINES, its words, whole currency, and whether it happened once."""

    line: str
    words: str
    sum: int
    once: bool

    @property
    def written(self) -> str:
        """Its sum with its sign: "+812", "−96"."""
        return gained(self.sum)


def gained(whole: int) -> str:
    """A sum in whole currency with its sign: "+812", "−96", "0"."""
    return f"{'+' if whole > 0 else ''}{in_full(100 * whole)}"


def rows(report: Report) -> list[Row]:
    """The lines of last week in which anything moved, sales and wages in any case; none before the first week."""
    if not report.books:
        return []
    week = report.books[-1]
    moved = [(name, week.line(name)) for name in TILL_LINES if week.line(name) or name in ALWAYS]
    sums = apportion([cents / 100.0 for _, cents in moved], round(week.change / 100.0))
    return [
        Row(name, TILL_LINES[name], whole, name in ONCE)
        for (name, _), whole in zip(moved, sums, strict=True) if whole or name in ALWAYS
    ]  # fmt: skip


def running(report: Report) -> int:
    """What last week's lines come to without what happened once, in whole currency."""
    return sum(row.sum for row in rows(report) if not row.once)


def runway_words(report: Report) -> str:
    """How long the cash lasts, in a word or two: "11 weeks", "11 to 14 weeks", "to the end"."""
    runway, end = outlook(report).runway, report.world.weeks - report.week
    if not 0 <= runway.soonest < end:
        return "to the end" if report.books else "not known yet"
    if runway.weeks == runway.soonest:
        return weeks(runway.soonest) if runway.soonest else "less than a week"
    if 0 <= runway.weeks < end:
        return f"{runway.soonest} to {runway.weeks} weeks"
    return f"{weeks(runway.soonest)} or more"


def lasts(report: Report) -> str:
    """In which week the cash is gone if it goes on as in the last four; empty where it is not."""
    ahead = outlook(report)
    runway = ahead.runway
    if runway.soonest < 0:
        return ""
    first = report.week + runway.soonest
    last = report.week + runway.weeks if runway.weeks >= 0 else -1
    known, kind = len(ahead.weeks), "ordinary weeks" if ahead.left_out else "weeks"
    goes_on = f"If it goes on as in the last {known} {kind}" if known > 1 else "If it goes on as last week"
    if ahead.left_out and known == 1:
        goes_on = "If it goes on as in the last ordinary week"
    if first >= report.world.weeks:
        return f"{goes_on}, the cash lasts to the end."
    if last == first:
        return f"{goes_on}, the till is empty in week {calendar(first)}."
    whole = f"the till is empty in week {calendar(last)}"
    if not 0 <= last < report.world.weeks:
        whole = "the cash lasts to the end"
    return (
        f"{goes_on}, {whole}; if every week is like the worst of them, the till is empty in week {calendar(first)}."
    )


def edges(report: Report) -> tuple[tuple[tuple[int, float], ...], tuple[tuple[int, float], ...]]:
    """Where the cash may go from now on: as in the worst of the last four weeks, and as in them on the whole.

    Points of (week, cents), the last of each where the cash is gone or the level is over.
    """
    if not report.books:
        return (), ()
    ahead, end = outlook(report), report.world.weeks
    recent, lasts = [week.running for week in ahead.weeks], ahead.runway
    out = []
    for gone, change in ((lasts.soonest, min(recent)), (lasts.weeks, sum(recent) / len(recent))):
        if 0 <= gone < end - report.week:
            out.append(((report.week + gone + 1, 0.0),))
            continue
        left = end - report.week
        more = held_cents(report) * min(left, report.short_pay_weeks) + sum(ahead.extra)
        out.append(((end, report.cash_cents + change * left + more),))
    return out[0], out[1]


def left_out(report: Report) -> str:
    """What the forecast leaves out of the weeks that it goes by, and what it counts besides; empty if nothing."""
    recent = report.books[-TREND_WEEKS:]
    held = report.short_pay_weeks
    counted = f"That wages are held back for {weeks(held)} more is counted." if held else ""
    if any(report.growth):
        counted = f"{counted} {_grows(report)} That is counted.".strip()
    ahead = outlook(report)
    if ahead.left_out:
        counted = f"{counted} Weeks in which the work was stopped are not taken for ordinary.".strip()
    if ahead.stopped:
        counted = f"{counted} That it is stopped for {weeks(ahead.stopped)} to come is counted.".strip()
    if any(ahead.decided):
        counted = f"{counted} {_as_decided(report)}".strip()
    named = {name: sum(week.line(name) for week in recent) for name in ONCE if name != "held"}
    said = [f"{TILL_LINES[name].lower()} ({gained(round(cents / 100))})" for name, cents in named.items() if cents]
    once = f"What happened once is left out: {' and '.join(said)}." if said else ""
    return " ".join(filter(None, (once, counted)))


def _as_decided(report: Report) -> str:
    """That what the desk has decided to pay is counted as it stands now, by name."""
    weeks_known = outlook(report).weeks
    paid = {
        "tags": bool(report.tags) or any(letter.lever == "tag" for letter in report.letters),
        "the net": report.net > 0,
    }
    named = [name for name, now in paid.items()
             if now or any(week.line(name.removeprefix("the ")) for week in weeks_known)]  # fmt: skip
    if any(card.verb >= 0 and not card.settled for card in report.cards):
        named.append("answers on the road")
    if named == ["the net"]:
        return "The net is counted as it is decided now."
    return f"{first_upper(listed(named))} are counted as they are decided now." if named else ""


def _grows(report: Report) -> str:
    """How the plan grows, as a sentence."""
    most = report.planned + still_to_come(report.world, report.week)[-1]
    return f"The plan grows from {report.planned:,} people to {most:,}."


def _growth_empties(report: Report) -> bool:
    """Whether those who are still to come cost more, until the till is empty, than it loses as it is."""
    ahead = outlook(report)
    growth = report.growth[: max(1, ahead.runway.soonest)]
    worst = min((int(week.running) for week in ahead.weeks), default=0)
    return sum(growth) < min(0, worst) * len(growth)


def _for_those_to_come(report: Report) -> str:
    """That the plan outgrows the till, with what it comes to in the last week that the till bears."""
    ahead = min(max(1, outlook(report).runway.soonest), report.world.weeks - report.week)
    more = still_to_come(report.world, report.week)[ahead - 1] * report.world.wage_cents
    sold = report.growth[ahead - 1] + more
    when = "Next week" if ahead == 1 else f"In {weeks(ahead)}"
    brings = f"what they are likely to sell brings {in_full(sold)}" if sold else "they are likely to sell nothing"
    return f"{_grows(report)} {when} their wages take {in_full(more)} a week more, and {brings}."


def why(report: Report) -> str:
    """What empties the till, in a sentence or two."""
    if _growth_empties(report):
        return _for_those_to_come(report)
    recent = outlook(report).weeks
    first = recent[0].week if recent else 0
    cause = drain((*(week for week in report.books if week.week < first), *recent))
    waiting = points(report.waiting)
    idle = f" {waiting}% of the people had nothing to do." if waiting >= MANY_WAIT and cause.line == "sales" else ""
    return f"{_driven(report, cause)}{idle}"


def _driven(report: Report, cause: Drain) -> str:
    """What drives the loss of the last weeks, or where there is none on the whole what the worst of them lost."""
    recent = outlook(report).weeks
    if sum(week.running for week in recent) >= 0:
        worst = in_full(-min((week.running for week in recent), default=0))
        return (
            f"On the whole no less comes in than goes out, but the worst of the last {len(recent)} weeks lost {worst}."
        )
    now, before = (in_full(abs(cents)) for cents in (cause.now, cause.before))
    name = TILL_LINES[cause.line] if cause.line != "fixed" else f"“{TILL_LINES[cause.line]}”"
    verb = "take" if name.endswith("s") or name.startswith("Coins") else "takes"
    if cause.grown:
        verb = "bring in" if cause.line == "sales" else verb
        return f"{name} {verb} {now} a week; in the weeks before it was {before}."
    if cause.line != "sales":
        return f"{name} {verb} {now} a week, more than wages do."
    lines = {name: cents for name, cents in usual(recent).items() if name not in ONCE}
    wages, out = -lines["wages"], -sum(cents for cents in lines.values() if cents < 0)
    if wages >= cause.now:
        return f"Sales bring in {now} a week, and wages alone take {in_full(wages)}."
    return f"Sales bring in {now} a week, and {in_full(out)} goes out, {in_full(wages)} of it as wages."


def remedy(report: Report) -> str:
    """What can be done at the desk for a till that is short of cash; empty where nothing can, or it is done."""
    if "short_pay" not in report.levers or report.short_pay_weeks or not outlook(report).short(report):
        return ""
    return "At your desk a part of the wages can be held back."


def thins(before: Report, after: Report) -> str:
    """The warning when the till becomes short of cash, and again as its end comes nearer; else an empty text."""
    then, now = (_marks_passed(report) for report in (before, after))
    return warning(after) if now > then else ""


def _marks_passed(report: Report) -> int:
    ahead = outlook(report)
    return sum(1 for mark in THIN_WEEKS if ahead.short(report) and ahead.runway.soonest < mark)


def warning(report: Report) -> str:
    """That the till thins, by when and why, for a till that is short of cash."""
    runway = outlook(report).runway
    end = report.world.weeks - report.week
    when = f"The till may be empty in week {calendar(report.week + runway.soonest)}, in {weeks(runway.soonest)}."
    if runway.soonest < 1:
        when = "The till may be empty after this week."
    if runway.soonest >= end:
        when = f"The till hardly lasts to the end, in {weeks(end)}."
    return f"{when} {why(report)}"
