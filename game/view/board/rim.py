"""What stands around the tiles: markets, plates, gold pills, banners, piles, and the letters on the road."""

from __future__ import annotations

import math

import pygame

from game.board import style
from game.board.layout import View
from game.board.pieces import market_box, row_height
from game.board.scene import VALUE_ICONS, BannerLook, Hanging, MarketLook, Pile, Row, StarLook
from game.board.style import Weight, mix
from game.board.vectors import hex_code
from game.board.ways import Place
from game.view.board.brush import ghostly
from game.view.board.plates import PlateBrush
from game.view.toolkit import shapes
from game.view.toolkit.pieces import Sprite
from game.words.actions import first_upper
from game.words.figures import short_figure

BANNER_WEIGHTS: tuple[Weight, ...] = (700, 600)
WIDE_PILL = 134.0
"""A pill beside the board that would be wider reaches over a tile: its words stand closer."""
WIDEST_PILL = 150.0
"""Where letters are large against the board, a wider pill leaves its weeks to the card of the contract."""
NAMES: tuple[tuple[float, Weight, float], ...] = (
    (13.0, 800, 6.0), (12.0, 800, 6.0), (11.0, 800, 6.0), (10.0, 800, 6.0), (10.0, 700, 4.0), (10.0, 600, 2.0),
)  # fmt: skip
"""A market's name: size, weight and what is left free beside it; the first at which it is whole."""

class RimBrush(PlateBrush):
    """Draws markets, plates, pills, banners, piles and letters."""

    def market(
        self, look: MarketLook, place: Place, view: View, *, prices: bool = False
    ) -> tuple[pygame.Surface, tuple[int, int]]:
        """A market and where it is blitted: awning in its product's colour, name, a row a product (or its price)."""
        key = ("market", look.name, look.rows, prices, self.atlas.theme)
        image = self.keep(key, lambda: self._market(look, prices))
        share = self.scale / view.scale
        left, top, _, _ = market_box(place, len(look.rows), share)
        x, y = view.at((left - 6 * share, top - 2 * share))
        return image, (round(x), round(y))

    def _market(self, look: MarketLook, prices: bool) -> pygame.Surface:
        pal, k = self.atlas.palette, self.scale
        _, _, wide, high = market_box((0, 0), len(look.rows))
        out = pygame.Surface((math.ceil((wide + 12) * k), math.ceil((high + 8) * k)), pygame.SRCALPHA)
        lip = self.length(3)
        shade = shapes.card(self.length(wide + 4), self.length(high - 4), pal.shadow, radius=9 * k)
        soft = self.keep(("soft", shade.get_size()), lambda: ghostly(shade, 40))
        out.blit(soft, (round(4 * k), round(9 * k)))
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        body = shapes.card(
            self.length(wide), self.length(high - 8) - lip, pal.card, radius=8 * k, lip=lip,
            lip_colour=pal.frame_lip, outline=edge, stroke=max(1.2, 1.6 * k),
        )  # fmt: skip
        out.blit(body, (round(6 * k), round(8 * k)))
        product = look.rows[0].product if look.rows else 0
        awning = self.atlas.sprite(f"awning:{self.names.looks[product]}", k * (wide + 8) / 108)
        awning.draw(out, (6 + wide / 2) * k, 5 * k)
        fits = (form for form in NAMES if self.fits(look.name, wide - form[2], form[0], form[1]))
        size, weight, free = next(fits, NAMES[-1])
        name = self.text(self.fitting(look.name, wide - free, size, weight), size, pal.ink, weight)
        self.put(out, name, (6 + wide / 2) * k, 30 * k)
        for n, row in enumerate(look.rows):
            close = len(look.rows) > 1
            y = (45.5 if close else 47) + row_height(len(look.rows)) * n
            self._market_row(out, row, (6 + wide / 2) * k, y * k, prices, 13.5 if close else 15.5)
        return shapes.ready(out)

    def _market_row(
        self, out: pygame.Surface, row: Row, x: float, y: float, prices: bool, below: float
    ) -> None:
        pal, k = self.atlas.palette, self.scale
        prices = prices and bool(row.price)
        key = self.names.looks[row.product]
        self.atlas.token(key, 8.5 * k).draw(out, x - 35.5 * k, y + 7 * k)
        words = row.wanted if self.fits(row.wanted, 67, 11.5, 700) else row.wanted.replace(" a week", "/wk")
        wanted = self.text(self.fitting(words, 67, 11.5, 700), 11.5, pal.second, 700)
        self.put(out, wanted, x - 22 * k, y + below * k, 0.0)
        owed = row.owed > 0
        if owed and not prices:
            strip = self.pill(70, 16.5, pal.owed_strip, None)
            out.blit(strip, (round(x - 25 * k), round(y - 8.25 * k)))
        if prices:
            self.atlas.sprite("coin", 0.62 * k).draw(out, x - 17.5 * k, y)
            self.put(out, self.text(self.fitting(f"{row.price} each", 56, 11.5), 11.5, pal.second), x - 10 * k, y, 0.0)
            return
        words = f"−{short_figure(row.owed)}" if owed else short_figure(row.stock)
        figure = self.text(words, 13, pal.bad if owed else pal.second)
        right = 33 if row.trend else 41
        self.put(out, figure, x + right * k, y, 1.0)
        room = right - figure.get_width() / k + 16.5 - 11
        step = min(6.6, room / max(1, row.tokens - 1))
        small = self.atlas.sprite(f"token-{key}{'-owed' if owed else ''}-plain", 5 * k / 18)
        for n in range(row.tokens):
            small.draw(out, x + (-16.5 + step * n) * k, y - 0.4 * k)
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
        words = self.text(look.text, 12.5 if look.coins else 12, pal.ink)
        second = self.text(look.second, 11.5, pal.second, 700) if look.second else None
        x, end = 24.0, 9.0
        if second and x + (words.get_width() + second.get_width()) / k + end + 4 > WIDE_PILL:
            words, x, end = self.text(look.text, 11.5, pal.ink), 22.5, 6.5
        wide = x + words.get_width() / k + end + (47 if look.coins else 0)
        if second and wide + second.get_width() / k + 4 > WIDEST_PILL:
            second = None
        wide += second.get_width() / k + 4 if second else 0
        out = self.pill(wide, 25, gold, pal.gold_deep, lip=2, stroke=1.5).copy()
        mid = 12.5 * k
        self.atlas.token(self.names.looks[look.product], 7.6 * k).draw(out, (x - 11) * k, mid - 0.6 * k)
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
            self.put(out, second, out.get_width() - end * k, mid, 1.0)
        return shapes.ready(out)

    def _coin_place(self) -> pygame.Surface:
        pal = self.atlas.palette
        side = self.length(14)
        body = (
            f'<circle cx="{side / 2}" cy="{side / 2}" r="{side * 0.41}" fill="none" '
            f'stroke="{hex_code(pal.gold_deep)}" stroke-width="{1.1 * self.scale}"/>'
        )
        return shapes.vector(side, side, body)

    def banner(self, look: BannerLook) -> pygame.Surface:
        """A declared value: its banner, torn if betrayed more than lived; below how often it was betrayed and lived."""
        return self.keep(("banner", look, self.atlas.theme), lambda: self._banner(look))

    def _banner(self, look: BannerLook) -> pygame.Surface:
        pal, k = self.atlas.palette, self.scale
        out = pygame.Surface((self.length(72), self.length(107)), pygame.SRCALPHA)
        icon = VALUE_ICONS.get(look.name, "star-four")
        state = "torn" if look.betrayed > look.lived else "standing"
        self.atlas.sprite(f"banner-{state}:{icon}", k).draw(out, 36 * k, 9 * k)
        words = first_upper(look.name)
        weight = next((heavy for heavy in BANNER_WEIGHTS if self.fits(words, 66, 11.5, heavy)), None)
        if weight is not None:  # where a name has no room, the banner's picture stands for it alone
            label = self.text(words, 11.5, pal.ink, weight)
            ground = self.pill(label.get_width() / k + 6, 16, mix(pal.card, pal.table, 0.12), None)
            self.put(out, ground, 36 * k, 80 * k)
            self.put(out, label, 36 * k, 80 * k)
        lived, betrayed = (self.text(str(n), 12, ink, 800) for n, ink in (
            (look.lived, pal.indigo), (look.betrayed, pal.bad)))  # fmt: skip
        wide = max(lived.get_width(), betrayed.get_width()) / k + 8
        self.put(out, self.pill(2 * wide + 6, 18, pal.card, pal.rule, stroke=1.0), 36 * k, 97 * k)
        self.put(out, betrayed, (36 - 1 - wide / 2) * k, 97 * k)
        self.put(out, lived, (36 + 1 + wide / 2) * k, 97 * k)
        pygame.draw.line(out, pal.second, (36 * k, 92 * k), (36 * k, 102 * k), max(1, round(k)))
        return shapes.ready(out)

    def star(self, look: StarLook) -> pygame.Surface:
        """The north star: a compass, the vision's name on a ribbon, and how many steer by it."""
        return self.keep(("star", look, self.atlas.theme), lambda: self._star(look))

    def _star(self, look: StarLook) -> pygame.Surface:
        pal, k, lettering = self.atlas.palette, self.scale, self.atlas.text
        size = self.legible(12.5 * k)
        broken = lettering.wrap(look.name, 146 * k, size, family="serif", italic=True, lines=2)
        lines = [lettering.line(words, size, style.WHITE, family="serif", italic=True) for words in broken]
        wide = max(line.get_width() for line in lines) / k + 18
        step = 1.24 * size / k
        high = 7 + step * len(lines)
        out = pygame.Surface((self.length(max(wide, 74) + 4), self.length(64 + high + 12)), pygame.SRCALPHA)
        middle = out.get_width() / 2
        self.atlas.sprite("compass", 0.84 * k).draw(out, middle, 30 * k)
        ribbon = shapes.card(
            self.length(wide), self.length(high), style.LIGHT.indigo, radius=4 * k, lip=self.length(2),
            lip_colour=mix(style.LIGHT.indigo, (0, 0, 0), 0.35),
        )  # fmt: skip
        out.blit(ribbon, ribbon.get_rect(midtop=(round(middle), round(60 * k))))
        for n, line in enumerate(lines):
            self.put(out, line, middle, (60 + 2.5 + step * (n + 0.5)) * k)
        foot = 60 + high + 8
        self.put(out, self.pill(66, 7, pal.track, mix(pal.indigo, pal.ink, 0.4), stroke=1.0), middle, foot * k)
        if look.steering > 2:
            fill = self.pill(max(5.0, 64 * look.steering / 100), 5, pal.gold, None)
            self.put(out, fill, middle - 32 * k, foot * k, 0.0)
        return shapes.ready(out)

    def pile(self, look: Pile, *, large: bool = False) -> pygame.Surface:
        """A pile of unsold goods with its count; `large` also shows small ones well, and hollow pieces where owed."""
        return self.keep(("pile", look, large, self.atlas.theme), lambda: self._pile(look, large))

    def _pile(self, look: Pile, large: bool) -> pygame.Surface:
        k = self.scale
        key = self.names.looks[look.product]
        if large and look.owed:
            piece = self.atlas.sprite(f"token-{key}-owed", 14 * k / 18)
            label = self.count(f"−{short_figure(look.owed)}", 17 * k, self.atlas.palette.seal, halo=True)
        else:
            scale = k * (0.7, 0.84, 0.98)[look.height] if large else k * (0.52, 0.6, 0.68)[look.height]
            piece = self.atlas.sprite(f"pile-{key}", scale)
            label = self.count(short_figure(look.pieces), (17 if large else 15) * k, halo=large)
        wide = max(piece.surface.get_width(), label.get_width())
        high = piece.surface.get_height() + label.get_height() // 2
        out = pygame.Surface((wide, high), pygame.SRCALPHA)
        out.blit(piece.surface, ((wide - piece.surface.get_width()) // 2, 0))
        self.put(out, label, wide / 2, high - label.get_height() / 2)
        return shapes.ready(out)

    def letter(self, kind: str, weeks: int, product: int, disc: bool) -> Sprite:
        """A letter as it travels: envelope with seal, a disc or token riding on it, weeks left; or a report's sheet."""
        k = self.scale * (1.0 if self.detail == "A" else 0.86)
        if kind == "report":
            return self.atlas.sprite("letter-report", 0.74 * k)

        def make() -> pygame.Surface:
            pal = self.atlas.palette
            out = pygame.Surface((round(64 * k), round(62 * k)), pygame.SRCALPHA)
            self.atlas.sprite("letter-order", 1.25 * k).draw(out, 32 * k, 22 * k)
            if disc:
                self.atlas.sprite("disc", 0.78 * k).draw(out, 46 * k, 11 * k)
            if product >= 0:
                self.atlas.token(self.names.looks[product], 7.2 * k).draw(out, 18 * k, 29 * k)
            if weeks:
                words = self.text(f"{weeks} wk", 11.8, style.WHITE)
                wide, high = words.get_width() + round(14 * k), max(round(18 * k), words.get_height())
                ground = shapes.card(wide, high, pal.seal, radius=high / 2)
                out.blit(ground, ground.get_rect(center=(round(36 * k), round(49 * k))))
                self.put(out, words, 36 * k, 49 * k)
            return shapes.ready(out)

        image = self.keep(("letter", kind, weeks, product, disc, self.atlas.theme), make)
        return Sprite(image, (32 * k, 22 * k))
