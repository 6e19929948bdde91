"""A chart record painted into a panel: the layout is that of every chart, the lettering and pieces are the window's."""

from __future__ import annotations

from collections.abc import Generator

from game.board.pausing import finished
from game.board.style import Theme, Weight
from game.board.vectors import hex_code
from game.charts import Chart
from game.charts.inks import colour, toned
from game.charts.layout import Room, Word, lay
from game.charts.scale import Scale
from game.view.toolkit.panel import Box, Panel

PAWN = 24
"""The height of a pawn on a mark."""
WORDS_A_STEP = 2


def draw(p: Panel, box: Box, chart: Chart, label_room: float = 70, *, theme: Theme | None = None) -> Scale:
    """Paints a chart into a logical box of a panel, axes and labels included; returns where its units lie.

    label_room: the width for labels at the ends of lines, where there are any. theme: what it lies on, if that is not
    as light or dark as the panel. The heading is the panel's own.
    """
    return finished(drawing(p, box, chart, label_room, theme=theme))


def drawing(
    p: Panel, box: Box, chart: Chart, label_room: float = 70, *, theme: Theme | None = None
) -> Generator[None, None, Scale]:
    """The same, a part at each step."""
    theme = theme or p.palette.theme

    def measure(words: str, size: float, weight: Weight) -> float:
        return p.measure(words, size, weight=weight)

    room = Room(
        30.0 if chart.y.ticks else 2.0,
        22.0 if any(mark.label or mark.pawn for mark in chart.marks) else 6.0,
        label_room if any(line.label for line in chart.lines) else 4.0,
        24.0 if chart.x.ticks else 6.0,
    )
    laid = lay(chart, box, room, measure, lambda ink, share: hex_code(toned(ink, share, theme)))
    yield
    p.vector(box, f'<g stroke-linecap="round" stroke-linejoin="round" fill="none">{laid.body}</g>')
    yield
    for x, y in laid.pawns:
        p.pawn(x, y, PAWN, kind="leader")
    for n, word in enumerate(laid.words):
        if n % WORDS_A_STEP == WORDS_A_STEP - 1:
            yield
        _write(p, word, theme)
    for card in laid.cards:
        p.card(card.box, p.palette.card, radius=8, outline=colour(card.ink, theme), stroke=1.3)
        for word in card.words:
            _write(p, word, theme)
    return laid.scale


def _write(p: Panel, word: Word, theme: Theme) -> None:
    p.text(
        word.x, word.y, word.text, size=word.size, weight=word.weight, colour=colour(word.ink, theme),
        family="serif" if word.serif else "sans", align=word.align, at=word.at,
    )  # fmt: skip
