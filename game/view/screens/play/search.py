"""Finding by typing: a field over the board, what it may mean, and while it is empty who makes what."""

from __future__ import annotations

import pygame

from game.board import style
from game.sim.desk.reports import Report
from game.view.cards.table import Table
from game.view.screens.page import way_back
from game.view.screens.play.frame import PlayFrame
from game.view.toolkit import widgets
from game.view.toolkit.keys import command, key_name
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit, Ui
from game.words import finding
from game.words.finding import Found, Made

WIDE, HEAD, ROW = 560.0, 124.0, 46.0
LONGEST = 40
STEPS = {"down": 1, "up": -1}


class Search:
    """The open field, or none. `chosen` is the row that Enter goes to; the board and the table follow."""

    def __init__(self, table: Table, frame: PlayFrame) -> None:
        self.table, self.frame = table, frame
        self.field = TextField(most=LONGEST)
        self.open = False
        self.chosen = 0
        self._before: str | None = None
        self._found: tuple[Report, str, list[Found]] | None = None

    def begins(self, event: pygame.event.Event) -> bool:
        """Whether a pressed key opens the field: a slash, or F with Ctrl."""
        return (command(event) and key_name(event) == "f") or (
            not command(event) and getattr(event, "unicode", "") == "/"
        )

    def start(self) -> None:
        """Opens the field, empty."""
        self.open, self.chosen = True, 0
        self.field = TextField(most=LONGEST)
        ui = self.frame.stage.ui
        self._before = ui.focus if ui.ring_shown else None
        ui.set_focus("find-text", ring=False)

    def close(self) -> None:
        """Closes the field; the focus goes back to where it was."""
        self.open = False
        self.frame.stage.ui.set_focus(self._before, ring=self._before is not None, told=False)

    def rows(self) -> list[Found]:
        """What the text may mean, at most as many as there is room for; while it is empty, the goods."""
        report, text = self.table.report, self.field.text
        if self._found is None or self._found[:2] != (report, text):
            rows = finding.found(self.table.level, report, text)
            if not text.strip():
                rows = [self._of_made(made) for made in finding.who_makes(self.table.level, report)]
            self._found = (report, text, rows)
        return self._found[2]

    def _of_made(self, made: Made) -> Found:
        level = self.table.level
        name = level.product_names[made.product]
        return Found(f"market {level.product_market[made.product]}", name[:1].upper() + name[1:], made.where,
                     product=made.product)  # fmt: skip

    def takes(self, event: pygame.event.Event) -> bool:
        """Takes a key while the field is open: arrows choose a row, Enter goes there, Escape closes."""
        if not self.open or event.type != pygame.KEYDOWN or self.field.composing:
            return False
        name, ui = key_name(event), self.frame.stage.ui
        shown = min(len(self.rows()), finding.MOST_FOUND)
        if name == "escape":
            self.close()
        elif name in STEPS and shown:
            self.chosen = (self.chosen + STEPS[name]) % shown
            ui.set_focus("find-text", ring=False)
            ui.bring(f"find-row:{self.chosen}")
        elif name in ("return", "enter") and ui.writes(self.field):
            if shown:
                self.go(self.rows()[min(self.chosen, shown - 1)].key)
            else:
                self.frame.stage.sound.play("error")
        else:
            return False
        return True

    def follow(self, hit: Hit) -> None:
        """Does what a press in it means; the text that is written chooses its first row."""
        if hit.key == "find-open":
            self.start()
        elif hit.key == "find-close":
            self.close()
        elif hit.key == "find-text":
            self.chosen = 0
        elif hit.key == "find-row" and isinstance(hit.value, int) and hit.value < len(self.rows()):
            self.go(self.rows()[hit.value].key)

    def go(self, key: str) -> None:
        """Closes the field, selects a thing, opens its card, and brings the board to it."""
        self.open = False
        table, board = self.table, self.frame.board
        table.select(key)
        if table.compact:
            table.drawer = "left"
        name, _, number = key.partition(" ")
        if board.mosaic and board.layout is not None and name in ("team", "department"):
            board.zoom_to(board.layout.department[int(number)] if name == "team" else int(number))
        board.show(key)
        self.frame.stage.ui.set_focus(key, told=False)

    # Painting.

    def paint(self, ui: Ui) -> None:
        """Shows the field over the darkened board, if it is open."""
        if not self.open:
            return
        shown = self.rows()[: finding.MOST_FOUND]
        # As high for one row as for many: nothing moves under the hand while somebody types.
        box = ui.centred(WIDE, HEAD + ROW * finding.MOST_FOUND + 40)
        writing = ui.writes(self.field)
        signature = (self.field.state, writing, self.chosen, self.table.report.week, len(shown))
        ui.modal("find", box, signature, lambda p: self._painted(p, shown, writing), header=HEAD)

    def _painted(self, p: Panel, shown: list[Found], writing: bool) -> float:
        pal, empty = p.palette, not self.field.text.strip()
        p.text(24, 30, "Find", size=style.CARD_TITLE, family="serif", at="middle")
        words = "A team, a department, a person or what is made."
        p.text(76, 31, words, size=style.SECONDARY, colour=pal.second, at="middle", width=p.width - 150)
        way_back(p, "find-close", "Esc goes back to the board.")
        widgets.text_field(p, "find-text", (24, 52, p.width - 48, 44), self.field, active=writing, size=style.SUBTITLE)
        heading = "Who makes what, as reported" if empty else "Nothing here is called so." if not shown else ""
        y = HEAD - 22
        if heading:
            p.text(26, y + 12, heading, size=style.SECONDARY, weight=800, colour=pal.second, at="middle")
            y += 24
        for n, one in enumerate(shown):
            self._row(p, (20, y, p.width - 40, ROW - 4), n, one)
            y += ROW
        hidden = len(self.rows()) - len(shown)
        if hidden > 0:
            p.text(26, y + 8, f"and {hidden} more", size=style.SECONDARY, colour=pal.second, at="middle")
            y += 20
        return y + 8

    def _row(self, p: Panel, box: tuple[float, float, float, float], n: int, one: Found) -> None:
        x, y, w, h = box
        pal, middle, level = p.palette, y + h / 2, self.table.level
        if n == self.chosen:
            p.card((x, y, w, h), pal.choice, radius=style.SMALL_RADIUS, outline=pal.focus, stroke=1.4)
        elif p.hovered("find-row", n):
            p.card((x, y, w, h), pal.inset, radius=style.SMALL_RADIUS)
        if one.product >= 0:
            p.token(style.product_key(level.product_looks[one.product]), x + 24, middle, 12)
        else:
            p.icon(one.icon, x + 24, middle, 18, pal.second, "fill")
        wide = p.name(x + 48, middle, one.title, 0.4 * w, size=style.SUBTITLE, least=style.LABEL, family="serif")
        left = x + 48 + max(wide + 14, 0.2 * w)
        p.name(left, middle, one.note, x + w - 12 - left, size=style.SECONDARY, least=style.SMALLEST, colour=pal.second)
        p.region("find-row", box, value=n, tip=Tip(one.title, first_sentence(one.note)), radius=style.SMALL_RADIUS)


def first_sentence(note: str) -> str:
    """A note as a sentence of a tooltip."""
    return f"{note[:1].upper()}{note[1:]}." if note else ""
