"""The play screen: the board between its bars and panels, the running weeks, and what steers them."""

from __future__ import annotations

from functools import partial
from typing import Literal

import pygame

from game.levels import Hint, Level
from game.session import Session
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.world import QUARTER_WEEKS
from game.view.ahead import Ahead
from game.view.bench import Bench, Fresh
from game.view.board.painting import Board
from game.view.cards import notes, orders, pressed
from game.view.cards.table import Draft, Table
from game.view.screens import dilemma, unsaved
from game.view.screens.play import menu as play_menu
from game.view.screens.play import running, sounding
from game.view.screens.play.away import Away
from game.view.screens.play.beside import Runner
from game.view.screens.play.drag import Drag
from game.view.screens.play.frame import BOARD_KEYS, PlayFrame
from game.view.screens.play.moves import Moves
from game.view.screens.play.safekeeping import Safekeeping
from game.view.screens.play.search import Search
from game.view.screens.play.ticker import Ticker
from game.view.screens.play.workbench import Workbench
from game.view.stage import Route, Stage
from game.view.toolkit.keys import command, key_name
from game.view.toolkit.shields import ASKED_SECONDS, SURPRISE_SECONDS
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit, Ui
from game.view.ways import Ways
from game.words import news
from game.words.cast import recalled_news
from game.words.news import week_news
from game.words.newsline import ONCE, News
from game.words.outlooks import last_week

TIME_KEYS = frozenset({"space", "n", "e", "f", ",", "."})
CARD_WAITS = "The weeks wait for this card. Answer it, or press Esc to leave it for now."
LAST_LOOK_SECONDS = 2.0
"""How long the table lies as the last week has left it, before the result comes; any press goes on."""
QUICK_SECONDS = 0.05
"""Between frames that come so quickly, a new week may take several of them to be painted."""


def _same_letter(before: Draft | None, now: Draft | None) -> bool:
    return before is not None and now is not None and (before.lever, before.target) == (now.lever, now.target)


class Play:
    """One game on the table. `table` is shared with the panels; `quarter_report` is the first one of the quarter."""

    def __init__(self, session: Session, ways: Ways, bench: Bench | None = None) -> None:
        self.ways = ways
        self.level: Level = session.level
        self.table = Table(session, session.level)
        self.quarter_report: Report | None = session.report if session.week % QUARTER_WEEKS == 0 else None
        recalled = recalled_news(session.level, ways.progress.memory) if session.week == 0 else []
        self.ticker = Ticker(session.level, recalled)
        self.notes = notes.Notes(session.level)
        self.notes.begin(session)
        self.menu: play_menu.Menu | None = None
        self.card: int | None = next((card.index for card in self.table.open_cards()), None)
        self.frame = PlayFrame(self.table)
        self.moves = Moves(self.table, self.frame, self.notes)
        self._met: set[str] = set()
        self.workbench = Workbench(bench, self.table) if bench is not None else None
        self.safekeeping = Safekeeping(ways)
        self._away = Away(self.table)
        self._noted: tuple[Hint | None, float] = None, 0.0
        self._focus: str | None = None
        self._dealt: int | None = None
        self._looked: int | None = None
        self.search = Search(self.table, self.frame)
        self.drag = Drag(self.table, self.frame)
        self._ahead = Ahead()
        self._ending: tuple[Route, float] | None = None
        self.runner: Runner | None = Runner(session, ways)

    # What a screen does.

    @property
    def stage(self) -> Stage:
        """What the window gave on entering."""
        return self.frame.stage

    @property
    def board(self) -> Board:
        """The painter of the board."""
        return self.frame.board

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers; called again when the player comes back from a review."""
        self.frame.enter(stage)
        stage.ui.set_focus(self._focus, ring=self._focus is not None, told=False)
        self.table.play_sound = stage.sound.play
        self._show_card(self.card)

    def tick(self, seconds: float) -> Route | None:
        """Lets time pass; at a week's end the company goes on, and the screen may change."""
        table, clock = self.table, self.table.clock
        table.now = self.stage.now
        if self._ending is not None:
            return self._ending[0] if self.stage.now >= self._ending[1] else None
        table.reduced_motion = self.stage.reduced_motion
        self._away.look(self.stage.away and self.ways.settings.pause_away)
        self.stage.sound.room(None if self.stage.away else table.report.company_morale)
        self.safekeeping.look(table, self.stage.sound)
        if self.runner is not None:
            self.frame.show_beside(self.runner.look(table.session))
        self._hold_while_busy()
        if self.workbench is not None and (fresh := self.workbench.tick(self.stage.now)) is not None:
            return Route(self._again(fresh))
        dealt, quick = self._dealt, seconds <= QUICK_SECONDS
        ready = not self.frame.turn.under_way
        if dealt is not None and ready and not (quick and dilemma.paint_ahead(self.stage.ui, table, dealt)):
            self._open_card(dealt)
        if clock.tick(seconds):
            if quick:
                self.frame.turn.begin()
            return self._last_look(self._week_ends())
        if clock.running:
            self._ahead.look(table.session, clock.share)
        return None

    def _hold_while_busy(self) -> None:
        """The weeks stand while the player is at something else."""
        table, clock = self.table, self.table.clock
        clock.hold("menu", self._page_open)
        clock.hold("card", self.card is not None or self._dealt is not None)
        clock.hold("writing", table.draft is not None and self.ways.settings.pause_to_write)

    @property
    def covered(self) -> bool:
        """Whether something lies over the board that takes the keys."""
        return self.card is not None or self._page_open

    @property
    def _page_open(self) -> bool:
        """Whether a page other than a card lies over the board."""
        bench_open = self.workbench is not None and self.workbench.page is not None
        choosing = self.runner is not None and self.runner.open
        return self.menu is not None or bench_open or choosing or self.search.open

    def event(self, event: pygame.event.Event) -> Route | None:
        """Routes one event: the interface, then the board and the keys."""
        ui = self.stage.ui
        if self._ending is not None:
            return self._ending[0] if event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN) else None
        if event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL):
            self.frame.turn.pressed()
        if self.search.takes(event) or self._stepped_back(event):
            return None
        if event.type != pygame.MOUSEBUTTONDOWN or not self.covered:
            self.drag.follow(event)
        hit = ui.event(event)
        if event.type == pygame.KEYDOWN and ui.ring_shown and (ui.focus or "").startswith(BOARD_KEYS):
            self.board.show(str(ui.focus))
        if hit is not None:
            if event.type == pygame.MOUSEBUTTONUP and self.drag.ended():
                return None
            return self._follow(hit, by_key=event.type == pygame.KEYDOWN)
        if event.type == pygame.MOUSEBUTTONUP and self.menu is None:
            self.drag.released(event)
        if event.type == pygame.KEYDOWN and self._card_read and key_name(event) in TIME_KEYS:
            self.table.say(self.table.call or CARD_WAITS, refused=True)
        if ui.taken:
            return None
        if event.type == pygame.MOUSEWHEEL:
            self.board.zoom_at(ui.mouse, event.y)
        elif event.type == pygame.KEYDOWN and not self.covered:
            if key_name(event) == "c" and not command(event):
                self._open_card()
            elif key_name(event) == "l" and not command(event):
                self._open_notes()
            elif self.search.begins(event):
                self.search.start()
            elif key_name(event) == "b" and not command(event) and self.workbench is not None:
                self.workbench.open()
            else:
                self.moves.key(event)
        return None

    @property
    def _card_read(self) -> bool:
        """Whether an open card has lain there long enough to be answered."""
        ui = self.stage.ui
        return self.card is not None and self.menu is None and not (ui.shielded() or ui.shielded("dilemma"))

    def _stepped_back(self, event: pygame.event.Event) -> bool:
        """Esc puts away a tooltip, a letter, then the selection, before it opens the menu; True if it did."""
        table = self.table
        if event.type != pygame.KEYDOWN or event.key != pygame.K_ESCAPE or self.covered:
            return False
        if self.stage.ui.put_tip_away():
            return True
        if table.draft is not None:
            self.moves.put_away(by_key=True)
        elif table.selected is not None or table.drawer is not None:
            table.select(None)
            table.drawer = None
        else:
            return False
        return True

    # The weeks.

    def _week_ends(self) -> Route | None:
        table, session = self.table, self.table.session
        before, done = session.report, session.pending
        after = self._ahead.advance(session)
        self._focus = self.stage.ui.focus if self.stage.ui.ring_shown else None
        table.revision += 1
        self.notes.happened |= {action.lever for action in done}
        self.notes.note(after)
        fresh = week_news(self.level, before, after, done, session.pins(), self.notes.happened)
        self.notes.happened |= {item.mark for item in fresh if item.kind in ONCE}
        self.ticker.turn(fresh)
        self.frame.describe()
        for name in sounding.of_week(fresh, sounding.changed(before, after)):
            self.stage.sound.play(name)
        if session.over:
            self.safekeeping.now(session)
            table.clock.pause()
            return self.ways.to_result(session)
        self._stop_for(fresh)
        self._deal()
        if session.week % QUARTER_WEEKS == 0:
            self.safekeeping.now(session)
            table.clock.pause()
            table.draft = None
            self.stage.sound.play("round_end")
            self.frame.top.counting.stand()
            opened, self.quarter_report = self.quarter_report, after
            return self.ways.to_review(table, opened, self)
        self.safekeeping.soon(session)
        return None

    def _last_look(self, route: Route | None) -> Route | None:
        """After the last week the table lies a moment as that has left it; without motion the result comes at once."""
        if route is None or not self.table.session.over or self.stage.reduced_motion:
            return route
        self._ending = route, self.stage.now + LAST_LOOK_SECONDS
        self.table.select(None)
        words = "The company has come to its end." if self.table.session.lost else "That was the last week."
        self.table.say(words, icon="flag-checkered")
        return None

    def _deal(self) -> None:
        """Opens a card that has just come, or that can wait no longer; the clock stands while it is open."""
        report = self.table.report
        due = [card for card in self.table.open_cards()
               if report.week in (card.dealt, last_week(report, card))]  # fmt: skip
        if due:
            self.table.clock.pause()
            self._dealt = due[0].index
            if not self.frame.turn.under_way:
                self._open_card(self._dealt)

    def _open_card(self, index: int | None = None) -> None:
        """Opens a card, or the one that waits least of all; pressed again, the next one that waits."""
        if index is None:
            waiting = {card.index for card in self.table.open_cards()}
            index = self.table.card_after(self._looked)
            index = self._looked if index is None and self._looked in waiting else index
            self._looked = index
        if index is None:
            self.table.say("No card waits for an answer.", refused=True)
            return
        self.table.draft = self._dealt = None
        self._show_card(index)
        self.table.clock.pause()

    def _follow_card(self, hit: Hit) -> None:
        """Answers the open card, or puts it off; the next one that waits since this week comes up."""
        before, index = len(self.table.pending), self.card
        if hit.key == "dilemma-other" and isinstance(hit.value, int):
            self._looked = hit.value
            self._show_card(hit.value)
            return
        if hit.key == "dilemma-answer" and isinstance(hit.value, int) and index is not None:
            if not self.table.act(Action("answer", index, (hit.value,))):
                return
            self.moves.look_after(before)
        elif hit.key != "dilemma-later":
            return
        week = self.table.report.week
        rest = [card.index for card in self.table.open_cards() if card.dealt == week and card.index != index]
        self._show_card(rest[0] if rest and hit.key == "dilemma-answer" else None)

    def _show_card(self, index: int | None) -> None:
        """Lays a card on the board, which takes no answer at once: it may come up under the hand."""
        self.card = index
        if index is not None:
            self.stage.ui.shield(SURPRISE_SECONDS, "dilemma", veiled=True)

    def _stop_for(self, fresh: list[News]) -> None:
        clock = self.table.clock
        kinds = {item.kind for item in fresh if item.weight >= 2 and item.kind != "level"}
        first = kinds & news.FIRST_STOPS - self._met
        self._met |= kinds
        noted = self.notes.look(self.table.report)
        if not clock.to_end and (noted or first or (clock.skipping and kinds)):
            clock.stop()

    def _again(self, fresh: Fresh) -> Play:
        """The table with a game that comes from the bench, as this one was laid."""
        assert self.workbench is not None
        other = Play(fresh.again.session, self.ways, self.workbench.bench)
        old, new = self.table, other.table
        new.lens, new.tab, new.drawer, new.pages, new.truth = old.lens, old.tab, old.drawer, old.pages, old.truth
        new.now, new.clock.speed = old.now, old.clock.speed
        other.frame.lay_on(self.frame)
        if old.selected in new.pieces:
            new.select(old.selected)
        other.card = None if self.card is None else other.card
        if self.workbench.page is not None and other.workbench is not None:
            other.workbench.open()
        other.table.say(self.workbench.words(fresh), icon="hammer")
        self.ways.keep(fresh.again.session)
        return other

    # What a hit means.

    def _follow(self, hit: Hit, *, by_key: bool) -> Route | None:
        table, key = self.table, hit.key
        if self.menu is not None:
            return self._follow_menu(hit)
        if key.startswith("bench-") and self.workbench is not None:
            self.workbench.follow(hit)
            return None
        if self.card is not None:
            self._follow_card(hit)
            return None
        if key.startswith("find-"):
            self.search.follow(hit)
        if self.runner is not None and self.runner.follow(hit):
            return None
        if key == "bar-unsaved":
            return self.ways.leave(table.session, self, lambda: Route(self))
        if key.startswith(BOARD_KEYS):
            self.moves.press(key, by_key, hit.again)
        elif key == "bar-news":
            place = str(hit.value).partition(" ")[2]  # after the number of its line: two lines may tell of one place
            table.select(place)
            self.board.show(place)
        elif key.startswith("bar-"):
            self._follow_bar(key, hit)
        elif key in ("petal", "petal-visit", "petal-renew") or key.startswith("card-"):
            self.moves.follow_order(key, hit, by_key)
        elif key == "side-closer":
            self.board.zoom_to(int(hit.value) if isinstance(hit.value, int) else 0)
        elif key == "hint-read":
            self.notes.read(table.report)
        else:
            before, draft = len(table.pending), table.draft
            pressed.handle(hit, table)
            self.moves.look_after(before)
            opened = key == "side-place" or (key != "side-rate" and not _same_letter(draft, table.draft))
            if table.draft is not None and opened:
                # What was just opened may lie below the fold; nothing scrolls while it is written.
                last = f"side-place:{len(self.level.department_names) - 1}"
                placing = table.draft.lever == "ritual" and table.draft.action is None
                self.stage.ui.bring(last if placing else f"side-send:{table.draft.lever}")
        return None

    def _follow_bar(self, key: str, hit: Hit) -> None:
        table = self.table
        if key == "bar-menu":
            self.open_menu()
        elif running.run(hit, table, self.stage.ui):
            return
        elif key == "bar-closer":
            self.moves.closer(int(hit.value) if isinstance(hit.value, int) else 0)
        elif key == "bar-undo":
            self.moves.undo()
        elif key == "bar-card":
            self._open_card()
        elif key in ("bar-banner", "bar-compass"):
            table.tab = "values"
            table.put_away()
            table.drawer = "right" if table.compact else table.drawer
        elif key == "bar-drawer":
            side: Literal["left", "right"] = "left" if hit.value == "left" else "right"
            table.drawer = None if table.drawer == side else side
            if table.drawer is None and orders.writing(table) is None:
                table.put_away()  # what was begun in the drawer would hold the clock where nobody sees it

    # The menu.

    def open_menu(self) -> None:
        """Opens the pause menu; the clock stands while it is open."""
        number = f"week {self.table.report.week + 1}"
        said = tuple(hint.say for hint in reversed(self.notes.told))
        self.menu = play_menu.Menu(field=TextField(f"{self.level.title}, {number}"), notes=said)
        if self.workbench is not None:
            self.menu.keys = (*play_menu.KEYS, ("The bench", ("B",)))

    def _open_notes(self) -> None:
        """Shows every note that has lain on the table."""
        if not self.notes.told:
            self.table.say("There have been no notes yet.", refused=True)
            return
        self.open_menu()
        assert self.menu is not None
        self.menu.page = "notes"

    def _follow_menu(self, hit: Hit) -> Route | None:
        assert self.menu is not None
        choice = play_menu.follow(self.menu, hit, self.ways.settings)
        if hit.key == "menu-save":
            self.stage.ui.set_focus("menu-text", ring=False)
        if choice is None and hit.key in play_menu.ASKED_TWICE:
            self.stage.ui.shield(ASKED_SECONDS, "menu")
        if choice is None:
            return None
        session = self.table.session
        if choice.what == "resume":
            self.menu = None
        elif choice.what == "undo":
            self.moves.undo()
        elif choice.what == "settings" and choice.settings is not None:
            self.ways.change(choice.settings)
        elif choice.what == "save":
            self.menu.take(self.ways.save_as(session, choice.name, choice.replace), choice.name)
        elif choice.what == "rewind":
            return Route.to(partial(self._rewind, choice.quarter))
        elif choice.what == "restart":
            return self.ways.leave(session, self, partial(self.ways.anew, session))
        elif choice.what == "quit":
            return self.ways.leave(session, self)
        return None

    def _rewind(self, quarter: int) -> Play:
        """The table as it was at a quarter's beginning, up to where all weeks are played again."""
        table = self.table
        table.session.rewind(quarter)
        self.notes.take_up(table.session)
        table.clock.pause()
        table.clock.share = 0.0
        table.select(None)
        table.say(f"Back at the start of quarter {quarter + 1}.")
        self.ticker.clear()
        self.menu = self.card = None
        self.quarter_report = table.report
        self.frame.describe()
        return self

    # Painting.

    def _notices(self, ui: Ui) -> None:
        """Shows over the board what has to be known for as long as it is so."""
        frame, lane = self.frame, self.frame.lane(ui)
        trouble = self.safekeeping.trouble
        frame.headroom = unsaved.paint_banner(ui, trouble, lane) if trouble else 0.0
        if not trouble and self.workbench is not None and not self.covered:
            self.workbench.sign(ui, lane, frame.free.bottom / ui.unit, self.board.named())

    def paint(self, surface: pygame.Surface) -> None:
        """Paints a whole frame."""
        ui, calm = self.stage.ui, not self.covered and self.table.draft is None
        note = self.notes.current if calm else None
        if note is not None and note is not self._noted[0]:
            ui.shield(SURPRISE_SECONDS, "note")
        elif note is not None:
            self.notes.stood += self.stage.now - self._noted[1]
        self._noted = note, self.stage.now
        self.moves.look_closer()
        self.frame.paint(surface, self.ticker.told(self.table.report), note, covered=self.covered)
        self._notices(ui)
        self._cover(ui)
        ui.end()

    def paint_beneath(self, surface: pygame.Surface) -> None:
        """Paints the board between its bars, as it lies beneath another page: no panel, card, note or menu."""
        self.frame.paint(surface, self.ticker.told(self.table.report), None, covered=True, bare=True)
        self.stage.ui.end()

    def _cover(self, ui: Ui) -> None:
        """Shows what lies over the board and takes the keys."""
        if self.menu is not None:
            play_menu.paint(ui, self.menu, self.table.session, self.ways.settings, self.frame.top.heading)
        elif self.card is not None:
            dilemma.paint(ui, self.table, self.card)
        elif self.search.open:
            self.search.paint(ui)
        elif self.runner is not None and self.runner.open:
            self.runner.paint(ui)
        elif self.workbench is not None:
            self.workbench.paint(ui)
