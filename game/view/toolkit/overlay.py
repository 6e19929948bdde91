"""What lies under and over panels: their grounds, the darkened picture beneath a modal, veils, the ring of the focus.

Nothing here keeps state; lengths are screen pixels unless `unit` (pixels per logical pixel) is given.
"""

from __future__ import annotations

import math

import pygame

from game.board import style
from game.board.style import Palette
from game.view.toolkit import shapes
from game.view.toolkit.panel import Region

VEIL = 130
"""How opaque the veil over a shielded panel is at first, of 255."""


def ground(look: str, size: tuple[int, int], unit: float, palette: Palette) -> tuple[pygame.Surface, pygame.Rect]:
    """A panel's empty ground and where the panel proper lies in it (a shadow may reach beyond)."""
    width, height = size
    view = pygame.Rect(0, 0, width, height)
    lip = max(1, round(style.CARD_LIP * unit))
    if look in ("bar", "foot"):
        out = pygame.Surface(size)
        out.fill(palette.bar)
        edge = max(1, round(style.TOP_LIP * unit))
        out.fill(palette.bar_lip, (0, height - edge if look == "bar" else 0, width, edge))
        if look == "foot":
            out.fill(palette.frame, (0, 0, width, edge // 2))
        return (out.convert() if pygame.display.get_surface() is not None else out), view
    if look == "plain":
        return pygame.Surface(size, pygame.SRCALPHA), view
    fill = {"inset": palette.inset, "note": palette.note, "tip": palette.tip}.get(look, palette.card)
    tip_edge = palette.tip if palette.theme == "light" else style.mix(palette.tip, palette.hint, 0.5)
    edge_colour = {"note": palette.note_lip, "tip": tip_edge}.get(look, palette.lip)
    shadow = max(2, round(9 * unit))
    drawn = shapes.card(
        width, height - lip, fill, radius=style.RADIUS * unit, lip=lip, lip_colour=edge_colour,
        outline=style.mix(fill, edge_colour, 0.55), stroke=max(1.0, unit * 0.8), shadow=shadow,
    )
    return drawn, view.move(shadow, shadow)


def strips(
    surface: pygame.Surface, view: pygame.Rect, look: str, unit: float
) -> list[tuple[pygame.Surface, tuple[int, int]]]:
    """A finished panel cut into an opaque middle and see-through edges, each with its place from the panel's corner.

    Most of a card is opaque, and opaque pixels are several times cheaper to show.
    """
    if look in ("bar", "foot", "plain"):
        return [(surface, (-view.x, -view.y))]
    round_off = math.ceil(style.RADIUS * unit) + math.ceil(style.CARD_LIP * unit) + 1
    top, bottom = view.y + round_off, view.bottom - round_off
    if bottom - top < 8 or pygame.display.get_surface() is None:
        return [(surface, (-view.x, -view.y))]
    width, height = surface.get_size()
    middle = pygame.Rect(view.x + 1, top, view.width - 2, bottom - top)
    edges = (
        pygame.Rect(0, 0, width, top),
        pygame.Rect(0, bottom, width, height - bottom),
        pygame.Rect(0, top, middle.x, middle.height),
        pygame.Rect(middle.right, top, width - middle.right, middle.height),
    )
    out = [(surface.subsurface(middle).convert(), (middle.x - view.x, middle.y - view.y))]
    out += [(surface.subsurface(edge), (edge.x - view.x, edge.y - view.y)) for edge in edges]
    return out


def darkened(surface: pygame.Surface, palette: Palette) -> pygame.Surface:
    """A blurred, darkened copy of a whole window, opaque."""
    width, height = surface.get_size()
    small = pygame.transform.smoothscale(surface, (max(1, width // 8), max(1, height // 8)))
    small = pygame.transform.gaussian_blur(small, 1)
    dim = 150 if palette.theme == "light" else 100
    small.fill((dim, dim - 8, dim - 16), special_flags=pygame.BLEND_RGB_MULT)
    return pygame.transform.smoothscale(small, (width, height))


def draw_veil(surface: pygame.Surface, rect: pygame.Rect, palette: Palette, left: float, radius: float) -> None:
    """Lays a veil over a panel with such corners; `left` is the share of its time that is still to come, 1…0."""
    veil = shapes.card(rect.width, rect.height, palette.card, radius=radius).copy()
    veil.set_alpha(round(VEIL * left))
    surface.blit(veil, rect)


def draw_ring(
    surface: pygame.Surface, region: Region, palette: Palette, panel: pygame.Rect | None = None, look: str = ""
) -> None:
    """Draws the ring of the focus round a region, cut off at the edge of `panel`, what is seen of the panel on which it
    lies, and none where it has been scrolled out of that; its colour fits the `look`.
    """
    if panel is not None and not region.rect.colliderect(panel):
        return
    stroke = max(2.0, 3 * style.window_scale(*surface.get_size()))
    colour = style.DARK.focus if look in ("bar", "foot", "tip") else palette.focus
    before = surface.get_clip()
    if panel is not None:
        surface.set_clip(panel.inflate(round(2 * stroke), round(2 * stroke)))
    if region.outline is not None:
        surface.blit(*shapes.outline_ring(region.outline, colour, stroke, style.WHITE))
    elif region.hexagon is not None:
        drawn = shapes.hex_ring(region.hexagon + stroke / 2, colour, stroke, style.WHITE)
        surface.blit(drawn, drawn.get_rect(center=region.rect.center))
    else:
        box = region.rect.inflate(round(2 * stroke), round(2 * stroke))
        surface.blit(shapes.ring(box.width, box.height, colour, region.radius + stroke, stroke), box)
    surface.set_clip(before)
