"""Tooltips: a title, text and perhaps a small waterfall of causes; painted once, and laid beside what they tell of."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pygame

from game.board import style
from game.view.toolkit import overlay
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.pieces import Atlas
from game.view.toolkit.sheet import SHEET_WIDTH

KEPT = 40
"""Tooltips that are kept painted, the newest."""
TIP_WIDTH, CAUSES_WIDTH = 236, 296
GAP, TAIL = 9, 7
RACE_HIGH = 104.0
"""Logical pixels between a tooltip and what it is about, and the reach of its tail."""
MOST = 0.86
"""The share of the window's height that a tooltip with two lines may take."""


class Tips:
    """The tooltips painted so far, for one size of the window, scale and theme."""

    def __init__(self) -> None:
        self._painted: dict[Tip, pygame.Surface] = {}

    def forget(self) -> None:
        """Drops what was painted, when scale or theme change."""
        self._painted.clear()

    def show(
        self,
        surface: pygame.Surface,
        tip: Tip,
        about: pygame.Rect,
        panel: pygame.Rect | None,
        unit: float,
        atlas: Atlas,
        spared: Sequence[pygame.Rect] = (),
    ) -> pygame.Rect:
        """Lays a tooltip on a picture of the window, beside what it is `about` or the `panel` that holds this.

        unit: screen pixels per logical pixel. spared: what it leaves free, where there is another side. Returns where
        it lies, wholly inside the window.
        """
        window = surface.get_size()
        drawn = self._painted.get(tip)
        if drawn is None:
            while len(self._painted) >= KEPT:
                del self._painted[next(iter(self._painted))]
            drawn = self._painted[tip] = _paint(tip, unit, window, atlas)
        place = _place(drawn.get_size(), about, panel, window, round(GAP * unit), spared)
        surface.blit(drawn, place)
        tail = _tail(place, about, round(TAIL * unit))
        if tail:
            pygame.draw.polygon(surface, atlas.palette.tip, tail)
            pygame.draw.aalines(surface, atlas.palette.tip, True, tail)
        return place


def _paint(tip: Tip, unit: float, window: tuple[int, int], atlas: Atlas) -> pygame.Surface:
    """A tooltip as one surface: title, then its text wrapped."""
    wanted = SHEET_WIDTH if tip.sheet is not None else CAUSES_WIDTH if tip.causes else TIP_WIDTH
    width = min(wanted, (window[0] - 8) / unit)
    probe = Panel("tip", (math.ceil(width * unit), 8), unit, atlas, None, None)
    high = _fill(probe, tip)
    if tip.race is not None and high * unit > window[1] * MOST:
        tip = replace(tip, race=None)  # the words say the same
        high = _fill(probe, tip)
    body = Panel("tip", (math.ceil(width * unit), math.ceil(high * unit)), unit, atlas, None, None)
    _fill(body, tip)
    under, view = overlay.ground("tip", body.surface.get_size(), unit, atlas.palette)
    out = under.copy()
    out.blit(body.surface, view.topleft)
    return out.subsurface(view).copy()


def _fill(p: Panel, tip: Tip) -> float:
    bright, calm = style.DARK.ink, p.palette.bar_second
    y = 12.0
    if tip.title:
        size = style.BODY if tip.sheet is None else style.SUBTITLE
        y += p.paragraph(14, y, p.width - 28, tip.title, size=size, weight=800, colour=bright,
                         family="sans" if tip.sheet is None else "serif")  # fmt: skip
    if tip.sheet is not None:
        from game.view.toolkit.accounts import paint_sheet

        y = paint_sheet(p, tip.sheet, y + 6)
    if tip.race is not None:
        from game.view.toolkit.race import paint_race

        paint_race(p, (10, y + 4, p.width - 18, RACE_HIGH), tip.race)
        y += RACE_HIGH + 6
    if tip.text:
        y += 3 + p.paragraph(14, y + 3, p.width - 28, tip.text, size=style.SECONDARY, colour=calm, strong=bright)
    if tip.causes:
        y = _causes(p, tip, y + 8)
    return y + 14


def _causes(p: Panel, tip: Tip, y: float) -> float:
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


def _place(
    size: tuple[int, int], about: pygame.Rect, panel: pygame.Rect | None, window: tuple[int, int], gap: int,
    spared: Sequence[pygame.Rect] = (),
) -> pygame.Rect:  # fmt: skip
    """Where a tooltip lies: beside its panel, or above, below or beside what it is about; always inside the window."""
    inside = pygame.Rect(0, 0, *window).inflate(-4, -4)
    beside = about if panel is None or panel.width > 0.5 * window[0] else panel
    right = pygame.Rect(beside.right + gap, about.centery - size[1] // 2, *size)
    left = pygame.Rect(beside.left - gap - size[0], about.centery - size[1] // 2, *size)
    below = pygame.Rect(about.centerx - size[0] // 2, about.bottom + gap, *size)
    above = pygame.Rect(about.centerx - size[0] // 2, about.top - gap - size[1], *size)
    if beside is panel:
        right, left = (_slid(rect, about, spared) for rect in (right, left))
    sides = (right, left, below, above) if beside is panel else (above, below, right, left)
    fitting = []
    for rect in sides:
        moved = rect.clamp(inside)
        along = moved.x if rect in (right, left) else moved.y
        if inside.contains(moved) and along == (rect.x if rect in (right, left) else rect.y):
            fitting.append(moved)
    free = (place for place in fitting if place.collidelist(list(spared)) < 0)
    if fitting:
        return next(free, fitting[0])
    # Nowhere beside it: where the window lets it cover as little as possible of what it tells about.
    close = [rect.clamp(inside) for rect in sides]
    edges = [
        pygame.Rect(x, y, *size).clamp(inside) for x in (inside.left, inside.right) for y in (inside.top, inside.bottom)
    ]  # fmt: skip

    def covers(rect: pygame.Rect) -> float:
        part = rect.clip(about)
        return round(part.w * part.h / max(1, about.w * about.h), 1)

    return min((*close, *edges), key=covers)


def _slid(rect: pygame.Rect, about: pygame.Rect, spared: Sequence[pygame.Rect]) -> pygame.Rect:
    """A place at one side of a panel moved up or down until it is clear, as far as it still lies beside its thing."""
    for other in (spared[n] for n in rect.collidelistall(list(spared))):
        for top in (other.bottom, other.top - rect.height):
            moved = pygame.Rect(rect.x, top, *rect.size)
            if moved.top <= about.centery <= moved.bottom and moved.collidelist(list(spared)) < 0:
                return moved
    return rect


def _tail(tip: pygame.Rect, about: pygame.Rect, reach: int) -> list[tuple[int, int]]:
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
