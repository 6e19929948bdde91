"""The review of a quarter: what changed and why, where the decisions are, the people, the markets, and what comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pygame

from game.board import style
from game.debrief import Change, Review, review
from game.levels import Level
from game.session import Session, earned
from game.sim.actions import Action, Refusal
from game.sim.desk.reports import Report
from game.sim.levers import check
from game.sim.world import QUARTER_WEEKS
from game.view.cards import cast as cast_cards
from game.view.cards import people as people_cards
from game.view.cards.counting import Counting
from game.view.cards.table import Table
from game.view.screens.page import Page
from game.view.screens.play.foot import FOOT_HEIGHT
from game.view.screens.play.top import BAR_HEIGHT
from game.view.screens.review.accounts import cause_row
from game.view.screens.review.cards import HEAD, Cards, title
from game.view.screens.review.stories import Stories
from game.view.stage import Beneath, Route, Stage
from game.view.toolkit import overlay, widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.shields import SURPRISE_SECONDS
from game.view.toolkit.ui import Hit, Ui
from game.view.toolkit.waterfall import Cause, waterfall
from game.view.ways import Ways
from game.words import bars, cast
from game.words.explain import calendar, points, signed, weeks
from game.words.figures import less

WIDE, TALL = 1120.0, 640.0
"""From this logical size the card has two columns over the table; below, it is one column that scrolls."""
CORNER = (48.0, 64.0)
"""Of the card, in logical pixels."""
HEADER, FOOT = 76.0, 66.0
CAUSE_ROW, TALL_CAUSES = 36.0, 6
"""Height of a cause, and how many are that tall; more of them share the room of so many."""
PART_GAP = 14.0
SCROLL_MARGIN = 16.0
"""Beside a right column that scrolls, for its bar."""


@dataclass(frozen=True)
class _Part:
    """A part of the right column: its least height, how much of what is left it takes, and how it is painted."""

    height: float
    paint: Callable[[Panel, Box], None]
    grows: float = 0.0


class ReviewScreen(Page):
    """The review of the quarter that has just ended; the clock stands until the player opens the next week.

    table: the play screen's. back: the way to go on. before: the report at the quarter's start; without it the
    quarter's start is found by playing the log again. behind: the play screen, shown darkened beneath.
    """

    calm = SURPRISE_SECONDS

    def __init__(
        self,
        game: Ways,
        table: Table,
        back: Callable[[], Route],
        before: Report | None = None,
        behind: Beneath | None = None,
    ) -> None:
        session = table.session
        if session.week % QUARTER_WEEKS or session.week == 0:
            raise ValueError("a review needs the start of a quarter")
        self.game = game
        self.level: Level = session.level
        self.report: Report = session.report
        start = session.week - QUARTER_WEEKS
        self.before = before if before is not None and before.week == start else _report_of(session, start)
        self.review: Review = review(self.before, self.report, session.pins())
        self._cast = cast.quarter(self.level, self.before, self.report)
        self._changed = [change for change in self.review.changes if change.points]
        self._back, self._behind = back, behind
        looks = tuple(style.product_key(look) for look in self.level.product_looks)
        begins = {name: 100 * was for name, was, _ in self.review.people}
        begins["served"] = float(earned(self.before.score)) if self.before.week else 0.0
        self._counting = self.counting = Counting(begins)
        self._cards = Cards(self.review, self.before, self.report, self.level, looks, self._counting)
        self.table = table
        self._stories = Stories(table)
        self._scrolls = False
        self._ground: tuple[object, pygame.Surface] | None = None

    # What a screen does.

    def about(self) -> Level:
        """The level in whose words the page speaks."""
        return self.level

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers; the card comes up out of a veil."""
        super().enter(stage)
        self._ground = None
        stage.ui.shield(self.calm, "review", veiled=True)

    def follow(self, hit: Hit) -> Route | None:
        """Goes on when the next week is opened; writes the advert; tells a story, or takes it back."""
        if hit.key == "advert" and isinstance(hit.value, int):
            self._promise(hit.value)
        if hit.key == "story" and isinstance(hit.value, int):
            self._stories.press(hit.value)
        if not self.stage.ui.ring_shown:
            # What was clicked shall not be clicked again by Return, which opens the week.
            self.stage.ui.set_focus(None)
        return self._back() if hit.key == "open" else None

    # The advert.

    @property
    def _advertises(self) -> bool:
        return "advert" in self.report.levers

    def _promised(self) -> int:
        return people_cards.chosen_advert(self.report, self.table.pending)

    def _promise(self, promise: int) -> None:
        """Writes the advert anew: what was decided of it in this review is taken back first."""
        table = self.table
        others = [action for action in table.pending if action.lever != "advert"]
        while table.pending:
            table.session.undo()
        for action in others:
            table.session.act(action)
        if promise != self.report.advert:
            table.act(Action("advert", -1, (promise,)))
        table.revision += 1
        self.stage.sound.play("disc_spent")

    def _why_not(self, promise: int) -> str | None:
        """Why a promise cannot be chosen; the one that stands may always stay."""
        if promise in (self.report.advert, self._promised()):
            return None
        others = tuple(action for action in self.table.pending if action.lever != "advert")
        answer = check(self.report, others, Action("advert", -1, (promise,)))
        return answer.text if isinstance(answer, Refusal) else None

    def _advert(self, p: Panel, box: Box) -> None:
        people_cards.paint_advert(p, box, self.report, self._promised(), self._why_not)

    def _comings(self, p: Panel, box: Box) -> None:
        people_cards.paint_comings(p, box, self.report)

    # Painting.

    def lay(self, ui: Ui) -> None:
        """Shows the card, or on a small window the column and its foot."""
        wide, high = ui.width, ui.height
        signature = (self.review, self.table.pending)
        if self._wide:
            ui.panel("review", (*CORNER, wide - 96, high - 122), signature, self._two_columns, scroll=False)
            if self._scrolls:
                x, y, w, h = self._right_box(wide - 96, high - 122)
                column = (CORNER[0] + x, CORNER[1] + y, w + SCROLL_MARGIN, h)
                ui.panel("review-more", column, signature, self._scrolling, look="plain")
        else:
            body = (8.0, 8.0, wide - 16, high - FOOT - 12)
            ui.panel("review", body, signature, self._one_column, header=HEADER)
            foot = (0.0, high - FOOT, wide, FOOT)
            ui.panel("review-foot", foot, self.review.week, self._small_foot, look="foot", scroll=False)

    def counts_at(self, ui: Ui) -> tuple[int, int]:
        """The corner of the card whose figures count; in one column they are there at once."""
        return ui.to_screen((*CORNER, 1, 1)).topleft

    @property
    def _wide(self) -> bool:
        return self.stage.ui.width >= WIDE and self.stage.ui.height >= TALL

    def ground(self, surface: pygame.Surface) -> pygame.Surface:
        """What lies beneath: the game as it stands, darkened between its bars, or else the bare table."""
        key = (self.stage.key(), surface.get_size())
        if self._ground is None or self._ground[0] != key:
            under = surface.copy()
            under.blit(self.stage.atlas.table(*surface.get_size()), (0, 0))
            if self._behind is not None:
                self._behind.enter(self.stage)
                self._behind.paint_beneath(under)
                self.stage.ui.leave()
            dark = overlay.darkened(under, self.stage.palette)
            unit, (width, height) = self.stage.ui.unit, under.get_size()
            if self._behind is not None and self._wide:
                foot = height - round(FOOT_HEIGHT * unit)
                dark.blit(under, (0, 0), (0, 0, width, round(BAR_HEIGHT * unit)))
                dark.blit(under, (0, foot), (0, foot, width, height - foot))
            self._ground = (key, dark)
        return self._ground[1]

    @staticmethod
    def _right_box(wide: float, high: float) -> Box:
        """Where the right column lies on a card of that size."""
        left = (wide - 72) / 2 + 80
        return left, HEADER + 14, wide - 24 - left, high - FOOT - HEADER - 10

    def _two_columns(self, p: Panel) -> None:
        self._counting.part()
        self._header(p, small=False)
        cards = self._cards
        right = self._right_box(p.width, p.height)
        top, room, half = right[1], right[3], right[0] - 72
        split = min(0.62 * room, 30 + CAUSE_ROW * min(max(1, len(self._changed)), TALL_CAUSES))
        self._changes(p, (24, top, half, split))
        cards.decisions(p, (16, top + split + 10, half + 16, room - split - 12))
        self._scrolls = not self._right(p, right)
        advert = "Keys 1–5 choose the advert. " if self._advertises else ""
        story = "Q, W and E choose a story. " if self._stories.shown else ""
        hint = f"{advert}{story}Return opens the week. Take as long as you like."
        p.text(24, p.height - 36, hint, size=style.SECONDARY, colour=p.palette.second, at="middle")
        self._open(p, (p.width - 24 - 230, p.height - 58, 230, 46))
        if not self._scrolls:
            self._counting.painted(self.review.week)

    def _parts(self, p: Panel, cards: Cards, width: float) -> list[_Part]:
        """The parts of the right column: what is decided here first, then what the next weeks ask for, then people."""
        goods = 22.0 * len(cards.looks)
        parts = [
            _Part(people_cards.ADVERT_HEIGHT if self._advertises else 0.0, self._advert),
            _Part(Stories.height(p, width) if self._stories.shown else 0.0, self._stories.paint),
            _Part(HEAD + goods, cards.markets, goods),
            _Part(cards.coming_height(), cards.coming),
            _Part(cards.people_height, cards.people),
            _Part(self._moves_height, self._comings),
            self._people(p, width),
        ]
        return [part for part in parts if part.height]

    def _people(self, p: Panel, width: float) -> _Part:
        """What became of those whom the level follows by name."""
        paint = partial(cast_cards.paint_quarter, rows=self._cast)
        return _Part(cast_cards.quarter_height(p, width, self._cast), paint)

    @property
    def _moves_height(self) -> float:
        """The height of who left and who came, 0 where nobody ever did."""
        moved = bool(self.report.left_ever.any() or self.report.joined_ever.any()) or self._advertises
        return people_cards.staff_height(self.report) if moved else 0.0

    def _right(self, p: Panel, box: Box) -> bool:
        """The parts under each other, if there is room for all of them; says whether there is."""
        x, y, w, room = box
        parts = self._parts(p, self._cards, w)
        spare = room + 2 - sum(part.height + PART_GAP for part in parts) + PART_GAP
        for part in parts if spare >= 0 else ():
            high = part.height + min(spare, part.grows)
            part.paint(p, (x, y, w, high))
            y += high + PART_GAP
        return spare >= 0

    def _scrolling(self, p: Panel) -> float:
        """The same on a column of its own that scrolls."""
        left, top, wide, high = self._right_box(self.stage.ui.width - 96, self.stage.ui.height - 122)
        self._counting.part(left, top, high)
        y = 0.0
        for part in self._parts(p, self._cards, wide):
            part.paint(p, (0.0, y, wide, part.height))
            y += part.height + PART_GAP
        self._counting.painted(self.review.week)
        return y

    def _one_column(self, p: Panel) -> float:
        self._header(p, small=True)
        cards, w, y = self._cards, p.width - 32, HEADER + 12
        goods = 10.0 * len(cards.looks)
        for part, inset in (
            (_Part(30 + 40.0 * max(1, len(self._changed)), self._changes), 0.0),
            (_Part(62 + 50.0 * max(1, len(cards.shown())), cards.decisions), 8.0),
            *((part, 0.0) for part in self._parts(p, cards, w)),
        ):
            high = part.height + min(part.grows, goods)
            part.paint(p, (16 - inset, y, w + 2 * inset, high))
            y += high + 16
        return y

    def _small_foot(self, p: Panel) -> None:
        self._open(p, (p.width - 212, 12, 200, 44))
        p.text(16, 34, "Nothing here is timed.", colour=p.palette.bar_second, at="middle", width=p.width - 240)

    def _open(self, p: Panel, box: Box) -> None:
        words = f"Open week {calendar(self.review.week)}"
        keys = ("return", "escape", "space")
        widgets.button(p, "open", box, words, kind="primary", shortcut=keys, size=style.SUBTITLE)

    def _header(self, p: Panel, *, small: bool) -> None:
        pal = p.palette
        band = style.mix(pal.choice, pal.card, 0.15)
        p.card((0, 0, p.width, HEADER), band, radius=style.RADIUS, top_only=True)
        p.fill((0, HEADER - 1, p.width, 1), pal.lip)
        left = 16.0
        if not small:
            p.icon("hourglass-medium", 44, HEADER / 2, 32, pal.second)
            left = 76
        right = p.width - (16 if small else 24)
        widgets.stars(p, right - 84, HEADER / 2, self.report.stars(), size=28)
        now, was = bars.score(self.report), less(earned(self.before.score))
        at = right - 104
        at -= self._counting.write(p, now, now.written[0], at, HEADER / 2, 120, size=32, colour=pal.ink, ground=band,
                                  align="right") + 12  # fmt: skip
        if self.before.week and not small:
            p.icon("arrow-right", at - 8, HEADER / 2 + 1, 18, pal.second)
            at -= 24
            at -= p.text(
                at, HEADER / 2, was, size=24, family="serif", colour=pal.second, align="right", at="middle"
            )
            at -= 16
        if not small:
            words = "Served, net of waste"
            at -= p.text(at, HEADER / 2 + 1, words, weight=700, colour=pal.second, align="right", at="middle") + 20
        p.text(
            left,
            30,
            f"Quarter {self.review.quarter + 1} is over",
            size=24 if small else 27,
            family="serif",
            at="middle",
            width=at - left,
        )
        age = f" News is {weeks(self.review.age)} old." if self.review.age else ""
        stopped = "" if small else "The clock has stopped; n"
        words = f"Week {self.review.week}. {stopped or 'N'}othing here is timed.{age}"
        p.text(left, 56, words, size=style.BODY, colour=pal.second, at="middle", width=at - left)
        was_words = f"At the last review it stood at **{was}%**. " if self.before.week else ""
        stars = ", ".join(f"{100 * share:.0f}" for share in self.report.world.stars)
        tip = Tip("Served, net of waste", f"{was_words}The stars stand at {stars}, and count at the end.")
        p.tooltip("review-score", (at, 8, right - at, HEADER - 16), tip)

    # What changed, and why.

    def _changes(self, p: Panel, box: Box) -> None:
        x, y, w, h = box
        title(p, x, y + 10, "What changed, and why")
        first = self.before.week == 0
        words = f"points; all hands could make {less(self.review.start)}" if first else "points"
        p.text(x + w - 4, y + 11, words, size=style.SECONDARY, colour=p.palette.second, align="right", at="middle")
        rows = [self._cause(change, first) for change in self._changed]
        if not rows:
            p.text(x, y + 44, "Nothing moved the score in this quarter.", colour=p.palette.second, at="middle")
            return
        each = (h - 28) / len(rows)
        waterfall(p, "cause", (x, y + 28, w, each), float(self.review.start), rows, label_share=0.56)

    @staticmethod
    def _cause(change: Change, first: bool) -> Cause:
        capacity = change.name == "capacity"
        was, now = ((earned if capacity else points)(share) for share in (change.before, change.after))
        # Where whole points would not come to the figure of the row, the note has a decimal.
        decimals = 0 if now - was == change.points else 1
        ends = [was, now] if not decimals else [100 * change.before, 100 * change.after]
        first_end, last_end = (f"{abs(end):.{decimals}f}" for end in ends)
        note = f"was {signed(ends[0], decimals)}, is {signed(ends[1], decimals)}"
        if first or change.name == "smaller":
            note = ""
        elif capacity:
            note = f"all hands could meet {first_end}% of it, now {last_end}%"
        elif was <= 0 and now <= 0:
            note = f"it cost {first_end}, now {last_end}"
        elif was >= 0 and now >= 0:
            note = f"it gave {first_end}, now {last_end}"
        return cause_row(change.name, change.points, first, note, change.listed)


def _report_of(session: Session, week: int) -> Report:
    """What the desk knew at the start of an earlier week, by playing the log again."""
    again = Session(session.level, session.seed, session.difficulty, session.player, session.open_levers)
    for actions in session.log[:week]:
        for action in actions:
            again.act(action)
        again.advance()
    return again.report
