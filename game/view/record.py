"""One JSON object that is kept between two evenings: read with care, changed with care, never wiped."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from game import safely

LARGEST_BYTES = 4_000_000
Values = dict[str, Any]


class Unreadable(Exception):
    """A file that is there and cannot be opened now; the text is the reason."""


class Record:
    """A JSON object in a file. `told`: sentences for the player about what was wrong with it, each once.

    A file that holds something else is set aside under a name that says so, and the sound copy beside it takes its
    place. A file that cannot be opened is left as it is: nothing is written over what nobody has read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[str] = []

    def values(self) -> Values:
        """What the file holds, or else what the sound copy beside it holds, or else nothing."""
        try:
            return self._read()
        except Unreadable as error:
            self._tell(f"{error}: {self.path} cannot be opened. It is left as it is.")
            return self._spare() or {}

    def change(self, change: Callable[[Values], Values]) -> str:
        """Writes what `change` makes of what the file holds at this moment, keys it does not know included.

        Nothing is written where nothing changes. Returns an empty text, or why it could not be kept, reason first.
        """
        lock = self.path.with_name(f".{self.path.name}.lock")
        with safely.alone(lock):
            try:
                before = self._read()
                after = {**before, **change(before)}
                if after != before or not self.path.exists():
                    text = json.dumps(after, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
                    safely.put(self.path, text.encode("utf-8", "replace"))
            except Unreadable as error:
                return f"{error}: {self.path.name} was not changed."
            except OSError as error:
                return f"{error.strerror or error}: {self.path.name} could not be written."
        return ""

    def _read(self) -> Values:
        try:
            data = self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return self._taken_from_spare("was not there") or {}
        except (OSError, ValueError) as error:
            raise Unreadable(getattr(error, "strerror", None) or str(error)) from None
        values = _parsed(data)
        if values is not None:
            return values
        try:
            aside = safely.set_aside(self.path, datetime.now())
        except OSError as error:
            raise Unreadable(f"It is damaged, and could not be set aside ({error.strerror or error})") from None
        spare = self._taken_from_spare("")
        rest = (
            "What it held last is taken from the copy beside it." if spare is not None
            else "There is no sound copy beside it, so it begins anew."
        )  # fmt: skip
        self._tell(f"{self.path.name} was damaged and is set aside as {aside}. {rest}")
        return spare or {}

    def _taken_from_spare(self, what: str) -> Values | None:
        values = self._spare()
        if values is None:
            return None
        with suppress(OSError):
            safely.put(self.path, safely.spare_of(self.path).read_bytes(), spare=False)
        if what:
            self._tell(f"{self.path.name} {what}. What it held last is taken from the copy beside it.")
        return values

    def _spare(self) -> Values | None:
        try:
            return _parsed(safely.spare_of(self.path).read_bytes())
        except (OSError, ValueError):
            return None

    def _tell(self, sentence: str) -> None:
        if sentence not in self.told:
            self.told.append(sentence)


def within(value: object, low: float, high: float, otherwise: float) -> float:
    """A number from a file if it is one and lies within its bounds; never an error, however long it is."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        return otherwise
    return float(value)


def _parsed(data: bytes) -> Values | None:
    """The object in a file's bytes; None if there is none."""
    if len(data) > LARGEST_BYTES:
        return None
    try:
        values = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
