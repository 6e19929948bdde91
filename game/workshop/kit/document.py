"""The kit as one HTML file that needs nothing beside it and prints on A4 and on Letter."""

from __future__ import annotations

from html import escape

from game.words.vocabulary import PLAIN, Vocabulary
from game.workshop import one_file
from game.workshop.kit import facing, slips, table, teams
from game.workshop.kit.luck import company
from game.workshop.kit.parts import Way


def kit(team_count: int, seed: int, vocabulary: Vocabulary = PLAIN) -> str:
    """The whole kit for 4 to 24 teams on the luck of a seed, in the words of a level."""
    shared = company(team_count, seed)
    letters, prices = Way("letters", shared), Way("prices", shared)
    bundles: list[tuple[str, list[str], str]] = [
        *_of(letters), ("Letters, for the leader", slips.letters(letters), "on the desk"),
        ("Reports, for the teams", teams.reports(letters), "some on each department’s table"),
        ("News of the markets, for the desk", [slips.market_news(letters)], "with you"),
        *_of(prices), ("Discs and tags", [slips.discs_and_tags()], "on the desk"),
    ]  # fmt: skip
    counts = [(title, len(pages), where) for title, pages, where in bundles]
    pages = [*facing.sheets((letters, prices), counts), *(page for _, found, _ in bundles for page in found)]
    title = vocabulary.said(f"Headcount on paper: {team_count} teams, luck {seed}")
    body = one_file.spoken("".join(pages), vocabulary)
    return one_file.html(title, "kit", f"<h1>{escape(title)}</h1>\n{body}", (*one_file.FONTS, one_file.ITALIC))


def _of(way: Way) -> list[tuple[str, list[str], str]]:
    """What both ways have, of one of them."""
    news = teams.news(way)
    return [
        (f"{way.title}: the board", [table.board(way)], "on the leader’s desk"),
        (f"{way.title}: the leader’s sheet", [table.leader(way)], "on the leader’s desk"),
        (f"{way.title}: cards", teams.cards(way), "one to each team, face down"),
        (f"{way.title}: teams’ sheets", teams.sheets(way), "one to each team"),
        *([(f"{way.title}: news for one team", news, "with you, by months")] if news else []),
        (f"{way.title}: markets", slips.markets(way), "with you, by months"),
    ]
