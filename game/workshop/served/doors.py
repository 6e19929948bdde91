"""What all of the hub's addresses share: who asks, what they are refused with, and the pages and views they are given.

A seat is known by its cookie alone, never by what a request says; the facilitator and the leader by cookies that only
their links give.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from game.board.style import Theme
from game.workshop import events as ev
from game.workshop import forms, views
from game.workshop.answers import answer_json, refuse
from game.workshop.debrief import earlier
from game.workshop.debrief.pages import pages
from game.workshop.debrief.reveals import Earlier
from game.workshop.hub import ABSENT, Hub, Meant, Told
from game.workshop.invitation import Invitation
from game.workshop.keys import hashed, word_of
from game.workshop.limits import Lockout, Rate, Rates, own
from game.workshop.names import friendly
from game.workshop.presence import page_name
from game.workshop.presets import MONTHS
from game.workshop.records import GIVEN_UP, Room
from game.workshop.shelf import Shelf
from game.workshop.streams import NEWER, Watchers
from game.workshop.wire import Refusals, address_of

COOKIE_SECONDS = 7 * 24 * 3600
DEEDS, LOOKS = Rate(4.0, 16.0), Rate(8.0, 40.0)
"""What one seat may do, and how often it may look."""
LONGEST_MOVE = 200
NO_PAGE = "There is no such page here."
NOT_SEATED = "This phone has no seat in this room yet."
NOT_FACILITATOR = "That takes the facilitator's own link, which the hub has printed."
NOT_LEADER = "That takes the leader's own link, which the hub has printed."
NOT_OPEN: dict[str, str] = {"host": NOT_FACILITATOR, "desk": NOT_LEADER}
"""What is said to whoever does not have the link of a role."""


class Doors:
    """The hub as its addresses see it."""

    def __init__(self, hub: Hub, invitation: Invitation, refusals: Refusals, shelf: Shelf | None = None) -> None:
        self.hub, self.invitation, self.refusals = hub, invitation, refusals
        self.shelf = shelf or Shelf()
        self.watchers = Watchers()
        self.rates, self.lockout = Rates(), Lockout()
        self._pages = self._latest = 0
        self._made: dict[str, tuple[object, Any]] = {}
        self._making, self._keeping = asyncio.Lock(), asyncio.Lock()
        self._earlier: Earlier = ()
        self._ahead_of: object = None
        self._ahead: asyncio.Task[object] | None = None
        self._beside: asyncio.Task[None] | None = None
        hub.on_change(self.watchers.stir)
        hub.on_change(self.look_ahead)

    def cookie(self, request: Request, role: str) -> str:
        """What a browser shows for a role; an empty text if nothing."""
        return request.cookies.get(f"headcount-{role}-{self.hub.code.lower()}", "")

    def give(self, response: Response, role: str, token: str) -> Response:
        """The response with a token for a role in a cookie that no script can read."""
        name = f"headcount-{role}-{self.hub.code.lower()}"
        response.set_cookie(name, token, max_age=COOKIE_SECONDS, httponly=True, samesite="strict", path="/")
        return response

    def seat(self, request: Request) -> str | None:
        """The seat of whoever asks, if there is one."""
        return self.hub.seat_of(self.cookie(request, "seat"))

    def opens(self, request: Request, role: str) -> bool:
        """Whether whoever asks has the link of a role."""
        return self.hub.keys.opens(self.cookie(request, role), role) is not None

    def barred(self, request: Request, role: str) -> Response | None:
        """A refusal for whoever does not have the link of a role."""
        return None if self.opens(request, role) else self.refuse(request, 403, NOT_OPEN[role])

    def looks(self, request: Request) -> str | Response:
        """The seat of whoever looks, or a refusal where there is none or it looks too often."""
        seat = self.seat(request)
        if seat is None:
            return self.refuse(request, 401, NOT_SEATED, go="/")
        return self.too_often(request, seat, LOOKS) or seat

    def sees_wall(self, request: Request) -> bool:
        """Whether the wall is for whoever asks: this computer, or the facilitator elsewhere."""
        address = address_of(request.scope)
        here = own(address) or address in self.invitation.addresses
        return here or self.opens(request, "host")

    def refuse(self, request: Request, status: int, why: str, who: str = "", **more: Any) -> Response:
        """A refusal, written down."""
        self.refusals.note(f"{status} {why}", request.scope, who)
        return refuse(request.scope, status, why, **more)

    def too_often(self, request: Request, who: str, rate: Rate) -> Response | None:
        """A refusal if somebody asks more often than the rate allows."""
        if self.rates.allow(f"{rate.burst} {who}", rate, time.monotonic()):
            return None
        return self.refuse(request, 429, "Too much at once from this seat; wait a moment.", who)

    def move_of(self, request: Request, who: str) -> str | Response:
        """The move that somebody asks about, as text, or why it cannot be asked."""
        text = request.query_params.get("text", "")
        fits = len(text) <= LONGEST_MOVE and text.isprintable()
        return text if fits else self.refuse(request, 400, "“text” cannot be that.", who)

    def page(self, request: Request, name: str) -> Response:
        """A page with a number of its own; the newest of a seat ends the older ones."""
        html = self.shelf.page(name)
        if html is None:
            return self.refuse(request, 404, NO_PAGE)
        self._pages += 1
        self._latest = max(self._latest, self.hub.clock())  # a clock that is set back makes no page an older one
        page = page_name(self._latest, self._pages)
        seat = self.seat(request) if name in ("phone", "company") else None
        if seat is not None:
            self.hub.presence.newest(seat, page, time.monotonic())
            self.watchers.end(f"seat {seat}", "newer", {"why": NEWER})
        mark = f'<html data-page="{page}"'
        if name == "join":
            mark += f' data-name="{friendly(known.name for known in self.hub.room.seats)}"'
        marked = html.replace(b"<html", mark.encode(), 1)
        return Response(marked, media_type="text/html")

    def told(self, request: Request, told: Told, state: dict[str, Any], who: str) -> Response:
        """What became of a proposal, with the state after it."""
        if told.ok:
            return answer_json(request, {"ok": True, "state": state})
        if told.again:
            return self.refuse(request, 503, told.why, who)
        self.refusals.note("the room refused it", request.scope, who)
        return answer_json(request, {"ok": False, "why": told.why, "state": state})

    def there(self) -> int:
        """How many phones are there now."""
        now = time.monotonic()
        return sum(self.hub.presence.there(seat.seat, now) for seat in self.hub.room.seats if not seat.gone)

    async def view(self, name: str, make: Callable[[Room], Any], kept: bool = False) -> Any:
        """What takes long to make, made once for a room and beside everything else: a debrief plays other leaders.

        kept: it is a file to take home; no page waits until it is written.
        """
        await self.ready()
        async with self._keeping if kept else self._making:
            room = self.hub.room
            made = self._made.get(name)
            if made is None or made[0] is not room:
                made = self._made[name] = (room, await asyncio.to_thread(make, room))
            return made[1]

    def earlier(self, room: Room) -> Earlier:
        """What other groups of this room's preset reached, once there is something to stand beside it."""
        return self._earlier if room.stage == "debrief" else ()

    def look_ahead(self) -> None:
        """Once the last month of the plan is over, what the debrief needs is made, before anybody opens it.

        Where many companies play, after each quarter: what is made for one is gone on with after the next.
        """
        room = self.hub.room
        left = room.open if room.many else any(step.kind in MONTHS for step in room.plan[room.step :])
        if self._ahead_of is room.companies or not room.teams or left or not room.step:
            return
        self._ahead_of = room.companies
        self.stop_looking_ahead()
        loop = asyncio.get_running_loop()
        self._ahead = loop.create_task(asyncio.to_thread(pages, room))
        self._beside = loop.create_task(self._note_earlier(room))

    def stop_looking_ahead(self) -> None:
        """What is being made ahead is no longer waited for."""
        for task in (self._ahead, self._beside):
            if task is not None:
                task.cancel()

    async def ready(self) -> None:
        """Waits for what is being made ahead, so that nothing is made twice at once."""
        if self._ahead is not None and self.hub.room.stage == "debrief":
            await asyncio.wait([self._ahead])

    async def _note_earlier(self, room: Room) -> None:
        own = self.hub.journal.path
        for path in await asyncio.to_thread(earlier.unknown, own):
            await asyncio.to_thread(earlier.note, path)
        self._earlier = await asyncio.to_thread(earlier.reached, own, room)

    def seat_view(self, request: Request, seat: str) -> dict[str, Any]:
        """All that a seat's page shows."""
        newest = self.hub.presence.newest(seat, request.headers.get("x-page", ""), time.monotonic())
        word = word_of(self.cookie(request, "seat"))
        return {**views.seat_view(self.hub.room, seat), "word": word, "newer": not newest, "now": self.hub.clock()}

    async def by_seat(
        self, request: Request, form: dict[str, forms.Check],
        make: Callable[[int, str, str, dict[str, Any]], ev.Event],
    ) -> Response:  # fmt: skip
        """Something that a seat does: made for its own seat, under a key that is its own."""
        seat = self.seat(request)
        if seat is None:
            return self.refuse(request, 401, NOT_SEATED, go="/")
        refused = self.too_often(request, seat, DEEDS)
        if refused is not None:
            return refused
        try:
            said = forms.read_of_round(await request.body(), form)
        except forms.Unfit as why:
            return self.refuse(request, 400, str(why), seat)
        self.hub.presence.fetch(seat, time.monotonic())
        if not self.hub.presence.newest(seat, request.headers.get("x-page", ""), time.monotonic()):
            answer = {"ok": False, "newer": True, "why": NEWER, "state": self.seat_view(request, seat)}
            self.refusals.note("a page that is not the newest", request.scope, seat)
            return answer_json(request, answer)
        if self.hub.returning:
            return self.refuse(request, 503, ABSENT, seat)
        known = self.hub.room.seat(seat)
        if known is not None and known.missed >= GIVEN_UP:
            await self.hub.do(lambda at: ev.Touch(at, seat))
        key, began = key_of(seat, said["key"]), said["began"]
        told = await self.hub.do(lambda at: make(at, seat, key, said), meant=of_round(began))
        return self.told(request, told, self.seat_view(request, seat), seat)


def of_round(began: int | None) -> Meant:
    """Whether a room still plays the round that began then, where a page has said when."""
    return lambda room: began is None or began == room.began


def theme_of(request: Request) -> Theme:
    """The colours a page asks for."""
    return "dark" if request.query_params.get("theme") == "dark" else "light"


def key_of(who: str, key: str) -> str:
    """A key as the room knows it: nobody can use up another's."""
    return hashed(f"{who} {key}").hex()[:24]
