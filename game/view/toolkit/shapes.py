"""Anti-aliased shapes, drawn once into cached surfaces: cards with lip and shadow, pills, hexagons, rings, SVG bodies.

All lengths here are pixels on the screen. Callers never draw on the surfaces they get.
"""

from __future__ import annotations

import io
import math
from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.board.style import Colour
from game.board.vectors import Point, hex_code, hexagon, path, rounded_path

SHADOW_ALPHA = 0.22


def vector(width: int, height: int, body: str, view: tuple[float, float, float] = (0, 0, 1)) -> pygame.Surface:
    """Rasterises SVG elements; `view` is (left, top, pixels per unit) of the drawing."""
    left, top, scale = view
    wide, high = max(1, width), max(1, height)
    source = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="{left:.4f} {top:.4f} {wide / scale:.4f} {high / scale:.4f}">{body}</svg>'
    )
    image = pygame.image.load(io.BytesIO(source.encode()), "shape.svg")
    return ready(image)


def ready(image: pygame.Surface) -> pygame.Surface:
    """The same picture in the display's fastest format with alpha, when a display is there."""
    return image.convert_alpha() if pygame.display.get_surface() is not None else image


def _distance(width: int, height: int, box: tuple[float, float, float, float], radius: float) -> NDArray[np.float64]:
    """Signed distance of every pixel's centre to a rounded box (left, top, right, bottom); negative inside."""
    left, top, right, bottom = box
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    x = np.arange(width)[:, None] + 0.5
    y = np.arange(height)[None, :] + 0.5
    dx = np.abs(x - (left + right) / 2) - (right - left) / 2 + radius
    dy = np.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius
    outside = np.hypot(np.maximum(dx, 0), np.maximum(dy, 0))
    found: NDArray[np.float64] = outside + np.minimum(np.maximum(dx, dy), 0) - radius
    return found


class _Canvas:
    """Layers of colour laid over each other in premultiplied floats."""

    def __init__(self, width: int, height: int) -> None:
        self.colour = np.zeros((width, height, 3))
        self.alpha = np.zeros((width, height))

    def lay(self, colour: Colour, coverage: NDArray[np.float64]) -> None:
        self.colour = self.colour * (1 - coverage[..., None]) + np.array(colour) * coverage[..., None]
        self.alpha = self.alpha * (1 - coverage) + coverage

    def surface(self) -> pygame.Surface:
        out = pygame.Surface(self.alpha.shape, pygame.SRCALPHA)
        plain = self.colour / np.maximum(self.alpha, 1e-6)[..., None]
        pygame.surfarray.blit_array(out, np.zeros(self.alpha.shape, dtype=np.int32))
        pygame.surfarray.pixels3d(out)[...] = np.clip(np.rint(plain), 0, 255).astype(np.uint8)
        pygame.surfarray.pixels_alpha(out)[...] = np.clip(np.rint(self.alpha * 255), 0, 255).astype(np.uint8)
        return ready(out)


def _cover(distance: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(0.5 - distance, 0.0, 1.0)


@lru_cache(maxsize=512)
def _small_card(
    side: int, pad: int, fill: Colour | None, radius: float, lip: int, lip_colour: Colour | None,
    outline: Colour | None, stroke: float, shadow: int, top_only: bool,
) -> pygame.Surface:
    size = side + 2 * pad
    canvas = _Canvas(size, size + lip)
    low = size + lip + (2 * radius if top_only else 0)
    face = (float(pad), float(pad), float(pad + side), float(low - pad - lip))
    base = (face[0], face[1] + lip, face[2], face[3] + lip)
    if shadow:
        soft = _distance(size, size + lip, (base[0], base[1] + shadow * 0.25, base[2], base[3]), radius)
        fade = np.clip(1 - (soft + shadow * 0.5) / (shadow * 1.25), 0, 1)
        canvas.lay((40, 26, 12), SHADOW_ALPHA * fade * fade)
    if lip and lip_colour is not None:
        canvas.lay(lip_colour, _cover(_distance(size, size + lip, base, radius)))
    edge = _distance(size, size + lip, face, radius)
    if outline is not None:
        inner = (face[0] + stroke, face[1] + stroke, face[2] - stroke, face[3] - stroke)
        within = _cover(_distance(size, size + lip, inner, max(0.0, radius - stroke)))
        canvas.lay(outline, _cover(edge) if fill is not None else np.clip(_cover(edge) - within, 0, 1))
        if fill is not None:
            canvas.lay(fill, within)
    elif fill is not None:
        canvas.lay(fill, _cover(edge))
    return canvas.surface()


@lru_cache(maxsize=1024)
def card(
    width: int,
    height: int,
    fill: Colour | None,
    *,
    radius: float = 12,
    lip: int = 0,
    lip_colour: Colour | None = None,
    outline: Colour | None = None,
    stroke: float = 1.0,
    shadow: int = 0,
    top_only: bool = False,
) -> pygame.Surface:
    """A rounded card of `width` × `height` (lip not counted) with `shadow` pixels of soft shadow on all sides.

    `top_only` leaves the lower corners square, for the head of a card.
    """
    radius = min(radius, width / 2, height / 2)
    corner = math.ceil(radius + stroke) + 1
    side = min(width, height) if min(width, height) <= 2 * corner + 2 else 2 * corner + 1
    pad = shadow
    whole = (width + 2 * pad, height + 2 * pad + lip)
    small = _small_card(
        side, pad, fill, radius, lip, lip_colour, outline, stroke, shadow, top_only
    )
    if (width, height) == (side, side):
        return small
    across, down = (side - 1) // 2 + pad, (side - 1) // 2 + pad
    right, below = side + 2 * pad - across - 1, side + 2 * pad + lip - down - 1
    out = pygame.Surface(whole, pygame.SRCALPHA)
    columns = (
        (0, across, 0, across),
        (across, 1, across, whole[0] - across - right),
        (across + 1, right, whole[0] - right, right),
    )
    rows = ((0, down, 0, down), (down, 1, down, whole[1] - down - below), (down + 1, below, whole[1] - below, below))
    for from_x, from_w, to_x, to_w in columns:
        for from_y, from_h, to_y, to_h in rows:
            if min(from_w, from_h, to_w, to_h) <= 0:
                continue
            piece = small.subsurface((from_x, from_y, from_w, from_h))
            if (from_w, from_h) != (to_w, to_h):
                piece = pygame.transform.scale(piece, (to_w, to_h))
            out.blit(piece, (to_x, to_y), special_flags=pygame.BLEND_RGBA_ADD)
    return ready(out)


def ring(width: int, height: int, colour: Colour, radius: float, stroke: float) -> pygame.Surface:
    """An empty rounded frame: the focus ring."""
    return card(width, height, None, radius=radius, outline=colour, stroke=stroke) if stroke <= 0 else _ring(
        width, height, colour, radius, stroke
    )


@lru_cache(maxsize=128)
def _ring(width: int, height: int, colour: Colour, radius: float, stroke: float) -> pygame.Surface:
    half = stroke / 2
    body = (
        f'<rect x="{half}" y="{half}" width="{width - stroke}" height="{height - stroke}" '
        f'rx="{max(0.0, radius - half)}" fill="none" stroke="{hex_code(colour)}" stroke-width="{stroke}"/>'
    )
    return vector(width, height, body)


@lru_cache(maxsize=128)
def hex_ring(radius: float, colour: Colour, stroke: float, inner: Colour | None = None) -> pygame.Surface:
    """A pointy-top hexagonal ring centred in its surface; `inner` adds a second line inside: the selected tile."""
    side = math.ceil(radius + stroke) * 2 + 2
    outer = rounded_path(hexagon(radius), radius * 0.1)
    body = f'<path d="{outer}" fill="none" stroke="{hex_code(colour)}" stroke-width="{stroke}"/>'
    if inner is not None:
        within = rounded_path(hexagon(radius - stroke), radius * 0.1)
        body = f'<path d="{within}" fill="none" stroke="{hex_code(inner)}" stroke-width="{stroke}"/>' + body
    return vector(side, side, body, (-side / 2, -side / 2, 1))


@lru_cache(maxsize=32)
def outline_ring(
    outline: tuple[tuple[Point, ...], ...], colour: Colour, stroke: float, inner: Colour | None = None
) -> tuple[pygame.Surface, tuple[int, int]]:
    """A ring along the edge of one or more pieces of land, and where it lies; `inner` adds a second line within."""
    places = [place for corners in outline for place in corners]
    left, top = (math.floor(min(place[axis] for place in places) - stroke - 1) for axis in (0, 1))
    right, bottom = (math.ceil(max(place[axis] for place in places) + stroke + 1) for axis in (0, 1))
    edge = "".join(rounded_path(corners, 5 * stroke) for corners in outline)
    body = ""
    for line, wide in ((colour, 2 * stroke if inner is not None else stroke), (inner, stroke * 0.7)):
        if line is not None:
            body += f'<path d="{edge}" fill="none" stroke="{hex_code(line)}" stroke-width="{wide:.1f}"/>'
    return vector(right - left, bottom - top, body, (left, top, 1)), (left, top)


@lru_cache(maxsize=256)
def bubble(
    width: int, height: int, fill: Colour, outline: Colour, radius: float, tail: str, tail_at: float, reach: float
) -> pygame.Surface:
    """A speech bubble whose tail leaves its `tail` side ("left", "right", "up", "down") at `tail_at` pixels along it.

    The surface is larger than the bubble by `reach` + 2 on every side.
    """
    pad = math.ceil(reach) + 2
    left, top, right, bottom = float(pad), float(pad), float(pad + width), float(pad + height)
    half = reach * 0.75
    along = tail_at + pad
    corners: list[Point] = [(left, top), (right, top), (right, bottom), (left, bottom)]
    box = rounded_path(corners, radius)
    tips = {
        "left": [(left + 1, along - half), (left - reach, along), (left + 1, along + half)],
        "right": [(right - 1, along - half), (right + reach, along), (right - 1, along + half)],
        "up": [(along - half, top + 1), (along, top - reach), (along + half, top + 1)],
        "down": [(along - half, bottom - 1), (along, bottom + reach), (along + half, bottom - 1)],
    }
    ink, paint = hex_code(outline), hex_code(fill)
    body = f'<path d="{box}" fill="{paint}" stroke="{ink}" stroke-width="1.2"/>'
    if tail in tips:
        body += f'<path d="{path(tips[tail])}" fill="{paint}" stroke="{ink}" stroke-width="1.2"/>'
    return vector(width + 2 * pad, height + 2 * pad, body)
