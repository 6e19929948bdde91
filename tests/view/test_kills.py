"""The game is killed while it plays and saves; what has been reached is there when it is opened again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import kills

ROOT = Path(__file__).resolve().parents[2]
FEW = 6


@pytest.mark.slow
def test_nothing_is_lost_by_a_few_kills(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    toll = kills.campaign(home, FEW, seed=4, display=None)
    print(toll.text())
    assert toll.faults == []
    assert toll.kills.total() == FEW
    assert toll.weeks > FEW
    assert toll.files > FEW


def test_a_campaign_sees_what_is_lost(tmp_path: Path) -> None:
    """What it would say if saves, stars and settings were not there, or cut short."""
    campaign = kills.Campaign(tmp_path, 1, None)
    for line in (
        {"what": "week", "level": "01-the-garage", "seed": 3, "week": 5, "over": False},
        {"what": "result", "stars": {"01-the-garage": 2}},
        {"what": "settings", "theme": "dark", "reduced_motion": False},
        {"what": "copied", "said": "Saved as “mine”.", "files": ["mine.headcount"]},
    ):
        campaign._take(line)
    (tmp_path / "saves").mkdir()
    (tmp_path / "saves" / "now-01-the-garage.headcount").write_bytes(b'{"game":"Headcount"')
    (tmp_path / "progress.json").write_text('{"stars": {}}')
    (tmp_path / "settings.json").write_text('{"the')
    campaign._check()
    campaign._take({"what": "opened", "stars": {}, "saves": [], "fault": ""})
    campaign.close()
    told = "\n".join(campaign.toll.faults)
    for words in ("reached week 5", "Its first line is damaged", "has lost the 2 stars", "settings.json cannot be read",
                  "without the 2 stars", "mine.headcount is gone"):  # fmt: skip
        assert words in told, words
    assert campaign.toll.damaged == 2


@pytest.mark.slow
def test_a_doomed_process_dies_before_the_operation_that_was_named(tmp_path: Path) -> None:
    words = (
        "import sys; from pathlib import Path; from tests import kills; home = Path(sys.argv[1]);"
        "kills.Doom(home, int(sys.argv[2]), int(sys.argv[3]));"
        "(home / 'a').write_text('whole'); (home / 'b').write_text('whole'); print('alive')"
    )
    for operation, torn, left in ((2, 0, {"a": "whole"}), (0, 2, {"a": "whole", "b": "wh"}), (0, 0, None)):
        home = tmp_path / f"{operation}-{torn}"
        home.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", words, str(home), str(operation), str(torn)],
            cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        if left is None:
            assert done.stdout == "alive\n", done.stderr
        else:
            assert done.returncode == -9, done.stderr
            assert {path.name: path.read_text() for path in home.iterdir()} == left
