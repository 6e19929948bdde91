"""Starts Headcount from its checkout: `python main.py` does what `headcount` does where it is installed."""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (whoever starts the game may have any Python)
    sys.stderr.write("Headcount needs Python 3.11 or newer; this one is older.\n")
    sys.exit(2)

from game.command_line import main

if __name__ == "__main__":
    sys.exit(main())
