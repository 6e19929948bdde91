"""Whether texts have room where the game shows them, measured with its own letters."""

from __future__ import annotations

from game.levels.checks.desk import Desk


def check_room(desk: Desk) -> None:
    """Notes texts that the smallest screen would cut."""
