"""How long it takes from the start to the first frame, in bare imports: of pygame, NumPy, PyYAML and pydantic.

    python tests/first_frame.py --times 7

The least time of each in one run, taken in turn, so that a busy machine hinders all alike. Exits with 1 when the title
or a level needs more than three bare imports.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST = 3.0
BARE = "import pygame, numpy, yaml, pydantic; from pydantic import BaseModel"
FRAME = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from game.view import memory
with memory.starting():
    from game.view import app
    from game.view.keeping import Keeping
    from game.view.sound import Sound
    game = app.start(Keeping(Path({kept!r})))
    first = {first}
    window = app.open_window(game, first, size=(1280, 720), sound=Sound(silent=True))
    window.frame(0.02, [])
"""
STARTS = {
    "title": "game.title()",
    "level": "game.open_level(Path({root!r}) / 'levels' / '04-the-floor.yaml')",
    "table": "game.begin(app.Session(app.levels.read(Path({root!r}) / 'levels' / '04-the-floor.yaml'), 1))",
}
JUDGED = ("title", "level")
"""The starts a player waits for; the table, which comes after a level's briefing, is printed beside them."""


def seconds(code: str) -> float:
    """Seconds until a fresh Python has done something."""
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, stdout=subprocess.DEVNULL, timeout=120)
    return time.perf_counter() - start


def measure(times: int, names: Sequence[str] = tuple(STARTS)) -> dict[str, float]:
    """The least seconds of the bare imports ("bare"), and until the first frame of each start."""
    out: dict[str, list[float]] = {"bare": [], **{name: [] for name in names}}
    with tempfile.TemporaryDirectory() as kept:
        for _ in range(times):
            out["bare"].append(seconds(BARE))
            for name in names:
                first = STARTS[name].format(root=str(ROOT))
                out[name].append(seconds(FRAME.format(root=str(ROOT), kept=kept, first=first)))
    return {name: min(found) for name, found in out.items()}


def main(words: list[str] | None = None) -> int:
    """Measures and prints; returns 1 when a start takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=7)
    asked = parser.parse_args(words)
    least = measure(asked.times)
    print(f"bare imports {1000 * least['bare']:.0f} ms")
    for name in STARTS:
        print(f"{name} {1000 * least[name]:.0f} ms, {least[name] / least['bare']:.2f} bare imports")
    return 1 if max(least[name] for name in JUDGED) > MOST * least["bare"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
