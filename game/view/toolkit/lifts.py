"""Cards that lift a little while they are pointed at or focused, with all that is painted on them.

A card is lifted in the picture of a frame: all that lies on it moves up, and its lower edge stays and looks thicker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import pygame

from game.board import style
from game.view.toolkit import shapes
from game.view.toolkit.panel import Region

LIFT = float(style.CARD_LIP)
"""Logical pixels by which a card lifts: as much as its lower edge is thick, which is all that shows beneath."""


@dataclass(frozen=True)
class Card:
    """A card: what lifts of it, the card itself first, each with its place on the screen; the radius of its corners;
    and where on the screen it may be seen. Lengths are pixels."""

    parts: Sequence[tuple[pygame.Surface, pygame.Rect]]
    radius: float
    window: pygame.Rect


class Lifts:
    """How far each card is lifted, from frame to frame."""

    def __init__(self) -> None:
        self._shares: dict[str, float] = {}
        self._last = 0.0

    @property
    def moving(self) -> bool:
        """Whether a card is on its way."""
        return any(0.0 < share < 1.0 for share in self._shares.values())

    def follow(self, wanted: Collection[str], now: float, *, still: bool) -> None:
        """Lets time pass: cards that are wanted rise, the others sink; at once where nothing is to move."""
        passed = 1.0 if still or not now else max(0.0, now - self._last) / style.CARD_LIFT
        self._last = now
        for ident in {*wanted, *self._shares}:
            share = self._shares.get(ident, 0.0) + (passed if ident in wanted else -passed)
            self._shares[ident] = max(0.0, min(1.0, share))
        self._shares = {ident: share for ident, share in self._shares.items() if share > 0.0}

    def height(self, ident: str, unit: float) -> int:
        """How many pixels a card is lifted now; unit: screen pixels per logical pixel."""
        return round(LIFT * unit * style.ease_out(self._shares.get(ident, 0.0)))

    def raised(self, region: Region, unit: float) -> Region:
        """A region with the place of its card as it is lifted, for what is drawn around it."""
        up = self.height(region.ident, unit)
        rect = region.rect
        return replace(region, rect=pygame.Rect(rect.x, rect.y - up, rect.width, rect.height + up)) if up else region

    def show(self, surface: pygame.Surface, find: Callable[[str], Card | None], unit: float) -> None:
        """Lifts the cards in a picture of the window, each as `find` gives it for its ident."""
        for ident in self._shares:
            found, up = find(ident), self.height(ident, unit)
            if found is None or not up or not found.parts:
                continue
            surface.set_clip(found.window)
            (image, place), *_ = found.parts
            edge = image.get_at((place.width // 2, place.height - 1))
            under = shapes.card(*place.size, (edge.r, edge.g, edge.b), radius=found.radius)
            surface.blits([(under, place), *((part, at.move(0, -up)) for part, at in found.parts)], False)
            surface.set_clip(None)
