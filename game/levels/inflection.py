"""English word forms: the plural of a noun, the forms of a verb, and whether "a" or "an" stands before a word."""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "staff": "staff",
    "crew": "crews", "sheep": "sheep", "fish": "fish", "series": "series", "chief": "chiefs", "roof": "roofs",
    "proof": "proofs", "brief": "briefs",
}  # fmt: skip
_WITH_OES = ("hero", "echo", "veto", "potato", "tomato", "torpedo", "embargo", "mosquito")
"""Ends of the few words in -o that take -oes; memo, photo, kilo, casino and all newer ones take a plain s."""
_DOERS = ("man", "woman", "person", "child")
"""Ends of words that are plural as they are: craftsman, salesperson."""
_PARTICIPLES = {
    "write": "written", "grow": "grown", "build": "built", "sell": "sold", "run": "run", "give": "given",
    "keep": "kept", "take": "taken", "bring": "brought", "send": "sent", "hold": "held", "teach": "taught",
    "make": "made", "do": "done", "draw": "drawn", "sew": "sewn", "weave": "woven", "lay": "laid", "set": "set",
    "cut": "cut", "put": "put", "win": "won", "find": "found", "catch": "caught", "spin": "spun", "bind": "bound",
    "get": "got", "lead": "led", "feed": "fed", "see": "seen", "shoot": "shot", "drive": "driven", "read": "read",
}  # fmt: skip
_SILENT_H = ("hour", "honest", "honour", "honor", "heir")
_LIKE_YOU = ("uni", "use", "usu", "eu", "one", "once", "ute", "ufo")
"""Beginnings that are written with a vowel and spoken as in "you" or "won"."""
_SPELT = re.compile(r"[A-Z](?:[A-Z]*s?\b|[^A-Za-z])")
"""Words that are spelt out, letter by letter: SMS, an X-ray."""
_SPELT_WITH_A_VOWEL = "AEFHILMNORSX"


def plural(noun: str) -> str:
    """Several of a noun; of two words the last changes, or the one before "of": "work stations", "heads of ward"."""
    before, of, after = noun.partition(" of ")
    first, space, last = before.rpartition(" ")
    return f"{first}{space}{_plural(last)}{of}{after}"


def _plural(word: str) -> str:
    low = word.lower()
    if len(word) > 1 and word.isupper():
        return word + "s"
    if low in _PLURALS:
        return word[:1] + _PLURALS[low][1:]
    ends = next((end for end in _DOERS if low.endswith(end)), "")
    if ends:
        return word[: -len(ends)] + _PLURALS[ends]
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if low.endswith("y") and low[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    if low.endswith(("elf", "alf", "olf", "eaf", "oaf")):
        return word[:-1] + "ves"
    if low.endswith("ife"):
        return word[:-2] + "ves"
    return word + ("es" if low.endswith(_WITH_OES) else "s")


def verb_forms(verb: str) -> tuple[str, str, str]:
    """What she does, what is done, and doing it: ("bakes", "baked", "baking"); of several words the first changes."""
    word, space, rest = verb.partition(" ")
    low, stem = word.lower(), word + word[-1:] * _doubles(word.lower())
    hisses = low.endswith(("s", "x", "z", "ch", "sh", "o"))
    she = word[:-1] + "ies" if _ends_in_y(low) else word + ("es" if hisses else "s")
    regular = word + "d" if low.endswith("e") else word[:-1] + "ied" if _ends_in_y(low) else stem + "ed"
    bare = word[:-1] if low.endswith("e") and not low.endswith(("ee", "oe", "ye")) else stem
    done = _PARTICIPLES.get(low, regular)
    return f"{she}{space}{rest}", f"{done}{space}{rest}", f"{bare}ing{space}{rest}"


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in _VOWELS


def _doubles(word: str) -> bool:
    """Whether the last letter stands twice before an ending: plan, planned; of words with a single vowel alone."""
    return bool(re.fullmatch(rf"[^{_VOWELS}]*[{_VOWELS}][^{_VOWELS}wxy]", word))


def article(word: str) -> str:
    """What stands before a noun, by its sound: "a" or "an"."""
    if _SPELT.match(word):
        return "an" if word[0] in _SPELT_WITH_A_VOWEL else "a"
    low = word.lower()
    spoken = low.startswith(_SILENT_H) or (low[:1] in _VOWELS and not low.startswith(_LIKE_YOU))
    return "an" if spoken else "a"
