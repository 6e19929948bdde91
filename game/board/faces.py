"""The faces of the cast: medallions put together from a dozen drawn parts, with a mouth for every step of morale.

What tells people apart is shape before colour: the outline of the hair, what is worn, and the cut of the jumper.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from game.board import style
from game.board.style import PALETTES, Theme, mix
from game.board.vectors import hex_code


@dataclass(frozen=True)
class Looks:
    """The parts of a face: skin, hair and its colour, what is worn ("" nothing), the cut of the jumper and its colour.

    No two people share their hair, whose outline tells them apart without any colour.
    """

    skin: str
    hair: str
    hair_colour: str
    worn: str
    jumper: str
    jumper_colour: str


FACES: tuple[Looks, ...] = (
    Looks("light", "bun", "red", "", "stripes", "moss"),
    Looks("deep", "crop", "black", "", "zigzag", "ochre"),
    Looks("tan", "bob", "black", "glasses", "collar", "plum"),
    Looks("light", "bald", "grey", "beard", "apron", "slate"),
    Looks("pale", "curls", "brown", "", "dots", "rose"),
    Looks("pale", "plait", "grey", "glasses", "scarf", "moss"),
    Looks("tan", "shawl", "plum", "", "collar", "slate"),
    Looks("light", "kerchief", "ochre", "", "apron", "rose"),
    Looks("tan", "quiff", "brown", "moustache", "tie", "slate"),
    Looks("deep", "afro", "black", "", "stripes", "ochre"),
    Looks("pale", "cap", "red", "beard", "zigzag", "plum"),
    Looks("deep", "sides", "grey", "glasses", "dots", "moss"),
)
"""In the order of the cast."""

_HAIR: tuple[tuple[str, ...], ...] = (
    ("bun", "bob", "curls", "plait", "shawl", "kerchief"),
    ("crop", "bald", "quiff", "cap", "sides", "afro"),
    ("afro", "curls", "crop", "bob", "bun", "cap"),
)
"""Behind the cast faces take turns: she, he, they. So many after each other do not share their hair."""
_SKINS, _CLOTHS = ("light", "deep", "pale", "tan"), ("moss", "rose", "ochre", "slate", "plum")
_CUTS = ("dots", "collar", "stripes", "scarf", "zigzag", "apron", "tie")
_HAIR_COLOURS = {"light": ("brown", "red", "ochre", "grey"), "pale": ("red", "ochre", "grey", "brown"),
                 "tan": ("black", "brown", "grey", "black"), "deep": ("black", "grey", "black", "brown")}  # fmt: skip
_COVERS = ("plum", "ochre", "brown", "red")
"""What a shawl and a kerchief are dyed in."""


def looks(who: int) -> Looks:
    """The parts of somebody's face by their number: of the cast, and behind it of as many as are asked for."""
    if who < len(FACES):
        return FACES[who]
    nth, kind = divmod(who - len(FACES), len(_HAIR))
    turn, place = divmod(nth, len(_HAIR[kind]))
    hair, skin = _HAIR[kind][place], _SKINS[(nth + turn) % len(_SKINS)]
    colours = _COVERS if hair in ("shawl", "kerchief") else _HAIR_COLOURS[skin]
    worn = ("", "glasses", "", "", "glasses")[(nth + 2 * turn) % 5]
    if kind == 1:
        worn = "beard" if hair == "bald" else ("", "glasses", "moustache", "beard", "")[(nth + 2 * turn) % 5]
    return Looks(skin, hair, colours[(place + turn) % len(colours)], worn, _CUTS[(nth + 3 * turn) % len(_CUTS)],
                 _CLOTHS[(nth + turn) % len(_CLOTHS)])  # fmt: skip


BOX = (-17.0, -17.0, 34.0, 34.0)
"""Left, top, width and height of a medallion; its zero is the middle."""
GONE = "gone"
"""The step of somebody who has left: no colour on the ground."""

SKIN: dict[str, str] = {"pale": "#F4D6B8", "light": "#E8B98F", "tan": "#C98F61", "deep": "#8C5A3A"}
HAIR: dict[str, str] = {
    "black": "#2B2220", "brown": "#70492B", "red": "#B85C30", "grey": "#DAD4C8", "plum": "#6E4A6B", "ochre": "#D0A046",
}  # fmt: skip
CLOTH: dict[str, str] = {
    "moss": "#6F8458", "ochre": "#C9973F", "plum": "#6E4A6B", "slate": "#56687A", "rose": "#BE7A80",
}  # fmt: skip
LINE, THREAD = "#2E1D12", "#FFF6E6"
_LINE = f'stroke="{LINE}" stroke-linejoin="round" stroke-linecap="round"'
_BODY = "M-12.1 10.4 C-11.4 6.2 -6.6 4.8 0 4.8 C6.6 4.8 11.4 6.2 12.1 10.4 A16 16 0 0 1 -12.1 10.4 Z"

_BEHIND: dict[str, str] = {
    "bun": '<circle cx="0" cy="-12.2" r="3.5" {hair}/>',
    "bob": '<path d="M-9 5.6 C-10.6 -3 -9.6 -12.6 0 -12.6 C9.6 -12.6 10.6 -3 9 5.6 Z" {hair}/>',
    "curls": (
        '<circle cx="-7.4" cy="0.4" r="3.4" {hair}/><circle cx="7.4" cy="0.4" r="3.4" {hair}/>'
        '<circle cx="-8.2" cy="-4.8" r="3.5" {hair}/><circle cx="8.2" cy="-4.8" r="3.5" {hair}/>'
    ),
    "plait": (
        '<circle cx="8.6" cy="2" r="2.5" {hair}/><circle cx="9.4" cy="6" r="2.5" {hair}/>'
        '<circle cx="9" cy="10" r="2.3" {hair}/>'
    ),
    "shawl": '<path d="M-10.6 8.4 C-12.4 -2 -9.4 -13 0 -13 C9.4 -13 12.4 -2 10.6 8.4 Z" {hair}/>',
    "afro": '<circle cx="0" cy="-4.6" r="11" {hair}/>',
}
"""Hair that lies behind the head."""
_BEFORE: dict[str, str] = {
    "bun": '<path d="M-8 -3 C-8.4 -13.4 8.4 -13.4 8 -3 C6.2 -6.8 2.6 -8 0 -8 C-2.6 -8 -6.2 -6.8 -8 -3 Z" {hair}/>',
    "crop": '<path d="M-8 -4.2 C-8 -12.6 8 -12.6 8 -4.2 L6.4 -7.4 L-6.4 -7.4 Z" {hair}/>',
    "bob": '<path d="M-8.2 -2.4 C-9 -13.4 9 -13.4 8.2 -2.4 L6.6 -6 L-6.6 -6 Z" {hair}/>',
    "curls": (
        '<circle cx="-5.4" cy="-8.8" r="3.3" {hair}/><circle cx="5.4" cy="-8.8" r="3.3" {hair}/>'
        '<circle cx="0" cy="-10.2" r="3.5" {hair}/>'
    ),
    "plait": (
        '<path d="M-8 -2.6 C-8.6 -13.2 8.6 -13.2 8 -2.6 C7 -6.4 3.6 -7.4 -1 -8.8 C-3.4 -7.6 -7 -6.4 -8 -2.6 '
        'Z" {hair}/>'
    ),
    "kerchief": (
        '<path d="M2 -12 L7.4 -14.4 L6.2 -9.6 Z" {hair}/>'
        '<path d="M-8.6 -3.6 C-9.4 -13.6 9.4 -13.6 8.6 -3.6 C5 -7 -5 -7 -8.6 -3.6 Z" {hair}/>'
        '<circle cx="-3.4" cy="-8.6" r="0.9" fill="{thread}"/><circle cx="3" cy="-9" r="0.9" fill="{thread}"/>'
    ),
    "quiff": (
        '<path d="M-8 -4 C-8.6 -9 -5 -9.4 -3.4 -13.6 C2.4 -14.6 9.4 -12 8 -4 L6.2 -7 C2 -6.4 -3 -7 -6.4 -7.2 '
        'Z" {hair}/>'
    ),
    "afro": (
        '<path d="M-7.8 -3.4 C-7.4 -9.6 7.4 -9.6 7.8 -3.4 C10 -10 5 -13 0 -13 C-5 -13 -10 -10 -7.8 -3.4 Z" '
        'fill="{tone}"/>'
    ),
    "cap": (
        '<path d="M-8.4 -5.4 C-8.8 -14.2 8.8 -14.2 8.4 -5.4 Z" {cloth}/>'
        '<path d="M-8.6 -6.8 L8.6 -6.8 L13.2 -4.2 L-8.4 -4.2 Z" {cloth}/>'
    ),
    "sides": (
        '<path d="M-8 -5 C-10.4 -3 -9.6 1.4 -7.6 2 Z" {hair}/><path d="M8 -5 C10.4 -3 9.6 1.4 7.6 2 Z" {hair}/>'
    ),
    "shawl": '<path d="M-8.4 0 C-9 -12 9 -12 8.4 0 C6.8 -6.4 4 -7.8 0 -7.8 C-4 -7.8 -6.8 -6.4 -8.4 0 Z" {hair}/>',
}
"""Hair, or what covers it, that lies over the head."""
_WORN: dict[str, str] = {
    "glasses": (
        '<circle cx="-3.4" cy="-2.6" r="2.7" fill="none" {line} stroke-width="1.1"/>'
        '<circle cx="3.4" cy="-2.6" r="2.7" fill="none" {line} stroke-width="1.1"/>'
        '<path d="M-0.7 -2.8 L0.7 -2.8" {line} stroke-width="1.1"/>'
    ),
    "moustache": (
        '<path d="M0 0.6 C-1.8 0 -4.6 0.6 -5.2 2.6 C-3 2.6 -1.2 2.4 0 1.8 C1.2 2.4 3 2.6 5.2 2.6 C4.6 0.6 '
        '1.8 0 0 0.6 Z" {hair}/>'
    ),
}
_BEARD = (
    '<path d="M-7.8 -1 C-8.6 9.6 8.6 9.6 7.8 -1 C6.4 1.2 4 1.4 0 1.2 C-4 1.4 -6.4 1.2 -7.8 -1 Z" {hair}/>'
    '<ellipse cx="0" cy="3.2" rx="4.4" ry="2.1" fill="{skin}"/>'
)
_JUMPER: dict[str, str] = {
    "stripes": (
        '<path d="M-11.4 9.4 C-6 7.8 6 7.8 11.4 9.4" fill="none" stroke="{thread}" stroke-width="1.7"/>'
        '<path d="M-9.6 12.6 C-5 11.4 5 11.4 9.6 12.6" fill="none" stroke="{thread}" stroke-width="1.7"/>'
    ),
    "zigzag": (
        '<path d="M-9.6 11.6 L-6.4 8.6 L-3.2 11.6 L0 8.6 L3.2 11.6 L6.4 8.6 L9.6 11.6" fill="none" '
        'stroke="{thread}" stroke-width="1.6"/>'
    ),
    "collar": '<path d="M-4.6 5 L0 11.4 L4.6 5 L6.6 8.4 L0 14 L-6.6 8.4 Z" fill="{thread}" {line} stroke-width="0.9"/>',
    "apron": (
        '<path d="M-5 9 L5 9 L6 14.8 A16 16 0 0 1 -6 14.8 Z" fill="{thread}" {line} stroke-width="0.9"/>'
        '<path d="M-5 9 L-6.4 5.6 M5 9 L6.4 5.6" fill="none" {line} stroke-width="1"/>'
    ),
    "dots": "".join(
        f'<circle cx="{x}" cy="{y}" r="1.15" fill="{{thread}}"/>'
        for x, y in ((-7.6, 9.4), (-2.6, 8.2), (2.6, 8.2), (7.6, 9.4), (-5, 12.4), (0, 12), (5, 12.4))
    ),
    "scarf": (
        '<path d="M-6.6 5.2 C-3 8.4 3 8.4 6.6 5.2 L7.4 8 C3.6 11.4 -3.6 11.4 -7.4 8 Z" fill="{thread}" '
        '{line} stroke-width="0.9"/>'
        '<path d="M2 9.6 L5.6 8.8 L6.2 14.4 L2.6 14.8 Z" fill="{thread}" {line} stroke-width="0.9"/>'
    ),
    "tie": (
        '<path d="M-4.4 5 L0 8.6 L4.4 5" fill="none" stroke="{thread}" stroke-width="1.8"/>'
        '<path d="M0 8.2 L2 10.2 L1.4 15.4 L-1.4 15.4 L-2 10.2 Z" fill="{thread}" {line} stroke-width="0.8"/>'
    ),
}
_MOUTHS: tuple[str, ...] = (
    '<path d="M-3.6 3.8 Q0 0.4 3.6 3.8" {mouth}/><path d="M-5.4 -5.8 L-2.2 -4.6 M5.4 -5.8 L2.2 -4.6" {mouth}/>',
    '<path d="M-3.4 3.4 Q0 1.4 3.4 3.4" {mouth}/>',
    '<path d="M-3 2.8 L3 2.8" {mouth}/>',
    '<path d="M-3.6 2 Q0 4.8 3.6 2" {mouth}/>',
    '<path d="M-3.8 1.6 Q0 1.2 3.8 1.6 Q3 5.4 0 5.4 Q-3 5.4 -3.8 1.6 Z" fill="{thread}" {line} stroke-width="1"/>',
)


def face_name(who: int, step: int) -> str:
    """The piece of a person of the cast at a morale step 0…4; of one who has left at −1."""
    return f"person-{who}-{style.MORALE_STEPS[step] if step >= 0 else GONE}"


@cache
def face(name: str, theme: Theme) -> str:
    """The SVG of a medallion by its piece's name."""
    _, who, mood = name.split("-")
    palette = PALETTES[theme]
    step = style.MORALE_STEPS.index(mood) if mood != GONE else 2
    light = 0.34 if theme == "light" else 0.0
    grey = palette.ghost if theme == "light" else palette.hint
    ground = grey if mood == GONE else mix(palette.morale[step], style.WHITE, light)
    edge = LINE if theme == "light" else hex_code(palette.ink)
    disc = f'<circle cx="0" cy="0" r="16" fill="{hex_code(ground)}" stroke="{edge}" stroke-width="1.4"/>'
    rim = f'<circle cx="0" cy="0" r="16" fill="none" stroke="{edge}" stroke-width="1.4"/>'
    if theme == "dark":
        rim += f'<circle cx="0" cy="0" r="16.5" fill="none" stroke="{LINE}" stroke-width="0.8"/>'
    return disc + _bust(looks(int(who)), step) + rim


def _bust(parts: Looks, step: int) -> str:
    skin, hair, cloth = SKIN[parts.skin], HAIR[parts.hair_colour], CLOTH[parts.jumper_colour]
    paints = {
        "skin": skin, "thread": THREAD, "tone": hair, "line": _LINE,
        "hair": f'fill="{hair}" {_LINE} stroke-width="1.1"', "cloth": f'fill="{cloth}" {_LINE} stroke-width="1.1"',
        "mouth": f'fill="none" {_LINE} stroke-width="1.35"',
    }  # fmt: skip
    bearded = parts.worn == "beard"
    return "".join((
        _BEHIND.get(parts.hair, ""),
        f'<path d="{_BODY}" fill="{cloth}" {_LINE} stroke-width="1.1"/>', _JUMPER[parts.jumper],
        f'<path d="M-7.9 -3.4 C-7.9 -13 7.9 -13 7.9 -3.4 C7.9 3.4 4 6.6 0 6.6 C-4 6.6 -7.9 3.4 -7.9 -3.4 Z" '
        f'fill="{skin}" {_LINE} stroke-width="1.2"/>',
        _BEARD if bearded else "",
        f'<circle cx="-3.4" cy="-2.6" r="1.25" fill="{LINE}"/><circle cx="3.4" cy="-2.6" r="1.25" fill="{LINE}"/>',
        _MOUTHS[step], _BEFORE.get(parts.hair, ""), _WORN.get(parts.worn, ""),
    )).format(**paints)  # fmt: skip
