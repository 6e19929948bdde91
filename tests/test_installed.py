"""Installed, the game finds its assets and levels inside its package, and knows nothing of a checkout."""

import os
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages as an installer leaves it, by what the project says goes where."""
    folder = tmp_path_factory.mktemp("site")
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    for package in wheel["packages"]:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for source, place in wheel["force-include"].items():
        shutil.copytree(ROOT / source, folder / place)
    return folder


def started(site: Path, elsewhere: Path, *words: str) -> subprocess.CompletedProcess[str]:
    entry, _, name = PROJECT["project"]["scripts"]["headcount"].partition(":")
    code = f"import sys; from {entry} import {name}; sys.exit({name}())"
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *words], cwd=elsewhere, env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_installed_game_plays_checks_and_paints_away_from_any_checkout(site: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import game.places as p; print(p.ASSETS)"], cwd=tmp_path, text=True,
        env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, check=True,
    ).stdout.strip()  # fmt: skip
    assert Path(where) == site / "game" / "data" / "assets"
    for words, told in (
        (("sim", "01-the-garage", "--policy", "orders", "--json"), '"policy": "orders"'),
        (("check", "01-the-garage"), "no problems"),
        (("--version",), "Headcount "),
    ):
        done = started(site, tmp_path, *words)
        assert done.returncode == 0, done.stderr
        assert told in done.stdout
    done = started(site, tmp_path, "shot", "01-the-garage", "--week", "2", str(tmp_path / "garage.png"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "garage.png").stat().st_size > 50_000


def test_every_way_to_start_it_leads_to_the_command_line() -> None:
    for scripts in (PROJECT["project"]["scripts"], PROJECT["project"]["gui-scripts"]):
        for entry in scripts.values():
            module, _, name = entry.partition(":")
            assert callable(getattr(import_module(module), name))


def test_everything_the_game_reads_goes_into_the_wheel() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {"assets": "game/data/assets", "levels": "game/data/levels"}
    assert not (ROOT / "game" / "data").exists(), "in a checkout they lie at the top"
