"""Names of people in a room: friendly ones for those who give none, and what may stand on a page of those given."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 24
COLOURS = (
    "Amber", "Ash", "Blue", "Brass", "Cherry", "Clay", "Copper", "Coral", "Cream", "Crimson", "Dusty", "Golden",
    "Green", "Hazel", "Honey", "Indigo", "Ivory", "Jade", "Lilac", "Linen", "Maple", "Mint", "Misty", "Mossy", "Olive",
    "Pearl", "Plum", "Rosy", "Ruby", "Russet", "Sandy", "Silver", "Sunny", "Teal", "Violet", "Walnut",
)  # fmt: skip
ANIMALS = (
    "Badger", "Bear", "Beaver", "Bee", "Crane", "Deer", "Dolphin", "Dove", "Duck", "Eagle", "Falcon", "Finch", "Fox",
    "Gecko", "Hare", "Heron", "Horse", "Jay", "Koala", "Lark", "Lion", "Lynx", "Mole", "Moth", "Newt", "Otter", "Owl",
    "Panda", "Penguin", "Puffin", "Raven", "Robin", "Seal", "Stork", "Swan", "Tiger", "Trout", "Turtle", "Whale",
    "Wren",
)  # fmt: skip
_MARKS = re.compile(r"([\u0300-\u036f\u0483-\u0489]{2})[\u0300-\u036f\u0483-\u0489]+")


def friendly(taken: Iterable[str]) -> str:
    """A name such as “Amber Fox” that nobody has."""
    known = set(taken)
    free = [name for c in COLOURS for a in ANIMALS if (name := f"{c} {a}") not in known]
    return secrets.choice(free)


def clean(name: str, longest: int = LONGEST_NAME) -> str:
    """A name or a sentence as it may stand on a page: printable, single spaces, no longer than that; "" if nothing is
    left."""
    text = unicodedata.normalize("NFC", name)
    kept = "".join(c if c.isprintable() and unicodedata.category(c) != "Co" else " " for c in text)
    while kept and unicodedata.combining(kept[0]):
        kept = kept[1:]
    return " ".join(_MARKS.sub(r"\1", kept).split())[:longest].strip()
