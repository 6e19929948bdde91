"""Cards that lift a little while they are pointed at or focused, with all that is painted on them.

A card is lifted in the picture of a frame: what lies on it moves up, and its lower edge stays and looks thicker.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import pygame

from game.board import style
from game.view.toolkit import shapes
from game.view.toolkit.panel import Region

Part = tuple[pygame.Surface, tuple[int, int]]
LIFT = float(style.CARD_LIP)
"""Logical pixels by which a card lifts: as much as its lower edge is thick, which is all that shows beneath."""


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

    def show(
        self, surface: pygame.Surface, find: Callable[[str], tuple[Region, pygame.Rect] | None], unit: float
    ) -> None:  # fmt: skip
        """Lifts the cards in a picture of the window; `find` gives a card's region and what is seen of its panel."""
        for ident in self._shares:
            found, up = find(ident), self.height(ident, unit)
            if found is None or not up:
                continue
            region, seen = found
            seen = seen.clip(surface.get_rect())
            places = [part.clip(seen) for part in region.lifts]
            parts = [(_cut(surface, place), (place.x, place.y - up)) for place in places if place]
            if region.lifts[0] == places[0]:
                parts = _on_its_edge(surface, region, parts)
            surface.set_clip(seen)
            surface.blits(parts, False)
            surface.set_clip(None)


def _cut(surface: pygame.Surface, place: pygame.Rect) -> pygame.Surface:
    return surface.subsurface(place).copy()


def _on_its_edge(surface: pygame.Surface, region: Region, parts: list[Part]) -> list[Part]:
    """The card with round corners, above one of the same size in the colour of its lower edge; then what is on it."""
    place, ((image, above), *rest) = region.lifts[0], parts
    edge = surface.get_at((place.centerx, place.bottom - 1))[:3]
    under, mask = (
        shapes.card(*place.size, colour, radius=region.radius) for colour in ((edge[0], edge[1], edge[2]), style.WHITE)
    )
    lifted = image.convert_alpha()
    lifted.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return [(under, place.topleft), (lifted, above), *rest]
