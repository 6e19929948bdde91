"""What simple screens have in common: a page on the wooden table that waits for a press, however long.

    class Farewell(Page):
        calm = SURPRISE_SECONDS                                      # it comes by itself, and takes nothing at once

        def lay(self, ui: Ui) -> None:
            box = fitted(ui, "farewell", (720, 460), (), self._paint)
            ui.panel("farewell", box, (), self._paint, header=HEADER)

        def follow(self, hit: Hit) -> Route | None:
            return Route(self._next()) if hit.key == "farewell-close" else None

        def _paint(self, p: Panel) -> float:
            heading(p, "Farewell", beside=64)
            way_back(p, "farewell-close", "Esc goes on too.")
            return 84 + p.paragraph(EDGE, 76, p.width - 2 * EDGE, "It was a good company.")
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Hashable
from typing import ClassVar

import pygame

from game.board import style
from game.levels import Level
from game.view.cards.counting import Counting
from game.view.stage import Route, Stage
from game.view.toolkit import widgets
from game.view.toolkit.panel import Box, Panel, Tip
from game.view.toolkit.shields import PRESSES
from game.view.toolkit.steps import Painter
from game.view.toolkit.ui import Hit, Ui

EDGE, HEADER, LIP = 28.0, 62.0, 12.0
"""Logical pixels from a card's edge to its text; the height of the head that stays while the rest scrolls; what a card
that is as high as what stands on it needs besides."""


class Page(ABC):
    """A screen in which nothing is timed: `lay` shows its panels, `follow` is told of every press.

    `calm` is for how many seconds a page takes no click, key or wheel once it is seen. counting: figures that count.
    """

    calm: ClassVar[float] = 0.0
    counting: Counting | None = None
    _stage: Stage | None = None

    @abstractmethod
    def lay(self, ui: Ui) -> None:
        """Shows the page's panels, in every frame."""

    @abstractmethod
    def follow(self, hit: Hit) -> Route | None:
        """Does what a press means; may ask for another screen."""

    def about(self) -> Level | None:
        """The level in whose words the page speaks; None for those of the game."""
        return None

    def ground(self, surface: pygame.Surface) -> pygame.Surface:
        """The picture that the panels lie on, as large as `surface`: the bare table."""
        return self.stage.atlas.table(*surface.get_size())

    @property
    def stage(self) -> Stage:
        """What the window gave on entering."""
        if self._stage is None:
            raise RuntimeError(f"The page {type(self).__name__} was asked to work before it was entered.")
        return self._stage

    def enter(self, stage: Stage) -> None:
        """Takes what the window offers."""
        self._stage = stage
        stage.speak(self.about())
        if self.calm:
            stage.ui.shield(self.calm)

    def tick(self, seconds: float) -> Route | None:
        """Lets time pass, which changes nothing."""
        return None

    def event(self, event: pygame.event.Event) -> Route | None:
        """Takes one event, and follows it if it was a press; no figure counts on under the hand."""
        if event.type in (*PRESSES, pygame.MOUSEWHEEL) and self.counting is not None:
            self.counting.finish()
        hit = self.stage.ui.event(event)
        return self.follow(hit) if hit is not None else None

    def paint(self, surface: pygame.Surface) -> None:
        """Paints a whole frame."""
        ui, ground = self.stage.ui, self.ground(surface)
        ui.begin(surface, self.stage.now)
        surface.blit(ground, (0, 0))
        self.lay(ui)
        if self.counting is not None:
            self.counting.paint(ui, surface, self.stage.now, self.counts_at(ui))
        ui.end()

    def counts_at(self, ui: Ui) -> tuple[int, int]:
        """The corner of the panel whose figures count, in pixels."""
        return 0, 0


def fitted(
    ui: Ui, key: str, size: tuple[float, float], signature: Hashable, paint: Painter, least: float = 0.0
) -> Box:
    """The logical box of a card in the middle of the window that is as high as what stands on it.

    size: its width, and its height at most. least: its height at least, where there is room. key, signature and paint
    are as in `Ui.panel`.
    """
    _, _, wide, room = ui.centred(*size)
    needed = math.ceil(ui.measure(key, wide, room, signature, paint)) + LIP
    return ui.centred(size[0], min(room, max(least, needed)))


def heading(p: Panel, words: str, beside: float) -> None:
    """Writes the heading of a card, and leaves so many logical pixels on its right for what stands there."""
    p.name(EDGE, 34, words, p.width - EDGE - beside, size=style.HEADLINE - 4, least=style.SUBTITLE, family="serif")


def way_back(p: Panel, key: str, words: str, icon: str = "x") -> None:
    """The button in the corner of a card that closes it, as Escape does."""
    widgets.icon_button(p, key, (p.width - 52, 12, 36, 36), icon, Tip("", words), kind="card", shortcut="escape")
