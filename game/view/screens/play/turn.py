"""The frames in which the table goes from one week to the next, each of which does a part of what that takes."""

from __future__ import annotations

from game.view.toolkit.steps import Pace


class Turn:
    """Whether a turn is under way, and how much of it a frame does.

    The first frame shows the old week still; those after it paint the board, then the panels, and at last put together
    what the board says to whoever points at it.
    """

    def __init__(self, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._frames: int | None = None

    @property
    def under_way(self) -> bool:
        """Whether something of the newest week is still to be shown."""
        return self._frames is not None

    @property
    def waits(self) -> bool:
        """Whether this frame shows the old week still."""
        return self._frames == 0

    def begin(self) -> None:
        """A week has ended."""
        self._frames = 0

    def hurry(self) -> None:
        """The next frame does all that is left."""
        self._frames = None

    def frame(self) -> Pace | None:
        """The pace of the frame that begins now; None where it does everything."""
        if self._frames is None:
            return None
        self._pace.begin(self._frames)
        if self.waits:
            self._pace.rest()
        return self._pace

    def passed(self, *, behind: bool) -> None:
        """The frame has been painted; behind: whether it has left something as it was."""
        if self._frames is not None:
            self._frames = self._frames + 1 if behind or self.waits else None
