"""How wide words are where no font can be asked: the widths of Nunito Sans, with room to spare for a browser's own.

A page that cannot load the font takes another; those it is told to take are at most a few per cent wider.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Final

from game.board.style import Weight

Measure = Callable[[str, float, Weight], float]
"""The width of one line of text of a size and weight, in the same lengths as the size."""

SPARE: Final = 1.08
"""How much wider than in the game's own font words may come out."""
SERIF: Final = 1.1
"""How much wider Fraunces is."""
_WIDTHS: Final[dict[str, int]] = {
    letter: width
    for letters, width in (
        ("!,.:;'·’ijI|", 30), (" l/\\", 33), ("()[]{}J", 41), ("ftr-\"?“”*°", 49), ("cszsekv_–yx`", 56),
        ("aeFLognuhbdpqTEYZ0123456789#$+=<>^~−×", 64), ("SPBRCK", 70), ("XVGNUA&", 76), ("DHOQ…", 80), ("wM", 88),
        ("m", 89), ("%@½", 98), ("—", 100), ("W", 112), ("→", 50),
    )
    for letter in letters
}  # fmt: skip
"""Hundredths of the size, at the widest weight."""
_OTHER, _IDEOGRAPH = 76, 100


def wide(words: str, size: float, weight: Weight = 600, *, serif: bool = False) -> float:
    """The most room that one line of text takes."""
    hundredths = sum(_width(letter) for letter in words)
    return hundredths / 100 * size * SPARE * (SERIF if serif else 1.0) * (1.0 if weight > 700 else 0.98)


def _width(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    return _IDEOGRAPH if unicodedata.east_asian_width(letter) in ("W", "F") else _OTHER


def wrapped(words: str, room: float, size: float, weight: Weight, measure: Measure) -> list[str]:
    """Words in lines of at most `room`; a single word that is longer is broken, and nothing is ever left out."""
    lines: list[str] = []
    for part in words.split("\n"):
        line = ""
        for word in part.split(" "):
            tried = f"{line} {word}" if line else word
            if measure(tried, size, weight) <= room:
                line = tried
                continue
            if line:
                lines.append(line)
            line = word
            while measure(line, size, weight) > room and len(line) > 1:
                fits = next((n for n in range(len(line) - 1, 1, -1) if measure(line[:n], size, weight) <= room), 1)
                lines.append(line[:fits])
                line = line[fits:]
        lines.append(line)
    return lines
