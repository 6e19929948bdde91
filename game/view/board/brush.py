"""The brush for all pieces of the board: lettering, pills, badges and counts at one scale, kept once made."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pygame

from game.board import style
from game.board.layout import Layout
from game.board.style import Colour, Weight, mix
from game.board.vectors import hex_code
from game.view.toolkit import shapes
from game.view.toolkit.pieces import Atlas
from game.words.names import Names

KEPT_PICTURES = 800
"""So many pictures a brush keeps, those that were used last."""


def _close(layout: Layout) -> bool:
    """Whether a tile stands right below another, so that what it carries would lie on a name between them."""
    r = layout.radius
    return any(
        0.0 < low[1] - high[1] < 1.9 * r and abs(low[0] - high[0]) < 1.2 * r
        for high in layout.tiles for low in layout.tiles
    )  # fmt: skip


class Brush:
    """Draws pieces of one board at `scale` pixels a board unit; `detail` is "A" to "D".

    `named`: tiles carry their names, below the tile where its neighbours leave room, else within it. `unit` is the
    window's pixels a logical pixel; `smallest` the size in pixels below which nothing is lettered. `letters`: how much
    larger than the pieces they stand on letters should be.
    """

    def __init__(
        self, atlas: Atlas, layout: Layout, names: Names, scale: float, detail: str, *, named: bool = False,
        unit: float = 1.0, letters: float = 1.0,
    ) -> None:
        self.atlas = atlas
        self.theme = atlas.theme
        self.layout = layout
        self.names = names
        self.scale = scale
        self.detail = detail
        self.named = named
        self.inside = named and (layout.grid.radius < 40 or _close(layout))
        self.tile = layout.radius * scale
        self.smallest = style.SMALLEST * max(1.0, unit)
        self.letters = max(1.0, letters)
        self.unit = unit
        self._kept: dict[Hashable, pygame.Surface] = {}

    def keep(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The picture stored under a key, made at its first use."""
        found = self._kept.pop(key, None)
        if found is None:
            found = make()
            if len(self._kept) >= KEPT_PICTURES:
                del self._kept[next(iter(self._kept))]
        # What was asked for last goes last: plates and markets look different every week, and old ones are let go.
        self._kept[key] = found
        return found

    def length(self, units: float) -> int:
        """Board units as whole pixels, at least one."""
        return max(1, round(units * self.scale))

    def text(
        self, words: str, size: float, colour: Colour, weight: Weight = 800, *, serif: bool = False
    ) -> pygame.Surface:
        """One line of lettering, its size in board units; never so small that it could not be read."""
        return self.atlas.text.line(
            words, self.pixels(size), colour, weight=weight, family="serif" if serif else "sans"
        )

    def pixels(self, size: float) -> float:
        """The size in pixels of lettering that is `size` board units high where letters are as large as their piece."""
        return self.legible(size * self.scale * self.letters)

    def legible(self, pixels: float) -> float:
        """A size of lettering in pixels, raised to one that can be read."""
        return max(style.SMALLEST, pixels)

    def fits(self, words: str, width: float, size: float, weight: Weight = 800, *, serif: bool = False) -> bool:
        """Whether words fit into a width in board units without being shortened."""
        return self.fitting(words, width, size, weight, serif=serif) == self.atlas.text.said(words)

    def fitting(self, words: str, width: float, size: float, weight: Weight = 800, *, serif: bool = False) -> str:
        """The words, shortened to a width in board units."""
        return self.atlas.text.shorten(
            words, width * self.scale, self.pixels(size), weight=weight,
            family="serif" if serif else "sans",
        )

    def put(self, surface: pygame.Surface, image: pygame.Surface, x: float, y: float, align: float = 0.5) -> None:
        """Blits an image with the point at `align` of its width and half of its height at (x, y)."""
        surface.blit(image, (round(x - image.get_width() * align), round(y - image.get_height() / 2)))

    def pill(
        self, width: float, height: float, fill: Colour, outline: Colour | None, *,
        lip: float = 0.0, stroke: float = 1.2,
    ) -> pygame.Surface:
        """A pill or rounded plate, lengths in board units."""
        return shapes.card(
            self.length(width), self.length(height), fill, radius=self.length(height) / 2,
            lip=self.length(lip) if lip else 0, lip_colour=outline, outline=outline,
            stroke=max(1.0, stroke * self.scale),
        )

    def badge(
        self, radius: float, icon: str, *, ink: Colour | None = None, fill: Colour | None = None
    ) -> pygame.Surface:
        """A round badge with an icon or a single letter, its radius in pixels."""
        pal = self.atlas.palette
        side = max(4, round(2 * radius))
        dark = ink or style.DARK_INK
        paper = fill or (255, 250, 240)

        def make() -> pygame.Surface:
            line = max(0.8, radius * 0.14)
            body = (
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 2 - line / 2}" fill="{hex_code(paper)}" '
                f'stroke="{hex_code(mix(dark, paper, 0.1))}" stroke-width="{line}"/>'
            )
            out = shapes.vector(side, side, body)
            if len(icon) == 1:
                mark = self.atlas.text.line(icon, side * 0.74, dark, weight=800)
            else:
                mark = self.atlas.icon(icon, max(3, round(side * 0.66)), dark)
            self.put(out, mark, side / 2, side / 2)
            return shapes.ready(out)

        return self.keep(("badge", side, icon, dark, paper, pal.theme), make)

    def count(
        self, words: str, height: float, ground: Colour | None = None, *, halo: bool = False
    ) -> pygame.Surface:
        """A figure on a small pill, `height` pixels high: dark, or white on `ground`; on anything, with a `halo`."""
        pal = self.atlas.palette
        fill = ground or (style.DARK_INK if pal.theme == "light" else pal.ink)
        ink = style.WHITE if pal.theme == "light" or ground else style.DARK_INK

        def make() -> pygame.Surface:
            high = max(round(self.legible(0.78 * height) / 0.78), round(height))
            line = self.atlas.text.line(words, high * 0.78, ink, weight=800)
            wide = max(round(high * 1.25), line.get_width() + round(high * 0.6))
            rim = max(2, round(high * 0.13)) if halo else 0
            out = pygame.Surface((wide + 2 * rim, high + 2 * rim), pygame.SRCALPHA)
            if rim:
                out.blit(shapes.card(wide + 2 * rim, high + 2 * rim, pal.card, radius=high / 2 + rim), (0, 0))
            out.blit(shapes.card(wide, high, fill, radius=high / 2), (rim, rim))
            self.put(out, line, wide / 2 + rim, high / 2 + rim)
            return out

        return self.keep(("count", words, round(height), ground, halo, pal.theme), make)

    def stamp(self, fill: Colour, size: float) -> pygame.Surface:
        """One point of a band of goods, `size` board units wide; stamped closely it makes the band."""
        side = self.length(size)

        def make() -> pygame.Surface:
            body = f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 2}" fill="{hex_code(fill)}"/>'
            return shapes.vector(side, side, body)

        return self.keep(("stamp", fill, side), make)

    def dot(self, colour: Colour, halo: Colour, size: float) -> pygame.Surface:
        """One dot of a letter's route, with its halo as wide as `size` board units."""
        side = self.length(size)

        def make() -> pygame.Surface:
            body = (
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 2}" fill="{hex_code(halo)}" opacity="0.9"/>'
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side * 0.24}" fill="{hex_code(colour)}"/>'
            )
            return shapes.vector(side, side, body)

        return self.keep(("dot", colour, halo, side), make)


def ghostly(image: pygame.Surface, alpha: int) -> pygame.Surface:
    """A copy of a picture whose opacity is cut to alpha of 255."""
    out = image.copy()
    out.fill((255, 255, 255, alpha), special_flags=pygame.BLEND_RGBA_MULT)
    return shapes.ready(out)
