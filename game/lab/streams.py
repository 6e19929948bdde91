"""What a command prints may find no place: closed, full, or no longer read. It ends in a sentence then."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from contextlib import suppress
from io import TextIOWrapper


class Closed(io.TextIOBase):
    """Stands in for a standard stream that was closed before we began; what is written is missed at the next flush."""

    def __init__(self) -> None:
        super().__init__()
        self.missed = False

    def writable(self) -> bool:
        """It takes everything."""
        return True

    def write(self, text: str) -> int:
        """Takes a text that nobody will read."""
        self.missed = self.missed or bool(text)
        return len(text)

    def flush(self) -> None:
        """OSError if anything was to be read."""
        if self.missed:
            self.missed = False
            raise OSError(errno.EBADF, "it is closed")


def prepare() -> None:
    """Gives both standard streams something to write to; a console that lacks one of our signs shows another."""
    sys.stdout = sys.stdout or Closed()
    sys.stderr = sys.stderr or Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(sentence: object) -> None:
    """A sentence on the standard error output, if anybody can read it."""
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr)
        sys.stderr.flush()


def abandon(*, ends: bool = False) -> None:
    """Lets a stream that cannot be written end in nothing, so that Python does not complain as it closes it.

    ends: whether the process does, too; then nobody looks for garbage in what it leaves: that is a tenth of a check.
    """
    if ends:
        gc.freeze()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def why(error: OSError) -> str:
    """What an error of a stream or a file was, as a sentence."""
    reason = (error.strerror or str(error) or "no reason given").lower()
    if error.filename is not None:
        return f"“{os.fsdecode(error.filename)}” cannot be used: {reason}."
    return f"The output cannot be written: {reason}."
