"""The leader's page, and the leader's desktop game: what the desk knows, and its moves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.workshop import events as ev
from game.workshop import forms, views
from game.workshop.answers import answer_json, packed
from game.workshop.desktop_view import leader_view
from game.workshop.own_words import said as cleaned
from game.workshop.served.doors import LONGEST_MOVE, LOOKS, Doors, key_of, of_round, theme_of


class Leader:
    """The leader's addresses."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def routes(self) -> list[Route]:
        """Its addresses."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/desk", self.desk, methods=get), Route("/desk/state", self.desk_state, methods=get),
            Route("/desk/board.svg", self.desk_board, methods=get), Route("/desk/lead", self.lead, methods=post),
            Route("/desk/unlead", self.unlead, methods=post), Route("/desk/weigh", self.weigh, methods=get),
            Route("/desk/game", self.game, methods=get), Route("/desk/words", self.words, methods=post),
        ]  # fmt: skip

    async def desk(self, request: Request) -> Response:
        """The leader's page."""
        return self.doors.barred(request, "desk") or self.doors.page(request, "desk")

    def _desk_view(self) -> dict[str, Any]:
        return {**views.desk_view(self.doors.hub.room), "now": self.doors.hub.clock()}

    async def desk_state(self, request: Request) -> Response:
        """All that the leader's page shows."""
        return self.doors.barred(request, "desk") or answer_json(request, self._desk_view())

    async def desk_board(self, request: Request) -> Response:
        """The board as the desk believes it."""
        barred = self.doors.barred(request, "desk")
        if barred is not None:
            return barred
        theme = theme_of(request)
        board = await self.doors.view(f"board {theme}", lambda room: views.desk_board(room, theme))
        return packed(request, board.encode(), "image/svg+xml")

    async def game(self, request: Request) -> Response:
        """How the room stands for the leader's desktop game, and its company's moves; `known`: the digest it has."""
        barred = self.doors.barred(request, "desk")
        if barred is not None:
            return barred
        known = request.query_params.get("known", "")[:LONGEST_MOVE]
        view = await asyncio.to_thread(leader_view, self.doors.hub.room, known)
        return answer_json(request, {**view, "now": self.doors.hub.clock()})

    async def weigh(self, request: Request) -> Response:
        """What a move would cost and bring, as far as the desk can tell."""
        barred = self.doors.barred(request, "desk") or self.doors.too_often(request, "leader", LOOKS)
        if barred is not None:
            return barred
        text = self.doors.move_of(request, "leader")
        if isinstance(text, Response):
            return text
        return answer_json(request, views.desk_weighed(self.doors.hub.room, text))

    async def _by_leader(
        self, request: Request, form: dict[str, forms.Check], make: Callable[[int, dict[str, Any]], ev.Event]
    ) -> Response:
        barred = self.doors.barred(request, "desk")
        if barred is not None:
            return barred
        try:
            said = forms.read_of_round(await request.body(), form)
        except forms.Unfit as why:
            return self.doors.refuse(request, 400, str(why), "leader")
        said["key"] = key_of("desk", said["key"])
        told = await self.doors.hub.do(lambda at: make(at, said), meant=of_round(said["began"]))
        return self.doors.told(request, told, self._desk_view(), "leader")

    async def lead(self, request: Request) -> Response:
        """A move of the leader."""
        return await self._by_leader(request, forms.LEAD, lambda at, d: ev.Lead(at, d["key"], d["text"]))

    async def unlead(self, request: Request) -> Response:
        """The leader takes the last move back."""
        return await self._by_leader(request, forms.UNLEAD, lambda at, d: ev.Unlead(at, d["key"]))

    async def words(self, request: Request) -> Response:
        """What the leader of a room's only company says that it means by a value it has declared."""
        return await self._by_leader(
            request, forms.WORDS, lambda at, d: ev.Words(at, "", d["key"], d["value"], cleaned(d["text"]))
        )
