"""How the board goes from one report to the next: tiles warm gradually, cells in turn, a new tag sends ripples."""

from __future__ import annotations

import numpy as np
import pygame

from game.board import style
from game.board.looks import Lens
from game.board.scene import Scene
from game.view.board.layer import StillLayer
from game.view.board.movers import Blit
from game.view.board.setting import Setting, hex_rect
from game.view.board.sprites import ripples

MOST_BLENDED = 60
"""Tiles whose warmth changes gradually at once; with more of them the new picture simply stands there."""
CELLS_A_FRAME = 60
"""Cells of a mosaic that change in one frame, from the desk outward."""
RIPPLE_FRAMES = 18


class Change:
    """What is still seen of the board as it was, and the ripples of what has just been hung."""

    def __init__(self) -> None:
        self._cooling: list[Blit] = []
        self._cooled: float | None = None
        self._cells: list[tuple[float, float]] = []
        self._reach = 0.0
        self._rings: list[tuple[int, float | None]] = []
        self._composed: Scene | None = None
        self._shown_in: tuple[Setting, str] | None = None

    def forget(self) -> None:
        """Shows the board as it is."""
        self._cooling, self._cells, self._cooled = [], [], None

    def reveal(self, still: StillLayer, setting: Setting, now: Scene, lens: Lens, *, gradually: bool) -> None:
        """Shows what has been painted of a scene; gradually: tiles whose warmth has changed fade into it."""
        before, self._composed = self._composed, now
        same, self._shown_in = self._shown_in == (setting, lens), (setting, lens)
        self.forget()
        if before is not None and same and gradually and lens == "morale":
            self._begin(still, setting, before, now)
        else:
            still.show()

    def _begin(self, still: StillLayer, setting: Setting, before: Scene, now: Scene) -> None:
        """Shows the new picture, and keeps tiles as they were where their warmth changes: cells are shown in turn."""
        if setting.mosaic:
            was, comes = before.tiles.cells("morale"), now.tiles.cells("morale")
        else:
            was, comes = before.tiles.step, now.tiles.step
        changed = np.flatnonzero(was != comes) if was.shape == comes.shape else np.zeros(0, dtype=np.int64)
        window, self._reach = still.surface.get_rect(), setting.radius * 1.1
        if setting.mosaic and len(changed):
            outward = setting.spots[changed] - np.array([setting.view.x, setting.view.y])
            far = np.argsort(-np.hypot(outward[:, 0], outward[:, 1]), kind="stable")
            self._cells = list(zip(*setting.spots[changed[far]].T.tolist(), strict=True))
            still.show(still.beside_cells())
            return
        for x, y in setting.spots[changed].tolist() if len(changed) <= MOST_BLENDED else ():
            rect = hex_rect((x, y), setting.radius).clip(window)
            if rect.width and rect.height:
                self._cooling.append((still.surface.subsurface(rect).copy(), rect.topleft))
        still.show()

    def step(self, still: StillLayer, seconds: float) -> None:
        """Shows the next cells as they are now, and at last all that is left; without a clock everything at once."""
        if seconds == 0.0:
            self.forget()
        elif self._cells:
            still.show([hex_rect(spot, self._reach) for spot in self._cells[-CELLS_A_FRAME:]])
            del self._cells[-CELLS_A_FRAME:]
        if not self._cells:
            still.show()

    def ripple(self, before: Scene, now: Scene) -> None:
        """Lets golden rings spread from the markets at which a tag hangs that did not hang there before."""
        self._rings += [
            (n, None) for n, (was, comes) in enumerate(zip(before.markets, now.markets, strict=False))
            if {p.product for p in comes.pills if p.coins} - {p.product for p in was.pills if p.coins}
        ]  # fmt: skip

    def paint(self, surface: pygame.Surface, seconds: float) -> None:
        """Lays the tiles as they were over the new ones, fainter from frame to frame."""
        if seconds == 0.0:
            self._cooling, self._cooled = [], None
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
