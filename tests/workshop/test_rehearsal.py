"""A rehearsal plays a whole preset over real connections, loses nothing, and says so in figures."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from game.command_line import main
from game.workshop.rehearsal import Found, rehearse, report


@pytest.mark.slow
def test_two_hundred_seats_are_borne_and_nothing_is_lost() -> None:
    # In a thread of its own: a browser's driver may already run a loop in this one.
    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(rehearse, 200, "60", seconds=4, limit=13).result()
    assert found.lost == 0, found.lines()
    assert len(found.kept) >= 200
    assert found.steps >= 2
    assert len(found.acks) > len(found.kept)
    assert found.lags, "no page heard of a change"
    assert found.flat, found.lines()


@pytest.mark.slow
def test_groups_lead_their_companies_through_a_quarter_of_a_level_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text("format: 1\ntitle: S\npeople: 20\nlevers: [order]\n", encoding="utf-8")
    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(rehearse, 2, "60", seconds=2, limit=1, level=str(path)).result()
    assert found.lost == 0, found.lines()
    assert found.steps == 1
    assert len(found.kept) > 2, "they have sent orders and let weeks run"
    assert found.scores[0].startswith("Quarter 1"), found.lines()


def test_a_preset_that_there_is_not_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["host", "--preset", "sixty", "--rehearse", "4"]) == 2
    assert "There is no preset “sixty”; there are 45, 60," in capsys.readouterr().err


def test_what_is_lost_or_late_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    fine = Found(8, acks=[5.0] * 50, lags=[200.0] * 50, own=[1.0] * 50, memory=[70_000] * 6, kept={"a"}, steps=3)
    assert report(fine) == 0
    assert "99% 5" in capsys.readouterr().out
    for change, words in (
        ({"lost": 1}, "Decisions were lost."),
        ({"acks": [900.0] * 50}, "Nothing was lost, but 8 people would wait"),
        ({"lags": [1_500.0] * 50}, "Nothing was lost, but 8 people would wait"),
        ({"memory": [70_000] * 3 + [200_000] * 3}, "memory grew"),
    ):
        bad = Found(8, acks=[5.0] * 50, lags=[200.0] * 50, own=[1.0] * 50, memory=[70_000] * 6, kept={"a"}, steps=3)
        for name, value in change.items():
            setattr(bad, name, value)
        assert report(bad) == 1, change
        assert words in capsys.readouterr().err
