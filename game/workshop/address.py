"""Where a room is, as somebody types it from the wall or pastes it from a message."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field, replace

SCHEME, PORT = "http", 8000
CODE_LETTERS = 6
EXAMPLE = "192.168.1.20:8000"


class AddressError(ValueError):
    """What was typed leads to no room; the text is a sentence that says what to do."""


@dataclass(frozen=True)
class Address:
    """Where a room is. host: numeric, or localhost; code: of the room, "" if it was not part of what was typed.

    desk: the secret of the leader's link, "" if it was none.
    """

    host: str
    port: int = PORT
    code: str = ""
    desk: str = field(default="", repr=False)

    def __str__(self) -> str:
        """As it stands on the wall: "192.168.1.20:8000"."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def place(self) -> str:
        """Where somebody sits who came by it: "192.168.1.20:8000, code HJKLMN"."""
        return f"{self}, the leader's desk" if self.desk else f"{self}, code {self.code}"

    @property
    def page(self) -> str:
        """What a browser opens."""
        return f"{SCHEME}://{self}" + (f"/j/{self.code}" if self.code else "")


def read(text: str, typed: str = "") -> Address:
    """The address that somebody typed: "192.168.1.20:8000", with or without http and /j/CODE; or AddressError.

    typed: a code that was typed beside it, which counts for more than one in the address.
    """
    where = _read(text.strip())
    return replace(where, code=code(typed)) if typed.strip() else where


def _read(words: str) -> Address:
    if not words:
        raise AddressError(f"Type the address that stands on the wall, such as {EXAMPLE}.")
    found = re.fullmatch(r"(?:(https?)://)?(\[[^\]/]*\]|[^:/\s]+)(?::([0-9]{1,5}))?(/\S*)?", words, re.IGNORECASE)
    if found is None:
        raise AddressError(f"“{words[:60]}” is no address of a room. It looks like {EXAMPLE}.")
    scheme, host, port, path = found.groups()
    if (scheme or SCHEME).lower() != SCHEME:
        raise AddressError("A room's address begins with http, and not with https.")
    if port and not 0 < int(port) < 65_536:
        raise AddressError(f"“{port}” is no port; it is the number after the colon, usually {PORT}.")
    return Address(_numeric(host.strip("[]").lower()), int(port or PORT), *_leads_to(path or ""))


def _numeric(host: str) -> str:
    if host == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        raise AddressError(
            f"“{host[:60]}” is a name, and a room is reached by its numeric address. It stands on the wall and looks "
            f"like {EXAMPLE}."
        ) from None


def _leads_to(path: str) -> tuple[str, str]:
    """The code and the leader's secret that a path holds, each "" if it does not."""
    kind, _, rest = path.strip("/").partition("/")
    if kind == "desk" and re.fullmatch(r"[A-Za-z0-9_-]{8,64}", rest):
        return "", rest
    if kind == "j" and rest:
        return code(rest), ""
    if kind == "host":
        raise AddressError("That is the facilitator's own link. Take the address that stands on the wall.")
    return "", ""


def code(text: str) -> str:
    """A room's code as somebody typed it; AddressError if it cannot be one."""
    letters = "".join(letter for letter in text.upper() if letter.isalpha())
    if len(letters) != CODE_LETTERS or not letters.isascii():
        raise AddressError(f"The code has {CODE_LETTERS} letters. It stands on the wall, below the address.")
    return letters
