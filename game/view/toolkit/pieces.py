"""The atlas: every piece and icon is an SVG, rasterised once per name, size and theme into a cached surface.

A name may carry variants after colons: "pin:order:eye" (lever, sign), "pin-hollow:tag:ear", "awning:lamp",
"banner-standing:scales", "capsule:bread", "badge:hourglass-medium". Swapping colours makes the themes.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pygame

from game.board import style
from game.board.style import PALETTES, PRODUCTS, Colour, Palette, Theme, mix
from game.view.toolkit.shapes import hex_code, ready, vector
from game.view.toolkit.text import ASSETS, Lettering

CACHED_SPRITES = 4_000
PIN_SIGNS = {"ear": "ear", "heard": "ear", "worst": "trend-down", "seen": "eye", "eye": "eye"}

_DARK: dict[str, str] = {
    "#6A4630": "#E0B78C", "#2E1D12": "#1E1610", "#94694B": "#F3D9B8",
    "#3F4C8C": "#6C79C6", "#2B3566": "#2A315E", "#717BAA": "#98A2DE", "#9094B0": "#8D96C4",
    "#6E4F3A": "#5A4232", "#FFFAF0": "#F6EDDD",
    "#14607A": "#2B86A3", "#857868": "#B3A48F",
    "#E7DCC5": "#48413A", "#A8977A": "#1B1713", "#8C7B60": "#6B6053", "#F6EFE0": "#5C5348", "#D2C09D": "#5C5348",
}
"""Colours of the drawn pieces in the dark theme; a colour not named stays."""


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


@cache
def _file(folder: str, name: str) -> str:
    return (ASSETS / folder / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _icon_paths(name: str, weight: str) -> str:
    """The drawing inside an icon's file, to be set into a piece."""
    source = _file(f"icons/{weight}", name)
    return source[source.index(">") + 1 : source.rindex("</svg>")]


@cache
def _parts(name: str) -> tuple[tuple[float, float, float, float], str]:
    source = _file("pieces", name)
    box = re.search(r'viewBox="([^"]+)"', source)
    if box is None:
        raise ValueError(f"The piece {name!r} has no viewBox.")
    left, top, width, height = (float(number) for number in box.group(1).split())
    return (left, top, width, height), source[source.index(">") + 1 : source.rindex("</svg>")]


def _swap(body: str, colours: dict[str, str]) -> str:
    return re.sub(r"#[0-9A-Fa-f]{6}", lambda found: colours.get(found.group(0).upper(), found.group(0)), body)


def _shade(colour: Colour, share: float) -> str:
    return hex_code(mix(colour, (30, 20, 10), share))


def _tile_colours(step: int, theme: Theme) -> dict[str, str]:
    """The good tile's four colours (face, lip, outline, inner light) for another morale step or theme."""
    face = PALETTES[theme].morale[step]
    light = mix(face, style.WHITE, 0.55 if theme == "light" else 0.22)
    return {
        "#F8D48F": hex_code(face), "#CBA258": _shade(face, 0.24), "#987A42": _shade(face, 0.46),
        "#B38F4D": _shade(face, 0.36), "#FCEED2": hex_code(light),
    }


def _product_colours(key: str, theme: Theme) -> dict[str, str]:
    look = PRODUCTS[key]
    if theme == "light":
        return {}
    swaps = {}
    if key == "clock":
        swaps[hex_code(look.outline)] = hex_code(look.line_dark)
    return swaps


def _owed_colours(key: str, body: str, theme: Theme) -> dict[str, str]:
    """Owed tokens are hollow: on the dark theme a dark ground and a light line."""
    if theme == "light":
        return {}
    look = PRODUCTS[key]
    ground = re.search(r'fill="(#[0-9A-Fa-f]{6})"', body)
    swaps = {hex_code(look.outline): hex_code(look.line_dark)}
    if ground is not None:
        swaps[ground.group(1).upper()] = hex_code(mix(PALETTES["dark"].card, look.fill, 0.16))
    return swaps


def _with_icon(body: str, icon: str, weight: str) -> str:
    """Sets an icon's paths into the group of a piece that is marked id="icon"."""
    return re.sub(
        r'(<g id="icon"[^>]*>).*?(</g>)',
        lambda found: found.group(1) + _icon_paths(icon, weight) + found.group(2),
        body,
        flags=re.DOTALL,
    )


def _drawing(name: str, theme: Theme) -> tuple[tuple[float, float, float, float], str]:
    """A piece's box and SVG body with its variants and the theme applied."""
    base, *variants = name.split(":")
    palette = PALETTES[theme]
    if base.startswith("tile-"):
        box, body = _parts("tile-good")
        return box, _swap(body, _tile_colours(style.MORALE_STEPS.index(base[5:]), theme))
    box, body = _parts(base)
    swaps = dict(_DARK) if theme == "dark" else {}
    if base.startswith("face-"):
        step = style.MORALE_STEPS.index(base[5:])
        swaps = {hex_code(style.LIGHT.morale[step]): hex_code(palette.morale[step])}
        if theme == "dark" and step < 2:
            swaps["#2B2622"] = "#F6EDDD"
    elif base.startswith("token-") or base.startswith("pile-"):
        key = base.split("-")[1]
        swaps = _owed_colours(key, body, theme) if "-owed" in base else _product_colours(key, theme)
    elif base in ("pin", "pin-hollow"):
        colour = style.lever_colour(style.LIGHT if base == "pin" else palette, variants[0])
        if base == "pin" and theme == "dark" and variants[0] in ("default", "value"):
            colour = mix(colour, style.WHITE, 0.16)
        ink = "#3A2606" if variants[0] == "tag" and base == "pin" else "#FFFFFF"
        ground = hex_code(palette.card)
        swaps = {"#14607A": hex_code(colour), "#0C3A49": _shade(colour, 0.42), "#FFFFFF": ink, "#FFFAF0": ground}
        if base == "pin-hollow" and theme == "dark" and variants[0] == "order":
            swaps["#14607A"] = hex_code(palette.bad)
        body = _with_icon(body, PIN_SIGNS[variants[1]], "bold")
    elif theme == "dark" and (base.startswith("flag-") or base == "zzz"):
        swaps |= {"#4A3427": "#A98A66", "#2B2622": "#F6EDDD"}
    elif base in ("awning", "capsule"):
        look = PRODUCTS[variants[0]]
        swaps = {**swaps, "#F2B632": hex_code(look.fill), "#9D7620": hex_code(look.outline)}
        swaps |= {"#3A2606": hex_code(look.icon_ink), "#A87408": hex_code(look.outline)}
        body = _with_icon(body, look.icon, "fill")
    elif variants:
        body = _with_icon(body, variants[0], "fill")
    return box, _swap(body, swaps)


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
            (left, top, width, height), body = _drawing(name, self.theme)
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
        return self.sprite(
            name, height / _parts(name.split(":")[0] if not name.startswith("tile-") else "tile-good")[0][3]
        )

    def token(self, product: str, radius: float, *, owed: bool = False) -> Sprite:
        """A product's token (look key such as "lamp") of a radius in pixels; below 7 without its icon."""
        if owed:
            plain = "" if radius >= style.ICON_FROM_RADIUS else "-plain"
            return self.sprite(f"token-{product}-owed{plain}", radius / 18)
        return self.sprite(
            f"token-{product}" if radius >= style.ICON_FROM_RADIUS else f"token-{product}-plain", radius / 18
        )

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
            body = f'<g fill="{hex_code(colour)}">{_icon_paths(name, weight)}</g>'
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
    """Planks with a faint grain and a few knots; the same at every start, scaled with the window."""
    out = pygame.Surface((width, height))
    if pygame.display.get_surface() is not None:
        out = out.convert()
    luck = random.Random(20)
    scale = min(width / 1280, height / 720)
    plank = 104 * scale
    dark = palette.theme == "dark"
    seam = hex_code(mix(palette.table, palette.table_grain, 1.0 if dark else 0.75))
    grain = hex_code(mix(palette.table, palette.table_grain, 0.9 if dark else 0.6))
    shades = (0.0, 0.30, 0.08, 0.36, 0.04, 0.32, 0.12, 0.26)
    rows = math.ceil((height + 10 * scale) / plank)
    strokes: list[str] = []
    for row in range(rows):
        top = row * plank - 10 * scale
        tone = mix(palette.table, palette.table_grain, shades[row % len(shades)] * (1.2 if dark else 0.9))
        out.fill(tone, (0, round(top), width, math.ceil(plank) + 1))
        strokes.append(f'<path d="M0 {top:.1f} L{width} {top:.1f}" stroke="{seam}" stroke-width="{1.4 * scale:.2f}"/>')
        joint = luck.uniform(0.1, 0.9) * width
        strokes.append(
            f'<path d="M{joint:.1f} {top:.1f} L{joint:.1f} {top + plank:.1f}" stroke="{seam}" '
            f'stroke-width="{1.2 * scale:.2f}"/>'
        )
        for _ in range(round(5 * width / (1280 * scale))):
            x, y = luck.uniform(-0.05, 0.95) * width, top + luck.uniform(0.12, 0.9) * plank
            far, bend = luck.uniform(120, 330) * scale, luck.uniform(-5, 5) * scale
            strokes.append(
                f'<path d="M{x:.1f} {y:.1f} C{x + far * 0.3:.1f} {y + bend:.1f} {x + far * 0.7:.1f} '
                f'{y - bend:.1f} {x + far:.1f} {y:.1f}" stroke="{grain}" stroke-width="{scale:.2f}" '
                f'opacity="{luck.uniform(0.25, 0.7):.2f}"/>'
            )
        if row % 2 == 1:
            x, y = luck.uniform(0.06, 0.94) * width, top + plank * 0.5
            for ring_of in (30, 20, 10, 4):
                strokes.append(
                    f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{ring_of * scale:.1f}" ry="{ring_of * 0.38 * scale:.1f}" '
                    f'stroke="{grain}" stroke-width="{1.2 * scale:.2f}" opacity="0.55"/>'
                )
    out.blit(vector(width, height, f'<g fill="none" stroke-linecap="round">{"".join(strokes)}</g>'), (0, 0))
    return out


def tint(image: pygame.Surface, colour: Colour, share: float) -> pygame.Surface:
    """A copy of a sprite faded `share` (0 to 1) toward a colour, for old news and disabled pieces; keep the copy."""
    veil = image.copy()
    veil.fill((*colour, 0), special_flags=pygame.BLEND_RGBA_MAX)
    veil.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MIN)
    veil.set_alpha(round(255 * share))
    out = image.copy()
    out.blit(veil, (0, 0))
    return ready(out)
