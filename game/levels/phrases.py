"""Conditions as people say them, and how a level writes the same."""

from __future__ import annotations

import re
from typing import NamedTuple

NO_PART = {
    "or": "Write one entry for each side; each comes on its own.",
    "not": "Turn it round: “above” in place of “not below”.",
    "unless": "Say when it comes, not when it stays away.",
    "every": "Everything comes once; write an entry for each time.",
    "each": "Everything comes once; write an entry for each time.",
    "between": "Join two conditions: “morale above 20 and morale below 40”.",
}
"""Words that a condition cannot hold, with what to write instead."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_WEEK = re.compile(r"(?P<after>after\s)?(?:in|at|on|from|by|the|since)?\s*(?P<unit>week|wk|w|quarter|qtr|q)s?\.?\s*"
                   r"(?:no\.?|nr\.?|number|#|:|=)?\s*(?P<number>\w+)(?P<rest>\W.*)?", re.IGNORECASE)  # fmt: skip
_ORDINAL = re.compile(r"(?:in|at|on|the|\s)*(?P<number>\d+)(?:st|nd|rd|th|\.)\s+(?P<unit>week|quarter)", re.IGNORECASE)
_SIDES = (
    (re.compile(r"\s*(?:is\s+)?(?:<=?|under|(?:less|lower|smaller|fewer) than|at most|beneath)\s*", re.I), "below"),
    (re.compile(r"\s*(?:is\s+)?(?:>=?|over|(?:more|higher|greater|larger) than|at least|exceeds)\s*", re.I), "above"),
    (re.compile(r"\s+is\s+(below|above)\s+", re.I), ""),
)  # fmt: skip


class Phrase(NamedTuple):
    """What a condition was meant to say, as a level writes it, and what was wrong with how it was said."""

    text: str
    why: str


def meant(said: str) -> Phrase | None:
    """How a level writes one part of a condition; None if nobody could know."""
    if re.fullmatch(r"\d{1,3}", said):
        return Phrase(f"week {said}", "A number alone is no condition.")
    week = _ORDINAL.fullmatch(said) or _WEEK.fullmatch(said)
    if week:
        return _week(said, week)
    for pattern, word in _SIDES:
        match = pattern.search(said)
        if match and match.start() > 0 and match.end() < len(said):
            side = word or match[1].lower()
            sign = match[0].strip()
            figure = said[match.end() :].strip()
            return Phrase(f"{said[: match.start()].strip()} {side} {figure}", f"“{sign}” is not part of a condition.")
    return None


def _week(said: str, match: re.Match[str]) -> Phrase | None:
    number = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", match["number"].lower())
    if number in _SMALL:
        number = str(_SMALL.index(number))
    if not number.isascii() or not number.isdigit():
        return None
    if match.groupdict().get("after"):
        number = str(int(number) + 1)
    unit = "quarter" if match["unit"].lower().startswith("q") else "week"
    rest = (match.groupdict().get("rest") or "").strip(" .")
    if re.match(r"[-–—…,]|to\b|\.\.", rest):
        return Phrase(f"{unit} {number}", f"A condition names one {unit}, from which on it holds.")
    if rest:
        return None
    return Phrase(f"{unit} {number}", f"“{said}” is not how a {unit} is written.")
