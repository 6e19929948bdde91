"""Whether the words that a level gives to the things of the game can be told apart."""

from __future__ import annotations

from game.levels.checks.desk import Desk
from game.levels.names import NOUNS, VERB, WORDS, called
from game.levels.problems import shown


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
    for one, several in NOUNS.items():
        if several in given and one not in given and given[several] != WORDS[several]:
            desk.findings.warning(desk.tree.value(("words", several)), "words",
                                  f"Several are {shown(given[several])} here, and one is still {shown(one)}.",
                                  f"Say what one is called: {one}: …")  # fmt: skip
