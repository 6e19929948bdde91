"""Saved games as a list shows them, whatever lies in their folder: nothing in it hides or stops another."""

from __future__ import annotations

import math
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from game import safely, saves
from game.levels import generated, title_in
from game.saves import SUFFIX, SaveError
from game.session import Session, level_name
from game.view.record import within

MOST_SCORE = 1_000.0
"""No game comes anywhere near; a file that says more is wrong."""
FUTURE_SECONDS = 120.0
"""A file that is dated further ahead than this has a wrong date and counts as old."""


@dataclass(frozen=True)
class Kept:
    """A saved game as a list shows it: its file, the level's short name, and the week it stands in (from 0).

    at: when it was saved, in seconds since 1970 (0 where the date cannot be right). over: whether it was played to its
    end, with its stars and score then. damage: what is wrong with the file, in a sentence, or an empty text; spare: the
    sound copy beside a damaged one. foreign: it was played under another version of the rules. title: what the level in
    it is called, or an empty text. rung: of its ladder, or an empty text.
    """

    path: Path
    name: str
    week: int
    at: float = 0.0
    over: bool = False
    stars: int = 0
    score: float = 0.0
    damage: str = ""
    spare: Path | None = None
    foreign: bool = False
    title: str = ""
    rung: str = ""


def look(path: Path) -> Kept:
    """A saved game's file as a list shows it, whatever it is."""
    name = "".join(c if c.isprintable() else "?" for c in path.name.removesuffix(SUFFIX))
    try:
        at = path.stat().st_mtime
    except (OSError, ValueError) as error:
        return Kept(path, name, 0, damage=f"{getattr(error, 'strerror', None) or error}: it leads nowhere.")
    at = 0.0 if at > time.time() + FUTURE_SECONDS else at
    spare = _sound_spare(path)
    try:
        recording = saves.read(path)
    except SaveError as error:
        words = str(error).removeprefix(f"{path}: ").removeprefix(f"{path} ").partition(" The one saved before")[0]
        return Kept(path, name, 0, at, damage=words, spare=spare, foreign=isinstance(error, saves.OtherRules))
    outcome = recording.end.outcome or {} if recording.end is not None else {}
    stars, score = outcome.get("stars"), outcome.get("score")
    return Kept(
        path, recording.header.name, len(recording.weeks), at, recording.over,
        int(within(stars, 0, 3, 0)),
        within(score, -MOST_SCORE, MOST_SCORE, 0.0),
        recording.damage, spare if recording.damage else None, title=title_in(recording.header.text),
        rung=recording.header.rung,
    )  # fmt: skip


def _sound_spare(path: Path) -> Path | None:
    spare = safely.spare_of(path)
    try:
        return spare if spare.is_file() and not saves.read(spare).damage else None
    except (SaveError, OSError, ValueError):
        return None


def age(path: Path) -> float:
    """Seconds since a file was written; what is not there is oldest."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return math.inf


def digest(path: Path) -> str:
    """The last digest of a saved game; an empty text where there is none that can be read."""
    try:
        end = saves.read(path).end
    except SaveError:
        return ""
    return end.digest if end is not None else ""


def own_digest(session: Session) -> str:
    """The digest that a game would be saved with now."""
    end = session.recording().end
    return end.digest if end is not None else ""


def begins_with(session: Session, path: Path) -> bool:
    """Whether a saved game is an earlier state of this very one."""
    try:
        kept = saves.read(path)
    except SaveError:
        return False
    own = session.recording()
    same = (kept.header.world, kept.header.seed, kept.header.founding) == (
        own.header.world, own.header.seed, own.header.founding)  # fmt: skip
    return same and len(kept.weeks) <= len(own.weeks) and kept.weeks == own.weeks[: len(kept.weeks)]


def day_of(head: saves.Header) -> str:
    """The date of the day's game that a game is, as 2026-03-02; "" for any other: by its text, luck and rules too, for
    a level of one's own may be called so."""
    made = generated.known(head.name)
    if made is None or not made.day or head.rung or head.open_levers:
        return ""
    same = (head.seed, head.difficulty, head.text) == (made.seed, made.difficulty, generated.text(made))
    return made.day if same else ""


def stem_of(session: Session) -> str:
    """The level's short name, with its rung, as a part of a file's name."""
    return stem_for(level_name(session.level), session.level.rung)


def stem_for(name: str, rung: str) -> str:
    """The same for a level's short name and a rung of its ladder, "" for none."""
    return safely.file_name(f"{name} rung {rung}" if rung else name, "level")


def writable(folder: Path) -> bool:
    """Whether a file can be written in a folder now."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"room")
            file.flush()
            os.fsync(file.fileno())
    except (OSError, ValueError):
        return False
    return True
