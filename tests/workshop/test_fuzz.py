"""Whatever is thrown at the hub, it goes on: for a while here, ten minutes by `python tests/workshop/fuzz.py`."""

from pathlib import Path

import pytest

from tests.workshop import fuzz


@pytest.mark.slow
def test_the_hub_stands_whatever_is_thrown_at_it(tmp_path: Path) -> None:
    crop = fuzz.campaign(tmp_path, seconds=12.0, seed=5)
    assert not crop.faults, crop.text()
    assert crop.requests > 300
    assert {200, 400, 401, 403} <= set(crop.answers)
    assert len(crop.events) > 10


@pytest.mark.slow
def test_the_hub_stands_whatever_groups_throw_at_their_companies(tmp_path: Path) -> None:
    crop = fuzz.campaign(tmp_path, seconds=6.0, seed=5, preset="companies-60", wanted=("act", "run"))
    assert not crop.faults, crop.text()
    assert crop.events["act"] + crop.events["run"] > 0, crop.text()
