"""Figures that count: one that a week or a quarter has changed goes to its new value in a moment instead of jumping
there, and those of a result count up from nothing.

The panel is painted with the true figures; what counts is laid over it, sign by sign, and gone once it has arrived.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pygame

from game.board import style
from game.board.style import Colour, Family, Weight
from game.view.toolkit.panel import Align, Panel
from game.view.toolkit.text import Said
from game.view.toolkit.ui import Ui
from game.words.figures import Figure

MARGIN = 2.0
"""Logical pixels around a written figure that are cleared for one that counts."""


@dataclass(frozen=True)
class _Written:
    """A figure as it was written on a panel at (x, middle), in logical pixels, with the words' size, ink and ground."""

    figure: Figure
    words: str
    x: float
    middle: float
    size: float
    colour: Colour
    ground: Colour
    align: Align
    family: Family
    weight: Weight


class Counting:
    """The figures of one panel, from one week to the next. begins: numbers from which the first ones count, by their
    keys."""

    def __init__(self, begins: Mapping[str, float] | None = None) -> None:
        self._begins = begins or {}
        self._coming: dict[str, _Written] = {}
        self._shown: dict[str, _Written] = {}
        self._week: int | None = None
        self._from: dict[str, float] = {}
        self._since: float | None = None
        self._still = False
        self._part = 0.0, 0.0, math.inf

    def part(self, x: float = 0.0, y: float = 0.0, high: float = math.inf) -> None:
        """The next figures are written on a part of the panel that scrolls: its corner, and how much of it is seen.

        What lies below that does not count.
        """
        self._part = x, y, high

    @property
    def moving(self) -> bool:
        """Whether a figure counts."""
        return bool(self._from)

    def write(
        self, p: Panel, figure: Figure, words: str, x: float, middle: float, room: float, *, size: float,
        colour: Colour, ground: Colour, align: Align = "left", family: Family = "serif", weight: Weight = 600,
    ) -> float:  # fmt: skip
        """Writes a figure in one of its wordings, with `room` logical pixels for it, on a panel under way; returns its
        width."""
        size = p.fitting_size(words, room, size, family=family, weight=weight)
        wide = p.text(x, middle, words, size=size, family=family, weight=weight, colour=colour, align=align,
                      at="middle", width=room)  # fmt: skip
        left, top, high = self._part
        if middle + size / 2 <= high:
            at = x + left, middle + top
            self._coming[figure.key] = _Written(figure, words, *at, size, colour, ground, align, family, weight)
        return wide

    def painted(self, week: int) -> None:
        """The panel is whole and comes up now, with the figures of a week; what that has changed begins to count."""
        if week == self._week:
            self._shown, self._coming = {**self._shown, **self._coming}, {}
            return
        before, self._shown, self._coming = self._shown, self._coming, {}
        first, follows, self._week = self._week is None, self._week is not None and week == self._week + 1, week
        self._from, self._since = {}, None
        still, self._still = self._still, False
        for key, now in self._shown.items() if not still else ():
            was = self._begins.get(key) if first else before[key].figure.number if follows and key in before else None
            number = now.figure.number
            if was is not None and number is not None and reading(now.figure, now.words, was) != now.words:
                self._from[key] = was

    def stand(self) -> None:
        """The next figures are there at once: they come up beneath another page, where nothing moves."""
        self._still = True

    def finish(self) -> None:
        """Every figure is where it counts to: somebody has pressed something."""
        self._from = {}

    def paint(self, ui: Ui, surface: pygame.Surface, now: float, corner: tuple[int, int] = (0, 0)) -> None:
        """Lays a moment of what counts over the panel, whose corner is there in pixels."""
        if not self._from:
            return
        if ui.reduced_motion or not now:
            self._from = {}
            return
        self._since = now if self._since is None else self._since
        share = (now - self._since) / style.COUNT
        if share >= 1.0:
            self._from = {}
            return
        for key, was in self._from.items():
            written = self._shown.get(key)
            if written is not None and written.figure.number is not None:
                number = was + (written.figure.number - was) * style.ease_out(share)
                _lay(ui, surface, written, reading(written.figure, written.words, number), corner)


def reading(figure: Figure, words: str, number: float) -> str:
    """Another number in the wording in which a figure is written: "31.2 k" for "29.8 k"."""
    whole = number if figure.unit == "way" else round(number)
    return replace(figure, number=whole).written[figure.written.index(words)]


def _lay(ui: Ui, surface: pygame.Surface, written: _Written, words: str, corner: tuple[int, int]) -> None:
    """Writes words in the place of a figure, each sign on its own, so that no new line has to be lettered."""
    unit, lettering = ui.unit, ui.atlas.text
    pixels = written.size * unit
    family, weight = written.family, written.weight
    signs = [lettering.line(Said(sign), pixels, written.colour, family=family, weight=weight) for sign in words]
    steps = [lettering.width(Said(sign), pixels, family=family, weight=weight) for sign in words]
    wide = max(sum(steps), lettering.width(Said(written.words), pixels, family=family, weight=weight))
    high = lettering.height(pixels, family)
    left = corner[0] + written.x * unit - {"left": 0.0, "centre": wide / 2, "right": wide}[written.align]
    top = corner[1] + written.middle * unit - signs[0].get_height() / 2
    edge = MARGIN * unit
    surface.fill(written.ground, (round(left - edge), round(top + 0.12 * high), round(wide + 2 * edge),
                                  round(0.76 * high)))  # fmt: skip
    at = left + (wide - sum(steps) if written.align == "right" else 0.0)
    for sign, step in zip(signs, steps, strict=True):
        surface.blit(sign, (round(at), round(top)))
        at += step
