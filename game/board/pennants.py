"""The pennant of a quota over a department's plate, as a plain drawing: cream, red at its edge, dashed on its way."""

from __future__ import annotations

from game.board import style
from game.board.vectors import dashed, flattened, hex_code

HIGH, WIDE_EMPTY = 36.0, 48.0
"""Its height with the pole, and its width without the figure, in board units."""


def body(wide: float, coming: bool) -> str:
    """The SVG of a pennant so wide, without its token and figure: a pole, and a cloth that narrows to its tip."""
    red, pole = hex_code(style.lever_colour(style.LIGHT, "order")), hex_code(style.LIGHT.frame)
    cream = hex_code(style.LIGHT.card)
    cloth = f"M3 2 L{wide - 2:.1f} 10.5 Q{wide * 0.55:.1f} 18 3 21.5"
    edge = dashed(flattened(f"{cloth} L3 2"), 3.5, 2.5) if coming else f"{cloth} Z"
    return (
        f'<path d="M3 1 L3 {HIGH - 1}" stroke="{pole}" stroke-width="2.4" stroke-linecap="round"/>'
        f'<path d="{cloth} Z" fill="{cream}"/>'
        f'<path d="{edge}" fill="none" stroke="{red}" stroke-width="1.8" stroke-linejoin="round"/>'
    )
