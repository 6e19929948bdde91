"""Where things are found: the game's assets and levels, and a player's own.

Assets and levels lie beside `main.py` in a checkout, inside the package once installed; a player's own things lie where
the system keeps such things. By which words the game was started is the same question.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent
INSTALLED = not ((_PACKAGE.parent / "main.py").is_file() and (_PACKAGE.parent / "assets").is_dir())
"""Whether the game runs from where it was installed, and not from its checkout."""
ROOT = _PACKAGE / "data" if INSTALLED else _PACKAGE.parent
"""The folder that holds `assets` and `levels`."""
ASSETS = ROOT / "assets"
LEVELS = ROOT / "levels"
"""The campaign, what lies beside its road, and free play; files here are levels."""
MORE = LEVELS / "more"
"""Levels apart from the campaign, each a world of its own; whoever starts the game may play any of them."""
CARDS = LEVELS / "cards"
"""The library of cards that any level may use by name."""
SCRIPTS = ("headcount", "headcount-game")
"""The commands that come with an installed game."""


def player_data() -> Path:
    """The player's own folder: saved games, stars and levels. Nothing is made by asking."""
    import platformdirs

    return Path(platformdirs.user_data_dir("headcount", appauthor=False))


def own_levels(data: Path | None = None) -> Path:
    """Where a player's own levels lie, in the player's folder `data` (None: this system's); it need not be there."""
    return (player_data() if data is None else data) / "levels"


def quoted(path: str | Path) -> str:
    """A path as it can be pasted into the system's command line."""
    if os.name != "nt":
        return shlex.quote(str(path))
    import subprocess

    return subprocess.list2cmdline([str(path)])


def command_words() -> list[str]:
    """The words that start another process of the game, wherever it is started from."""
    if INSTALLED:
        return [sys.executable, "-c", "import sys; from game.command_line import main; sys.exit(main())"]
    return [sys.executable, str(ROOT / "main.py")]


def command() -> str:
    """The words that start the game the way it was started now, for whoever is told what to type next."""
    return SCRIPTS[0] if INSTALLED or Path(sys.argv[0]).stem in SCRIPTS else "python main.py"
