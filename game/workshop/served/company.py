"""What a group's page may ask for and do, where many companies play: its board, its moves, and its weeks."""

from __future__ import annotations

import asyncio
import time

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.workshop import events as ev
from game.workshop import forms
from game.workshop.answers import answer_json, packed
from game.workshop.company_view import company_board, weighed
from game.workshop.desktop_view import desktop_view
from game.workshop.keys import word_of
from game.workshop.own_words import said
from game.workshop.served.doors import LONGEST_MOVE, Doors, theme_of


class Company:
    """The addresses of the groups' pages; the page itself is the seat's."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def routes(self) -> list[Route]:
        """Its addresses."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/company/board.svg", self.board, methods=get), Route("/company/weigh", self.weigh, methods=get),
            Route("/company/act", self.act, methods=post), Route("/company/unact", self.unact, methods=post),
            Route("/company/run", self.run, methods=post), Route("/company/gather", self.gather, methods=post),
            Route("/company/words", self.words, methods=post), Route("/company/game", self.game, methods=get),
        ]  # fmt: skip

    async def board(self, request: Request) -> Response:
        """The board as the company's desk believes it."""
        seat = self.doors.looks(request)
        if isinstance(seat, Response):
            return seat
        room, theme = self.doors.hub.room, theme_of(request)
        known = room.seat(seat)
        picture = "" if known is None else await asyncio.to_thread(company_board, room, known, theme)
        return packed(request, picture.encode(), "image/svg+xml")

    async def weigh(self, request: Request) -> Response:
        """What a move would cost and bring, as far as the company's desk can tell."""
        seat = self.doors.looks(request)
        if isinstance(seat, Response):
            return seat
        text = self.doors.move_of(request, seat)
        if isinstance(text, Response):
            return text
        known = self.doors.hub.room.seat(seat)
        assert known is not None, "a seat that a cookie opens is known"
        return answer_json(request, weighed(self.doors.hub.room, known, text))

    async def game(self, request: Request) -> Response:
        """How the room stands for a group's desktop game, and its company's moves; `known`: the digest it has."""
        seat = self.doors.looks(request)
        if isinstance(seat, Response):
            return seat
        self.doors.hub.presence.fetch(seat, time.monotonic())
        room, known = self.doors.hub.room, request.query_params.get("known", "")[:LONGEST_MOVE]
        sitting = room.seat(seat)
        assert sitting is not None, "a seat that a cookie opens is known"
        view = await asyncio.to_thread(desktop_view, room, sitting, known)
        return answer_json(request, {**view, "word": word_of(self.doors.cookie(request, "seat")),
                                     "now": self.doors.hub.clock()})  # fmt: skip

    async def act(self, request: Request) -> Response:
        """A move of the company."""
        return await self.doors.by_seat(
            request, forms.ACT, lambda at, seat, key, d: ev.Act(at, seat, d["round"], key, d["week"], d["text"])
        )

    async def unact(self, request: Request) -> Response:
        """The company takes its last move back."""
        return await self.doors.by_seat(
            request, forms.UNACT, lambda at, seat, key, d: ev.Unact(at, seat, d["round"], key, d["week"])
        )

    async def run(self, request: Request) -> Response:
        """The company lets weeks run."""
        return await self.doors.by_seat(
            request, forms.RUN, lambda at, seat, key, d: ev.Run(at, seat, d["round"], key, d["week"], d["weeks"])
        )

    async def words(self, request: Request) -> Response:
        """What the company says that it means by a value it has declared."""
        return await self.doors.by_seat(
            request, forms.WORDS, lambda at, seat, key, d: ev.Words(at, seat, key, d["value"], said(d["text"]))
        )

    async def gather(self, request: Request) -> Response:
        """Before the start, somebody goes to the others at a company's table."""
        return await self.doors.by_seat(
            request, forms.GATHER, lambda at, seat, key, d: ev.Gather(at, seat, key, d["company"])
        )
