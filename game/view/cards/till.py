"""The till: its sheet of accounts under the top bar, and on the desk's card how long it lasts and what saves it."""

from __future__ import annotations

from game.charts.curves import round_step
from game.sim.actions import Action
from game.sim.desk.once import once
from game.sim.desk.ordinary import outlook
from game.sim.desk.reports import Report
from game.sim.ledger import ONCE, TILL_LINES
from game.sim.levers import LEVERS
from game.view.cards.sending import paint_send
from game.view.cards.side import EDGE, Side, draft_of, fact, heading, note_box
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.sheet import Curve, Entry, Sheet
from game.words import bars, till
from game.words.explain import calendar, weeks
from game.words.figures import in_short, short_figure

AXIS_PARTS = 3
"""Into about so many parts the height of the sheet's line is cut."""
_ONE_COIN = 100.0
"""Cents that the line's height stands for at least: a company may have had nothing all along."""
MOST_DOTS = 2
"""Sums that happened once, of which so many are named below the line; each has its dot on it."""
YEAR = 52
"""Weeks of the books that the sheet's line goes back."""


@once
def sheet_tip(report: Report) -> Tip:
    """Last week of the till as a sheet: its lines, the line of cash with where it may go, and what empties it."""
    rows = till.rows(report)
    if not rows:
        first = bars.cash(report)
        return Tip(first.title, first.text)
    entries = tuple(
        Entry(till.TILL_ICONS[row.line], row.words, row.written, row.sum > 0, "once" if row.once else "")
        for row in rows
    )  # fmt: skip
    change, running = sum(row.sum for row in rows), till.running(report)
    sums = [Entry("", "Sum", till.gained(change), change >= 0)]
    if any(row.once for row in rows):
        sums.append(Entry("", "Without “once”", till.gained(running), running >= 0))
    why = till.why(report) if outlook(report).short(report) else ""
    told = (why, till.remedy(report), till.left_out(report), till.CLOSES)
    sheet = Sheet(entries, tuple(sums), _curve(report), (_verdict(report), *_dots(report)))
    return Tip("The till, last week", " ".join(words for words in told if words), sheet=sheet)


def _dots(report: Report) -> list[Entry]:
    """What the dots on the line stand for: the newest sums that came or went only once, each with its week."""
    told = [
        f"{TILL_LINES[name].lower()} {till.gained(round(week.line(name) / 100))} (wk {calendar(week.week)})"
        for week in report.books[-YEAR:] for name in ONCE if week.line(name)
    ]  # fmt: skip
    named = told[-MOST_DOTS:]
    more = len(told) - len(named)
    words = ", ".join(named) + (f" and {more} more" if more else "")
    return [Entry("", f"Dots: {words}", "", True)] if named else []


def lasting(words: str) -> str:
    """How long the cash lasts as a sentence without its full stop, from "to the end" or so many weeks."""
    return f"Lasts {words} more" if words[0].isdigit() and not words.endswith("more") else f"Lasts {words}"


def _verdict(report: Report) -> Entry:
    """How long the cash lasts, in a few words."""
    if not outlook(report).short(report):
        return Entry("", lasting(till.runway_words(report)), "", True)
    runway = outlook(report).runway
    gone = report.week + runway.soonest
    later = report.week + runway.weeks if runway.weeks >= 0 else report.world.weeks
    words = f"Empty in week {calendar(gone)}"
    if gone >= report.world.weeks:
        words = "Hardly lasts to the end"
    elif later >= report.world.weeks:
        words = f"Empty from week {calendar(gone)} on"
    elif later > gone:
        words = f"Empty in week {calendar(gone)} to {calendar(later)}"
    return Entry("warning", words, "", False)


def _curve(report: Report) -> Curve:
    """The line of cash this year, in thousands where it has many, and the fan of where it may go."""
    books = report.books[-YEAR:]
    begun = books[0].cash_cents - books[0].change
    past = ((books[0].week, float(begun)), *((week.week + 1, float(week.cash_cents)) for week in books))
    low, high = till.edges(report)
    first, last = past[0][0], max(point[0] for point in (*past, *low, *high))
    top = max(_ONE_COIN, *(cents for _, cents in (*past, *low, *high)))
    step = round_step(top, AXIS_PARTS)
    up = tuple((float(n * step), short_figure(n * step / 100)) for n in range(int(top / step) + 1))
    marks = [first + n * (last - first) // 3 for n in range(4)]
    # A place is the start of the week that bears its name, but the last, which is the end of the one before.
    across = (*((float(week), f"{calendar(week)}") for week in marks[:-1]), (float(marks[-1]), f"{marks[-1]}"))
    gone = report.week + outlook(report).runway.soonest
    ends = None
    if outlook(report).short(report) and gone < report.world.weeks:
        ends = (float(low[-1][0]), f"wk {calendar(gone)}")
    once = tuple(
        (week.week + 1, float(week.cash_cents)) for week in books if any(week.line(name) for name in ONCE)
    )  # fmt: skip
    return Curve("Cash this year", past, low, high, across, up, ends, once)


def paint(p: Panel, top: float, side: Side) -> float:
    """The till where something may be done about it: how long it lasts, and short pay; returns the y below it."""
    report, lever = side.report, LEVERS["short_pay"]
    if lever.name not in report.levers:
        return top
    y = heading(p, top, "The till", in_short(report.cash_cents))
    told = bars.cash(report)
    ink = p.palette.bad if outlook(report).short(report) else None
    y = fact(p, y, "hourglass-medium", "Lasts", till.runway_words(report), Tip(told.title, told.text),
             "side-till-lasts", colour=ink)  # fmt: skip
    if outlook(report).short(report):
        y = note_box(p, y + 2, till.why(report), icon="warning") + 4
    if report.short_pay_weeks:
        text = f"A quarter of all wages stays in the till, for {weeks(report.short_pay_weeks)} more."
        return note_box(p, y, text, icon="wallet") + 6
    if any(action.lever == lever.name for action in side.table.pending):
        return note_box(p, y, "Wages become short with this week.", icon="wallet") + 6
    action, is_open = Action(lever.name), draft_of(side, lever.name) is not None
    tip = Tip(lever.title, f"{lever.purpose} It takes {side.price_words(lever.name)}.")
    widgets.button(p, "side-short-pay", (EDGE + 2, y + 2, p.width - 2 * EDGE - 4, 34),
                   "Leave wages as they are" if is_open else "Hold back wages", icon="wallet",
                   tip=tip)  # fmt: skip
    y += 42
    if not is_open:
        return y
    return paint_send(p, y, side, action, "Pay short", "gold")
