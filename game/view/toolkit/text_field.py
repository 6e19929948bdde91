"""A line of text being written: what stands in it, where the caret is, and what a key or an input method does to it.

The system's text input fills it (`pygame.TEXTINPUT`), so dead keys, other layouts and input methods write what they
write everywhere; keys only move the caret, delete and paste. `widgets.text_field` shows it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable

import pygame

from game.view.toolkit.keys import command, key_name

JOINERS = "\u200c\u200d"
"""Invisible characters that some scripts need inside a word."""
NO_CLIPBOARD = "There is no clipboard here, so nothing could be pasted."
EMPTY_CLIPBOARD = "There is no text on the clipboard."
LEFT_ALONE = frozenset({"tab", "return", "escape", "up", "down", "page up", "page down"})
"""Keys that a field leaves to the screen around it."""


class TextField:
    """A text of at most `most` characters, of which `allowed` says which may stand in it.

    `caret` counts characters from 0; `composing` is what an input method has not settled yet, `all_chosen` is true
    while the next character replaces everything. `said` is a sentence about the clipboard, else empty.
    """

    def __init__(self, text: str = "", most: int = 48, allowed: Callable[[str], bool] | None = None) -> None:
        self.text = text[:most]
        self.most = most
        self.caret = len(self.text)
        self.composing = ""
        self.all_chosen = False
        self.said = ""
        self.stops: tuple[int, ...] = ()
        self.first = 0
        self._allowed = allowed

    @property
    def state(self) -> Hashable:
        """All that can be seen of it, for a panel's signature."""
        return self.text, self.caret, self.composing, self.all_chosen, self.said

    def write(self, text: str) -> None:
        """Puts text in at the caret: printable characters alone, as many as there is room for."""
        fresh = "".join(c for c in unicodedata.normalize("NFC", text) if c.isprintable() or c in JOINERS)
        if self._allowed is not None:
            fresh = "".join(c for c in fresh if self._allowed(c))
        self.composing, self.said = "", ""
        if fresh:
            self._drop_chosen()
            fresh = fresh[: self.most - len(self.text)]
            self.text = self.text[: self.caret] + fresh + self.text[self.caret :]
            self.caret += len(fresh)

    def put(self, text: str) -> None:
        """Puts other text in the place of all that stands there."""
        self.text, self.caret, self.all_chosen, self.composing = text[: self.most], min(len(text), self.most), False, ""

    def compose(self, text: str) -> None:
        """Shows what an input method is about to write."""
        self.composing = "".join(c for c in text if c.isprintable() or c in JOINERS)

    def choose_all(self) -> None:
        """Marks everything, so that the next character replaces it."""
        self.all_chosen, self.caret = bool(self.text), len(self.text)

    def place_caret(self, x: int) -> None:
        """Puts the caret nearest to `x`, in screen pixels from the field's left edge."""
        self.all_chosen = False
        if self.stops:
            nearest = min(range(len(self.stops)), key=lambda n: abs(self.stops[n] - x))
            self.caret = min(len(self.text), self.first + nearest)

    def key(self, event: pygame.event.Event) -> bool:
        """Takes a pressed key; True when it belongs to the field, as every key does that writes something."""
        name = key_name(event)
        if self.composing:
            return True  # the input method has it
        if command(event):
            return self._command(name)
        if name in LEFT_ALONE or (len(name) > 1 and name[0] == "f" and name[1:].isdigit()):
            return False
        if self._allowed is not None and len(name) == 1:
            return self._key_of_few(name, event)
        self.said = ""
        if name == "backspace":
            self._delete(self._before(), self.caret)
        elif name == "delete":
            self._delete(self.caret, self._after())
        elif name in ("left", "right", "home", "end"):
            there = {"left": self._before(), "right": self._after(), "home": 0, "end": len(self.text)}
            self.caret, self.all_chosen = there[name], False
        return True

    def _key_of_few(self, name: str, event: pygame.event.Event) -> bool:
        """In a field of digits: a key that is one by its place is written, any other letter is left to the screen."""
        assert self._allowed is not None
        if not self._allowed(name):
            return False
        typed = getattr(event, "unicode", "")
        if len(typed) == 1 and not self._allowed(typed):
            self.write(name)
        return True

    def _command(self, name: str) -> bool:
        if name == "a":
            self.choose_all()
        elif name == "v":
            self._paste()
        elif name in ("c", "x"):
            self._copy()
            if name == "x" and not self.said:
                self.text, self.caret, self.all_chosen = "", 0, False
        else:
            return False
        return True

    def _paste(self) -> None:
        try:
            text = pygame.scrap.get_text()
        except pygame.error:
            self.said = NO_CLIPBOARD
            return
        words = " ".join(text.split())
        if words:
            self.write(words)
        else:
            self.said = EMPTY_CLIPBOARD

    def _copy(self) -> None:
        try:
            pygame.scrap.put_text(self.text)
        except pygame.error:
            self.said = "There is no clipboard here, so nothing could be copied."

    def _delete(self, start: int, end: int) -> None:
        if self.all_chosen:
            self._drop_chosen()
            return
        self.text, self.caret = self.text[:start] + self.text[end:], start

    def _drop_chosen(self) -> None:
        if self.all_chosen:
            self.text, self.caret, self.all_chosen = "", 0, False

    def _before(self) -> int:
        """Where the character before the caret begins; marks that sit on a letter go with it."""
        at = self.caret - 1
        while at > 0 and unicodedata.combining(self.text[at]):
            at -= 1
        return max(0, at)

    def _after(self) -> int:
        at = self.caret + 1
        while at < len(self.text) and unicodedata.combining(self.text[at]):
            at += 1
        return min(len(self.text), at)
