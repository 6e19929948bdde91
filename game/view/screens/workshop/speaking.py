"""A sentence of one's own on a value that the company has declared, written over the darkened board."""

from __future__ import annotations

from game.board import style
from game.view.screens.page import way_back
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel
from game.view.toolkit.text_field import TextField
from game.view.toolkit.ui import Hit, Ui
from game.workshop.led import Saying
from game.workshop.sayings import LONGEST_WORDS

WIDE, HIGH, HEAD, EDGE = 620.0, 270.0, 60.0, 24.0
ABOUT = (
    "One sentence: what would one see on a Tuesday? It stands in the debrief beside what you did, and the whole room "
    "reads it. Name nobody."
)


class Speaking:
    """The card with the sentence on one value."""

    def __init__(self, saying: Saying) -> None:
        self.saying = saying
        self.field = TextField(saying.text, LONGEST_WORDS)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.field.text.strip()

    def follow(self, hit: Hit) -> tuple[bool, str | None]:
        """Whether the card is done with, and the sentence that is to be kept, None for none."""
        if hit.key == "words-keep" and self.text != self.saying.text:
            return True, self.text
        return hit.key in ("words-keep", "words-later"), None

    def paint(self, ui: Ui) -> None:
        """Shows it."""
        writing = ui.writes(self.field)
        signature = (self.saying, self.field.state, writing)
        ui.modal("words", ui.centred(WIDE, HIGH), signature, lambda p: self._paint(p, writing), header=HEAD)

    def _paint(self, p: Panel, writing: bool) -> float:
        pal, wide, name = p.palette, p.width - 2 * EDGE, self.saying.name
        title = f"{name}, in your own words"
        p.text(EDGE, 30, title, size=style.CARD_TITLE, family="serif", at="middle", width=p.width - 90)
        way_back(p, "words-later", "Back to the board; nothing is kept. Key Esc.")
        p.fill((16, HEAD - 1, p.width - 32, 1), pal.rule)
        y = HEAD + 12
        y += p.paragraph(EDGE, y, wide, ABOUT, colour=pal.second) + 12
        widgets.text_field(p, "words-text", (EDGE, y, wide, 46), self.field, active=writing, size=style.SUBTITLE)
        y += 56
        left = LONGEST_WORDS - len(self.field.text)
        fresh = self.text != self.saying.text
        label = "Take it back" if fresh and not self.text else "Keep it"
        widgets.button(p, "words-keep", (EDGE, y, min(200.0, wide), 44), label, kind="primary", icon="note-pencil",
                       shortcut="return", enabled=fresh)  # fmt: skip
        p.text(p.width - EDGE, y + 22, f"{left} characters left", size=style.SECONDARY, colour=pal.second,
               align="right", at="middle")  # fmt: skip
        return y + 60
