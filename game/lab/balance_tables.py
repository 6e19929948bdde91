"""What `balance` finds out about a level, as tables and sentences for a terminal of any width."""

from __future__ import annotations

from game.lab import balance_words as words
from game.lab.findings import Findings
from game.lab.games import by_which_levers
from game.lab.tables import Column, names, show
from game.lab.terminal import console
from game.sim.levers import LEVERS
from game.words.explain import signed

_COLUMNS = [
    Column("policy", right=False), Column("score"), Column("95% interval", 3), Column("wins", 2),
    Column("behind best", 4), Column("stars", 1), Column("none", 5), Column("one", 5), Column("two", 5),
    Column("three", 5), Column("bankrupt", 1),
]  # fmt: skip
"""The score stays longest, then the stars and who was lost; the shares of stars go first."""


def show_findings(found: Findings) -> None:
    """Prints who wins, the other version beside it, the levers, the stars, where it is lost and where it is dull."""
    out = console()
    table = []
    for row in found.policies:
        shares = [words.percent(share) for share in row.star_shares]
        table.append([
            row.policy, words.number(row.score.mean), f"{words.number(row.score.low)} … {words.number(row.score.high)}",
            words.percent(row.wins), f"{row.behind.mean:.1f}", f"{row.stars.mean:.2f}", *shares,
            words.percent(row.bankrupt) if row.bankrupt else "",
        ])  # fmt: skip
    show(out, _COLUMNS, table)
    out.print(by_which_levers(found.weighed.open_levers))
    if found.other is not None:
        _show_against(found)
    _show_levers(found)
    for line in (words.star_line(found), words.worst_line(found), *(row.text() for row in found.density)):
        out.print(line, soft_wrap=True)
    if found.slept is not None:
        for line in words.sleepers(found):
            out.print(line, soft_wrap=True)


def _show_against(found: Findings) -> None:
    here, there = found.names()
    columns = [
        Column("policy", right=False), Column(here, 2), Column(there, 2), Column("difference"),
        Column("95% interval", 1), Column("verdict", right=False, words=True),
    ]  # fmt: skip
    table = [
        [row.policy, words.number(row.here.mean), words.number(row.there.mean), signed(row.difference.mean, 1),
         words.span(row.difference, 1, signs=True), row.words()]
        for row in found.versus
    ]  # fmt: skip
    show(console(), columns, table, f"Points in {here} less points in {there}, on the same luck")


def _show_levers(found: Findings) -> None:
    rows = found.policies
    columns = [*names("lever"), *(Column(row.policy, len(rows) - n) for n, row in enumerate(rows))]
    table = [
        [LEVERS[lever].title, *(f"{row.pulls[lever]:.1f}" if row.pulls[lever] else "" for row in rows)]
        for lever in rows[0].pulls
    ]
    show(console(), columns, table, "How often they pull each lever, in a game")
    console().print(words.worth(found).replace("`", ""), soft_wrap=True)
