"""What the game keeps between two evenings: settings, stars, bets and saved games, each in the system's own place."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import platformdirs

from game import saves
from game.saves import SUFFIX, Recording, SaveError
from game.session import Session, level_name
from game.view import mishap, style

MOST_SAVES = 24
OWN_NAMES = ("now-", "last-", "earlier-")
"""How the names of the game's own saves begin: the game under way, the last finished one, the one set aside."""


@dataclass(frozen=True)
class Settings:
    """How the player likes it. ui_scale: 1…2. theme: "light" or "dark". volume: 0…1.

    pause_to_write: the clock stands while a letter is written. pause_away: it stops while the window is not in front.
    """

    ui_scale: float = 1.0
    theme: style.Theme = "light"
    reduced_motion: bool = False
    volume: float = 0.8
    muted: bool = False
    pause_to_write: bool = True
    pause_away: bool = True


@dataclass
class Progress:
    """Stars by the level's short name, and the answer bet on before each."""

    stars: dict[str, int] = field(default_factory=dict)
    bets: dict[str, int] = field(default_factory=dict)

    def earn(self, name: str, stars: int) -> None:
        """Keeps the best result of a level."""
        self.stars[name] = max(stars, self.stars.get(name, 0))


@dataclass(frozen=True)
class Kept:
    """A saved game as a list shows it: its file, the level's short name, and the week it stands in (from 0)."""

    path: Path
    name: str
    week: int


class Keeping:
    """Reads and writes the player's things; a damaged file counts as none. `folder` None: nothing touches the disk."""

    def __init__(self, folder: Path | None, config: Path | None = None) -> None:
        self._folder = folder
        self._config = config or folder
        self._writer: ThreadPoolExecutor | None = None
        self._last: Future[Path] | None = None
        self.fault = ""

    @classmethod
    def at_home(cls) -> Keeping:
        """The usual places of this system."""
        data = Path(platformdirs.user_data_dir("headcount", appauthor=False))
        return cls(data, Path(platformdirs.user_config_dir("headcount", appauthor=False)))

    @property
    def on_disk(self) -> bool:
        """Whether anything is kept at all."""
        return self._folder is not None

    def settings(self) -> Settings:
        """The settings of last time, or the usual ones."""
        return _settings(self._read(self._config, "settings.json"))

    def keep_settings(self, settings: Settings) -> None:
        """Writes the settings."""
        self._write(self._config, "settings.json", asdict(settings))

    def progress(self) -> Progress:
        """Stars and bets so far."""
        raw = self._read(self._folder, "progress.json")
        return Progress(_counts(raw.get("stars"), 3), _counts(raw.get("bets"), 9))

    def keep_progress(self, progress: Progress) -> None:
        """Writes stars and bets."""
        self._write(self._folder, "progress.json", asdict(progress))

    def games(self) -> list[Kept]:
        """Games that can be taken up again, newest first."""
        if self._folder is None:
            return []
        self.settle()
        found = []
        try:
            files = sorted((self._folder / "saves").glob(f"*{SUFFIX}"), key=lambda p: -p.stat().st_mtime)
        except OSError:
            return []
        for path in files[: 2 * MOST_SAVES]:
            try:
                recording = saves.read(path)
            except SaveError:
                continue
            if recording.end is None or recording.end.outcome is None:
                found.append(Kept(path, recording.header.name, len(recording.weeks)))
        return found[:MOST_SAVES]

    def autosave(self, session: Session) -> str:
        """Saves a game in the background under its level's name; a finished one becomes the level's last run.

        Returns a sentence if what was to be saved before could not be, else an empty text.
        """
        if self._folder is None or (session.week == 0 and not session.pending):
            return ""
        self.settle()
        trouble, self.fault = self.fault, ""
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "autosave")
        self._last = self._writer.submit(self._save, session.recording(), self._auto(session), session.over)
        return trouble

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
        try:
            kept, own = (saves.read(path).end if path is not None else None), session.recording().end
        except SaveError:
            return False
        return kept is not None and own is not None and kept.digest == own.digest

    def last_run(self, session: Session) -> Path | None:
        """The player's last finished game of this level, if one is kept."""
        path = self._named(session, "last")
        return path if path is not None and path.is_file() else None

    def begin(self, session: Session) -> None:
        """Makes room for a new game of a level: one that is under way there is set aside, not lost."""
        if self._folder is None:
            return
        self.settle()
        path, aside = self._named(session, "now"), self._named(session, "earlier")
        if path is not None and aside is not None and path.is_file():
            try:
                os.replace(path, aside)
            except OSError as error:
                self.fault = f"The earlier game could not be set aside: {error.strerror or error}."

    def save_as(self, session: Session, words: str) -> str:
        """Saves under a name of the player's; returns a sentence either way."""
        if self._folder is None:
            return "This game is not being kept."
        plain = "".join(c if c.isalnum() or c in " -_" else "-" for c in words).strip(" -") or level_name(session.level)
        if plain.startswith(OWN_NAMES):
            plain = f"my {plain}"
        try:
            path = session.save(self._folder / "saves" / f"{plain[:60]}{SUFFIX}")
        except SaveError as error:
            return str(error)
        return f"Saved as “{path.stem}”."

    def save_page(self, session: Session, text: str) -> str:
        """Saves the report of a finished game beside the saved games, as Markdown; returns a sentence either way."""
        if self._folder is None:
            return "This game is not being kept."
        path = self._folder / "saves" / f"{level_name(session.level)}, seed {session.seed}, week {session.week}.md"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            return f"The report could not be saved: {error.strerror or error}."
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
            except SaveError as error:
                self.fault = str(error)
            self._last = None

    def close(self) -> None:
        """Finishes writing."""
        self.settle()
        if self._writer is not None:
            self._writer.shutdown(wait=True)
            self._writer = None

    def _auto(self, session: Session) -> Path:
        path = self._named(session, "last" if session.over else "now")
        assert path is not None
        return path

    def _named(self, session: Session, kind: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / "saves" / f"{kind}-{level_name(session.level)}{SUFFIX}"

    def _save(self, recording: Recording, path: Path, over: bool) -> Path:
        out = saves.write(path, recording)
        if over:
            path.with_name(path.name.replace("last-", "now-", 1)).unlink(missing_ok=True)
        return out

    def _read(self, folder: Path | None, name: str) -> dict[str, Any]:
        if folder is None:
            return {}
        try:
            raw = json.loads((folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return raw if isinstance(raw, dict) else {}

    def _write(self, folder: Path | None, name: str, values: Mapping[str, Any]) -> None:
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            fresh = folder / f"{name}.tmp"
            fresh.write_text(json.dumps(values, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            os.replace(fresh, folder / name)
        except OSError as error:
            self.fault = f"{name} could not be written: {error.strerror or error}."


def _settings(raw: Mapping[str, Any]) -> Settings:
    usual = Settings()

    def number(name: str, low: float, high: float, usually: float) -> float:
        value = raw.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return usually
        return max(low, min(high, float(value)))

    def switch(name: str, usually: bool) -> bool:
        value = raw.get(name)
        return value if isinstance(value, bool) else usually

    return Settings(
        number("ui_scale", style.UI_SCALES[0], style.UI_SCALES[-1], usual.ui_scale),
        "dark" if raw.get("theme") == "dark" else "light",
        switch("reduced_motion", usual.reduced_motion), number("volume", 0.0, 1.0, usual.volume),
        switch("muted", usual.muted), switch("pause_to_write", usual.pause_to_write),
        switch("pause_away", usual.pause_away),
    )  # fmt: skip


def _counts(raw: object, most: int) -> dict[str, int]:
    if not isinstance(raw, dict):
        return {}
    return {
        str(name): number for name, number in raw.items()
        if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= most
    }  # fmt: skip
