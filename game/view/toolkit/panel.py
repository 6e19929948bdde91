"""What a painter draws on: one panel with logical lengths, its lettering, shapes, pieces and hit regions."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pygame

from game.board import style, vectors
from game.board.style import Colour, Family, Palette, Weight
from game.view.toolkit import shapes
from game.view.toolkit.pieces import Atlas, Sprite
from game.view.toolkit.sheet import Race, Sheet
from game.view.toolkit.text import Said
from game.view.toolkit.text_field import TextField

FOOT = 4.0
"""What a panel that ends with its content leaves free below it."""
Box = tuple[float, float, float, float]
Value = int | float | str | bool | None
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Tip:
    """A tooltip: a title, text in which **two asterisks** make bold, and named causes as a small waterfall.

    causes: (words, size in whole points) in order; `start` is where they begin, `whole` what the sum is called.
    sheet: accounts that stand between the title and the text, in a wider tooltip. race: two lines in the same place,
    where the window has room for them.
    """

    title: str
    text: str = ""
    causes: tuple[tuple[str, int], ...] = ()
    start: int = 0
    whole: str = ""
    sheet: Sheet | None = None
    race: Race | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Something that can be pointed at and focused; `ident` is its key, or "key:value" for one of several.

    `rect` is in pixels. `slide` is (low, high, step) of a slider. `hexagon` is the radius of a pointy-top tile
    whose ring and hit area are hexagonal, `outline` the corners of one or more pieces of land that are hit instead of
    `rect`. A region that is not `enabled` can be focused, to read its tooltip. `text` is a field to write in. `lifts`
    are the parts of a card, in pixels, that lift while it is pointed at or focused. Of one that is not `ringed` whoever
    paints it shows the focus.
    """

    key: str
    rect: pygame.Rect
    value: Value = None
    tip: Tip | None = None
    shortcuts: tuple[str, ...] = ()
    enabled: bool = True
    activates: bool = True
    radius: float = 8
    slide: tuple[float, float, float] | None = None
    hexagon: float | None = None
    outline: tuple[tuple[tuple[float, float], ...], ...] | None = None
    text: TextField | None = None
    lifts: tuple[pygame.Rect, ...] = ()
    ringed: bool = True
    ident: str = field(init=False, default="")

    def __post_init__(self) -> None:
        alone = self.value is None or self.slide is not None
        object.__setattr__(self, "ident", self.key if alone else f"{self.key}:{self.value}")

    def moved(self, dx: int, dy: int) -> Region:
        """The region so many pixels further right and down."""
        lifts = tuple(part.move(dx, dy) for part in self.lifts)
        return replace(self, rect=self.rect.move(dx, dy), lifts=lifts)

    def holds(self, place: tuple[int, int]) -> bool:
        """True when a place on the screen lies on the region."""
        if self.outline is not None:
            return any(vectors.inside(place, corners) for corners in self.outline)
        if self.hexagon is None:
            return self.rect.collidepoint(place)
        dx, dy = abs(place[0] - self.rect.centerx), abs(place[1] - self.rect.centery)
        half = self.hexagon * math.sqrt(3) / 2
        return dx <= half and dy <= self.hexagon - dx / math.sqrt(3)


class Panel:
    """The surface of one panel while it is painted. Lengths are logical; zero is the panel's upper left corner.

    `width` and `height` are what there is (`height` grows when the panel scrolls), `view_height` what is seen at
    once, `unit` the screen pixels per logical pixel. `needed`: the height that was asked for once it was painted.
    """

    def __init__(
        self,
        key: str,
        size: tuple[int, int],
        unit: float,
        atlas: Atlas,
        hover: str | None,
        pressed: str | None,
        view: int | None = None,
    ) -> None:
        self.key = key
        self.unit = unit
        self.atlas = atlas
        size = max(1, size[0]), max(1, size[1])
        self.surface = pygame.Surface(size, pygame.SRCALPHA)
        self.width = size[0] / unit
        self.height = size[1] / unit
        self.view_height = (view or size[1]) / unit
        self.regions: list[Region] = []
        self.needed: float | None = None
        self._hover = hover
        self._pressed = pressed

    def cut_to(self, high: int) -> None:
        """Leaves only so many pixels of its height."""
        if high < self.surface.get_height():
            self.surface = self.surface.subsurface((0, 0, self.surface.get_width(), high)).copy()

    def end(self, most: int) -> int:
        """Ends with what has been painted, or after `most` pixels where the rest scrolls; returns how high it is seen.
        """
        needed = self.needed or 0.0
        high = min(most, round((needed + FOOT) * self.unit))
        self.cut_to(max(high, round(needed * self.unit)))
        return high

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return self.atlas.palette

    # Regions.

    def region(
        self,
        key: str,
        box: Box,
        *,
        value: Value = None,
        tip: Tip | None = None,
        shortcut: str | Sequence[str] = (),
        enabled: bool = True,
        activates: bool = True,
        radius: float = style.GAP,
        slide: tuple[float, float, float] | None = None,
        text: TextField | None = None,
        lifts: Sequence[Box] = (),
    ) -> Region:
        """Registers what can be pointed at; the order of registering is the order of Tab.

        `shortcut` names keys as pygame does ("s", "1", "space", "escape", "ctrl+z"). `lifts`: the parts of a card that
        lifts.
        """
        keys = (shortcut,) if isinstance(shortcut, str) else tuple(shortcut)
        region = Region(
            key, self.pixels(box), value, tip, tuple(name for name in keys if name), enabled, activates,
            radius * self.unit, slide, text=text, lifts=tuple(map(self.pixels, lifts)),
        )
        self.regions.append(region)
        return region

    def hexagon(
        self,
        key: str,
        centre: tuple[float, float],
        radius: float,
        *,
        value: Value = None,
        tip: Tip | None = None,
        shortcut: str = "",
        enabled: bool = True,
    ) -> Region:
        """Registers a pointy-top hexagon that can be pointed at; its focus ring is a hexagon too."""
        wide = radius * math.sqrt(3)
        box = (centre[0] - wide / 2, centre[1] - radius, wide, 2 * radius)
        region = Region(
            key, self.pixels(box), value, tip, (shortcut,) if shortcut else (), enabled, True,
            hexagon=round(radius * self.unit, 1),
        )  # fmt: skip
        self.regions.append(region)
        return region

    def tooltip(self, key: str, box: Box, tip: Tip) -> None:
        """Registers a figure that explains itself when pointed at or focused, and does nothing else."""
        self.region(key, box, tip=tip, activates=False)

    def hovered(self, key: str, value: Value = None) -> bool:
        """True while the mouse is over that region."""
        return self._hover == (key if value is None else f"{key}:{value}")

    def pressed(self, key: str, value: Value = None) -> bool:
        """True while that region is held down."""
        return self._pressed == (key if value is None else f"{key}:{value}") and self.hovered(key, value)

    # Lettering.

    def text(
        self,
        x: float,
        y: float,
        string: str,
        *,
        size: float = style.BODY,
        colour: Colour | None = None,
        weight: Weight = 600,
        family: Family = "sans",
        italic: bool = False,
        align: Align = "left",
        at: Literal["top", "middle", "base"] = "top",
        width: float | None = None,
    ) -> float:
        """Draws one line and returns its logical width; y is the line's top, middle or baseline.

        What is longer than `width` is set smaller, as small as can be read; only what still does not fit is shortened,
        with an ellipsis.
        """
        lettering = self.atlas.text
        string = lettering.said(string)
        if width is not None:
            size = self.fitting_size(string, width, size, weight=weight, family=family, italic=italic)
        pixels = size * self.unit
        if width is not None:
            string = lettering.shorten(
                string, width * self.unit, pixels, weight=weight, family=family, italic=italic
            )
        ink = self.palette.ink if colour is None else colour
        image = lettering.line(string, pixels, ink, weight=weight, family=family, italic=italic)
        wide = lettering.width(string, pixels, weight=weight, family=family, italic=italic)
        left = x * self.unit - {"left": 0.0, "centre": wide / 2, "right": wide}[align]
        lift = {"top": 0.0, "middle": image.get_height() / 2, "base": lettering.ascent(pixels, family)}[at]
        self.surface.blit(image, (round(left), round(y * self.unit - lift)))
        return wide / self.unit

    def name(
        self, x: float, middle: float, string: str, width: float, *, size: float = style.BODY,
        least: float = style.SMALLEST, colour: Colour | None = None, weight: Weight = 600, family: Family = "sans",
    ) -> float:
        """Draws a name on one line, smaller where it has to be, or on two around the same middle; returns its width.

        It is not set smaller than `least` on one line, and half way to the smallest letters on two.
        """
        string = self.atlas.text.said(string)
        size = max(least, self.fitting_size(string, width, size, weight=weight, family=family))
        broken: list[str] = [string]
        while self.measure(string, size, weight=weight, family=family) > width:
            broken = self.lines(width, string, size=size, weight=weight, family=family)
            if len(broken) <= 2 and all(
                self.measure(Said(word), size, weight=weight, family=family) <= width for word in string.split()
            ):
                break
            if size <= style.SMALLEST:
                broken = self.lines(width, string, size=size, weight=weight, family=family, most=2)
                break
            size = max(style.SMALLEST, size - 0.5)
        step = size * 1.14
        for n, line in enumerate(broken):
            self.text(x, middle + (n - (len(broken) - 1) / 2) * step, line, size=size, colour=colour, weight=weight,
                      family=family, at="middle")  # fmt: skip
        return max(self.measure(line, size, weight=weight, family=family) for line in broken)

    def measure(
        self, string: str, size: float = style.BODY, *, weight: Weight = 600, family: Family = "sans",
        italic: bool = False,
    ) -> float:
        """The logical width of one line of text."""
        wide = self.atlas.text.width(string, size * self.unit, weight=weight, family=family, italic=italic)
        return wide / self.unit

    def fitting_size(
        self, string: str, width: float, size: float, *, weight: Weight = 600, family: Family = "sans",
        italic: bool = False,
    ) -> float:
        """The size of type, from `size` down to the smallest that can be read, at which a line fits into a width."""
        wide = self.measure(string, size, weight=weight, family=family, italic=italic)
        while wide > width and size > style.SMALLEST:
            size = max(style.SMALLEST, min(size - 0.5, math.floor(2 * size * width / wide) / 2))
            wide = self.measure(string, size, weight=weight, family=family, italic=italic)
        return size

    def fitting(
        self, words: Sequence[str], room: float, size: float = style.BODY, *, weight: Weight = 600,
        family: Family = "sans",
    ) -> str:
        """The first of several wordings that is not wider than there is room, or else the last."""
        fits = (one for one in words if self.measure(one, size, weight=weight, family=family) <= room)
        return next(fits, words[-1])

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        string: str,
        *,
        size: float = style.BODY,
        colour: Colour | None = None,
        strong: Colour | None = None,
        weight: Weight = 600,
        family: Family = "sans",
        italic: bool = False,
        align: Align = "left",
        lines: int | None = None,
        leading: float = style.LEADING,
    ) -> float:
        """Draws wrapped text and returns its logical height; **two asterisks** make bold (colour `strong`).

        `lines` cuts after so many lines with an ellipsis.
        """
        under_way = self.writing(
            x, y, width, string, size=size, colour=colour, strong=strong, weight=weight, family=family, italic=italic,
            align=align, lines=lines, leading=leading,
        )  # fmt: skip
        while True:
            try:
                next(under_way)
            except StopIteration as done:
                return float(done.value)

    def writing(
        self, x: float, y: float, width: float, string: str, *, size: float = style.BODY,
        colour: Colour | None = None, strong: Colour | None = None, weight: Weight = 600, family: Family = "sans",
        italic: bool = False, align: Align = "left", lines: int | None = None, leading: float = style.LEADING,
    ) -> Generator[None, None, float]:  # fmt: skip
        """A paragraph written a line at each step."""
        ink = self.palette.ink if colour is None else colour
        string = self.atlas.text.said(string)
        plain = string.replace("**", "")
        broken = self.lines(width, string, size=size, weight=weight, family=family, italic=italic, most=lines)
        step = size * leading
        bold_at = _bold_letters(string)
        letter = 0
        for n, line in enumerate(broken):
            yield
            middle = y + n * step + step / 2
            if not bold_at:
                left = x + {"left": 0.0, "centre": width / 2, "right": width}[align]
                self.text(
                    left, middle, line, size=size, colour=ink, weight=weight, family=family, italic=italic,
                    align=align, at="middle",
                )
                continue
            left = x
            for stretch, is_bold in _stretches(line, plain, letter, bold_at):
                left += self.text(
                    left, middle, Said(stretch), size=size, colour=(strong or ink) if is_bold else ink,
                    weight=800 if is_bold else weight, family=family, italic=italic, at="middle",
                )
            letter = plain.find(line.rstrip("…"), letter) + len(line)
        return len(broken) * step

    def lines(
        self,
        width: float,
        string: str,
        *,
        size: float = style.BODY,
        weight: Weight = 600,
        family: Family = "sans",
        italic: bool = False,
        most: int | None = None,
    ) -> list[str]:
        """The lines into which `paragraph` would break a text."""
        heavy: Weight = 800 if "**" in string else weight
        whole = self.atlas.text.said(string).replace("**", "")
        return self.atlas.text.wrap(
            Said(whole), width * self.unit - 1, size * self.unit, weight=heavy, family=family,
            italic=italic, lines=most,
        )  # fmt: skip

    def paragraph_height(
        self,
        width: float,
        string: str,
        *,
        size: float = style.BODY,
        weight: Weight = 600,
        family: Family = "sans",
        italic: bool = False,
        leading: float = style.LEADING,
    ) -> float:
        """The logical height that `paragraph` would need."""
        broken = self.lines(width, string, size=size, weight=weight, family=family, italic=italic)
        return len(broken) * size * leading

    # Shapes and pieces.

    def pixels(self, box: Box) -> pygame.Rect:
        """A logical box in the panel's pixels; one for which there is no room has no width or height, never less."""
        left, top, width, height = box
        x, y = round(left * self.unit), round(top * self.unit)
        right, bottom = round((left + width) * self.unit), round((top + height) * self.unit)
        return pygame.Rect(x, y, max(0, right - x), max(0, bottom - y))

    def card(
        self,
        box: Box,
        fill: Colour | None = None,
        *,
        radius: float = style.SMALL_RADIUS,
        lip: float = 0,
        lip_colour: Colour | None = None,
        outline: Colour | None = None,
        stroke: float = 1,
        shadow: float = 0,
        top_only: bool = False,
    ) -> None:
        """Draws a rounded box (a pill when `radius` is half its height); the lip lies inside the box's height."""
        rect = self.pixels(box)
        deep = round(lip * self.unit)
        soft = round(shadow * self.unit)
        if rect.width < 1 or rect.height - deep < 1:
            return
        drawn = shapes.card(
            rect.width, rect.height - deep, fill, radius=radius * self.unit, lip=deep,
            lip_colour=self.palette.lip if lip_colour is None else lip_colour, outline=outline,
            stroke=max(1.0, stroke * self.unit), shadow=soft, top_only=top_only,
        )
        self.surface.blit(drawn, (rect.x - soft, rect.y - soft))

    def fill(self, box: Box, colour: Colour) -> None:
        """Fills a plain rectangle: rules and stripes."""
        rect = self.pixels(box)
        self.surface.fill(colour, (rect.x, rect.y, max(1, rect.width), max(1, rect.height)))

    def vector(self, box: Box, body: str) -> None:
        """Draws SVG elements whose coordinates are logical and relative to the panel's corner; `box` bounds them."""
        rect = self.pixels(box)
        drawn = shapes.vector(rect.width, rect.height, body, (rect.x / self.unit, rect.y / self.unit, self.unit))
        self.surface.blit(drawn, rect)

    def icon(
        self, name: str, x: float, y: float, size: float = 18, colour: Colour | None = None, weight: str = "bold"
    ) -> None:
        """Draws an icon centred at (x, y)."""
        side = max(1, round(size * self.unit))
        drawn = self.atlas.icon(name, side, self.palette.ink if colour is None else colour, weight)
        self.surface.blit(drawn, (round(x * self.unit - side / 2), round(y * self.unit - side / 2)))

    def piece(self, name: str, x: float, y: float, scale: float = 1.0) -> None:
        """Draws a piece with its zero at (x, y); at scale 1 it has the size of the drawings at 1280×720."""
        self.sprite(self.atlas.sprite(name, scale * self.unit), x, y)

    def sprite(self, sprite: Sprite, x: float, y: float) -> None:
        """Draws a sprite already made for the panel's pixels, its zero at (x, y)."""
        sprite.draw(self.surface, x * self.unit, y * self.unit)

    def token(self, product: str, x: float, y: float, radius: float = 12, *, owed: bool = False) -> None:
        """Draws a product's token centred at (x, y)."""
        self.sprite(self.atlas.token(product, radius * self.unit, owed=owed), x, y)

    def face(self, morale: float, x: float, y: float, diameter: float = 20) -> None:
        """Draws the face of a morale 0 to 100 centred at (x, y)."""
        self.sprite(self.atlas.face(morale, diameter * self.unit), x, y)

    def pawn(self, x: float, y: float, height: float = 30, *, people: int = 1, kind: str = "") -> None:
        """Draws a pawn with its foot at (x, y)."""
        self.sprite(self.atlas.pawn(height * self.unit, people=people, kind=kind), x, y)


def _bold_letters(string: str) -> frozenset[int]:
    """Positions, in the text without asterisks, that stand between pairs of them."""
    out: set[int] = set()
    at = 0
    for n, part in enumerate(string.split("**")):
        if n % 2:
            out.update(range(at, at + len(part)))
        at += len(part)
    return frozenset(out)


def _stretches(line: str, plain: str, start: int, bold: frozenset[int]) -> list[tuple[str, bool]]:
    """Cuts a wrapped line where its weight changes."""
    first = plain.find(line.rstrip("…"), start)
    out: list[tuple[str, bool]] = []
    for n, letter in enumerate(line):
        is_bold = first + n in bold
        if out and out[-1][1] == is_bold:
            out[-1] = (out[-1][0] + letter, is_bold)
        else:
            out.append((letter, is_bold))
    return out
