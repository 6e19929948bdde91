"""Where a game stands that could not be saved: why, where else it can be kept, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from game.board import style
from game.session import Session
from game.view.keeping import Keeping, Said
from game.view.screens.page import EDGE, HEADER, LIP, Page, heading, way_back
from game.view.stage import Route, Screen, Stage
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel, Tip
from game.view.toolkit.shields import SURPRISE_SECONDS
from game.view.toolkit.ui import Hit, Ui

WIDE = 720.0


class Unsaved(Page):
    """A page that a game which cannot be saved is not left without.

    fault: why it cannot, reason first. back: the screen to return to; on: where it was to go, once the game is saved
    somewhere, or else when that has been pressed twice.
    """

    calm = SURPRISE_SECONDS

    def __init__(self, keeping: Keeping, session: Session, fault: str, back: Screen, on: Callable[[], Route]) -> None:
        self.keeping, self.session = keeping, session
        self.said = Said(fault, failed=True)
        self._back, self._on = back, on
        self._places = keeping.places()
        self._sure = False

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers, and is heard."""
        super().enter(stage)
        stage.sound.play("error")

    def closing(self) -> Route | None:
        """The window is to be closed: asks once more, then lets it."""
        if self._sure or not self.said.failed:
            return None
        self._sure = True
        return Route(self)

    def follow(self, hit: Hit) -> Route | None:
        """Goes back or on, or tries to save the game once more."""
        if hit.key == "unsaved-back":
            return Route(self._back)
        if hit.key == "unsaved-again":
            fault = self.keeping.save_now(self.session)
            self.said = Said(fault, failed=True) if fault else Said("Saved.")
        elif hit.key == "unsaved-place" and isinstance(hit.value, int):
            self.said = self.keeping.save_in(self.session, self._places[hit.value])
            if self.said.failed:
                self._places = self.keeping.places()
        elif hit.key == "unsaved-leave":
            if not self.said.failed or self._sure:
                return self._on()
            self._sure = True
            return None
        self._sure = False
        return None

    def lay(self, ui: Ui) -> None:
        """Shows why the game is not saved, and what can be done about it."""
        signature = (self.said, self._sure, tuple(self._places))
        high = ui.measure("unsaved", min(WIDE, ui.width - 24), ui.height - 24, signature, self._paint)
        ui.panel("unsaved", ui.centred(WIDE, high + LIP), signature, self._paint, header=HEADER)

    def _paint(self, p: Panel) -> float:
        pal, wide = p.palette, p.width - 2 * EDGE
        failed = self.said.failed
        heading(p, "This game is not saved" if failed else "This game is saved", beside=92)
        way_back(p, "unsaved-back", "Back to the game. Key Esc.")
        y = 76.0
        y += p.paragraph(EDGE, y, wide, self.said.text, weight=700, colour=pal.bad if failed else pal.good) + 12
        if failed:
            words = f"It stands in week {self.session.week + 1}. Nothing is lost while this window is open."
            y += p.paragraph(EDGE, y, wide, words, colour=pal.second) + 14
            widgets.button(p, "unsaved-again", (EDGE, y, wide, 44), "Try again", icon="arrow-counter-clockwise",
                           kind="petrol")  # fmt: skip
            y += 52
            for n, place in enumerate(self._places):
                label = f"Save it in {place}"
                while p.measure(label, weight=800) > wide - 60 and len(label) > 24:
                    label = f"{label[:10]} … {label[14:]}"
                tip = Tip("Another place", f"{place}. Drop the file on the title to go on with it.")
                widgets.button(p, "unsaved-place", (EDGE, y, wide, 44), label, value=n, icon="floppy-disk", tip=tip)
                y += 52
        label = "Sure? What was not saved will be gone" if self._sure else "Leave without saving"
        label = label if failed else "Go on"
        widgets.button(p, "unsaved-leave", (EDGE, y, wide, 44), label, icon="sign-out",
                       kind="primary" if self._sure or not failed else "secondary")  # fmt: skip
        return y + 64


def paint_banner(ui: Ui, trouble: str, lane: tuple[float, float]) -> float:
    """Shows above the board that the game in play is not saved, and why, for as long as that is so.

    lane: from where to where the board lies. Returns the height above the board that this takes.
    """
    words = f"Not saved. {trouble}"
    wide = min(680.0, lane[1] - lane[0] - 12)
    high = 22.0 + ui.measure("unsaved-words", wide - 56, 400, words, lambda p: _words(p, 0, p.width, words))
    box = ((lane[0] + lane[1] - wide) / 2, style.BAR_HEIGHT + 8.0, wide, high)

    def paint(p: Panel) -> None:
        pal = p.palette
        p.card((0, 0, p.width, p.height - 3), pal.card, radius=style.SMALL_RADIUS, outline=pal.bad, stroke=2)
        p.icon("warning", 22, 20, 20, pal.bad, "fill")
        _words(p, 42, p.width - 56, words, 10)
        tip = Tip("Not saved", f"{trouble} It is tried again each week. Press to keep the game somewhere else.")
        p.region("bar-unsaved", (0, 0, p.width, p.height - 3), tip=tip, radius=style.SMALL_RADIUS)

    ui.panel("bar-unsaved", box, trouble, paint, look="plain", scroll=False)
    return high + 8.0


def _words(p: Panel, x: float, wide: float, words: str, y: float = 0.0) -> float:
    return p.paragraph(x, y, wide, words, size=style.BODY, weight=800, colour=p.palette.bad)
