"""Real browsers for the pages of a workshop: the system's Chromium, one for every worker."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
# The last two save a sixth of the work: many short-lived devices share two processes, and nobody looks at a screen.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--in-process-gpu", "--renderer-process-limit=2"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    assert path, "Chromium is missing: apt-get install chromium (as .ci/run does), or install Chrome"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
