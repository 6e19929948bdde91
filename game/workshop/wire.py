"""The outermost wall: what comes over the wire is counted, timed and measured before anything else looks at it.

`Line` is one connection: too many are turned away, and one that dawdles with a request is cut off. `Guard` is one
request: only numeric addresses are hosts (a name could be bent to this computer by a stranger's page), a POST must come
from a page of ours as a small JSON text, and every answer carries the headers that keep a browser from running,
framing or guessing anything that is not ours.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import re
import time
from collections.abc import Callable
from typing import ClassVar

import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from game.workshop.answers import refuse
from game.workshop.limits import Caps, Crowd, Rate, Rates, own

SCHEME = "http"
LARGEST_BODY = 8 * 1024
LARGEST_HEAD = 16 * 1024
REQUEST_SECONDS = 10.0
"""How long a request may take to arrive whole, from the opening of its connection or from its first byte."""
ANSWER_SECONDS = 20.0
"""How long a client may read nothing of an answer that waits for it."""
NEIGHBOUR, OURSELVES = Rate(40.0, 400.0), Rate(2_000.0, 6_000.0)
"""Requests from one address: a whole class may sit behind one; and from this computer, where rehearsals run."""
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
log = logging.getLogger("headcount.workshop")
MOST_LINES = 120
"""Refusals that are written down in a minute; more are counted."""


class Refusals:
    """Every refusal as one line without anybody's words, and no more lines than somebody can read."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since, self._count = clock(), 0
        self.total = 0

    def note(self, why: str, scope: Scope | None = None, who: str = "", address: str = "") -> None:
        """Writes one down. why: a few words of ours."""
        now = self._clock()
        if now - self._since >= 60.0:
            if self._count > MOST_LINES:
                log.warning("refused: %d more in that minute", self._count - MOST_LINES)
            self._since, self._count = now, 0
        self._count += 1
        self.total += 1
        if self._count <= MOST_LINES:
            path = _family(scope["path"]) if scope is not None else "-"
            method = scope["method"] if scope is not None and re.fullmatch("[A-Z]{1,8}", scope["method"]) else "-"
            log.warning("refused: %s | %s %s | %s | %s", why, method, path, who or "-", address or address_of(scope))


def _family(path: str) -> str:
    """A path without what was typed into it."""
    first = path.split("/")[1:2]
    return f"/{first[0]}" if first and re.fullmatch("[a-z]{0,12}", first[0]) else "/?"


def address_of(scope: Scope | None) -> str:
    """The numeric address a request comes from."""
    client = scope.get("client") if scope is not None else None
    return str(client[0]) if client else "-"


class Line(H11Protocol):
    """One connection of a browser; `crowd` and `refusals` are those of the hub that it belongs to."""

    crowd: ClassVar[Crowd] = Crowd(Caps())
    refusals: ClassVar[Refusals] = Refusals()
    request_seconds: ClassVar[float] = REQUEST_SECONDS
    answer_seconds: ClassVar[float] = ANSWER_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Lets a connection in, or turns it away."""
        super().connection_made(transport)
        self._limit: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._address = self.client[0] if self.client else "-"
        self._inside = self.crowd.enter(self._address)
        if not self._inside:
            self.refusals.note("too many connections", address=self._address)
            transport.write(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            transport.close()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Takes what has come, and looks whether the request is whole by now."""
        if not self._inside or self.transport.is_closing():
            return
        if self._limit is None and self.conn.their_state in (h11.IDLE, h11.DONE):
            self._wait()
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._rest()

    def pause_writing(self) -> None:
        """Gives a client that does not read a while to do so."""
        super().pause_writing()
        self._stuck = self.loop.call_later(self.answer_seconds, self._cut, "an answer that nobody reads")

    def resume_writing(self) -> None:
        """A client reads again."""
        if self._stuck is not None:
            self._stuck.cancel()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Makes room for another."""
        self._rest()
        if self._stuck is not None:
            self._stuck.cancel()
        if self._inside:
            self._inside = False
            self.crowd.leave(self._address)
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._rest()
        self._limit = self.loop.call_later(self.request_seconds, self._cut, "a request that never ended")

    def _rest(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _cut(self, why: str) -> None:
        self.refusals.note(why, address=self._address)
        self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Turns away what is no request at all."""
        self.refusals.note("no request that can be read", address=self._address)
        super().send_400_response(msg)


class Guard:
    """Looks at every request before the application does."""

    def __init__(self, app: ASGIApp, refusals: Refusals) -> None:
        self._app, self._refusals, self._rates = app, refusals, Rates()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = _with_headers(send)
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        refused = self._refused(scope, headers)
        body = b""
        if refused is None and scope["method"] == "POST":
            read = await _body(receive)
            refused = (413, "That is too much at once.") if read is None else None
            body = read or b""
        if refused is not None:
            status, why = refused
            self._refusals.note(f"{status} {why}", scope)
            await refuse(scope, status, why)(scope, receive, sent)
            return
        await self._app(scope, _given(body, receive) if scope["method"] == "POST" else receive, sent)

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        address = address_of(scope)
        if not self._rates.allow(address, OURSELVES if own(address) else NEIGHBOUR, time.monotonic()):
            return 429, "Too much at once from there; wait a moment."
        host = headers.get("host", "")
        if not numeric(host) or sum(key == b"host" for key, _ in scope["headers"]) != 1:
            return 421, "Only the hub's numeric address leads here."
        if sum(len(key) + len(value) for key, value in scope["headers"]) + len(scope["raw_path"]) > LARGEST_HEAD:
            return 431, "That is too much at once."
        if scope["method"] not in ("GET", "POST"):
            return 405, "That cannot be done here."
        length = headers.get("content-length", "0")
        if scope["method"] != "POST":
            heavy = length != "0" or "transfer-encoding" in headers
            return (400, "A page is asked for without a body.") if heavy else None
        ours = f"{SCHEME}://{host}"
        if headers.get("origin", ours) != ours:
            return 403, "Only a page of this hub may send that."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "Only a page of this hub may send that."
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return 415, "That has to be sent as JSON."
        if not re.fullmatch("[0-9]{1,9}", length) or int(length) > LARGEST_BODY:
            return 413, "That is too much at once."
        return None


def numeric(host: str) -> bool:
    """Whether a Host is a numeric address or localhost, with or without a port."""
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]{2,45}\]|[0-9.]{7,15}|localhost)(:[0-9]{1,5})?", host)
    if match is None:
        return False
    if match[1] == "localhost":
        return True
    try:
        ipaddress.ip_address(match[1].strip("[]"))
    except ValueError:
        return False
    return True


async def _body(receive: Receive) -> bytes | None:
    """The whole body of a request, or None if it is too large; a slow one is cut off by its line."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        body += bytes(message.get("body", b""))
        if len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return body


def _given(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body that has been read already."""
    given = False

    async def give() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {key for key, _ in message["headers"]}
            added = [(key.encode(), value.encode()) for key, value in HEADERS.items() if key.encode() not in there]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sent
