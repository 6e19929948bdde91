"""`upgrade` shows what would change, writes it only if asked, and keeps each file as it was."""

import codecs
import json
import shutil
from pathlib import Path

import pytest

from game.command_line import main
from game.levels.upgrading import STEPS

OLD = Path(__file__).resolve().parents[1] / "levels" / "old"


def test_nothing_is_written_unless_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = Path(shutil.copy(OLD / "the-house.yaml", tmp_path))
    before = house.read_bytes()
    assert main(["upgrade", str(house)]) == 1
    out = capsys.readouterr().out
    assert f"{house}:47: bottlenecks: “bottlenecks_per_quarter” is “bottlenecks”\n" in out
    assert "    -bottlenecks_per_quarter: 1\n    +bottlenecks: 1\n" in out
    assert "Nothing has been written." in out
    assert house.read_bytes() == before
    assert list(tmp_path.iterdir()) == [house]


def test_a_written_file_keeps_its_mark_its_line_ends_and_a_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    level = tmp_path / "bakers.yaml"
    before = codecs.BOM_UTF8 + "# Bäcker\r\ntitle: Bakers\r\npeople: 12\r\nlevers: [order]\r\n".encode()
    level.write_bytes(before)
    assert main(["upgrade", str(level), "--write"]) == 0
    assert level.read_bytes() == before.replace(b"title", b"format: 1\r\ntitle")
    assert (tmp_path / "bakers.yaml.bak").read_bytes() == before
    assert f"Written: {level}." in capsys.readouterr().out
    assert main(["upgrade", str(level), "--write"]) == 0
    assert "nothing to upgrade" in capsys.readouterr().out
    assert main(["check", str(level), "--no-games"]) == 0


def test_what_is_left_to_the_author_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mill = Path(shutil.copy(OLD / "the-mill.yaml", tmp_path))
    assert main(["upgrade", str(mill), "--from", "0", "--write", "--json"]) == 1
    [row] = json.loads(capsys.readouterr().out)
    assert (row["format"], row["written"]) == (0, True)
    assert [change["step"] for change in row["done"]] == ["seats"]
    assert [change["step"] for change in row["left"]] == ["levers"]
    assert "organisation: {team_size: 8, teams_per_department: 6}\n" in mill.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    level = tmp_path / "torn.yaml"
    level.write_text("title: 'Bakers\npeople: 12\n", encoding="utf-8")
    assert main(["upgrade", str(level), "--write"]) == 1
    assert f"{level}:1:8: error:" in capsys.readouterr().out
    assert level.read_text(encoding="utf-8") == "title: 'Bakers\npeople: 12\n"
    assert main(["upgrade"]) == 2
    assert "Name the levels to upgrade" in capsys.readouterr().err


def test_the_steps_are_listed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["upgrade", "--steps"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [step.name for step in STEPS]
    assert main(["upgrade", "--steps", "--json"]) == 0
    assert [row["step"] for row in json.loads(capsys.readouterr().out)] == [step.name for step in STEPS]
