"""Random input over every screen, for twenty seconds: nothing falls, and what must always hold does in every frame."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, None], ids=["the same", "another"])
def test_ten_seconds_of_random_input(seed: int | None, tmp_path: Path) -> None:
    luck = random.SystemRandom().randrange(1_000_000) if seed is None else seed
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "monkey.py"), "--seed", str(luck), "--minutes", str(SECONDS / 60),
         "--home", str(tmp_path)],
        env=dict(os.environ), capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    print(done.stdout)
    assert done.returncode == 0, f"seed {luck}\n{done.stdout}\n{done.stderr}"
    assert "\n0 kinds of fault" in done.stdout
    frames = int(done.stdout.split(" frames")[0].splitlines()[-1].replace(",", ""))
    assert frames > 30, "a monkey that is too slow finds nothing"
