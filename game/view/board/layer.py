"""The still layer of the board: one picture of its elements, of which a change repaints only the part it touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pygame

from game.board.looks import Lens
from game.board.scene import Scene
from game.view.board.elements import Element, gathering
from game.view.board.ground import Ground
from game.view.board.setting import Setting

NAMED = frozenset({"department", "market", "pill", "quota", "district", "house", "banner", "star"})
"""Elements that are read."""
MOST_PIXELS = 20_000
"""Of what is painted in one step."""
MOST_ALTERED = 500
"""Areas that are kept apart for whoever asks where the picture has changed."""


class StillLayer:
    """An opaque picture of the whole window: table, ground and every element. `painted` counts pixels composed; it was
    painted in `setting`.

    What is new is painted beside what is seen, and seen with `show`.
    """

    def __init__(self) -> None:
        self.surface = pygame.Surface((1, 1))
        self.painted = 0
        self.setting: Setting | None = None
        self._elements: dict[str, Element] = {}
        self._owed: list[pygame.Rect] = []
        self._ground = Ground()
        self._dim: tuple[str, pygame.Surface] | None = None
        self._coming: pygame.Surface | None = None
        self._ready: list[pygame.Rect] = []
        self._alone: list[pygame.Rect] = []
        self._altered: list[pygame.Rect] | None = None

    def composing(self, setting: Setting, scene: Scene, lens: Lens) -> Iterator[None]:
        """Paints what is new, a part at each step: all in a new setting, which is seen at once; else only where
        elements have changed."""
        fresh: dict[str, Element] = {}
        yield from gathering(fresh, setting, scene, lens)
        yield
        if setting is not self.setting:
            yield from self._beginning(setting, fresh)
            return
        coming = self._coming or self.double()
        yield
        self._owed += [part for area in changes(self._elements, fresh) for part in _parts(area)]
        self._alone += changes(_but_cells(self._elements), _but_cells(fresh))
        self._elements = fresh
        while self._owed:
            yield
            area = self._owed.pop()
            self._paint(setting, coming, area)
            self._ready.append(area)

    def _beginning(self, setting: Setting, fresh: dict[str, Element]) -> Iterator[None]:
        """Paints everything in a new setting, a piece at each step, and shows it at the end."""
        whole, view = _opaque(setting.size), setting.view
        yield from self._ground.drawing(whole.get_rect(), setting.layout, setting.atlas.palette, view)
        whole.blit(setting.atlas.table(*setting.size), (0, 0))
        self._ground.lay(whole, setting.layout, setting.atlas.palette, view)
        for element in fresh.values():
            yield
            element.draw(whole)
        self.surface, self._coming, self._altered, self._dim = whole, None, None, None
        self.setting, self._elements, self._owed, self._ready, self._alone = setting, fresh, [], [], []
        self.painted += whole.get_width() * whole.get_height()

    @property
    def single(self) -> bool:
        """Whether there is no second picture yet, beside which the first change is painted."""
        return self._coming is None

    def double(self) -> pygame.Surface:
        """Makes the second picture: whoever has a moment calls it before the first change comes."""
        self._coming = self.surface.copy()
        return self._coming

    def show(self, areas: Sequence[pygame.Rect] | None = None) -> None:
        """Shows what has been painted, in some areas or else (None) everywhere."""
        if self._coming is None or not self._ready:
            return
        shown = self._ready if areas is None else areas
        self.surface.blits([(self._coming, area, area) for area in shown], False)
        if self._altered is not None:
            self._altered = [*self._altered, *shown] if len(self._altered) < MOST_ALTERED else None
        if areas is None:
            self._ready, self._alone = [], []
        self._dim = None

    def beside_cells(self) -> list[pygame.Rect]:
        """Where something else than cells of the mosaic has been painted and is not seen yet."""
        return self._alone

    def altered(self) -> list[pygame.Rect] | None:
        """Where the picture has changed since this was last asked; None: everywhere."""
        found, self._altered = self._altered, []
        return found

    def named(self) -> list[pygame.Rect]:
        """Where everything lies on the screen that is read: plates, markets and what hangs there, banners, the star."""
        return [element.rect for name, element in self._elements.items() if name.partition(" ")[0] in NAMED]

    def place_of(self, name: str) -> pygame.Rect | None:
        """Where an element lies on the screen, such as "banner 0" or "star"."""
        element = self._elements.get(name)
        return element.rect if element is not None else None

    def dimmed(self, key: str, flags: Sequence[tuple[pygame.Surface, tuple[int, int]]]) -> pygame.Surface:
        """The layer with its flags darkened, but for one tile; kept until the layer changes."""
        if self._dim is None or self._dim[0] != key:
            out = self.surface.copy()
            out.blits(flags, False)
            dark = self.setting is not None and self.setting.atlas.theme == "dark"
            out.fill((112, 108, 104) if dark else (166, 158, 146), special_flags=pygame.BLEND_RGB_MULT)
            kind, _, number = key.partition(" ")
            for name in (f"base {number}", f"team {number}"):
                if kind == "team" and name in self._elements:
                    self._elements[name].draw(out)
            self._dim = (key, out)
        return self._dim[1]

    def beneath(self, image: pygame.Surface, rect: pygame.Rect, alone: str | None = None) -> pygame.Surface:
        """A picture for `rect` of the window in which `image` lies on the tiles, but under all that stands on them, or
        under one element `alone`."""
        whole = pygame.Surface(self.surface.get_size(), pygame.SRCALPHA)
        area = rect.clip(whole.get_rect())
        whole.set_clip(area)
        whole.blit(image, rect)
        for name, element in self._elements.items():
            on_it = name == alone if alone else not name.startswith(("base", "route", "stream", "growth"))
            if on_it and element.rect.colliderect(area):
                element.draw(whole)
        out = pygame.Surface(rect.size, pygame.SRCALPHA)
        out.blit(whole, (0, 0), rect)
        return out

    def _paint(self, setting: Setting, layer: pygame.Surface, area: pygame.Rect) -> None:
        view = setting.view
        layer.set_clip(area)
        layer.blit(setting.atlas.table(*setting.size), (0, 0))
        self._ground.lay(layer, setting.layout, setting.atlas.palette, view)
        for element in self._elements.values():
            if element.rect.colliderect(area):
                element.draw(layer)
        layer.set_clip(None)
        self.painted += area.clip(layer.get_rect()).width * area.height
        self._dim = None


def changes(before: Mapping[str, Element], after: Mapping[str, Element]) -> list[pygame.Rect]:
    """The parts of the screen where two sets of elements differ; overlapping parts are joined."""
    joined: list[pygame.Rect] = []
    for key in {*before, *after}:
        was, now = before.get(key), after.get(key)
        if was is not None and now is not None and was.look == now.look and was.rect == now.rect:
            continue
        for element in (was, now):
            if element is not None:
                area = element.rect
                while (n := area.collidelist(joined)) >= 0:
                    area = area.union(joined.pop(n))
                joined.append(area)
    return joined


def _but_cells(every: Mapping[str, Element]) -> dict[str, Element]:
    return {name: element for name, element in every.items() if not name.startswith("cells")}


def _parts(area: pygame.Rect) -> list[pygame.Rect]:
    """An area in bands, none much larger than is painted in one step."""
    high = max(8, MOST_PIXELS // max(1, area.width))
    return [
        pygame.Rect(area.x, top, area.width, min(high, area.bottom - top)) for top in range(area.top, area.bottom, high)
    ]  # fmt: skip


def _opaque(size: tuple[int, int]) -> pygame.Surface:
    out = pygame.Surface(size)
    return out.convert() if pygame.display.get_surface() is not None else out
