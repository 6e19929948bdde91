"""The style guide as data: colours, type, sizes, motion, product looks, levels of detail, layout.

Lengths are logical pixels at 1280×720; the window multiplies them by its scale. Times are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

Colour = tuple[int, int, int]
Theme = Literal["light", "dark"]


def rgb(code: str) -> Colour:
    """Reads "#RRGGBB" as three integers 0 to 255."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blends `share` (0 to 1) of the second colour into the first."""
    return (
        round(first[0] + (second[0] - first[0]) * share),
        round(first[1] + (second[1] - first[1]) * share),
        round(first[2] + (second[2] - first[2]) * share),
    )


TEXT: Final = 4.5
"""The least contrast of a text with its ground (WCAG 2.2, success criterion 1.4.3)."""
TINT: Final = 0.09
"""The share of an ink in the ground of a card whose words it writes: more, and they are too faint."""
GRAPHIC: Final = 3.0
"""The least contrast of what carries meaning without words with its ground (success criterion 1.4.11)."""


def luminance(colour: Colour) -> float:
    """The relative luminance of a colour as WCAG 2.2 defines it, 0 to 1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Colour, second: Colour) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def tinted(card: Colour, ink: Colour, towards: Colour) -> tuple[Colour, Colour]:
    """A ground that is tinted with an ink, and that ink as far `towards` another as it takes to be read there."""
    ground = mix(card, ink, TINT)
    shades = (mix(ink, towards, n / 20) for n in range(20))
    return ground, next((shade for shade in shades if contrast(shade, ground) >= TEXT), towards)


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours by role, as RGB triples; `morale` holds the five steps from awful to bright."""

    theme: Theme
    table: Colour
    table_grain: Colour
    land: Colour
    ghost: Colour
    mat: Colour
    mat_line: Colour
    road: Colour
    road_edge: Colour
    frame: Colour
    frame_lip: Colour
    card: Colour
    inset: Colour
    lip: Colour
    rule: Colour
    ink: Colour
    second: Colour
    hint: Colour
    bar: Colour
    bar_lip: Colour
    button: Colour
    bar_text: Colour
    bar_second: Colour
    pawn: Colour
    outline: Colour
    leader: Colour
    seal: Colour
    seal_lip: Colour
    gold: Colour
    gold_deep: Colour
    indigo: Colour
    good: Colour
    bad: Colour
    focus: Colour
    choice: Colour
    note: Colour
    note_lip: Colour
    tip: Colour
    owed_strip: Colour
    track: Colour
    shadow: Colour
    morale: tuple[Colour, Colour, Colour, Colour, Colour]


def _palette(theme: Theme, codes: Mapping[str, str], morale: str) -> Palette:
    steps = [rgb(code) for code in morale.split()]
    return Palette(
        theme=theme,
        morale=(steps[0], steps[1], steps[2], steps[3], steps[4]),
        **{role: rgb(code) for role, code in codes.items()},
    )


LIGHT: Final = _palette(
    "light",
    {
        "table": "#CDB592", "table_grain": "#B99C74", "land": "#F4ECDB", "ghost": "#E7DCC5",
        "mat": "#E9DDC4", "mat_line": "#D2C09D", "road": "#D8C6A3", "road_edge": "#BFA982",
        "frame": "#6E4F3A", "frame_lip": "#4A3427", "card": "#FFFAF0", "inset": "#F6EDDC",
        "lip": "#CBB78F", "rule": "#E2D5BB", "ink": "#2B2622", "second": "#63574B", "hint": "#74685B",
        "bar": "#22363C", "bar_lip": "#14252A", "button": "#30484F", "bar_text": "#FBF3E4",
        "bar_second": "#B9C4C2", "pawn": "#6A4630", "outline": "#2E1D12", "leader": "#9E2B2F",
        "seal": "#B0352F", "seal_lip": "#7E1F1D", "gold": "#D9A62E", "gold_deep": "#94690F",
        "indigo": "#3F4C8C", "good": "#2C7759", "bad": "#AD352F", "focus": "#14607A",
        "choice": "#DDE6E3", "note": "#FFF1C8", "note_lip": "#E3C77C", "tip": "#22363C",
        "owed_strip": "#F6D5CE", "track": "#E2D4B8", "shadow": "#3A2A18",
    },
    "#7C93AB #B3C3CC #F3EAD6 #F3C66E #E6912B",
)

DARK: Final = _palette(
    "dark",
    {
        "table": "#2A241F", "table_grain": "#1F1A16", "land": "#3B352E", "ghost": "#48413A",
        "mat": "#474038", "mat_line": "#5C5348", "road": "#574D41", "road_edge": "#2E2822",
        "frame": "#5A4232", "frame_lip": "#16110D", "card": "#38322B", "inset": "#423B33",
        "lip": "#1B1713", "rule": "#544A3F", "ink": "#F6EDDD", "second": "#CDBFAA", "hint": "#BCB09F",
        "bar": "#141F23", "bar_lip": "#0B1316", "button": "#22323A", "bar_text": "#F6EDDD",
        "bar_second": "#A9B5B4", "pawn": "#E0B78C", "outline": "#1E1610", "leader": "#9E2B2F",
        "seal": "#B0352F", "seal_lip": "#6B1B19", "gold": "#D9A62E", "gold_deep": "#B9892A",
        "indigo": "#9BA4D8", "good": "#6CC3A0", "bad": "#F19C89", "focus": "#7CC7DE",
        "choice": "#2E444A", "note": "#4C432F", "note_lip": "#7A6636", "tip": "#10191C",
        "owed_strip": "#5A332D", "track": "#564C41", "shadow": "#0E0A07",
    },
    "#48627E #6C828F #A59A84 #D2AA5E #FFC163",
)

PALETTES: Final[Mapping[Theme, Palette]] = {"light": LIGHT, "dark": DARK}

WHITE: Final[Colour] = (255, 255, 255)
DARK_INK: Final[Colour] = LIGHT.ink
LEVERS: Final[tuple[str, ...]] = ("default", "order", "tag", "value")


def lever_colour(palette: Palette, lever: str) -> Colour:
    """The one colour of a kind of lever: default petrol, order red, tag gold, value indigo."""
    return {"order": palette.seal, "tag": palette.gold, "value": palette.indigo}.get(lever, palette.focus)


# Morale: five steps of twenty points, each a colour, a face and a tile.

MORALE_STEPS: Final[tuple[str, ...]] = ("awful", "low", "even", "good", "bright")


def morale_step(morale: float) -> int:
    """The step 0 to 4 of a morale of 0 to 100."""
    return max(0, min(4, int(morale // 20)))


# Products: a colour, a shape and an icon each, so that none rests on colour alone.


@dataclass(frozen=True, slots=True)
class ProductLook:
    """How one product is drawn: `key` names its pieces ("token-lamp"), the colours are RGB triples."""

    key: str
    label: str
    shape: str
    icon: str
    fill: Colour
    outline: Colour
    icon_ink: Colour
    line_dark: Colour

    def line(self, theme: Theme) -> Colour:
        """A colour for lines and words on a card of that theme: the product's own where that can be read."""
        if theme == "dark":
            return self.line_dark
        return self.fill if sum(self.fill) < 460 else self.outline


def _look(key: str, label: str, shape: str, icon: str, colours: str) -> ProductLook:
    fill, outline, ink, line_dark = (rgb(code) for code in colours.split())
    return ProductLook(key, label, shape, icon, fill, outline, ink, line_dark)


class _Looks(dict[str, ProductLook]):
    """The ready looks, and any that is put together from parts as `levels.looks` writes them: "fire.red.circle"."""

    def __missing__(self, key: str) -> ProductLook:
        icon, colour, shape = key.split(".") if key.count(".") == 2 else ("", "", "")
        if not icon or colour not in _COLOURS or shape not in _SHAPES:
            raise KeyError(key)
        form = self[_SHAPES[shape]].shape
        return replace(self[_COLOURS[colour]], key=key, label="", shape=form, icon=icon.replace("_", "-"))


_COLOURS = {"gold": "lamp", "blue": "book", "red": "boat", "green": "plant", "pink": "bell", "sky": "tea",
            "plum": "clock", "cream": "bread"}  # fmt: skip
_SHAPES = {"circle": "lamp", "square": "book", "triangle": "boat", "clover": "plant", "diamond": "bell", "drop": "tea",
           "octagon": "clock", "loaf": "bread"}  # fmt: skip
"""The ready look that has each colour, and each shape."""

PRODUCTS: Final[Mapping[str, ProductLook]] = _Looks(
    (look.key, look)
    for look in (
        _look("lamp", "Lamps", "circle", "lightbulb", "#F2B632 #8A5F06 #3A2606 #F2B632"),
        _look("book", "Books", "rounded square", "book-open", "#23599C #12345F #FFFFFF #7FB0E8"),
        _look("boat", "Boats", "triangle", "sailboat", "#CF4A27 #822A12 #FFFFFF #F0917A"),
        _look("plant", "Plants", "clover", "plant", "#1B8C6A #0D5540 #FFFFFF #6CC3A0"),
        _look("bell", "Bells", "diamond", "bell", "#BE70A8 #71335F #2E0C27 #DDA0CC"),
        _look("tea", "Tea", "drop", "coffee", "#A2DAEE #2C6C88 #123846 #A2DAEE"),
        _look("clock", "Clocks", "octagon", "clock", "#4F2D52 #2A142D #FFFFFF #B08FB4"),
        _look("bread", "Bread", "loaf", "bread", "#F7E3C0 #8F5D22 #5A3610 #F7E3C0"),
    )
)


def ready_looks(key: str) -> tuple[str, str]:
    """The keys of the ready looks that have a look's colour and its shape."""
    if "." not in key:
        return key, key
    _, colour, shape = key.split(".")
    return _COLOURS[colour], _SHAPES[shape]


def product_key(name: str) -> str:
    """The look's key for a product's name, whichever of "Lamps", "lamps" or "lamp" is given; KeyError if none."""
    wanted = name.strip().lower()
    if "." in wanted:
        return PRODUCTS[wanted].key
    for key, look in PRODUCTS.items():
        if wanted in (key, look.label.lower()):
            return key
    raise KeyError(f"No product looks like {name!r}; known are {', '.join(PRODUCTS)}.")


# Type.

Family = Literal["serif", "sans"]
Weight = Literal[600, 700, 800]

WORDMARK: Final = 64
HEADLINE: Final = 28
CARD_TITLE: Final = 20
STAT: Final = 17
SUBTITLE: Final = 15
BODY: Final = 14
SECONDARY: Final = 13
LABEL: Final = 12
SMALLEST: Final = 11.5
LEADING: Final = 1.3
"""Line height as a multiple of the type size."""

# Layout at 1280×720.

WIDTH: Final = 1280
HEIGHT: Final = 720
SMALLEST_WINDOW: Final = (640, 400)
DESKTOP_SHARE: Final = 0.92
"""How much of the screen's width and height a new window takes at most: the rest is for bars and its own frame."""
MARGIN: Final = 12
GAP: Final = 8
PADDING: Final = 16
RADIUS: Final = 12
SMALL_RADIUS: Final = 10
CARD_LIP: Final = 3
TOP_BAR: Final = (0, 0, 1280, 50)
TOP_LIP: Final = 4
BAR_HEIGHT: Final = TOP_BAR[3] + TOP_LIP
BOTTOM_BAR: Final = (0, 676, 1280, 44)
LEFT_PANEL: Final = (12, 64, 240, 600)
TEAM_CARD: Final = (12, 64, 304, 600)
RIGHT_PANEL: Final = (1004, 64, 264, 600)
LENSES: Final = (12, 604, 240, 60)
BOARD_CENTRE: Final = (628, 365)
BOARD_RADIUS: Final = 302
BOARD_FRAME: Final = 15
SMALLEST_TARGET: Final = 32
TARGET: Final = 44
UI_SCALES: Final[tuple[float, ...]] = (1.0, 1.25, 1.5, 1.75, 2.0)
LEAST_UNIT: Final = 1.0
"""Pixels of a logical pixel of the interface below which its smallest letters could not be read."""
TOKEN_RADII: Final[tuple[int, ...]] = (5, 8, 12, 18)
ICON_FROM_RADIUS: Final = 7


def window_scale(width: float, height: float) -> float:
    """Pixels per logical pixel of a window: s = min(width / 1280, height / 720)."""
    return min(width / WIDTH, height / HEIGHT)


def ui_unit(width: float, height: float, scale: float) -> float:
    """Pixels per logical pixel of the interface in a window, for the scale a player wishes.

    Where that would be too small to read it is as large as is needed; it is never so large that less than 640×360
    logical pixels are left, for which every screen is laid out.
    """
    whole = window_scale(width, height)
    return min(max(whole * scale, LEAST_UNIT), whole * UI_SCALES[-1])


def next_ui_scale(scale: float, way: int) -> float:
    """The next larger (way 1) or smaller (−1) interface scale of the list, from any scale; the last one at its end."""
    if way > 0:
        return next((one for one in UI_SCALES if one > scale + 0.001), UI_SCALES[-1])
    return next((one for one in reversed(UI_SCALES) if one < scale - 0.001), UI_SCALES[0])


@dataclass(frozen=True, slots=True)
class Detail:
    """What a level of detail shows: `up_to` people, tile radius in logical pixels, people per pawn."""

    name: str
    up_to: int
    tile_radius: float
    people_per_pawn: int
    road: float
    flags: Literal["all", "exceptions", "lens"]
    faces: Literal["all", "low", "none"]


DETAILS: Final[tuple[Detail, ...]] = (
    Detail("A", 30, 61, 1, 17, "all", "all"),
    Detail("B", 300, 33, 1, 12, "exceptions", "low"),
    Detail("C", 3_000, 18, 10, 8, "lens", "none"),
    Detail("D", 1_000_000, 8, 100, 8, "lens", "none"),
)


def detail_for(people: int) -> Detail:
    """The level of detail for a company of that many people."""
    return next((detail for detail in DETAILS if people <= detail.up_to), DETAILS[-1])


# Motion, in seconds.

HOVER: Final = 0.09
CARD_LIFT: Final = 0.14
PANEL: Final = 0.22
LEAVES: Final = 0.18
MODAL: Final = 0.26
ZOOM: Final = 0.6
STAMP: Final = 0.18
HOP: Final = 0.42
POP: Final = 0.45
COUNT: Final = 0.5
RIPPLE: Final = 0.9
FLAG: Final = 1.2
FLAG_FRAMES: Final = 8
BREATH: Final = 2.4
WARMTH: Final = 0.4
TOOLTIP_DELAY: Final = 0.45


def ease_out(share: float) -> float:
    """Cubic ease-out of 0 to 1."""
    rest = 1 - max(0.0, min(1.0, share))
    return 1 - rest * rest * rest


def ease_in_out(share: float) -> float:
    """Cubic ease-in-out of 0 to 1, for the zoom."""
    share = max(0.0, min(1.0, share))
    return 4 * share**3 if share < 0.5 else 1 - (-2 * share + 2) ** 3 / 2
