"""Where everybody comes in: the door, sitting down, coming back with a word, the private links, and the check page."""

from __future__ import annotations

import time
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.workshop import forms
from game.workshop.answers import answer_json
from game.workshop.hub import Told
from game.workshop.keys import WORD_LETTERS, plain, word_of
from game.workshop.limits import Rate, own
from game.workshop.names import clean
from game.workshop.served.doors import NOT_OPEN, Doors
from game.workshop.wire import address_of

SITS = Rate(0.5, 60.0)
"""How many may sit down from one address: a class may share one."""


class Front:
    """The front door. checked: what devices told of themselves, by address."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.checked: dict[str, dict[str, int]] = {}

    def routes(self) -> list[Route]:
        """Its addresses."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/", self.front, methods=get), Route("/j/{code}", self.front, methods=get),
            Route("/sit", self.sit, methods=post), Route("/comeback", self.come_back, methods=post),
            Route("/host/{secret}", self.link, methods=get), Route("/desk/{secret}", self.link, methods=get),
            Route("/check", self.check, methods=get), Route("/check/seen", self.check_seen, methods=post),
        ]  # fmt: skip

    async def front(self, request: Request) -> Response:
        """Where everybody comes in; whoever sits already is led to their phone page."""
        return RedirectResponse("/phone", 303) if self.doors.seat(request) else self.doors.page(request, "join")

    async def check(self, request: Request) -> Response:
        """The page that a phone opens to see whether it reaches the hub."""
        return self.doors.page(request, "check")

    async def link(self, request: Request) -> Response:
        """The facilitator's or the leader's own link: a cookie, and on to the page."""
        role = request.url.path.split("/")[1]
        locked = self.locked(request)
        if locked is not None:
            return locked
        secret = request.path_params["secret"]
        if self.doors.hub.keys.opens(secret, role) is None:
            return self.wrong(request, NOT_OPEN[role])
        return self.doors.give(RedirectResponse(f"/{role}", 303), role, secret)

    def locked(self, request: Request) -> Response | None:
        """A refusal while an address has tried too often in vain."""
        seconds = self.doors.lockout.locked(address_of(request.scope), time.monotonic())
        if not seconds:
            return None
        wait = max(1, round(seconds))
        why = f"Too many wrong tries from here. Try again in {wait} second{'s' if wait > 1 else ''}."
        return self.doors.refuse(request, 429, why, seconds=wait)

    def wrong(self, request: Request, why: str) -> Response:
        """A refusal that counts against the address it goes to."""
        self.doors.lockout.missed(address_of(request.scope), time.monotonic())
        return self.doors.refuse(request, 403, why)

    async def _said(self, request: Request, form: dict[str, forms.Check]) -> dict[str, Any] | Response:
        """What a form says, or why it is none."""
        try:
            return forms.read(await request.body(), form)
        except forms.Unfit as why:
            return self.doors.refuse(request, 400, str(why))

    async def sit(self, request: Request) -> Response:
        """Takes a seat, under a code that stands on the wall; twice is once."""
        said = self.locked(request) or await self._said(request, forms.SIT)
        if isinstance(said, Response):
            return said
        if plain(said["code"]) != self.doors.hub.code:
            return self.wrong(request, "That is not this room's code. It stands on the wall.")
        seat = self.doors.seat(request)
        if seat is None and not own(address_of(request.scope)):
            refused = self.doors.too_often(request, address_of(request.scope), SITS)
            if refused is not None:
                return refused
        if seat is not None:
            return answer_json(request, {"ok": True, "seat": seat, "word": word_of(self.doors.cookie(request, "seat"))})
        return self._seated(request, await self.doors.hub.sit(clean(said["name"]), said["key"]))

    async def come_back(self, request: Request) -> Response:
        """Lets another device have the seat whose word it knows."""
        said = self.locked(request) or await self._said(request, forms.COME_BACK)
        if isinstance(said, Response):
            return said
        word = plain(said["word"])
        if plain(said["code"]) != self.doors.hub.code or len(word) != WORD_LETTERS:
            return self.wrong(request, "No seat here has that code and word.")
        told = await self.doors.hub.come_back(word)
        return self._seated(request, told) if told.ok else self.wrong(request, "No seat here has that code and word.")

    def _seated(self, request: Request, told: Told) -> Response:
        if not told.ok:
            return self.doors.refuse(request, 503 if told.again else 409, told.why)
        answer = {"ok": True, "seat": told.seat, "word": word_of(told.token)}
        return self.doors.give(answer_json(request, answer), "seat", told.token)

    async def check_seen(self, request: Request) -> Response:
        """A device tells that it reaches the hub, and how large its page is."""
        said = await self._said(request, forms.SEEN)
        if isinstance(said, Response):
            return said
        address = address_of(request.scope)
        if len(self.checked) < 512 or address in self.checked:
            self.checked[address] = {**said, "at": self.doors.hub.clock()}
        return answer_json(
            request, {"ok": True, "address": address, "own": own(address), "now": self.doors.hub.clock()}
        )
