"""Plates of departments and districts, and the pawns that stand for their people where tiles are too small for them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import combinations_with_replacement

import pygame

from game.board import pennants, style
from game.board.layout import PLATE_HEIGHT, Plate
from game.board.looks import STALE_WEEKS, STANCES
from game.board.scene import VALUE_ICONS, Pennant, PlateLook
from game.view.board.brush import Brush
from game.view.board.sprites import waving
from game.view.toolkit import shapes
from game.view.toolkit.pieces import Sprite
from game.words.figures import short_figure

MOST_PAWNS, ROUGHLY = 5, 0.12
NARROW_PLATE, LOW_PLATE = 110.0, 28.0
"""A plate below this width stands beside another one; a square one below this height has one line."""
PAWN_HEIGHTS = {1000: 25.0, 100: 18.5, 10: 16.0, 1: 15.0}


@lru_cache(maxsize=512)
def pawn_group(people: int) -> tuple[int, ...]:
    """The pawns that stand for so many people, large ones first: 1,259 as one thousand and two hundreds.

    As few as are right to about a tenth, at most five, and then those that come nearest; the figure beside them is
    exact.
    """
    groups = [
        group for count in range(1, MOST_PAWNS + 1) for group in combinations_with_replacement(PAWN_HEIGHTS, count)
    ]  # fmt: skip
    near = (group for group in groups if abs(sum(group) - people) <= ROUGHLY * people)
    return next(near, None) or min(groups, key=lambda group: abs(sum(group) - people))


def news_mark(look: PlateLook) -> str:
    """How old a department's news is, in a word."""
    return "not yet" if look.absent else f"{look.age} wk" if look.age else "live"


class PlateBrush(Brush):
    """Draws plates and groups of pawns."""

    def plate(self, look: PlateLook, spot: Plate) -> pygame.Surface:
        """A department's plate: face, name and how old its news is; gold discs for its rituals where they have room."""
        if not self._room_for_rituals(look, spot):
            look = replace(look, rituals=())
        key = ("plate", look, spot.width, spot.high, spot.side, self.atlas.theme)
        if spot.side == "square":
            return self.keep(key, lambda: self._square_plate(look, spot))
        if spot.high > PLATE_HEIGHT:
            made = self._wide_plate if self.layout.hubs else self._tall_plate
            return self.keep(key, lambda: made(look, spot))
        return self.keep(key, lambda: self._plate(look, spot))

    def _plate(self, look: PlateLook, spot: Plate) -> pygame.Surface:
        pal, k = self.atlas.palette, self.scale
        if self._long(look, spot):
            return self._tall_plate(look, spot)
        narrow = spot.width < NARROW_PLATE
        stale = look.age >= STALE_WEEKS
        news = self.text(news_mark(look), 12.5, pal.bad if stale else pal.second, 800)
        discs = 19.0 * len(look.rituals)
        goods = look.jobs[: self._room_for_goods(look, spot)]
        # What is wrong takes the place of the report's sign: there is no room for both. On a narrow plate what is made
        # takes the place of the face, which the tiles repeat.
        instead = narrow and self.detail == "C" and bool(look.jobs) and not goods
        side = 17.0 * len(goods) if goods else 0.0 if narrow or discs or look.marked else 17.0
        discs += 17.0 if look.marked else 0.0
        room = spot.width - 28 - side - 18 - news.get_width() / k - discs
        size = 12.5 if narrow or self.text(look.name, 15, pal.ink, 600, serif=True).get_width() > room * k else 15.0
        words = self.fitting(look.name, max(20.0, room), size, 600, serif=True)
        name = self.text(words, size, pal.ink, 600, serif=True)
        wide = 28 + name.get_width() / k + 8 + side + news.get_width() / k + 10 + discs
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        out = self.pill(wide, PLATE_HEIGHT, pal.card, edge, lip=2.5, stroke=1.6).copy()
        mid = PLATE_HEIGHT / 2 * k
        if instead:
            self._job_mark(out, look.jobs[0], 14.5, PLATE_HEIGHT / 2 - 0.5, 8.5)
        elif not look.absent:
            self.atlas.face(look.step * 20 + 10, 19.5 * k).draw(out, 14.5 * k, mid)
        self.put(out, name, 28 * k, mid - 0.5 * k, 0.0)
        x = 28 + name.get_width() / k + 8
        if side and goods:
            for n, job in enumerate(goods):
                self._job_mark(out, job, x + 6 + 16 * n, PLATE_HEIGHT / 2 - 0.5)
            x += side
        elif side:
            self.atlas.sprite("letter-report", 0.6 * k).draw(out, (x + 6) * k, mid)
            x += side
        self.put(out, news, x * k, mid, 0.0)
        self._mark(out, look, 0.66, x * k + news.get_width() + 12 * k, mid)
        self._rituals(out, look.rituals, wide - 14, PLATE_HEIGHT / 2)
        return shapes.ready(out)

    def _mark(self, out: pygame.Surface, look: PlateLook, size: float, x: float, y: float) -> None:
        """What is wrong in a department: that it is slow for a hidden reason, or bad material (its tiles show that)."""
        if look.slow:
            icon = self.atlas.icon("warning", self.length(24 * size), self.atlas.palette.bad, "fill")
            self.put(out, icon, x, y)
        elif look.faulty:
            self.atlas.sprite("faulty", size * self.scale).draw(out, x, y)

    def _room_for_goods(self, look: PlateLook, spot: Plate) -> int:
        """How many of the goods a department makes stand on its plate: where tiles are too small to show them."""
        if self.detail != "C" or spot.width < NARROW_PLATE:
            return 0
        name = self.text(look.name, 12.5, self.atlas.palette.ink, 600, serif=True).get_width() / self.scale
        marks = 19.0 * len(look.rituals) + (17.0 if look.marked else 0.0)
        left = spot.width - 46 - marks - name - self._age(look, 12.5).get_width() / self.scale
        return max(0, min(2, len(look.jobs), int(left // 17)))

    def _long(self, look: PlateLook, spot: Plate) -> bool:
        """Whether a name is cut on one line and the plate stands alone on its edge, with room for two.

        Rituals, and what is wrong there, stand beside the name together.
        """
        pal = self.atlas.palette
        news = self.text(news_mark(look), 12.5, pal.second, 800).get_width() / self.scale
        marks = 19.0 * len(look.rituals) + (17.0 if look.marked else 0.0)
        words = self.text(look.name, 12.5, pal.ink, 600, serif=True)
        return spot.width >= 150 and words.get_width() / self.scale > spot.width - 46 - news - (marks or 17.0)

    def _tall_plate(self, look: PlateLook, spot: Plate) -> pygame.Surface:
        """A plate of two lines: the whole name, and below it the age of its news and its rituals."""
        pal, k = self.atlas.palette, self.scale
        room = spot.width - 28 - 14
        sizes = (14.0, 12.5, 11.0, 10.0)
        size = next((one for one in sizes if self.fits(look.name, room, one, 600, serif=True)), sizes[-1])
        name = self.text(self.fitting(look.name, room, size, 600, serif=True), size, pal.ink, 600, serif=True)
        news_wide = self._age(look, 12).get_width() / k
        marks = 19.0 * len(look.rituals) + (17.0 if look.marked else 0.0)
        wide = max(44 + max(name.get_width() / k, 70), 57 + news_wide + marks)
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        out = self.pill(wide, 38, pal.card, edge, lip=2.5, stroke=1.6).copy()
        if not look.absent:
            self.atlas.face(look.step * 20 + 10, 21 * k).draw(out, 17 * k, 19 * k)
        self.put(out, name, 32 * k, 12.5 * k, 0.0)
        stale = look.age >= STALE_WEEKS
        news = self.text(news_mark(look), 12, pal.bad if stale else pal.second, 800)
        x = 47.0
        if self.detail == "C" and look.jobs:
            self._job_mark(out, look.jobs[0], 38, 26.5, 7.0)
        else:
            self.atlas.sprite("letter-report", 0.52 * k).draw(out, 38 * k, 27 * k)
        self.put(out, news, x * k, 27 * k, 0.0)
        self._mark(out, look, 0.6, x * k + news.get_width() + 11 * k, 27 * k)
        self._rituals(out, look.rituals, wide - 15, 28, 0.82)
        return shapes.ready(out)

    def pennant(self, look: Pennant) -> pygame.Surface:
        """The numbered pennant of a quota, its foot at the lower left; with a dashed edge while it is on its way."""
        return self.keep(("pennant", look, self.atlas.theme), lambda: self._pennant(look))

    def _pennant(self, look: Pennant) -> pygame.Surface:
        k = self.scale
        figure = self.text(short_figure(look.pieces), 12.5, style.LIGHT.ink, 800)
        wide, high = pennants.WIDE_EMPTY + figure.get_width() / k, pennants.HIGH
        out = shapes.vector(self.length(wide), self.length(high), pennants.body(wide, look.coming), (0, 0, k))
        self.atlas.token(look.look, 7.0 * k).draw(out, 14 * k, 11.5 * k)
        self.put(out, figure, 24 * k + figure.get_width() / 2, 11.5 * k)
        return out

    def hanging_rituals(self, look: PlateLook, spot: Plate) -> pygame.Surface | None:
        """The discs of the rituals for which a department's plate has no room: they hang at its edge; else None."""
        if self._room_for_rituals(look, spot):
            return None

        def make() -> pygame.Surface:
            out = pygame.Surface((self.length(15.0 * len(look.rituals) + 3), self.length(17)), pygame.SRCALPHA)
            self._rituals(out, look.rituals, 15.0 * len(look.rituals) - 6, 9.5, 0.78)
            return shapes.ready(out)

        return self.keep(("rituals", look.rituals, self.atlas.theme), make)

    def troubles(self, look: PlateLook) -> pygame.Surface | None:
        """How many of a department's teams burn and how many are torn, each with its sign; None where none is."""
        parts = [(name, count) for name, count in (("fire", look.burning), ("flag-torn", look.torn)) if count]
        if not parts:
            return None

        def make() -> pygame.Surface:
            pal, k = self.atlas.palette, self.scale
            figures = [self.text(short_figure(count), 12, pal.bad, 800) for _, count in parts]
            wide = sum(figure.get_width() / k + 20 for figure in figures) + 6
            out = self.pill(wide, 17, pal.card, pal.rule, stroke=1.0).copy()
            x = 5.0
            for (name, _), figure in zip(parts, figures, strict=True):
                sign = self.atlas.sprite(name, (0.46 if name == "fire" else 0.54) * k).surface
                self.put(out, sign.subsurface(sign.get_bounding_rect()), (x + 7) * k, 8.5 * k)
                self.put(out, figure, (x + 15) * k, 8.5 * k, 0.0)
                x += figure.get_width() / k + 20
            return shapes.ready(out)

        return self.keep(("troubles", look.burning, look.torn, self.atlas.theme), make)

    def _room_for_rituals(self, look: PlateLook, spot: Plate) -> bool:
        """Whether a plate has room for the rituals it holds beside its name, people and the age of its news."""
        discs, mark = 19.0 * len(look.rituals), 17.0 if look.marked else 0.0
        if not discs:
            return True
        if spot.side == "square":
            figure = self.text(f"{look.people:,}", 11.5, self.atlas.palette.second, 800).get_width() / self.scale
            return spot.high > LOW_PLATE and figure + 15.0 * len(look.rituals) <= spot.width - 40
        if spot.width < NARROW_PLATE:
            return False
        if self.layout.hubs and spot.high > PLATE_HEIGHT:
            return self.fits(look.name, spot.width - 49 - discs - mark, 11.0, 600, serif=True)
        news = self.text(news_mark(look), 12.5, self.atlas.palette.second, 800).get_width() / self.scale
        return 47 + news + mark + discs + 10 <= spot.width

    def _rituals(
        self, out: pygame.Surface, values: tuple[str, ...], right: float, mid: float, size: float = 1.0
    ) -> None:
        """Gold discs for the rituals a department holds, the last one at `right`."""
        k = self.scale
        for n, value in enumerate(values):
            at = right - 19 * size * (len(values) - 1 - n)
            self.atlas.sprite("disc", 0.78 * size * k).draw(out, at * k, (mid - 1) * k)
            icon = self.atlas.icon(VALUE_ICONS.get(value, "star-four"), self.length(11 * size), (58, 30, 8), "fill")
            self.put(out, icon, at * k, (mid - 1) * k)

    def _age(self, look: PlateLook, size: float) -> pygame.Surface:
        """The age of a department's news, red from four weeks on."""
        pal = self.atlas.palette
        stale = look.age >= STALE_WEEKS
        return self.text(news_mark(look), size, pal.bad if stale else pal.second, 800)

    def _wide_plate(self, look: PlateLook, spot: Plate) -> pygame.Surface:
        """A plate on the frame of a mosaic: face and name, below them people and the age of the news."""
        pal, k = self.atlas.palette, self.scale
        high, narrow = spot.high, spot.width < NARROW_PLATE
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        face = 22.0 if narrow else 26.0
        left = face + 11
        discs, mark = 19.0 * len(look.rituals), 17.0 if look.marked else 0.0
        room = spot.width - left - 10 - mark
        size = next((s for s in (15.0, 12.5, 11.0) if self.fits(look.name, room, s, 600, serif=True)), 10.0)
        name = self.text(self.fitting(look.name, room, size, 600, serif=True), size, pal.ink, 600, serif=True)
        wide = spot.width if narrow else left + max(name.get_width() / k + discs + mark, 88.0) + 12
        out = self.plate_ground(wide, high, edge).copy()
        if not look.absent:
            self.atlas.face(look.step * 20 + 10, face * k).draw(out, (6 + face / 2) * k, (high / 2 - 1) * k)
        self.put(out, name, left * k, 12 * k, 0.0)
        self._people(out, look, left, 27.5, wide - left - 8)
        self._mark(out, look, 0.6, (wide - 13 - discs) * k, 12 * k)
        self._rituals(out, look.rituals, wide - 14, 12)
        return shapes.ready(out)

    def plate_ground(self, wide: float, high: float, edge: style.Colour) -> pygame.Surface:
        """A rounded plate with its lip, lengths in board units."""
        pal = self.atlas.palette
        return shapes.card(
            self.length(wide), self.length(high) - self.length(2.5), pal.card, radius=self.length(11),
            lip=self.length(2.5), lip_colour=edge, outline=edge, stroke=max(1.0, 1.5 * self.scale),
        )

    def _people(self, out: pygame.Surface, look: PlateLook, x: float, y: float, room: float) -> None:
        """How many people, with a pawn, and how old the news of them is."""
        pal, k = self.atlas.palette, self.scale
        unit = pawn_group(look.people)[0] if look.people else 1
        figure = self.text(f"{look.people:,}", 12.5, pal.second, 800)
        age = self._age(look, 12)
        right = x + room
        whole = 13 + figure.get_width() / k + 9 + age.get_width() / k
        if whole <= room:
            self.atlas.pawn(15 * k, people=unit).draw(out, (x + 5) * k, (y + 6.5) * k)
            x += 13
        self.put(out, figure, x * k, y * k, 0.0)
        x += figure.get_width() / k
        if whole + 13 <= room:
            self.atlas.sprite("letter-report", 0.5 * k).draw(out, (x + 13) * k, y * k)
            x += 13
        gap = max(3.0, min(9.0, right - x - age.get_width() / k))
        self.put(out, age, (x + gap) * k, y * k, 0.0)

    def _job_mark(self, out: pygame.Surface, job: int, x: float, y: float, radius: float = 7.6) -> None:
        k = self.scale
        if job < len(self.names.looks):
            self.atlas.token(self.names.looks[job], radius * k).draw(out, x * k, y * k)
        else:
            self.put(out, self.badge(radius * k, "gear"), x * k, y * k)

    def _square_plate(self, look: PlateLook, spot: Plate) -> pygame.Surface:
        """A plate among a department's own teams, of two lines where they are few enough; pawns stand behind it."""
        pal, k = self.atlas.palette, self.scale
        wide, high = spot.width, spot.high
        edge = pal.frame if pal.theme == "light" else pal.frame_lip
        two = high > LOW_PLATE
        out = self.plate_ground(wide, high, edge).copy()
        face = 20.0 if two else 14.0
        if not two and look.jobs:
            # Nobody stands behind a low plate: it shows what is made, and the cells around it are as warm as a face.
            self._job_mark(out, look.jobs[0], 4.5 + face / 2, (high - 2) / 2, 6.5)
        elif not look.absent:
            self.atlas.face(look.step * 20 + 10, face * k).draw(out, (4.5 + face / 2) * k, (high - 2) / 2 * k)
        left = face + 8
        room = wide - left - 6 - (13.0 if look.marked else 0.0)
        if not self.fits(look.name, room, 11.0, 600, serif=True):
            # The name comes before what stands left of it: the tiles around the plate are as warm as the face.
            left, room = 7.0, room + face + 1
            out = self.plate_ground(wide, high, edge).copy()
        size = next((s for s in (13.5, 12.0) if self.fits(look.name, room, s, 600, serif=True)), 11.0)
        words, first = look.name, look.name.partition(" ")[0]
        if not self.fits(words, room, size, 600, serif=True) and first != words:
            words = f"{first[0]}. {words[len(first) + 1 :]}"
        name = self.text(self.fitting(words, room, size, 600, serif=True), size, pal.ink, 600, serif=True)
        self.put(out, name, left * k, (10.5 if two else (high - 2) / 2) * k, 0.0)
        if two:
            figure = self.text(f"{look.people:,}", 11.5, pal.second, 800)
            age = self._age(look, 11.5)
            self.put(out, figure, left * k, 23.5 * k, 0.0)
            discs, right = 15.0 * len(look.rituals), wide - 6
            if figure.get_width() + age.get_width() + (4 + discs) * k <= (wide - left - 6) * k:
                self.put(out, age, right * k, 23.5 * k, 1.0)
                right -= age.get_width() / k + 2
            self._rituals(out, look.rituals, right - 7, 24.5, 0.78)
        self._mark(out, look, 0.6, (wide - 11) * k, 9 * k)
        return shapes.ready(out)

    def district(self, name: str, people: int, jobs: tuple[int, ...] = ()) -> pygame.Surface:
        """The plate of a whole district: what most of it makes, its name and how many people."""
        pal, k = self.atlas.palette, self.scale
        edge = pal.frame if pal.theme == "light" else pal.frame_lip

        def make() -> pygame.Surface:
            words = self.text(name, 15, pal.ink, 600, serif=True)
            figure = self.text(f"{people:,}", 12.5, pal.second, 800)
            left = 11.0 + 16 * len(jobs)
            wide = left + words.get_width() / k + figure.get_width() / k + 19
            out = self.plate_ground(wide, 27, edge).copy()
            for n, job in enumerate(jobs):
                self._job_mark(out, job, 13 + 16 * n, 12.5, 7.2)
            self.put(out, words, left * k, 12.5 * k, 0.0)
            self.put(out, figure, (wide - 11) * k, 12.5 * k, 1.0)
            return shapes.ready(out)

        return self.keep(("district", name, people, jobs, self.atlas.theme), make)

    def house(self, name: str) -> pygame.Surface:
        """The plaque of a house on the table: a part of the company with a name of its own."""
        pal, k = self.atlas.palette, self.scale

        def make() -> pygame.Surface:
            words = self.fitting(name, 104 * self.letters, 15, 600, serif=True)
            line = self.text(words, 15, style.LIGHT.bar_text, 600, serif=True)
            wide = 36 + line.get_width() / k + 14
            out = shapes.card(
                self.length(wide), self.length(32), pal.frame, radius=self.length(7), lip=self.length(2.5),
                lip_colour=pal.frame_lip, outline=pal.frame_lip, stroke=max(1.0, 1.2 * k),
            ).copy()  # fmt: skip
            self.atlas.pawn(22 * k, people=10).draw(out, 19 * k, 27 * k)
            self.put(out, line, 34 * k, 16.5 * k, 0.0)
            return shapes.ready(out)

        return self.keep(("house", name, self.atlas.theme), make)

    def callout(self, name: str) -> pygame.Surface:
        """The name of a team that is only a cell, as it stands above the ring around it."""
        pal = self.atlas.palette

        def make() -> pygame.Surface:
            line = self.text(name, 12.5, pal.ink, 700)
            wide = line.get_width() / self.scale + 16
            out = self.pill(wide, 21, pal.card, pal.focus, stroke=1.4).copy()
            self.put(out, line, out.get_width() / 2, out.get_height() / 2)
            return shapes.ready(out)

        return self.keep(("callout", name, self.atlas.theme), make)

    def crowd(self, look: PlateLook) -> pygame.Surface:
        """The pawns that stand for a department's people, their feet at the lower edge, right of the goods they make
        most, with room for a flag."""
        key = ("crowd", look.people, look.jobs, self.atlas.theme)
        return self.keep(key, lambda: self._crowd(look))

    def _crowd(self, look: PlateLook) -> pygame.Surface:
        k = self.scale
        group = pawn_group(look.people)
        steps = [PAWN_HEIGHTS[unit] * 0.62 for unit in group]
        jobs = look.jobs[:2]
        left = 15.0 * len(jobs)
        wide = left + sum(steps) + 4 + 17
        high = max(27.0, max((PAWN_HEIGHTS[unit] * 1.3 for unit in group), default=0.0))
        out = pygame.Surface((self.length(wide), self.length(high)), pygame.SRCALPHA)
        foot = high - 4
        for n, job in enumerate(jobs):
            self._job_mark(out, job, 7.5 + 15 * n, foot - 6, 7.2)
        x = left + 2
        for unit, step in zip(group, steps, strict=True):
            self.atlas.pawn(PAWN_HEIGHTS[unit] * k, people=unit).draw(out, (x + step / 2) * k, foot * k)
            x += step
        return shapes.ready(out)

    def crowd_flag(self, look: PlateLook, place: pygame.Rect) -> tuple[tuple[Sprite, ...], tuple[float, float]]:
        """The flag beside a department's pawns, at rest and as it waves, and where its foot stands."""
        frames = waving(self.atlas, STANCES[look.stance], 0.62 * self.scale)
        return frames, (place.right - 13 * self.scale, place.bottom - 3 * self.scale)
