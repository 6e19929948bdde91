"""Whether what players read can be shown: its characters, what it names in braces, and its room on the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pydantic import BaseModel

from game import glyphs
from game.levels import tongues
from game.levels.checks.desk import Desk
from game.levels.problems import Spot, shown
from game.levels.strict import Path

_PLACEHOLDER = re.compile(r"\{[\w .!:]*\}|%[sd]\b|%\(\w+\)s")
_UNREAD = {"format", "claims", "levers", "accepted", "language"}
"""Keys whose texts no player reads."""
_NAMES_OF_LEVERS = {"when", "point", "unlock", "dilemma", "default", "advert", "reason", "cause", "what", "look", "who",
                    "toward", "difficulty", "offered", "declared", "kpis", "know", "value", "make"}  # fmt: skip
MOST_NAMED = 3
"""How many characters of one text are named; of the rest it is said how many there are."""


def check_texts(desk: Desk) -> None:
    """Notes characters that no font of the game has, words in braces that nothing fills in, and no known language."""
    odd = tongues.fault(desk.block.language) if desk.sound("language") else None
    if odd is not None:
        desk.findings.warning(desk.tree.value(("language",)), "language", *odd)
    for path, text in _texts(desk.block.model_dump(exclude_unset=True), ()):
        if not desk.sound(*path):
            continue
        if not text.isascii():
            _signs(desk, path, text)
        if "{" in text or "%" in text:
            _placeholders(desk, path, text)


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text that players read, with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not (len(path) == 0 and key in _UNREAD) and key not in _NAMES_OF_LEVERS:
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif isinstance(value, BaseModel):
        yield from _texts(value.model_dump(exclude_unset=True), path)


def _signs(desk: Desk, path: Path, text: str) -> None:
    lacking = [
        (at, character) for at, character in enumerate(text)
        if character > "\x7f" and not glyphs.can_show(character)
    ]  # fmt: skip
    if not lacking:
        return
    different = list(dict.fromkeys(character for _, character in lacking))
    named = ", ".join(map(_named, different[:MOST_NAMED]))
    more = f" and {len(different) - MOST_NAMED} more" if len(different) > MOST_NAMED else ""
    desk.findings.warning(_place(desk, path, text, lacking[0][0]), "signs",
                          f"The game's letters do not have {named}{more}; a box would stand there.",
                          _other_way(different))  # fmt: skip


def _named(character: str) -> str:
    """A sign as it can be read in a sentence: itself where anybody can see it, and its name."""
    name, code = unicodedata.name(character, "a sign without a name").lower(), f"U+{ord(character):04X}"
    if not character.isprintable():
        return f"{name} ({code})"
    return f"{'◌' if unicodedata.combining(character) else ''}{character} ({name}, {code})"


def _other_way(signs: list[str]) -> str:
    if all(unicodedata.combining(sign) for sign in signs):
        return "Write the letter with its mark as one character, or without the mark."
    if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in signs):
        return "The game is set from left to right in Latin letters; write it in those."
    if any(unicodedata.category(sign) in ("So", "Sk", "Sm", "Sc") for sign in signs):
        return "Write a word in its place."
    return "Write it in Latin letters."


def _place(desk: Desk, path: Path, text: str, at: int) -> Spot:
    """Where a character of a text stands: in its line if that can be told, else where the text begins."""
    spot = desk.tree.word(path, at, 1)
    source = desk.findings.lines[spot.line] if spot.line < len(desk.findings.lines) else ""
    if source[spot.column : spot.column + 1] == text[at : at + 1]:
        return spot
    start = desk.tree.value(path)
    for line in range(start.line, min(start.line + 60, len(desk.findings.lines))):
        column = desk.findings.lines[line].find(text[at], start.column if line == start.line else 0)
        if column >= 0:
            return Spot(line, column)
    return start


def _placeholders(desk: Desk, path: Path, text: str) -> None:
    on_card = path[0] == "dilemmas"  # whose braces are looked at by their own check
    found = [match for match in _PLACEHOLDER.finditer(text) if not (on_card and match[0].startswith("{"))]
    if not found:
        return
    spot = _place(desk, path, text, found[0].start())._replace(width=len(found[0][0]))
    named = list(dict.fromkeys(shown(match[0]) for match in found))
    stands = "is shown as it stands" if len(named) == 1 else "are shown as they stand"
    hint = "Write a word." if on_card else "Only cards may name {department} and {product}. Write a word."
    desk.findings.warning(spot, "placeholder", f"{' and '.join(filter(None, (', '.join(named[:-1]), named[-1])))} "
                          f"{stands}; nothing fills {'it' if len(named) == 1 else 'them'} in here.", hint)  # fmt: skip
