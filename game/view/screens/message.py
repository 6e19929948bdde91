"""A page with something to read and one button, for what went wrong with a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.board import style
from game.view.screens.page import EDGE, HEADER, Page, fitted, heading
from game.view.stage import Route, Screen
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel
from game.view.toolkit.shields import SURPRISE_SECONDS
from game.view.toolkit.ui import Hit, Ui

if TYPE_CHECKING:
    from game.view.bench import Watch

WIDE, TALL, LEAST = 720.0, 460.0, 200.0
"""Width of the page, and its height at most and at least; longer words scroll."""


class Message(Page):
    """A page with something to read and one button; `after` makes the screen that follows, `button` says where to."""

    calm = SURPRISE_SECONDS

    def __init__(self, title: str, text: str, after: Callable[[], Screen], button: str = "Go on") -> None:
        self._title, self._text, self._after, self._button = title, text, after, button

    def follow(self, hit: Hit) -> Route | None:
        """Goes on when the button is pressed."""
        return Route.to(self._after) if hit.key == "message-on" else None

    def lay(self, ui: Ui) -> None:
        """Shows what there is to read."""
        box = fitted(ui, "message", (WIDE, TALL), self._text, self._paint, LEAST)
        ui.panel("message", box, self._text, self._paint, header=HEADER)

    def _paint(self, p: Panel) -> float:
        heading(p, self._title, beside=192)
        widgets.button(
            p, "message-on", (p.width - 172, 12, 148, 42), self._button, kind="petrol", shortcut=("return", "escape")
        )
        return 88 + p.paragraph(EDGE, 76, p.width - 2 * EDGE, self._text, size=style.BODY)


class Mended(Message):
    """The same of a file that is being written: as soon as it is saved, `fresh` makes the screen that follows."""

    def __init__(
        self, title: str, text: str, after: Callable[[], Screen], watch: Watch, fresh: Callable[[], Screen]
    ) -> None:
        super().__init__(title, text, after)
        self._watch, self._fresh = watch, fresh

    def tick(self, seconds: float) -> Route | None:
        """Looks at the file."""
        return Route.to(self._fresh) if self._watch.changed(self.stage.now) else None
