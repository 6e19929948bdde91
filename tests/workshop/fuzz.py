"""Whatever is thrown at the hub, it goes on, and its journal still leads to the room that it shows.

    python tests/workshop/fuzz.py --seconds 600         # figures at the end, exit 1 if anything fell
    python tests/workshop/fuzz.py --seconds 60 --seed 7
    python tests/workshop/fuzz.py --seconds 120 --preset companies-60       # groups that lead companies of their own

Forms with fields of the wrong kind, forms that fit and mean anything, bytes that are hardly HTTP: from phones, a
leader, a facilitator and strangers, side by side, over loopback.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import logging
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from game.workshop import forms
from game.workshop.events import Open, parse
from game.workshop.hub import Hub, now_ms, replayed
from game.workshop.presets import OWN, PRESETS
from tests.workshop.served import Client, Impatient, Served, shown

WORKERS = 3
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 3, 7, 99, 2**31, -(2**63), 10**30, 0.5, 1e308, "", "a", "seat-1", "seat-2", "all",
    "letters", "prices", "60", "120", "own", "do", "ask", "stay", "few-0", "é" * 30, "\x00", "\u202e", "<script>",
    "x" * 300, "order team:1 job:1 weeks:4", "tag product:0 coins:2 weeks:4", "ready", [], {}, [1, 2], [0] * 6,
    [40] * 6, [[]], [1, "2"], {"key": "k"},
)  # fmt: skip
PATHS = ("/", "/sit", "/comeback", "/phone", "/phone/state", "/phone/decide", "/phone/answer", "/phone/touch", "/host",
         "/host/state", "/host/do", "/wall", "/wall/state", "/desk", "/desk/state", "/desk/game", "/desk/board.svg",
         "/desk/lead", "/desk/unlead", "/desk/words", "/company/words", "/company/act", "/company/unact",
         "/company/run", "/company/gather", "/company/game", "/company/weigh", "/company/board.svg", "/check",
         "/check/seen", "/static/small.css", "/pieces/boat.svg", "/stream")  # fmt: skip
BYTES = (
    b"\r\n", b"\r\n\r\n", b"\x00", b"\xff", b" ", b":", b"{", b'"', b"%00", b"../", b"HTTP/1.1", b"HTTP/9.9",
    b"Content-Length: 5", b"Transfer-Encoding: chunked", b"Cookie: a=b; c", b"Expect: 100-continue", b"5\r\nhello\r\n",
)  # fmt: skip


@dataclass
class Yield:
    """What came of it. answers: by status."""

    requests: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        answers = ", ".join(f"{status}: {count}" for status, count in sorted(self.answers.items()))
        events = ", ".join(f"{count} {kind}" for kind, count in sorted(self.events.items()))
        end = "nothing fell" if not self.faults else f"{len(self.faults)} faults"
        return "\n".join([f"{self.requests} requests ({answers})", f"the journal holds {events}", *self.faults, end])


class Errors(logging.Handler):
    """Keeps what the hub says has gone wrong in it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))


@contextlib.contextmanager
def listening() -> Iterator[Errors]:
    """Hears what the hub's own loggers say."""
    errors = Errors()
    loggers = [logging.getLogger(name) for name in ("headcount.workshop", "uvicorn.error", "asyncio")]
    for logger in loggers:
        logger.addHandler(errors)
    try:
        yield errors
    finally:
        for logger in loggers:
            logger.removeHandler(errors)


class Thrower(threading.Thread):
    """Somebody who throws things at a room until it is over."""

    def __init__(
        self, room: Served, luck: random.Random, over: threading.Event, crop: Yield, lock: threading.Lock
    ) -> None:
        super().__init__(daemon=True)
        self.room, self.luck, self.over, self.crop, self.lock = room, luck, over, crop, lock
        self.people = [room.host, room.leader(), room.client(), room.phone(), room.phone()]
        self.people[0] = room.client()
        self.people[0].cookies = dict(room.host.cookies)

    def run(self) -> None:
        throws = (self.deed, self.deed, self.deed, self.form, self.form, self.bent, self.bytes, self.sit)
        while not self.over.is_set():
            try:
                self.luck.choice(throws)()
            except (OSError, http.client.HTTPException):
                continue  # cut off, which is the hub's right
            except Exception as error:
                self.crop.faults.append(f"a client fell: {error!r}")
                return

    def note(self, status: int, what: object) -> None:
        with self.lock:
            self.crop.requests += 1
            self.crop.answers[status] += 1
            if status >= 500 and status != 503:
                self.crop.faults.append(f"answered {status}: {what!r:.300}")

    def send(self, client: Client, path: str, body: bytes, **headers: str) -> None:
        status, _, _ = client.ask("POST", path, body, **headers)
        self.note(status, (path, body, headers))

    def key(self) -> str:
        return f"key-{self.luck.randrange(10**9):09d}"

    def sit(self) -> None:
        """Takes a seat now and then, so that there are some left."""
        if self.luck.random() < 0.2 and len(self.room.hub.room.seats) < 120:
            client = self.room.client()
            body = {"code": self.room.hub.code, "name": str(self.luck.choice(ODD))[:100], "key": self.key()}
            self.send(client, "/sit", json.dumps(body).encode())
            self.people[self.luck.randrange(3, len(self.people))].close()
            self.people[self.luck.randrange(3, len(self.people))] = client

    def deed(self) -> None:
        """Something that fits its form, done by whoever may do it."""
        room = self.room.hub.room
        seat = f"seat-{self.luck.randint(1, max(1, len(room.seats)))}"
        if self.luck.random() < 0.4:
            word = self.luck.choice(list(forms.FACILITATOR))
            if word in ("forget", "remove", "start") and self.luck.random() < 0.8:
                return
            kind = forms.FACILITATOR[word]
            body = {f.name: self.value(str(f.type), seat) for f in fields(kind) if f.name != "at"}
            self.send(self.people[0], "/host/do", json.dumps({"key": self.key(), "kind": word, **body}).encode())
        elif self.luck.random() < 0.3 and not room.many:
            some = self.luck.randrange
            text = self.luck.choice((
                "ready", f"order team:{some(9)} job:{some(6)} weeks:4", f"visit team:{some(6)}",
                f"tag product:{some(5)} coins:{some(5)} weeks:4",
            ))  # fmt: skip
            path = self.luck.choice(("/desk/lead", "/desk/lead", "/desk/unlead"))
            more = {"text": text} if path == "/desk/lead" else {}
            self.send(self.people[1], path, json.dumps({"key": self.key(), **more}).encode())
        else:
            (self.company if room.many else self.decide)(room.step)

    def decide(self, step: int) -> None:
        client = self.luck.choice(self.people[3:])
        if self.luck.random() < 0.5:
            report = self.luck.choice(("", "few-0", "idle-3", "good-9"))
            answer = self.luck.choice(("do", "object", "own", "ask", "stay"))
            job = self.luck.randint(-1, 5)
            body = {"key": self.key(), "round": step, "answer": answer, "job": job, "report": report}
            self.send(client, "/phone/decide", json.dumps(body).encode())
        else:
            figures = [self.luck.randint(0, 12) for _ in range(self.luck.choice((1, 2, 6)))]
            body = {"key": self.key(), "round": step, "figures": figures}
            self.send(client, "/phone/answer", json.dumps(body).encode())

    def company(self, step: int) -> None:
        """What a group might do, in a week that may be the company's or not."""
        some, client = self.luck.randrange, self.luck.choice(self.people[3:])
        sessions = list(self.room.hub.room.companies.values())
        week = self.luck.choice(sessions).week if sessions and self.luck.random() < 0.8 else some(40)
        when = {"key": self.key(), "round": step, "week": week}
        text = self.luck.choice((
            f"order team:{some(19)} job:{some(7)} weeks:4",
            f"order_department department:{some(7)} job:{some(7)} weeks:8",
            f"tag product:{some(7)} coins:{some(5)} weeks:6", f"visit team:{some(19)}", f"answer card:0 verb:{some(5)}",
            f"declare value:{some(11)}", f"shock product:{some(6)} percent:200 weeks:4",
        ))  # fmt: skip
        path, more = self.luck.choice((
            ("act", {"text": text}), ("act", {"text": text}), ("unact", {}), ("run", {"weeks": 1 + some(13)}),
            ("words", {"value": some(11), "text": str(self.luck.choice(ODD))}), ("gather", {"company": some(8) - 1}),
        ))  # fmt: skip
        if path in ("words", "gather"):
            when = {"key": when["key"]}
        if self.luck.random() < 0.2:
            status, _, _ = client.ask("GET", f"/company/weigh?text={text.replace(' ', '%20')}")
            self.note(status, text)
        self.send(client, f"/company/{path}", json.dumps({**when, **more}).encode())

    def value(self, kind: str, seat: str) -> Any:
        """A value of an event's field that fits its form, and may mean anything."""
        if kind == "int":
            return self.luck.choice((-1, 0, 1, 2, 3, 4, 30, 60, 100, 400, 10**9))
        if kind == "bool":
            return self.luck.random() < 0.5
        return self.luck.choice((seat, seat, seat, "all", "60", "90", "letters", "prices", "Studio", "", "why", "é"))

    def form(self) -> None:
        """A form with something odd in it."""
        path, form = self.luck.choice((
            ("/sit", forms.SIT), ("/comeback", forms.COME_BACK), ("/phone/decide", forms.DECIDE),
            ("/check/seen", forms.SEEN), ("/phone/answer", forms.ANSWER), ("/desk/lead", forms.LEAD),
            ("/desk/words", forms.WORDS), ("/company/words", forms.WORDS), ("/company/act", forms.ACT),
            ("/company/unact", forms.UNACT), ("/company/run", forms.RUN), ("/company/gather", forms.GATHER),
            ("/host/do", {"key": forms.KEY, "kind": forms.KEY}),
        ))  # fmt: skip
        body = {name: self.luck.choice(ODD) for name in form if self.luck.random() < 0.95}
        if self.luck.random() < 0.1:
            body[str(self.luck.choice(ODD))[:30]] = self.luck.choice(ODD)
        self.send(self.luck.choice(self.people), path, json.dumps(body).encode())

    def bent(self) -> None:
        """A body that was fine before somebody sat on it."""
        whole = json.dumps({"key": self.key(), "round": 1, "answer": "own", "job": 0, "report": ""}).encode()
        body = bytearray(whole)
        for _ in range(self.luck.randint(1, 4)):
            at = self.luck.randrange(len(body) + 1)
            cut = self.luck.randrange(3)
            body[at : at + cut] = self.luck.choice((*BYTES, bytes([self.luck.randrange(256)])))
        client, path = self.luck.choice(self.people), self.luck.choice(PATHS)
        if self.luck.random() < 0.2:
            self.send(client, path, bytes(body), Cookie="".join(chr(self.luck.randrange(32, 127)) for _ in range(30)))
        else:
            self.send(client, path, bytes(body))

    def bytes(self) -> None:
        """Hardly HTTP."""
        head = f"{self.luck.choice(('GET', 'POST', 'HEAD', 'X'))} {self.luck.choice(PATHS)}?page=wall HTTP/1.1\r\n"
        said = bytearray(f"{head}Host: 127.0.0.1:{self.room.port}\r\nConnection: close\r\n\r\n".encode())
        for _ in range(self.luck.randint(0, 6)):
            at = self.luck.randrange(len(said) + 1)
            said[at : at + self.luck.randrange(4)] = self.luck.choice(BYTES)
        with socket.create_connection(("127.0.0.1", self.room.port), timeout=3.0) as line:
            line.sendall(said)
            line.settimeout(0.3)
            found = line.recv(400)
        words = found.split()
        if len(words) > 1 and words[1].isdigit():
            self.note(int(words[1]), bytes(said))


def kinds(room: Served) -> Counter[str]:
    """How often each kind of event stands in the journal."""
    return Counter(line.split(" ")[1] for line in room.lines())


def campaign(folder: Path, seconds: float, seed: int, preset: str = "60", wanted: Sequence[str] = ()) -> Yield:
    """Throws things at a room for so long, and on to ten times that until an event of a wanted kind has come."""
    crop, lock, over, begun = Yield(), threading.Lock(), threading.Event(), time.monotonic()
    with listening() as errors:
        room = Served(folder, line=Impatient, hub=Hub.begin(folder, Open(now_ms(), preset, 7, "letters")))
        room.desk.doors.rates.allow = lambda *_: True  # type: ignore[method-assign]
        room.desk.doors.lockout.locked = lambda *_: 0.0  # type: ignore[method-assign]
        try:
            crowd = [Thrower(room, random.Random(seed + n), over, crop, lock) for n in range(WORKERS)]
            for thrower in crowd:
                thrower.start()
            time.sleep(seconds / 10)
            room.host.post("/host/do", key="plan-the-game", kind="plan", preset=preset, first="letters")
            room.host.post("/host/do", key="begin-the-game", kind="start")
            time.sleep(max(0.0, begun + seconds - time.monotonic()))
            while wanted and not any(map(kinds(room).get, wanted)) and time.monotonic() < begun + 10.0 * seconds:
                time.sleep(0.2)
            over.set()
            for thrower in crowd:
                thrower.join(60.0)
            state = room.host.state("/host/state")
            if state["number"] != room.hub.room.number:
                crop.faults.append("the hub shows another room than it has")
            first, *rest = [parse(line) for line in room.lines()]
            if shown(replayed(first, rest)) != shown(room.hub.room):
                crop.faults.append("the journal leads to another room")
            crop.events.update(kinds(room))
        finally:
            over.set()
            room.stop()
            for thrower in crowd:
                for client in thrower.people:
                    client.close()
    crop.faults += [f"the hub said: {text}" for text in errors.told[:20]]
    return crop


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Throws all kinds of requests at a hub and looks whether it stands.")
    parser.add_argument("--seconds", type=float, default=600.0, help="for how long (default 600)")
    parser.add_argument("--seed", type=int, default=None, help="the luck (default: a new one, which is printed)")
    names = sorted(set(PRESETS) - {OWN})
    parser.add_argument("--preset", default="60", choices=names, help="what is played (default 60)")
    options = parser.parse_args(words)
    seed = random.SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    logging.getLogger("headcount.workshop").propagate = False
    with tempfile.TemporaryDirectory(prefix="hub-fuzz-") as folder:
        crop = campaign(Path(folder), options.seconds, seed, options.preset)
    print(crop.text())
    return 1 if crop.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
