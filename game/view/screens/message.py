"""A page with something to read and one button, for what went wrong with a file."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.board import style
from game.view.stage import Route, Screen, Stage
from game.view.toolkit import widgets
from game.view.toolkit.panel import Panel
from game.view.toolkit.shields import SURPRISE_SECONDS


class Message:
    """A page with something to read and one button; `after` makes the screen that follows, `button` says where to."""

    def __init__(self, title: str, text: str, after: Callable[[], Screen], button: str = "Go on") -> None:
        self._title, self._text, self._after, self._button = title, text, after, button
        self._stage: Stage | None = None

    @property
    def stage(self) -> Stage:
        """What the window gave on entering."""
        if self._stage is None:
            raise RuntimeError("The page was asked to work before it was entered.")
        return self._stage

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers."""
        self._stage = stage
        stage.ui.shield(SURPRISE_SECONDS)

    def tick(self, seconds: float) -> Route | None:
        """Nothing here is timed."""
        return None

    def event(self, event: pygame.event.Event) -> Route | None:
        """Goes on when the button is pressed."""
        hit = self.stage.ui.event(event)
        return Route(self._after()) if hit is not None and hit.key == "message-on" else None

    def paint(self, surface: pygame.Surface) -> None:
        """Paints the page on the wooden table."""
        ui = self.stage.ui
        ui.begin(surface, self.stage.now)
        surface.blit(self.stage.atlas.table(*surface.get_size()), (0, 0))
        wide, high = min(720.0, ui.width - 24), min(460.0, ui.height - 24)
        ui.panel(
            "message", ((ui.width - wide) / 2, (ui.height - high) / 2, wide, high), self._text, self._paint, header=62
        )
        ui.end()

    def _paint(self, p: Panel) -> float:
        p.text(28, 34, self._title, size=style.HEADLINE - 4, family="serif", at="middle", width=p.width - 220)
        widgets.button(
            p, "message-on", (p.width - 172, 12, 148, 42), self._button, kind="petrol", shortcut=("return", "escape")
        )
        return 84 + p.paragraph(28, 76, p.width - 56, self._text, size=style.BODY)
