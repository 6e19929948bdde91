"""From a fresh home through the campaign, in order, through the real window."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import saves
from game.levels import covers
from game.places import LEVELS
from game.view.chapters import CAMPAIGN, road

ROOT = Path(__file__).resolve().parents[2]
NAMES = [path.stem for path in sorted(LEVELS.glob("0*.yaml"))]
LAST = 5
"""The last level that is played here; `python tests/campaign_pilot.py FOLDER` plays all of them."""


@pytest.mark.slow
def test_the_campaign_can_be_played_on_from_level_to_level(x_display: str, tmp_path: Path) -> None:
    environment = dict(os.environ)
    environment.pop("SDL_VIDEODRIVER", None)
    if x_display:
        environment |= {"DISPLAY": x_display, "SDL_VIDEODRIVER": "x11"}
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "campaign_pilot.py"), str(tmp_path), str(LAST)],
        env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    print(told)
    assert told["driver"] != "dummy"
    assert len(NAMES) == len(CAMPAIGN)
    assert [game["level"] for game in told["played"]] == NAMES[:LAST]
    assert {game["kind"] for game in told["played"]} == {"finished"}
    assert told["stars"] == {game["level"]: game["stars"] for game in told["played"]}
    assert sorted(told["bets"]) == NAMES[:LAST]
    # The road on the title shows the whole way: what was earned, the next level open, the others locked.
    assert told["title"] == [
        [title, told["stars"].get(name, 0), n > LAST]
        for n, ((title, _), name) in enumerate(zip(CAMPAIGN, NAMES, strict=True))
    ]
    assert told["done"]["weeks"] == sum(game["weeks"] for game in told["played"])
    assert all(told["done"][what] > 0 for what in ("notes", "reviews", "menus", "cards answered", "cards put off"))
    ends = [saves.read(path).end for path in sorted((tmp_path / "saves").rglob(f"*{saves.SUFFIX}"))]
    finished = [end for end in ends if end is not None and end.outcome is not None]
    assert sorted(end.weeks for end in finished) == sorted(game["weeks"] for game in told["played"])


def test_whoever_has_finished_a_level_can_open_the_next() -> None:
    found = covers(LEVELS)
    for count in range(len(NAMES) + 1):
        way = road(found, dict.fromkeys(NAMES[:count], 0), set())
        assert [chapter.path.stem for chapter in way if chapter.path is not None] == NAMES
        assert [chapter.open for chapter in way] == [n <= count for n in range(len(NAMES))]
