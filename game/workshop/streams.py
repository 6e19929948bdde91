"""Streams of pulses to open pages: one a page, at most two pulses a second, a heartbeat every ten seconds."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from starlette.types import Receive, Scope, Send

GAP_SECONDS, LONGEST_GAP = 0.5, 0.8
BEAT_SECONDS = 10.0
NEWER = "This seat is open in a newer tab."


class Watcher:
    """One page that watches. told: what it is to be told before its stream ends, as an event's name and data."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.wake = asyncio.Event()
        self.ended = False
        self.told: tuple[str, dict[str, Any]] | None = None

    def end(self, event: str = "", data: dict[str, Any] | None = None) -> None:
        """Ends the stream, after one last event if there is one."""
        self.ended = True
        if event:
            self.told = (event, data or {})
        self.wake.set()


class Watchers:
    """Everyone who watches, by name: a second page of the same name takes the place of the first."""

    def __init__(self) -> None:
        self._all: dict[int, Watcher] = {}
        self._named: dict[str, Watcher] = {}
        self._count = 0

    def __len__(self) -> int:
        return len(self._all)

    def open(self, name: str) -> Watcher:
        """A new watcher; an older one of that name ends."""
        watcher = Watcher(name)
        self._all[id(watcher)] = watcher
        if name:
            older = self._named.get(name)
            if older is not None:
                older.end("newer", {"why": NEWER})
            self._named[name] = watcher
        return watcher

    def close(self, watcher: Watcher) -> None:
        """A watcher has gone."""
        self._all.pop(id(watcher), None)
        if self._named.get(watcher.name) is watcher:
            del self._named[watcher.name]

    def end(self, name: str, event: str = "", data: dict[str, Any] | None = None) -> None:
        """Ends the stream of a name, if there is one."""
        if name in self._named:
            self._named[name].end(event, data)

    def stir(self) -> None:
        """Something has changed that all may want to know."""
        for watcher in self._all.values():
            watcher.wake.set()

    def end_all(self) -> None:
        """Ends every stream."""
        for watcher in list(self._all.values()):
            watcher.end()


class Stream:
    """The answer to a page that watches: server-sent events until either side ends it.

    pulse: what to say now; opened and closed: called once each; gap: seconds to the next pulse at the least.
    """

    def __init__(
        self, watchers: Watchers, name: str, pulse: Callable[[], dict[str, Any]], opened: Callable[[], None],
        closed: Callable[[], None], gap: Callable[[], float] = lambda: GAP_SECONDS,
    ) -> None:  # fmt: skip
        self._watchers, self._name, self._pulse = watchers, name, pulse
        self._opened, self._closed, self._gap = opened, closed, gap

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Streams."""
        watcher = self._watchers.open(self._name)
        self._opened()
        gone = asyncio.create_task(_gone(receive, watcher))
        try:
            headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await self._speak(watcher, send)
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            self._watchers.close(watcher)
            self._closed()

    async def _speak(self, watcher: Watcher, send: Send) -> None:
        last, spoken = "", 0.0
        text = "retry: 2000\n\n"
        while not watcher.ended:
            watcher.wake.clear()
            pulse = self._pulse()
            now = time.monotonic()
            what = _text({key: value for key, value in pulse.items() if key != "now"})
            if what != last or now - spoken >= BEAT_SECONDS:
                text += f"data: {_text(pulse)}\n\n"
                last, spoken = what, now
            if text:
                await _say(send, text)
                text = ""
                await asyncio.sleep(self._gap())
            if not watcher.ended:
                await _wait(watcher, max(0.05, spoken + BEAT_SECONDS - time.monotonic()))
        if watcher.told is not None:
            event, data = watcher.told
            await _say(send, f"event: {event}\ndata: {_text(data)}\n\n")


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _wait(watcher: Watcher, seconds: float) -> None:
    """Waits until something may have to be said, at most so long."""
    try:
        async with asyncio.timeout(seconds):
            await watcher.wake.wait()
    except TimeoutError:
        pass


async def _gone(receive: Receive, watcher: Watcher) -> None:
    """Waits until the browser has closed its side."""
    while (await receive())["type"] != "http.disconnect":
        pass
    watcher.end()


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)
