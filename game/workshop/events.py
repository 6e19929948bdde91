"""What happens in a room, as small records that print and parse as one line each.

A room is its journal, as a save is its moves: replaying the lines gives the same room. Every event carries the time at
which it was taken, so that nothing else has to look at a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from urllib.parse import quote, unquote

LONGEST_LINE, LONGEST_OPENING = 2_000, 400_000
"""Characters of an event's line, and of one that brings a level along."""


@dataclass(frozen=True)
class Event:
    """Something that happened. at: milliseconds since 1970."""

    at: int


@dataclass(frozen=True)
class Open(Event):
    """The room opens. preset: a name in PRESETS. seed: the luck. first: "letters" or "prices"."""

    preset: str
    seed: int
    first: str


@dataclass(frozen=True)
class OpenLevel(Event):
    """The room opens for many companies on a level that the facilitator has brought along. text: its YAML."""

    seed: int
    text: str


@dataclass(frozen=True)
class Plan(Event):
    """The facilitator chooses another preset, or the other way first, before the start."""

    preset: str
    first: str


@dataclass(frozen=True)
class Sit(Event):
    """Somebody sits down; seat: "seat-" and a number nobody has had yet."""

    seat: str
    name: str


@dataclass(frozen=True)
class Rename(Event):
    """A seat gets another name."""

    seat: str
    name: str


@dataclass(frozen=True)
class Remove(Event):
    """A seat is cleared for good; a bot plays its team from then on."""

    seat: str


@dataclass(frozen=True)
class Away(Event):
    """A seat is put aside, so that nobody waits for it, or brought back."""

    seat: str
    on: bool


@dataclass(frozen=True)
class Touch(Event):
    """A phone that had been given up is touched again: its person plays from now on."""

    seat: str


@dataclass(frozen=True)
class Bot(Event):
    """A bot takes a seat over, or gives it back."""

    seat: str
    on: bool


@dataclass(frozen=True)
class Move(Event):
    """A seat takes another team: one that a bot plays, or one that a person plays already (a mirror), −1 observes."""

    seat: str
    team: int


@dataclass(frozen=True)
class Shuffle(Event):
    """Everybody gets another team, before the start."""

    seed: int


@dataclass(frozen=True)
class Start(Event):
    """The company is founded with a team for everyone who sits; nothing is decided yet."""


@dataclass(frozen=True)
class Begin(Event):
    """The next step of the plan opens and its clock runs."""


@dataclass(frozen=True)
class Pause(Event):
    """The clock stands still. why: a sentence for everybody."""

    why: str


@dataclass(frozen=True)
class Resume(Event):
    """The clock runs again."""


@dataclass(frozen=True)
class Extend(Event):
    """The open step gets so many seconds more."""

    seconds: int


@dataclass(frozen=True)
class Close(Event):
    """The open step ends: a month is played, answers are counted."""

    why: str


@dataclass(frozen=True)
class MoveOn(Event):
    """The slowest, at most so many, are answered for as if their time were up."""

    count: int


@dataclass(frozen=True)
class Decide(Event):
    """A team's decision of a month. round: the step's number. key: of this decision, so that twice is once.

    answer: "do", "object", "own", "ask" or "stay"; job: a product's index, −1 none; report: a code of words, or "".
    """

    seat: str
    round: int
    key: str
    answer: str
    job: int
    report: str


@dataclass(frozen=True)
class Answer(Event):
    """What a phone says when it is asked: a sketch, a poll, a choice of values, agreement and commitment."""

    seat: str
    round: int
    key: str
    figures: tuple[int, ...]


@dataclass(frozen=True)
class Lead(Event):
    """The leader's move as a line of text, or "ready"."""

    key: str
    text: str


@dataclass(frozen=True)
class Unlead(Event):
    """The leader takes the last move of this round back."""

    key: str


@dataclass(frozen=True)
class Gather(Event):
    """Before the start a seat goes to the others at a company's table; −1 leads one of its own."""

    seat: str
    key: str
    company: int


@dataclass(frozen=True)
class Act(Event):
    """A move of the seat's company, as a line of text; week: the company's, from 0, as its page knew it."""

    seat: str
    round: int
    key: str
    week: int
    text: str


@dataclass(frozen=True)
class Unact(Event):
    """The company takes its last move of this week back."""

    seat: str
    round: int
    key: str
    week: int


@dataclass(frozen=True)
class Run(Event):
    """The company lets so many weeks run, at most to the quarter's end; it stops early when something happens."""

    seat: str
    round: int
    key: str
    week: int
    weeks: int


@dataclass(frozen=True)
class Words(Event):
    """What a company says that it means by a value that it has declared; an empty text takes it back.

    seat: one of those who lead the company, or "" for the leader of a room's only one. value: index, as declared.
    """

    seat: str
    key: str
    value: int
    text: str


@dataclass(frozen=True)
class Strike(Event):
    """The facilitator takes away what a company says of a value. company: its key in the room."""

    company: str
    value: int


@dataclass(frozen=True)
class TakeBack(Event):
    """The last step that was closed never happened."""


@dataclass(frozen=True)
class Branch(Event):
    """What was played is kept under a name, and the room stands before step `round` again."""

    name: str
    round: int


@dataclass(frozen=True)
class Show(Event):
    """The debrief stands at a step. revealed: whether its answer is shown yet."""

    step: int
    revealed: bool


@dataclass(frozen=True)
class Hide(Event):
    """Results between rounds are kept from the wall, or shown."""

    on: bool


@dataclass(frozen=True)
class Tell(Event):
    """A message. to: "all", a seat, or a department's name."""

    to: str
    text: str


@dataclass(frozen=True)
class Shock(Event):
    """From the next month on customers want so many percent of a product for so many weeks."""

    product: int
    percent: int
    weeks: int


@dataclass(frozen=True)
class Forget(Event):
    """All names and all that people wrote go; what was played stays."""


KINDS: dict[str, type[Event]] = {
    "open": Open, "plan": Plan, "sit": Sit, "rename": Rename, "remove": Remove, "away": Away, "touch": Touch,
    "bot": Bot, "move": Move, "shuffle": Shuffle, "start": Start, "begin": Begin, "pause": Pause, "resume": Resume,
    "extend": Extend, "close": Close, "move-on": MoveOn, "decide": Decide, "answer": Answer, "lead": Lead,
    "unlead": Unlead, "take-back": TakeBack, "branch": Branch, "show": Show, "hide": Hide, "tell": Tell,
    "shock": Shock, "forget": Forget, "open-level": OpenLevel, "gather": Gather, "act": Act, "unact": Unact,
    "run": Run, "words": Words, "strike": Strike,
}  # fmt: skip
"""By the word that begins an event's line after its time. Journals are written in this form: it only ever grows."""
_WORDS = {kind: word for word, kind in KINDS.items()}


def line(event: Event) -> str:
    """An event as one line of text: "1764381725000 decide seat=seat-7 round=3 …"."""
    words = [str(event.at), _WORDS[type(event)]]
    words += [f"{f.name}={_print(getattr(event, f.name))}" for f in fields(event) if f.name != "at"]
    return " ".join(words)


def parse(text: str) -> Event:
    """The event a line stands for; ValueError with a sentence if there is none."""
    words = text[:LONGEST_OPENING].split(" ")
    longest = LONGEST_OPENING if words[1:2] == [_WORDS[OpenLevel]] else LONGEST_LINE
    if len(text) > longest or len(words) < 2 or words[1] not in KINDS:
        raise ValueError(f"“{text[:80]}” is not an event of a room.")
    pairs = dict(word.partition("=")[::2] for word in words[2:])
    return build(words[1], {"at": words[0], **{name: unquote(value) for name, value in pairs.items()}})


def build(word: str, values: dict[str, str]) -> Event:
    """The event of a kind from its fields as texts; ValueError with a sentence if they do not fit."""
    kind = KINDS[word]
    wanted = {f.name: str(f.type) for f in fields(kind)}
    if set(values) != set(wanted):
        raise ValueError(f"“{word}” takes {', '.join(wanted) or 'nothing'}.")
    fields_of = {name: _read(values[name], wanted[name], name) for name in wanted}
    return kind(**fields_of)  # type: ignore[arg-type]


def _print(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return ",".join(str(number) for number in value)
    return quote(str(value), safe="")


def _read(text: str, kind: str, name: str) -> object:
    try:
        if kind == "int":
            return _whole(text)
        if kind == "bool":
            return {"0": False, "1": True}[text]
        if kind.startswith("tuple"):
            return tuple(_whole(number) for number in text.split(",")) if text else ()
    except (ValueError, KeyError):
        raise ValueError(f"“{name}” of an event cannot be “{text[:40]}”.") from None
    return text


def _whole(text: str) -> int:
    if len(text) > 15 or not text.removeprefix("-").isascii() or not text.removeprefix("-").isdigit():
        raise ValueError(text)
    return int(text)
