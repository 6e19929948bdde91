"""The bar above a result: stars that land one by one, what was played, whether it is a new best, and the figures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from game.board import style
from game.view.cards.counting import Counting
from game.view.cards.figures import mark
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.words.closing import Best
from game.words.figures import Figure

FIGURE, WIDE_FIGURE = 140.0, 184.0
"""Least width of each figure in the header, and of one with its full name."""
FIRST, EACH, LANDS = 0.5, 0.5, 0.32
"""Seconds until the first star begins to fall, from one star to the next, and for which each is in the air."""
STEPS = 8
"""Pictures of a star in the air."""
HIGH, LARGE = 34.0, 0.6
"""How far above its place a star begins, in logical pixels, and how much larger."""


@dataclass
class Landing:
    """How far the stars of a result are on their way. earned: how many there are; seconds: since it came up."""

    earned: int
    seconds: float = 1e9

    def step(self, star: int) -> int:
        """The picture of a star (0-based) in the air: 0 not seen yet … STEPS it lies."""
        if star >= self.earned:
            return 0
        share = (self.seconds - FIRST - EACH * star) / LANDS
        return max(0, min(STEPS, round(STEPS * share)))

    def state(self) -> Hashable:
        """What a painting of the stars depends on."""
        return tuple(self.step(star) for star in range(self.earned))

    def pass_time(self, seconds: float) -> int:
        """Lets time pass; returns how many stars have come to lie in it."""
        before = sum(self.step(star) == STEPS for star in range(self.earned))
        self.seconds += seconds
        return sum(self.step(star) == STEPS for star in range(self.earned)) - before

    @property
    def lies(self) -> bool:
        """Whether all of them have landed."""
        return all(self.step(star) == STEPS for star in range(self.earned))


@dataclass(frozen=True)
class Head:
    """What stands in the bar: the level's title, the line below it, the figures, and how it compares with before."""

    title: str
    line: str
    figures: Sequence[Figure]
    best: Best | None

    def paint(self, p: Panel, landing: Landing, small: bool, counting: Counting) -> None:
        """Paints the whole bar; where it is small, the figures have their place elsewhere."""
        pal = p.palette
        middle = (p.height - style.TOP_LIP) / 2
        size, first = (30.0, 20.0) if small else (42.0, 40.0)
        for n, lift in enumerate((0.0, 7.0, 0.0)):
            _star(p, first + (n + 0.5) * size, middle + 3 - lift * size / 42, size * 0.94 / 29, landing.step(n))
        left = first + 3 * size + 18
        figures = 0.0 if small else 780.0
        room = p.width - left - figures - 16
        p.text(
            left, middle - 10, self.title, size=24 if small else style.HEADLINE, family="serif", colour=pal.bar_text,
            at="middle", width=room,
        )  # fmt: skip
        used = p.text(left, middle + 16, self.line, size=style.BODY, colour=pal.bar_second, at="middle", width=room)
        if self.best is not None and self.best.brief and landing.lies:
            wide = p.measure(self.best.brief, style.LABEL, weight=800) + 18
            if used + 10 + wide <= room:
                gold = style.LIGHT.gold
                widgets.pill(p, left + used + 10, middle + 16, self.best.brief, fill=gold, ink=style.DARK_INK)
                p.tooltip("best", (left + used + 8, middle + 4, wide + 4, 24), Tip("Your best", self.best.told))
        if not small:
            self.paint_figures(p, (p.width - figures, middle - 28, figures - 16, 56), pal.bar_text, pal.bar_second,
                               counting)  # fmt: skip
            counting.painted(0)

    def paint_figures(
        self, p: Panel, box: Box, ink: style.Colour, second: style.Colour, counting: Counting | None = None
    ) -> None:  # fmt: skip
        """The figures: in the bar they count and a rule stands before each of them, elsewhere only between; how many
        left is there only where all have room."""
        rules = counting is not None
        x, y, w, h = box
        figures = [one for one in self.figures if one.key != "left" or w >= len(self.figures) * FIGURE]
        each, middle = w / len(figures), y + h / 2
        gold = style.DARK.gold if rules else p.palette.gold_deep
        for n, figure in enumerate(figures):
            left = x + n * each
            at = left + 30
            if rules or n:
                p.fill((left, y + 6, 1, h - 12), p.palette.button if rules else p.palette.rule)
            mark(p, figure, at, middle, gold, large=True)
            number = p.fitting(figure.written, each - 58, 22, family="serif")
            name = figure.names[0 if each >= WIDE_FIGURE else -1]
            if counting is not None:
                counting.write(p, figure, number, at + 24, middle - 9, each - 58, size=22, colour=ink,
                               ground=p.palette.bar)  # fmt: skip
            else:
                p.text(at + 24, middle - 9, number, size=22, family="serif", colour=ink, at="middle", width=each - 58)
            p.text(at + 24, middle + 14, name, size=style.SECONDARY, colour=second, at="middle", width=each - 56)
            tip = Tip(name.capitalize(), figure.told.text)
            p.tooltip(f"figure-{figure.key}", (left + 4, y + 2, each - 8, h - 4), tip)


def _star(p: Panel, x: float, y: float, scale: float, step: int) -> None:
    """A star's place, and the star on its way down to it."""
    if step < STEPS:
        p.piece("star-empty", x, y, scale)
    if step:
        left = (1.0 - step / STEPS) ** 2
        p.piece("star-full", x, y - HIGH * left, scale * (1.0 + LARGE * left))
