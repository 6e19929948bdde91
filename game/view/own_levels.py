"""A player's own levels: what lies in their folders, and the names under which their stars and games are kept.

A list shows a file at once by its name and reads it when there is time, again only once it has changed. Nothing that
lies in a folder stops the list: what cannot be read is told in its row.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from game import levels, safely
from game.levels import Level, LevelError, generated
from game.levels.folder import campaign_number, title_of
from game.levels.packs import Pack
from game.places import MORE
from game.session import earned
from game.view.kept_games import Kept
from game.view.packs import UNPACKED, PackShelf
from game.words.languages import maker

LONGEST_STEM, MARK_LETTERS = 40, 8
"""Letters of a file's name and of its mark in a name: together they fit into the name of a saved game."""
LONGEST_LINE = 160
_MARKED = re.compile(rf" [0-9a-f]{{{MARK_LETTERS}}}$")


@dataclass(frozen=True, slots=True)
class OwnLevel:
    """A level of the player's own as a list shows it.

    name: the short name under which its stars and games are kept. people, weeks: 0 until the file is read, and of a
    damaged one. line: the first sentence of its story. made: who wrote it, and in which language. fault: why it cannot
    be played (where, what, what to do), or an empty text. known: whether the file has been read.
    """

    path: Path
    name: str
    title: str
    people: int = 0
    weeks: int = 0
    line: str = ""
    made: str = ""
    fault: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Went:
    """How a level went so far: the most stars, and the last time in words such as “61% last time”."""

    stars: int
    words: str


class OwnLevels:
    """The levels in a player's own folders.

    home: the player's folder in the system's own place, where the files' names suffice as names; None where nothing is
    kept. folders: others that were asked for. ours: the folder of the game's levels, whose files keep their names when
    it is asked for too; `elsewhere` gives those that are listed somewhere else. rows: every level as far as it is read.
    packs: those of each folder. unread: why a folder cannot be looked into, where that is so.
    """

    def __init__(
        self, home: Path | None, folders: Sequence[Path], ours: Path, elsewhere: Callable[[], Iterable[Path]] = tuple
    ) -> None:
        self.home = home
        unique: dict[Path, Path] = {}
        for folder in (*([home] if home is not None else []), *folders):
            unique.setdefault(_place(folder), folder)
        self.folders = tuple(unique.values())
        self.rows: tuple[OwnLevel, ...] = ()
        self.unread: dict[Path, str] = {}
        self.packs: dict[Path, tuple[Pack, ...]] = {}
        self._shelf = PackShelf(home.with_name(UNPACKED) if home is not None else None)
        self._places, self._elsewhere = (ours, ours / MORE.name), elsewhere
        self._known: dict[Path, tuple[safely.Stamp, OwnLevel]] = {}

    def look(self) -> None:
        """Looks into the folders anew; a file that is as it was is not read again."""
        elsewhere = {_place(path) for path in self._elsewhere()}
        self.unread = {folder: why for folder in self.folders if (why := self._why_not(folder))}
        self._shelf.tidy()
        self.packs = {folder: self._shelf.in_folder(folder) for folder in self.folders}
        files = [
            path for folder in self.folders
            for path in (*levels.level_files(folder), *(path for pack in self.packs[folder] for path in pack.levels))
        ]  # fmt: skip
        self.rows = tuple(self._row(path) for path in files if _place(path) not in elsewhere)

    def in_folder(self, folder: Path) -> list[OwnLevel]:
        """The levels of one of the folders or packs, by the names of their files."""
        return [row for row in self.rows if row.path.parent == folder]

    def open_home(self) -> str:
        """Opens the player's folder in the system's file manager, and makes it first; says why not, or nothing."""
        return show_folder(self.home) if self.home is not None else "Nothing is being kept."

    def read_on(self) -> bool:
        """Reads the next file that has not been read; False where there is none."""
        for n, row in enumerate(self.rows):
            if not row.known:
                stamp = safely.stamp(row.path)
                fresh = self._examined(row)
                if stamp is not None:
                    self._known[row.path] = stamp, fresh
                self.rows = (*self.rows[:n], fresh, *self.rows[n + 1 :])
                return True
        return False

    def read(self, path: Path) -> Level:
        """The level in a file under the name it is kept by; of no number, unless it is ours. Raises LevelError."""
        level = levels.read(path)
        return level if self._is_ours(path) else replace(level, path=self.name(path), number=0)

    def name(self, path: Path) -> str:
        """The short name of the level in a file, which no other file has: stars, bets and games are kept under it.

        In the player's own folder it is the file's name, as far as a saved game can be called so; elsewhere, or where
        something else may have that name, a mark of the place follows. It never begins like a level of the campaign.
        """
        if self._is_ours(path):
            return path.stem
        stem, place = path.stem, _place(path.parent) / path.name
        named = stem if self.home is not None and place.parent == _place(self.home) and _is_plain(path) else ""
        base = named or safely.file_name(stem, "level", LONGEST_STEM)
        taken = campaign_number(base) or any((place / f"{base}.yaml").is_file() for place in self._places)
        base = f"my {base}" if taken else base
        if named:
            return base
        mark = hashlib.sha256(str(place).encode("utf-8", "surrogateescape")).hexdigest()[:MARK_LETTERS]
        return f"{base} {mark}"

    def _why_not(self, folder: Path) -> str:
        try:
            os.listdir(folder)
        except OSError as error:
            return "" if folder == self.home and not os.path.lexists(folder) else error.strerror or str(error)
        return ""

    def _is_ours(self, path: Path) -> bool:
        return _place(path.parent) in map(_place, self._places)

    def _row(self, path: Path) -> OwnLevel:
        known = self._known.get(path)
        if known is not None and known[0] == safely.stamp(path):
            return known[1]
        title = "".join(c if c.isprintable() else "?" for c in title_of(path.stem) or path.name)
        return OwnLevel(path, self.name(path), title)

    def _examined(self, row: OwnLevel) -> OwnLevel:
        """A row with what its file says, or why it says nothing."""
        try:
            level = levels.read(row.path)
        except LevelError as error:
            return replace(row, fault=_fault(error), known=True)
        except Exception as error:  # a fault of ours must not close the title to all other levels
            fault = f"The game could not read this file ({type(error).__name__}). That is a fault of the game."
            return replace(row, fault=fault, known=True)
        words = level.story or (level.aim.text if level.aim is not None else "")
        return replace(
            row, title=" ".join(level.title.split()), people=level.world.people, weeks=level.world.weeks,
            line=_first_sentence(words), made=maker(level.author, level.language), known=True,
        )  # fmt: skip


def how_they_went(stars: Mapping[str, int], games: Sequence[Kept], results: Sequence[Kept]) -> dict[str, Went]:
    """How every level went that was played, by its short name: stars earned, games under way and finished ones, newest
    first."""
    words = dict.fromkeys(stars, "played")
    words |= {kept.name: f"{earned(kept.score)}% last time" for kept in reversed(results) if not kept.damage}
    under_way = [kept for kept in reversed(games) if kept.path.name.startswith("now-") and not kept.damage]
    words |= {kept.name: f"now in week {kept.week + 1}" for kept in under_way}
    return {name: Went(stars.get(name, 0), text) for name, text in words.items()}


def in_words(folder: Path) -> str:
    """A folder's whole path as it is shown, with the player's home as ~."""
    words, home = os.path.abspath(folder), str(Path.home())
    words = f"~{words[len(home) :]}" if words.startswith(home + os.sep) else words
    return "".join(c if c.isprintable() else "?" for c in words)


def show_folder(folder: Path) -> str:
    """Opens a folder in the system's own file manager, and makes it if it is not there; says why not, or nothing."""
    opener = _opener()
    if opener is None:
        return "There is nothing here to open a folder with."
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{error.strerror or error}: the folder could not be made."
    threading.Thread(target=opener, args=(folder,), daemon=True).start()
    return ""


def can_show_folders() -> bool:
    """Whether this system has something that opens a folder."""
    return _opener() is not None


def _opener() -> Callable[[Path], object] | None:
    if sys.platform == "win32":
        return os.startfile
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return None
    quiet = subprocess.DEVNULL
    # Waited for in a thread of its own, so that nobody is left behind as a zombie.
    return lambda folder: subprocess.run([program, str(folder)], stdin=quiet, stdout=quiet, stderr=quiet, check=False)


def _is_plain(path: Path) -> bool:
    """Whether a file's name can be a level's: no saved game has to be called otherwise, and nothing else is so."""
    stem = path.stem
    return (
        path.suffix == ".yaml" and len(stem) <= LONGEST_STEM and safely.file_name(stem, "") == stem
        and not stem.lower().startswith("my ") and not _MARKED.search(stem) and generated.known(stem) is None
    )  # fmt: skip


def _place(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _fault(error: LevelError) -> str:
    """The first error of a file as a sentence, and how many follow."""
    first, *others = [problem for problem in error.problems if problem.severity == "error"]
    where = f"Line {first.line}: " if first.source.strip() else ""
    more = f"And {len(others)} more: press to see all." if others else ""
    return " ".join(filter(None, (where + first.text, first.hint, more)))


def _first_sentence(words: str) -> str:
    words = " ".join(words.split())
    found = re.match(r".+?[.!?…]+[”\"’)]*(?= |$)", words)
    line = found[0] if found else words
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
