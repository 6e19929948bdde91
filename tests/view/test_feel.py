"""What moves and sounds for a moment: the disc and the seal of a decision, a star that is passed, panels that rise, the
tone of the room. With less motion, nothing moves."""

from __future__ import annotations

import threading
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pygame
import pytest

from game.board import style
from game.sim.actions import Action
from game.view.clock import SKIP_SPEED, SPEEDS, WEEK_SECONDS
from game.view.screens.play import sounding
from game.view.screens.play.flourish import Flourishes, stamp_size, target_key
from game.view.screens.play.screen import Play
from game.view.screens.play.sounding import of_week
from game.view.screens.play.top import TopBar
from game.view.sound import GAPS, RATE, RECIPES, ROOM_SECONDS, SOFT, Sound, room_tone, samples
from game.view.toolkit.panel import Panel
from game.words.newsline import News
from tests import screens
from tests.screens import State, Viewer


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def table_of(viewer: Viewer, *, still: bool) -> screens.Play:
    shown = viewer.draw(screens.states("01-the-garage")["01-the-garage play nothing"], (1280, 720), 1.0, still=still)
    assert isinstance(shown, screens.Play)
    return shown


@pytest.mark.slow
@pytest.mark.parametrize("still", [False, True])
def test_a_disc_hops_to_its_team_and_a_seal_is_stamped_there(viewer: Viewer, still: bool) -> None:
    shown = table_of(viewer, still=still)
    table, ui, board = shown.table, viewer.stage.ui, shown.board
    while table.pending:
        table.undo()
    flourishes, plain = Flourishes(), viewer.surface.copy()
    flourishes.watch(table, ui, 1.0)
    assert table.act(Action("order", 0, (1, 4)))
    flourishes.watch(table, ui, 1.1)
    assert flourishes.moving is not still
    seen = []
    for share in (0.2, 0.5, 0.8):
        out = plain.copy()
        flourishes.paint(out, ui, board, 1.1 + share * style.HOP)
        seen.append(_changed(plain, out))
    if still:
        assert seen == [None] * 3
        return
    places = [box.center for box in seen if box is not None]
    goal = board.place("team 0").center
    far = [np.hypot(place[0] - goal[0], place[1] - goal[1]) for place in places]
    assert len(far) == 3
    assert all(first > second for first, second in pairwise(far))
    out = plain.copy()
    flourishes.paint(out, ui, board, 1.1 + style.HOP + 0.05)
    box = _changed(plain, out)
    assert box is not None
    assert box.collidepoint(goal)
    flourishes.paint(out, ui, board, 1.1 + style.HOP + 3 * style.STAMP)
    assert not flourishes.moving


def _changed(before: pygame.Surface, after: pygame.Surface) -> pygame.Rect | None:
    apart = (pygame.surfarray.array3d(before) != pygame.surfarray.array3d(after)).any(axis=2)
    xs, ys = np.nonzero(apart)
    return pygame.Rect(xs.min(), ys.min(), np.ptp(xs) + 1, np.ptp(ys) + 1) if len(xs) else None


def test_a_seal_is_stamped_with_a_slight_overshoot() -> None:
    sizes = [stamp_size(n / 20) for n in range(21)]
    assert sizes[0] == pytest.approx(1.8)
    assert 0.85 < min(sizes) < 1
    assert sizes[-1] == pytest.approx(1.0)


def test_what_is_decided_flies_to_what_it_is_for() -> None:
    markets = (0, 1, 1)
    assert target_key(Action("visit", 4), markets) == "team 4"
    assert target_key(Action("order_department", 2, (1, 4)), markets) == "department 2"
    assert target_key(Action("tag", 2, (1, 6)), markets) == "market 1"
    assert target_key(Action("default", -1, (1,)), markets) == "desk"


@pytest.mark.slow
@pytest.mark.parametrize("still", [False, True])
def test_a_star_pops_once_when_its_peg_is_passed(viewer: Viewer, still: bool) -> None:
    shown = table_of(viewer, still=still)
    ui, report, plain = viewer.stage.ui, shown.table.report, pygame.Surface((1280, 720))
    stars, seen = report.world.stars, []
    bar = TopBar("A company", "A heading", (), ())
    for week, score, now in ((3, stars[0] - 0.01, 1.0), (4, stars[0] + 0.01, 2.0), (4, stars[0] + 0.01, 2.2),
                             (4, stars[0] + 0.01, 2.0 + style.POP)):  # fmt: skip
        told = SimpleNamespace(week=week, score=score, world=report.world, star=None)
        table = SimpleNamespace(report=told, clock=SimpleNamespace(share=0.0))
        out = plain.copy()
        bar.paint_leader(ui, table, out, now)  # type: ignore[arg-type]
        # The right half of the bar holds the pegs, and no pawn yet.
        seen.append(_changed(plain.subsurface((600, 0, 680, 60)), out.subsurface((600, 0, 680, 60))) is not None)
    assert seen == [False, not still, not still, False]


@pytest.mark.parametrize("still", [False, True])
def test_a_panel_rises_to_its_place_and_can_be_pressed_at_once(viewer: Viewer, still: bool) -> None:
    ui, surface = viewer.stage.ui, pygame.Surface((1280, 720))
    viewer.stage.resize((1280, 720))
    viewer.stage.set_ui_scale(1.0)
    ui.reduced_motion = still

    def paint(p: Panel) -> None:
        p.region("press-me", (10, 10, 40, 40))

    def top(now: float) -> int:
        surface.fill((0, 0, 0))
        ui.begin(surface, now)
        ui.panel("rising", (100, 100, 200, 120), (), paint, rises=style.PANEL)
        ui.end()
        region = ui.region("press-me")
        assert region is not None
        assert region.rect.topleft == (110, 110)
        return int(np.nonzero(pygame.surfarray.array3d(surface)[200].any(axis=1))[0][0])

    tops = [top(5.0 + n * style.PANEL / 4) for n in range(6)]
    if still:
        assert len(set(tops)) == 1
    else:
        assert all(first >= second for first, second in pairwise(tops))
        assert tops[0] - tops[-1] >= 15
        assert tops[-1] == tops[-2]


@pytest.mark.slow
def test_every_control_that_is_pressed_is_heard(viewer: Viewer) -> None:
    shown = table_of(viewer, still=True)
    sound, region = viewer.stage.sound, viewer.stage.ui.region("bar-menu")
    assert region is not None
    sound.heard.clear()
    for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        shown.event(pygame.event.Event(kind, pos=region.rect.center, button=1, buttons=(0, 0, 0), rel=(0, 0)))
    assert sound.heard[0] == "press"


def test_no_sound_is_heard_twice_in_a_frame_nor_again_and_again_while_weeks_fly() -> None:
    now = [100.0]
    sound = Sound(silent=True)
    sound.clock = lambda: now[0]
    for name in RECIPES:
        sound.heard.clear()
        sound.play(name)
        sound.play(name)
        assert sound.heard == [name]
    sound.heard.clear()
    for _ in range(16):  # weeks at the fastest, as to the next event
        now[0] += WEEK_SECONDS / SKIP_SPEED
        sound.play("sale")
        sound.play("press")
    assert sound.heard.count("press") == 16, "whoever presses quickly hears every press"
    assert sound.heard.count("sale") <= 16 * WEEK_SECONDS / SKIP_SPEED / GAPS["sale"] + 1
    sound.heard.clear()
    for _ in range(4):  # and at four times their speed
        now[0] += WEEK_SECONDS / SPEEDS[-1]
        sound.play("sale")
    assert sound.heard == ["sale"] * 4
    with pytest.raises(KeyError):
        sound.play("cannon")


def test_what_is_heard_is_made_beside_the_frames_and_has_its_volume(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    main, made, played = threading.get_ident(), [], []

    class Wave:
        def __init__(self, buffer: bytes) -> None:
            assert threading.get_ident() != main
            made.append(len(buffer))
            self.volume = 1.0

        def set_volume(self, volume: float) -> None:
            self.volume = volume

        def get_num_channels(self) -> int:
            return 1

        def play(self, **_how: int) -> None:
            played.append(self.volume)

    monkeypatch.setattr(pygame.mixer, "init", lambda *_args: None)
    monkeypatch.setattr(pygame.mixer, "Sound", Wave)
    sound, now = Sound(volume=0.5), [0.0]
    sound.clock = lambda: now[0]
    sound.play("round_end")
    assert sound._making is not None
    sound._making.join(30)
    assert len(made) == len(RECIPES) + 2
    assert played == [0.5], "what was asked for first is heard once it is made"
    for volume, muted in ((0.8, False), (0.8, True), (0.0, False)):
        now[0] += 10.0
        sound.volume, sound.muted = volume, muted
        sound.play("press")
    assert played[1:] == [pytest.approx(0.8 * SOFT["press"])]


def test_a_card_and_a_star_are_heard_whatever_else_a_week_brings() -> None:
    def item(sound: str) -> News:
        return News("kind", "icon", "text", None, 1, sound)

    week = [item(name) for name in ("flag_torn", "report_back", "letter_arrives", "dilemma", "", "stars", "flag_torn")]
    assert of_week(week, ("sale", "flag_up")) == ["dilemma", "stars", "flag_torn", "report_back", "sale", "flag_up"]
    assert of_week([], ()) == []


def test_the_room_is_as_warm_as_the_companys_morale() -> None:
    sound = Sound(silent=True, room_volume=0.8)
    heard = []
    for morale in (0.2, 0.5, 0.9):
        sound.room(morale)
        heard.append(sound.levels)
    assert heard[0] == (0.8, 0.0)
    assert heard[1] == pytest.approx((0.4, 0.4))
    assert heard[2] == (0.0, 0.8)
    sound.room_volume = 0.25
    sound.room(0.9)
    assert sound.levels == (0.0, 0.25), "its volume is its own"
    sound.muted = True
    sound.room(0.9)
    assert sound.levels == (0.0, 0.0)


def test_the_tone_of_the_room_goes_round_without_a_seam() -> None:
    warm, dull = room_tone(True), room_tone(False)
    for wave in (warm, dull):
        assert len(wave) == ROOM_SECONDS * RATE
        steps = np.abs(np.diff(wave))
        assert abs(wave[0] - wave[-1]) <= 1.5 * np.quantile(steps, 0.999)
    low = [float(np.abs(np.fft.rfft(wave)[: 100 * ROOM_SECONDS]).max() / np.abs(np.fft.rfft(wave)).max())
           for wave in (warm, dull)]  # fmt: skip
    assert low[0] < low[1], "a dull room lies lower"
    assert samples(np.ones(100)).max() > 0


def test_what_a_week_mends_is_heard() -> None:
    def told(owed: float, torn: int) -> SimpleNamespace:
        stance = np.zeros((2, 4), dtype=int)
        stance[:, 3] = torn
        return SimpleNamespace(backlog=np.array([owed]), stance=stance)

    assert sounding.changed(told(40, 5), told(30, 5)) == ()  # type: ignore[arg-type]
    assert sounding.changed(told(40, 5), told(3, 1)) == ("sale", "flag_up")  # type: ignore[arg-type]
    assert sounding.changed(told(0, 0), told(0, 0)) == ()  # type: ignore[arg-type]


def test_a_note_and_the_buttons_of_the_zoom_rise_to_their_places(viewer: Viewer) -> None:
    def make() -> Play:
        out = Play(screens.played("01-the-garage", 2), screens.game())
        out.notes.current = out.level.hints[0]
        return out

    viewer.stage.clock.advance(1.0)  # type: ignore[attr-defined]
    shown = viewer.draw(State("rising", make), (1280, 720), 1.0, still=False)
    assert isinstance(shown, Play)
    shown.board.zoom_at(None, 1)
    drops: dict[str, list[int]] = {"note": [], "closer": []}
    for _ in range(40):
        viewer.stage.clock.advance(style.PANEL / 10)  # type: ignore[attr-defined]
        shown.paint(viewer.surface)
        for name, found in drops.items():
            kept = viewer.stage.ui._shown.panel(name)
            assert kept is not None, name
            found.append(kept.shift[1])
    for name, found in drops.items():
        assert found[0] > 0, name
        assert found == sorted(found, reverse=True), name
        assert found[-1] == 0, name
