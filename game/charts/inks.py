"""A chart's colours: names become colours of a theme, and lighter tones of them on the card a chart lies on."""

from __future__ import annotations

from typing import Final

from game.board.style import DARK, PALETTES, PRODUCTS, WHITE, Colour, Theme, mix
from game.charts.chart import Ink

_OWN: Final = {"thought": (DARK.indigo, 0.35), "you": (DARK.leader, 0.47)}
"""The inks of charts alone, for a dark card: a colour, and how much white it takes, or it could not be read there."""


def colour(ink: Ink, theme: Theme) -> Colour:
    """The colour of an ink for lines and words on a card; KeyError if there is no such ink."""
    if ink in PRODUCTS:
        return PRODUCTS[ink].line(theme)
    if theme == "dark" and ink in _OWN:
        return mix(_OWN[ink][0], WHITE, _OWN[ink][1])
    role = {"thought": "indigo", "you": "leader"}.get(ink, ink)
    found: object = getattr(PALETTES[theme], role, None)
    if not (isinstance(found, tuple) and len(found) == 3):
        raise KeyError(f"{ink!r} is no ink: name a role of the palette, a product's key ({', '.join(PRODUCTS)}), "
                       "“thought” or “you”.")  # fmt: skip
    red, green, blue = found
    return int(red), int(green), int(blue)


def toned(ink: Ink, share: float, theme: Theme) -> Colour:
    """So much (0…1) of an ink mixed into the card."""
    whole = colour(ink, theme)
    return whole if share >= 1.0 else mix(PALETTES[theme].card, whole, share)
