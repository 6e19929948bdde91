"""From a fresh home to the end of every level, in order, through the real window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import saves
from game.places import LEVELS
from game.view.chapters import CAMPAIGN

ROOT = Path(__file__).resolve().parents[2]
NAMES = [path.stem for path in sorted(LEVELS.glob("0*.yaml"))]


@pytest.mark.slow
def test_the_whole_campaign_can_be_reached(x_display: str, tmp_path: Path) -> None:
    environment = dict(os.environ)
    environment.pop("SDL_VIDEODRIVER", None)
    if x_display:
        environment |= {"DISPLAY": x_display, "SDL_VIDEODRIVER": "x11"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "campaign_pilot.py"), str(tmp_path)],
        env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    print(told)
    assert told["driver"] != "dummy"
    assert len(NAMES) == len(CAMPAIGN)
    assert [game["level"] for game in told["played"]] == NAMES
    assert {game["kind"] for game in told["played"]} == {"finished"}
    assert told["stars"] == {game["level"]: game["stars"] for game in told["played"]}
    assert sorted(told["bets"]) == NAMES
    # The road on the title shows the whole way: every level open, with what was earned there.
    assert told["title"] == [
        [title, told["stars"][name], False] for (title, _), name in zip(CAMPAIGN, NAMES, strict=True)
    ]
    assert told["done"]["weeks"] == sum(game["weeks"] for game in told["played"])
    assert all(told["done"][what] > 0 for what in ("notes", "reviews", "menus", "cards answered", "cards put off"))
    ends = [saves.read(path).end for path in sorted((tmp_path / "saves").rglob(f"*{saves.SUFFIX}"))]
    finished = [end for end in ends if end is not None and end.outcome is not None]
    assert sorted(end.weeks for end in finished) == sorted(game["weeks"] for game in told["played"])
