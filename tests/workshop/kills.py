"""The hub is killed again and again during a session, and nothing that it had acknowledged may be gone.

    python tests/workshop/kills.py --kills 20           # figures at the end, exit 1 if anything was lost
    python tests/workshop/kills.py --kills 20 --seed 7 --phones 12
    python tests/workshop/kills.py --preset companies-60    # every phone is a group that leads a company

A real `main.py host` serves a room over loopback. Phones, a leader and a facilitator play it over HTTP, each trying
again with the same key until it is answered, as the pages do, and keep what was acknowledged. The hub is killed
(SIGKILL) at random moments and started again on the same home and port. After every kill each acknowledged event has
to stand in the journal, once; after every start everybody is let in with the cookies they have, and no page has ever
seen a later room than the one that is taken up.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from game.workshop import journal
from game.workshop.presets import OWN, PRESETS
from game.workshop.records import COMPANY_CHANGES
from game.workshop.rehearsed import moves
from game.workshop.served.doors import key_of
from tests.workshop.served import Client

ROOT = Path(__file__).resolve().parent.parent.parent
SHORTEST_LIFE, LONGEST_LIFE = 0.3, 5.0
PATIENCE = 60.0
PLAYED = 10
"""What is acknowledged beside the seats before the first kill."""
MONTHS = ("letters", "prices", "values")


@dataclass
class Toll:
    """What was killed and what was lost. acks: acknowledged, by kind."""

    kills: int = 0
    acks: Counter[str] = field(default_factory=Counter)
    steps: int = 0
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(self.acks.items()))
        lines = [f"{self.kills} kills; acknowledged: {told}; {self.steps} steps opened", *self.faults]
        lines.append(f"the longest wait for an answer: {self.slowest:.1f} s")
        lines.append("nothing was lost" if not self.faults else f"{len(self.faults)} faults")
        return "\n".join(lines)


class Table:
    """Everybody who plays, and what they were told."""

    def __init__(self, port: int, seed: int) -> None:
        self.port, self.luck = port, random.Random(seed)
        self.lock = threading.Lock()
        self.acked: list[tuple[str, str, str]] = []
        self.seen, self.slowest = 0, 0.0
        self.over = threading.Event()
        self.trouble: list[str] = []
        self.code = ""

    def ack(self, kind: str, who: str, key: str) -> None:
        with self.lock:
            self.acked.append((kind, who, key))

    def see(self, state: dict[str, Any]) -> None:
        with self.lock:
            self.seen = max(self.seen, int(state.get("number", 0)))


class Player(threading.Thread):
    """Somebody at the table: asks until there is an answer, with the same key each time."""

    def __init__(self, table: Table, seed: int) -> None:
        super().__init__(daemon=True)
        self.table, self.luck = table, random.Random(seed)
        self.client = Client(table.port)
        self._keys = 0
        self.seat = ""

    def key(self) -> str:
        self._keys += 1
        return f"{self.name}-{self._keys:06d}".replace(" ", "-")

    def run(self) -> None:
        try:
            self.play()
        except Exception as error:  # told by the campaign, which nothing may escape
            self.table.trouble.append(f"{self.name}: {error!r}")
        finally:
            self.client.close()

    def play(self) -> None:
        """What this one does until it is over."""

    def sit(self) -> bool:
        """Takes a seat; False once it is over."""
        said = self.ask("POST", "/sit", {"code": self.table.code, "name": "", "key": self.key()})
        if said:
            self.seat = said["seat"]
            self.table.ack("sit", self.seat, "")
        return bool(said)

    def seen(self) -> dict[str, Any]:
        """What the seat's page shows; {} once it is over."""
        state = self.ask("GET", "/phone/state")
        if state and state["seat"] != self.seat:
            raise AssertionError(f"{self.seat} came back as {state['seat']}")
        return state

    def see(self, state: dict[str, Any]) -> None:
        """Notes how late a room this one has seen."""
        self.table.see(state)

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer, however long it takes; {} once it is over."""
        begun = time.monotonic()
        body = None if fields is None else json.dumps(fields).encode()
        while not self.table.over.is_set():
            try:
                status, found, _ = self.client.ask(method, path, body)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if status in (429, 503):
                time.sleep(0.2)
                continue
            answer: dict[str, Any] = json.loads(found)
            if status != 200:
                raise AssertionError(f"{path} was answered {status}: {answer}")
            self.table.slowest = max(self.table.slowest, time.monotonic() - begun)
            self.see(answer.get("state") or answer)
            return answer
        return {}


class Phone(Player):
    def play(self) -> None:
        if not self.sit():
            return
        while not self.table.over.is_set():
            time.sleep(self.luck.uniform(0.02, 0.3))
            state = self.seen()
            if not state:
                return
            fields = self.fields(state)
            if fields is not None:
                path = "/phone/decide" if "answer" in fields else "/phone/answer"
                if self.ask("POST", path, fields).get("ok"):
                    kind = "decide" if "answer" in fields else "answer"
                    self.table.ack(kind, self.seat, key_of(self.seat, fields["key"]))

    def fields(self, state: dict[str, Any]) -> dict[str, Any] | None:
        """What to say now, if anything."""
        if state["stage"] in MONTHS and state["choices"] and (not state["chosen"] or self.luck.random() < 0.3):
            choice = self.luck.choice(state["choices"])
            return {"key": self.key(), "round": state["round"], "answer": choice["answer"], "job": choice["job"],
                    "report": ""}  # fmt: skip
        figures = {"sketch": [self.luck.randrange(40) for _ in range(6)], "poll": [self.luck.randint(1, 5)],
                   "propose": [1, 2], "dilemma": [self.luck.randint(0, 10), 1]}.get(state["stage"])  # fmt: skip
        if figures is None or state["deadline"] is None:
            return None
        return {"key": self.key(), "round": state["round"], "figures": figures}


class Group(Player):
    latest = 0

    def see(self, state: dict[str, Any]) -> None:
        number = int(state.get("number", 0))  # its own company's changes are counted in it too
        if number and number < self.latest:
            raise AssertionError(f"{self.seat} had seen number {self.latest} and is shown {number}")
        self.latest = max(self.latest, number)
        self.table.see({"number": number // COMPANY_CHANGES})

    def play(self) -> None:
        if not self.sit():
            return
        while not self.table.over.is_set():
            time.sleep(self.luck.uniform(0.02, 0.3))
            state = self.seen()
            if not state:
                return
            if not state.get("can"):
                continue
            week = {"round": state["round"], "week": state["at"]}
            deeds = [("act", {"text": text}) for text in moves(state, self.luck)]
            if self.luck.random() < 0.2:
                deeds.append(("unact", {}))
            for kind, more in [*deeds, ("run", {"weeks": self.luck.randint(1, 4)})]:
                key = self.key()
                if self.ask("POST", f"/company/{kind}", {"key": key, **week, **more}).get("ok"):
                    self.table.ack(kind, self.seat, key_of(self.seat, key))


class Leader(Player):
    def play(self) -> None:
        while not self.table.over.is_set():
            time.sleep(self.luck.uniform(0.1, 0.5))
            state = self.ask("GET", "/desk/state")
            if not state or state["stage"] not in MONTHS:
                continue
            order = f"order team:{self.luck.randrange(4)} job:{self.luck.randrange(4)} weeks:4"
            text = self.luck.choice(("ready", order, f"tag product:{self.luck.randrange(4)} coins:1 weeks:4"))
            key = self.key()
            if self.ask("POST", "/desk/lead", {"key": key, "text": text}).get("ok"):
                self.table.ack("lead", "desk", key_of("desk", key))


class Facilitator(Player):
    def __init__(self, table: Table, seed: int, phones: int) -> None:
        super().__init__(table, seed)
        self.phones, self.opened = phones, 0

    def play(self) -> None:
        while not self.table.over.is_set():
            time.sleep(self.luck.uniform(0.1, 0.4))
            state = self.ask("GET", "/host/state")
            if not state:
                return
            can = state["can"]
            if can["start"]:
                if len(state["seats"]) == self.phones:
                    self.do("start")
            elif state["stage"] == "debrief":
                self.do("take-back")
            elif can["begin"]:
                self.opened += bool(self.do("begin"))
            elif self.luck.random() < 0.15:
                self.do(*self.luck.choice((
                    ("close", {"why": ""}), ("extend", {"seconds": 5}), ("tell", {"to": "all", "text": "Go on"}),
                    ("take-back", {}), ("move-on", {"count": 2}),
                )))  # fmt: skip

    def do(self, kind: str, more: dict[str, Any] | None = None) -> bool:
        key = self.key()
        done = bool(self.ask("POST", "/host/do", {"key": key, "kind": kind, **(more or {})}).get("ok"))
        if done:
            self.table.ack("host", "host", key)
        return done


class Host:
    """A real hub in a process of its own."""

    def __init__(self, home: Path, port: int, preset: str) -> None:
        self.home, self.port, self.preset = home, port, preset
        self.child: subprocess.Popen[str] | None = None
        self.told = ""

    def start(self) -> None:
        """Starts it and waits until it says where it is."""
        words = [sys.executable, str(ROOT / "main.py"), "host", "--port", str(self.port), "--home", str(self.home),
                 "--preset", self.preset]  # fmt: skip
        self.child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self.child.stdout is not None
        lines = []
        for line in self.child.stdout:
            lines.append(line)
            if "Ctrl+C" in line:
                break
        self.told = "".join(lines)
        if "Ctrl+C" not in self.told:
            self.end()
            raise AssertionError(f"the hub did not start:\n{self.told}")

    def secret(self, role: str) -> str:
        """The path of a private link as it was printed."""
        found = re.search(rf"(/{role}/\S+)", self.told)
        assert found
        return found[1]

    def kill(self) -> None:
        assert self.child is not None
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()
        assert self.child.stdout is not None
        self.child.stdout.close()

    def end(self) -> None:
        if self.child is not None:
            with suppress(OSError):
                self.child.kill()
            self.child.wait()
            if self.child.stdout is not None:
                self.child.stdout.close()


def campaign(home: Path, kills: int, seed: int, phones: int = 6, preset: str = "60") -> Toll:
    """Kills so often and returns the toll; in a room of many companies every phone is a group that leads one."""
    toll, luck = Toll(), random.Random(seed)
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    host, table = Host(home, port, preset), Table(port, seed)
    facilitator = Facilitator(table, seed + 1, phones)
    leader = Leader(table, seed + 2)
    many = PRESETS[preset].kind == "companies"
    seats = [(Group if many else Phone)(table, seed + 3 + n) for n in range(phones)]
    players: list[Player] = [facilitator, *([] if many else [leader]), *seats]
    try:
        host.start()
        found = re.search(r"/j/([A-Z]{6})", host.told)
        assert found
        table.code = found[1]
        for player, role in ((facilitator, "host"), *([] if many else [(leader, "desk")])):
            assert player.client.get(host.secret(role))[0] == 303
        for player in players:
            player.start()
        _wait_for_more(table, toll, phones + PLAYED, ("act", "run") if many else ("decide",))
        while toll.kills < kills:
            time.sleep(luck.uniform(SHORTEST_LIFE, LONGEST_LIFE))
            host.kill()
            toll.kills += 1
            _check(home, table, toll)
            seen = table.seen
            host.start()
            if f"room {table.code}" not in host.told and f"/j/{table.code}" not in host.told:
                toll.faults.append(f"after kill {toll.kills}: another room was opened:\n{host.told}")
                break
            number = _number(port)
            if number < seen:
                toll.faults.append(f"after kill {toll.kills}: a page had seen number {seen}, the room is at {number}")
            _wait_for_more(table, toll)
    finally:
        table.over.set()
        for player in players:
            if player.is_alive():
                player.join(PATIENCE)
        host.end()
    _check(home, table, toll)
    toll.acks.update(kind for kind, _, _ in table.acked)
    toll.steps, toll.slowest = facilitator.opened, table.slowest
    toll.faults += table.trouble
    return toll


def _wait_for_more(table: Table, toll: Toll, more: int = 1, kinds: Sequence[str] = ()) -> None:
    """All pages go on by themselves: something is acknowledged again, so much of it, and of each of these kinds."""
    before, until = len(table.acked), time.monotonic() + PATIENCE
    while len(table.acked) < before + more or not {kind for kind, _, _ in table.acked[before:]} >= set(kinds):
        if time.monotonic() > until:
            toll.faults.append(f"after kill {toll.kills}: nobody was answered any more")
            return
        time.sleep(0.05)


def _number(port: int) -> int:
    client = Client(port)
    try:
        return int(client.state("/wall/state")["number"])
    finally:
        client.close()


def _check(home: Path, table: Table, toll: Toll) -> None:
    """Compares what was acknowledged with what stands in the journal."""
    paths = journal.rooms(home / "workshop")
    if len(paths) != 1:
        toll.faults.append(f"after kill {toll.kills}: there are {len(paths)} rooms")
        return
    with closing(sqlite3.connect(f"{paths[0].as_uri()}?mode=ro", uri=True)) as base:
        rows = base.execute("SELECT line, actor, key FROM event").fetchall()
        sound = base.execute("PRAGMA integrity_check").fetchone()[0]
    if sound != "ok":
        toll.faults.append(f"after kill {toll.kills}: the journal is damaged: {sound}")
    written: Counter[tuple[str, str]] = Counter()
    for line, actor, key in rows:
        if key is not None:
            written[actor, key] += 1
        seat, own = re.search(r" seat=(\S+)", line), re.search(r" key=(\S+)", line)
        if " sit " in line and seat:
            written["sit", seat[1]] += 1
        elif own:
            written["own", own[1]] += 1
    with table.lock:
        acked = list(table.acked)
    for kind, who, key in acked:
        place = ("sit", who) if kind == "sit" else ("host", key) if kind == "host" else ("own", key)
        if written[place] != 1:
            toll.faults.append(f"after kill {toll.kills}: {kind} of {who} stands {written[place]} times in the journal")


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Kills a hub during a session and looks for what it had acknowledged.")
    parser.add_argument("--kills", type=int, default=20, help="how many (default 20)")
    parser.add_argument("--phones", type=int, default=6, help="how many phones play (default 6)")
    parser.add_argument("--seed", type=int, default=None, help="the luck (default: a new one, which is printed)")
    names = sorted(set(PRESETS) - {OWN})
    parser.add_argument("--preset", default="60", choices=names, help="what is played (default 60)")
    options = parser.parse_args(words)
    seed = random.SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="hub-kills-") as folder:
        toll = campaign(Path(folder), options.kills, seed, options.phones, options.preset)
    print(toll.text())
    return 1 if toll.faults else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    raise SystemExit(main())
