"""A chart as a record, where its parts lie, and the same as SVG text: no pygame, no game, no files.

What a chart shows stands in `chart`, whole charts from plain numbers in `kinds`; `layout` places them for every
painter, the window's and `svg`. Which figures of a game make a chart is said in the room that has the figures.
"""

from game.charts.chart import (
    Area,
    Axis,
    Band,
    Bar,
    Cells,
    Chart,
    Crowd,
    Ink,
    Key,
    Line,
    Mark,
    Note,
    Pattern,
    Shape,
)

__all__ = [
    "Area", "Axis", "Band", "Bar", "Cells", "Chart", "Crowd", "Ink", "Key", "Line", "Mark", "Note", "Pattern", "Shape",
]  # fmt: skip
