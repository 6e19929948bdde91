"""A page of the debrief as one drawing: words, pieces of the board, boxes and whole charts, put down place by place.

Colours are names of a style sheet with the light ones beside them, so that a drawing is the same on a projector of
either theme, where the sheet is loaded, and on paper, where it is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final, Literal
from zlib import crc32

from game.board import drawings, style
from game.board.vectors import hex_code
from game.charts import Chart, svg
from game.charts.chart import Ink
from game.charts.lettering import wide as width_of
from game.charts.lettering import wrapped
from game.words.vocabulary import PLAIN, Vocabulary
from game.workshop.one_file import spoken

WIDE, HIGH = 1208.0, 492.0
"""A page's drawing; a unit is a logical pixel of a projector of 1280 × 720."""
LEAST: Final = 16.0
"""The smallest letters outside of charts."""
GROWN: Final = 1.36
"""How much larger than in a window a chart's letters are."""
FACES: Final = tuple(f"face-{step}" for step in style.MORALE_STEPS)
PIECES: Final = (
    "pawn-asleep", "pawn-1", "letter-order", "coin-pile", "disc", "flag-committed", "flag-stitched", "flag-complying",
    "flag-torn", *FACES, *(f"token-{key}" for key in style.PRODUCTS),
)  # fmt: skip
"""Pieces that drawings may hold."""
_CODE = re.compile(r"#[0-9A-Fa-f]{6}")
Anchor = Literal["start", "middle", "end"]


class Drawing:
    """What is put down, in order. stem: a word that no other drawing of the same page has.

    vocabulary: what its words are called; they are measured as they are shown.
    """

    def __init__(self, stem: str, vocabulary: Vocabulary = PLAIN, wide: float = WIDE, high: float = HIGH) -> None:
        self.stem, self.vocabulary, self.wide, self.high = stem, vocabulary, wide, high
        self._body: list[str] = []
        self._pieces: dict[str, str] = {}

    def add(self, body: str) -> None:
        """Something that is SVG already."""
        self._body.append(body)

    def words(
        self, x: float, y: float, text: str, size: float = 17.0, weight: style.Weight = 600, ink: Ink = "ink",
        anchor: Anchor = "start", serif: bool = False,
    ) -> float:  # fmt: skip
        """A line of text, its letters standing on y; returns the most room it takes."""
        text = self.vocabulary.said(text)
        return self._line(x, y, text, size, weight, ink, anchor, serif)

    def _line(
        self, x: float, y: float, text: str, size: float, weight: style.Weight, ink: Ink, anchor: Anchor, serif: bool
    ) -> float:  # fmt: skip
        """A line that is said as it stands."""
        family = f' font-family="{svg.SERIF}"' if serif else ""
        ends = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._body.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}"{family}{ends} '
            f'fill="{svg.code(ink)}">{escape(text)}</text>'
        )
        return width_of(text, size, weight, serif=serif)

    def room_of(self, text: str, size: float = 17.0, weight: style.Weight = 600) -> float:
        """The most room that a line of text takes."""
        return width_of(self.vocabulary.said(text), size, weight)

    def sentence(
        self, x: float, y: float, parts: Sequence[tuple[str, style.Weight, Ink]], size: float = 20.0,
        anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """A line of text in parts of their own weight and ink, each beginning where the one before it ends."""
        spans = "".join(
            f'<tspan font-weight="{weight}" fill="{svg.code(ink)}">{escape(self.vocabulary.said(text))}</tspan>'
            for text, weight, ink in parts
        )
        ends = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._body.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{ends}>{spans}</text>')

    def lines(
        self, x: float, y: float, text: str, room: float, size: float = 17.0, weight: style.Weight = 600,
        ink: Ink = "ink", anchor: Anchor = "start",
    ) -> float:  # fmt: skip
        """Text in lines of at most so much room; returns where the next line would stand."""
        for line in wrapped(self.vocabulary.said(text), room, size, weight, width_of):
            self._line(x, y, line, size, weight, ink, anchor, serif=False)
            y += 1.25 * size
        return y

    def box(
        self, x: float, y: float, wide: float, high: float, ink: Ink, share: float = 1.0, edge: Ink = "",
        radius: float = 8.0, stroke: float = 1.6,
    ) -> None:  # fmt: skip
        """A filled box."""
        line = f' stroke="{svg.code(edge)}" stroke-width="{stroke:g}"' if edge else ""
        self._body.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, wide):.1f}" height="{max(0.0, high):.1f}" '
            f'rx="{radius:g}" fill="{svg.code(ink, share)}"{line}/>'
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, ink: Ink, width: float = 1.5, dash: str = "") -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._body.append(
            f'<path d="M{x:.1f} {y:.1f} L{to_x:.1f} {to_y:.1f}" stroke="{svg.code(ink)}" stroke-width="{width:g}" '
            f'fill="none" stroke-linecap="round"{dashed}/>'
        )

    def stroke(self, d: str, ink: Ink, width: float) -> None:
        """A path without a fill."""
        self._body.append(
            f'<path d="{d}" stroke="{svg.code(ink)}" stroke-width="{width:g}" fill="none" stroke-linecap="round" '
            f'stroke-linejoin="round"/>'
        )

    def circle(self, x: float, y: float, radius: float, ink: Ink, share: float = 1.0, edge: Ink = "") -> None:
        """A filled circle."""
        line = f' stroke="{svg.code(edge)}" stroke-width="1.6"' if edge else ""
        self._body.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{svg.code(ink, share)}"{line}/>'
        )

    def morale_box(self, x: float, y: float, wide: float, high: float, step: int) -> None:
        """A column in the colour of a step of morale, 0…4."""
        self._body.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="4" '
            f'fill="{_felt(step)}" stroke="{svg.code("second")}" stroke-width="1.2"/>'
        )

    def piece(self, name: str, x: float, y: float, high: float, faint: bool = False) -> None:
        """A piece of the board, so high, its middle at (x, y)."""
        (left, top, wide, tall), _ = drawings.drawing(name, "light")
        scale = high / tall
        mark = f"{self.stem}-{name}"
        self._pieces[name] = mark
        at = f"translate({x - scale * (left + wide / 2):.2f} {y - scale * (top + tall / 2):.2f}) scale({scale:.4f})"
        pale = ' opacity=".5"' if faint else ""
        self._body.append(f'<use href="#{mark}" transform="{at}"{pale}/>')

    def icon(self, name: str, x: float, y: float, size: float, ink: Ink = "ink", weight: str = "fill") -> None:
        """An icon in an ink, its middle at (x, y)."""
        scale = size / 256.0
        self._body.append(
            f'<g transform="translate({x - size / 2:.1f} {y - size / 2:.1f}) scale({scale:.4f})" '
            f'fill="{svg.code(ink)}">{drawings.icon_paths(name, weight)}</g>'
        )

    def plot(self, chart: Chart, x: float, y: float, wide: float, high: float, grown: float = GROWN) -> None:
        """A chart without its heading in a box, its letters so much larger than in a window."""
        text = svg.write(chart, wide / grown, high / grown, theme=None, heading=False, ground=False)
        inner = spoken(text[text.index("</desc>") + len("</desc>") : text.rindex("</svg>")], self.vocabulary)
        self._body.append(
            f'<svg x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
            f'viewBox="0 0 {wide / grown:g} {high / grown:g}" overflow="visible">{inner}</svg>'
        )

    def done(self, title: str, text: str) -> str:
        """The drawing as an SVG text; title and text are what is read out where it is not seen."""
        defs = "".join(f'<g id="{mark}">{_piece(name)}</g>' for name, mark in self._pieces.items())
        body = f"<defs>{defs}</defs>{''.join(self._body)}" if defs else "".join(self._body)
        title, text = self.vocabulary.said(title), self.vocabulary.said(text)
        mark = f"{self.stem}-{crc32((title + text).encode()):08x}"
        kept = ' data-said=""' if self.vocabulary.words else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.wide:g} {self.high:g}" role="img"{kept} '
            f'class="chart" font-family="{svg.SANS}" aria-labelledby="{mark}-title {mark}-text">'
            f'<title id="{mark}-title">{escape(title)}</title><desc id="{mark}-text">{escape(text)}</desc>{body}</svg>'
        )


def grid(count: int, top: float = 0.0, high: float = HIGH) -> list[tuple[float, float, float, float]]:
    """Boxes for so many charts beside and under each other: one alone, two side by side, else two to a row."""
    columns = 1 if count == 1 else 2
    rows = -(-count // columns)
    gap = 24.0
    wide, tall = (WIDE - gap * (columns - 1)) / columns, (high - top) / max(1, rows)
    return [((n % columns) * (wide + gap), top + n // columns * tall, wide, tall) for n in range(count)]


def sheet(*texts: str) -> str:
    """The style sheet of drawings: of the charts in them and of the pieces' two themes, as `charts.svg.sheet`."""
    used = {pair for text in texts for pair in _PAIR.findall(text)}
    if not texts:
        every = [_piece(name) for name in PIECES] + [_felt(step) for step in range(len(FACES))]
        used = {pair for text in every for pair in _PAIR.findall(text)}
    dark = "".join(f"--two-{one}-{other}:#{other};" for one, other in sorted(used))
    return svg.sheet(*texts) + (
        f"@media screen and (prefers-color-scheme:dark){{.chart:not([data-theme=light] *){{{dark}}}}}\n"
        f"@media screen{{[data-theme=dark] .chart{{{dark}}}}}\n"
    )


_PAIR: Final = re.compile(r"var\(--two-([0-9a-f]{6})-([0-9a-f]{6}),")


def _piece(name: str) -> str:
    """A piece's drawing with both themes in it."""
    _, light = drawings.drawing(name, "light")
    _, dark = drawings.drawing(name, "dark")
    others: Sequence[str] = _CODE.findall(dark)
    at = iter(others)
    return _CODE.sub(lambda found: _either(found[0], next(at)), light)


def _felt(step: int) -> str:
    return _either(hex_code(style.LIGHT.morale[step]), hex_code(style.DARK.morale[step]))


def _either(light: str, dark: str) -> str:
    """A code of the light theme that a style sheet may change for that of the dark one."""
    if light.lower() == dark.lower():
        return light
    return f"var(--two-{light[1:].lower()}-{dark[1:].lower()}, {light})"

