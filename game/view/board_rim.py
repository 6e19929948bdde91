"""What stands around the tiles: markets, plates, gold pills, banners, piles, and the letters on the road."""

from __future__ import annotations

import math

import pygame

from game.view import shapes, style
from game.view.board import MARKET_WIDTH, PLATE_HEIGHT, Plate
from game.view.board_brush import Brush, ghostly
from game.view.board_scene import STALE_WEEKS, VALUE_ICONS, BannerLook, Hanging, MarketLook, Pile, PlateLook, Row
from game.view.board_ways import Place
from game.view.pieces import Sprite
from game.view.shapes import hex_code
from game.view.style import mix

ROW_HEIGHT = 20.0


def market_box(place: Place, rows: int) -> tuple[float, float, float, float]:
    """The box of a market with so many rows, awning and lip included, in board units."""
    high = 46.0 + ROW_HEIGHT * max(1, rows)
    return place[0] - MARKET_WIDTH / 2, place[1] - high / 2, MARKET_WIDTH, high


class RimBrush(Brush):
    """Draws markets, plates, pills, banners, piles and letters."""

    def market(self, look: MarketLook, pixel: Place, *, prices: bool = False) -> tuple[pygame.Surface, tuple[int, int]]:
        """A market and where it is blitted: awning in its product's colour, name, a row a product (or its price)."""
        key = ("market", look.name, look.rows, prices, self.atlas.theme)
        image = self.keep(key, lambda: self._market(look, prices))
        left, top, _, _ = market_box((0, 0), len(look.rows))
        return image, (round(pixel[0] + (left - 6) * self.scale), round(pixel[1] + (top - 2) * self.scale))

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
            self.atlas.sprite("coin", 0.62 * k).draw(out, x - 18 * k, y)
            self.put(out, self.text(f"{row.price} each", 11.5, pal.second), x - 9 * k, y, 0.0)
            return
        words = f"−{row.owed}" if owed else str(row.stock)
        figure = self.text(words, 13, pal.bad if owed else pal.second)
        right = 33 if row.trend else 41
        self.put(out, figure, x + right * k, y, 1.0)
        room = right - figure.get_width() / k + 18.5 - 11
        step = min(6.6, room / max(1, row.tokens - 1))
        small = self.atlas.sprite(f"token-{key}{'-owed' if owed else ''}-plain", 5 * k / 18)
        for n in range(row.tokens):
            small.draw(out, x + (-18.5 + step * n) * k, y - 0.4 * k)
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
        wide = 24 + words.get_width() / k + (56 if look.coins else 9)
        wide += second.get_width() / k + 4 if second else 0
        out = self.pill(wide, 25, gold, pal.gold_deep, lip=2, stroke=1.5).copy()
        mid = 12.5 * k
        self.atlas.token(self.names.look(look.product), 7.6 * k).draw(out, 13 * k, mid - 0.6 * k)
        x = 24.0
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
            self.put(out, second, out.get_width() - 9 * k, mid, 1.0)
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
        discs = 19.0 * len(look.rituals)
        side = 0.0 if narrow or discs else 17.0
        room = spot.width - 28 - side - 18 - news.get_width() / k - discs
        size = 12.5 if narrow or self.text(look.name, 15, pal.ink, 600, serif=True).get_width() > room * k else 15.0
        words = self.fitting(look.name, max(20.0, room), size, 600, serif=True)
        name = self.text(words, size, pal.ink, 600, serif=True)
        wide = 28 + name.get_width() / k + 8 + side + news.get_width() / k + 10 + discs
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        out = self.pill(wide, PLATE_HEIGHT, pal.card, edge, lip=2.5, stroke=1.6).copy()
        mid = PLATE_HEIGHT / 2 * k
        self.atlas.face(look.step * 20 + 10, 19.5 * k).draw(out, 14.5 * k, mid)
        self.put(out, name, 28 * k, mid - 0.5 * k, 0.0)
        x = 28 + name.get_width() / k + 8
        if side:
            self.atlas.sprite("letter-report", 0.6 * k).draw(out, (x + 6) * k, mid)
            x += 17
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
        out = pygame.Surface((self.length(72), self.length(104)), pygame.SRCALPHA)
        icon = VALUE_ICONS.get(look.name, "star-four")
        self.atlas.sprite(f"banner-standing:{icon}", k).draw(out, 36 * k, 9 * k)
        label = self.text(self.fitting(look.name.capitalize(), 63, 11.5, 700), 11.5, pal.ink, 700)
        ground = self.pill(label.get_width() / k + 6, 16, mix(pal.card, pal.table, 0.12), None)
        self.put(out, ground, 36 * k, 82 * k)
        self.put(out, label, 36 * k, 82 * k)
        back = self.pill(46, 7, pal.track, mix(pal.indigo, pal.ink, 0.4), stroke=1.0)
        self.put(out, back, 36 * k, 96 * k)
        if look.commitment > 2:
            fill = self.pill(max(5.0, 44 * look.commitment / 100), 5, pal.indigo, None)
            self.put(out, fill, 14 * k, 96 * k, 0.0)
        return shapes.ready(out)

    def pile(self, look: Pile) -> pygame.Surface:
        """A pile of unsold goods with its count."""
        return self.keep(("pile", look.product, look.pieces, look.height, self.atlas.theme), lambda: self._pile(look))

    def _pile(self, look: Pile) -> pygame.Surface:
        k = self.scale
        scale = k * (0.52, 0.6, 0.68)[look.height]
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
            out = pygame.Surface((round(64 * k), round(62 * k)), pygame.SRCALPHA)
            self.atlas.sprite("letter-order", 1.25 * k).draw(out, 32 * k, 22 * k)
            if disc:
                self.atlas.sprite("disc", 0.78 * k).draw(out, 46 * k, 11 * k)
            if product >= 0:
                self.atlas.token(self.names.look(product), 7.2 * k).draw(out, 18 * k, 29 * k)
            if weeks:
                words = self.atlas.text.line(f"{weeks} wk", 12 * k, style.WHITE, weight=800)
                wide, high = words.get_width() + round(14 * k), round(18 * k)
                ground = shapes.card(wide, high, pal.seal, radius=high / 2)
                out.blit(ground, ground.get_rect(center=(round(36 * k), round(49 * k))))
                out.blit(words, words.get_rect(center=(round(36 * k), round(49 * k))))
            return shapes.ready(out)

        image = self.keep(("letter", kind, weeks, product, disc, self.atlas.theme), make)
        return Sprite(image, (32 * k, 22 * k))
