"""The same bits on every machine: with and without the processor's features, and on every Python that is at hand.

Pythons are taken from the search path (python3.11 to python3.14) and from HEADCOUNT_PYTHONS, a list of interpreters
written like the search path; those without NumPy 2 are passed over. `tests/digests.py` can be run anywhere by itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests import digests

SCRIPT = Path(__file__).resolve().parents[1] / "digests.py"
READY = "import numpy, sys; sys.exit(not (numpy.__version__ >= '2.' and sys.version_info >= (3, 11)))"


def printed(interpreter: str, **variables: str) -> tuple[list[str], str]:
    """The lines of digests that an interpreter prints, and what it says about itself."""
    done = subprocess.run(
        [interpreter, str(SCRIPT)], capture_output=True, text=True, check=True, timeout=300,
        env={**os.environ, "PYTHONPATH": "", **variables},
    )  # fmt: skip
    *lines, about = done.stdout.splitlines()
    return lines, about


@cache
def here() -> tuple[str, ...]:
    """The lines as this interpreter works them out."""
    return tuple(printed(sys.executable)[0])


def at_hand() -> list[str]:
    """This interpreter, and every other one that has NumPy 2."""
    named = os.environ.get("HEADCOUNT_PYTHONS", "").split(os.pathsep)
    found = [shutil.which(name) for name in (*named, *(f"python3.{minor}" for minor in range(11, 15))) if name]
    others = {str(Path(path)) for path in found if path} - {sys.executable}
    return [sys.executable, *(other for other in sorted(others) if _ready(other))]


def _ready(interpreter: str) -> bool:
    return subprocess.run([interpreter, "-c", READY], capture_output=True).returncode == 0


@pytest.mark.slow
def test_the_processors_features_change_no_bit() -> None:
    lines, about = printed(sys.executable, NPY_DISABLE_CPU_FEATURES=" ".join(digests.features()))
    assert about.endswith("no features"), about
    assert tuple(lines) == here()


@pytest.mark.slow
def test_every_python_at_hand_computes_the_same_bits_and_no_hash_matters() -> None:
    for interpreter in at_hand():
        lines, about = printed(interpreter, PYTHONHASHSEED="7")
        assert tuple(lines) == here(), f"{interpreter}: {about}"


@pytest.mark.slow
def test_digests_tell_one_company_from_another() -> None:
    assert len({line.split()[3] for line in here()}) == len(digests.COMPANIES)
    assert digests.played(61, "carry on", 30).digest() in here()[1]
    changed = digests.played(61, "carry on", 29)
    assert changed.digest() not in here()[1]
