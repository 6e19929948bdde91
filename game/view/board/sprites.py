"""Pictures of the board that are made ahead and kept: petals, the breath of a sleeping team, ripples of a bonus."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.board import style, vectors
from game.board.style import Theme, mix
from game.board.vectors import hex_code
from game.view.toolkit import shapes
from game.view.toolkit.pieces import Atlas, Sprite

_BREATH: dict[tuple[int, int, int, Theme], tuple[pygame.Surface, ...]] = {}
_FLAGS: dict[tuple[int, str, int, Theme], tuple[Sprite, ...]] = {}
_PETALS: dict[tuple[object, ...], pygame.Surface] = {}


def breath(atlas: Atlas, radius: int, frames: int) -> tuple[pygame.Surface, ...]:
    """Frames of three rising letters z for a tile of a radius in pixels; the first one can stand still."""
    key = (id(atlas), radius, frames, atlas.theme)
    found = _BREATH.get(key)
    if found is None:
        ink = style.DARK_INK if atlas.theme == "light" else style.DARK.ink
        marks = [atlas.text.line("z", radius * size, ink, weight=800) for size in (0.36, 0.44, 0.54)]
        found = tuple(_breath_frame(marks, radius, n / frames) for n in range(frames))
        _BREATH[key] = found
    return found


def _breath_frame(marks: list[pygame.Surface], radius: int, phase: float) -> pygame.Surface:
    out = pygame.Surface((round(radius * 0.9), round(radius * 1.1)), pygame.SRCALPHA)
    for n, mark in enumerate(marks):
        lift = math.sin((phase - n * 0.12) * math.tau) * 0.05 * radius
        place = (round(radius * (0.02 + 0.2 * n)), round(radius * (0.62 - 0.27 * n) - lift - radius * 0.06))
        out.blit(mark, place)
    return shapes.ready(out)


def waving(atlas: Atlas, stance: str, scale: float) -> tuple[Sprite, ...]:
    """A flag at rest, followed by the frames in which it waves: its cloth rises and falls in turn, its pole stands."""
    key = (id(atlas), stance, round(scale * 512), atlas.theme)
    found = _FLAGS.get(key)
    if found is None:
        rest, large = atlas.sprite(f"flag-{stance}", scale), atlas.sprite(f"flag-{stance}", 3 * scale)
        size = rest.surface.get_size()
        frames = [_waved(large, n / style.FLAG_FRAMES, size) for n in range(style.FLAG_FRAMES)]
        found = _FLAGS[key] = (rest, *(Sprite(frame, rest.origin) for frame in frames))
    return found


def _waved(large: Sprite, phase: float, size: tuple[int, int]) -> pygame.Surface:
    source, pole = large.surface, round(large.origin[0]) + 3
    out = pygame.Surface(source.get_size(), pygame.SRCALPHA)
    out.blit(source, (0, 0), (0, 0, pole, source.get_height()))
    wide = max(1, source.get_width() - pole)
    for x in range(pole, source.get_width()):
        far = (x - pole) / wide
        lift = 0.085 * wide * far * math.sin(math.tau * (phase - 0.7 * far))
        out.blit(source, (x, round(lift)), (x, 0, 1, source.get_height()))
    return shapes.ready(pygame.transform.smoothscale(out, size))


@lru_cache(maxsize=4)
def ripples(theme: Theme, reach: int, frames: int) -> tuple[pygame.Surface, ...]:
    """Frames of three golden rings that widen to `reach` pixels and fade."""
    gold = hex_code(style.PALETTES[theme].gold)
    out = []
    for frame in range(frames):
        share = (frame + 0.5) / frames
        body = ""
        for n in range(3):
            far = style.ease_out(share) * (1 - 0.24 * n)
            body += (
                f'<circle cx="0" cy="0" r="{max(1.0, reach * far):.1f}" fill="none" stroke="{gold}" '
                f'stroke-width="{max(1.2, reach * 0.02):.1f}" opacity="{0.85 * (1 - share):.2f}"/>'
            )
        side = math.ceil(2 * reach * min(1.0, style.ease_out(share))) + 8
        out.append(shapes.vector(side, side, body, (-side / 2, -side / 2, 1)))
    return tuple(out)


def petal_card(
    atlas: Atlas, radius: float, look: str, line1: str, line2: str, tone: str, chosen: bool, hover: bool, badge: str
) -> pygame.Surface:
    """A paper hexagon with a product's token (or a gear), a name and a line below; centred in its surface."""
    key = (id(atlas), round(radius, 1), look, line1, line2, tone, chosen, hover, badge, atlas.theme)
    found = _PETALS.get(key)
    if found is None:
        if len(_PETALS) > 256:
            _PETALS.clear()
        found = _PETALS[key] = _petal(atlas, radius, look, (line1, line2), tone, chosen or hover, chosen, badge)
    return found


@lru_cache(maxsize=32)
def _petal_ground(theme: Theme, r: float, lifted: bool, chosen: bool) -> pygame.Surface:
    """The paper of a petal, which all of them have in common."""
    pal, side = style.PALETTES[theme], math.ceil(2.5 * r)
    shape = vectors.rounded_path(vectors.hexagon(r * 0.98), r * 0.1)
    edge = pal.focus if lifted else pal.frame
    fill = mix(pal.card, pal.gold, 0.10) if lifted and not chosen else pal.choice if chosen else pal.card
    body = (
        f'<path d="{shape}" transform="translate(0 {r * 0.09:.1f})" fill="{hex_code(pal.shadow)}" opacity="0.3"/>'
        f'<path d="{shape}" transform="translate(0 {r * 0.06:.1f})" fill="{hex_code(pal.lip)}"/>'
        f'<path d="{shape}" fill="{hex_code(fill)}" stroke="{hex_code(edge)}" '
        f'stroke-width="{r * (0.06 if lifted else 0.026):.2f}"/>'
    )
    return shapes.vector(side, side, body, (-side / 2, -side / 2, 1))


def _petal(
    atlas: Atlas, radius: float, look: str, lines: tuple[str, str], tone: str, lifted: bool, chosen: bool, badge: str
) -> pygame.Surface:
    pal, r = atlas.palette, radius
    out = _petal_ground(atlas.theme, r, lifted, chosen).copy()
    middle = out.get_width() / 2
    if look:
        atlas.token(look, r * 0.29).draw(out, middle, middle - r * 0.37)
    else:
        icon = atlas.icon("gear", round(r * 0.56), pal.second, "fill")
        out.blit(icon, icon.get_rect(center=(round(middle), round(middle - r * 0.37))))
    colour = {"bad": pal.bad, "good": pal.good}.get(tone, pal.second)
    wide = 1.56 * r
    for words, size, y, ink, serif in ((lines[0], 0.29, 0.14, pal.ink, True), (lines[1], 0.25, 0.46, colour, False)):
        if not words:
            continue
        family: style.Family = "serif" if serif else "sans"
        weight: style.Weight = 600 if serif else 700
        room = wide if serif else wide * 0.97
        pixels = max(style.SMALLEST, size * r)
        short = atlas.text.shorten(words, room, pixels, weight=weight, family=family)
        line = atlas.text.line(short, pixels, ink, weight=weight, family=family)
        out.blit(line, line.get_rect(center=(round(middle), round(middle + y * r))))
    if badge:
        cap = shapes.card(round(r * 0.36), round(r * 0.34), pal.inset, radius=r * 0.08, outline=pal.second)
        out.blit(cap, cap.get_rect(center=(round(middle), round(middle - r * 0.80))))
        line = atlas.text.line(badge, max(style.SMALLEST, r * 0.24), pal.ink, weight=800)
        out.blit(line, line.get_rect(center=(round(middle), round(middle - r * 0.80))))
    return shapes.ready(out)
