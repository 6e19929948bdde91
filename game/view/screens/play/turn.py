"""The frames in which the table goes from one week to the next, each of which does a part of what that takes."""

from __future__ import annotations

from game.view.toolkit.steps import BRISK_SECONDS, Pace


class Turn:
    """Whether a turn is under way, and how much of it a frame does.

    The first frame shows the old week still; those after it paint the board, then the panels, and at last put together
    what the board says to whoever points at it. A frame that answers a press shows every panel as it is now, so that
    the next press meets nothing old, and leaves the board to the frames after it, which do more than they would.
    """

    def __init__(self, pace: Pace | None = None, brisk: Pace | None = None) -> None:
        self._pace, self._brisk = pace or Pace(), brisk or Pace(BRISK_SECONDS)
        self._frames: int | None = None
        self._pressed = self._hurried = False

    @property
    def under_way(self) -> bool:
        """Whether something of the newest week is still to be shown."""
        return self._frames is not None

    @property
    def waits(self) -> bool:
        """Whether the board of this frame shows the old week still."""
        return self._frames == 0

    @property
    def answers(self) -> bool:
        """Whether this frame answers a press."""
        return self._pressed

    def begin(self) -> None:
        """A week has ended."""
        self._frames, self._hurried = 0, self._pressed

    def pressed(self) -> None:
        """Somebody has pressed something: the next frame answers it."""
        self._pressed = self._hurried = True

    def frame(self) -> Pace | None:
        """The pace of the frame that begins now; None where it does everything."""
        if self._frames is None:
            return None
        pace = self._brisk if self._hurried else self._pace
        pace.begin(self._frames)
        if self.waits or self._pressed:
            pace.rest()
        return pace

    def passed(self, *, behind: bool) -> None:
        """The frame has been painted; behind: whether it has left something as it was."""
        if self._frames is not None:
            self._frames = self._frames + 1 if behind or self.waits or self._pressed else None
        self._pressed = False
