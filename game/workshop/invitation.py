"""How people find the room: its numeric addresses, its code, the codes to photograph, and the private links."""

from __future__ import annotations

import ipaddress
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO

import segno

from game.workshop.wire import SCHEME

LOOPBACK = "127.0.0.1"
_ADDRESS_OF_INTERFACE = 0x8915
"""Linux's SIOCGIFADDR."""


@dataclass(frozen=True)
class Invitation:
    """Where a room is. addresses: numeric, the best first; port: of the hub; code: of the room; host, desk: secrets."""

    addresses: tuple[str, ...]
    port: int
    code: str
    host: str = field(repr=False)
    desk: str = field(repr=False)

    @property
    def base(self) -> str:
        """The address that people are given."""
        return self.at(self.addresses[0])

    def at(self, address: str) -> str:
        """The hub under one of its numeric addresses."""
        return f"{SCHEME}://{address}:{self.port}"

    @property
    def link(self) -> str:
        """The participants' link."""
        return f"{self.base}/j/{self.code}"

    @cached_property
    def qr(self) -> str:
        """The participants' link as an SVG to photograph."""
        return str(segno.make(self.link, error="m").svg_inline(
            border=3, dark="#2B2622", light="#FFFFFF", omitsize=True, svgclass=None, lineclass=None
        ))  # fmt: skip

    def join(self) -> dict[str, str]:
        """What the wall shows of it."""
        return {"address": f"{self.addresses[0]}:{self.port}", "code": self.code, "link": self.link, "qr": self.qr}

    def links(self) -> dict[str, object]:
        """What only the facilitator is shown."""
        return {
            "join": self.link, "wall": f"{self.base}/wall", "host": f"{self.base}/host/{self.host}",
            "desk": f"{self.base}/desk/{self.desk}",
            "addresses": [self.at(address) for address in self.addresses],
        }  # fmt: skip


def qr_lines(link: str) -> str:
    """A link as half blocks for a terminal that can show them; else nothing."""
    if not (sys.stdout.isatty() and (sys.stdout.encoding or "").lower().startswith("utf")):
        return ""
    out = StringIO()
    segno.make(link, error="l").terminal(out, border=2, compact=True)
    return out.getvalue() + "\n"


def own_addresses() -> tuple[str, ...]:
    """This computer's numeric addresses in its networks, private ones first; nothing is sent to find out."""
    found: list[str] = []
    found += _routed()
    found += _interfaces()
    with suppress(OSError, UnicodeError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    fine = [address for address in dict.fromkeys(found) if _useful(address)]
    return tuple(sorted(fine, key=lambda address: not ipaddress.ip_address(address).is_private))


def _useful(address: str) -> bool:
    known = ipaddress.ip_address(address)
    return not (known.is_loopback or known.is_link_local or known.is_unspecified or known.is_multicast)


def _routed() -> list[str]:
    """The address from which the computer would speak to the world: choosing a route sends nothing."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return [str(probe.getsockname()[0])]
    return []


def _interfaces() -> list[str]:
    """The address of every network interface, where the system lets us ask."""
    if not sys.platform.startswith("linux"):
        return []
    import fcntl

    found = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            with suppress(OSError):
                answer = fcntl.ioctl(probe.fileno(), _ADDRESS_OF_INTERFACE, struct.pack("256s", name.encode()[:15]))
                found.append(socket.inet_ntoa(answer[20:24]))
    return found
