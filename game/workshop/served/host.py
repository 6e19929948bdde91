"""The facilitator's page and the projector's."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.workshop import events as ev
from game.workshop import forms, views
from game.workshop.answers import answer_json
from game.workshop.debrief import keep, sheets
from game.workshop.kit.document import kit
from game.workshop.kit.luck import FEWEST_TEAMS, MOST_TEAMS
from game.workshop.names import clean
from game.workshop.records import Room
from game.workshop.served.doors import NOT_FACILITATOR, Doors
from game.workshop.spoken import vocabulary_of


class Host:
    """The facilitator's and the wall's addresses."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def routes(self) -> list[Route]:
        """Its addresses."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/host", self.host, methods=get), Route("/host/state", self.host_state, methods=get),
            Route("/host/do", self.host_do, methods=post), Route("/host/debrief.html", self.file, methods=get),
            Route("/host/table.csv", self.table, methods=get), Route("/host/games.zip", self.games, methods=get),
            Route("/host/paper", self.paper, methods=get),
            Route("/wall", self.wall, methods=get), Route("/wall/state", self.wall_state, methods=get),
        ]  # fmt: skip

    async def host(self, request: Request) -> Response:
        """The facilitator's page."""
        return self.doors.barred(request, "host") or self.doors.page(request, "host")

    async def wall(self, request: Request) -> Response:
        """The projector's page."""
        if not self.doors.sees_wall(request):
            return self.doors.refuse(request, 403, NOT_FACILITATOR)
        return self.doors.page(request, "wall")

    def _around(self, view: dict[str, Any]) -> dict[str, Any]:
        return {
            **view,
            "join": self.doors.invitation.join(),
            "there": self.doors.there(),
            "now": self.doors.hub.clock(),
        }

    def _wall_view(self, room: Room) -> dict[str, Any]:
        return views.wall_view(room, self.doors.earlier(room))

    async def _host_view(self) -> dict[str, Any]:
        view = self._around(await self.doors.view("host", views.host_view))
        now, presence = time.monotonic(), self.doors.hub.presence
        rows = []
        for row in view["seats"]:
            ago = presence.ago(row["seat"], now)
            seen = None if ago is None else round(1000 * ago)
            rows.append({**row, "seen_ms_ago": seen, "there": presence.there(row["seat"], now)})
        return {**view, "seats": rows, "links": self.doors.invitation.links()}

    async def host_state(self, request: Request) -> Response:
        """All that the facilitator's page shows."""
        return self.doors.barred(request, "host") or answer_json(request, await self._host_view())

    async def host_do(self, request: Request) -> Response:
        """Something that the facilitator does."""
        barred = self.doors.barred(request, "host")
        if barred is not None:
            return barred
        try:
            key, event, shown = forms.deed(await request.body(), self.doors.hub.clock())
        except forms.Unfit as why:
            return self.doors.refuse(request, 400, str(why), "facilitator")
        event = _worded(event)
        told = await self.doors.hub.do(
            lambda at: replace(event, at=at), "host", key, lambda room: shown in (None, (room.step, room.began))
        )  # fmt: skip
        if told.ok and isinstance(event, ev.Remove):
            self.doors.watchers.end(f"seat {event.seat}", "gone")
        return self.doors.told(request, told, await self._host_view(), "facilitator")

    async def file(self, request: Request) -> Response:
        """The whole debrief as one file, with every saved game of the room played again."""
        return await self._kept(request, "debrief", ".html", "text/html; charset=utf-8", self._written)

    def _written(self, room: Room) -> bytes:
        day = datetime.fromtimestamp(self.doors.hub.opened / 1000)
        section = keep.of_room(room, day, self.doors.earlier(room))
        return keep.file(f"What happened on {day:%d %B %Y}", [section], keep.proofs_of(room), datetime.now())

    async def table(self, request: Request) -> Response:
        """Every month of every team, or every week of every company, as a table."""
        separator = request.query_params.get("separator", "comma")
        if separator not in sheets.SEPARATORS:
            return self.doors.refuse(request, 400, "A table is separated by comma, semicolon or tab.", "facilitator")
        return await self._kept(
            request, f"table-{separator}", ".csv", "text/csv; charset=utf-8",
            lambda room: sheets.written(keep.rows(room), separator, vocabulary_of(room)),
        )  # fmt: skip

    async def games(self, request: Request) -> Response:
        """The saved games of the room in a zip."""
        return await self._kept(
            request, "games", ".zip", "application/zip", lambda room: keep.zipped(keep.games(room))
        )

    async def _kept(
        self, request: Request, name: str, ending: str, media: str, make: Callable[[Room], bytes]
    ) -> Response:  # fmt: skip
        """Something to keep, as an attachment; only for the facilitator, and only once something was played."""
        barred = self.doors.barred(request, "host")
        if barred is not None:
            return barred
        if not any(session.ledgers for session in self.doors.hub.room.companies.values()):
            return self.doors.refuse(request, 404, "Nothing has been played yet, so there is nothing to keep.")
        data: bytes = await self.doors.view(f"kept {name}", make, kept=True)
        day = datetime.fromtimestamp(self.doors.hub.opened / 1000)
        attached = f'attachment; filename="headcount-{day:%Y-%m-%d}-{name.partition("-")[0]}{ending}"'
        return Response(data, media_type=media, headers={"content-disposition": attached})

    async def paper(self, request: Request) -> Response:
        """The paper kit as a file, on the room's luck, for as many teams as it has or as are asked for."""
        barred = self.doors.barred(request, "host")
        if barred is not None:
            return barred
        asked = request.query_params.get("teams", "")
        there = sum(not seat.gone for seat in self.doors.hub.room.seats)
        teams = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else -1 if asked else there
        if asked and not FEWEST_TEAMS <= teams <= MOST_TEAMS:
            why = f"A paper kit is made for {FEWEST_TEAMS} to {MOST_TEAMS} teams: /host/paper?teams=12"
            return self.doors.refuse(request, 400, why, "facilitator")
        teams = min(max(teams, FEWEST_TEAMS), MOST_TEAMS)
        made = await self.doors.view(
            f"paper {teams}", lambda room: kit(teams, room.seed, vocabulary_of(room)).encode()
        )
        named = {"content-disposition": f'attachment; filename="headcount-on-paper-{teams}-teams.html"'}
        return Response(made, media_type="text/html", headers=named)

    async def wall_state(self, request: Request) -> Response:
        """All that the wall shows."""
        if not self.doors.sees_wall(request):
            return self.doors.refuse(request, 403, NOT_FACILITATOR)
        view = self._around(await self.doors.view("wall", self._wall_view))
        return answer_json(request, {**view, "mine": self.doors.opens(request, "host")})


def _worded(event: ev.Event) -> ev.Event:
    """A facilitator's event with its names cleaned, and with a reason where it needs one."""
    if isinstance(event, ev.Rename | ev.Branch):
        return replace(event, name=clean(event.name))
    if isinstance(event, ev.Pause | ev.Close) and not event.why.strip():
        return replace(event, why="by the facilitator")
    return event
