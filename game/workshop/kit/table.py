"""The desk: the company's board as the game draws it, the trays of what is on the road, and the leader's sheet."""

from __future__ import annotations

from html import escape

from game.workshop.kit.board import drawn
from game.workshop.kit.luck import MONTHS
from game.workshop.kit.parts import Way, sheet, table
from game.workshop.kit.rules import DISCS


def board(way: Way) -> str:
    """The board on the desk: departments and teams around it, markets at the rim; by letters, the two trays."""
    trays = "".join(
        f'<div class="tray"><b>{title}</b><span>{text}</span></div>'
        for title, text in (
            ("Next month", "Handed out when the next month begins."),
            ("The month after", "Moved to the left when the next month begins."),
        )
    )
    road = f'<h3>Under the desk: what is on the road</h3><div class="trays">{trays}</div>'
    return sheet(
        "board", f"{way.title}: the board", "It lies on the leader’s desk; the markets’ sheets hang in the corners of "
        "the room as they stand here. On each tile: the team’s number, and what it makes when the first month begins.",
        f'<div class="drawn">{drawn(way)}</div>{road if way.key == "letters" else ""}',
    )  # fmt: skip


def leader(way: Way) -> str:
    """The leader's sheet: what the desk knows when it begins, and a line a month for what it does."""
    company = way.company
    circles = "".join('<span class="round"></span>' for _ in range(DISCS))
    if way.key == "letters":
        head = ("Month", "Discs", "To whom, what, for how many months", "What I heard")
        knows = "You know what each team was last told. You do not know what they are good at, nor what is wanted now."
        parts = [(str(n + 1), circles, "", "") for n in range(MONTHS)]
        does = (
            "A disc: one letter to a team or to a whole department, or one visit: you look at a team’s card and listen "
            "for a minute. Letters of the last month arrive too late; visit."
        )
    else:
        head = ("Month", "Discs", "Tags: where, how many coins", "What I saw")
        knows = "You know what each team made before. What is wanted shows at the markets, in prices, to everybody."
        parts = [(str(n + 1), circles, "", "") for n in range(MONTHS)]
        does = (
            "A disc: one coin on a tag at a market, for this month, or one visit. At most three tags, three coins on "
            "each. A tag hangs before anybody gets up. You write no letters."
        )
    return sheet(
        f"leader {way.key}", f"{way.title}: the leader’s sheet", escape(does), f"{table('desk', head, parts)}"
        f"<p>{escape(knows)} In an ordinary month about {company.ordinary} crates of each good are wanted.</p>"
        f"{_known(way)}",
    )  # fmt: skip


def _known(way: Way) -> str:
    letters = way.key == "letters"
    rows = []
    for number, team in enumerate(way.company.teams):
        job = f"{way.token(team.job, 4.5)} {escape(way.goods[team.job])}"
        row = [f"{number + 1} {escape(way.names.teams[number])}", escape(way.names.departments[team.department]), job]
        if letters:
            row += [f"to month {team.held}" if team.held else "has run out", _road(team.road)]
        rows.append((*row, ""))
    head = ("Team", "Department", "Last letter" if letters else "Made last")
    more = ("Holds", "A letter takes") if letters else ()
    few = " few" if len(way.company.teams) <= 14 else ""
    return table(f"known{few}", (*head, *more, "Notes"), rows)


def _road(months: int) -> str:
    return "a month" if months == 1 else "two months"
