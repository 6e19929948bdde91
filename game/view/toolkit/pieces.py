"""The atlas: every piece and icon, rasterised once per name, size and theme into a cached surface."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.board import style
from game.board.drawings import box_of, drawing, icon_paths, planks, token_name
from game.board.style import PALETTES, Colour, Palette, Theme
from game.board.vectors import hex_code
from game.view.toolkit.shapes import ready, vector
from game.view.toolkit.text import Lettering

CACHED_SPRITES = 4_000
@dataclass(frozen=True, slots=True)
class Sprite:
    """A rasterised piece and where its own zero (foot of a pawn, centre of a token) lies in it, in pixels."""

    surface: pygame.Surface
    origin: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Where to blit so that the piece's zero lies at (x, y)."""
        return round(x - self.origin[0]), round(y - self.origin[1])

    def draw(self, surface: pygame.Surface, x: float, y: float) -> pygame.Rect:
        """Blits the piece with its zero at (x, y)."""
        return surface.blit(self.surface, self.at(x, y))


class Atlas:
    """The cache of sprites, icons and lettering for the whole game. Set `theme` to change the palette.

    `sprite("pawn-1", 2.0)` has two pixels a unit of the drawing; `fit("pawn-1", 40)` is 40 pixels high.
    `rasterised` counts the drawings made so far, so that a test can tell that a frame made none.
    """

    def __init__(self, theme: Theme = "light") -> None:
        self.theme: Theme = theme
        self.rasterised = 0
        self._sprites: dict[tuple[str, int, Theme], Sprite] = {}
        self._icons: dict[tuple[str, int, Colour, str], pygame.Surface] = {}
        self._wood: tuple[tuple[int, int, Theme], pygame.Surface] | None = None
        self.text = Lettering(self.icon)

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return PALETTES[self.theme]

    def sprite(self, name: str, scale: float) -> Sprite:
        """The piece at `scale` pixels a unit (at 1.0 it has the size of the drawings at 1280×720)."""
        key = (name, max(1, round(scale * 512)), self.theme)
        found = self._sprites.get(key)
        if found is None:
            exact = key[1] / 512
            (left, top, width, height), body = drawing(name, self.theme)
            image = vector(
                math.ceil(width * exact - 1e-6), math.ceil(height * exact - 1e-6), body, (left, top, exact)
            )
            found = Sprite(image, (-left * exact, -top * exact))
            if len(self._sprites) >= CACHED_SPRITES:
                self._sprites.clear()
            self._sprites[key] = found
            self.rasterised += 1
        return found

    def fit(self, name: str, height: float) -> Sprite:
        """The piece so that its whole drawing is `height` pixels high."""
        return self.sprite(name, height / box_of(name)[3])

    def token(self, product: str, radius: float, *, owed: bool = False) -> Sprite:
        """A product's token (look key such as "lamp") of a radius in pixels; below 7 without its icon."""
        return self.sprite(token_name(product, radius, owed), radius / 18)

    def tile(self, morale: float | None, radius: float) -> Sprite:
        """A team's tile in the colour of its morale 0 to 100 (None: the even one), radius in pixels."""
        step = 2 if morale is None else style.morale_step(morale)
        return self.sprite(f"tile-{style.MORALE_STEPS[step]}", radius / 60)

    def face(self, morale: float, diameter: float) -> Sprite:
        """The face of a morale 0 to 100."""
        return self.sprite(f"face-{style.MORALE_STEPS[style.morale_step(morale)]}", diameter / 21.5)

    def pawn(self, height: float, *, people: int = 1, kind: str = "") -> Sprite:
        """A pawn of a height in pixels standing for 1, 10, 100 or 1,000 people, or `kind` "leader" or "asleep"."""
        return self.sprite(f"pawn-{kind or people}", height / 30)

    def icon(self, name: str, pixels: int, colour: Colour, weight: str = "bold") -> pygame.Surface:
        """A Phosphor icon as a square surface in one colour; weight "bold" for controls, "fill" for pieces."""
        key = (name, int(pixels), colour, weight)
        found = self._icons.get(key)
        if found is None:
            body = f'<g fill="{hex_code(colour)}">{icon_paths(name, weight)}</g>'
            found = vector(key[1], key[1], body, (0, 0, max(1, key[1]) / 256))
            self._icons[key] = found
            self.rasterised += 1
        return found

    def warm(self, sprites: Iterable[tuple[str, float]]) -> None:
        """Rasterises (name, scale) pairs ahead of the first frame that needs them."""
        for name, scale in sprites:
            self.sprite(name, scale)

    def forget(self) -> None:
        """Drops every cached sprite, after the window's scale has changed for good."""
        self._sprites.clear()
        self._icons.clear()

    def table(self, width: int, height: int) -> pygame.Surface:
        """The wooden table of a whole window: opaque, cached for one size and theme."""
        key = (width, height, self.theme)
        if self._wood is None or self._wood[0] != key:
            self._wood = (key, _wood(width, height, self.palette))
        return self._wood[1]


def _wood(width: int, height: int, palette: Palette) -> pygame.Surface:
    """Planks with a faint grain and a few knots."""
    out = pygame.Surface((width, height))
    if pygame.display.get_surface() is not None:
        out = out.convert()
    boards, grain = planks(width, height, palette)
    for top, deep, tone in boards:
        out.fill(tone, (0, round(top), width, math.ceil(deep) + 1))
    out.blit(vector(width, height, grain), (0, 0))
    return out


@lru_cache(maxsize=32)
def rimmed(sprite: Sprite, colour: Colour, wide: float) -> Sprite:
    """A sprite with a rim around its outline, `wide` pixels, that sets it off from any ground."""
    large, steps = math.ceil(wide), 16
    shape = pygame.mask.from_surface(sprite.surface, 96).to_surface(setcolor=(*colour, 255), unsetcolor=(*colour, 0))
    size = sprite.surface.get_size()
    out = pygame.Surface((size[0] + 2 * large, size[1] + 2 * large), pygame.SRCALPHA)
    for step in range(steps):
        turn = math.tau * step / steps
        out.blit(shape, (large + round(wide * math.cos(turn)), large + round(wide * math.sin(turn))))
    out.blit(sprite.surface, (large, large))
    return Sprite(ready(out), (sprite.origin[0] + large, sprite.origin[1] + large))


def tint(image: pygame.Surface, colour: Colour, share: float) -> pygame.Surface:
    """A copy of a sprite faded `share` (0 to 1) toward a colour, for old news and disabled pieces; keep the copy."""
    veil = image.copy()
    veil.fill((*colour, 0), special_flags=pygame.BLEND_RGBA_MAX)
    veil.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MIN)
    veil.set_alpha(round(255 * share))
    out = image.copy()
    out.blit(veil, (0, 0))
    return ready(out)
