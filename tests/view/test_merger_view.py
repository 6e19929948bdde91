"""What the table of a merger shows: how the houses stand, what each holds, and that every piece can be reached."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from game import bots, levels
from game.board.style import Colour
from game.session import Session, play
from game.sim.actions import Action
from game.sim.levers import hanging_tags
from game.view.cards import incentives
from game.view.cards import stance as stance_card
from game.view.cards import values as values_cards
from game.view.cards.panels import side_of
from game.view.cards.table import Tab
from game.view.toolkit.panel import Box, Panel, Tip
from game.words import explain, news
from game.words import people as people_words
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
    assert people_words.leaving_words(torn, 1) == "was torn inside"
    assert people_words.leaving_words(torn, 3) == "were torn inside"
    report = merger.report
    owed = replace(report, backlog=np.full_like(report.backlog, 5977.0))
    told = [item.text for item in news.standing(merger.level, owed)]
    assert any("waits for 6k " in text for text in told)


def test_the_frame_of_a_new_tag_holds_the_last_thing_foreseen(
    merger: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[float] = []
    ends: list[float] = []
    tooltip, frame = Panel.tooltip, incentives.chosen_frame

    def framed(panel: Panel, box: Box, colour: Colour) -> None:
        frames.append(box[1] + box[3])
        frame(panel, box, colour)

    def noted(panel: Panel, key: str, box: Box, tip: Tip) -> None:
        if key.startswith(("side-line-", "side-foreseen")):
            ends.append(box[1] + box[3])
        tooltip(panel, key, box, tip)

    monkeypatch.setattr(incentives, "chosen_frame", framed)
    monkeypatch.setattr(Panel, "tooltip", noted)
    desk = fresh(merger)
    desk.table.tab = "incentives"
    desk.press("side-new-tag")
    for product in range(len(merger.level.product_names)):
        frames.clear()
        ends.clear()
        desk.press(f"side-product:{product}")
        assert ends, "nothing is foreseen"
        assert max(ends) <= frames[-1]


def test_a_tag_on_its_way_is_not_counted_among_those_that_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(levels.read(LEVELS / "06-the-merger.yaml"), open_levers=True)
    for product in range(3):
        session.act(Action("tag", product, (1, 6)))
    while len(session.report.tags) < 3 or len(hanging_tags(session.report, ())) == 3:
        session.advance()
    heads: list[str] = []
    labels: list[str] = []
    monkeypatch.setattr(incentives, "heading", lambda _, top, title, note="": heads.append(f"{title} {note}") or top)
    press = incentives.widgets.button

    def pressed(panel: Panel, key: str, box: Box, label: str, **rest: object) -> None:
        labels.append(label)
        press(panel, key, box, label, **rest)

    monkeypatch.setattr(incentives.widgets, "button", pressed)
    desk = desk_of(session)
    desk.table.tab = "incentives"
    desk.frame()
    assert "Next tag" in labels
    assert "Tags 3 of 3 out" in heads
    session.act(Action("tag", 3, (1, 6)))
    desk.frame()
    assert "Tags 3 of 3 out, 1 to come" in heads
