"""How the board's pieces are drawn at one scale: the ground, tiles, markets, plates, pills, banners and letters.

A `Brush` belongs to one atlas, layout and scale. Everything it is asked for twice comes from the atlas or from its
own store, so that composing the board again costs blits alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable

import pygame

from game.view import shapes, style
from game.view.board import (
    DESK, LAND, MARKET_WIDTH, PLATE_HEIGHT, RING, Layout, Names, Place, Plate, corner,
)  # fmt: skip
from game.view.board_scene import (
    STALE_WEEKS, STANCES, VALUE_ICONS, BannerLook, Hanging, MarketLook, Pile, PlateLook, Row, TileLook,
)  # fmt: skip
from game.view.pieces import Atlas, Sprite, tint
from game.view.shapes import hex_code
from game.view.style import Colour, Weight, mix

Rect = pygame.Rect
GROUND = (-330.0, -290.0, 660.0, 590.0)
"""The box of the ground's drawing, in board units."""
ROW_HEIGHT = 20.0
_ROWS: dict[int, tuple[int, ...]] = {
    1: (1,), 2: (2,), 3: (2, 1), 4: (3, 1), 5: (3, 2), 6: (3, 2, 1), 7: (4, 3), 8: (3, 3, 2), 9: (4, 3, 2), 10: (4, 3, 2, 1),
}  # fmt: skip


def pawn_places(people: int) -> tuple[float, list[Place]]:
    """Height of a pawn and the pawns' feet, back to front, in shares of the tile's radius."""
    rows = _ROWS.get(people, (4, 3, 2, 1))
    height = {1: 0.62, 2: 0.52, 3: 0.44}.get(len(rows), 0.36)
    if rows == (1,):
        height = 0.84
    step_y = {1: 0.0, 2: 0.31, 3: 0.29}.get(len(rows), 0.225)
    last = {1: 0.56, 2: 0.60, 3: 0.70}.get(len(rows), 0.72)
    step_x = 0.82 * height if len(rows) < 3 else 0.94 * height
    out = []
    for n, count in enumerate(rows):
        y = last - (len(rows) - 1 - n) * step_y
        out += [((j - (count - 1) / 2) * step_x, y) for j in range(count)]
    return height, out


def market_box(place: Place, rows: int) -> tuple[float, float, float, float]:
    """The box of a market with so many rows, awning and lip included, in board units."""
    high = 46.0 + ROW_HEIGHT * max(1, rows)
    return place[0] - MARKET_WIDTH / 2, place[1] - high / 2, MARKET_WIDTH, high


class Brush:
    """Draws pieces of one board at `scale` pixels a board unit; `detail` is "A", "B" or "C"."""

    def __init__(self, atlas: Atlas, layout: Layout, names: Names, scale: float, detail: str) -> None:
        self.atlas = atlas
        self.layout = layout
        self.names = names
        self.scale = scale
        self.detail = detail
        self.tile = layout.radius * scale
        self._kept: dict[Hashable, pygame.Surface] = {}

    # Stores and small pieces.

    def keep(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The picture stored under a key, made at its first use."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        return found

    def length(self, units: float) -> int:
        """Board units as whole pixels, at least one."""
        return max(1, round(units * self.scale))

    def text(self, words: str, size: float, colour: Colour, weight: Weight = 800, *, serif: bool = False) -> pygame.Surface:
        """One line of lettering, its size in board units."""
        return self.atlas.text.line(
            words, size * self.scale, colour, weight=weight, family="serif" if serif else "sans"
        )

    def fitting(self, words: str, width: float, size: float, weight: Weight = 800, *, serif: bool = False) -> str:
        """The words, shortened to a width in board units."""
        return self.atlas.text.shorten(
            words, width * self.scale, size * self.scale, weight=weight, family="serif" if serif else "sans"
        )

    def put(self, surface: pygame.Surface, image: pygame.Surface, x: float, y: float, align: float = 0.5) -> None:
        """Blits an image with the point at `align` of its width and half of its height at (x, y)."""
        surface.blit(image, (round(x - image.get_width() * align), round(y - image.get_height() / 2)))

    def pill(
        self, width: float, height: float, fill: Colour, outline: Colour | None, *, lip: float = 0.0, stroke: float = 1.2
    ) -> pygame.Surface:
        """A pill or rounded plate, lengths in board units."""
        return shapes.card(
            self.length(width), self.length(height), fill, radius=self.length(height) / 2,
            lip=self.length(lip) if lip else 0, lip_colour=outline, outline=outline, stroke=max(1.0, stroke * self.scale),
        )

    def badge(self, radius: float, icon: str, *, ink: Colour | None = None, fill: Colour | None = None) -> pygame.Surface:
        """A round badge with an icon, its radius in pixels."""
        pal = self.atlas.palette
        side = max(4, round(2 * radius))
        dark = ink or style.DARK_INK
        paper = fill or (255, 250, 240)

        def make() -> pygame.Surface:
            line = max(0.8, radius * 0.14)
            body = (
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 2 - line / 2}" fill="{hex_code(paper)}" '
                f'stroke="{hex_code(mix(dark, paper, 0.1))}" stroke-width="{line}"/>'
            )
            out = shapes.vector(side, side, body)
            mark = self.atlas.icon(icon, max(3, round(side * 0.66)), dark)
            out.blit(mark, mark.get_rect(center=(side // 2, side // 2)))
            return shapes.ready(out)

        return self.keep(("badge", side, icon, dark, paper, pal.theme), make)

    # The ground.

    def ground(self) -> pygame.Surface:
        """Frame, land, grid, roads, mats and free places: everything that lies still all level long."""
        left, top, wide, high = GROUND
        width, height = math.ceil(wide * self.scale), math.ceil(high * self.scale)
        return shapes.vector(width, height, self._ground_body(), (left, top, self.scale))

    def ground_at(self) -> Place:
        """The upper left corner of the ground, in board units."""
        return GROUND[0], GROUND[1]

    def _ground_body(self) -> str:
        pal = self.atlas.palette
        grid = self.layout.grid.radius
        out = [
            _hexagon(style.BOARD_RADIUS + 9, pal.shadow, y=13, opacity=0.10),
            _hexagon(style.BOARD_RADIUS + 5, pal.shadow, y=10, opacity=0.12),
            _hexagon(style.BOARD_RADIUS, pal.frame_lip, y=6),
            _hexagon(style.BOARD_RADIUS, pal.frame, line=pal.frame_lip),
            _hexagon(style.BOARD_RADIUS - 5.5, pal.frame, line=mix(pal.frame, style.WHITE, 0.14)),
            _hexagon(LAND, mix(pal.land, pal.shadow, 0.22)),
            _hexagon(LAND - 4, pal.land, y=2.2),
        ]
        lines = "".join(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" for a, b in _grid_lines(grid))
        out.append(_stroke(lines, pal.ghost, 1.5))
        out += self._roads()
        out += self._mats()
        dashes = "".join(_dashes(shapes.hexagon(grid * 0.86, centre=place), 6.0, 4.6) for place in self.layout.ghosts)
        if dashes:
            out.append(_stroke(dashes, pal.mat_line, 1.6))
        return "".join(out)

    def _roads(self) -> list[str]:
        pal = self.atlas.palette
        width = {"A": 15.0, "B": 12.0}.get(self.detail, 8.0)
        roads, paths = "", ""
        for number in range(6):
            (ax, ay), (bx, by) = corner(number, DESK * 0.8), corner(number, LAND - 4)
            if number in self.layout.corners:
                roads += f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}"
            else:
                (cx, cy), (dx, dy) = corner(number, RING), corner(number, LAND - 8)
                roads += f"M{ax:.1f} {ay:.1f}L{cx:.1f} {cy:.1f}"
                paths += _dashes([(cx, cy), (dx, dy)], 3.5, 5.0, closed=False)
        ring = shapes.rounded_path([corner(n, RING) for n in range(6)], 14)
        centre = "".join(
            _dashes([corner(n, DESK), corner(n, LAND - 14)], 7, 7, closed=False) for n in self.layout.corners
        ) + _dashes([corner(n, RING) for n in range(6)], 7, 7)
        return [
            _stroke(paths, mix(pal.mat_line, pal.land, 0.25), 1.6) if paths else "",
            _stroke(roads + ring, pal.road_edge, width + 2.4),
            _stroke(roads + ring, pal.road, width),
            _stroke(centre, mix(pal.road, style.WHITE, 0.38 if pal.theme == "light" else 0.16), 1.3),
        ]

    def _mats(self) -> list[str]:
        pal = self.atlas.palette
        wide = self.layout.radius + {"A": 8.0, "B": 6.0}.get(self.detail, 3.5)
        lines, fills = [], []
        for place in self.layout.tiles:
            shape = shapes.rounded_path(shapes.hexagon(wide, centre=(place[0], place[1] + 1)), wide * 0.08)
            lines.append(_stroke(shape, pal.mat_line, 2.6))
            fills.append(f'<path d="{shape}" fill="{hex_code(pal.mat)}"/>')
        return lines + fills

    # Tiles.

    def tile_box(self, place: Place, look: TileLook) -> tuple[float, float, float, float]:
        """What a tile and all that stands on it may cover, in board units."""
        r = self.layout.radius
        wide = r * 1.24
        if self.detail == "A":
            wide = max(wide, self.ribbon(look.name).get_width() / self.scale / 2 + 2)
        return place[0] - wide, place[1] - r * 1.15, 2 * wide, r * (2.75 if self.detail == "A" else 2.5)

    def _face(self, look: TileLook, lens: str) -> Sprite:
        step = 2 if lens != "morale" else look.step
        if lens == "morale" and not look.faded and look.job >= 0 or lens != "morale":
            return self.atlas.tile(step * 20 + 10, self.tile)
        base = self.atlas.tile(step * 20 + 10, self.tile)
        if not look.faded:
            return base
        pal = self.atlas.palette
        image = self.keep(("faded", step, pal.theme), lambda: tint(base.surface, pal.mat, 0.45))
        return Sprite(image, base.origin)

    def tile_base(self, surface: pygame.Surface, look: TileLook, x: float, y: float, lens: str) -> None:
        """The tile itself: its shadow, lip and face."""
        shade = self.keep("shadow", self._tile_shadow)
        surface.blit(shade, (round(x - shade.get_width() / 2), round(y - shade.get_height() / 2 + self.tile * 0.13)))
        self._face(look, lens).draw(surface, x, y)
        if lens == "orders" and (look.order or look.coming):
            pal = self.atlas.palette
            ring = shapes.hex_ring(
                round(self.tile * 0.9, 1), pal.seal if pal.theme == "light" else pal.bad, max(1.5, self.tile * 0.07)
            )
            if not look.order:
                ring = self.keep(("coming", ring.get_size()), lambda: _ghostly(ring, 130))
            surface.blit(ring, ring.get_rect(center=(round(x), round(y))))

    def _tile_shadow(self) -> pygame.Surface:
        side = math.ceil(self.tile * 2.3)
        shape = shapes.rounded_path(shapes.hexagon(self.tile * 1.03), self.tile * 0.1)
        body = f'<path d="{shape}" fill="{hex_code(self.atlas.palette.shadow)}" opacity="0.16"/>'
        return shapes.vector(side, side, body, (-side / 2, -side / 2, 1))

    def tile_content(self, surface: pygame.Surface, look: TileLook, x: float, y: float, lens: str) -> None:
        """What stands on a tile: people, product, badges, flag, face, seal, disc, ribbon."""
        r = self.tile
        if self.detail == "C":
            self._small_content(surface, look, x, y)
            return
        if look.job < 0:
            self.put(surface, self.badge(0.2 * r, "hourglass-medium"), x, y - 0.52 * r)
            self.atlas.pawn(0.6 * r, kind="asleep").draw(surface, x - 0.1 * r, y + 0.52 * r)
        else:
            self._pawns(surface, look, x, y)
            self._job(surface, look, x, y, lens)
        if self.detail == "A" or look.stance == 3 or (look.waving and look.stance != 2):
            self.flag(surface, look.stance, x, y)
        if self.detail == "A" or look.low:
            share = 0.38 if self.detail == "A" else 0.44
            face = self.atlas.face(look.step * 20 + 10, share * r)
            face.draw(surface, x + 0.70 * r, y - 0.27 * r)
        if look.order:
            self._seal(surface, look.order, x - 0.70 * r, y + 0.28 * r, lens)
        mark = "arrows-left-right" if look.switching else "eye" if look.fresh else ""
        if mark:
            self.put(surface, self.badge(0.18 * r if self.detail == "A" else 0.22 * r, mark), x + 0.70 * r, y + 0.34 * r)
        if self.detail == "A":
            ribbon = self.ribbon(look.name)
            self.put(surface, ribbon, x, y + 1.04 * r)
        if look.visited:
            self.visit(surface, x - 0.74 * r, y + 0.66 * r)

    def _small_content(self, surface: pygame.Surface, look: TileLook, x: float, y: float) -> None:
        r = self.tile
        if look.job < 0:
            self.put(surface, self.badge(0.36 * r, "hourglass-medium"), x, y)
            return
        self.atlas.pawn(0.95 * r, people=10 if look.people >= 10 else 1).draw(surface, x, y + 0.62 * r)
        if look.job < len(self.names.looks):
            self.atlas.token(self.names.look(look.job), 0.27 * r).draw(surface, x + 0.42 * r, y - 0.34 * r)
        if look.stance == 3:
            self.flag(surface, look.stance, x, y)
        if look.order:
            self._seal(surface, look.order, x - 0.6 * r, y + 0.3 * r, "morale")

    def _pawns(self, surface: pygame.Surface, look: TileLook, x: float, y: float) -> None:
        tens = look.people > 10
        height, places = pawn_places(round(look.people / 10) if tens else look.people)
        piece = self.atlas.pawn(height * self.tile, people=10 if tens else 1)
        for dx, dy in places:
            piece.draw(surface, x + dx * self.tile, y + dy * self.tile)

    def _job(self, surface: pygame.Surface, look: TileLook, x: float, y: float, lens: str) -> None:
        r = self.tile
        goods = len(self.names.looks)
        large = 0.24 if self.detail == "A" else 0.265
        if lens == "flow" and look.job < goods:
            large *= 0.7 + 0.065 * look.share
        top = y - (0.56 if self.detail == "A" else 0.50) * r
        badge = look.skill >= 0 and lens != "flow"
        left = x - (0.30 * r if badge or lens == "flow" else 0.0)
        if badge and look.skill == 0:
            left = x - 0.22 * r
        if look.job >= goods:
            self.put(surface, self.badge(large * r, "gear"), x, top)
            return
        self.atlas.token(self.names.look(look.job), large * r).draw(surface, left, top)
        if lens == "flow":
            self.put(surface, self.count(f"{look.output:g}", 0.40 * r), left + (large + 0.06) * r, top, 0.0)
        elif look.skill == 0:
            self.put(surface, self.badge(0.2 * r, "question"), left + (large + 0.23) * r, top)
        elif look.skill > 0:
            dots = self.keep(("dots", look.skill), lambda: self._dots(look.skill))
            self.put(surface, dots, left + (large + 0.05) * r, top, 0.0)

    def _dots(self, filled: int) -> pygame.Surface:
        r = self.tile
        wide, high, dot = 0.64 * r, 0.28 * r, 0.075 * r
        ink = hex_code(style.DARK_INK)
        line = max(0.8, 0.03 * r)
        body = (
            f'<rect x="{line / 2}" y="{line / 2}" width="{wide - line}" height="{high - line}" rx="{high / 2}" '
            f'fill="#FFFAF0" stroke="{ink}" stroke-width="{line}"/>'
        )
        for n in range(3):
            paint = ink if n < filled else "none"
            body += (
                f'<circle cx="{wide / 2 + (n - 1) * 0.19 * r}" cy="{high / 2}" r="{dot}" fill="{paint}" '
                f'stroke="{ink}" stroke-width="{line}"/>'
            )
        return shapes.vector(math.ceil(wide), math.ceil(high), body)

    def count(self, words: str, height: float) -> pygame.Surface:
        """A figure on a small dark pill, `height` pixels high."""
        pal = self.atlas.palette
        fill = style.DARK_INK if pal.theme == "light" else pal.ink
        ink = style.WHITE if pal.theme == "light" else style.DARK_INK

        def make() -> pygame.Surface:
            high = max(6, round(height))
            line = self.atlas.text.line(words, high * 0.78, ink, weight=800)
            wide = max(round(high * 1.25), line.get_width() + round(high * 0.6))
            out = shapes.card(wide, high, fill, radius=high / 2).copy()
            out.blit(line, line.get_rect(center=(wide // 2, high // 2)))
            return out

        return self.keep(("count", words, round(height), pal.theme), make)

    def flag(self, surface: pygame.Surface, stance: int, x: float, y: float) -> None:
        """A team's flag at the left edge of its tile."""
        scale = self.tile * (0.019 if self.detail == "A" else 0.021)
        name = f"flag-{STANCES[stance]}"
        foot = (-0.84, 0.02) if self.detail == "A" else (-0.80, -0.10)
        self.atlas.sprite(name, scale).draw(surface, x + foot[0] * self.tile, y + foot[1] * self.tile)

    def _seal(self, surface: pygame.Surface, weeks: int, x: float, y: float, lens: str) -> None:
        pal = self.atlas.palette
        radius = self.tile * (0.2 if self.detail == "A" else 0.27) * (1.25 if lens == "orders" else 1.0)
        side = max(6, round(2 * radius))

        def make() -> pygame.Surface:
            body = (
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 2 - 0.6}" fill="{hex_code(pal.seal)}" '
                f'stroke="{hex_code(pal.seal_lip)}" stroke-width="{max(1.0, radius * 0.14):.2f}"/>'
            )
            out = shapes.vector(side, side, body)
            line = self.atlas.text.line(str(weeks), side * 0.68, style.WHITE, weight=800)
            out.blit(line, line.get_rect(center=(side // 2, side // 2)))
            return out

        self.put(surface, self.keep(("seal", weeks, side, pal.theme), make), x, y)

    def visit(self, surface: pygame.Surface, x: float, y: float) -> None:
        """A disc of attention that stands at a tile, with an eye."""
        radius = max(self.tile * (0.26 if self.detail == "A" else 0.36), 9 * self.scale)

        def make() -> pygame.Surface:
            ring = radius * 1.34
            side = math.ceil(2 * ring) + 2
            pal = self.atlas.palette
            body = (
                f'<circle cx="0" cy="0" r="{ring - 1}" fill="{hex_code(pal.card)}" opacity="0.8"/>'
                f'<circle cx="0" cy="0" r="{ring - 1}" fill="none" stroke="{hex_code(pal.focus)}" '
                f'stroke-width="{radius * 0.17}"/>'
            )
            out = shapes.vector(side, side, body, (-side / 2, -side / 2, 1))
            disc = self.atlas.sprite("disc", radius / 11)
            disc.draw(out, side / 2, side / 2)
            eye = self.atlas.icon("eye", round(radius * 1.3), (58, 30, 8))
            out.blit(eye, eye.get_rect(center=(side // 2, side // 2)))
            return out

        self.put(surface, self.keep(("visit", self.atlas.theme), make), x, y)

    def ribbon(self, name: str) -> pygame.Surface:
        """A name ribbon with folded ends."""
        pal = self.atlas.palette
        size = 14.0 if self.layout.radius > 48 or self.scale * self.layout.radius > 60 else 12.5

        def make() -> pygame.Surface:
            k = self.scale
            words = self.fitting(name, 2.0 * self.layout.radius, size, 600, serif=True)
            line = self.text(words, size, pal.ink, 600, serif=True)
            wide, high = line.get_width() + 18 * k, size * 1.62 * k
            fold, drop, line_w = 8 * k, 4 * k, max(1.0, 1.2 * k)
            edge, back = hex_code(pal.frame), hex_code(mix(pal.lip, pal.card, 0.1))
            body = ""
            for way, near in ((-1, 0.0), (1, wide)):
                x0 = fold + near - way * 6 * k
                x1 = fold + near + way * (fold - line_w)
                body += (
                    f'<path d="M{x0} {drop} L{x1} {drop} L{x1 - way * 4 * k} {drop + high / 2} L{x1} {drop + high} '
                    f'L{x0} {drop + high} Z" fill="{back}" stroke="{edge}" stroke-width="{line_w}"/>'
                )
            body += (
                f'<rect x="{fold}" y="{line_w / 2}" width="{wide}" height="{high}" rx="{3 * k}" '
                f'fill="{hex_code(pal.card)}" stroke="{edge}" stroke-width="{line_w}"/>'
            )
            out = shapes.vector(math.ceil(wide + 2 * fold), math.ceil(high + drop + line_w), body)
            out.blit(line, line.get_rect(center=(round(wide / 2 + fold), round(high / 2 + line_w / 2))))
            return out

        return self.keep(("ribbon", name, pal.theme), make)

    def desk(self, surface: pygame.Surface, x: float, y: float, discs: int, letters: int) -> None:
        """The desk with the leader, the discs that are there and the letters that wait."""
        k = self.scale
        self.atlas.sprite("desk", k * 0.96).draw(surface, x, y)
        self.atlas.pawn(36 * k, kind="leader").draw(surface, x, y + 17 * k)
        disc = self.atlas.sprite("disc", k * 0.72)
        for n in range(discs):
            column, level = (0, n) if discs <= 3 else (n % 2, n // 2)
            disc.draw(surface, x + (25 - 3 * column) * k, y + (17 + 3 * column - 5.5 * level) * k)
        letter = self.atlas.sprite("letter-order", k * 0.74)
        for n in range(min(3, letters)):
            letter.draw(surface, x - (24 - 1.5 * n) * k, y + (14 - 5 * n) * k)

    # Markets, plates, pills, banners.

    def market(self, surface: pygame.Surface, look: MarketLook, place: Place, pixel: Place, prices: bool) -> None:
        """A market: awning in its product's colour, name, and a row a product; with prices instead of tokens."""
        image = self.keep(("market", look.name, look.rows, prices, self.atlas.theme), lambda: self._market(look, prices))
        left, top, _, _ = market_box((0, 0), len(look.rows))
        surface.blit(image, (round(pixel[0] + (left - 6) * self.scale), round(pixel[1] + (top - 2) * self.scale)))

    def _market(self, look: MarketLook, prices: bool) -> pygame.Surface:
        pal, k = self.atlas.palette, self.scale
        _, _, wide, high = market_box((0, 0), len(look.rows))
        out = pygame.Surface((math.ceil((wide + 12) * k), math.ceil((high + 8) * k)), pygame.SRCALPHA)
        lip = self.length(3)
        shade = shapes.card(self.length(wide + 4), self.length(high - 4), pal.shadow, radius=9 * k)
        soft = self.keep(("soft", shade.get_size()), lambda: _ghostly(shade, 40))
        out.blit(soft, (round(4 * k), round(9 * k)))
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        body = shapes.card(
            self.length(wide), self.length(high - 8) - lip, pal.card, radius=8 * k, lip=lip,
            lip_colour=pal.frame_lip, outline=edge, stroke=max(1.2, 1.6 * k),
        )  # fmt: skip
        out.blit(body, (round(6 * k), round(8 * k)))
        product = look.rows[0].product if look.rows else 0
        awning = self.atlas.sprite(f"awning:{self.names.look(product)}", k * (wide + 8) / 108)
        awning.draw(out, (6 + wide / 2) * k, 5 * k)
        name = self.text(self.fitting(look.name, wide - 10, 13), 13, pal.ink)
        self.put(out, name, (6 + wide / 2) * k, 30 * k)
        for n, row in enumerate(look.rows):
            self._market_row(out, row, (6 + wide / 2) * k, (46 + ROW_HEIGHT * n) * k, prices)
        return shapes.ready(out)

    def _market_row(self, out: pygame.Surface, row: Row, x: float, y: float, prices: bool) -> None:
        pal, k = self.atlas.palette, self.scale
        key = self.names.look(row.product)
        self.atlas.token(key, 8 * k).draw(out, x - 37 * k, y - 0.8 * k)
        owed = row.owed > 0
        if owed and not prices:
            strip = self.pill(71, 16.5, pal.owed_strip, None)
            out.blit(strip, (round(x - 26 * k), round(y - 8.25 * k)))
        if prices:
            self.atlas.sprite("coin", 0.62 * k).draw(out, x - 15 * k, y)
            self.put(out, self.text(f"{row.price} a piece", 12, pal.second), x - 5 * k, y, 0.0)
            return
        step = 5.2 if row.tokens > 5 else 6.4
        small = self.atlas.token(key, 5 * k, owed=owed)
        for n in range(row.tokens):
            small.draw(out, x + (-18.5 + step * n) * k, y - 0.4 * k)
        words = f"−{row.owed}" if owed else str(row.stock)
        figure = self.text(words, 13, pal.bad if owed else pal.second)
        self.put(out, figure, x + (33 if row.trend else 41) * k, y, 1.0)
        if row.trend:
            up = row.trend > 0
            body = "M0 3.4 L3.6 -3 L7.2 3.4 Z" if up else "M0 -3.4 L3.6 3 L7.2 -3.4 Z"
            paint = hex_code(pal.second)
            mark = self.keep(
                ("trend", up, pal.theme),
                lambda: shapes.vector(self.length(8), self.length(8), f'<path d="{body}" fill="{paint}"/>', (0, -4, k)),
            )
            out.blit(mark, (round(x + 35.5 * k), round(y - 4 * k)))

    def hanging(self, look: Hanging) -> pygame.Surface:
        """A gold pill: a tag with its coins and weeks, or a contract ahead with its range and weeks."""
        return self.keep(("hanging", look, self.atlas.theme), lambda: self._hanging(look))

    def _hanging(self, look: Hanging) -> pygame.Surface:
        pal, k = self.atlas.palette, self.scale
        gold = mix(pal.card, pal.gold, 0.26) if look.coins else pal.card
        words = self.text(look.text, 12.5, pal.ink)
        second = self.text(look.second, 11.5, pal.second, 700) if look.second else None
        wide = 26 + words.get_width() / k + 12
        wide += 46 if look.coins else (second.get_width() / k + 6 if second else 0)
        out = self.pill(wide, 25, gold, pal.gold_deep, lip=2, stroke=1.5).copy()
        mid = 12.5 * k
        self.atlas.token(self.names.look(look.product), 7.6 * k).draw(out, 14 * k, mid - 0.6 * k)
        x = 26.0
        if look.coins:
            for n in range(3):
                if n < look.coins:
                    self.atlas.sprite("coin", 0.62 * k).draw(out, (x + 7 + 14 * n) * k, mid)
                else:
                    hollow = self.keep(("place", pal.theme), self._coin_place)
                    self.put(out, hollow, (x + 7 + 14 * n) * k, mid)
            x += 46
        self.put(out, words, x * k, mid, 0.0)
        if second:
            self.put(out, second, out.get_width() - 10 * k, mid, 1.0)
        return shapes.ready(out)

    def _coin_place(self) -> pygame.Surface:
        pal = self.atlas.palette
        side = self.length(14)
        body = (
            f'<circle cx="{side / 2}" cy="{side / 2}" r="{side * 0.41}" fill="none" '
            f'stroke="{hex_code(pal.gold_deep)}" stroke-width="{1.1 * self.scale}"/>'
        )
        return shapes.vector(side, side, body)

    def plate(self, look: PlateLook, spot: Plate) -> pygame.Surface:
        """A department's plate: face, name and how old its news is; gold discs for the rituals it holds."""
        return self.keep(("plate", look, spot.width, self.atlas.theme), lambda: self._plate(look, spot))

    def _plate(self, look: PlateLook, spot: Plate) -> pygame.Surface:
        pal, k = self.atlas.palette, self.scale
        narrow = spot.width < 110
        stale = look.age >= STALE_WEEKS
        news = self.text(f"{look.age} wk" if look.age else "live", 12.5, pal.bad if stale else pal.second, 800)
        side = 0.0 if narrow else 20.0
        discs = 19.0 * len(look.rituals)
        room = spot.width - 30 - side - 12 - news.get_width() / k - discs - 8
        size = 13.0 if narrow else 15.0
        name = self.text(self.fitting(look.name, max(20.0, room), size, 600, serif=True), size, pal.ink, 600, serif=True)
        wide = 30 + name.get_width() / k + 10 + side + news.get_width() / k + 12 + discs
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        out = self.pill(wide, PLATE_HEIGHT, pal.card, edge, lip=2.5, stroke=1.6).copy()
        mid = PLATE_HEIGHT / 2 * k
        self.atlas.face(look.step * 20 + 10, 19.5 * k).draw(out, 14.5 * k, mid)
        self.put(out, name, 28 * k, mid - 0.5 * k, 0.0)
        x = 28 + name.get_width() / k + 9
        if not narrow:
            self.atlas.sprite("letter-report", 0.6 * k).draw(out, (x + 6) * k, mid)
            x += 16
        self.put(out, news, x * k, mid, 0.0)
        for n, value in enumerate(look.rituals):
            disc = self.atlas.sprite("disc", 0.78 * k)
            at = wide - 14 - 19 * (len(look.rituals) - 1 - n)
            disc.draw(out, at * k, mid - k)
            icon = self.atlas.icon(VALUE_ICONS.get(value, "star-four"), self.length(11), (58, 30, 8), "fill")
            self.put(out, icon, at * k, mid - k)
        return shapes.ready(out)

    def banner(self, look: BannerLook) -> pygame.Surface:
        """A declared value: its banner, name and how much of the company is committed to it."""
        return self.keep(("banner", look, self.atlas.theme), lambda: self._banner(look))

    def _banner(self, look: BannerLook) -> pygame.Surface:
        pal, k = self.atlas.palette, self.scale
        out = pygame.Surface((self.length(64), self.length(104)), pygame.SRCALPHA)
        icon = VALUE_ICONS.get(look.name, "star-four")
        self.atlas.sprite(f"banner-standing:{icon}", k).draw(out, 32 * k, 9 * k)
        label = self.text(look.name.capitalize(), 12, pal.ink)
        ground = self.pill(label.get_width() / k + 12, 16, mix(pal.card, pal.table, 0.12), None)
        self.put(out, ground, 32 * k, 82 * k)
        self.put(out, label, 32 * k, 82 * k)
        back = self.pill(46, 7, pal.track, mix(pal.indigo, pal.ink, 0.4), stroke=1.0)
        self.put(out, back, 32 * k, 96 * k)
        if look.commitment > 2:
            fill = self.pill(max(5.0, 44 * look.commitment / 100), 5, pal.indigo, None)
            self.put(out, fill, 10 * k, 96 * k, 0.0)
        return shapes.ready(out)

    def pile(self, look: Pile) -> pygame.Surface:
        """A pile of unsold goods with its count."""
        return self.keep(("pile", look.product, look.pieces, look.height, self.atlas.theme), lambda: self._pile(look))

    def _pile(self, look: Pile) -> pygame.Surface:
        k = self.scale
        scale = k * (0.62, 0.74, 0.86)[look.height]
        piece = self.atlas.sprite(f"pile-{self.names.look(look.product)}", scale)
        label = self.count(str(look.pieces), 14 * k)
        wide = max(piece.surface.get_width(), label.get_width())
        high = piece.surface.get_height() + label.get_height() // 2
        out = pygame.Surface((wide, high), pygame.SRCALPHA)
        out.blit(piece.surface, ((wide - piece.surface.get_width()) // 2, 0))
        out.blit(label, ((wide - label.get_width()) // 2, high - label.get_height()))
        return shapes.ready(out)

    def letter(self, kind: str, weeks: int, product: int, disc: bool) -> Sprite:
        """A letter as it travels: envelope with seal, a disc or token riding on it, weeks left; or a report's sheet."""
        k = self.scale * (1.0 if self.detail == "A" else 0.86)
        if kind == "report":
            return self.atlas.sprite("letter-report", 0.74 * k)

        def make() -> pygame.Surface:
            pal = self.atlas.palette
            out = pygame.Surface((round(64 * k), round(58 * k)), pygame.SRCALPHA)
            self.atlas.sprite("letter-order", 1.05 * k).draw(out, 32 * k, 22 * k)
            if disc:
                self.atlas.sprite("disc", 0.72 * k).draw(out, 44 * k, 12 * k)
            if product >= 0:
                self.atlas.token(self.names.look(product), 6.4 * k).draw(out, 20 * k, 13 * k)
            if weeks:
                words = self.atlas.text.line(f"{weeks} wk", 12 * k, style.WHITE, weight=800)
                wide, high = words.get_width() + round(14 * k), round(18 * k)
                ground = shapes.card(wide, high, pal.seal, radius=high / 2)
                out.blit(ground, ground.get_rect(center=(round(32 * k), round(45 * k))))
                out.blit(words, words.get_rect(center=(round(32 * k), round(45 * k))))
            return shapes.ready(out)

        image = self.keep(("letter", kind, weeks, product, disc, self.atlas.theme), make)
        return Sprite(image, (32 * k, 22 * k))

    def dot(self, colour: Colour, halo: Colour) -> pygame.Surface:
        """One dot of a letter's route."""
        side = self.length(6)

        def make() -> pygame.Surface:
            body = (
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 2}" fill="{hex_code(halo)}" opacity="0.9"/>'
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side * 0.24}" fill="{hex_code(colour)}"/>'
            )
            return shapes.vector(side, side, body)

        return self.keep(("dot", colour, halo), make)


def _ghostly(image: pygame.Surface, alpha: int) -> pygame.Surface:
    out = image.copy()
    out.fill((255, 255, 255, alpha), special_flags=pygame.BLEND_RGBA_MULT)
    return shapes.ready(out)


def _hexagon(
    radius: float, fill: Colour, *, y: float = 0.0, line: Colour | None = None, opacity: float = 1.0
) -> str:
    shape = shapes.rounded_path(shapes.hexagon(radius, pointy=False, centre=(0, y)), 3)
    stroke = f' stroke="{hex_code(line)}" stroke-width="1.2"' if line is not None else ""
    return f'<path d="{shape}" fill="{hex_code(fill)}" opacity="{opacity}"{stroke}/>'


def _stroke(path: str, colour: Colour, width: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{hex_code(colour)}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _dashes(points: list[Place], dash: float, gap: float, *, closed: bool = True) -> str:
    """Separate strokes along a chain of points; each edge starts and ends with half a gap."""
    out = ""
    ends = [*points[1:], points[0]] if closed else points[1:]
    for (ax, ay), (bx, by) in zip(points, ends, strict=False):
        far = math.hypot(bx - ax, by - ay)
        count = max(1, round(far / (dash + gap)))
        part = dash / (dash + gap) / count
        for n in range(count):
            start = (n + 0.5) / count - part / 2
            end = start + part
            out += f"M{ax + (bx - ax) * start:.1f} {ay + (by - ay) * start:.1f}L{ax + (bx - ax) * end:.1f} {ay + (by - ay) * end:.1f}"
    return out


def _grid_lines(radius: float) -> list[tuple[Place, Place]]:
    """The edges of the grid around the desk, each once, cut off where the land ends."""
    seen: set[tuple[int, int]] = set()
    out = []
    reach = math.ceil(LAND / (1.5 * radius)) + 1
    for row in range(-reach, reach + 1):
        for column in range(-2 * reach, 2 * reach + 1):
            centre = (math.sqrt(3) * radius * (column + row / 2), 1.5 * radius * row)
            corners = shapes.hexagon(radius, centre=centre)
            for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
                mark = (round((a[0] + b[0]) * 4), round((a[1] + b[1]) * 4))
                if mark not in seen:
                    seen.add(mark)
                    kept = _cut(a, b)
                    if kept is not None:
                        out.append(kept)
    return out


def _cut(a: Place, b: Place) -> tuple[Place, Place] | None:
    """The part of a line that lies on the land."""
    low, high = 0.0, 1.0
    apothem = (LAND - 2) * math.sqrt(3) / 2
    for n in range(6):
        turn = math.radians(30 + 60 * n)
        nx, ny = math.cos(turn), math.sin(turn)
        from_a, from_b = nx * a[0] + ny * a[1] - apothem, nx * b[0] + ny * b[1] - apothem
        if from_a > 0 and from_b > 0:
            return None
        if from_a > 0 or from_b > 0:
            share = from_a / (from_a - from_b)
            low, high = (max(low, share), high) if from_a > 0 else (low, min(high, share))
    if low >= high:
        return None
    dx, dy = b[0] - a[0], b[1] - a[1]
    return (a[0] + dx * low, a[1] + dy * low), (a[0] + dx * high, a[1] + dy * high)
