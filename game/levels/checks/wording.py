"""Whether the words that a level gives to the things of the game can be told apart."""

from __future__ import annotations

from game import glyphs
from game.levels.checks.desk import Desk
from game.levels.names import NOUNS, VERB, WORDS, called
from game.levels.problems import shown

LETTERS = 11.5
"""The smallest letters on a screen of 1280×720."""
ROOMS = (
    ("orders", "order", 43.0, 800, "on the button beside the board", "Choose a word of about eight letters."),
    ("people", "person", 69.0, 600, "under the figure in the bar", "Choose a word of about twelve letters."),
    ("made", "make", 50.0, 600, "over the goods", "Choose a word of about eight letters."),
)  # fmt: skip
"""Words that have a narrow room: what they follow from, its width there, the weight of the letters, and where it is."""


def check_words(desk: Desk) -> None:
    """Notes words that stand for two things, and several of a thing of which one keeps the game's word."""
    given = {word: name for word, name in desk.block.words.items() if desk.sound("words", word)}
    words, known = called(given), dict[str, str]()
    for word in (*NOUNS, VERB[0]):
        other = known.setdefault(words[word].lower(), word)
        if other != word and (word in given or other in given):
            at = word if word in given else other
            desk.findings.warning(desk.tree.value(("words", at)), "words",
                                  f"{shown(other)} and {shown(word)} are both called {shown(words[word])} here.",
                                  "Give each its own word.")  # fmt: skip
    for word, name in given.items():
        if not any(character.isalpha() for character in name):
            desk.findings.warning(desk.tree.value(("words", word)), "words", f"{shown(name)} has no letters, so nobody "
                                  "can say it.", f"Write what {word} should be called.")  # fmt: skip
        elif "**" in name:
            desk.findings.warning(desk.tree.value(("words", word)), "words", f"Two asterisks in {shown(name)} set a "
                                  "text in bold in some places and stand there in others.", "Take them out."
                                  )  # fmt: skip
    for word, origin, room, weight, where, hint in ROOMS:
        name = words[word] if origin == VERB[0] else words[word][:1].upper() + words[word][1:]
        if glyphs.width(name, LETTERS, weight=weight) > room and words[word] != WORDS[word]:
            at = word if word in given else origin
            text = f"{shown(name)} has no room {where}, and is shortened there."
            desk.findings.warning(desk.tree.value(("words", at)), "cut", text, hint)
    for one, several in NOUNS.items():
        if one in given and several not in given and _is_several(given[one]):
            desk.findings.warning(desk.tree.value(("words", one)), "words",
                                  f"{shown(given[one])} stands for one here, and several would be "
                                  f"{shown(words[several])}.",
                                  f"Write what one is called, and what several are: {several}: …")  # fmt: skip
        if several in given and one not in given and given[several] != WORDS[several]:
            desk.findings.warning(desk.tree.value(("words", several)), "words",
                                  f"Several are {shown(given[several])} here, and one is still {shown(one)}.",
                                  f"Say what one is called: {one}: …")  # fmt: skip


def _is_several(name: str) -> bool:
    """Whether a name looks like that of several: a plural of the game's own, or one that ends in a single s."""
    low = name.lower()
    ends = low[-3:].isalpha() and low.endswith("s") and not low.endswith(("ss", "us", "is", "series"))
    return low in NOUNS.values() or (ends and not name.isupper())
