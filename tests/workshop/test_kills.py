"""The hub is killed during a session: a few times here, twenty by `python tests/workshop/kills.py --kills 20`."""

from pathlib import Path

import pytest

from tests.workshop import kills


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_hub_is_killed(tmp_path: Path) -> None:
    toll = kills.campaign(tmp_path, kills=3, seed=11)
    assert not toll.faults, toll.text()
    assert toll.kills == 3
    assert toll.acks["sit"] == 6
    assert toll.acks["decide"] >= 6
    assert toll.acks["host"] >= 3


@pytest.mark.slow
def test_nothing_that_groups_have_done_is_lost_when_the_hub_is_killed(tmp_path: Path) -> None:
    toll = kills.campaign(tmp_path, kills=1, seed=11, preset="companies-60")
    assert not toll.faults, toll.text()
    assert toll.acks["sit"] == 6
    assert toll.acks["act"] >= 1, toll.text()
    assert toll.acks["run"] >= 1, toll.text()
