"""An unexpected error as a file that can be sent to somebody: what happened and where, without names or homes."""

from __future__ import annotations

import getpass
import os
import platform
import re
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pygame

from game.session import Session, level_name
from game.version import VERSION

FOLDER = "errors"
MOST_FILES = 10
PACKAGES = ("pygame-ce", "numpy", "pydantic", "pyyaml", "platformdirs", "highspy", "joblib")
PROJECT = Path(__file__).resolve().parents[2]
LAST_DECISIONS = 10
MOST_FRAMES = 60
_PATH = re.compile(r"""(?<![\w.])(?:[A-Za-z]:)?[\\/](?:[^\\/\s'"<>|:]+[\\/])+""")


def write(folder: Path, text: str, now: datetime) -> Path:
    """Writes a report under the date and time, keeps the newest ten, and returns its path. Raises OSError."""
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    stamp = f"error-{now:%Y-%m-%d-%H%M%S}"
    path = place / f"{stamp}.txt"
    count = 1
    while path.exists():
        count += 1
        path = place / f"{stamp}-{count}.txt"
    path.write_text(text, encoding="utf-8")
    for old in sorted(place.glob("error-*.txt"), key=lambda one: (one.stat().st_mtime, one.name))[:-MOST_FILES]:
        old.unlink(missing_ok=True)
    return path


def report(error: BaseException, recent: Sequence[str], session: Session | None, now: datetime) -> str:
    """What happened, as text: versions, system, the game, the last `recent` inputs, and where it came from."""
    lines = [
        f"Headcount {VERSION}, {now:%Y-%m-%d %H:%M:%S}",
        f"System: {platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}",
        f"SDL {'.'.join(str(part) for part in pygame.get_sdl_version())}, video {_video()}",
        "Packages: " + ", ".join(f"{name} {_installed(name)}" for name in PACKAGES),
        "",
        *_game(session),
        "",
        "The last inputs, newest last:",
        *(f"  {one}" for one in recent or ["none"]),
        "",
        *_trace(error),
    ]
    names = [session.player] if session is not None else []
    return anonymous("\n".join(lines) + "\n", names)


def anonymous(text: str, names: Sequence[str] = ()) -> str:
    """A text without the homes, the user's name and the names given, and with other paths cut to their last part."""
    homes = {str(Path.home()), *(os.environ.get(name, "") for name in ("HOME", "USERPROFILE", "APPDATA"))}
    for home in sorted((home for home in homes if len(home) > 1), key=len, reverse=True):
        text = text.replace(home, "~").replace(home.replace("\\", "\\\\"), "~")
    text = _PATH.sub("…/", text)
    for name in sorted({*names, *_user_names()}, key=len, reverse=True):
        if name.strip():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "(name)", text, flags=re.IGNORECASE)
    return text


def _user_names() -> set[str]:
    found = {os.environ.get(name, "") for name in ("USER", "USERNAME", "LOGNAME")} | {Path.home().name}
    try:
        found.add(getpass.getuser())
    except (OSError, KeyError, ImportError):
        pass  # a system without accounts has no name to hide
    return found


def _video() -> str:
    return pygame.display.get_driver() if pygame.display.get_init() else "none"


def _installed(name: str) -> str:
    import importlib.metadata  # the start has no need of it

    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _game(session: Session | None) -> list[str]:
    """The game in play and what was decided last in it."""
    if session is None:
        return ["No game was in play."]
    decided = [f"  week {week + 1}: {action}" for week, actions in enumerate(session.log) for action in actions]
    decided += [f"  week {session.week + 1}, not sent yet: {action}" for action in session.pending]
    return [
        f"Level {level_name(session.level)}, seed {session.seed}, {session.difficulty}, week {session.week + 1} "
        f"of {session.world.weeks}",
        "The last decisions:",
        *(decided[-LAST_DECISIONS:] or ["  none"]),
    ]


def _trace(error: BaseException) -> list[str]:
    """The error and what led to it, innermost last; files are named from the game's own folder on."""
    out: list[str] = []
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        out += [*_trace(before), "", "and then:", ""]
    out.append("Where it happened, innermost last:")
    frames = list(traceback.extract_tb(error.__traceback__))
    if len(frames) > MOST_FRAMES:
        frames = [*frames[: MOST_FRAMES // 4], *frames[-(MOST_FRAMES - MOST_FRAMES // 4) :]]
    for frame in frames:
        out.append(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}")
        if frame.line:
            out.append(f"    {frame.line}")
    return [*out, f"{type(error).__name__}: {_message(error)}"]


def _message(error: BaseException) -> str:
    """What the error says; of a file only its name, whatever folders it lies in."""
    if isinstance(error, OSError) and error.filename is not None:
        name = os.fsdecode(error.filename).replace("\\", "/").rpartition("/")[2]
        return f"{error.strerror or 'fault'}: {name}"
    return str(error)


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(PROJECT) and "site-packages" not in path.parts:
        return path.relative_to(PROJECT).as_posix()
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[len(parts) - parts[::-1].index("site-packages") :])
    return path.name
