"""Painting that may pause: where a painter yields, the rest may wait for the next frame.

    def paint(p):                     # a painter like any other, but for a yield where it may rest
        y = long_table(p, 0)
        yield
        return long_list(p, y)
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable
from typing import TypeVar

from game.view.toolkit.panel import Panel
from game.view.toolkit.pieces import Atlas

Steps = Generator[None, None, float]
"""A painting under way; what it returns is what a painter that does not pause returns at once."""
Pauses = Generator[None, None, None]
"""A part of one that leaves nothing behind but what it has painted."""
Painter = Callable[[Panel], float | Steps | None]
Painting = Generator[None, None, Panel]
"""A panel under way."""
Done = TypeVar("Done")


def through(drawn: float | Steps) -> Steps:
    """Goes through a part of a painting, pausing wherever it does; returns what the part returns."""
    return (yield from drawn) if isinstance(drawn, Generator) else drawn


def finished(steps: Generator[None, None, Done]) -> Done:
    """What comes of something that pauses, without any pause."""
    while True:
        try:
            next(steps)
        except StopIteration as done:
            value: Done = done.value
            return value


def _whole(panel: Panel) -> Painting:
    """A panel under way of which nothing is left to paint."""
    yield from ()
    return panel


class Easel:
    """Paints panels as high as they ask to be, and knows how high that was.

    begun: panels that are not shown yet by their keys, each with all that it is painted from.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.begun: dict[str, tuple[Hashable, Painting]] = {}
        self._heights: dict[str, int] = {}

    def forget(self) -> None:
        """Forgets how high panels were, and those that were begun."""
        self._heights.clear()
        self.begun.clear()

    def go_on(self, key: str) -> bool:
        """Paints another part of a panel that was begun; False once it is whole."""
        full, painting = self.begun[key]
        try:
            next(painting)
        except StopIteration as done:
            self.begun[key] = full, _whole(done.value)
            return False
        return True

    def expect(self, key: str, high: int) -> None:
        """A panel is likely to ask for so many pixels."""
        self._heights[key] = high

    def painting(
        self, key: str, size: tuple[int, int], unit: float, pointed: tuple[str | None, str | None], paint: Painter,
        *, scroll: bool,
    ) -> Painting:  # fmt: skip
        """Paints a panel, taller where it asks for more height than there is: at once if that is what it was before.

        pointed: the idents under the mouse and held down.
        """

        def on(high: int) -> Painting:
            panel = Panel(key, (size[0], high), unit, self.atlas, *pointed, size[1] if high > size[1] else None)
            drawn = paint(panel)
            panel.needed = (yield from drawn) if isinstance(drawn, Generator) else drawn
            return panel

        before = self._heights.get(key, 0) if scroll else 0
        if before > size[1]:
            panel = yield from on(before)
            if panel.needed is not None and round(panel.needed * unit) == before:
                return panel
            yield
        panel = yield from on(size[1])
        high = size[1] if panel.needed is None or not scroll else round(panel.needed * unit)
        if high > size[1]:
            yield
            panel = yield from on(high)
        self._heights[key] = high
        return panel
