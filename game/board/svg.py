"""The board of a report as one SVG text, for pages and reports: what the window paints, without a window.

Everything comes from the same scene, layout and drawings that the painted board comes from. Each team, market and
department is a group with a title, so that a screen reader can name it, and says in `data-pick` which it is ("team:3"),
so that a page can have it pressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.board import drawings, land, pennants, style
from game.board.faces import face_name
from game.board.layout import DESK, HEIGHT, TILE_SHARE, WIDTH, Layout, Plate
from game.board.looks import STANCES, TileLook
from game.board.pieces import market_box, pawn_places, row_height
from game.board.plan import plan_of
from game.board.scene import MarketLook, Memory, Pennant, PlateLook, Row, Scene, scene
from game.board.style import Palette, Theme, mix
from game.board.travel import Parcel, way_of
from game.board.vectors import hex_code, hexagon, path, rounded_path
from game.board.ways import Place, walked
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.words.figures import short_figure
from game.words.names import Names

SANS, SERIF = "'Nunito Sans', sans-serif", "Fraunces, serif"
NOTCH = ((0.1, -1.06), (1.0, -0.8), (0.66, -0.52), (0.96, -0.16))
"""The torn corner of a cell, in shares of its radius."""
SMALLEST_CELL, LARGEST_CELL = 0.66, 1.02
"""Size of a cell of a large company at the lowest and the highest morale, as a share of its place."""


def board(
    report: Report, names: Names, *, theme: Theme = "light", pending: Sequence[Action] = (),
    memory: Memory | None = None,
) -> str:  # fmt: skip
    """The board that shows a report, as an SVG document of 752 × 622 units; it draws no more than the report knows."""
    layout = plan_of(report, names)
    known = memory or Memory()
    known.note(report)
    shown = scene(report, names, layout, known, pending)
    return _Board(layout, names, shown, style.PALETTES[theme], style.detail_for(report.people).name).document()


class _Board:
    """One board being written. detail: "A" and "B" show tiles, "C" small ones, "D" and mosaics cells of morale."""

    def __init__(self, layout: Layout, names: Names, shown: Scene, palette: Palette, detail: str) -> None:
        self.layout, self.names, self.shown, self.pal, self.detail = layout, names, shown, palette, detail

    def document(self) -> str:
        layout, shown = self.layout, self.shown
        out = [land.frame_body(self.pal), land.land_body(layout, self.pal)]
        if layout.areas or self.detail in ("C", "D"):
            out += [self._cell(n, look) for n, look in enumerate(shown.tiles)]
        else:
            back_to_front = sorted(enumerate(layout.tiles), key=lambda tile: tile[1][1])
            out += [self._base(shown.tiles[n], place) for n, place in back_to_front]
            out += [self._team(n, shown.tiles[n], place) for n, place in back_to_front]
        out.append(self._desk())
        plates = zip(shown.plates, layout.plates, strict=True)
        out += [self._plate(n, look, spot) for n, (look, spot) in enumerate(plates)]
        out += [self._market(n, look, layout.market(n)) for n, look in enumerate(shown.markets)]
        out += [self._parcel(parcel) for parcel in shown.parcels if parcel.start <= shown.week < parcel.end]
        box = f"{-WIDTH / 2:g} {-HEIGHT / 2:g} {WIDTH:g} {HEIGHT:g}"
        week = f"The board in week {shown.week + 1}"
        said = ' data-said=""' if self.names.vocabulary.words else ""  # whoever shows it need not say it once more
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" font-family="{SANS}"{said}>'
            f"<title>{week}</title>{''.join(out)}</svg>\n"
        )

    # Pieces and letters.

    def _piece(self, name: str, place: Place, scale: float, opacity: float = 1.0) -> str:
        _, body = drawings.drawing(name, self.pal.theme)
        faint = f' opacity="{opacity:g}"' if opacity < 1.0 else ""
        return f'<g transform="translate({place[0]:.1f} {place[1]:.1f}) scale({scale:.4f})"{faint}>{body}</g>'

    def _token(self, product: int, place: Place, radius: float, owed: bool = False) -> str:
        return self._piece(drawings.token_name(self.names.looks[product], 99.0, owed), place, radius / 18)

    def _icon(self, name: str, place: Place, size: float, ink: style.Colour, weight: str = "fill") -> str:
        body = drawings.icon_paths(name, weight)
        left, top = place[0] - size / 2, place[1] - size / 2
        at = f"translate({left:.1f} {top:.1f}) scale({size / 256:.5f})"
        return f'<g transform="{at}" fill="{hex_code(ink)}">{body}</g>'

    def _text(
        self, words: str, place: Place, size: float, ink: style.Colour, *, weight: int = 800, at: str = "middle",
        serif: bool = False, room: float | None = None,
    ) -> str:
        """Words centred on a place, or from it; narrowed to `room` where they would be wider."""
        words, fit = self.names.vocabulary.said(words), ""
        if room is not None and 0.56 * size * len(words) > room:
            fit = f' textLength="{room:.1f}" lengthAdjust="spacingAndGlyphs"'
        family = f' font-family="{SERIF}"' if serif else ""
        return (
            f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" font-size="{size:g}" font-weight="{weight}"{family}{fit} '
            f'text-anchor="{at}" dominant-baseline="central" fill="{hex_code(ink)}">{escape(words)}</text>'
        )

    def _card(
        self, box: tuple[float, float, float, float], fill: style.Colour, line: style.Colour, radius: float = 8.0
    ) -> str:
        x, y, wide, high = box
        lip = f'<rect x="{x:.1f}" y="{y + 3:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="{radius}" '
        face = f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="{radius}" '
        return (
            f'{lip}fill="{hex_code(self.pal.frame_lip)}"/>{face}fill="{hex_code(fill)}" stroke="{hex_code(line)}" '
            'stroke-width="1.4"/>'
        )

    def _named(self, title: str, parts: Sequence[str], pick: str = "") -> str:
        """A group with a title. pick: which team, department or market it is."""
        known = f' data-pick="{pick}"' if pick else ""
        return f'<g role="img"{known}><title>{escape(self.names.vocabulary.said(title))}</title>{"".join(parts)}</g>'

    # Teams.

    def _base(self, look: TileLook, place: Place) -> str:
        radius = self.layout.radius
        shade = rounded_path(hexagon(radius * 1.03, centre=(place[0], place[1] + radius * 0.13)), radius * 0.1)
        name = f"tile-{style.MORALE_STEPS[look.step]}"
        shadow = f'<path d="{shade}" fill="{hex_code(self.pal.shadow)}" opacity="0.16"/>'
        return shadow + self._piece(name, place, radius / 60, 0.6 if look.faded else 1.0)

    def _team(self, team: int, look: TileLook, place: Place) -> str:
        x, y = place
        r = self.layout.radius
        out = []
        if look.absent:
            pass
        elif look.job < 0:
            out.append(self._icon("hourglass-medium", (x, y - 0.52 * r), 0.36 * r, self.pal.pawn))
            out.append(self._piece("pawn-asleep", (x - 0.1 * r, y + 0.52 * r), 0.6 * r / 30))
        else:
            out += self._pawns(look, place)
            out += self._job(look, (x, y - 0.56 * r))
        if look.who >= 0:
            out.append(self._piece(face_name(look.who, look.step), (x + 0.76 * r, y - 0.09 * r), 0.62 * r / 34))
        elif not look.absent and (self.detail == "A" or look.low):
            face = f"face-{style.MORALE_STEPS[look.step]}"
            out.append(self._piece(face, (x + 0.71 * r, y - 0.2 * r), 0.38 * r / 21.5))
        if not look.absent and (self.detail == "A" or STANCES[look.stance] == "torn" or look.waving):
            out.append(self._piece(f"flag-{STANCES[look.stance]}", (x - 0.86 * r, y + 0.1 * r), 0.9 * r / 60))
        if look.order:
            seal = hex_code(self.pal.seal)
            out.append(f'<circle cx="{x - 0.7 * r:.1f}" cy="{y + 0.28 * r:.1f}" r="{0.17 * r:.1f}" fill="{seal}"/>')
            out.append(self._text(str(look.order), (x - 0.7 * r, y + 0.28 * r), 0.2 * r, style.WHITE))
        if look.fire:
            out.append(self._piece("fire", (x + 0.58 * r, y + 0.46 * r), 0.62 * r / 28))
        if look.faulty:
            out.append(self._piece("faulty", (x - 0.56 * r, y + 0.5 * r), 0.5 * r / 24))
        if self.detail == "A":
            wide = 0.62 * 13 * len(look.name) + 16
            ribbon = (x - wide / 2, y + 0.84 * r - 9, wide, 17.0)
            out.append(self._card(ribbon, self.pal.card, self.pal.lip, 6.0))
            out.append(self._text(look.name, (x, y + 0.84 * r), 13, self.pal.ink, serif=True, weight=600))
        return self._named(self._tells(look), out, f"team:{team}")

    def _tells(self, look: TileLook) -> str:
        """A team in a sentence: who, what they do, how they feel."""
        if look.absent:
            return f"{look.name}: nobody sits there yet"
        job = "improving" if look.job == self.shown.improve else self.names.job(look.job)
        does = "waiting for a letter" if look.job < 0 else f"making {job}" if job != "improving" else job
        order = f", on an order for {look.order} more weeks" if look.order else ""
        step = 20 * look.step
        return f"{look.name}, {look.people} people, {does}{order}; morale {step} to {step + 20}"

    def _pawns(self, look: TileLook, place: Place) -> list[str]:
        r = self.layout.radius
        seats = look.people + look.empty
        each = 10 if seats > 10 else 1
        taken = max(min(1, look.people), round(look.people / each))
        height, feet = pawn_places(max(1, round(seats / each)))
        spots = [(place[0] + dx * r, place[1] + dy * r) for dx, dy in feet]
        return [
            self._piece(f"pawn-{each}", spot, height * r / 30, 1.0 if n < taken else 0.35)
            for n, spot in enumerate(spots)
        ]

    def _job(self, look: TileLook, place: Place) -> list[str]:
        (x, y), r = place, self.layout.radius
        if look.job >= len(self.names.looks):
            return [self._icon("gear", place, 0.5 * r, self.pal.pawn)]
        left = x - (0.22 if look.skill == 0 else 0.28 if look.skill > 0 else 0.0) * r
        out = [self._token(look.job, (left, y), 0.24 * r)]
        if look.skill == 0:
            out.append(self._piece("skill-unknown", (left + 0.5 * r, y), 0.5 * r / 22))
        elif look.skill > 0:
            out.append(self._piece(f"skill-{look.skill}", (left + 0.68 * r, y), 0.72 * r / 36))
        return out

    def _cell(self, team: int, look: TileLook) -> str:
        """A team of a large company: warm and large by its morale, hollow where it waits, notched where it is torn."""
        place, size = self.layout.tiles[team], self.layout.radius / TILE_SHARE
        if look.job < 0 and not look.absent:
            fill, share, line, stroke = style.WHITE, 0.76, self.pal.outline, 0.13
        else:
            share = SMALLEST_CELL + (LARGEST_CELL - SMALLEST_CELL) * look.step / 4
            fill, line, stroke = self.pal.morale[look.step], mix(self.pal.morale[look.step], (30, 20, 10), 0.4), 0.05
        r = size * share * 0.97
        torn = STANCES[look.stance] == "torn"
        notch = [(place[0] + dx * r, place[1] + dy * r) for dx, dy in NOTCH]
        mark = f'<path d="{path(notch, True)}" fill="{hex_code(self.pal.seal)}"/>' if torn else ""
        return (
            f'<path d="{path(hexagon(r, centre=place), True)}" fill="{hex_code(fill)}" stroke="{hex_code(line)}" '
            f'stroke-width="{max(0.4, stroke * r):.2f}" data-pick="team:{team}">'
            f'<title>{escape(self._tells(look))}</title></path>{mark}'
        )

    # The desk, and what stands around.

    def _desk(self) -> str:
        discs = [
            self._piece("disc", (-20 + 13.0 * (n % 4), 24 + 11.0 * (n // 4)), 0.5) for n in range(self.shown.discs)
        ]  # fmt: skip
        parts = [self._piece("desk", (0.0, 0.0), DESK / 60), self._piece("pawn-leader", (0.0, 12.0), 34 / 30), *discs]
        return self._named(f"Your desk, {self.shown.discs} discs of attention free", parts)

    def _parcel(self, parcel: Parcel) -> str:
        """A letter or report where it is as the week begins."""
        share = (self.shown.week - parcel.start) / max(parcel.end - parcel.start, 1e-9)
        points = walked(way_of(parcel, self.layout), 2.0)
        place = points[round(share * (len(points) - 1))]
        kind = "letter-report" if parcel.kind == "report" else "letter-order"
        return self._named("A report on the road" if "report" in kind else "A letter on the road",
                           [self._piece(kind, place, 0.8)])  # fmt: skip

    def _plate(self, department: int, look: PlateLook, spot: Plate) -> str:
        news = "not yet" if look.absent else "live" if look.age <= 0 else f"{look.age} wk"
        wide = min(spot.width, 0.6 * 13 * len(look.name) + 72)
        left = spot.x if spot.side == "left" else spot.x - wide if spot.side == "right" else spot.x - wide / 2
        left = max(4 - WIDTH / 2, min(WIDTH / 2 - 4 - wide, left))
        top = spot.y - spot.high / 2
        middle = top + spot.high / 2
        parts = [
            self._card((left, top, wide, spot.high), self.pal.card, self.pal.lip, 10.0),
            *([] if look.absent else
              [self._piece(f"face-{style.MORALE_STEPS[look.step]}", (left + 14, middle), 16 / 21.5)]),
            self._text(look.name, (left + 26, middle), 13, self.pal.ink, serif=True, weight=600, at="start",
                       room=wide - 72),
            self._text(news, (left + wide - 8, middle), 12, self.pal.second, at="end"),
        ]  # fmt: skip
        told = f"{look.name}, {look.people:,} people, news {news}"
        if look.pennant is not None:
            parts.append(self._pennant(look.pennant, left + 6, top + 3))
            goods = self.names.products[look.pennant.product]
            told += f", {'asked' if look.pennant.coming else 'a quota'}: {look.pennant.pieces:,} {goods} a week"
        return self._named(told, parts, f"department:{department}")

    def _pennant(self, look: Pennant, left: float, foot: float) -> str:
        figure = short_figure(look.pieces)
        wide = pennants.WIDE_EMPTY + 7.5 * len(figure)
        parts = [
            pennants.body(wide, look.coming), self._token(look.product, (14, 11.5), 7.0),
            self._text(figure, (24, 11.5), 12.5, style.LIGHT.ink, at="start"),
        ]
        return f'<g transform="translate({left:.1f} {foot - pennants.HIGH:.1f})">{"".join(parts)}</g>'

    def _market(self, market: int, look: MarketLook, place: Place) -> str:
        left, top, wide, high = market_box(place, len(look.rows))
        product = look.rows[0].product if look.rows else 0
        parts = [
            self._card((left, top + 6, wide, high - 14), self.pal.card, self.pal.frame),
            self._piece(f"awning:{self.names.looks[product]}", (left + wide / 2, top + 3), (wide + 8) / 108),
            self._text(look.name, (left + wide / 2, top + 28), 13, self.pal.ink, serif=True, weight=600, room=wide - 8),
        ]
        for n, row in enumerate(look.rows):
            y = top + (43.5 if len(look.rows) > 1 else 45) + row_height(len(look.rows)) * n
            parts += self._row(row, left, y, wide)
        tells = "; ".join(
            f"{self.names.products[row.product]}: {row.owed or row.stock} {'owed' if row.owed else 'on the shelf'}, "
            f"wanted {row.wanted}" for row in look.rows
        )  # fmt: skip
        return self._named(f"{look.name}. {tells}", parts, f"market:{market}")

    def _row(self, row: Row, left: float, y: float, wide: float) -> list[str]:
        figure = f"−{short_figure(row.owed)}" if row.owed else short_figure(row.stock)
        out = [self._token(row.product, (left + 14, y + 6), 8.5, owed=row.owed > 0)]
        if row.owed:
            strip = hex_code(self.pal.owed_strip)
            box = f'x="{left + 25:.1f}" y="{y - 8:.1f}" width="{wide - 31:.1f}" height="16"'
            out.append(f'<rect {box} rx="8" fill="{strip}"/>')
        ink = self.pal.bad if row.owed else self.pal.second
        out.append(self._text(figure, (left + wide - 10, y), 13, ink, at="end"))
        wanted = (left + 27, y + 14)
        out.append(self._text(row.wanted, wanted, 11.5, self.pal.second, weight=700, at="start", room=wide - 32))
        return out


__all__ = ["board"]
