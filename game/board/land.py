"""The land of the board as SVG: frame, land, grid, roads, mats and free places, in board units."""

from __future__ import annotations

import math

from game.board import style
from game.board.layout import DESK, LAND, ROOT, Layout
from game.board.style import Colour, Palette, mix
from game.board.vectors import hex_code, hexagon, path, rounded_path
from game.board.ways import Place, corner

Box = tuple[float, float, float, float]
GROUND: Box = (-330.0, -290.0, 660.0, 590.0)
"""The box of the drawing, in board units."""


def within_land(box: Box) -> bool:
    """Whether a box lies on the land, clear of its edge."""
    reach = (LAND - 10) * math.sqrt(3) / 2
    corners = [(box[0] + x * box[2], box[1] + y * box[3]) for x in (0, 1) for y in (0, 1)]
    sides = [math.radians(30 + 60 * n) for n in range(6)]
    return all(x * math.cos(turn) + y * math.sin(turn) <= reach for x, y in corners for turn in sides)


def frame_body(pal: Palette) -> str:
    """The wooden frame with its shadow, and the bare land within it."""
    return "".join((
        _hexagon(style.BOARD_RADIUS + 9, pal.shadow, y=13, opacity=0.10),
        _hexagon(style.BOARD_RADIUS + 5, pal.shadow, y=10, opacity=0.12),
        _hexagon(style.BOARD_RADIUS, pal.frame_lip, y=6),
        _hexagon(style.BOARD_RADIUS, pal.frame, line=pal.frame_lip),
        _hexagon(style.BOARD_RADIUS - 5.5, pal.frame, line=mix(pal.frame, style.WHITE, 0.14)),
        _hexagon(LAND, mix(pal.land, pal.shadow, 0.22)),
        _hexagon(LAND - 4, pal.land, y=2.2),
    ))  # fmt: skip


def land_body(layout: Layout, pal: Palette) -> str:
    """What lies on the land: grid, roads, mats and free places, and the closed corners."""
    grid = layout.grid.radius
    out: list[str] = []
    if layout.areas:
        out += _roads(layout, pal)
        out += _lands(layout, pal)
    else:
        lines = "".join(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" for a, b in _grid_lines(grid))
        out.append(_stroke(lines, pal.ghost, 1.5))
        out += _roads(layout, pal)
        out += _mats(layout, pal)
        dashes = "".join(_dashes(hexagon(grid * 0.86, centre=place), 6.0, 4.6) for place in layout.ghosts)
        if dashes:
            out.append(_stroke(dashes, pal.mat_line, 1.6))
    for number in set(range(6)) - set(layout.corners):
        x, y = corner(number, style.BOARD_RADIUS - 10)
        for radius, drop, fill in ((21, 4, pal.frame_lip), (21, 0, pal.frame)):
            out.append(f'<circle cx="{x:.1f}" cy="{y + drop:.1f}" r="{radius}" fill="{hex_code(fill)}"/>')
        light = hex_code(mix(pal.frame, style.WHITE, 0.16))
        line = f'fill="none" stroke="{light}" stroke-width="1.3"'
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{ring}" {line}/>' for ring in (15.5, 8.0)]
    return "".join(out)


def _lands(layout: Layout, pal: Palette) -> list[str]:
    """The land of each department of a mosaic, and on it the places that are free."""
    edge = mix(pal.mat_line, pal.road_edge, 0.4)
    out = []
    for department, corners in ((n, part) for n, parts in enumerate(layout.areas) for part in parts):
        shape = rounded_path(corners, 5)
        fill = hex_code(_mat(layout, pal, department))
        out.append(
            f'<path d="{shape}" fill="{fill}" stroke="{hex_code(edge)}" stroke-width="1.3" '
            'stroke-linejoin="round"/>'
        )
    free = "".join(path(hexagon(layout.radius * 0.84, centre=place), True) for place in layout.ghosts)
    out.append(f'<path d="{free}" fill="{hex_code(pal.mat)}" opacity="0.55"/>' if free else "")
    return out


def _by_grid(layout: Layout, large: float, middle: float, small: float) -> float:
    radius = layout.grid.radius
    if layout.hubs:
        return min(10.5, 0.66 * ROOT * radius) if large > 12 else small
    return large if radius > 40 else middle if radius > 20 else small


def _roads(layout: Layout, pal: Palette) -> list[str]:
    width = _by_grid(layout, 15.0, 12.0, 8.0)
    roads, paths = "", ""
    inner = layout.rings[0]
    for number in range(6):
        (ax, ay), (bx, by) = corner(number, DESK * 0.8), corner(number, LAND - 4)
        if number in layout.corners:
            roads += f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}"
        else:
            (cx, cy), (dx, dy) = corner(number, inner), corner(number, LAND - 8)
            roads += f"M{ax:.1f} {ay:.1f}L{cx:.1f} {cy:.1f}"
            paths += _dashes([(cx, cy), (dx, dy)], 3.5, 5.0, closed=False)
    ring = "".join(rounded_path([corner(n, far) for n in range(6)], 14) for far in layout.rings)
    centre = "".join(
        _dashes([corner(n, DESK), corner(n, LAND - 14)], 7, 7, closed=False) for n in layout.corners
    ) + "".join(_dashes([corner(n, far) for n in range(6)], 7, 7) for far in layout.rings)
    seams = "".join(
        _dashes([corner(n, DESK), corner(n, LAND - 12)], 4.2, 4.6, closed=False) for n in layout.seams
    )
    return [
        _stroke(paths, mix(pal.mat_line, pal.land, 0.25), 1.6) if paths else "",
        _stroke(roads + ring, pal.road_edge, width + 2.4),
        _stroke(roads + ring, pal.road, width),
        _stroke(centre, mix(pal.road, style.WHITE, 0.38 if pal.theme == "light" else 0.16), 1.3),
        _stroke(seams, mix(pal.card, pal.road, 0.2), 5.6) if seams else "",
        _stroke(seams, pal.indigo, 3.4) if seams else "",
    ]


def _mat(layout: Layout, pal: Palette, department: int) -> Colour:
    """The ground beneath a department's teams, darker in a second house."""
    second = bool(layout.house_of) and layout.house_of[department] % 2 == 1
    return mix(pal.mat, pal.road_edge, 0.46) if second else mix(pal.mat, pal.mat_line, 0.38)


def _mats(layout: Layout, pal: Palette) -> list[str]:
    wide = layout.radius + _by_grid(layout, 8.0, 6.0, 3.5)
    lines, fills = [], []
    for place, home in zip(layout.tiles, layout.department, strict=True):
        shape = rounded_path(hexagon(wide, centre=(place[0], place[1] + 1)), wide * 0.08)
        lines.append(_stroke(shape, mix(pal.mat_line, pal.road_edge, 0.4), 2.4))
        fills.append(f'<path d="{shape}" fill="{hex_code(_mat(layout, pal, home))}"/>')
    return lines + fills


def _hexagon(
    radius: float, fill: Colour, *, y: float = 0.0, line: Colour | None = None, opacity: float = 1.0
) -> str:
    shape = rounded_path(hexagon(radius, pointy=False, centre=(0, y)), 3)
    stroke = f' stroke="{hex_code(line)}" stroke-width="1.2"' if line is not None else ""
    return f'<path d="{shape}" fill="{hex_code(fill)}" opacity="{opacity}"{stroke}/>'


def _stroke(path: str, colour: Colour, width: float) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{hex_code(colour)}" stroke-width="{width}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _dashes(points: list[Place], dash: float, gap: float, *, closed: bool = True) -> str:
    """Separate strokes along a chain of points; each edge starts and ends with half a gap."""
    out = ""
    ends = [*points[1:], points[0]] if closed else points[1:]
    for (ax, ay), (bx, by) in zip(points, ends, strict=False):
        far = math.hypot(bx - ax, by - ay)
        count = max(1, round(far / (dash + gap)))
        part = dash / (dash + gap) / count
        for n in range(count):
            for verb, at in (("M", (n + 0.5) / count - part / 2), ("L", (n + 0.5) / count + part / 2)):
                out += f"{verb}{ax + (bx - ax) * at:.1f} {ay + (by - ay) * at:.1f}"
    return out


def _grid_lines(radius: float) -> list[tuple[Place, Place]]:
    """The edges of the grid around the desk, each once, cut off where the land ends."""
    seen: set[tuple[int, int]] = set()
    out = []
    reach = math.ceil(LAND / (1.5 * radius)) + 1
    for row in range(-reach, reach + 1):
        for column in range(-2 * reach, 2 * reach + 1):
            centre = (math.sqrt(3) * radius * (column + row / 2), 1.5 * radius * row)
            corners = hexagon(radius, centre=centre)
            for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
                mark = (round((a[0] + b[0]) * 4), round((a[1] + b[1]) * 4))
                if mark not in seen:
                    seen.add(mark)
                    kept = _cut(a, b)
                    if kept is not None:
                        out.append(kept)
    return out


def _cut(a: Place, b: Place) -> tuple[Place, Place] | None:
    """The part of a line that lies on the land."""
    low, high = 0.0, 1.0
    apothem = (LAND - 2) * math.sqrt(3) / 2
    for n in range(6):
        turn = math.radians(30 + 60 * n)
        nx, ny = math.cos(turn), math.sin(turn)
        from_a, from_b = nx * a[0] + ny * a[1] - apothem, nx * b[0] + ny * b[1] - apothem
        if from_a > 0 and from_b > 0:
            return None
        if from_a > 0 or from_b > 0:
            share = from_a / (from_a - from_b)
            low, high = (max(low, share), high) if from_a > 0 else (low, min(high, share))
    if low >= high:
        return None
    dx, dy = b[0] - a[0], b[1] - a[1]
    return (a[0] + dx * low, a[1] + dy * low), (a[0] + dx * high, a[1] + dy * high)
