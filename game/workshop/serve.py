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

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from game.board.style import Theme
from game.workshop import events as ev
from game.workshop import forms, views
from game.workshop.answers import answer_json, packed, refuse, shelved
from game.workshop.hub import ABSENT, Hub, Told
from game.workshop.invitation import Invitation
from game.workshop.keys import WORD_LETTERS, hashed, plain, word_of
from game.workshop.limits import Lockout, Rate, Rates, own
from game.workshop.names import clean, friendly
from game.workshop.presence import page_name
from game.workshop.records import GIVEN_UP, Room
from game.workshop.shelf import Shelf, Thing
from game.workshop.streams import GAP_SECONDS, LONGEST_GAP, NEWER, Stream, Watchers
from game.workshop.wire import Guard, Refusals, address_of

COOKIE_SECONDS = 7 * 24 * 3600
DEEDS, LOOKS, SITS = Rate(4.0, 16.0), Rate(8.0, 40.0), Rate(0.5, 60.0)
"""What one seat may do, how often it may look, and how many may sit down from one address: a class may share one."""
NO_PAGE = "There is no such page here."
NOT_SEATED = "This phone has no seat in this room yet."
NOT_FACILITATOR = "That takes the facilitator's own link, which the hub has printed."
NOT_LEADER = "That takes the leader's own link, which the hub has printed."


class Desk:
    """The hub behind its addresses."""

    def __init__(self, hub: Hub, invitation: Invitation, refusals: Refusals, shelf: Shelf | None = None) -> None:
        self.hub, self.invitation, self.refusals = hub, invitation, refusals
        self.shelf = shelf or Shelf()
        self.watchers = Watchers()
        self.checked: dict[str, dict[str, int]] = {}
        self._rates, self._lockout = Rates(), Lockout()
        self._pages = 0
        self._made: dict[str, tuple[object, Any]] = {}
        self._making = asyncio.Lock()
        hub.on_change(self.watchers.stir)

    def application(self) -> ASGIApp:
        """The application, guarded."""
        get, post = ["GET"], ["POST"]
        routes = [
            Route("/", self.front, methods=get), Route("/j/{code}", self.front, methods=get),
            Route("/sit", self.sit, methods=post), Route("/comeback", self.come_back, methods=post),
            Route("/phone", self.phone, methods=get), Route("/phone/state", self.phone_state, methods=get),
            Route("/phone/decide", self.decide, methods=post), Route("/phone/answer", self.answer, methods=post),
            Route("/phone/touch", self.touch, methods=post),
            Route("/host", self.host, methods=get), Route("/host/state", self.host_state, methods=get),
            Route("/host/do", self.host_do, methods=post), Route("/host/{secret}", self.link, methods=get),
            Route("/wall", self.wall, methods=get), Route("/wall/state", self.wall_state, methods=get),
            Route("/desk", self.desk, methods=get), Route("/desk/state", self.desk_state, methods=get),
            Route("/desk/board.svg", self.desk_board, methods=get), Route("/desk/lead", self.lead, methods=post),
            Route("/desk/unlead", self.unlead, methods=post), Route("/desk/{secret}", self.link, methods=get),
            Route("/stream", self.stream, methods=get), Route("/check", self.check, methods=get),
            Route("/check/seen", self.check_seen, methods=post),
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
        yield
        await self.hub.stop()

    # Who asks.

    def _cookie(self, request: Request, role: str) -> str:
        return request.cookies.get(f"headcount-{role}-{self.hub.code.lower()}", "")

    def _give(self, response: Response, role: str, token: str) -> Response:
        name = f"headcount-{role}-{self.hub.code.lower()}"
        response.set_cookie(name, token, max_age=COOKIE_SECONDS, httponly=True, samesite="strict", path="/")
        return response

    def _seat(self, request: Request) -> str | None:
        return self.hub.seat_of(self._cookie(request, "seat"))

    def _opens(self, request: Request, role: str) -> bool:
        return self.hub.keys.opens(self._cookie(request, role), role) is not None

    def _sees_wall(self, request: Request) -> bool:
        address = address_of(request.scope)
        here = own(address) or address in self.invitation.addresses
        return here or self._opens(request, "host")

    def _refuse(self, request: Request, status: int, why: str, who: str = "", **more: Any) -> Response:
        self.refusals.note(f"{status} {why}", request.scope, who)
        return refuse(request.scope, status, why, **more)

    def _too_often(self, request: Request, who: str, rate: Rate) -> Response | None:
        if self._rates.allow(f"{rate.burst} {who}", rate, time.monotonic()):
            return None
        return self._refuse(request, 429, "Too much at once from this seat; wait a moment.", who)

    # Pages.

    def _page(self, request: Request, name: str) -> Response:
        html = self.shelf.page(name)
        if html is None:
            return self._refuse(request, 404, NO_PAGE)
        self._pages += 1
        page = page_name(self.hub.clock(), self._pages)
        seat = self._seat(request) if name == "phone" else None
        if seat is not None:
            self.hub.presence.newest(seat, page, time.monotonic())
            self.watchers.end(f"seat {seat}", "newer", {"why": NEWER})
        mark = f'<html data-page="{page}"'
        if name == "join":
            mark += f' data-name="{friendly(known.name for known in self.hub.room.seats)}"'
        marked = html.replace(b"<html", mark.encode(), 1)
        return Response(marked, media_type="text/html")

    async def front(self, request: Request) -> Response:
        """Where everybody comes in; whoever sits already is led to their phone page."""
        return RedirectResponse("/phone", 303) if self._seat(request) else self._page(request, "join")

    async def phone(self, request: Request) -> Response:
        """A seat's page; whoever has no seat is led to the door."""
        return self._page(request, "phone") if self._seat(request) else RedirectResponse("/", 303)

    async def host(self, request: Request) -> Response:
        """The facilitator's page."""
        if self._opens(request, "host"):
            return self._page(request, "host")
        return self._refuse(request, 403, NOT_FACILITATOR)

    async def wall(self, request: Request) -> Response:
        """The projector's page."""
        return self._page(request, "wall") if self._sees_wall(request) else self._refuse(request, 403, NOT_FACILITATOR)

    async def desk(self, request: Request) -> Response:
        """The leader's page."""
        return self._page(request, "desk") if self._opens(request, "desk") else self._refuse(request, 403, NOT_LEADER)

    async def check(self, request: Request) -> Response:
        """The page that a phone opens to see whether it reaches the hub."""
        return self._page(request, "check")

    async def link(self, request: Request) -> Response:
        """The facilitator's or the leader's own link: a cookie, and on to the page."""
        role = request.url.path.split("/")[1]
        locked = self._locked(request)
        if locked is not None:
            return locked
        secret = request.path_params["secret"]
        if self.hub.keys.opens(secret, role) is None:
            self._lockout.missed(address_of(request.scope), time.monotonic())
            return self._refuse(request, 403, NOT_FACILITATOR if role == "host" else NOT_LEADER)
        return self._give(RedirectResponse(f"/{role}", 303), role, secret)

    # Sitting down.

    def _locked(self, request: Request) -> Response | None:
        seconds = self._lockout.locked(address_of(request.scope), time.monotonic())
        if not seconds:
            return None
        wait = max(1, round(seconds))
        why = f"Too many wrong tries from here. Try again in {wait} second{'s' if wait > 1 else ''}."
        return self._refuse(request, 429, why, seconds=wait)

    def _wrong(self, request: Request, why: str) -> Response:
        self._lockout.missed(address_of(request.scope), time.monotonic())
        return self._refuse(request, 403, why)

    async def sit(self, request: Request) -> Response:
        """Takes a seat, under a code that stands on the wall; twice is once."""
        locked = self._locked(request)
        if locked is not None:
            return locked
        try:
            said = forms.read(await request.body(), forms.SIT)
        except forms.Unfit as why:
            return self._refuse(request, 400, str(why))
        if plain(said["code"]) != self.hub.code:
            return self._wrong(request, "That is not this room's code. It stands on the wall.")
        seat = self._seat(request)
        if seat is None and not own(address_of(request.scope)):
            refused = self._too_often(request, address_of(request.scope), SITS)
            if refused is not None:
                return refused
        if seat is not None:
            return answer_json(request, {"ok": True, "seat": seat, "word": word_of(self._cookie(request, "seat"))})
        return self._seated(request, await self.hub.sit(clean(said["name"]), said["key"]))

    async def come_back(self, request: Request) -> Response:
        """Lets another device have the seat whose word it knows."""
        locked = self._locked(request)
        if locked is not None:
            return locked
        try:
            said = forms.read(await request.body(), forms.COME_BACK)
        except forms.Unfit as why:
            return self._refuse(request, 400, str(why))
        word = plain(said["word"])
        if plain(said["code"]) != self.hub.code or len(word) != WORD_LETTERS:
            return self._wrong(request, "No seat here has that code and word.")
        told = await self.hub.come_back(word)
        return self._seated(request, told) if told.ok else self._wrong(request, "No seat here has that code and word.")

    def _seated(self, request: Request, told: Told) -> Response:
        if not told.ok:
            return self._refuse(request, 503 if told.again else 409, told.why)
        answer = {"ok": True, "seat": told.seat, "word": word_of(told.token)}
        return self._give(answer_json(request, answer), "seat", told.token)

    # The phone.

    def _phone_view(self, request: Request, seat: str) -> dict[str, Any]:
        newest = self.hub.presence.newest(seat, request.headers.get("x-page", ""), time.monotonic())
        word = word_of(self._cookie(request, "seat"))
        return {**views.seat_view(self.hub.room, seat), "word": word, "newer": not newest, "now": self.hub.clock()}

    async def phone_state(self, request: Request) -> Response:
        """All that a seat's page shows."""
        seat = self._seat(request)
        if seat is None:
            return self._refuse(request, 401, NOT_SEATED, go="/")
        refused = self._too_often(request, seat, LOOKS)
        if refused is not None:
            return refused
        self.hub.presence.fetch(seat, time.monotonic())
        return answer_json(request, self._phone_view(request, seat))

    async def _by_seat(
        self, request: Request, form: dict[str, forms.Check], make: Callable[[int, str, str, dict[str, Any]], ev.Event]
    ) -> Response:
        """Something that a seat does: made for its own seat, under a key that is its own."""
        seat = self._seat(request)
        if seat is None:
            return self._refuse(request, 401, NOT_SEATED, go="/")
        refused = self._too_often(request, seat, DEEDS)
        if refused is not None:
            return refused
        try:
            said = forms.read(await request.body(), form)
        except forms.Unfit as why:
            return self._refuse(request, 400, str(why), seat)
        self.hub.presence.fetch(seat, time.monotonic())
        if not self.hub.presence.newest(seat, request.headers.get("x-page", ""), time.monotonic()):
            answer = {"ok": False, "newer": True, "why": NEWER, "state": self._phone_view(request, seat)}
            self.refusals.note("a page that is not the newest", request.scope, seat)
            return answer_json(request, answer)
        if self.hub.returning:
            return self._refuse(request, 503, ABSENT, seat)
        known = self.hub.room.seat(seat)
        if known is not None and known.missed >= GIVEN_UP:
            await self.hub.do(lambda at: ev.Touch(at, seat))
        told = await self.hub.do(lambda at: make(at, seat, key_of(seat, said["key"]), said))
        return self._told(request, told, self._phone_view(request, seat), seat)

    async def decide(self, request: Request) -> Response:
        """A team's decision of a month."""
        return await self._by_seat(
            request, forms.DECIDE,
            lambda at, seat, key, d: ev.Decide(at, seat, d["round"], key, d["answer"], d["job"], d["report"]),
        )  # fmt: skip

    async def answer(self, request: Request) -> Response:
        """What a phone says when it is asked."""
        return await self._by_seat(
            request, forms.ANSWER, lambda at, seat, key, d: ev.Answer(at, seat, d["round"], key, tuple(d["figures"]))
        )

    async def touch(self, request: Request) -> Response:
        """A phone is in somebody's hand again."""
        return await self._by_seat(request, forms.TOUCH, lambda at, seat, key, d: ev.Touch(at, seat))

    def _told(self, request: Request, told: Told, state: dict[str, Any], who: str) -> Response:
        if told.ok:
            return answer_json(request, {"ok": True, "state": state})
        if told.again:
            return self._refuse(request, 503, told.why, who)
        self.refusals.note("the room refused it", request.scope, who)
        return answer_json(request, {"ok": False, "why": told.why, "state": state})

    # The facilitator and the wall.

    def _there(self) -> int:
        now = time.monotonic()
        return sum(self.hub.presence.there(seat.seat, now) for seat in self.hub.room.seats if not seat.gone)

    async def _view(self, name: str, make: Callable[[Room], Any]) -> Any:
        """What takes long to make, made once for a room and beside everything else: a debrief plays other leaders."""
        async with self._making:
            room = self.hub.room
            kept = self._made.get(name)
            if kept is None or kept[0] is not room:
                kept = self._made[name] = (room, await asyncio.to_thread(make, room))
            return kept[1]

    def _around(self, view: dict[str, Any]) -> dict[str, Any]:
        return {**view, "join": self.invitation.join(), "there": self._there(), "now": self.hub.clock()}

    async def _host_view(self) -> dict[str, Any]:
        view = self._around(await self._view("host", views.host_view))
        now, presence = time.monotonic(), self.hub.presence
        rows = []
        for row in view["seats"]:
            ago = presence.ago(row["seat"], now)
            seen = None if ago is None else round(1000 * ago)
            rows.append({**row, "seen_ms_ago": seen, "there": presence.there(row["seat"], now)})
        return {**view, "seats": rows, "links": self.invitation.links()}

    async def host_state(self, request: Request) -> Response:
        """All that the facilitator's page shows."""
        if not self._opens(request, "host"):
            return self._refuse(request, 403, NOT_FACILITATOR)
        return answer_json(request, await self._host_view())

    async def host_do(self, request: Request) -> Response:
        """Something that the facilitator does."""
        if not self._opens(request, "host"):
            return self._refuse(request, 403, NOT_FACILITATOR)
        try:
            key, event = forms.deed(await request.body(), self.hub.clock())
        except forms.Unfit as why:
            return self._refuse(request, 400, str(why), "facilitator")
        event = _worded(event)
        told = await self.hub.do(lambda at: replace(event, at=at), "host", key)
        if told.ok and isinstance(event, ev.Remove):
            self.watchers.end(f"seat {event.seat}", "gone")
        return self._told(request, told, await self._host_view(), "facilitator")

    async def wall_state(self, request: Request) -> Response:
        """All that the wall shows."""
        if not self._sees_wall(request):
            return self._refuse(request, 403, NOT_FACILITATOR)
        view = self._around(await self._view("wall", views.wall_view))
        return answer_json(request, {**view, "mine": self._opens(request, "host")})

    # The leader.

    def _desk_view(self) -> dict[str, Any]:
        return {**views.desk_view(self.hub.room), "now": self.hub.clock()}

    async def desk_state(self, request: Request) -> Response:
        """All that the leader's page shows."""
        if not self._opens(request, "desk"):
            return self._refuse(request, 403, NOT_LEADER)
        return answer_json(request, self._desk_view())

    async def desk_board(self, request: Request) -> Response:
        """The board as the desk believes it."""
        if not self._opens(request, "desk"):
            return self._refuse(request, 403, NOT_LEADER)
        theme = _theme(request)
        board = await self._view(f"board {theme}", lambda room: views.desk_board(room, theme))
        return packed(request, board.encode(), "image/svg+xml")

    async def _by_leader(
        self, request: Request, form: dict[str, forms.Check], make: Callable[[int, dict[str, Any]], ev.Event]
    ) -> Response:
        if not self._opens(request, "desk"):
            return self._refuse(request, 403, NOT_LEADER)
        try:
            said = forms.read(await request.body(), form)
        except forms.Unfit as why:
            return self._refuse(request, 400, str(why), "leader")
        said["key"] = key_of("desk", said["key"])
        told = await self.hub.do(lambda at: make(at, said))
        return self._told(request, told, self._desk_view(), "leader")

    async def lead(self, request: Request) -> Response:
        """A move of the leader."""
        return await self._by_leader(request, forms.LEAD, lambda at, d: ev.Lead(at, d["key"], d["text"]))

    async def unlead(self, request: Request) -> Response:
        """The leader takes the last move back."""
        return await self._by_leader(request, forms.UNLEAD, lambda at, d: ev.Unlead(at, d["key"]))

    # Everything else.

    async def stream(self, request: Request) -> ASGIApp | Response:
        """A page watches."""
        kind, page = request.query_params.get("page", ""), request.query_params.get("id", "")[:16]
        presence = self.hub.presence
        if kind == "phone":
            seat = self._seat(request)
            if seat is None:
                return self._refuse(request, 401, NOT_SEATED, go="/")
            if not presence.newest(seat, page, time.monotonic()):
                return Response(f'event: newer\ndata: {json.dumps({"why": NEWER})}\n\n', media_type="text/event-stream")
            return Stream(
                self.watchers, f"seat {seat}", self.hub.pulse, lambda: presence.hold(seat, time.monotonic()),
                lambda: presence.drop(seat, time.monotonic()), self._gap,
            )  # fmt: skip
        role = {"host": "host", "wall": "host", "desk": "desk"}.get(kind, "")
        may = self._sees_wall(request) if kind == "wall" else bool(role) and self._opens(request, role)
        if not may and kind != "check":
            return self._refuse(request, 403, NOT_LEADER if kind == "desk" else NOT_FACILITATOR)
        pulse = self._host_pulse if kind == "host" else self.hub.pulse
        return Stream(self.watchers, f"{kind} {page}" if page else "", pulse, _nothing, _nothing)

    def _gap(self) -> float:
        """Seconds between two pulses to a phone: while two hundred people sit down, each of them need not be told."""
        if self.hub.room.stage != "lobby":
            return GAP_SECONDS
        return min(LONGEST_GAP, max(GAP_SECONDS, len(self.watchers) / 100.0))

    def _host_pulse(self) -> dict[str, Any]:
        return {**self.hub.pulse(), "there": self._there()}

    async def check_seen(self, request: Request) -> Response:
        """A device tells that it reaches the hub, and how large its page is."""
        try:
            said = forms.read(await request.body(), forms.SEEN)
        except forms.Unfit as why:
            return self._refuse(request, 400, str(why))
        address = address_of(request.scope)
        if len(self.checked) < 512 or address in self.checked:
            self.checked[address] = {**said, "at": self.hub.clock()}
        return answer_json(request, {"ok": True, "address": address, "own": own(address), "now": self.hub.clock()})

    async def static(self, request: Request) -> Response:
        """A file of the pages."""
        return self._shelved(request, self.shelf.thing(request.path_params["name"]))

    async def piece(self, request: Request) -> Response:
        """A piece of the board as a picture."""
        return self._shelved(request, self.shelf.piece(request.path_params["name"], _theme(request)))

    async def icon(self, request: Request) -> Response:
        """What browsers ask for by themselves."""
        return self._shelved(request, self.shelf.piece("pawn-leader", _theme(request)))

    def _shelved(self, request: Request, thing: Thing | None) -> Response:
        return self._refuse(request, 404, NO_PAGE) if thing is None else shelved(request, thing)

    async def _lost(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        why = "That cannot be done here." if status == 405 else NO_PAGE
        return self._refuse(request, status, why)


def _worded(event: ev.Event) -> ev.Event:
    """A facilitator's event with its names cleaned, and with a reason where it needs one."""
    if isinstance(event, ev.Rename | ev.Branch):
        return replace(event, name=clean(event.name))
    if isinstance(event, ev.Pause | ev.Close) and not event.why.strip():
        return replace(event, why="by the facilitator")
    return event


def _theme(request: Request) -> Theme:
    return "dark" if request.query_params.get("theme") == "dark" else "light"


async def _fault(request: Request, error: Exception) -> Response:
    return refuse(request.scope, 500, "That failed at the hub; nothing was changed.")


def key_of(who: str, key: str) -> str:
    """A key as the room knows it: nobody can use up another's."""
    return hashed(f"{who} {key}").hex()[:24]


def _nothing() -> None:
    """What opens and closes unnoticed."""
