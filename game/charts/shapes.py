"""The small pieces of a chart as SVG: the products' shapes, which groups take too, flags of a stance, and people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from game.charts.chart import Ink, Shape

Paint = Callable[[Ink, float], str]
"""The code of an ink, or of a lighter tone of it, for a fill or stroke."""

PLAIN: Final[Mapping[str, str]] = {
    "circle": "M1 0 A1 1 0 1 1 -1 0 A1 1 0 1 1 1 0 Z",
    "rounded square": "M-.6 -.9 H.6 Q.9 -.9 .9 -.6 V.6 Q.9 .9 .6 .9 H-.6 Q-.9 .9 -.9 .6 V-.6 Q-.9 -.9 -.6 -.9 Z",
    "triangle": "M0 -1.02 L1.06 .84 L-1.06 .84 Z",
    "clover": "M0 -1.04 A.54 .54 0 0 1 .5 -.5 A.54 .54 0 0 1 .5 .5 A.54 .54 0 0 1 -.5 .5 A.54 .54 0 0 1 -.5 -.5 "
    "A.54 .54 0 0 1 0 -1.04 Z",
    "diamond": "M0 -1.16 L1.16 0 L0 1.16 L-1.16 0 Z",
    "drop": "M0 -1.2 C.3 -.6 .86 -.2 .86 .3 A.86 .86 0 0 1 -.86 .3 C-.86 -.2 -.3 -.6 0 -1.2 Z",
    "octagon": "M-.42 -1 H.42 L1 -.42 V.42 L.42 1 H-.42 L-1 .42 V-.42 Z",
    "loaf": "M-.82 .8 V-.05 A.5 .5 0 0 1 -.62 -.82 H.62 A.5 .5 0 0 1 .82 -.05 V.8 Z",
}
"""Paths within a circle of radius 1."""
CLOTH: Final[Mapping[str, str]] = {
    "flag": "M-.32 -.86 C-.1 -1 .1 -.72 .34 -.84 C.5 -.92 .58 -.88 .66 -.84 V-.14 C.5 -.22 .34 -.2 .22 -.12 "
    "C.02 0 -.14 -.22 -.32 -.1 Z",
    "flag-stitched": "M-.32 -.86 C-.16 -.96 0 -.9 .12 -.84 V-.66 H.66 V.02 H.12 V-.12 C-.02 -.2 -.16 -.18 -.32 -.1 Z",
    "flag-drooping": "M-.32 -.86 C-.02 -.74 .04 -.4 -.02 -.02 C-.04 .12 -.14 .2 -.24 .12 C-.32 .06 -.32 -.1 -.32 -.2 Z",
}
"""The cloth of a flag whose pole stands from (−.36, −1) to (−.36, 1)."""
SIGNS: Final[Mapping[str, str]] = {
    "flag": "M-.06 -.5 L.12 -.34 L.42 -.68",
    "flag-stitched": "M-.02 -.62 L.28 -.54 M-.02 -.4 L.28 -.32 M-.02 -.18 L.28 -.1",
}
"""What is sewn onto it: a tick of agreement, or the stitches of somebody who disagrees and yet carries it."""
PAWN: Final = (
    "M0 -1 A.42 .42 0 0 1 .26 -.25 H.36 V-.1 H.24 C.26 .3 .4 .55 .58 .78 V1 H-.58 V.78 C-.4 .55 -.26 .3 -.24 -.1 "
    "H-.36 V-.25 H-.26 A.42 .42 0 0 1 0 -1 Z"
)
PROPORTION: Final[Mapping[str, float]] = {
    "flag": 0.62, "flag-stitched": 0.62, "flag-drooping": 0.5, "pawn": 0.62, "pawn-asleep": 1.7,
}  # fmt: skip
"""Width for a height of 1, with some air beside it; 1.15 for the others."""


def drawn(shape: Shape, x: float, y: float, high: float, ink: Ink, paint: Paint) -> str:
    """A piece of so great a height, its middle at (x, y)."""
    half = high / 2
    fill, card = paint(ink, 1.0), paint("card", 1.0)
    if shape in PLAIN:
        body = f'<path d="{PLAIN[shape]}" fill="{fill}" stroke="{card}" stroke-width=".24"/>'
    elif shape in CLOTH:
        pole = paint("second", 1.0)
        faint = paint(ink, 0.62) if shape == "flag-drooping" else fill
        body = (
            f'<path d="M-.36 -1 V1" stroke="{pole}" stroke-width=".12" fill="none"/>'
            f'<path d="{CLOTH[shape]}" fill="{faint}" stroke="{fill}" stroke-width=".07"/>'
        )
        if shape in SIGNS:
            body += f'<path d="{SIGNS[shape]}" stroke="{card}" stroke-width=".13" fill="none"/>'
    elif shape in ("pawn", "pawn-asleep"):
        body = f'<path d="{PAWN}" fill="{fill}" stroke="{card}" stroke-width=".08"/>'
        if shape == "pawn-asleep":
            body = f'<g transform="rotate(-90)">{body}</g>'
            half = high / 1.16
    else:
        return ""
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({half:.3f})">{body}</g>'
