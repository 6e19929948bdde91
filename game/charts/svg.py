"""A chart as one self-contained SVG text, for pages, prints and projectors: what a window paints, without one."""

from __future__ import annotations

import re
from html import escape
from typing import Final
from zlib import crc32

from game.board import style
from game.board.style import Theme
from game.board.vectors import dashed, hex_code, path
from game.charts.chart import Chart, Ink, Key
from game.charts.inks import toned
from game.charts.layout import Card, Laid, Word, lay, natural_height, needed
from game.charts.lettering import wide, wrapped
from game.charts.shapes import PLAIN, Paint, drawn

SANS: Final = "'Nunito Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
SERIF: Final = "Fraunces, Georgia, 'Liberation Serif', serif"
PADDING: Final = 14.0
BASELINE: Final = 0.36
"""How far below the middle of a line its letters stand, in shares of their size; every reader draws it the same."""
ASCENT: Final = 0.98
"""The same from the top of a line."""


def write(
    chart: Chart, width: float = 640, height: float | None = None, *, theme: Theme | None = "light",
    heading: bool = True, ground: bool = True,
) -> str:  # fmt: skip
    """A chart as an SVG document of so many units; its labels have 12 of them and more, so on a page where nothing may
    be smaller than 18 pixels a unit takes 1.5.

    theme: its colours stand in the text, so that it needs no style sheet; None takes those of `sheet`, which a page
    loads once, and the light ones without it. height: by the chart's rows or by the eye where it is left out. heading:
    title, units and keys stand above the plot. ground: the chart lies on a card of its own.
    """
    def paint(ink: Ink, share: float) -> str:
        return code(ink, share, theme)

    inner = width - 2 * PADDING
    head, top = _heading(chart, inner, paint) if heading else ("", 0.0)
    room = needed(chart, inner, _measured)
    high = height if height is not None else natural_height(chart, inner, room, _measured) + top + 2 * PADDING
    laid = lay(chart, (PADDING, PADDING + top, inner, high - top - 2 * PADDING), room, _measured, paint)
    card = f'<rect width="{width:g}" height="{high:g}" rx="{style.RADIUS}" fill="{paint("card", 1.0)}"/>'
    body = f"{card if ground else ''}{head}{_drawing(laid, paint)}"
    title, text = escape(chart.title), escape(chart.text)
    mark = f"chart-{crc32((title + text + body).encode()):08x}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {high:g}" role="img" class="chart" '
        f'overflow="visible" font-family="{SANS}" aria-labelledby="{mark}-title {mark}-text">'
        f'<title id="{mark}-title">{title}</title><desc id="{mark}-text">{text}</desc>{body}</svg>\n'
    )


def code(ink: Ink, share: float = 1.0, theme: Theme | None = None) -> str:
    """An ink, or so much of it mixed into the card, for a fill or a stroke; without a theme that of the style sheet."""
    plain = hex_code(toned(ink, share, theme or "light"))
    return plain if theme is not None else f"var({_name(ink, share)}, {plain})"


def sheet(*charts: str) -> str:
    """The style sheet of charts written without a theme: light, or dark where the reader or the page asks for it.

    A page asks by data-theme="dark" or "light" on its root. Prints are light. Given charts, it holds what these use;
    given none, all that charts may use.
    """
    used = {tone for text in charts for tone in _TONE.findall(text)}
    asked = [(ink.replace("-", "_"), int(share or 100) / 100) for ink, share in sorted(used)]
    if not charts:
        asked = [(ink, share) for ink in _INKS for share in _TONES]
    light, dark = (
        "".join(f"{_name(ink, share)}:{hex_code(toned(ink, share, palette.theme))};" for ink, share in asked)
        for palette in (style.LIGHT, style.DARK)
    )
    return (
        f".chart{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{.chart:not([data-theme=light] *){{{dark}}}}}\n"
        f"@media screen{{[data-theme=dark] .chart{{{dark}}}}}\n"
    )


_TONE: Final = re.compile(r"var\(--chart-([a-z]+(?:-[a-z]+)*)(?:-(\d+))?,")
_TONES: Final = (0.16, 0.2, 0.5, 0.62, 0.7, 0.75, 1.0)
_INKS: Final = (
    "bad", "card", "focus", "gold", "gold_deep", "good", "hint", "indigo", "ink", "inset", "lip", "note", "pawn",
    "rule", "second", "thought", "track", "you", *style.PRODUCTS,
)  # fmt: skip


def _name(ink: Ink, share: float) -> str:
    tone = "" if share >= 1.0 else f"-{round(100 * share)}"
    return f"--chart-{ink.replace('_', '-')}{tone}"


def _measured(words: str, size: float, weight: style.Weight) -> float:
    return wide(words, size, weight)


# What stands above the plot.


def _heading(chart: Chart, width: float, paint: Paint) -> tuple[str, float]:
    """Title, unit and keys, and the height they take."""
    unit = "" if chart.turned else chart.y.label
    beside = wide(unit, style.SECONDARY, 700) + 16 if unit else 0.0
    size, out = style.CARD_TITLE, ""
    lines = wrapped(chart.title, width - beside, size, 600, lambda words, s, w: wide(words, s, w, serif=True))
    y = PADDING + 4.0
    for n, line in enumerate(lines):
        out += _text(Word(line, PADDING, y + 9 + n * 24, size, weight=600, serif=True), paint)
    if unit:
        out += _text(Word(unit, PADDING + width, y + 10, style.SECONDARY, "second", 700, "right"), paint)
    y += 24 * len(lines) + 4
    rows, x = 0, PADDING
    for key in chart.keys:
        each = 30 + wide(key.words, style.SECONDARY, 700) + 18
        if x > PADDING and x + each - 18 > PADDING + width:
            x, rows = PADDING, rows + 1
        out += _key(key, x, y + 12 + 22 * rows, paint)
        x += each
    return out, y - PADDING + (22 * (rows + 1) + 6 if chart.keys else 4)


def _key(key: Key, x: float, y: float, paint: Paint) -> str:
    ink, words = paint(key.ink, 1.0), Word(key.words, x + 30, y, style.SECONDARY, "second", 700)
    if key.kind == "solid" or key.kind == "dashed":
        ends = [(x, y), (x + 22, y)]
        strokes = dashed(ends, 6, 3) if key.kind == "dashed" else path(ends)
        body = f'<path d="{strokes}" stroke="{ink}" stroke-width="2.4"/>'
    elif key.kind == "hatch":
        lines = "".join(f"M{x + n:.1f} {y + 6:.1f} l{min(8, 22 - n)} -12 " for n in range(0, 20, 6))
        body = f'<path d="{lines}" stroke="{ink}" stroke-width="1.3"/>'
    elif key.kind == "dots":
        spots = [(x + 3 + 6 * (n % 4), y - 4 + 8 * (n // 4)) for n in range(8)]
        body = "".join(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="1.4" fill="{ink}"/>' for cx, cy in spots)
    else:
        body = drawn(key.kind, x + 11, y, 14 if key.kind in PLAIN else 20, key.ink, paint)
    return f'<g fill="none" stroke-linecap="round">{body}</g>{_text(words, paint)}'


# The plot.


def _drawing(laid: Laid, paint: Paint) -> str:
    out = f'<g stroke-linecap="round" stroke-linejoin="round" fill="none">{laid.body}</g>'
    out += "".join(drawn("pawn", x, y - 12, 24, "you", paint) for x, y in laid.pawns)
    out += "".join(_text(word, paint) for word in laid.words)
    return out + "".join(_card(card, paint) for card in laid.cards)


def _card(card: Card, paint: Paint) -> str:
    x, y, w, h = card.box
    box = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="8" fill="{paint("card", 1.0)}" '
        f'stroke="{paint(card.ink, 1.0)}" stroke-width="1.3"/>'
    )
    return box + "".join(_text(word, paint) for word in card.words)


def _text(word: Word, paint: Paint) -> str:
    """One line of text, whole whatever room it was meant to have."""
    drop = BASELINE if word.at == "middle" else ASCENT
    family = f' font-family="{SERIF}"' if word.serif else ""
    anchor = {"left": "", "centre": ' text-anchor="middle"', "right": ' text-anchor="end"'}[word.align]
    return (
        f'<text x="{word.x:.1f}" y="{word.y + drop * word.size:.1f}" font-size="{word.size:g}" '
        f'font-weight="{word.weight}"{family}{anchor} fill="{paint(word.ink, 1.0)}">{escape(word.text)}</text>'
    )
