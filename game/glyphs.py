"""Which characters the game's own fonts can show, and how wide they are, read from the font files themselves."""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache
from typing import Literal, NamedTuple

from game.places import ASSETS

Family = Literal["serif", "sans"]

MARKS: dict[str, str] = {
    "→": "arrow-right",
    "←": "arrow-left",
    "↑": "arrow-up",
    "↓": "arrow-down",
    "↗": "arrow-up-right",
    "↘": "arrow-down-right",
    "✓": "check",
    "★": "star",
    "▲": "caret-up",
    "▼": "caret-down",
}
"""Characters that no shipped font has, and the icon drawn in their place."""


def font_file(family: Family, weight: int, italic: bool, extended: bool) -> str:
    """The name of the file that holds one cut of a family; extended: the one with the rarer Latin letters."""
    subset = "latin-ext" if extended else "latin"
    if family == "serif":
        return f"fraunces-{subset}-600-{'italic' if italic else 'normal'}.woff"
    return f"nunito-sans-{subset}-{weight}-normal.woff"


def is_basic(character: str) -> bool:
    """Whether a character is looked for in the first file of a family rather than in the extended one."""
    code = ord(character)
    return code < 0x100 or 0x2000 <= code <= 0x206F or character in "ıŒœ€™−"


_BASIC = re.compile("[\u0000-\u00ff\u2000-\u206fıŒœ€™−]*")


def all_basic(string: str) -> bool:
    """Whether every character of a text is a basic one; much quicker than to ask for each of them."""
    return _BASIC.fullmatch(string) is not None


@cache
def can_show(character: str) -> bool:
    """Whether both families can show a character, or an icon stands for it."""
    if character in MARKS or character in " \u00a0\n":
        return True
    files = [font_file(family, 600, False, not is_basic(character)) for family in ("serif", "sans")]
    return all(ord(character) in _font(name).glyphs for name in files)


def width(text: str, size: float, *, family: Family = "sans", weight: int = 600, italic: bool = False) -> float:
    """About how wide one line of text is, in pixels, for letters of `size` pixels."""
    return sum(map(_advances(family, weight, italic).__getitem__, text)) * size


class _Advances(dict[str, float]):
    """How wide each character of one cut is, in parts of its size; found when it is first asked for."""

    def __init__(self, family: Family, weight: int, italic: bool) -> None:
        super().__init__()
        self.cut = family, weight, italic

    def __missing__(self, character: str) -> float:
        font = _font(font_file(*self.cut, not is_basic(character)))
        glyph = font.glyphs.get(ord(character), 0)
        self[character] = font.advances[min(glyph, len(font.advances) - 1)] / font.units
        return self[character]


@cache
def _advances(family: Family, weight: int, italic: bool) -> _Advances:
    return _Advances(family, weight, italic)


class _Font(NamedTuple):
    glyphs: dict[int, int]
    advances: tuple[int, ...]
    units: int


@cache
def _font(name: str) -> _Font:
    """What is needed of a WOFF file: its character map, its advances and its units to the em."""
    raw = (ASSETS / "fonts" / name).read_bytes()
    tables: dict[str, bytes] = {}
    for index in range(struct.unpack_from(">H", raw, 12)[0]):
        tag, offset, packed, length, _ = struct.unpack_from(">4sIIII", raw, 44 + 20 * index)
        if tag in (b"cmap", b"head", b"hhea", b"hmtx"):
            data = raw[offset : offset + packed]
            tables[tag.decode()] = zlib.decompress(data) if packed < length else data
    count = struct.unpack_from(">H", tables["hhea"], 34)[0]
    advances = struct.unpack_from(">" + "Hh" * count, tables["hmtx"])[::2]
    return _Font(_characters(tables["cmap"]), advances, struct.unpack_from(">H", tables["head"], 18)[0])


def _characters(cmap: bytes) -> dict[int, int]:
    """The glyph of each code point."""
    found: dict[int, int] = {}
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        start = struct.unpack_from(">HHI", cmap, 4 + 8 * index)[2]
        form = struct.unpack_from(">H", cmap, start)[0]
        if form == 4:
            found |= _segments(cmap, start)
        elif form == 12:
            for group in range(struct.unpack_from(">I", cmap, start + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", cmap, start + 16 + 12 * group)
                found |= {code: glyph + code - first for code in range(first, last + 1)}
    return found


def _segments(cmap: bytes, start: int) -> dict[int, int]:
    """The glyphs of a table of format 4: runs of code points, each with a shift or a list."""
    many = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    lasts, firsts, deltas, offsets = (
        struct.unpack_from(f">{many}H", cmap, start + 14 + 2 * many * place + (2 if place else 0)) for place in range(4)
    )
    found: dict[int, int] = {}
    for index in range(many):
        for code in range(firsts[index], min(lasts[index], 0xFFFE) + 1):
            glyph = code
            if offsets[index]:
                at = start + 16 + 6 * many + 2 * index + offsets[index] + 2 * (code - firsts[index])
                glyph = struct.unpack_from(">H", cmap, at)[0]
                if not glyph:
                    continue
            found[code] = (glyph + deltas[index]) & 0xFFFF
    return {code: glyph for code, glyph in found.items() if glyph}
