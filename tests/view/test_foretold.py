"""What is foretold has the same ink on every card, and a tag says what it is for where nothing can be foretold."""

from __future__ import annotations

import pytest

from game.view.cards import department, incentives, orders, quota, sending
from game.view.screens import dilemma
from game.view.screens.play.screen import Play
from game.words.foresight import Foretelling
from tests import picture_matrix, screens
from tests.drawn import Records
from tests.screens import Viewer

PLACES = (
    ("04-the-floor play order 0 0 zoom 0", orders), ("04-the-floor play department form", department),
    ("05-the-house play quota form", quota), ("05-the-house play tag form", incentives),
    ("07-the-following play rate form", sending), ("04-the-floor card", dilemma),
)  # fmt: skip


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


@pytest.mark.parametrize(("way", "words"), [(1, "likely a gain"), (-1, "likely a loss")])
@pytest.mark.parametrize(("name", "module"), PLACES)
def test_a_likely_gain_is_green_and_a_likely_loss_red_on_every_card(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch, name: str, module: object, way: int, words: str
) -> None:
    told = Foretelling("Score, by wk 9", "by week 9", words, "Why.", way)
    monkeypatch.setattr(module, "foretelling", lambda known: told)
    every = picture_matrix.matrix()
    state = next(every[found] for found in sorted(every) if found.startswith(name))
    records = Records()
    with records.watching():
        viewer.draw(state, (1280, 720), 1.0)
    ui = viewer.stage.ui
    inks = {
        word.ink for key in ui._shown.order if key in ui._shown.panels
        for word in records.on(ui._shown.panels[key]._content) if words in word.meant
    }  # fmt: skip
    assert inks == {ui.palette.good if way > 0 else ui.palette.bad}


def test_a_tag_says_what_is_short_and_who_waits_and_names_the_goods_it_is_for(viewer: Viewer) -> None:
    records = Records()
    with records.watching():
        screen = viewer.draw(picture_matrix.matrix()["05-the-house play tag form"], (1280, 720), 1.0)
    assert isinstance(screen, Play)
    ui, draft = viewer.stage.ui, screen.table.draft
    assert draft is not None
    assert draft.target is not None
    name = screens.level("05-the-house").product_names[draft.target]
    words = [word.shown for word in records.on(ui._shown.panels["side-tabs"]._content)]
    assert any(f"Tag the {name}" in said for said in words)
    assert {"Wanted", "Made"} <= set(words)
    waiting = int((screen.table.report.job[screen.table.report.there] < 0).sum())
    assert ("Waiting" in words) == (waiting > 0)


@pytest.mark.parametrize(("name", "module"), PLACES)
def test_a_range_and_what_it_is_called_are_whole_on_every_card(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch, name: str, module: object
) -> None:
    told = Foretelling("Score, by wk 30", "by week 30", "−10.4 to −4.6 points", "Why.", -1)
    monkeypatch.setattr(module, "foretelling", lambda known: told)
    every = picture_matrix.matrix()
    state = next(every[found] for found in sorted(every) if found.startswith(name))
    for scale in (1.0, 2.0):
        assert picture_matrix.look(viewer, state, (1280, 720), scale, "light", set()) == []
