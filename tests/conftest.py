"""What every test stands on: a home of its own, no window unless it asks for one, and luck that repeats."""

import contextlib
import functools
import gc
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# Before pygame is imported anywhere: no test opens a window or a sound device by accident.
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

# Where compiled code is not kept, each of the many processes that tests start would compile the whole game anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# The machine that runs the tests may be slow and busy: time is no reason to fail, and CI draws the same
# examples every time. A developer's run draws new ones.
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-traces", action="store_true", help="write the readable traces anew, compare nothing"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser or a real window takes seconds to do what a person does: whatever opens one is for the full run."""
    for item in items:
        if not {"browser", "x_display"}.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is collected stays to the end: nobody need look through it again and again for what could be given back."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def update_traces(request: pytest.FixtureRequest) -> bool:
    """Whether traces are written (``--update-traces``) rather than compared."""
    return bool(request.config.getoption("--update-traces"))


@pytest.fixture(scope="session", autouse=True)
def home_of_its_own() -> Iterator[Path]:
    """Send saves, settings and caches of this process and those it starts to a folder that is thrown away."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="headcount-") as folder:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(Path(folder) / name.lower()))
        for name in ("HOME", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, folder)
        yield Path(folder)


@pytest.fixture(scope="session", autouse=True)
def identities_are_unique() -> Iterator[None]:
    """Whatever a test paints: no frame has two controls of one identity, or Tab would be caught between them."""
    from game.view.toolkit.ui import Ui

    end = Ui.end

    def checked(ui: Ui) -> None:
        end(ui)
        assert not ui.twice(), f"two controls have the same identity: {ui.twice()}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ui, "end", checked)
        yield


LEVELS_KEPT = 400


@pytest.fixture(scope="session", autouse=True)
def levels_are_kept() -> Iterator[None]:
    """Tests of all rooms read the same levels in turn, more of them than the game keeps at hand."""
    from game.levels import reading

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_level", functools.lru_cache(LEVELS_KEPT)(reading._level.__wrapped__))
        yield


DRAWINGS_KEPT = 160_000_000
"""Bytes of pictures that are kept of the drawings of all tests in a process."""


@pytest.fixture(scope="session", autouse=True)
def drawings_are_kept() -> Iterator[None]:
    """Every test begins with an atlas of its own, yet the same drawings: each is made into a picture once."""
    import pygame

    load, kept, size = pygame.image.load, dict[bytes, pygame.Surface](), 0

    def loaded(source: Any, hint: str = "") -> pygame.Surface:
        nonlocal size
        if not isinstance(source, io.BytesIO) or not hint.endswith(".svg"):
            return load(source, hint)
        drawing = source.getvalue()
        picture = kept.get(drawing)
        if picture is None:
            picture = kept[drawing] = load(source, hint)
            size += picture.get_bytesize() * picture.width * picture.height
            while size > DRAWINGS_KEPT:
                oldest = kept.pop(next(iter(kept)))
                size -= oldest.get_bytesize() * oldest.width * oldest.height
        return picture.copy()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pygame.image, "load", loaded)
        yield


@contextlib.contextmanager
def x_server(size: tuple[int, int]) -> Iterator[str]:
    """A real X server of that size without a screen, while it lasts; its name such as ``:7`` for DISPLAY.

    It does not start over when its last client leaves: whoever knocked in that moment found nobody there.
    """
    server_path = shutil.which("Xvfb")
    assert server_path, "Xvfb is missing: apt-get install xvfb xdotool (as .ci/run does)"
    read_end, write_end = os.pipe()
    screen = f"{size[0]}x{size[1]}x24"
    server = subprocess.Popen(
        [server_path, "-displayfd", str(write_end), "-screen", "0", screen, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write_end],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as reader:
        number = reader.readline().strip()
    try:
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """A real X server of 1920x1080 without a screen; its name such as ``:7``, for the environment's DISPLAY.

    Empty on Windows and macOS, where the system's own display serves.
    """
    if sys.platform in ("win32", "darwin"):
        yield ""
        return
    with x_server((1920, 1080)) as name:
        yield name
