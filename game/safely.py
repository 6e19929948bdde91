"""A small file kept safely: written whole or not at all, with one sound copy beside it, never over what another writes.

What is written goes to a temporary name of its own first, down to the disk, and takes the file's place in one step.
Nothing here knows what the files hold.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

SPARE = ".bak"
"""What follows a file's name in the name of the sound copy beside it."""
LONGEST_WAIT_SECONDS = 2.0
"""How long a window waits for another that is writing; then it goes on, for nothing may stand still for a file."""
Stamp = tuple[int, int, int]
"""When a file was changed last, how long it is, and which file it is."""
_TEMPORARY = re.compile(r"^\..+\.(\d+)-[0-9a-f]{8}\.tmp$")
_OLD_SECONDS = 3_600.0
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def put(path: Path, data: bytes, *, spare: bool = True) -> bool:
    """Writes a whole file in one step and keeps the one before beside it (if `spare`); False where nothing changed.

    Raises OSError if the folder does not allow it; what was there before is then still there, whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    fresh = temporary(path)
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if spare and path.is_file():
            _keep(path)
        os.replace(fresh, path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise
    _settle(path.parent)
    return True


def is_reserved(stem: str) -> bool:
    """Whether Windows keeps a name for itself, whatever ending follows."""
    return stem.lower() in _RESERVED


def temporary(path: Path) -> Path:
    """A name beside a file that no other process and no other write has."""
    return path.with_name(f".{path.name[:120]}.{os.getpid()}-{secrets.token_hex(4)}.tmp")


def spare_of(path: Path) -> Path:
    """Where the sound copy of a file lies."""
    return path.with_name(path.name + SPARE)


def _keep(path: Path) -> None:
    """Puts a second name on the last good file before the new one takes its place."""
    fresh = temporary(spare_of(path))
    try:
        try:
            os.link(path, fresh)
        except OSError:
            shutil.copy2(path, fresh)
        os.replace(fresh, spare_of(path))
    finally:
        with suppress(OSError):
            fresh.unlink()


def _settle(folder: Path) -> None:
    """Makes the rename itself survive a power cut where the system can; the file itself is safe already."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def set_aside(path: Path, now: datetime) -> Path:
    """Gives a file that cannot be read a name that tells so, for somebody to look at; returns it, or raises OSError."""
    stem = f"{path.name}.unreadable-{now:%Y-%m-%d-%H%M%S}"
    aside = next(
        place for n in range(1_000) if not (place := path.with_name(f"{stem}-{n}" if n else stem)).exists()
    )
    os.replace(path, aside)
    return aside


def sweep(folder: Path) -> int:
    """Removes the temporaries that processes which are no more have left in a folder; returns how many."""
    removed = 0
    with suppress(OSError):
        for path in list(folder.iterdir()):
            found = _TEMPORARY.match(path.name)
            if found is None:
                continue
            with suppress(OSError):
                if not _alive(int(found[1])) or time.time() - path.lstat().st_mtime > _OLD_SECONDS:
                    path.unlink()
                    removed += 1
    return removed


def _alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        return True  # asking costs more than waiting until the file is old
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class Claim:
    """A name that one window at a time may have; the system gives it back when the window's process ends.

    `taken` is False where another window has it. Where a claim cannot be written at all it counts as taken: there is
    nobody to share with.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except (OSError, ValueError):
            self.taken = True
            return
        self.taken = _lock(self._handle)
        if not self.taken:
            self.give_back()

    @property
    def stands(self) -> bool:
        """Whether the claim still keeps others away: somebody may have deleted its file."""
        if self._handle is None:
            return self.taken
        try:
            return os.path.samestat(os.fstat(self._handle), self._path.stat())
        except OSError:
            return False

    def give_back(self) -> None:
        """Lets another window have the name."""
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keeps other windows from what is done inside, by a file of that name; after two seconds it is done anyway."""
    until = time.monotonic() + LONGEST_WAIT_SECONDS
    claim = Claim(path)
    while not claim.taken and time.monotonic() < until:
        time.sleep(0.01)
        claim = Claim(path)
    try:
        yield
    finally:
        claim.give_back()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a folder of a network that knows no locks
        return True


def file_name(words: str, otherwise: str, longest: int = 60) -> str:
    """A name that every system can give a file, as near to the words as it goes; `otherwise` where nothing is left."""
    plain = "".join(c if c.isalnum() or c in " -_" else "-" for c in words if c.isprintable())
    plain = plain[:longest].strip(" -") or otherwise
    while len(plain.encode("utf-8")) > 3 * longest:
        plain = plain[:-1]
    return f"my {plain}" if is_reserved(plain) else plain


def stamp(path: Path) -> Stamp | None:
    """What tells one version of a file from another without reading it; None where there is none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
