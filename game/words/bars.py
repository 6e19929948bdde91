"""The figures of the bars, with what they say of themselves: causes, trend, resting point, threshold and lag."""

from __future__ import annotations

import numpy as np

from game.session import earned
from game.sim.actions import Action
from game.sim.causes import SCORE_CAUSES
from game.sim.company import factors
from game.sim.desk.once import once
from game.sim.desk.ordinary import outlook
from game.sim.desk.reports import Report
from game.sim.ledger import OVERTIME_TRUST, SCORE_INDEX
from game.sim.levers import LEVERS, free_discs, next_disc, price
from game.sim.values import LOST, TREND_WEEKS
from game.words import till
from game.words.culture import vision_first, vision_reported
from game.words.explain import LAG, apportion, morale_account, points, signed, unreported, way_words, weeks
from game.words.figures import Explanation, Figure, in_full
from game.words.netted import netted
from game.words.people import left_words, year_share

MOST_ROWS = 7
NET, NET_BRIEF = "Served, net of waste", "Net of waste"
SERVED = "What customers got, less what was made in vain, as a share of all they asked for."
"""What the score is called, also in brief, and what it is."""


def trend_words(report: Report, name: str) -> str:
    """How a share has moved in four weeks, in points; "" where the newest report has none before it."""
    if report.week - max(0, report.age) <= TREND_WEEKS:
        return ""
    change = points(report.trend[name])
    if change == 0:
        return "As it was four weeks before."
    return f"{signed(change)} against four weeks before."


def age_words(report: Report) -> str:
    """How old the company's figures are."""
    return "Last week's figure." if report.age <= 0 else f"This picture is {weeks(report.age)} old."


@once
def score(report: Report) -> Figure:
    """Served, net of waste, with the score account; no number before anything has been made."""
    number = None if unreported(report) else earned(report.score)
    return Figure("served", number, "percent", (NET, NET_BRIEF, "Net"), _score(report))


def _score(report: Report) -> Explanation:
    """The score account as a small waterfall."""
    sizes = [100.0 * float(share) for share in netted(report.score_causes)]
    start = round(sizes[SCORE_INDEX["capacity"]])
    named = [(words, sizes[SCORE_INDEX[name]]) for name, words in SCORE_CAUSES.items() if name != "capacity"]
    named = [row for row in named if abs(row[1]) >= 0.05]
    shown = sorted(named, key=lambda row: -abs(row[1]))[:MOST_ROWS]
    rows = [row for row in named if row in shown and abs(row[1]) >= 0.5]
    rest = [row[1] for row in named if row not in rows]
    whole = earned(report.score)
    whole_rows = apportion([*(row[1] for row in rows), float(np.cumsum([0.0, *rest])[-1])], whole - start)
    causes = [(row[0], size) for row, size in zip(rows, whole_rows[:-1], strict=True)]
    if whole_rows[-1]:
        causes.append(("Smaller things", whole_rows[-1]))
    parts = (
        SERVED, age_words(report),
        trend_words(report, "score"),
        f"Of every 100 asked for, all hands could make **{start}** on average days; from there, in points:",
    )  # fmt: skip
    text = " ".join(part for part in parts if part)
    if report.week == 0:
        return Explanation(NET, "Nothing has been made yet. The stars stand on this figure at the end.")
    if unreported(report):
        return Explanation(NET, f"No report of what was made has come yet. {SERVED}")
    return Explanation(NET, text, tuple(causes), start, NET)


@once
def stats(report: Report) -> tuple[Figure, Figure, Figure, Figure]:
    """Cash, people, morale and trust."""
    ahead = outlook(report)
    short, change = ahead.short(report), round(report.books[-1].change / 100) if report.books else 0
    left = (f"{ahead.runway.soonest} wk left", f"{ahead.runway.soonest} wk") if short else ("Cash",)
    morale, trust = points(report.company_morale), points(report.company_trust)
    moved = int(report.joined.sum() - report.left.sum())
    return (
        Figure("cash", report.cash_cents, "money", left, cash(report), 0 if short else change, worry=short),
        Figure("people", report.people, "people", ("People",), _people(report), moved),
        Figure("morale", morale, "points", ("Morale",), _morale(report), points(report.trend["morale"])),
        Figure("trust", trust, "points", ("Trust",), _trust(report), points(report.trend["trust"])),
    )  # fmt: skip


@once
def cash(report: Report) -> Explanation:
    """Cash: last week by its lines, how long it lasts, and what empties it."""
    lines = [f"{row.words}{' (once)' if row.once else ''} **{row.written}**" for row in till.rows(report)]
    if not lines:
        lines = [f"Nothing has come in yet. Wages take {in_full(report.people * report.world.wage_cents)} a week."]
    else:
        change = till.gained(round(report.books[-1].change / 100))
        lines.append(f"Last week in all **{change}**")
    why = till.why(report) if outlook(report).short(report) else ""
    told = [why, till.remedy(report), till.lasts(report), till.left_out(report), till.CLOSES]
    return Explanation("Cash", "\n".join([*lines, " ".join(words for words in told if words)]))


def _people(report: Report) -> Explanation:
    """People: how many, in how many teams, and how many of them wait."""
    waiting = points(report.waiting)
    idle = f"{waiting}% of them had nothing to do, as reported." if waiting else "Everybody had work, as reported."
    writers = points(factors.writing(report.reporting))
    reports = f"\n{writers}% write reports instead of working." if writers else ""
    building = f"\nShared tools are being built, {weeks(report.building)} to go." if report.building else ""
    planned = f" of {report.planned:,} planned" if report.planned != report.people else ""
    restless = int(report.restless.sum())
    leaning = f"\n**{restless:,}** think of leaving, as reported." if restless else ""
    came = int(report.joined.sum())
    moves = f"\n{left_words(report)}{f' {came:,} came.' if came else ''}" if report.left_ever.any() or came else ""
    gone = f"**{points(year_share(report))}%** left in a year; at {points(LOST)}% the company falls apart."
    year = f"\n{gone}" if moves else ""
    text = f"In {report.head.shape[0]:,} teams. {idle}{reports}{building}{leaning}{moves}{year}"
    return Explanation(f"{report.people:,} people{planned}", text)


def _morale(report: Report) -> Explanation:
    """Morale: the account of all teams together."""
    account = morale_account(report, range(report.head.shape[0]))
    rows = sorted(account.entries, key=lambda entry: -abs(entry.points))[:MOST_ROWS]
    rest = sum(entry.points for entry in account.entries if entry not in rows)
    causes = [(entry.label, entry.points) for entry in rows]
    if rest:
        causes.append(("Smaller things", rest))
    parts = (f"It begins at {account.start}.", trend_words(report, "morale"), LAG, age_words(report))
    text = " ".join(part for part in parts if part)
    return Explanation("Morale", text, tuple(causes), account.start, "Morale")


def _trust(report: Report) -> Explanation:
    """Trust: what moves it, where it matters."""
    text = (
        f"{trend_words(report, 'trust')}\nCustomers served, visits and a say in the work raise it; wrong orders and "
        "waiting lower it, by a twelfth of the way each week. "
        f"Above **{points(OVERTIME_TRUST)}**, people work late for a contract and do not mind. {age_words(report)}"
    )
    return Explanation(f"Trust in you: {points(report.company_trust)} of 100", text.strip())


def way(report: Report, name: str) -> Figure:
    """How far the company is on the way to its vision, called `name`, or to the level's aim where none is told."""
    gone = report.aim_way if report.star is None else report.star.way if vision_reported(report) else None
    called = "reached" if gone is not None and gone >= 1.0 else "Aim" if report.star is None else "Vision"
    return Figure("way", gone, "way", (called,), _way(report, name))


def _way(report: Report, name: str) -> Explanation:
    """How far the way is gone, and who believes in it."""
    star = report.star
    if star is None:
        text = f"{way_words(report.aim_way)} Nobody has told it to them as a vision."
        return Explanation(name, f"{text} {age_words(report)}")
    first = vision_first(report)
    parts = [f"Height {star.height}. {first}"] if first else [
        f"Height {star.height}: {way_words(star.way)} What is on the way counts, even if it is never reached.",
        f"**{points(star.steering)}%** of the people steer by it; belief stands at {points(star.belief)} of 100.",
    ]
    if report.world.aim is not None:
        parts.append(f"The level's own aim: {way_words(report.aim_way)}")
    return Explanation(name, " ".join([*parts, age_words(report)]))


def attention(report: Report, pending: tuple[Action, ...]) -> Explanation:
    """Attention: where every disc is and when it comes back."""
    lines = [f"{free_discs(report, pending)} of {report.world.discs} discs are at the desk."]
    for disc in report.discs:
        back = "until called off" if disc.back < 0 else f"back in {weeks(disc.back - report.week)}"
        lines.append(f"{LEVERS[disc.lever].title}: {disc.count}, {back}")
    for action in pending:
        if discs := price(report.world, action)[0]:
            lines.append(f"{LEVERS[action.lever].title}: {discs}, decided this week")
    if not next_disc(report, pending) and not pending:
        lines.append("A disc rides with its letter and comes back when the letter has been read.")
    return Explanation("Attention", "\n".join(lines))
