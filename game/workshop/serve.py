"""The hub's addresses: which page lies where, who may fetch it, and what becomes of what is sent.

Everything that changes a room goes through `Hub`; here it is decided for whom. A seat is known by its cookie alone,
never by what a request says; the facilitator and the leader by cookies that only their links give.

For whoever writes a page. A page is NAME.html (or NAME/index.html) in assets/workshop and finds its own number in
`document.documentElement.dataset.page`. A phone sends it along: as the header `X-Page` of its fetches and POSTs, and as
`/stream?page=phone&id=NUMBER`. A seat's state says `newer: true` to a page that is not the newest; its POSTs answer
`{ok: false, newer: true, why, state}`; its stream gets an event `newer` and ends (close it, or it is opened again).
An event `gone` says that the seat was cleared. POSTs are JSON with exactly the fields of their form (`forms`); what the
room refuses is answered 200 with `ok: false`, what the hub refuses with 4xx and `{ok: false, why}` (401 with `go: "/"`
where there is no seat, 429 with `seconds`), and 503 is worth another try. Heartbeats are pulses too.
"""


from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from game.workshop.answers import refuse, shelved
from game.workshop.hub import Hub
from game.workshop.invitation import Invitation
from game.workshop.served.company import Company
from game.workshop.served.desk import Leader
from game.workshop.served.doors import NO_PAGE, NOT_FACILITATOR, NOT_LEADER, NOT_SEATED, Doors, theme_of
from game.workshop.served.front import Front
from game.workshop.served.host import Host
from game.workshop.served.phone import Phone
from game.workshop.shelf import Shelf, Thing
from game.workshop.streams import GAP_SECONDS, LONGEST_GAP, NEWER, Stream
from game.workshop.wire import Guard, Refusals

KEPT_SECONDS = 4 * 3600
"""How long a browser keeps pieces and fonts without asking: a workshop long, so that a phone that wakes fetches its
state alone."""


class Desk:
    """The hub behind its addresses."""

    def __init__(self, hub: Hub, invitation: Invitation, refusals: Refusals, shelf: Shelf | None = None) -> None:
        self.doors = Doors(hub, invitation, refusals, shelf)
        self.front = Front(self.doors)
        self.hub, self.invitation, self.refusals = hub, invitation, refusals
        self.watchers = self.doors.watchers

    def application(self) -> ASGIApp:
        """The application, guarded."""
        get, doors = ["GET"], self.doors
        pages = (Phone(doors), Company(doors), Host(doors), Leader(doors), self.front)
        routes = [route for page in pages for route in page.routes()]
        routes += [
            Route("/stream", self.stream, methods=get),
            Route("/static/{name:path}", self.static, methods=get),
            Route("/pieces/{name}.svg", self.piece, methods=get), Route("/favicon.ico", self.icon, methods=get),
        ]  # fmt: skip
        app = Starlette(
            routes=routes, lifespan=self._lifespan,
            exception_handlers={HTTPException: self._lost, Exception: _fault},
        )  # fmt: skip
        app.router.redirect_slashes = False
        return Guard(app, self.refusals)

    @asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self.hub.start()
        self.doors.look_ahead()
        yield
        self.doors.stop_looking_ahead()
        await self.hub.stop()

    # Who asks.

    async def stream(self, request: Request) -> ASGIApp | Response:
        """A page watches."""
        kind, page = request.query_params.get("page", ""), request.query_params.get("id", "")[:16]
        presence = self.hub.presence
        if kind == "phone":
            seat = self.doors.seat(request)
            if seat is None:
                return self.doors.refuse(request, 401, NOT_SEATED, go="/")
            if not presence.newest(seat, page, time.monotonic()):
                return Response(f'event: newer\ndata: {json.dumps({"why": NEWER})}\n\n', media_type="text/event-stream")
            return Stream(
                self.watchers, f"seat {seat}", lambda: self.hub.pulse(seat),
                lambda: presence.hold(seat, time.monotonic()), lambda: presence.drop(seat, time.monotonic()), self._gap,
            )  # fmt: skip
        role = {"host": "host", "wall": "host", "desk": "desk"}.get(kind, "")
        may = self.doors.sees_wall(request) if kind == "wall" else bool(role) and self.doors.opens(request, role)
        if not may and kind != "check":
            return self.doors.refuse(request, 403, NOT_LEADER if kind == "desk" else NOT_FACILITATOR)
        pulse = self._host_pulse if kind == "host" else self.hub.pulse
        return Stream(self.watchers, f"{kind} {page}" if page else "", pulse, _nothing, _nothing)

    def _gap(self) -> float:
        """Seconds between two pulses to a phone: while two hundred people sit down, each of them need not be told."""
        if self.hub.room.stage != "lobby":
            return GAP_SECONDS
        return min(LONGEST_GAP, max(GAP_SECONDS, len(self.watchers) / 100.0))

    def _host_pulse(self) -> dict[str, Any]:
        return {**self.hub.pulse(), "there": self.doors.there()}

    async def static(self, request: Request) -> Response:
        """A file of the pages."""
        name = request.path_params["name"]
        return self._shelved(request, self.doors.shelf.thing(name), KEPT_SECONDS if name.startswith("fonts/") else 0)

    async def piece(self, request: Request) -> Response:
        """A piece of the board as a picture."""
        found = self.doors.shelf.piece(request.path_params["name"], theme_of(request))
        return self._shelved(request, found, KEPT_SECONDS)

    async def icon(self, request: Request) -> Response:
        """What browsers ask for by themselves."""
        return self._shelved(request, self.doors.shelf.piece("pawn-leader", theme_of(request)), KEPT_SECONDS)

    def _shelved(self, request: Request, thing: Thing | None, seconds: int) -> Response:
        return self.doors.refuse(request, 404, NO_PAGE) if thing is None else shelved(request, thing, seconds)

    async def _lost(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        why = "That cannot be done here." if status == 405 else NO_PAGE
        return self.doors.refuse(request, status, why)


async def _fault(request: Request, error: Exception) -> Response:
    return refuse(request.scope, 500, "That failed at the hub; nothing was changed.")


def _nothing() -> None:
    """What opens and closes unnoticed."""
