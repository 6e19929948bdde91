"""Installed, the game finds its assets and levels inside its package, and knows nothing of a checkout."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from tests.test_house import tracked_files

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


@pytest.mark.slow  # five processes
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


# The wheel itself


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a fresh environment with the wheel in it, and of this one's libraries, but not of its checkout.

    The wheel is made of the source archive, and that of the files that are committed: what either leaves out is missed.
    It is built by the hatchling that is here, so that no package index is asked.
    """
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for path in tracked_files():
        copy = source / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    done([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)], source)
    (archive,) = folder.glob("*.tar.gz")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    done([*pip, "wheel", str(archive), "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder)])
    (wheel,) = folder.glob("*.whl")
    done([sys.executable, "-m", "venv", "--without-pip", str(folder / "fresh")])
    bin_folder = folder / "fresh" / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / Path(sys.executable).name
    home = done([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
    done([*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)])
    # A folder on a path file is looked into, but its own path files, which lead to the checkout, are not followed.
    (Path(home) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    shutil.rmtree(source)
    code = "import game; print(game.__file__)"
    assert Path(done([str(python), "-P", "-c", code], folder).strip()).is_relative_to(home)
    return bin_folder


def done(words: list[str], folder: Path | None = None) -> str:
    """What a program printed; it must end well."""
    ended = subprocess.run(words, cwd=folder, env=surroundings(), capture_output=True, text=True, check=False,
                           timeout=240)  # fmt: skip
    assert ended.returncode == 0, f"{words}\n{ended.stdout}{ended.stderr}"
    return ended.stdout


def surroundings() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}


@pytest.mark.slow
def test_a_wheel_plays_without_a_window(scripts: Path, tmp_path: Path) -> None:
    program = str(scripts / "headcount")
    (row,) = json.loads(done([program, "sim", "01-the-garage", "--policy", "orders", "--json"], tmp_path))
    assert (row["level"], row["outcome"]) == ("01-the-garage", "finished")
    words = [sys.executable, "main.py", "sim", "01-the-garage", "--policy", "orders", "--json"]
    assert [row] == json.loads(done(words, ROOT)), "installed, the same game comes to the same"
    assert "no problems" in done([program, "check"], tmp_path)
    assert done([program, "--version"], tmp_path).startswith("Headcount ")
    assert "python main.py" not in done([program, "--help"], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("program", ["headcount", "headcount-game"])
def test_a_wheel_opens_its_window(program: str, scripts: Path, x_display: str, tmp_path: Path) -> None:
    if not x_display:
        return  # there is no display of our own whose keys a test may press
    environment = {**surroundings(), "DISPLAY": x_display, "SDL_VIDEODRIVER": "x11"}

    def xdotool(*words: str) -> str:
        asked = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False,
                               timeout=20)  # fmt: skip
        return asked.stdout

    words = [str(scripts / program), "--size", "1280x720"]
    with subprocess.Popen(words, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as game:
        seen, end = False, time.monotonic() + 60
        try:
            while game.poll() is None and time.monotonic() < end:
                windows = xdotool("search", "--onlyvisible", "--class", ".*").split()
                seen = seen or any("1280x720" in xdotool("getwindowgeometry", one) for one in windows)
                if seen:  # the title hears it as soon as its first frame has been painted
                    xdotool("key", "ctrl+q")
                time.sleep(0.3)
            assert game.poll() is not None, "it hears no key" if seen else "it shows no window"
        finally:
            game.kill()
        assert game.stderr is not None
        assert (game.returncode, game.stderr.read()) == (0, "")
    assert seen, "no window was ever seen"


def test_every_folder_of_code_goes_into_the_wheel() -> None:
    packed = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    code = {path.relative_to(ROOT).parts[0] for path in tracked_files() if path.suffix == ".py"}
    assert code - {"tests", "main.py"} == set(packed)
