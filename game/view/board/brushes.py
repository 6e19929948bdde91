"""What the board is drawn with at the few scales last looked at, and its setting at one of them."""

from __future__ import annotations

from collections.abc import Hashable

from game.board.layout import Frame, Layout, View
from game.board.surround import largest_share
from game.view.board.camera import detail_of
from game.view.board.cells import CellBrush
from game.view.board.rim import RimBrush
from game.view.board.setting import Setting
from game.view.board.tiles import TileBrush
from game.view.toolkit.pieces import Atlas
from game.words.names import Names

LARGEST_RIM = 1.45
"""How much larger markets, plates and letters of a mosaic grow as one comes closer."""
MOST_LETTERS = 1.12
"""How much larger than a piece around the board its letters may grow, where there is no room for a larger piece."""
KEPT = 6


class Brushes:
    """The brushes of one board. letters: pixels a board unit at which letters on the board are as large as they should
    be, where there is room."""

    def __init__(self, atlas: Atlas, names: Names) -> None:
        self.atlas, self.names, self.letters = atlas, names, 0.0
        self._kept: dict[Hashable, tuple[TileBrush, RimBrush, CellBrush, RimBrush]] = {}

    def forget(self) -> None:
        """Forgets them all: the layout has changed, or how large letters should be."""
        self._kept.clear()

    def setting(
        self, layout: Layout, frame: Frame, view: View, size: tuple[int, int], zoom: float, rows: tuple[int, ...]
    ) -> Setting:
        """How the board lies in a window of that size; rows: how many each market has."""
        key = (round(view.scale, 4), round(frame.scale, 4), round(frame.width), rows, self.atlas.theme)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self._made(layout, frame, view, zoom, rows)
        return Setting(self.atlas, layout, view, size, *self._kept[key], rows, frame)

    def _made(
        self, layout: Layout, frame: Frame, view: View, zoom: float, rows: tuple[int, ...]
    ) -> tuple[TileBrush, RimBrush, CellBrush, RimBrush]:
        unit, detail = frame.scale, detail_of(layout, zoom)
        named = detail == "A" and (layout.grid.radius > 40 or zoom >= 1.7)
        near = view.scale if not layout.hubs else unit * min(zoom, LARGEST_RIM)
        half, houses, rim = frame.width / unit / 2, len(self.names.houses) > 1, near
        if self.letters > 1.03 * near:
            rim = max(near, min(self.letters, unit * largest_share(layout, rows, half, houses=houses)))
        given = (self.atlas, layout, self.names)
        crowds = RimBrush(*given, near, detail, named=named, unit=unit)
        return (
            TileBrush(*given, view.scale, detail, named=named, unit=unit, wanted=self.letters / view.scale),
            crowds if rim == near else RimBrush(
                *given, rim, detail, named=named, unit=unit, letters=min(MOST_LETTERS, self.letters / rim)
            ),
            CellBrush(*given, view.scale, detail, unit=unit),
            crowds,
        )  # fmt: skip
