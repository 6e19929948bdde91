"""Layout has an answer for every window, interface scale, level and state; the window fits the screen it opens on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.board import style
from game.board.layout import ROOT, Frame
from game.board.petals import petals
from game.view.screens.play.screen import Play
from game.view.stage import Screen
from game.view.window import VirtualClock, Window
from tests import screens
from tests.conftest import x_server
from tests.screens import State, Viewer

ROOMS = st.tuples(st.integers(640, 3840), st.integers(400, 2160))
SCALES = st.floats(1.0, 2.0)


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


# A place for petals.


@settings(max_examples=200)
@given(
    st.floats(-9_000, 9_000), st.floats(-9_000, 9_000), st.floats(1, 900), st.integers(1, 9),
    st.floats(60, 3_000), st.floats(60, 2_000), st.floats(0.5, 4.0),
)  # fmt: skip
def test_petals_lie_inside_their_area_and_clear_of_each_other_for_every_place_of_a_tile(
    x: float, y: float, clear: float, count: int, width: float, height: float, unit: float
) -> None:
    area = Frame(40, 50, width, height)
    found = petals((x, y), clear, count, area, unit)
    assert len(found) == count
    for n, petal in enumerate(found):
        half = petal.radius * ROOT / 2
        assert petal.radius > 0
        assert area.x - 0.01 <= petal.centre[0] - half
        assert petal.centre[0] + half <= area.x + width + 0.01
        assert area.y - 0.01 <= petal.centre[1] - petal.radius
        assert petal.centre[1] + petal.radius <= area.y + height + 0.01
        for other in found[:n]:
            apart = (petal.centre[0] - other.centre[0]) ** 2 + (petal.centre[1] - other.centre[1]) ** 2
            assert apart >= (2 * half * 0.99) ** 2


# The unit of the interface.


@given(st.integers(640, 5_000), st.integers(400, 3_000), SCALES)
def test_every_window_leaves_a_screen_to_lay_out_and_words_that_can_be_read(
    width: int, height: int, scale: float
) -> None:
    unit = style.ui_unit(width, height, scale)
    assert width / unit >= 639.9
    assert height / unit >= 359.9
    assert unit >= style.LEAST_UNIT
    if style.window_scale(width, height) >= style.LEAST_UNIT:
        assert unit == pytest.approx(style.window_scale(width, height) * scale)


def test_the_scale_that_was_wished_for_is_kept_where_a_small_window_takes_another() -> None:
    viewer = Viewer()
    viewer.stage.resize((640, 400))
    viewer.stage.set_ui_scale(1.1)
    assert viewer.stage.ui.unit == style.LEAST_UNIT
    assert viewer.stage.ui.scale == 1.1
    viewer.stage.resize((1280, 720))
    assert viewer.stage.ui.unit == pytest.approx(1.1)


@given(SCALES)
def test_a_step_leads_from_any_scale_to_the_next_one_of_the_list(scale: float) -> None:
    up, down = style.next_ui_scale(scale, 1), style.next_ui_scale(scale, -1)
    assert {up, down} <= set(style.UI_SCALES)
    assert down < scale < up or scale - down < 0.0011 or up - scale < 0.0011


def test_aa_goes_round_from_a_scale_that_is_not_in_the_list(viewer: Viewer) -> None:
    shown = viewer.draw(screens.states()["title"], (1280, 720), 1.3)
    ui, seen = viewer.stage.ui, []
    for _ in range(5):
        ui.set_focus("larger")  # in a low window it lies below the fold
        shown.paint(viewer.surface)
        region = ui.region("larger")
        assert region is not None
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            shown.event(pygame.event.Event(kind, pos=region.rect.center, button=1))
        seen.append(ui.scale)
        shown.paint(viewer.surface)
    assert seen == [1.5, 1.75, 2.0, 1.0, 1.25]


# Every screen.

def spread(names: list[str], count: int) -> list[str]:
    """So many of the names, from all over the list."""
    return names[:: max(1, len(names) // count)]


@settings(max_examples=10)
@given(data=st.data(), size=ROOMS, scale=SCALES, theme=st.sampled_from(("light", "dark")), still=st.booleans())
@pytest.mark.slow
def test_a_state_of_the_first_level_fits_into_any_window(
    viewer: Viewer, data: st.DataObject, size: tuple[int, int], scale: float, theme: style.Theme, still: bool
) -> None:
    states = screens.states("01-the-garage", results=())
    size = min(size[0], 1920), min(size[1], 1080)  # more pixels are no other layout; the slow form has them
    name = data.draw(st.sampled_from(sorted(states)))
    assert viewer.look(states[name], size, scale, theme, still=still) == []


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scale"), [
    ((640, 400), 1.0), ((640, 1200), 1.1), ((1366, 540), 2.0), ((1920, 540), 2.0), ((2560, 800), 1.77),
    ((1280, 720), 1.3),
])  # fmt: skip
def test_states_of_all_levels_fit_into_narrow_and_low_windows(
    viewer: Viewer, size: tuple[int, int], scale: float
) -> None:
    states = screens.states("01-the-garage", "04-the-floor", "07-the-following")
    rest = [name for name in sorted(states) if " order " not in name]
    letters = [name for name in sorted(states) if " order " in name]
    for name in (*spread(rest, 8), *spread(letters, 6)):
        assert viewer.look(states[name], size, scale) == [], name


# The window and the screen it opens on.


class Blank:
    """A screen that shows nothing."""

    def enter(self, stage: object) -> None:
        pass

    def event(self, event: pygame.event.Event) -> None:
        return None

    def tick(self, seconds: float) -> None:
        return None

    def paint(self, surface: pygame.Surface) -> None:
        pass


def test_a_window_keeps_the_size_the_desktop_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Window(Blank(), (1280, 720), clock=VirtualClock())
    asked: list[object] = []
    monkeypatch.setattr(pygame.display, "set_mode", lambda *given: asked.append(given))
    for size in ((800, 400), (500, 300), (1500, 900)):
        shown.frame(0, [pygame.event.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])])
    assert asked == []


OPEN = """
import json, sys
sys.path.insert(0, sys.argv[1])
import pygame
from game.view.screens.play.screen import Play
from game.view.stage import Screen
from game.view.window import VirtualClock, Window
from tests.view.test_layout import Blank
out = []
for size in (None, (4000, 3000), (700, 420), (300, 200)):
    shown = Window(Blank(), size, clock=VirtualClock())
    for _ in range(3):
        shown.frame(0.1)
    out.append(shown.stage.size)
    pygame.display.quit()
print(json.dumps(out))
"""


@pytest.mark.slow
@pytest.mark.parametrize("screen", [(1024, 600), (800, 480), (1920, 1080)])
def test_a_new_window_fits_the_screen_it_opens_on(screen: tuple[int, int], root: Path, tmp_path: Path) -> None:
    if sys.platform in ("win32", "darwin"):
        return  # there is one desktop, whose size is its own
    with x_server(screen) as display:
        environment = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", OPEN, str(root)], env=environment, capture_output=True, text=True, timeout=60
        )
    assert done.returncode == 0, done.stderr
    usual, huge, small, tiny = (tuple(size) for size in json.loads(done.stdout.splitlines()[-1]))
    most = tuple(round(side * style.DESKTOP_SHARE) for side in screen)
    assert usual == (min(1280, most[0]), min(720, most[1]))
    assert huge == most
    assert small == (700, 420)
    assert tiny == style.SMALLEST_WINDOW


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "drawer"), [((2560, 1080), None), ((2560, 1080), "left"), ((1280, 720), None), ((1280, 720), "right")]
)
def test_between_the_largest_bars_the_board_has_more_than_half_of_the_height(
    viewer: Viewer, size: tuple[int, int], drawer: str | None
) -> None:
    def make() -> Play:
        return Play(screens.played("05-the-house", 2), screens.game())

    def turn(shown: Screen) -> None:
        assert isinstance(shown, Play)
        shown.table.drawer = drawer if shown.table.compact else None  # type: ignore[assignment]

    shown = viewer.draw(State("high", make, turn), size, 2.0)
    assert isinstance(shown, Play)
    board = ROOT * style.BOARD_RADIUS * shown.board.view.scale
    assert board >= 0.5 * size[1] or (drawer is not None and size[0] < 2 * size[1]), "a drawer lies beside it"
    assert board >= 0.42 * size[1]
