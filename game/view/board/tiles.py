"""Tiles and the desk: what a team's tile shows, from its lip to the flag on its edge."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pygame

from game.board import style, vectors
from game.board.faces import face_name
from game.board.layout import Layout
from game.board.looks import STANCES, TileLook
from game.board.pieces import pawn_places
from game.board.style import mix
from game.board.vectors import hex_code
from game.board.ways import Place
from game.view.board.brush import Brush, ghostly
from game.view.board.sprites import waving
from game.view.toolkit import shapes
from game.view.toolkit.pieces import Atlas, Sprite, rimmed, tint
from game.words.names import Names

DISC_RING = 1.34
"""How much larger than a disc that stands at a tile the ring around it is."""


class TileBrush(Brush):
    """Draws tiles and the desk. `wanted`: how much larger than their tile's names should be, where they have room."""

    def __init__(
        self, atlas: Atlas, layout: Layout, names: Names, scale: float, detail: str, *, named: bool = False,
        unit: float = 1.0, wanted: float = 1.0,
    ) -> None:  # fmt: skip
        super().__init__(atlas, layout, names, scale, detail, named=named, unit=unit)
        self.wanted = max(1.0, wanted)

    def _sizes(self, size: float) -> tuple[float, ...]:
        """Sizes for a name, the wanted one first."""
        return tuple(size * (1 + (self.wanted - 1) * step / 3) for step in (3, 2, 1, 0))

    def tile_box(self, place: Place, look: TileLook) -> tuple[float, float, float, float]:
        """What a tile and all that stands on it may cover, in board units."""
        r = self.layout.radius
        wide = r * 1.24
        if self.named:
            wide = max(wide, self.ribbon(look.name).get_width() / self.scale / 2 + 2)
        high = r * (2.75 if self.detail == "A" else 2.5)
        if look.visited:  # on small tiles the disc is as large as it has to be
            reach = (self._visiting * DISC_RING + 2) / self.scale
            wide, high = max(wide, 0.74 * r + reach), max(high, 1.81 * r + reach)
        return place[0] - wide, place[1] - r * 1.15, 2 * wide, high

    def _face(self, look: TileLook, lens: str) -> Sprite:
        warm = lens in ("morale", "stance")
        step = look.step if warm else 2
        base = self.atlas.tile(step * 20 + 10, self.tile)
        if not look.faded or not warm:
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
                round(self.tile * 0.9, 1), pal.seal if pal.theme == "light" else pal.bad, max(1.5, self.tile * 0.09)
            )
            if not look.order:
                ring = self.keep(("coming", ring.get_size()), lambda: ghostly(ring, 130))
            surface.blit(ring, ring.get_rect(center=(round(x), round(y))))

    def _tile_shadow(self) -> pygame.Surface:
        side = math.ceil(self.tile * 2.3)
        shape = vectors.rounded_path(vectors.hexagon(self.tile * 1.03), self.tile * 0.1)
        body = f'<path d="{shape}" fill="{hex_code(self.atlas.palette.shadow)}" opacity="0.16"/>'
        return shapes.vector(side, side, body, (-side / 2, -side / 2, 1))

    def tile_content(self, surface: pygame.Surface, look: TileLook, x: float, y: float, lens: str) -> None:
        """What stands on a tile: people, product, badges, flag, face, seal, disc, ribbon."""
        r = self.tile
        if look.absent:
            if self.named:
                ribbon = self.ribbon(look.name)
                surface.blit(ribbon, self.ribbon_place(ribbon, x, y))
            return
        if self.detail == "C":
            self._small_content(surface, look, x, y, lens)
            return
        if look.job < 0:
            self.put(surface, self.badge(0.2 * r, "hourglass-medium"), x, y - 0.52 * r)
            foot = 0.30 if self.inside else 0.52
            self.atlas.pawn(0.6 * r, kind="asleep").draw(surface, x - 0.1 * r, y + foot * r)
        else:
            self._pawns(surface, look, x, y)
            self._job(surface, look, x, y, lens)
        if look.who >= 0:
            right, up = (0.76, 0.09) if self.detail == "A" else (0.70, 0.08)
            self._medallion(look).draw(surface, x + right * r, y - up * r)
        elif self.detail == "A" or look.low:
            share = 0.38 if self.detail == "A" else 0.44
            face = self.atlas.face(look.step * 20 + 10, share * r)
            face.draw(surface, x + 0.71 * r, y - (0.20 if self.detail == "A" else 0.27) * r)
        if look.visited:  # beneath what is read: the weeks of an order, and the name
            self.visit(surface, x - 0.74 * r, y + 0.66 * r)
        if look.order:
            self._seal(surface, look.order, x - 0.70 * r, y + 0.28 * r, lens)
        mark = "arrows-left-right" if look.switching else "eye" if look.fresh else ""
        if mark:
            badge = self.badge((0.18 if self.detail == "A" else 0.22) * r, mark)
            self.put(surface, badge, x + 0.70 * r, y + (0.34 if look.who < 0 else 0.52) * r)
        if self.named:
            ribbon = self.ribbon(look.name)
            surface.blit(ribbon, self.ribbon_place(ribbon, x, y))
        self._trouble(surface, look, x, y)

    def _small_content(self, surface: pygame.Surface, look: TileLook, x: float, y: float, lens: str) -> None:
        """A small tile shows one thing, by the lens, and what is out of the ordinary."""
        r = self.tile
        if look.who >= 0 and lens == "morale":
            aside = 0.14 * r if look.stance == STANCES.index("torn") else 0.0
            self._medallion(look).draw(surface, x + aside, y)
            if look.job < 0:
                self.put(surface, self.badge(0.3 * r, "hourglass-medium"), x + 0.6 * r, y + 0.5 * r)
        elif look.job < 0:
            self.put(surface, self.badge(0.42 * r, "hourglass-medium"), x, y)
        elif lens == "flow":
            if look.job < len(self.names.looks):
                self.atlas.token(self.names.looks[look.job], (0.36 + 0.025 * look.share) * r).draw(surface, x, y)
            else:
                self.put(surface, self.badge(0.42 * r, "gear"), x, y)
        else:
            aside = 0.16 * r if lens == "stance" else 0.0
            unit = 10 if look.people >= 5 else 1
            pawn = self.atlas.pawn(1.02 * r, people=unit)
            (pawn if look.people else self._ghost(pawn, 1.02)).draw(surface, x + aside, y + 0.54 * r)
        if look.order and lens == "orders":
            self._seal(surface, look.order, x + 0.55 * r, y + 0.34 * r, lens)
        if lens == "morale":
            self._trouble(surface, look, x, y)
        if look.visited:
            self.visit(surface, x - 0.5 * r, y + 0.4 * r)

    @property
    def face_pixels(self) -> float:
        """How wide a face of the cast is drawn: as large as can be read, and never larger than its tile allows."""
        r = self.tile
        if self.detail == "C":
            return 1.36 * r
        return max((0.62 if self.detail == "A" else 0.80) * r, min(2 * self.smallest, 1.2 * r))

    def _medallion(self, look: TileLook) -> Sprite:
        """The face of whom of the cast sits there, as the team feels."""
        return self.atlas.fit(face_name(look.who, look.step), self.face_pixels)

    def _trouble(self, surface: pygame.Surface, look: TileLook, x: float, y: float) -> None:
        """A flame at the lower right where something burns, a broken piece at the lower left where material is bad:
        a small one where the whole department has it."""
        r = self.tile
        high = (0.62 if self.detail == "A" else 0.78 if self.detail == "B" else 0.95) * r
        if look.fire:
            self.atlas.sprite("fire", high / 28).draw(surface, x + 0.58 * r, y + 0.46 * r)
        if look.faulty and look.common:
            self.atlas.sprite("faulty", 0.5 * high / 24).draw(surface, x - 0.60 * r, y + 0.62 * r)
        elif look.faulty and look.order:  # the weeks of an order stand at the left and stay legible
            self.atlas.sprite("faulty", 0.6 * high / 24).draw(surface, x - 0.50 * r, y + 0.66 * r)
        elif look.faulty:
            self.atlas.sprite("faulty", 0.86 * high / 24).draw(surface, x - 0.56 * r, y + 0.50 * r)

    def _pawns(self, surface: pygame.Surface, look: TileLook, x: float, y: float) -> None:
        seats = look.people + look.empty
        each = 10 if seats > 10 else 1
        taken = max(min(1, look.people), round(look.people / each))
        height, places = pawn_places(max(1, round(seats / each)))
        share, lift = (0.88, 0.22) if self.inside else (1.0, 0.0)
        here = self.atlas.pawn(height * share * self.tile, people=each)
        for n, (dx, dy) in enumerate(places):
            piece = here if n < taken else self._ghost(here, height)
            piece.draw(surface, x + dx * share * self.tile, y + (dy * share - lift) * self.tile)

    def _ghost(self, pawn: Sprite, height: float) -> Sprite:
        """An empty seat: the shade of a pawn."""
        image = self.keep(("ghost", height, pawn.surface.get_size()), lambda: ghostly(pawn.surface, 95))
        return Sprite(image, pawn.origin)

    def _job(self, surface: pygame.Surface, look: TileLook, x: float, y: float, lens: str) -> None:
        r = self.tile
        goods = len(self.names.looks)
        large = 0.24 if self.detail == "A" else 0.265
        if lens == "flow" and look.job < goods:
            large *= 0.7 + 0.065 * look.share
        top = y - (0.60 if self.inside else 0.56 if self.detail == "A" else 0.50) * r
        badge = look.skill >= 0 and lens != "flow"
        left = x - ((0.28 if self.detail == "A" else 0.34) * r if badge or lens == "flow" else 0.0)
        if badge and look.skill == 0:
            left = x - 0.22 * r
        if look.job >= goods:
            self.put(surface, self.badge(large * r, "gear"), x, top)
            return
        self.atlas.token(self.names.looks[look.job], large * r).draw(surface, left, top)
        if lens == "flow":
            self.put(surface, self.count(f"{look.output:g}", 0.40 * r), left + (large + 0.06) * r, top, 0.0)
        elif look.skill == 0:
            self.put(surface, self.badge(0.215 * r, "?"), left + (large + 0.25) * r, top)
        elif look.skill > 0:
            dots = self.keep(("dots", look.skill), lambda: self._dots(look.skill))
            self.put(surface, dots, left + (large + 0.03) * r, top, 0.0)

    def _dots(self, filled: int) -> pygame.Surface:
        r = self.tile
        wide, high, dot = 0.72 * r, 0.29 * r, 0.078 * r
        ink = hex_code(style.DARK_INK)
        line = max(0.8, 0.03 * r)
        body = (
            f'<rect x="{line / 2}" y="{line / 2}" width="{wide - line}" height="{high - line}" rx="{high / 2}" '
            f'fill="#FFFAF0" stroke="{ink}" stroke-width="{line}"/>'
        )
        for n in range(3):
            spot = f'cx="{wide / 2 + (n - 1) * 0.205 * r}" cy="{high / 2}"'
            if n < filled:
                body += f'<circle {spot} r="{dot}" fill="{ink}"/>'
            else:
                body += f'<circle {spot} r="{dot - line / 3}" fill="none" stroke="{ink}" stroke-width="{line * 0.8}"/>'
        return shapes.vector(math.ceil(wide), math.ceil(high), body)

    def flies(self, look: TileLook, lens: str) -> bool:
        """Whether a tile shows its flag: always when it is large or flags are asked for, else when torn or new."""
        if look.absent:
            return False
        if look.stance == 3 and (self.detail != "C" or lens == "morale"):
            return True
        return self.detail == "A" or lens == "stance" or (self.detail == "B" and look.waving and look.stance != 2)

    def flag(self, stance: int, x: float, y: float) -> tuple[tuple[Sprite, ...], Place]:
        """A team's flag at the left edge of its tile: at rest and as it waves, and where its foot stands."""
        scale = self.tile * {"A": 0.019, "B": 0.021}.get(self.detail, 0.026)
        foot = {"A": (-0.98, 0.04), "B": (-1.0, -0.02)}.get(self.detail, (-0.62, 0.52))
        return waving(self.atlas, STANCES[stance], scale), (x + foot[0] * self.tile, y + foot[1] * self.tile)

    def _seal(self, surface: pygame.Surface, weeks: int, x: float, y: float, lens: str) -> None:
        pal = self.atlas.palette
        radius = self.tile * (0.2 if self.detail == "A" else 0.27) * (1.25 if lens == "orders" else 1.0)
        side = max(round(self.legible(1.36 * radius) / 0.68), round(2 * radius))

        def make() -> pygame.Surface:
            body = (
                f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 2 - 0.6}" fill="{hex_code(pal.seal)}" '
                f'stroke="{hex_code(pal.seal_lip)}" stroke-width="{max(1.0, radius * 0.14):.2f}"/>'
            )
            out = shapes.vector(side, side, body)
            line = self.atlas.text.line(str(weeks), side * 0.68, style.WHITE, weight=800)
            self.put(out, line, side / 2, side / 2)
            return out

        self.put(surface, self.keep(("seal", weeks, side, pal.theme), make), x, y)

    @property
    def _visiting(self) -> float:
        """The radius of a disc that stands at a tile, in pixels."""
        return max(self.tile * (0.26 if self.detail == "A" else 0.36), 9 * self.scale)

    def visit(self, surface: pygame.Surface, x: float, y: float) -> None:
        """A disc of attention that stands at a tile, with an eye."""
        radius = self._visiting

        def make() -> pygame.Surface:
            ring = radius * DISC_RING
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
        if self.inside:
            return self.keep(("label", name, pal.theme), lambda: self._label(name))
        usual = 14.0 if self.layout.radius > 48 else 12.5

        def make() -> pygame.Surface:
            k = self.scale
            room = 2.0 * self.layout.radius
            # A name that grows leaves the ones beside it free.
            beside = 1.86 * self.layout.radius - 22
            free = next((one for one in self._sizes(usual) if self.fits(name, beside, one, 600, serif=True)), None)
            size = usual if free is None else free
            margin, end = (18.0, 8.0) if free is not None else (7.0, 5.0)  # else it is all name and little ribbon
            words = self.fitting(name, room, size, 600, serif=True)
            line = self.text(words, size, pal.ink, 600, serif=True)
            if free is None and line.get_width() + (margin + 2 * end) * k > math.sqrt(3) * self.tile:
                margin, end = 0.5, 0.5
            wide, high = line.get_width() + margin * k, size * 1.62 * k
            fold, drop, line_w = end * k, 4 * k, max(1.0, 1.2 * k)
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
            self.put(out, line, wide / 2 + fold, high / 2 + line_w / 2)
            return out

        return self.keep(("ribbon", name, pal.theme), make)

    def ribbon_place(self, image: pygame.Surface, x: float, y: float) -> tuple[int, int]:
        """Where the ribbon of the tile at (x, y) lies."""
        foot = y + (0.60 if self.inside else 1.04) * self.tile
        return round(x - image.get_width() / 2), round(foot - image.get_height() / 2)

    def _label(self, name: str) -> pygame.Surface:
        """A name within its tile, on one line or two; nothing where it has no room: a piece of it tells little."""
        pal, r, lettering = self.atlas.palette, self.tile, self.atlas.text
        for size in (*self._sizes(max(self.smallest, 0.205 * r)), style.SMALLEST):
            broken = lettering.wrap(name, 1.5 * r, size, family="serif")
            if len(broken) <= 2 and "".join(broken).replace(" ", "") == name.replace(" ", "") and all(
                lettering.width(part, size, family="serif") <= 1.5 * r for part in name.split(" ")
            ):
                break
        else:
            return shapes.ready(pygame.Surface((1, 1), pygame.SRCALPHA))
        lines = [lettering.line(words, size, pal.ink, weight=600, family="serif") for words in broken]
        step = round(size * 1.12)
        wide = max(line.get_width() for line in lines) + round(0.14 * r)
        high = round(size * 1.36) + step * (len(lines) - 1)
        out = shapes.card(wide, high, pal.card, radius=0.07 * r, outline=pal.frame, stroke=1.0).copy()
        for n, line in enumerate(lines):
            self.put(out, line, wide / 2, size * 0.68 + step * n)
        return shapes.ready(out)

    def desk(self, surface: pygame.Surface, x: float, y: float, discs: int) -> None:
        """The desk with the leader and the discs that are there."""
        k = self.scale
        self.atlas.sprite("desk", k * 0.96).draw(surface, x, y)
        # Without red, a leader on dark wood is a shadow: the rim is what sets them off.
        leader, rim = self.atlas.pawn(36 * k, kind="leader"), 1.2 * k
        image = self.keep(("leader", self.atlas.theme), lambda: rimmed(leader, style.WHITE, rim).surface)
        origin = leader.origin[0] + math.ceil(rim), leader.origin[1] + math.ceil(rim)
        Sprite(image, origin).draw(surface, x, y + 17 * k)
        disc = self.atlas.sprite("disc", k * 0.72)
        for n in range(discs):
            column, level = (0, n) if discs <= 3 else (n % 2, n // 2)
            disc.draw(surface, x + (25 - 3 * column) * k, y + (17 + 3 * column - 5.5 * level) * k)

    def at_desk(self, x: float, y: float, letters: int) -> Iterator[tuple[pygame.Surface, tuple[int, int]]]:
        """The letters that wait at the desk, each with where it lies."""
        k = self.scale
        letter = self.atlas.sprite("letter-order", k * 0.74)
        for n in range(min(3, letters)):
            yield letter.surface, letter.at(x - (24 - 1.5 * n) * k, y + (14 - 5 * n) * k)
