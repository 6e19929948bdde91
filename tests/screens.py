"""Every screen of the game in every state, for tests that draw them: `STATES` names them, `Viewer` draws them.

Sessions are played once and shared; the screens on them only look.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pygame

from game import bots, chronicle, ghost, levels
from game.board import style
from game.board.style import Theme
from game.debrief import Debrief, Missed, Moment, stages
from game.levels import generated
from game.levels.generated import Choice, of_the_day
from game.levels.ladder import climbed, ladder
from game.session import Session, play
from game.sim.levers import LEVERS
from game.sim.world import QUARTER_WEEKS
from game.view.app import Game
from game.view.cards import orders, pressed
from game.view.keeping import Keeping
from game.view.own_levels import OwnLevel, OwnLevels, Went
from game.view.profile import Progress
from game.view.screens.debrief.charts import EVERYTHING, LOST
from game.view.screens.debrief.screen import DebriefScreen
from game.view.screens.free_play import DayWent, FreePlay
from game.view.screens.leading import Leading
from game.view.screens.message import Message
from game.view.screens.play import menu as play_menu
from game.view.screens.play.screen import Play
from game.view.screens.play.watching import YOU, Watching
from game.view.screens.review.screen import ReviewScreen
from game.view.screens.title.lists import SavedGame
from game.view.screens.title.screen import TitleScreen
from game.view.stage import Route, Screen, Stage
from game.view.toolkit.panel import Region
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit
from game.words.closing import compared

FOLDER = Path(__file__).resolve().parent.parent / "levels"
LEVELS = (
    "01-the-garage", "02-two-pizzas", "04-the-floor", "05-the-house", "06-the-merger", "07-the-following", "08-the-aim",
)  # fmt: skip
LARGEST = "free:100000"
SMALLEST_WINDOW = (640, 400)
LEAST_SIDE = 16
"""Logical pixels below which a panel shows nothing that can be read."""
CORNERS = {"whole": (0, 0), "left": (1, 0), "right": (-1, 0), "up": (0, 1), "down": (0, -1), "corner": (1, 1)}
"""Which way the board is dragged after it came closer, as far as it goes."""
DRAFTS: tuple[tuple[str, str, int], ...] = (
    ("side-order-department", "orders", 0), ("side-new-tag", "incentives", 0), ("side-default", "orders", 1),
    ("side-reporting", "orders", 1), ("side-order-everyone", "orders", 0), ("side-tell", "orders", 0),
    ("side-rate", "orders", 1), ("side-figure", "orders", 1), ("side-tools-open", "orders", 0),
    ("side-net-open", "orders", 0), ("side-ritual", "values", 0),
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """A screen to draw: `make` builds it, `turn` changes it once it has been painted."""

    name: str
    make: Callable[[], Screen]
    turn: Callable[[Screen], object] | None = None


@functools.cache
def level(name: str) -> levels.Level:
    """A level of the campaign by its file's name, or a free play by its word."""
    return generated.level(generated.choice(name)) if ":" in name else levels.read(FOLDER / f"{name}.yaml")


@functools.cache
def played(name: str, weeks: int) -> Session:
    """A game in its `weeks`th week, with as much decided for the next as a leader would."""
    leader = bots.leader("mixed")
    session = play(Session(level(name)), leader, weeks)
    for action in () if session.over else leader(session.report):
        session.act(action)
    return session


@functools.cache
def dealt(name: str) -> Session | None:
    """A game in the first week in which a card waits; None where none does in its first three quarters."""
    session = Session(level(name))
    for _ in range(3 * QUARTER_WEEKS):
        if session.report.cards or session.over:
            return session if session.report.cards else None
        session.advance()
    return None


@functools.cache
def game() -> Game:
    """A game that keeps nothing."""
    return Game(Keeping(None))


# The states of play.


def _on_table(name: str, weeks: int, change: Callable[[Play], object] | None = None) -> Callable[[], Play]:
    def make() -> Play:
        out = Play(played(name, weeks), game())
        out.notes.current = None
        if change is not None:
            change(out)
        return out

    return make


def _select(what: str) -> Callable[[Play], object]:
    return lambda shown: shown.table.select(what)


def _write(team: int, job: int | None, zoom: int, way: tuple[int, int]) -> Callable[[Screen], object]:
    """An order to a team is open, and the board is moved under it."""

    def turn(screen: Screen) -> None:
        assert isinstance(screen, Play)
        teams = len(screen.table.report.head)
        orders.begin(screen.table, team % teams)
        if job is not None:
            orders.choose(screen.table, job % (len(screen.level.product_names) + 1))
        for _ in range(zoom):
            screen.board.zoom_at(None, 1)
        width, height = screen.stage.size
        screen.board.pan(way[0] * 20 * width, way[1] * 20 * height)

    return turn


def _draft(key: str, tab: str, value: int, lever: str) -> Callable[[Screen], object]:
    def turn(screen: Screen) -> None:
        assert isinstance(screen, Play)
        table = screen.table
        table.tab = "incentives" if tab == "incentives" else "values" if tab == "values" else "orders"
        if lever in table.report.levers:
            pressed.handle(Hit(key, value), table)
            if table.compact and table.drawer is None:
                table.drawer = "right"

    return turn


def _find(text: str) -> Callable[[Screen], object]:
    def turn(shown: Screen) -> None:
        assert isinstance(shown, Play)
        shown.search.start()
        shown.search.field.put(text)

    return turn


def _menu(page: str, sure: str = "", said: str = "") -> Callable[[Play], object]:
    def change(shown: Play) -> None:
        field = TextField("A name that is about as long as names may be")
        shown.menu = play_menu.Menu(page, sure, field, said, notes=tuple(hint.say for hint in shown.level.hints))

    return change


def _drawer(side: str, selected: str | None = None, tab: str = "orders") -> Callable[[Screen], object]:
    def turn(screen: Screen) -> None:
        assert isinstance(screen, Play)
        screen.table.select(selected)
        screen.table.tab = "incentives" if tab == "incentives" else "values" if tab == "values" else "orders"
        if screen.table.compact:
            screen.table.drawer = "left" if side == "left" else "right"

    return turn


def _hint(n: int) -> Callable[[Play], object]:
    def change(shown: Play) -> None:
        shown.notes.current = shown.level.hints[n]

    return change


LEVER_OF = {
    "side-order-department": "order_department", "side-new-tag": "tag", "side-default": "default",
    "side-reporting": "reporting", "side-order-everyone": "order_company", "side-tell": "tell", "side-rate": "rate",
    "side-figure": "kpi_company", "side-tools-open": "tools", "side-net-open": "net", "side-ritual": "ritual",
}  # fmt: skip


def _play_states(name: str) -> Iterator[State]:
    weeks = 2 if name == LARGEST else 13
    here = f"{name} play"

    def plain(words: str, change: Callable[[Play], object] | None = None) -> State:
        return State(f"{here} {words}", _on_table(name, weeks, change))

    yield plain("nothing")
    for what in ("team 0", "team 2", "department 0", "market 0", "desk"):
        yield plain(what, _select(what))
    for team in (0, 3, 5):
        for job in (None, 0, 7):
            for zoom in (0, 1, 3, 12):
                for words, way in CORNERS.items() if zoom else (("whole", (0, 0)),):
                    turn = _write(team, job, zoom, way)
                    yield State(f"{here} order {team} {job} zoom {zoom} {words}", _on_table(name, weeks), turn)
    for side in ("left", "right"):
        for what in (None, "team 1", "department 0", "market 0", "desk"):
            yield State(f"{here} drawer {side} {what}", _on_table(name, weeks), _drawer(side, what))
    for tab in ("incentives", "values"):
        yield State(f"{here} tab {tab}", _on_table(name, weeks), _drawer("right", None, tab))
    for key, tab, value in DRAFTS:
        lever = LEVER_OF[key]
        if lever in level(name).world.levers:
            yield State(f"{here} draft {key}", _on_table(name, weeks), _draft(key, tab, value, lever))
    for text in ("", "a", "zzq"):
        yield State(f"{here} find {text}".rstrip(), _on_table(name, weeks), _find(text))
    for page in ("menu", "keys", "save", "notes"):
        yield plain(f"menu {page}", _menu(page, "menu-rewind:0", "The name is in use. Choose another."))
    for n in range(len(level(name).hints)):
        yield plain(f"hint {n}", _hint(n))
    if name != LARGEST and dealt(name) is not None:
        yield State(f"{name} card", lambda: Play(_waiting(name), game()), _open_card)


def _waiting(name: str) -> Session:
    session = dealt(name)
    assert session is not None
    return session


def _open_card(screen: Screen) -> None:
    assert isinstance(screen, Play)
    screen.card = screen.table.open_cards()[0].index


# The other screens.


RESULTS = ("waiting", "turning", "supply", "belief", "prices", "score", "score lost", "cash", "talk")
"""The views of a result that are drawn: before anything is known, and each that has words of its own."""


def _briefing(name: str) -> Callable[[], Screen]:
    return lambda: game().briefing(level(name))


def _on_ladder(name: str) -> Callable[[], Screen]:
    """The page before a level that has been won, on the first rung of its ladder."""

    def make() -> Screen:
        own = Game(Keeping(None))
        rungs = ladder(level(name))
        own.progress = Progress({name: 3}, {}, rungs={f"{name}/{rungs[0].name}": 2}, best={name: 81})
        return own.briefing(climbed(level(name), rungs[0].name), level(name))

    return make


def _beside(name: str, who: str) -> Callable[[], Screen]:
    """The table with somebody's score beside the player's, and the page on which one chooses whose."""

    def make() -> Screen:
        session = played(name, 13)
        table = Play(session, game())
        table.notes.current = None
        assert table.runner is not None
        table.runner.show(ghost.ghost(session.recording().header, who))
        table.runner.open = True
        return table

    return make


def _watching(name: str) -> Callable[[], Screen]:
    return lambda: Watching(game(), played(name, 13), YOU, game().title)


def _review(name: str) -> Callable[[], Screen]:
    def make() -> Screen:
        behind = Play(played(name, QUARTER_WEEKS), game())
        return ReviewScreen(game(), behind.table, lambda: Route(behind), behind=behind)

    return make


@functools.cache
def lesson(name: str) -> Debrief:
    """The debrief of a finished game without other games: what five weeks decided, and something that was not done."""
    session = played(name, 10_000)
    first = next(stages(session.recording()))
    causes = (("waiting", -0.04), ("spirit", 0.02), ("switching", -0.01))
    weeks = [week for week, actions in enumerate(session.log) if actions][:5]
    moments = [Moment(week, session.log[week], 0.031 * (-1) ** n, causes) for n, week in enumerate(weeks)]
    last = session.log[weeks[-1]]
    missed = Missed(weeks[-1], last[0], 0.044, causes, last[1:], "owed", 0, 12)
    return replace(first, ready=1.0, coming=(), perfect=0.9, moments=tuple(moments), missed=missed, searched=True)


def _result(name: str, view: str) -> Callable[[], Screen]:
    def make() -> Screen:
        out = DebriefScreen(game(), played(name, 10_000), best=compared(70, 66))
        if view == "waiting":
            return out
        out.show(lesson(name))
        out.shown.view, _, quarter = view.partition(" ")
        out.shown.quarter = LOST if quarter else EVERYTHING
        out._bet = 0 if out.level.bet is not None else None
        return out

    return make


def _title(saves: int, change: Callable[[TitleScreen], object] | None = None) -> Callable[[], Screen]:
    def make() -> Screen:
        plain = game().title()
        assert isinstance(plain, TitleScreen)
        kept = [SavedGame("The Following", f"week {n + 1}, “a name of some length”", FOLDER) for n in range(saves)]
        out = TitleScreen(
            plain.road.milestones, game().open_level, open_free=game().open_free, saves=kept, open_save=game().open_save
        )
        if change is not None:
            change(out)
        return out

    return make


class _Shelf(OwnLevels):
    """Levels of a player's own without a disk: as many sound ones as asked for, and one of each other kind."""

    def __init__(self, count: int) -> None:
        home, team = Path("/srv/somebody/share/headcount/levels"), Path("/a/long way/to the/" + 12 * "team/")
        super().__init__(home, [team], FOLDER)
        long = "A first sentence that goes on for as long as the line is wide, and then somewhat further than that. "
        fault = f"Line 12: I do not know the key “{40 * 'w'}”. Did you mean “weeks”? And 12 more: press to see all."
        sound = [
            OwnLevel(home / f"{n}.yaml", f"{n}", "A Title of Whole Length", 100_000, 208, long, known=True)
            for n in range(count)
        ]
        others = [
            OwnLevel(home / "new.yaml", "new", "New"),
            OwnLevel(home / "bad.yaml", "bad", "Bad", fault=fault, known=True),
            OwnLevel(home / f"{60 * 'x'}.yaml", "x", 60 * "X", fault=3 * fault, known=True),
        ]  # fmt: skip
        self.rows = tuple(sound + others) if count else ()

    def look(self) -> None:
        """They are as they are."""

    def read_on(self) -> bool:
        """There is nothing to read."""
        return False


def _own(count: int, said: str = "") -> Callable[[], Screen]:
    def make() -> Screen:
        plain = game().title()
        assert isinstance(plain, TitleScreen)
        kept = [SavedGame("The Following", "week 3", FOLDER)]
        out = TitleScreen(
            plain.road.milestones, game().open_level, open_free=game().open_free, saves=kept, results=kept,
            open_save=game().open_save, going=SavedGame("The Garage", "week 3, your own", FOLDER, own=True),
            own=_Shelf(count), went={"0": Went(3, "100% last time"), "1": Went(0, "now in week 208")},
        )  # fmt: skip
        assert out.own is not None
        out.own.said = said
        return out

    return make


def _choose_own(title: TitleScreen) -> None:
    title.choosing = "own"


def _choose_save(title: TitleScreen) -> None:
    title.choosing = "saves"


def _choose_free(title: TitleScreen) -> None:
    title.free = FreePlay(Choice(1200, 7), of_the_day(date(2026, 3, 2)))


def _leading(told: bool) -> Callable[[], Screen]:
    """The page of one's own leading: of no game, or of two."""

    def make() -> Screen:
        page = Leading([], game().title)
        if told:
            both = (chronicle.of_session(played(name, 10_000)) for name in ("01-the-garage", "04-the-floor"))
            page.found = chronicle.Chronicle(tuple(both), 4, 2)
        return page

    return make


def _choose_day(title: TitleScreen) -> None:
    title.free = FreePlay(Choice(5, 7), of_the_day(date(2026, 3, 2)), DayWent(71, (38, 55, 62, 71, 71, 93)))


def _other_states() -> Iterator[State]:
    yield State("title free day", _title(1, _choose_day))
    yield State("leading", _leading(True))
    yield State("leading none", _leading(False))
    yield State("title", _title(0))
    yield State("title saves", _title(3))
    yield State("title choosing", _title(2, _choose_save))
    yield State("title choosing from many", _title(30, _choose_save))
    yield State("title free", _title(1, _choose_free))
    yield State("title with levels", _own(2))
    for count in (0, 1, 40):
        yield State(f"title {count} own", _own(count), _choose_own)
    yield State("title own failed", _own(2, "There is nothing here to open a folder with."), _choose_own)
    words = "The file ends in the middle of a line.\nIt was opened up to its last whole week. " * 6
    long = "This game cannot be opened, although it has a long heading"
    yield State("message", lambda: Message(long, words, game().title))
    yield State("message short", lambda: Message("Taken up again", "A week is missing.", game().title))


@functools.cache
def states(*names: str, results: tuple[str, ...] = ("01-the-garage",)) -> Mapping[str, State]:
    """Every state by its name, for these levels; `results` are the levels that are played to their end."""
    out = list(_other_states())
    for name in names:
        out += _play_states(name)
        out.append(State(f"{name} briefing", _briefing(name)))
        if name != LARGEST:
            out.append(State(f"{name} review", _review(name)))
            out.append(State(f"{name} briefing ladder", _on_ladder(name)))
            out.append(State(f"{name} play beside", _beside(name, "orders")))
            out.append(State(f"{name} play watched", _watching(name)))
    for name in results:
        out += [State(f"{name} result {tab}", _result(name, tab)) for tab in RESULTS]
    return {state.name: state for state in out}


# Drawing.


class Viewer:
    """Draws states on one stage, whose pictures of pieces are kept from one to the next while the size stays."""

    def __init__(self) -> None:
        if pygame.display.get_surface() is None:
            pygame.display.init()
            pygame.display.set_mode((64, 64), pygame.HIDDEN)
        self.stage = Stage((style.WIDTH, style.HEIGHT))
        self.surface = pygame.Surface(self.stage.size).convert()

    def draw(
        self, state: State, size: tuple[int, int], scale: float, theme: Theme = "light", *, still: bool = True
    ) -> Screen:
        """Draws a state as it opens, and as it is once it has been turned; returns the screen."""
        stage = self.stage
        stage.resize(size)
        stage.set_ui_scale(scale)
        stage.set_theme(theme)
        stage.ui.reduced_motion = still
        if self.surface.get_size() != size:
            self.surface = pygame.Surface(size).convert()
        stage.ui.leave()
        screen = state.make()
        screen.enter(stage)
        if isinstance(screen, DebriefScreen):
            screen._leave_job()
        screen.tick(0.0)
        screen.paint(self.surface)
        if state.turn is not None:
            state.turn(screen)
            screen.paint(self.surface)
            stage.clock.advance(0.1)  # type: ignore[attr-defined]
            screen.paint(self.surface)
            while isinstance(screen, Play) and screen.board.behind:
                screen.paint(self.surface)  # what a zoom leads to takes several frames
        return screen

    def look(
        self, state: State, size: tuple[int, int], scale: float, theme: Theme = "light", *, still: bool = True
    ) -> list[str]:
        """Draws a state and says what is wrong with it, and which of its essential controls are out of sight."""
        shown = self.draw(state, size, scale, theme, still=still)
        out = self.faults()
        for ident in essentials(shown) if isinstance(shown, Play) else ():
            region = self.stage.ui.region(ident)
            if region is None or (region.enabled and not self._in_sight(region)):
                out.append(f"{ident} is out of sight")
        return out

    def _in_sight(self, region: Region) -> bool:
        """Whether a click on its middle reaches a region."""
        found = self.stage.ui._shown.under(region.rect.center)
        return found is not None and found.ident == region.ident

    def faults(self) -> list[str]:
        """What is wrong with the frame last drawn: what cannot be reached, and boxes that are none."""
        ui, window = self.stage.ui, pygame.Rect((0, 0), self.stage.size)
        out: list[str] = []
        for key in ui._shown.order:
            kept = ui._shown.panels.get(key)
            if kept is None:
                continue
            if min(kept.rect.size) < LEAST_SIDE * ui.unit and key != "note-thread":
                out.append(f"panel {key} is {kept.rect.size}")
            elif not window.contains(kept.rect) and key != "note":
                out.append(f"panel {key} at {tuple(kept.rect)} leaves the window {window.size}")
            content = pygame.Rect((0, 0), kept._content.get_size()).inflate(4, 4)
            for region in kept._regions:
                if not content.contains(region.rect):
                    out.append(f"{region.ident} at {tuple(region.rect)} does not fit into {key} {content.size}")
        out += [f"{region.ident} is {region.rect.size}" for region in ui._shown.regions() if min(region.rect.size) <= 0]
        for region in ui._shown.regions_of("petals"):
            if not window.contains(region.rect):
                out.append(f"{region.ident} at {tuple(region.rect)} leaves the window {window.size}")
            if not self._in_sight(region):
                out.append(f"{region.ident} at {tuple(region.rect)} is covered")
        return out


def essentials(shown: Play) -> tuple[str, ...]:
    """What must be in sight on the table: the menu, the clock, and what an open order is chosen and sent with."""
    if shown.covered:
        return ()
    out = ["bar-menu", "bar-pause", "bar-attention"]
    draft = orders.writing(shown.table)
    if draft is not None:
        out += [f"petal:{n}" for n in range(len(shown.level.product_names) + 1)]
        out += ["card-send", "card-close"] if draft.action is not None else []
    return tuple(out)


assert set(LEVER_OF.values()) <= set(LEVERS), "a state of the table names a lever that there is none of"


def frame(viewer: Viewer, shown: Screen, seconds: float = 0.0) -> None:
    """The next frame of a screen that has been drawn, some seconds later."""
    viewer.stage.clock.advance(seconds)  # type: ignore[attr-defined]
    shown.paint(viewer.surface)
