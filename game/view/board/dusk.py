"""How the board darkens around the one tile to which a letter is written, and brightens again."""

from __future__ import annotations

from game.board import style


class Dusk:
    """How dark the board is. key: the tile that stays bright, also while all the rest brightens again.

    level: of the last frame, 0 bright … 1 dark.
    """

    def __init__(self) -> None:
        self.key: str | None = None
        self.level = 0.0
        self._begun_at = 0.0
        self._since = 0.0
        self._falls = False

    def share(self, key: str | None, seconds: float, *, still: bool) -> float:
        """How dark it is in a frame, 0…1. key: the tile to stay bright, if any; seconds: the window's clock, 0 without
        one; still: nothing is to fade."""
        if (key is not None) != self._falls:
            self._falls, self._begun_at, self._since = key is not None, self.level, seconds
        self.key = key if key is not None else self.key
        goal = 1.0 if self._falls else 0.0
        passed = 1.0 if still or not seconds else style.ease_out((seconds - self._since) / style.PANEL)
        self.level = self._begun_at + (goal - self._begun_at) * passed
        return self.level
