"""A desktop game's line to the hub of a workshop: what is done here is told there, in order, until it is taken.

The hub is the truth. A thread of its own sends what waits and asks once a second how the room stands; the game never
waits for it. Needs nothing but the standard library, and knows nothing of windows.
"""

from __future__ import annotations

import http.client
import json
import secrets
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote

from game import safely
from game.workshop import address as addresses
from game.workshop.address import Address
from game.workshop.standing import Standing, stands, told
from game.workshop.transcript import Transcript, TranscriptError

ANSWER_SECONDS, ASK_SECONDS = 5.0, 1.0
LARGEST_ANSWER = 4_000_000
KEPT_SECONDS = 7 * 24 * 3600
"""How long a seat is worth going back to; the hub keeps a room no longer."""
DESK_LOST = "The leader's link does not open this room any more. Take the one that its hub has printed."


@dataclass(frozen=True)
class Way:
    """How the hub is spoken to from a kind of seat. role: of its cookie; game: where the company is asked for; deeds:
    where each kind of deed is told; dated: whether a deed names its round and week."""

    role: str
    game: str
    deeds: Mapping[str, str]
    dated: bool = True


SEAT = Way("seat", "/company/game", {
    "act": "/company/act", "unact": "/company/unact", "run": "/company/run", "words": "/company/words",
})  # fmt: skip
DESK = Way("desk", "/desk/game", {
    "act": "/desk/lead", "unact": "/desk/unlead", "ready": "/desk/lead", "words": "/desk/words",
}, dated=False)  # fmt: skip
"""Of a group that leads one of many companies, and of the leader of a room's only one."""


@dataclass(frozen=True)
class Deed:
    """Something done in a company. kind: one of its `Way.deeds`; round, week: when; text: an action's line, or what is
    said of the value `value`, "" of others. began: when the round began, by the hub's clock in ms; 0 unknown."""

    kind: str
    key: str
    round: int
    week: int
    text: str = ""
    began: int = 0
    value: int = -1

    def fields(self, way: Way) -> dict[str, object]:
        """As its form takes it; words belong to no round."""
        if self.kind == "words":
            return {"key": self.key, "value": self.value, "text": self.text}
        more: dict[str, dict[str, object]] = {
            "act": {"text": self.text}, "run": {"weeks": 1}, "unact": {}, "ready": {"text": "ready"},
        }  # fmt: skip
        when = {"round": self.round, "week": self.week} if way.dated else {}
        return {"key": self.key, **when, **({"began": self.began} if self.began else {}), **more[self.kind]}


class _Later(Exception):
    """It could not be done now and is to be tried again; the text says why, "" where nobody need know.

    seconds: until then.
    """

    def __init__(self, why: str, seconds: float = ASK_SECONDS) -> None:
        super().__init__(why)
        self.seconds = seconds


class _Never(Exception):
    """It cannot be done, however often; the text is a sentence."""


class _Gone(_Never):
    """There is no such seat any more."""


class Link:
    """A seat in a room, and the thread that speaks for it.

    standing: how the room stands, None until it has been heard. refused: why the seat cannot be had or kept, for good;
    trouble: why the hub cannot be heard just now; unkept: why what was said last of a value was not kept; all are
    sentences, or "". known: the digest of the company here.
    """

    def __init__(self, where: Address, name: str, keep: Path | None, kept: Mapping[str, Any] | None = None) -> None:
        """keep: the file that holds the seat, None for none; kept: what stood in it, to come back to that seat."""
        before: Mapping[str, Any] = kept or {}
        self.where, self.name = where, name
        self.way = DESK if where.desk else SEAT
        self.standing: Standing | None = None
        self.refused = self.trouble = self.known = self.unkept = ""
        self._key = str(before.get("key") or secrets.token_hex(12))
        self._token, self._code = str(before.get("token") or ""), str(before.get("code") or where.code)
        self._unsent = [Deed(**deed) for deed in before.get("unsent") or ()]
        self._keep, self._kept = keep, b""
        self._done, self._heard, self._dropped = 0, 0, ""
        self._lock, self._wake = threading.Lock(), threading.Event()
        self._ending, self._until = False, 0.0
        self._line: http.client.HTTPConnection | None = None
        self._thread = threading.Thread(target=self._run, name="workshop", daemon=True)

    # For whoever plays; none of this waits.

    def start(self) -> Link:
        """Begins to speak."""
        self._thread.start()
        return self

    def close(self, seconds: float = 2.0) -> None:
        """Ends within so many seconds; what is unsent is tried until then, and kept for the next time."""
        self._until, self._ending = time.monotonic() + seconds, True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    @property
    def unsent(self) -> int:
        """How much of what was done here the hub has not taken yet."""
        return len(self._unsent)

    @property
    def unsaid(self) -> dict[int, str]:
        """What was said of values and the hub has not taken yet, by the value's index."""
        return {deed.value: deed.text for deed in self._unsent if deed.kind == "words"}

    def tell(self, kind: str, week: int, text: str = "", value: int = -1) -> None:
        """Something was done in a week of the company; the hub hears of it as soon as it can be reached."""
        standing = self.standing
        assert standing is not None, "nothing can be done in a company that was not heard of"
        with self._lock:
            self._done += 1
            self._unsent.append(Deed(kind, secrets.token_hex(8), standing.round, week, text, standing.began, value))
        self._wake.set()

    def take(self) -> tuple[Transcript, str] | None:
        """The company as the hub has it, where that is not as here; and why something was not taken, or ""."""
        with self._lock:
            standing = self.standing
            if standing is None or self._unsent or self._heard != self._done:
                return None  # what was done here since is in the next answer
            if standing.digest == self.known:
                self._dropped = ""  # it came to the same
                return None
            if standing.transcript is None:
                return None
            why, self._dropped = self._dropped, ""
            return (standing.transcript, why) if standing.digest != self.known else None

    def why_not(self, week: int, lever: str = "") -> str:
        """Why the company can neither decide (with a lever) nor go on in a week, as a sentence; "" if it can."""
        standing = self.standing
        if standing is None:
            return "The hub has not been heard yet."
        return standing.why_not(week, time.monotonic(), lever)

    # The thread.

    def _run(self) -> None:
        while not self.refused:
            wait = self._once()
            if self._ending and (not self._unsent or time.monotonic() > self._until):
                break
            self._wake.wait(0.2 if self._ending else wait)
            self._wake.clear()
        self._write()
        self._hang_up()

    def _once(self) -> float:
        """Speaks once; returns the seconds after which to speak again."""
        try:
            self._write()
            if not self._token:
                self._sit()
                self._write()
            self._send()
            self._ask()
            self.trouble = ""
            return ASK_SECONDS
        except _Later as later:
            self.trouble = str(later)
            return later.seconds
        except (_Never, TranscriptError) as never:
            self.refused = str(never)
            if isinstance(never, _Gone):
                self._forget()
            return ASK_SECONDS
        finally:
            self._write()

    def _sit(self) -> None:
        if self.way is DESK:
            self._sit_at_the_desk()
            return
        if not self._many():
            raise _Never(
                "This room is one company, and its people are its teams. Open "
                f"{self.where.page} in a browser to be one of them; only the leader plays here, by the leader's link."
            )
        said = self._post("/sit", {"code": self.where.code, "name": self.name, "key": self._key})
        if not said.get("ok") or not self._token:
            raise _Never(str(said.get("why") or "The hub gave no seat."))

    def _sit_at_the_desk(self) -> None:
        """Follows the leader's link, as a browser would; the cookie that it gives names the room's code."""
        answer = self._open("GET", f"/desk/{self.where.desk}")
        try:
            answer.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException):
            self._hang_up()
        if answer.status == 303:
            self._take_token(answer)
        if self._token:
            return
        if answer.status == 403:
            why = f"That is not the leader's link of the room at {self.where}. Its hub has printed the right one."
            raise _Never(why)
        if answer.status == 429:
            wait = answer.headers.get("Retry-After") or "a few"
            raise _Never(f"Too many wrong links were tried from here. Try again in {wait} seconds.")
        raise _Later(f"{self.where} answers, but not as a hub of Headcount does. Is it the right address?")

    def _many(self) -> bool:
        """Whether the room is one of many companies: its first pulse says so, before any seat is taken."""
        answer = self._open("GET", f"/stream?page=check&id={self._key[:16]}")
        try:
            for _ in range(8):
                line = answer.readline(LARGEST_ANSWER)
                if line.startswith(b"data:"):
                    return bool(json.loads(line[5:]).get("many"))
        except (OSError, ValueError, http.client.HTTPException):
            pass
        finally:
            self._hang_up()
        raise _Later(f"{self.where} answers, but not as a hub of Headcount does. Is it the right address?")

    def _send(self) -> None:
        """Tells what was done, one after the other; after one that is refused, nothing that came after it holds."""
        while self._unsent:
            deed = self._unsent[0]
            said = self._post(self.way.deeds[deed.kind], deed.fields(self.way))
            state = said.get("state") or {}
            if deed.kind == "words":  # nothing that comes after hangs on it
                with self._lock:
                    self._unsent, self.unkept = self._unsent[1:], "" if said.get("ok") else str(said.get("why") or "")
                self._write()
                continue
            if not said.get("ok") and stands(state) and state.get("round") == deed.round:
                return  # it waits until the clock runs again
            with self._lock:
                if said.get("ok"):
                    self._unsent = self._unsent[1:]
                else:
                    self._unsent, self._dropped = [], str(said.get("why") or "")
                    self._done += 1
            self._write()

    def _ask(self) -> None:
        with self._lock:
            done, known = self._done, "" if self._dropped else self.known
        said = self._get(f"{self.way.game}?known={quote(known)}")
        try:
            standing = told(said, time.monotonic())
        except TranscriptError:
            raise
        except (KeyError, TypeError, ValueError):
            raise _Never("This hub is of another version of Headcount. Lead your company in a browser.") from None
        with self._lock:
            self.standing, self._heard = standing, done

    # The line.

    def _get(self, path: str) -> dict[str, Any]:
        return self._answered("GET", path, None)

    def _post(self, path: str, fields: Mapping[str, object]) -> dict[str, Any]:
        return self._answered("POST", path, json.dumps(fields).encode())

    def _answered(self, method: str, path: str, body: bytes | None) -> dict[str, Any]:
        """The hub's answer as plain values; _Later or _Never where it gives none."""
        answer = self._open(method, path, body)
        try:
            found = answer.read(LARGEST_ANSWER)
            said = json.loads(found)
        except (OSError, ValueError, http.client.HTTPException):
            self._hang_up()
            raise _Later(f"{self.where} answers, but not as a hub of Headcount does.") from None
        why = str(said.get("why") or "") if isinstance(said, dict) else ""
        if answer.status == 200 and isinstance(said, dict):
            self._take_token(answer)
            return said
        if answer.status == 503:
            raise _Later(why)
        if answer.status == 429 and self._token:
            raise _Later("", float(answer.headers.get("Retry-After") or ASK_SECONDS))  # no trouble: it was too quick
        if answer.status == 403 and self.way is DESK:
            raise _Gone(DESK_LOST)
        if answer.status == 401:
            raise _Gone("Your seat in this room is gone. Sit down again with the code on the wall.")
        raise _Never(why or f"The hub at {self.where} cannot do that (answer {answer.status}).")

    def _open(self, method: str, path: str, body: bytes | None = None) -> http.client.HTTPResponse:
        """Asks, over a fresh connection where the one there was is closed."""
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if self._token:
            headers["Cookie"] = f"{self._cookie}={self._token}"
        for again in (self._line is not None, False):
            if self._line is None:
                self._line = http.client.HTTPConnection(self.where.host, self.where.port, timeout=ANSWER_SECONDS)
            try:
                self._line.request(method, path, body, headers)
                return self._line.getresponse()
            except (OSError, http.client.HTTPException):
                self._hang_up()
                if not again:
                    break
        raise _Later(f"Nobody answers at {self.where}. Is the hub's laptop on, and in the same network?")

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    @property
    def _cookie(self) -> str:
        return f"headcount-{self.way.role}-{self._code.lower()}"

    def _take_token(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            with suppress(CookieError):
                for name, given in SimpleCookie(line).items():
                    kind, _, code = name.rpartition("-")
                    if kind == f"headcount-{self.way.role}" and self._code.lower() in ("", code):
                        self._token, self._code = given.value, code.upper()

    # What is kept.

    def _write(self) -> None:
        """Keeps the seat and what is unsent, where that has changed, so that a restart loses neither."""
        if self._keep is None or not self._token:
            return
        with self._lock:
            values = {
                "host": self.where.host, "port": self.where.port, "code": self._code, "name": self.name,
                "role": self.way.role, "key": self._key, "token": self._token,
                "unsent": [asdict(deed) for deed in self._unsent],
            }  # fmt: skip
        data = json.dumps(values, indent=1).encode()
        if data != self._kept:
            with suppress(OSError):  # a full disk is no reason to stop speaking
                safely.put(self._keep, data, spare=False)
                self._kept = data

    def _forget(self) -> None:
        self._token = ""
        if self._keep is not None:
            with suppress(OSError):
                self._keep.unlink(missing_ok=True)


def kept_seat(keep: Path | None) -> tuple[Address, Mapping[str, Any]] | None:
    """The room of the seat that a file holds, and what else stands there; None if it holds none that can be read."""
    if keep is None:
        return None
    try:
        if time.time() - keep.stat().st_mtime > KEPT_SECONDS:
            return None
        values = json.loads(keep.read_text(encoding="utf-8"))
        [Deed(**deed) for deed in values["unsent"]]
        at_desk = values.get("role") == DESK.role
        path = f"desk/{values['token']}" if at_desk else f"j/{values['code']}"
        where = addresses.read(f"{Address(str(values['host']), int(values['port']))}/{path}")
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (where, values) if values.get("token") else None
