"""Whether the texts of a card have room on it, measured with the game's own letters on a screen of 1280×720."""

from __future__ import annotations

from game import glyphs
from game.levels.checks.desk import Desk
from game.levels.names import in_sentence
from game.levels.problems import Spot
from game.levels.strict import Path
from game.sim.values import VERBS

CARD_WIDTH = 900.0
TITLE, TEXT, SAID = 28.0, 16.0, 14.0
"""The sizes of a card's title, its situation, and its answers."""
TITLE_WIDTH, TEXT_WIDTH = CARD_WIDTH - 330, CARD_WIDTH - 344
ANSWER_WIDTH = (CARD_WIDTH - 60 - 48) / 3 - 36
TEXT_LINES, DOES_LINES = 4, 3
_TYPICAL = {"{department}": "the Nursery", "{product}": "plants"}


def check_room(desk: Desk) -> None:
    """Notes texts of cards that would end in an ellipsis, with the place from which on nothing is seen."""
    names = dict(_TYPICAL)
    if not desk.in_library:
        named = desk.block.organisation.departments
        names["{department}"] = max((*map(in_sentence, named), _TYPICAL["{department}"]), key=len)
        names["{product}"] = max((*desk.names, _TYPICAL["{product}"]), key=len)
    for index, card in enumerate(desk.block.dilemmas):
        path: Path = ("dilemmas", index)
        if not desk.sound(*path):
            continue
        _fit(desk, (*path, "title"), card.title, names, TITLE_WIDTH, TITLE, 1, serif=True)
        _fit(desk, (*path, "text"), card.text, names, TEXT_WIDTH, TEXT, TEXT_LINES)
        for verb in VERBS:
            answer = getattr(card, verb)
            if answer is None:
                continue
            used = _fit(desk, (*path, verb, "does"), answer.does, names, ANSWER_WIDTH, SAID, DOES_LINES)
            if answer.says:
                _fit(desk, (*path, verb, "says"), f"“{answer.says}”", names, ANSWER_WIDTH, SAID, 2 if used < 3 else 1,
                     serif=True, italic=True)  # fmt: skip


def _fit(
    desk: Desk, path: Path, text: str, names: dict[str, str], width: float, size: float, most: int, *,
    serif: bool = False, italic: bool = False,
) -> int:  # fmt: skip
    """Notes a text with more lines than there is room for; how many lines are shown."""
    for placeholder, name in names.items():
        text = text.replace(placeholder, name)
    lines = broken(text, width, size, serif=serif, italic=italic)
    if len(lines) > most:
        shown = sum(len(line) + 1 for line in lines[:most])
        tail = text[max(0, shown - 20) : shown].strip()
        spot = desk.tree.value(path)
        desk.findings.warning(Spot(spot.line, spot.column, spot.width), "cut",
                              f"This text needs {len(lines)} lines, and the card has room for {most}. It would end "
                              f"near “…{tail}”.", f"Leave out about {len(text) - shown + 2} characters.")  # fmt: skip
    return min(len(lines), most)


def broken(text: str, width: float, size: float, *, serif: bool = False, italic: bool = False) -> list[str]:
    """A text in lines as the card breaks it."""
    family: glyphs.Family = "serif" if serif else "sans"
    gap = glyphs.width(" ", size, family=family, italic=italic)
    lines: list[list[str]] = [[]]
    taken = 0.0
    for word in text.split():
        wide = glyphs.width(word, size, family=family, italic=italic)
        if lines[-1] and taken + gap + wide > width:
            lines.append([word])
            taken = wide
        else:
            taken += (gap if lines[-1] else 0.0) + wide
            lines[-1].append(word)
    return [" ".join(line) for line in lines]
