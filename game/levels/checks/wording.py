"""Whether the words that a level gives to the things of the game can be told apart, from each other and from names."""

from __future__ import annotations

import re

from game.levels.calling import faults
from game.levels.checks.desk import Desk
from game.levels.names import NOUNS, VERB, WORDS, called
from game.levels.problems import shown

OF_THE_GAME = ("team", "department", "letter", "disc")
"""Things that a hint hardly ever means otherwise than as the game does; a market or a person may be anybody's."""


def check_words(desk: Desk) -> None:
    """Notes words that stand for two things, and several of a thing of which one keeps the game's word."""
    given = {word: name for word, name in desk.block.words.items() if desk.sound("words", word)}
    mine = {word for word in given if ("words", word) in desk.tree.keys}
    for fault in faults(given, mine, desk.block.language):
        desk.findings.warning(desk.tree.value(("words", fault.at)), fault.rule, fault.text, fault.hint)
    _like_names(desk, mine)
    _old_words(desk, mine)


def _like_names(desk: Desk, mine: set[str]) -> None:
    """Notes a word that is also a product's name: within a sentence nobody can tell which of them is meant."""
    products = {name.lower(): name for name in desk.names}
    for word in WORDS:
        forms = next((pair for pair in (*NOUNS.items(), VERB) if word in pair), (word,))
        at = next((form for form in forms if form in mine), None)
        if at is not None and word in products:
            name = shown(products[word])
            desk.findings.warning(desk.tree.value(("words", at)), "words",
                                  f"A product is called {name} here, so {shown(word)} stays as it is in all sentences.",
                                  "Give the product another name, or leave this word out.")  # fmt: skip


def _old_words(desk: Desk, mine: set[str]) -> None:
    """Notes a hint with the game's word for a thing that the level calls otherwise: players meet that word nowhere."""
    words = called(desk.block.words)
    renamed = [form for one in OF_THE_GAME if mine & {one, NOUNS[one]} for form in (one, NOUNS[one])]
    for index, hint in enumerate(desk.block.hints):
        for form in renamed:
            old, new = WORDS[form], words[form]
            if old not in new.lower().split() and re.search(rf"\b{old}\b", hint.say, re.IGNORECASE):
                desk.findings.warning(desk.tree.value(("hints", index, "say")), "words",
                                      f"This hint says {shown(old)}, which is called {shown(new)} here.",
                                      f"Write {shown(new)}.")  # fmt: skip
