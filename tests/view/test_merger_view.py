"""What the table of a merger shows: how the houses stand, what each holds, and that every piece can be reached."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from game import bots, levels
from game.session import Session, play
from game.view.cards import stance as stance_card
from game.view.cards import values as values_cards
from game.view.cards.panels import side_of
from game.view.cards.table import Tab
from game.words import explain, news
from tests.view.test_panels import Desk, desk_of, fresh

LEVELS = Path(__file__).resolve().parents[2] / "levels"


@pytest.fixture(scope="module")
def merger() -> Session:
    """Level 6 after nine weeks of a leader with values. Never advanced."""
    return play(Session(levels.read(LEVELS / "06-the-merger.yaml")), bots.leader("values"), 9)


def under_flags(session: Session) -> Desk:
    desk = fresh(session)
    desk.press("side-lens:stance")
    return desk


def test_the_card_of_flags_counts_everyone_once_house_by_house(merger: Session) -> None:
    desk = under_flags(merger)
    counts = stance_card.counts(side_of(desk.table))
    assert counts.shape == (2, 4)
    assert counts.sum() == merger.report.head.sum()
    assert np.array_equal(counts.sum(axis=0), merger.report.stance.sum(axis=0))
    for name, people in zip(("Hollis", "Lantern"), counts[:, 3], strict=True):
        assert f"{name} {people:,}" in desk.tip("side-stance-torn")
    assert f"{counts[:, 1].sum():,} people disagree" in desk.tip("side-stitched")


def test_a_company_of_one_piece_has_one_bar_for_each_flag() -> None:
    session = Session(levels.read(LEVELS / "free-play.yaml"), open_levers=True)
    table = desk_of(session).table
    counts = stance_card.counts(side_of(table))
    assert counts.tolist() == [session.report.stance.sum(axis=0).tolist()]
    desk = under_flags(session)
    assert f"{counts[0, 0]:,}." in desk.tip("side-stance-committed")


def test_every_house_shows_what_it_holds_before_a_banner_hangs(merger: Session) -> None:
    desk = fresh(merger)
    desk.table.tab = "values"
    standing = {banner.name for banner in merger.report.banners}
    for value, name in enumerate(merger.world.value_names):
        houses, shares = values_cards.agreement_by_place(side_of(desk.table), value)
        key = f"side-agreement-{name}" if name in standing else f"side-offered-{name}"
        for house, share in zip(houses, shares, strict=True):
            assert f"{house} {explain.points(share)}" in desk.tip(key)
    craft = merger.world.value_names.index("craft")
    pace = merger.world.value_names.index("pace")
    side = side_of(desk.table)
    assert min(values_cards.agreement_by_place(side, craft)[1]) > values_cards.HELD
    assert min(values_cards.agreement_by_place(side, pace)[1]) < values_cards.HELD


def test_no_two_regions_share_a_name_and_tab_goes_all_the_way_round(merger: Session) -> None:
    desk = fresh(merger)
    for tab in get_args(Tab):
        for lens in ("morale", "stance"):
            desk.table.tab, desk.table.lens = tab, lens
            desk.table.revision += 1
            ui = desk.frame()
            shared = {name: times for name, times in Counter(ui.order()).items() if times > 1}
            assert not shared, f"{tab}: {shared}"


def test_another_tab_begins_at_its_top(merger: Session) -> None:
    desk = fresh(merger)
    desk.table.tab = "values"
    desk.frame()
    desk.ui.bring(f"side-declare:{merger.world.value_names.index('pace')}")
    desk.frame()
    assert desk.ui.place_of("side-tabs") is not None
    desk.press("side-tab:orders")
    first, panel = desk.ui.region("side-goods:0"), desk.ui.place_of("side-tabs")
    assert first is not None
    assert panel is not None
    assert panel.contains(first.rect)


def test_a_reached_way_says_so_and_by_how_much() -> None:
    assert explain.way_figure(0.734) == "73%"
    assert explain.way_figure(2.0) == "2.0×"
    assert explain.way_words(0.5) == "**50%** of the way is gone."
    assert explain.way_words(1.01) == "It is **reached**."
    assert "2.0 times" in explain.way_words(2.0)


def test_why_people_leave_reads_well_for_one_and_for_many(merger: Session) -> None:
    torn = 1
    assert news.leaving_words(torn, 1) == "was torn inside"
    assert news.leaving_words(torn, 3) == "were torn inside"
    report = merger.report
    owed = replace(report, backlog=np.full_like(report.backlog, 5977.0))
    told = [item.text for item in news.standing(merger.level, owed)]
    assert any("waits for 6k " in text for text in told)
