"""Random input over every screen, for twenty seconds: nothing falls, and what must always hold does in every frame."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.monkey import Fault, Monkey, kind_of

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, None], ids=["the same", "another"])
def test_ten_seconds_of_random_input(seed: int | None, tmp_path: Path) -> None:
    # As with drawn examples: CI presses the same every time, a developer's run presses something new.
    fresh = 11 if os.environ.get("CI") else random.SystemRandom().randrange(1_000_000)
    luck = fresh if seed is None else seed
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


@pytest.mark.slow
def test_a_seed_is_the_same_run_again() -> None:
    words = [sys.executable, str(ROOT / "tests" / "monkey.py"), "--seed", "5", "--upto", "150"]
    runs = [
        subprocess.run(words, env=dict(os.environ), capture_output=True, text=True, timeout=200, check=False).stdout
        for _ in range(2)
    ]
    assert "150 frames" in runs[0]
    assert runs[0] == runs[1]


def test_a_monkey_sees_what_must_not_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkey = Monkey(1, tmp_path)
    monkey.frame()
    ui = monkey.window.stage.ui
    order = ui.order()
    assert "continue" in order
    with monkeypatch.context() as patch:
        patch.setattr(ui, "order", lambda: [*order, "continue"])
        with pytest.raises(Fault, match="twice on title: continue"):
            monkey.watch.look(monkey.window)
    ui.set_focus("nowhere")
    with pytest.raises(Fault, match="nowhere, which is not there"):
        monkey.watch.look(monkey.window)
    monkey.game.close()


def test_controls_of_one_kind_count_as_one() -> None:
    idents = ["team 12", "petal:3", "bar-pin-4-heard", "side-order-row:60", "decision-2-Lamps", "free-dice"]
    kinds = ["team", "petal", "bar-pin-heard", "side-order-row", "decision-Lamps", "free-dice"]
    assert [kind_of(ident) for ident in idents] == kinds
