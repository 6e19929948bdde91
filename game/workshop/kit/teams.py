"""What a team has before it: the small card that only it sees, the sheet it fills in, and what it alone hears."""

from __future__ import annotations

from html import escape

from game.words.explain import counted
from game.workshop.kit.luck import MONTHS, News
from game.workshop.kit.parts import Way, blank, pages, piece, sheet, table, tick
from game.workshop.kit.rules import CHANGING, FLAT_PAY
from game.workshop.seat_view import REPORT_WORDS

CARDS, SHEETS, NEWS = 8, 4, 21
"""To a page."""
ALONE = "Cut out. Each goes to its own team, face down; nobody else sees it."


def cards(way: Way) -> list[str]:
    """The small cards: what a team fills of each good in a month, and what it makes when the first month begins."""
    found = [_card(way, number) for number in range(len(way.company.teams))]
    return pages("team-cards", f"{way.title}: what each team is good at", ALONE, found, CARDS)


def _card(way: Way, number: int) -> str:
    team = way.company.teams[number]
    rows = [
        (
            f'{way.token(n, 8)}<span class="name">{escape(way.goods[n])}</span>',
            piece(f"skill-{team.crates[n]}", 11), counted(team.crates[n], "crate"),
        )
        for n in way.in_order()
    ]  # fmt: skip
    begins = f"You come from {escape(way.goods[team.job])}."
    if way.key == "letters":
        begins = f"Your last letter says: <b>make {escape(way.goods[team.job])}</b>. " + (
            f"It holds for {counted(team.held, 'month')}." if team.held else "It has run out."
        )
    return (
        f'<div class="card">{_head(way, number)}{table("skills", ("", "", "a month"), rows)}'
        f'<p class="small">{begins} In a month in which you change what you make: '
        f"{counted(CHANGING, 'crate')} less.</p></div>"
    )


def _head(way: Way, number: int) -> str:
    department = way.names.departments[way.company.teams[number].department]
    return (
        f'<p class="head"><span class="number">{number + 1}</span><b>{escape(way.names.teams[number])}</b>'
        f"<span>{escape(department)} · {way.title}</span></p>"
    )


def sheets(way: Way) -> list[str]:
    """The sheets: a line a month, and the question at the end."""
    under = "Cut into four. Each team writes a line a month, in ink, before anybody gets up."
    found = [_sheet(way, number) for number in range(len(way.company.teams))]
    return [
        sheet(f"cards team-sheets {way.key}", f"{way.title}: the teams’ sheets", under, "".join(found[n : n + SHEETS]))
        for n in range(0, len(found), SHEETS)
    ]


def _sheet(way: Way, number: int) -> str:
    felt = "".join(f'<span class="round">{n}</span>' for n in range(1, 6))
    if way.key == "letters":
        head = ("Month", "The letter says", "We", "We make", "Crates", "Coins")
        answer = tick("do it") + tick("do it and object") + tick("do what we think best") + tick("sleep")
        rows = [(str(n + 1), "", answer, "", "", str(FLAT_PAY)) for n in range(MONTHS)]
    else:
        head = ("Month", "We make", "Crates", "Coins of our boxes", "Coins of tags", "Purse so far")
        rows = [(str(n + 1), "", "", "", "", "") for n in range(MONTHS)]
    return (
        f'<div class="card">{_head(way, number)}{table("months", head, rows)}'
        f'<p class="felt">At the end: how useful did you feel? <span>not at all</span>{felt}<span>very</span></p></div>'
    )


def news(way: Way) -> list[str]:
    """The slips with news that one team alone hears."""
    title = f"{way.title}: news for one team alone"
    under = "Cut out. Each goes to its team when its month begins, folded. All of it is true."
    return pages("news", title, under, [_news(way, one) for one in way.company.news], NEWS)


def _news(way: Way, one: News) -> str:
    good, more = escape(way.goods[one.product]), "More" if one.more else "Fewer"
    return (
        f'<div class="card"><p class="head"><span class="number">{one.team + 1}</span>'
        f"<b>{escape(way.names.teams[one.team])}</b><span>month {one.month + 1}</span></p>"
        f'<p class="told">{way.token(one.product, 9)}<span><b>{more} {good}</b> will be wanted next month than in '
        "this one.</span></p></div>"
    )


def reports(way: Way) -> list[str]:
    """The slips on which teams write to the desk, as on the phones by choosing words: one a team and month."""
    words = "".join(
        f'<p class="say">{tick(escape(text.replace("{product}", "").strip()))}{blank(16) if "{" in text else ""}</p>'
        for text in REPORT_WORDS.values()
    )
    card = (
        f'<div class="card"><p class="head">{piece("letter-report", 9)}<b>Report to the desk</b></p>'
        f'<p class="line">Team {blank(16)} Month {blank(8)}</p>{words}</div>'
    )
    under = f"Cut out. {len(way.company.teams) * (MONTHS - 1)} are needed: one for each team and month but the last."
    return pages("slips", f"{way.title}: reports", under, [card] * (len(way.company.teams) * (MONTHS - 1)), 15)
