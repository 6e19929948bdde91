"""The chooser of the free play: how many people, how rough a world, whose luck, or the game of the day."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pygame

from game.board import style
from game.levels.generated import (
    DESKS,
    LARGEST_SEED,
    LEAST_OWNED,
    SIZES,
    USUAL,
    Choice,
    date_in_words,
    of_the_day,
    utc_today,
)
from game.view.toolkit import widgets
from game.view.toolkit.keys import key_name
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit, Ui
from game.words.explain import counted

WIDE, HEAD, STRIP = 640.0, 62.0, 52.0
OWN, OWN_DESK = "own", "You begin as everybody does: nothing is forbidden, and nothing given."
_DIFFICULTIES = (
    ("gentle", "Gentle", "Demand swings less, and trouble comes slowly. Nothing else is easier."),
    ("normal", "Normal", "As in the levels."),
    ("harsh", "Harsh", "Demand swings more, and trouble comes fast. Nothing else is harder."),
)


@dataclass(frozen=True)
class DayWent:
    """How the game of a day went, in whole points: the player's first (None: not finished yet), and every finished game
    of it in the folder of saved games, the lowest first."""

    first: int | None = None
    every: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The player's first, or that it counts."""
        return "your first counts" if self.first is None else f"your first: {self.first}%"

    @property
    def among(self) -> str:
        """How many there are in the folder, or above how many others the player's first stands."""
        rest = list(self.every)
        if self.first is None or self.first not in rest or len(rest) < 2:
            return f"{counted(len(rest), 'result')} in your folder"
        rest.remove(self.first)
        return f"Above {sum(points < self.first for points in rest)} of {counted(len(rest), 'other')} in your folder"

    def bars(self) -> list[tuple[int, int]]:
        """How many results lie in each ten points, from the lowest that has any to the highest."""
        tens = Counter(min(9, max(0, points // 10)) for points in self.every)
        return [(ten, tens[ten]) for ten in range(min(tens), max(tens) + 1)] if tens else []


@dataclass
class FreePlay:
    """What has been chosen so far; `day` is the game of today, and `went` how it went."""

    choice: Choice
    day: Choice
    went: DayWent = DayWent()
    field: TextField = field(init=False)

    def __post_init__(self) -> None:
        self.field = TextField(str(self.choice.seed), len(str(LARGEST_SEED)), "0123456789".__contains__)

    @classmethod
    def fresh(cls, went: Callable[[Choice], DayWent] | None = None) -> FreePlay:
        """The usual size on a luck of its own. went: says how the game of a day went."""
        day = of_the_day(utc_today())
        return cls(Choice(USUAL, _any_seed()), day, DayWent() if went is None else went(day))

    def follow(self, hit: Hit) -> Choice | None:
        """Takes a choice in; returns what is to be played once that is decided."""
        key, value = hit.key, hit.value
        if key == "free-people" and isinstance(value, int):
            self.choice = replace(self.choice, people=value, desk=self.choice.desk if value >= LEAST_OWNED else "")
        elif key == "free-difficulty":
            self.choice = replace(self.choice, difficulty=str(value))
        elif key == "free-desk":
            self.choice = replace(self.choice, desk="" if value == OWN else str(value))
        elif key == "free-seed":
            self._take(str(value))
        elif key == "free-dice":
            self.choice = replace(self.choice, seed=_any_seed())
            self.field.put(str(self.choice.seed))
        elif key == "free-day":
            return self.day
        elif key == "free-begin":
            return self.choice
        return None

    def type(self, event: pygame.event.Event, ui: Ui) -> bool:
        """A digit begins to write a seed, wherever the focus is; says whether the key was one."""
        if event.type != pygame.KEYDOWN or event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META | pygame.KMOD_ALT):
            return False
        digit = key_name(event)
        if not digit.isdecimal() or len(digit) != 1:
            return False
        self.field.choose_all()
        self.field.write(digit)
        self._take(self.field.text)
        ui.set_focus("free-seed", ring=False)
        return True

    def _take(self, text: str) -> None:
        """Takes the number that was written; one that is too large is not taken, and the field says the last one."""
        seed = int(text or "0")
        if seed > LARGEST_SEED:
            self.field.put(str(self.choice.seed))
        else:
            self.choice = replace(self.choice, seed=seed)


def _any_seed() -> int:
    return secrets.randbelow(90_000) + 10_000


def paint(ui: Ui, free: FreePlay) -> None:
    """Shows the chooser over the darkened title."""
    high = (506.0 if ui.width - 24 >= 520 else 776.0) + (STRIP if free.went.every else 0.0)
    box = ui.centred(WIDE, high)
    writing, low = ui.writes(free.field), box[3] < high
    signature = (free.choice, free.day, free.went, free.field.state, writing, low)
    ui.modal("free", box, signature, lambda p: _paint(p, free, writing, low), header=HEAD)


def _paint(p: Panel, free: FreePlay, writing: bool, low: bool) -> float:
    """low: where the choices scroll, what begins stands in the head, and is always in sight."""
    begins = min(228.0, 0.5 * p.width) if low else 0.0
    p.name(24, 31, "A company of your own", p.width - 90 - begins, size=style.CARD_TITLE, family="serif")
    if low:
        _begin(p, (p.width - 62 - begins, 11, begins, 40), free)
    widgets.icon_button(p, "close", (p.width - 50, 14, 34, 34), "x", Tip("Close", "Back to the title."), kind="card",
                        shortcut="escape")  # fmt: skip
    y = _people(p, HEAD + 14, free.choice.people)
    y = _world(p, y, free, writing)
    y = _desk(p, y + 6, free.choice)
    return _ways(p, y + 8, free, low)


def _label(p: Panel, y: float, words: str, note: str = "") -> float:
    p.text(24, y + 9, words, size=style.BODY, weight=800, at="middle")
    if note:
        p.text(p.width - 24, y + 9, note, size=style.SECONDARY, colour=p.palette.second, align="right", at="middle",
               width=p.width - 60 - p.measure(words, style.BODY, weight=800))  # fmt: skip
    return y + 26


def _people(p: Panel, y: float, chosen: int) -> float:
    y = _label(p, y, "How many people", "Your attention does not grow with them."
               if chosen >= 12 else "With so few you have three discs of attention.")  # fmt: skip
    columns = 5 if p.width >= 420 else 2
    each = (p.width - 48 - 8 * (columns - 1)) / columns
    for n, people in enumerate(SIZES):
        box = (24 + (n % columns) * (each + 8), y + (n // columns) * 52, each, 44.0)
        widgets.row(p, "free-people", box, value=people, chosen=people == chosen)
        p.text(box[0] + each / 2, box[1] + 22, f"{people:,}", size=style.SUBTITLE, family="serif", align="centre",
               at="middle", width=each - 8)  # fmt: skip
    return y + -(-len(SIZES) // columns) * 52 + 8


def _world(p: Panel, y: float, free: FreePlay, writing: bool) -> float:
    beside = p.width >= 520
    half = (p.width - 72) / 2 if beside else p.width - 48
    options = [widgets.Option(name, words, tip=Tip(words, text)) for name, words, text in _DIFFICULTIES]
    p.text(24, y + 9, "How rough the world is", size=style.BODY, weight=800, at="middle", width=half)
    widgets.tabs(p, "free-difficulty", (24, y + 26, half, 44), options, free.choice.difficulty)
    left, top = (48 + half, y) if beside else (24.0, y + 82)
    p.text(left, top + 9, "Its luck", size=style.BODY, weight=800, at="middle")
    p.text(left + half, top + 9, "type a number", size=style.SECONDARY, colour=p.palette.second, align="right",
           at="middle", width=half - 80)  # fmt: skip
    tip = Tip("Seed", "The same number is the same company, the same customers and the same luck.")
    widgets.text_field(p, "free-seed", (left, top + 26, half - 54, 44), free.field, active=writing,
                       size=style.SUBTITLE, tip=tip)  # fmt: skip
    dice = Tip("Any luck", "Another number. Key D.")
    widgets.icon_button(p, "free-dice", (left + half - 44, top + 26, 44, 44), "dice-five", dice, kind="card",
                        shortcut="d")  # fmt: skip
    return top + 82


def _desk(p: Panel, y: float, choice: Choice) -> float:
    """Whose desk it is, with what is given and forbidden there; as high whoever is chosen."""
    small = choice.people < LEAST_OWNED
    y = _label(p, y, "Whose desk it is", f"from {LEAST_OWNED} people on" if small else "")
    options = [widgets.Option(OWN, "Your own", tip=Tip("Your own", OWN_DESK))]
    options += [widgets.Option(desk.name, desk.short, tip=Tip(desk.title, desk.text), enabled=not small)
                for desk in DESKS]  # fmt: skip
    columns = 4 if p.width >= 420 else 2
    wide = p.width - 48
    for n in range(0, len(options), columns):
        widgets.tabs(p, "free-desk", (24, y, wide, 44), options[n : n + columns], choice.desk or OWN)
        y += 50
    room = max(p.paragraph_height(wide, text, size=style.SECONDARY) for text in (OWN_DESK, *(d.text for d in DESKS)))
    text = choice.owner.text if choice.owner is not None else OWN_DESK
    p.paragraph(24, y, wide, text, size=style.SECONDARY, colour=p.palette.second)
    return y + room + 4


def _begin(p: Panel, box: Box, free: FreePlay) -> None:
    words = f"Meet {free.choice.people:,} people"
    widgets.button(p, "free-begin", box, words, kind="primary", icon="play", shortcut="return", size=style.SUBTITLE)


def _ways(p: Panel, y: float, free: FreePlay, low: bool) -> float:
    pal, wide = p.palette, p.width - 48
    beside = p.width >= 520 or low
    day = free.day
    room = wide if low or not beside else wide - 244
    p.card((24, y, room, 66), pal.inset, radius=style.SMALL_RADIUS)
    p.icon("calendar-blank", 48, y + 33, 24, pal.second, "fill")
    p.text(70, y + 23, f"The game of {_short_date(day.day)}", size=style.BODY, weight=800, at="middle",
           width=room - 150)  # fmt: skip
    note = f"{day.people:,} people, {free.went.words}"
    p.text(70, y + 44, note, size=style.SECONDARY, colour=pal.second, at="middle", width=room - 150)
    tip = Tip("The game of the day", "Everybody has the same company and the same luck today, and your first "
              "finished game counts. The day changes at midnight, world time. Key T.")  # fmt: skip
    widgets.button(p, "free-day", (24 + room - 92, y + 12, 80, 42), "Play", shortcut="t", tip=tip)
    if not low:
        _begin(p, (p.width - 24 - 228, y + 8, 228.0, 50.0) if beside else (24.0, y + 78, wide, 50.0), free)
    end = (y if beside else y + 78) + 66 + 12
    return _every(p, end, free.went) if free.went.every else end


def _short_date(day: str) -> str:
    return date_in_words(day).rsplit(" ", 1)[0]


def _every(p: Panel, y: float, went: DayWent) -> float:
    """All finished games of the day in the folder of saved games, as bars of ten points; returns the y below them."""
    pal, bars = p.palette, went.bars()
    x, wide, most = 24.0, p.width - 48, max(count for _, count in bars)
    p.text(x, y + 24, went.among, size=style.SECONDARY, colour=pal.second, at="middle", width=206)
    each = min(44.0, (wide - 214) / len(bars))
    for n, (ten, count) in enumerate(bars):
        left, high = x + 210 + n * each, max(2.0, 26.0 * count / most)
        own = went.first is not None and min(9, max(0, went.first // 10)) == ten
        p.card((left + 3, y + 30 - high, each - 6, high), pal.leader if own else pal.hint, radius=2)
        p.text(left + each / 2, y + 39, f"{10 * ten}", size=style.SMALLEST, colour=pal.second, align="centre",
               at="middle")  # fmt: skip
        told = f"{counted(count, 'result')} from {10 * ten}% to {10 * ten + 9}%{', yours among them' if own else ''}."
        p.tooltip(f"free-tens-{ten}", (left, y, each, 46), Tip("", told))
    return y + STRIP
