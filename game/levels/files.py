"""The level files of a folder, and the text of one: whatever else lies there or looks like one is named, never obeyed.

A level file is any entry whose name ends in .yaml or .yml and does not begin with a dot: those are a system's or an
editor's own. What such an entry is, a file, a link, a folder or a pipe, shows when it is opened.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

ENDINGS = (".yaml", ".yml")


class Unreadable(Exception):
    """A file that holds nothing to read; the text is the reason, as the end of a sentence that names the file."""


def is_level_name(name: str) -> bool:
    """Whether a file of this name is meant to be a level or cards."""
    return name.lower().endswith(ENDINGS) and not name.startswith(".")


def level_files(folder: str | Path) -> list[Path]:
    """Everything in a folder that is named like a level, by name; nothing where the folder cannot be listed."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [Path(folder) / name for name in names if is_level_name(name)]


def content(path: str | Path, most: int) -> bytes:
    """The first `most` bytes of a plain file; raises Unreadable, and never waits for whoever might write into a pipe.

    A missing file raises FileNotFoundError: only the caller knows whether somebody asked for it.
    """
    try:
        kind = os.stat(path).st_mode
        if not stat.S_ISREG(kind):
            raise Unreadable("it is a folder" if stat.S_ISDIR(kind) else "it is not a file, but a pipe or a device")
        with open(path, "rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        raise _refused(path, error) from None


def _refused(path: str | Path, error: OSError | ValueError) -> Exception:
    """Why a file was not opened, as people would say it."""
    number = getattr(error, "errno", None)
    if number == errno.ELOOP:
        return Unreadable("it is a link that leads back to itself")
    if os.path.islink(path) and number == errno.ENOENT:
        return Unreadable("it is a link that leads nowhere")
    if isinstance(error, FileNotFoundError):
        return error
    return Unreadable((getattr(error, "strerror", None) or "no such file").lower())
