"""A hub at work inside a test, on a free port of this computer, and clients that speak plain HTTP to it."""

import asyncio
import contextlib
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.workshop import journal, views
from game.workshop.events import Open
from game.workshop.host import CAPS, listen, server
from game.workshop.hub import Hub, now_ms
from game.workshop.invitation import Invitation
from game.workshop.limits import Caps
from game.workshop.records import Room
from game.workshop.serve import Desk
from game.workshop.shelf import Shelf
from game.workshop.wire import Line, Refusals

PATIENCE = 60.0


class Impatient(Line):
    """A connection that is cut off sooner, so that a test need not wait."""

    request_seconds = 0.6
    answer_seconds = 0.6


class Client:
    """A browser with its cookies, over one connection that it opens again when it has to."""

    def __init__(self, port: int, page: str = "") -> None:
        self.port, self.page = port, page
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        self._line: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes, Any]:
        """Status, body and headers of an answer."""
        given = {"Host": f"127.0.0.1:{self.port}", **self.headers}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.page:
            given["X-Page"] = self.page
        if body is not None:
            given["Content-Type"] = "application/json"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        given = {name: value for name, value in given.items() if value}
        for again in (False, True):
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                self._line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
                for name, value in given.items():
                    self._line.putheader(name, value)
                if body is not None and "Content-Length" not in given:
                    self._line.putheader("Content-Length", str(len(body)))
                self._line.endheaders(body)
                answer = self._line.getresponse()
                found = answer.read()
            except (ConnectionError, http.client.BadStatusLine):
                self.close()
                if again:
                    raise
                continue
            for set_cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = set_cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            if answer.headers.get("Connection") == "close":
                self.close()
            return answer.status, found, answer.headers
        raise AssertionError("no answer")

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        status, found, _ = self.ask("GET", path, **headers)
        return status, found

    def state(self, path: str = "/phone/state") -> dict[str, Any]:
        status, found = self.get(path)
        assert status == 200, (status, found)
        state: dict[str, Any] = json.loads(found)
        return state

    def post(self, path: str, **fields: Any) -> tuple[int, dict[str, Any]]:
        status, found, _ = self.ask("POST", path, json.dumps(fields).encode())
        return status, json.loads(found)

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


class Served:
    """A room at work. lines(): its journal; refused: how often something was refused."""

    def __init__(
        self, folder: Path, caps: Caps = CAPS, line: type[Line] = Line, hub: Hub | None = None,
        pages: Path | None = None, port: int = 0,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.hub = hub or Hub.begin(folder, Open(now_ms(), "60", 7, "letters"))
        listener, addresses = listen(port, None)
        self.port: int = listener.getsockname()[1]
        secrets = self.hub.new_link("host"), self.hub.new_link("desk")
        self.invitation = invitation = Invitation(addresses, self.port, self.hub.code, *secrets)
        self.refusals = Refusals()
        self.desk = Desk(self.hub, invitation, self.refusals, Shelf(pages or pages_in(folder / "pages")))
        self.server = server(self.desk, self.refusals, caps, line)
        self._clients: list[Client] = []
        self._keys = 0
        self._thread = threading.Thread(target=self._run, args=(listener,))
        self._thread.start()
        until = time.monotonic() + PATIENCE
        while not self.server.started and time.monotonic() < until:
            time.sleep(0.01)
        self.host = self.client()
        assert self.host.get(f"/host/{invitation.host}")[0] == 303

    def _run(self, listener: socket.socket) -> None:
        asyncio.run(self.server.serve([listener]))

    def client(self, page: str = "") -> Client:
        client = Client(self.port, page)
        self._clients.append(client)
        return client

    def leader(self) -> Client:
        client = self.client()
        assert client.get(f"/desk/{self.invitation.desk}")[0] == 303
        return client

    def key(self) -> str:
        self._keys += 1
        return f"key-{self._keys:08d}"

    def phone(self, name: str = "") -> Client:
        """Somebody who has sat down."""
        client = self.client()
        status, said = client.post("/sit", code=self.hub.code, name=name, key=self.key())
        assert status == 200, said
        return client

    def do(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Something that the facilitator does, and may."""
        status, said = self.host.post("/host/do", key=self.key(), kind=kind, **fields)
        assert status == 200, said
        assert said["ok"], said
        state: dict[str, Any] = said["state"]
        return state

    def month(self, phones: int = 4) -> list[Client]:
        """A room in its first month, with so many phones."""
        seated = [self.phone() for _ in range(phones)]
        self.do("start")
        self.do("begin")
        self.do("close", why="")
        self.do("begin")
        return seated

    def lines(self) -> list[str]:
        return journal.lines(self.hub.journal.path)

    @property
    def refused(self) -> int:
        return self.refusals.total

    def stop(self) -> float:
        """Ends it, and says how many seconds that took."""
        begun = time.monotonic()
        self.server.should_exit = True
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        for client in self._clients:
            client.close()
        return time.monotonic() - begun


@contextlib.contextmanager
def served(
    folder: Path, caps: Caps = CAPS, line: type[Line] = Line, hub: Hub | None = None, pages: Path | None = None,
    port: int = 0,
) -> Iterator[Served]:
    """A room at work, ended afterwards."""
    room = Served(folder, caps, line, hub, pages, port)
    try:
        yield room
    finally:
        room.stop()


@contextlib.contextmanager
def refused(room: Served, times: int = 1) -> Iterator[None]:
    """Whatever happens inside is refused and written down at least so often, and changes nothing."""
    before, lines, state = room.refused, room.lines(), room.hub.room
    yield
    assert room.refused >= before + times
    assert room.lines() == lines
    assert room.hub.room is state


class Watch:
    """A stream, read as it comes. It asks for no second answer, so that its end is heard as soon as it comes."""

    def __init__(self, client: Client, query: str) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self._socket = socket.create_connection(("127.0.0.1", client.port), timeout=PATIENCE)
        self._socket.sendall(
            f"GET /stream?{query} HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nCookie: {cookies}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        self._file = self._socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])

    def events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name ("" for a pulse) and data of each event, until the stream ends."""
        name = ""
        for raw in self._file:
            line = raw.decode().rstrip("\r\n")
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                yield name, json.loads(line[6:])
                name = ""

    def next(self) -> tuple[str, dict[str, Any]]:
        return next(self.events())

    def until(self, wanted: str) -> dict[str, Any]:
        """The data of the next event of that name; the hub ends the stream after its last."""
        for name, data in self.events():
            if name == wanted:
                return data
        raise AssertionError(f"the stream ended without “{wanted}”")

    def ended(self) -> bool:
        """Whether nothing more comes."""
        for _ in self.events():
            pass
        return True

    def close(self) -> None:
        self._file.close()
        self._socket.close()


def pages_in(folder: Path) -> Path:
    """A folder with a small page for everybody: what stands on the real ones is no matter of the hub."""
    folder.mkdir(exist_ok=True)
    for name in ("join", "phone", "company", "host", "wall", "desk", "check"):
        text = f'<!doctype html>\n<html lang="en"><title>{name}</title></html>\n'
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    (folder / "small.css").write_text("body { margin: 0; }\n" * 60, encoding="utf-8")
    return folder


def shown(room: Room) -> list[object]:
    """All that anybody can see of a room, and the fingerprints of what has been played."""
    sessions = [*room.companies.values(), *(session for trunk in room.trunks for _, session in trunk.companies)]
    return [
        *(views.seat_view(room, seat.seat) for seat in room.seats), views.desk_view(room), views.host_view(room),
        views.wall_view(room), [session.state().digest() for session in sessions],
    ]  # fmt: skip


def wait_for(true: Any, seconds: float = PATIENCE) -> None:
    """Waits until something is true, or fails."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


def page_of(html: bytes) -> str:
    """The number that the hub has written into a page."""
    found = re.search(rb'data-page="(\d+)"', html)
    assert found
    return found[1].decode()
