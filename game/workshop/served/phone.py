"""A seat's page: all that it shows, and what a team decides or says when it is asked."""

from __future__ import annotations

import time

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from game.workshop import events as ev
from game.workshop import forms
from game.workshop.answers import answer_json
from game.workshop.served.doors import Doors


class Phone:
    """The phones' addresses."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def routes(self) -> list[Route]:
        """Its addresses."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/phone", self.phone, methods=get), Route("/phone/state", self.phone_state, methods=get),
            Route("/phone/decide", self.decide, methods=post), Route("/phone/answer", self.answer, methods=post),
            Route("/phone/touch", self.touch, methods=post),
        ]  # fmt: skip

    async def phone(self, request: Request) -> Response:
        """A seat's page; whoever has no seat is led to the door."""
        name = "company" if self.doors.hub.room.many else "phone"
        return self.doors.page(request, name) if self.doors.seat(request) else RedirectResponse("/", 303)

    async def phone_state(self, request: Request) -> Response:
        """All that a seat's page shows."""
        seat = self.doors.looks(request)
        if isinstance(seat, Response):
            return seat
        self.doors.hub.presence.fetch(seat, time.monotonic())
        return answer_json(request, self.doors.seat_view(request, seat))

    async def decide(self, request: Request) -> Response:
        """A team's decision of a month."""
        return await self.doors.by_seat(
            request, forms.DECIDE,
            lambda at, seat, key, d: ev.Decide(at, seat, d["round"], key, d["answer"], d["job"], d["report"]),
        )  # fmt: skip

    async def answer(self, request: Request) -> Response:
        """What a phone says when it is asked."""
        return await self.doors.by_seat(
            request, forms.ANSWER, lambda at, seat, key, d: ev.Answer(at, seat, d["round"], key, tuple(d["figures"]))
        )

    async def touch(self, request: Request) -> Response:
        """A phone is in somebody's hand again."""
        return await self.doors.by_seat(request, forms.TOUCH, lambda at, seat, key, d: ev.Touch(at, seat))
