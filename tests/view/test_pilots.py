"""A level is played through the real window, once by mouse and once by keyboard alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import session

ROOT = Path(__file__).resolve().parents[2]
WEEKS = 26
EXPECTED = {
    0: ["order team:0 job:0 weeks:8", "order team:1 job:1 weeks:4", "visit team:2"],
    1: ["order team:2 job:2 weeks:8"],
    6: ["order team:3 job:3 weeks:2"],
    13: ["order team:0 job:0 weeks:8"],
}


@pytest.mark.slow
@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_a_level_by_one_hand(hand: str, x_display: str, tmp_path: Path) -> None:
    environment = dict(os.environ)
    environment.pop("SDL_VIDEODRIVER", None)
    if x_display:
        environment |= {"DISPLAY": x_display, "SDL_VIDEODRIVER": "x11"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "pilot.py"), hand, str(tmp_path)],
        env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["driver"] != "dummy"
    assert told["result"] == "DebriefScreen"
    assert told["log"] == [EXPECTED.get(week, []) for week in range(WEEKS)]
    assert told["bets"] == {"01-the-garage": 1}
    assert "01-the-garage" in told["stars"]
    verdict = session.verify(told["saved"])
    assert verdict.ok, verdict.text
    kept = session.Session.load(told["saved"]).session
    assert [[str(action) for action in week] for week in kept.log] == told["log"]
    assert kept.over
