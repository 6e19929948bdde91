"""The cells of a mosaic: a team as one small hexagon, as warm and as large as its morale, with notches for trouble."""

from __future__ import annotations

import math

import numpy as np
import pygame
from numpy.typing import NDArray

from game.board import style, vectors
from game.board.layout import TILE_SHARE
from game.board.looks import ALL_MARKS, FADED, FAULTY, FIRE, KNOWN, NEUTRAL, STANCES, TORN, VISITED, WAITING, Lens
from game.board.style import Colour, mix
from game.board.vectors import hex_code
from game.view.board.brush import Brush
from game.view.toolkit import shapes

SMALLEST, LARGEST = 0.58, 1.04
"""A cell's size at no morale at all and at the highest, against its place."""

SMALL_FLAG = 7.0
"""Radius of a cell in pixels below which no flag can be told on it: the cell itself has the colour of its stance."""
STANCE_SIZES = {"committed": 1.0, "stitched": 0.9, "complying": 0.66, "torn": 1.0}
"""How large such a cell is against its place: what stands firm or breaks is large, what only goes along small."""
Ints = NDArray[np.int64]


class CellBrush(Brush):
    """Draws cells; what a number means is laid down in `TileLooks.cells`."""

    @property
    def small(self) -> bool:
        """Whether cells are so small that signs on them are a speckle that hides how warm they are."""
        return self.tile < SMALL_FLAG

    def paint(
        self, surface: pygame.Surface, xs: Ints, ys: Ints, codes: Ints, lens: Lens, *, counted: bool = False
    ) -> None:
        """Cells [N] with their middles at xs, ys in pixels; those outside of what is painted now cost nothing.

        counted: flames and notches are left out, for how many there are is said elsewhere.
        """
        area, reach = surface.get_clip(), 2 * math.ceil(self.tile * 1.3) + 1
        near = (abs(ys - area.centery) < area.height / 2 + reach) & (abs(xs - area.centerx) < area.width / 2 + reach)
        if not near.any():
            return
        xs, ys, codes = xs[near], ys[near], codes[near]
        kinds, which = np.unique(codes, return_inverse=True)
        images = [self.cell(int(code), lens, counted=counted) for code in kinds]
        half = np.array([image.get_width() // 2 for image in images], dtype=np.int64)[which]
        places = zip((xs - half).tolist(), (ys - half).tolist(), strict=True)
        surface.blits(list(zip([images[n] for n in which], places, strict=True)), False)

    def draws(self, code: int, lens: Lens, *, counted: bool = False) -> bool:
        """Makes sure of the picture of a cell; whether it had to be drawn."""
        known = ("cell", code, lens, counted, self.atlas.theme) in self._kept
        self.cell(code, lens, counted=counted)
        return not known

    def cell(self, code: int, lens: Lens, *, counted: bool = False) -> pygame.Surface:
        """The picture of one cell, square, its middle in the middle."""
        key = ("cell", code, lens, counted, self.atlas.theme)
        return self.keep(key, lambda: self._cell(code & ~(16 * (TORN | FIRE)) if counted else code, lens))

    def _cell(self, code: int, lens: Lens) -> pygame.Surface:
        pal, r = self.atlas.palette, self.tile
        face, marks, shown = code % 16, code // 16 % ALL_MARKS, code // (16 * ALL_MARKS)
        side = 2 * math.ceil(r * 1.3) + 1
        if lens == "stance" and shown and self.small:
            body = self._stance_face(STANCES[shown - 1])
            marks = marks & VISITED | (TORN if STANCES[shown - 1] == "torn" else 0)
        else:
            body = self._face(face, marks) + self._sign(lens, face, shown)
        if marks & TORN:
            notch = [(0.10, -1.06), (1.0, -0.80), (0.66, -0.52), (0.96, -0.16), (0.10, -0.24)]
            body += (
                f'<path d="{vectors.path([(x * r, y * r) for x, y in notch], True)}" fill="{hex_code(pal.seal)}" '
                f'stroke="{hex_code(pal.seal_lip)}" stroke-width="{max(0.6, 0.09 * r):.2f}" stroke-linejoin="round"/>'
            )
        out = shapes.vector(side, side, body, (-side / 2, -side / 2, 1))
        middle = side / 2
        if lens == "flow" and face == NEUTRAL and 0 < shown <= len(self.names.looks):
            self.atlas.token(self.names.looks[shown - 1], 0.62 * r).draw(out, middle, middle)
        elif lens == "flow" and face == NEUTRAL:
            self.put(out, self.badge(0.55 * r, "gear"), middle, middle)
        if marks & KNOWN:
            self.atlas.pawn(1.5 * r).draw(out, middle, middle + 0.72 * r)
        if marks & FIRE:
            self.atlas.sprite("fire", 1.3 * r / 28).draw(out, middle, middle + 0.68 * r)
        if marks & FAULTY:
            self.atlas.sprite("faulty", 1.15 * r / 24).draw(out, middle - 0.1 * r, middle + 0.62 * r)
        if marks & VISITED:
            self.atlas.sprite("disc-visit", 0.95 * r / 11).draw(out, middle, middle)
        return shapes.ready(out)

    def _face(self, face: int, marks: int) -> str:
        """The hexagon: warm by morale, hollow where a team waits, bare where the lens asks for something else."""
        pal, r = self.atlas.palette, self.tile / TILE_SHARE * 0.97
        if face == WAITING:
            size, fill, line, stroke = 0.76, style.WHITE, pal.outline, 0.13
        elif face == NEUTRAL:
            size, fill, line, stroke = 0.92, pal.land, mix(pal.mat_line, pal.road_edge, 0.5), 0.07
        else:
            size = SMALLEST + (LARGEST - SMALLEST) * face / 9
            fill = pal.morale[min(4, face // 2)]
            if marks & FADED:
                fill = mix(fill, pal.mat, 0.4)
            line, stroke = mix(fill, pal.outline, 0.34), 0.09
        width = max(0.7, stroke * r)
        shape = vectors.rounded_path(vectors.hexagon(r * size - width / 2), r * 0.12)
        return (
            f'<path d="{shape}" fill="{hex_code(fill)}" stroke="{hex_code(line)}" stroke-width="{width:.2f}" '
            'stroke-linejoin="round"/>'
        )

    def _stance_face(self, stance: str) -> str:
        """A cell too small for a flag: large and indigo, the same with a white seam, small and pale, or red."""
        pal, r = self.atlas.palette, self.tile / TILE_SHARE * 0.97
        red = pal.seal if pal.theme == "light" else pal.bad
        pale = mix(pal.indigo, pal.card, 0.74 if pal.theme == "light" else 0.6)
        fill = {"torn": mix(red, pal.card, 0.12), "complying": pale}.get(stance, pal.indigo)
        width = max(0.7, 0.09 * r)
        shape = vectors.rounded_path(vectors.hexagon(r * STANCE_SIZES[stance] - width / 2), r * 0.12)
        out = f'<path d="{shape}" fill="{hex_code(fill)}" stroke="{hex_code(mix(fill, pal.outline, 0.34))}" '
        out += f'stroke-width="{width:.2f}" stroke-linejoin="round"/>'
        if stance == "stitched":
            out += f'<path d="M0 {-0.7 * r:.2f} L0 {0.7 * r:.2f}" stroke="#FFFFFF" stroke-width="{0.34 * r:.2f}"/>'
        return out

    def _sign(self, lens: Lens, face: int, shown: int) -> str:
        """What a lens lays on the bare cell: a flag by stance, a red ring for an order."""
        pal, r = self.atlas.palette, self.tile
        if lens == "stance" and shown:
            return self._flag_sign(STANCES[shown - 1])
        if lens == "orders" and shown:
            red = pal.seal if pal.theme == "light" else pal.bad
            shape = vectors.rounded_path(vectors.hexagon(r * 0.66), r * 0.1)
            fill = hex_code(red) if shown == 2 and face != WAITING else "none"
            return f'<path d="{shape}" fill="{fill}" stroke="{hex_code(red)}" stroke-width="{max(1.0, 0.2 * r):.2f}"/>'
        return ""

    def _flag_sign(self, stance: str) -> str:
        """A small flag: upright and square, with a white stitch, drooping at the pole, or torn and red."""
        pal, r = self.atlas.palette, self.tile
        ink: Colour = pal.indigo
        shapes_of = {
            "committed": [(-0.34, -0.66), (0.62, -0.66), (0.62, 0.06), (-0.34, 0.06)],
            "stitched": [(-0.34, -0.66), (0.14, -0.66), (0.62, -0.34), (0.62, 0.36), (0.14, 0.06), (-0.34, 0.06)],
            "complying": [(-0.34, -0.66), (0.08, -0.50), (0.16, 0.10), (-0.04, 0.38), (-0.34, 0.20)],
            "torn": [(-0.34, -0.66), (0.62, -0.60), (0.22, -0.34), (0.58, -0.06), (0.10, -0.02), (-0.34, 0.06)],
        }
        if stance == "torn":
            ink = pal.seal if pal.theme == "light" else pal.bad
        elif stance == "complying":
            ink = mix(pal.indigo, pal.card, 0.58)
        points = [(x * r, y * r) for x, y in shapes_of[stance]]
        pole, wide = hex_code(pal.outline if pal.theme == "light" else pal.ink), max(0.8, 0.14 * r)
        out = (
            f'<path d="M{-0.38 * r:.2f} {-0.76 * r:.2f} L{-0.38 * r:.2f} {0.74 * r:.2f}" stroke="{pole}" '
            f'stroke-width="{wide:.2f}" stroke-linecap="round"/><path d="{vectors.path(points, True)}" '
            f'fill="{hex_code(ink)}"/>'
        )
        if stance == "stitched":
            out += (
                f'<path d="M{0.14 * r:.2f} {-0.58 * r:.2f} L{0.14 * r:.2f} {0.02 * r:.2f}" stroke="#FFFFFF" '
                f'stroke-width="{max(0.8, 0.14 * r):.2f}"/>'
            )
        return out
