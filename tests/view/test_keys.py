"""Shortcuts on other people's keyboards: what real layouts send for each key of the game, and what it counts as."""

import pygame
import pytest

from game.view.toolkit.keys import command, key_name

SHIFT, CTRL = pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SIGN_PLACES = {"-": 45, "=": 46, "[": 47, "]": 48, ";": 51, "'": 52, ",": 54, ".": 55, "/": 56}


def place(us: str) -> int:
    """The scan code of the key that writes `us` on a US keyboard."""
    if us.isalpha():
        return 4 + LETTERS.index(us)
    return 30 + (int(us) - 1) % 10 if us.isdigit() else SIGN_PLACES[us]


def key(written: str, us: str, unicode: str = "", mod: int = 0) -> pygame.event.Event:
    """A key that writes `written` without Shift and lies where a US keyboard has `us`."""
    return pygame.event.Event(pygame.KEYDOWN, key=ord(written), scancode=place(us), unicode=unicode, mod=mod)


OTHER_SCRIPTS = {
    "Russian": "фисвуапршолдьтщзйкыегмцчня",
    "Ukrainian": "фисвуапршолдьтщзйкіегмцчня",
    "Greek": "αβψδεφγηιξκλμνοπ;ρστθωςχυζ",
    "Hebrew": "שנבגקכעיןחלךצמםפ/רדאוה'סטז",
    "Arabic": "شﻻؤيثبلاهتنمةىخحضقسفعرصءغئ",
    "Thai": "ฟิแกำดเ้ร่าสทืนยๆพหะีอไปัผ",
}
"""What the keys write that are A to Z on a US keyboard; Greek and Hebrew have signs on Q and W."""


@pytest.mark.parametrize("layout", OTHER_SCRIPTS)
def test_letters_count_by_place_where_the_layout_has_no_latin_ones(layout: str) -> None:
    for letter, written in zip(LETTERS, OTHER_SCRIPTS[layout], strict=True):
        assert key_name(key(written, letter, written)) == letter, (layout, letter)
        assert key_name(key(written, letter)) == letter, "outside text fields no character comes with the key"
        assert key_name(key(written, letter, "\x14", CTRL)) == letter, "with Ctrl"


LATIN = {
    "AZERTY": {"a": "q", "q": "a", "z": "w", "w": "z", "m": ";"},
    "QWERTZ": {"z": "y", "y": "z"},
    "Dvorak": {
        "a": "a", "b": "n", "c": "i", "d": "h", "e": "d", "f": "y", "g": "u", "h": "j", "i": "g", "j": "c", "k": "v",
        "l": "p", "m": "m", "n": "l", "o": "s", "p": "r", "q": "x", "r": "o", "s": ";", "t": "k", "u": "f", "v": ".",
        "w": ",", "x": "b", "y": "t", "z": "/",
    },
}  # fmt: skip
"""Where Latin letters lie that are not where a US keyboard has them."""


@pytest.mark.parametrize("layout", LATIN)
def test_letters_count_by_letter_where_the_layout_has_latin_ones(layout: str) -> None:
    for letter in LETTERS:
        there = LATIN[layout].get(letter, letter)
        for mod, unicode in ((0, letter), (0, ""), (SHIFT, letter.upper()), (CTRL, "\x01")):
            assert key_name(key(letter, there, unicode, mod)) == letter, (layout, letter)


@pytest.mark.parametrize(
    ("layout", "written", "us", "unicode", "mod", "name"),
    [
        ("US", ".", ".", ".", 0, "."), ("US", "=", "=", "+", SHIFT, "+"), ("US", "1", "1", "!", SHIFT, "1"),
        ("US", "-", "-", "-", 0, "-"), ("US", "=", "=", "=", 0, "="), ("US", "-", "-", "", CTRL, "-"),
        ("AZERTY", "&", "1", "&", 0, "1"), ("AZERTY", "é", "2", "é", 0, "2"), ("AZERTY", '"', "3", '"', 0, "3"),
        ("AZERTY", "'", "4", "'", 0, "4"), ("AZERTY", "(", "5", "(", 0, "5"), ("AZERTY", "è", "7", "è", 0, "7"),
        ("AZERTY", "_", "8", "_", 0, "8"), ("AZERTY", "ç", "9", "ç", 0, "9"), ("AZERTY", "à", "0", "à", 0, "0"),
        ("AZERTY", "-", "6", "6", SHIFT, "6"), ("AZERTY", "-", "6", "", SHIFT, "6"),
        ("AZERTY", "-", "6", "-", 0, "-"), ("AZERTY", "=", "=", "+", SHIFT, "+"), ("AZERTY", "=", "=", "=", 0, "="),
        ("AZERTY", ",", "m", ",", 0, ","), ("AZERTY", ";", ",", ".", SHIFT, "."), ("AZERTY", ";", ",", "", SHIFT, "."),
        ("AZERTY", ":", ".", ":", 0, "."), ("AZERTY", "à", "0", "", CTRL, "0"),
        ("QWERTZ", "-", "/", "-", 0, "-"), ("QWERTZ", "+", "]", "+", 0, "+"), ("QWERTZ", ".", ".", ".", 0, "."),
        ("QWERTZ", "ß", "-", "ß", 0, "-"), ("QWERTZ", "+", "]", "", CTRL, "+"),
        ("Dvorak", ".", "e", ".", 0, "."), ("Dvorak", ",", "w", ",", 0, ","), ("Dvorak", "-", "'", "-", 0, "-"),
        ("Russian", "ю", ".", "ю", 0, "."), ("Russian", "б", ",", "б", 0, ","), ("Russian", ".", "/", ".", 0, "."),
        ("Greek", ".", ".", ".", 0, "."), ("Hebrew", "ת", ",", "ת", 0, ","), ("Hebrew", ".", "/", ".", 0, "."),
        ("Hebrew", ",", "'", ",", 0, ","), ("Arabic", "١", "1", "١", 0, "1"), ("Arabic", "و", ",", "و", 0, ","),
        ("Arabic", "ز", ".", "ز", 0, "."),
    ],
)  # fmt: skip
def test_signs_count_by_what_is_written_and_else_by_place(
    layout: str, written: str, us: str, unicode: str, mod: int, name: str
) -> None:
    assert key_name(key(written, us, unicode, mod)) == name, layout


@pytest.mark.parametrize(("written", "us"), [(";", "z"), ("'", "q")])
def test_the_signs_of_dvorak_are_no_letters(written: str, us: str) -> None:
    assert not key_name(key(written, us, written)).isalpha()


@pytest.mark.parametrize(("written", "us"), [("é", "w"), ("ı", "i"), ("ü", "[")])
def test_a_latin_letter_of_its_own_is_not_the_letter_that_a_us_keyboard_has_there(written: str, us: str) -> None:
    assert key_name(key(written, us, written)) not in LETTERS or key_name(key(written, us, written)) == ""


def test_keys_that_write_nothing_and_the_keypad_keep_their_names() -> None:
    names = {
        pygame.K_RETURN: "return", pygame.K_ESCAPE: "escape", pygame.K_SPACE: "space", pygame.K_TAB: "tab",
        pygame.K_BACKSPACE: "backspace", pygame.K_DELETE: "delete", pygame.K_F11: "f11", pygame.K_LEFT: "left",
        pygame.K_HOME: "home", pygame.K_PAGEDOWN: "page down", pygame.K_KP_ENTER: "return", pygame.K_KP7: "7",
        pygame.K_KP_PLUS: "+", pygame.K_KP_MINUS: "-",
    }  # fmt: skip
    for code, name in names.items():
        assert key_name(pygame.event.Event(pygame.KEYDOWN, key=code, mod=0)) == name


def test_control_and_command_both_make_a_command() -> None:
    assert command(key("t", "t", "", CTRL))
    assert command(key("t", "t", "", pygame.KMOD_LMETA))
    assert not command(key("t", "t", "t", SHIFT))
