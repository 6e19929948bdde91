"""Whether this Python has what Headcount is built on, told before anything of it is used."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from game.places import INSTALLED, quoted

PACKAGES = {
    "pygame": "pygame-ce", "numpy": "numpy", "yaml": "PyYAML", "pydantic": "pydantic", "highspy": "highspy",
    "platformdirs": "platformdirs", "rich": "rich", "joblib": "joblib", "starlette": "starlette", "uvicorn": "uvicorn",
    "segno": "segno",
}  # fmt: skip
"""What is imported, and the package it comes with."""
_START = "{python} -m venv .venv && {bin}pip install --require-hashes -r requirements.txt && {bin}python main.py"
ENVIRONMENT = Path(__file__).resolve().parents[2] / ".venv"
"""The environment of a checkout, where the README puts it."""
INSTALL = (
    _START.format(python="py", bin=".venv\\Scripts\\")
    if os.name == "nt"
    else _START.format(python="python3", bin=".venv/bin/")
)
"""What the README says of a checkout, for this system."""


def lacking() -> str:
    """A sentence that names the packages this Python lacks and how to get them, or an empty text."""
    names = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    if not names:
        return ""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not INSTALLED and python.exists() and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        return f"This Python does not have what Headcount needs. Start it with its own:  {quoted(python)} main.py"
    way = f"{sys.executable} -m pip install {' '.join(names)}" if INSTALLED else INSTALL
    what = "Get it" if INSTALLED else "Get and start it"
    return f"Headcount needs {', '.join(names)}, which this Python does not have. {what} with:  {way}"
