"""A panel between frames: its contents, how far they are scrolled, and where its regions lie on the screen."""

from __future__ import annotations

import copy
from collections.abc import Hashable, Sequence

import pygame

from game.board import style
from game.board.style import Palette
from game.view.toolkit import overlay, shapes
from game.view.toolkit.panel import Region


class KeptPanel:
    """A painted panel, ready to be shown. Lengths are screen pixels; `overflow` is what does not fit its height.

    `signature` is what it was painted from, its content first; `header` pixels at the top stay when the rest scrolls.
    `shift` is how far from its place it is shown while it comes; its regions lie where it will.
    """

    def __init__(
        self,
        signature: tuple[Hashable, ...],
        look: str,
        content: pygame.Surface,
        regions: list[Region],
        rect: pygame.Rect,
        *,
        unit: float,
        palette: Palette,
        header: int = 0,
        scroll: int = 0,
    ) -> None:
        self.signature = signature
        self.look = look
        self.rect = rect
        self.header = header
        self.overflow = max(0, content.get_height() - rect.height)
        self.scroll = max(0, min(scroll, self.overflow))
        self.idents = frozenset(region.ident for region in regions)
        self.lifting = frozenset(region.ident for region in regions if region.lifts)
        self._fixed = frozenset(region.ident for region in regions if region.rect.y < header)
        self.placed: list[Region] = []
        self.seen = 0
        self.shift = (0, 0)
        self._content = content
        self._regions = regions
        self._unit = unit
        self._palette = palette
        self._strips: list[tuple[pygame.Surface, tuple[int, int]]] = []
        self._reach = pygame.Rect(0, 0, 0, 0)
        self._compose()
        self._place()

    def show(self, surface: pygame.Surface) -> None:
        """Blits the panel at its place, or where it is on its way there."""
        left, top = self.rect.x + self.shift[0], self.rect.y + self.shift[1]
        surface.blits([(part, (left + x, top + y)) for part, (x, y) in self._strips], doreturn=False)

    def move_to(self, rect: pygame.Rect) -> None:
        """Takes a new place of the same size."""
        self.rect = rect
        self._place()

    def ghost(self) -> KeptPanel:
        """Its picture alone, which nobody can press."""
        out = copy.copy(self)
        out.rect, out.placed = pygame.Rect(self.rect.topleft, (0, 0)), []
        out.idents = out.lifting = frozenset()
        return out

    @property
    def area_at_rest(self) -> pygame.Rect:
        """What it covers of the screen where it belongs, shadow and all."""
        return self._reach.move(self.rect.topleft)

    def scroll_to(self, scroll: int) -> bool:
        """Scrolls as far as there is something to show; True when that moved anything."""
        scroll = max(0, min(self.overflow, scroll))
        if scroll == self.scroll:
            return False
        self.scroll = scroll
        self._compose()
        self._place()
        return True

    def reveal(self, region: Region) -> bool:
        """Scrolls so that a placed region can be seen whole; True when that moved anything."""
        gap = round(12 * self._unit)
        top, bottom = self.rect.y + self.header + gap, self.rect.bottom - gap
        if region.rect.bottom > bottom and region.ident not in self._fixed:
            return self.scroll_to(self.scroll + region.rect.bottom - bottom)
        if region.rect.top < top and region.ident not in self._fixed:
            return self.scroll_to(self.scroll - (top - region.rect.top))
        return False

    def window(self, region: Region) -> pygame.Rect:
        """Where a placed region may be seen: the panel, or of one that scrolls what lies between header and edges."""
        if not self.overflow or region.ident in self._fixed:
            return self.rect
        top, high = self._view()
        return pygame.Rect(self.rect.x, self.rect.y + top, self.rect.width, high)

    def cut(self, region: Region) -> list[tuple[pygame.Surface, pygame.Rect]]:
        """The parts of a placed region that lift, as they are painted, each with its place on the screen."""
        down = 0 if region.ident in self._fixed else self.scroll
        bounds, out = self._content.get_rect(), []
        for place in region.lifts:
            part = place.move(-self.rect.x, down - self.rect.y).clip(bounds)
            if part:
                out.append((self._content.subsurface(part), part.move(self.rect.x, self.rect.y - down)))
        return out

    def under(self, place: tuple[int, int]) -> Region | None:
        """The region shown at a place on the screen, the last one painted first."""
        if not self.rect.collidepoint(place):
            return None
        in_header = place[1] < self.rect.y + self.header
        for region in reversed(self.placed):
            if region.holds(place) and (region.ident in self._fixed) == in_header:
                return region
        return None

    @property
    def _edge(self) -> int:
        return 0 if self.look in ("bar", "foot", "plain") else max(1, round(2 * self._unit))

    def _view(self) -> tuple[int, int]:
        """Where what scrolls begins below the panel's top, and how high it is."""
        edge, top = self._edge, max(self.header, self._edge)
        lip = round(style.CARD_LIP * self._unit) if edge else 0
        return top, self.rect.height - top - edge - lip

    def _place(self) -> None:
        """Moves the regions from the panel's own coordinates to the screen, behind its scroll."""
        left, top = self.rect.topleft
        self.placed = [
            region.moved(left, top - (0 if region.ident in self._fixed else self.scroll)) for region in self._regions
        ]

    def _compose(self) -> None:
        """Lays the contents, scrolled, on the panel's ground."""
        unit = self._unit
        ground, view = overlay.ground(self.look, self.rect.size, unit, self._palette)
        out = ground.copy()
        if not self.overflow:
            out.blit(self._content, view.topleft)
        else:
            if self.header:
                out.blit(self._content, view.topleft, (0, 0, view.width, self.header))
            top, high = self._view()
            edge = self._edge
            out.blit(self._content, (view.x, view.y + top), (0, top + self.scroll, view.width, high))
            track = high - 2 * edge
            bar = max(round(24 * unit), round(track * high / (high + self.overflow)))
            at = view.y + top + edge + round((track - bar) * self.scroll / self.overflow)
            thick = max(3, round(4 * unit))
            thumb = shapes.card(thick, bar, self._palette.hint, radius=thick / 2)
            out.blit(thumb, (view.right - thick - max(2, round(3 * unit)), at))
        self._strips = overlay.strips(out, view, self.look, unit)
        self._reach = out.get_rect(topleft=(-view.x, -view.y))

    @property
    def area(self) -> pygame.Rect:
        """What it covers of the screen, shadow and all."""
        return self._reach.move(self.rect.x + self.shift[0], self.rect.y + self.shift[1])


class Laid:
    """A picture with panels laid on it, painted anew only where one of them, or the picture, has changed."""

    def __init__(self, under: pygame.Surface) -> None:
        self.under = under
        self._picture = under.copy()
        self._shown: dict[tuple[KeptPanel, tuple[int, int], int], pygame.Rect] = {}

    def lay(self, panels: Sequence[KeptPanel], altered: Sequence[pygame.Rect] | None) -> pygame.Surface:
        """The picture with these panels, back to front; altered: where what lies under them has changed (None: all)."""
        now = {(kept, kept.area.topleft, kept.scroll): kept.area for kept in panels}
        if altered is None:
            fresh: list[pygame.Rect] = [self._picture.get_rect()]
        else:
            moved = now.keys() ^ self._shown.keys()
            fresh = [*altered, *(now.get(one) or self._shown[one] for one in moved)]
        self._shown = now
        areas, out = list(now.values()), self._picture
        for area in fresh:
            out.set_clip(area)
            out.blit(self.under, area, area)
            for n in area.collidelistall(areas):
                panels[n].show(out)
        out.set_clip(None)
        return out
