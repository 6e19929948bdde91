"""Conditions such as `week 8`, `first order` or `morale below 40 and week 5`, and the places a hint can point at.

Here they are only understood, by plain names, so that a file can be checked without the rules; `holding` says whether
one holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from game.levels import phrases
from game.levels.problems import did_you_mean, nearest, shown
from game.sim.actions import FORMS
from game.sim.values import VERBS
from game.sim.world import QUARTER_WEEKS

FIGURES: dict[str, tuple[float, float]] = {
    "score": (-100.0, 100.0),
    "score change": (-100.0, 100.0),
    "morale": (0.0, 100.0),
    "morale change": (-100.0, 100.0),
    "trust": (0.0, 100.0),
    "initiative": (0.0, 100.0),
    "agreement": (0.0, 100.0),
    "commitment": (0.0, 100.0),
    "waiting": (0.0, 100.0),
    "served": (0.0, 100.0),
    "cash": (0.0, 1e12),
    "discs": (0.0, 12.0),
    "news age": (-1.0, 60.0),
    "idle teams": (0.0, 1e6),
    "letters": (0.0, 1e6),
    "fires": (0.0, 1e6),
    "slow departments": (0.0, 1e6),
    "cash weeks": (0.0, 1e6),
    "faulty teams": (0.0, 1e6),
    "quality": (0.0, 100.0),
    "equipment": (0.0, 300.0),
    "rate": (0.0, 30.0),
    "tools": (0.0, 3.0),
    "net": (0.0, 3.0),
    "torn people": (0.0, 1e6),
    "lived": (0.0, 1e6),
    "betrayed": (0.0, 1e6),
    "belief": (0.0, 100.0),
    "cynicism": (0.0, 100.0),
    "way to the star": (0.0, 200.0),
    "stories": (0.0, 3.0),
    "known teams": (0.0, 1e6),
    "people": (0.0, 1e6),
    "empty seats": (0.0, 1e6),
    "leavers": (0.0, 1e6),
    "restless people": (0.0, 1e6),
}
"""Figures of the whole company and the range of each, in the units players see; `holding` reads them from a report."""

TEAM_COUNTS: tuple[str, ...] = ("idle teams", "known teams", "fires", "faulty teams")
"""Figures that count teams, so that there are never more of them."""

PRODUCT_FIGURES: tuple[str, ...] = ("stock of", "backlog of", "demand of", "price of", "parts for", "makers of")
"""Figures of one product: pieces, a price as a percentage of its value, the percentage of what was begun that its
inputs sufficed for, teams at work on it."""

HAPPENINGS: tuple[str, ...] = (
    "idle team", "letter", "order landed", "order over", "skill", "contract", "rumour", "stitched team", "torn team",
    "carry on", "choose", "banner", "fire", "bottleneck", "cause found", "recall", "tools ready", "leaver", "dilemma",
    "betrayal", "vision", "star reached", "story", "lone figure",
)  # fmt: skip
"""What “first …” may name besides a lever, as far as a report shows it."""

FIRSTS: tuple[str, ...] = (*HAPPENINGS, *(name for name in FORMS if name not in HAPPENINGS))

PLACES: tuple[str, ...] = (
    "desk", "attention", "orders", "time", "track", "score", "cash", "people", "morale", "trust", "ticker", "road",
    "departments", "horizon", "default", "reporting", "tags", "rate", "figures", "tools", "net", "values",
    "advert", "vision",
)  # fmt: skip
"""Things on the screen that a hint can point at by name; besides, `team 2`, `department 1` and `market lamps`."""

NUMBERED: tuple[str, ...] = ("team", "department", "market")

EXAMPLES = "Write for example “week 8”, “first order” or “morale below 40”."

_AND = re.compile(r"\band\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,4})?%?")
_COUNT = re.compile(r"\d{1,4}")
_ANSWERED = re.compile(
    r"answered (?P<name>.+?)(?: with (?P<answer>\S+?))?(?: (?P<weeks>\d{1,3}) weeks? ago)?", re.IGNORECASE
)
SILENCE = "silence"
"""What stands for no answer at all."""
ANSWERED_EXAMPLE = "Write for example “answered the tree with insist 20 weeks ago”."


@dataclass(frozen=True)
class Test:
    """One part of a condition: kind is "week", "before", "first", "above", "below" or "answered".

    name: the happening, figure or card. number: the week from 1 (from which, or before which), the threshold in the
    units players see, or how many weeks ago. product: index for figures of one product, else −1. answer: of a card, ""
    for any.
    """

    kind: str
    name: str
    number: float = 0.0
    product: int = -1
    answer: str = ""

    __test__ = False  # pytest would take the name for a test


@dataclass(frozen=True)
class Condition:
    """When something is due: all `tests` must hold. `text` is what the level's author wrote."""

    text: str
    tests: tuple[Test, ...]

    @property
    def week(self) -> int:
        """The earliest week (from 0) in which this can hold, as far as it names a week."""
        return max((int(test.number) - 1 for test in self.tests if test.kind == "week"), default=0)

    @property
    def dated(self) -> bool:
        """Whether this is a week or a quarter and nothing else."""
        return all(test.kind == "week" for test in self.tests)


class ConditionError(Exception):
    """A condition (or a hint's place) cannot be understood; `offset` and `width` mark the characters to blame."""

    def __init__(self, text: str, hint: str, offset: int, width: int) -> None:
        super().__init__(text)
        self.text, self.hint, self.offset, self.width = text, hint, offset, width


def parse_condition(text: str, products: Sequence[str]) -> Condition:
    """The condition a text stands for; raises ConditionError. products: names in index order."""
    return _understood(text, tuple(name.lower() for name in products))


@lru_cache(maxsize=1024)
def _understood(text: str, products: tuple[str, ...]) -> Condition:
    tests = []
    start = 0
    for stop, after in [(m.start(), m.end()) for m in _AND.finditer(text)] + [(len(text), len(text))]:
        words = [(m.group(), start + m.start()) for m in _WORD.finditer(text[start:stop])]
        tests.append(_test(text, start, words, list(products)))
        start = after
    return Condition(text, tuple(tests))


def parse_place(
    text: str, products: Mapping[str, int], markets: Sequence[str], teams: int, departments: int
) -> tuple[str, int]:
    """What a hint points at: ("team", 1) for `team 2`, ("market", index) for `market lamps`, (name, −1) for the rest.

    A market may be named by what it asks for or by its own name. products: the market's index for each product's name.
    Raises ConditionError.
    """
    words = [(m.group(), m.start()) for m in _WORD.finditer(text)]
    first = words[0][0].lower() if words else ""
    if first in ("team", "department") and len(words) == 2:
        word, offset = words[1]
        most = teams if first == "team" else departments
        if not _COUNT.fullmatch(word) or not 1 <= int(word) <= most:
            many = f"the level has {most}, counted from 1" if most > 1 else "the level has one"
            raise ConditionError(f"There is no {first} {shown(word)}; {many}.", "", offset, len(word))
        return first, int(word) - 1
    if first == "market" and len(words) > 1:
        offset = words[1][1]
        name = text[offset:].strip().lower()
        known = {market.lower(): index for index, market in enumerate(markets)}
        known |= {product.lower(): index for product, index in products.items()}
        if name in known:
            return "market", known[name]
        raise ConditionError(
            f"There is no market {shown(name)}.", did_you_mean(name, (*products, *markets)), offset, len(name)
        )
    name = " ".join(word.lower() for word, _ in words)
    if name not in PLACES:
        near = nearest(first, NUMBERED) if len(words) > 1 else ""
        if near:
            mended = " ".join([near, *(word for word, _ in words[1:])])
            raise ConditionError(
                f"I do not know {shown(words[0][0])}.", f"Did you mean “{mended}”?", words[0][1], len(first)
            )
        hint = did_you_mean(
            name, (*PLACES, *NUMBERED), otherwise=f"Known are {', '.join(PLACES)}, team 1, market lamps."
        )
        raise ConditionError(f"There is no place {shown(name)} on the screen.", hint, 0, len(text))
    return name, -1


def _test(text: str, start: int, words: list[tuple[str, int]], products: list[str]) -> Test:
    try:
        return _strict_test(text, start, words, products)
    except ConditionError as error:
        for word, offset in words:
            if word.lower() in phrases.NO_PART:
                hint = phrases.NO_PART[word.lower()]
                raise ConditionError(f"“{word}” is not part of a condition.", hint, offset, len(word)) from None
        meant = phrases.meant(" ".join(word for word, _ in words))
        if meant is None:
            raise
        try:
            _strict_test(meant.text, 0, [(m.group(), m.start()) for m in _WORD.finditer(meant.text)], products)
        except ConditionError:
            raise error from None
        offset = words[0][1]
        width = words[-1][1] + len(words[-1][0]) - offset
        raise ConditionError(meant.why, f"Write “{meant.text}”.", offset, width) from None


def _strict_test(text: str, start: int, words: list[tuple[str, int]], products: list[str]) -> Test:
    if not words:
        raise ConditionError("A condition is missing here.", EXAMPLES, min(start, max(0, len(text) - 1)), 1)
    first, offset = words[0][0].lower(), words[0][1]
    if first in ("week", "quarter"):
        return _week(first, words)
    if first == "before" and len(words) > 1 and words[1][0].lower() in ("week", "quarter"):
        return replace(_week(words[1][0].lower(), words[1:]), kind="before")
    if first == "first":
        return _first(text, words)
    if first == "answered":
        return _answer(words)
    if len(words) >= 3 and words[-2][0].lower() in ("above", "below"):
        return _figure(words, products)
    return _unknown(words, offset)


def _week(first: str, words: list[tuple[str, int]]) -> Test:
    if len(words) != 2 or not _COUNT.fullmatch(words[1][0]) or int(words[1][0]) < 1:
        word, offset = words[1] if len(words) > 1 else words[0]
        raise ConditionError(
            f"After “{first}” comes one whole number from 1.", f"Write “{first} 3”.", offset, len(word)
        )
    number = int(words[1][0])
    return Test("week", first, number if first == "week" else (number - 1) * QUARTER_WEEKS + 1)


def _first(text: str, words: list[tuple[str, int]]) -> Test:
    name = " ".join(word.lower() for word, _ in words[1:])
    if name not in FIRSTS:
        offset = words[1][1] if len(words) > 1 else words[0][1]
        width = words[-1][1] + len(words[-1][0]) - offset
        raise ConditionError(f"I do not know a first {shown(name)}." if name else "“first” needs a name after it.",
                             did_you_mean(name, FIRSTS, otherwise="The reference lists every one."),
                             offset, width)  # fmt: skip
    return Test("first", name)


def _answer(words: list[tuple[str, int]]) -> Test:
    """A card that was answered: `answered the tree`, `answered the tree with insist`, `… 20 weeks ago`."""
    said = " ".join(word for word, _ in words)
    match = _ANSWERED.fullmatch(said)
    offset = words[0][1]
    if match is None:
        raise ConditionError("After “answered” comes the name of a card.", ANSWERED_EXAMPLE, offset, len("answered"))
    answer = (match["answer"] or "").lower()
    if answer and answer not in (*VERBS, SILENCE):
        at = next(place for word, place in reversed(words) if word.lower() == answer)
        raise ConditionError(f"There is no answer {shown(answer)}.", did_you_mean(
            answer, (*VERBS, SILENCE), otherwise=f"Answers are {', '.join(VERBS)}, {SILENCE}."
        ), at, len(answer))  # fmt: skip
    return Test("answered", match["name"].lower(), float(match["weeks"] or 0), answer=answer)


def _figure(words: list[tuple[str, int]], products: list[str]) -> Test:
    kind, (number, offset) = words[-2][0].lower(), words[-1]
    if not _NUMBER.fullmatch(number):
        raise ConditionError(f"A number belongs after “{kind}”, not {shown(number)}.", EXAMPLES, offset, len(number))
    threshold = float(number.rstrip("%"))
    subject = [word.lower() for word, _ in words[:-2]]
    name, start = " ".join(subject), words[0][1]
    width = words[-3][1] + len(words[-3][0]) - start
    if name in FIGURES:
        return Test(kind, name, threshold)
    head = " ".join(subject[:2])
    if head in PRODUCT_FIGURES and len(subject) > 2:
        product, at = " ".join(subject[2:]), words[2][1]
        if product not in products:
            raise ConditionError(f"There is no product {shown(product)}.", did_you_mean(product, products),
                                 at, start + width - at)  # fmt: skip
        return Test(kind, head, threshold, products.index(product))
    raise ConditionError(f"I do not know the figure {shown(name)}.", did_you_mean(
        name, (*FIGURES, *PRODUCT_FIGURES), otherwise="The reference lists every figure."
    ), start, width)  # fmt: skip


def _unknown(words: list[tuple[str, int]], offset: int) -> Test:
    """Blames the word that keeps a condition from being understood."""
    width = words[-1][1] + len(words[-1][0]) - offset
    text = " ".join(word for word, _ in words)
    starts = {word for name in (*FIGURES, *PRODUCT_FIGURES) for word in name.split()[:1]}
    starts |= {"week", "quarter", "before", "first", "answered"}
    if words[0][0].lower() not in starts:
        word = words[0][0]
        raise ConditionError(f"I do not know {shown(word)}.", did_you_mean(word, sorted(starts), otherwise=EXAMPLES),
                             offset, len(word))  # fmt: skip
    for word, at in words[1:]:
        near = nearest(word, ("above", "below"))
        if near and word.lower() != near:
            raise ConditionError(f"I do not know {shown(word)}.", f"Did you mean “{near}”?", at, len(word))
    raise ConditionError(f"{shown(text)} is not a whole condition.", EXAMPLES, offset, width)
