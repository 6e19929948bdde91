"""Work in a process of its own ends with the window, however that ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.apart import Apart

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 10.0


def endless() -> Iterator[int]:
    """Says once that it runs, and is never done."""
    yield os.getpid()
    while True:
        time.sleep(0.01)


def window() -> None:
    """A window that waits for its work, and is killed meanwhile."""
    work = Apart("endless", endless)
    work.start()
    while work.poll() is None:
        time.sleep(0.01)
    print(work.newest, flush=True)
    time.sleep(600)


@pytest.mark.slow
def test_no_process_is_left_when_the_window_is_killed() -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", "from tests.test_apart import window; window()"], cwd=ROOT, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert killed.stdout is not None
    assert killed.stdout.readline().strip().isdigit(), "the work never began"
    killed.kill()
    # What the window writes to is open until the last process that has it is gone.
    assert killed.communicate(timeout=PATIENCE_SECONDS)[0] == b""
