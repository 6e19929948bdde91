"""The facilitator's page and the projector's."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from game.workshop import events as ev
from game.workshop import forms, views
from game.workshop.answers import answer_json
from game.workshop.kit.document import kit
from game.workshop.kit.luck import FEWEST_TEAMS, MOST_TEAMS
from game.workshop.names import clean
from game.workshop.served.doors import NOT_FACILITATOR, Doors


class Host:
    """The facilitator's and the wall's addresses."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors

    def routes(self) -> list[Route]:
        """Its addresses."""
        get, post = ["GET"], ["POST"]
        return [
            Route("/host", self.host, methods=get), Route("/host/state", self.host_state, methods=get),
            Route("/host/paper", self.paper, methods=get),
            Route("/host/do", self.host_do, methods=post),
            Route("/wall", self.wall, methods=get), Route("/wall/state", self.wall_state, methods=get),
        ]  # fmt: skip

    async def host(self, request: Request) -> Response:
        """The facilitator's page."""
        if self.doors.opens(request, "host"):
            return self.doors.page(request, "host")
        return self.doors.refuse(request, 403, NOT_FACILITATOR)

    async def wall(self, request: Request) -> Response:
        """The projector's page."""
        return (
            self.doors.page(request, "wall")
            if self.doors.sees_wall(request)
            else self.doors.refuse(request, 403, NOT_FACILITATOR)
        )

    def _around(self, view: dict[str, Any]) -> dict[str, Any]:
        return {
            **view,
            "join": self.doors.invitation.join(),
            "there": self.doors.there(),
            "now": self.doors.hub.clock(),
        }

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
        if not self.doors.opens(request, "host"):
            return self.doors.refuse(request, 403, NOT_FACILITATOR)
        return answer_json(request, await self._host_view())

    async def host_do(self, request: Request) -> Response:
        """Something that the facilitator does."""
        if not self.doors.opens(request, "host"):
            return self.doors.refuse(request, 403, NOT_FACILITATOR)
        try:
            key, event = forms.deed(await request.body(), self.doors.hub.clock())
        except forms.Unfit as why:
            return self.doors.refuse(request, 400, str(why), "facilitator")
        event = _worded(event)
        told = await self.doors.hub.do(lambda at: replace(event, at=at), "host", key)
        if told.ok and isinstance(event, ev.Remove):
            self.doors.watchers.end(f"seat {event.seat}", "gone")
        return self.doors.told(request, told, await self._host_view(), "facilitator")

    async def paper(self, request: Request) -> Response:
        """The paper kit as a file, on the room's luck, for as many teams as it has or as are asked for."""
        if not self.doors.opens(request, "host"):
            return self.doors.refuse(request, 403, NOT_FACILITATOR)
        asked = request.query_params.get("teams", "")
        there = sum(not seat.gone for seat in self.doors.hub.room.seats)
        teams = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else -1 if asked else there
        if asked and not FEWEST_TEAMS <= teams <= MOST_TEAMS:
            why = f"A paper kit is made for {FEWEST_TEAMS} to {MOST_TEAMS} teams: /host/paper?teams=12"
            return self.doors.refuse(request, 400, why, "facilitator")
        teams = min(max(teams, FEWEST_TEAMS), MOST_TEAMS)
        made = await self.doors.view(f"paper {teams}", lambda room: kit(teams, room.seed).encode())
        named = {"content-disposition": f'attachment; filename="headcount-on-paper-{teams}-teams.html"'}
        return Response(made, media_type="text/html", headers=named)

    async def wall_state(self, request: Request) -> Response:
        """All that the wall shows."""
        if not self.doors.sees_wall(request):
            return self.doors.refuse(request, 403, NOT_FACILITATOR)
        view = self._around(await self.doors.view("wall", views.wall_view))
        return answer_json(request, {**view, "mine": self.doors.opens(request, "host")})


def _worded(event: ev.Event) -> ev.Event:
    """A facilitator's event with its names cleaned, and with a reason where it needs one."""
    if isinstance(event, ev.Rename | ev.Branch):
        return replace(event, name=clean(event.name))
    if isinstance(event, ev.Pause | ev.Close) and not event.why.strip():
        return replace(event, why="by the facilitator")
    return event
