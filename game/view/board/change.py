"""How the board goes from one report to the next: tiles warm gradually, cells in turn, a new tag sends ripples."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame

from game.board import style
from game.board.scene import Scene
from game.view.board.movers import Blit
from game.view.board.setting import Setting, hex_rect
from game.view.board.sprites import ripples

MOST_BLENDED = 60
"""Tiles whose warmth changes gradually at once; with more of them the new picture simply stands there."""
CELLS_A_FRAME = 60
"""Cells of a mosaic that change in one frame, from the desk outward."""
KEPT_A_STEP = 300
"""Cells that are kept as they were before the next step."""
RIPPLE_FRAMES = 18


class Change:
    """What is still seen of the board as it was, and the ripples of what has just been hung."""

    def __init__(self) -> None:
        self._cooling: list[Blit] = []
        self._cooled: float | None = None
        self._cells: list[Blit] = []
        self._rings: list[tuple[int, float | None]] = []

    def forget(self) -> None:
        """Shows the board as it is."""
        self._cooling, self._cells, self._cooled = [], [], None

    def remembering(self, still: pygame.Surface, setting: Setting, before: Scene, now: Scene) -> Iterator[None]:
        """Keeps the tiles as they are painted where their warmth is about to change, some at each step."""
        self.forget()
        if setting.mosaic:
            was, comes = before.tiles.cells("morale"), now.tiles.cells("morale")
        else:
            was, comes = before.tiles.step, now.tiles.step
        if was.shape != comes.shape:
            return
        changed = np.flatnonzero(was != comes)
        window = still.get_rect()
        if setting.mosaic:
            outward = setting.spots[changed] - np.array([setting.view.x, setting.view.y])
            changed = changed[np.argsort(-np.hypot(outward[:, 0], outward[:, 1]), kind="stable")]
        elif len(changed) > MOST_BLENDED:
            return
        patches = self._cells if setting.mosaic else self._cooling
        for n, (x, y) in enumerate(setting.spots[changed].tolist()):
            if n % KEPT_A_STEP == KEPT_A_STEP - 1:
                yield
            rect = hex_rect((x, y), setting.radius * (1.1 if setting.mosaic else 1.0)).clip(window)
            if rect.width and rect.height:
                patches.append((still.subsurface(rect).copy(), rect.topleft))

    def ripple(self, before: Scene, now: Scene) -> None:
        """Lets golden rings spread from the markets at which a tag hangs that did not hang there before."""
        self._rings += [
            (n, None) for n, (was, comes) in enumerate(zip(before.markets, now.markets, strict=False))
            if {p.product for p in comes.pills if p.coins} - {p.product for p in was.pills if p.coins}
        ]  # fmt: skip

    def paint(self, surface: pygame.Surface, seconds: float, *, hold: bool = False) -> None:
        """Lays the tiles as they were over the new ones: fainter from frame to frame, cells fewer.

        hold: the new ones are still being painted, and nothing changes until they are.
        """
        if hold:
            surface.blits([*self._cells, *self._cooling], False)
            return
        if seconds == 0.0:
            self.forget()
        if self._cells:
            surface.blits(self._cells, False)
            del self._cells[-CELLS_A_FRAME:]
        if not self._cooling:
            return
        if self._cooled is None:
            self._cooled = seconds
        share = (seconds - self._cooled) / style.WARMTH
        if share >= 1.0:
            self._cooling = []
            return
        alpha = round(255 * (1 - style.ease_out(share)))
        for image, _ in self._cooling:
            image.set_alpha(alpha)
        surface.blits(self._cooling, False)

    def rippling(self, setting: Setting, seconds: float) -> list[Blit]:
        """The ripples of one frame."""
        out: list[Blit] = []
        kept: list[tuple[int, float | None]] = []
        if self._rings and seconds:
            frames = ripples(setting.atlas.theme, round(150 * setting.view.scale), RIPPLE_FRAMES)
            for market, begun in self._rings:
                start = seconds if begun is None else begun
                share = (seconds - start) / style.RIPPLE
                if share < 1.0:
                    image = frames[int(share * RIPPLE_FRAMES)]
                    x, y = setting.view.at(setting.layout.market(market))
                    out.append((image, (round(x - image.get_width() / 2), round(y - image.get_height() / 2))))
                    kept.append((market, start))
        self._rings = kept
        return out
