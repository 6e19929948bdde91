"""Free play: an ordinary level written from a few choices, the same on every machine, and the game of the day.

A `Choice` is written `free:1200:7:harsh:absent` (people, seed, difficulty, whose desk it is; each may be left out) or
`day:2026-03-02`. `text`
makes the YAML of it, which the ordinary reader reads and a saved game holds; everything the story says is so.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from game.levels.level import Level
from game.levels.names import GOODS
from game.levels.reading import read_text
from game.levels.usual import by_people
from game.sim import luck
from game.sim.levers import LEVERS
from game.sim.values import TEMPERAMENTS
from game.sim.world import DIFFICULTIES, QUARTER_WEEKS, World

FEWEST, MOST = 5, 100_000
SIZES: tuple[int, ...] = (5, 12, 40, 120, 400, 1_200, 4_000, 15_000, 50_000, 100_000)
"""Sizes that a list offers; any other between FEWEST and MOST may be asked for."""
USUAL = 120
LARGEST_SEED = 2**31 - 1
OFFERED: tuple[str, ...] = (
    "ownership", "candour", "care", "curiosity", "craft", "service", "thrift", "pace", "unity", "fairness",
)  # fmt: skip
"""The values a company may stand for. Each is a draw: one more makes another company of every seed."""
SIZES_OF_DAYS: tuple[int, ...] = (120, 40, 400, 12, 1_200, 150, 4_000)
"""How many people the game of the day has, Monday to Sunday."""

LEAST_OWNED = 12
"""So many people there must be for the desk of somebody else."""


@dataclass(frozen=True)
class Desk:
    """Whose desk it is, with a start of their own, something forbidden, and a gift.

    name: as a choice has it; title, short, text: as a player reads it. discs: of attention. default, reporting: as they
    stand, None as usual. last_letters: weeks that letters from before still hold. without: levers there are none of;
    late: those that are there from week 14 on. cash: times as much as usual.
    """

    name: str
    title: str
    short: str
    text: str
    discs: int
    default: str | None = None
    reporting: int | None = None
    last_letters: int = 0
    without: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    cash: float = 1.0


DESKS: tuple[Desk, ...] = (
    Desk("founder", "The founder who cannot stop", "Founder",
         "You founded this house and cannot stop: everybody has a letter from you, and before week 14 you let nobody "
         "choose. You have a disc more than others.",
         6, default="carry on", last_letters=6, late=("choose",)),
    Desk("absent", "The absent owner", "Absent owner",
         "You own this house and are hardly ever there: you have two discs, and visit nobody. They have long been used "
         "to choosing for themselves.",
         2, default="choose", without=("visit", "promote")),
    Desk("accountant", "The accountant", "Accountant",
         "You know this house by its figures and have never been inside: you visit nobody. Reports come as full as "
         "they can be, and the till holds half as much again.",
         5, reporting=3, without=("visit", "promote"), cash=1.5),
)  # fmt: skip
"""Whose desk a free play may be, besides one's own."""

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """What a game is made from. people: FEWEST…MOST. seed: 0…LARGEST_SEED. difficulty: a name in DIFFICULTIES.

    day: the date whose game this is, as 2026-03-02, else an empty text. desk: a name in DESKS, "" for one's own.
    """

    people: int = USUAL
    seed: int = 1
    difficulty: str = "normal"
    day: str = ""
    desk: str = ""

    @property
    def owner(self) -> Desk | None:
        """Whose desk it is; None for one's own."""
        return next((desk for desk in DESKS if desk.name == self.desk), None)

    @property
    def name(self) -> str:
        """A short name of the level, fit for a file."""
        if self.day:
            return f"day-{self.day}"
        rough = "" if self.difficulty == "normal" and not self.desk else f"-{self.difficulty}"
        return f"free-{self.people}-{self.seed}{rough}" + (f"-{self.desk}" if self.desk else "")

    @property
    def word(self) -> str:
        """What asks for it on the command line."""
        return self.name.replace("-", ":", 1) if self.day else self.name.replace("-", ":")


def meant(word: str) -> bool:
    """Whether a word asks for a generated game and not for a file."""
    return word in ("free", "today") or word.startswith(("free:", "day:"))


def choice(word: str, today: datetime.date | None = None) -> Choice:
    """The choice a word like `free:1200:7:harsh`, `day:2026-03-02` or `today` stands for; ValueError with a sentence.

    today: the date in UTC if it matters.
    """
    kind, *parts = word.split(":")
    if kind in ("today", "day"):
        try:
            return of_the_day((today or utc_today()) if kind == "today" else datetime.date.fromisoformat(parts[0]))
        except (ValueError, IndexError):
            raise ValueError(f"“{word}” names no day. Write it as day:2026-03-02.") from None
    if len(parts) > 4:
        raise ValueError(f"“{word}” says too much. Write free:PEOPLE:SEED:DIFFICULTY:DESK, such as free:1200:7:harsh.")
    people, seed, difficulty, desk = (*parts, *("", "", "", "")[len(parts) :])
    if difficulty and difficulty not in DIFFICULTIES:
        raise ValueError(f"There is no difficulty “{difficulty}”. There are {', '.join(DIFFICULTIES)}.")
    if desk and all(desk != one.name for one in DESKS):
        raise ValueError(f"There is no desk “{desk}”. There are {', '.join(one.name for one in DESKS)}.")
    made = Choice(
        _number(people, USUAL, FEWEST, MOST, "people"), _number(seed, 1, 0, LARGEST_SEED, "the seed"),
        difficulty or "normal", desk=desk,
    )  # fmt: skip
    if desk and made.people < LEAST_OWNED:
        raise ValueError(f"That desk needs {LEAST_OWNED} people or more.")
    return made


def _number(text: str, usual: int, least: int, most: int, what: str) -> int:
    if not text:
        return usual
    if not re.fullmatch(r"[0-9]{1,10}", text) or not least <= int(text) <= most:
        raise ValueError(f"“{text}” is not a number for {what}: from {least:,} to {most:,}.")
    return int(text)


def utc_today() -> datetime.date:
    """Today's date in UTC, so that the day's game changes everywhere at once."""
    return datetime.datetime.now(datetime.UTC).date()


def of_the_day(day: datetime.date) -> Choice:
    """The game that everyone plays on this date: its number is the seed, its weekday decides the size."""
    return Choice(
        SIZES_OF_DAYS[day.weekday()], 10_000 * day.year + 100 * day.month + day.day, "normal", day.isoformat()
    )


def date_in_words(day: str) -> str:
    """A date written as 2026-03-02, as people say it: 2 March 2026."""
    year, month, number = (int(part) for part in day.split("-"))
    return f"{number} {_MONTHS[month - 1]} {year}"


def known(name: str) -> Choice | None:
    """The choice that a level of this name was generated for; None for any other level."""
    if re.fullmatch(r"day-\d{4}-\d\d-\d\d", name):
        word = name.replace("-", ":", 1)
    elif re.fullmatch(r"free-\d+-\d+(-[a-z]+){0,2}", name):
        word = name.replace("-", ":")
    else:
        return None
    try:
        return choice(word)
    except ValueError:
        return None


def described(name: str) -> str:
    """The name of a level as a list of games shows it: in words if it was generated, else as it is."""
    made = known(name)
    if made is None:
        return name
    if made.day:
        return f"The game of {date_in_words(made.day)}"
    owner = f", {made.owner.title[0].lower()}{made.owner.title[1:]}" if made.owner is not None else ""
    return f"Free play, {made.people:,} people, luck {made.seed}" + (
        "" if made.difficulty == "normal" else f", {made.difficulty}"
    ) + owner


def level(made: Choice) -> Level:
    """The level of a choice; its name stands where a file's path would."""
    return read_text(text(made), made.name)


class _Draw:
    """Draws for one choice, one after the other; sizes and seeds have draws of their own."""

    def __init__(self, made: Choice) -> None:
        self._draws = iter(luck.uniform(made.seed + (made.people << 32), 0, luck.NAMES, 400).tolist())

    def share(self, low: float, high: float, places: int = 2) -> float:
        return round(low + (high - low) * float(next(self._draws)), places)

    def whole(self, low: int, high: int) -> int:
        return low + int(float(next(self._draws)) * (high - low + 1))

    def one(self, of: Sequence[T]) -> T:
        return of[self.whole(0, len(of) - 1)]

    def some(self, of: Sequence[T], count: int) -> list[T]:
        left = list(of)
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(min(count, len(left)))]


@dataclass(frozen=True)
class _Facts:
    """What a story must not contradict. end: people planned for the last week. craft, load, wave: as in a level."""

    people: int
    end: int
    weeks: int
    goods: tuple[str, ...]
    craft: float
    load: float
    wave: float
    default: str
    levers: tuple[str, ...]
    cultures: int


def text(made: Choice) -> str:
    """The YAML text of a choice's level; ValueError if its people or seed are out of range."""
    _number(str(made.people), USUAL, FEWEST, MOST, "people")
    _number(str(made.seed), 1, 0, LARGEST_SEED, "the seed")
    draw = _Draw(made)
    company = draw.one(_COMPANIES).format(*draw.some(_WORDS, 2))
    facts, owner = _owned(_facts(draw, made.people), made.owner), made.owner
    people = f"{{start: {facts.people}, end: {facts.end}}}" if facts.end > facts.people else str(facts.people)
    views = [line for _ in range(facts.cultures) for line in _culture(draw)]
    products = (f"  - {{name: {GOODS[look][0]}, look: {look}, share: {draw.whole(2, 5)}}}" for look in facts.goods)
    return "\n".join((
        f"# Written by the game: {made.name}.", "format: 1", f"title: {_quoted(company)}", f"people: {people}",
        f"weeks: {facts.weeks}", f"company: {_quoted(company)}", f"seed: {made.seed}",
        f"difficulty: {made.difficulty}", *([f"leader: {{discs: {owner.discs}}}"] if owner else []),
        "story: |", *([f"  {owner.text}", ""] if owner else []), *_story(draw, facts),
        f"organisation: {{specialisation: {facts.craft}, temperaments: {_temperaments(draw)}}}",
        "products:", *products,
        f"demand: {{load: {facts.load}, wave: {facts.wave}, growth: {draw.share(0.0, 0.08)}, "
        f"seasons: {_seasons(draw, facts.goods)}}}",
        f"trouble: {draw.share(0.6, 1.6, 1) if facts.people >= 400 else 0}",
        f"money: {{cash: {_cash(facts.people * draw.whole(60, 120), owner)}, wage: {draw.share(4.0, 5.5, 1)}}}",
        f"policy: {{{_policy(facts, owner)}}}",
        f"levers: [{', '.join(facts.levers)}]",
        *(["values:", f"  offered: [{', '.join(OFFERED)}]", "  cultures:", *views] if views else []),
        "events:", *_late(owner, made.people), *_events(draw, facts),
        f"aim: {_quoted(draw.one(_AIMS))}", f"stars: {list(by_people(facts.people, _STARS))}",
        "bet:", f"  question: {_quoted(_BET)}", f"  answers: [{', '.join(_answers(facts.levers))}]",
        "debrief:", *(f"  - {_quoted(question)}" for question in draw.some(_QUESTIONS, 3)),
    )) + "\n"  # fmt: skip


def _owned(facts: _Facts, owner: Desk | None) -> _Facts:
    """The facts at the desk of somebody else."""
    if owner is None:
        return facts
    gone = {*owner.without, *owner.late}
    levers = tuple(lever for lever in facts.levers if lever not in gone)
    return replace(facts, default=owner.default or facts.default, levers=levers)


def _cash(usual: int, owner: Desk | None) -> int:
    return usual if owner is None else int(usual * owner.cash)


def _policy(facts: _Facts, owner: Desk | None) -> str:
    reporting = by_people(facts.people, {1: 0, 120: 1})
    if owner is not None and owner.reporting is not None:
        reporting = owner.reporting
    letters = f", last_letters: {owner.last_letters}" if owner is not None and owner.last_letters else ""
    return f"default: {facts.default}, reporting: {reporting}{letters}"


def _late(owner: Desk | None, people: int) -> list[str]:
    """The levers that the owner of a desk has only once the first quarter is over."""
    names = [lever for lever in _levers(people) if owner is not None and lever in owner.late]
    return [line for lever in names for line in (f"  - when: week {QUARTER_WEEKS + 1}", f"    unlock: {lever}")]


def _facts(draw: _Draw, people: int) -> _Facts:
    levers = _levers(people)
    most = by_people(people, {1: 1, 120: 2, 1_200: 3}) if "declare" in levers else 0
    grows = "advert" in levers and draw.whole(1, 3) == 1
    return _Facts(
        people, min(MOST, people + int(people * draw.share(0.2, 0.6))) if grows else people,
        by_people(people, {1: 26, 40: 39, 120: 52, 1_000: 78}),
        tuple(draw.some(tuple(GOODS), by_people(people, {1: 3, 12: 4, 40: 5, 120: 6, 1_000: 7}))),
        draw.share(0.3, 0.7), draw.share(1.1, 1.3), draw.share(0.25, 0.5),
        by_people(people, {1: "wait", 40: "carry on"}), levers, draw.whole(1, most) if most else 0,
    )  # fmt: skip


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _levers(people: int) -> tuple[str, ...]:
    """What a company of this size may use: what the campaign has brought by then, and what it brings soon after."""
    reached = by_people(people, {1: 1, 12: 2, 40: 3, 120: 4, 400: 5, 1_200: 6, 4_000: 7, 15_000: 8})
    useless = set() if World(people=people).layers else {"reporting", "answer"}
    return tuple(name for name, lever in LEVERS.items() if lever.since <= reached + 3 and name not in useless)


def _temperaments(draw: _Draw) -> str:
    return "{" + ", ".join(f"{kind.name}: {draw.whole(1, 4)}" for kind in TEMPERAMENTS) + "}"


def _seasons(draw: _Draw, goods: Sequence[str]) -> str:
    years = [f"{GOODS[look][0]}: {draw.one(_YEARS)}" for look in draw.some(goods, 2)]
    return "{" + ", ".join(years) + "}"


def _culture(draw: _Draw) -> list[str]:
    views = ", ".join(f"{value}: {draw.whole(28, 78)}" for value in OFFERED)
    return [f"    - share: {draw.whole(1, 3)}", f"      agreement: {{{views}}}"]


def _story(draw: _Draw, facts: _Facts) -> list[str]:
    names, layers = [GOODS[look][0] for look in facts.goods], World(people=facts.people).layers
    away = f"A letter from your desk takes {_COUNTS[layers]} to reach the last team." if layers else (
        "Everyone sits within call."
    )  # fmt: skip
    skilled = "Most people here can do most things." if facts.craft < 0.42 else (
        "Every team has one thing it is best at." if facts.craft > 0.58 else "Most teams have something they do best."
    )  # fmt: skip
    wants = "more than" if facts.load >= 1.2 else "all that"
    taste = "comes and goes in long waves" if facts.wave >= 0.38 else "changes slowly"
    habit = {
        "wait": "Nobody begins anything without a letter.", "choose": "Whoever hears nothing chooses for themselves.",
    }.get(facts.default, "Whoever hears nothing carries on with what they did last.")  # fmt: skip
    mixed = ("", "", " Two ways of seeing things share the stairs.", " Three ways of seeing things share the stairs.")
    more = f" There are to be {facts.end:,} of you by then." if facts.end > facts.people else ""
    parts = (
        f"{facts.people:,} people make {', '.join(names[:-1])} and {names[-1]}. {away} {habit}",
        f"{skilled}{mixed[facts.cultures]} Customers ask for {wants} you can make, and their taste {taste}.",
        f"You have {facts.weeks} weeks.{more} {draw.one(_ENDS)}",
    )
    return [line for part in parts for line in (f"  {part}", "")]


def _events(draw: _Draw, facts: _Facts) -> list[str]:
    """A turn of taste in each half year, a recall in a larger company, a card and a piece of news in each quarter."""
    lines: list[str] = []

    def happens(week: int, news: str = "", **what: str) -> None:
        lines.append(f"  - when: week {week}")
        lines.extend(f"    {key}: {value}" for key, value in what.items())
        lines.extend([f"    news: {_quoted(news)}"] if news else [])

    for start in range(8, facts.weeks - 12, 26):
        name, more = GOODS[draw.one(facts.goods)][0], draw.whole(0, 1) == 1
        times = draw.share(1.4, 1.8, 1) if more else draw.share(0.5, 0.7, 1)
        shift = f"{{product: {name}, times: {times}, weeks: {draw.whole(10, 20)}}}"
        happens(start + draw.whole(0, 8), draw.one(_MORE if more else _LESS).format(name), shift=shift)
    if facts.people >= 400:
        week = draw.whole(facts.weeks // 2, facts.weeks - 12)
        happens(week, draw.one(_RECALLS), recall=f"{{harm: {draw.share(0.25, 0.45)}}}")
    if "answer" in facts.levers:
        for number, card in enumerate(draw.some(_CARDS, facts.weeks // QUARTER_WEEKS)):
            happens(QUARTER_WEEKS * number + draw.whole(2, 9), dilemma=card)
    for number, news in enumerate(draw.some(_NEWS, facts.weeks // QUARTER_WEEKS)):
        happens(QUARTER_WEEKS * number + draw.whole(2, 11), news)
    return lines


def _answers(levers: Sequence[str]) -> list[str]:
    known = (("order", "What you ordered"), ("tag", "What you paid for"), ("declare", "What you stood for"),
             ("visit", "Where you went yourself"), ("choose", "What you left alone"))  # fmt: skip
    answers = [_quoted(words) for lever, words in known if lever in levers]
    return answers[:2] + answers[-2:] if len(answers) > 4 else answers


_STARS: dict[int, tuple[int, int, int]] = {1: (50, 60, 70)}
"""Thresholds of the three stars by headcount; see the measurements in tests/test_generated.py."""

_MONTHS = "January February March April May June July August September October November December".split()
_COUNTS = ("no time", "a week", "two weeks", "three weeks", "four weeks", "five weeks", "six weeks", "seven weeks")
_COMPANIES = ("{0} & {1}", "{0} & Co.", "The {0} Works", "{0} Brothers", "{0} & Daughters", "House of {0}")
_WORDS = (
    "Anchor Kettle Thimble Sparrow Juniper Copper Windmill Marigold Foxglove Pebble Lantern Harrow Plum Bramble Quill "
    "Compass Heron Saddle Teasel Wicker Clover Barley Ferry Mallow"
).split()
_YEARS = ("[125, 100, 75, 100]", "[80, 120, 115, 85]", "[95, 85, 95, 125]", "[110, 90, 115, 85]", "[85, 85, 105, 125]")
_ENDS = (
    "Nobody has told them yet what you are like.",
    "The last one who sat at this desk wrote a great many letters.",
    "They have heard that you listen. They will wait and see.",
    "The key is in the door, and the first post has come.",
    "Somebody has put flowers on the desk. It does not say who.",
)
_CARDS = (
    "the jig", "half done", "saturdays", "the clock", "the move", "two bosses", "the apprentice", "the meeting",
    "the song", "the pattern",
)  # fmt: skip
_AIMS = (
    "Serve as much of what is asked for as you can, and waste little.",
    "Find out what these people do better without you, and what they cannot.",
    "Be followed where you can, and obeyed where you must.",
    "Leave fewer people waiting, on both sides of the counter.",
)
_BET = "What will have moved the work most in the end?"
_QUESTIONS = (
    "Which of your letters was not needed?",
    "When did you first let something go, and what came of it?",
    "What did you believe for weeks that was not so?",
    "Where did your discs go, and what did people conclude from that?",
    "Which loss did you see coming, and why did it come all the same?",
    "What would those who left say about you?",
)
_MORE = (
    "The whole town talks of {}.",
    "A travelling fair asks for {}, and for plenty.",
    "The paper has printed a drawing of your {}. People bring it along.",
)
_LESS = (
    "A shop across the river sells {} for less.",
    "Nobody seems to need {} this season.",
    "The town has had enough of {}, they say.",
)
_RECALLS = (
    "The new glue does not hold. Everything made with it has to be seen to.",
    "A whole delivery of oak was green. What was made of it will warp.",
    "The red paint comes off on people's hands.",
)
_NEWS = (
    "Somebody has hung a swing in the yard. Everybody has tried it once.",
    "The canteen has soup again. It is the same soup.",
    "A cat has moved into the post room and signs for parcels.",
    "The stairs have been painted. For two days everyone meets everyone.",
    "A choir has formed on the second floor. It practises at noon.",
    "The clock in the hall is four minutes fast. People like it that way.",
    "Two teams have swapped windows, and both believe they won.",
    "An apprentice has found a shorter way to the store.",
    "It snows, and the yard is full of people who were only going to look.",
    "The oldest lamp in the house has been mended once more.",
    "Someone has labelled every drawer. Nobody knows who, everybody is grateful.",
    "The bakery next door sends what is left at five.",
)
