"""Broken levels by kind, many to a file: each with a name, its text, and exactly what a person hears of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "broken"


@dataclass(frozen=True)
class Case:
    """One broken level. heard: its problems as `levels.listing` writes them."""

    kind: str
    name: str
    text: str
    heard: str


def cases() -> list[Case]:
    """Every case of the `.cases` files, in order.

    A case begins with a line “#### its name”; a line “---->” parts the level from what is heard of it.
    """
    found = []
    for path in sorted(FOLDER.glob("*.cases")):
        for part in re.split(r"(?m)^#### ", path.read_bytes().decode("utf-8"))[1:]:
            name, _, rest = part.partition("\n")
            text, _, heard = rest.partition("---->\n")
            found.append(Case(path.stem, name, text, heard.strip("\n")))
    return found
