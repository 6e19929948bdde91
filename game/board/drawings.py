"""The drawings of pieces and icons: their SVG by name and theme, with variants and swapped colours.

A name may carry variants after colons: "pin:order:eye" (lever, sign), "pin-hollow:tag:ear", "awning:lamp",
"banner-standing:scales", "capsule:bread", "badge:hourglass-medium". Swapping colours makes the themes.
"""

from __future__ import annotations

import math
import random
import re
from functools import cache

from game.board import faces, style
from game.board.style import PALETTES, PRODUCTS, Colour, Palette, Theme, mix
from game.board.vectors import hex_code
from game.places import ASSETS

Box = tuple[float, float, float, float]
"""Left, top, width and height in the units of a drawing, whose zero is the piece's foot or centre."""
PIN_SIGNS = {"ear": "ear", "heard": "ear", "worst": "trend-down", "seen": "eye", "eye": "eye"}

_DARK: dict[str, str] = {
    "#6A4630": "#E0B78C", "#2E1D12": "#1E1610", "#94694B": "#F3D9B8",
    "#3F4C8C": "#6C79C6", "#2B3566": "#2A315E", "#717BAA": "#98A2DE", "#9094B0": "#8D96C4",
    "#6E4F3A": "#5A4232", "#FFFAF0": "#F6EDDD",
    "#14607A": "#2B86A3", "#857868": "#B3A48F",
    "#E7DCC5": "#48413A", "#A8977A": "#1B1713", "#8C7B60": "#6B6053", "#F6EFE0": "#5C5348", "#D2C09D": "#5C5348",
}
"""Colours of the drawn pieces in the dark theme; a colour not named stays."""


@cache
def _file(folder: str, name: str) -> str:
    return (ASSETS / folder / f"{name}.svg").read_text(encoding="utf-8")


@cache
def icon_paths(name: str, weight: str) -> str:
    """The drawing inside an icon's file, to be set into a piece."""
    source = _file(f"icons/{weight}", name)
    return source[source.index(">") + 1 : source.rindex("</svg>")]


@cache
def _parts(name: str) -> tuple[Box, str]:
    source = _file("pieces", name)
    box = re.search(r'viewBox="([^"]+)"', source)
    if box is None:
        raise ValueError(f"The piece {name!r} has no viewBox.")
    left, top, width, height = (float(number) for number in box.group(1).split())
    return (left, top, width, height), source[source.index(">") + 1 : source.rindex("</svg>")]


def _swap(body: str, colours: dict[str, str]) -> str:
    return re.sub(r"#[0-9A-Fa-f]{6}", lambda found: colours.get(found.group(0).upper(), found.group(0)), body)


def _shade(colour: Colour, share: float) -> str:
    return hex_code(mix(colour, (30, 20, 10), share))


def _tile_colours(step: int, theme: Theme) -> dict[str, str]:
    """The good tile's four colours (face, lip, outline, inner light) for another morale step or theme."""
    face = PALETTES[theme].morale[step]
    light = mix(face, style.WHITE, 0.55 if theme == "light" else 0.22)
    return {
        "#F3C66E": hex_code(face), "#CBA258": _shade(face, 0.24), "#987A42": _shade(face, 0.46),
        "#B38F4D": _shade(face, 0.36), "#FCEED2": hex_code(light),
    }


def _product_colours(key: str, theme: Theme) -> dict[str, str]:
    look = PRODUCTS[key]
    if theme == "light":
        return {}
    swaps = {}
    if style.contrast(look.fill, PALETTES["dark"].road) < style.GRAPHIC:
        swaps[hex_code(look.outline)] = hex_code(look.line_dark)
    return swaps


def _owed_colours(key: str, body: str, theme: Theme) -> dict[str, str]:
    """Owed tokens are hollow: on the dark theme a dark ground and a light line."""
    if theme == "light":
        return {}
    look = PRODUCTS[key]
    ground = re.search(r'fill="(#[0-9A-Fa-f]{6})"', body)
    swaps = {hex_code(look.outline): hex_code(look.line_dark)}
    if ground is not None:
        swaps[ground.group(1).upper()] = hex_code(mix(PALETTES["dark"].card, look.fill, 0.16))
    return swaps


def _put_together(name: str, key: str) -> tuple[Box, str]:
    """A token or a pile of a look that is put together: the piece of its shape, in its colours, with its icon."""
    ink, form = style.ready_looks(key)
    box, body = _parts(name.replace(key, form, 1))
    was, look = PRODUCTS[form], PRODUCTS[key]
    swaps = {hex_code(getattr(was, part)): hex_code(getattr(look, part)) for part in ("icon_ink", "fill", "outline")}
    grounds = [re.search(r'fill="(#[0-9A-Fa-f]{6})"', _parts(f"token-{one}-owed")[1]) for one in (form, ink)]
    if "-owed" in name and grounds[0] is not None and grounds[1] is not None:
        swaps[grounds[0].group(1).upper()] = grounds[1].group(1).upper()
    drawn = re.sub(
        r'(<g fill="[^"]+" transform="[^"]*translate\(-128 -128\)"[^>]*>).*?(</g>)',
        lambda found: found.group(1) + icon_paths(look.icon, "fill") + found.group(2), _swap(body, swaps),
        flags=re.DOTALL,
    )  # fmt: skip
    return box, drawn


def _with_icon(body: str, icon: str, weight: str) -> str:
    """Sets an icon's paths into the group of a piece that is marked id="icon"."""
    return re.sub(
        r'(<g id="icon"[^>]*>).*?(</g>)',
        lambda found: found.group(1) + icon_paths(icon, weight) + found.group(2),
        body,
        flags=re.DOTALL,
    )


def drawing(name: str, theme: Theme) -> tuple[Box, str]:
    """A piece's box and SVG body with its variants and the theme applied."""
    base, *variants = name.split(":")
    if base.startswith("person-"):
        return faces.BOX, faces.face(base, theme)
    palette = PALETTES[theme]
    if base.startswith("tile-"):
        box, body = _parts("tile-good")
        return box, _swap(body, _tile_colours(style.MORALE_STEPS.index(base[5:]), theme))
    product = base.split("-")[1] if base.startswith(("token-", "pile-")) else ""
    box, body = _put_together(base, product) if "." in product else _parts(base)
    swaps = dict(_DARK) if theme == "dark" else {}
    if base.startswith("face-"):
        step = style.MORALE_STEPS.index(base[5:])
        swaps = {hex_code(style.LIGHT.morale[step]): hex_code(palette.morale[step])}
        if theme == "dark" and step < 2:
            swaps["#2B2622"] = "#F6EDDD"
    elif product:
        key = style.ready_looks(product)[0]
        swaps = _owed_colours(key, body, theme) if "-owed" in base else _product_colours(key, theme)
    elif base in ("pin", "pin-hollow"):
        colour = style.lever_colour(style.LIGHT if base == "pin" else palette, variants[0])
        if base == "pin" and theme == "dark" and variants[0] in ("default", "value"):
            colour = mix(colour, style.WHITE, 0.16)
        ink = "#3A2606" if variants[0] == "tag" and base == "pin" else "#FFFFFF"
        ground = hex_code(palette.card)
        swaps = {"#14607A": hex_code(colour), "#0C3A49": _shade(colour, 0.42), "#FFFFFF": ink, "#FFFAF0": ground}
        if base == "pin-hollow" and theme == "dark" and variants[0] == "order":
            swaps["#14607A"] = hex_code(palette.bad)
        body = _with_icon(body, PIN_SIGNS[variants[1]], "bold")
    elif theme == "dark" and (base.startswith("flag-") or base == "zzz"):
        swaps |= {"#4A3427": "#A98A66", "#2B2622": "#F6EDDD"}
    elif base in ("awning", "capsule"):
        look = PRODUCTS[variants[0]]
        swaps = {**swaps, "#F2B632": hex_code(look.fill), "#9D7620": hex_code(look.outline)}
        swaps |= {"#3A2606": hex_code(look.icon_ink), "#8A5F06": hex_code(look.outline)}
        body = _with_icon(body, look.icon, "fill")
    elif variants:
        body = _with_icon(body, variants[0], "fill")
    return box, _swap(body, swaps)


def box_of(name: str) -> Box:
    """The box of a piece, whatever its variants."""
    if name.startswith("person-"):
        return faces.BOX
    base = "tile-good" if name.startswith("tile-") else name.split(":")[0]
    product = base.split("-")[1] if base.startswith(("token-", "pile-")) else ""
    return _parts(base.replace(product, style.ready_looks(product)[1], 1) if product else base)[0]


def token_name(product: str, radius: float, owed: bool = False) -> str:
    """The piece of a product's token (look key such as "lamp"); below a radius of 7 pixels without its icon."""
    plain = "" if radius >= style.ICON_FROM_RADIUS else "-plain"
    return f"token-{product}{'-owed' if owed else ''}{plain}"


def planks(
    width: float, height: float, palette: Palette
) -> tuple[list[tuple[float, float, Colour]], str]:
    """The wooden table of a window: its planks (upper edge, depth, colour), and the SVG of seams, grain and knots.

    The same at every start, scaled with the window.
    """
    luck = random.Random(20)
    scale = min(width / 1280, height / 720)
    plank = 104 * scale
    dark = palette.theme == "dark"
    seam = hex_code(mix(palette.table, palette.table_grain, 1.0 if dark else 0.75))
    grain = hex_code(mix(palette.table, palette.table_grain, 0.9 if dark else 0.6))
    shades = (0.0, 0.30, 0.08, 0.36, 0.04, 0.32, 0.12, 0.26)
    rows = math.ceil((height + 10 * scale) / plank)
    boards: list[tuple[float, float, Colour]] = []
    strokes: list[str] = []
    for row in range(rows):
        top = row * plank - 10 * scale
        tone = mix(palette.table, palette.table_grain, shades[row % len(shades)] * (1.2 if dark else 0.9))
        boards.append((top, plank, tone))
        strokes.append(f'<path d="M0 {top:.1f} L{width} {top:.1f}" stroke="{seam}" stroke-width="{1.4 * scale:.2f}"/>')
        joint = luck.uniform(0.1, 0.9) * width
        strokes.append(
            f'<path d="M{joint:.1f} {top:.1f} L{joint:.1f} {top + plank:.1f}" stroke="{seam}" '
            f'stroke-width="{1.2 * scale:.2f}"/>'
        )
        for _ in range(round(5 * width / (1280 * scale))):
            x, y = luck.uniform(-0.05, 0.95) * width, top + luck.uniform(0.12, 0.9) * plank
            far, bend = luck.uniform(120, 330) * scale, luck.uniform(-5, 5) * scale
            strokes.append(
                f'<path d="M{x:.1f} {y:.1f} C{x + far * 0.3:.1f} {y + bend:.1f} {x + far * 0.7:.1f} '
                f'{y - bend:.1f} {x + far:.1f} {y:.1f}" stroke="{grain}" stroke-width="{scale:.2f}" '
                f'opacity="{luck.uniform(0.25, 0.7):.2f}"/>'
            )
        if row % 2 == 1:
            x, y = luck.uniform(0.06, 0.94) * width, top + plank * 0.5
            for ring_of in (30, 20, 10, 4):
                strokes.append(
                    f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{ring_of * scale:.1f}" ry="{ring_of * 0.38 * scale:.1f}" '
                    f'stroke="{grain}" stroke-width="{1.2 * scale:.2f}" opacity="0.55"/>'
                )
    return boards, f'<g fill="none" stroke-linecap="round">{"".join(strokes)}</g>'
