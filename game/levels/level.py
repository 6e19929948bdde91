"""A level as the rest of the game sees it: what the rules read, and what people read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.levels.cast import CAST, Person
from game.levels.conditions import Condition
from game.sim.desk.lives import Placed
from game.sim.world import World


@dataclass(frozen=True)
class Hint:
    """A note that appears once, when `when` first holds.

    say: one or two short sentences. point: the thing on the screen as the author wrote it. place: the same for a
    screen: ("team", index), ("department", index), ("market", index of the market), or (name, −1).
    """

    when: Condition
    say: str
    point: str
    place: tuple[str, int]


@dataclass(frozen=True)
class News:
    """A line for the news strip that is due once, when `when` first holds; of a shift only if that comes.

    shift, echo: their places among the world's, −1 none.
    """

    when: Condition
    text: str
    shift: int = -1
    echo: int = -1


@dataclass(frozen=True)
class AnswerWords:
    """The words of one answer on a card: what you do, what they say to it ("" nothing), what follows ("" nothing)."""

    does: str
    says: str
    then: str


@dataclass(frozen=True)
class CardWords:
    """The words of a dilemma, in the world's order, with the condition that brings it (None where it has a date).

    know: names of figures in `model.KNOWN`. answers: by verb. In every text {department} and {product} stand for what
    the card is about. shared: a card of the library, which speaks in the words of the game.
    """

    title: str
    text: str
    know: tuple[str, ...]
    answers: Mapping[int, AnswerWords] = field(hash=False)
    silence: str
    when: Condition | None
    shared: bool = False


@dataclass(frozen=True)
class Aim:
    """What to reach for, in a sentence; measured: whether the way to it is, as `world.aim`.

    watch: which of `WATCHED` is counted on the way, "" none, and for how many weeks on end.
    """

    text: str
    measured: bool = False
    watch: str = ""
    weeks: int = 0


@dataclass(frozen=True)
class Bet:
    """A question before the level with two to four answers.

    by: one of `names.JUDGED`, what the answers are held against when the game is over, "" where nobody can say. bounds:
    the figures between one answer and the next. causes: for each answer names of entries of the score account.
    """

    question: str
    answers: tuple[str, ...]
    by: str = ""
    bounds: tuple[float, ...] = ()
    causes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Claim:
    """What the level should show: the leader `better` scores `by` (share of V) or more above `than` over `seeds`."""

    better: str
    than: str
    by: float
    seeds: int


@dataclass(frozen=True)
class Level:
    """Everything of a level.

    world: what the rules read. path, text: where it came from and its exact YAML. number: of the campaign, 0 otherwise.
    team_names [T], department_names [D]. product_names, product_looks, product_market [G]: word, look and index into
    market_names (at most six, clockwise from the top left corner of the board). words: every key of `WORDS`.
    house_names, house_of_department [D]: the parts a company was made from, if its cultures have names (else empty).
    difficulty: a name in DIFFICULTIES, for whoever does not choose another.
    rumours: for each of the world's shifts what is heard of it before, "" nothing.
    vision_names: what a vision is called by its direction, [G] products and then `values.DIRECTIONS`.
    accepted: warnings of `check` that are meant so, by rule, with the reason. cast: whom of `CAST` the level follows,
    or else whom of its own people, who they are by their numbers.
    rung: of its ladder (see `ladder`), "" for the level as its text has it.
    """

    world: World
    path: str
    text: str
    title: str
    number: int
    company: str
    story: str
    author: str
    language: str
    department_names: tuple[str, ...]
    team_names: tuple[str, ...]
    product_names: tuple[str, ...]
    product_looks: tuple[str, ...]
    market_names: tuple[str, ...]
    product_market: tuple[int, ...]
    words: Mapping[str, str] = field(hash=False)
    hints: tuple[Hint, ...]
    aim: Aim | None
    bet: Bet | None
    debrief: tuple[str, ...]
    claims: tuple[Claim, ...]
    news: tuple[News, ...]
    vision_names: tuple[str, ...]
    difficulty: str
    house_names: tuple[str, ...] = ()
    house_of_department: tuple[int, ...] = ()
    cards: tuple[CardWords, ...] = ()
    rumours: tuple[str, ...] = ()
    cast: tuple[Placed, ...] = ()
    people: Mapping[int, Person] = field(hash=False, default_factory=dict)
    accepted: Mapping[str, str] = field(hash=False, default_factory=dict)
    rung: str = ""

    def person(self, who: int) -> Person:
        """Who somebody is whom the level follows, by their number."""
        return CAST[who] if who < len(CAST) else self.people[who]
