"""What opens doors: join codes, private tokens, comeback words and secrets; only their hashes are kept.

A seat's token begins with its comeback word, so that the phone that holds it can be shown the word again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from game.workshop.journal import Door

LETTERS = "BCDGHJKLMNPQRSTVWXZ"
"""Of codes and words: none that looks like another or like a digit, and no vowels, so that no words come about."""
CODE_LETTERS, WORD_LETTERS = 6, 4
_WORK = 2**8
"""Of a word's hash, so that whoever finds the file cannot read the words off it; 200 may sit down at once."""


def new_code() -> str:
    """A join code: six letters for the wall."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))


def plain(text: str) -> str:
    """A code or word as somebody typed it, as it is meant."""
    return "".join(letter for letter in text.upper() if letter.isalpha())


def new_secret() -> str:
    """What nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)


def hashed(token: str) -> bytes:
    """The hash of a long token."""
    return hashlib.sha256(token.encode("utf-8", errors="replace")).digest()


class Keys:
    """The doors of one room. salt: of its words."""

    def __init__(self, salt: str, doors: Iterable[Door] = ()) -> None:
        self._salt = salt.encode()
        self._doors = {door.hash: door for door in doors}

    def add(self, doors: Iterable[Door]) -> None:
        """Lets these open from now on."""
        self._doors |= {door.hash: door for door in doors}

    def forget_words(self) -> None:
        """Lets no comeback word open anything any more."""
        self._doors = {key: door for key, door in self._doors.items() if door.role != "word"}

    def opens(self, token: str, role: str) -> Door | None:
        """The door that a token of a role opens."""
        door = self._doors.get(self._word(token) if role == "word" else hashed(token)) if token else None
        return door if door is not None and door.role == role else None

    def new_seat(self, seat: str, key: str) -> tuple[str, tuple[Door, ...]]:
        """A private token with a comeback word that nobody has yet, and the doors of a seat taken under a key."""
        word, door = self._new_word(seat)
        token = f"{word}.{new_secret()}"
        return token, (door, Door(hashed(token), "seat", seat), Door(hashed(f"sit {key}"), "sit", seat))

    def taken(self, key: str) -> str | None:
        """The seat that was taken under a key."""
        door = self.opens(f"sit {key}", "sit")
        return door.seat if door is not None else None

    def again(self, seat: str, word: str) -> tuple[str, tuple[Door, ...]]:
        """Another token for a seat whose word is known."""
        token = f"{word}.{new_secret()}"
        return token, (Door(hashed(token), "seat", seat),)

    def _new_word(self, seat: str) -> tuple[str, Door]:
        while True:
            word = "".join(secrets.choice(LETTERS) for _ in range(WORD_LETTERS))
            key = self._word(word)
            if key not in self._doors:
                self._doors[key] = door = Door(key, "word", seat)
                return word, door

    def _word(self, word: str) -> bytes:
        return hashlib.scrypt(word.encode("utf-8", errors="replace"), salt=self._salt, n=_WORK, r=8, p=1, dklen=32)


def word_of(token: str) -> str:
    """The comeback word at the beginning of a seat's token."""
    return token.partition(".")[0]
