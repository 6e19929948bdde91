"""A pack in the list of levels: its cover, its title, who made it, in which language, and what is wrong with it."""

from __future__ import annotations

from game.board import style
from game.levels.packs import Pack
from game.view import covers
from game.view.toolkit.panel import Panel
from game.words.languages import maker

EDGE = 14.0
COVER = (84.0, 56.0)
PLATE, HEAD, PAD = 76.0, 32.0, 10.0


def paint_pack(p: Panel, pack: Pack, y: float) -> float:
    """The head over a pack's levels, as high as its texts need; returns its height."""
    pal, says = p.palette, pack.says
    x, wide = EDGE + PAD, p.width - 2 * EDGE
    left = x + COVER[0] + 14
    room = p.width - EDGE - PAD - left
    made = " · ".join(filter(None, (maker(says.author, says.language, always=True), says.licence)))
    fault = f"{pack.source.name}: {pack.fault}" if pack.fault else ""
    texts = [(made, pal.second)] if pack.sound else []
    texts += [(fault, pal.bad)] if fault else [(says.about, pal.ink)] if says.about else []
    high = max(PLATE, HEAD + sum(p.paragraph_height(room, text, size=style.SECONDARY) for text, _ in texts) + PAD)
    p.card((EDGE, y, wide, high), pal.inset, radius=style.SMALL_RADIUS)
    top = y + PAD
    if pack.cover is None or not covers.paint(p, pack.cover, (x, top, *COVER)):
        p.card((x, top, *COVER), pal.card, radius=covers.RADIUS)
        icon, ink = ("warning", pal.bad) if fault and not pack.sound else ("puzzle-piece", pal.second)
        p.icon(icon, x + COVER[0] / 2, top + COVER[1] / 2, 24, ink, "fill")
    p.text(left, y + 20, says.title, size=17, family="serif", at="middle", width=room,
           colour=None if pack.sound else pal.second)  # fmt: skip
    line = y + HEAD
    for text, colour in texts:
        line += p.paragraph(left, line, room, text, size=style.SECONDARY, colour=colour)
    return high
