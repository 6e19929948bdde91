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


def runs(process: Path) -> bool:
    """Whether a process is there, and not only its entry, which its parent has not read yet."""
    try:
        return "\nState:\tZ" not in (process / "status").read_text()
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for the process where Linux lists them")
def test_no_process_is_left_when_the_window_is_killed() -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", "from tests.test_apart import window; window()"], cwd=ROOT,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert killed.stdout is not None
    with killed.stdout as said:
        left = Path("/proc", said.readline().strip())
        assert runs(left)
        killed.kill()
        killed.wait()
    given_up = time.monotonic() + PATIENCE_SECONDS
    while runs(left):
        assert time.monotonic() < given_up, "it is still there"
        time.sleep(0.02)
