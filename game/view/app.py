"""The game as a whole: which screen follows which, what is kept between them, and how it starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game import levels, saves
from game.board import style
from game.levels import Cover, Level, LevelError, generated
from game.levels.ladder import climbed, key
from game.places import LEVELS, MORE
from game.saves import SaveError
from game.session import Session, earned, level_name
from game.sim.desk.reports import Report
from game.view import chapters, mishap, packs
from game.view.fetching import fetch_soon
from game.view.keeping import Keeping, Said
from game.view.kept_games import Kept, day_of
from game.view.own_levels import OwnLevels, how_they_went
from game.view.profile import Progress, Settings
from game.view.screens.briefing import Briefing
from game.view.screens.free_play import DayWent
from game.view.screens.ladder import ladder_words, steps
from game.view.screens.message import Mended, Message
from game.view.screens.pack_arrives import arrival
from game.view.screens.title.lists import SavedGame, described
from game.view.screens.title.road import Milestone
from game.view.screens.title.screen import TitleScreen
from game.view.screens.unsaved import Unsaved
from game.view.sound import Sound
from game.view.stage import Beneath, Clock, Route, Screen, Stage
from game.view.ways import Chapter
from game.view.window import Window
from game.view.workshops import Workshop
from game.words.cast import remembered
from game.words.closing import Best, compared
from game.workshop.address import Address

if TYPE_CHECKING:
    from game.view.bench import Bench, Watch
    from game.view.cards.table import Table
    from game.view.screens.debrief.screen import DebriefScreen

SORRY = "This is a fault of the game and not of yours."


class Game:
    """Runs the game: the player's settings, progress and saved games, and the way from screen to screen.

    `folder` holds the campaign and in `more` what lies apart from it; `keeping` may keep nothing. `seed` is for the
    first game only (None: the level's own). `folders` hold levels of the player's own besides those that are kept.
    """

    def __init__(
        self, keeping: Keeping, folder: Path = LEVELS, *, seed: int | None = None, folders: Sequence[Path] = ()
    ) -> None:
        self.keeping = keeping
        self.folder = folder
        self._settings: Settings = keeping.settings()
        self.progress: Progress = keeping.progress()
        self.session: Session | None = None
        self._seed = seed
        self._stage: Stage | None = None
        self._covers: tuple[Cover, ...] | None = None
        self._unreadable: set[Path] = set()
        self._files: dict[str, Path] = {}
        self.more = OwnLevels(None, [folder / MORE.name], folder)
        self.own = OwnLevels(keeping.own_levels, folders, folder, self._listed)
        self.workshop = Workshop(self)

    # What is kept.

    @property
    def settings(self) -> Settings:
        """How the player likes it, as the window stands now."""
        stage = self._stage
        if stage is None:
            return self._settings
        return replace(
            self._settings, theme=stage.theme, ui_scale=stage.ui.scale, muted=stage.sound.muted,
            volume=stage.sound.volume, reduced_motion=stage.reduced_motion,
            window=stage.windowed or self._settings.window, fullscreen=stage.fullscreen, room=stage.sound.room_volume,
        )  # fmt: skip

    def attach(self, stage: Stage) -> None:
        """Takes the window's stage, so that settings apply at once."""
        stage.sound.volume, stage.sound.muted = self._settings.volume, self._settings.muted
        stage.sound.room_volume = self._settings.room
        self._stage = stage

    def change(self, settings: Settings) -> None:
        """Takes new settings, applies them and keeps them."""
        self._settings = settings
        if self._stage is not None:
            self._stage.set_theme(settings.theme)
            self._stage.set_ui_scale(settings.ui_scale)
            self._stage.ui.reduced_motion = settings.reduced_motion
            self._stage.sound.volume, self._stage.sound.muted = settings.volume, settings.muted
            self._stage.sound.room_volume = settings.room
        self.keeping.keep_settings(settings)

    def keep_settings(self) -> None:
        """Keeps how the window stands now: theme, sizes, sound; the window calls it when one of them has changed."""
        self._settings = self.settings
        self.keeping.keep_settings(self._settings)

    def keep(self, session: Session) -> str:
        """Saves a game as it stands, in the background; a sentence if the save before failed, else an empty text."""
        self.session = session
        return self.keeping.autosave(session)

    def trouble(self) -> str:
        """Why the game in play could not be saved, as soon as that is known; empty while all is well."""
        return self.keeping.poll()

    def save_as(self, session: Session, words: str, replace: bool = False) -> Said:
        """Saves a copy under a name of the player's; asks before it takes another game's place, unless `replace`."""
        return self.keeping.save_as(session, words, replace)

    def close(self) -> None:
        """Saves the game in play and the settings as the window left them."""
        if self.session is not None:
            self.keeping.autosave(self.session)
        self.keeping.keep_settings(self.settings)
        self.keeping.keep_progress(self.progress)
        self.workshop.close()
        self.keeping.close()

    # The campaign.

    def covers(self) -> tuple[Cover, ...]:
        """Our levels, read once; those apart from the campaign come last."""
        if self._covers is None:
            self._covers = (*levels.covers(self.folder), *levels.covers(self.folder / MORE.name))
        return self._covers

    def campaign(self) -> list[Chapter]:
        """The whole road, and how far it is open."""
        return chapters.road(self.covers(), self.progress.stars, self._unreadable)

    def beside(self) -> list[Chapter]:
        """The levels beside the road, as far as they are there."""
        return chapters.beside(self.covers(), self.progress.stars, self._unreadable, self.campaign())

    def _ours(self, path: Path) -> bool:
        """Whether a file stands on the road or under *More levels*; whoever bears a level's own name needs no list."""
        return (path.parent == self.folder and chapters.bears_name(path)) or path in self._listed()

    def _listed(self) -> list[Path]:
        """The files of our levels: they stand on the road or under *More levels*."""
        road = [chapter.path for chapter in (*self.campaign(), *self.beside())]
        return [path for path in road if path is not None] + [row.path for row in self.more.rows]

    # Ways.

    def title(self) -> TitleScreen:
        """The title screen, with what has been reached and saved so far."""
        milestones = [
            Milestone(chapter.title, chapter.people, chapter.path, chapter.stars, not chapter.open, chapter.finished,
                      chapter.after, ladder_words(chapter.name, self.progress.climbed))
            for chapter in (*self.campaign(), *self.beside())
        ]
        self.keeping.keep_progress(self.progress)
        games, results = self.keeping.games(), self.keeping.results()
        self.more.look()
        self.own.look()
        return TitleScreen(
            milestones, self.open_level, open_free=self.open_free, saves=[self._described(kept) for kept in games],
            open_save=self.open_save, going=self._going(games), results=[self._described(kept) for kept in results],
            finished=self.progress.finished, told=self.keeping.told(), heard=self.keeping.heard,
            own=self.own if self.own.folders else None, more=self.more, workshop=self.workshop,
            went=how_they_went(self.progress.stars, games, results), leading=self.leading,
            day_went=self.day_went,
        )  # fmt: skip

    def day_went(self, made: generated.Choice) -> DayWent:
        """How the game of a day went: the player's first, and every finished one in the folder of saved games."""
        return DayWent(self.progress.days.get(made.day), self.keeping.points_of(made))

    def leading(self) -> Screen:
        """The page of the player's own leading over all finished games."""
        from game.view.screens.leading import Leading

        return Leading([kept.path for kept in self.keeping.results()], self.title)

    def _going(self, games: Sequence[Kept]) -> SavedGame | None:
        """The game to go on with: one that saves itself and was played last; never a copy, a damaged or foreign one."""
        own = [kept for kept in games if kept.path.name.startswith("now-") and not kept.damage]
        own.sort(key=lambda kept: kept.name != self.progress.played)
        return self._described(own[0]) if own else None

    def _described(self, kept: Kept) -> SavedGame:
        """A saved game in words."""
        titles = {Path(cover.path).name.removesuffix(".yaml"): cover.title for cover in self.covers()}
        return described(kept, titles)

    def open_level(self, path: Path, asked: bool = False) -> Screen:
        """The briefing of a level, or what is wrong with its file. asked: by its path, so that it lies on the bench."""
        try:
            level = self.own.read(path)
        except LevelError as error:
            from game.view.bench import Watch

            self._unreadable.add(path)
            return Mended("This level cannot be opened", str(error), self.title, Watch(path),
                          lambda: self.open_level(path, asked))  # fmt: skip
        except Exception as error:
            return self.went_wrong(error, [f"opening the level {path.stem}"])
        if asked or not self._ours(path):
            self._files[level_name(level)] = path
        return self.briefing(level)

    def opened(self, path: Path) -> Screen:
        """A level's briefing, a saved game taken up again, or a pack that is taken in, whichever it is."""
        path = packs.around(path)
        if packs.is_pack(path):
            return arrival(path, self.own.home, self._to_own_levels)
        return self.open_save(path) if path.suffix == saves.SUFFIX else self.open_level(path, asked=True)

    def _to_own_levels(self) -> Screen:
        title = self.title()
        title.choosing = "own"
        return title

    def dropped(self, path: Path, screen: Screen) -> Route | None:
        """A level, saved game or pack that is let fall onto the window is opened; a game under way is saved first."""
        from game.view.screens.play.screen import Play

        if type(screen) is Play:
            return self.leave(screen.table.session, screen, lambda: Route.to(partial(self.opened, path)))
        return Route.to(partial(self.opened, path)) if isinstance(screen, TitleScreen | Briefing | Message) else None

    def _file(self, level: Level) -> Path | None:
        """The file of a level that lies on the bench: the player's own, or asked for by its path."""
        name = level_name(level)
        return self._files.get(name) or next((row.path for row in self.own.rows if row.name == name), None)

    def _bench(self, level: Level) -> Bench | None:
        from game.view.bench import Bench

        path = self._file(level)
        return Bench(path, level, self.own.read, levels.check) if path is not None else None

    def open_free(self, choice: generated.Choice) -> Screen:
        """The briefing of a level that is generated for a choice."""
        return self.briefing(generated.level(choice))

    def briefing(self, level: Level, ground: Level | None = None) -> Briefing:
        """The page before a level. ground: of one on a rung of its ladder, the level as its text has it."""

        def start(bet: int | None) -> Screen:
            if bet is not None:
                self.progress.bets[level_name(level)] = bet
            else:
                self.progress.bets.pop(level_name(level), None)
            self.keeping.keep_progress(self.progress)
            seed, self._seed = self._seed, None
            return self.begin(Session(level, seed))

        path, progress = self._file(level), self.progress
        ground = ground or level
        return Briefing(
            level, start, self.title, known=self._known(level), bet=progress.bets.get(level_name(level)),
            memory=progress.memory,
            fresh=self._watched(path) if path is not None else None,
            ladder=steps(ground, level_name(ground), progress.climbed, progress.best),
            climb=lambda rung: self.briefing(climbed(ground, rung), ground),
        )  # fmt: skip

    def _watched(self, path: Path) -> tuple[Watch, Callable[[], Screen]]:
        from game.view.bench import Watch

        return Watch(path), lambda: self.open_level(path, asked=True)

    def _known(self, level: Level) -> list[str]:
        """Levers that an earlier level of the campaign has opened."""
        from game.sim.levers import LEVERS

        number = level.number or chapters.BESIDE.get(level_name(level), -1) + 1
        return [name for name, lever in LEVERS.items() if lever.since < number]

    def begin(self, session: Session) -> Screen:
        """A new game on the table; one under way in the same level is set aside."""
        self.keeping.begin(session)
        return self.play(session)

    def play(self, session: Session) -> Screen:
        """A game on the table."""
        if session.over:
            self.session = None
            return self.result_of(session)
        self.session = session
        self.progress.note(level_name(session.level), finished=False)
        self.keeping.keep_progress(self.progress)
        from game.view.screens.play.screen import Play

        return Play(session, self, self._bench(session.level))

    def open_save(self, path: Path) -> Screen:
        """A saved game taken up again, or what is wrong with its file."""
        try:
            loaded = Session.load(path)
            if not loaded.session.over:
                self.keeping.take_up(loaded.session, path)
            screen = self.play(loaded.session)
        except SaveError as error:
            return Message("This game cannot be opened", str(error), self.title)
        except Exception as error:
            return self.went_wrong(error, ["opening a saved game"])
        if loaded.note:
            return Message("Taken up again", loaded.note, lambda: screen)
        return screen

    def went_wrong(self, error: Exception, recent: Sequence[str]) -> Screen:
        """Keeps the game as it stands, writes down what happened, and tells both on a page that leads to the title."""
        session, self.session = self.session, None
        kept = self._keep_at_once(session) if session is not None else ""
        now = datetime.now()
        try:
            text = mishap.report(error, recent, session, now)
            told = self.keeping.write_error(text, now)
        except Exception as second:
            told = f"What happened could not be written down either ({type(second).__name__})."
        return Message("Something went wrong", "\n\n".join(part for part in (SORRY, kept, told) if part), self.title,
                       "To the title")  # fmt: skip

    def _keep_at_once(self, session: Session) -> str:
        """Saves a game and waits for it; says in a sentence how that went."""
        if session.week == 0 and not session.pending:
            return ""
        try:
            self.keeping.autosave(session)
            self.keeping.settle()
        except Exception as second:
            return f"The game could not be saved ({type(second).__name__}). Its save is the one from the week before."
        if self.keeping.fault:
            return f"The game could not be saved: {self.keeping.fault}"
        if not self.keeping.on_disk:
            return "The game could not be saved, because nothing is being kept."
        return f"The game is kept as it stood in week {session.week + 1}; take it up again from the title."

    def to_title(self) -> Route:
        """Back to the title."""
        self.session = None
        return Route.to(self.title)

    def to_briefing(self, path: Path | str) -> Route:
        """To the page before a level."""
        return Route.to(partial(self.open_level, Path(path)))

    def to_play(self, session: Session) -> Route:
        """To the table with a game: a new one, or one under way."""
        return Route.to(partial(self.begin if session.week == 0 else self.play, session))

    def to_review(self, table: Table, before: Report | None, back: Beneath) -> Route:
        """To the review of the quarter that has just ended, and from there back to the table."""

        def make() -> Screen:
            from game.view.screens.review.screen import ReviewScreen

            return ReviewScreen(self, table, lambda: Route(back), before, back)

        return Route.to(make)

    def to_result(self, session: Session) -> Route:
        """To the result of a finished game; its stars are kept."""
        outcome, best = session.outcome(), None
        if outcome is not None:
            level, name, points = session.level, level_name(session.level), max(0, earned(outcome.score))
            whole = outcome.kind == "finished"
            if whole:
                best = compared(points, self.progress.best.get(key(name, level.rung)))
            self.progress.earn(name, outcome.stars, level.rung, points if whole else None)
            if day := day_of(session.recording().header):
                self.progress.first(day, points)
            self.progress.note(name, finished=True)
            if level.cast and not level.people:
                self.progress.memory = remembered(level, session.truth())
            self.keeping.keep_progress(self.progress)
        return Route.to(partial(self.result_of, session, fresh=True, best=best))

    def result_of(self, session: Session, *, fresh: bool = False, best: Best | None = None) -> DebriefScreen:
        """The result of a finished game; fresh: one that has ended just now, with how it compares with the best."""
        from game.view.screens.debrief.screen import DebriefScreen

        return DebriefScreen(self, session, self.keeping.last_run(session), fresh=fresh, best=best)

    def anew(self, session: Session) -> Route:
        """The same level from its beginning, on the same luck."""
        return Route.to(lambda: self.begin(Session(session.level, session.seed, session.difficulty, session.player)))

    def leave(self, session: Session, back: Screen, on: Callable[[], Route] | None = None) -> Route:
        """Saves a game and goes on, by default to the title; where it cannot be saved, stays and says why."""
        fault = self.keeping.save_now(session)
        if fault:
            return Route(Unsaved(self.keeping, session, fault, back, on or self.to_title))
        return (on or self.to_title)()

    def closing(self, screen: Screen) -> Route | None:
        """What to show before the window may close: a game that cannot be saved is never left silently."""
        if isinstance(screen, Unsaved):
            return screen.closing()
        if self.session is None or not self.keeping.on_disk:
            return None
        fault = self.keeping.save_now(self.session)
        return Route(Unsaved(self.keeping, self.session, fault, screen, self.quit)) if fault else None

    def quit(self) -> Route:
        """Leaves the game."""
        return Route(None)


def run(
    level: Path | Level | None = None,
    seed: int | None = None,
    size: tuple[int, int] | None = None,
    fullscreen: bool = False,
    ui_scale: float | None = None,
    theme: str | None = None,
    reduced_motion: bool | None = None,
    folders: Sequence[Path] = (),
    join: tuple[Address, str] | None = None,
) -> int:
    """Opens the window and returns 0 when the player has left; None leaves a choice to the settings of last time.

    `level` goes straight to a level's briefing, `join` to a workshop's door under a name; `folders` hold levels of the
    player's own. Raises SystemExit with a sentence where there is no display.
    """
    game = start(
        Keeping.at_home(), seed=seed, ui_scale=ui_scale, theme=theme, reduced_motion=reduced_motion, folders=folders
    )
    if join is not None:
        first = game.workshop.door(*join)
    elif level is None:
        first = game.title()
    else:
        first = game.opened(level) if isinstance(level, Path) else game.briefing(level)
    fetch_soon()
    wide = size is None and game.settings.fullscreen
    shown = open_window(game, first, size=size or game.settings.window, fullscreen=fullscreen or wide)
    try:
        shown.run()
    finally:
        game.close()
    return 0


def start(
    keeping: Keeping,
    *,
    seed: int | None = None,
    ui_scale: float | None = None,
    theme: str | None = None,
    reduced_motion: bool | None = None,
    folders: Sequence[Path] = (),
) -> Game:
    """A game with the settings of last time, changed by what was asked for at the start."""
    game = Game(keeping, seed=seed, folders=folders)
    last = game.settings
    known: style.Theme = "dark" if theme == "dark" else "light"
    game.change(
        replace(
            last,
            ui_scale=last.ui_scale if ui_scale is None else ui_scale,
            theme=last.theme if theme is None else known,
            reduced_motion=last.reduced_motion if reduced_motion is None else reduced_motion,
        )
    )
    return game


def open_window(
    game: Game,
    first: Screen,
    *,
    size: tuple[int, int] | None = None,
    fullscreen: bool = False,
    clock: Clock | None = None,
    sound: Sound | None = None,
) -> Window:
    """The window on a screen of the game, with the game's settings."""
    wanted = game.settings
    shown = Window(
        first, size, ui_scale=wanted.ui_scale, theme=wanted.theme, clock=clock,
        sound=sound,
        reduced_motion=wanted.reduced_motion, fullscreen=fullscreen, rescue=game.went_wrong,
        closing=game.closing, changed=game.keep_settings, dropped=game.dropped,
    )  # fmt: skip
    game.attach(shown.stage)
    return shown


__all__ = ["Chapter", "Game", "Message", "open_window", "run", "start"]
