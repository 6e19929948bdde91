"""Lettering: text rendered at four times its size and scaled down, measured, wrapped and cached.

Sizes are pixels on the screen (already multiplied by scale). Figures are tabular in both families. Characters
that the fonts lack are drawn from the second (latin-ext) file or, for arrows and marks, from an icon.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from functools import cache

import pygame

from game import places
from game.board.style import Colour, Family, Weight
from game.glyphs import MARKS, all_basic, font_file, is_basic

ASSETS = places.ASSETS
OVERSAMPLE = 4
CACHED_LINES = 1_500

FILLED_MARKS = frozenset("★▲▼")
_Run = tuple[str, float, pygame.font.Font | None]
"""A stretch of a line, its width, and the font that draws it; None: an icon does."""


@cache
def _font(family: Family, weight: Weight, italic: bool, extended: bool, size: int) -> pygame.font.Font:
    if not pygame.font.get_init():
        pygame.font.init()
    font = pygame.font.Font(ASSETS / "fonts" / font_file(family, weight, italic, extended), size)
    return font


APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=[a-z]s)'(?= [a-z])")
"""What is typed as a straight mark within or after a word."""


class Said(str):
    """A text that stays as it is when it is drawn: what a player types, or what has been said already."""

    __slots__ = ()


class Lettering:
    """Draws and measures text; lines are cached by string, size, weight, family, colour and italics.

    `icon(name, pixels, colour, weight)` draws the marks that fonts lack. `saying` gives every text the words in which
    it is drawn; None where they are its own.
    """

    def __init__(self, icon: Callable[[str, int, Colour, str], pygame.Surface]) -> None:
        self._icon = icon
        self._lines: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
        self._measured: dict[tuple[object, ...], tuple[float, list[_Run]]] = {}
        self.rendered = 0
        self.saying: Callable[[str], str] | None = None

    def said(self, string: str) -> str:
        """A text as it is drawn; whoever breaks or shortens one asks for this first, and draws its parts as `Said`."""
        if isinstance(string, Said):
            return string
        if self.saying is not None:
            string = Said(self.saying(string))
        return Said(APOSTROPHE.sub("’", string)) if "'" in string else string

    def line(
        self,
        string: str,
        size: float,
        colour: Colour,
        *,
        weight: Weight = 600,
        family: Family = "sans",
        italic: bool = False,
    ) -> pygame.Surface:
        """One line of text as a cached surface with alpha, as high as its line (about 1.36 of `size`)."""
        string = self.said(string)
        key = (string, round(size * 4), colour, weight, family, italic)
        found = self._lines.get(key)
        if found is None:
            found = self._draw(string, size, colour, weight, family, italic)
            self.rendered += 1
            self._lines[key] = found
            if len(self._lines) > CACHED_LINES:
                self._lines.popitem(last=False)
        else:
            self._lines.move_to_end(key)
        return found

    def width(
        self, string: str, size: float, *, weight: Weight = 600, family: Family = "sans", italic: bool = False
    ) -> float:
        """The width in pixels of one line of text."""
        return self._measure(self.said(string), size, weight, family, italic)[0] / OVERSAMPLE

    def wrap(
        self,
        string: str,
        width: float,
        size: float,
        *,
        weight: Weight = 600,
        family: Family = "sans",
        italic: bool = False,
        lines: int | None = None,
    ) -> list[str]:
        """Breaks text into lines no wider than `width` pixels; "\\n" breaks too. Words too long are cut.

        With `lines`, what does not fit is replaced by an ellipsis at the end of the last line.
        """

        def wide(text: str) -> float:
            return self.width(Said(text), size, weight=weight, family=family, italic=italic)

        out: list[str] = []
        for paragraph in self.said(string).split("\n"):
            current = ""
            for word in paragraph.split(" "):
                longer = f"{current} {word}" if current else word
                if wide(longer) <= width:
                    current = longer
                    continue
                if current:
                    out.append(current)
                while wide(word) > width and len(word) > 1:
                    cut = max(1, next((n for n in range(len(word), 0, -1) if wide(word[:n]) <= width), 1))
                    out.append(word[:cut])
                    word = word[cut:]
                current = word
            out.append(current)
        if lines is not None and len(out) > lines:
            last = " ".join(out[lines - 1 :])
            out = [
                *out[: lines - 1],
                self.shorten(Said(last), width, size, weight=weight, family=family, italic=italic),
            ]
        return [Said(line) for line in out]

    def shorten(
        self,
        string: str,
        width: float,
        size: float,
        *,
        weight: Weight = 600,
        family: Family = "sans",
        italic: bool = False,
    ) -> str:
        """The text itself if it fits into `width` pixels, else its beginning and an ellipsis."""

        def fits(text: str) -> bool:
            return self.width(Said(text), size, weight=weight, family=family, italic=italic) <= width

        string = self.said(string)
        if fits(string):
            return string
        low, high = 0, len(string)
        while low < high:
            middle = (low + high + 1) // 2
            if fits(string[:middle].rstrip() + "…"):
                low = middle
            else:
                high = middle - 1
        return Said(string[:low].rstrip() + "…")

    @staticmethod
    def ascent(size: float, family: Family = "sans") -> float:
        """Pixels from the top of a line's surface to its baseline."""
        return _font(family, 600, False, False, round(size * OVERSAMPLE)).get_ascent() / OVERSAMPLE

    @staticmethod
    def height(size: float, family: Family = "sans") -> float:
        """Pixels from the top to the bottom of a line's surface."""
        return _font(family, 600, False, False, round(size * OVERSAMPLE)).get_height() / OVERSAMPLE

    def _measure(
        self, string: str, size: float, weight: Weight, family: Family, italic: bool
    ) -> tuple[float, list[_Run]]:
        """The width of a line at four times its size, and its stretches; found out once."""
        key = (string, round(size * 4), weight, family, italic)
        found = self._measured.get(key)
        if found is None:
            if len(self._measured) > 4 * CACHED_LINES:
                self._measured.clear()
            runs = self._runs(string, size, weight, family, italic)
            found = self._measured[key] = (sum(wide for _, wide, _ in runs), runs)
        return found

    @staticmethod
    def _runs(string: str, size: float, weight: Weight, family: Family, italic: bool) -> list[_Run]:
        """Stretches that one font draws at once, with their width at four times the size."""
        pixels = max(1, round(size * OVERSAMPLE))
        runs: list[_Run] = []
        figure = 0.0
        if family == "serif" and any(c.isdigit() for c in string):
            figure = float(_font(family, weight, italic, False, pixels).size("0")[0])
        if not figure and all_basic(string):
            font = _font(family, weight, italic, False, pixels)
            return [(string, float(font.size(string)[0]), font)] if string else []
        stretch = ""
        kind = ""

        def close() -> None:
            nonlocal stretch
            if stretch:
                font = _font(family, weight, italic, kind == "extended", pixels)
                runs.append((stretch, float(font.size(stretch)[0]), font))
                stretch = ""

        for character in string:
            if character in MARKS:
                close()
                runs.append((character, pixels * 0.92, None))
                continue
            if figure and character.isdigit():
                close()
                runs.append((character, figure, _font(family, weight, italic, False, pixels)))
                continue
            now = "basic" if is_basic(character) else "extended"
            if now != kind:
                close()
                kind = now
            stretch += character
        close()
        return runs

    def _draw(
        self, string: str, size: float, colour: Colour, weight: Weight, family: Family, italic: bool
    ) -> pygame.Surface:
        wide, runs = self._measure(string, size, weight, family, italic)
        main = _font(family, weight, italic, False, max(1, round(size * OVERSAMPLE)))
        out = (max(1, -int(-wide // OVERSAMPLE) + 1), max(1, -(-main.get_height() // OVERSAMPLE)))
        large = pygame.Surface((out[0] * OVERSAMPLE, out[1] * OVERSAMPLE), pygame.SRCALPHA)
        # The transparent ground carries the ink's colour, or scaling down would darken or lighten the edges.
        large.fill((*colour, 0))
        left = 0.0
        for stretch, advance, font in runs:
            if font is None:
                side = round(size * OVERSAMPLE * 0.84)
                style = "fill" if stretch in FILLED_MARKS else "bold"
                mark = self._icon(MARKS[stretch], side, colour, style)
                top = main.get_ascent() - round(main.get_ascent() * 0.36) - side // 2
                large.blit(mark, (round(left + (advance - side) / 2), top))
            elif stretch.strip():
                glyphs = font.render(stretch, True, colour)
                narrow = advance - glyphs.get_width() if len(stretch) == 1 and stretch.isdigit() else 0.0
                shift = main.get_ascent() - font.get_ascent()
                large.blit(glyphs, (round(left + narrow / 2), shift))
            left += advance
        return pygame.transform.smoothscale(large, out)
