"""What lies under and over panels: their grounds, the darkened picture beneath a modal, tooltips; and where things lie.

Nothing here keeps state; lengths are screen pixels unless `unit` (pixels per logical pixel) is given.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.board import style
from game.board.style import Palette
from game.view.toolkit import shapes
from game.view.toolkit.panel import Panel, Region, Tip
from game.view.toolkit.pieces import Atlas

TIP_WIDTH, CAUSES_WIDTH = 236, 296


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
    small = pygame.transform.smoothscale(surface, (max(1, width // 4), max(1, height // 4)))
    out = pygame.transform.smoothscale(pygame.transform.gaussian_blur(small, 2), (width, height))
    dim = 150 if palette.theme == "light" else 100
    out.fill((dim, dim - 8, dim - 16), special_flags=pygame.BLEND_RGB_MULT)
    return out.convert() if pygame.display.get_surface() is not None else out


def nearest(start: Region, regions: Sequence[Region], way: tuple[int, int]) -> Region | None:
    """The region that lies nearest in a direction (one of four unit steps); sideways distance counts double."""
    best: tuple[float, Region] | None = None
    for region in regions:
        if region.ident == start.ident:
            continue
        dx = region.rect.centerx - start.rect.centerx
        dy = region.rect.centery - start.rect.centery
        ahead = dx * way[0] + dy * way[1]
        if way[0]:
            gap = max(0, abs(dy) - (region.rect.height + start.rect.height) / 2)
            aside = abs(dy)
        else:
            gap = max(0, abs(dx) - (region.rect.width + start.rect.width) / 2)
            aside = abs(dx)
        if ahead <= 2 or gap > 2.5 * ahead:
            continue
        cost = ahead + 2 * gap + 0.35 * aside
        if best is None or cost < best[0]:
            best = (cost, region)
    return best[1] if best else None


def paint_tip(tip: Tip, unit: float, window: tuple[int, int], atlas: Atlas) -> pygame.Surface:
    """A tooltip as one surface: title, then its text wrapped."""
    width = min(CAUSES_WIDTH if tip.causes else TIP_WIDTH, (window[0] - 8) / unit)
    probe = Panel("tip", (math.ceil(width * unit), 8), unit, atlas, None, None)
    high = _fill_tip(probe, tip)
    body = Panel("tip", (math.ceil(width * unit), math.ceil(high * unit)), unit, atlas, None, None)
    _fill_tip(body, tip)
    under, view = ground("tip", body.surface.get_size(), unit, atlas.palette)
    out = under.copy()
    out.blit(body.surface, view.topleft)
    return out.subsurface(view).copy()


def _fill_tip(p: Panel, tip: Tip) -> float:
    bright, calm = style.DARK.ink, p.palette.bar_second
    y = 12.0
    if tip.title:
        y += p.paragraph(14, y, p.width - 28, tip.title, size=style.BODY, weight=800, colour=bright)
    if tip.text:
        y += 3 + p.paragraph(14, y + 3, p.width - 28, tip.text, size=style.SECONDARY, colour=calm, strong=bright)
    if tip.causes:
        y = _fill_causes(p, tip, y + 8)
    return y + 14


def _fill_causes(p: Panel, tip: Tip, y: float) -> float:
    """The waterfall of a tooltip: words, a bar that begins where the last one ended, and the points."""
    bright, calm = style.DARK.ink, p.palette.bar_second
    ends = [tip.start]
    for _, size in tip.causes:
        ends.append(ends[-1] + size)
    low, span = min(ends), max(1, max(ends) - min(ends))
    left, run = 14 + (p.width - 28) * 0.65, (p.width - 28) * 0.21
    for n, (words, size) in enumerate(tip.causes):
        colour = style.DARK.good if size >= 0 else style.DARK.bad
        p.text(14, y + 10, words, size=style.LABEL, colour=calm, at="middle", width=left - 20)
        first, last = sorted((ends[n], ends[n + 1]))
        p.card((left + (first - low) / span * run, y + 5, max(2.5, (last - first) / span * run), 10), colour, radius=2)
        sign = "+" if size > 0 else "−" if size < 0 else "±"
        p.text(p.width - 14, y + 10, f"{sign}{abs(size)}", size=style.SECONDARY, weight=800, colour=colour,
               align="right", at="middle")
        y += 20
    if tip.whole:
        p.fill((14, y + 3, p.width - 28, 1), p.palette.button)
        p.text(14, y + 15, tip.whole, size=style.SECONDARY, weight=800, colour=bright, at="middle")
        p.text(p.width - 14, y + 15, str(ends[-1]), size=style.SUBTITLE, weight=800, colour=bright, align="right",
               at="middle")
        y += 26
    return y


def place_tip(
    size: tuple[int, int], about: pygame.Rect, panel: pygame.Rect | None, window: tuple[int, int], gap: int
) -> pygame.Rect:
    """Where a tooltip lies: beside its panel, or above, below or beside what it is about; always inside the window."""
    inside = pygame.Rect(0, 0, *window).inflate(-4, -4)
    beside = about if panel is None or panel.width > 0.5 * window[0] else panel
    right = pygame.Rect(beside.right + gap, about.centery - size[1] // 2, *size)
    left = pygame.Rect(beside.left - gap - size[0], about.centery - size[1] // 2, *size)
    below = pygame.Rect(about.centerx - size[0] // 2, about.bottom + gap, *size)
    above = pygame.Rect(about.centerx - size[0] // 2, about.top - gap - size[1], *size)
    sides = (right, left, below, above) if beside is panel else (above, below, right, left)
    for rect in sides:
        moved = rect.clamp(inside)
        along = moved.x if rect in (right, left) else moved.y
        if inside.contains(moved) and along == (rect.x if rect in (right, left) else rect.y):
            return moved
    return sides[0].clamp(inside)


def tip_tail(tip: pygame.Rect, about: pygame.Rect, reach: int) -> list[tuple[int, int]]:
    """The three corners of a tooltip's tail toward what it is about; none when they overlap."""
    half = reach
    x = max(tip.left + 2 * half, min(tip.right - 2 * half, about.centerx))
    y = max(tip.top + 2 * half, min(tip.bottom - 2 * half, about.centery))
    if tip.left >= about.right:
        return [(tip.left, y - half), (tip.left - reach, y), (tip.left, y + half)]
    if tip.right <= about.left:
        return [(tip.right - 1, y - half), (tip.right - 1 + reach, y), (tip.right - 1, y + half)]
    if tip.top >= about.bottom:
        return [(x - half, tip.top), (x, tip.top - reach), (x + half, tip.top)]
    if tip.bottom <= about.top:
        return [(x - half, tip.bottom - 1), (x, tip.bottom - 1 + reach), (x + half, tip.bottom - 1)]
    return []
