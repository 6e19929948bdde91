"""A rehearsal: so many bots on real connections play a whole preset through a real hub, and say how it bore them.

The hub runs as its own process on a free port of this computer; the bots are this process and report their own lag, so
that a slow rehearsal is not taken for a slow hub. Phones know what their pages know, and nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.places import command_words
from game.sim.world import QUARTER_WEEKS
from game.workshop.host import HostError, known_preset
from game.workshop.journal import lines, rooms
from game.workshop.presets import MONTHS, PRESETS
from game.workshop.records import COMPANY_CHANGES
from game.workshop.rehearsed import Json, choice, figures, moves
from game.workshop.served.doors import key_of

QUICK_SECONDS = 3.0
"""How long a step of a quick rehearsal is open, if not all have answered before."""
PATIENCE = 60.0
ACK_MS, LAG_MS = 500.0, 1_000.0
"""What a room may take at the 99th percentile: an answer, and the news of a change."""
FLAT = 1.5
"""By how much the hub's memory may have grown from the first month to the last."""
BREATH = 0.45
"""Seconds between two deeds of a group; a page may do four a second."""


@dataclass
class Found:
    """What a rehearsal measured, in milliseconds and kilobytes.

    acks: of posts. lags: from an event's acknowledgement to a page's hearing of it; own: how late this process woke;
    memory: of the hub, by step; kept: decisions acknowledged, by key; lost: of these, those in no journal.
    """

    seats: int
    acks: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)
    refused: int = 0
    steps: int = 0
    seconds: float = 0.0
    lost: int = 0
    scores: list[str] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Whether a room of that size would be borne; a bots' process that was late itself proves nothing."""
        quick = _part(self.acks, 0.99) <= ACK_MS and _part(self.lags, 0.99) <= LAG_MS
        return quick and not self.lost and self.flat

    @property
    def flat(self) -> bool:
        """Whether the hub's memory stayed as it was."""
        return len(self.memory) < 4 or self.memory[-1] <= FLAT * self.memory[1]

    @property
    def fault(self) -> str:
        """What speaks against such a room, in a sentence or two, the worst first."""
        if self.lost:
            return "Decisions were lost. Do not hold a workshop with this computer before the reason is known."
        if not self.flat:
            return "The hub's memory grew with every step: a long session may fill it. Nothing was lost."
        return (f"Nothing was lost, but {self.seats} people would wait for this computer. Close what else runs on it "
                "and rehearse again, or let two people share a phone.")  # fmt: skip

    def lines(self) -> list[str]:
        """The figures as sentences."""
        ms = ", ".join(f"{name} {_part(self.acks, part):.0f}" for name, part in _PARTS)
        heard = ", ".join(f"{name} {_part(self.lags, part):.0f}" for name, part in _PARTS)
        late = ", ".join(f"{name} {_part(self.own, part):.0f}" for name, part in _PARTS)
        grown = (
            f"{self.memory[1] // 1024} to {self.memory[-1] // 1024} MB" if len(self.memory) > 1 else "not known here"
        )
        return [
            f"{self.seats} seats, {self.steps} steps in {self.seconds:.0f} s: {', '.join(self.scores)}",
            f"acknowledged    {len(self.acks)} posts, ms: {ms} (bar: 99% within {ACK_MS:.0f})",
            f"heard of        {len(self.lags)} changes, ms: {heard} (bar: 99% within {LAG_MS:.0f})",
            f"bots' own lag   ms: {late}",
            f"hub's memory    {grown}",
            f"lost            {self.lost} of {len(self.kept)} acknowledged decisions; {self.refused} came too late",
        ]


_PARTS = (("half", 0.5), ("95%", 0.95), ("99%", 0.99), ("all", 1.0))


def _part(figures: Sequence[float], part: float) -> float:
    ranked = sorted(figures)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))] if ranked else 0.0


def rehearse(
    seats: int, preset: str, seconds: float = QUICK_SECONDS, limit: float = 0.0, seed: int = 1, level: str = ""
) -> Found:  # fmt: skip
    """Plays a preset, or a level by its file or name, with bots at so many phones. seconds: of a step; limit: after
    which no further step begins, 0 none.

    HostError with a sentence if the hub does not open.
    """
    many = bool(level) or PRESETS[known_preset(preset)].kind == "companies"
    with tempfile.TemporaryDirectory(prefix="headcount-rehearsal-", ignore_cleanup_errors=True) as folder:
        process, links = _hub(Path(folder), preset, seed, level)
        try:
            found = asyncio.run(_Rehearsal(links, seats, seconds, limit, seed, process.pid, many).run())
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        found.lost = len(found.kept - _journalled(Path(folder)))
        return found


def _hub(folder: Path, preset: str, seed: int, level: str) -> tuple[subprocess.Popen[str], dict[str, str]]:
    words = [*command_words(), "host", "--port", "0", "--home", str(folder), "--new", "--preset", preset]
    words += [level] if level else []
    process = subprocess.Popen(
        [*words, "--first", "letters", "--seed", str(seed)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert process.stdout is not None
    links: dict[str, str] = {}
    said = []
    for text in process.stdout:
        said.append(text)
        place = re.search(r"^(Participants|Facilitator|Leader's desk)\s+\w+://[\d.]+:(\d+)(/\S+)", text)
        if place:
            links[place[1]], links["port"] = place[3], place[2]
        if "Ctrl+C" in text:
            return process, links
    process.wait()
    raise HostError(f"The hub did not open. It said: {' '.join(said).strip() or 'nothing'}")


def _journalled(folder: Path) -> set[str]:
    """The keys of all decisions in the journals of a hub's home."""
    written = [line for path in rooms(folder / "workshop") for line in lines(path)]
    return {word.partition("=")[2] for line in written for word in line.split() if word.startswith("key=")}


class _Line:
    """One browser: its cookies, and a connection that is kept for its posts and fetches."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies, self.seat = port, dict[str, str](), ""
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, path: str, body: Json | None = None) -> tuple[int, bytes]:
        """Status and body of an answer; a connection that has been closed in between is opened again."""
        for again in (False, True):
            try:
                if self._writer is None:
                    self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
                return await asyncio.wait_for(self._exchange(path, body), PATIENCE)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                if again:
                    raise
        raise ConnectionError(path)

    async def _exchange(self, path: str, body: Json | None) -> tuple[int, bytes]:
        assert self._reader is not None
        assert self._writer is not None
        self._writer.write(self.request(path, body))
        await self._writer.drain()
        status, headers = await head(self._reader)
        for name, value in headers:
            if name == "set-cookie":
                cookie, _, token = value.partition(";")[0].partition("=")
                self.cookies[cookie] = token
        known = dict(headers)
        found = await self._reader.readexactly(int(known.get("content-length", "0")))
        if known.get("connection") == "close":
            self.close()
        return status, found

    def request(self, path: str, body: Json | None) -> bytes:
        """A request as it goes over the line."""
        data = b"" if body is None else json.dumps(body).encode()
        lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
        return "\r\n".join([*lines, "", ""]).encode() + data

    def close(self) -> None:
        """Ends the connection."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def head(reader: asyncio.StreamReader) -> tuple[int, list[tuple[str, str]]]:
    """Status and headers of an answer, names in lower case."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = [line.partition(":") for line in lines[1:] if line]
    return int(lines[0].split()[1]), [(name.lower(), value.strip()) for name, _, value in pairs]


class _Rehearsal:
    """One rehearsal under way."""

    def __init__(
        self, links: dict[str, str], seats: int, seconds: float, limit: float, seed: int, hub: int, many: bool
    ) -> None:
        self.port, self.links = int(links["port"]), links
        self.seconds, self.limit, self.hub = seconds, limit, hub
        self.found = Found(seats)
        self.luck = random.Random(seed)
        self.acted: dict[int, float] = {}
        self.over = False
        self.listening = 0
        self.many = many
        self._keys = 0

    def key(self) -> str:
        self._keys += 1
        return f"rehearsal-{self._keys:07d}"

    async def run(self) -> Found:
        """Everybody sits down, the plan is played, everybody goes."""
        began = time.monotonic()
        host, desk = _Line(self.port), _Line(self.port)
        await host.ask(self.links["Facilitator"])
        await desk.ask(self.links["Leader's desk"])
        phones = [await self._seated() for _ in range(self.found.seats)]
        watching = [asyncio.create_task(self._watch(phone)) for phone in phones]
        late = asyncio.create_task(self._lateness())
        try:
            await self._play(host, desk, phones, began)
        finally:
            self.over = True
            for task in (*watching, late):
                task.cancel()
            await asyncio.gather(*watching, late, return_exceptions=True)
            for line in (*phones, host, desk):
                line.close()
        self.found.seconds = time.monotonic() - began
        return self.found

    async def _seated(self) -> _Line:
        phone = _Line(self.port)
        code = self.links["Participants"].rpartition("/")[2]
        answer = await self._post(phone, "/sit", {"code": code, "name": "", "key": self.key()})
        if not answer.get("seat"):
            raise RuntimeError(f"A phone could not sit down: {answer.get('why')}")
        phone.seat = str(answer["seat"])
        return phone

    async def _post(self, line: _Line, path: str, body: Json) -> Json:
        """The answer to a post, tried again while the hub says that it is too busy; its time is measured."""
        sent = time.monotonic()
        while True:
            status, found = await line.ask(path, body)
            if status not in (429, 503):
                break
            await asyncio.sleep(0.2)
        self.found.acks.append(1000.0 * (time.monotonic() - sent))
        answer: Json = json.loads(found)
        return answer

    async def _do(self, host: _Line, kind: str, **fields: object) -> Json:
        answer = await self._post(host, "/host/do", {"key": self.key(), "kind": kind, **fields})
        self.acted[int(answer["state"]["number"])] = time.monotonic()
        return answer

    async def _play(self, host: _Line, desk: _Line, phones: list[_Line], began: float) -> None:
        waited = time.monotonic() + PATIENCE
        while self.listening < len(phones) and time.monotonic() < waited:
            await asyncio.sleep(0.05)
        state = (await self._do(host, "start"))["state"]
        while state["can"]["begin"]:
            if self.limit and self.found.steps and time.monotonic() - began > self.limit:
                break
            state = (await self._do(host, "begin"))["state"]
            if state["stage"] == "debrief":
                break
            self.found.memory.append(_kilobytes(self.hub))
            step, opened = state["round"], time.monotonic()
            if state["stage"] in MONTHS:
                await self._lead(desk)
            speak = self._quarter if state["stage"] == "quarter" else self._answer
            await asyncio.gather(*(speak(phone, step) for phone in phones))
            state = json.loads((await host.ask("/host/state"))[1])
            while state["round"] == step and time.monotonic() - opened < self.seconds:
                await asyncio.sleep(0.1)
                state = json.loads((await host.ask("/host/state"))[1])
            if state["round"] == step:
                state = (await self._do(host, "close", why="rehearsal"))["state"]
            self.found.steps += 1
            if state["many"] and state["result"]:
                result = state["result"]
                self.found.scores.append(f"{result['label']} {result['low']} to {result['high']}%")
        self.found.scores += [f"{row['label']} {row['score']}%" for row in state["plan"] if row["score"] is not None]

    async def _answer(self, phone: _Line, step: int) -> None:
        """A phone fetches its page, thinks for a part of the step, and answers."""
        view: Json = json.loads((await phone.ask("/phone/state"))[1])
        await asyncio.sleep(self.luck.random() * self.seconds * 0.6)
        key = self.key()
        body: Json
        if view["ask"]:
            path, body = "/phone/answer", {"figures": figures(view["ask"], self.luck)}
        elif view["choices"]:
            chosen = choice(view, self.luck)
            report = self.luck.choice(view["reports"])["code"] if view["reports"] else ""
            path, body = "/phone/decide", {"answer": chosen["answer"], "job": chosen["job"], "report": report}
        else:
            return
        await self._said(phone, path, {"key": key, "round": step, **body})

    async def _said(self, phone: _Line, path: str, body: Json) -> Json:
        """The answer to a decision, which is counted."""
        answer = await self._post(phone, path, body)
        if answer.get("ok"):
            self.found.kept.add(key_of(phone.seat, body["key"]))
        else:
            self.found.refused += 1
        return answer

    async def _quarter(self, phone: _Line, step: int) -> None:
        """A group leads its company through the quarter: it sends what it thinks best and lets weeks run, until it is
        through. Where two pages lead one company, the slower finds that its weeks have run already."""
        view: Json = json.loads((await phone.ask("/phone/state"))[1])
        while view.get("can") and view["round"] == step:
            texts = moves(view, self.luck)
            deeds: list[tuple[str, Json]] = [("act", {"text": text}) for text in texts]
            for path, more in [*deeds, ("run", {"weeks": QUARTER_WEEKS})]:
                await asyncio.sleep(BREATH * (0.75 + 0.5 * self.luck.random()))
                body: Json = {"key": self.key(), "round": step, "week": view["at"], **more}
                view = (await self._said(phone, f"/company/{path}", body)).get("state") or view
                if not view.get("can"):
                    break

    async def _lead(self, desk: _Line) -> None:
        """The leader sends what the table asks for most, and says that this is all."""
        view: Json = json.loads((await desk.ask("/desk/state"))[1])
        scarce = sorted(
            range(len(view["table"])), key=lambda n: -(view["table"][n]["owed"] + view["table"][n]["wanted"])
        )
        texts = [card["answers"][0]["line"] for card in view["cards"]]
        for lever in view["levers"]:
            if lever["name"] == "order_department":
                texts += [
                    f"order_department department:{row['index']} job:{scarce[n % len(scarce)]} weeks:4"
                    for n, row in enumerate(lever["targets"])
                ]
            elif lever["name"] == "tag":
                texts += [f"tag product:{product} coins:2 weeks:6" for product in scarce[:2]]
        for text in [*texts, "ready"]:
            key = self.key()
            if (await self._post(desk, "/desk/lead", {"key": key, "text": text})).get("ok"):
                self.found.kept.add(key_of("desk", key))

    async def _watch(self, phone: _Line) -> None:
        """A phone's event stream: when it hears of a change that the facilitator made, that is the change's lag."""
        number = -1
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(phone.request("/stream?page=phone", None))
            await writer.drain()
            await head(reader)
            while not self.over:
                line = (await reader.readline()).decode()
                if not line:
                    return
                heard = re.search(r'"number":\s*(\d+)', line)
                if heard is None:
                    continue
                found = int(heard[1]) // (COMPANY_CHANGES if self.many else 1)
                if found == number:
                    continue
                first, number = number < 0, found
                self.listening += first
                sent = self.acted.get(number)
                if sent is not None and not first:
                    self.found.lags.append(max(0.0, 1000.0 * (time.monotonic() - sent)))
        finally:
            writer.close()

    async def _lateness(self) -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.05)
            self.found.own.append(1000.0 * (time.monotonic() - began - 0.05))


def _kilobytes(process: int) -> int:
    """Memory of a process, where the system tells it; else 0."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1])
    return 0


def report(found: Found) -> int:
    """Prints the figures and the verdict; 0 if a room of that size would be borne, else 1."""
    print("\n".join(found.lines()))
    if found.fine:
        print("A room of that size is borne by this computer.")
        return 0
    if _part(found.own, 0.99) > ACK_MS / 2:
        print("The bots were late themselves: this computer is busy, and the figures say little. Try again later.")
    else:
        print(found.fault, file=sys.stderr)
    return 1
