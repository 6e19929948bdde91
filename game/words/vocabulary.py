"""A level's own words in the game's sentences: a ward instead of a team, and "an hour" instead of "a disc".

Sentences are written once, in the words of the game. `Vocabulary.said` puts the level's words into a whole sentence as
it is shown, with their plural, their capital letter and the right article. What the level's author wrote, and every
name, stays as it stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from game.levels.inflection import article
from game.levels.names import WORDS

if TYPE_CHECKING:
    from game.levels import Level

KEPT_SENTENCES = 4_000
"""Sentences that are remembered in the level's words."""
_LEAST = 24
"""Letters from which a piece of an author's text is known as such, when it is shown alone."""

_VERBS = {"order": "send {} to", "visit": "go on {} to"}
"""What is said for a noun of the game that stands as a verb."""
_BEFORE_A_VERB = r"(?<!\ba )(?<!\ban )(?<!\bone )(?<!\bno )(?<!\blast )(?<!\bthe )(?<!\byour )"
_AFTER_A_VERB = r"(?= (?:a|an|the|them|everyone|all|departments|teams)\b)"
_OTHERWISE = r"\b[Mm](?:ake|akes|ade|aking) (?:of|up|sure)\b|\bA4 or Letter\b"
"""Where a word means something else: what they make of it, make up for it, make sure; the size of a sheet of paper."""


@dataclass(frozen=True)
class Vocabulary:
    """What a level calls the things of the game.

    words: every word it calls something else, with what it calls it. own: texts and names of the level's author in
    which one of these words stands.
    """

    words: tuple[tuple[str, str], ...] = ()
    own: tuple[str, ...] = ()
    _known: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, level: Level) -> Vocabulary:
        """The words of a level."""
        words = tuple((word, called) for word, called in level.words.items() if called != WORDS[word])
        if not words:
            return PLAIN
        spoken = _one_of(word for word, _ in words)
        return cls(words, tuple(dict.fromkeys(text for text in _texts(level) if spoken.search(text))))

    def keeping(self, texts: Iterable[str]) -> Vocabulary:
        """The same with more texts and names that stay as they are, such as what people in a room have written."""
        if not self.words:
            return self
        return replace(self, own=tuple(dict.fromkeys((*self.own, *self._spoken_in(texts)))), _known={})

    def said(self, text: str) -> str:
        """A sentence of the game, or a label, in the level's words."""
        if not self.words:
            return text
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= KEPT_SENTENCES:
                self._known.clear()
            found = self._known[text] = self._said(text)
        return found

    def _said(self, text: str) -> str:
        if len(text) >= _LEAST and any(text in own for own in self.own):
            return text
        return self._pattern.sub(self._instead, text)

    @cached_property
    def _called(self) -> dict[str, str]:
        return dict(self.words)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Finds what stays as it is first, then verbs, then every word with what depends on it."""
        own = "|".join(map(re.escape, sorted(self.own, key=len, reverse=True))) or r"(?!)"
        return re.compile(rf"(?P<kept>(?<!\w)(?:{own})(?!\w)|{_OTHERWISE})|{self._spoken}")

    @cached_property
    def _spoken(self) -> str:
        """Where a word stands that is called something else: a pattern that a browser reads as well."""
        verbs = "|".join(_any_case(verb) for verb in _VERBS if verb in self._called) or r"(?!)"
        words = "|".join(map(_any_case, sorted(self._called, key=len, reverse=True)))
        return (
            rf"{_BEFORE_A_VERB}\b(?P<verb>{verbs})\b{_AFTER_A_VERB}"
            rf"|\b(?:(?P<article>[Aa]n?)(?P<gap> \**))?\b(?P<word>{words})\b(?P<own>[’']s\b)?"
        )

    def told(self, own: Iterable[str] = ()) -> dict[str, object]:
        """All that a page needs to say sentences as `said` does. own: more texts and names that stay as they are."""
        return {
            "called": self._called, "articles": {word: article(called) for word, called in self.words},
            "verbs": {verb: self._sent(verb) for verb in _VERBS if verb in self._called},
            "own": list(self.keeping(own).own), "least": _LEAST, "kept": _OTHERWISE,
            "rest": self._spoken.replace("(?P<", "(?<"),
        }  # fmt: skip

    def _spoken_in(self, texts: Iterable[str]) -> list[str]:
        spoken = _one_of(word for word, _ in self.words)
        return [text for text in texts if spoken.search(text)]

    def _sent(self, verb: str) -> str:
        called = self._called[verb]
        return _VERBS[verb].format(f"{article(called)} {called}")

    def _instead(self, match: re.Match[str]) -> str:
        if match["kept"]:
            return match["kept"]
        if match["verb"]:
            return _like(self._sent(match["verb"].lower()), match["verb"])
        word = match["word"].lower()
        called = _like(self._called[word], match["word"])
        owner = match["own"] or ""
        if owner and called.endswith("s") and word == "people":
            owner = owner[:1]
        if match["article"] is None:
            return called + owner
        return _like(article(called), match["article"]) + match["gap"] + called + owner


PLAIN = Vocabulary()
"""The words of the game itself."""


def _like(word: str, model: str) -> str:
    """A word with a large first letter, or in large letters, where the model is written so."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _any_case(word: str) -> str:
    """A pattern for a word in small and large letters, without the flags in which browsers differ."""
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def _one_of(words: Iterator[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _texts(level: Level) -> Iterator[str]:
    """Everything that the level's author wrote, in pieces that stand together on a screen."""
    yield from (level.title, level.company, level.author, *level.department_names, *level.team_names)
    yield from (*level.market_names, *level.product_names, *(name.lower() for name in level.product_names))
    yield from (*level.house_names, *level.vision_names, *level.world.value_names, *level.rumours, *level.debrief)
    yield from (part for part in level.story.split("\n") if part)
    yield from (*(hint.say for hint in level.hints), *(news.text for news in level.news))
    if level.aim is not None:
        yield level.aim.text
    if level.bet is not None:
        yield from (level.bet.question, *level.bet.answers)
    for card in level.cards:
        if not card.shared:
            answers = [text for answer in card.answers.values() for text in (answer.does, answer.says, answer.then)]
            for text in (card.title, card.text, card.silence, *answers):
                yield from (piece for piece in re.split(r"\{\w+\}", text) if piece.strip())
