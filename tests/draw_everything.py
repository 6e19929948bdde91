"""Draws every screen in random windows, scales, levels and states, and says what does not fit.

    python tests/draw_everything.py --minutes 5

Exits with 1 and the fault, the state, the size and the scale when something failed; drawing the same `--seed` again
finds it again. The quick form is in `test_layout.py`.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
import traceback
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import screens

SIZES = (
    (640, 400), (800, 480), (960, 540), (1024, 600), (640, 1200), (1280, 720), (1366, 540), (1920, 540), (2560, 800),
    (1920, 1080), (3440, 1440), (3840, 2160),
)  # fmt: skip
SCALES = (1.0, 1.1, 1.25, 1.3, 1.5, 1.77, 2.0)
AT_ONCE = 24
"""States drawn in a window before the next one: pieces are rasterised anew for every size."""
MOST_TOLD = 20


def main(words: list[str] | None = None) -> int:
    """Draws until the time is up; returns 1 when something did not fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--largest", action="store_true", help="also a company of 100,000 people")
    asked = parser.parse_args(words)
    luck = random.Random(asked.seed)
    levels = (*screens.LEVELS, screens.LARGEST) if asked.largest else screens.LEVELS
    states = screens.states(*levels)
    viewer, drawn, told = screens.Viewer(), 0, 0
    end = time.monotonic() + 60 * asked.minutes
    while time.monotonic() < end and told < MOST_TOLD:
        size = luck.choice(SIZES) if luck.random() < 0.6 else (luck.randint(640, 3840), luck.randint(400, 2160))
        scale = luck.choice(SCALES) if luck.random() < 0.6 else luck.uniform(1.0, 2.0)
        theme, still = luck.choice(("light", "dark")), luck.random() < 0.7
        for name in luck.sample(sorted(states), AT_ONCE):
            try:
                faults = viewer.look(states[name], size, scale, "dark" if theme == "dark" else "light", still=still)
            except Exception:
                faults = [traceback.format_exc()]
            drawn += 1
            for fault in faults:
                told += 1
                print(f"{name}, {size[0]}x{size[1]} at {scale:.3f}, {theme}: {fault}", flush=True)
    print(f"{drawn:,} frames of {len(states):,} states, {told} faults")
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main())
