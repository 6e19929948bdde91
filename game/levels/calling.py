"""Whether the words that a level, or a pack for all its levels, gives to the things of the game can be told apart."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from game import glyphs
from game.levels.names import NOUNS, VERB, WORDS, called
from game.levels.problems import shown

LETTERS = 11.5
"""The smallest letters on a screen of 1280×720."""
ROOMS = (
    ("orders", "order", 43.0, 800, "on the button beside the board", "Choose a word of about eight letters."),
    ("people", "person", 69.0, 600, "under the figure in the bar", "Choose a word of about twelve letters."),
    ("discs", "disc", 90.0, 600, "beside a lever before the level", "Choose a word of about fourteen letters."),
    ("made", "make", 50.0, 600, "over the goods", "Choose a word of about eight letters."),
)  # fmt: skip
"""Words that have a narrow room: what they follow from, its width there, the weight of the letters, and where it is."""


class Fault(NamedTuple):
    """Something about one of the words. at: which; rule: the rule's name."""

    at: str
    rule: str
    text: str
    hint: str


def faults(given: Mapping[str, str], mine: Container[str], language: str = "en") -> Iterator[Fault]:
    """What is odd about words. mine: those of them that stand in this file; of the others another file tells."""
    words = called(given)
    found = (*_alike(given, words, mine), *_unspeakable(given), *_wide(given, words), *_numbers(given, words),
             *(_english(given, words) if language.lower().partition("-")[0] not in ("", "en") else ()))  # fmt: skip
    return (fault for fault in found if fault.at in mine)


def _alike(given: Mapping[str, str], words: Mapping[str, str], mine: Container[str]) -> Iterator[Fault]:
    known = dict[str, str]()
    for word in (*NOUNS, VERB[0]):
        other = known.setdefault(words[word].lower(), word)
        if other != word and (word in given or other in given):
            at = next((one for one in (word, other) if one in mine), word)
            yield Fault(at, "words", f"{shown(other)} and {shown(word)} are both called {shown(words[word])} here.",
                        "Give each its own word.")  # fmt: skip


def _unspeakable(given: Mapping[str, str]) -> Iterator[Fault]:
    for word, name in given.items():
        if not any(character.isalpha() for character in name):
            yield Fault(word, "words", f"{shown(name)} has no letters, so nobody can say it.",
                        f"Write what {word} should be called.")  # fmt: skip
        elif "**" in name:
            yield Fault(word, "words", f"Two asterisks in {shown(name)} set a text in bold in some places and stand "
                        "there in others.", "Take them out.")  # fmt: skip


def _wide(given: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Fault]:
    for word, origin, room, weight, where, hint in ROOMS:
        name = words[word] if origin == VERB[0] else words[word][:1].upper() + words[word][1:]
        if glyphs.width(name, LETTERS, weight=weight) > room and words[word] != WORDS[word]:
            yield Fault(word if word in given else origin, "cut",
                        f"{shown(name)} has no room {where}, and is shortened there.", hint)  # fmt: skip


def _numbers(given: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Fault]:
    """One that is written like several, and several that are given without one."""
    for one, several in NOUNS.items():
        if one in given and several not in given and _is_several(given[one]):
            yield Fault(one, "words",
                        f"{shown(given[one])} stands for one here, and several would be {shown(words[several])}.",
                        f"Write what one is called, and what several are: {several}: …")  # fmt: skip
        if several in given and one not in given and given[several] != WORDS[several]:
            yield Fault(several, "words", f"Several are {shown(given[several])} here, and one is still {shown(one)}.",
                        f"Say what one is called: {one}: …")  # fmt: skip


def _english(given: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Fault]:
    """Forms that a level in another language leaves to English rules."""
    for one, *more in (*NOUNS.items(), VERB):
        left = [form for form in more if form not in given and words[form] != words[one]]
        if one in given and left and not (one in NOUNS and _is_several(given[one])):
            rest, last = ", ".join(shown(words[form]) for form in left[:-1]), shown(words[left[-1]])
            forms = f"{rest} and {last}" if rest else last
            yield Fault(one, "words", f"The game makes {forms} of {shown(given[one])}, as English does.",
                        f"Write what it is in this language: {', '.join(f'{form}: …' for form in left)}")  # fmt: skip


def _is_several(name: str) -> bool:
    """Whether a name looks like that of several: a plural of the game's own, or one that ends in a single s."""
    low = name.lower()
    ends = low[-3:].isalpha() and low.endswith("s") and not low.endswith(("ss", "us", "is", "series"))
    return low in NOUNS.values() or (ends and not name.isupper())
