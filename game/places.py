"""Where the game's assets and levels are found: beside `main.py` in a checkout, inside the package once installed.

And by which words it was started, which is the same question.
"""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

_PACKAGE = Path(str(resources.files("game")))
INSTALLED = not ((_PACKAGE.parent / "main.py").is_file() and (_PACKAGE.parent / "assets").is_dir())
"""Whether the game runs from where it was installed, and not from its checkout."""
ROOT = _PACKAGE / "data" if INSTALLED else _PACKAGE.parent
"""The folder that holds `assets` and `levels`."""
ASSETS = ROOT / "assets"
LEVELS = ROOT / "levels"
"""The campaign and free play; files here are levels."""
CARDS = LEVELS / "cards"
"""The library of cards that any level may use by name."""
SCRIPTS = ("headcount", "headcount-game")
"""The commands that come with an installed game."""


def command() -> str:
    """The words that start the game the way it was started now, for whoever is told what to type next."""
    return SCRIPTS[0] if INSTALLED or Path(sys.argv[0]).stem in SCRIPTS else "python main.py"
