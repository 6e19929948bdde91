"""A pack in the list of levels: its cover, its title, who made it, in which language, and what is wrong with it."""

from __future__ import annotations

from game.board import style
from game.levels.packs import Pack
from game.view import covers
from game.view.toolkit.panel import Panel, Tip
from game.words.languages import maker

EDGE = 14.0
COVER = (84.0, 56.0)
PLATE, PAD = 76.0, 10.0
_MOST_LINES = 3


def paint_pack(p: Panel, pack: Pack, y: float) -> float:
    """The head over a pack's levels; returns its height."""
    pal, says = p.palette, pack.says
    x, wide = EDGE + PAD, p.width - 2 * EDGE
    left = x + COVER[0] + 14
    room = p.width - EDGE - 14 - left
    fault = f"{pack.source.name}: {pack.fault}" if pack.fault else ""
    lines = min(_MOST_LINES, len(p.lines(room, fault, size=style.SECONDARY))) if fault else 0
    high = max(PLATE, 48 + lines * style.SECONDARY * style.LEADING + 8) if fault else PLATE
    p.card((EDGE, y, wide, high), pal.inset, radius=style.SMALL_RADIUS)
    top = y + PAD
    if pack.cover is None or not covers.paint(p, pack.cover, (x, top, *COVER)):
        p.card((x, top, *COVER), pal.card, radius=covers.RADIUS)
        icon, ink = ("warning", pal.bad) if fault and not pack.sound else ("puzzle-piece", pal.second)
        p.icon(icon, x + COVER[0] / 2, top + COVER[1] / 2, 24, ink, "fill")
    p.text(left, y + 20, says.title, size=17, family="serif", at="middle", width=room,
           colour=None if pack.sound else pal.second)  # fmt: skip
    made = " · ".join(filter(None, (maker(says.author, says.language, always=True), says.licence)))
    if pack.sound:
        p.text(left, y + 40, made, size=style.SECONDARY, colour=pal.second, at="middle", width=room)
    if fault:
        p.paragraph(left, y + (50 if pack.sound else 34), room, fault, size=style.SECONDARY, colour=pal.bad,
                    lines=_MOST_LINES)  # fmt: skip
    elif says.about:
        p.text(left, y + 59, says.about, size=style.SECONDARY, at="middle", width=room)
    p.tooltip(f"pack-{pack.source.name}", (EDGE, y, wide, high), Tip(says.title, fault or says.about or made))
    return high
