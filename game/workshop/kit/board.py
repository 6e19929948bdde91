"""The company's board for the desk, as the game draws it, with what paper needs: numbers to find a team by, no figures.

Everything lies where it lies on the screen; teams bear the numbers of their cards, and the roads say how long a letter
takes.
"""

from __future__ import annotations

from html import escape

from game.board import drawings, land, style
from game.board.layout import DESK, HEIGHT, WIDTH, Layout, Plate
from game.board.pieces import market_box
from game.board.plan import plan
from game.board.vectors import hex_code
from game.board.ways import Place
from game.workshop.kit.parts import Way
from game.workshop.kit.rules import DISCS

SERIF, SANS = "Fraunces, serif", "'Nunito Sans', sans-serif"
PAL = style.PALETTES["light"]


def drawn(way: Way) -> str:
    """The board of a way as an SVG picture of 752 × 622 units."""
    teams = way.company.teams
    layout = plan([team.department for team in teams], way.company.departments, len(way.names.markets))
    parts = [land.frame_body(PAL), land.land_body(layout, PAL)]
    parts += [_team(way, layout, n) for n in sorted(range(len(teams)), key=lambda n: layout.tiles[n][1])]
    parts.append(_desk())
    parts += [_plate(way, department, plate) for department, plate in enumerate(layout.plates)]
    parts += [_market(way, product, layout) for product in range(way.company.goods)]
    box = f"{-WIDTH / 2:g} {-HEIGHT / 2:g} {WIDTH:g} {HEIGHT:g}"
    return (
        f'<svg viewBox="{box}" role="img" font-family="{SANS}"><title>The board: departments and teams around the '
        f"desk, markets at the rim</title>{''.join(parts)}</svg>"
    )


def _piece(name: str, place: Place, scale: float) -> str:
    _, body = drawings.drawing(name, "light")
    return f'<g transform="translate({place[0]:.1f} {place[1]:.1f}) scale({scale:.4f})">{body}</g>'


def _text(
    words: str, place: Place, size: float, *, serif: bool = False, at: str = "middle", second: bool = False
) -> str:
    family, weight = (SERIF, 600) if serif else (SANS, 800)
    ink = hex_code(PAL.second if second else PAL.ink)
    return (
        f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" font-family="{family}" font-size="{size:g}" '
        f'font-weight="{weight}" text-anchor="{at}" dominant-baseline="central" fill="{ink}">{escape(words)}</text>'
    )


def _card(left: float, top: float, wide: float, high: float) -> str:
    box = f'x="{left:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="8"'
    return (
        f'<rect {box} y="{top + 3:.1f}" fill="{hex_code(PAL.frame_lip)}"/>'
        f'<rect {box} y="{top:.1f}" fill="{hex_code(PAL.card)}" stroke="{hex_code(PAL.lip)}" stroke-width="1.4"/>'
    )


def _team(way: Way, layout: Layout, number: int) -> str:
    x, y = layout.tiles[number]
    r = layout.radius
    job = way.company.teams[number].job
    return (
        _piece("tile-even", (x, y), r / 60)
        + _text(str(number + 1), (x, y - 0.36 * r), 0.62 * r, serif=True)
        + _piece("pawn-1", (x - 0.34 * r, y + 0.66 * r), 0.62 * r / 30)
        + _piece(drawings.token_name(way.names.looks[job], 99.0), (x + 0.3 * r, y + 0.38 * r), 0.27 * r / 18)
    )


def _desk() -> str:
    return (
        _piece("desk", (0.0, 0.0), DESK / 60)
        + _piece("pawn-leader", (0.0, 8.0), 34 / 30)
        + "".join(_piece("disc", (-26 + 13.0 * n, 24.0), 0.5) for n in range(DISCS))
    )


def _plate(way: Way, department: int, spot: Plate) -> str:
    road = max(team.road for team in way.company.teams if team.department == department)
    says = f"letters: {road} month{'' if road == 1 else 's'}" if way.key == "letters" else "chooses for itself"
    wide = min(spot.width, 138.0)
    left = spot.x if spot.side == "left" else spot.x - wide if spot.side == "right" else spot.x - wide / 2
    left = max(4 - WIDTH / 2, min(WIDTH / 2 - 4 - wide, left))
    return (
        _card(left, spot.y - 20, wide, 40) + _text(way.names.departments[department], (left + wide / 2, spot.y - 8), 15,
                                                   serif=True)
        + _text(says, (left + wide / 2, spot.y + 10), 12.5, second=True)
    )  # fmt: skip


def _market(way: Way, product: int, layout: Layout) -> str:
    left, top, wide, high = market_box(layout.market(way.corner(product)), 1)
    left, wide = left - 10, wide + 20
    left = max(4 - WIDTH / 2, min(WIDTH / 2 - 4 - wide, left))
    return (
        _card(left, top + 6, wide, high - 14)
        + _piece(f"awning:{way.names.looks[product]}", (left + wide / 2, top + 3), (wide + 8) / 108)
        + _text(way.market(product), (left + wide / 2, top + 30), 14, serif=True)
        + _piece(drawings.token_name(way.names.looks[product], 99.0), (left + 22, top + 52), 0.5)
        + _text(way.goods[product], (left + 38, top + 52), 14, at="start")
    )
