"""The result of a game: a moment, in which somebody speaks and the stars land, and then what can be learnt from it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame

from game.board import style
from game.debrief import Debrief, DebriefJob, coming, page, result_text, whole
from game.levels import Level, generated
from game.levels.ladder import rung_of
from game.session import Session, level_name
from game.view.cards.counting import Counting
from game.view.screens.debrief import moment
from game.view.screens.debrief import rows as debrief_rows
from game.view.screens.debrief.charts import LEGEND, Charts, Shown
from game.view.screens.debrief.header import Head, Landing
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
from game.words.closing import Best

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
ALL_LANDED = 60.0
"""Seconds after which every star lies, however it came up."""
KEPT = "This result is kept, under Last results on the title."
WIDE = 1120.0
TALL = 660.0
"""From this logical width and height the parts stand side by side; below, they are one column that scrolls."""
BET_AIR, BET_TALLER = 8.0, 36.0
"""How much higher than its words the bet is in a column, and how much more where there is room to spare: the lesson and
the leaders share what is left."""


class DebriefScreen(Page):
    """The result of a finished session. `own` is the player's last run of the level, if a save of it is there.

    The work is done by another process, which ends when this screen is left. Keys: those of `charts.VIEWS` and `KEYS`;
    tooltips name them. What begins a game is asked for twice, and so is leaving a result that is not kept. fresh: the
    game has ended just now, and its stars land one by one; best: how it compares with the player's best before it.
    """

    calm = SECONDS_OF_CALM

    def __init__(
        self, game: Ways, session: Session, own: Path | None = None, *, fresh: bool = False, best: Best | None = None
    ) -> None:  # fmt: skip
        outcome = session.outcome()
        if outcome is None:
            raise ValueError("the game is not over")
        self.game = game
        self.session = session
        self.level = session.level
        self.shown = Shown()
        self.debrief = Debrief(coming=coming(session))
        self._outcome = outcome
        self._last = session.truth()
        self._best = best
        self._head = Head(self.level.title, self._line(), closing.of_result(self.level, outcome, self._last), best)
        self._landing = Landing(outcome.stars)
        figures = self._head.figures if fresh else ()
        self._counting = self.counting = Counting(dict.fromkeys((figure.key for figure in figures), 0.0))
        if fresh:
            self._landing.seconds = 0.0
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
        self._landing.seconds = ALL_LANDED

    # What a screen does.

    def about(self) -> Level:
        """The level in whose words the page speaks."""
        return self.level

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers and lets the work begin."""
        super().enter(stage)
        if self._job is not None:
            self._job.start()
        if self.stage.reduced_motion:
            self._landing.seconds = ALL_LANDED
        if self._landing.lies:
            stage.sound.play("stars" if self._outcome.stars else "round_end")

    def tick(self, seconds: float) -> Route | None:
        """Takes what has been found since, and lets the stars land."""
        if self._landing.pass_time(seconds):
            self.stage.sound.play("stars" if self._landing.lies else "sale")
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
            self.stage.ui.bring(f"view:{value}")
        elif key in ("product", "product-picture") and isinstance(value, int):
            self.shown.product = value
        elif key == "measure":
            self.shown.measure = str(value)
        elif key == "quarter" and isinstance(value, int):
            self.shown.quarter = value
        elif key == "talk":
            self.tab = str(value)
        elif key == "leader" and isinstance(value, str):
            return Route.to(partial(Watching, self.game, self.session, value, self._back))
        elif key == "save":
            self._save()
        elif key == "copy":
            self._copy()
        elif key == "again":
            return self.game.anew(self.session)
        elif key == "seed":
            luck, made = secrets.randbelow(90_000) + 10_000, generated.known(level_name(self.level))
            if made is not None:
                return Route.to(partial(self.game.open_free, replace(made, seed=luck, day="")))
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
            (small, self._outcome, self._landing.state()),
            lambda p: self._head.paint(p, self._landing, small, self._counting),
            look="bar",
            scroll=False,
        )
        if small:
            body = (0.0, header, wide, high - header - FOOT)
            key = (self._chart_key(), self._leaders_key(), self._told_key())
            ui.panel("result-body", body, key, self._column, look="plain")
        else:
            self._beside(ui, wide, high)
        ui.panel(
            "result-foot",
            (0, high - FOOT, wide, FOOT),
            (self._said, self._asked, self._is_kept, ui.shielded(), small, self._landing.lies),
            self._foot,
            look="foot" if small else "plain",
            scroll=False,
        )

    # What each part depends on: progress only while that part still waits for something.

    def _chart_key(self) -> tuple[object, ...]:
        found = self.debrief
        waits = found.run is None or (self.shown.view == "turning" and found.moments is None)
        return (
            self.shown.key(), found.run is not None, found.moments is None, found.searched, found.trouble,
            found.ready if waits else 1.0,
        )  # fmt: skip

    def _leaders_key(self) -> tuple[object, ...]:
        found = self.debrief
        busy = bool(found.coming) or found.perfect is None
        played = len(found.leaders), found.free is not None
        return played, found.run is not None, found.trouble, found.ready if busy else 1.0

    def _told_key(self) -> tuple[object, ...]:
        return self.debrief.run is not None, self.debrief.trouble

    def _beside(self, ui: Ui, wide: float, high: float) -> None:
        """Who speaks beside the bet, and below them the lesson beside the other leaders."""
        top, key = HEADER + 8, self._told_key()
        bets = self.level.bet is not None
        voice = round((wide - 52) * 0.424) if bets else wide - 40
        ui.panel("voice", (20, top, voice, moment.ROW), key, self._voice, scroll=False)
        if bets:
            ui.panel("your-bet", (32 + voice, top, wide - voice - 52, moment.ROW), key, self._bet_card)
        top += moment.ROW + 12
        tall = high - top - 12 - FOOT
        chart = round((wide - 52) * 0.661)
        ui.panel("chart", (20, top, chart, tall), self._chart_key(), self._chart)
        ui.panel("leaders", (32.0 + chart, top, wide - chart - 52, tall), self._leaders_key(), self._leaders)

    def _voice(self, p: Panel) -> None:
        run = self.debrief.run
        moment.paint_voice(p, (0, 0, p.width, p.height), run.voice if run is not None else None)

    def _bet_card(self, p: Panel) -> float:
        return moment.paint_bet(p, (0, 0, p.width, p.view_height), self.debrief, self.level, self._bet)

    def _chart(self, p: Panel) -> float:
        return self._charts.paint(p, (0, 0, p.width, p.view_height), self.debrief, self.shown)

    def _leaders(self, p: Panel) -> float:
        rows = debrief_rows.leader_rows(self.debrief, self._outcome.score, self._last.company_morale)
        return debrief_rows.paint_leaders(p, (0, 0, p.width, p.view_height), rows, self.debrief)

    def _column(self, p: Panel) -> float:
        """Everything in one column, with the figures of the header on top."""
        pal, w = p.palette, p.width - 24
        p.card((12, 10, w, 58), pal.card, radius=style.RADIUS, lip=3)
        self._head.paint_figures(p, (12, 10, w, 55), pal.ink, pal.second)
        rows = debrief_rows.leader_rows(self.debrief, self._outcome.score, self._last.company_morale)
        voice = self.debrief.run.voice if self.debrief.run is not None else None
        chart = LEGEND + (330.0 if w > 560 else 372.0)
        parts: list[tuple[float, Callable[[Panel, Box], float]]] = [
            (moment.ROW, lambda q, box: moment.paint_voice(q, box, voice)),
            (60.0, lambda q, box: moment.paint_bet(q, box, self.debrief, self.level, self._bet)),
            (chart, lambda q, box: self._charts.paint(q, box, self.debrief, self.shown)),
            (debrief_rows.leaders_height(rows),
             lambda q, box: debrief_rows.paint_leaders(q, box, rows, self.debrief)),
        ]  # fmt: skip
        if self.level.bet is None:
            del parts[1]
        blank = Panel(p.key, (p.surface.get_width(), 4), p.unit, p.atlas, None, None)
        heights = [max(least, paint(blank, (12, 0, w, least))) for least, paint in parts]
        if self.level.bet is not None:
            heights[1] += BET_AIR
        y = 76.0
        spare = max(0.0, p.view_height - y - sum(heights) - 8 * len(heights) - 2)
        if self.level.bet is not None:
            heights[1] += min(BET_TALLER, 0.2 * spare)
            spare -= min(BET_TALLER, 0.2 * spare)
        rows_taller = min(0.35 * spare, debrief_rows.TALLER * len(rows))
        heights[-2], heights[-1] = heights[-2] + spare - rows_taller, heights[-1] + rows_taller
        for high, (_, paint) in zip(heights, parts, strict=True):
            p.card((12, y, w, high), pal.card, radius=style.RADIUS, lip=3)
            paint(p, (12, y, w, high))
            y += high + 8
        return y + 2

    def _line(self) -> str:
        """Which game it was, and how long it lasted."""
        weeks = f"{self.session.week} weeks · seed {self.session.seed}"
        where = f"Level {self.level.number}" if self.level.number else self.level.company
        if generated.known(level_name(self.level)) is not None:
            where = "Free play"
        rung = rung_of(self.level)
        where = f"{where} · {rung.title}" if rung is not None else where
        if self._outcome.kind == "bankrupt":
            return f"The cash ran out in week {self.session.week} · seed {self.session.seed}"
        if self._outcome.kind == "deserted":
            return f"Half of the people had left by week {self.session.week} · seed {self.session.seed}"
        return f"{where} · {weeks}"

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
        self._missing(p, at, p.width - edge - wide - 24, y + h / 2)
        ink = p.palette.ink if self._said or self._asked else p.palette.second
        if p.width < WIDE or self.stage.ui.height < TALL:
            ink = p.palette.bar_text  # there the foot is a bar
        room = p.width - 2 * edge
        told = self._where_kept()
        fits = (words for words in told if p.measure(words, style.SECONDARY, weight=700) <= room)
        line = self._question() or self._said or next(fits, told[-1])
        p.text(edge, FOOT - 19, line, size=style.SECONDARY, weight=700, colour=ink, at="middle",
               width=p.width - 2 * edge)  # fmt: skip

    def _missing(self, p: Panel, left: float, right: float, middle: float) -> None:
        """How far the next star was, beside the way on, where there is room for it."""
        words = closing.to_next_star(self._outcome.score, self.session.world.stars)
        if self._outcome.kind != "finished" or not words or not self._landing.lies:
            return
        wide = p.measure(words, style.SECONDARY, weight=700)
        if right - wide - 34 < left + 60:
            return
        small = p.width < WIDE or self.stage.ui.height < TALL
        ink = p.palette.bar_text if small else p.palette.ink
        p.piece("star-empty", right - wide - 16, middle, 0.6)
        p.text(right, middle, words, size=style.SECONDARY, weight=700, colour=ink, align="right", at="middle")

    def _question(self) -> str:
        """What is asked before something begins or is left, as sentences; empty while nothing is."""
        if not self._asked:
            return ""
        begins = {"again": "Begins a new game on the same luck. ", "seed": "Begins a new game on other luck. "}
        lost = "" if self._kept() else "This result is not kept and will be gone. "
        return f"{begins.get(self._asked, '')}{lost}Press once more to go on."

    def _where_kept(self) -> tuple[str, ...]:
        """That the result is a best one and where it is kept, and less of it where there is no room."""
        kept = KEPT if self._kept() else "This result is kept nowhere: save the report before you leave."
        if self._best is None or not self._landing.lies:
            return (kept,)
        return f"{self._best.told} {kept}", self._best.told if self._kept() else kept, kept

    def _kept(self) -> bool:
        """Whether the finished game lies on the disk, looked up once it is asked for."""
        if self._is_kept is None:
            self._is_kept = self.game.keeping.holds(self.session)
        return self._is_kept
