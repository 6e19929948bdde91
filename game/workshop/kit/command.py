"""`paper`: the kit as a file to open in a browser and print."""

from __future__ import annotations

import argparse
from pathlib import Path
from secrets import randbelow

from game import safely
from game.levels import Level
from game.places import quoted
from game.words.vocabulary import PLAIN, Vocabulary
from game.workshop.kit.document import kit


class KitError(Exception):
    """The kit cannot be written there; the text is a sentence that says what to do."""


def run(chosen: argparse.Namespace, level: Level | None = None) -> int:
    """Writes the kit that was asked for, in the words of a level if one is named; 0.

    KitError with a sentence if its place is no place.
    """
    out: Path = chosen.out
    if out.suffix.lower() not in (".html", ".htm"):
        raise KitError(f"“{out}” should end in .html: a browser opens and prints it.")
    if out.is_dir():
        raise KitError(f"“{out}” is a folder; the kit needs a file's name.")
    if not out.parent.is_dir():
        raise KitError(f"The kit “{out}” cannot be written: there is no folder “{out.parent}”.")
    luck = randbelow(2**31) if chosen.seed is None else chosen.seed
    try:
        safely.put(out, kit(chosen.teams, luck, PLAIN if level is None else Vocabulary.of(level)).encode(), spare=False)
    except OSError as error:
        why = (error.strerror or "no such place").lower()
        raise KitError(f"The kit “{out}” cannot be written: {why}.") from None
    print(
        f"The kit for {chosen.teams} teams on luck {luck} is in {quoted(out)}. Open it in a browser and print it at "
        "actual size, A4 or Letter; its first page says what to cut."
    )
    return 0
