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

SCRIPT = Path(__file__).with_name("digests.py")
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


def others() -> list[str]:
    """Other interpreters at hand."""
    named = os.environ.get("HEADCOUNT_PYTHONS", "").split(os.pathsep)
    found = [shutil.which(name) for name in (*named, *(f"python3.{minor}" for minor in range(11, 15))) if name]
    return sorted({str(Path(path)) for path in found if path} - {sys.executable})


def test_the_processors_features_change_no_bit() -> None:
    features = digests.features()
    if not features:
        pytest.skip("this processor has no features that NumPy could do without")
    lines, about = printed(sys.executable, NPY_DISABLE_CPU_FEATURES=" ".join(features))
    assert about.endswith("no features"), about
    assert tuple(lines) == here()


@pytest.mark.slow
@pytest.mark.parametrize("interpreter", others() or ["none"])
def test_every_python_at_hand_computes_the_same_bits(interpreter: str) -> None:
    if interpreter == "none" or subprocess.run([interpreter, "-c", READY], capture_output=True).returncode:
        pytest.skip("no other Python with NumPy 2 is at hand")
    lines, about = printed(interpreter)
    assert tuple(lines) == here(), about


def test_digests_tell_one_company_from_another() -> None:
    assert len({line.split()[-2] for line in here()}) == len(digests.COMPANIES)
    assert digests.played(61, "carry on", 30).digest() in here()[1]
    changed = digests.played(61, "carry on", 29)
    assert changed.digest() not in here()[1]
