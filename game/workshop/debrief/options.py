"""What `debrief` takes on the command line; its help must not wait for what carries it out."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Adds the options of `debrief`."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH",
        help="saved games (.headcount), rooms (.room), or folders of either",
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, default=Path("debrief.html"), metavar="FILE",
        help="where the debrief goes, one HTML file (default debrief.html)",
    )  # fmt: skip
    parser.add_argument("--csv", type=Path, metavar="FILE", help="also write every week or month as a table")
    parser.add_argument(
        "--separator", choices=("comma", "semicolon", "tab"), default="comma",
        help="what stands between its cells (default comma; with semicolon figures have a decimal comma)",
    )  # fmt: skip
    return parser
