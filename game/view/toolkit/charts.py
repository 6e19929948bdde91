"""A chart record painted into a panel: the layout is that of every chart, the lettering and pieces are the window's."""

from __future__ import annotations

from game.board.style import Weight
from game.board.vectors import hex_code
from game.charts import Chart
from game.charts.inks import colour, toned
from game.charts.layout import Room, Word, lay
from game.charts.scale import Scale
from game.charts.shapes import Paint
from game.view.toolkit.panel import Box, Panel

PAWN = 24
"""The height of a pawn on a mark."""


def draw(p: Panel, box: Box, chart: Chart, label_room: float = 70) -> Scale:
    """Paints a chart into a logical box of a panel, axes and labels included; returns where its units lie.

    label_room: the width for labels at the ends of lines, where there are any. The heading is the panel's own.
    """

    def measure(words: str, size: float, weight: Weight) -> float:
        return p.measure(words, size, weight=weight)

    room = Room(
        30.0 if chart.y.ticks else 2.0,
        22.0 if any(mark.label or mark.pawn for mark in chart.marks) else 6.0,
        label_room if any(line.label for line in chart.lines) else 4.0,
        24.0 if chart.x.ticks else 6.0,
    )
    laid = lay(chart, box, room, measure, _inks(p))
    p.vector(box, f'<g stroke-linecap="round" stroke-linejoin="round" fill="none">{laid.body}</g>')
    for x, y in laid.pawns:
        p.pawn(x, y, PAWN, kind="leader")
    for word in laid.words:
        _write(p, word)
    for card in laid.cards:
        p.card(card.box, p.palette.card, radius=8, outline=colour(card.ink, p.palette.theme), stroke=1.3)
        for word in card.words:
            _write(p, word)
    return laid.scale


def _inks(p: Panel) -> Paint:
    return lambda ink, share: hex_code(toned(ink, share, p.palette.theme))


def _write(p: Panel, word: Word) -> None:
    p.text(
        word.x, word.y, word.text, size=word.size, weight=word.weight, colour=colour(word.ink, p.palette.theme),
        family="serif" if word.serif else "sans", align=word.align, at=word.at,
    )  # fmt: skip
