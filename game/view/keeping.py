"""What the game keeps between two evenings: settings, stars, bets and saved games, each in the system's own place."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from game import places, safely, saves
from game.levels.generated import Choice
from game.saves import SUFFIX, Recording, SaveError
from game.session import Session, earned, level_name
from game.view import mishap
from game.view.kept_games import Kept, age, begins_with, day_of, digest, look, own_digest, stem_for, stem_of, writable
from game.view.profile import TABLES, Progress, Settings, join, pair, progress_of, settings_of, table_with
from game.view.record import Record, Values

MOST_SAVES = 200
MOST_RESULTS = 40
OWN_NAMES = ("now-", "last-", "earlier-", "past-")
"""How the names of the game's own saves begin: games under way, the last finished one of each level, games that were
set aside, finished ones before the last."""


@dataclass(frozen=True)
class Said:
    """What came of saving under a name: a sentence; whether it failed, or asks before it replaces another game."""

    text: str
    failed: bool = False
    asks: bool = False


class Keeping:
    """Reads and writes the player's things. `folder` None: nothing touches the disk.

    fault: why the game in play could not be saved the last time, reason first; empty while all is well.
    """

    def __init__(self, folder: Path | None, config: Path | None = None) -> None:
        self._folder = folder
        self._writer: ThreadPoolExecutor | None = None
        self._last: Future[Path] | None = None
        self._claims: dict[str, tuple[str, safely.Claim]] = {}
        config = config or folder
        self._progress = Record(folder / "progress.json") if folder is not None else None
        self._settings = Record(config / "settings.json") if config is not None else None
        self._told: list[str] = []
        self._pages: dict[str, Path] = {}
        self.fault = ""
        for place in {folder, config, self._saves}:
            if place is not None:
                safely.sweep(place)

    @classmethod
    def at_home(cls) -> Keeping:
        """The usual places of this system."""
        return cls(places.player_data(), Path(platformdirs.user_config_dir("headcount", appauthor=False)))

    @property
    def on_disk(self) -> bool:
        """Whether anything is kept at all."""
        return self._folder is not None

    @property
    def own_levels(self) -> Path | None:
        """Where the player's own levels lie, if anything is kept; the folder need not be there."""
        return places.own_levels(self._folder) if self._folder is not None else None

    @property
    def workshop_seat(self) -> Path | None:
        """Where the seat in a workshop is kept that the player may come back to; the file need not be there."""
        return self._folder / "workshop-seat.json" if self._folder is not None else None

    @property
    def _saves(self) -> Path | None:
        return self._folder / "saves" if self._folder is not None else None

    # Settings and progress.

    def told(self) -> list[str]:
        """What was found wrong with what is kept, in sentences for the player."""
        found = [sentence for record in (self._progress, self._settings) if record for sentence in record.told]
        return [*found, *self._told]

    def heard(self) -> None:
        """The player has read what was told."""
        for record in (self._progress, self._settings):
            if record is not None:
                record.told.clear()
        self._told = []

    def settings(self) -> Settings:
        """The settings of last time, or the usual ones."""
        return settings_of(self._settings.values()) if self._settings is not None else Settings()

    def keep_settings(self, settings: Settings) -> None:
        """Writes the settings, where they have changed."""
        if self._settings is not None:
            self._note(self._settings.change(lambda before: asdict(settings) | {"window": pair(settings.window)}))

    def progress(self) -> Progress:
        """Stars and bets so far."""
        return progress_of(self._progress.values()) if self._progress is not None else Progress()

    def keep_progress(self, progress: Progress) -> None:
        """Writes stars and bets, joined with what another window has written since: no star is ever lost.

        `progress` then holds what both know.
        """
        if self._progress is None:
            return

        def joined(before: Values) -> Values:
            theirs = progress_of(before)
            join(progress, theirs)
            tables = {name: table_with(before.get(name), getattr(progress, name)) for name in TABLES}
            if progress.memory == theirs.memory and isinstance(before.get("memory"), dict):
                tables["memory"] = before["memory"]  # with what only a newer version can read of it
            return asdict(progress) | tables

        self._note(self._progress.change(joined))

    def _note(self, trouble: str) -> None:
        """Remembers the newest reason why settings or progress could not be kept; one that is over is dropped."""
        self._told = [trouble] if trouble else []

    # Saved games.

    def games(self) -> list[Kept]:
        """Games that can be taken up again, and damaged ones, newest first."""
        found = [kept for kept in self._listed() if not kept.over]
        # However much lies there: a game that saves itself is never pushed off the list.
        room = MOST_SAVES - sum(kept.path.name.startswith("now-") for kept in found)
        others = [kept for kept in found if not kept.path.name.startswith("now-")][: max(0, room)]
        return [kept for kept in found if kept.path.name.startswith("now-") or kept in others]

    def results(self) -> list[Kept]:
        """Finished games, newest first."""
        return [kept for kept in self._listed() if kept.over][:MOST_RESULTS]

    def points_of(self, made: Choice) -> tuple[int, ...]:
        """Whole points of every finished game of a day in the folder of saved games, whoever led it."""
        found = []
        for kept in self._listed():
            if kept.name == made.name and kept.over and not kept.damage:
                with suppress(SaveError):  # it may be gone by now
                    found += [earned(kept.score)] if day_of(saves.read(kept.path).header) == made.day else []
        return tuple(sorted(found))

    def _listed(self) -> list[Kept]:
        self.settle()
        if self._saves is None:
            return []
        try:
            paths = [entry for entry in self._saves.iterdir() if entry.name.endswith(SUFFIX)]
        except OSError:
            return []
        found = [look(path) for path in paths if not path.name.startswith(".")]
        return sorted(found, key=lambda kept: (-kept.at, kept.path.name))

    def autosave(self, session: Session) -> str:
        """Saves a game in the background under its level's name; a finished one becomes the level's last run.

        Returns why what was to be saved before could not be, else an empty text; `poll` tells of this one.
        """
        if self._folder is None or (session.week == 0 and not session.pending):
            return ""
        self.settle()
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "autosave")
        recording, now = session.recording(), self._now(session)
        job = self._finish if session.over else saves.write
        self._last = self._writer.submit(job, now, recording)
        return self.fault

    def poll(self) -> str:
        """Why the game in play could not be saved, as soon as that is known; never waits."""
        if self._last is not None and self._last.done():
            self.settle()
        return self.fault

    def save_now(self, session: Session) -> str:
        """Saves a game and waits for it; returns an empty text, or why it could not be saved, reason first."""
        self.autosave(session)
        self.settle()
        return self.fault

    def keep_bound(self, session: Session) -> None:
        """Adds what was worked out about a finished game to its save, which takes no other game's place."""
        path = self._named(session, "last")
        self.settle()
        try:
            if path is None or session.bound is None or (kept := saves.read(path).end) is None:
                return
            recording = session.recording()
            if recording.end is not None and kept.digest == recording.end.digest and kept.bound() is None:
                saves.write(path, recording, spare=False)
        except SaveError as error:
            self.fault = str(error)

    def holds(self, session: Session) -> bool:
        """Whether the last finished game of its level that is kept is this one."""
        path = self._named(session, "last")
        self.settle()
        return path is not None and digest(path) == own_digest(session)

    def runs(self, session: Session) -> list[Path]:
        """The player's finished games of this level, the newest first."""
        path = self._named(session, "last")
        self.settle()
        if path is None or self._saves is None:
            return []
        name = path.name.removeprefix("last-").removesuffix(SUFFIX)
        others = sorted(self._saves.glob(f"past-{_literal(name)}~*{SUFFIX}"), key=age)
        return [one for one in (path, *others) if one.is_file()]

    def last_run(self, session: Session) -> Path | None:
        """The player's last finished game of this level; another one than this, where there is one."""
        found = self.runs(session)
        if not found:
            return None
        own = own_digest(session)
        return next((one for one in found if digest(one) not in ("", own)), found[0])

    def begin(self, session: Session) -> None:
        """Makes room for a new game of a level: one that is under way there is set aside, not lost."""
        if self._saves is None:
            return
        self.settle()
        path = self._now(session)
        if path.is_file():
            try:
                os.replace(path, self._aside(session))
            except OSError as error:
                self.fault = f"{error.strerror or error}: the earlier game could not be set aside."

    def take_up(self, session: Session, path: Path) -> None:
        """Goes on with a saved game: in the same file if it is one that saves itself; others are left as they are."""
        name, stem = stem_of(session), path.name.removesuffix(SUFFIX)
        if self._saves is None:
            return
        if path.parent == self._saves and (stem == f"now-{name}" or stem.startswith(f"now-{name}~")):
            if self._held(name) == stem:
                return
            claim = safely.Claim(path.with_name(f".{stem}.lock"))
            if claim.taken:
                self._give_back(name)
                self._claims[name] = (stem, claim)
                return
        self.begin(session)

    def save_as(self, session: Session, words: str, replace: bool = False) -> Said:
        """Saves under a name of the player's; asks before it takes another game's place, unless `replace`."""
        if self._saves is None:
            return Said("This game is not being kept.", failed=True)
        plain = safely.file_name(words, level_name(session.level))
        if plain.lower().startswith(OWN_NAMES):
            plain = f"my {plain}"
        path = self._saves / f"{plain}{SUFFIX}"
        with suppress(OSError):
            same = [one for one in self._saves.iterdir() if one.name.casefold() == path.name.casefold()]
            path = same[0] if same else path
        if path.exists() and not replace and not begins_with(session, path):
            return Said(f"There is another game called “{path.name.removesuffix(SUFFIX)}”.", asks=True)
        try:
            session.save(path)
        except SaveError as error:
            return Said(str(error), failed=True)
        return Said(f"Saved as “{path.name.removesuffix(SUFFIX)}”.")

    def places(self) -> list[Path]:
        """Other folders in which a game can be saved now, tried out by writing there."""
        wanted = []
        for place in (platformdirs.user_documents_dir, Path.home, tempfile.gettempdir):
            with suppress(OSError, RuntimeError):  # there may be no such place at all
                wanted.append(Path(place()))
        return [place for place in dict.fromkeys(wanted) if place != self._saves and writable(place)]

    def save_in(self, session: Session, folder: Path) -> Said:
        """Saves a game in another folder, under a name that nothing there has."""
        name = f"Headcount {stem_of(session)} week {session.week + 1}"
        path = next(
            place for n in range(1, 10_000)
            if not (place := folder / f"{name}{f' {n}' if n > 1 else ''}{SUFFIX}").exists()
        )  # fmt: skip
        try:
            return Said(f"Saved as {session.save(path)}. Drop that file on the title to go on with it.")
        except SaveError as error:
            return Said(str(error), failed=True)

    def save_page(self, session: Session, text: str) -> str:
        """Saves the report of a finished game beside the saved games, as Markdown; returns a sentence either way.

        Once more it takes its own place, but never that of another game's report.
        """
        if self._saves is None:
            return "This game is not being kept."
        name = f"{stem_of(session)}, seed {session.seed}, week {session.week}"
        own, data = own_digest(session), text.encode("utf-8")
        try:
            path = self._pages.get(own) or next(
                place for n in range(1, 10_000)
                if not (place := self._saves / f"{name}{f' ({n})' if n > 1 else ''}.md").exists()
                or place.read_bytes() == data
            )  # fmt: skip
            safely.put(path, data, spare=False)
        except OSError as error:
            return f"{error.strerror or error}: the report could not be saved."
        self._pages[own] = path
        return f"Saved as {path}."

    def write_error(self, text: str, now: datetime) -> str:
        """Writes down an unexpected error under its date; says in a sentence where it is, or why it is nowhere."""
        if self._folder is None:
            return "Nothing is being kept, so what happened is not written down either."
        try:
            path = mishap.write(self._folder, text, now)
        except OSError as error:
            return f"What happened could not be written down: {error.strerror or error}."
        return f"What happened is written in {path}. It names nobody; whoever mends the game can use it."

    def settle(self) -> None:
        """Waits until what was to be saved is saved; a failure is kept in `fault` as a sentence."""
        if self._last is not None:
            try:
                self._last.result()
                self.fault = ""
            except SaveError as error:
                self.fault = str(error)
            self._last = None

    def close(self) -> None:
        """Finishes writing, and lets other windows have the games that were played here."""
        self.settle()
        if self._writer is not None:
            self._writer.shutdown(wait=True)
            self._writer = None
        for name in list(self._claims):
            self._give_back(name)

    def _give_back(self, name: str) -> None:
        held = self._claims.pop(name, None)
        if held is not None:
            held[1].give_back()

    def _now(self, session: Session) -> Path:
        """Where a game under way saves itself: a file that no other window has."""
        assert self._saves is not None
        name = stem_of(session)
        if not self._held(name):
            number = 1
            while not (claim := safely.Claim(self._saves / f".{_numbered('now', name, number)}.lock")).taken:
                number += 1
            self._claims[name] = (_numbered("now", name, number), claim)
        return self._saves / f"{self._claims[name][0]}{SUFFIX}"

    def _held(self, name: str) -> str:
        """The file of a level that this window has to itself, without its ending; empty where it has none."""
        held = self._claims.get(name)
        if held is None or held[1].stands:
            return held[0] if held is not None else ""
        self._give_back(name)
        return ""

    def _aside(self, session: Session) -> Path:
        """A name for a game that is set aside, which no other game has: none makes room for another."""
        assert self._saves is not None
        number, name = 1, stem_of(session)
        while (place := self._saves / f"{_numbered('earlier', name, number)}{SUFFIX}").exists():
            number += 1
        return place

    def _named(self, session: Session, kind: str) -> Path | None:
        return None if self._saves is None else self._saves / f"{kind}-{stem_of(session)}{SUFFIX}"

    def _finish(self, now: Path, recording: Recording) -> Path:
        """Saves a finished game as its level's last one; the one before is kept too, and the game under way is over."""
        stem = stem_for(recording.header.name, recording.header.rung)
        path = now.with_name(f"last-{stem}{SUFFIX}")
        before = digest(path)
        if before and recording.end is not None and before != recording.end.digest:
            with suppress(OSError):
                os.replace(path, path.with_name(f"past-{stem}~{before[:10]}{SUFFIX}"))
        out = saves.write(path, recording)
        with suppress(OSError):
            now.unlink(missing_ok=True)
            safely.spare_of(now).unlink(missing_ok=True)
        with suppress(OSError):
            for old in sorted(path.parent.glob(f"past-*{SUFFIX}"), key=age)[MOST_RESULTS:]:
                old.unlink()
        return out


def _numbered(kind: str, name: str, number: int) -> str:
    """The name of the first, second … file of a kind."""
    return f"{kind}-{name}" if number == 1 else f"{kind}-{name}~{number}"


def _literal(name: str) -> str:
    return "".join(f"[{c}]" if c in "[]*?" else c for c in name)
