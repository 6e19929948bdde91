"""The mouse on the bare board: it is dragged, or a click there puts away what is open."""

from __future__ import annotations

import pygame

from game.view.cards.table import Table
from game.view.screens.play.frame import PlayFrame

DRAG_PIXELS = 6


class Drag:
    """Follows a pressed button over the board. `moved`: the board has been dragged, so that its end is no click."""

    def __init__(self, table: Table, frame: PlayFrame) -> None:
        self.table, self.frame = table, frame
        self.moved = False
        self._from: tuple[int, int] | None = None

    def follow(self, event: pygame.event.Event) -> None:
        """Takes a press and a motion of the mouse while nothing lies over the board."""
        board = self.frame.board
        if event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 2, 3):
            self._from = None if self.frame.stage.ui.over_panel(event.pos) else event.pos
            self.moved = False
        elif event.type == pygame.MOUSEMOTION and self._from is not None and any(event.buttons):
            across, down = event.pos[0] - self._from[0], event.pos[1] - self._from[1]
            if self.moved or abs(across) + abs(down) > DRAG_PIXELS:
                self.moved = board.zoom > 1.0
                board.pan(across, down)
                self._from = event.pos

    def ended(self) -> bool:
        """Whether what has just been let go was a drag, which is forgotten."""
        moved, self.moved = self.moved, False
        return moved

    def released(self, event: pygame.event.Event) -> None:
        """A click on the bare table puts the letter away, then the selection."""
        pressed, self._from = self._from, None
        if pressed is None or self.ended() or event.button != 1 or self.frame.stage.ui.taken:
            return
        if self.table.draft is not None:
            self.table.put_away()
        elif self.table.selected is not None:
            self.table.select(None)
