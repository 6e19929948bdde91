"""What a key stands for, whatever the keyboard's layout.

Letters count by letter wherever the layout has Latin ones, so that Z is Z on AZERTY, QWERTZ and Dvorak. Where a key
writes another script (Cyrillic, Greek, Hebrew, Arabic, Thai …) it counts by its place on a US keyboard. Digits and
the signs + - = , . count by what the key writes, and where it writes none of these, by its place as well: the digits
of AZERTY need no Shift, but for 6, whose key writes the minus.
"""

from __future__ import annotations

import unicodedata

import pygame

KEYPAD = {
    **{getattr(pygame, f"K_KP{digit}"): str(digit) for digit in range(10)},
    pygame.K_KP_ENTER: "return", pygame.K_KP_PLUS: "+", pygame.K_KP_MINUS: "-", pygame.K_KP_PERIOD: ".",
}  # fmt: skip
SIGNS = frozenset("0123456789+-=,.")
"""Characters that are keys of the game besides the letters."""
US_PLACES: dict[int, str] = {
    **{pygame.KSCAN_A + n: letter for n, letter in enumerate("abcdefghijklmnopqrstuvwxyz")},
    **{pygame.KSCAN_1 + n: digit for n, digit in enumerate("1234567890")},
    pygame.KSCAN_MINUS: "-", pygame.KSCAN_EQUALS: "=", pygame.KSCAN_COMMA: ",", pygame.KSCAN_PERIOD: ".",
}  # fmt: skip
"""What the keys of a US keyboard write, by scan code."""
SIGNS_OF_OTHER_SCRIPTS = frozenset({(";", "q"), ("/", "q"), ("'", "w")})
"""Punctuation where a US keyboard has a letter, on the Greek and the Hebrew layouts. Dvorak has others there."""


def key_name(event: pygame.event.Event) -> str:
    """The name of a pressed key: "a" to "z", "0" to "9", one of + - = , . or what pygame calls it ("return", "f2")."""
    code = int(event.key)
    if code in KEYPAD:
        return KEYPAD[code]
    written = chr(code) if 32 < code < 0x110000 and code != pygame.K_DELETE else ""
    if written.isascii() and written.isalpha():
        return written.lower()
    if not _prints(written):
        return pygame.key.name(code)
    place = US_PLACES.get(getattr(event, "scancode", 0), "")
    sign = _sign(event, written, place)
    if sign:
        return sign
    if place and (not place.isalpha() or _other_script(written, place)):
        return place
    return pygame.key.name(code)


def command(event: pygame.event.Event) -> bool:
    """Whether a key is pressed with Control, or Command on a Mac."""
    return bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))


def _prints(written: str) -> bool:
    return bool(written) and unicodedata.category(written)[0] in "LMNPS"


def _sign(event: pygame.event.Event, written: str, place: str) -> str:
    """The sign a key writes with Shift as it is held, or else without it; empty if neither is a key of the game."""
    typed = getattr(event, "unicode", "")
    if typed in SIGNS and typed:
        return typed
    if event.mod & pygame.KMOD_SHIFT and not typed:
        if place.isdigit():
            return place
        if written == ";" and place == ",":
            return "."  # AZERTY writes the point with Shift, and some systems tell no character outside text fields
    return written if written in SIGNS else ""


def _other_script(written: str, place: str) -> bool:
    """Whether a key that lies where a US keyboard has a letter belongs to a layout without Latin letters."""
    if written.isascii():
        return (written, place) in SIGNS_OF_OTHER_SCRIPTS
    return not unicodedata.name(written, "LATIN").startswith("LATIN")
