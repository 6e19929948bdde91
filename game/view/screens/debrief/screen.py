"""The result of a game: what people wanted and what was made, the same luck under other leaders, what to talk about."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import pygame

from game.board import style
from game.debrief import Debrief, DebriefJob, coming, page, result_text, whole
from game.levels import Level, generated
from game.levels.ladder import rung_of
from game.session import Session, level_name
from game.view.cards.figures import mark
from game.view.screens.debrief import rows as debrief_rows
from game.view.screens.debrief.charts import Charts, Shown
from game.view.screens.page import Page
from game.view.screens.play.watching import Watching
from game.view.stage import Route, Stage
from game.view.toolkit import widgets
from game.view.toolkit.keys import key_name
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.shields import ASKED_SECONDS
from game.view.toolkit.ui import Hit, Ui
from game.view.ways import Chapter, Ways
from game.words import closing

HEADER, FOOT = 80.0, 93.0
SECONDS_OF_CALM = 1.0
"""The result takes no click, key or wheel for so long: it may come up under a hand that still plays."""
KEYS = {"again": "g", "seed": "l", "save": "f", "copy": "ctrl+c", "next": "x", "title": "i"}
"""None of these is a key of play, nor is Enter or Escape a way out: a key struck once too often leaves nothing."""
WAYS = (
    ("again", "Play again", "Again", "arrow-counter-clockwise", "The same level on the same luck. Asks first."),
    ("seed", "New seed", "New", "dice-five", "The same level on other luck. Asks first."),
    ("save", "Save the report", "Report", "download-simple", "One page to keep, as a text file."),
)
KEPT = "This result is kept, under Last results on the title."
WIDE = 1120.0
TALL = 660.0
FIGURE, WIDE_FIGURE = 140.0, 184.0
"""Least width of each figure in the header, and of one with its full name."""
"""From this logical width and height the parts stand side by side; below, they are one column that scrolls."""


class DebriefScreen(Page):
    """The result of a finished session. `own` is the player's last run of the level, if a save of it is there.

    The work is done by another process, which ends when this screen is left. Keys: A, B, P and S the pictures, K, U
    and Y the cards at the foot, and `KEYS`; tooltips name them. What begins a game is asked for twice, and so is
    leaving a result that is not kept.
    """

    calm = SECONDS_OF_CALM

    def __init__(self, game: Ways, session: Session, own: Path | None = None) -> None:
        outcome = session.outcome()
        if outcome is None:
            raise ValueError("the game is not over")
        self.game = game
        self.session = session
        self.level = session.level
        self.shown = Shown()
        self.tab = "talk" if self.level.debrief else "moments"
        self.debrief = Debrief(coming=coming(session))
        self._outcome = outcome
        self._last = session.truth()
        self._results = closing.of_result(self.level, outcome, self._last)
        self._own = own
        self._job: DebriefJob | None = DebriefJob(session.recording(), own)
        self._said = ""
        self._asked = ""
        self._is_kept: bool | None = None
        self._charts = Charts(self.level, tuple(style.product_key(look) for look in self.level.product_looks))
        bet = game.progress.bets.get(level_name(self.level))
        answers = self.level.bet.answers if self.level.bet is not None else ()
        self._bet = bet if bet is not None and bet < len(answers) else None

    def work_out(self) -> None:
        """Works everything out here and now, in this process; for pictures and tests."""
        self.show(whole(self.session.recording(), self._own))

    def show(self, debrief: Debrief) -> None:
        """Shows a debrief that is finished, and ends the search for it."""
        self._leave_job()
        self.debrief = debrief

    # What a screen does.

    def about(self) -> Level:
        """The level in whose words the page speaks."""
        return self.level

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers and lets the work begin."""
        super().enter(stage)
        if self._job is not None:
            self._job.start()
        stage.sound.play("stars" if self._outcome.stars else "round_end")

    def tick(self, seconds: float) -> Route | None:
        """Takes what has been found since."""
        if self._job is not None:
            found = self._job.poll()
            self.debrief = found if found.ready else self.debrief
            if self.debrief.ready >= 1.0:
                self.session.bound = self.debrief.bound
                self.game.keeping.keep_bound(self.session)
                self._leave_job()
        return None

    def event(self, event: pygame.event.Event) -> Route | None:
        """Takes one event; Escape takes a question back."""
        if event.type == pygame.KEYDOWN and key_name(event) == "escape":
            self._asked = ""
        return super().event(event)

    def follow(self, hit: Hit) -> Route | None:
        """Follows a choice; every way out ends the work."""
        if self._asks(hit.key):
            return None
        route = self._follow(hit)
        if route is not None:
            self._leave_job()
        return route

    def _leave_job(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job = None

    def _asks(self, key: str) -> bool:
        """Asks before a game begins or a result that is not kept is left; False when that was asked just before."""
        sure, self._asked = self._asked == key, ""
        if sure or not (key in ("again", "seed") or (key in ("next", "title") and not self._kept())):
            return False
        self._asked = key
        self.stage.ui.shield(ASKED_SECONDS, "result-foot")
        return True

    def _follow(self, hit: Hit) -> Route | None:
        key, value = hit.key, hit.value
        if key == "view":
            self.shown.view = str(value)
        elif key in ("product", "product-picture") and isinstance(value, int):
            self.shown.product = value
        elif key == "measure":
            self.shown.measure = str(value)
        elif key == "quarter" and isinstance(value, int):
            self.shown.quarter = value
        elif key == "talk":
            self.tab = str(value)
        elif key == "leader" and isinstance(value, str):
            return Route(Watching(self.game, self.session, value, self._back))
        elif key == "save":
            self._save()
        elif key == "copy":
            self._copy()
        elif key == "again":
            return self.game.anew(self.session)
        elif key == "seed":
            luck, made = secrets.randbelow(90_000) + 10_000, generated.known(level_name(self.level))
            if made is not None:
                return Route(self.game.open_free(replace(made, seed=luck, day="")))
            return self.game.to_play(Session(self.level, luck, self.session.difficulty, self.session.player))
        elif key == "next":
            chapter = self.next_chapter()
            return (
                self.game.to_title() if chapter is None or chapter.path is None else self.game.to_briefing(chapter.path)
            )
        elif key == "title":
            return self.game.to_title()
        return None

    def _back(self) -> DebriefScreen:
        """This result anew, once the game has been watched."""
        return DebriefScreen(self.game, self.session, self._own)

    def _save(self) -> None:
        if self.debrief.run is None:
            self._said = "The report is not written yet. A moment, please."
            return
        self._said = self.game.keeping.save_page(self.session, page(self.debrief, self.level, self._bet))

    def _copy(self) -> None:
        try:
            pygame.scrap.put_text(result_text(self.session))
        except pygame.error:
            self._said = "There is no clipboard here. The report holds the same and more."
            return
        self._said = "Copied: a few lines to paste into a chat."

    def next_chapter(self) -> Chapter | None:
        """The level of the campaign after this one, if it is there and open."""
        following = (row for row in self.game.campaign() if row.number == self.level.number + 1)
        chapter = next(following, None) if self.level.number else None
        return chapter if chapter is not None and chapter.open and chapter.path is not None else None

    # Painting.

    def lay(self, ui: Ui) -> None:
        """Shows the header, the cards and the ways on."""
        wide, high = ui.width, ui.height
        small = wide < WIDE or high < TALL
        header = 64.0 if small else HEADER
        ui.panel(
            "result-header",
            (0, 0, wide, header),
            (small, self._outcome),
            lambda p: self._header(p, small),
            look="bar",
            scroll=False,
        )
        if small:
            body = (0.0, header, wide, high - header - FOOT)
            key = (self._chart_key(), self._leaders_key(), self._talk_key())
            ui.panel("result-body", body, key, self._column, look="plain")
        else:
            self._beside(ui, wide, high)
        ui.panel(
            "result-foot",
            (0, high - FOOT, wide, FOOT),
            (self._said, self._asked, self._is_kept, ui.shielded(), small),
            self._foot,
            look="foot" if small else "plain",
            scroll=False,
        )

    # What each part depends on: progress only while that part still waits for something.

    def _chart_key(self) -> tuple[object, ...]:
        found = self.debrief
        return self.shown.key(), found.run is not None, found.trouble, found.ready if found.run is None else 1.0

    def _leaders_key(self) -> tuple[object, ...]:
        found = self.debrief
        busy = bool(found.coming) or found.perfect is None
        played = len(found.leaders), found.free is not None
        return played, found.run is not None, found.trouble, found.ready if busy else 1.0

    def _talk_key(self) -> tuple[object, ...]:
        found = self.debrief
        waits = self.tab == "moments" and found.moments is None
        return self.tab, found.run is not None, found.moments is None, found.trouble, found.ready if waits else 1.0

    def _beside(self, ui: Ui, wide: float, high: float) -> None:
        """Chart and leaders side by side, what to talk about below them."""
        talk = 158.0 + max(0.0, min(40.0, (high - 720) * 0.25))
        top = HEADER + 12
        tall = high - top - talk - 12 - FOOT
        chart = round((wide - 56) * 0.612)
        ui.panel("chart", (20, top, chart, tall), self._chart_key(), self._chart, scroll=False)
        leaders = (36.0 + chart, top, wide - chart - 56, tall)
        ui.panel("leaders", leaders, self._leaders_key(), self._leaders)
        box = (20, top + tall + 12, wide - 40, talk)
        ui.panel("talk-card", box, self._talk_key(), self._talk, look="inset")

    def _chart(self, p: Panel) -> None:
        self._charts.paint(p, (0, 0, p.width, p.height), self.debrief, self.shown)

    def _leaders(self, p: Panel) -> float:
        rows = debrief_rows.leader_rows(self.debrief, self._outcome.score, self._last.company_morale)
        return debrief_rows.paint_leaders(p, (0, 0, p.width, p.view_height), rows, self.debrief)

    def _talk(self, p: Panel) -> float:
        box = (0.0, 0.0, p.width, p.view_height)
        return debrief_rows.paint_talk(p, box, self.debrief, self.level, self.tab, self._bet)

    def _column(self, p: Panel) -> float:
        """Everything in one column, with the figures of the header on top."""
        pal, w = p.palette, p.width - 24
        y = 10.0
        p.card((12, y, w, 58), pal.card, radius=style.RADIUS, lip=3)
        self._figures(p, (12, y, w, 55), pal.ink, pal.second)
        y += 66
        chart = 330.0 if w > 560 else 372.0
        p.card((12, y, w, chart), pal.card, radius=style.RADIUS, lip=3)
        self._charts.paint(p, (12, y, w, chart - 3), self.debrief, self.shown)
        y += chart + 8
        rows = debrief_rows.leader_rows(self.debrief, self._outcome.score, self._last.company_morale)
        leaders = debrief_rows.leaders_height(rows)
        p.card((12, y, w, leaders), pal.card, radius=style.RADIUS, lip=3)
        debrief_rows.paint_leaders(p, (12, y, w, leaders), rows, self.debrief)
        y += leaders + 8
        blank = Panel(p.key, (p.surface.get_width(), 4), p.unit, p.atlas, None, None)
        talk = debrief_rows.paint_talk(blank, (12, 0, w, 0), self.debrief, self.level, self.tab, self._bet)
        p.card((12, y, w, talk), pal.inset, radius=style.RADIUS, lip=3)
        debrief_rows.paint_talk(p, (12, y, w, talk - 3), self.debrief, self.level, self.tab, self._bet)
        return y + talk + 10

    def _header(self, p: Panel, small: bool) -> None:
        pal = p.palette
        middle = (p.height - style.TOP_LIP) / 2
        size = 30.0 if small else 42.0
        for n, lift in enumerate((0.0, 7.0, 0.0)):
            name = "star-full" if n < self._outcome.stars else "star-empty"
            p.piece(name, (20 if small else 40) + (n + 0.5) * size, middle + 3 - lift * size / 42, size * 0.94 / 29)
        left = (20 if small else 40) + 3 * size + 18
        figures = 0.0 if small else 780.0
        room = p.width - left - figures - 16
        p.text(
            left,
            middle - 10,
            self.level.title,
            size=24 if small else style.HEADLINE,
            family="serif",
            colour=pal.bar_text,
            at="middle",
            width=room,
        )
        weeks = f"{self.session.week} weeks · seed {self.session.seed}"
        where = f"Level {self.level.number}" if self.level.number else self.level.company
        if generated.known(level_name(self.level)) is not None:
            where = "Free play"
        rung = rung_of(self.level)
        where = f"{where} · {rung.title}" if rung is not None else where
        words = f"{where} · {weeks}"
        if self._outcome.kind == "bankrupt":
            words = f"The cash ran out in week {self.session.week} · seed {self.session.seed}"
        if self._outcome.kind == "deserted":
            words = f"Half of the people had left by week {self.session.week} · seed {self.session.seed}"
        p.text(left, middle + 16, words, size=style.BODY, colour=pal.bar_second, at="middle", width=room)
        if not small:
            self._figures(
                p, (p.width - figures, middle - 28, figures - 16, 56), pal.bar_text, pal.bar_second, rules=True
            )

    def _figures(self, p: Panel, box: Box, ink: style.Colour, second: style.Colour, *, rules: bool = False) -> None:
        """The figures, a rule before each of them or only between; how many left is there only where all have room."""
        x, y, w, h = box
        figures = [one for one in self._results if one.key != "left" or w >= len(self._results) * FIGURE]
        each, middle = w / len(figures), y + h / 2
        gold = style.DARK.gold if rules else p.palette.gold_deep
        for n, figure in enumerate(figures):
            left = x + n * each
            at = left + 30
            if rules or n:
                p.fill((left, y + 6, 1, h - 12), p.palette.button if rules else p.palette.rule)
            mark(p, figure, at, middle, gold, large=True)
            number = p.fitting(figure.written, each - 58, 22, family="serif")
            name = figure.names[0 if each >= WIDE_FIGURE else -1]
            p.text(at + 24, middle - 9, number, size=22, family="serif", colour=ink, at="middle", width=each - 58)
            p.text(at + 24, middle + 14, name, size=style.SECONDARY, colour=second, at="middle", width=each - 56)
            tip = Tip(name.capitalize(), figure.told.text)
            p.tooltip(f"figure-{figure.key}", (left + 4, y + 2, each - 8, h - 4), tip)

    def _foot(self, p: Panel) -> None:
        """The ways on: play again, another seed, the report, the title; the next level. Below them a line of words.

        The buttons lie above the place of the play screen's bottom bar, whose buttons may still be under the hand.
        """
        h, y = 46.0, 7.0
        small, ready = p.width < 900, not self.stage.ui.shielded()
        edge = 12.0 if small else 20.0
        chapter = self.next_chapter()
        words = "Back to the title" if chapter is None else f"Next level · {chapter.people:,} people"
        if small:
            words = "Title" if chapter is None else f"Next · {chapter.people:,}"
        wide = 150.0 if small else 250.0
        at = edge
        for key, label, short, icon, text in WAYS:
            label, asked = short if small else label, self._asked == key
            each = p.measure(label, style.SUBTITLE, weight=800) + 66
            tip = Tip(label, f"{text} Key {KEYS[key].upper()}.")
            shown = label if not asked else "Sure?"
            widgets.button(p, key, (at, y, each, h), shown, icon=icon, shortcut=KEYS[key], size=style.SUBTITLE, tip=tip,
                           kind="primary" if asked else "secondary", enabled=ready)  # fmt: skip
            at += each + (8 if small else 14)
        copy = Tip("Copy the result", "A few lines to paste into a chat; they tell how it went, not how. Key Ctrl+C.")
        widgets.button(p, "copy", (at, y, 48, h), "", icon="copy", shortcut=KEYS["copy"], tip=copy, enabled=ready)
        at += 60
        if chapter is not None:
            widgets.button(p, "title", (at, y, 48, h), "", icon="sign-out", shortcut=KEYS["title"], enabled=ready,
                           kind="primary" if self._asked == "title" else "secondary",
                           tip=Tip("To the title", f"Key {KEYS['title'].upper()}."))  # fmt: skip
        keys = (KEYS["next"],) if chapter is not None else (KEYS["next"], KEYS["title"])
        tip = Tip(words, " or ".join(f"Key {key.upper()}" for key in keys) + ", or Tab and then Enter.")
        widgets.button(
            p, "next", (p.width - edge - wide, y, wide, h), "Sure?" if self._asked == "next" else words, kind="primary",
            shortcut=keys, size=style.SUBTITLE, tip=tip, enabled=ready,
        )  # fmt: skip
        ink = p.palette.ink if self._said or self._asked else p.palette.second
        if p.width < WIDE or self.stage.ui.height < TALL:
            ink = p.palette.bar_text  # there the foot is a bar
        line = self._question() or self._said or self._where_kept()
        p.text(edge, FOOT - 19, line, size=style.SECONDARY, weight=700, colour=ink, at="middle",
               width=p.width - 2 * edge)  # fmt: skip

    def _question(self) -> str:
        """What is asked before something begins or is left, as sentences; empty while nothing is."""
        if not self._asked:
            return ""
        begins = {"again": "Begins a new game on the same luck. ", "seed": "Begins a new game on other luck. "}
        lost = "" if self._kept() else "This result is not kept and will be gone. "
        return f"{begins.get(self._asked, '')}{lost}Press once more to go on."

    def _where_kept(self) -> str:
        return KEPT if self._kept() else "This result is kept nowhere: save the report before you leave."

    def _kept(self) -> bool:
        """Whether the finished game lies on the disk, looked up once it is asked for."""
        if self._is_kept is None:
            self._is_kept = self.game.keeping.holds(self.session)
        return self._is_kept
