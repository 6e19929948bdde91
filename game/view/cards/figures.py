"""The mark of a figure: the coin, the pawn, the face, or an icon that stands beside its number wherever it is shown;
and the ink of what is foretold."""

from __future__ import annotations

from typing import Literal

from game.board.style import Colour
from game.view.toolkit.panel import Panel
from game.words.figures import Figure
from game.words.foresight import Foretelling

MARKS: dict[str, tuple[Literal["piece", "icon", "face", "pawn"], str, float, float]] = {
    "cash": ("piece", "coin", 1.0, 1.35), "way": ("piece", "compass", 0.36, 0.46), "people": ("pawn", "", 27, 27),
    "morale": ("face", "", 21, 28), "trust": ("icon", "handshake", 23, 28), "served": ("icon", "basket", 26, 26),
    "left": ("icon", "sign-out", 26, 26),
}  # fmt: skip
"""By key: how it is drawn, its name, and its size in a bar and large: the scale of a piece, else logical pixels."""


def way_ink(p: Panel, told: Foretelling | None) -> Colour | None:
    """The ink of what is foretold: of a gain, of a loss, or none of its own."""
    return {1: p.palette.good, -1: p.palette.bad}.get(told.way) if told is not None else None


def mark(p: Panel, figure: Figure, x: float, y: float, ink: Colour, *, large: bool = False) -> None:
    """Draws a figure's mark centred at (x, y); `ink` is for icons."""
    kind, name, small, big = MARKS[figure.key]
    size = big if large else small
    if kind == "piece":
        p.piece(name, x, y, size)
    elif kind == "pawn":
        p.pawn(x, y + 14, size)
    elif kind == "face":
        p.face(figure.number or 0.0, x, y, size)
    else:
        p.icon(name, x, y, size, ink, "fill")
