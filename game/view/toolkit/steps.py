"""Painting that may pause: where a painter yields, the rest may wait for the next frame.

    def paint(p):                     # a painter like any other, but for a yield where it may rest
        y = long_table(p, 0)
        yield
        return long_list(p, y)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Hashable
from dataclasses import dataclass

from game.board.pausing import Done, finished
from game.view.toolkit.panel import Panel
from game.view.toolkit.pieces import Atlas

Steps = Generator[None, None, float]
"""A painting under way; what it returns is what a painter that does not pause returns at once."""
Pauses = Generator[None, None, None]
"""A part of one that leaves nothing behind but what it has painted."""
Painter = Callable[[Panel], float | Steps | None]
Painting = Generator[None, None, Panel]
"""A panel under way."""
PART_SECONDS = 0.0005
"""How long parts may be begun in a frame after its first one: with the rest of it a frame stays far below its time."""
BRISK_SECONDS = 0.012
"""The same in the frames after a press: what it has led to is soon there, and no frame is long."""
FIRST_GUESS = 3.0
"""How much higher than what there is a panel is taken to be that flows and was never painted before."""
LATE_AFTER = 45
"""Frames after which what waits gets more of each frame's time, so that it is done before the next week has ended."""


class Pace:
    """How much of what may wait is done in a frame: one part at least, and more of them while they are quickly done."""

    def __init__(self, part_seconds: float = PART_SECONDS) -> None:
        self._part_seconds = part_seconds
        self._until: float | None = None
        self._longer = 1.0

    def begin(self, waited: int = 0) -> None:
        """A frame begins; waited: frames in which there was something left to do, this one included."""
        self._until = None
        self._longer = max(1.0, waited / LATE_AFTER)

    def more(self) -> bool:
        """Whether another part may be begun in this frame."""
        now = time.perf_counter()
        if self._until is None:
            self._until = now + self._part_seconds * self._longer
            return True
        return now < self._until

    @property
    def spent(self) -> bool:
        """Whether nothing more may be begun in this frame."""
        return self._until is not None and time.perf_counter() >= self._until

    def rest(self) -> None:
        """Nothing more may be begun in this frame."""
        self._until = 0.0


def through(drawn: Done | Generator[None, None, Done]) -> Generator[None, None, Done]:
    """Goes through a part of a painting, pausing wherever it does; returns what the part returns."""
    return (yield from drawn) if isinstance(drawn, Generator) else drawn


@dataclass
class Begun:
    """A panel that is not shown yet. full: all that it is painted from. panel: itself, once it is whole."""

    full: Hashable
    painting: Painting
    panel: Panel | None = None


class Easel:
    """Paints panels as high as they ask to be, and knows how high that was.

    begun: panels that are not shown yet, by their keys. repaints: how many were begun so far.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.begun: dict[str, Begun] = {}
        self.repaints = 0
        self._heights: dict[str, int] = {}
        self._measured: dict[str, tuple[Hashable, float]] = {}

    def forget(self) -> None:
        """Forgets how high panels were, and those that were begun."""
        self._heights.clear()
        self._measured.clear()
        self.begun.clear()

    def go_on(self, key: str) -> bool:
        """Paints another part of a panel that was begun; False once it is whole."""
        begun = self.begun[key]
        if begun.panel is None:
            try:
                next(begun.painting)
            except StopIteration as done:
                begun.panel = done.value
        return begun.panel is None

    def step(self, key: str, full: Hashable, begin: Callable[[], Painting], pace: Pace | None) -> Panel | None:
        """A panel painted as far as the pace allows, or else (None) to its end; None while it is not whole.

        To lay out a whole panel is a part of its own. begin: starts it, where what was begun is of no use.
        """
        if pace is not None and not pace.more():
            return None
        begun = self.begun.get(key)
        if begun is None or begun.full != full:
            self.repaints += 1
            begun = self.begun[key] = Begun(full, begin())
        while pace is not None and begun.panel is None:
            self.go_on(key)
            if not pace.more():
                return None
        del self.begun[key]
        return begun.panel or finished(begun.painting)

    def measure(self, key: str, size: tuple[int, int], unit: float, signature: Hashable, paint: Painter) -> float:
        """The logical height that a panel of that many pixels asks for; found out once for a signature."""
        mark = (signature, size, unit)
        if key not in self._measured or self._measured[key][0] != mark:
            drawn = paint(Panel(key, size, unit, self.atlas, None, None))
            self._measured[key] = (mark, finished(through(drawn or 0.0)))
            self._heights[key] = round(self._measured[key][1] * unit)
        return self._measured[key][1]

    def painting(
        self, key: str, size: tuple[int, int], unit: float, pointed: tuple[str | None, str | None], paint: Painter,
        *, scroll: bool, flows: bool = False,
    ) -> Painting:  # fmt: skip
        """Paints a panel, taller where it asks for more height than there is: at once if that is what it was before.

        pointed: the idents under the mouse and held down. flows: what is painted does not hang on the height, so that
        it is painted once, on more than enough, and what is left over is cut off.
        """

        def on(high: int) -> Painting:
            panel = Panel(key, (size[0], high), unit, self.atlas, *pointed, size[1] if high > size[1] else None)
            drawn = paint(panel)
            panel.needed = yield from through(drawn)
            return panel

        before = self._heights.get(key, 0) if scroll else 0
        if flows:
            panel = yield from on(max(size[1], round(1.2 * before if before else FIRST_GUESS * size[1])))
            high = max(size[1], round((panel.needed or 0.0) * unit))
            if high > panel.surface.get_height():
                yield
                panel = yield from on(high)
            panel.cut_to(high)
            self._heights[key] = high
            return panel
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
