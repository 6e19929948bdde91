"""Figures that count: one that a week has changed goes to its new value in a moment instead of jumping there.

The panel is painted with the true figures; what counts is laid over it, sign by sign, and gone once it has arrived.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pygame

from game.board import style
from game.board.style import Colour
from game.view.toolkit.panel import Align, Panel
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


class Counting:
    """The figures of one panel, from one week to the next."""

    def __init__(self) -> None:
        self._coming: dict[str, _Written] = {}
        self._shown: dict[str, _Written] = {}
        self._week: int | None = None
        self._from: dict[str, float] = {}
        self._since: float | None = None

    @property
    def moving(self) -> bool:
        """Whether a figure counts."""
        return bool(self._from)

    def write(
        self, p: Panel, figure: Figure, words: str, x: float, middle: float, room: float, *, size: float,
        colour: Colour, ground: Colour, align: Align = "left",
    ) -> None:  # fmt: skip
        """Writes a figure in one of its wordings, with `room` logical pixels for it, on a panel under way."""
        size = p.fitting_size(words, room, size, family="serif")
        p.text(x, middle, words, size=size, family="serif", colour=colour, align=align, at="middle", width=room)
        self._coming[figure.key] = _Written(figure, words, x, middle, size, colour, ground, align)

    def painted(self, week: int) -> None:
        """The panel is whole and comes up now, with the figures of a week; what that has changed begins to count."""
        before, self._shown, self._coming = self._shown, self._coming, {}
        if week == self._week:
            return
        follows, self._week = self._week is not None and week == self._week + 1, week
        self._from, self._since = {}, None
        for key, now in self._shown.items() if follows else ():
            was = before[key].figure.number if key in before else None
            if was is not None and now.figure.number is not None and now.words != before[key].words:
                self._from[key] = was

    def paint(self, ui: Ui, surface: pygame.Surface, now: float) -> None:
        """Lays a moment of what counts over the panel, which begins at the window's corner."""
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
                _lay(ui, surface, written, reading(written.figure, written.words, number))


def reading(figure: Figure, words: str, number: float) -> str:
    """Another number in the wording in which a figure is written: "31.2 k" for "29.8 k"."""
    whole = number if figure.unit == "way" else round(number)
    return replace(figure, number=whole).written[figure.written.index(words)]


def _lay(ui: Ui, surface: pygame.Surface, written: _Written, words: str) -> None:
    """Writes words in the place of a figure, each sign on its own, so that no new line has to be lettered."""
    unit, lettering = ui.unit, ui.atlas.text
    pixels = written.size * unit
    signs = [lettering.line(sign, pixels, written.colour, family="serif") for sign in words]
    steps = [lettering.width(sign, pixels, family="serif") for sign in words]
    wide = max(sum(steps), lettering.width(written.words, pixels, family="serif"))
    high = lettering.height(pixels, "serif")
    left = written.x * unit - {"left": 0.0, "centre": wide / 2, "right": wide}[written.align]
    top = written.middle * unit - signs[0].get_height() / 2
    edge = MARGIN * unit
    surface.fill(written.ground, (round(left - edge), round(top + 0.12 * high), round(wide + 2 * edge),
                                  round(0.76 * high)))  # fmt: skip
    at = left + (wide - sum(steps) if written.align == "right" else 0.0)
    for sign, step in zip(signs, steps, strict=True):
        surface.blit(sign, (round(at), round(top)))
        at += step
