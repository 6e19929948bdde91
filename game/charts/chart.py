"""The records of a chart: axes in their own units, and layers of lines, bands, bars, crowds, cells, marks and notes.

    Chart("Books", "Wanted 340 and made 320 in 26 weeks.", x=Axis(0, 26, ((6.5, "Q1"),)), y=Axis(0, 30, ((0, "0"),)),
          lines=(Line("Made", weeks, made, "book"), Line("Wanted", weeks, wanted, "bad", dashed=True)),
          bands=(Band(weeks, made, wanted, "bad", "hatch"), Band(weeks, wanted, made, "book", "dots")))

Meaning never rests on colour alone: solid against dashed, hatch for too few, dots for too many, a shape for each group,
labels at the ends. Colours are names, so that one chart serves both themes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Ink = str
"""A colour by name: a role of the palette ("bad"), a product's key ("book"), "thought" (was believed) or "you"."""
Numbers = Sequence[float]
Pattern = Literal["plain", "hatch", "dots"]
Shape = Literal[
    "", "circle", "rounded square", "triangle", "clover", "diamond", "drop", "octagon", "loaf",
    "flag", "flag-stitched", "flag-drooping", "pawn", "pawn-asleep",
]  # fmt: skip
"""The shapes of the products, which groups take too; flags of a stance; people. Empty: none."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction, from `low` to `high` in its own unit; `low` may be the larger, and then the axis runs back.

    ticks: (place, label), where "\\n" begins a second, lesser line. lines: places of thin rules across the chart. ends:
    (place, label) on the far side, for sums and figures. label: what is measured, with its unit.
    """

    low: float
    high: float
    ticks: Sequence[tuple[float, str]] = ()
    lines: Numbers = ()
    ends: Sequence[tuple[float, str]] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A measured line through (x, y), labelled at its right end; `smooth` bends it without overshoot.

    dots: a dot at every place that was measured. end: a shape at the last of them, repeated before the label. halo:
    its edge is kept free, where lines cross. faint: one of many, thin and without a label.
    """

    label: str
    x: Numbers
    y: Numbers
    ink: Ink
    dashed: bool = False
    dots: bool = False
    smooth: bool = True
    width: float = 2.6
    end: Shape = ""
    halo: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two lines, only where `upper` is above `lower`: a range, or a shortage or surplus."""

    x: Numbers
    lower: Numbers
    upper: Numbers
    ink: Ink
    pattern: Pattern = "hatch"
    smooth: bool = True
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero to `height`, centred at x and `width` wide in units of x.

    interval: what the height may as well have been, (low, high), as a whisker. edge: the ink of its outline. track: it
    lies in a groove as long as the axis.
    """

    x: float
    height: float
    width: float
    ink: Ink
    hatched: bool = False
    interval: tuple[float, float] | None = None
    edge: Ink = ""
    track: bool = False


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many equal pieces standing together around (x, y), within `across` × `along` units: each one is a count."""

    x: float
    y: float
    count: int
    ink: Ink
    shape: Shape
    across: float = 1.0
    along: float = 1.0


@dataclass(frozen=True, slots=True)
class Cells:
    """Squares, one for each value 0…1 of rows × columns, at whole units of y and x; None leaves a gap.

    The larger the value, the larger what is drawn in the square: a piece of `shape` where there is room for one.
    """

    values: Sequence[Sequence[float | None]]
    ink: Ink
    shape: Shape = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of ground from x[0] to x[1] and y[0] to y[1], tinted, with a large figure and words in its corner.

    share: how much of the ink is in the ground, 0…1. right: the words stand at the right end. edge: its outline's ink.
    whole: it reaches under the labels on both sides.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    ink: Ink
    share: float = 0.16
    figure: str = ""
    words: str = ""
    right: bool = False
    edge: Ink = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment or a threshold: a line across the chart at a place of `axis`, with words at its end.

    pawn: the leader's pawn stands on it ("now", "you").
    """

    at: float
    label: str = ""
    axis: Literal["x", "y"] = "x"
    pawn: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A small card at (x, y) with a leader line to `to`."""

    x: float
    y: float
    title: str
    text: str
    ink: Ink
    to: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What a way of drawing stands for, in words: a line, a pattern, or a shape, in the ink `ink`."""

    kind: Literal["solid", "dashed", "hatch", "dots"] | Shape
    words: str
    ink: Ink = "second"


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, in its own units. `title` names it, `text` says in sentences what can be seen in it.

    turned: x runs down and y to the right, for bars with long names; it takes bars, areas and marks. row: the least
    height of a unit of the axis that runs down where it counts things, in logical pixels; 0 where it measures.
    """

    title: str
    text: str
    x: Axis
    y: Axis
    lines: Sequence[Line] = ()
    bands: Sequence[Band] = ()
    bars: Sequence[Bar] = ()
    crowds: Sequence[Crowd] = ()
    cells: Cells | None = None
    areas: Sequence[Area] = ()
    marks: Sequence[Mark] = ()
    notes: Sequence[Note] = ()
    keys: Sequence[Key] = ()
    turned: bool = False
    row: float = 0.0

    def __post_init__(self) -> None:
        if self.turned and (self.lines or self.bands or self.crowds or self.cells or self.notes):
            raise ValueError(f"“{self.title}” is turned, so it takes bars, areas and marks only.")
