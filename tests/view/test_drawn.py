"""What is written on the screens is whole, can be read, and lies free: a dozen pictures of the matrix, and its walk."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.board.scene import PlateLook
from game.board.style import Theme
from game.view.board.plates import PlateBrush
from game.view.screens.play.screen import Play
from tests import every_card, picture_matrix, screens
from tests.drawn import Records
from tests.picture_matrix import ODD_SIZES, SCALES, SIZES, THEMES
from tests.screens import Viewer

pytestmark = pytest.mark.slow

STATES = (
    "04-the-floor play quota form", "04-the-floor play department form", "01-the-garage play order 0 0 zoom 0 whole",
    "07-the-following play desk", "04-the-floor play team 2", "05-the-house play department 0",
    "07-the-following play market 0", "02-two-pizzas play heard and over", "01-the-garage briefing",
    "04-the-floor review",
    "04-the-floor card", "rare leader plays", "01-the-garage result turning", "05-the-house play tag form",
    "07-the-following play rate form", "rare banners and star",
)  # fmt: skip
"""One picture each: every size meets every scale once, and the themes in turn; and the smallest window besides."""
WINDOWS: tuple[tuple[tuple[int, int], float, Theme], ...] = (
    *((size, scale, THEMES[n % 2])
      for n, (size, scale) in enumerate((size, scale) for scale in SCALES for size in SIZES)),
    (ODD_SIZES[2], 1.0, THEMES[0]),
)  # fmt: skip


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


@pytest.mark.parametrize(("name", "window"), list(zip(STATES, WINDOWS, strict=True)))
def test_what_is_written_is_whole_and_lies_free(
    viewer: Viewer, name: str, window: tuple[tuple[int, int], float, Theme]
) -> None:
    state = picture_matrix.matrix()[name]
    assert [str(fault) for fault in picture_matrix.look(viewer, state, *window)] == []


@pytest.mark.slow
@pytest.mark.parametrize("odd", [False, True])  # all windows by tests/picture_matrix.py
def test_every_tenth_state_is_whole_in_a_usual_window_and_in_one_between_these(viewer: Viewer, odd: bool) -> None:
    states, known = picture_matrix.matrix(), set[object]()
    names = sorted(states)[3 + odd :: 10]
    sizes = ODD_SIZES if odd else (WINDOWS[7][0],)
    scale, theme = (1.0, THEMES[0]) if odd else WINDOWS[7][1:]
    found = [
        f"{name}, {size[0]}x{size[1]}: {fault}"
        for n, size in enumerate(sizes) for name in names[n :: len(sizes)]
        for fault in picture_matrix.look(viewer, states[name], size, scale, theme, known)
    ]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    ("path", "n", "size", "scale"),
    [
        ("08-the-aim", 7, (1024, 768), 1.5), ("04-the-floor", 5, (1024, 768), 1.5),
        ("more/the-commons", 1, (1280, 720), 2.0), ("more/the-morning-paper", 0, (1178, 662), 1.0),
    ],
)  # fmt: skip
def test_words_of_a_card_and_those_that_a_level_renames_are_whole(
    viewer: Viewer, path: str, n: int, size: tuple[int, int], scale: float
) -> None:
    state = list(every_card.states(screens.FOLDER / f"{path}.yaml"))[n]
    assert [str(fault) for fault in picture_matrix.look(viewer, state, size, scale, THEMES[0])] == []


@pytest.mark.parametrize(
    ("name", "scale"),
    [
        ("the-brewery play team 2", 1.0), ("the-brewery briefing ladder", 2.0),
        ("more/the-commons play drawer left None", 2.0), ("06-the-merger later desk", 1.5),
        ("more/the-ward result supply", 1.5),
    ],
)  # fmt: skip
def test_words_of_other_levels_and_of_later_weeks_are_whole_and_lie_free(
    viewer: Viewer, name: str, scale: float
) -> None:
    state = picture_matrix.matrix()[name]
    assert [str(fault) for fault in picture_matrix.look(viewer, state, (1280, 720), scale, THEMES[0])] == []


@pytest.mark.parametrize("size", ODD_SIZES[:2])
def test_a_plate_has_its_whole_name_beside_rituals_and_what_is_wrong_there(
    viewer: Viewer, size: tuple[int, int]
) -> None:
    name = "04-the-floor play nothing"
    shown = viewer.draw(picture_matrix.matrix()[name], size, 1.0)
    assert isinstance(shown, Play)
    assert shown.board.scene is not None
    assert shown.board.layout is not None
    records, brush = Records(), shown.board._set().rim
    with records.watching():
        for look, spot in zip(shown.board.scene.plates, shown.board.layout.plates, strict=True):
            for age in (0, 4, 12):
                brush.plate(replace(look, rituals=("care",), faulty=True, age=age), spot)
    assert [words for words, _ in records.lines if "…" in words] == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_far_plate_has_its_whole_name_clear_of_what_is_wrong_there(
    viewer: Viewer, scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = viewer.draw(picture_matrix.matrix()["08-the-aim play nothing"], (1280, 720), scale)
    assert isinstance(shown, Play)
    assert shown.board.scene is not None
    assert shown.board.layout is not None
    brush, records = shown.board._set().rim, Records()
    put, mark = type(brush).put, type(brush)._mark
    ends: list[float] = []
    marks: list[float] = []

    def told(
        brush: PlateBrush, out: pygame.Surface, image: pygame.Surface, x: float, y: float, align: float = 0.5
    ) -> None:
        ends.append(x + (1.0 - align) * image.get_width())
        put(brush, out, image, x, y, align)

    def marked(brush: PlateBrush, out: pygame.Surface, look: PlateLook, size: float, x: float, y: float) -> None:
        marks.append(x)
        mark(brush, out, look, size, x, y)

    monkeypatch.setattr(type(brush), "put", told)
    monkeypatch.setattr(type(brush), "_mark", marked)
    for look, spot in zip(shown.board.scene.plates, shown.board.layout.plates, strict=True):
        for rituals in ((), ("care",)):
            ends.clear()
            marks.clear()
            with records.watching():
                brush.plate(replace(look, rituals=rituals, faulty=True, slow=False, age=11), spot)
            assert marks, "the plate is drawn anew"
            assert ends[0] <= marks[0] - 5.0 * brush.scale, look.name  # the name is the first that is put there
    assert [words for words, _ in records.lines if "…" in words] == []


# The keyboard.

WALKED = (
    "title saves", "title choosing", "01-the-garage briefing", "04-the-floor play team 2", "04-the-floor play desk",
    "04-the-floor play order 0 0 zoom 0 whole", "04-the-floor review", "04-the-floor card", "message",
    "01-the-garage play menu menu", "01-the-garage play menu notes", "01-the-garage result turning",
    "01-the-garage result talk",
)  # fmt: skip


@pytest.mark.parametrize("scale", [1.0, pytest.param(2.0, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", WALKED)
def test_tab_visits_every_control_once_in_reading_order(viewer: Viewer, name: str, scale: float) -> None:
    every = {**screens.states("01-the-garage"), **picture_matrix.matrix()}
    screen = viewer.draw(every[name], (1280, 720), scale)
    ui = viewer.stage.ui
    ui.lower_shields()
    viewer.stage.clock.advance(2.0)  # type: ignore[attr-defined]
    screen.paint(viewer.surface)
    assert ui.twice() == []
    ui.set_focus(None)
    order, seen = ui.order(), []
    for _ in order:
        screen.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode="\t", scancode=0))
        seen.append(ui.focus or "")
        region = ui.region(seen[-1])
        assert region is not None
        assert viewer.surface.get_rect().colliderect(region.rect), f"{seen[-1]} at {region.rect} is out of sight"
    start = order.index(seen[0])
    assert seen == order[start:] + order[:start]
    for key, kept in ui._shown.panels.items():
        along = [region.rect.x for region in ui._shown.regions() if region in kept.placed]
        assert along == sorted(along) or kept.look not in ("bar", "foot"), f"{key} is a bar, and read along"
        for n, first in enumerate(kept._regions if key in ui._shown.order and key != "road" else ()):
            for later in kept._regions[n + 1 :]:
                above = later.rect.bottom <= first.rect.top + 2
                aside = later.rect.left >= first.rect.right or later.rect.right <= first.rect.left
                assert not above or aside, f"{key}: {later.ident} stands over {first.ident}, which comes first"


def test_petals_and_the_card_come_next_after_their_tile(viewer: Viewer) -> None:
    viewer.draw(picture_matrix.matrix()["04-the-floor play order 0 0 zoom 0 whole"], (1280, 720), 1.0)
    order = viewer.stage.ui.order()
    after = order[order.index("team 0") + 1 :]
    petals = [ident for ident in order if ident.startswith("petal:")]
    assert after[: len(petals)] == petals
    assert "card-send" in after[: after.index("team 1")]
