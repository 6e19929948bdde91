"""What is said of a decision once it can be judged, and of cards that fit any company: nothing false or empty."""

from __future__ import annotations

import re

import pytest

from game.levels.library import shelf
from game.session import Session
from game.sim.actions import Action, Receipt
from game.sim.values import ADVERTS, CHOOSE
from game.words.news import week_news
from game.words.people import who_comes
from tests import screens

SENDS = (
    ("04-the-floor", Action("default", -1, (CHOOSE,)), "under “Orders”"),
    ("04-the-floor", Action("tag", 1, (2, 12)), "at {market}"),
    ("06-the-merger", Action("declare", 5), "under “Values”"),
    ("06-the-merger", Action("tell", -1, (0, 1)), "under “Values”"),
    ("07-the-following", Action("retire", 0), "at the top"),
)


@pytest.mark.parametrize(("name", "action", "where"), SENDS)
def test_the_note_that_a_decision_can_be_judged_says_what_there_is_to_see_and_where(
    name: str, action: Action, where: str
) -> None:
    session = Session(screens.level(name), open_levers=True)
    assert isinstance(session.act(action), Receipt)
    told: list[str] = []
    while not told and session.week < session.world.weeks:
        before, done = session.report, session.pending
        after = session.advance()
        told = [
            item.text for item in week_news(session.level, before, after, done, session.pins(), frozenset())
            if item.kind == "seen"
        ]  # fmt: skip
    assert len(told) == 1
    assert where.format(market=session.level.market_names[session.level.product_market[1]]) in told[0]
    assert not re.search(r"What it did|\bhere\b", told[0])


def test_a_ready_card_about_what_is_scarcest_names_it() -> None:
    """It may be another thing than what is owed most: a text that only says “more” would be read as that."""
    cards = [card for card in shelf().cards.values() if card.make == "scarcest"]
    assert len(cards) > 2
    assert all("{product}" in card.text for card in cards)


@pytest.mark.parametrize("name", screens.LEVELS)
def test_no_card_counts_people_who_come_and_go(name: str) -> None:
    for card in screens.level(name).cards:
        told = [card.text, *(answer.then for answer in card.answers.values())]
        assert not any(re.search(r"(hundred|thousand) people", text) for text in told), card.title


def test_what_finding_somebody_costs_is_said_of_whom_and_fits_its_column() -> None:
    """A third of the page of a review at the smallest window has room for 27 letters."""
    report = Session(screens.level("06-the-merger")).report
    for promise in range(len(ADVERTS)):
        words = who_comes(report, promise)
        assert re.fullmatch(r"[a-z ]+; costs [\d,]+ a head", words)
        assert len(words) <= 27, words
