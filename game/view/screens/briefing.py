"""Before a level: the story, what is new on the desk, the aim with its stars, and the bet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.board import style
from game.levels import Level, generated
from game.levels.ladder import rung_of
from game.places import MORE
from game.session import level_name
from game.sim.levers import LEVERS
from game.view.cards.cast import paint_face
from game.view.chapters import BESIDE
from game.view.screens.ladder import GROUND, Step, paint_ladder
from game.view.screens.page import Page, fitted
from game.view.stage import Route, Screen
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.ui import Hit, Ui
from game.words import closing
from game.words.actions import SAYINGS
from game.words.cast import Memory, founding, introduced, recalled
from game.words.explain import weeks
from game.words.languages import maker

if TYPE_CHECKING:
    from game.view.bench import Watch

Part = Callable[[Panel, float, float, float], float]
"""Paints a part of the page from x and y on, so wide, and returns the y below it."""
WIDE, TALL, LEAST = 1060.0, 900.0, 360.0
"""The page is as wide as this, and as high as it needs between these two."""
HEAD = 76.0
FOOT = 66.0
GAPS = {"_story": 14.0, "_levers": 14.0, "_bet": 10.0, "_aim": 14.0}
"""What is left free above each part of the page."""
HIDDEN = frozenset({"rest"})
MANY_LEVERS = 9
"""Above so many new levers they are shown by title alone."""
MANY_ROWS = 8
"""Above so many rows of titles they stand closer."""


class Briefing(Page):
    """The page before a level. `start` makes the play screen for the answer bet on (None: no bet), `back` the title.

    known: levers the player has met in earlier levels; the others are shown as new. bet: the answer of last time.
    fresh: looks at the level's file, and makes the screen that follows when it has been saved anew. memory: what
    the cast takes along from the level played last.
    ladder: the level and its rungs, of each of which `climb` makes the page; empty while it is shut.
    """

    def __init__(
        self,
        level: Level,
        start: Callable[[int | None], Screen],
        back: Callable[[], Screen],
        *,
        known: Sequence[str] = (),
        bet: int | None = None,
        fresh: tuple[Watch, Callable[[], Screen]] | None = None,
        memory: Memory | None = None,
        ladder: Sequence[Step] = (),
        climb: Callable[[str], Briefing] | None = None,
    ) -> None:
        self.level = level
        self._recalled = recalled(level, memory, 2) if memory is not None else []
        self.bet = bet if level.bet is not None and bet is not None and bet < len(level.bet.answers) else None
        self._start, self._back = start, back
        self._known = frozenset(known)
        self._asked = False
        self._fresh = fresh
        self.ladder, self._climb = tuple(ladder), climb
        self._room = TALL

    def about(self) -> Level:
        """The level in whose words the page speaks."""
        return self.level

    def tick(self, seconds: float) -> Route | None:
        """Looks at the level's file, where it lies on the bench."""
        if self._fresh is not None and self._fresh[0].changed(self.stage.now):
            return Route.to(self._fresh[1])
        return None

    def follow(self, hit: Hit) -> Route | None:
        """Takes a bet, opens the first week (without a bet only on a second press), or goes back."""
        if hit.key == "brief-back":
            return Route.to(self._back)
        if hit.key == "brief-bet" and isinstance(hit.value, int):
            self.bet = None if self.bet == hit.value and not hit.again else hit.value
            self._asked = False
            self.stage.sound.play("disc_spent")
        if hit.key == "brief-rung" and self._climb is not None:
            other = self._climb("" if hit.value == GROUND else str(hit.value))
            self.level, self._start = other.level, other._start
            self.stage.sound.play("disc_spent")
        if hit.key == "brief-start":
            if self.level.bet is not None and self.bet is None and not self._asked:
                self._asked = True
                self.stage.ui.bring("brief-bet:0")
                return None
            if self._asked and self.bet is None and hit.again:
                return None
            self.stage.sound.play("round_end")
            return Route.to(partial(self._start, self.bet))
        return None

    def new_levers(self) -> list[str]:
        """Levers that the player meets here for the first time, those unlocked later included."""
        world = self.level.world
        names = [*world.levers, *(unlock.lever for unlock in world.unlocks)]
        return [name for name in LEVERS if name in names and name not in self._known and name not in HIDDEN]

    @property
    def _compact(self) -> bool:
        """Whether the levers are shown by title alone: there are many, or the player has led with them before."""
        return len(self.new_levers()) > (0 if self.ladder else MANY_LEVERS)

    def lay(self, ui: Ui) -> None:
        """Shows the page, as high as it needs."""
        room = ui.centred(WIDE, TALL)[3]
        signature, self._room = (self.bet, self._asked, self.level.rung, room), room
        box = fitted(ui, "brief", (WIDE, TALL), signature, self._paint, LEAST)
        ui.panel("brief", box, signature, self._paint, header=HEAD)

    def _paint(self, p: Panel) -> float:
        pal, world = p.palette, self.level.world
        p.card((0, 0, p.width, HEAD), pal.choice, radius=style.RADIUS, top_only=True)
        widgets.icon_button(
            p,
            "brief-back",
            (18, 20, 36, 36),
            "arrow-left",
            Tip("", "Back to the title. Key Esc."),
            kind="card",
            shortcut="escape",
        )
        name = level_name(self.level)
        apart = "More levels" if Path(self.level.path).resolve().parent == MORE.resolve() else "Your level"
        aside = "Beside the road" if name in BESIDE else apart
        drawn = generated.known(name)
        of_the_day = drawn is not None and drawn.day
        played = generated.described(name) if of_the_day else "Free play"
        free = played if name == "free-play" or drawn is not None else aside
        number = f"Level {self.level.number}" if self.level.number else free
        rung = rung_of(self.level)
        people = f"{world.people:,} people"
        rough = "" if self.level.difficulty == "normal" else self.level.difficulty
        luck = "" if self.level.number or name in BESIDE or of_the_day else f"luck {world.seed}"
        made = maker(self.level.author, self.level.language)
        company = "" if self.level.company == self.level.title else self.level.company
        about = (company, number, rung.title if rung else "", people, weeks(world.weeks), rough, luck, made)
        parts = (about, about[:7], about[:4], about[1:4], about[1:3])
        told = [" · ".join(filter(None, part)) for part in parts]
        p.text(68, 28, self.level.title, size=style.HEADLINE, family="serif", at="middle", width=p.width - 330)
        p.text(
            68,
            56,
            p.fitting(told, p.width - 330, style.BODY),
            size=style.BODY,
            colour=pal.second,
            at="middle",
            width=p.width - 330,
        )
        self._start_button(p)
        two = p.width >= 760
        gap = 36.0
        column = (p.width - 56 - gap) * 0.5 if two else p.width - 48
        left, right = 28.0, 28 + column + gap if two else 24.0
        y = HEAD + 20
        ends = []
        columns = self._columns(p, column) if two else (self._in_one(p, column),)
        for x, column_parts in zip((left, right), columns, strict=False):
            at = y
            for n, part in enumerate(column_parts):
                at = part(p, x, at + (GAPS[part.__name__] if n else 0.0), column)
            ends.append(at)
        side = 0 if len(ends) == 1 or ends[0] < ends[1] else 1
        ends[side] = self._ladder(p, (left, right)[side], ends[side] + 14, column)
        return max(ends) + 16

    def _in_one(self, p: Panel, wide: float) -> Sequence[Part]:
        """The parts beneath each other: the bet after the story, or first of all where it would be out of sight."""
        if self.level.bet is None:
            return (self._story, self._levers, self._aim)
        blank = Panel(p.key, (p.surface.get_width(), 4), p.unit, p.atlas, None, None)
        end = HEAD + 20 + self._story(blank, 0.0, 0.0, wide) + GAPS["_bet"] + self._bet(blank, 0.0, 0.0, wide)
        first = (self._story, self._bet) if end <= self._room else (self._bet, self._story)
        return (*first, self._levers, self._aim)

    def _columns(self, p: Panel, wide: float) -> tuple[Sequence[Part], Sequence[Part]]:
        """What stands in the left and the right column: the bet is seen without scrolling, and as much else as can be.

        The story comes first, beside what is new on the desk; where that is too much, the bet comes before it.
        """
        story, levers, bet, aim = self._story, self._levers, self._bet, self._aim
        blank = Panel(p.key, (p.surface.get_width(), 4), p.unit, p.atlas, None, None)
        deep = {part.__name__: part(blank, 0.0, 0.0, wide) for part in (story, levers, bet, aim)}

        def end(parts: Sequence[Part]) -> float:
            names = [part.__name__ for part in parts]
            return HEAD + 20 + sum(deep[name] + (GAPS[name] if n else 0.0) for n, name in enumerate(names))

        ways: list[tuple[Sequence[Part], Sequence[Part]]] = [
            ((story, aim), (levers, bet)), ((story,), (levers, bet, aim)), ((story, bet), (levers, aim)),
            ((story, aim, bet), (levers,)), ((story, aim), (bet, levers)),
        ]  # fmt: skip
        if not self._compact and end(ways[1][1][:2]) < end((story,)):
            ways[:2] = ways[1::-1]
        if self.level.bet is None:
            return ways[0]

        def lost(way: tuple[Sequence[Part], Sequence[Part]]) -> tuple[bool, float]:
            column = next(column for column in way if bet in column)
            hidden = end(column[: column.index(bet) + 1]) > self._room
            return hidden, max(0.0, max(map(end, way)) + 16 - self._room)

        return min(ways, key=lost)

    def _start_button(self, p: Panel) -> None:
        undecided = self._asked and self.bet is None
        label = "Without a bet" if undecided else "Open week 1"
        box = (p.width - 236, 15.0, 212.0, 46.0)
        tip = Tip("", "You may bet on an answer first; it is laid beside what happened." if self.level.bet else "")
        widgets.button(
            p,
            "brief-start",
            box,
            label,
            kind="primary",
            icon="play",
            shortcut="return",
            size=style.SUBTITLE,
            tip=tip if tip.text else None,
        )

    def _story(self, p: Panel, x: float, y: float, wide: float) -> float:
        rows = founding(self.level)
        for n in range(1 if rows else min(5, self.level.world.people)):
            p.pawn(x + 12 + n * 24, y + 32, 32, kind="leader" if n == 0 else "")
        for n, row in enumerate(rows):
            step = min(40.0, (wide - 64) / max(1, len(rows) - 1))
            left = x + 32 + n * step
            paint_face(p, (row.who, 2), left + 16, y + 18, 32)
            tip = Tip(self.level.person(row.who).full_name, introduced(self.level, row))
            p.tooltip(f"brief-cast-{n}", (left, y + 2, min(32.0, step), 32), tip)
        y += 46
        for part in self.level.story.split("\n\n"):
            if part.strip():
                y += p.paragraph(x, y, wide, " ".join(part.split()), size=style.SUBTITLE + 0.5, leading=1.42) + 10
        for who, text in self._recalled:
            high = max(30.0, p.paragraph_height(wide - 44, text, size=style.BODY, weight=700) + 6)
            paint_face(p, (who, 2), x + 16, y + high / 2, 30)
            p.paragraph(x + 42, y + 3, wide - 44, text, size=style.BODY, weight=700)
            y += high + 4
        return y

    def _aim(self, p: Panel, x: float, y: float, wide: float) -> float:
        pal = p.palette
        text = (
            self.level.aim.text
            if self.level.aim is not None
            else "Serve as much of what is asked for as you can, and waste little."
        )
        inner = wide - 32
        high = p.paragraph_height(inner, text) + p.paragraph_height(inner, closing.RUIN) + 122
        p.card((x, y, wide, high), pal.inset, radius=style.SMALL_RADIUS)
        p.icon("target", x + 26, y + 24, 20, pal.second, "fill")
        p.text(x + 44, y + 24, "The aim", size=style.STAT, family="serif", at="middle")
        end = y + 44 + p.paragraph(x + 16, y + 44, inner, text, colour=pal.second)
        p.text(
            x + 16,
            end + 16,
            "Stars for “served, net of waste”, at the end",
            size=style.SECONDARY,
            weight=700,
            at="middle",
            width=inner,
        )
        each = inner / 3
        for n, threshold in enumerate(self.level.world.stars):
            left = x + 16 + n * each
            for star in range(n + 1):
                p.piece("star-full", left + 11 + star * 20, end + 46, 0.66)
            p.text(
                left + 26 + n * 20, end + 47, f"{100 * threshold:.0f}%", size=style.SUBTITLE, weight=800, at="middle"
            )
        p.paragraph(x + 16, end + 66, inner, closing.RUIN, colour=pal.second)
        return y + high

    def _ladder(self, p: Panel, x: float, y: float, wide: float) -> float:
        """The level and the rungs of its ladder, of which one is chosen, and what that changes; returns the y below."""
        return paint_ladder(p, (x, y, wide), self.ladder, self.level.rung) if self.ladder else y

    def _levers(self, p: Panel, x: float, y: float, wide: float) -> float:
        pal, world = p.palette, self.level.world
        new = self.new_levers()
        later = {unlock.lever: unlock.week for unlock in world.unlocks}
        compact = self._compact
        discs = p.text(x + wide, y + 11, f"{world.discs} discs of attention", size=style.SECONDARY, colour=pal.second,
                       align="right", at="middle", width=0.5 * wide)  # fmt: skip
        title = "What you can do" if compact else "New for you" if new else "What you know already"
        p.text(x, y + 10, title, size=style.STAT, family="serif", at="middle", width=wide - discs - 12)
        y += 28
        if compact:
            return self._many_levers(p, x, y, wide, new)
        for name in new:
            lever = LEVERS[name]
            hold = lever.hold(world)
            price = "" if not lever.discs else f"{lever.discs} disc{'s' if lever.discs > 1 else ''}"
            price += f", {weeks(hold)}" if price and hold >= 0 else ""
            if later.get(name, 0) > 0:
                price = f"from week {later[name] + 1}"
            text_high = p.paragraph_height(wide - 66, lever.purpose, size=style.SECONDARY)
            # Many new levers stand closer, so that the bet below them is seen without scrolling.
            tight, dense = len(new) > 4, len(new) > 5
            high = (25 if dense else 27 if tight else 30) + text_high + (4 if dense else 6 if tight else 8)
            p.card((x, y, wide, high), pal.inset, radius=style.SMALL_RADIUS)
            p.icon(SAYINGS[name].icon, x + 28, y + high / 2, 24, pal.second, "fill")
            line = y + (14 if dense else 15 if tight else 17)
            paid = p.text(x + wide - 12, line, price, size=style.LABEL, colour=pal.second, align="right", at="middle",
                          width=0.4 * wide)  # fmt: skip
            p.text(x + 54, line, lever.title, size=style.BODY, weight=800, at="middle", width=wide - 78 - paid)
            below = y + (23 if dense else 25 if tight else 28)
            p.paragraph(x + 54, below, wide - 66, lever.purpose, size=style.SECONDARY,
                        colour=pal.second)  # fmt: skip
            y += high + (4 if dense else 5 if tight else 7)
        return y

    def _many_levers(self, p: Panel, x: float, y: float, wide: float, names: Sequence[str]) -> float:
        """Levers by icon and title alone, in two columns; what each is for is told on pointing at it."""
        columns = 2 if wide >= 380 else 1
        pitch = 27.0 if len(names) > MANY_ROWS * columns else 33.0
        each = (wide - 8 * (columns - 1)) / columns
        for n, name in enumerate(names):
            lever = LEVERS[name]
            box = (x + (n % columns) * (each + 8), y + (n // columns) * pitch, each, pitch - 4)
            p.card(box, p.palette.inset, radius=style.SMALL_RADIUS)
            icon = SAYINGS[name].icon
            middle = box[1] + box[3] / 2
            p.icon(icon, box[0] + 20, middle, min(18.0, box[3] - 6), p.palette.second, "fill")
            p.text(box[0] + 38, middle, lever.title, weight=700, at="middle", width=each - 46)
            p.tooltip(f"lever-{name}", box, Tip(lever.title, lever.purpose))
        return y + -(-len(names) // columns) * pitch

    def _bet(self, p: Panel, x: float, y: float, wide: float) -> float:
        bet = self.level.bet
        if bet is None:
            return y
        pal = p.palette
        p.text(x, y + 12, "Your bet", size=style.STAT, family="serif", at="middle")
        note = (
            "Choose an answer, or press again to begin without"
            if self._asked and self.bet is None
            else "nobody is told"
        )
        head = p.measure("Your bet", style.STAT, family="serif")
        p.text(
            x + wide,
            y + 13,
            note,
            size=style.SECONDARY,
            align="right",
            at="middle",
            width=wide - head - 12,
            colour=pal.bad if self._asked and self.bet is None else pal.second,
        )
        y += 30
        y += p.paragraph(x, y, wide, bet.question, size=style.BODY, weight=700) + 8
        tight = len(self.new_levers()) > 4
        for n, answer in enumerate(bet.answers):
            high = p.paragraph_height(wide - 62, answer, size=style.BODY) + (12 if tight else 20)
            box = (x, y, wide, max(34.0 if tight else 40.0, high))
            chosen = self.bet == n
            widgets.row(p, "brief-bet", box, value=n, chosen=chosen, shortcut=str(n + 1))
            middle = y + box[3] / 2
            p.card(
                (x + 12, middle - 11, 22, 22), style.LIGHT.focus if chosen else pal.card, radius=11, outline=pal.second
            )
            p.text(
                x + 23,
                middle,
                str(n + 1),
                size=style.LABEL,
                weight=800,
                align="centre",
                at="middle",
                colour=style.WHITE if chosen else pal.ink,
            )
            p.paragraph(x + 46, y + (box[3] - high) / 2 + (6 if tight else 10), wide - 62, answer, size=style.BODY)
            y += box[3] + (4 if tight else 7)
        return y
