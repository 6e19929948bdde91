"""The round track has two lanes, and the horizon shows its band: at any size, with much on both."""

from __future__ import annotations

from collections.abc import Generator
from itertools import combinations

import pytest

from game.board import surround
from game.charts import Chart
from game.charts.scale import Scale
from game.view.cards import horizon
from game.view.screens.play.screen import Play
from game.view.screens.play.track import LINE
from game.view.toolkit.panel import Box, Panel
from tests import picture_matrix, screens
from tests.screens import Viewer

pytestmark = pytest.mark.slow
CROWDED = (("05-the-house", 23), ("08-the-aim", 20))


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def state(name: str, week: int) -> screens.State:
    return screens.State(f"{name} {week}", screens._on_table(name, week))


@pytest.mark.parametrize(("name", "week"), CROWDED)
@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1280, 720), 2.0), ((1024, 768), 1.5)])
def test_pins_stand_above_the_line_and_contracts_below_it(
    viewer: Viewer, name: str, week: int, size: tuple[int, int], scale: float
) -> None:
    shown = viewer.draw(state(name, week), size, scale)
    assert isinstance(shown, Play)
    ui = viewer.stage.ui
    regions = ui._shown.panels["bar-top"].placed
    pins = [region.rect for region in regions if region.ident.startswith("bar-pin")]
    contracts = [region.rect for region in regions if region.ident.startswith("bar-contract")]
    assert pins
    assert contracts
    line = LINE * ui.unit
    assert all(rect.bottom <= line for rect in pins)
    assert all(rect.top >= line for rect in contracts)
    menu = next(region.rect for region in regions if region.ident == "bar-menu")
    assert menu.collidelist(pins) < 0
    for first, second in combinations(pins, 2):
        assert first.clip(second).width <= 2 * ui.unit
    track = next(region.rect for region in regions if region.ident == "bar-track")
    assert all(track.left - 6 * ui.unit <= rect.left and rect.right <= track.right + 10 * ui.unit for rect in pins)


@pytest.mark.parametrize(("name", "week"), CROWDED)
@pytest.mark.parametrize("size", [(1280, 720), (1280, 800), (1920, 1080)])
def test_the_horizons_chart_is_high_enough_and_its_band_in_sight(
    viewer: Viewer, name: str, week: int, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Scale] = []
    drawing = horizon.drawing

    def watched(p: Panel, box: Box, chart: Chart) -> Generator[None, None, Scale]:
        drawn.append((yield from drawing(p, box, chart)))
        return drawn[-1]

    monkeypatch.setattr(horizon, "drawing", watched)
    shown = viewer.draw(state(name, week), size, 1.0)
    assert isinstance(shown, Play)
    assert drawn
    report = shown.table.report
    row = next((row for row in report.horizon if row.first > report.week), report.horizon[0])
    for scale in drawn:
        assert scale.place(0, scale.y.low)[1] - scale.place(0, scale.y.high)[1] >= 60
        assert scale.place(0, row.low)[1] - scale.place(0, row.high)[1] >= 12


@pytest.mark.parametrize("name", ["05-the-house lens flow", "06-the-merger lens morale", "08-the-aim lens stock"])
def test_no_word_on_the_board_lies_under_another_piece_when_letters_are_large(viewer: Viewer, name: str) -> None:
    found = picture_matrix.look(viewer, picture_matrix.matrix()[name], (1280, 720), 2.0, "light")
    assert [str(fault) for fault in found] == []


def test_a_word_that_is_covered_on_the_board_is_found(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure itself: with the plaques of two houses where pills hang, a pill is found beneath one."""
    monkeypatch.setattr(surround, "house_height", lambda layout, rows, share: 258.0)
    found = picture_matrix.look(
        viewer, picture_matrix.matrix()["06-the-merger lens morale"], (1280, 720), 1.0, "light"
    )  # fmt: skip
    assert any(fault.kind == "beneath" and fault.panel.startswith("pill") for fault in found)
