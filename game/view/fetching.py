"""The parts of the game that are needed only after the first choice on the title: they are fetched while it stands."""

from __future__ import annotations

import threading
from importlib import import_module

AFTER_SECONDS = 0.6
"""After the start: by then the first screen stands, and nobody has chosen yet."""
PARTS = ("game.view.screens.play.screen", "game.levels.checks", "game.view.screens.review.screen")


def fetch() -> None:
    """Fetches them here and now."""
    for part in PARTS:
        import_module(part)


def fetch_soon() -> None:
    """Fetches them in the background, in a moment."""
    coming = threading.Timer(AFTER_SECONDS, fetch)
    coming.daemon = True
    coming.start()
