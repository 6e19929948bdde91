"""What a client may say, strictly: a JSON object of exactly the fields of its form, each of the right kind and size."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from game.workshop import events as ev

LARGEST_NUMBER = 10**12
MOST_FIGURES = 64
Check = Callable[[Any], bool]


class Unfit(Exception):
    """What was sent does not fit its form; the text is a sentence."""


def text(most: int, pattern: str = "") -> Check:
    """A printable text of at most so many characters, of a pattern if one is given."""

    def check(value: Any) -> bool:
        fits = isinstance(value, str) and len(value) <= most and (not value or value.isprintable())
        return fits and (not pattern or re.fullmatch(pattern, value) is not None)

    return check


def words(most: int) -> Check:
    """A text of at most so many characters, whatever they are: it is cleaned before anybody sees it."""
    return lambda value: isinstance(value, str) and len(value) <= most


def whole(low: int, high: int) -> Check:
    """A whole number from low to high."""
    return lambda value: type(value) is int and low <= value <= high


def wholes(value: Any) -> bool:
    """A short list of whole numbers."""
    number = whole(-LARGEST_NUMBER, LARGEST_NUMBER)
    return isinstance(value, list) and len(value) <= MOST_FIGURES and all(number(item) for item in value)


KEY = text(64, r"[A-Za-z0-9._:-]{1,64}")
LONG_KEY = text(64, r"[A-Za-z0-9._:-]{8,64}")
"""Where no seat tells one browser's keys from another's."""
MAY: dict[str, Check] = {"began": whole(0, 10**14)}
"""What a form may leave out. began: of the round that a page showed, ms; what was meant for another try at the same
round, taken back since, is then refused."""
SIT: dict[str, Check] = {"code": text(24), "name": words(120), "key": LONG_KEY}
COME_BACK: dict[str, Check] = {"code": text(24), "word": text(24)}
DECIDE: dict[str, Check] = {
    "key": KEY, "round": whole(0, 999), "answer": text(12), "job": whole(-1, 999), "report": text(24),
}  # fmt: skip
ANSWER: dict[str, Check] = {"key": KEY, "round": whole(0, 999), "figures": wholes}
ACT: dict[str, Check] = {"key": KEY, "round": whole(0, 999), "week": whole(0, 999), "text": text(200)}
UNACT: dict[str, Check] = {"key": KEY, "round": whole(0, 999), "week": whole(0, 999)}
RUN: dict[str, Check] = {"key": KEY, "round": whole(0, 999), "week": whole(0, 999), "weeks": whole(1, 13)}
GATHER: dict[str, Check] = {"key": KEY, "company": whole(-1, 999)}
WORDS: dict[str, Check] = {"key": KEY, "value": whole(0, 99), "text": words(400)}
TOUCH: dict[str, Check] = {"key": KEY}
LEAD: dict[str, Check] = {"key": KEY, "text": text(200)}
UNLEAD: dict[str, Check] = {"key": KEY}
SEEN: dict[str, Check] = {"wide": whole(0, 100_000), "high": whole(0, 100_000), "stream_seconds": whole(0, 100_000)}
_BY_TYPE: dict[str, Check] = {
    "int": whole(-LARGEST_NUMBER, LARGEST_NUMBER), "bool": lambda value: type(value) is bool, "str": text(240),
    "tuple[int, ...]": wholes,
}  # fmt: skip
FACILITATOR: dict[str, type[ev.Event]] = {
    word.replace("-", ""): kind
    for word, kind in ev.KINDS.items()
    if kind not in (
        ev.Open, ev.OpenLevel, ev.Sit, ev.Decide, ev.Answer, ev.Lead, ev.Unlead, ev.Gather, ev.Act, ev.Unact, ev.Run,
        ev.Words,
    )
}
"""What the facilitator may do, by the event's word without hyphens."""


def read(body: bytes, form: dict[str, Check]) -> dict[str, Any]:
    """The fields of a form; Unfit if anything is missing, too much, or of another kind."""
    return _fitting(_object(body), form)


def read_of_round(body: bytes, form: dict[str, Check]) -> dict[str, Any]:
    """The same with those of MAY that were sent, else None."""
    given = _object(body)
    said = _fitting(given, form | {name: check for name, check in MAY.items() if name in given})
    return {**dict.fromkeys(MAY), **said}


def deed(body: bytes, at: int) -> tuple[str, ev.Event, tuple[int, int] | None]:
    """The key and the event that a facilitator's page asks for; Unfit if it may not, or not like that.

    Besides, where the page says so, the step it showed and when that step's round began: what ends or undoes a round
    is meant for that one alone.
    """
    given = _object(body)
    key, word = given.pop("key", None), given.pop("kind", None)
    shown = given.pop("shown", None)
    if shown is not None and not (isinstance(shown, list) and len(shown) == 2 and all(map(whole(0, 10**14), shown))):
        raise Unfit("“shown” cannot be that.")
    if not LONG_KEY(key) or not isinstance(word, str):
        raise Unfit("It needs a key of 8 to 64 letters and digits, and a kind.")
    kind = FACILITATOR.get(re.sub("[-_]", "", word).lower())
    if kind is None:
        raise Unfit("A facilitator cannot do that.")
    values = _fitting(given, {f.name: _BY_TYPE[str(f.type)] for f in fields(kind) if f.name != "at"})
    event = kind(at=at, **{name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})
    return key, event, (shown[0], shown[1]) if shown is not None else None


def _object(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_none, parse_float=_none)
    except (ValueError, RecursionError):
        raise Unfit("That is not JSON as it is taken here.") from None
    if not isinstance(given, dict):
        raise Unfit("That is not a JSON object.")
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _none(text: str) -> Any:
    raise ValueError("no number that is taken here")


def _fitting(given: dict[str, Any], form: dict[str, Check]) -> dict[str, Any]:
    if set(given) != set(form):
        raise Unfit(f"It takes exactly {', '.join(form) or 'nothing'}.")
    for name, check in form.items():
        if not check(given[name]):
            raise Unfit(f"“{name}” cannot be that.")
    return given
