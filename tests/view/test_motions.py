"""Motions of panels, cards and figures: what comes slides in, a card lifts, a figure counts. They end where nothing
would have moved, what can be pressed lies there at once, and with less motion nothing moves."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import levels
from game.board import style
from game.board.style import Colour
from game.session import Session
from game.sim.world import QUARTER_WEEKS
from game.view import app, memory, window
from game.view.cards.counting import Counting, reading
from game.view.cards.table import Table
from game.view.keeping import Keeping
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.page import Page
from game.view.screens.play.screen import Play
from game.view.screens.review.screen import ReviewScreen
from game.view.sound import Sound
from game.view.stage import Route, VirtualClock
from game.view.toolkit import widgets
from game.view.toolkit.entering import Edge
from game.view.toolkit.lifts import LIFT
from game.view.toolkit.panel import Box, Panel, Region
from game.view.toolkit.steps import Pace, Steps
from game.view.toolkit.ui import Ui
from game.words.figures import Explanation, Figure, Unit
from tests import screens
from tests.screens import Viewer

SIZE = (640, 400)
FRAME = 1 / 60


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


@pytest.fixture
def ui(viewer: Viewer) -> Ui:
    viewer.surface = pygame.Surface(SIZE)
    return Ui(viewer.stage.atlas, SIZE)


class Shown:
    """Frames of one interface, on a window of its own."""

    def __init__(self, ui: Ui, paint: Callable[[Ui], object]) -> None:
        self.ui, self._paint = ui, paint
        self.surface = pygame.Surface(SIZE)

    def at(self, now: float) -> pygame.Surface:
        """The picture of a moment."""
        self.surface.fill((90, 70, 50))
        self.ui.begin(self.surface, now)
        self._paint(self.ui)
        self.ui.end()
        return self.surface.copy()


def same(one: pygame.Surface, other: pygame.Surface) -> bool:
    return pygame.image.tobytes(one, "RGB") == pygame.image.tobytes(other, "RGB")


def box_apart(one: pygame.Surface, other: pygame.Surface) -> pygame.Rect:
    apart = (pygame.surfarray.array3d(one) != pygame.surfarray.array3d(other)).any(axis=2)
    xs, ys = np.nonzero(apart)
    if not len(xs):
        return pygame.Rect(0, 0, 0, 0)
    return pygame.Rect(int(xs.min()), int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1)


# Panels.


@pytest.mark.parametrize(("edge", "laid"), [("left", False), ("right", True)])
def test_a_panel_slides_in_from_its_edge_and_lies_for_the_hand_where_it_will(ui: Ui, edge: Edge, laid: bool) -> None:
    ground = pygame.Surface(SIZE)
    ground.fill((90, 70, 50))

    def paint(p: Panel) -> None:
        p.fill((4, 4, 30, 30), (200, 30, 30))
        p.region("press-me", (4, 4, 30, 30))

    def show(ui: Ui, shown: bool = True) -> None:
        def drawer() -> None:
            if shown:
                ui.panel("drawer", (120, 40, 160, 180), (), paint, slides=edge)

        if laid:
            picture = ui.laid("group", shown, ground, [], drawer)
            frames.surface.blit(picture, (0, 0))
        else:
            ui.group("group", shown, drawer)

    frames = Shown(ui, lambda ui: show(ui, False))
    empty = frames.at(1.0)
    frames = Shown(ui, show)
    pictures = []
    for n in range(6):
        pictures.append(frames.at(2.0 + n * style.PANEL / 5))
        region = ui.region("press-me")
        assert region is not None
        assert region.rect == pygame.Rect(124, 44, 30, 30)
    apart = [box_apart(empty, picture) for picture in pictures]
    assert apart[0].width == 0, "it comes from beyond the edge"
    heads = [box.right if edge == "left" else SIZE[0] - box.left for box in apart[1:]]
    assert all(0 < first < second for first, second in pairwise(heads[:4]))
    # It ends as a panel that never moved, as it does without motion.
    ui.reduced_motion = True
    assert same(pictures[-1], frames.at(9.0))
    for n in range(3):
        Shown(ui, lambda ui: show(ui, False)).at(10.0 + n)
    assert same(pictures[-1], frames.at(13.0))


class Drawers:
    """A drawer at either edge, over a button that always lies there, in a group as the table shows them."""

    def __init__(self, laid: bool) -> None:
        self.open: Edge = ""
        self.label = "one"
        self.ground = pygame.Surface(SIZE)
        self.ground.fill((90, 70, 50))
        self._laid = laid

    def __call__(self, ui: Ui) -> None:
        ui.panel("below", (0, 0, *SIZE), (), self._below, look="plain")
        mark = (self.open, self.label)
        if self._laid:
            picture = ui.laid("group", mark, self.ground, [], lambda: self._show(ui))
            self.target.blit(picture, (0, 0))
        else:
            ui.group("group", mark, lambda: self._show(ui))

    def _show(self, ui: Ui) -> None:
        label = self.label
        for edge, x in (("left", 20), ("right", 180)):
            if self.open == edge:
                ui.panel(f"drawer-{edge}", (x, 40, 120, 180), label, lambda p: self._paint(p, label), slides=edge)
        ui.gone()

    @staticmethod
    def _below(p: Panel) -> None:
        p.region("beneath", (130, 60, 40, 40))

    @staticmethod
    def _paint(p: Panel, label: str) -> None:
        p.text(10, 10, label)
        p.region("inside", (0, 0, p.width, p.height))

    target: pygame.Surface


def drawers(ui: Ui, laid: bool) -> tuple[Drawers, Shown]:
    shown = Drawers(laid)
    frames = Shown(ui, shown)
    shown.target = frames.surface
    return shown, frames


@pytest.mark.parametrize("laid", [False, True])
def test_a_drawer_slides_out_as_a_picture_that_takes_no_press(ui: Ui, laid: bool) -> None:
    shown, frames = drawers(ui, laid)
    empty = frames.at(1.0)
    shown.open = "left"
    whole = [frames.at(1.1 + part * style.PANEL) for part in (0.0, 0.5, 1.0, 1.1)][-1]
    assert not same(empty, whole)
    shown.open = ""
    pictures = [frames.at(3.0 + n * style.LEAVES / 5) for n in range(5)]
    assert same(pictures[0], whole), "it goes from where it lay"
    heads = [box_apart(empty, picture).right for picture in pictures]
    assert all(after < before or after == 0 for before, after in pairwise(heads))
    assert ui.region("inside") is None
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        hit = ui.event(pygame.event.Event(kind, pos=(140, 80), button=1))
    assert hit is not None
    assert hit.key == "beneath"
    assert same(empty, frames.at(3.0 + style.LEAVES))
    frames.at(4.0)
    repaints = ui.repaints
    assert same(empty, frames.at(5.0))
    assert (ui.repaints, ui.leaving) == (repaints, False)


@pytest.mark.parametrize("by", ["press", "key", "size", "theme", "still", "again", "other screen"])
def test_a_drawer_on_its_way_out_is_gone_at_once_when_something_else_happens(ui: Ui, by: str) -> None:
    shown, frames = drawers(ui, False)
    frames.at(1.0)
    shown.open = "right"
    frames.at(1.1)
    frames.at(2.0)
    shown.open = ""
    frames.at(3.0)
    frames.at(3.0 + style.LEAVES / 2)
    assert ui.leaving
    if by == "press":
        ui.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(4, 4), button=1))
    elif by == "key":
        ui.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F9, mod=0, unicode=""))
    elif by in ("size", "theme"):
        ui.configure(SIZE, 1.5 if by == "size" else ui.scale, "dark" if by == "theme" else "light")
    elif by == "still":
        ui.reduced_motion = True
    elif by == "again":
        shown.open = "right"
    else:
        ui.leave()
    after = frames.at(3.0 + 0.6 * style.LEAVES)
    assert not ui.leaving
    if by != "again":
        assert same(after, frames.at(9.0))
    else:
        frames.at(4.0)
        assert ui.region("inside") is not None


def test_of_two_drawers_in_a_row_one_goes_while_the_other_comes(ui: Ui) -> None:
    shown, frames = drawers(ui, False)
    frames.at(1.0)
    for n, edge in enumerate(("left", "right", "left", "right")):
        shown.open = "left" if edge == "left" else "right"
        for step in range(3):
            frames.at(2.0 + n * 0.05 + step * FRAME)
        region = ui.region("inside")
        assert region is not None
        assert region.rect.x == (20 if edge == "left" else 180)
        assert not ui.twice()
    last = frames.at(3.0)
    assert same(last, frames.at(4.0))


def test_what_is_shown_from_memory_does_not_slide_again_when_its_content_changes(ui: Ui) -> None:
    shown, frames = drawers(ui, False)
    shown.open = "left"
    for n in range(40):
        frames.at(1.0 + n * FRAME)
    shown.label = "two"
    changed = frames.at(2.0)
    assert same(changed, frames.at(3.0))


def test_only_what_was_not_seen_before_slides(ui: Ui) -> None:
    label = ["one"]

    def show(ui: Ui) -> None:
        ui.panel("card", (20, 20, 200, 80), label[0], lambda p: p.text(10, 10, label[0]), slides="left")

    frames = Shown(ui, show)
    for n in range(20):
        frames.at(1.0 + n * FRAME)
    label[0] = "two"
    changed = frames.at(1.5)
    assert same(changed, frames.at(1.5 + style.PANEL))


def test_what_is_laid_in_parts_is_what_is_laid_at_once(ui: Ui, viewer: Viewer) -> None:
    """Panels that change, move and go, over a ground that changes here and there."""
    ground, luck = pygame.Surface(SIZE), np.random.default_rng(4)
    ground.fill((90, 70, 50))
    words, places = ["a", "b"], [(20, 20), (210, 130)]

    def show_all(on: Ui, count: int) -> None:
        for n in range(count):
            text = words[n]
            on.panel(f"panel {n}", (*places[n], 150, 90), text, lambda p, text=text: p.text(20, 20, text, size=28))

    laid, whole = Shown(ui, lambda ui: None), Ui(viewer.stage.atlas, SIZE)
    for step in range(12):
        altered = [pygame.Rect(*luck.integers(0, 230, 2).tolist(), 40, 30) for _ in range(step % 3)]
        for rect in altered:
            ground.fill(tuple(luck.integers(0, 255, 3)), rect)
        words[step % 2] += "x"
        places[1] = (210, 130 + 4 * (step // 4))
        count = 1 if step == 7 else 2
        ui.begin(laid.surface, 1.0 + step)
        picture = ui.laid("group", step, ground, altered, lambda count=count: show_all(ui, count))
        ui.end()
        expected = ground.copy()
        whole.begin(expected, 1.0 + step)
        show_all(whole, count)
        whole.end()
        assert same(picture, expected), step


def test_a_panel_that_pauses_shows_what_it_was_until_it_is_whole(ui: Ui) -> None:
    state = [1]

    def paint(p: Panel) -> Steps:
        number = state[0]
        p.text(10, 10, f"first {number}")
        yield
        p.text(10, 40, f"second {number}")
        yield
        p.region("end", (10, 60, 20, 20))
        return 90.0

    frames = Shown(ui, lambda ui: ui.panel("slow", (20, 20, 200, 100), state[0], paint))
    slow, quick = Pace(0.0), Pace(60.0)

    def at(seconds: float, pace: Pace) -> pygame.Surface:
        pace.begin()
        ui.gently = pace
        return frames.at(seconds)

    before = frames.at(1.0)
    state[0] = 2
    seen = [at(1.1, slow), at(1.2, slow), at(1.3, slow), at(1.35, slow)]
    assert [same(before, picture) for picture in seen] == [True, True, True, False]
    assert not ui.behind
    ui.gently = None
    assert same(seen[-1], frames.at(1.4))
    state[0] = 3
    assert not same(seen[-1], at(1.45, quick)), "a frame with time does all parts"
    at(1.5, slow)
    state[0] = 4  # what was begun is of no use any more
    at(1.6, slow)
    ui.gently = None
    four = frames.at(1.7)
    state[0] = 5
    frames.at(1.8)
    state[0] = 4
    assert same(four, frames.at(1.9))


# Cards.


def cards(ui: Ui) -> None:
    def paint(p: Panel) -> None:
        for n in range(2):
            box = (20 + 150 * n, 30, 130, 110)
            widgets.option_card(p, "answer", box, value=n, badge=str(n + 1))
            p.text(30 + 150 * n, 70, "An answer")

    ui.panel("cards", (20, 20, 330, 200), (), paint)


def point(ui: Ui, place: tuple[int, int]) -> None:
    ui.event(pygame.event.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0)))


@pytest.mark.parametrize("still", [False, True])
@pytest.mark.parametrize("by", ["pointer", "focus"])
def test_a_card_lifts_with_all_that_is_on_it_and_is_not_painted_for_it(ui: Ui, still: bool, by: str) -> None:
    ui.reduced_motion = still
    frames = Shown(ui, cards)
    rest = frames.at(1.0)
    first, other = ui.region("answer:0"), ui.region("answer:1")
    assert first is not None
    assert other is not None
    frames.at(1.1 - FRAME)
    painted = ui.repaints
    if by == "pointer":
        point(ui, first.rect.center)
    else:
        ui.set_focus("answer:0")
    pictures = [frames.at(1.1 + n * style.CARD_LIFT / 4) for n in range(7)]
    assert ui.repaints == painted
    inner = first.rect.inflate(-40, -30)  # the ring of the focus lies outside
    heights = [next(up for up in range(8) if same(rest.subsurface(inner), picture.subsurface(inner.move(0, -up))))
               for picture in pictures]  # fmt: skip
    assert heights[-1] == round(LIFT)
    assert heights == sorted(heights)
    assert (heights[0] == heights[-1]) == still
    assert same(rest.subsurface(other.rect), pictures[-1].subsurface(other.rect))
    assert ui.region("answer:0") == first, "the hand finds it where it was"
    point(ui, (1, 1))
    ui.set_focus(None)
    last = [frames.at(3.0 + n * FRAME) for n in range(12)][-1]
    assert same(last, rest)


@pytest.mark.slow
def test_every_card_with_an_edge_that_answers_a_click_lifts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for buttons, which go down: a card has an edge of its own and says what it is for, and looks picked up."""
    edged: set[tuple[int, ...]] = set()
    within: list[bool] = []
    card, button = Panel.card, widgets.button

    def noted(p: Panel, box: Box, *args: Colour, **how: float) -> None:
        if how.get("lip") and not within:
            edged.add((id(p), *p.pixels(box)))
        card(p, box, *args, **how)  # type: ignore[arg-type]

    def pressed(*args: object, **how: object) -> None:
        within.append(True)
        button(*args, **how)  # type: ignore[arg-type]
        within.pop()

    found: list[Region] = []
    region = Panel.region

    def kept(p: Panel, key: str, box: Box, **how: object) -> Region:
        out = region(p, key, box, **how)  # type: ignore[arg-type]
        if (id(p), *out.rect) in edged and out.activates and out.enabled and not key.endswith("-tab"):
            found.append(out)
        return out

    monkeypatch.setattr(Panel, "card", noted)
    monkeypatch.setattr(Panel, "region", kept)
    monkeypatch.setattr(widgets, "button", pressed)
    session = Session(levels.read(root / "levels" / "05-the-house.yaml"))
    game = app.start(Keeping(None))
    play = Play(session, game)
    play.table.tab = "incentives"
    for screen in (game.title(), play):
        window.render(screen, (1280, 720))
    keys = {one.key for one in found}
    assert {"free"} <= keys or len(keys) > 4, keys
    assert [one.key for one in found if not one.lifts] == []


def test_a_card_that_is_held_down_lies_and_one_that_cannot_be_chosen_stays(ui: Ui) -> None:
    def paint(p: Panel) -> None:
        widgets.option_card(p, "yes", (20, 30, 130, 110))
        widgets.option_card(p, "no", (170, 30, 130, 110), enabled=False)

    frames = Shown(ui, lambda ui: ui.panel("cards", (20, 20, 330, 200), (), paint))
    ui.reduced_motion = True
    rest = frames.at(1.0)
    yes, no = ui.region("yes"), ui.region("no")
    assert yes is not None
    assert no is not None
    point(ui, no.rect.center)
    assert same(frames.at(1.1), rest)
    point(ui, yes.rect.center)
    assert not same(frames.at(1.2), rest)
    ui.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=yes.rect.center, button=1))
    assert same(frames.at(1.3).subsurface(yes.rect), rest.subsurface(yes.rect))


# Figures.


def figure(key: str, number: float, unit: Unit) -> Figure:
    return Figure(key, number, unit, (key,), Explanation(key))


WEEKS: tuple[tuple[tuple[str, Unit, float], ...], ...] = (
    (("cash", "money", 3_120_700), ("people", "people", 117), ("morale", "points", 58)),
    (("cash", "money", 1_244_100), ("people", "people", 117), ("morale", "points", 61)),
)


@pytest.fixture
def bar(ui: Ui) -> tuple[Shown, Counting, Callable[[int], None]]:
    counting, week = Counting(), [0]

    def paint(p: Panel) -> None:
        p.fill((0, 0, p.width, p.height), p.palette.bar)
        for n, (key, unit, number) in enumerate(WEEKS[week[0] % 2]):
            one = figure(key, number, unit)
            counting.write(p, one, one.written[0], 20 + 90 * n, 20, 80, size=style.STAT, colour=p.palette.bar_text,
                           ground=p.palette.bar)  # fmt: skip
        counting.painted(week[0])

    def show(ui: Ui) -> None:
        ui.panel("bar", (0, 0, 320, 40), week[0], paint, look="plain")
        counting.paint(ui, frames.surface, ui._input.now)

    def turn(to: int) -> None:
        week[0] = to

    frames = Shown(ui, show)
    return frames, counting, turn


def test_a_figure_that_comes_up_beneath_another_page_is_there_at_once(
    bar: tuple[Shown, Counting, Callable[[int], None]]
) -> None:
    """The bar behind a review says what the review says."""
    frames, counting, turn = bar
    frames.at(1.0)
    counting.stand()
    turn(1)
    frames.at(2.0)
    assert not counting.moving
    turn(2)
    frames.at(3.0)
    assert counting.moving, "only once"


def test_a_figure_counts_to_its_new_value_and_is_true_at_rest(
    bar: tuple[Shown, Counting, Callable[[int], None]]
) -> None:
    frames, counting, turn = bar
    old = frames.at(1.0)
    assert not counting.moving
    turn(1)
    begins = frames.at(2.0)
    assert counting.moving
    cash = (0, 0, 110, 40)
    begun, was = (pygame.surfarray.array3d(one.subsurface(cash)).astype(int) for one in (begins, old))
    middle = frames.at(2.0 + style.COUNT / 4)
    lettered = frames.ui.atlas.text.rendered
    for n in range(5, 12):
        frames.at(2.0 + n * style.COUNT / 12)
    assert frames.ui.atlas.text.rendered - lettered <= 10, "signs, and no figure"
    end = frames.at(2.0 + style.COUNT)
    will = pygame.surfarray.array3d(end.subsurface(cash)).astype(int)
    assert 2 * np.abs(begun - was).sum() < np.abs(begun - will).sum(), "it begins at what it was"
    assert not counting.moving
    assert not same(middle, end)
    assert same(middle.subsurface((110, 0, 80, 40)), end.subsurface((110, 0, 80, 40))), "what stands does not move"
    frames.ui.reduced_motion = True
    assert same(end, frames.at(5.0))


@pytest.mark.parametrize(("week", "still"), [(1, True), (3, False), (-1, False)])
def test_no_figure_counts_without_motion_or_when_weeks_were_skipped(
    bar: tuple[Shown, Counting, Callable[[int], None]], week: int, still: bool
) -> None:
    frames, counting, turn = bar
    frames.at(1.0)
    frames.ui.reduced_motion = still
    turn(week)
    picture = frames.at(2.0)
    assert not counting.moving
    assert same(picture, frames.at(2.0 + 2 * style.COUNT))


@pytest.fixture(scope="module")
def garage(root: Path) -> Session:
    session = Session(levels.read(root / "levels" / "01-the-garage.yaml"))
    while session.week < QUARTER_WEEKS:
        session.advance()
    return session


@pytest.mark.parametrize("by", ["time", "press", "key", "still"])
@pytest.mark.parametrize("page", ["review", "result"])
def test_figures_of_the_review_and_the_result_count_up_and_any_press_ends_it(
    garage: Session, page: str, by: str
) -> None:
    session, game, clock = garage.copy(), app.start(Keeping(None)), VirtualClock()
    screen: Page
    if page == "review":
        screen = ReviewScreen(game, Table(session, session.level), lambda: Route(None), Session(session.level).report)
        count, place = "morale", (640, 280, 600, 30)
    else:
        while not session.over:
            session.advance()
        screen = DebriefScreen(game, session, fresh=True)
        screen._leave_job()
        count, place = "morale", (480, 0, 760, 70)
    shown = window.Window(screen, (1280, 720), clock=clock, sound=Sound(silent=True), reduced_motion=by == "still")
    clock.advance(1.0)
    counting = screen.counting
    assert counting is not None
    pictures = []
    for seconds in (0.0, style.COUNT / 3, 0.0, 2.0, 9.0):
        clock.advance(seconds)
        event = {"press": pygame.MOUSEBUTTONDOWN, "key": pygame.KEYDOWN}.get(by)
        events = [] if event is None or len(pictures) != 2 else [
            pygame.event.Event(event, pos=(3, 3), button=9, key=pygame.K_F9, mod=0, unicode="")
        ]  # fmt: skip
        shown.frame(0.0, events)
        pictures.append(shown.surface.subsurface(place).copy())
        assert counting.moving == ((by != "still" and len(pictures) < 3) or (by == "time" and len(pictures) == 3))
    assert count in counting._shown
    assert same(pictures[3], pictures[4]) or page == "result"  # the stars of a result may still land
    if page == "review" and by == "still":
        assert not counting._from


def test_a_number_on_its_way_is_written_as_its_end_is() -> None:
    cash = figure("cash", 3_120_700, "money")
    assert [reading(cash, words, 2_980_000) for words in cash.written] == ["29,800", "29.8 k", "30k"]
    assert reading(figure("served", 61, "percent"), "61%", 58.7) == "59%"


# Memory.


@pytest.mark.slow
def test_nothing_is_searched_for_while_the_game_starts_and_what_is_gone_later() -> None:
    class Loop:
        pass

    one = Loop()
    one.self = one  # type: ignore[attr-defined]
    frozen = gc.get_freeze_count()
    try:
        with memory.starting():
            assert not gc.isenabled()
        assert gc.isenabled()
        before = sum(isinstance(thing, Loop) for thing in gc.get_objects())
        gc.freeze()
        del one
        memory.tidy(memory.WHOLE_EVERY - 1)
        gc.unfreeze()
        assert (before, sum(isinstance(thing, Loop) for thing in gc.get_objects())) == (1, 0)
    finally:
        if not frozen:
            gc.unfreeze()


def test_nothing_is_still_on_its_way_in_a_picture(root: Path) -> None:
    """A card that slides in has come when the picture is taken."""
    heads = []
    for seconds in (0.0, 0.5):  # no time has passed, so nothing moves; some has
        play = Play(Session(levels.read(root / "levels" / "01-the-garage.yaml")), screens.game())
        play.table.select("desk")
        heads.append(window.render(play, seconds=seconds).subsurface((20, 66, 200, 36)).copy())
    assert same(*heads)
