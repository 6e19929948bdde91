"""Where the game's assets and levels are found: beside `main.py` in a checkout, inside the package once installed."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def _root() -> Path:
    """The folder that holds `assets` and `levels`."""
    package = Path(str(resources.files("game")))
    checkout = package.parent
    return checkout if (checkout / "main.py").is_file() and (checkout / "assets").is_dir() else package / "data"


ROOT = _root()
ASSETS = ROOT / "assets"
LEVELS = ROOT / "levels"
"""The campaign and free play; files here are levels."""
CARDS = LEVELS / "cards"
"""The library of cards that any level may use by name."""
